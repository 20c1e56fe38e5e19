"""The Chronology tab of a pupil's record."""
