"""What a format of files is, and those there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from dtale_nb.engine.jobs import checkpoint, progress
from dtale_nb.engine.kinds import Mark
from dtale_nb.engine.source import WHOLE
from dtale_nb.engine.texts import time_limit
from dtale_nb.errors import BadArgument, ExportFailed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import BinaryIO

    from dtale_nb.engine.source import Cells, Field, Rows, Source

CELLS = 200_000
"""Cells of a chunk."""

LONGEST = 100 * WHOLE
"""Characters of a cell's text in a file."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What of a frame goes into a file.

    Attributes:
        source: The frame.
        rows: Its rows, in the order shown.
        numbers: Its columns, in the order shown.
        index: Whether the index goes along.
        header: Whether the first row tells the names, where a format can do without.
    """

    source: Source
    rows: Rows
    numbers: Sequence[int]
    index: bool = True
    header: bool = True

    @property
    def fields(self) -> list[Field]:
        """Index levels and columns, in the order written."""
        levels = range(self.source.n_levels) if self.index else ()
        numbers = [*(~level for level in levels), *self.numbers]
        return [self.source.field(number) for number in numbers]

    def names(self) -> list[str]:
        """The names of `fields`; several levels of a label are joined."""
        return [" / ".join(field.label) for field in self.fields]

    def names_apart(self) -> list[str]:
        """The same for formats whose names differ: ``a``, ``a.1``, as pandas reads."""
        return apart(
            [
                name or ("index" if field.number < 0 else "")
                for field, name in zip(self.fields, self.names(), strict=True)
            ]
        )

    def chunks(self) -> Iterator[Rows]:
        """The rows, some at a time; tells how far that is.

        Raises:
            Cancelled: Nobody wants the file any more.
        """
        step = max(1, CELLS // max(1, len(self.numbers)))
        for at in range(0, len(self.rows), step):
            progress(at / len(self.rows))
            yield self.rows[at : at + step]

    def texts(self, rows: Rows) -> Iterator[tuple[Field, Cells]]:
        """Every field with the exact texts of some rows.

        Raises:
            Cancelled: Nobody wants the file any more.
            ExportFailed: A text is too long for a file.
        """
        with time_limit(PATIENCE, one=PATIENCE_FOR_ONE):
            for field in self.fields:
                checkpoint()
                cells = self.source.cells(field.number, rows, LONGEST)
                if Mark.CUT in cells.marks.values():
                    raise ExportFailed(
                        f"a text in {' / '.join(field.label)!r:.60} is longer than"
                        f" {LONGEST:,} characters, or nested too deep",
                        hint="hide that column",
                    )
                yield field, cells


def apart(names: Iterable[str]) -> list[str]:
    """Names that differ from each other: ``a``, ``a.1``."""
    told: dict[str, None] = {}
    for name in names:
        new, count = name, 0
        while new in told:
            count += 1
            new = f"{name}.{count}"
        told[new] = None
    return list(told)


PATIENCE = 60.0
"""Seconds that code of the user's own classes may take to write one chunk, ..."""

PATIENCE_FOR_ONE = 10.0
"""... and one value of it; the file says `<repr skipped: too slow>` of one slower."""


class Format:
    """One format of files.

    Attributes:
        name: Its word in the API.
        suffix: The end of a file's name.
        mimetype: Its media type.
        grows: Whether what is written of a file stays as it is.
        label: What it is called.
    """

    name: ClassVar[str]
    suffix: ClassVar[str]
    mimetype: ClassVar[str]
    label: ClassVar[str]
    grows: ClassVar[bool] = True

    def why_not(self) -> str:
        """Why files of this format can't be made here; empty where they can."""
        return ""

    def check(self, cut: Cut) -> None:
        """Check that a file of this format can hold what it should.

        Raises:
            ExportFailed: It cannot.
        """

    def write(self, cut: Cut, file: BinaryIO) -> None:
        """Write a file, chunk by chunk.

        Raises:
            Cancelled: Nobody wants it any more.
            ExportFailed: It cannot hold what it should.
        """
        raise NotImplementedError


FORMATS: dict[str, Format] = {}


def register(cls: type[Format]) -> type[Format]:
    """Offer a format."""
    FORMATS[cls.name] = cls()
    return cls


def format_of(name: Any) -> Format:
    """The format of this name.

    Raises:
        BadArgument: There is none.
    """
    found = FORMATS.get(name) if isinstance(name, str) else None
    if found is None:
        raise BadArgument(f"no format {name!r:.40}", hint=", ".join(FORMATS))
    return found
