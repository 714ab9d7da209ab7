"""What the README says of this repository is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import tomllib

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
GROUPS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))[
    "dependency-groups"
]


def section(title: str) -> str:
    """The text below a heading, up to the next one of its rank."""
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", README, re.M | re.S)
    assert found, f"no section {title!r}"
    return found[1]


def test_every_file_it_names_is_there():
    named = set(re.findall(r"`((?:tests|binder|dtale_nb)/[\w./-]+)", README))
    named |= set(re.findall(r"\]\(((?!http)[\w./-]+)\)", README))
    assert len(named) > 8
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


def test_its_first_blocks_are_single_commands():
    """The first sets up and opens the demo, the second, which CI runs, tests all."""
    blocks = re.findall(r"^```bash\n(.*?)^```", README, re.M | re.S)
    first, second = (block.strip() for block in blocks[:2])
    assert first.count("\n") == second.count("\n") == 0
    assert first.endswith("dtale-nb demo")
    assert second == "bash tests/run"


def test_each_place_where_it_works_names_its_proof():
    rows = re.findall(r"^\| (.+) \| (.+) \|$", section("Where it works"), re.M)[1:]
    assert len(rows) > 8
    for where, how in rows:
        assert "tests/" in how or how == "not verified", where


def test_it_lists_every_operator_of_filters():
    from dtale_nb.engine.filters import OPERATORS

    told = re.findall(r"^\|[^|]+\| (`.+`) \|$", section("Filters"), re.M)[1:]
    words = [word for row in told for word in re.findall(r"`(\w+)`", row)]
    assert sorted(words) == sorted(OPERATORS)


@pytest.mark.parametrize(("group", "program"), [
    ("new", "jupyterlab"), ("new", "notebook"),
    ("binder", "jupyterlab"), ("binder", "notebook"),
])  # fmt: skip
def test_the_versions_it_names_are_those_tested(group, program):
    declared = [need for need in GROUPS[group] if isinstance(need, str)]
    pins = [re.fullmatch(rf"{program}==([\d.]+)\.\*", need) for need in declared]
    (version,) = (pin[1] for pin in pins if pin)
    title = {"jupyterlab": "JupyterLab", "notebook": "Notebook"}[program]
    assert f"{title} {version}" in section("Where it works")
