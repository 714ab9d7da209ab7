"""The display hook in a real kernel: what a cell ends with, and what it sends."""

from __future__ import annotations

import pytest

TABLE = "<table"
SCRIPT = "<script>"


def test_a_frame_at_the_end_of_a_cell_becomes_a_viewer(kernel):
    ran = kernel.run("df")
    assert ran.plain == kernel.run("print(repr(df))").stdout.rstrip("\n")
    assert TABLE in ran.html
    assert SCRIPT in ran.html
    assert ran.stderr == ""


def test_loading_the_extension_starts_no_server(kernel):
    assert kernel.value("servers()") == "[]"


def test_unloading_gives_plain_pandas_back(kernel):
    kernel.run("df")
    ran = kernel.run("%unload_ext dtale_nb\ndf")
    pandas = kernel.run("print(df._repr_html_())").stdout
    assert ran.html.strip() == pandas.strip()
    assert "dtale" not in ran.html


def test_reloading_shows_viewers_again(kernel):
    kernel.run("%unload_ext dtale_nb")
    kernel.run("%load_ext dtale_nb")
    kernel.run("%reload_ext dtale_nb")
    assert SCRIPT in kernel.run("df").html


def test_disable_and_enable_do_the_same(kernel):
    assert SCRIPT not in kernel.run("dtale_nb.disable()\ndf").html
    assert SCRIPT in kernel.run("dtale_nb.enable()\ndf").html


def test_plain_shows_one_frame_as_pandas_does(kernel):
    ran = kernel.run("dtale_nb.plain(df)")
    assert ran.html.strip() == kernel.run("print(df._repr_html_())").stdout.strip()
    assert SCRIPT in kernel.run("df").html


def test_series_stay_plain_unless_a_setting_says_otherwise(kernel):
    assert kernel.run("df['x']").html == ""
    kernel.run("dtale_nb.enable(show_types=['DataFrame', 'Series'])")
    assert SCRIPT in kernel.run("df['x']").html


def test_a_size_setting_keeps_frames_plain(kernel):
    kernel.run("dtale_nb.enable(max_rows=999)")
    assert SCRIPT not in kernel.run("df").html
    assert SCRIPT in kernel.run("df.head(10)").html


def test_pandas_options_and_other_formatters_stay_as_they_were(kernels):
    kernel = kernels()
    kernel.run("import pandas as pd")
    seen = """
f = get_ipython().display_formatter
state = {n: (sorted(map(str, x.type_printers)), sorted(map(str, x.deferred_printers)))
         for n, x in f.formatters.items()}
import hashlib
opts = pd.describe_option(_print_desc=False)
print(hashlib.sha256((repr(state) + opts).encode()).hexdigest())
"""
    before = kernel.run(seen).stdout
    kernel.run("%load_ext dtale_nb")
    kernel.run("pd.DataFrame({'a': [1]})")
    assert kernel.run(seen).stdout == before


def test_a_failure_of_ours_warns_once_and_shows_the_plain_repr(own_kernel):
    """No file can be opened any more, so the server can't bind: the frame is seen."""
    own_kernel.run(
        "%config HistoryManager.enabled = False\n"
        "import resource\n"
        "formatted = get_ipython().display_formatter.format\n"
        "shown = formatted(df), df._repr_html_()\n"
        "warnings.warn('read the lines that are quoted', RuntimeWarning)\n"
        "dtale_nb.shutdown()\n"
        "old = resource.getrlimit(resource.RLIMIT_NOFILE)\n"
        "def without_files():\n"
        "    resource.setrlimit(resource.RLIMIT_NOFILE, (3, old[1]))\n"
        "    try:\n"
        "        return formatted(df)[0]\n"
        "    finally:\n"
        "        resource.setrlimit(resource.RLIMIT_NOFILE, old)\n"
    )
    ask = "shown = without_files()\nprint(sorted(shown), 'script' in str(shown))"
    first, again = own_kernel.run(ask), own_kernel.run(ask)
    assert first.stdout.strip() == "['text/html', 'text/plain'] False"
    assert again.stdout == first.stdout
    assert first.stderr.count("RuntimeWarning") == 1
    assert again.stderr == ""
    assert SCRIPT in own_kernel.run("df").html


def test_a_wrong_setting_names_the_nearest_right_one(kernels):
    kernel = kernels(environ={"DTALE_NB_HIGHT": "300"})
    with pytest.raises(AssertionError, match="height"):
        kernel.run("%load_ext dtale_nb")


def test_requests_write_nothing_into_a_cell(kernel):
    ran = kernel.run(
        "import urllib.request\n"
        "view = dtale_nb.show(df)\n"
        "for _ in range(3):\n"
        "    answer = urllib.request.urlopen(view.url)\n"
        "answer.status"
    )
    assert ran.stdout == ""
    assert ran.stderr == ""
    assert ran.plain == "200"
