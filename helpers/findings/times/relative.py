"""Rules for times counted from the dateline or from what was mentioned last: today, last week, a year earlier."""

from __future__ import annotations

import re

from helpers.findings.times import calendar
from helpers.findings.times.calendar import Time
from helpers.findings.times.durations import length
from helpers.findings.times.reading import (
    DAYPARTS,
    HOLIDAYS,
    MONTHS,
    ORDINALS,
    REFERENCES,
    SEASONS,
    UNITS,
    WEEKDAYS,
    Context,
    Rule,
    amount,
    rule,
)

RULES: list[Rule] = []
BACK = {"last", "past", "previous", "prior", "preceding"}
AHEAD = {"next", "coming", "following", "upcoming"}
OPEN_VALUE = {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX", "F": "XXXX-WXX", "WE": "XXXX-WXX-WE", "Q": "XXXX-QX"}
RELATIONS = "last past previous prior preceding next coming following upcoming this current latest same that"
RELATION = "(?P<which>" + "|".join(RELATIONS.split()) + ")"
SOON_AS = re.compile(r" (?:as|after)\b")
FINE = ("TH", "TM", "TS")


@rule(
    RULES,
    "today tonight yesterday tomorrow",
    r"(?P<day>today|tonight|yesterday|tomorrow)(?: (?P<part>DAYPART)|(?='s|\b))",
)
def named_day(match: re.Match[str], context: Context) -> Time | None:
    """Today, yesterday afternoon."""
    word = match["day"].lower()
    if word == "today" and match["day"][0].isupper() and context.in_name_run(match.start()):
        return None
    part = "NI" if word == "tonight" else DAYPARTS[match["part"].lower()] if match["part"] else None
    day = calendar.day(calendar.days_after(context.dateline, {"yesterday": -1, "tomorrow": 1}.get(word, 0)))
    return part_of_day(day if context.dateline else calendar.undated("XXXX-XX-XX"), part)


@rule(
    RULES,
    "last this next the that",
    r"(?P<which>last|this|that|the next|the following|the previous|the same) (?P<part>DAYPART)",
)
def relative_part_of_day(match: re.Match[str], context: Context) -> Time | None:
    """Last night, this morning, the next afternoon."""
    which = re.sub(r"\s+", " ", match["which"].lower())
    told = context.last.first if context.last else None
    start = context.dateline if which in ("last", "this") else told or context.dateline
    shift = {"last": -1, "the previous": -1, "the next": 1, "the following": 1}.get(which, 0)
    day = calendar.day(calendar.days_after(start, shift)) if start else calendar.undated("XXXX-XX-XX")
    return part_of_day(day, DAYPARTS[match["part"].lower()])


@rule(RULES, RELATIONS, r"(?P<which>last|past|previous|next|coming|following|this|that) (?P<weekday>WEEKDAY)")
def relative_weekday(match: re.Match[str], context: Context) -> Time | None:
    """Last Friday is the nearest before the dateline, next Friday the nearest behind it."""
    number, which = WEEKDAYS[match["weekday"].rstrip(".").lower()], match["which"].lower()
    start = context.dateline if which in ("last", "past", "next", "coming", "this") else context.anchor()
    if start is None:
        return calendar.undated(f"XXXX-WXX-{number}")
    back = (start.isoweekday() - number) % 7
    if which in BACK or (which in ("this", "that") and context.tense(match.start("weekday")) < 0):
        return calendar.day(calendar.days_after(start, -(back or 7) if which in BACK else -back))
    return calendar.day(calendar.days_after(start, (-back) % 7 or (0 if which == "this" else 7)))


@rule(
    RULES,
    RELATIONS,
    r"(?P<which>last|past|previous|next|coming|this|that) (?:(?P<month>MONTH)|(?P<season>SEASON)"
    r"|(?P<holiday>HOLIDAY))(?! \d)",
)
def relative_recurring(match: re.Match[str], context: Context) -> Time | None:
    """Last June, this summer, next Christmas."""
    now, which = context.dateline, match["which"].lower()
    if match["month"] and not match["month"][0].isupper():
        return None
    make, value = _recurring(match)
    if now is None:
        return calendar.undated(value)
    if which in ("this", "that"):
        years = (now.year - 1, now.year)
        running = [time for year in years if (time := make(year)).first and time.first <= now <= time.last]
        return running[0] if running else make(now.year)
    times = [time for step in (-2, -1, 0, 1, 2) if (time := make(now.year + step)).first]
    if which in BACK:
        return next((time for time in reversed(times) if time.last < now), None)
    return next((time for time in times if time.first > now), None)


def _recurring(match: re.Match[str]):
    if match["month"]:
        number = MONTHS[match["month"].rstrip(".").lower()]
        return lambda year: calendar.month(year, number), f"XXXX-{number:02}"
    if match["season"]:
        code, first = SEASONS[match["season"].lower()]
        return lambda year: calendar.season(year, code, first), f"XXXX-{code}"
    found = HOLIDAYS[re.sub(r"\s+", " ", match["holiday"].lower())]
    return lambda year: calendar.day(calendar.holiday(found, year)), "XXXX-XX-XX"


@rule(
    RULES,
    RELATIONS,
    rf"(?:(?:this|the) )?{RELATION}~(?:FISCAL~)?(?P<unit>weekend|week|fortnight|month|quarter|year"
    rf"|decade|century|day|hour)\b(?!~(?:old|ago|earlier))(?:'s~(?:(?:fiscal )?(?P<ordinal>first"
    rf"|second|third|fourth)~)?(?P<quarter>quarter))?",
)
def relative_unit(match: re.Match[str], context: Context) -> Time | None:
    """Last week, this month, the current quarter, the following day, this year's third quarter."""
    which, unit = match["which"].lower(), UNITS[match["unit"].lower()]
    told = which in ("following", "previous", "prior", "preceding", "same", "that", "next") and (
        unit == "D" or which != "next"
    )
    if match["quarter"]:
        return _quarter_of(match, context, _shift(which))
    if unit == "Q" and which in ("latest", "same", "this", "current") and context.quarter:
        return calendar.quarter(*context.quarter)
    start = context.anchor() if told else context.dateline
    if start is None:
        return calendar.undated(OPEN_VALUE.get(unit, "XXXX-XX-XX"))
    if unit == "TH":
        return length(1, unit)
    if unit in ("E", "C"):
        years = 10 if unit == "E" else 100
        first = (start.year // years + _shift(which)) * years
        return calendar.decade(first) if unit == "E" else calendar.century(first // 100 + 1)
    if unit == "Q" and which == "latest":
        return calendar.around(calendar.since(start, "Q", -1), "Q")
    if "fiscal" in match[0].lower():
        shifted = calendar.year(start.year + _shift(which))
        return Time("DATE", shifted.value, reason="whose fiscal year, and when it begins, is not said")
    return calendar.around(calendar.since(start, unit, _shift(which)), unit)


def _shift(which: str) -> int:
    return -1 if which in BACK else 1 if which in AHEAD else 0


def _quarter_of(match: re.Match[str], context: Context, shift: int) -> Time | None:
    if context.dateline is None:
        return calendar.undated("XXXX-QX")
    ordinal = ORDINALS[match["ordinal"].lower()] if match["ordinal"] else None
    number = ordinal or (context.quarter[1] if context.quarter else None)
    if number is None:
        return calendar.year(context.dateline.year + shift)
    return calendar.quarter(context.dateline.year + shift, number)


@rule(
    RULES,
    RELATIONS + " recent",
    r"(?P<which>last|past|previous|prior|preceding|next|coming|following|this|first|latest|recent) (?P<count>NUMBER)"
    r"(?:(?:-| to | or )(?P<high>NUMBER))?~(?:more )?(?:FISCAL~|full~|straight~|consecutive~)?(?P<unit>UNIT)(?! old)",
)
def relative_length(match: re.Match[str], context: Context) -> Time | None:
    """The next five years, the past few weeks: a length, and the days it covers."""
    which, unit, count = match["which"].lower(), UNITS[match["unit"].lower()], amount(match["count"])
    if match["high"]:
        count = None
    told = length(count, unit)
    if context.dateline is None or count is None or told.value is None:
        return Time("DURATION", told.value, reason=calendar.VAGUE if count is None else calendar.UNDATED)
    if which in AHEAD:
        return calendar.spell("DURATION", told.value, context.dateline, calendar.since(context.dateline, unit, count))
    if which in BACK or which == "latest":
        return calendar.spell("DURATION", told.value, calendar.since(context.dateline, unit, -count), context.dateline)
    return told


@rule(RULES, "recent coming", r"(?P<which>recent|coming|upcoming) (?P<unit>(?:day|week|month|year|decade)s)\b")
def recent_units(match: re.Match[str], context: Context) -> Time | None:
    """In recent months, in the coming weeks."""
    return calendar.vague("PAST_REF" if match["which"].lower() == "recent" else "FUTURE_REF")


@rule(
    RULES,
    "number digit",
    r"(?P<count>NUMBER)(?:(?: to | or |-)(?P<high>NUMBER))?~(?:more~)?(?P<unit>UNIT)"
    r"(?P<half> and a half)?(?: or (?:so|more|two))?,?~(?P<way>ago|earlier|later"
    r"|from now|hence|afterwards?|previously)\b",
)
def counted_from(match: re.Match[str], context: Context) -> Time | None:
    """Two years ago, three months earlier, a week from now, two days later."""
    count, unit, way = amount(match["count"]), UNITS[match["unit"].lower()], re.sub(r"\s+", " ", match["way"].lower())
    if way in ("earlier", "later") and THAN.match(context.text, match.end()):
        return None
    if count is None or match["high"]:
        return calendar.vague("FUTURE_REF" if way in ("from now", "hence") else "PAST_REF")
    if unit == "Y" and count == 1 and way in ("ago", "earlier", "previously"):
        return year_earlier(match, context)
    count += 0.5 if match["half"] else 0
    start = context.dateline if way in ("ago", "from now", "hence") else context.anchor(unit)
    if start is None:
        return calendar.undated("PAST_REF" if way == "ago" else OPEN_VALUE.get(unit, "XXXX-XX-XX"))
    if unit in FINE:
        return Time("TIME", start.isoformat(), start, start) if way == "ago" else None
    sign = -1 if way in ("ago", "earlier", "previously") else 1
    return calendar.around(calendar.since(start, unit, sign * count), unit)


THAN = re.compile(r"\s+than\b")  # "two quarters later than forecast" says how much later, not when


@rule(
    RULES,
    "year",
    r"year~(?:ago|earlier)(?:~(?:(?P<ordinal>first|second|third|fourth)~)?(?P<unit>quarter|period|month|day|week))?\b",
)
def year_earlier(match: re.Match[str], context: Context) -> Time | None:
    """A year earlier, the year-ago quarter: the reference quarter of a year before, where the article has one."""
    groups = match.groupdict()
    if groups.get("ordinal") and context.dateline:
        return calendar.quarter(context.dateline.year - 1, ORDINALS[groups["ordinal"].lower()])
    if context.quarter:
        return calendar.quarter(context.quarter[0] - 1, context.quarter[1])
    ago = "ago" in match[0].lower()
    start = context.dateline if ago else context.anchor()
    if start is None:
        return calendar.undated("XXXX")
    if context.last and context.last.value and re.fullmatch(r"\d{4}-\d\d", context.last.value) and not ago:
        return calendar.around(calendar.since(start, "Y", -1), "M")
    return calendar.year(start.year - 1)


@rule(
    RULES,
    "the that",
    r"(?:the|that) (?P<unit>quarter|weekend|year|month)\b(?! (?:before|after|ago|earlier|\d{4}"
    r"|two thousand|nineteen)\b)(?!['-])",
)
def the_unit(match: re.Match[str], context: Context) -> Time | None:
    """The quarter, the weekend, the year: the one the article is about."""
    unit = match["unit"].lower()
    if match[0].lower().startswith("that") and context.last is None:
        return None
    if unit == "quarter" and context.quarter:
        return calendar.quarter(*context.quarter)
    if unit == "year" and re.match(r" (?:end(?:ed|ing|s)|to)\b", context.text[match.end() : match.end() + 8]):
        return length(1, "Y")
    start = context.anchor() if match[0].lower().startswith("that") else context.dateline
    if start is None:
        return calendar.undated(OPEN_VALUE[UNITS[unit]])
    if unit == "weekend":
        forward = context.tense(match.start("unit")) > 0 or start.isoweekday() >= 6
        return calendar.weekend(start if forward else calendar.days_after(start, -7))
    return calendar.around(start, UNITS[unit])


@rule(
    RULES,
    "the its their a",
    r"(?:the|its|their|a) (?:(?P<which>latest|current|same|year-earlier|year-ago|comparable"
    r"|corresponding|full|fiscal) (?P<unit>period|year))\b(?!['-])",
)
def reporting_period(match: re.Match[str], context: Context) -> Time | None:
    """The latest period, the full year: what a report is about."""
    which = match["which"].lower()
    back = which in ("year-earlier", "year-ago", "comparable", "corresponding")
    if match["unit"].lower() == "year":
        if which == "fiscal":
            return length(1, "Y")
        return calendar.year(context.dateline.year) if which == "full" and context.dateline else None
    return calendar.quarter(context.quarter[0] - back, context.quarter[1]) if context.quarter else None


@rule(RULES, "reference the", "(?P<words>" + "|".join(sorted(REFERENCES, key=len, reverse=True)) + r")\b")
def reference(match: re.Match[str], context: Context) -> Time | None:
    """Now, recently, soon, in the future: past, present or future, and no more."""
    word, token = match[0].lower(), context.token(match.end() - len(match[0].split()[-1]))
    if token is None or (word.endswith(("future", "the past")) and (token.tag_ != "NN" or token.dep_ == "compound")):
        return None
    if word == "soon" and (token.head.tag_ in ("VBD", "VBN", "IN") or SOON_AS.match(context.text, match.end())):
        return None
    if match[0][0].isupper() and word in ("future", "current", "now") and context.in_name_run(match.start()):
        return None
    return calendar.vague(REFERENCES[re.sub(r"\s+", " ", match["words"].lower())])


def part_of_day(day: Time, letters: str | None) -> Time:
    """A part of a day: the day's interval, its value with TMO, TAF, TEV or TNI."""
    if letters is None or day.value is None:
        return day
    return Time("TIME", f"{day.value}T{letters}", day.first, day.last, day.reason)
