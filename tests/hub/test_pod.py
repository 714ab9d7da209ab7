"""A single-user server in a pod that lets in one port, as on Kubernetes."""

from __future__ import annotations

import re
import socket

import pytest
from support.frontends import FRAME, PATHS, Notebook
from support.hub import jupyter_hub
from support.jupyter import write_notebook
from support.pod import one_port_pod


def test_one_open_port_is_enough(new, page, diary):
    """
    The user's server runs in a network namespace that drops all but port 8888; the Hub
    and its proxy are outside. The user runs a cell.
    Seen: the live viewer. A direct connection to the kernel's own port times out, also
    to one that listens on every address of the pod.
    """
    ports = (
        "import socket\nopen_wide = socket.create_server(('0.0.0.0', 0))\n"
        "print(dtale_nb.show(df, name='port').url)\n"
        "print(open_wide.getsockname()[1])\n"
        "from dtale_nb.notebook import session\nprint(session.current().serve().port)"
    )
    with one_port_pod() as pod, jupyter_hub(new, user="jo@x", pod=pod) as hub:
        file = write_notebook(hub.root, "pod", [FRAME, ports], "python3")
        hub.log_in(page, PATHS["lab"].format(file))
        notebook = Notebook(page)
        notebook.wait_idle()
        notebook.run(0)
        viewer = notebook.viewer(0)
        viewer.expect_text(3, "n", "3")
        viewer.sort("n", "descending")
        viewer.expect_text(0, "n", "99999")
        viewer.scroll(24 * 5_000)
        viewer.wait_first_row(5_000, within=40)
        diary.assert_clean()

        notebook.run(1)
        numbers = re.findall(r"^\d+$", notebook.output_text(1), re.M)
        assert len(numbers) == 2
        with socket.create_connection((pod.address, 8888), timeout=3):
            pass
        for number in numbers:
            with pytest.raises(TimeoutError):
                socket.create_connection((pod.address, int(number)), timeout=3)
