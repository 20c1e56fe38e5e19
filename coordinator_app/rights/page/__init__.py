"""Screens of the requests to erase, to restrict and the objections."""
