"""Speed against floors taken in the same run: ratios, because machines differ and are noisy (performance goals)."""
