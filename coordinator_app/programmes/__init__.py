"""Programmes: what a pupil goes to, the gate before it starts, how it runs and how it ends (003-3, 003-4)."""
