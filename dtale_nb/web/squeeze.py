"""Widths of what stays in sight, in a window that may be too narrow for it.

`Columns.fit` in ``viewer/grid/columns.js`` leaves some of the window to what scrolls.
The server does not know the window: it writes the same as CSS, so that the first paint
is as the script then has it.
"""

from __future__ import annotations

from dataclasses import dataclass

SHARE = 40
ROOM = 160
"""What scrolls has so many hundredths of the window, or px, if it needs them."""

NARROWEST = 256
"""Px of the narrowest window: a page of 1,280 at 400% zoom."""

SURE = NARROWEST * (100 - SHARE) // 100
"""What stays has so many px in every window."""


@dataclass(frozen=True, slots=True)
class Squeeze:
    """How wide what stays in sight is.

    Attributes:
        wanted: Px of it, where there is room.
        scrolled: Px of what scrolls; may be less than it is from `ROOM` on.
    """

    wanted: int
    scrolled: int

    @property
    def may_be(self) -> bool:
        """Whether some window is too narrow."""
        return self.wanted > SURE

    @property
    def room(self) -> str:
        """What the window has for it, as CSS."""
        least = f"{min(self.scrolled, ROOM)}px"
        return f"calc(100cqw - min({least},{SHARE}cqw))"

    def px(self, length: int) -> str:
        """A length of it as CSS, within the elements that know the room."""
        if not self.may_be or not length:
            return f"{length}px"
        return f"min({length}px,var(--room)*{length / self.wanted:.7g})"
