"""Installs the programs that tests drive: browsers, nftables, node and its packages."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

DEBIAN = {
    "chromium": "chromium",
    "firefox-esr": "firefox-esr",
    "soffice": "libreoffice-calc-nogui",
    "nft": "nftables",
    "ip": "iproute2",
    "node": "nodejs",
    "npm": "npm",
    "git": "git",
}
"""Program -> Debian package. nft and ip serve the one-port pod."""

SBIN = ("/usr/local/sbin", "/usr/sbin", "/sbin")
CHP = "configurable-http-proxy@^5"


def missing() -> list[str]:
    path = os.pathsep.join([os.environ.get("PATH", ""), *SBIN])
    return [
        package
        for program, package in DEBIAN.items()
        if not shutil.which(program, path=path)
    ]


def install_debian_packages(say: Callable[[str], None]) -> None:
    """Install missing Debian packages as root or by sudo, or say what is missing."""
    packages = missing()
    if not packages:
        return
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages]
    say(f"apt-get install {' '.join(packages)}")
    try:
        for command in (["apt-get", "update", "-qq"], install):
            subprocess.run(
                [*prefix, *command], env=environ, check=True, stdout=subprocess.DEVNULL
            )
    except (OSError, subprocess.CalledProcessError):
        say(f"could not install {' '.join(packages)}: tests that need them are skipped")


def install_npm_packages(checkout: Path, say: Callable[[str], None]) -> None:
    """Put configurable-http-proxy below .envs/node, the viewer's tools beside them."""
    if not shutil.which("npm"):
        say("no npm: Hub tests and the viewer's own tests are skipped")
        return
    node = checkout / ".envs" / "node"
    if not (node / "node_modules/.bin/configurable-http-proxy").exists():
        say(f"npm install {CHP}")
        node.mkdir(parents=True, exist_ok=True)
        (node / "package.json").write_text('{"private": true}\n')
        npm(node, "install", "--silent", "--no-save", CHP)
    viewer = checkout / "tests" / "viewer"
    if not (viewer / "package.json").exists():
        return
    declared = (viewer / "package.json").read_text()
    stamp = viewer / "node_modules" / ".made-from"
    if not stamp.exists() or stamp.read_text() != declared:
        say("npm ci in tests/viewer")
        npm(viewer, "ci", "--silent", "--no-audit", "--no-fund")
        stamp.write_text(declared)


def npm(folder: Path, *arguments: str) -> None:
    subprocess.run(["npm", *arguments], cwd=folder, check=True)
