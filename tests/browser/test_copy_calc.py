"""What is copied, opened by LibreOffice Calc itself.

Calc takes the HTML of a clipboard first, as Excel does. Here it reads the same HTML
from a file, by the same filter; what its cells hold is read back from its workbook.
"""

from __future__ import annotations

import shutil
import subprocess

import numpy as np
import pandas as pd
import pytest
from browser.grid_page import open_view
from oracle import OracleStore
from support.environments import cannot_run

openpyxl = pytest.importorskip("openpyxl")

LARGE = 2**53 + 1

TEXTS = ["007", "=1+1", "1e5", "2026-01-02", "MARCH1", "TRUE", "<b>&\"'", "a\nb", "+49"]
"""Texts that a spreadsheet would change if it took them for what they look like."""

LISTEN = """() => {
  const field = document.body.appendChild(document.createElement("textarea"));
  field.addEventListener("paste", ({ clipboardData }) => {
    window.pasted = clipboardData.getData("text/html");
  });
  field.focus();
}"""


@pytest.fixture(scope="module")
def store():
    made = OracleStore()
    n = len(TEXTS)
    frame = pd.DataFrame(
        {
            "text": TEXTS,
            "whole": [LARGE, -LARGE, 10**18, 0, -3, 2**53 - 1, 5, 6, 7],
            "float": [0.1, 1 / 3, 1e300, np.nan, -0.5, 1e-7, 2.5, 1e16, 123456.789],
            "truth": [True, False] * 4 + [True],
            "category": pd.Categorical(["1", "01", None] * 3),
            "none": pd.Series([None] * n, dtype=object),
        }
    )
    made.add(frame, name="sheet", pinned=True)
    return made


@pytest.fixture
def calc(tmp_path):
    """Opens HTML in Calc; gives the values of its rows."""
    program = shutil.which("soffice")
    if program is None:
        cannot_run("no LibreOffice Calc")

    def opened(html):
        (tmp_path / "copied.html").write_text(html, "utf-8")
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--infilter=HTML (StarCalc)"]
        target = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "copied.html"]
        subprocess.run(
            [*command, *target],
            cwd=tmp_path,
            check=True,
            timeout=60,
            capture_output=True,
        )
        sheet = openpyxl.load_workbook(tmp_path / "copied.xlsx").active
        assert not [cell for row in sheet for cell in row if cell.data_type == "f"]
        return [list(row) for row in sheet.iter_rows(values_only=True)]

    return opened


def copied(page, root, how):
    """All of the frame, as HTML from the clipboard."""
    open_view(page, root, "sheet")
    page.get_by_role("gridcell").first.click()
    page.wait_for_selector("[data-actions]")
    page.keyboard.press("Control+a")
    how(page)
    page.get_by_text(" copied.").first.wait_for()
    page.evaluate(LISTEN)
    page.keyboard.press("Control+v")
    return page.wait_for_function("() => window.pasted").json_value()


def by_menu(page):
    page.get_by_role("gridcell").first.click(button="right")
    page.get_by_role("menuitem", name="Copy with headers", exact=True).click()


def wanted(frame):
    """What Calc has to hold: a text where a number of it would be rounded.

    It writes 15 digits of a float into its files, so no more can be compared.
    """
    whole = [n if abs(n) < 10**15 else str(n) for n in frame["whole"].tolist()]
    truth = [str(value) for value in frame["truth"].tolist()]
    holes = frame.astype(object).where(frame.notna(), None)
    floats = [x and float(f"{x:.15g}") for x in holes["float"]]
    columns = (holes["text"], whole, floats, truth, holes["category"])
    return [list(row) for row in zip(*columns, strict=True)]


@pytest.mark.parametrize(
    "how", [lambda page: page.keyboard.press("Control+c"), by_menu], ids=["key", "menu"]
)
def test_calc_holds_the_exact_values(page, diary, root, store, calc, how):
    """All is selected and copied, and Calc opens it: no value is another one."""
    rows = calc(copied(page, root, how))
    frame = store.find("sheet").source.frame
    if how is by_menu:
        assert rows.pop(0)[:5] == list(frame)[:5]
    assert [row[:5] for row in rows] == wanted(frame)
    assert not any(value for row in rows for value in row[5:])
    diary.assert_clean()
