"""Sixty invented articles with labels settled by reading, and the scorer that measures the tables on them."""
