"""Documents attached to a pupil, kept whole inside the vault and shown only as pictures of their pages."""
