"""The screen on which everything is searched."""
