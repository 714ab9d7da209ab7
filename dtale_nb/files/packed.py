"""Unpack what pandas knows too: gzip, bzip2, xz, zstandard and zip."""

from __future__ import annotations

import bz2
import gzip
import lzma
import shutil
import zipfile
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any

from dtale_nb.errors import BadArgument, listed

if TYPE_CHECKING:
    from collections.abc import Callable


def _zstandard(path: Path) -> IO[bytes]:
    import pyarrow as pa

    stream: IO[bytes] = pa.input_stream(str(path), compression="zstd")
    return stream


_STREAMS: dict[str, tuple[bytes, Callable[[Path], Any]]] = {
    ".gz": (b"\x1f\x8b", gzip.open),
    ".bz2": (b"BZh", bz2.open),
    ".xz": (b"\xfd7zXZ\x00", lzma.open),
    ".zst": (b"\x28\xb5\x2f\xfd", _zstandard),
}
"""Suffix: the first bytes of such a file, and how it is opened."""

PACKINGS = (*_STREAMS, ".zip")
"""Suffixes that are taken off before a format is looked for."""


def unpacked(path: Path, folder: Path) -> Path:
    """The file itself, or its unpacked copy in a folder.

    Args:
        path: Any file.
        folder: Where the copy goes.

    Raises:
        BadArgument: It is damaged, or a zip of none or several files.
    """
    suffix = path.suffix.lower()
    try:
        if suffix == ".zip":
            return _of_zip(path, folder)
        if suffix in _STREAMS:
            return _of_stream(path, folder, suffix)
    except (OSError, EOFError, lzma.LZMAError, zipfile.BadZipFile) as error:
        raise BadArgument(f"{path.name} cannot be unpacked: {error}") from error
    return path


def _of_stream(path: Path, folder: Path, suffix: str) -> Path:
    """Unpack a file that holds one stream."""
    target = folder / path.stem
    first, opened = _STREAMS[suffix]
    with path.open("rb") as file:
        packed = file.read(len(first)) == first
    # A web server may have declared the packing as its own, and it is undone already.
    with opened(path) if packed else path.open("rb") as source, target.open("wb") as to:
        shutil.copyfileobj(source, to, 1 << 20)
    return target


def _of_zip(path: Path, folder: Path) -> Path:
    """Unpack a zip of one file.

    Raises:
        BadArgument: It holds none, several or one behind a password.
    """
    with zipfile.ZipFile(path) as archive:
        names = [
            one.filename
            for one in archive.infolist()
            if not one.is_dir() and not one.filename.startswith("__MACOSX/")
        ]
        if len(names) != 1:
            raise BadArgument(
                f"{path.name} holds {len(names)} files: {listed(names)}",
                hint="unpack it and name one of them",
            )
        # Only the name's end is used: a zip may name ../ or an absolute path.
        target = folder / PurePosixPath(names[0].replace("\\", "/")).name
        try:
            with archive.open(names[0]) as source, target.open("wb") as to:
                shutil.copyfileobj(source, to, 1 << 20)
        except RuntimeError as error:  # how zipfile says that a password is needed
            raise BadArgument(f"{path.name} cannot be unpacked: {error}") from error
    return target
