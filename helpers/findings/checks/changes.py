"""Changes from one figure to another: does the stated percent, difference or multiple follow from both ends?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
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
FROM = re.compile(rf"\b(?:from|compared (?:with|to)|against|versus|instead of|rather than) {HEDGES}$")
ON = re.compile(
    rf"^(?: [a-z]+)? (?:on|over|above|below|(?:more|less|higher|lower|fewer|up|down) (?:than|on|from)) {HEDGES}"
    rf"(?:[a-z]+ [a-z]+'s )?{HEDGES}$"
)
TO = re.compile(rf"^[^;.]{{0,40}}?\bto {HEDGES}$")
OTHER_THING = re.compile(r";|\b(?:and|while|but|as|whereas|although|with|after|which|who)\b")
ANOTHER_BASIS = re.compile(
    r"like-for-like|currenc|adjust|inflation|comparable|organic|annuali[sz]ed|annual rate|real terms|seasonal|on average"
    r"|a year since|per year"
)
OWN_BASIS = re.compile(r"^[^.;,]{0,25}\b(?:(?:since|than|from|compared|on the)\b|to [$£€0-9])")
THEN = re.compile(
    r"\b(?:years? ago|(?:year|season|month|week|decade|summer|winter)s? (?:earlier|before)|(?:the )?last (?:year|summer"
    r"|winter|spring|autumn|season|time|month|election|census)|months ago|previous\w*|used to|had been|once)\b"
)
NOW = re.compile(r"\bnow\b")
IN_YEAR = re.compile(
    r"\bin (?:(?:19|20)\d\d|january|february|march|april|may|june|july|august|september|october|november|december)\b"
)
POINTS_BACK = re.compile(
    rf"^(?:(?:that|this|it|which)(?:'s| is| was| means| represents| marks| made| makes| amounts to| equates to| works out at)"
    rf"|(?:that|this|the) |(?:that|this|the) (?:figure|rate|share|number|total|proportion|level|price|difference|change) )"
    rf"(?:[a-z']+ ){{0,6}}{HEDGES}$"
)
AFTER = re.compile(r"\b(?:after|following|since|and)\b [a-z ]*$")
VERB_BEFORE = re.compile(rf"\b([a-z]+) (?:[a-z]+ly )?(?:to|from) {HEDGES}$")
MULTIPLES = {
    "doubled": 2.0,
    "doubling": 2.0,
    "tripled": 3.0,
    "trebled": 3.0,
    "quadrupled": 4.0,
    "halved": 0.5,
    "halving": 0.5,
}
MULTIPLES |= {"twice": 2.0, "three times": 3.0, "four times": 4.0, "five times": 5.0, "ten times": 10.0}
MULTIPLE_WORD = re.compile(
    r"(?P<more>(?:more than|nearly|almost) )?\b(?P<word>(?:doubl|tripl|trebl|quadrupl|halv)(?:ed|ing)\b"
    r"|(?:twice|(?:three|four|five|ten) times)(?= as (?:many|much)\b(?! as)))"
)
ROUGH = {"": (0.82, 1.2), "more than": (0.97, 1.6), "nearly": (0.8, 1.02), "almost": (0.8, 1.02)}
"""Shares of a multiple within which a ratio may be called by it."""
TIMES = {"hour", "day", "night", "week", "month", "year"}
LEAD = 4  # sentences behind a lead within which both ends of its change stand
FAR = 0.005  # share by which two figures must miss each other before a reader is told
SURE = 0.10  # share from which on it cannot be rounding


Pair = tuple[NumberClaim, NumberClaim]
"""Where a change began and where it ended."""


class Change(NamedTuple):
    """Two ends of a change, and the claims around them that may state its size."""

    start: NumberClaim
    end: NumberClaim
    around: list[NumberClaim]

    @property
    def said(self) -> str:
        """How a finding begins."""
        return f"From {self.start.text} to {self.end.text} is"


def changes(page: Page) -> Iterator[Change]:
    """Every "to B from A", "from A to B", "B, up from A", "A last year, B now" whose ends have the same unit."""
    pairs = list(_from_and_to(page))
    pairs += [pair for pair in _then_and_now(page) if pair not in pairs and pair[::-1] not in pairs]
    for start, end in pairs:
        claims = page.by_sentence[start.sentence] if start.sentence == end.sentence else []
        around = _around(page, claims, start, end) if start in claims and end in claims else []
        yield Change(start, end, around or _said_near(page, start, end, pairs))


def _from_and_to(page: Page) -> Iterator[Pair]:
    for claims in page.by_sentence.values():
        for place, start in enumerate(claims):
            if FROM.search(page.before(start)) or _percent_on(page, claims, place):
                end = _other_end(page, claims, place)
                if end is not None:
                    yield start, end


def _percent_on(page: Page, claims: list[NumberClaim], place: int) -> bool:
    """Up 12 % on the 310 million of the year before."""
    left = claims[place - 1] if place else None
    return left is not None and left.unit == "percent" and ON.match(page.between(left, claims[place])) is not None


def _other_end(page: Page, claims: list[NumberClaim], place: int) -> NumberClaim | None:
    start = claims[place]
    following = claims[place + 1] if place + 1 < len(claims) else None
    if following and _alike(start, following) and TO.match(page.between(start, following)):
        return following
    for earlier in reversed(claims[max(0, place - 2) : place]):
        if _alike(start, earlier):
            text = page.lower[earlier.end : start.start]
            return None if ";" in text or len(text) > 120 else earlier
    return None


def _alike(a: NumberClaim, b: NumberClaim) -> bool:
    return _base(a) == _base(b) and a.kind not in ("duration", "age", "share") and value_of(a) > 0


def _base(claim: NumberClaim) -> tuple[str, str | None]:
    """Kind and unit, without a "per week" that the second of two figures may leave out."""
    unit, _, time = (claim.unit or "").partition(" per ")
    return ("money", unit) if claim.kind == "rate" and time in TIMES else (claim.kind, claim.unit)


def _around(page: Page, claims: list[NumberClaim], start: NumberClaim, end: NumberClaim) -> list[NumberClaim]:
    """Claims next to either end that are said of the same change: no other thing comes between."""
    first, last = sorted((start, end), key=lambda claim: claim.start)
    counted = [claim for claim in claims if claim.kind != "duration"]
    low, high = counted.index(first), counted.index(last)
    found = counted[low + 1 : high]
    if low and not OTHER_THING.search(page.between(counted[low - 1], first) or ";"):
        found = [counted[low - 1], *found]
    if high + 1 < len(counted) and not OTHER_THING.search(page.between(last, counted[high + 1]) or ";"):
        found = [*found, counted[high + 1]]
    return [claim for claim in found if _of_change(page, claim)]


def _then_and_now(page: Page) -> Iterator[Pair]:
    """ "It cost £4 two years ago and is now £5": the time beside either end says which it is."""
    counted = [c for c in page.usable if c.kind not in ("duration", "age", "share") and not c.direction]
    for one, two in pairwise(counted):
        if two.sentence - one.sentence > 1 or not _alike(one, two):
            continue
        if one.kind == "count" and one.counted != two.counted and not heads(one.counted) & heads(two.counted):
            continue
        if page.behind(two, 20).split()[:1] and page.behind(two, 20).split()[0] in _ways():
            continue
        clauses = _clause(page, one, 0), _clause(page, two, one.end)
        now = any(NOW.search(page.before(c, 18) + "|" + page.behind(c, 24).split(".")[0]) for c in (one, two))
        past = [bool(THEN.search(clause) or (now and IN_YEAR.search(clause))) for clause in clauses]
        if past[0] != past[1]:
            yield (one, two) if past[0] else (two, one)


def _said_near(page: Page, start: NumberClaim, end: NumberClaim, pairs: list[Pair]) -> list[NumberClaim]:
    """The only size of a change in both ends' sentences and those beside them, if they are the only change there."""
    first, last = sorted((start.sentence, end.sentence))
    if sum(first - 1 <= one.sentence <= last + 1 for pair in pairs for one in pair) != 2:
        return []
    near = [c for number in range(first - 1, last + 2) for c in page.by_sentence.get(number, [])]
    sizes = [c for c in near if c not in (start, end) and c.kind != "duration" and _of_change(page, c)]
    went = "up" if value_of(end) > value_of(start) else "down"
    if len(sizes) != 1 or sizes[0].direction != went or OWN_BASIS.match(page.behind(sizes[0], 60)):
        return []
    size = sizes[0]
    back = size.sentence > last and POINTS_BACK.match(page.before(size, 80))
    beside = first <= size.sentence <= last and not AFTER.search(page.before(size, 24))
    return [size] if back or beside or size.sentence < first else []


def _clause(page: Page, claim: NumberClaim, after: int) -> str:
    """A figure's clause: the words up to the figure before, or a stop or verb, on both sides."""
    left = page.before(claim, 60)[-(claim.start - after) :]
    left = re.split(r"[.;,]|\b(?:is|are) now", left)[-1]
    return left + " | " + re.split(r"[.;,]|\b(?:is|are|was|and) ", page.behind(claim))[0]


def _of_change(page: Page, claim: NumberClaim) -> bool:
    words = set(re.findall(r"[a-z]+", page.before(claim, 28) + " | " + page.behind(claim, 20)))
    return not {"margin", "error", "sample"} & words and bool(_ways().keys() & words)


def relative(change: Change) -> Interval:
    """The size of a change in percent of where it started."""
    start, end = _ends(change)
    return _size((end.low / start.high - 1) * 100, (end.high / start.low - 1) * 100 if start.low > 0 else 1e9)


def difference(change: Change) -> Interval:
    """The size of a change in its own unit."""
    start, end = _ends(change)
    return _size(*end.minus(start))


def _size(low: float, high: float) -> Interval:
    return Interval(low, high) if low > 0 else Interval(-high, -low) if high < 0 else Interval(0, max(-low, high))


def _ends(change: Change) -> tuple[Interval, Interval]:
    """Both ends; two percents of one series are written equally precisely: 3 % beside 3.5 % is 3.0 %."""
    ends = (change.start, change.end)
    if change.start.unit == "percent" and all(DIGITS.search(claim.text) and claim.bound == "=" for claim in ends):
        half = min(map(written_step, ends)) / 2
        return tuple(Interval(value_of(claim) - half, value_of(claim) + half) for claim in ends)
    return interval(change.start), interval(change.end)


def change_in_percent(page: Page) -> Iterator[Finding]:
    """ "Rose 18 % to 35.4 million from 28.5 million": the percent follows from both ends."""
    for change in changes(page):
        shares = [claim for claim in change.around if claim.unit == "percent" or claim.kind == "share"]
        another = change.start.unit == "percent" or ANOTHER_BASIS.search(page.sentence(change.start.sentence))
        if len(shares) == 1 and not another:
            missed = gap(in_percent(shares[0]), relative(change))
            size = shown(abs(value_of(change.end) / value_of(change.start) - 1) * 100, "percent")
            if missed > FAR:
                claims = [shares[0], change.end, change.start]
                yield recomputed(f"{change.said} a change of", size, claims, "error" if missed > SURE else "look")


def percent_or_points(page: Page) -> Iterator[Finding]:
    """From 12.5 to 10 percent is a fall of 2.5 points or of 20 percent, not of 2.5 percent."""
    for change in changes(page):
        for stated in change.around if change.start.unit == "percent" else []:
            points = stated.unit in ("percentage point", "point")
            if not points and stated.unit != "percent":
                continue
            by, share = difference(change), relative(change)
            right, wrong = (by, share) if points else (share, by)
            near = points and _off_by_a_step(change, stated)
            confused = gap(interval(stated), right) > FAR and (points or interval(stated).touches(wrong))
            if near or confused:
                size = abs(value_of(change.end) - value_of(change.start))
                sizes = f"{shown(size)} percentage points, or {shown(size / value_of(change.start) * 100)} percent"
                claims = [stated, change.end, change.start]
                yield recomputed(
                    f"{change.said} a change of", sizes, claims, "error" if points and not near else "look"
                )


def _off_by_a_step(change: Change, stated: NumberClaim) -> bool:
    """Points that are not the difference as written; rounding of both ends may explain one step, a reader decides."""
    steps = {written_step(claim) for claim in (change.start, change.end) if DIGITS.search(claim.text)}
    missed = abs(abs(value_of(change.end) - value_of(change.start)) - value_of(stated))
    return len(steps) == 1 and 0.99 * max(steps) <= missed and gap(interval(stated), difference(change)) == 0


def change_by_amount(page: Page) -> Iterator[Finding]:
    """ "Grew to 188 million from 142 million, an overrun of 46 million": the amount follows from both ends."""
    for change in changes(page):
        stated = [claim for claim in change.around if _alike(claim, change.start) and _is_amount(page, claim)]
        missed = gap(interval(stated[0]), difference(change)) if len(stated) == 1 else 0
        if missed > FAR and change.start.unit != "percent":
            size = shown(abs(value_of(change.end) - value_of(change.start)), change.start.unit)
            claims = [stated[0], change.end, change.start]
            yield recomputed(f"{change.said} a change of", size, claims, "error" if missed > SURE else "look")


def _is_amount(page: Page, claim: NumberClaim) -> bool:
    words = re.findall(r"[a-z]+", page.before(claim, 24))
    return words[-1:] and words[-1] in ("of", "by", "another") and bool(_ways().keys() & set(words[-5:]))


def change_by_multiple(page: Page) -> Iterator[Finding]:
    """ "Doubled to 30 from 10", "doubled: 30 this year, 20 in 2021": the multiple follows from both ends."""
    for change in changes(page):
        match = _multiple(page, change)
        ratio = value_of(change.end) / value_of(change.start)
        low, high = ROUGH[(match["more"] or "").strip()] if match else (0, 0)
        factor = MULTIPLES.get(match["word"], ratio) if match else ratio
        if match and not (low * factor <= ratio <= high * factor):
            times = f"{shown(ratio)} times"
            said = f"{change.said} {times}; the article says {match[0]}."
            yield Finding([change.end, change.start], said, match[0], times, "error")


def _multiple(page: Page, change: Change) -> re.Match[str] | None:
    """The multiple said in the sentence of a change, or in the one before where both ends are the only such figures."""
    first, last = sorted((change.start.sentence, change.end.sentence))
    alike = [c for n in range(first - 1, last + 1) for c in page.by_sentence.get(n, []) if _alike(c, change.start)]
    own = MULTIPLE_WORD.search(page.sentence(last)) or MULTIPLE_WORD.search(page.sentence(first))
    before = MULTIPLE_WORD.search(page.sentence(first - 1))
    own = own or (before if before and "times" not in before[0] else None)
    return own if len(alike) == 2 and not change.around else None


def direction_of_change(page: Page) -> Iterator[Finding]:
    """ "Rose to 28 million from 35 million": what rises ends higher than it began."""
    for change in (Change(*pair, []) for pair in _from_and_to(page)):
        first = min(change.start, change.end, key=lambda claim: claim.start)
        verb = VERB_BEFORE.search(page.before(first))
        way = _ways().get(verb[1]) if verb else None
        start, end = interval(change.start), interval(change.end)
        wrong = (way == "up" and end.high < start.low) or (way == "down" and end.low > start.high)
        if wrong and not ANOTHER_BASIS.search(page.sentence(first.sentence)):
            went = "down" if way == "up" else "up"
            said = f"{change.said} {went}; the article says {verb[1]}."
            yield Finding([change.end, change.start], said, verb[1], went, "error")


@cache
def _ways() -> dict[str, str]:
    return dict(lexicon.rows("check-change-words.tsv"))
