"""Which time expression dates a number."""

from __future__ import annotations

from bisect import bisect_right

from helpers.text.parse import Parsed
from helpers.text.records import TimeExpression


class Dating:
    """Look-up of time expressions by offset."""

    def __init__(self, parsed: Parsed, times: list[TimeExpression]) -> None:
        self.parsed = parsed
        self.times = sorted(times, key=lambda time: time.start)
        self.starts = [time.start for time in self.times]

    def around(self, start: int, end: int) -> TimeExpression | None:
        """The time expression that overlaps a span, if any."""
        place = bisect_right(self.starts, end - 1) - 1
        return self.times[place] if place >= 0 and self.times[place].end > start else None

    def holds(self, start: int, end: int) -> bool:
        """True for a number that is part of a date or a time of day."""
        time = self.around(start, end)
        return time is not None and time.kind in ("DATE", "TIME")

    def dates(self, start: int, end: int) -> str | None:
        """Identity of the time expression that overlaps a span."""
        time = self.around(start, end)
        return time.time_id if time else None
