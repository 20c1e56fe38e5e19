"""The encrypted vault and what is kept in it: SQLCipher and nothing else (no Qt, no reportlab)."""
