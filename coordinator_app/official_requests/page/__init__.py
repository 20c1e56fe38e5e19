"""The screens of what officials ask."""
