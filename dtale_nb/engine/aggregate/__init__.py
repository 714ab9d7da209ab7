"""Groups, bins and measures of a frame's rows: what a chart is drawn from.

Everything is exact. Long passes go in chunks or in kernels that release the
interpreter, so that they can be stopped and the kernel stays responsive. Results are
those of pandas' own `groupby`, missing keys being a group of their own.
"""

from dtale_nb.engine.aggregate.grouped import Grouped, Measure, grouped
from dtale_nb.engine.aggregate.keys import Key, Keys, keys_of
from dtale_nb.engine.aggregate.measures import AGGREGATES, numbers_of, span_of
from dtale_nb.engine.aggregate.units import UNITS

__all__ = [
    "AGGREGATES",
    "UNITS",
    "Grouped",
    "Key",
    "Keys",
    "Measure",
    "grouped",
    "keys_of",
    "numbers_of",
    "span_of",
]
