"""Screens of progress reviews."""
