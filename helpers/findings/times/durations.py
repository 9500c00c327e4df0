"""Rules for lengths of time, clock times and times that recur."""

from __future__ import annotations

import re

from helpers.findings.times import calendar
from helpers.findings.times.calendar import Time
from helpers.findings.times.reading import SEASONS, UNITS, Context, Rule, amount, month_number, rule, weekday_number
from helpers.text.lemmas import lemma

RULES: list[Rule] = []
LENGTH_BEFORE = re.compile(
    r"\b(?:for|in|within|after|over|of|about|than|nearly|almost|by|under|around|into|through|least"
    r"|just|during|take|takes|took|lasts?|lasted|spent|another) $"
)
CLOCK_BEFORE = re.compile(r"\b(?:at|by|until|from|around|about|before|after|to|and) $")
BY = re.compile(r"\bby (?:(?:about|around|almost|nearly|over|roughly|more than|less than) )?$")
AGED = re.compile(r"\b(?:aged?|per|[$£€]) ?$")
ZONES = r"(?:GMT|UTC|[ECMP][SD]?T|B?ST|local time|Eastern(?: time)?|Pacific(?: time)?|Central(?: time)?)"


def length(count: float | None, unit: str) -> Time:
    """A duration: P5Y, PT30M, PXW where the words leave the number open."""
    if unit in ("F", "WE"):
        count, unit = count and count * 2, "W" if unit == "F" else "D"
    time, letter = ("T", unit[1]) if unit[0] == "T" else ("", unit)
    if count is None:
        return Time("DURATION", f"P{time}X{letter}", reason=calendar.VAGUE)
    if count != int(count) and letter == "H":
        hours = f"{int(count)}H" if int(count) else ""
        return Time("DURATION", f"PT{hours}{round(count % 1 * 60)}M", reason=calendar.UNPLACED)
    number = int(count) if count == int(count) else count
    return Time("DURATION", f"P{time}{number}{letter}", reason=calendar.UNPLACED)


@rule(
    RULES,
    "number digit",
    r"(?P<count>NUMBER)(?:(?: to | or |-|–)(?P<high>NUMBER))?~(?:more |full |straight "
    r"|consecutive |additional |extra |long |FISCAL )?(?P<unit>UNIT)(?:(?: and|,) a "
    r"(?P<late_half>half))?(?P<old>~old| of age)?",
)
def duration(match: re.Match[str], context: Context) -> Time | None:
    """Five years, 10-year, two and a half hours; ages are no times."""
    before, word = context.before(match.start()), match["count"].lower()
    token, unit = context.token(match.start("unit")), UNITS[match["unit"].lower()]
    named = token is not None and token.tag_[:3] == "NNP"
    share = "-" in match[0] or context.text.startswith(" of", match.end()) or BY.search(before)
    part = unit == "Q" and share
    aged = match["old"] or AGED.search(before) or re.match(r"[- ]olds?\b", context.text[match.end() : match.end() + 5])
    if named or part or aged:
        return None
    if word in ("a", "an"):
        related = re.match(r" (?:after|before|since)\b", context.text[match.end() : match.end() + 8])
        if match["unit"].lower().endswith("s") or not (related or LENGTH_BEFORE.search(before)):
            return None
    elif word == "one" and "-" not in match[0] and unit == "D" and not LENGTH_BEFORE.search(before):
        return calendar.vague("FUTURE_REF") if context.tense(match.start()) > 0 else None
    count = amount(match["count"])
    if count is not None and match["late_half"]:
        count += 0.5
    return length(None if match["high"] else count, unit)


@rule(
    RULES,
    "unit",
    r"(?P<unit>seconds|minutes|hours|days|weeks|months|years|decades|centuries)\b(?! old)(?P<ago> "
    r"(?:ago|earlier|later))?",
)
def open_length(match: re.Match[str], context: Context) -> Time | None:
    """For years, weeks ago: a length that the words leave open."""
    before = context.before(match.start())
    if match["ago"]:
        return calendar.vague("FUTURE_REF" if match["ago"].strip() == "later" else "PAST_REF")
    if not re.search(r"(?<!\d )\b(?:for|in|within|over|after|of|take|the|these) $", before):
        return None
    token = context.token(match.start())
    return None if token is None or token.dep_ == "compound" else length(None, UNITS[match["unit"].lower()])


@rule(
    RULES,
    "every each weekday",
    r"(?:every|each) (?:(?P<count>NUMBER|other) )?(?:(?P<weekday>WEEKDAY)|(?P<month>MONTH)|(?P<season>SEASON)"
    r"|(?P<unit>UNIT)|(?P<part>morning|afternoon|evening))|(?P<plural>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s\b",
)
def every(match: re.Match[str], context: Context) -> Time | None:
    """Every Tuesday, on Sundays, each year, every four years."""
    if day := match["weekday"] or match["plural"]:
        return calendar.vague(f"XXXX-WXX-{weekday_number(day)}", "SET")
    if match["month"]:
        return calendar.vague(f"XXXX-{month_number(match['month']):02}", "SET")
    if match["season"]:
        return calendar.vague(f"XXXX-{SEASONS[match['season'].lower()][0]}", "SET")
    word = (match["count"] or "one").lower()
    unit = "D" if match["part"] else UNITS[match["unit"].lower()]
    return calendar.vague(length(2.0 if word == "other" else amount(word), unit).value or "PXD", "SET")


@rule(
    RULES,
    "a an per",
    r"(?:a|an|per) (?P<unit>second|minute|hour|day|night|week|month|quarter|year)\b(?!~(?:ago"
    r"|earlier|later|old|before|after|and a|or|from)\b)(?!['-])",
)
def per_unit(match: re.Match[str], context: Context) -> Time | None:
    """Twice a year, three times per week; in "$5 a day" the day belongs to the unit of the amount."""
    if not FREQUENCY.search(context.before(match.start())):
        return None
    return calendar.vague(length(1, UNITS[match["unit"].lower()]).value or "PXD", "SET")


FREQUENCY = re.compile(r"\b(?:once|twice|thrice|times) $")


@rule(
    RULES,
    "digit",
    rf"(?P<hour>\d{{1,2}})(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>[ap])\.?m\b\.?(?: {ZONES}\b)?"
    rf"|(?P<h>[01]?\d|2[0-4])[:](?P<m>[0-5]\d)(?: (?:hours\b|{ZONES}\b)|(?![:.,]?\d))|(?P<hh>[01]\d"
    rf"|2[0-4])(?P<mm>[0-5]\d) (?:GMT|UTC|hours)\b",
)
def clock(match: re.Match[str], context: Context) -> Time | None:
    """10:35 a.m., 18:30 GMT, 0735 GMT; on the day last mentioned nearby, else the dateline's."""
    hour = int(match["hour"] or match["h"] or match["hh"])
    minute = int(match["minute"] or match["m"] or match["mm"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return Time("TIME", None, reason="no such hour")
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    elif match["h"] and "T" not in match[0].upper() and not CLOCK_BEFORE.search(context.before(match.start())):
        return None
    return at_clock(context, match.start(), f"{hour:02}:{minute:02}")


RUNS = frozenset(["boat", "bus", "coach", "ferry", "flight", "plane", "sailing", "service", "showing", "train", "tram"])
HAPPEN = frozenset(["arrive", "begin", "depart", "gather", "go", "leave", "meet", "return", "sail", "start", "wake"])


@rule(RULES, "digit", r"(?P<hour>[01]?\d|2[0-3])\.(?P<minute>[0-5][05])\b(?![.,]\d)(?= (?P<noun>[a-z]+))?")
def dotted_clock(match: re.Match[str], context: Context) -> Time | None:
    """Leave at 6.40, the 6.40 boat: a British habit, believed only of what runs or happens by the clock."""
    token, before = context.token(match.start()), context.before(match.start())
    if token is None or before.endswith(("$", "£", "€")):
        return None
    happens = CLOCK_BEFORE.search(before) and token.dep_ == "pobj" and lemma(token.head.head) in HAPPEN
    if not happens and not ((match["noun"] or "") in RUNS and before.endswith("the ")):
        return None
    return at_clock(context, match.start(), f"{int(match['hour']):02}:{match['minute']}")


@rule(RULES, "noon midnight", r"(?:noon|midnight)\b")
def noon(match: re.Match[str], context: Context) -> Time | None:
    """Noon, midnight."""
    return at_clock(context, match.start(), "12:00" if match[0].lower() == "noon" else "24:00")


@rule(
    RULES, "number digit", r"(?P<hour>NUMBER) (?:o'clock\b(?: in the)?|in the)(?: (?P<part>morning|afternoon|evening))?"
)
def o_clock(match: re.Match[str], context: Context) -> Time | None:
    """Four in the morning, 3 o'clock."""
    hour = amount(match["hour"])
    if hour not in range(1, 13) or ("clock" not in match[0].lower() and not match["part"]):
        return None
    late = (match["part"] or "").lower() in ("afternoon", "evening")
    return at_clock(context, match.start(), f"{int(hour) % 12 + 12 * late:02}:00")


def at_clock(context: Context, offset: int, clock_time: str) -> Time:
    """A clock time on the day that its sentence, or one shortly before it, has named last, else on the dateline's."""
    day = context.day_before(offset) or context.dateline
    return Time("TIME", f"{day}T{clock_time}", day, day) if day else calendar.undated(f"T{clock_time}", "TIME")
