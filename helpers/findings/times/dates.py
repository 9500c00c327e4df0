"""Rules for times that the calendar names: days, months, quarters, seasons, years, decades, holidays.

Each rule's name stands in the `rule` column. A rule gets the match of its pattern and what was read before;
it returns what the words mean, or None where they are no time.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from helpers.findings.times import calendar
from helpers.findings.times.calendar import Time
from helpers.findings.times.reading import (
    HOLIDAYS,
    NUMBERS,
    SEASONS,
    Context,
    Rule,
    amount,
    month_number,
    ordinal_number,
    rule,
    weekday_number,
)

RULES: list[Rule] = []
RELATIVE_YEAR = r"(?P<which>this|last|next|the~past|the~previous)~year"
OF_YEAR = rf"(?:(?:,| of|~of~fiscal|~in|~of~the~year)?~(?:fiscal~)?(?P<year>YEAR)|(?: of|,)? {RELATIVE_YEAR}(?!['-]))"
MEASURE_AHEAD = re.compile(
    r"[^\S\n]?(?:%|percent\b|per cent\b|people\b|persons\b|men\b|women\b|k[mg]s?\b|met(?:re"
    r"|er)s?\b|miles?\b|feet\b|pounds?\b"
    r"|tons?\b|tonnes?\b|dollars?\b|euros?\b|points?\b|votes?\b|jobs?\b|times\b|hours?\b"
    r"|minutes?\b|GMT\b|acres?\b|years\b|days\b)",
    re.IGNORECASE,
)
AMOUNT_BEFORE = re.compile(
    r"(?:[$£€¥#]\s?|\b(?:about|some|nearly|almost|(?<!later )than|(?<!until at )(?<!since at )least|most|over|no\.|nos\.|number|room"
    r"|flight|route|highway|page|chapter) )$"
)
DECADES = {"twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960, "seventies": 1970}
DECADES |= {"eighties": 1980, "nineties": 1990}
HALF_A_YEAR = 183  # days; further ahead, a quarter, or a month without "will", is the one just past
NUMBER_AROUND = re.compile(r"[\d][.,:/]$|(?<!post)(?<!pre)(?<!mid)(?<!early)(?<!late)[-–][$£€]?$")
YEAR_BEFORE = re.compile(
    r"\b(?:in|since|of|by|until|till|from|before|after|during|to|and|through|for|the|late|early|'s) $"
)


@rule(RULES, "digit", r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b")
def iso_date(match: re.Match[str], context: Context) -> Time | None:
    """2024-03-09."""
    return calendar.day(calendar.date_of(int(match["year"]), int(match["month"]), int(match["day"])))


@rule(RULES, "digit", r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>\d{4})\b(?!/)")
def slashed_date(match: re.Match[str], context: Context) -> Time | None:
    """3/25/2024 or 25/3/2024; silent about the day where both orders are possible."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    if a <= 12 and b <= 12 and a != b:
        return Time("DATE", None, reason="day and month may be either way round")
    return calendar.day(calendar.date_of(year, b, a) if a > 12 else calendar.date_of(year, a, b))


@rule(
    RULES,
    "digit",
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: day)?(?: of)? (?P<month>MONTH)(?:{OF_YEAR})?",
)
def day_then_month(match: re.Match[str], context: Context) -> Time | None:
    """3 March 2014, 3rd of March."""
    return _day_of_month(match, context)


@rule(
    RULES,
    "month",
    rf"(?P<month>MONTH) (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!%|[,.]\d|:\d| (?:percent"
    rf"|million|billion))(?:{OF_YEAR})?",
)
def month_then_day(match: re.Match[str], context: Context) -> Time | None:
    """March 3, 2014, Aug. 7."""
    return _day_of_month(match, context)


@rule(
    RULES,
    "digit month",
    rf"(?:(?P<day>\d{{1,2}})(?: ?[-–] ?| to | and | until )(?P<last>\d{{1,2}}) (?P<month>MONTH)"
    rf"|(?P<month_first>MONTH) (?P<day_a>\d{{1,2}})(?: ?[-–] ?| to | and | through )(?P<last_a>\d{{1,2}})\b(?![.,:/]?\d|%))"
    rf"(?:{OF_YEAR})?",
)
def days_of_month(match: re.Match[str], context: Context) -> Time | None:
    """4 to 9 August, June 3-5, between Sept. 24 and 29: one interval."""
    name, first = match["month"] or match["month_first"], match["day"] or match["day_a"]
    last = int(match["last"] or match["last_a"])
    open_pair = " and " in match[0] and not context.before(match.start()).endswith("between ")
    if not name[0].isupper() or not int(first) < last or open_pair:
        return None
    start = _day_in_year(month_number(name), int(first), _year_of(match, context), context, match.start())
    stop = calendar.day(calendar.date_of(start.first.year, month_number(name), last)) if start.first else start
    return Time("DATE", f"{start.value}/{stop.value}", start.first, stop.last) if stop.first else stop


@rule(RULES, "week", rf"week of (?P<month>MONTH) (?P<day>\d{{1,2}})\b(?:{OF_YEAR})?")
def week_of(match: re.Match[str], context: Context) -> Time | None:
    """The week of March 6."""
    day = _day_of_month(match, context)
    return calendar.week(day.first) if day and day.first else day


@rule(RULES, "month", rf"(?P<month>MONTH)(?:{OF_YEAR}|,? '(?P<short>\d\d)\b)")
def month_of_year(match: re.Match[str], context: Context) -> Time | None:
    """March 2014, January this year."""
    year = _year_of(match, context)
    if year is None:
        return calendar.undated(f"XXXX-{month_number(match['month']):02}")
    return calendar.month(year, month_number(match["month"]))


@rule(RULES, "month", r"MONTH")
def month_alone(match: re.Match[str], context: Context) -> Time | None:
    """September: the nearest one, before or after the dateline as the verb's tense has it."""
    name = match[0].rstrip(".")
    token = context.token(match.start())
    if not name[0].isupper() or (name.lower() in ("may", "march") and token is not None and token.tag_[:2] != "NN"):
        return None
    if len(name) < 4 and name.lower() != "may" and not match[0].endswith("."):
        return None
    number = month_number(name)
    return nearest(lambda year: calendar.month(year, number), f"XXXX-{number:02}", context, match.start())


@rule(RULES, "weekday", r"(?P<weekday>WEEKDAY)(?:'s(?=\W*$))?")
def weekday(match: re.Match[str], context: Context) -> Time | None:
    """Friday: nearly always the nearest past one; a future verb turns it forward."""
    number = weekday_number(match["weekday"])
    if not match[0][0].isupper() or context.in_name(match.start()):
        return None
    if context.dateline is None:
        return calendar.undated(f"XXXX-WXX-{number}")
    back = (context.dateline.isoweekday() - number) % 7
    forward = context.tense(match.start()) > 0
    return calendar.day(calendar.days_after(context.dateline, (-back) % 7 if forward else -back))


@rule(
    RULES,
    "digit fiscal financial fy",
    r"(?:(?P<fiscal>FISCAL)(?:~year)? |FY~?)?(?P<year>YEAR)[-–/](?P<end>\d\d|20\d\d|19\d\d)\b(?![-–/.,:]?\d)",
)
def year_range(match: re.Match[str], context: Context) -> Time | None:
    """2011-2014 and 2021-22: one interval."""
    first = int(match["year"])
    last = int(match["end"]) if len(match["end"]) == 4 else first // 100 * 100 + int(match["end"])
    if not first < last or AMOUNT_BEFORE.search(context.before(match.start())):
        return None
    start, stop = calendar.year(first), calendar.year(last)
    return Time("DATE", f"{first}/{last}", start.first, stop.last)


@rule(RULES, "digit", r"(?P<year>1[0-9]\d0|20\d0)(?:'?s)\b")
def decade(match: re.Match[str], context: Context) -> Time | None:
    """The 1970s."""
    year = int(match["year"])
    return calendar.century(year // 100 + 1) if year % 100 == 0 and year < 2000 else calendar.decade(year)


@rule(RULES, "digit " + " ".join(DECADES), r"(?:(?P<year>[1-9]0)'?s|(?P<name>" + "|".join(DECADES) + r"))\b")
def short_decade(match: re.Match[str], context: Context) -> Time | None:
    """The '70s, the nineties: of the last century, or of this one once the dateline has reached it."""
    before = context.before(match.start())
    if not re.search(r"\b(?:the|early|mid|late|roaring)[ -]'?$", before):
        return None
    if match["name"]:
        return calendar.decade(DECADES[match["name"].lower()])
    now, first = context.dateline.year if context.dateline else 2000, 2000 + int(match["year"])
    return calendar.decade(first if first <= now and before.endswith("'") else first - 100)


@rule(RULES, "year", r"year~end\b(?!~(?:of|up))")
def year_end(match: re.Match[str], context: Context) -> Time | None:
    """By year-end: the dateline's year."""
    return calendar.year(context.dateline.year) if context.dateline else calendar.undated("XXXX")


@rule(RULES, "ordinal digit", r"(?P<ordinal>ORDINAL)~century\b(?: (?P<era>BC|BCE|B\.C\.))?")
def century(match: re.Match[str], context: Context) -> Time | None:
    """The 20th century."""
    if match["era"]:
        return Time("DATE", None, reason="outside the calendar")
    return calendar.century(ordinal_number(match["ordinal"]))


@rule(RULES, "nineteen twenty two", r"(?P<head>nineteen|twenty|two thousand)(?:~and)?~(?P<tail>[a-z]+(?:-[a-z]+)?)\b")
def spelled_year(match: re.Match[str], context: Context) -> Time | None:
    """Nineteen ninety-six, two thousand."""
    tail = match["tail"].lower()
    if not all(word in NUMBERS and NUMBERS[word].isdigit() for word in tail.split("-")):
        return None
    ones = amount(tail)
    if ones is None or not 0 < ones < 100 or (match["head"].lower() != "two thousand" and ones < 10):
        return None
    if not re.search(r"\b(?:in|since|of|by|until|from|year|before|after) $", context.before(match.start())):
        return None
    return calendar.year({"nineteen": 1900, "twenty": 2000}.get(match["head"].lower(), 2000) + int(ones))


@rule(
    RULES,
    "fiscal financial fy tax school academic calendar the year",
    r"(?:FISCAL(?:~year)?|FY|the year) ?(?P<year>YEAR|'?\d\d\b)(?!%|,\d)",
)
def fiscal_year(match: re.Match[str], context: Context) -> Time | None:
    """Fiscal 2020: the year's value; its days depend on the company and are left open."""
    number = int(match["year"].strip("'"))
    number += (2000 if number < 70 else 1900) if number < 100 else 0
    if match[0].lower().startswith(("calendar", "the year")):
        return calendar.year(number)
    return Time("DATE", f"{number:04}", reason="whose fiscal year, and when it begins, is not said")


@rule(RULES, "digit", r"YEAR(?![-–]\w|'?s\b)")
def year(match: re.Match[str], context: Context) -> Time | None:
    """2014, where it is no amount."""
    number, before = int(match[0]), context.before(match.start())
    if AMOUNT_BEFORE.search(before) or NUMBER_AROUND.search(before) or MEASURE_AHEAD.match(context.text, match.end()):
        return None
    near = context.dateline and abs(number - context.dateline.year) < 60
    return calendar.year(number) if near or 1900 <= number < 2050 or YEAR_BEFORE.search(before) else None


@rule(
    RULES,
    "ordinal digit fiscal q h",
    r"(?:(?:fiscal~)?(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)~(?:fiscal~)?(?:quarters?|(?P<half>half))\b"
    rf"|(?P<letter>[QH])(?P<n>[1-4])\b|(?P<m>[1-4])Q\b)(?P<of>{OF_YEAR}| (?:of|in) (?:fiscal )?(?P<late>YEAR)| of the~year)?",
)
def quarter(match: re.Match[str], context: Context) -> Time | None:
    """The third quarter, Q3 2014, the first half of 2014, H1."""
    number = ordinal_number(match["ordinal"]) if match["ordinal"] else int(match["n"] or match["m"])
    halves = match["half"] or (match["letter"] or "").upper() == "H"
    if halves and (number > 2 or (match["half"] and not match["of"])):
        return None
    make, year = calendar.half if halves else calendar.quarter, _year_of(match, context)
    if year is not None:
        return make(year, number)
    time = nearest(
        lambda y: make(y, number), f"XXXX-{'H' if halves else 'Q'}{number}", context, match.start(), begun=True
    )
    if not halves:
        context.quarter = (time.first.year, number) if time.first else None
    return time


@rule(RULES, "season", rf"(?P<season>SEASON)(?:{OF_YEAR})?")
def season(match: re.Match[str], context: Context) -> Time | None:
    """Summer 2014, the summer, in spring."""
    code, first_month = SEASONS[match["season"].lower()]
    number, before = _year_of(match, context), context.before(match.start())
    if number is not None:
        return calendar.season(number, code, first_month)
    token = context.token(match.start())
    describes = token is None or (token.dep_ == "compound" and token.head.tag_[:2] == "NN")
    if describes or not re.search(r"\b(?:in|the|by|since|until|during|early|late|mid|through)[ -]$", before):
        return None
    return nearest(lambda y: calendar.season(y, code, first_month), f"XXXX-{code}", context, match.start(), begun=True)


@rule(RULES, "holiday", rf"(?P<holiday>HOLIDAY)(?:{OF_YEAR})?")
def holiday(match: re.Match[str], context: Context) -> Time | None:
    """Thanksgiving, Election Day 2016."""
    if not match[0][0].isupper() or _describes(match, context):
        return None
    found = HOLIDAYS[re.sub(r"\s+", " ", match["holiday"].lower())]
    number = _year_of(match, context)
    if number is not None:
        return calendar.day(calendar.holiday(found, number))
    fixed = re.fullmatch(r"\d\d-\d\d", found)
    value = f"XXXX-{found}" if fixed else "XXXX-XX-XX"
    return nearest(lambda y: calendar.day(calendar.holiday(found, y)), value, context, match.start())


def _describes(match: re.Match[str], context: Context) -> bool:
    """ "the Christmas party": what the party is for, not when it is."""
    token = context.token(match.end("holiday") - len(match["holiday"].split()[-1]))
    return token is not None and token.dep_ == "compound" and token.head.i > token.i and token.head.is_lower


def nearest(make: Callable[[int], Time], value: str, context: Context, offset: int, begun: bool = False) -> Time:
    """The recurring time, of the year that fits: by the verb's tense, else the closest (or last begun) one."""
    now = context.dateline
    if now is None:
        return calendar.undated(value)
    times = [time for step in (-1, 0, 1) if (time := make(now.year + step)).first]
    tense = context.tense(offset)
    past = [time for time in times if time.first <= now]
    ahead = [time for time in times if time.last >= now]
    soon = bool(ahead) and ((tense == 2 and not begun) or (ahead[0].first - now).days < HALF_A_YEAR)
    if ahead and ((tense > 0 and soon) or not past):
        return ahead[0]
    if past and (tense < 0 or begun or not ahead):
        return past[-1]
    return min(times, key=lambda time: abs((time.first - now).days + 0.5)) if times else calendar.undated(value)


def _day_of_month(match: re.Match[str], context: Context) -> Time | None:
    number, day, year = month_number(match["month"]), int(match["day"]), _year_of(match, context)
    if not match["month"][0].isupper():
        return None
    return _day_in_year(number, day, year, context, match.start())


def _day_in_year(number: int, day: int, year: int | None, context: Context, offset: int) -> Time:
    """A day of a month, in the year stated or in the one that fits."""
    if year is not None:
        return calendar.day(calendar.date_of(year, number, day))
    if calendar.date_of(2000, number, day) is None:
        return Time("DATE", None, reason=calendar.IMPOSSIBLE)
    value = f"XXXX-{number:02}-{day:02}"
    return nearest(lambda y: calendar.day(calendar.date_of(y, number, day)), value, context, offset)


def _year_of(match: re.Match[str], context: Context) -> int | None:
    """The year that a match states, absolutely or against the dateline."""
    groups = match.groupdict()
    stated = groups.get("year") or groups.get("late")
    if stated:
        return int(stated)
    if groups.get("short"):
        return int(groups["short"]) + (2000 if int(groups["short"]) < 70 else 1900)
    if groups.get("which") and context.dateline:
        return context.dateline.year + {"this": 0, "next": 1}.get(groups["which"].lower(), -1)
    return None
