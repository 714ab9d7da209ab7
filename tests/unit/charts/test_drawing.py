"""Figures made by several threads at once."""

import subprocess
import sys

import pytest

pytest.importorskip("plotly")

FIRST_AT_ONCE = '''
import itertools, threading, time
import pandas as pd
import plotly.graph_objects as go
import plotly.express
import plotly.io
from dtale_nb.charts.drawing import Drawing

def slow(made, seconds):
    """Whoever makes one meanwhile is still at it while the next one begins."""
    make, turns = made.__init__, itertools.count(1)

    def slowly(self, *args, **options):
        time.sleep(next(turns) * seconds)
        make(self, *args, **options)

    made.__init__ = slowly

plotly.io.templates["plotly"]  # read, its parts not made
slow(go.Bar, 0.005)
slow(go.bar.marker.Pattern, 0.01)
drawing = Drawing("bar", {"x": "x", "y": "y"})
tables = {"marks": pd.DataFrame({"x": ["a", "b"], "y": [1, 2]})}
made, begin = [], threading.Barrier(4)

def draw():
    begin.wait()
    made.append(drawing.figure(tables).to_json())

threads = [threading.Thread(target=draw) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert made == made[:1] * 4, len(made)
'''


def test_first_figures_made_at_once_are_all_made():
    """plotly makes the parts of its templates when they are first asked for.

    They are asked for in a process of their own, where nobody has asked before.
    """
    ended = subprocess.run(
        [sys.executable, "-c", FIRST_AT_ONCE],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.stderr == ""
    assert ended.returncode == 0
