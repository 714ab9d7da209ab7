"""The catalogue of awkward frames, each with what must be seen of it.

``frames.names("zone")`` lists, ``frames.build(name)`` makes a fresh frame,
``frames.expected(name)`` says the text and mark of each cell, ``frames.exact(name)``
the values that must come back, ``frames.sample(name)`` all of it at once. What is
expected was written by hand; nothing here imports the code under test.

Tags: what a frame holds (number, text, moment, ...), ``not-a-frame`` for what is only
accepted as one, ``large``, ``misbehaving`` for code that fails or hangs, ``slow`` where
that takes time, ``polars`` and ``arrow`` for frames of these libraries, ``peer`` for
those of another project's tests, ``doc`` for what the documentation shows.
"""

from . import (
    of_arrow,
    of_categories,
    of_extensions,
    of_labels,
    of_moments,
    of_numbers,
    of_objects,
    of_peers,
    of_polars,
    of_shapes,
    of_texts,
)
from .catalogue import (
    CATALOGUE,
    PANDAS_3,
    Entry,
    Sample,
    build,
    exact,
    expected,
    names,
    sample,
)

__all__ = [
    "CATALOGUE",
    "PANDAS_3",
    "Entry",
    "Sample",
    "build",
    "exact",
    "expected",
    "names",
    "of_arrow",
    "of_categories",
    "of_extensions",
    "of_labels",
    "of_moments",
    "of_numbers",
    "of_objects",
    "of_peers",
    "of_polars",
    "of_shapes",
    "of_texts",
    "sample",
]
