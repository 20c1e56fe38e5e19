"""Gathering beyond the catalogue: mentions elsewhere, what lies hidden, pages nobody read, copies, places, searches."""
