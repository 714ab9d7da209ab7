"""Rigs that run the real thing: Jupyter servers, a Hub, a pod, kernels and Chromium.

Each rig is a context manager with a home of its own, so that no test reads or writes
the settings of the user who runs it. What a rig's processes print is shown when it
fails.
"""
