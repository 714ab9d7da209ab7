"""Bring what an http(s) address answers into a file, piece by piece."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import requests

from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from requests.structures import CaseInsensitiveDict

PIECE = 1 << 18
"""Bytes written at a time."""

PATIENCE = (10.0, 60.0)
"""Seconds until a connection stands, and until its next byte."""

TYPES = {
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "application/vnd.apache.parquet": ".parquet",
    "application/vnd.apache.arrow.file": ".arrow",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/zip": ".zip",
}
"""Media type: the suffix, for addresses whose path has none."""


def fetched(address: str, folder: Path, say: Callable[[str], None]) -> Path:
    """Bring a file here.

    Args:
        address: Begins with ``http://`` or ``https://``.
        folder: Where the file goes.
        say: Receives how much came from where.

    Raises:
        BadArgument: Nothing came, or less than was promised.
    """
    host = urlsplit(address).netloc.rpartition("@")[2]
    try:
        with requests.get(address, stream=True, timeout=PATIENCE) as answer:
            if not answer.ok:
                raise BadArgument(
                    f"{host} answers {answer.status_code} {answer.reason}",
                    hint="open the address in a browser to see what it says",
                )
            promised = answer.headers.get("Content-Length", "")
            if promised.isdigit():
                say(f"Reading {in_words(int(promised))} from {host}")
            path = folder / _file_name(address, answer.headers)
            came = 0
            with path.open("wb") as file:
                for piece in answer.iter_content(PIECE):
                    came += file.write(piece)
    except requests.RequestException as error:
        raise BadArgument(
            f"{host} cannot be read: {_reason(error)}",
            hint="check the address and the connection",
        ) from error
    if not promised.isdigit():
        say(f"Read {in_words(came)} from {host}")
    return path


def in_words(n_bytes: int) -> str:
    """A number of bytes for a reader.

    >>> in_words(999)
    '999 bytes'
    >>> in_words(12_345_678)
    '12.3 MB'
    """
    if n_bytes < 1000:
        return f"{n_bytes} bytes"
    size = float(n_bytes)
    for unit in ("kB", "MB", "GB"):
        size /= 1000
        if size < 1000:
            return f"{size:.3g} {unit}"
    return f"{size:,.0f} GB"


def _file_name(address: str, headers: CaseInsensitiveDict[str]) -> str:
    """A file name whose suffix tells the format, where anything does."""
    given = re.search(
        r"filename=\"?([^\";]+)", headers.get("Content-Disposition", ""), re.IGNORECASE
    )
    for name in (unquote(urlsplit(address).path), given[1] if given else ""):
        last = PurePosixPath(name.replace("\\", "/")).name
        if PurePosixPath(last).suffix:
            return last
    media = headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return f"download{TYPES.get(media, '')}"


def _reason(error: requests.RequestException) -> str:
    """Why a request failed, in few words."""
    if isinstance(error, requests.exceptions.SSLError):
        return "its certificate is not trusted"
    if isinstance(error, requests.Timeout):
        return "it does not answer in time"
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return "the connection broke on the way"
    if isinstance(error, requests.ConnectionError):
        return "no connection"
    return type(error).__name__
