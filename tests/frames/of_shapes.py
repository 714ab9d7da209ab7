"""Frames of odd shapes, and what is only accepted as a frame.

Of what is no frame (tag ``not-a-frame``), `seen` tells the cells of the frame that it
is shown as.
"""

import importlib.util

import numpy as np
import pandas as pd

from .catalogue import EMPTY, NA, NAN, NAT, NONE, Sample, frame

HAS_XARRAY = importlib.util.find_spec("xarray") is not None
HAS_GEOPANDAS = importlib.util.find_spec("geopandas") is not None
HAS_JINJA = importlib.util.find_spec("jinja2") is not None


@frame("0 rows, 0 columns", "shape", "empty", "doc")
def _():
    return Sample(pd.DataFrame(), {})


@frame("0 rows, 3 columns", "shape", "empty")
def _():
    held = pd.DataFrame({"a": pd.array([], "Int64"), "b": [], "c": pd.Categorical([])})
    return Sample(held, {}, labels={0: ("a",), 1: ("b",), 2: ("c",)})


@frame("3 rows, 0 columns", "shape", "empty")
def _():
    held = pd.DataFrame(index=pd.Index(["a", "b", ""]))
    return Sample(held, {(0, -1): ("a", None), (1, -1): ("b", None), (2, -1): EMPTY})


@frame("0 rows under an index of two levels", "shape", "empty", "levels")
def _():
    index = pd.MultiIndex.from_arrays([[], []], names=["a", "b"])
    return Sample(pd.DataFrame({"x": []}, index=index), {})


@frame("0 rows of labels of two levels", "shape", "empty", "levels")
def _():
    held = pd.DataFrame(columns=pd.MultiIndex.from_product([["a"], [1, 2]]))
    return Sample(held, {}, labels={0: ("a", "1"), 1: ("a", "2")})


@frame("1 row, 1 column", "shape")
def _():
    return Sample(pd.DataFrame([[0]]), {(0, 0): ("0", None), (0, -1): ("0", None)})


@frame("1 row, 50,000 columns", "shape", "large")
def _():
    held = pd.DataFrame([np.arange(50_000)])
    seen = {(0, 0): ("0", None), (0, 49_999): ("49999", None), (0, -1): ("0", None)}
    return Sample(held, seen, labels={0: ("0",), 49_999: ("49999",)})


@frame("200,000 rows", "shape", "large")
def _():
    held = pd.DataFrame({"i": np.arange(200_000), "f": np.arange(200_000) / 4})
    seen = {
        (0, 1): ("0.0", None),
        (199_999, 0): ("199999", None),
        (199_999, 1): ("49999.75", None),
        (199_999, -1): ("199999", None),
    }
    return Sample(held, seen)


@frame("all missing, each in its own way", "shape", "missing", "many", "doc")
def _():
    held = pd.DataFrame(
        {
            "nan": [np.nan],
            "none": pd.Series([None], dtype=object),
            "na": pd.array([None], dtype="Int8"),
            "nat": np.array(["NaT"], "M8[s]"),
            "category": pd.Categorical([None]),
            "duration": np.array(["NaT"], "m8[s]"),
            "period": pd.PeriodIndex([None], freq="D"),
            "interval": pd.arrays.IntervalArray.from_arrays([np.nan], [np.nan]),
            "string": pd.array([None], dtype="string[python]"),
            "boolean": pd.array([None], dtype="boolean"),
        }
    )
    looks = [NAN, NONE, NA, NAT, NAN, NAT, NAT, NAN, NA, NA]
    return Sample(held, {(0, at): look for at, look in enumerate(looks)})


class Loud(pd.DataFrame):
    """A subclass whose answers are not pandas'."""

    _metadata = ["owner"]  # noqa: RUF012  # pandas' own way

    @property
    def _constructor(self):
        return Loud

    def __getitem__(self, key):
        raise RuntimeError("ask me politely")

    def __repr__(self):
        return "LOUD"


@frame("a subclass that changes what brackets do", "shape", "subclass")
def _():
    return Sample(
        Loud({"x": [1], "y": ["a"]}), {(0, 0): ("1", None), (0, 1): ("a", None)}
    )


@frame("a frame with attrs and flags", "shape", "attrs")
def _():
    held = pd.DataFrame({"x": [1]}).set_flags(allows_duplicate_labels=False)
    held.attrs = {"source": "a test", "nested": {"list": [1]}}
    return Sample(held, {(0, 0): ("1", None)})


@frame("a frame whose values cannot be written", "shape")
def _():
    array = np.arange(3)
    array.flags.writeable = False
    held = pd.DataFrame({"x": array}, copy=False)
    return Sample(held, {(row, 0): (str(row), None) for row in range(3)})


@frame("a slice of a frame, backwards", "shape")
def _():
    held = pd.DataFrame({"x": np.arange(6), "y": list("abcdef")}).iloc[::-2]
    seen = {(0, 0): ("5", None), (2, 1): ("b", None), (1, -1): ("3", None)}
    return Sample(held, seen)


@frame("values of bytes the other way round", "shape", "number")
def _():
    held = pd.DataFrame(
        {"x": np.array([1, 2**40], ">i8"), "y": np.array([0.1, -2], ">f8")}
    )
    return Sample(
        held,
        {
            (0, 0): ("1", None),
            (1, 0): ("1099511627776", None),
            (0, 1): ("0.1", None),
            (1, 1): ("-2.0", None),
        },
    )


ONE_TWO = {(0, 0): ("1", None), (1, 0): ("2", None)}


@frame("a Series with a name", "not-a-frame", "series")
def _():
    return Sample(pd.Series([1, 2], name="x"), ONE_TWO, labels={0: ("x",)})


@frame("a Series without a name", "not-a-frame", "series")
def _():
    return Sample(pd.Series([1, 2]), ONE_TWO)


@frame("a Series named 0", "not-a-frame", "series")
def _():
    return Sample(pd.Series([1, 2], name=0), ONE_TWO, labels={0: ("0",)})


@frame("an Index", "not-a-frame", "index")
def _():
    return Sample(pd.Index([1, 2], name="x"), ONE_TWO, labels={0: ("x",)})


@frame("a MultiIndex", "not-a-frame", "index", "levels")
def _():
    held = pd.MultiIndex.from_tuples([(1, "a"), (2, "b")], names=["x", "y"])
    return Sample(held, ONE_TWO | {(1, 1): ("b", None)})


@frame("a dict of lists", "not-a-frame", "records")
def _():
    held = {"x": [1, 2], "y": ["a", "b"]}
    return Sample(held, ONE_TWO | {(1, 1): ("b", None)})


@frame("a list of records", "not-a-frame", "records")
def _():
    held = [{"x": 1, "y": "a"}, {"x": 2, "y": "b"}]
    return Sample(held, ONE_TWO | {(1, 1): ("b", None)})


@frame("an array of one dimension", "not-a-frame", "numpy")
def _():
    return Sample(np.array([1, 2]), ONE_TWO)


@frame("an array of two dimensions", "not-a-frame", "numpy")
def _():
    return Sample(np.array([[1, 3], [2, 4]]), ONE_TWO | {(1, 1): ("4", None)})


@frame("a structured array", "not-a-frame", "numpy")
def _():
    held = np.array([(1, 0.5), (2, -0.5)], dtype=[("x", "i4"), ("y", "f8")])
    return Sample(
        held, ONE_TWO | {(1, 1): ("-0.5", None)}, labels={0: ("x",), 1: ("y",)}
    )


@frame("a Styler", "not-a-frame", "styler", on=HAS_JINJA)
def _():
    return Sample(pd.DataFrame({"x": [1, 2]}).style.format("{:.3f}"), ONE_TWO)


@frame("an xarray DataArray", "not-a-frame", "xarray", on=HAS_XARRAY)
def _():
    import xarray as xr

    return Sample(xr.DataArray([1, 2], dims="t", name="x"), ONE_TWO)


@frame("an xarray Dataset", "not-a-frame", "xarray", on=HAS_XARRAY)
def _():
    import xarray as xr

    return Sample(xr.Dataset({"x": ("t", [1, 2])}), ONE_TWO)


@frame("a GeoDataFrame", "shape", "subclass", "extension", on=HAS_GEOPANDAS)
def _():
    import geopandas as gpd

    points = gpd.points_from_xy([0, 1.5], [0, -2.5])
    held = gpd.GeoDataFrame({"x": [1, 2], "geometry": points})
    seen = {(0, 1): ("<POINT (0 0)>", None), (1, 1): ("<POINT (1.5 -2.5)>", None)}
    return Sample(held, ONE_TWO | seen)
