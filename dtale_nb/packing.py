"""How answers are packed for the way: by Brotli where the browser takes it, or gzip.

Browsers take Brotli over https and from the machine itself. Its codec comes with
PyArrow; where that was built without, gzip does.
"""

from __future__ import annotations

import gzip
from functools import cache
from typing import NamedTuple

from werkzeug.http import parse_accept_header


class Levels(NamedTuple):
    """How hard each coding tries."""

    brotli: int
    gzip: int


EACH = Levels(brotli=4, gzip=5)
"""For answers that are packed each time. Half of what zlib tries at most takes a fifth
of the time and loses 2 %; Brotli at 4 is as fast, and 7 to 10 % less."""

ONCE = Levels(brotli=10, gzip=9)
"""For what is packed once a process: 11 takes twice as long and gains 3 %."""

LARGE = Levels(brotli=6, gzip=6)
"""For megabytes that are packed once while a browser waits: plotly.js takes 0.16 s and
an eighth less than with gzip; at 9 Brotli takes 0.6 s and gains 3 %."""


@cache
def has_brotli() -> bool:
    """Whether PyArrow was built with it."""
    import pyarrow as pa

    return bool(pa.Codec.is_available("brotli"))


def coding_of(accepted: str) -> str:
    """The coding for who accepts these: ``br``, ``gzip``, or '' for neither.

    Args:
        accepted: An ``Accept-Encoding`` header.
    """
    wanted = parse_accept_header(accepted)
    if wanted["br"] and has_brotli():
        return "br"
    return "gzip" if wanted["gzip"] else ""


def packed(data: bytes, coding: str, levels: Levels = EACH) -> bytes:
    """Some bytes in a coding of `coding_of`; '' leaves them as they are."""
    if coding == "br":
        import pyarrow as pa

        codec = pa.Codec("brotli", levels.brotli)
        return bytes(codec.compress(data, asbytes=True))
    if coding == "gzip":
        return gzip.compress(data, levels.gzip, mtime=0)
    return data
