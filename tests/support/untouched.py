"""What must be the same after the viewer has been used: a frame, and a process.

`frame_state` holds on to nothing of the frame, so that its reference count is its own.
"""

from __future__ import annotations

import copy
import gc
import hashlib
import sys
from typing import Any

import numpy as np
import pandas as pd


def frame_state(frame: Any) -> dict[str, Any]:
    """Everything that tells whether a frame was touched: places in memory and bytes."""
    library = type(frame).__module__.partition(".")[0]
    if isinstance(frame, pd.DataFrame | pd.Series | pd.Index):
        return _pandas_state(frame)
    readers = {
        "polars": _polars_state,
        "pyarrow": _arrow_state,
        "xarray": _xarray_state,
    }
    if library in readers:
        return readers[library](frame)
    if isinstance(frame, np.ndarray):
        return {"array": _array(frame), "flags": str(frame.flags)}
    if isinstance(frame, dict):
        return {"items": {key: [*map(id, value)] for key, value in frame.items()}}
    if isinstance(frame, list):
        return {"items": [list(record.items()) for record in frame]}
    return {"data": _pandas_state(frame.data), "own": sorted(vars(frame))}  # a Styler


def _xarray_state(held: Any) -> dict[str, Any]:
    return {"text": repr(held), "attrs": copy.deepcopy(held.attrs)}


def _arrow_state(held: Any) -> dict[str, Any]:
    chunks = [chunk for column in held.columns for chunk in column.chunks]
    return {"schema": str(held.schema), "buffers": [*map(_buffers, chunks)]}


def _pandas_state(held: Any) -> dict[str, Any]:
    if isinstance(held, pd.Index):
        levels = held.levels if isinstance(held, pd.MultiIndex) else [held]
        values = [_values(level.array) for level in levels]
        if isinstance(held, pd.MultiIndex):
            values += [_array(codes) for codes in held.codes]
        return {"values": values, "names": repr(list(held.names)), "class": type(held)}
    axes = [held.index] if held.ndim == 1 else [held.index, held.columns]
    return {
        "class": type(held),
        "blocks": [
            (id(block.values), str(block.mgr_locs), _values(block.values))
            for block in held._mgr.blocks  # tests may look inside
        ],
        "axes": [(id(axis), _pandas_state(axis)) for axis in axes],
        "attrs": copy.deepcopy(held.attrs),
        "flags": held.flags.allows_duplicate_labels,
        "own": sorted(set(vars(held)) - {"_cacher"}),
    }


def _values(values: Any) -> Any:
    """Bytes of a block; of objects, which very objects they are."""
    if isinstance(values, np.ndarray):
        return _array(values)
    if isinstance(values, pd.arrays.ArrowExtensionArray):
        return [*map(_buffers, values.__arrow_array__().chunks)]
    parts = {
        name: part
        for name in ("_ndarray", "_data", "_mask", "_codes", "_sparse_values")
        if isinstance(part := vars(values).get(name), np.ndarray)
    }
    return {name: _array(part) for name, part in parts.items()} or id(values)


def _array(array: np.ndarray) -> tuple[Any, ...]:
    plain = np.ascontiguousarray(array)
    digest = hashlib.blake2b(plain.tobytes(), digest_size=8).hexdigest()
    return array.__array_interface__["data"], str(array.dtype), array.shape, digest


def _buffers(chunk: Any) -> list[tuple[int, int, str]]:
    return [
        (part.address, part.size, hashlib.blake2b(part, digest_size=8).hexdigest())
        for part in chunk.buffers()
        if part is not None and part.is_cpu
    ]


def _polars_state(held: Any) -> dict[str, Any]:
    columns = held.get_columns() if hasattr(held, "get_columns") else [held]
    told = []
    for column in columns:
        if str(column.dtype) == "Object":
            told.append([*map(id, column.to_list())])
        else:
            told.append(repr(column.to_physical().to_list()))
    return {"names": [one.name for one in columns], "values": told}


def references(frame: Any) -> int:
    """How many hold the frame, this call's own not counted."""
    return sys.getrefcount(frame) - 2


def process_state() -> dict[str, Any]:
    """Settings of a process that belong to its user."""
    import decimal
    import locale
    import logging
    import os
    import random
    import signal
    import threading
    import time
    import warnings

    state: dict[str, Any] = {
        "pandas options": _options(),
        "locale": locale.setlocale(locale.LC_ALL),
        "warning filters": [str(one) for one in warnings.filters],
        "showwarning": id(warnings.showwarning),
        "random": random.getstate(),
        "numpy random": repr(np.random.get_state()),
        "numpy errors": np.geterr(),
        "numpy printing": repr(np.get_printoptions()),
        "decimal": repr(decimal.getcontext()),
        "recursion limit": sys.getrecursionlimit(),
        "switch interval": sys.getswitchinterval(),
        "int digits": getattr(sys, "get_int_max_str_digits", lambda: None)(),
        "hooks": [repr(hook) for hook in (sys.excepthook, threading.excepthook)],
        "displayhook": id(sys.displayhook),
        "streams": [id(sys.stdout), id(sys.stderr), id(sys.stdin)],
        "tracing": [sys.gettrace(), sys.getprofile()],
        "path": list(sys.path),
        "environ": dict(os.environ),
        "folder": os.getcwd(),  # noqa: PTH109
        "umask": _umask(os),
        "zone": time.tzname,
        "gc": [gc.isenabled(), gc.get_threshold(), gc.get_debug()],
        "log level": logging.getLogger().level,
        "log handlers": [id(one) for one in logging.getLogger().handlers],
        "signals": [
            id(signal.getsignal(one)) for one in (signal.SIGINT, signal.SIGTERM)
        ],
        "stack size": threading.stack_size(),
    }
    if "polars" in sys.modules:
        state["polars"] = sys.modules["polars"].Config.save()
    if "pyarrow" in sys.modules:
        state["arrow threads"] = sys.modules["pyarrow"].cpu_count()
    return state


def _umask(os: Any) -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _options() -> dict[str, str]:
    """Every option of pandas by its full name."""
    from pandas._config import config  # tests may look inside

    return {
        name: repr(pd.get_option(name))
        for name in config._registered_options
        if name not in config._deprecated_options
    }
