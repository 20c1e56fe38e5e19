"""Screens of the complaints."""
