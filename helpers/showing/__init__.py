"""Floor 4: from tables to charts and pages."""
