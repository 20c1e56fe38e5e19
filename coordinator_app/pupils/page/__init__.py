"""The pupils list and a pupil's record."""
