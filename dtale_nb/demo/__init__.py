"""The demo: a frame of trades made up here, and a notebook that shows it."""

from dtale_nb.demo.frame import trades

__all__ = ["trades"]
