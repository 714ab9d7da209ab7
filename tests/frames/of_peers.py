"""The frames that another viewer is tested on: `itables.sample_dfs`.

What must be seen of them is not written here: they are for tests that hold of any
frame. They are frames of pandas and of Polars.
"""

from functools import partial
from importlib import import_module
from importlib.util import find_spec

from .catalogue import Sample, frame

MODULES = {"pandas": (), "polars": ("polars",)}
NEEDS = {"polars": "Float16"}  # of Polars 1.36; without it itables makes no frame


def _made(library, name):
    made = import_module(f"itables.sample_{library}_dfs").get_dict_of_test_dfs()
    return Sample(made[name], {})


def _register():
    for library, tags in MODULES.items():
        if not hasattr(import_module(library), NEEDS.get(library, "DataFrame")):
            continue
        module = import_module(f"itables.sample_{library}_dfs")
        for name in module.get_dict_of_test_dfs():
            put = frame(f"itables, {library}: {name}", "peer", *tags)
            put(partial(_made, library, name))


if find_spec("itables") is not None:
    _register()
