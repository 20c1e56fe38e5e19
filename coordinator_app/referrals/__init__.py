"""From a first discussion to a formal referral with the school's signature (003-4.1, 4.2, 7)."""
