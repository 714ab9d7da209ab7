"""Figures as what they hold, and what the code of a chart shows."""

from __future__ import annotations

import base64
import json
import warnings

import numpy as np


def decoded(value):
    """A figure's JSON with its packed arrays unpacked, all numbers floats."""
    if isinstance(value, dict):
        if set(value) >= {"dtype", "bdata"}:
            raw = np.frombuffer(base64.b64decode(value["bdata"]), value["dtype"])
            if "shape" in value:
                raw = raw.reshape([int(n) for n in str(value["shape"]).split(",")])
            return decoded(raw.tolist())
        return {key: decoded(each) for key, each in value.items()}
    if isinstance(value, list):
        return [decoded(each) for each in value]
    if isinstance(value, float) and np.isnan(value):
        return None
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(f"{float(value):.11g}") if is_number else value


def form(figure):
    """What a figure holds, to be compared."""
    return decoded(json.loads(figure.to_json()))


def run(code, df, monkeypatch):
    """Run a script on a variable called df; gives the figure it shows."""
    import plotly.graph_objects as go

    shown = []
    monkeypatch.setattr(go.Figure, "show", lambda figure: shown.append(figure))  # noqa: PLW0108 - bound to the figure
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        exec(compile(code, "<chart>", "exec"), {"df": df})
    return shown[0]
