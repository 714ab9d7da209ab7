"""The HTTP face of the engine: one blueprint a module."""
