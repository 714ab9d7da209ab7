"""A file larger than any answer of jupyter-server-proxy may be."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

SOURCE = """%load_ext dtale_nb
import numpy as np, pandas as pd
df = pd.DataFrame(np.random.default_rng(0).random((1_900_000, 8)))
df"""


def test_more_than_100_mb_come_through_the_proxy(open_notebook, page):
    """
    The user downloads 120 MB of Parquet through /proxy/, whose answers end at 100 MB.
    Seen: the whole file, with all rows.
    """
    opened = open_notebook(SOURCE, env="server-only", kernel="new")
    opened.notebook.run(0)
    viewer = opened.notebook.viewer(0)
    assert "/proxy/" in opened.notebook.output(0).locator("iframe").get_attribute("src")
    viewer.grid.hover()
    viewer.root.get_by_role("button", name="Download").first.click()
    panel = viewer.root.get_by_role("dialog", name="Download")
    panel.get_by_label("Parquet").check()
    with page.expect_download(timeout=90_000) as download:
        panel.get_by_role("button", name="Download").click()
    file = Path(download.value.path())
    assert file.stat().st_size > 105_000_000
    assert pq.ParquetFile(file).metadata.num_rows == 1_900_000
