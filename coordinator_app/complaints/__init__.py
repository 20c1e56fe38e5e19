"""Complaints about how we handle personal data (Data Protection Act 2018, section 164A; 000-CO-8)."""
