"""Making a vault in four short pages: place, passphrase, recovery key, first backup (design section 8.1)."""
