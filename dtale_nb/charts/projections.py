"""The globe laid flat, as plotly.js lays it, for static pictures of maps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

POLYNOMIALS = (
    (0.8707, -0.131979, -0.013791, 0.0, 0.0, 0.003971, -0.001529),
    (1.007226, 0.015085, 0.0, -0.044475, 0.028874, -0.005916),
)
"""Of powers of the squared latitude: those of x / longitude and of y / latitude."""

ALASKA, HAWAII = np.array([-0.307, -0.201]), np.array([-0.205, -0.212])
"""Where the middles of both lie on the map of the United States."""

TURN = 360.0
"""Degrees around the globe."""


def natural_earth(places: Floats) -> Floats:
    """Lay the world flat by the Natural Earth projection.

    Args:
        places: Degrees of longitude and latitude, shape (n, 2); longitudes beyond 180
            lie beside the map.

    Returns:
        x and y, y upwards, shape (n, 2), where the equator is 5.47 wide.

    Source:
        Šavrič, Jenny, Patterson, Petrovič, Hurni, A Polynomial Equation for the Natural
        Earth Projection (2011), eq. 8.
    """
    lon, lat = np.radians(places).T
    powers = (lat * lat)[:, None] ** np.arange(7)
    x, y = (powers[:, : len(each)] @ np.array(each) for each in POLYNOMIALS)
    return np.column_stack([lon * x, lat * y])


def albers_usa(places: Floats) -> Floats:
    """Lay the United States flat, Alaska and Hawaii below on the left.

    Args:
        places: Degrees of longitude and latitude, shape (n, 2).

    Returns:
        x and y, y upwards, shape (n, 2); NaN for places elsewhere.
    """
    lon, lat = places.T
    main = _albers(places, 96.0, (29.5, 45.5), (-0.6, 38.7))
    alaska = _albers(places, 154.0, (55.0, 65.0), (-2.0, 58.5)) * 0.35
    hawaii = _albers(places, 157.0, (8.0, 18.0), (-3.0, 19.9))
    far = np.where(lon > 0, lon - TURN, lon)  # the Aleutians go over the date line
    is_alaska = (lat > 50.5) & (far < -129)
    is_hawaii = (lat < 25) & (far < -150)
    flat = np.where(is_alaska[:, None], alaska + ALASKA, main)
    flat = np.where(is_hawaii[:, None], hawaii + HAWAII, flat)
    is_there = (abs(flat[:, 0]) < 0.46) & (abs(flat[:, 1]) < 0.26)
    return np.where(is_there[:, None], flat, np.nan)


def _albers(
    places: Floats,
    west: float,
    parallels: tuple[float, float],
    middle: tuple[float, float],
) -> Floats:
    """Albers' conic projection of equal areas.

    Args:
        places: Degrees, shape (n, 2).
        west: The longitude west that goes straight up.
        parallels: Latitudes that keep their length.
        middle: What lies in the middle: degrees east of that longitude, and latitude.

    Source:
        Snyder, Map Projections: A Working Manual (1987), eq. 14-1 to 14-6.
    """
    low, high = np.sin(np.radians(parallels))
    n = (low + high) / 2
    c = 1 + low * high

    def flat(east: Floats, lat: Floats) -> Floats:
        theta = n * np.radians((east + TURN / 2) % TURN - TURN / 2)
        rho = np.sqrt(c - 2 * n * np.sin(np.radians(lat))) / n
        return np.column_stack([rho * np.sin(theta), -rho * np.cos(theta)])

    own = flat(places[:, 0] + west, places[:, 1])
    return own - flat(np.array([middle[0]]), np.array([middle[1]]))
