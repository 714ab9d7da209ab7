"""Files that are being made or fetched: in the system's temporary folder, without name.

A file has no name that anybody could open (on Windows one that goes when it is closed),
is readable by this user only, and is gone when it was fetched, when its page or the
kernel ends, or when nobody has asked for it for `LEASE` seconds.
"""

from __future__ import annotations

import secrets
import tempfile
import threading
import time
from typing import IO, TYPE_CHECKING, Any, cast

from dtale_nb.errors import ExportFailed, NotFound

if TYPE_CHECKING:
    from typing import BinaryIO

    from dtale_nb.engine.export.formats import Cut, Format
    from dtale_nb.engine.jobs import Job
    from dtale_nb.engine.views import FrameView

LEASE = 600.0
"""Seconds after which a file that nobody fetches goes."""


class Download:
    """One file. Every method may be called from any thread.

    Args:
        kind: Its format.
        cut: What it holds.
    """

    def __init__(self, kind: Format, cut: Cut) -> None:
        self.id = secrets.token_urlsafe(12)
        self.format = kind
        self.job: Job[None] | None = None
        self.asked = time.monotonic()
        self._cut = cut
        self._file: IO[bytes]
        self._file = tempfile.TemporaryFile(prefix="dtale_nb-")  # noqa: SIM115 - `close`
        self._lock = threading.Lock()
        self._ready = 0

    @property
    def ready(self) -> int:
        """Bytes that can be fetched."""
        return self._ready

    @property
    def is_done(self) -> bool:
        """Whether all of it can be fetched.

        Raises:
            Cancelled: Nobody wanted it any more.
            DtaleNbError: It could not be made.
        """
        job = self.job
        if job is None or not job.has_ended:
            return False
        job.result()
        return True

    def make(self) -> None:
        """Write the file; runs in a job.

        Raises:
            Cancelled: Nobody wants it any more.
            ExportFailed: It could not be made.
        """
        try:
            into = self if self.format.grows else self._file
            self.format.write(self._cut, cast("BinaryIO", into))
            with self._lock:
                self._file.flush()
                self._ready = self._file.seek(0, 2)
        except OSError as error:
            raise ExportFailed(
                f"the file could not be written: {error.strerror}",
                hint="the kernel's temporary folder may be full",
            ) from error

    def write(self, data: bytes) -> int:
        """Write on; what is written can be fetched at once."""
        with self._lock:
            self._file.seek(0, 2)
            self._file.write(data)
            self._ready += len(data)
        return len(data)

    def read(self, offset: int, size: int) -> bytes:
        """Some of what is ready; less at the end."""
        self.asked = time.monotonic()
        with self._lock:
            self._file.seek(offset)
            return self._file.read(max(0, min(size, self._ready - offset)))

    def close(self) -> None:
        """Stop making it and let it go."""
        if self.job is not None:
            self.job.cancel()
            self.job.wait(5.0)
        with self._lock:
            self._file.close()


class Spool:
    """The files of all views. Every method may be called from any thread."""

    def __init__(self) -> None:
        self._files: dict[str, Download] = {}
        self._lock = threading.Lock()

    def begin(self, view: FrameView, kind: Format, cut: Cut) -> Download:
        """Begin to make a file, in the place of the one that the view is making.

        Raises:
            ExportFailed: The format cannot hold this, or cannot be written here.
        """
        why = kind.why_not()
        if why:
            raise ExportFailed(f"{kind.label} files cannot be made here", hint=why)
        kind.check(cut)
        made = Download(kind, cut)
        with self._lock:
            old = [one for one in self._files.values() if self._is_old(one)]
            for one in old:
                del self._files[one.id]
            self._files[made.id] = made
        for one in old:
            one.close()
        what = f"writing {kind.label}"
        made.job = view.work.start("export", made.id, made.make, what=what)
        return made

    def find(self, key: str) -> Download:
        """The file of this id.

        Raises:
            NotFound: There is none, or no more.
        """
        with self._lock:
            found = self._files.get(key)
        if found is None:
            raise NotFound("this file is not there any more", hint="begin again")
        found.asked = time.monotonic()
        return found

    def end(self, key: str) -> None:
        """Let a file go; one that is gone already is left at that."""
        with self._lock:
            found = self._files.pop(key, None)
        if found is not None:
            found.close()

    @staticmethod
    def _is_old(one: Download) -> bool:
        return time.monotonic() - one.asked > LEASE


def described(kind: Format) -> dict[str, Any]:
    """What a page tells of a format."""
    return {"name": kind.name, "label": kind.label, "why_not": kind.why_not()}
