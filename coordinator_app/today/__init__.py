"""Today: what needs the coordinator now, earliest deadline first."""
