"""Corrections: what somebody says is wrong, what was decided, and who has to be told (003-5.4)."""
