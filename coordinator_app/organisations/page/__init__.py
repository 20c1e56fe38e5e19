"""Screens of the partnership, its schools and their term dates."""
