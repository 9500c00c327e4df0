"""Number claims of an article: every quantity with its unit, bound and counted noun, and every number that is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from helpers.findings.claims import rejections
from helpers.findings.claims.ages import age, age_group
from helpers.findings.claims.bounds import inherit_bounds, read_bound
from helpers.findings.claims.carried import carry_over, share_degrees, share_hanging
from helpers.findings.claims.changes import points_of_percent, read_changes
from helpers.findings.claims.counted import read_counted
from helpers.findings.claims.dating import Dating
from helpers.findings.claims.multiples import multiple
from helpers.findings.claims.numerals import numerals
from helpers.findings.claims.quantity import Quantity
from helpers.findings.claims.ranges import join_limits, join_parts, join_ranges, join_shares, name_tallies
from helpers.findings.claims.reading import Reading
from helpers.findings.claims.rejected_times import after_amount
from helpers.findings.claims.units import per_noun, read_unit
from helpers.text.parse import Parsed
from helpers.text.records import NumberClaim, RejectedNumber, TimeExpression

Rule = Callable[[Reading, Quantity], str | None]


def find_claims(parsed: Parsed, times: list[TimeExpression]) -> tuple[list[NumberClaim], list[RejectedNumber]]:
    """All number claims of an article, and all numbers that are none, in reading order.

    times: the article's time expressions, which date the claims and hold the numbers of dates.
    """
    reading = Reading(parsed)
    dating = Dating(reading, times)
    kept: list[Quantity] = []
    rejected: list[RejectedNumber] = []
    for q in join_shares(reading, [Quantity.of(numeral) for numeral in numerals(parsed.text)]):
        refusal = None if q.joined else _judge(reading, dating, q)
        if refusal:
            rejected.append(_rejected(parsed, q.numeral.start, q.numeral.end, *refusal))
        else:
            kept.append(q)
    quantities = _complete(reading, kept)
    dating.own([q.end for q in quantities])
    return [_claim(parsed, dating, number, q) for number, q in enumerate(quantities)], rejected


def _judge(reading: Reading, dating: Dating, q: Quantity) -> tuple[str, str] | None:
    """Rule and reason that reject a number, or None; a number that stays has its unit read."""
    if refusal := _first(rejections.FIRST, reading, q):
        return refusal
    if age_group(reading, q):
        return None
    if read_unit(reading, q):
        age(reading, q)
        return None
    if refusal := _first(rejections.WITHOUT_UNIT, reading, q):
        return refusal
    if age(reading, q) or multiple(reading, q):
        return _first(rejections.MULTIPLES, reading, q)
    if in_time_expression(dating, q) and not after_amount(reading, q):
        return "in_time_expression", "date"
    return _first(rejections.LAST, reading, q)


def _first(rules: Iterable[Rule], reading: Reading, q: Quantity) -> tuple[str, str] | None:
    for rule in rules:
        reason = rule(reading, q)
        if reason:
            return rule.__name__, reason
    return None


def _complete(reading: Reading, quantities: list[Quantity]) -> list[Quantity]:
    """Join, bound and name the counted of what is left."""
    quantities = join_ranges(reading, join_parts(reading, quantities))
    for q in quantities:
        read_bound(reading, q)
        if q.kind in ("", "share", "ratio", "percent", "money", "measure", "rate"):
            read_counted(reading, q)
            per_noun(reading, q)
        if not q.kind:
            count(q)
    quantities = join_limits(reading, outermost(quantities))
    inherit_bounds(reading, quantities)
    share_hanging(reading, quantities)
    name_tallies(reading, quantities)
    read_changes(reading, quantities)
    points_of_percent(reading, quantities)
    share_degrees(reading, quantities)
    carry_over(reading, quantities)
    return quantities


def outermost(quantities: list[Quantity]) -> list[Quantity]:
    """Without the numbers that stand inside a claim before them ("12 deaths per 100,000 people")."""
    kept: list[Quantity] = []
    for q in quantities:
        if not kept or q.numeral.start >= kept[-1].end:
            kept.append(q)
    return kept


def count(q: Quantity) -> None:
    """A number with the noun it counts, or alone: "14,000 soldiers", "6,000 of them", "half of the vote"."""
    q.kind = "share" if q.numeral.form == "part" and q.low is not None and q.low < 1 else "count"
    q.rule = q.rule or "count"


def in_time_expression(dating: Dating, q: Quantity) -> bool:
    """The number belongs to a date or a time of day."""
    return dating.holds(q.start, q.end)


def _claim(parsed: Parsed, dating: Dating, number: int, q: Quantity) -> NumberClaim:
    return NumberClaim(
        claim_id=parsed.row_id("n", number),
        article_id=parsed.article.article_id,
        sentence=parsed.segments.sentence_at(q.start),
        start=q.start,
        end=q.end,
        text=parsed.text[q.start : q.end],
        rule=q.rule,
        reason="too large to hold" if q.low is None else None,
        kind=q.kind,
        low=q.low,
        high=q.high,
        bound=q.bound,
        vague=q.vague,
        direction=q.direction,
        change_id=None if q.change_id is None else parsed.row_id("g", q.change_id),
        change_role=q.change_role,
        unit=q.unit,
        counted=q.counted,
        attribution_id=None,
        time_id=dating.time_id(q.start, q.end, q.kind),
    )


def _rejected(parsed: Parsed, start: int, end: int, rule: str, reason: str) -> RejectedNumber:
    sentence = parsed.segments.sentence_at(start)
    return RejectedNumber(parsed.article.article_id, sentence, start, end, parsed.text[start:end], rule, reason)
