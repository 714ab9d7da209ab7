"""Makes the machine ready and runs the tests: what `bash tests/run` does after bash.

Needs only the standard library, of Python 3.9 or newer.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import environments
import interpreters
import matrix
import system

CHECKOUT = Path(__file__).resolve().parents[2]
OLDEST_TESTS = ("tests/unit", "tests/http", "tests/kernel")
FRONT_TESTS = ("tests/browser", "tests/hub")
"""What runs in a lane of its own, beside all others: it waits for pages, not for us."""


def say(text: str) -> None:
    print(f"[tests/run] {text}", flush=True)


def make_ready(ci: bool) -> environments.Shelf:
    """Install what is missing: packages of the system, of npm, and environments.

    Args:
        ci: Whether a missing part is an error rather than a skipped test.

    Returns:
        The environments, by name.
    """
    started = time.monotonic()
    found = interpreters.find()
    for version, interpreter in sorted(found.items()):
        say(f"Python {version}: {interpreter}")
    shelf = environments.Shelf(CHECKOUT, found)
    with ThreadPoolExecutor(max_workers=3) as pool:
        debian = pool.submit(system.install_debian_packages, say)
        names = [pool.submit(shelf.make, name, say) for name in environments.NAMES]
        for name in names:
            name.result()
        debian.result()
    system.install_npm_packages(CHECKOUT, say)
    if ci:
        shelf.insist()
    say(f"ready after {time.monotonic() - started:.0f} s")
    return shelf


def run_pytest(
    shelf: environments.Shelf, name: str, arguments: list[str], lane: str = ""
) -> int:
    """Run pytest in one environment; its exit status, 5 ("no tests") included.

    Args:
        shelf: The environments.
        name: Which of them.
        arguments: What pytest is told.
        lane: Put before each line where several run at a time.
    """
    python = shelf.folder(name) / "bin" / "python"
    command = [str(python), "-m", "pytest", *arguments]
    say(f"{name}: pytest {' '.join(arguments)}")
    with subprocess.Popen(
        command,
        cwd=CHECKOUT,
        env=shelf.environ(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if lane else None,
        stderr=subprocess.STDOUT if lane else None,
    ) as running:
        for line in running.stdout or ():
            text = line.decode(errors="replace").rstrip()
            print(f"[{lane}] {text}", flush=True)
    return running.returncode


def run_all(shelf: environments.Shelf) -> list[int]:
    """Run every test there is, in two lanes at a time; their exit statuses."""
    folders = sorted(f"tests/{path.name}" for path in (CHECKOUT / "tests").iterdir())
    there = [folder for folder in folders if any_tests(CHECKOUT / folder)]
    front = [folder for folder in there if folder in FRONT_TESTS]
    rest = [folder for folder in there if folder not in FRONT_TESTS]
    oldest = [folder for folder in rest if folder in OLDEST_TESTS]
    with ThreadPoolExecutor(max_workers=1) as pool:
        pages = pool.submit(run_pytest, shelf, "new", front, "pages")
        statuses = [
            run_pytest(shelf, "oldest", oldest, "oldest"),
            run_pytest(shelf, "new", rest, "newest"),
        ]
        return [*statuses, pages.result()]


def main(arguments: list[str]) -> int:
    ci = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
    only = None
    if arguments[:1] == ["--in"]:
        only, arguments = arguments[1], arguments[2:]
    if arguments[:1] == ["--matrix"]:
        shelf = environments.Shelf(CHECKOUT, interpreters.find(matrix.PYTHONS))
        return max(matrix.run_matrix(shelf, arguments[1:], say), default=0)
    shelf = make_ready(ci)
    if arguments[:1] == ["--setup-only"]:
        return 0
    if only:
        everything = [*OLDEST_TESTS] if only == "oldest" else ["tests"]
        return run_pytest(shelf, only, arguments or everything)
    if arguments:
        return run_pytest(shelf, "new", arguments)
    return next((status for status in run_all(shelf) if status), 0)


def any_tests(folder: Path) -> bool:
    return any(folder.glob("**/test_*.py"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
