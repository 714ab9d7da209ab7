"""The server in the kernel: started once, reached by the right ones, ended cleanly."""

from __future__ import annotations

import json
import os
import re
import socket
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from support.kernels import left_behind
from support.processes import eventually


def address(kernel) -> tuple[str, int, str]:
    """Root of the server, its port and the secret."""
    url = kernel.run("probe = dtale_nb.show(df, name='probe')\nprint(probe.url)").stdout
    parts = urlsplit(url.strip())
    secret = parts.path.split("/")[1]
    return f"http://127.0.0.1:{parts.port}/{secret}/", parts.port, secret


def word_of(kernel) -> dict[str, str]:
    """What the kernel left for the Jupyter server."""
    runtime = Path(kernel.environ["JUPYTER_RUNTIME_DIR"])
    (file,) = runtime.glob("dtale_nb-*.json")
    assert file.stat().st_mode & 0o777 == 0o600
    return json.loads(file.read_text())


def refused(port: int) -> bool:
    with socket.socket() as client:
        client.settimeout(2)
        return client.connect_ex(("127.0.0.1", port)) != 0


def as_nobody(ask) -> str:
    """What another user gets: runs `ask` in a child with another uid."""
    if os.geteuid() != 0:
        pytest.skip("becoming another user needs root")
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
            answer = ask()
        except BaseException as error:  # noqa: BLE001 - the child tells and ends
            answer = type(error).__name__
        os.write(write, answer.encode())
        os._exit(0)
    os.close(write)
    os.waitpid(child, 0)
    with os.fdopen(read) as stream:
        return stream.read()


def test_two_quick_displays_start_one_server(kernel):
    kernel.run(
        "threads = [threading.Thread(target=lambda: dtale_nb.show(df).url)"
        " for _ in range(8)]\n"
        "for t in threads: t.start()\n"
        "for t in threads: t.join()\n"
        "display(df); display(df)"
    )
    assert kernel.value("len(servers())") == "1"
    bound = kernel.value(
        "sorted(c.laddr.ip for c in __import__('psutil').Process()"
        ".net_connections('tcp') if c.status == 'LISTEN' and c.laddr.port == "
        "int(dtale_nb.show(df).url.split(':')[2].split('/')[0]))"
    )
    assert bound == "['127.0.0.1']"


def test_the_server_listens_on_loopback_only(kernel):
    _, port, _ = address(kernel)
    listening = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
    local = re.findall(rf"\s([0-9A-F]+):{port:04X} [0-9A-F:]+ 0A", listening)
    assert local == ["0100007F"]


def test_the_socket_is_private(kernel):
    address(kernel)
    path = Path(word_of(kernel)["socket"])
    assert path.is_socket()
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert len(str(path)) < 108


def test_health_tells_the_instance(kernel):
    root, _, _ = address(kernel)
    health = requests.get(root + "health", timeout=5)
    assert health.json()["instance"] == word_of(kernel)["instance"]
    assert health.headers["Dtale-Nb-Instance"] == health.json()["instance"]
    assert health.json()["version"] == kernel.value("dtale_nb.__version__")


def test_another_user_is_refused_at_the_socket(kernel):
    address(kernel)
    path = word_of(kernel)["socket"]
    folder = Path(kernel.home)
    # only the socket's own folder stands in the way, as in a shared /tmp or /run
    for parent in [folder, *folder.parents][:1]:
        parent.chmod(0o755)
    for parent in Path(path).parent.parents:
        if parent.is_relative_to(folder):
            parent.chmod(0o755)

    def ask() -> str:
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(path)
        return "connected"

    assert as_nobody(ask) == "PermissionError"


def test_another_user_reads_nothing_over_tcp(kernel):
    root, port, secret = address(kernel)
    view = kernel.value("probe.id")
    paths = ["/", "/health", f"/views/{view}/", f"/{secret[:-1]}x/views/{view}/"]

    def ask() -> str:
        answers = [
            requests.get(f"http://127.0.0.1:{port}{path}", timeout=5) for path in paths
        ]
        return json.dumps([[a.status_code, len(a.content)] for a in answers])

    assert json.loads(as_nobody(ask)) == [[404, 0]] * len(paths)
    assert requests.get(f"{root}views/{view}/", timeout=5).ok


def test_two_kernels_never_see_each_others_frames(kernels):
    first, second = kernels(), kernels()
    for kernel, number in ((first, 1), (second, 2)):
        kernel.run(
            "import dtale_nb, pandas as pd\n"
            f"df = pd.DataFrame({{'a': [{number}]}})\n"
            "view = dtale_nb.show(df, name='same')"
        )
    root, _, secret = address(first)
    other_root, other_port, _ = address(second)
    view = first.value("view.id")
    stolen = f"http://127.0.0.1:{other_port}/{secret}/views/{view}/"
    assert requests.get(stolen, timeout=5).status_code == 404
    assert requests.get(f"{other_root}views/{view}/", timeout=5).status_code == 404
    assert requests.get(f"{root}views/{view}/", timeout=5).ok
    told = [
        requests.get(f"{place}views/same/", timeout=5).headers["Dtale-Nb-Instance"]
        for place in (root, other_root)
    ]
    assert told[0] != told[1]


def test_shutdown_leaves_nothing_and_the_next_display_starts_again(kernel):
    _, port, _ = address(kernel)
    kernel.run("dtale_nb.shutdown()")
    assert kernel.value("servers()") == "[]"
    assert left_behind(kernel.environ) == []
    assert refused(port)
    root, _, _ = address(kernel)
    assert requests.get(root + "health", timeout=5).ok


def test_a_shutdown_by_post_does_the_same(kernel):
    root, port, _ = address(kernel)
    assert requests.post(root + "shutdown", json={}, timeout=5).ok
    eventually(lambda: refused(port), "port closed")
    eventually(lambda: left_behind(kernel.environ) == [], "files removed")
    assert kernel.value("servers()") == "[]"


def test_a_restart_leaves_nothing(own_kernel):
    """Restart the kernel: the old server is gone, the next one is another instance."""
    _, port, secret = address(own_kernel)
    before = word_of(own_kernel)["instance"]
    own_kernel.restart()
    assert refused(port)
    assert left_behind(own_kernel.environ) == []
    own_kernel.run("%load_ext dtale_nb\nimport pandas as pd, dtale_nb")
    own_kernel.run("df = pd.DataFrame({'a': [1]})")
    _, _, new_secret = address(own_kernel)
    assert word_of(own_kernel)["instance"] != before
    assert new_secret != secret


def test_the_end_of_a_kernel_leaves_nothing(kernels):
    """The rig looks for files when a kernel has ended; here is one that serves."""
    kernel = kernels()
    kernel.run("import dtale_nb, pandas as pd\ndf = pd.DataFrame({'a': [1]})")
    _, port, _ = address(kernel)
    assert left_behind(kernel.environ) != []
    kernel.client.shutdown()
    eventually(lambda: refused(port), "port closed")
    eventually(lambda: left_behind(kernel.environ) == [], "files removed")


def test_what_a_killed_kernel_leaves_is_swept_up_by_the_next(kernels, tmp_path):
    first = kernels(home=tmp_path)
    first.run("import dtale_nb, pandas as pd\ndf = pd.DataFrame({'a': [1]})")
    address(first)
    stale = Path(word_of(first)["socket"]).parent
    first.manager.provisioner.process.kill()
    first.manager.provisioner.process.wait()
    assert stale.exists()
    second = kernels(home=tmp_path)
    second.run("import dtale_nb, pandas as pd\ndf = pd.DataFrame({'a': [1]})")
    address(second)
    assert not stale.exists()
    for word in tmp_path.glob("runtime/dtale_nb-*.json"):
        if json.loads(word.read_text())["socket"].startswith(str(stale)):
            word.unlink()


def test_a_fork_leaves_nothing(kernel):
    """A child lives on after the kernel's server ended: its copies are shut."""
    _, port, _ = address(kernel)
    child = int(
        kernel.run(
            "import time\nchild = os.fork()\n"
            "if child == 0:\n    time.sleep(30)\n    os._exit(0)\n"
            "print(child)"
        ).stdout
    )
    try:
        kernel.run("dtale_nb.shutdown()")
        assert Path(f"/proc/{child}").exists()
        assert refused(port)
    finally:
        kernel.run(f"os.kill({child}, 9); os.waitpid({child}, 0)")


def test_a_forked_child_does_not_end_the_server(kernel):
    root, _, _ = address(kernel)
    kernel.run(
        "import multiprocessing\n"
        "def work():\n    import dtale_nb\n    dtale_nb.shutdown()\n"
        "p = multiprocessing.get_context('fork').Process(target=work)\n"
        "p.start(); p.join()"
    )
    assert requests.get(root + "health", timeout=5).ok
    assert left_behind(kernel.environ) != []


def test_an_idle_server_ends_and_comes_back(kernel):
    kernel.run("dtale_nb.enable(idle_timeout=1.0)")
    _, port, _ = address(kernel)
    eventually(lambda: refused(port), "server ended for want of requests", 10)
    assert kernel.value("servers()") == "[]"
    assert left_behind(kernel.environ) == []
    assert kernel.value("len(dtale_nb.views())") == "0"
    kernel.run("dtale_nb.enable(idle_timeout=60.0)")
    kernel.run("df")
    assert kernel.value("len(servers())") == "1"


def test_requests_put_the_end_off(kernel):
    kernel.run("dtale_nb.enable(idle_timeout=2.0)")
    root, _, _ = address(kernel)
    for _ in range(6):
        time.sleep(0.6)
        assert requests.get(root + "health", timeout=5).ok


def test_a_keep_alive_goes_out_on_user_action_once_a_minute(kernel):
    """Browsing keeps the kernel from the culler; an idle page does not."""
    root, _, _ = address(kernel)
    view = kernel.value("probe.id")
    rows = f"{root}views/{view}/state"
    action = {"Dtale-Nb-Action": "1"}
    kernel.heard(1.0)
    assert requests.get(rows, timeout=5).ok
    assert kernel.heard(1.5) == []
    for _ in range(5):
        assert requests.get(rows, headers=action, timeout=5).ok
    heard = kernel.heard(1.5)
    assert [kind for kind, _ in heard] == ["update_display_data"]
    assert heard[0][1]["data"] == {}


def test_a_keep_alive_goes_out_with_binders_ipykernel(kernels):
    """ipykernel 7.0 knows no parent message in the server's threads."""
    if Path(sys.prefix).name != "new":
        pytest.skip("once is enough: runs in the environment `new`")
    kernel = kernels("binder")
    kernel.run("import dtale_nb, pandas as pd\ndf = pd.DataFrame({'a': [1]})")
    root, _, _ = address(kernel)
    kernel.heard(1.0)
    action = {"Dtale-Nb-Action": "1"}
    assert requests.get(root + "views/probe/state", headers=action, timeout=5).ok
    assert [kind for kind, _ in kernel.heard(1.5)] == ["update_display_data"]


def test_an_answer_comes_while_a_cell_runs(kernel):
    root, _, _ = address(kernel)
    message = kernel.client.execute("import time\ntime.sleep(3)")
    time.sleep(0.5)
    started = time.monotonic()
    assert requests.get(root + "health", timeout=5).ok
    assert time.monotonic() - started < 1.5
    kernel._read(message, 30)
