"""The writer, the readers and the child processes: everything that may take longer than a frame. Knows no Qt."""
