"""The settings screen and the sections that belong to no other capability."""
