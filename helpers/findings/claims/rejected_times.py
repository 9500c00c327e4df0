"""Numbers that name a point in time or a place in an order: dates, years, hours, decades, ordinals."""

from __future__ import annotations

import re
from functools import cache

from helpers.findings.claims.numerals import BLANK
from helpers.findings.claims.quantity import Quantity
from helpers.findings.claims.reading import Reading
from helpers.text import lexicon

RANK = re.compile(r"(?:st|nd|rd|th)(?![a-z])")
SPELLED_RANK = re.compile(
    r"[-\s]?(?:first|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|[a-z]+teen|[a-z]+tie|hundred|thousand)th)\b"
)


def ordinal(reading: Reading, q: Quantity) -> str | None:
    """ "third", "10th", "the hundred-and-first"."""
    if q.numeral.form == "ordinal":
        return "ordinal"
    if q.numeral.form == "digits" and RANK.match(reading.lower, q.end):
        return "ordinal"
    spelled = q.numeral.form == "words" and not q.numeral.scaled and SPELLED_RANK.match(reading.lower, q.end)
    return "ordinal" if spelled else None


HALF_DAY = r"(?:a\.?m\.?|p\.?m\.?)(?![a-z])"
CLOCK = re.compile(rf"{BLANK}?(?:{HALF_DAY}|o['’]clock|hrs{BLANK}gmt|gmt)(?![a-z])|:\d\d(?!\d)")
CLOCK_RANGE = re.compile(rf"(?:[:.]\d\d)?{BLANK}?(?:-|–|to|and){BLANK}?\d{{1,2}}(?:[:.]\d\d)?{BLANK}?{HALF_DAY}")
COLON_BEFORE = re.compile(r"\d:$")


def clock_time(reading: Reading, q: Quantity) -> str | None:
    """ "5:25", "11 a.m.", "1.56pm", "8-10pm", "seven o'clock"."""
    if q.numeral.form not in ("digits", "words"):
        return None
    if CLOCK.match(reading.lower, q.end) or CLOCK_RANGE.match(reading.lower, q.end):
        return "time of day"
    return "time of day" if COLON_BEFORE.search(reading.before(q.start, 2)) else None


def date(reading: Reading, q: Quantity) -> str | None:
    """ "Oct. 31", "14 March", "2019-05-02", "12/05/2024", "31 December 1999"."""
    if q.numeral.form != "digits" or q.low is None:
        return None
    if q.low == int(q.low) and 0 < q.low < 2200 and _beside_month(reading, q):
        return "date"
    return "date" if within(SLASHED, reading, q, 10) else None


SLASHED = re.compile(
    r"(?<![\d/])(?:\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{1,2}-\d{1,2}-\d{4}|\d{4}[-–/]\d{1,2}[-–/]\d{1,2})(?![\d/])"
)


def within(pattern: re.Pattern[str], reading: Reading, q: Quantity, width: int) -> re.Match[str] | None:
    """A match of the pattern, begun at most `width` characters in front, that covers the number."""
    for match in pattern.finditer(reading.text, max(0, q.start - width), q.end + width):
        if match.start() <= q.numeral.start < match.end():
            return match
    return None


def _beside_month(reading: Reading, q: Quantity) -> bool:
    """The month has a capital: "18 to 34 may" is no date."""
    floor = max(0, q.start - 36)
    before = _date_before().search(reading.lower, floor, q.start)
    if before and reading.text[before.start(1)].isupper() and "," not in reading.text[q.start : q.end]:
        return q.low <= 31 or q.low >= 1000
    behind = _date_behind().match(reading.lower, q.end) if q.low <= 31 else None
    return behind is not None and reading.text[behind.start(1)].isupper()


@cache
def _calendar(*sorts: str) -> str:
    words = (word for word, sort in lexicon.rows("calendar-words.tsv") if sort in sorts)
    return "|".join(sorted(words, key=lambda w: (-len(w), w)))


@cache
def _date_before() -> re.Pattern[str]:
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    first = rf"(?:the{BLANK})?(?:{day}{BLANK}?(?:-|–|to|and|,|/|or){BLANK}?)?(?:{day}{BLANK}?(?:,|and){BLANK}?)?"
    return re.compile(rf"(?<![a-z])({_calendar('month')})\.?,?{BLANK}{first}\Z")


@cache
def _date_behind() -> re.Pattern[str]:
    second = rf"(?:(?:-|–|to|and|/|or){BLANK}?\d{{1,2}}{BLANK})?"
    return re.compile(
        rf"{BLANK}?{second}(?:of{BLANK})?({_calendar('month')})(?![a-z])(?!{BLANK}(?:be|not|have|also|well|help|need))"
    )


AGES = re.compile(r"\b(?:his|her|their|my|our|your|its)\s(?:(?:early|late|mid)[-\s](?:to[-\s]late[-\s])?)?$")


def decade(reading: Reading, q: Quantity) -> str | None:
    """ "the 1990s", "the '80s", "temperatures in the 90s"."""
    if q.numeral.form != "digits":
        return None
    if re.match(r"['’]?s(?![a-z])", reading.lower[q.end : q.end + 3]):
        before = reading.before(q.start, 28)
        ages = AGES.search(before) or re.search(r"\b(?:over|under)[-\s]$", before)
        return None if ages or (q.low % 10 and q.low < 1000) else "decade"
    return "decade" if q.end - q.start == 2 and re.search(r"(?<!\w)['’‘]$", reading.before(q.start, 2)) else None


YEAR_BEFORE = re.compile(
    r"\b(?:in|since|until|till|by|from|during|before|after|of|through|throughout|early|late|mid|circa|fiscal|year|years|fy|"
    r"summer|spring|autumn|fall|winter|christmas|election|and|to|pre|post|ended|ending|between|class)"
    r"[\s-](?:early\s|late\s|mid-?\s?|about\s|around\s)?$|[-–/(,]\s?$|['’]s\s$"
)
AMOUNT_BEFORE = re.compile(
    r"\b(?:average|total|record|population|sum|score|capacity|more than|less than|fewer than|at least|nearly|almost|some|"
    r"up to|over|under|exceed|exceeded|another|additional|only|just)\s(?:of\s)?$"
)
POSSESSOR = re.compile(r"(?:\b(?:the|its|his|her|their|our|in|of|this|that|each|every|a|an|for|and)|['’]s?|[,–-])\s$")
YEAR_ONLY_BEFORE = re.compile(
    r"\b(?:in|since|between|before|after|during|until|by|from|through|throughout)\s(?:early\s|late\s|mid-)?$"
)
BARE_YEAR = re.compile(r"[12]\d{3}$")


def looks_like_year(reading: Reading, q: Quantity) -> bool:
    """Four bare digits, no comma, from 1000 to 2199."""
    return q.numeral.form == "digits" and bool(BARE_YEAR.match(reading.text[q.start : q.end])) and q.low < 2200


def year_before_unit(reading: Reading, q: Quantity) -> str | None:
    """ "in 2016 stone was laid", "during 2020 Stone said": a year in front of what looks like a unit."""
    if (
        not looks_like_year(reading, q)
        or q.low < 1900
        or q.low >= 2100
        or not YEAR_ONLY_BEFORE.search(reading.before(q.start, 24))
    ):
        return None
    return (
        "year"
        if reading.text[q.end : q.end + 1] not in ("%", "-", "°") and not reading.text[q.end : q.end + 1].isalpha()
        else None
    )


def after_amount(reading: Reading, q: Quantity) -> bool:
    """ "an average of 1500": words of amount in front make a number of what looks like a year."""
    return looks_like_year(reading, q) and AMOUNT_BEFORE.search(reading.before(q.start, 32)) is not None


def year(reading: Reading, q: Quantity) -> str | None:
    """A bare number from 1000 to 2199, written without a comma, where a year can stand."""
    if not looks_like_year(reading, q):
        return None
    before, recent = reading.before(q.start, 32), 1900 <= q.low < 2100
    if after_amount(reading, q):
        return None
    if plural_counted(reading, q) and not (YEAR_ONLY_BEFORE.search(before) or (recent and POSSESSOR.search(before))):
        return None
    return "year" if recent or YEAR_BEFORE.search(before) else None


def plural_counted(reading: Reading, q: Quantity) -> bool:
    """True for a number directly in front of a plural noun that it belongs to."""
    token = reading.token_at(max(q.start, q.core_end - 1))
    return (
        token is not None and token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ in ("NNS", "NNPS")
    )


def second_year(reading: Reading, q: Quantity) -> str | None:
    """ "the 2014-15 season"."""
    return "year" if q.end - q.start == 2 and re.search(r"(?<!\d)[12]\d{3}[-–/]$", reading.before(q.start, 6)) else None
