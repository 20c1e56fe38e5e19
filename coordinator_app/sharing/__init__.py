"""The disclosure ledger: who was given what, when, why and how (003-5.4, 6.3, 7.2)."""
