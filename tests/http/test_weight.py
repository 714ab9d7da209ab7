"""What the first view weighs on the wire."""

from __future__ import annotations

import gzip
import re

from dtale_nb.web.assets import JOINED, viewer_assets

MOST = 25_000
"""Bytes of the whole first view: page and script, compressed."""


def test_the_first_view_is_light(client):
    page = client.get("/views/trades/", headers={"Accept-Encoding": "gzip"})
    assert page.headers["Content-Encoding"] == "gzip"
    body = len(gzip.compress(gzip.decompress(page.data), 5))
    script = len(viewer_assets().files[JOINED].packed)
    assert body + script <= MOST, (body, script)


def test_what_comes_late_is_not_in_the_first_view():
    first = viewer_assets().files[JOINED].plain.decode()
    for late in ("Pictures", "openPanel", "openMenuFor"):
        assert f"class {late}" not in first
        assert f"function {late}" not in first


def test_every_file_that_a_script_loads_is_there():
    """What is imported, at once or late, is sent, and exports what is taken."""
    files = viewer_assets().files
    scripts = {name: files[name].plain.decode() for name in files if ".js" in name}
    for name, text in scripts.items():
        for target in re.findall(r'import\("\./([\w.]+)"\)', text):
            assert target in scripts, (name, target)
        for taken, target in re.findall(r'import \{ (.*?) \} from "\./(.+?)"', text):
            given = re.findall(r"export\{(.*)\};", scripts[target])[-1].split(",")
            assert set(taken.split(", ")) <= set(given), (name, target)
