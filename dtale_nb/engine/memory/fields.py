"""Fields by number: the one check that every source makes first."""

from __future__ import annotations

from dtale_nb.errors import UnknownColumn


def check_number(number: int, n_columns: int, n_levels: int = 0) -> None:
    """Check that there is a field of this number.

    Raises:
        UnknownColumn: There is none.
    """
    if not -n_levels <= number < n_columns:
        columns = (
            f"{n_columns:,} columns, counted from 0" if n_columns else "no columns"
        )
        levels = f"; {n_levels} index levels, from -1 down" if n_levels else ""
        raise UnknownColumn(f"no field {number}", hint=f"there are {columns}{levels}")
