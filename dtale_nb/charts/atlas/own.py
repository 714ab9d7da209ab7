"""Shapes of the reader's own: a GeoJSON file beside the notebook."""

from __future__ import annotations

import json
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dtale_nb.charts.atlas import Atlas, plain_name
from dtale_nb.errors import BadArgument

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SUFFIXES = (".geojson", ".json")
LARGEST = 4 * 1024 * 1024
"""Bytes of a file: the page is sent all of it with each figure."""


def own_shapes(name: str) -> dict[str, Any]:
    """Read a file, which has to lie in the kernel's folder or below.

    Raises:
        BadArgument: It does not, or is no collection of features.
    """
    folder = Path.cwd().resolve()
    path = (folder / name).resolve()
    is_ours = path.is_relative_to(folder) and path.suffix.lower() in SUFFIXES
    if not is_ours or not path.is_file():
        raise BadArgument(
            f"no GeoJSON file {name!r:.80} in the kernel's folder",
            hint="a path below it that ends in .geojson or .json",
        )
    state = path.stat()
    if state.st_size > LARGEST:
        raise BadArgument(
            f"{name!r:.80} holds {state.st_size:,} bytes",
            hint=f"up to {LARGEST:,}; simplify its shapes",
        )
    return _read(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=4)
def _read(path: Path, changed: int, size: int) -> dict[str, Any]:
    del changed, size  # another file by the same name
    try:
        told = json.loads(path.read_text("utf-8"))
    except (ValueError, RecursionError):
        told = None
    features = told.get("features") if isinstance(told, dict) else None
    if not isinstance(features, list) or not all(
        isinstance(each, dict) and isinstance(each.get("geometry"), dict)
        for each in features
    ):
        raise BadArgument(f"{path.name!r:.80} is no GeoJSON FeatureCollection")
    try:
        return turned(dict(told))
    except (AttributeError, IndexError, KeyError, TypeError):
        raise BadArgument(
            f"{path.name!r:.80} is no GeoJSON FeatureCollection"
        ) from None


def turned(shapes: dict[str, Any]) -> dict[str, Any]:
    """Have outlines run clockwise and holes the other way, in place.

    RFC 7946 has it the other way round, which plotly.js takes for all the world but
    them. The function is written into scripts as it is.
    """
    for feature in shapes["features"]:
        geometry = feature["geometry"]
        polygons = geometry["coordinates"] if "Polygon" in geometry["type"] else []
        for polygon in [polygons] if geometry["type"] == "Polygon" else polygons:
            for at, ring in enumerate(polygon):
                area = 0.0
                for one, (x, y, *_) in enumerate(ring[1:]):
                    area += ring[one][0] * y - x * ring[one][1]
                if (area > 0) == (at == 0):
                    ring.reverse()
    return shapes


def own_atlas(name: str, texts: Iterable[str]) -> Atlas:
    """The places of a file, called by what most of some texts name.

    Raises:
        BadArgument: The file cannot be read.
    """
    features = own_shapes(name)["features"]
    wanted = {plain_name(text) for text in texts}
    hits: Counter[str] = Counter({"id": 0})
    for each in features:
        hits.update(key for key, name in _names(each) if plain_name(name) in wanted)
    key = hits.most_common(1)[0][0]
    found = [dict(_names(each)).get(key) for each in features]
    called = [name for name in found if name is not None]
    codes = {plain_name(name): name for name in reversed(called)}
    titles = {name: name for name in called}
    return Atlas("geojson-id", "world", titles, codes, frozenset(called), name, key)


def _names(feature: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What may name a feature, each with plotly's key for it."""
    properties = feature.get("properties")
    parts = {"id": feature.get("id")}
    for name, value in (properties if isinstance(properties, dict) else {}).items():
        parts[f"properties.{name}"] = value
    for key, value in parts.items():
        if isinstance(value, str | int) and not isinstance(value, bool):
            yield key, str(value)
