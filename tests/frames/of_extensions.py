"""Columns of classes that neither pandas nor we know."""

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray, ExtensionDtype

from .catalogue import NAN, NONE, column, failed, frame


class MoodDtype(ExtensionDtype):
    """A dtype of some other library."""

    name = "mood"
    type = object
    na_value = None

    @classmethod
    def construct_array_type(cls):
        return Moods


class Moods(ExtensionArray):
    """Words in capitals; the word BROKEN cannot be read."""

    def __init__(self, words):
        self.words = list(words)

    dtype = MoodDtype()

    @classmethod
    def _from_sequence(cls, scalars, *, dtype=None, copy=False):  # noqa: ARG003
        return cls(scalars)

    def __getitem__(self, item):
        if isinstance(item, (int, np.integer)):
            word = self.words[item]
            if word == "broken":
                raise OSError("the disk is gone")
            return word and word.upper()
        return Moods(np.array(self.words, dtype=object)[item])

    def __len__(self):
        return len(self.words)

    @property
    def nbytes(self):
        return 8 * len(self.words)

    def isna(self):
        return np.array([word is None for word in self.words])

    def take(self, indices, *, allow_fill=False, fill_value=None):  # noqa: ARG002
        return Moods([self.words[at] for at in indices])

    def copy(self):
        return Moods(self.words)


@frame("a column of a library's own dtype", "extension", "missing")
def _():
    return column(Moods(["glad", None, "sad"]), ["GLAD", NONE, "SAD"])


@frame("a column that fails when read", "extension", "misbehaving")
def _():
    return column(Moods(["glad", "broken"]), ["GLAD", failed("OSError")])


@frame("Sparse of moments", "sparse", "moment")
def _():
    held = pd.arrays.SparseArray(np.array(["2026-03-01", "NaT"], "M8[ns]"))
    return column(held, ["2026-03-01 00:00:00", ("NaT", "nat")])


@frame("Sparse all missing", "sparse", "missing")
def _():
    return column(pd.arrays.SparseArray([np.nan, np.nan]), [NAN, NAN])
