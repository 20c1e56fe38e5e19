"""Progress reviews: what was said, what was shared with the family, what comes next (003-5.3)."""
