"""A view as a file: one format is one module, which registers itself.

Files are written in chunks of rows, so that memory stays flat however large a view is.
"""

from dtale_nb.engine.export import delimited, excel, jsonlines, parquet
from dtale_nb.engine.export.formats import FORMATS, Format, format_of
from dtale_nb.engine.export.spool import Download, Spool

__all__ = [
    "FORMATS",
    "Download",
    "Format",
    "Spool",
    "delimited",
    "excel",
    "format_of",
    "jsonlines",
    "parquet",
]
