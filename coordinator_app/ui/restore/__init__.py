"""Restoring from a backup: the screen before the unlock, and the parts that it shares with the settings."""
