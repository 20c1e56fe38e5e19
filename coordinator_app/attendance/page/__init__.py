"""The screens of attendance: a pupil's tab, and one week of one place."""
