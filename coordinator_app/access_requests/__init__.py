"""Access requests: subject access requests (SARs) from the day they arrive to the pack handed over (003-5.1)."""
