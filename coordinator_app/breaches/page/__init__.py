"""The page of breaches."""
