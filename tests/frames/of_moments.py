"""Moments, durations and periods: every unit, every zone, every year."""

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from .catalogue import NAN, NAT, NONE, PANDAS_3, column, failed, frame, objects, one

PARIS = ZoneInfo("Europe/Paris")


def moments(unit, *texts):
    return np.array(texts, dtype=f"datetime64[{unit}]")


def durations(unit, *counts):
    return np.array(counts, dtype=f"timedelta64[{unit}]")


MISSING = np.iinfo("int64").min
"""What NumPy holds for a missing moment or duration."""


@frame("datetime64[s]", "moment", "missing", "doc")
def _():
    held = moments("s", "2026-03-01T09:30:10", "1970-01-01", "NaT")
    return column(held, ["2026-03-01 09:30:10", "1970-01-01 00:00:00", NAT])


@frame("datetime64[ms]", "moment", "doc")
def _():
    held = moments("ms", "2026-03-01T09:30:10.482", "2026-03-01T09:30:10")
    return column(held, ["2026-03-01 09:30:10.482", "2026-03-01 09:30:10"])


@frame("datetime64[us]", "moment", "doc")
def _():
    held = moments("us", "2026-03-01T09:30:10.482917", "2026-03-01T09:30:10.500")
    return column(held, ["2026-03-01 09:30:10.482917", "2026-03-01 09:30:10.500"])


@frame("datetime64[ns]", "moment", "doc")
def _():
    held = moments(
        "ns", "2026-03-01T09:30:10.482917001", "2026-03-01T09:30:10.000000001", "NaT"
    )
    return column(
        held, ["2026-03-01 09:30:10.482917001", "2026-03-01 09:30:10.000000001", NAT]
    )


@frame("datetime64[ns] at its ends", "moment")
def _():
    held = np.array([MISSING + 1, 2**63 - 1], "i8").view("datetime64[ns]")
    return column(
        held, ["1677-09-21 00:12:43.145224193", "2262-04-11 23:47:16.854775807"]
    )


@frame("the first and the last year of the calendar", "moment", "doc")
def _():
    held = moments("s", "0001-01-01", "9999-12-31T23:59:59", "1500-02-28")
    return column(
        held, ["0001-01-01 00:00:00", "9999-12-31 23:59:59", "1500-02-28 00:00:00"]
    )


@frame("years beyond the calendar", "moment", "doc")
def _():
    held = moments("s", "10000-01-01", "-0044-03-15T12:00:00", "123456-07-08")
    return column(
        held, ["10000-01-01 00:00:00", "-0044-03-15 12:00:00", "123456-07-08 00:00:00"]
    )


@frame("years beyond the calendar in a zone", "moment", "zone")
def _():
    held = pd.Series(moments("s", "10000-01-01", "2026-01-01", "NaT"))
    zoned = held.dt.tz_localize("UTC").dt.tz_convert("Europe/Paris")
    return column(
        zoned, ["10000-01-01 00:00:00+00:00", "2026-01-01 01:00:00+01:00", NAT]
    )


@frame("the hour that is there twice, Paris", "moment", "zone", "doc")
def _():
    held = pd.date_range("2026-10-24 23:30", periods=4, freq="h", tz="UTC")
    return column(
        held.tz_convert("Europe/Paris"),
        [
            "2026-10-25 01:30:00+02:00",
            "2026-10-25 02:30:00+02:00",
            "2026-10-25 02:30:00+01:00",
            "2026-10-25 03:30:00+01:00",
        ],
    )


@frame("the hour that is not there, Paris", "moment", "zone")
def _():
    held = pd.date_range(
        "2026-03-29 00:59:59.999999999", periods=2, freq="1ns", tz="UTC"
    )
    return column(
        held.tz_convert("Europe/Paris"),
        ["2026-03-29 01:59:59.999999999+01:00", "2026-03-29 03:00:00+02:00"],
    )


@frame("a zone of 45 minutes, Kathmandu", "moment", "zone", "doc")
def _():
    held = pd.DatetimeIndex(["2026-03-01 09:30", None], tz="Asia/Kathmandu")
    return column(held, ["2026-03-01 09:30:00+05:45", NAT])


@frame("a zone west of Greenwich, Honolulu", "moment", "zone")
def _():
    held = pd.DatetimeIndex(["2026-03-01 23:30:00.25"], tz="Pacific/Honolulu")
    return column(held, ["2026-03-01 23:30:00.250-10:00"])


@frame("UTC", "moment", "zone")
def _():
    held = pd.DatetimeIndex(["2026-03-01 23:30"], tz="UTC")
    return column(held, ["2026-03-01 23:30:00+00:00"])


@frame("a fixed offset", "moment", "zone")
def _():
    zone = dt.timezone(dt.timedelta(hours=-3, minutes=-30))
    return column(
        pd.DatetimeIndex(["2026-03-01 23:30"], tz=zone), ["2026-03-01 23:30:00-03:30"]
    )


@frame("an offset with seconds, Paris before 1911", "moment", "zone")
def _():
    held = pd.DatetimeIndex(["1890-01-01"], tz=PARIS)
    return column(held, ["1890-01-01 00:00:00+00:09:21"])


@frame("the first and the last nanosecond, in a zone", "moment", "zone")
def _():
    held = np.array([MISSING + 1, 0, 2**63 - 1], "i8").view("datetime64[ns]")
    return column(
        pd.DatetimeIndex(held, tz="UTC").tz_convert("Asia/Kathmandu"),
        [
            "1677-09-21 00:12:43.145224193+00:00",
            "1970-01-01 05:30:00+05:30",
            "2262-04-11 23:47:16.854775807+00:00",
        ],
    )


@frame("moments that are all missing", "moment", "missing")
def _():
    return column(moments("ns", "NaT", "NaT"), [NAT, NAT])


@frame("Python's datetimes as objects", "moment", "object", "doc")
def _():
    return objects(
        (dt.datetime(2026, 3, 1, 9, 30, 10, 482917), "2026-03-01 09:30:10.482917"),
        (dt.datetime(2026, 3, 1), "2026-03-01 00:00:00"),
        (dt.datetime(1, 1, 1), "0001-01-01 00:00:00"),
        (dt.datetime(2026, 10, 25, 2, 30, fold=1), "2026-10-25 02:30:00 fold=1"),
        (None, NONE),
    )


@frame("datetimes of several zones in one column", "moment", "object", "zone")
def _():
    utc = dt.timezone.utc
    return objects(
        (dt.datetime(2026, 3, 1, 9, tzinfo=PARIS), "2026-03-01 09:00:00+01:00"),
        (dt.datetime(2026, 3, 1, 9, tzinfo=utc), "2026-03-01 09:00:00+00:00"),
        (
            dt.datetime(2026, 10, 25, 2, 30, fold=0, tzinfo=PARIS),
            "2026-10-25 02:30:00+02:00",
        ),
        (
            dt.datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=PARIS),
            "2026-10-25 02:30:00+01:00",
        ),
        (dt.datetime(2026, 3, 1), "2026-03-01 00:00:00"),
    )


class NoOffset(dt.tzinfo):
    """A zone that does not know its offset."""

    def utcoffset(self, _when):
        return None


class BrokenZone(dt.tzinfo):
    """A zone that fails when asked."""

    def utcoffset(self, _when):
        raise LookupError("no such zone")


@frame("zones that do not answer", "moment", "object", "zone", "misbehaving")
def _():
    return objects(
        (
            dt.datetime(2026, 3, 1, tzinfo=NoOffset()),
            "2026-03-01 00:00:00 (zone without offset)",
        ),
        (dt.datetime(2026, 3, 1, tzinfo=BrokenZone()), failed("LookupError")),
        (dt.datetime(2026, 3, 1), "2026-03-01 00:00:00"),
    )


BROKEN = "a column in a zone that does not answer"


@frame(BROKEN, "moment", "zone", "misbehaving", on=PANDAS_3)  # 2 swallows the error
def _():
    utc = pd.DatetimeIndex(["2026-03-01", None], tz="UTC")
    return column(utc.tz_convert(BrokenZone()), [failed("LookupError"), NAT])


@frame("Timestamps beyond the calendar as objects", "moment", "object")
def _():
    return objects(
        (pd.Timestamp(np.datetime64("10000-01-01", "s")), "10000-01-01 00:00:00"),
        (pd.Timestamp(np.datetime64("-0044-03-15", "s")), "-0044-03-15 00:00:00"),
        (pd.Timestamp.min, "1677-09-21 00:12:43.145224193"),
        (dt.datetime.max, "9999-12-31 23:59:59.999999"),
    )


@frame("Timestamps as objects", "moment", "object")
def _():
    return objects(
        (
            pd.Timestamp("2026-03-01 09:30:10.482917001"),
            "2026-03-01 09:30:10.482917001",
        ),
        (
            pd.Timestamp("2026-03-01 09:30:10.5", tz="Asia/Kathmandu"),
            "2026-03-01 09:30:10.500+05:45",
        ),
        (pd.NaT, NAT),
        (None, NONE),
    )


@frame("dates", "moment", "object", "doc")
def _():
    return objects(
        (dt.date(2026, 3, 1), "2026-03-01"),
        (dt.date(1, 1, 1), "0001-01-01"),
        (dt.date(9999, 12, 31), "9999-12-31"),
        (None, NONE),
    )


@frame("times of day", "moment", "object", "doc")
def _():
    return objects(
        (dt.time(9, 30), "09:30:00"),
        (dt.time(23, 59, 59, 999999), "23:59:59.999999"),
        (dt.time(9, 30, 0, 500000), "09:30:00.500"),
        (dt.time(9, 30, tzinfo=dt.timezone.utc), "09:30:00+00:00"),
        (dt.time(9, 30, tzinfo=PARIS), "09:30:00 (zone without offset)"),
        (dt.time(2, 30, fold=1), "02:30:00 fold=1"),
    )


@frame("NumPy moments and durations as objects", "moment", "object", "numpy")
def _():
    return objects(
        (np.datetime64("2026-03-01"), "2026-03-01"),
        (np.datetime64("2026-03"), "2026-03"),
        (
            np.datetime64("1970-01-01T09:30:10.000000000001"),
            "1970-01-01 09:30:10.000000000001",
        ),
        (np.datetime64("NaT", "s"), NAT),
        (np.timedelta64(3, "M"), "3 months"),
        (np.timedelta64(1500, "ms"), "0 days 00:00:01.5"),
        (np.timedelta64("NaT", "s"), NAT),
    )


@frame("timedelta64[s]", "duration", "missing")
def _():
    held = durations("s", 93784, 0, MISSING)
    return column(held, ["1 days 02:03:04", "0 days 00:00:00", NAT])


@frame("timedelta64[ms]", "duration", "doc")
def _():
    return column(
        durations("ms", 93784500, -1), ["1 days 02:03:04.5", "-1 days +23:59:59.999"]
    )


@frame("timedelta64[us]", "duration")
def _():
    return column(
        durations("us", 1, 10**6), ["0 days 00:00:00.000001", "0 days 00:00:01"]
    )


@frame("timedelta64[ns], its ends and less than nothing", "duration", "doc")
def _():
    return column(
        durations("ns", 1, -1, 2**63 - 1, MISSING + 1, MISSING),
        [
            "0 days 00:00:00.000000001",
            "-1 days +23:59:59.999999999",
            "106751 days 23:47:16.854775807",
            "-106752 days +00:12:43.145224193",
            NAT,
        ],
    )


@frame("Python's timedeltas as objects", "duration", "object")
def _():
    return objects(
        (dt.timedelta(days=1, seconds=7384, microseconds=500000), "1 days 02:03:04.5"),
        (dt.timedelta(seconds=-1), "-1 days +23:59:59"),
        (dt.timedelta.max, "999999999 days 23:59:59.999999"),
        (pd.Timedelta("1ns"), "0 days 00:00:00.000000001"),
        (pd.NaT, NAT),
    )


@frame("Periods of months", "moment", "period", "missing", "doc")
def _():
    return column(pd.PeriodIndex(["2026-03", None], freq="M"), ["2026-03", NAT])


@frame("Periods of quarters and weeks", "moment", "period")
def _():
    return objects(
        (pd.Period("2026Q1", "Q"), "2026Q1"),
        (pd.Period("2026-03-04", "W-SUN"), "2026-03-02/2026-03-08"),
        (pd.Period("2026", "Y"), "2026"),
        (pd.Period("2026-03-01 09", "h"), "2026-03-01 09:00"),
    )


@frame("Periods of nanoseconds", "moment", "period")
def _():
    held = pd.PeriodIndex([pd.Period("2026-03-01 09:30:10.123456789", freq="ns")])
    return column(held, ["2026-03-01 09:30:10.123456789"])


@frame("Periods of days beyond Timestamps", "moment", "period")
def _():
    return column(pd.PeriodIndex(["1066-10-14"], freq="D"), ["1066-10-14"])


@frame("offsets of the calendar", "object")
def _():
    return objects(
        (pd.offsets.MonthEnd(2), "<2 * MonthEnds>"), (pd.offsets.Day(1), "<Day>")
    )


@frame("Intervals of ints", "interval", "missing", "doc")
def _():
    held = pd.arrays.IntervalArray.from_tuples([(0, 1), (2**53 + 1, 2**53 + 3)])
    return column(held, ["(0, 1]", "(9007199254740993, 9007199254740995]"])


@frame("Intervals of floats with a gap", "interval", "missing")
def _():
    held = pd.arrays.IntervalArray.from_tuples([(0.1, 0.25), np.nan, (-np.inf, 0)])
    return column(held, ["(0.1, 0.25]", NAN, "(-inf, 0.0]"])


@frame("Intervals closed elsewhere", "interval")
def _():
    held = [pd.Interval(0, 1, closed) for closed in ("left", "both", "neither")]
    return objects(
        (held[0], "[0, 1)"), (held[1], "[0, 1]"), (held[2], "(0, 1)"), (None, NONE)
    )


@frame("Intervals of moments in a zone", "interval", "zone")
def _():
    held = pd.interval_range(pd.Timestamp("2026-03-28", tz="Europe/Paris"), periods=2)
    return column(
        held,
        [
            "(2026-03-28 00:00:00+01:00, 2026-03-29 00:00:00+01:00]",
            "(2026-03-29 00:00:00+01:00, 2026-03-30 00:00:00+02:00]",
        ],
    )


@frame("Intervals of durations", "interval")
def _():
    held = pd.interval_range(pd.Timedelta(0), periods=1, freq="36h")
    return column(held, ["(0 days 00:00:00, 1 days 12:00:00]"])


@frame("moments of all sorts in one column", "moment", "object", "mixed")
def _():
    return objects(
        (pd.Timestamp("2026-03-01"), "2026-03-01 00:00:00"),
        (dt.date(2026, 3, 1), "2026-03-01"),
        ("2026-03-01", "2026-03-01"),
        (pd.Period("2026-03-01", "D"), "2026-03-01"),
        (dt.timedelta(1), "1 days 00:00:00"),
    )


@frame("moments given as texts, mixed zones", "moment", "zone")
def _():
    return one(
        "datetime64[ns, UTC]",
        [(pd.Timestamp("2026-03-01T09:30:10+05:45"), "2026-03-01 03:45:10+00:00")],
    )
