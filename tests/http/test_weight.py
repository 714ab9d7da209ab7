"""What the first view weighs on the wire."""

from __future__ import annotations

import re

import pytest

from dtale_nb.packing import ONCE, packed
from dtale_nb.web.assets import JOINED, joined, packed_asset, viewer_assets

MOST = {"gzip": 19_350, "br": 18_250}
"""Bytes of the whole first view, page and script, by how they are packed."""

MOST_OURS = {"gzip": 16_750, "br": 15_600}
"""Bytes of what is the same for every frame: scripts and styles."""

STAGES = {"sorts": ("begin.js",), "selects and copies": ("selecting.js",)}
"""What comes after it, until the viewer does this; see `browser/test_first_use.py`."""

MOST_UNTIL = {
    "sorts": {"gzip": 22_700, "br": 21_150},
    "selects and copies": {"gzip": 26_450, "br": 24_660},
}
"""Bytes of all scripts and styles until then, those of the first view included."""


@pytest.mark.parametrize("coding", MOST)
def test_the_first_view_is_light(client, coding):
    page = client.get("/views/trades/", headers={"Accept-Encoding": coding})
    assert page.headers["Content-Encoding"] == coding
    script = len(packed_asset(JOINED, coding))
    assert len(page.data) + script <= MOST[coding], (len(page.data), script)
    ours = viewer_assets()
    style = len(packed((ours.style + ours.theme + ours.start).encode(), coding, ONCE))
    assert script + style <= MOST_OURS[coding], (script, style)


@pytest.mark.parametrize("coding", MOST)
def test_what_follows_is_light(coding):
    ours = viewer_assets()
    style = len(packed((ours.style + ours.theme + ours.start).encode(), coding, ONCE))
    sent = style + len(packed_asset(JOINED, coding))
    for stage, files in STAGES.items():
        sent += sum(len(packed_asset(file, coding)) for file in files)
        assert sent <= MOST_UNTIL[stage][coding], (stage, sent)


def test_what_comes_late_is_not_in_the_first_view():
    first = viewer_assets().files[JOINED].plain.decode()
    for late in ("Turn", "Settler", "Frame", "Pictures", "openPanel", "openMenuFor"):
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


def test_a_name_that_a_joined_file_has_and_takes_is_refused():
    sources = {
        "a.js": "export function drawn() {}\n",
        "b.js": 'import { drawn } from "./a.js";\n',
        "c.js": 'import "./b.js";\nfunction drawn() {}\n',
    }
    places = {"a.js": "a.js", "b.js": "b.js", "c.js": "b.js"}
    with pytest.raises(ValueError, match="in two of the joined modules: drawn"):
        joined(sources, ["b.js", "c.js"], places)
