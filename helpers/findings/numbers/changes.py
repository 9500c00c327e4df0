"""Changes: "fell by 2 points, from 7 % to 5 %"; direction, role, and which numbers are one change."""

from __future__ import annotations

from helpers.findings.numbers.quantity import Quantity
from helpers.findings.numbers.reading import Reading


def read_changes(reading: Reading, quantities: list[Quantity]) -> None:
    """Direction, role and change of the numbers beside a word of change."""
