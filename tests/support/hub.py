"""A JupyterHub with its own configurable-http-proxy, as root and for one user."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import requests
from playwright.sync_api import Page

from support.environments import Environment, cannot_run
from support.jupyter import write_server_config
from support.pod import Pod
from support.processes import Process, free_port, private_environ

PASSWORD = "open sesame"

CONFIG = """
import json, pathlib
given = json.loads(pathlib.Path({given!r}).read_text())
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = given["password"]
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = given["home"]
c.Spawner.cmd = given["cmd"]
c.Spawner.args = ["--allow-root"]
c.Spawner.environment = given["environment"]
c.Spawner.http_timeout = 60
c.Spawner.start_timeout = 60
c.Spawner.default_url = "/lab"
if given["pod"]:
    c.Spawner.ip = given["pod"]
    c.Spawner.port = 8888
c.JupyterHub.hub_ip = given["hub_ip"]
c.JupyterHub.hub_port = given["hub_port"]
c.JupyterHub.bind_url = given["bind_url"]
c.JupyterHub.db_url = "sqlite://"
c.JupyterHub.cleanup_servers = True
c.ConfigurableHTTPProxy.command = given["proxy"]
c.ConfigurableHTTPProxy.api_url = given["proxy_api"]
c.ConfigurableHTTPProxy.pid_file = given["proxy_pid"]
c.JupyterHub.cookie_secret_file = given["home"] + "/cookie"
"""


@dataclass
class Hub:
    """A running Hub and the user's home in it.

    Attributes:
        url: The proxy's address with the Hub's base URL and a closing slash.
        user: The user's name, as typed at login.
        root: The folder whose notebooks the user sees.
        process: The Hub itself.
    """

    url: str
    user: str
    root: Path
    process: Process

    @property
    def user_url(self) -> str:
        return f"{self.url}user/{quote(self.user, safe='@')}/"

    def log_in(self, page: Page, path: str = "lab") -> None:
        """Log in as the user, wait for the server, and stand on its page alone.

        JupyterLab would open again what another test has left open, and in doing so
        reads this test's notebook a second time from its file.
        """
        page.goto(f"{self.url}hub/login")
        page.get_by_label("Username").fill(self.user)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        started = re.compile(re.escape(self.url) + "user/")
        page.wait_for_url(started, timeout=90_000, wait_until="commit")
        page.goto(f"{self.user_url}{path}?reset")


@contextmanager
def jupyter_hub(
    environment: Environment,
    *,
    user: str = "jo@x",
    base_url: str = "/",
    pod: Pod | None = None,
) -> Iterator[Hub]:
    """Start a Hub and wait until its proxy answers.

    Args:
        environment: Whose JupyterHub and single-user server.
        user: Who logs in.
        base_url: Of the Hub.
        pod: Where the single-user server runs, when not beside the Hub.

    Yields:
        The Hub.
    """
    proxy = shutil.which("configurable-http-proxy")
    if proxy is None:
        cannot_run("no configurable-http-proxy")
    with tempfile.TemporaryDirectory(prefix="dtn-hub-") as folder:
        home = Path(folder, "home")
        variables = private_environ(home)
        # the Hub and its proxy take no settings from the user's home either
        write_server_config(home)
        port, api_port, hub_port = free_port(), free_port(), free_port()
        inner = [environment.program("jupyterhub-singleuser")]
        given = {
            "password": PASSWORD,
            "home": str(home),
            "cmd": [*(pod.enter if pod else []), *inner],
            "environment": _user_variables(variables),
            "pod": pod.address if pod else "",
            "hub_ip": pod.gateway if pod else "127.0.0.1",
            "hub_port": hub_port,
            "bind_url": f"http://127.0.0.1:{port}{base_url}",
            "proxy": [proxy],
            "proxy_api": f"http://127.0.0.1:{api_port}",
            "proxy_pid": str(Path(folder, "proxy.pid")),
        }
        Path(folder, "given.json").write_text(json.dumps(given))
        config = Path(folder, "jupyterhub_config.py")
        config.write_text(CONFIG.format(given=str(Path(folder, "given.json"))))
        command = [environment.program("jupyterhub"), "--config", str(config)]
        process = Process(
            command, log=Path(folder, "hub.log"), environ=variables, cwd=home
        )
        url = f"http://127.0.0.1:{port}{quote(base_url, safe='/@')}"
        with process:
            process.wait_for(lambda: _answers(url), f"answer at {url}", 90)
            yield Hub(url, user, home, process)


def _user_variables(variables: Mapping[str, str]) -> dict[str, str]:
    names: Sequence[str] = [
        name for name in variables if name.startswith(("JUPYTER_", "XDG_", "IPYTHON"))
    ]
    return {name: variables[name] for name in [*names, "HOME", "PATH"]}


def _answers(url: str) -> bool:
    try:
        return requests.get(f"{url}hub/api", timeout=5).ok
    except requests.ConnectionError:
        return False
