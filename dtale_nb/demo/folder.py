"""The folder that the demo is opened in, with the user's changes kept."""

from __future__ import annotations

import json
import tempfile
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

NOTEBOOK = "demo.ipynb"


def prepared(cache: Path, say: Callable[[str], None]) -> Path:
    """Put the notebook as it is shipped into a folder of this user.

    One whose cells were changed is kept beside it under a name of its own. What the
    notebook was saved with when it was run counts as no change.

    Args:
        cache: The user's folder for what can be made again.
        say: Receives where a changed notebook is kept.

    Returns:
        The notebook's path. Where the cache cannot be written, it is in a temporary
        folder.
    """
    shipped = (resources.files(__package__) / NOTEBOOK).read_text(encoding="utf-8")
    try:
        return _placed(cache / "demo", shipped, say)
    except OSError:
        return _placed(Path(tempfile.mkdtemp(prefix="dtale_nb-demo-")), shipped, say)


def _placed(folder: Path, shipped: str, say: Callable[[str], None]) -> Path:
    """Write the notebook into a folder; a changed one there gets another name."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / NOTEBOOK
    if path.exists() and not _has_cells_of(path, shipped):
        kept = _free_name(path)
        path.rename(kept)
        say(f"Your changed notebook is kept as {kept}")
    path.write_text(shipped, encoding="utf-8")
    return path


def _free_name(path: Path) -> Path:
    """A name beside a file that nothing has yet."""
    number = 1
    while True:
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
        if not free.exists():
            return free
        number += 1


def _has_cells_of(path: Path, shipped: str) -> bool:
    """Whether a notebook's cells say what the shipped one's do."""
    try:
        return _cells(path.read_text(encoding="utf-8")) == _cells(shipped)
    except (ValueError, KeyError, TypeError):  # it's no notebook any more
        return False


def _cells(notebook: str) -> list[tuple[str, str]]:
    """Type and text of every cell that holds any; Lab adds an empty one at the end."""
    cells = json.loads(notebook)["cells"]
    texts = [(cell["cell_type"], "".join(cell["source"])) for cell in cells]
    return [(kind, text) for kind, text in texts if text.strip()]
