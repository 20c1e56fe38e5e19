"""Requests to erase, to restrict and objections (UK GDPR articles 17, 18, 19 and 21)."""
