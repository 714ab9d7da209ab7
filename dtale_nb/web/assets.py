"""The viewer's files, joined for the first view, named by their content, sent once.

The browser's side is written as small ES modules. Fetching thirty of them costs more
than the rest of the first view together, so what the first view needs is joined into
one ``viewer.js``: `main.js` and all it imports, in the order of their dependence; and
so are what follows its first rows at once, what selects and copies, what follows on
every page, what the first touch loads beside, and what it makes ready (`JOINS`). This
is no bundler: our modules keep to a simple style (named imports and exports that start
a line, no default export, no renaming, no name twice, no text over several lines),
which `tests/viewer` and `joined` hold them to, so that joining is leaving out lines.

Panels are loaded on use, as single modules; what they import from joined modules comes
from the joined file, which exports what they ask for.

Every file is served below the hash of all contents, immutable.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from dtale_nb.errors import NotFound
from dtale_nb.packing import ONCE, coding_of, packed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

bp = Blueprint("assets", __name__)

JOINED = "viewer.js"
"""The file that holds `main.js` and all it imports."""

JOINS = {
    JOINED: ("main.js",),
    "begin.js": ("begin.js",),
    "selecting.js": ("panels/selecting.js",),
    "after.js": ("panels/after.js", "panels/pictures.js", "panels/tongue.js"),
    "actions.js": ("panels/actions.js", "panels/gather.js"),
    "menus.js": ("panels/menus.js",),
    "search.js": ("panels/search.js",),
}
"""Joined file -> the modules that it begins with; earlier files are there already."""

THEME = "theme.js"
"""The module that stands in the page's head, run before the first paint."""

START = "start.js"
"""The module that stands at the page's end and loads the joined file."""

STYLES = ("css/tokens.css", "css/frame.css", "css/grid.css")
"""The first view's styles, in the page itself."""

STYLE_JOINS = {"panels.css": ("css/panels.css", "css/forms.css")}
"""Joined stylesheet -> its parts, in the order in which they hold."""

_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[\w./-]+)";\n', re.MULTILINE)
_LATE_IMPORT = re.compile(r'import\("(\.[\w./-]+)"\)')
_TOP = re.compile(
    r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE
)
_EXPORT = re.compile(
    r"^export (?=(?:async )?(?:function|const|class) (\w+))", re.MULTILINE
)
_BLOCK_COMMENT = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n?", re.MULTILINE | re.DOTALL)
_CAST = re.compile(r"/\*\* @type \{.*?\} \*/ ?")
_LINE_COMMENT = re.compile(r"^[ \t]*//[^\n]*\n", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+|\n(?=\n)", re.MULTILINE)
_LITERAL = re.compile(
    r"""(//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'"""
    r"""|`(?:\\.|\$\{(?:[^`{}]|`(?:\\.|[^`\\])*`)*\}|[^`\\$]|\$(?!\{))*`"""
    r"""|/(?![*/ =])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+/[a-z]*)"""
)
_LINE_END = re.compile(r" *\n(?=[})\]])|(?<=[{(\[;,]) *\n")
_LAST_COMMA = re.compile(r",(?=[)\]}])")
_AROUND = re.compile(r" ?([{}()\[\];,:?=<>!&|*%^~/]+) ?")
_SIGN = re.compile(r"(?<![+-]) ([+-]=?) ?(?![+-])")
_GOES_ON = re.compile(r"\n(?=[?:.&|])|(?<=[?:.&|=>)}])\n")
_LAST_SEMICOLON = re.compile(r";(?=\})")
_LONE_ARGUMENT = re.compile(r"(?<!\w)\((\w+)\)(?==>)")


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent.

    Attributes:
        plain: Its bytes.
        mimetype: Its Content-Type.
    """

    plain: bytes
    mimetype: str


@dataclass(frozen=True, slots=True)
class Assets:
    """All files of the viewer.

    Attributes:
        digest: Names this content.
        files: Flat file name -> file.
        style: The first view's styles, to stand in the page.
        theme: The script that stands in the page's head.
        start: The script that stands at its end.
    """

    digest: str
    files: Mapping[str, Asset]
    style: str
    theme: str
    start: str


@bp.get("/assets/<digest>/<name>")
def asset(digest: str, name: str) -> Response:
    """One file, which never changes below this address."""
    ours = viewer_assets()
    found = ours.files.get(name)
    if found is None or digest != ours.digest:
        raise NotFound("no such file of the viewer", hint="load the page again")
    coding = coding_of(request.headers.get("Accept-Encoding", ""))
    response = Response(packed_asset(name, coding))
    response.headers["Content-Type"] = found.mimetype
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    response.vary.add("Accept-Encoding")
    if coding:
        response.headers["Content-Encoding"] = coding
    return response


@cache
def packed_asset(name: str, coding: str) -> bytes:
    """One file as it is sent, packed once a process."""
    return packed(viewer_assets().files[name].plain, coding, ONCE)


@cache
def viewer_assets() -> Assets:
    """The viewer's files, read and joined once a process."""
    return gathered(resources.files("dtale_nb").joinpath("viewer"))


def tokens() -> str:
    """The viewer's colours and faces, for other pages of ours."""
    folder = resources.files("dtale_nb").joinpath("viewer")
    return stripped_style(folder.joinpath(STYLES[0]).read_text("utf-8"))


def gathered(folder: Traversable) -> Assets:
    """Read and join the files of a viewer's folder."""
    sources = _sources(folder)
    places: dict[str, str] = {}
    for file, starts in JOINS.items():
        for name in import_order(sources, *starts):
            places.setdefault(name, file)
    files = {
        file: joined(sources, [name for name in places if places[name] == file], places)
        for file in JOINS
    }
    files |= {
        file: "".join(stripped_style(sources[part]) for part in parts)
        for file, parts in STYLE_JOINS.items()
    }
    alone = set(sources).difference(STYLES, *STYLE_JOINS.values())
    for name in sorted(alone):
        if name.endswith(".js") and name not in {*places, THEME, START}:
            files[_flat(name)] = joined(sources, [name], places)
        elif name.endswith(".css"):
            files[_flat(name)] = stripped_style(sources[name])
    style = "".join(stripped_style(sources[name]) for name in STYLES)
    theme, start = stripped(sources[THEME]), stripped(sources[START])
    digest = hashlib.sha256("\0".join([style, theme, start, *files.values()]).encode())
    return Assets(
        digest=digest.hexdigest()[:16],
        files={name: _asset(name, text) for name, text in files.items()},
        style=style,
        theme=theme,
        start=start,
    )


def import_order(sources: Mapping[str, str], *starts: str) -> list[str]:
    """Some modules and all they import, each after what it needs.

    Raises:
        ValueError: Modules import one another in a circle.
    """
    order: list[str] = []
    for start in starts:
        _visit(sources, start, order, [])
    return order


def _visit(
    sources: Mapping[str, str], name: str, order: list[str], path: list[str]
) -> None:
    if name in path:
        raise ValueError(f"a circle of imports: {' -> '.join([*path, name])}")
    if name in order:
        return
    for match in _IMPORT.finditer(sources[name]):
        _visit(sources, _resolved(name, match[2]), order, [*path, name])
    order.append(name)


def joined(
    sources: Mapping[str, str], order: list[str], places: Mapping[str, str]
) -> str:
    """One module out of several, in this order, with what others take of them.

    Args:
        sources: Path below the viewer's folder -> text.
        order: The modules that are joined.
        places: Module -> the joined file that holds it; the others stand alone.

    Raises:
        ValueError: Two modules have the same name on their top floor, or one has a name
            that another takes from elsewhere.
    """
    asked = _asked_from_outside(sources, order)
    names: list[str] = []
    exports: list[str] = []
    wanted: dict[str, set[str]] = {}
    parts: list[str] = []
    for name in order:
        text = sources[name]
        for match in _IMPORT.finditer(text):
            target = _resolved(name, match[2])
            if target not in order:
                file = places.get(target, _flat(target))
                wanted.setdefault(file, set()).update(
                    match[1].replace(",", " ").split()
                )
        text = _IMPORT.sub("", _with_late_imports(text, name, places))
        names += _TOP.findall(text)
        exports += [each for each in _EXPORT.findall(text) if each in asked]
        parts.append(stripped(_EXPORT.sub("", text)))
    names += [name for taken in wanted.values() for name in taken]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"in two of the joined modules: {', '.join(twice)}")
    imports = [
        f'import {{ {", ".join(sorted(taken))} }} from "./{file}";\n'
        for file, taken in sorted(wanted.items())
    ]
    return "".join([*imports, *parts, f"export{{{','.join(exports)}}};\n"])


def _asked_from_outside(sources: Mapping[str, str], order: list[str]) -> set[str]:
    """Names that other modules than these import from these, at once or late."""
    asked: set[str] = set()
    for importer, text in sources.items():
        at_once, late = _imports(text)
        for names, path in at_once:
            if importer not in order and _resolved(importer, path) in order:
                asked.update(names)
        for path in late:
            target = _resolved(importer, path)
            if target in order:
                asked.update(_EXPORT.findall(sources[target]))
    return asked


@cache
def _imports(text: str) -> tuple[list[tuple[list[str], str]], list[str]]:
    """What a module imports: names and path of each import, and paths of late ones.

    Kept, since each joined file asks it of all modules.
    """
    at_once = [
        (match[1].replace(",", " ").split(), match[2])
        for match in _IMPORT.finditer(text)
    ]
    return at_once, _LATE_IMPORT.findall(text)


def _with_late_imports(text: str, importer: str, places: Mapping[str, str]) -> str:
    """A module's text whose late imports name the files as they are sent."""

    def file_of(match: re.Match[str]) -> str:
        target = _resolved(importer, match[1])
        return f'import("./{places.get(target, _flat(target))}")'

    return _LATE_IMPORT.sub(file_of, text)


def stripped(text: str) -> str:
    """A script without comment lines, casts, and blanks that say nothing.

    Texts, templates and patterns stay as they are. They are told from code by the form
    that Biome gives to it: a division has blanks on both sides, a statement ends with a
    semicolon or brace.

    Raises:
        ValueError: Some text could not be told from code.
    """
    text = _without(text, _BLOCK_COMMENT, _CAST, _LINE_COMMENT, _INDENT)
    text = _LITERAL.sub(lambda part: "" if part[0].startswith("//") else part[0], text)
    parts = _LITERAL.split(text)
    if any(mark in code for code in parts[::2] for mark in "\"'`"):
        raise ValueError("a text that begins or ends where it should not")
    parts[::2] = [_tightened(code) for code in parts[::2]]
    return "".join(parts)


def _tightened(code: str) -> str:
    """Code between texts and patterns, without what a browser does not need."""
    code = _AROUND.sub(r"\1", _LINE_END.sub("", code))
    code = _without(code, _LAST_COMMA, _LAST_SEMICOLON, _GOES_ON)
    return _LONE_ARGUMENT.sub(r"\1", _SIGN.sub(r"\1", code))


def stripped_style(text: str) -> str:
    """A stylesheet without comments, indentation and empty lines."""
    text = _without(text, _BLOCK_COMMENT, _INDENT)
    return re.sub(r"\s*([{};,])\s*|(:) ", r"\1\2", text)


def _without(text: str, *patterns: re.Pattern[str]) -> str:
    for pattern in patterns:
        text = pattern.sub("", text)
    return text.lstrip("\n")


def _sources(folder: Traversable, below: str = "") -> dict[str, str]:
    """Relative path -> text of all scripts and styles, recursively."""
    found: dict[str, str] = {}
    for entry in folder.iterdir():
        if entry.is_dir():
            found |= _sources(entry, f"{below}{entry.name}/")
        elif entry.name.endswith(tuple(_TYPES)):
            found[below + entry.name] = entry.read_text("utf-8")
    return found


def _resolved(importer: str, target: str) -> str:
    """The path of an imported module below the viewer's folder."""
    parts = importer.split("/")[:-1]
    for part in target.split("/"):
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _flat(name: str) -> str:
    return name.rsplit("/", 1)[-1]


def _asset(name: str, text: str) -> Asset:
    return Asset(text.encode(), _TYPES[name[name.rindex(".") :]])
