"""Texts and bytes, and everything that looks like something else."""

import numpy as np
import pandas as pd

from .catalogue import (
    EMPTY,
    NA,
    NAN,
    NAT,
    NONE,
    PANDAS_3,
    Sample,
    blank,
    column,
    cut,
    frame,
    labelled,
    objects,
    one,
)

LONG = "The quick brown fox. " * 5_000


@frame("eight kinds of nothing", "missing", "object", "doc")
def _():
    return objects(
        (np.nan, NAN),
        (None, NONE),
        (pd.NA, NA),
        (pd.NaT, NAT),
        (np.ma.masked, ("masked", "masked")),
        ("", EMPTY),
        ("  ", blank("  ")),
        ("nan", "nan"),
    )


@frame("words that look like nothing", "missing", "text", "object", "doc")
def _():
    words = ["NaN", "nan", "None", "<NA>", "NaT", "null", "masked", "NULL", "N/A", "-"]
    return objects(*[(word, word) for word in words])


@frame("text as pandas infers it, with None", "text", "missing", "doc")
def _():
    missing = NAN if PANDAS_3 else NONE
    return column(["a", None, ""], ["a", missing, EMPTY])


@frame("text as pandas infers it, with NaN", "text", "missing")
def _():
    return column(["a", np.nan, "nan"], ["a", NAN, "nan"])


@frame("string of Python's objects", "text", "nullable", "missing")
def _():
    return one("string[python]", [("a", "a"), (pd.NA, NA), ("", EMPTY)])


@frame("string of Arrow's storage", "text", "nullable", "missing", "doc")
def _():
    return one("string[pyarrow]", [("a", "a"), (pd.NA, NA), (" ", blank(" "))])


@frame("text all missing", "text", "missing")
def _():
    return one("string[python]", [(pd.NA, NA), (pd.NA, NA)])


@frame("blanks", "text", "blank", "doc")
def _():
    blanks = [" ", "   ", "\t", "\n", "\r\n", "\u00a0", "\u3000", "\u2028"]
    return column(blanks, [blank(text) for text in blanks])


@frame("blanks around", "text")
def _():
    return column([" a", "a ", "a  b", "\ta\n"], [" a", "a ", "a  b", "\ta\n"])


@frame("signs that are not seen", "text", "control", "doc")
def _():
    texts = [
        "a\x00b",
        "\x1b[31m",
        "\x7f",
        "a\u200bb",
        "\ufeff",
        "\u202eabc",
        "a\u00adb",
    ]
    return column(texts, texts)


@frame("texts of several lines", "text", "control")
def _():
    texts = ["a\nb", "a\r\nb", "a\rb", "a\u2029b", "\na"]
    return column(texts, texts)


@frame("lone surrogates", "text", "surrogate", "object", "doc")
def _():
    return objects(
        ("\ud800", "\ud800"),
        ("a\udfffb", "a\udfffb"),
        ("\udc80x" * 2, "\udc80x\udc80x"),
    )


@frame("halves of signs side by side", "text", "surrogate", "object", "doc")
def _():
    return objects(
        ("\ud83d\ude00", ("\\ud83d\\ude00", "escaped")),
        ("\U0001f600", "\U0001f600"),
        ("\\ud83d\\ude00", "\\ud83d\\ude00"),
        ("\\ \ud83d\ud83d\ude00", ("\\\\ \ud83d\\ud83d\\ude00", "escaped")),
        (["\ud83d\ude00", "\U0001f600"], '["\\ud83d\\ude00", "\U0001f600"]'),
    )


@frame("halves of signs in Python's strings", "text", "surrogate")
def _():
    held = ["\ud83d\ude00", "\U0001f600", "\ud83d", "?", None]
    seen = [("\\ud83d\\ude00", "escaped"), "\U0001f600", "\ud83d", "?", NA]
    return column(pd.Series(held, dtype=pd.StringDtype("python")), seen)


@frame("labels of halves of signs", "labels", "surrogate")
def _():
    return labelled(
        pd.Index(["\ud83d\ude00", "\U0001f600"], dtype=object),
        [("\\ud83d\\ude00",), ("\U0001f600",)],
    )


@frame("scripts of the world", "text", "doc")
def _():
    texts = [
        "Ωmega",
        "שלום",
        "مرحبا 123",
        "日本語",
        "हिन्दी",
        "e\u0301",
        "ﬁ",
        "ẞ",
        "I\u0307",
    ]
    return column(texts, texts)


@frame("emoji", "text")
def _():
    texts = ["😀", "👩\u200d👩\u200d👧", "🇫🇷", "❤\ufe0f", "👍🏽"]
    return column(texts, texts)


@frame("text of HTML", "text", "html", "doc")
def _():
    texts = [
        "<img src=x onerror=alert(1)>",
        "</script><script>",
        "&amp;",
        "<!--",
        "]]>",
    ]
    return column(texts, texts)


@frame("text that looks like other things", "text", "doc")
def _():
    texts = ["007", "1e5", "True", "=1+1", "2026-03-01", "[1, 2]", '{"a": 1}', "inf"]
    return column(texts, texts)


@frame("text with quotes and backslashes", "text")
def _():
    texts = ["'", '"', "\\", "\\n", "`", "${x}", "%s", "{}", "a,b;c\td"]
    return column(texts, texts)


@frame("text of just 200 characters, and of one more", "text", "long")
def _():
    return column(["x" * 200, "y" * 201], ["x" * 200, cut("y" * 200)])


@frame("text of 100 kB", "text", "long", "doc")
def _():
    return column([LONG, "short"], [cut(LONG[:200]), "short"])


@frame("blanks of 100 kB", "text", "long", "blank")
def _():
    return column([" " * 100_000], [cut(" " * 200)])


@frame("long text of signs of four bytes", "text", "long")
def _():
    return column(["\U0001d518" * 300], [cut("\U0001d518" * 200)])


class Tag(str):
    """A text of a class that shows itself as something else."""

    __slots__ = ()

    def __str__(self):
        return "not what I hold"

    def __repr__(self):
        raise ValueError("never asked")

    def __len__(self):
        raise ValueError("never asked")


@frame("texts of the user's classes", "text", "object", "misbehaving")
def _():
    return objects((Tag("held"), "held"), (Tag(""), EMPTY), (np.str_("numpy"), "numpy"))


@frame("bytes", "bytes", "object", "doc")
def _():
    return objects(
        (b"ab", "b'ab'"),
        (b"\x00\xff", "b'\\x00\\xff'"),
        (b"", "b''"),
        (b"it's", 'b"it\'s"'),
        (b"x" * 1000, cut("b'" + "x" * 198)),
        (np.bytes_(b"ab"), "b'ab'"),
    )


@frame("bytearrays and memoryviews", "bytes", "object")
def _():
    return objects(
        (bytearray(b"ab"), "bytearray(b'ab')"),
        (memoryview(b"ab"), "memoryview(b'ab')"),
        (memoryview(np.array([1, 2], "u1")), "memoryview(b'\\x01\\x02')"),
    )


@frame("bytes of 5 MB", "bytes", "object", "long")
def _():
    return objects((b"\xff" * 5_000_000, cut(("b'" + "\\xff" * 60)[:200])))


@frame("texts and numbers mixed", "text", "object", "mixed")
def _():
    return objects(("a", "a"), (1, "1"), (2.5, "2.5"), (b"a", "b'a'"), (None, NONE))


@frame("text in many columns", "text", "many")
def _():
    held = pd.DataFrame({f"c{at}": [f"v{at}", ""] for at in range(40)})
    seen = {(0, at): (f"v{at}", None) for at in range(40)}
    return Sample(held, seen | {(1, at): EMPTY for at in range(40)})
