"""Who says so: attributions, speakers, sources."""
