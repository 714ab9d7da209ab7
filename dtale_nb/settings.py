"""Settings: one frozen object, read once from where a user may write them.

A call wins over the environment (``DTALE_NB_HEIGHT=600``), which wins over the table
``[tool.dtale_nb]`` of the nearest ``pyproject.toml`` from the working folder upwards,
which wins over the user's own ``config.toml`` (`folders.user_folder`), which wins over
the defaults. Every value of every place is checked, also one that a stronger place
hides: a mistyped name is said where it stands instead of being without effect.

Only this module and ``notebook/address.py`` read ``os.environ``.
"""

from __future__ import annotations

import dataclasses
import math
import operator
import os
import reprlib
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dtale_nb import folders
from dtale_nb.errors import BadSetting, listed, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PREFIX = "DTALE_NB_"
"""What the names of environment variables begin with."""

TABLE = "dtale_nb"
"""The table below ``[tool]`` of a ``pyproject.toml``."""

URL_PARTS = ("{port}", "{base}", "{kernel}")
"""What a `Settings.url` may leave to be filled in."""


def _setting(default: Any, about: str, **limits: Any) -> Any:
    """A field with its description and the limits of its values.

    Args:
        default: The value when nobody says anything.
        about: One sentence for the table in the README.
        **limits: ``least`` and ``most`` (both included), ``choices``.
    """
    return dataclasses.field(default=default, metadata={"help": about, **limits})


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What a user may set. `dataclasses.replace` gives a changed one, checked again.

    Raises:
        BadSetting: A value is of the wrong type, out of range or not a choice.
    """

    height: int = _setting(
        420, "Most height of a viewer in a cell's output, px.", least=120, most=4000
    )
    show_types: tuple[str, ...] = _setting(
        ("DataFrame",),
        "Types shown as a viewer at the end of a cell; none: only `show` does it.",
        choices=("DataFrame", "Series"),
    )
    min_rows: int = _setting(
        0, "Frames with fewer rows stay plain at the end of a cell.", least=0
    )
    max_rows: int = _setting(
        0,
        "Frames with more rows stay plain; 0: no limit.",
        least=0,
    )
    static_rows: int = _setting(
        13, "Rows of the table that is saved in the notebook.", least=1, most=100
    )
    url: str = _setting(
        "",
        "Where the browser reaches the kernel's server, when it cannot be found: "
        "`http…`, `/…` or `{base}…`, with `{port}`, `{base}`, `{kernel}` filled in.",
    )
    idle_timeout: float = _setting(
        3600.0, "Seconds without a request until the server ends; 0: never.", least=0
    )
    keep_views: int = _setting(
        20, "Views made at the end of cells that are held, the last looked at.", least=1
    )
    keep_memory: int = _setting(
        4096, "MiB of frames that those views may hold together.", least=1
    )
    rows_share: float = _setting(
        0.25,
        "Part of a frame's size that the orders and filters found for a view may take; "
        "the least recently used go first.",
        least=0,
        most=10,
    )
    rows_memory: int = _setting(
        64, "MiB that they may take in any case.", least=0, most=2**20
    )
    summary_seconds: float = _setting(
        0.25,
        "Seconds of a processor that the exact summary of a column may take; what "
        "needs more is estimated from a sample and says so, until it is asked for.",
        least=0,
        most=3600,
    )
    threads: int = _setting(
        2, "Pieces of work done at a time beside your cells.", least=1, most=64
    )
    theme: str = _setting(
        "auto", "Colours; auto follows the page.", choices=("auto", "light", "dark")
    )
    language: str = _setting(
        "auto",
        "Words of the viewer; auto takes the browser's.",
        choices=("auto", "en", "de", "zh-Hans", "pt-BR"),
    )
    copy_limit: int = _setting(
        100_000, "Cells that one copy may take.", least=1, most=10_000_000
    )

    def __post_init__(self) -> None:
        """Check every value, and hold lists as tuples and whole seconds as floats."""
        for name, field in _fields().items():
            value = _checked(field, getattr(self, name), "the call")
            object.__setattr__(self, name, value)
        if 0 < self.max_rows < self.min_rows:
            raise BadSetting(
                f"max_rows is {self.max_rows:,}, below min_rows, {self.min_rows:,}",
                hint="no frame would be shown; show_types = [] says that plainly",
            )

    @classmethod
    def load(
        cls,
        environ: Mapping[str, str],
        directory: Path,
        home: Path,
        **call: object,
    ) -> Settings:
        """Read the settings that hold in a folder, for a user, for one call.

        Args:
            environ: The environment's variables.
            directory: The working folder, absolute.
            home: The user's home folder, absolute.
            **call: Values given in code; they win.

        Raises:
            BadSetting: A name is unknown or a value wrong, wherever it stands, or a
                file cannot be read.
        """
        values = {
            **_of_user_file(environ, home),
            **_of_project(directory, home),
            **_of_environment(environ),
            **_of_table(call, "the call"),
        }
        return cls(**values)

    @classmethod
    def from_environment(cls, **call: object) -> Settings:
        """Read the settings that hold for this process, here and now.

        Raises:
            BadSetting: As `load` does.
        """
        home = folders.home_folder()
        try:
            directory = Path.cwd()
        except OSError:  # the working folder was deleted
            directory = home
        return cls.load(os.environ, directory, home, **call)


def own_cache_folder() -> Path:
    """The folder of this user for what can be made again."""
    return folders.user_folder("cache", os.environ, folders.home_folder())


# Places


def _of_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    """The settings among environment variables, their texts read by field type."""
    found = {}
    for variable in environ:
        if not variable.startswith(PREFIX):
            continue
        place = f"the environment variable {variable}"
        field = _known(variable.removeprefix(PREFIX).lower(), place)
        try:
            value = _kind(field).of_text(environ[variable])
        except ValueError:
            raise _wrong_type(field, environ[variable], place) from None
        found[field.name] = _checked(field, value, place)
    return found


def _of_project(directory: Path, home: Path) -> dict[str, Any]:
    """The table of the nearest ``pyproject.toml`` from a folder upwards."""
    path = folders.nearest_file("pyproject.toml", directory)
    if path is None:
        return {}
    shown = folders.shown(path, home)
    tool = _read_toml(path, shown, about=TABLE).get("tool")
    table = tool.get(TABLE, {}) if isinstance(tool, dict) else {}
    place = f"[tool.{TABLE}] of {shown}"
    if not isinstance(table, dict):
        raise BadSetting(f"{place} is not a table", hint=f"write it as [tool.{TABLE}]")
    if "url" in table and folders.belongs_to_another(path):
        # The url is handed the viewer's secret. A folder that others may write to,
        # such as /tmp, must not be able to choose it for those who work below.
        raise BadSetting(
            f"url may not be set by {shown}, which belongs to another user",
            hint=f"set {PREFIX}URL, or url in your own config.toml",
        )
    return _of_table(table, place)


def _of_user_file(environ: Mapping[str, str], home: Path) -> dict[str, Any]:
    """The settings of the user's own ``config.toml``."""
    path = folders.user_folder("config", environ, home) / "config.toml"
    if not folders.is_file(path):
        return {}
    shown = folders.shown(path, home)
    return _of_table(_read_toml(path, shown), shown)


def _of_table(table: Mapping[str, object], place: str) -> dict[str, Any]:
    """Checked settings of one place."""
    return {
        name: _checked(_known(name, place), value, place)
        for name, value in table.items()
    }


def _read_toml(path: Path, shown: str, about: str = "") -> dict[str, Any]:
    """Read a TOML file.

    Args:
        path: The file.
        shown: How messages name it.
        about: A file without this word says nothing here: its syntax is not our
            business, and the many milliseconds that parsing a long one takes are saved.

    Raises:
        BadSetting: It cannot be opened or is not TOML.
    """
    try:
        text = path.read_text(encoding="utf-8")
        return _parsed(text) if about in text else {}
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise BadSetting(
            f"settings cannot be read from {shown}: {reason}",
            hint="mend the file, or take it away",
        ) from error


def _parsed(text: str) -> dict[str, Any]:
    """Parse TOML, by a reader that is imported only where there is some."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    return tomllib.loads(text)


# Values


@dataclass(frozen=True, slots=True)
class _Kind:
    """How values of one type are read and checked; both raise TypeError, ValueError."""

    word: str
    of_text: Callable[[str], object]
    of_value: Callable[[Any], object]


def _whole(value: Any) -> int:
    if isinstance(value, bool):
        raise TypeError
    return operator.index(value)


def _number(value: Any) -> float:
    if isinstance(value, (bool, str, bytes)):
        raise TypeError
    number = float(value)
    if not math.isfinite(number):
        raise ValueError
    return number


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)):
        raise TypeError
    return tuple(_text(one) for one in value)


def _comma_list(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split(",") if one.strip())


_KINDS = {
    "int": _Kind("a whole number", int, _whole),
    "float": _Kind("a finite number", float, _number),
    "str": _Kind("a text", str, _text),
    "tuple[str, ...]": _Kind("a list of texts", _comma_list, _texts),
}
"""By the annotation of the field, which is a text in this module."""

if TYPE_CHECKING:
    _Field = dataclasses.Field[Any]


def _fields() -> dict[str, _Field]:
    return {field.name: field for field in dataclasses.fields(Settings)}


def _kind(field: _Field) -> _Kind:
    return _KINDS[str(field.type)]


def _known(name: str, place: str) -> _Field:
    """The field of a name.

    Raises:
        BadSetting: There is none; says the nearest.
    """
    fields = _fields()
    if name in fields:
        return fields[name]
    near = nearest(name, fields)
    hint = f"did you mean {near!r}?" if near else f"settings: {listed(fields)}"
    raise BadSetting(f"no setting {name!r}, named in {place}", hint=hint)


def _wrong_type(field: _Field, value: object, place: str) -> BadSetting:
    return BadSetting(
        f"{field.name} in {place} is {reprlib.repr(value)}, not {_kind(field).word}",
        hint=f"the default is {field.default!r}",
    )


def _checked(field: _Field, value: object, place: str) -> Any:
    """A value in its own type and within its limits.

    Raises:
        BadSetting: It is neither; says where it stands.
    """
    try:
        value = _kind(field).of_value(value)
    except (TypeError, ValueError):
        raise _wrong_type(field, value, place) from None
    reason, hint = _out_of_limits(field, value)
    if reason:
        shown = reprlib.repr(value)
        raise BadSetting(f"{field.name} in {place} is {shown}, {reason}", hint=hint)
    return value


def _out_of_limits(field: _Field, value: Any) -> tuple[str, str]:
    """Why a value of the right type is refused, and a hint; two empty texts if not."""
    limits = field.metadata
    if "least" in limits and value < limits["least"]:
        return f"less than {limits['least']:,}", ""
    if "most" in limits and value > limits["most"]:
        return f"more than {limits['most']:,}", ""
    if "choices" in limits:
        for one in [value] if isinstance(value, str) else value:
            if one not in limits["choices"]:
                near = nearest(one, limits["choices"])
                hint = f"did you mean {near!r}?" if near else ""
                return f"not among {listed(limits['choices'])}", hint
    return _bad_url(value) if field.name == "url" and value else ("", "")


def _bad_url(template: str) -> tuple[str, str]:
    """Why a template cannot be an address, and a hint; two empty texts if it can."""
    if not template.startswith(("http://", "https://", "/", "{base}")):
        return "not an address", "it begins with http://, https://, / or {base}"
    rest = template
    for part in URL_PARTS:
        rest = rest.replace(part, "")
    if "{" in rest or "}" in rest:
        return "with braces around something else", f"known: {listed(URL_PARTS)}"
    return "", ""
