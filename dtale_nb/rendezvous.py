"""Where a kernel's server leaves word for the Jupyter server that started the kernel.

One file per kernel, beside the kernel's connection file and as private as that: mode
0600, in the Jupyter runtime folder. The kernel writes it when its server starts and
removes it when the server stops; a kernel that was killed leaves it behind, so a reader
must expect that nobody listens any more. Reading needs neither Flask nor pandas, since
the Jupyter server reads it.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import socket
import stat
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SECRET_HEADER = "Dtale-Nb-Secret"  # noqa: S105 - its name, not its value
"""The request header by which the Jupyter server proves to come from the user."""

_CONNECTION_FILE = re.compile(r"kernel-(?P<kernel_id>[\w-]+)\.json")
_KERNEL_ID = re.compile(r"[\w-]{1,128}")


@dataclass(frozen=True, slots=True)
class Meeting:
    """How to reach the server of one kernel.

    Attributes:
        instance: Which server this is; a kernel that restarts has another one.
        secret: What a request must carry, 256 bits as URL-safe text.
        socket: The path of its unix socket.
        pid: The kernel's process.
    """

    instance: str
    secret: str
    socket: str
    pid: int


def kernel_id(connection_file: Path) -> str | None:
    """The id that the Jupyter server gave the kernel, from its connection file.

    >>> kernel_id(Path("/run/kernel-3f1c.json"))
    '3f1c'
    """
    found = _CONNECTION_FILE.fullmatch(connection_file.name)
    return found["kernel_id"] if found else None


def meeting_file(folder: Path, kernel: str) -> Path:
    """Where the word for one kernel is left.

    Raises:
        ValueError: `kernel` is not a kernel's id.
    """
    if not _KERNEL_ID.fullmatch(kernel):
        message = f"not a kernel id: {kernel!r}"
        raise ValueError(message)
    return folder / f"dtale_nb-{kernel}.json"


def leave(file: Path, meeting: Meeting) -> None:
    """Write the word; whoever reads meanwhile sees the old one or the new, whole.

    Raises:
        OSError: The folder can't be written.
    """
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        json.dump(asdict(meeting), stream)
    draft.replace(file)


def find(file: Path) -> Meeting | None:
    """Read the word; None where there is none that can be trusted.

    A file of another user, or one that others may write, is not believed.
    """
    try:
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(descriptor, encoding="utf-8") as stream:
            if not _is_private(os.fstat(stream.fileno())):
                return None
            return Meeting(**json.load(stream))
    except (OSError, ValueError, TypeError):
        return None


def sweep(folder: Path) -> None:
    """Remove the words of kernels that were killed and could not take theirs back."""
    for file in folder.glob("dtale_nb-*.json"):
        meeting = find(file)
        if meeting is not None and not is_listening(meeting.socket):
            with contextlib.suppress(OSError):
                file.unlink()


def is_listening(socket_path: str) -> bool:
    """Whether somebody listens on a unix socket, or might."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(1.0)
        try:
            client.connect(socket_path)
        except (ConnectionRefusedError, FileNotFoundError):
            return False
        except OSError:
            return True
    return True


def _is_private(status: os.stat_result) -> bool:
    if not hasattr(os, "getuid"):
        return True
    return status.st_uid == os.getuid() and not status.st_mode & (
        stat.S_IWGRP | stat.S_IWOTH
    )
