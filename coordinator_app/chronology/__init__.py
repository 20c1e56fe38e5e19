"""The chronology: what happened, when, who says so (003-3.3)."""
