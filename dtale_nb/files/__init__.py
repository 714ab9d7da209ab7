"""Read a file or an address into a frame, with its values as they stand there.

No date is guessed, no leading zero is lost and whole numbers stay exact, with missing
ones among them or not: a viewer that shows other values than the file has is of no use.
"""

from __future__ import annotations

import importlib
import tempfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from dtale_nb.errors import BadArgument, listed, nearest
from dtale_nb.files.packed import PACKINGS, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

__all__ = ["name_of", "read"]

FORMATS = {
    ".csv": ("delimited", "read_csv"),
    ".txt": ("delimited", "read_csv"),
    ".tsv": ("delimited", "read_tsv"),
    ".tab": ("delimited", "read_tsv"),
    ".parquet": ("columnar", "read_parquet"),
    ".pq": ("columnar", "read_parquet"),
    ".feather": ("columnar", "read_feather"),
    ".arrow": ("columnar", "read_feather"),
    ".json": ("records", "read_json"),
    ".jsonl": ("records", "read_lines"),
    ".ndjson": ("records", "read_lines"),
    ".xlsx": ("sheets", "read_excel"),
    ".xlsm": ("sheets", "read_excel"),
    ".xls": ("sheets", "read_excel"),
    ".xlsb": ("sheets", "read_excel"),
    ".ods": ("sheets", "read_excel"),
}
"""Suffix: the module below this one and its function, imported when asked for."""

RUNS_CODE = {".pkl", ".pickle", ".joblib"}
"""Suffixes of formats whose reading runs what the file says."""


def read(
    place: str,
    *,
    encoding: str | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> pd.DataFrame:
    """Read a file or what an http(s) address answers.

    Args:
        place: A path, or an address.
        encoding: Of CSV and TSV; none: UTF-8, or UTF-16 with its mark.
        say: Receives sentences about what goes on.

    Raises:
        BadArgument: There is no such file, its format is not known, its reader is not
            installed, or what stands in it is not of that format.
    """
    with tempfile.TemporaryDirectory(prefix="dtale_nb-") as folder:
        path = unpacked(_local(place, Path(folder), say), Path(folder))
        module, function = _reader_of(path)
        reader = getattr(importlib.import_module(f"{__name__}.{module}"), function)
        if module == "delimited":
            return reader(path, encoding)  # type: ignore[no-any-return]
        if module == "sheets":
            return reader(path, say)  # type: ignore[no-any-return]
        return reader(path)  # type: ignore[no-any-return]


def name_of(place: str) -> str:
    """What a frame from a file or address is called.

    >>> name_of("data/trades.csv.gz")
    'trades'
    >>> name_of("https://example.org/a%20b.parquet?raw=1")
    'a b'
    """
    name = (
        PurePosixPath(unquote(urlsplit(place).path)).name
        if _is_address(place)
        else Path(place).name
    )
    stem = name
    for known in (PACKINGS, FORMATS):
        suffix = PurePosixPath(stem).suffix.lower()
        stem = stem[: -len(suffix)] if suffix in known else stem
    return stem or name or "frame"


def _is_address(place: str) -> bool:
    """Whether a place is reached over http(s)."""
    return place.lower().startswith(("http://", "https://"))


def _local(place: str, folder: Path, say: Callable[[str], None]) -> Path:
    """The file of a place on this machine.

    Raises:
        BadArgument: There is none.
    """
    if _is_address(place):
        from dtale_nb.files.fetch import fetched

        return fetched(place, folder, say)
    if "://" in place:
        scheme = place.split("://", maxsplit=1)[0]
        raise BadArgument(
            f"{scheme}:// is not read", hint="a path, http:// and https:// are"
        )
    path = Path(place).expanduser()
    if path.is_dir():
        raise BadArgument(f"{place} is a folder", hint="name a file in it")
    if not path.is_file():
        raise BadArgument(f"there is no file {place}", hint=_beside(path))
    return path


def _beside(path: Path) -> str:
    """The name nearest to a mistyped one in its folder, as a hint."""
    try:
        names = [one.name for one in path.parent.iterdir()]
    except OSError:
        return f"there is no folder {path.parent} to look into"
    near = nearest(path.name, names)
    return f"did you mean {path.with_name(near)}?" if near else ""


def _reader_of(path: Path) -> tuple[str, str]:
    """The module and the function that read a file.

    Raises:
        BadArgument: Its format is not known, or is one that is never read.
    """
    suffix = path.suffix.lower()
    if suffix in FORMATS:
        return FORMATS[suffix]
    if suffix in RUNS_CODE:
        raise BadArgument(
            f"{suffix} files run code when they are read",
            hint="if you trust it, read it in Python and call dtale_nb.show",
        )
    what = f"the format {suffix}" if suffix else "a file without a suffix"
    raise BadArgument(
        f"{what} is not read",
        hint=f"read are {listed(FORMATS)}, also packed as {listed(PACKINGS)}",
    )
