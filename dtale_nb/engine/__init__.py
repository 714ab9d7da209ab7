"""What can be asked of a frame. Pure: no Flask, no IPython, no globals."""
