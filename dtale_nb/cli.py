"""The command line: ``dtale-nb demo`` and ``dtale-nb FILE``."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
import time
import webbrowser
from typing import TYPE_CHECKING

from dtale_nb._version import __version__
from dtale_nb.errors import BadArgument, DtaleNbError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

EXAMPLES = """\
examples:
  dtale-nb demo                       a million rows, in JupyterLab
  dtale-nb trades.parquet             a file
  dtale-nb https://example.org/a.csv  what an address answers

Read are CSV, TSV, Parquet, Feather, JSON, JSON lines and, where their reader
is installed, Excel and OpenDocument; also packed by gzip, bzip2, xz, zstandard
or zip. A file that is called demo is opened by ./demo.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: Those behind the command's name; None: of this process.

    Returns:
        0 when all went well, 2 when what was asked for cannot be done, 130 when it was
        interrupted before it began.
    """
    options = _parser().parse_args(arguments)
    try:
        if options.what == "demo":
            _demo(options)
        else:
            _open(options)
    except DtaleNbError as error:
        return _failed(error.message, error.hint)
    except OSError as error:
        return _failed(f"{error.filename or options.what}: {error.strerror or error}")
    except KeyboardInterrupt:
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    """What may be typed."""
    parser = argparse.ArgumentParser(
        prog="dtale-nb",
        description="Look at a dataframe in the browser.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "what", metavar="demo|FILE|ADDRESS", help="the demo, or what is to be opened"
    )
    parser.add_argument("--name", help="what the frame is called (its file's name)")
    parser.add_argument(
        "--port", type=_port, help="the port on 127.0.0.1 (one that is free)"
    )
    parser.add_argument(
        "--no-browser", action="store_true", help="print the address, open nothing"
    )
    parser.add_argument(
        "--encoding", help="of a CSV or TSV file, such as cp1252 (UTF-8)"
    )
    parser.add_argument(
        "--version", action="version", version=f"dtale-nb {__version__}"
    )
    return parser


def _port(text: str) -> int:
    """A port's number.

    Raises:
        argparse.ArgumentTypeError: It is none.
    """
    if not text.isdecimal() or not 1 <= int(text) <= 65_535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 65535")
    return int(text)


def _say(sentence: str) -> None:
    """Tell the reader; only addresses go to the standard output."""
    print(sentence, file=sys.stderr, flush=True)


def _failed(message: str, hint: str = "") -> int:
    """Say what cannot be done, and what to do about it."""
    _say(f"dtale-nb: {message}" + (f"\n  {hint}" if hint else ""))
    return 2


def _demo(options: argparse.Namespace) -> None:
    """Open the demo notebook in a JupyterLab until it or we are ended.

    Raises:
        DtaleNbError: JupyterLab is not installed or does not start.
    """
    for option in ("name", "encoding"):
        if getattr(options, option) is not None:
            raise BadArgument(f"--{option} is for files", hint="see dtale-nb --help")
    from dtale_nb.demo import folder, lab
    from dtale_nb.settings import own_cache_folder

    stop = _until_signal()
    notebook = folder.prepared(own_cache_folder(), _say)
    _say("Starting JupyterLab...")
    with lab.running(notebook, options.port, stop) as jupyter:
        _told(jupyter.url, webbrowser.open, opens=not options.no_browser)
        _wait(stop, lambda: jupyter.is_running)


def _open(options: argparse.Namespace) -> None:
    """Read a file and serve its view until Ctrl+C.

    Raises:
        DtaleNbError: It cannot be read, or the port is taken.
    """
    import dtale_nb
    from dtale_nb import files
    from dtale_nb.notebook import session as sessions

    began = time.monotonic()
    frame = files.read(options.what, encoding=options.encoding, say=_say)
    rows, columns = frame.shape
    took = time.monotonic() - began
    _say(f"{rows:,} rows × {columns:,} columns, read in {took:.1f} s")

    stop = _until_signal()
    # A page that is left open over night is still there in the morning.
    sessions.configure(dtale_nb.Settings.from_environment(idle_timeout=0))
    try:
        session = sessions.current()
        try:
            session.serve(options.port or 0)
        except OSError as error:
            raise BadArgument(
                f"port {options.port} cannot be taken: {error.strerror}",
                hint="leave --port out to have a free one",
            ) from error
        view = dtale_nb.show(frame, name=options.name or files.name_of(options.what))
        _told(view.url, lambda _: view.open_browser(), opens=not options.no_browser)
        _wait(stop, lambda: session.is_serving)
    finally:
        dtale_nb.shutdown()


def _told(url: str, opened: Callable[[str], bool], *, opens: bool) -> None:
    """Print an address and open it."""
    print(url, flush=True)
    if opens and not opened(url):
        _say("No browser could be opened; open the address in one.")
    _say("Ctrl+C ends it.")


def _until_signal() -> threading.Event:
    """An event that is set by Ctrl+C, SIGTERM or the end of the terminal.

    Untreated, they would leave JupyterLab or a socket behind. What is ignored, by nohup
    or a shell's background, stays ignored.
    """
    stop = threading.Event()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, lambda *_: stop.set())
    return stop


def _wait(stop: threading.Event, goes_on: Callable[[], bool]) -> None:
    """Wait until we are told to end, or there is nothing to wait for."""
    while goes_on() and not stop.wait(0.3):
        pass
