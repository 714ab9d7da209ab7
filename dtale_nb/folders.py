"""Where a user's files stand, and what may be said of them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = "dtale_nb"
"""The folder of this package below the user's folders."""


def user_folder(
    purpose: str,
    environ: Mapping[str, str],
    home: Path,
    platform: str = sys.platform,
) -> Path:
    """The user's folder for this package's files of one purpose.

    The rule of platformdirs (``user_config_dir(roaming=True)``, ``user_cache_dir``),
    which follows the XDG Base Directory Specification, Apple's File System Programming
    Guide and Windows' known folders; too small to be worth a dependency.

    Args:
        purpose: ``config`` or ``cache``.
        environ: The environment's variables.
        home: The user's home folder.
        platform: As `sys.platform`.
    """
    variable, default = {
        ("win32", "config"): ("APPDATA", "AppData/Roaming"),
        ("win32", "cache"): ("LOCALAPPDATA", "AppData/Local"),
        ("darwin", "config"): ("", "Library/Application Support"),
        ("darwin", "cache"): ("", "Library/Caches"),
    }.get((platform, purpose), (f"XDG_{purpose.upper()}_HOME", f".{purpose}"))
    named = Path(environ.get(variable, ""))
    # The XDG specification: a path that is not absolute is invalid and to be ignored.
    return (named if named.is_absolute() else home / default) / NAME


def home_folder() -> Path:
    """The user's home, or the root where an account has none."""
    try:
        return Path.home()
    except RuntimeError:
        return Path(os.sep)


def nearest_file(name: str, directory: Path) -> Path | None:
    """The file of this name in a folder or the nearest folder above it.

    Args:
        name: A file's name.
        directory: Where to begin; absolute.
    """
    paths = [folder / name for folder in (directory, *directory.parents)]
    return next((path for path in paths if is_file(path)), None)


def is_file(path: Path) -> bool:
    """Whether a file stands there that this user can see."""
    try:
        return path.is_file()
    except OSError:  # a folder on the way that this user may not look into
        return False


def belongs_to_another(path: Path) -> bool:
    """Whether a file belongs to neither this user nor root; on POSIX only."""
    if sys.platform == "win32":
        return False
    return path.stat().st_uid not in {os.getuid(), 0}


def shown(path: Path, home: Path) -> str:
    """A path as a message names it: the user's name is nobody's business."""
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
