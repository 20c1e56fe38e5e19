"""Attendance by the codes of the register: a row a week, typed in a grid or brought in from a file."""
