"""The viewer's own modules, asked outside of a browser."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any

import pytest

from support.environments import in_ci


def answer_of(script: str, given: Any = None) -> Any:
    """What a script prints as JSON; without Node a test is skipped, but not in CI.

    Args:
        script: An ES module's source.
        given: What it finds as JSON on its standard input.
    """
    if shutil.which("node") is None and not in_ci():
        pytest.skip("node is not installed")
    done = subprocess.run(
        ["node", "--input-type=module", "--eval", script],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)
