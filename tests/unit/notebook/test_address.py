"""Where the browser looks for the server: a table of environments."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dtale_nb.notebook.address import (
    EXTENSION_MARK,
    Surroundings,
    link,
    places,
    root,
)

HUB = {"JUPYTERHUB_SERVICE_PREFIX": "/user/jo%40x/", "JPY_PARENT_PID": "7"}
SERVER = {"JPY_PARENT_PID": "7"}
WITH = {EXTENSION_MARK: "0.1.0"}


@pytest.fixture
def folder(tmp_path):
    """A runtime folder with the word of a Jupyter server of process 7."""
    told = {"base_url": "/x%20y/", "url": "http://localhost:8888/x%20y/"}
    (tmp_path / "jpserver-7.json").write_text(json.dumps(told))
    (tmp_path / "jpserver-8.json").write_text("{")
    return tmp_path


def around(environ, folder, name="kernel-3f1c.json"):
    return Surroundings.read(environ, folder / name if name else None)


LINKS = {
    "hub, our extension": (
        {**HUB, **WITH},
        "kernel-3f1c.json",
        "/user/jo%40x/dtale_nb/3f1c/",
    ),
    "hub": (HUB, "kernel-3f1c.json", "/user/jo%40x/proxy/127.0.0.1:40000/SECRET/"),
    "server, our extension": (
        {**SERVER, **WITH},
        "kernel-3f1c.json",
        "http://localhost:8888/x%20y/dtale_nb/3f1c/",
    ),
    "server": (
        SERVER,
        "kernel-3f1c.json",
        "http://localhost:8888/x%20y/proxy/127.0.0.1:40000/SECRET/",
    ),
    "server of another account": (
        {"JPY_PARENT_PID": "9"},
        "kernel-3f1c.json",
        "http://127.0.0.1:40000/SECRET/",
    ),
    "server with a broken word": (
        {"JPY_PARENT_PID": "8"},
        "kernel-3f1c.json",
        "http://127.0.0.1:40000/SECRET/",
    ),
    "odd process id": (
        {"JPY_PARENT_PID": "../7"},
        "kernel-3f1c.json",
        "http://127.0.0.1:40000/SECRET/",
    ),
    "no kernel": ({}, "", "http://127.0.0.1:40000/SECRET/"),
    "kernel of a console": ({}, "spyder.json", "http://127.0.0.1:40000/SECRET/"),
}


@pytest.mark.parametrize("case", LINKS)
def test_the_link_is_the_best_that_surely_is_there(folder, case):
    environ, name, expected = LINKS[case]
    assert link(around(environ, folder, name), port=40000, secret="SECRET") == expected


def test_the_places_are_tried_best_first(folder):
    assert places(around(SERVER, folder), port=40000, secret="SECRET") == [
        "colab:40000/SECRET/",
        "{base}dtale_nb/3f1c/",
        "{base}proxy/127.0.0.1:40000/SECRET/",
        "{base}proxy/40000/SECRET/",
        "http://127.0.0.1:40000/SECRET/",
    ]


def test_without_a_kernel_id_our_extension_is_not_asked(folder):
    tried = places(around({}, folder, ""), port=40000, secret="SECRET")
    assert not any("dtale_nb" in place for place in tried)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/{port}/", "https://a.example/40000/SECRET/"),
        ("/gate/{kernel}", "/gate/3f1c/SECRET/"),
        ("{base}p/{port}/", "{base}p/40000/SECRET/"),
    ],
)
def test_the_users_own_word_is_the_only_place(folder, url, expected):
    tried = places(around(SERVER, folder), port=40000, secret="SECRET", url=url)
    assert tried == [expected]


def test_the_users_own_word_is_printed_with_the_base(folder):
    printed = link(
        around(SERVER, folder), port=40000, secret="SECRET", url="{base}p/{port}/"
    )
    assert printed == "/x%20y/p/40000/SECRET/"


def test_no_place_tells_of_the_machine(folder):
    every = " ".join(places(around(HUB, folder), port=40000, secret="SECRET"))
    assert "jo" not in every
    assert str(Path.home()) not in every


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", ""),
        ("https://a.example/o/1/{port}/", "/o/1/40000"),
        ("/gate/{kernel}", "/gate/3f1c"),
        ("{base}p/{port}/", "/x%20y/p/40000"),
        ("https://a.example/", ""),
    ],
)
def test_the_users_own_word_gives_the_root(folder, url, expected):
    assert root(around(SERVER, folder), port=40000, url=url) == expected
