"""Code of a chart: pandas and plotly, on the reader's own variable."""

from __future__ import annotations

import ast
import inspect
import re
from collections import Counter
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from dtale_nb.charts.inks import ink_on, inked
from dtale_nb.charts.options import title
from dtale_nb.charts.palette import COLORS
from dtale_nb.engine.aggregate import UNITS, Key, Measure
from dtale_nb.engine.aggregate.decimals import holds_decimals
from dtale_nb.engine.aggregate.stretches import CODE, round_edges
from dtale_nb.engine.kinds import Kind
from dtale_nb.engine.memory import is_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dtale_nb.charts.drawing import Drawing
    from dtale_nb.engine.source import Source

    Within = Mapping[int, tuple[float, float]]
    """Between which numbers those of a column lie."""

NAMED = """
def name(value):
    if pd.isna(value):
        return "(missing)"
    return html.escape(str(value), quote=False).replace("%{", "&#37;{")

"""


_TITLES: WeakKeyDictionary[Source, Counter[str]] = WeakKeyDictionary()


def _titles(source: Source) -> Counter[str]:
    """How often each title is there in a frame; found once, since no name changes."""
    known = _TITLES.get(source)
    if known is None:
        every = (*range(source.n_columns), *(~at for at in range(source.n_levels)))
        known = Counter(title(source.field(number)) for number in every)
        _TITLES[source] = known
    return known


class Script:
    """Lines of code that prepare what a drawing draws.

    Args:
        source: The frame, which tells how its columns are reached.
        variable: What the reader calls it.

    Attributes:
        source: The frame.
        lines: What has been written.
        functions: Texts of functions that the lines call.
    """

    def __init__(self, source: Source, variable: str = "df") -> None:
        self.source = source
        self._variable = variable
        self._names = list(source.column_names())
        self.lines: list[str] = []
        self.functions: list[str] = []

    def add(self, *lines: str) -> None:
        """Write some lines."""
        self.lines += lines

    def function(self, made: Any) -> None:
        """Write a function of ours that needs nothing but NumPy."""
        tree = ast.parse(inspect.getsource(made))
        for each in ast.walk(tree):
            if isinstance(each, ast.FunctionDef):
                each.returns = None
            elif isinstance(each, ast.arg):
                each.annotation = None
        self.functions.append(ast.unparse(tree))

    def finite(self, numbers: Iterable[int], within: Within | None = None) -> None:
        """Write which rows of `table` have all of some numbers, or moments.

        Args:
            numbers: The columns.
            within: Ends of those that have to lie between some.
        """
        for number in dict.fromkeys(numbers):
            column = f"table[{self.name(number)!r}]"
            if self.source.field(number).kind is Kind.MOMENT:
                self.add(f"table = table[{column}.notna()]")
                self.add(f"{column} = {column}.dt.tz_localize(None)")
            else:
                self.add(f"{column} = {column}.astype('float64')")
                self.add(f"table = table[np.isfinite({column})]")
            if number in (within or {}):
                self.add(f"table = table[{column}.between{(within or {})[number]}]")

    def table(self, numbers: Iterable[int]) -> None:
        """Write `table`: some columns, each called as the chart calls it."""
        parts = [
            f"    {self.name(number)!r}: {self._column(number)},"
            for number in dict.fromkeys(numbers)
        ]
        self.add("table = pd.DataFrame({", *parts, "})")

    def name(self, number: int) -> str:
        """What a column is called in `table`: its own name, or with its place."""
        named = title(self.source.field(number))
        alone = _titles(self.source)[named] == 1
        return named if alone else f"{named} [{number}]"

    def _column(self, number: int) -> str:
        """How a column is reached: by its name where that tells it apart."""
        var = self._variable
        if number < 0:
            return f"{var}.index.get_level_values({~number}).array"
        name = self._names[number]
        texts = [each for each in self._names if type(each) is str]  # NA equals nothing
        if type(name) is str and texts.count(name) == 1:
            read = f"{var}[{name!r}]"
        else:
            read = f"{var}.iloc[:, {number}]"
        return f"{read}{self._converted(number)}.array"

    def _converted(self, number: int) -> str:
        """What makes a column one that pandas groups and measures."""
        dtype = self.source.array(number, range(0)).dtype
        if dtype.kind == "O" and self.is_pandas and self._is_decimal(number):
            return '.astype("float64")'
        if not isinstance(dtype, pd.ArrowDtype) or not self.is_pandas:
            return ""
        arrow = dtype.pyarrow_dtype
        if self.source.field(number).kind is Kind.MOMENT:
            zone = getattr(arrow, "tz", None)
            return f'.astype("datetime64[us{f", {zone}" if zone else ""}]")'
        return '.astype("float64")' if str(arrow).startswith("decimal") else ""

    def _is_decimal(self, number: int) -> bool:
        is_number = self.source.field(number).kind is Kind.NUMBER
        return is_number and holds_decimals(np.asarray(self.source.array(number)))

    @property
    def is_pandas(self) -> bool:
        """Whether the reader's variable is a frame of pandas."""
        return isinstance(self.source.frame, pd.DataFrame)

    def key(self, key: Key) -> str:
        """Write what a key needs; gives the column of `table` that holds it."""
        named = self.name(key.number)
        if key.bins:
            self.function(round_edges)
            column = f"{named} (bins)"
            code = CODE.format(name=named, column=column, bins=key.bins)
            self.add(*code.splitlines())
            return column
        if key.names:
            column = f"{named} (place)"
            self.add(
                f"places = {dict(key.names)!r}",
                f"table[{column!r}] = table[{named!r}].astype(object).map(places)",
            )
            return column
        if not key.unit:
            return named
        column = f"{named} ({key.unit})"
        self.add(
            f"clock = table[{named!r}].dt.tz_localize(None)",
            f"table[{column!r}] = {UNITS[key.unit].code.format(t='clock')}",
        )
        return column

    def grouped(self, by: Sequence[str], measure: Measure, value: str) -> None:
        """Write `marks`: groups by some columns of `table`, with their measure."""
        start = f"marks = table.groupby({list(by)!r}, dropna=False, observed=True)"
        if measure.number is None:
            found = "size()"
        else:
            called = {"distinct": "nunique()", "share": "sum()"}
            word = f"quantile({measure.q!r})" if measure.word == "quantile" else ""
            word = word or called.get(measure.word, f"{measure.word}()")
            found = f"[{self.name(measure.number)!r}].{word}"
        dot = "" if found.startswith("[") else "."
        self.add(f"{start}{dot}{found}.rename({value!r}).reset_index()")
        if measure.word == "share":
            shown = f"marks[{value!r}]"
            self.add(f"{shown} = {shown} / {shown}.sum() * 100")

    def names(self, column: str, called: str) -> None:
        """Write texts for the values of a key."""
        self.add(
            f"marks[{called!r}] = [name(value) for value in marks[{column!r}].array]"
        )

    def written(self, drawing: Drawing) -> str:
        """The whole script."""
        body = "\n".join([*self.lines, *drawing.code(), "fig.show()"])
        imports = ["import pandas as pd"]
        if drawing.finish is not None:
            self.function(drawing.finish)
        for each in (ink_on, inked) if "inked" in body else ():
            self.function(each)
        named = NAMED if re.search(r"\bname\(", body) else ""
        named += "".join(f"\n{each}\n" for each in self.functions)
        plain = [
            each
            for each in ("html", "json", "re")
            if re.search(rf"\b{each}\.", named + body)
        ]
        if plain:
            imports.insert(0, "".join(f"import {each}\n" for each in plain))
        if "COLORS[" in named + body:
            body = f"COLORS = {list(COLORS)!r}\n{body}"
        if "np." in named + body:
            imports.insert(-1, "import numpy as np")
        if "px." in body:
            imports.append("import plotly.express as px")
        if "go." in body:
            imports.append("import plotly.graph_objects as go")
        head = "\n".join(imports)
        return f"{head}\n{named}\n{self._opened()}{body}\n"

    def _opened(self) -> str:
        frame, var = self.source.frame, self._variable
        if self.is_pandas:
            return ""
        if is_from("polars", frame, "DataFrame") or hasattr(frame, "to_pandas"):
            return f"{var} = {var}.to_pandas()\n"
        return f"{var} = pd.DataFrame({var})\n"


def measure_name(script: Script, measure: Measure) -> str:
    """What a measure is called on an axis."""
    if measure.number is None:
        return "rows" if measure.word == "count" else "share of rows (%)"
    named = script.name(measure.number)
    if measure.word == "share":
        return f"share of {named} (%)"
    if measure.word == "quantile":
        return f"{measure.q:g} quantile of {named}"
    return f"{measure.word} of {named}"
