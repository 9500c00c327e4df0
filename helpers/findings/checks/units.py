"""Conversions in brackets: do both figures name the same quantity?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from helpers.findings.checks.figures import Interval, gap, interval, shown, value_of
from helpers.findings.checks.page import Finding, Page
from helpers.text import lexicon
from helpers.text.records import NumberClaim

HEDGES = (
    r"(?:(?:about|around|some|roughly|nearly|almost|approximately|approx\.?|just (?:over|under)"
    r"|more than|over|or|i\.e\.|c\.|~|=) ?)*"
)
BRACKET = re.compile(rf"^[^.;()]{{0,12}}\s?[(\[]{HEDGES}$|^, or {HEDGES}$|^ - (?:or )?{HEDGES}$|^/$")
TAIL = re.compile(r"^,? ?(\d{1,2}) ?(?:in|ins|inch|inches|lb|lbs|oz)\b\.?")
SMALLER = {"inch": "foot", "ounce": "pound-mass", "pound-mass": "stone"}
FAR = 0.04  # share by which a conversion may be off through rounding to handy numbers


def unit_conversion(page: Page) -> Iterator[Finding]:
    """ "12 miles (19 km)": the figure in brackets is the one before it in another unit."""
    for first, second in page.neighbours():
        if first.unit == second.unit or not BRACKET.match(TAIL.sub("", page.between(first, second))):
            continue
        options = _converted(page, first, second)
        if not options or any(gap(interval(second).widened(FAR / 2), option) <= FAR / 2 for option in options):
            continue
        computed = shown(sum(options[0]) / 2, second.unit)
        yield Finding(
            [first, second],
            f"{first.text} is {computed}; the article says {second.text}.",
            second.text,
            computed,
            "error",
        )


def _converted(page: Page, first: NumberClaim, second: NumberClaim) -> list[Interval]:
    """The first claim in the second's unit; several where a unit has several sizes, none where they do not compare."""
    known = sizes()
    if first.unit == "degree" and second.unit in ("celsius", "fahrenheit"):
        return _degrees(first._replace(unit="fahrenheit" if second.unit == "celsius" else "celsius"))
    if first.unit not in known or second.unit not in known or known[first.unit][0] != known[second.unit][0]:
        return []
    if known[first.unit][0] == "temperature":
        return _degrees(first)
    larger = _larger_part(page, first)
    options = []
    for size in known[first.unit][1]:
        tail = _tail(page, first, second)
        exact = Interval(value_of(first), value_of(first))
        value = (exact if tail.high or larger else interval(first)).times(size)
        value = value.plus(tail)
        if larger:
            value = value.plus(Interval(*(value_of(larger) * known[larger.unit or ""][1][0],) * 2))
        options += [value.times(1 / other) for other in known[second.unit][1]]
    return options


def _tail(page: Page, first: NumberClaim, second: NumberClaim) -> Interval:
    """The inches of "6ft 2in" where they are no claim of their own, in the base unit."""
    match = TAIL.match(page.between(first, second))
    if not match:
        return Interval(0, 0)
    smaller = {"foot": "inch", "stone": "pound-mass", "pound-mass": "ounce"}.get(first.unit or "")
    size = int(match[1]) * sizes()[smaller][1][0] if smaller else 0.0
    return Interval(size, size)


def _degrees(first: NumberClaim) -> list[Interval]:
    """A temperature, or a difference of temperatures, on the other scale."""
    value = interval(first)
    if first.unit == "celsius":
        return [Interval(value.low * 1.8 + 32, value.high * 1.8 + 32), value.times(1.8)]
    return [Interval((value.low - 32) / 1.8, (value.high - 32) / 1.8), value.times(1 / 1.8)]


def _larger_part(page: Page, claim: NumberClaim) -> NumberClaim | None:
    """The feet of "6 feet 3 inches", for the inches."""
    larger = next((other for other in page.preceding(claim, 0)), None)
    if (
        larger
        and larger.unit
        and larger.unit == SMALLER.get(claim.unit or "")
        and len(page.between(larger, claim)) <= 5
    ):
        return larger
    return None


@cache
def sizes() -> dict[str, tuple[str, list[float]]]:
    """Dimension and size, or sizes, of each unit that articles convert."""
    return {
        unit: (dimension, [float(s) for s in size.split("/")])
        for unit, dimension, size in lexicon.rows("conversions.tsv")
    }
