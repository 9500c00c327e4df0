"""Times: every expression of date and time, its TIMEX3 value and the days it covers, counted from the dateline.

The rules stand beside this file: `dates` for what the calendar names, `relative` for what is counted
from the dateline or an earlier mention, `durations` for lengths, clock times and sets, `joins` for
what two expressions say together. Values follow TIMEX3 (TimeML), with 197X for a decade and 2011/2014 for a range.
"""

from __future__ import annotations

import re
from functools import cache

from helpers.findings.times import dates, durations, relative
from helpers.findings.times.context import Context
from helpers.findings.times.joins import Found, behind, join, widen
from helpers.findings.times.vocabulary import Rule
from helpers.text.parse import Parsed
from helpers.text.records import TimeExpression

WORD = re.compile(r"[^\W\d_]+|\d[^\W_]*")
EARLIER = re.compile("earlier|ago|before", re.IGNORECASE)  # a time of comparison: what follows is not counted from it
LONGEST = 40  # characters of a word or number; what is longer is no time


def find_times(parsed: Parsed) -> list[TimeExpression]:
    """Every time expression of an article, in reading order."""
    context = Context(parsed)
    rows: list[TimeExpression] = []
    for expression in join(_scan(context), context):
        floor = rows[-1].end if rows else 0
        rows.append(_row(parsed, len(rows), behind(floor, widen(expression, context), expression)))
    return rows


def _scan(context: Context) -> list[Found]:
    starts, found, position = _starts(), [], 0
    for word in WORD.finditer(context.text):
        start, end = word.span()
        first = context.text[start]
        rules = starts.get("digit" if first.isdigit() else word[0].lower()) or (first.isdigit() and starts.get("digit"))
        if (
            not rules
            or start < position
            or end - start > LONGEST
            or (first.isdigit() and context.text[start - 1 : start].isalpha())
        ):
            continue
        expression = _first_that_fits(rules, context, start)
        if expression:
            found.append(expression)
            if expression.rule != "year_earlier" and not EARLIER.search(context.text, start, expression.end):
                context.note(expression.start, expression.time)
            position = expression.end
    return found


def _first_that_fits(rules: tuple[Rule, ...], context: Context, start: int) -> Found | None:
    for rule in rules:
        match = rule.pattern.match(context.text, start)
        time = rule.meaning(match, context) if match else None
        if match and time:
            return Found(start, match.end(), rule.meaning.__name__, time)
    return None


@cache
def _starts() -> dict[str, tuple[Rule, ...]]:
    """The rules that may begin with a word, the more particular first."""
    rules = [*relative.RULES, *durations.RULES, *dates.RULES]
    rules.sort(key=lambda rule: PRECEDENCE.get(rule.meaning.__name__, 1))
    words = {word for rule in rules for word in rule.starts}
    return {word: tuple(rule for rule in rules if word in rule.starts) for word in words}


PRECEDENCE = {
    "iso_date": 0,
    "days_of_month": 0,
    "clock": 0,
    "counted_from": 0,
    "relative_length": 0,
    "fiscal_year": 2,
    "year": 3,
    "month_alone": 3,
}
"""Rules that go first (0) or last (3) where several may begin with the same word."""


def _row(parsed: Parsed, number: int, found: Found) -> TimeExpression:
    time = found.time
    return TimeExpression(
        time_id=parsed.row_id("t", number),
        article_id=parsed.article.article_id,
        sentence=parsed.segments.sentence_at(found.start),
        start=found.start,
        end=found.end,
        text=parsed.text[found.start : found.end],
        rule=found.rule,
        kind=time.kind,
        value=time.value,
        from_date=time.first,
        to_date=time.last,
        reason=time.reason,
    )
