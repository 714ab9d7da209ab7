"""The summary of numbers, moments, durations and truth values."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from dtale_nb.engine.jobs import checkpoint
from dtale_nb.engine.kinds import Kind
from dtale_nb.engine.summaries.bins import edges_of, wanted_bins
from dtale_nb.engine.summaries.budget import SAMPLE, SAMPLED, sample_rows
from dtale_nb.engine.summaries.columns import CHUNK
from dtale_nb.engine.summaries.distinct import guessed, sketched
from dtale_nb.engine.summaries.found import Found
from dtale_nb.engine.summaries.histogram import counted_in_table, counted_into
from dtale_nb.engine.summaries.quantiles import quantiles_of, rank_error
from dtale_nb.engine.summaries.shapes import Figure, Histogram
from dtale_nb.engine.summaries.spread import Spread, spread_of, spread_of_table
from dtale_nb.engine.summaries.tables import Table, table_of_numbers
from dtale_nb.engine.summaries.tops import tops_of
from dtale_nb.engine.texts import numpy_cells

if TYPE_CHECKING:
    from collections.abc import Callable

    from dtale_nb.engine.source import Cells
    from dtale_nb.engine.summaries.budget import Budget
    from dtale_nb.engine.summaries.columns import Numbers

ROUNDED = "decimals read as floats of 64 bits"
SKETCHED = "a sketch of all values"


def of_numbers(column: Numbers, present: int, budget: Budget, *, brief: bool) -> Found:
    """Summarise numbers.

    Args:
        column: The values.
        present: How many of them are not missing.
        budget: The time there is.
        brief: Only what a header shows.
    """
    if column.kind is Kind.TRUTH:
        return _of_truths(column, present, budget)
    if brief:
        spread, looked = budget.ask(spread_of, column)
        about = _About(column, looked, present)
        figures = about.spread(spread)
        return Found(figures, histogram=about.histogram(spread, budget))
    table, sampled = budget.ask(table_of_numbers, column)
    if sampled:
        spread, looked = budget.ask(spread_of, column)
    else:  # what is counted tells the rest, mostly with a shorter way than all values
        few = 2 * len(table) <= len(column)
        spread, looked = spread_of_table(table) if few else spread_of(column), 0
    about = _About(column, looked, present)
    figures = about.spread(spread)
    histogram = about.histogram(spread, budget, None if sampled else table)
    figures |= _About(column, sampled, present).ranks(table)
    distinct = _distinct(column, table, sampled, budget)
    tops = tops_of(table, sampled, present)
    return Found(figures, distinct, tops, histogram, once=table.once)


def _of_truths(column: Numbers, present: int, budget: Budget) -> Found:
    table, looked = budget.ask(table_of_numbers, column)
    distinct = Figure(len(table), str(len(table)), SAMPLED if looked else "", looked)
    return Found({}, distinct, tops_of(table, looked, present))


def _distinct(column: Numbers, table: Table, sampled: int, budget: Budget) -> Figure:
    if not sampled:
        return Figure(len(table), str(len(table)))
    (number, error), sketch_of = budget.ask(sketched, column)
    if not sketch_of:
        method = SKETCHED if error else ""
        return Figure(number, str(number), method, len(column) if error else 0, error)
    number, error = guessed(table, sampled, len(column))
    return Figure(number, str(number), SAMPLED, sampled, error)


class _About:
    """Makes figures of what was found, each with what is known of its exactness.

    Args:
        column: The values.
        looked: Rows looked at where it was a sample; 0 where all were.
        present: Values present in all rows.
    """

    def __init__(self, column: Numbers, looked: int, present: int) -> None:
        self.column = column
        self.looked = looked
        self.present = present
        self.method = SAMPLED if looked else ROUNDED if column.rounded else ""

    def spread(self, found: Spread) -> dict[str, Figure]:
        if not found.n:
            return {}
        ends = self._values([found.low, found.high])
        if self.column.kind is Kind.MOMENT:
            first, last = ends
            figures = {"first": first, "last": last}
            if self.column.unit:
                figures["range"] = self._span(int(found.high) - int(found.low))
            return figures
        figures = {"min": ends[0], "max": ends[1]}
        is_duration = self.column.kind is Kind.DURATION
        write = self._duration if is_duration else self._float
        error = None
        if self.looked and found.mean and math.isfinite(found.std):
            error = 1.96 * found.std / math.sqrt(found.n) / abs(found.mean)
        figures["mean"] = write(found.mean, error)
        figures["std"] = write(found.std, 1.96 / math.sqrt(2 * found.n))
        if not is_duration:
            figures["zeros"] = self._count(found.zeros, found.n)
            figures["negatives"] = self._count(found.negatives, found.n)
            infinities = found.below + found.above
            if infinities:
                figures["infinities"] = self._count(infinities, found.n)
        return figures

    def ranks(self, table: Table) -> dict[str, Figure]:
        """Quantiles, and of moments the longest gap, from counted values."""
        found = quantiles_of(table)
        if not found:
            return {}
        error = rank_error(table.total) if self.looked else None
        is_number = self.column.kind is Kind.NUMBER
        if self.column.kind is Kind.MOMENT:
            found = {"q50": found["q50"]}
        told = [float(one) if is_number else round(one) for one in found.values()]
        values = np.array(told, dtype=np.float64 if is_number else np.int64)
        texts = self._writer(is_float=is_number)(values).texts
        figures = {
            word: Figure(value, text, self.method, self.looked, error)
            for word, value, text in zip(found, values.tolist(), texts, strict=True)
        }
        is_moment = self.column.kind is Kind.MOMENT and self.column.unit
        if is_moment and len(table) > 1 and not self.looked:  # samples know no gaps
            figures["gap"] = self._span(_largest_step(table.values))
        return figures

    def _writer(self, *, is_float: bool) -> Callable[[Any], Cells]:
        return numpy_cells if is_float else self.column.write

    def histogram(
        self, spread: Spread, budget: Budget, table: Table | None = None
    ) -> Histogram | None:
        """How the values spread; None where no finite one is there.

        Args:
            spread: What is known of them.
            budget: The time there is.
            table: All values, counted; None where they are not.
        """
        if spread.least is None:
            return None
        column, looked = self.column, self.looked
        sample = column
        if len(column) > SAMPLE:
            sample = column.take(sample_rows(len(column)))
        some = sample.present()
        if some.dtype.kind == "f":
            some = some[np.isfinite(some)]
        low, high = spread.least, spread.most
        bins = wanted_bins(some, spread.n, float(low), float(high)) if some.size else 1
        edges = edges_of(column, low, high, bins)
        if table is not None:
            counts = counted_in_table(table, edges)
        elif looked:
            counts = counted_into(sample, edges)
        else:
            counts, looked = budget.ask(lambda part: counted_into(part, edges), column)
        if looked and counts.sum():
            counts = np.rint(counts * (self.present / counts.sum())).astype(np.int64)
        is_float = column.kind is Kind.NUMBER
        labels = self._writer(is_float=is_float)(edges).texts
        method = SAMPLED if looked else self.method
        return Histogram(
            tuple(edges.tolist()),
            tuple(labels),
            tuple(counts.tolist()),
            spread.below,
            spread.above,
            method,
            looked,
        )

    def _values(self, values: list[Any]) -> list[Figure]:
        array = np.array(values, dtype=self.column.values.dtype)
        return [
            Figure(value, text, self.method, self.looked)
            for value, text in zip(
                array.tolist(), self.column.write(array).texts, strict=True
            )
        ]

    def _float(self, value: float, error: float | None) -> Figure:
        text = numpy_cells(np.array([value])).texts[0]
        return Figure(
            value, text, self.method, self.looked, error if self.looked else None
        )

    def _duration(self, value: float, error: float | None) -> Figure:
        if not math.isfinite(value):
            return self._float(value, error)
        text = self.column.write(_rounded([value])).texts[0]
        return Figure(value, text, self.method, self.looked, error)

    def _count(self, count: int, n: int) -> Figure:
        if not self.looked:
            return Figure(count, str(count))
        scaled = round(count / n * self.present)
        error = 1.96 / math.sqrt(count) if count else None
        return Figure(scaled, str(scaled), SAMPLED, self.looked, error)

    def _span(self, counts: int) -> Figure:
        """A length of time, in counts of the column's unit."""
        unit = {1.0: "s", 1e3: "ms", 1e6: "us", 1e9: "ns"}.get(self.column.unit)
        if unit is None:  # days
            counts, unit = counts * 86_400, "s"
        if counts >= 2**63:
            return Figure(counts, f"{counts} {unit}", self.method, self.looked)
        text = numpy_cells(np.array([counts], dtype="i8").view(f"m8[{unit}]")).texts[0]
        return Figure(counts, text, self.method, self.looked)


def _rounded(values: Any) -> Any:
    return np.array([round(value) for value in values], dtype=np.int64)


def _largest_step(ascending: Any) -> int:
    """The largest difference of neighbours; beyond 64 bits only at the ends of time."""
    most = 0
    for start in range(0, len(ascending) - 1, CHUNK):
        checkpoint()
        part = ascending[start : start + CHUNK + 1].astype(np.int64, copy=False)
        most = max(most, int(np.diff(part).view(np.uint64).max()))
    return most
