"""Times: every expression of date and time, its TIMEX3 value and the days it covers, counted from the dateline.

`reading` is one article as the rules see it, `calendar` reckons with days. The rules stand beside this file: `dates` for what the calendar names, `relative` for what is counted
from the dateline or an earlier mention, `durations` for lengths, clock times and sets; what two expressions say
together (ranges, a clock time and its day) is joined here. Values follow TIMEX3 (TimeML), with 197X for a decade and
2011/2014 for a range.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from helpers.findings.times import dates, durations, relative
from helpers.findings.times.calendar import Time, date_of, day, month
from helpers.findings.times.reading import DAYPARTS, Context, Rule
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
        glued = first.isdigit() and context.text[start - 1 : start].isalpha()
        if not rules or start < position or end - start > LONGEST or glued:
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
    "dotted_clock": 0,
    "year_range": 0,
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


CALENDAR = {"month_alone", "month_of_year", "month_then_day", "day_then_month"}
DAY_VALUE = re.compile(r"\d{4}-\d\d-\d\d$")
CLOCK_VALUE = re.compile(r"(?:\d{4}-\d\d-\d\d)?(T\d\d:\d\d)$")
BETWEEN = re.compile(r"\bbetween (?:the )?$", re.IGNORECASE)
FROM = re.compile(r"\bfrom (?:the )?$", re.IGNORECASE)
TO_GAP = re.compile(r"\s(?:to|until|till|through)\s(?:the )?$")
AND_GAP = re.compile(r"\sand\s(?:the )?")
TO = re.compile(r"\s(?:to|through)\s")
DASH = re.compile(r"\s?[-–—]\s?")
DAYPART_BEHIND = re.compile(rf"\s(?P<part>{'|'.join(DAYPARTS)})\b", re.IGNORECASE)
MODIFIER = re.compile(
    r"(?:\b(?:the |its |their )?(?:very )?(?:early|late|mid|earlier|later|the (?:end|start"
    r"|beginning|middle|rest|turn) of)(?: in)?[ -](?:the )?|\bmid-|\b(?:the|its|their|a) )$",
    re.IGNORECASE,
)


class Found(NamedTuple):
    """An expression before it becomes a row: its place, its rule and its meaning."""

    start: int
    end: int
    rule: str
    time: Time


def join(found: list[Found], context: Context) -> list[Found]:
    """Join neighbours that name one time together."""
    joined: list[Found] = []
    for expression in found:
        expression = with_part_of_day(expression, context)
        previous = joined[-1] if joined else None
        if previous and expression.start - previous.end <= 14:
            gap = context.text[previous.end : expression.start]
            merged = (
                clock_and_day(previous, expression, gap)
                or lengths(previous, expression, gap)
                or interval(previous, expression, gap, context)
            )
            if merged:
                joined[-1] = merged
                continue
            joined[-1], expression = two_ends(previous, expression, gap, context)
        joined.append(expression)
    return [since(expression, context) for expression in joined]


def with_part_of_day(found: Found, context: Context) -> Found:
    """Friday morning, Wednesday night."""
    match, value = DAYPART_BEHIND.match(context.text, found.end), found.time.value or ""
    if not match or found.time.kind != "DATE" or not (DAY_VALUE.match(value) or value.startswith("XXXX-WXX-")):
        return found
    time = found.time._replace(kind="TIME", value=f"{value}T{DAYPARTS[match['part'].lower()]}")
    return found._replace(end=match.end(), time=time)


def clock_and_day(first: Found, second: Found, gap: str) -> Found | None:
    """10:35 a.m. Friday; Thursday, April 6; 5 p.m. EST, Nov. 6."""
    if not re.fullmatch(r",?\s(?:on\s)?", gap):
        return None
    clock = CLOCK_VALUE.match(first.time.value or "")
    if first.time.kind == "TIME" and second.time.kind == "DATE" and clock and DAY_VALUE.match(second.time.value or ""):
        time = second.time._replace(kind="TIME", value=second.time.value + clock[1])
        return Found(first.start, second.end, first.rule, time)
    if first.rule == "weekday" and second.rule in ("month_then_day", "day_then_month") and "on" not in gap:
        return Found(first.start, second.end, second.rule, second.time)
    return None


MIXED = re.compile(r"P(?:\d+Y \d+[MWD]|\d+M \d+[WD]|\d+W \d+D|T\d+H \d+[MS]|T\d+M \d+S)")


def lengths(first: Found, second: Found, gap: str) -> Found | None:
    """Four years and six months: one length in two units."""
    larger, smaller = first.time.value or "", (second.time.value or "").removeprefix("P").removeprefix("T")
    if gap not in (" and ", ", ", " ") or not MIXED.fullmatch(f"{larger} {smaller}"):
        return None
    return first._replace(end=second.end, time=first.time._replace(value=larger + smaller))


def interval(first: Found, second: Found, gap: str, context: Context) -> Found | None:
    """March–June 2014: one interval from the first to the last day."""
    if (
        not DASH.fullmatch(gap)
        or len(first.time.value or "") != len(second.time.value or "")
        or not _are_ends(first, second)
    ):
        return None
    opening, closing = _with_year(first, second, context).time, second.time
    value = f"{opening.value}/{closing.value}"
    return Found(first.start, second.end, "interval", Time("DATE", value, opening.first, closing.last))


def two_ends(first: Found, second: Found, gap: str, context: Context) -> tuple[Found, Found]:
    """Between March and June 2014, from 3 April to 9 May 2014: two dates, of which the second states the year for both."""
    before = context.before(first.start)
    between = BETWEEN.search(before) and AND_GAP.fullmatch(gap)
    linked = between or (FROM.search(before) and TO_GAP.fullmatch(gap)) or TO.fullmatch(gap)
    return (_with_year(first, second, context), second) if linked and _are_ends(first, second) else (first, second)


def _are_ends(first: Found, second: Found) -> bool:
    days = (first.time.first, second.time.first)
    return first.time.kind == second.time.kind == "DATE" and None not in days and "/" not in (first.time.value or "/")


def _with_year(first: Found, second: Found, context: Context) -> Found:
    """The first of two months or days, in the year that only the second states, or in the one before."""
    stated = [re.search(r"\d{4}|year", context.text[found.start : found.end]) for found in (first, second)]
    if not {first.rule, second.rule} <= CALENDAR or stated[0] or not stated[1]:
        return first
    number, days = first.time.first.month, DAY_VALUE.match(first.time.value or "")
    year = second.time.first.year - (number > second.time.first.month)
    time = day(date_of(year, number, first.time.first.day)) if days else month(year, number)
    return first._replace(time=time) if time.first else first


def since(found: Found, context: Context) -> Found:
    """Since 2014: from then on to the dateline."""
    match = re.search(r"\b(?:ever )?since (?:the )?(?:early |late |mid-?)?$", context.before(found.start))
    now = context.dateline
    if not match or found.time.first is None or now is None or found.time.kind != "DATE" or found.time.first > now:
        return found
    return found._replace(start=found.start - len(match[0]), rule="since", time=found.time._replace(last=now))


def widen(found: Found, context: Context) -> Found:
    """Take in the words in front that narrow an expression: early, late, the end of."""
    if found.rule == "short_decade" and context.text[found.start - 1 : found.start] == "'":
        found = found._replace(start=found.start - 1)
    before = context.before(found.start)
    match = MODIFIER.search(before) if found.rule not in ("since", "interval", "reference") else None
    return found._replace(start=found.start - len(match[0])) if match else found


def behind(floor: int, widened: Found, plain: Found) -> Found:
    """The widened expression, or the plain one where widening would run into what stands before."""
    if widened.start >= floor:
        return widened
    return plain if plain.start >= floor else plain._replace(start=floor)
