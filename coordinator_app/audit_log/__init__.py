"""The audit log for the eye: what was done, by whom, and whether anybody altered the story."""
