"""A claim as a figure with the interval it may stand for: how precisely it is written, and how it is hedged.

Checks compare intervals, never bare numbers: 35.4 million stands for 35.35 to 35.45 million, "about 950,000"
for 5 % around. Two figures disagree only where their intervals do not touch.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from helpers.text.records import NumberClaim

DIGITS = re.compile(r"\d(?:[\d,.\u00a0\u202f]*\d)?")
HEDGE = 0.05  # share of its value by which a hedged figure ("about") may miss
ROUGH_RATIO = 0.1  # share by which "one in five" may stand for another ratio
ROUGH_POINTS = 5.0  # and the most, in points
TRUSTED = 2  # leading digits of a round number that are taken at their word
HANDY_PRICE = 100  # prices below this are what is paid, not rounded
EXACT_BELOW = 1000  # counts below this are counted, not rounded
SYMBOLS = {"dollar": "$", "pound sterling": "£", "euro": "€"}
PLURALS = {unit: unit for unit in ("percent", "celsius", "fahrenheit", "pence", "stone")}
PLURALS |= {"foot": "feet", "inch": "inches", "pound-mass": "pounds"}
PLURALS |= {f"{unit} per hour": f"{unit}s per hour" for unit in ("mile", "kilometre")}
NAMED = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


class Interval(NamedTuple):
    """The values that a figure may stand for."""

    low: float
    high: float

    def touches(self, other: Interval) -> bool:
        """True if both may stand for the same value."""
        return self.low <= other.high and other.low <= self.high

    def over(self, other: Interval) -> Interval:
        """This divided by another, both positive."""
        return Interval(self.low / other.high, self.high / other.low if other.low > 0 else math.inf)

    def plus(self, other: Interval) -> Interval:
        """The sum of both."""
        return Interval(self.low + other.low, self.high + other.high)

    def minus(self, other: Interval) -> Interval:
        """The difference of both."""
        return Interval(self.low - other.high, self.high - other.low)

    def times(self, factor: float) -> Interval:
        """Multiplied by a positive number."""
        return Interval(self.low * factor, self.high * factor)

    def widened(self, share: float) -> Interval:
        """Wider on both sides by a share of its ends."""
        return Interval(self.low - abs(self.low) * share, self.high + abs(self.high) * share)


def usable(claim: NumberClaim) -> bool:
    """True for a claim with one finite value and no open bound."""
    single = claim.low is not None and claim.low == claim.high and math.isfinite(claim.low)
    return single and not claim.vague and claim.bound in "=~" and abs(claim.low or 0) < 1e15


def value_of(claim: NumberClaim) -> float:
    """The single value of a usable claim."""
    return claim.low if claim.low is not None else math.nan


def total_of(claims: Sequence[NumberClaim]) -> Interval:
    """The sum of usable claims."""
    return Interval(sum(interval(claim).low for claim in claims), sum(interval(claim).high for claim in claims))


def written_step(claim: NumberClaim) -> float:
    """What the last trusted digit of a claim is worth: 0.1 million for "35.4 million", 0 for a number counted."""
    value, match = abs(value_of(claim)), DIGITS.search(claim.text)
    if claim.kind == "share":
        return 0.0
    if claim.kind == "count" and value < EXACT_BELOW and value == int(value):
        return 0.0
    if match is None:
        return 0.0 if claim.kind in ("count", "age") else value / 10**TRUSTED
    if claim.kind == "money" and value < HANDY_PRICE and value == int(value) and claim.bound == "=":
        return 0.0
    digits = re.sub(r"[,\u00a0\u202f]", "", match[0])
    whole, _, decimals = digits.partition(".")
    mantissa = float(digits) if digits.count(".") < 2 else value
    scale = value / mantissa if mantissa else 1.0
    if decimals:
        return scale * 10 ** -len(decimals)
    zeros = len(whole) - len(whole.rstrip("0"))
    return scale * 10 ** max(0, min(zeros, len(whole) - TRUSTED))


def interval(claim: NumberClaim) -> Interval:
    """The values that a usable claim may stand for."""
    half = written_step(claim) / 2 + (HEDGE * abs(value_of(claim)) if claim.bound == "~" else 0)
    return Interval(value_of(claim) - half, value_of(claim) + half)


def in_percent(claim: NumberClaim) -> Interval:
    """A percent as it is; a share in percent, as roughly as "one in five" and "a third" are meant."""
    if claim.unit == "percent":
        return interval(claim)
    rough = min(ROUGH_RATIO * value_of(claim) * 100, ROUGH_POINTS)
    exact = interval(claim).times(100)
    return Interval(exact.low - rough, exact.high + rough)


def gap(stated: Interval, computed: Interval) -> float:
    """By what share of the larger one two figures miss each other; 0 if they touch."""
    if stated.touches(computed):
        return 0.0
    distance = max(stated.low - computed.high, computed.low - stated.high)
    size = max(abs(stated.low), abs(stated.high), abs(computed.low), abs(computed.high))
    return distance / size if size else 0.0


def shown(value: float, unit: str | None = None) -> str:
    """A recomputed number as it is shown, to four significant digits.

    >>> shown(24.2105, "percent"), shown(1760000000.0, "dollar"), shown(19.3121, "kilometre")
    ('24.21 percent', '$1.76 billion', '19.31 kilometres')
    """
    if not math.isfinite(value):
        return "no number"
    for size, name in NAMED:
        if abs(value) >= size:
            number = f"{value / size:.4g} {name}"
            break
    else:
        number = f"{value:,.0f}" if abs(value) >= 10_000 or value == int(value) else f"{value:.4g}"
    if unit in SYMBOLS:
        return SYMBOLS[unit] + number
    return f"{number} {PLURALS.get(unit, unit + 's')}" if unit else number
