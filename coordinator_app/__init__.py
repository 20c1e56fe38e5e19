"""Coordinator: the desktop app for the coordinators of Education and Inclusion Partnerships."""

__version__ = "0.1.0"
