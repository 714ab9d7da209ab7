"""The command line, run as a process: what it opens, says and leaves behind."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

from dtale_nb import __version__
from dtale_nb.demo import folder

ROOT = Path(__file__).parents[2]
RUN = "import sys; from dtale_nb.cli import main; sys.exit(main())"
SHIPPED = (ROOT / "dtale_nb" / "demo" / "demo.ipynb").read_text(encoding="utf-8")

ENDS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
"""Ctrl+C, `kill`, and the end of the terminal."""


class Commands:
    """Commands of a user with an empty home."""

    def __init__(self, home):
        self.home = home
        (home / "run").mkdir(mode=0o700)
        self.environ = {
            "HOME": str(home),
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "TMPDIR": str(home),
            "XDG_RUNTIME_DIR": str(home / "run"),
        }
        self._running = []

    def start(self, *arguments, code=RUN):
        process = subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            cwd=self.home,
            env=self.environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._running.append(process)
        return process

    def run(self, *arguments, code=RUN):
        """Run to the end: exit code, standard output, standard error."""
        process = self.start(*arguments, code=code)
        out, err = process.communicate(timeout=60)
        assert "Traceback" not in err
        return process.returncode, out, err

    def write(self, name, text):
        (self.home / name).write_text(text, encoding="utf-8")
        return name

    def end(self):
        for process in self._running:
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(30)
                except subprocess.TimeoutExpired:
                    process.kill()
            process.communicate()


@pytest.fixture
def commands(tmp_path):
    user = Commands(tmp_path)
    yield user
    user.end()


def address_of(process):
    """The address that a command prints first."""
    line = process.stdout.readline().strip()
    assert line.startswith("http://127.0.0.1:"), process.stderr.read()
    return line


def rows_of(url):
    state = requests.get(f"{url}state", timeout=10).json()
    query = f"version={state['version']}&start=0&stop=10&columns=0-1"
    return requests.get(f"{url}rows?{query}", timeout=10).json()


# What it says


def test_the_help_shows_what_can_be_typed(commands):
    code, out, _ = commands.run("--help")
    assert code == 0
    for text in ("dtale-nb demo", "--no-browser", "--port", "Parquet", "./demo"):
        assert text in out
    assert max(map(len, out.splitlines())) <= 80


def test_the_version_is_the_packages(commands):
    assert commands.run("--version")[:2] == (0, f"dtale-nb {__version__}\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "the following arguments are required"),
        (["trade.csv"], "dtale-nb: there is no file trade.csv\n  did you mean trades"),
        (["trades.csv", "--port", "0"], "'0' is not a number from 1 to 65535"),
        (["trades.csv", "--port", "x"], "'x' is not a number from 1 to 65535"),
        (["trades.csv", "--encoding", "klingon"], "there is no encoding 'klingon'"),
        (["demo", "--name", "x"], "--name is for files"),
        (["s3://bucket/x.csv"], "s3:// is not read"),
        (["empty.csv"], "empty.csv is not read as CSV"),
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_the_code_2(commands, arguments, words):
    commands.write("trades.csv", "a\n1\n")
    commands.write("empty.csv", "")
    code, out, err = commands.run(*arguments)
    assert (code, out) == (2, "")
    assert words in err


def test_a_wrong_setting_is_a_sentence_too(commands):
    commands.write("trades.csv", "a\n1\n")
    commands.environ["DTALE_NB_HIGHT"] = "1"
    code, _, err = commands.run("trades.csv", "--no-browser")
    assert code == 2
    assert "did you mean 'height'?" in err


def test_a_taken_port_is_named(commands):
    commands.write("trades.csv", "a\n1\n")
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port = listener.getsockname()[1]
        code, out, err = commands.run("trades.csv", "--no-browser", "--port", str(port))
    assert (code, out) == (2, "")
    assert f"port {port} cannot be taken" in err
    assert list((commands.home / "run").iterdir()) == []


# Files


@pytest.mark.parametrize("number", ENDS)
def test_a_file_is_served_until_a_signal_and_nothing_is_left(commands, number):
    commands.write("trades.csv", "code,price\n007,1.5\n,NA\n")
    process = commands.start("trades.csv", "--no-browser")
    url = address_of(process)
    page = requests.get(url, timeout=10)
    assert page.status_code == 200
    assert "trades" in page.text
    code, price = (column["t"] for column in rows_of(url)["columns"])
    assert code[0] == "007"
    assert price[0] == "1.5"

    process.send_signal(number)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "2 rows × 2 columns" in err
    assert "Traceback" not in err
    with pytest.raises(requests.ConnectionError):
        requests.get(url, timeout=10)
    assert list((commands.home / "run").iterdir()) == []
    assert {path.name for path in commands.home.iterdir()} == {"run", "trades.csv"}


def test_the_port_and_the_name_are_those_asked_for(commands):
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port = listener.getsockname()[1]
    place = commands.write("trades.csv", "a\n1\n")
    process = commands.start(
        place, "--no-browser", "--port", str(port), "--name", "Mine & <yours>"
    )
    url = address_of(process)
    assert url.startswith(f"http://127.0.0.1:{port}/")
    assert "Mine &amp; &lt;yours&gt;" in requests.get(url, timeout=10).text


def test_without_its_secret_the_server_says_nothing(commands):
    process = commands.start(commands.write("x.csv", "a\n1\n"), "--no-browser")
    url = address_of(process)
    origin, _, rest = url.removeprefix("http://").partition("/")
    secret = rest.partition("/")[0]
    assert len(secret) >= 43
    bare = requests.get(f"http://{origin}/{rest.replace(secret, 'x')}", timeout=10)
    assert bare.status_code == 404
    assert "x.csv" not in bare.text


def test_the_browser_is_told_the_printed_address(commands):
    """BROWSER is how a user names a browser to Python's webbrowser."""
    told = commands.home / "told"
    browser = commands.home / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{told}"\n')
    browser.chmod(0o700)
    commands.environ["BROWSER"] = f"{browser} %s"
    process = commands.start(commands.write("x.csv", "a\n1\n"))
    url = address_of(process)
    until = time.monotonic() + 10
    while not (told.is_file() and told.read_text()) and time.monotonic() < until:
        time.sleep(0.05)
    assert told.read_text().strip() == url


def test_a_reader_who_only_looks_keeps_the_server(commands):
    """The idle timeout of notebooks would end a page that was left open."""
    commands.environ["DTALE_NB_IDLE_TIMEOUT"] = "0.5"
    process = commands.start(commands.write("x.csv", "a\n1\n"), "--no-browser")
    url = address_of(process)
    time.sleep(2)
    assert process.poll() is None
    assert requests.get(url, timeout=10).status_code == 200


# The demo: its folder


def test_the_notebook_is_copied_and_a_run_one_is_made_fresh(tmp_path):
    said = []
    path = folder.prepared(tmp_path, said.append)
    assert path.read_text(encoding="utf-8") == SHIPPED
    run = json.loads(SHIPPED)
    for number, cell in enumerate(run["cells"]):
        cell["source"] = "".join(cell["source"])
        if cell["cell_type"] == "code":
            cell |= {"execution_count": number, "outputs": [{"output_type": "stream"}]}
    run["cells"].append({"cell_type": "code", "source": [], "outputs": []})
    path.write_text(json.dumps(run), encoding="utf-8")
    assert folder.prepared(tmp_path, said.append) == path
    assert path.read_text(encoding="utf-8") == SHIPPED
    assert said == []
    assert [one.name for one in path.parent.iterdir()] == ["demo.ipynb"]


def test_changed_notebooks_are_kept_under_names_of_their_own(tmp_path):
    said = []
    path = folder.prepared(tmp_path, said.append)
    changed = SHIPPED.replace("trades()", "trades(10)")
    for text in (changed, "no notebook any more"):
        path.write_text(text, encoding="utf-8")
        folder.prepared(tmp_path, said.append)
        assert path.read_text(encoding="utf-8") == SHIPPED
    first, second = (path.with_name(f"demo-{number}.ipynb") for number in (1, 2))
    assert first.read_text(encoding="utf-8") == changed
    assert second.read_text(encoding="utf-8") == "no notebook any more"
    assert said == [
        f"Your changed notebook is kept as {kept}" for kept in (first, second)
    ]


def test_a_cache_that_cannot_be_written_gives_way_to_a_temporary_folder(tmp_path):
    blocked = tmp_path / "a file"
    blocked.write_text("")
    path = folder.prepared(blocked, print)
    assert path.read_text(encoding="utf-8") == SHIPPED
    assert blocked not in path.parents


# The demo: JupyterLab


def test_a_missing_jupyterlab_is_named_with_its_pip_line(commands):
    code = f"import sys; sys.modules['jupyterlab'] = None; {RUN}"
    status, out, err = commands.run("demo", "--no-browser", code=code)
    assert (status, out) == (2, "")
    assert "the demo needs JupyterLab, which is not installed" in err
    assert "-m pip install jupyterlab" in err


@pytest.mark.parametrize("number", ENDS)
def test_the_demo_opens_jupyterlab_and_ends_it(commands, number):
    pytest.importorskip("jupyterlab")
    process = commands.start("demo", "--no-browser")
    url = address_of(process)
    base, _, query = url.partition("lab/workspaces/dtale_nb/tree/demo.ipynb?")
    assert query.startswith("token=")
    assert requests.get(url, timeout=30).status_code == 200
    contents = requests.get(f"{base}api/contents/demo.ipynb?{query}", timeout=30)
    assert contents.json()["type"] == "notebook"
    assert requests.get(f"{base}api/contents", timeout=30).status_code == 403

    process.send_signal(number)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "Traceback" not in err
    with pytest.raises(requests.ConnectionError):
        requests.get(base, timeout=10)
    cache = commands.home / ".cache" / "dtale_nb"
    assert [path.name for path in cache.iterdir()] == ["demo"]


def test_a_demo_that_cannot_start_says_why(commands):
    pytest.importorskip("jupyterlab")
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port = listener.getsockname()[1]
        status, out, err = commands.run("demo", "--no-browser", "--port", str(port))
    assert (status, out) == (2, "")
    assert "JupyterLab ended: " in err
    assert str(port) in err
