"""An operator about how a value is written, for values that nothing typed equals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dtale_nb.engine.filters.operators import Operator, named, said
from dtale_nb.engine.filters.values import text_of
from dtale_nb.engine.jobs import checkpoint
from dtale_nb.engine.kinds import MISSING, Mark
from dtale_nb.engine.texts import WHOLE, array_cells, time_limit, type_name

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dtale_nb.engine.filters.columns import Column, Test

CHUNK = 4_000
"""Values that are written between two checkpoints."""


@named("reads")
@dataclass(frozen=True)
class Reads(Operator):
    """Is written just so: lists, objects and whatever else has no value to type.

    Attributes:
        value: The whole text of a value that is not missing, or several of them.
        of: Among objects, the name of the value's type; any where it is empty.
        escaped: The text is the escape of one that holds lone surrogates side by side,
            as its cell says; else it is the text itself. No JSON carries such a pair.
    """

    value: Any
    of: str = ""
    escaped: bool = False

    def check(self, column: Column) -> None:
        for text in (*self._texts(), self.of):
            text_of(text)

    def _texts(self) -> tuple[Any, ...]:
        return self.value if isinstance(self.value, tuple) else (self.value,)

    def test(self, column: Column) -> Test:
        return self._are

    def _are(self, part: Any) -> NDArray[np.bool_]:
        mask = np.zeros(len(part), dtype=bool)
        wanted = frozenset(self._texts())
        for start in range(0, len(part), CHUNK):
            checkpoint()
            some = part[start : start + CHUNK]
            with time_limit():
                cells = array_cells(some, WHOLE)
            found = [at for at, text in enumerate(cells.texts) if text in wanted]
            is_object = isinstance(some, pd.arrays.NumpyExtensionArray)
            if self.of and found and is_object and some.dtype.kind == "O":
                values = np.asarray(some, dtype=object)
                found = [at for at in found if type_name(values[at]) == self.of]
            for at in found:
                mark = cells.marks.get(at)
                is_alike = (mark is Mark.ESCAPED) is self.escaped
                mask[start + at] = is_alike and mark not in MISSING
        return mask

    def sentence(self) -> str:
        of = f" ({self.of})" if self.of else ""
        of += " (lone surrogates)" * self.escaped
        return f"reads {' or '.join(map(said, self._texts()[:5]))}{of}"
