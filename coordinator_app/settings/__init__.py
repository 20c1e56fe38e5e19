"""Settings of the partnership and of this laptop."""
