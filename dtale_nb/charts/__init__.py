"""Charts of a view: Dash below the viewer's own root, and plotly figures in Python.

Nothing here is imported before the first chart. A kind of chart is one class in one
module of `dtale_nb.charts.kinds`: typed options, `ask` (what the engine aggregates),
`drawing` (how plotly draws it) and `prepare` (the same aggregation as pandas code).
"""
