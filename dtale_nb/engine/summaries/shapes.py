"""What a summary says: figures, each exact or honest about what it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dtale_nb.engine.kinds import Mark


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Attributes:
        value: The figure as a Python number; of moments and durations, counts of their
            unit since 1970 or zero.
        text: The same as the grid writes such values.
        method: How it was estimated; '' says that it is exact.
        n: Values looked at, where it was estimated.
        error: Half the width of the 95 % interval, relative to the value; of quantiles,
            in ranks relative to all; None where nothing can be said.
    """

    value: Any
    text: str
    method: str = ""
    n: int = 0
    error: float | None = None

    @property
    def exact(self) -> bool:
        """Whether it is what looking at every value gives."""
        return not self.method


@dataclass(frozen=True, slots=True)
class Missing:
    """Missing values of one kind: its mark and word as the cells have it."""

    mark: Mark | None
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Top:
    """A value and how often it comes; `share` is of the values present."""

    text: str
    mark: Mark | None
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Tops:
    """The most frequent values.

    Attributes:
        values: The most frequent first, equally frequent ones in their order.
        rest: Present values that are none of them.
        method: How counts were estimated; '' says that they are exact.
        n: Values looked at, where they were estimated.
        error: Half the width of the 95 % interval of a share, at most.
    """

    values: tuple[Top, ...]
    rest: int
    method: str = ""
    n: int = 0
    error: float | None = None


@dataclass(frozen=True, slots=True)
class Histogram:
    """How values spread: `edges[i] <= value < edges[i + 1]`, the last bin closed.

    Attributes:
        edges: Bin edges as numbers, shape (n_bins + 1,).
        labels: The edges as the grid writes such values, shape (n_bins + 1,).
        counts: Values in each bin, shape (n_bins,).
        below: Negative infinities, which are in no bin.
        above: Positive infinities.
        method: How counts were estimated; '' says that they are exact.
        n: Values looked at, where they were estimated.
    """

    edges: tuple[float, ...]
    labels: tuple[str, ...]
    counts: tuple[int, ...]
    below: int = 0
    above: int = 0
    method: str = ""
    n: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """What is known of the values of one field.

    Attributes:
        rows: Rows looked at.
        n_missing: How many of them hold no value.
        missing: The same by kind, the most frequent first.
        distinct: Different values present; None where values are not compared.
        figures: Other figures by their word, in the order in which they are told:
            min, max, mean, std, q05, q25, q50, q75, q95, zeros, negatives, infinities;
            first, last, range, gap; shortest, mean_length, longest, empty, blank,
            outer_blanks.
        tops: The most frequent values; None where values are not compared.
        histogram: How numbers, moments and durations spread.
        note: What could not be told and why; '' where all could.
    """

    rows: int
    n_missing: Figure
    missing: tuple[Missing, ...] = ()
    distinct: Figure | None = None
    figures: Mapping[str, Figure] = field(default_factory=dict)
    tops: Tops | None = None
    histogram: Histogram | None = None
    note: str = ""

    def __str__(self) -> str:
        """One figure a line; `~` stands before what is estimated."""
        told = {"rows": str(self.rows), "missing": _told(self.n_missing)}
        if self.distinct is not None:
            told["distinct"] = _told(self.distinct)
        told |= {word: _told(one) for word, one in self.figures.items()}
        for top in self.tops.values if self.tops is not None else ():
            told.setdefault("most frequent", f"{top.text} × {top.count}")
        if self.note:
            told["note"] = self.note
        width = max(map(len, told))
        return "\n".join(f"{word:{width}}  {text}" for word, text in told.items())

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: FBT001
        """At the end of a cell it is told as `str` tells it (IPython calls this)."""
        del cycle
        printer.text(str(self))

    @property
    def exact(self) -> bool:
        """Whether every figure is exact."""
        figures = [self.n_missing, *self.figures.values()]
        if self.distinct is not None:
            figures.append(self.distinct)
        parts = (self.tops, self.histogram)
        return all(figure.exact for figure in figures) and not any(
            part is not None and part.method for part in parts
        )


def _told(figure: Figure) -> str:
    return figure.text if figure.exact else f"~{figure.text} ({figure.method})"
