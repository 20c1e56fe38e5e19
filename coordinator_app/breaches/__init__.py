"""Something went to the wrong person, or was lost: what is written down at once, and the 72 hours."""
