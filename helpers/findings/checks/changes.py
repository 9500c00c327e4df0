"""Changes from one figure to another: does the stated percent, difference or multiple follow from both ends?

A change has three roles: where it began, where it ended, its size. The ends are two figures of the same kind of which
words of time or comparison in their clauses say that one is the earlier; the size stands in their sentence or beside it.
A finding needs a size that fits no two figures around it, and ends that no size around them fits.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import combinations, pairwise
from typing import NamedTuple

from helpers.findings.checks.figures import (
    DIGITS,
    Interval,
    gap,
    in_percent,
    interval,
    shown,
    value_of,
    written_step,
)
from helpers.findings.checks.page import Finding, Page, recomputed
from helpers.findings.checks.parts import heads
from helpers.text import lexicon
from helpers.text.records import NumberClaim

HEDGES = r"(?:(?:about|around|some|roughly|nearly|almost|just|only|a|an|the|record|an? estimated|an average of|approximately) )*"
EDGE = re.compile(
    r"[;:(–—]| - |,(?! (?:(?:at|with|about|some|only|just|nearly|almost|an?|the) )?[$£€]?$)|when (?:it|they) (?:was|were|had)\b"
    r"|\b(?:and|but|while|whereas|from(?! then)|to|against|compared|versus|instead|rather|on|over|than)\b"
)
VERB = re.compile(
    r"\b(?:now )?(?:is|are|was|were|has|have|had|will|would|reached|costs?|stands|stood|became|rose|fell|grew)\b|\bnow\b"
)
BASIS = re.compile(
    rf"\b(?:from|compared (?:with|to)|against|versus|instead of|rather than|than|(?:up|down|more|less|higher|lower"
    rf"|rise|fall|increase|drop|decline|gain|jump|growth|improvement) (?:on|over))"
    rf"(?: the| (?:[a-z]+ )?[a-z]+'s)? {HEDGES}[$£€]?$"
)
EARLIER = re.compile(
    r"\b(?:ago|earlier|(?:year|season|month|week|decade|summer|winter|quarter|day|time)s? before|before that|previous\w*"
    r"|prior|used to|had|once|until (?:now|then)|originally|initially|usual(?:ly)?|normal(?:ly)?|formerly|old|at first"
    r"|original|regular(?:ly)?|full price|list price|when (?:it|they) (?:was|were))\b"
)
LATER = re.compile(
    r"\b(?:now|today|this (?:year|week|month|season|summer|winter|time|spring|autumn)|currently|at present|latest|so far"
    r"|nowadays|sale|reduced)\b"
)
FUTURE = re.compile(r"\b(?:will|is to|are to|set to|from (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b")
PAST = re.compile(
    r"\blast [a-z]{4,}|\b(?:in|since|of) (?:19|20)\d\d\b|\bin (?:january|february|march|april|may|june|july|august"
    r"|september|october|november|december)\b"
)
ANOTHER_BASIS = re.compile(
    r"like-for-like|currenc|exchange rate|adjust|inflation|comparable|organic|annuali[sz]ed|annual rate|real terms|seasonal"
    r"|on average|a year since|per year"
)
OWN_BASIS = re.compile(
    r"^[^.;,]{0,25}\b(?:(?:since|than|from|compared (?:with|to))\b(?! (?:an?|the|last|in|it|they)\b)|to [$£€0-9])"
)
VERB_BEFORE = re.compile(rf"\b([a-z]+) (?:[a-z]+ly )?(?:to|from) {HEDGES}[$£€]?$")
SIZED = re.compile(r"^(?:[ -]points?)?(?: in)?[ -]([a-z]+)\b")
SIZE_OF = re.compile(rf"\b([a-z]+) (?:of|by) {HEDGES}[$£€]?$")
RESULTS = {"loss", "gain"}  # a loss of 3 % is a change, a loss of $3m a result
OFF = re.compile(r"\b(?:off|discount|saving|save|marked down|reduction)\b")
OF_THE = re.compile(r" of the\b")
AS_MUCH = re.compile(r"^ (?:as|what|the|its|his|her|their|more|higher|that|bigger|larger|longer)\b")
ROUGH = {"=": (0.82, 1.2), ">": (0.97, 1.6), "~": (0.78, 1.05), "<": (0.5, 1.02)}
"""Shares of a multiple within which a ratio may be called by it, by the bound that its words set."""
TIMES = {"hour", "day", "night", "week", "month", "year"}
KINDS = {"count", "money", "percent", "measure", "rate"}
BASED, COMPARED = -8, -7  # rank of a figure that another is compared with, and the most it may be
APART = 10  # times that one end of a change may be the other
POINTS = {"percentage point", "point"}
BACK, AHEAD, LEAD = 2, 2, 1  # sentences from a size back to its ends, ahead from a headline or lead, and the last lead
MOST = 14  # figures around a size; more are a table
FAR = 0.005  # share by which two figures must miss each other before a reader is told
SURE = 0.10  # share from which on it cannot be rounding


Levels = tuple["Level", "Level"]
Pair = tuple[NumberClaim, NumberClaim]
"""Where a change began and where it ended."""


class Level(NamedTuple):
    """A figure that may be an end of a change: what it measures, and what its clause says of its time."""

    claim: NumberClaim
    base: tuple[str, str | None]
    dated: tuple[dt.date, dt.date] | None
    rank: int  # below 0: said to be the earlier one, above 0: the later one


class Change(NamedTuple):
    """A size, and both ends that it must follow from; `close` if one sentence holds all of it."""

    size: NumberClaim
    start: NumberClaim
    end: NumberClaim
    close: bool

    def should_be(self, computed: str, missed: float) -> Finding:
        """The finding that the size should be what was computed."""
        said = f"From {self.start.text} to {self.end.text} is a change of"
        severity = "error" if self.close and missed > SURE else "look"
        return recomputed(said, computed, [self.size, self.end, self.start], severity)


@lru_cache(maxsize=1)
def changes(page: Page) -> tuple[Change, ...]:
    """Every size of a change with the only two ends around it that it may be said of, where it does not follow from any."""
    sizes: dict[int, list[NumberClaim]] = {}
    for claim in page.claims:
        if _way(page, claim):
            sizes.setdefault(claim.sentence, []).append(claim)
    return tuple(change for near in sizes.values() for size in near[:MOST] for change in _ends_of(page, size, sizes))


def _ends_of(page: Page, size: NumberClaim, sizes: dict[int, list[NumberClaim]]) -> Iterator[Change]:
    near = range(size.sentence - BACK, size.sentence + (AHEAD if size.sentence <= LEAD else 1) + 1)
    others = [other for number in near for other in sizes.get(number, [])]
    levels = [level for number in near for level in _levels(page, number) if level.claim not in others]
    others.remove(size)
    if not 2 <= len(levels) <= MOST or ANOTHER_BASIS.search(page.sentence(size.sentence)):
        return
    pairs = [pair for pair in combinations(levels, 2) if _alike(*pair)]
    for start, end in _only(page, size, levels, pairs):
        ends, joined = (start.claim, end.claim), _joined(size, start, end)
        places = [claim.sentence for claim in (size, *ends)]
        within = range(min(places), max(places) + 1)
        near = [pair for pair in pairs if all(level.claim.sentence in within for level in pair)]
        rivals = [pair for pair in near if start in pair and end not in pair and not _in_order(*pair)]
        rivals += [other for other in others if other.sentence in within and _sort(other) == _sort(size)]
        told = any(_follows(page, size, one.claim, two.claim) for pair in near for one, two in (pair, pair[::-1]))
        told = told or any(_follows(page, other, *ends) for other in others)
        if (joined or not rivals) and not told and _goes(page, size, *ends):
            yield Change(size, *ends, _same_sentence(size, (start, end)))


def _only(page: Page, size: NumberClaim, levels: list[Level], pairs: list[Levels]) -> list[Levels]:
    """The two figures that alone can be the ends of a size; none if there are several or the size has others."""
    ordered = [ends for pair in pairs for ends in _in_order(*pair)]
    compared = [ends[0] for ends in ordered if ends[0].rank <= COMPARED and _together(*ends)]
    ordered = [ends for ends in ordered if ends[0] not in compared or _together(*ends)]
    if not ordered and len(pairs) == 1:
        lower, higher = sorted(pairs[0], key=lambda level: value_of(level.claim))
        ends = (higher, lower) if _way(page, size) == "down" else (lower, higher)
        ordered = [ends] if _joined(size, *ends) or OFF.search(page.before(size, 20) + page.behind(size, 20)) else []
    joined = [ends for ends in ordered if _joined(size, *ends)]
    own = [ends for ends in joined or ordered if _same_sentence(size, ends)]
    elsewhere = any(_joined(size, level, level) for level in levels)
    if joined or elsewhere or own:
        found = own or joined
        return found if len(found) == 1 and (joined or not elsewhere) else []
    behind = ordered and "\n" in page.text[max(level.claim.end for level in ordered[0]) : size.start]
    return [] if len(ordered) != 1 or behind or OWN_BASIS.match(page.to_end(size)) else ordered


def _together(a: Level, b: Level) -> bool:
    return a.claim.sentence == b.claim.sentence


@lru_cache(maxsize=64)
def _levels(page: Page, number: int) -> tuple[Level, ...]:
    """The figures of a sentence that may be ends of a change."""
    claims = [
        claim
        for claim in page.by_sentence.get(number, [])
        if claim.kind in KINDS and not OF_THE.match(page.behind(claim, 8))
    ]
    if not claims:
        return ()
    start, end = page.sentences[number]
    cuts = [start, *(_cut(page, a, b) for a, b in pairwise(claims)), end]
    return tuple(_level(page, claim, *edges) for claim, edges in zip(claims, pairwise(cuts), strict=True))


def _cut(page: Page, a: NumberClaim, b: NumberClaim) -> int:
    """Where the clause of a figure ends and that of the next one begins."""
    between = page.lower[a.end : b.start]
    edges = [match.start() for match in EDGE.finditer(between)] or [match.start() for match in VERB.finditer(between)]
    return a.end + edges[-1] if edges else b.start


def _level(page: Page, claim: NumberClaim, start: int, end: int) -> Level:
    clause = page.lower[start:end]
    dates = [
        t
        for t in page.times_by_sentence.get(claim.sentence, [])
        if start <= t.start < end and t.from_date and t.to_date
    ]
    dated = (dates[0].from_date, dates[0].to_date) if len(dates) == 1 and dates[0].kind == "DATE" else None
    rank = BASED * bool(BASIS.search(page.before(claim, 60))) - 3 * bool(EARLIER.search(clause))
    later = 3 * bool(FUTURE.search(clause)) + bool(LATER.search(clause)) + (claim.change_role == "to")
    rank = (rank or later) - bool(PAST.search(clause))
    return Level(claim, _base(claim), dated, rank)


def _base(claim: NumberClaim) -> tuple[str, str | None]:
    """Kind and unit, without a "per week" that the second of two figures may leave out."""
    unit, _, time = (claim.unit or "").rpartition("per ")
    timed = claim.kind == "rate" and time in TIMES
    return ("money" if unit else "count", unit.strip() or None) if timed else (claim.kind, claim.unit)


def _alike(a: Level, b: Level) -> bool:
    """True for two figures of one kind, unit and, as far as they are named, of one thing."""
    nouns = [heads(level.claim.counted) - TIMES for level in (a, b)]
    low, high = sorted((value_of(a.claim), value_of(b.claim)))
    if a.base != b.base or not 0 < low < high < APART * low or a.claim.change_role == b.claim.change_role == "to":
        return False
    return not all(nouns) or bool(nouns[0] & nouns[1])


def _in_order(a: Level, b: Level) -> list[tuple[Level, Level]]:
    """The earlier and the later of two figures, if their clauses say which is which."""
    if a.dated and b.dated and (a.dated[1] < b.dated[0] or b.dated[1] < a.dated[0]):
        return [(a, b) if a.dated < b.dated else (b, a)]
    return [] if abs(a.rank - b.rank) < 2 else [(a, b) if a.rank < b.rank else (b, a)]


@cache
def _ways() -> dict[str, str]:
    return dict(lexicon.rows("check-change-words.tsv"))


def _way(page: Page, claim: NumberClaim) -> str | None:
    """Which way a claim says that something went; None if it is no size of a change."""
    if claim.low is None or claim.low != claim.high or claim.low <= 0 or claim.change_role in ("from", "to"):
        return None
    if claim.kind == "multiple":
        said = claim.unit is None or AS_MUCH.match(page.behind(claim))
        return ("down" if claim.low < 1 else "up") if said else None
    behind, before = SIZED.match(page.behind(claim, 24)), SIZE_OF.search(page.before(claim))
    words = [match[1] for match in (behind, before) if match]
    way = claim.direction or next((_ways()[word] for word in words if word in _ways()), None)
    return None if claim.kind == "money" and before and before[1] in RESULTS else way


def _same_sentence(size: NumberClaim, ends: tuple[Level, Level]) -> bool:
    return {level.claim.sentence for level in ends} == {size.sentence}


def _joined(size: NumberClaim, start: Level, end: Level) -> bool:
    """True if the claims already join a size to one of two ends."""
    ends = ((start.claim, "from"), (end.claim, "to"))
    return size.change_id is not None and any(
        (c.change_id, c.change_role) == (size.change_id, role) for c, role in ends
    )


def _sort(size: NumberClaim) -> str | None:
    return "relative" if size.kind in ("multiple", "share") or size.unit == "percent" else size.unit


def _goes(page: Page, size: NumberClaim, start: NumberClaim, end: NumberClaim) -> bool:
    """True if a change goes the way that its size says."""
    way = _way(page, size)
    return way == "both" or (way == "up") == (value_of(end) > value_of(start))


def _follows(page: Page, size: NumberClaim, start: NumberClaim, end: NumberClaim) -> bool:
    """True if a size may be that of the change between two figures."""
    if not _goes(page, size, start, end):
        return False
    if size.kind == "multiple":
        return _multiple(size).touches(Interval(value_of(end) / value_of(start), value_of(end) / value_of(start)))
    ends = (start, end)
    if size.kind == "share" or size.unit == "percent":
        return gap(in_percent(size), relative(ends)) <= FAR
    if start.unit == "percent":
        return size.unit in POINTS and not _off_by_a_step(size, ends)
    return size.unit == start.unit and gap(interval(size), difference(ends)) <= FAR


def _multiple(size: NumberClaim) -> Interval:
    low, high = ROUGH[size.bound]
    return Interval(low * size.low, high * size.low) if size.low >= 1 else Interval(size.low / high, size.low / low)


def _off_by_a_step(size: NumberClaim, ends: Pair) -> bool:
    """Points that are not the difference as written; rounding of both ends explains less than a step."""
    steps = [written_step(claim) for claim in ends if DIGITS.search(claim.text)] or [1.0]
    return abs(abs(value_of(ends[1]) - value_of(ends[0])) - value_of(size)) >= 0.99 * max(steps)


def relative(ends: Pair) -> Interval:
    """The size of a change in percent of where it started."""
    start, end = _intervals(ends)
    return _size((end.low / start.high - 1) * 100, (end.high / start.low - 1) * 100 if start.low > 0 else 1e9)


def difference(ends: Pair) -> Interval:
    """The size of a change in its own unit."""
    start, end = _intervals(ends)
    return _size(*end.minus(start))


def _size(low: float, high: float) -> Interval:
    return Interval(low, high) if low > 0 else Interval(-high, -low) if high < 0 else Interval(0, max(-low, high))


def _intervals(ends: Pair) -> tuple[Interval, Interval]:
    """Both ends; two percents of one series are written equally precisely: 3 % beside 3.5 % is 3.0 %."""
    if ends[0].unit == "percent" and all(DIGITS.search(claim.text) and claim.bound == "=" for claim in ends):
        half = min(map(written_step, ends)) / 2
        return tuple(Interval(value_of(claim) - half, value_of(claim) + half) for claim in ends)
    return interval(ends[0]), interval(ends[1])


def change_in_percent(page: Page) -> Iterator[Finding]:
    """ "Rose 18 % to 35.4 million from 28.5 million": the percent follows from both ends."""
    for change in changes(page):
        if (change.size.kind == "share" or change.size.unit == "percent") and change.start.unit != "percent":
            size = shown(abs(value_of(change.end) / value_of(change.start) - 1) * 100, "percent")
            yield change.should_be(size, gap(in_percent(change.size), relative((change.start, change.end))))


def percent_or_points(page: Page) -> Iterator[Finding]:
    """From 12.5 to 10 percent is a fall of 2.5 points or of 20 percent, not of 2.5 percent."""
    for change in changes(page):
        if change.start.unit == "percent" and (change.size.unit in POINTS or change.size.unit == "percent"):
            size = abs(value_of(change.end) - value_of(change.start))
            sizes = f"{shown(size)} percentage points, or {shown(size / value_of(change.start) * 100)} percent"
            yield change.should_be(sizes, 1 if change.size.unit in POINTS else 0)


def change_by_amount(page: Page) -> Iterator[Finding]:
    """ "Grew to 188 million from 142 million, an overrun of 46 million": the amount follows from both ends."""
    for change in changes(page):
        if _sort(change.size) == change.start.unit and change.start.unit != "percent":
            size = shown(abs(value_of(change.end) - value_of(change.start)), change.start.unit)
            yield change.should_be(size, gap(interval(change.size), difference((change.start, change.end))))


def change_by_multiple(page: Page) -> Iterator[Finding]:
    """ "Doubled to 30 from 10", "doubled: 30 this year, 20 in 2021": the multiple follows from both ends."""
    for change in changes(page):
        if change.size.kind == "multiple":
            yield change.should_be(f"{shown(value_of(change.end) / value_of(change.start))} times", 1)


def direction_of_change(page: Page) -> Iterator[Finding]:
    """ "Rose to 28 million from 35 million": what rises ends higher than it began."""
    for number in page.by_sentence:
        for pair in pairwise(_levels(page, number)):
            first = pair[0].claim
            verb = VERB_BEFORE.search(page.before(first))
            way = _ways().get(verb[1]) if verb else None
            for start, end in _in_order(*pair) if way and _alike(*pair) else []:
                if start.rank > COMPARED:
                    continue
                ends = interval(start.claim), interval(end.claim)
                wrong = (way == "up" and ends[1].high < ends[0].low) or (way == "down" and ends[1].low > ends[0].high)
                if wrong and not ANOTHER_BASIS.search(page.sentence(number)):
                    went = "down" if way == "up" else "up"
                    said = f"From {start.claim.text} to {end.claim.text} is {went}; the article says {verb[1]}."
                    yield Finding([end.claim, start.claim], said, verb[1], went, "error")
