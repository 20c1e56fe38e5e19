"""Finding people in texts: who is known and a text in, suggestions out. No window, no vault, nothing kept."""
