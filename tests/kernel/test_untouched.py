"""Using the viewer changes no setting of the user's kernel, and nothing of a frame."""

from __future__ import annotations

import ast
from pathlib import Path

SUPPORT = Path(__file__).resolve().parents[1]

USE = """
import sys, threading, requests
sys.path.insert(0, {support!r})
import numpy as np, pandas as pd, pyarrow as pa
from support.untouched import frame_state, process_state, references
df = pd.DataFrame({{"n": np.arange(1000), "t": ["a", "b"] * 500}})
df.attrs["source"] = {{"by": "hand"}}
pd.set_option("display.max_rows", 7)
np.random.seed(3)
before = process_state(), frame_state(df), references(df)
import dtale_nb
view = dtale_nb.show(df, name="probe")
root = view.url
asked = [
    requests.get(root, timeout=20),
    requests.get(root + "rows?start=0&stop=100&columns=0-1", timeout=20),
    requests.get(root + "summary/0", timeout=20),
    requests.get(root + "summary?columns=0-1", timeout=20),
    requests.get(root + "summary/1/values", timeout=20),
    requests.get(root + "columns?columns=0-1", timeout=20),
    requests.get(root + "cell?number=0&row=0", timeout=20),
    requests.post(root + "state", json={{"sort": [{{"number": 1}}], "search": "a"}}),
]
view.close()
del view
dtale_nb.shutdown()
for _ in range(200):  # the last answer's thread may be at its last line
    if sys.getswitchinterval() == before[0]["switch interval"]:
        break
    threading.Event().wait(0.05)
after = process_state(), frame_state(df), references(df)
"""

TOLD = """
import gc
gc.collect()
print([[one.status_code for one in asked],
       [part for part in before[0] if before[0][part] != after[0].get(part)],
       before[1] == after[1], references(df) - before[2]])
"""


def test_no_setting_of_the_process_changes(kernels):
    """pandas options, locale, warnings, random state, `sys`, and the frame's own."""
    kernel = kernels()
    kernel.run(USE.format(support=str(SUPPORT)))
    codes, changed, same, more = ast.literal_eval(kernel.run(TOLD).stdout)
    assert set(codes) <= {200, 202}
    assert changed == []
    assert same
    assert more == 0
