"""Do the numbers hold: claims, times, checks."""
