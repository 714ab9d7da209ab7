"""Our side of the Jupyter server, on a real one: what it carries, and what it keeps."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty
from types import SimpleNamespace

import pytest
import requests
import tornado.web
from jupyter_client.blocking.client import BlockingKernelClient
from support.environments import environment
from support.jupyter import JupyterServer, jupyter_server
from support.processes import eventually

from dtale_nb.extension import _load_jupyter_server_extension

pytestmark = pytest.mark.skipif(
    Path(sys.prefix).name != "new", reason="once is enough: runs in `new`"
)

BASE = "/us%40er/sp%20ace/"
"""A base URL as a Hub gives it to users whose names need encoding."""

LONG = 400_000

START = f"""
import flask, numpy as np, pandas as pd, dtale_nb
heard = []
def note(sender, **more):
    heard.append(dict(flask.request.headers))
flask.request_started.connect(note)
df = pd.DataFrame({{"a/b?c%25 d": ["x/y?z%2F", "\\U0001f600" * {LONG}], "n": [1, 2]}})
view = dtale_nb.show(df, name="odd/name?%2F")
print(view.url)
"""


@contextmanager
def told(server: JupyterServer, kernel: str) -> Iterator[BlockingKernelClient]:
    """A client of a kernel that the server has started."""
    file = server.home / "runtime" / f"kernel-{kernel}.json"
    eventually(lambda: file.exists() and file.stat().st_size, f"{file.name} written")
    client = BlockingKernelClient(connection_file=str(file))
    client.load_connection_file()
    client.start_channels()
    try:
        eventually(lambda: answers(client), "an answer of the kernel", 60)
        yield client
    finally:
        client.stop_channels()


def answers(client: BlockingKernelClient) -> bool:
    """Whether a kernel answers, and what it says is heard.

    The client's own `wait_for_ready` gives up when a heart beats late, as it does on a
    machine that has much to do.
    """
    client.kernel_info()
    try:
        client.get_shell_msg(timeout=2)
        client.get_iopub_msg(timeout=2)
    except Empty:
        return False
    return True


def run(client: BlockingKernelClient, code: str) -> str:
    """Execute code; what it printed."""
    texts = []

    def hear(message: dict) -> None:
        if message["msg_type"] == "stream":
            texts.append(message["content"]["text"])

    done = client.execute_interactive(code, output_hook=hear, timeout=60)
    assert done["content"]["status"] == "ok", done["content"]
    return "".join(texts).strip()


@pytest.fixture(scope="module")
def server() -> Iterator[JupyterServer]:
    with jupyter_server(environment("new"), base_url=BASE) as started:
        yield started


@pytest.fixture(scope="module")
def kernel(server) -> str:
    made = server.api("POST", "api/kernels", json={"name": "python3"})
    return made.json()["id"]


@pytest.fixture(scope="module")
def client(server, kernel) -> Iterator[BlockingKernelClient]:
    with told(server, kernel) as opened:
        opened.url = run(opened, START)
        yield opened


@pytest.fixture
def ours(client, kernel) -> str:
    """The path of the kernel's server below the base URL."""
    assert client.url.endswith(f"{BASE}dtale_nb/{kernel}/{view_path(client)}")
    return f"dtale_nb/{kernel}/"


def view_path(client) -> str:
    return client.url[client.url.index("views/") :]


@pytest.mark.parametrize("name", ["new", "binder"])
def test_the_extension_is_listed_as_ok(name):
    """`jupyter server extension list` finds and validates it, installed either way."""
    python = environment(name).python
    done = subprocess.run(
        [python, "-m", "jupyter", "server", "extension", "list"],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    lines = (done.stdout + done.stderr).splitlines()
    assert any("dtale_nb" in line and "enabled" in line for line in lines)
    assert any("dtale_nb" in line and "OK" in line for line in lines)


def test_a_stranger_gets_no_further_than_jupyter(server, ours, client):
    for path in (ours, ours + "health", ours + view_path(client)):
        answer = requests.get(server.url + path, allow_redirects=False, timeout=30)
        assert answer.status_code in {302, 403}
        assert "Dtale-Nb-Instance" not in answer.headers


def test_cookie_and_token_stay_with_jupyter(server, ours, client):
    run(client, "heard.clear()")
    headers = {
        "Authorization": f"token {server.token}",
        "Cookie": "_xsrf=abc; other=1",
        "X-XSRFToken": "abc",
        "Dtale-Nb-Secret": "a guess",
    }
    assert server.get(ours + "health", headers=headers).ok
    (heard,) = json.loads(run(client, "import json; print(json.dumps(heard))"))
    names = {name.lower() for name in heard}
    assert not names & {"cookie", "authorization", "x-xsrftoken", "dtale-nb-secret"}
    assert heard["X-Forwarded-Prefix"] == f"{BASE}{ours}".rstrip("/")


def test_names_and_values_travel_whole_though_paths_do_not(server, ours, client):
    """The proxy decodes `%2F` and `%3F` in paths: nothing of the user's is in one."""
    page = server.get(ours + view_path(client))
    assert page.ok
    assert "odd/name?%2F" in page.text
    rows = server.get(f"{ours}{view_path(client)}rows?columns=0-1").json()
    assert rows["columns"][0]["t"][0] == "x/y?z%2F"
    columns = server.get(f"{ours}{view_path(client)}columns?columns=0").json()
    assert columns["columns"][0]["label"] == ["a/b?c%25 d"]
    tree = {"column": "a/b?c%25 d", "op": "eq", "value": "x/y?z%2F"}
    state = f"{ours}{view_path(client)}state"
    kept = server.api("POST", state, json={"filter": tree}).json()
    assert (kept["total"], kept["of"]) == (1, 2)
    assert server.api("POST", state, json={"filter": None}).json()["total"] == 2


def test_a_huge_value_comes_whole_and_no_answer_is_near_the_limit(server, ours, client):
    """Answers over 100 MB are lost on the way; ours are bounded far below."""
    path = ours + view_path(client)
    plain = {"Authorization": f"token {server.token}", "Accept-Encoding": "identity"}
    rows = server.get(path + "rows?columns=0-1", headers=plain)
    assert len(rows.content) < 10_000
    cell = server.get(path + "cell?row=1&number=0", headers=plain)
    assert len(cell.json()["text"]) >= LONG
    assert len(cell.content) < 10_000_000


def test_answers_come_compressed_and_head_and_tags_make_sense(server, ours, client):
    path = ours + view_path(client)
    token = {"Authorization": f"token {server.token}"}
    for coding in ("gzip", "br"):
        raw = server.get(
            path, headers={**token, "Accept-Encoding": coding}, stream=True
        )
        assert raw.headers["Content-Encoding"] == coding
    page = server.get(path)
    assert page.headers["Cache-Control"] == "no-store"
    assert server.api("HEAD", path).status_code == 200


@pytest.mark.parametrize("method", ["DELETE", "PATCH", "PUT", "OPTIONS"])
def test_methods_that_the_proxy_breaks_are_refused(server, ours, method):
    assert server.api(method, ours + "health").status_code == 405


def test_without_our_extension_proxy_is_the_way(server, client):
    """Both forms of jupyter-server-proxy's own route, below an encoded base URL."""
    code = (
        "from dtale_nb.notebook import session\n"
        "print([p for p in session.current().places() if 'proxy/' in p])"
    )
    places = json.loads(run(client, code).replace("'", '"'))
    assert len(places) == 2
    for place in places:
        page = server.get(place.removeprefix("{base}") + view_path(client))
        assert page.ok
        assert "odd/name?%2F" in page.text


def test_a_kernel_that_is_gone_is_told_in_a_frame(server):
    made = server.api("POST", "api/kernels", json={"name": "python3"})
    kernel = made.json()["id"]
    path = f"dtale_nb/{kernel}/health"
    with told(server, kernel) as client:
        run(client, "import dtale_nb\nprint(dtale_nb.show({'a': [1]}).url)")
        assert server.get(path).ok
        client.execute("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")

        eventually(
            lambda: server.get(path).status_code == 404, "404 for a killed kernel"
        )
    answer = server.get(path)
    assert answer.json()["error"]["code"] == "kernel-gone"
    headers = {"Authorization": f"token {server.token}", "Accept": "text/html"}
    page = server.get(path, headers=headers)
    assert "Run the cell again" in page.text
    assert "frame-ancestors 'self'" in page.headers["Content-Security-Policy"]
    assert server.get("dtale_nb/no-such-kernel/health").status_code == 404


CULL = [
    "--MappingKernelManager.cull_idle_timeout=8",
    "--MappingKernelManager.cull_interval=2",
    "--MappingKernelManager.cull_connected=True",
]
QUICKER = "from dtale_nb.notebook import session\nsession.KEEP_ALIVE_EVERY = 2.0\n"


def test_a_kernel_that_is_only_browsed_is_not_culled():
    """
    Two kernels have a viewer open under a culler; in one its user scrolls, in the other
    a page asks without its user doing anything.
    Seen: the first lives as long as it is browsed, the second goes.
    """
    program = [environment("new").python, "-m", "jupyter", "lab", *CULL]
    with jupyter_server(environment("new"), command=program) as server:
        paths = {}
        for name in ("browsed", "idle"):
            made = server.api("POST", "api/kernels", json={"name": "python3"})
            paths[name] = made.json()["id"]
        for kernel in paths.values():
            with told(server, kernel) as client:
                run(client, QUICKER + "import dtale_nb\nv = dtale_nb.show({'a': [1]})")
                run(client, "print(v.url)")

        def look(name: str, **headers: str) -> int:
            token = {"Authorization": f"token {server.token}"}
            path = f"dtale_nb/{paths[name]}/health"
            return server.get(path, headers={**token, **headers}).status_code

        def browse() -> bool:
            route = f"dtale_nb/{paths['browsed']}/views/df/state"
            token = {"Authorization": f"token {server.token}"}
            server.get(route, headers={**token, "Dtale-Nb-Action": "1"})
            look("idle")
            time.sleep(0.5)
            return paths["idle"] not in server.kernel_ids()

        eventually(browse, "the idle kernel was culled", 60)
        for _ in range(12):
            browse()
        assert paths["browsed"] in server.kernel_ids()
        assert look("browsed") == 200


def test_jupyterlab_does_not_ask_to_build_dashs_extension(server):
    """Where charts are installed, each notebook began with a question about Node."""
    data = Path(sys.prefix) / "share/jupyter/lab/extensions"
    assert [path.name for path in data.glob("*.tgz")] == ["dash-jupyterlab.tgz"]
    page = server.get("lab").text
    told = page.split('id="jupyter-config-data"')[1].split(">", 1)[1]
    assert json.JSONDecoder().raw_decode(told.strip())[0]["buildCheck"] is False


@pytest.mark.parametrize(
    ("waiting", "config", "asked"),
    [
        (["dash-jupyterlab.tgz"], {}, False),
        (["dash-jupyterlab.tgz"], {"buildCheck": True}, True),
        (["dash-jupyterlab.tgz", "theirs-1.0.tgz"], {}, None),
        ([], {}, None),
    ],
)
def test_other_builds_are_asked_about(tmp_path, monkeypatch, waiting, config, asked):
    """JupyterLab's own question stays where anything else waits for a build."""
    (tmp_path / "extensions").mkdir()
    for name in waiting:
        (tmp_path / "extensions" / name).touch()
    monkeypatch.setenv("JUPYTERLAB_DIR", str(tmp_path))
    settings = {"base_url": "/", "page_config_data": dict(config)}
    app = tornado.web.Application(**settings)
    _load_jupyter_server_extension(SimpleNamespace(web_app=app))
    assert app.settings["page_config_data"].get("buildCheck") is asked
