"""Frames in this process's memory, read column by column where they lie."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pandas as pd

from dtale_nb.engine.memory.pandas import PandasSource

if TYPE_CHECKING:
    from dtale_nb.engine.source import Source

__all__ = ["PandasSource", "is_from", "source_of"]


def source_of(frame: Any) -> Source:
    """The source that can be asked about a frame; costs nothing that grows with it.

    Raises:
        TypeError: It is no frame; see `dtale_nb.engine.accept.as_frame`.
    """
    if isinstance(frame, pd.DataFrame):
        return PandasSource(frame)
    if is_from("polars", frame, "DataFrame"):
        from dtale_nb.engine.memory.polars import PolarsSource

        return PolarsSource(frame)
    if is_from("pyarrow", frame, "Table", "RecordBatch"):
        from dtale_nb.engine.memory.arrow import ArrowSource

        return ArrowSource(frame)
    raise TypeError(f"not a frame: {type(frame).__name__}")


def is_from(library: str, obj: Any, *classes: str) -> bool:
    """Whether an object is of one of a library's classes; never imports the library."""
    module = sys.modules.get(library)
    known = (getattr(module, name, None) for name in classes)
    return isinstance(obj, tuple(each for each in known if isinstance(each, type)))
