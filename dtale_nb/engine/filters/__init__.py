"""Filters: one tree of conditions, read from JSON, checked, never evaluated as text."""

from __future__ import annotations

from dtale_nb.engine.filters import (
    comparing,
    missing,
    missing_kinds,
    patterns,
    reading,
    times,
)
from dtale_nb.engine.filters.operators import OPERATORS
from dtale_nb.engine.filters.tree import (
    Group,
    Leaf,
    Node,
    judged,
    kept_rows,
    read_tree,
    spec_of,
)

__all__ = [
    "OPERATORS",
    "Group",
    "Leaf",
    "Node",
    "comparing",
    "judged",
    "kept_rows",
    "missing",
    "missing_kinds",
    "patterns",
    "read_tree",
    "reading",
    "spec_of",
    "times",
]
