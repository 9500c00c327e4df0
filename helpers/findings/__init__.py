"""Floor 2: from a parsed text to lists of records."""
