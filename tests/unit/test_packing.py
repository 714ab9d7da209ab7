"""Answers are packed by what the browser takes, and come out as they were."""

from __future__ import annotations

import gzip

import pyarrow as pa
import pytest

from dtale_nb.packing import EACH, LARGE, ONCE, coding_of, has_brotli, packed

BEST = "br" if has_brotli() else "gzip"


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", BEST),
        ("br;q=0.5, gzip", BEST),
        ("br;q=0, gzip", "gzip"),
        ("gzip;q=0", ""),
        ("gzip", "gzip"),
        ("deflate", ""),
        ("", ""),
        ("grbr,,;;", ""),
    ],
)
def test_a_coding_that_was_refused_is_not_taken(accepted, coding):
    assert coding_of(accepted) == coding


@pytest.mark.parametrize("levels", [EACH, ONCE, LARGE])
def test_what_is_packed_comes_out_as_it_was(levels):
    data = b"what is sent " * 999
    assert packed(data, "", levels) == data
    assert gzip.decompress(packed(data, "gzip", levels)) == data
    if has_brotli():
        made = packed(data, "br", levels)
        assert pa.decompress(made, len(data), codec="brotli", asbytes=True) == data
