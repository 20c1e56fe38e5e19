"""Attendance from files of schools and providers: looked at in a child process, checked row by row, kept all or nothing."""
