"""Charts from Python: a plotly figure that a cell shows, saved with its marks."""

from __future__ import annotations

import base64
import re
import sys
from pathlib import Path

import pytest
import support.kernels
from support.environments import environment

pytestmark = pytest.mark.skipif(
    Path(sys.prefix).name != "new", reason="dash is in the environment `new`"
)

TRADES = (
    "trades = pd.DataFrame({'side': ['buy', 'sell', None] * 4, 'price': range(12)})\n"
    "view = dtale_nb.show(trades, name='trades')\n"
)
BAR = "view.chart('bar', x='side', y='price', agg='mean')"


def test_a_chart_at_the_end_of_a_cell_is_live_and_saved_with_its_marks(kernel):
    ran = kernel.run(TRADES + BAR)
    bundle = ran.displays[-1]
    assert set(bundle) == {"text/plain", "text/html"}
    assert "<script>" in bundle["text/html"]
    for text in ("buy", "sell", "(missing)", "4.5", "5.5", "6.5"):
        assert f"<td>{text}</td>" in bundle["text/html"]
    [coded] = re.findall(
        r'<img alt="Bar: 12 rows, 3 marks." src="data:image/svg\+xml;base64,([^"]+)">',
        bundle["text/html"],
    )
    picture = base64.b64decode(coded).decode()
    assert picture.startswith("<svg ")
    assert all(
        f">{text}</text>" in picture for text in ("buy", "sell", "mean of price")
    )
    assert len(bundle["text/html"].encode()) <= 12_000


def test_the_figure_is_plotlys_own_and_holds_the_rows_shown(kernel):
    kernel.run(TRADES + "view.filter({'column': 'side', 'op': 'eq', 'value': 'buy'})")
    kernel.run(f"figure = {BAR}")
    kernel.run("import plotly.graph_objects as go")
    assert kernel.value("isinstance(figure, go.Figure)") == "True"
    assert kernel.value("[*map(float, figure.data[0].y)]") == "[4.5]"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("view.chart('bra', x='side')", "bar"),
        ("view.chart('bar', x='sid')", "side"),
        ("view.chart('bar', x='side', agg='men')", "mean"),
    ],
)
def test_what_is_wrong_names_what_is_right(kernel, call, said):
    ran = kernel.run(
        f"{TRADES}try:\n    {call}\nexcept ValueError as error:\n    print(error)"
    )
    assert said in ran.stdout
    assert "Traceback" not in ran.stdout


PAGE = """
import comm, requests
def opened():
    return [each.target_name for each in comm.get_comm_manager().comms.values()]
figure = view.chart('bar', x='side')
path = figure._repr_mimebundle_()['text/html'].split('charts/')[1].split('"')[0]
page = requests.get(view.url.split('views/')[0] + 'charts/' + path, timeout=60)
"""


@pytest.mark.parametrize("name", ["new", "binder"])
def test_a_chart_page_opens_no_comm(name):
    """Dash opens one as it is imported: an error in some kernels and front ends.

    It is opened for a user's own Dash app, and others' are as ever.
    """
    with support.kernels.kernel(environment(name)) as own:
        own.run("import pandas as pd, dtale_nb\n" + TRADES + PAGE)
        assert own.value("page.status_code") == "200"
        assert own.value("opened()") == "[]"
        own.run("from dash._jupyter import _dash_comm as theirs")
        own.run("heard = []; theirs.on_msg(heard.append); theirs.send({'type': 'x'})")
        assert own.value("opened()") == "['dash']"
        own.run("theirs.on_msg(print); other = comm.create_comm(target_name='mine')")
        assert own.value("opened()") == "['dash', 'mine']"
