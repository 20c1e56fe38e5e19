"""What the police, courts, inspectors and social care ask about a pupil: a disclosure of its own, never subject access."""
