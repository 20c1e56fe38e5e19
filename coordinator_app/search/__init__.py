"""Search through everything that the user may open, and searches kept by name."""
