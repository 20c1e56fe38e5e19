"""The partnership, its schools and officers, and the term calendars that deadlines are counted on."""
