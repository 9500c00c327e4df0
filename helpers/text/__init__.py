"""Floor 1: from files to parsed text."""
