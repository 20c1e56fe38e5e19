"""The Documents tab of a pupil's record."""
