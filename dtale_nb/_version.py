"""The version of dtale_nb, the one place it is written."""

__version__ = "0.1.0"
