"""What two expressions say together (ranges, a clock time and its day), and the words in front that belong to one."""

from __future__ import annotations

import re
from typing import NamedTuple

from helpers.findings.times.calendar import Time, date_of, day, days_after, month
from helpers.findings.times.context import Context
from helpers.findings.times.vocabulary import DAYPARTS

CALENDAR = {"month_alone", "month_of_year", "month_then_day", "day_then_month"}
DAY_VALUE = re.compile(r"\d{4}-\d\d-\d\d$")
CLOCK_VALUE = re.compile(r"(?:\d{4}-\d\d-\d\d)?(T\d\d:\d\d)$")
BETWEEN = re.compile(r"\bbetween (?:the )?$", re.IGNORECASE)
FROM = re.compile(r"\bfrom (?:the )?$", re.IGNORECASE)
TO_GAP = re.compile(r"\s(?:to|until|till|through)\s(?:the )?$")
AND_GAP = re.compile(r"\sand\s(?:the )?")
TO = re.compile(r"\s(?:to|through)\s")
DASH = re.compile(r"\s?[-–—]\s?")
NEAR = 24  # characters between a clock time and a day that belongs to it
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
    return [since(expression, context) for expression in _days_behind(joined, context)]


def _days_behind(found: list[Found], context: Context) -> list[Found]:
    """A clock time without a day before it in its sentence takes one that follows: 10:35 a.m. (0735 GMT) Friday."""
    placed = list(found)
    for place, clock in enumerate(found):
        match = CLOCK_VALUE.match(clock.time.value or "")
        if not match or (place and _same_sentence(found[place - 1], clock, context)):
            continue
        day = next((later for later in found[place + 1 : place + 3] if DAY_VALUE.match(later.time.value or "")), None)
        if day and day.start - clock.end <= NEAR and _same_sentence(clock, day, context):
            placed[place] = clock._replace(time=day.time._replace(kind="TIME", value=f"{day.time.value}{match[1]}"))
    return placed


def _same_sentence(first: Found, second: Found, context: Context) -> bool:
    return context.segments.sentence_at(first.start) == context.segments.sentence_at(second.start)


def with_part_of_day(found: Found, context: Context) -> Found:
    """Friday morning, Wednesday night."""
    match = DAYPART_BEHIND.match(context.text, found.end)
    if not match or found.time.kind != "DATE" or not re.search(r"-\d\d$|-\d$", found.time.value or ""):
        return found
    if not DAY_VALUE.match(found.time.value) and not found.time.value.startswith("XXXX-WXX-"):
        return found
    value = f"{found.time.value}T{DAYPARTS[match['part'].lower()]}"
    return Found(found.start, match.end(), found.rule, found.time._replace(kind="TIME", value=value))


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
    if first.time.kind != "DURATION" or second.time.kind != "DURATION" or gap not in (" and ", ", ", " "):
        return None
    larger, smaller = first.time.value or "", (second.time.value or "").removeprefix("P").removeprefix("T")
    if not MIXED.fullmatch(f"{larger} {smaller}") or ("T" in larger) != ("T" in (second.time.value or "")):
        return None
    return Found(first.start, second.end, first.rule, first.time._replace(value=larger + smaller))


def interval(first: Found, second: Found, gap: str, context: Context) -> Found | None:
    """2011-2014, March–June 2014: one interval from the first to the last day."""
    if not DASH.fullmatch(gap) or not _are_ends(first, second) or not _same_grain(first.time.value, second.time.value):
        return None
    ends = _in_order(first, second, context)
    if ends is None:
        return None
    opening, closing = ends
    return Found(
        first.start,
        second.end,
        "interval",
        Time("DATE", f"{opening.value}/{closing.value}", opening.first, closing.last),
    )


def two_ends(first: Found, second: Found, gap: str, context: Context) -> tuple[Found, Found]:
    """Between 2011 and 2014, from March to June 2014: two dates, of which one may state the year for both."""
    before = context.before(first.start)
    between = BETWEEN.search(before) and AND_GAP.fullmatch(gap)
    if _are_ends(first, second) and (between or (FROM.search(before) and TO_GAP.fullmatch(gap)) or TO.fullmatch(gap)):
        ends = _in_order(first, second, context)
        if ends:
            return first._replace(time=ends[0]), second._replace(time=ends[1])
    return first, second


def _are_ends(first: Found, second: Found) -> bool:
    if first.time.kind != "DATE" or second.time.kind != "DATE":
        return False
    return "/" not in (first.time.value or "/") and bool(second.time.value)


def _same_grain(first: str, second: str) -> bool:
    return len(first) == len(second) and ("-W" in first) == ("-W" in second) and "REF" not in first


def _in_order(first: Found, second: Found, context: Context) -> tuple[Time, Time] | None:
    """Both ends; one that states no year takes the other's, a weekday in front of the first is the next week's."""
    opening, closing = first.time, second.time
    if opening.first is None or closing.first is None or closing.last is None:
        return None
    stated = [bool(re.search(r"\d{4}|year", context.text[f.start : f.end])) for f in (first, second)]
    if second.rule in CALENDAR and first.rule in CALENDAR and stated == [False, True]:
        opening = _of_year(opening, closing.first.year, -1 if opening.first.month > closing.first.month else 0)
    elif second.rule in CALENDAR and first.rule in CALENDAR and not stated[1]:
        closing = _of_year(closing, opening.first.year, 1 if opening.first.month > closing.first.month else 0)
    elif first.rule == second.rule == "weekday" and closing.first < opening.first:
        closing = day(days_after(closing.first, 7))
    if opening.first is None or closing.last is None or opening.first > closing.last:
        return None
    return opening, closing


def _of_year(time: Time, year: int, shift: int) -> Time:
    """The same month or day in another year."""
    _, month_number, *days = (time.value or "").split("-")
    if days:
        return day(date_of(year + shift, int(month_number), int(days[0])))
    return month(year + shift, int(month_number))


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
