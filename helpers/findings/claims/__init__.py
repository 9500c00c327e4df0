"""Number claims of an article: every quantity with its unit, bound and counted noun, and every number that is none.

The numbers are read as they stand (`numerals`). Each is then a claim, once it has a unit or an age, or is rejected by the
first rule that knows it for something else (`rejected_names`, `rejected_words`). What is left is joined to ranges,
bounded, given the noun it counts, tied to changes (`ranges`, `counted`, `changes`) and dated (`dating`). `units` and `ages`
read what stands beside a number; `reading` is one article as all of them see it.
"""

from __future__ import annotations

from collections.abc import Callable

from helpers.findings.claims import rejected_names as names
from helpers.findings.claims import rejected_words as words
from helpers.findings.claims.ages import age, age_group
from helpers.findings.claims.changes import read_changes
from helpers.findings.claims.counted import carry_over, read_counted, share_hanging
from helpers.findings.claims.dating import Dating, in_time_expression
from helpers.findings.claims.numerals import numerals
from helpers.findings.claims.ranges import (
    inherit_bounds,
    join_limits,
    join_parts,
    join_ranges,
    join_shares,
    name_tallies,
    read_bound,
)
from helpers.findings.claims.reading import Quantity, Reading, outermost
from helpers.findings.claims.units import multiple, per_noun, read_unit, share_degrees
from helpers.text.parse import Parsed
from helpers.text.records import NumberClaim, RejectedNumber, TimeExpression

Rules = dict[Callable[[Reading, Quantity], bool], str]
"""Rules that reject a number, in the order in which they are asked, with what the number is instead."""
FIRST: Rules = {
    words.idiom: "idiom",
    words.ordinal: "ordinal",
    words.clock_time: "time of day",
    words.date: "date",
    names.phone_number: "phone number",
    names.version: "version",
    names.enumerator: "enumerator",
    words.second_year: "year",
    words.decade: "decade",
    names.address: "address",
    names.numbered: "number of a thing",
}
"""Asked of every number, before its unit is read."""
WITHOUT_UNIT: Rules = {
    names.alphanumeric: "name",
    names.score: "score",
    names.identifier: "identifier",
}
"""Asked of numbers beside which no unit stands, before ages are read."""
LAST: Rules = {
    words.year: "year",
    words.pronoun: "pronoun",
    words.rank: "rank",
    words.part_as_period: "period or rank",
    names.name: "name",
    names.nested: "name",
    names.named_behind: "name",
}
"""Asked of what is neither measured nor an age."""


def find_claims(parsed: Parsed, times: list[TimeExpression]) -> tuple[list[NumberClaim], list[RejectedNumber]]:
    """All number claims of an article, and all numbers that are none, in reading order.

    times: the article's time expressions, which date the claims and hold the numbers of dates.
    """
    reading = Reading(parsed)
    dating = Dating(reading, times)
    kept: list[Quantity] = []
    rejected: list[RejectedNumber] = []
    for q in join_shares(reading, numerals(parsed.text)):
        refusal = None if q.joined else _judge(reading, dating, q)
        if refusal:
            rejected.append(_rejected(parsed, q, *refusal))
        else:
            kept.append(q)
    quantities = _complete(reading, kept)
    dating.own(quantities)
    return [_claim(parsed, dating, number, q) for number, q in enumerate(quantities)], rejected


def _judge(reading: Reading, dating: Dating, q: Quantity) -> tuple[str, str] | None:
    """Rule and reason that reject a number, or None; a number that stays has its unit read."""
    if refusal := _first(FIRST, reading, q):
        return refusal
    dated = None if words.after_amount(reading, q) else in_time_expression(dating, q)
    if dated and words.is_recent_year(reading, q):
        return "in_time_expression", dated
    if age_group(reading, q):
        return None
    if read_unit(reading, q):
        age(reading, q)
        return None
    if refusal := _first(WITHOUT_UNIT, reading, q):
        return refusal
    if age(reading, q):
        return None
    if multiple(reading, q):
        return _first({words.idle_multiple: "idiom"}, reading, q)
    if dated:
        return "in_time_expression", dated
    return _first(LAST, reading, q)


def _first(rules: Rules, reading: Reading, q: Quantity) -> tuple[str, str] | None:
    return next(((rule.__name__, reason) for rule, reason in rules.items() if rule(reading, q)), None)


def _complete(reading: Reading, quantities: list[Quantity]) -> list[Quantity]:
    """Join, bound and name the counted of what is left."""
    quantities = join_ranges(reading, join_parts(reading, quantities))
    for q in quantities:
        read_bound(reading, q)
        if q.kind not in ("age", "duration", "multiple"):
            read_counted(reading, q)
            per_noun(reading, q)
        if not q.kind:
            count(q)
    quantities = join_limits(reading, outermost(quantities))
    inherit_bounds(reading, quantities)
    share_hanging(reading, quantities)
    name_tallies(reading, quantities)
    read_changes(reading, quantities)
    share_degrees(reading, quantities)
    carry_over(reading, quantities)
    return quantities


def count(q: Quantity) -> None:
    """A number with the noun it counts, or alone: "14,000 soldiers", "6,000 of them", "half of the vote"."""
    q.kind = "share" if q.form == "part" and q.low is not None and q.low < 1 else "count"
    q.rule = q.rule or "count"


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
        time_id=dating.time_id(q),
    )


def _rejected(parsed: Parsed, q: Quantity, rule: str, reason: str) -> RejectedNumber:
    sentence = parsed.segments.sentence_at(q.start)
    text = parsed.text[q.start : q.end]
    return RejectedNumber(parsed.article.article_id, sentence, q.start, q.end, text, rule, reason)
