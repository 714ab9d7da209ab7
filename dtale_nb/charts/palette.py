"""The colours of series."""

COLORS = (
    "#3f77c9", "#b88c09", "#8126ff", "#506b50",
    "#4ba65a", "#a64819", "#e66791", "#915791",
)  # fmt: skip
"""Colours of series: 3:1 and more on both grounds, told apart without red or green."""

RISING, FALLING = COLORS[0], COLORS[5]
"""The colours of candles: cold and warm, neither green nor red."""
