"""The word that a kernel leaves for the Jupyter server."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from dtale_nb.rendezvous import Meeting, find, kernel_id, leave, meeting_file, sweep

WORD = Meeting("0123", "s" * 43, "/run/x/server.sock", 7)


def test_what_is_left_is_found(tmp_path):
    file = meeting_file(tmp_path, "3f1c")
    leave(file, WORD)
    assert find(file) == WORD
    assert [path.name for path in tmp_path.iterdir()] == ["dtale_nb-3f1c.json"]


def test_only_the_user_can_read_it(tmp_path):
    file = meeting_file(tmp_path, "3f1c")
    leave(file, WORD)
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_newer_word_takes_the_place_of_the_older(tmp_path):
    file = meeting_file(tmp_path, "3f1c")
    leave(file, WORD)
    newer = Meeting("4567", "t" * 43, "/run/y/server.sock", 8)
    leave(file, newer)
    assert find(file) == newer


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"instance": 1}', "\x00"])
def test_what_is_no_word_is_not_believed(tmp_path, text):
    file = tmp_path / "dtale_nb-3f1c.json"
    file.write_text(text)
    assert find(file) is None


def test_what_others_may_write_is_not_believed(tmp_path):
    file = meeting_file(tmp_path, "3f1c")
    leave(file, WORD)
    file.chmod(0o622)
    assert find(file) is None


@pytest.mark.skipif(
    not hasattr(os, "getuid") or os.getuid() != 0,
    reason="giving a file to another user needs root",
)
def test_what_belongs_to_another_user_is_not_believed(tmp_path):
    file = meeting_file(tmp_path, "3f1c")
    leave(file, WORD)
    os.chown(file, 65534, 65534)
    assert find(file) is None


def test_a_link_is_not_followed(tmp_path):
    file = meeting_file(tmp_path, "3f1c")
    leave(file, WORD)
    link = meeting_file(tmp_path, "aaaa")
    link.symlink_to(file)
    assert find(link) is None


@pytest.mark.parametrize("kernel", ["", "../x", "a/b", "a.b", "x" * 200, "a\n"])
def test_what_is_no_kernel_id_names_no_file(tmp_path, kernel):
    with pytest.raises(ValueError, match="not a kernel id"):
        meeting_file(tmp_path, kernel)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("kernel-3f1c-22.json", "3f1c-22"),
        ("kernel-.json", None),
        ("nbclient.json", None),
        ("kernel-a b.json", None),
    ],
)
def test_the_kernels_id_stands_in_its_connection_file(name, expected):
    assert kernel_id(Path("/run/user/1000/jupyter") / name) == expected


def test_the_words_of_the_dead_are_swept(tmp_path):
    living, dead = tmp_path / "living.sock", tmp_path / "dead.sock"
    for name, path in {"aa": living, "bb": dead, "cc": tmp_path / "none.sock"}.items():
        leave(meeting_file(tmp_path, name), Meeting(name, "s", str(path), 7))
    with socket.socket(socket.AF_UNIX) as gone:
        gone.bind(str(dead))
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(living))
        listening.listen()
        sweep(tmp_path)
    assert [file.name for file in tmp_path.glob("*.json")] == ["dtale_nb-aa.json"]
