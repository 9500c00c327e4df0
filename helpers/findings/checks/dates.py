"""Times that do not fit each other: lengths of intervals, weekdays, anniversaries."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import NamedTuple

from helpers.findings.checks.figures import value_of
from helpers.findings.checks.page import Finding, Page, telling
from helpers.text.records import TimeExpression

WEEKDAY = r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:[a-z]*day\b|\b)"
WEEKDAY_IN = re.compile(WEEKDAY, re.IGNORECASE)
WEEKDAY_BEHIND = re.compile(rf"^,? \(?(?:a |which is a )?{WEEKDAY}(?=[,.)])", re.IGNORECASE)
DAY = re.compile(r"\b\d{1,2}\b")
YEAR = re.compile(r"\d{4}")
MOST_OF_A_YEAR = 300  # days; farther from the dateline, news names the year
GREGORIAN = 1924  # the last countries of Europe changed their calendar in 1923

BESIDE = re.compile(
    r"^(?:,| -| —| –|—|–| \()? ?(?:over |a (?:period|span|total) of |a |an |or |that is |the )?(?:about |nearly |almost )?$"
)
BEFORE_IT = re.compile(r"^[^.;,\d]{0,20}, $|^ (?:(?:that|which) (?:ran|lasted) )?$")
REFERS = re.compile(r"\b(?:those|these|that) $")
ENDS = (("from ", " to "), ("from ", " until "), ("from ", " till "), ("from ", " through "), ("between ", " and "))
OPENED_SHUT = re.compile(
    r"\b(?:open(?:s|ed)?|began|begins?|start(?:s|ed)?|launched|founded|set up|took (?:over|office)|came to power|joined"
    r"|jailed|arrested|captured|imprisoned|moved|elected|appointed|broke out|built|married)\b.*"
    r"\b(?:shut|closed?|ended|ends?|finish(?:ed|es)|folded|left|stopped|lifted|freed|released|resigned|retired"
    r"|returned|broke up|report(?:ed|s)|until|completed|stepped down|quit|died|divorced|demolished)\b",
    re.DOTALL,
)
LASTED = re.compile(
    r"\b(?:(last(?:ed|ing|s)(?: for)?|those|these)|for|ran|runs|of|after|over|spent|took|a) (?:about |nearly |almost |some )?$"
)
LATER = re.compile(r"^ later\b(?! than)")
AFTER = re.compile(r"^ (?:after|since|before)\b")
CLAUSE = re.compile(r"^[^.;,\d]{0,60}$")
NOW = re.compile(r"^, [^,.;]{0,40}\b(?:is|are|will|has|have)\b")
AGO = re.compile(r"^ ago\b")
AGO_BESIDE = re.compile(
    r"^ ago,? \(?(?:back )?(?:in )?(?:the )?$|^,? (?:about |some |almost |nearly |exactly |just )?$"
)
MONTH = re.compile(r"\d{4}-\d\d")
MOMENT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T([01]\d|2[0-3]):(\d\d))?)?)?")
LONG = re.compile(r"\b(?:(half a|a|the|that) )?(decade|century)\b(?!-)")
HOURS = {"month": 730.5, "week": 168, "day": 24, "hour": 1, "minute": 1 / 60}
SLACK = {"year": 1, "month": 1, "week": 0.5, "day": 1, "hour": 0.5, "minute": 5}
LONG_YEARS = {"decade": (10, 0.3), "century": (100, 0.1)}  # years, and the share by which a round length may be off
PRECISION = {"year": 1, "month": 2, "week": 3, "day": 3, "hour": 5, "minute": 5}  # parts of a moment
ROUGH = 0.06  # share by which a length of hours, or "about" so many years, may be off
EXACT = 0.6  # years; in "between 2011 and 2019, a seven-year period" a year amiss is worth a look
NEAR = 30  # characters between an interval and the length stated for it
MOST_TIMES = 12  # times around a length; among more, some two fit anything

ORDINALS = {"tenth": 10, "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60}
ORDINALS |= {"seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100}
ANNIVERSARY = re.compile(
    rf"\b(?:(\d{{1,3}})(?:st|nd|rd|th)|({'|'.join(ORDINALS)})) (?:[a-z]+ )?(?:anniversary|birthday|jubilee|year)\b"
    r"(?! in a row| running)"
)
JUBILEES = {"silver": 25, "golden": 50, "diamond": 60, "centenary": 100, "bicentenary": 200, "centennial": 100}
JUBILEES |= {"century old": 100}
JUBILEE = re.compile(
    r"\b(silver|golden|diamond)(?: wedding)? (?:jubilee|anniversary)\b|\b(centenary|bicentenary|centennial|century old)\b"
)
CELEBRATES = re.compile(r"\b(?:celebrat\w+|marks?|marked|marking) (?:its |their |his |her )?$")
TURNED = re.compile(
    r"\b(?:turned|turns|turning|turn|(?:club|company|firm|school|festival|theat\w+|bridge|church|it) is) $"
)
OF_OTHER = re.compile(
    r"(?:'s)? (?:of|since|after) (?!(?:its|the|their) (?:founding|foundation|opening|creation|birth|establishment)\b)"
)
IT = re.compile(
    r"(?:first )?(?:built|founded|opened|established|created|formed|launched)\b"
    r"|(?:it|which|this|they|the [a-z]+(?: [a-z]+)?) (?:was|were|had|first|has|opened|began|started)\b"
)
OF_IT = re.compile(
    r"(?:'s)? of (?:the|its|their) [a-z ]{3,25}, (?:which|who|that|built|founded|opened|completed)\b[^,]*$"
)
ITS = re.compile(r"\b(?:marks?|marked|celebrat\w+) (?:its|their|the) (?:[a-z]+ )?$")
OTHER_SUBJECT = re.compile(r";|\b(?:his|her|whose)\b")
FOUNDED = re.compile(
    r"\b(?:built|founded|opened|born|established|created|formed|launched|began|set up|started|since|married|wed"
    r"|completed|consecrated|inaugurated|incorporated|first [a-z]+ (?:was|were))\b"
)
STATED_YEAR = re.compile(r"(\d{4})(?:-\d\d){0,2}$")
LEAST = 10  # years; smaller lengths are celebrated of too much else
RECENT = 4  # years; anniversaries of younger things are not checked
BACK = 3  # sentences between an anniversary and the founding year


class Length(NamedTuple):
    """A length of time that the article states: where, how long in which unit, and by how much it may miss."""

    start: int
    end: int
    sentence: int
    size: float
    unit: str
    slack: float


class Span(NamedTuple):
    """The interval that a length is stated for: its words, the values of both ends, and if it is meant exactly."""

    text: str
    first: str
    last: str
    exact: bool = False


def length_of_interval(page: Page) -> Iterator[Finding]:
    """ "From 1936 to 1939, five years of war", "built in 2016, seven years ago", "closed in 1985, 20 years after …"."""
    for length in _lengths(page):
        near = [t for n in (-1, 0, 1) for t in page.times_by_sentence.get(length.sentence + n, [])]
        near = [time for time in near if not length.start - 3 <= time.start < length.end]
        span = next(_spans(page, length, near), None) if 0 < len(near) <= MOST_TIMES else None
        passed = _passed(span.first, span.last, length.unit) if span else None
        missed = _missed(length, span, passed) if span and passed else 0
        if not span or not passed or not missed or _fits_others(length, span, near):
            continue
        stated = page.text[length.start : length.end]
        right = f"{passed:.3g} {length.unit}s"
        claims = [claim for claim in page.usable if length.start <= claim.start < length.end]
        said = f"{_capital(span.text)} it is {right}; the article says {stated}."
        yield Finding(claims, said, stated, right, "look" if missed <= length.slack else "error", length.start)


def _lengths(page: Page) -> Iterator[Length]:
    """Durations that are claims, and a bare "decade" or "century"."""
    for claim in page.usable if page.times else []:
        if claim.kind == "duration" and claim.unit:
            rough = ROUGH if claim.unit in ("hour", "minute") or claim.bound == "~" else 0
            yield _length(page, claim.start, claim.end, value_of(claim), claim.unit, rough)
    for match in LONG.finditer(page.lower) if page.times else []:
        yield _length(page, match.start(), match.end(), 0.5 if match[1] == "half a" else 1, match[2], 0)


def _length(page: Page, start: int, end: int, size: float, unit: str, rough: float) -> Length:
    years, share = LONG_YEARS.get(unit, (1, rough))
    unit = "year" if unit in LONG_YEARS else unit
    slack = max(SLACK.get(unit, 0), share * size * years)
    return Length(start, end, page.sentence_at(start), size * years, unit, slack)


def _missed(length: Length, span: Span, passed: float) -> float:
    """By how much a length of time between two moments is another than is stated; 0 where it may be the same."""
    miss = abs(abs(passed) - length.size)
    exact = length.unit == "year" and length.slack <= 1 and (span.exact or MONTH.match(span.first))
    return miss if miss > (EXACT if exact else length.slack) else 0


def _fits_others(length: Length, span: Span, near: list[TimeExpression]) -> bool:
    """True if any two other times near by lie so far apart as is stated."""
    values = [value for time in near for value in (time.value or "").split("/")]
    others = (Span("", *ends) for ends in combinations(values, 2) if set(ends) != {span.first, span.last})
    passed = [(other, _passed(other.first, other.last, length.unit)) for other in others]
    return any(between is not None and not _missed(length, other, between) for other, between in passed)


def _spans(page: Page, length: Length, near: list[TimeExpression]) -> Iterator[Span]:
    """The intervals that a length may be stated for, by the words around it."""
    dated = [time for time in near if MOMENT.fullmatch(time.value or "") and time.rule != "counted_from"]
    before = [t for t in dated if t.end <= length.start and t.sentence >= length.sentence - 1]
    behind = [t for t in dated if t.start >= length.end and t.sentence == length.sentence]
    following = page.lower[length.end : length.end + 8]
    if AGO.match(following):
        yield from _ago(page, length, before[-1:] + behind[:1])
    elif AFTER.match(following):
        yield from _after(page, length, before[-1:], behind[:1])
    else:
        for start, end, span in _ranges(page, near):
            refers = end <= length.start and REFERS.search(page.lower[max(0, length.start - 9) : length.start])
            if refers or _beside(page, length, start, end):
                yield span
        inside = [time for time in dated if time.sentence == length.sentence]
        ends = inside if len(inside) == 2 else before
        if len(ends) == 2 and _told(page, length, ends):
            yield _span(f"from {ends[0].text} to {ends[1].text}", *ends)


def _ranges(page: Page, near: list[TimeExpression]) -> Iterator[tuple[int, int, Span]]:
    """Intervals in so many words: "from 1936 to 1939", "1936-39", "since 2005"."""
    for time in near:
        if time.rule in ("interval", "year_range"):
            first, _, last = (time.value or "").partition("/")
            yield time.start, time.end, Span(time.text, first, last, exact=True)
        elif time.rule == "since" and page.date:
            yield time.start, time.end, Span(time.text, time.value or "", str(page.date.year))
    for first, last in pairwise(near):
        opening = page.lower[max(0, first.start - 12) : first.start], page.lower[first.end : last.start]
        word = next((word for word, link in ENDS if opening[0].endswith(word) and opening[1] == link), None)
        if word:
            start = first.start - len(word)
            yield start, last.end, _span(page.text[start : last.end], first, last)._replace(exact=True)


def _span(text: str, first: TimeExpression, last: TimeExpression) -> Span:
    """The span between two times; without stated years they are of one year, or of two that follow each other."""
    one, two = first.value or "", last.value or ""
    if not YEAR.search(first.text + last.text) and len(one) > 4 and len(two) > 4:
        two = f"{int(one[:4]) + (two[4:] < one[4:]) * (len(two) <= 10)}{two[4:]}"
    return Span(text, one, two)


def _ago(page: Page, length: Length, beside: list[TimeExpression]) -> Iterator[Span]:
    """In 2016, nine years ago; nine years ago, in 2016."""
    for time in beside:
        between = page.lower[min(length.end, time.end) : max(length.start, time.start)]
        if YEAR.search(time.text) and AGO_BESIDE.match(between):
            yield Span(f"from {time.text} to {page.date.year if page.date else ''}", time.value or "", str(page.date))


def _after(page: Page, length: Length, before: list[TimeExpression], behind: list[TimeExpression]) -> Iterator[Span]:
    """In 1985, 30 years after it opened in 1955; half a century after it opened in 1975, the lido is to be mended."""
    for last in behind:
        if not CLAUSE.match(page.lower[length.end : last.start]):
            continue
        if before and before[0].sentence == length.sentence and length.start - before[0].end <= NEAR:
            yield _span(f"from {last.text} to {before[0].text}", last, before[0])
        elif not before and page.date and NOW.match(page.lower[last.end : last.end + 60]):
            yield Span(f"from {last.text} to {page.date.year}", last.value or "", str(page.date.year))


def _told(page: Page, length: Length, ends: list[TimeExpression]) -> bool:
    """True if a length is that from a beginning to an end: "began on 3 March and ended on 17 March, two weeks later"."""
    behind = page.lower[length.end : length.end + 12]
    told = page.lower[page.sentences[ends[0].sentence][0] : max(length.start, ends[1].start)]
    if LATER.match(behind):
        one = ends[0].sentence == length.sentence or OPENED_SHUT.search(told)
        return bool(one) and length.start - ends[1].end <= NEAR
    lasted = LASTED.search(page.lower[max(0, length.start - 30) : length.start])
    # "was jailed in 2010 for ten years and freed in 2014": what stands between both ends may be a plan
    beside = ends[1].sentence == length.sentence and ends[1].end <= length.start
    return bool(lasted and OPENED_SHUT.search(told)) and (beside or lasted[1] is not None)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _beside(page: Page, length: Length, start: int, end: int) -> bool:
    """True if a length stands right behind an interval or right before it."""
    if length.start >= end:
        return length.start - end <= NEAR and BESIDE.match(page.lower[end : length.start]) is not None
    between = page.lower[length.end : start]
    return 0 < len(between) <= NEAR and BEFORE_IT.match(between) is not None


def _passed(first: str, last: str, unit: str) -> float | None:
    """Time between two moments in a unit, None where they are not written precisely enough for it."""
    ends = [MOMENT.fullmatch(value) for value in (first, last)]
    if not ends[0] or not ends[1] or min(end.lastindex for end in ends) < PRECISION.get(unit, 9):
        return None
    (y1, m1, d1, h1, n1), (y2, m2, d2, h2, n2) = ([int(part or 1) for part in end.groups()] for end in ends)
    if unit == "year":
        return y2 - y1 + ((m2 - m1) / 12 if min(end.lastindex for end in ends) > 1 else 0)
    if unit == "month":
        return 12 * (y2 - y1) + m2 - m1
    return (dt.datetime(y2, m2, d2, h2, n2) - dt.datetime(y1, m1, d1, h1, n1)) / dt.timedelta(hours=HOURS[unit])


def weekday_of_date(page: Page) -> Iterator[Finding]:
    """ "Monday 16 April", "16 April, a Monday": the weekday follows from the date."""
    for time in page.times if page.date else []:
        named = WEEKDAY_IN.search(time.text) or WEEKDAY_BEHIND.match(page.text[time.end : time.end + 24])
        if not named or not time.from_date or time.from_date != time.to_date or not DAY.search(time.text):
            continue
        days = [time.from_date] if YEAR.search(time.text) else _of_year(time.from_date, page.date)
        if days and time.from_date.year >= GREGORIAN and all(f"{day:%a}" != named[1].title() for day in days):
            right = f"{days[0]:%A}"
            said = f"{days[0].day} {days[0]:%B %Y} is a {right}; the article says {named[0].strip(', ')}."
            yield Finding([], said, time.text, right, "look", time.start)


def _of_year(day: dt.date, today: dt.date | None) -> list[dt.date]:
    """A day without a year in the years that an article of today may mean, the likeliest first; none for 29 February."""
    if today is None or (day.month, day.day) == (2, 29):
        return []
    days = [day.replace(year=day.year + step) for step in (0, -1, 1)]
    return [other for other in days if abs((other - today).days) < MOST_OF_A_YEAR]


def anniversary(page: Page) -> Iterator[Finding]:
    """ "Built in 1850, the church celebrates its 150th anniversary": the number follows from the years."""
    if page.date is None:
        return
    founded = [time for time in page.times if _of_founding(page, time)]
    for start, end, number in _anniversaries(page) if founded else []:
        year = _founded(page, founded, start, end)
        passed = page.date.year - int((year.value or "")[:4]) if year else number
        if year and abs(passed - number) > 1 and not _fits_another(page, page.sentence_at(start), number):
            yield _unlike(page, f"From {year.text} to {page.date.year} it is", passed, start, end, "look")


def _anniversaries(page: Page) -> Iterator[tuple[int, int, int]]:
    """Start, end and number of years of every anniversary: an ordinal, a jubilee, or a length that is celebrated."""
    for match in ANNIVERSARY.finditer(page.lower):
        yield match.start(), match.end(), int(match[1] or ORDINALS[match[2]])
    for match in JUBILEE.finditer(page.lower):
        yield match.start(), match.end(), JUBILEES[match[1] or match[2]]
    for claim in page.usable:
        if claim.kind not in ("duration", "age") or claim.unit != "year" or value_of(claim) < LEAST:
            continue
        marked = CELEBRATES.search(page.before(claim)) or page.behind(claim, 7) == " since "
        if marked if claim.kind == "duration" else TURNED.search(page.before(claim)):
            yield claim.start, claim.end, int(value_of(claim))


def _founded(page: Page, founded: list[TimeExpression], start: int, end: int) -> TimeExpression | None:
    """The only founding year near by, if it is said of what has the anniversary."""
    sentence, length = page.sentence_at(start), page.lower[start:end].endswith("years")
    near = [time for time in founded if abs(time.sentence - sentence) <= BACK]
    if len(near) != 1:
        return None
    year = near[0]
    if not length and OF_OTHER.match(page.lower[end : end + 40]):
        return year if OF_IT.match(page.lower[end : year.start]) else None
    if year.sentence == sentence:
        between = page.lower[min(end, year.start) : max(end, year.start)]
        return None if OTHER_SUBJECT.search(between) else year
    subject = page.lower[page.sentences[year.sentence][0] : year.start]
    its = year.sentence == sentence - 1 and ITS.search(page.lower[page.sentences[sentence][0] : start])
    same = its or IT.match(subject) or telling(subject.split(",")[0]) & telling(page.sentence(sentence))
    return year if same else None


def _fits_another(page: Page, sentence: int, number: int) -> bool:
    """True if a year named near by gives the number: the anniversary may be of that."""
    near = [t for n in range(sentence - BACK, sentence + BACK + 1) for t in page.times_by_sentence.get(n, [])]
    years = [int(found[0]) for time in near for found in [re.match(r"\d{4}", time.value or "")] if found]
    return any(abs(page.date.year - year - number) <= 1 for year in years)


def _of_founding(page: Page, time: TimeExpression) -> bool:
    """True for a year, or a day of a stated year, some years before the dateline, in which something began."""
    stated = STATED_YEAR.match(time.value or "")
    old = stated and int(stated[1]) < page.date.year - RECENT and stated[1] in time.text
    return bool(old) and FOUNDED.search(page.lower[max(0, time.start - 40) : time.end]) is not None


def _unlike(page: Page, said: str, passed: int, start: int, end: int, severity: str) -> Finding:
    """A finding on words that are a claim, or hold one, or none: ordinals and dates are no claims."""
    stated = page.text[start:end]
    claims = [claim for claim in page.usable if start <= claim.start < end]
    return Finding(
        claims, f"{said} {passed} years; the article says {stated}.", stated, f"{passed} years", severity, start
    )
