"""Which time expression dates a number."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from helpers.findings.claims.reading import Quantity, Reading
from helpers.text.records import TimeExpression

BEHIND = re.compile(r"\s(?:(?:in|on|during|for|as of|at the end of|at)\s(?:the\s)?)?|\s[a-z]+\s(?:in|on|during)\s")
CLIMB = 12  # heads between a word and the verb that governs it
NEAR = 5  # time expressions on either side of a number among which its date can be


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

    def around(self, q: Quantity) -> TimeExpression | None:
        """The time expression that overlaps a number, if any."""
        place = bisect_right(self.starts, q.end - 1) - 1
        return self.times[place] if place >= 0 and self.times[place].end > q.start else None

    def own(self, quantities: list[Quantity]) -> None:
        """Note the dates that stand right behind a number ("30 in 2019"): they date no other number."""
        for q in quantities:
            place = bisect_left(self.starts, q.end)
            if place < len(self.starts) and BEHIND.fullmatch(self.reading.lower, q.end, self.starts[place]):
                self.owners[self.starts[place]] = q.end

    def time_id(self, q: Quantity) -> str | None:
        """Identity of the time expression that a duration is, or else of the nearest date of its clause."""
        around = self.around(q)
        if q.kind == "duration":
            return around.time_id if around else None
        first, last = self.reading.sentence(q.start)
        place = bisect_left(self.starts, q.start)
        near = [
            time
            for time in self.times[max(0, place - NEAR) : place + NEAR]
            if time.kind == "DATE" and time.from_date and first <= time.start < last and time is not around
        ]
        verb = self._governor(q.start) if near else None
        same = [t for t in near if self.owners.get(t.start, q.end) == q.end and self._governor(t.start) == verb]
        nearest = min(same, key=lambda time: max(time.start - q.end, q.start - time.end), default=None)
        return nearest.time_id if nearest else None

    def _governor(self, offset: int) -> int:
        """Index of the verb that governs the word at an offset, or of the word that governs it without one."""
        token = self.reading.doc[self.reading.last_before(offset + 1)]
        for _ in range(CLIMB):
            if token.tag_.startswith(("VB", "MD")):
                break
            token = token.head
        return token.i


def in_time_expression(dating: Dating, q: Quantity) -> str | None:
    """What the number is a part of: a date or a time of day ("6.40"); None for neither."""
    time = dating.around(q)
    if time is None or time.kind not in ("DATE", "TIME"):
        return None
    return "time of day" if time.kind == "TIME" and "." in dating.reading.word(q) else "date"
