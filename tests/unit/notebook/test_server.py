"""The server in a thread: two doors, a clock, and nothing left behind."""

from __future__ import annotations

import os
import socket
import stat
import sys
import threading
import time
from pathlib import Path

import pytest
import requests

from dtale_nb.notebook.server import ThreadServer
from dtale_nb.notebook.switch_interval import HASTY
from dtale_nb.rendezvous import is_listening


def hello(environ, start_response):
    """Say which path was asked, slowly where the path says so."""
    if environ["PATH_INFO"] == "/slow":
        time.sleep(0.5)
    start_response("200 OK", [("Content-Type", "text/plain")])
    if environ["PATH_INFO"] == "/interval":
        return [str(sys.getswitchinterval()).encode()]
    return [environ["PATH_INFO"].encode()]


@pytest.fixture
def served(tmp_path):
    ended = []
    server = ThreadServer(
        lambda: hello, runtime_folder=str(tmp_path), on_end=lambda: ended.append(1)
    )
    server.ended = ended
    server.start()
    yield server
    server.stop()


def ask(server, path="/"):
    return requests.get(f"http://127.0.0.1:{server.port}{path}", timeout=5)


def ask_socket(path):
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(path)
        client.sendall(b"GET /through HTTP/1.0\r\n\r\n")
        return b"".join(iter(lambda: client.recv(4096), b""))


def open_files():
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def threads():
    return {thread.name for thread in threading.enumerate() if thread.is_alive()}


def test_it_answers_on_port_and_socket(served):
    assert ask(served, "/a").text == "/a"
    assert b"/through" in ask_socket(served.socket_path)


def test_it_names_no_versions(served):
    assert ask(served).headers["Server"] == "dtale_nb"


def test_socket_and_folder_are_the_users_own(served):
    path = Path(served.socket_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert len(str(path)) < 104


def test_it_listens_on_loopback_only(served):
    own = socket.gethostbyname(socket.gethostname())
    if own.startswith("127."):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(("192.0.2.1", 9))
            own = probe.getsockname()[0]
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((own, served.port), timeout=2)


def test_stopping_leaves_nothing(served):
    folder = Path(served.socket_path).parent
    port = served.port
    served.stop()
    served.stop()
    assert not folder.exists()
    assert served.ended == [1]
    assert "dtale_nb-server" not in threads()
    with pytest.raises(requests.ConnectionError):
        requests.get(f"http://127.0.0.1:{port}/", timeout=2)


def test_stopping_takes_no_time(served):
    ask(served)
    began = time.monotonic()
    served.stop()
    assert time.monotonic() - began < 0.4  # Werkzeug's own loop polls each 0.5 s


def test_requests_in_flight_finish(served):
    answer = []
    asking = threading.Thread(target=lambda: answer.append(ask(served, "/slow").text))
    asking.start()
    time.sleep(0.2)
    served.stop()
    asking.join(5)
    assert answer == ["/slow"]


def test_it_ends_when_nobody_asks(tmp_path):
    server = ThreadServer(lambda: hello, runtime_folder=str(tmp_path), idle_timeout=0.6)
    server.start()
    for _ in range(4):
        time.sleep(0.3)
        assert ask(server).ok  # each request gives it the whole time again
    deadline = time.monotonic() + 5
    while list(tmp_path.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert list(tmp_path.iterdir()) == []  # removed at last, when nothing is answered
    assert not server.is_running


def test_a_slow_answer_is_no_idleness(tmp_path):
    server = ThreadServer(lambda: hello, runtime_folder=str(tmp_path), idle_timeout=0.2)
    server.start()
    assert ask(server, "/slow").text == "/slow"
    server.stop()


def test_twenty_starts_cost_no_descriptor_and_no_thread(tmp_path):
    def once():
        server = ThreadServer(lambda: hello, runtime_folder=str(tmp_path))
        server.start()
        assert ask(server).ok
        assert ask_socket(server.socket_path)
        server.stop()
        for thread in threading.enumerate():
            if thread is not threading.current_thread():
                thread.join(1)  # threads of answered requests

    once()
    before = open_files(), threads()
    for _ in range(20):
        once()
    assert (open_files(), threads()) == before


def test_many_ask_at_once(served):
    found = []
    asking = [
        threading.Thread(target=lambda n=n: found.append(ask(served, f"/{n}").text))
        for n in range(40)
    ]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert sorted(found) == sorted(f"/{n}" for n in range(40))


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_child_shuts_its_copies_and_touches_nothing(served):
    assert ask(served).ok
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:  # lives on while its parent stops
        served.stop()
        os.close(writing)
        os.read(reading, 1)
        os._exit(0)
    assert ask(served).ok
    assert Path(served.socket_path).exists()
    served.stop()
    with pytest.raises(requests.ConnectionError):
        ask(served)
    os.write(writing, b"x")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    os.close(reading)
    os.close(writing)


def test_leftovers_are_swept(tmp_path):
    dead = tmp_path / "dtale_nb-socket-dead"
    dead.mkdir()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(dead / "server.sock"))
    precious = tmp_path / "dtale_nb-socket-mine"
    precious.mkdir()
    (precious / "notes.txt").write_text("mine")
    os.utime(precious, (0, 0))
    living = ThreadServer(lambda: hello, runtime_folder=str(tmp_path))
    living.start()
    second = ThreadServer(lambda: hello, runtime_folder=str(tmp_path))
    second.start()
    assert not dead.exists()
    assert (precious / "notes.txt").exists()
    assert is_listening(living.socket_path)
    living.stop()
    second.stop()


def test_a_long_runtime_folder_is_not_used(tmp_path):
    long = tmp_path / ("x" * 100)
    long.mkdir()
    server = ThreadServer(lambda: hello, runtime_folder=str(long))
    assert not server.socket_path.startswith(str(long))
    assert server.socket_path
    server.stop()


def test_stopping_before_the_start_is_harmless(tmp_path):
    server = ThreadServer(lambda: hello, runtime_folder=str(tmp_path))
    server.stop()
    assert list(tmp_path.iterdir()) == []


def test_requests_wait_while_the_app_is_being_made(tmp_path):
    def make_app():
        time.sleep(0.5)
        return hello

    server = ThreadServer(make_app, runtime_folder=str(tmp_path))
    server.start()
    assert ask(server, "/early").text == "/early"
    server.stop()


def test_an_app_that_cannot_be_made_ends_the_server(tmp_path, caplog):
    def make_app():
        raise ImportError("flask is broken")

    server = ThreadServer(make_app, runtime_folder=str(tmp_path))
    server.start()
    server._thread.join(5)
    assert not server.is_running
    assert "flask is broken" in caplog.text
    assert list(tmp_path.iterdir()) == []


def test_a_port_that_is_taken_is_said(served, tmp_path):
    with pytest.raises(OSError, match="in use"):
        ThreadServer(lambda: hello, port=served.port, runtime_folder=str(tmp_path))


def interval_while(server):
    """The switch interval that a request sees, and the one after it."""
    answer = float(ask(server, "/interval").text)
    deadline = time.monotonic() + 2
    while sys.getswitchinterval() == HASTY and time.monotonic() < deadline:
        time.sleep(0.01)
    return answer, sys.getswitchinterval()


@pytest.fixture
def interval():
    before = sys.getswitchinterval()
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("interval")
def test_threads_switch_faster_only_while_somebody_waits(served):
    sys.setswitchinterval(0.004)
    assert interval_while(served) == pytest.approx((HASTY, 0.004))


@pytest.mark.usefixtures("interval")
def test_what_the_user_sets_meanwhile_stays(served):
    asking = threading.Thread(target=ask, args=(served, "/slow"))
    asking.start()
    time.sleep(0.2)
    sys.setswitchinterval(0.002)
    asking.join()
    time.sleep(0.1)
    assert sys.getswitchinterval() == pytest.approx(0.002)


@pytest.mark.usefixtures("interval")
def test_a_faster_interval_of_the_users_stays(served):
    sys.setswitchinterval(0.0001)
    assert interval_while(served) == pytest.approx((0.0001, 0.0001))
