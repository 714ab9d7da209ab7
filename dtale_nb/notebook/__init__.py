"""The kernel's side: the server's thread, the way to the browser, the cell's output."""
