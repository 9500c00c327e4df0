"""Which time expression dates a number."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from helpers.findings.claims.reading import Reading
from helpers.text.records import TimeExpression

BEHIND = re.compile(r"\s(?:(?:in|on|during|for|as of|at the end of|at)\s(?:the\s)?)?|\s[a-z]+\s(?:in|on|during)\s")
CLIMB = 12  # heads between a word and the verb that governs it


class Dating:
    """Look-up of an article's time expressions by offset.

    times: in the order of the text
    starts: their offsets
    owners: offset of a time expression that stands right behind a number to the end of that number
    """

    def __init__(self, reading: Reading, times: list[TimeExpression]) -> None:
        self.reading = reading
        self.times = sorted(times, key=lambda time: time.start)
        self.starts = [time.start for time in self.times]
        self.owners: dict[int, int] = {}

    def around(self, start: int, end: int) -> TimeExpression | None:
        """The time expression that overlaps a span, if any."""
        place = bisect_right(self.starts, end - 1) - 1
        return self.times[place] if place >= 0 and self.times[place].end > start else None

    def own(self, ends: list[int]) -> None:
        """Note the dates that stand right behind a number ("30 in 2019"): they date no other number."""
        for end in ends:
            place = bisect_left(self.starts, end)
            if place < len(self.starts) and BEHIND.fullmatch(self.reading.lower, end, self.starts[place]):
                self.owners[self.starts[place]] = end

    def holds(self, start: int, end: int) -> bool:
        """True for a number that is part of a date or a time of day."""
        time = self.around(start, end)
        return time is not None and time.kind in ("DATE", "TIME")

    def time_id(self, start: int, end: int, kind: str) -> str | None:
        """Identity of the time expression that a duration is, or else of the nearest date of its clause."""
        if kind == "duration":
            time = self.around(start, end)
            return time.time_id if time else None
        sentence = self.reading.sentence(start)
        first, last = bisect_left(self.starts, sentence[0]), bisect_left(self.starts, sentence[1])
        dates = [time for time in self.times[first:last] if time.kind == "DATE" and time.from_date is not None]
        if not dates:
            return None
        verb = self.governor(start)
        near = [
            time
            for time in dates
            if (time.end <= start or time.start >= end) and self.owners.get(time.start, end) == end
        ]
        same = [time for time in near if self.governor(time.start) == verb]
        nearest = min(same, key=lambda time: max(time.start - end, start - time.end), default=None)
        return nearest.time_id if nearest else None

    def governor(self, offset: int) -> int | None:
        """Index of the verb that governs the word at an offset, None outside any clause."""
        token = self.reading.token_at(offset)
        for _ in range(CLIMB):
            if token is None or token.tag_.startswith(("VB", "MD")):
                break
            if token.head.i == token.i:
                break
            token = token.head
        return token.i if token is not None else None
