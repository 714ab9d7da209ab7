"""Eight kinds of nothing, each an operator called by the mark that its cells wear.

What a cell shows decides: `nan` keeps the cells that say `NaN`, `null` those that say
`null`, and so on, so that no two of them keep the same cell and no kind is without one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from dtale_nb.engine.filters.columns import by_category
from dtale_nb.engine.filters.operators import Operator, named
from dtale_nb.engine.filters.texts import arrow_texts, is_texts, mask_of
from dtale_nb.engine.kinds import Mark
from dtale_nb.engine.memory.orders import missing_objects
from dtale_nb.engine.memory.plain import as_chunked, decoded, plain_of
from dtale_nb.engine.texts import gap_of, nothing_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dtale_nb.engine.filters.columns import Column, Test


@dataclass(frozen=True)
class _Nothing(Operator):
    """Is nothing, in one way: as a value of its own, or as its dtype has it."""

    mark: ClassVar[Mark]
    words: ClassVar[str]

    def test(self, column: Column) -> Test:
        array = column.array
        if isinstance(array, pd.Categorical):
            inner = self._test_of(array.categories.array)
            return by_category(column, inner, missing=gap_of(array) is self.mark)
        if str(array.dtype) == "object" != column.field.dtype:
            return self._in_polars
        return self._test_of(array)

    def _test_of(self, array: Any) -> Test:
        if gap_of(array) is None:
            return lambda part: _marked(part, self.mark)
        return self._by_dtype

    def _in_polars(self, part: Any) -> NDArray[np.bool_]:
        """None stands for null among the objects of a type that Arrow has not."""
        if self.mark is Mark.NONE:
            return np.zeros(len(part), dtype=bool)
        return _marked(part, Mark.NONE if self.mark is Mark.NULL else self.mark)

    def _by_dtype(self, part: Any) -> NDArray[np.bool_]:
        if gap_of(part) is self.mark:
            return missing_objects(part)
        return np.zeros(len(part), dtype=bool)

    def sentence(self) -> str:
        return f"is {self.words}"


def _marked(part: Any, mark: Mark) -> NDArray[np.bool_]:
    """Where values, looked at one by one, wear a mark, shape (n,)."""
    return np.array([nothing_of(value) is mark for value in part], dtype=bool)


@named("nan")
class IsNan(_Nothing):
    """Is a float that is not a number, or a gap that pandas tells by one."""

    mark, words = Mark.NAN, "NaN"

    def _by_dtype(self, part: Any) -> NDArray[np.bool_]:
        plain = plain_of(part)
        if plain is None or plain.values.dtype.kind != "f":
            return super()._by_dtype(part)
        nan: NDArray[np.bool_] = np.isnan(plain.values)
        return nan if plain.missing is None else nan & ~plain.missing


@named("none")
class IsNone(_Nothing):
    """Is None."""

    mark, words = Mark.NONE, "None"


@named("na")
class IsNa(_Nothing):
    """Is pandas' NA, as gaps of its nullable dtypes are."""

    mark, words = Mark.NA, "NA"


@named("nat")
class IsNat(_Nothing):
    """Is no time, among moments, durations or objects."""

    mark, words = Mark.NAT, "NaT"


@named("null")
class IsNull(_Nothing):
    """Is null, in Arrow, in Polars or in pandas on Arrow."""

    mark, words = Mark.NULL, "null"

    def _by_dtype(self, part: Any) -> NDArray[np.bool_]:
        if not isinstance(part.dtype, pd.ArrowDtype):
            return super()._by_dtype(part)
        values = decoded(as_chunked(part.__arrow_array__()))
        if "union" in str(values.type):  # older versions of Arrow see no null in them
            return np.array([value is None for value in values.to_pylist()], dtype=bool)
        return mask_of(values.is_null())


@named("masked")
class IsMasked(_Nothing):
    """Is NumPy's masked, which to pandas is a value."""

    mark, words = Mark.MASKED, "masked"


class _NoText(_Nothing):
    """Is a text in which nothing can be read."""

    def _by_dtype(self, part: Any) -> NDArray[np.bool_]:
        if not is_texts(part):
            return np.zeros(len(part), dtype=bool)
        texts = arrow_texts(part)
        is_empty = pc.equal(texts, "")
        if self.mark is Mark.EMPTY:
            return mask_of(is_empty)
        trimmed = pc.equal(pc.utf8_trim_whitespace(texts), "")
        return mask_of(trimmed) & ~mask_of(is_empty)


@named("empty")
class IsEmpty(_NoText):
    """Is a text of no characters."""

    mark, words = Mark.EMPTY, "empty"


@named("blank")
class IsBlank(_NoText):
    """Is a text of blanks, one at least."""

    mark, words = Mark.BLANK, "blank"
