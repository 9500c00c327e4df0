"""Times that do not fit each other: years ago, hours between, the length of an interval, anniversaries."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise

from helpers.findings.checks.figures import value_of
from helpers.findings.checks.page import Finding, Page
from helpers.findings.checks.words import telling
from helpers.findings.times.vocabulary import NUMBER, amount
from helpers.text.records import NumberClaim, TimeExpression

YEARS_AGO = re.compile(rf"({NUMBER})\s(?:years?)\sago", re.IGNORECASE)
ANNIVERSARY = re.compile(
    r"\b(\d{1,3})(?:st|nd|rd|th) (?:[a-z]+ )?(?:anniversary|birthday|jubilee|year)\b(?! in a row| running)"
)
JUBILEES = {"silver": 25, "golden": 50, "diamond": 60, "centenary": 100, "bicentenary": 200, "centennial": 100}
JUBILEE = re.compile(
    r"\b(silver|golden|diamond)(?: wedding)? (?:jubilee|anniversary)\b|\b(centenary|bicentenary|centennial)\b"
)
TURNED = re.compile(r"\b(?:turned|turns|turning|turn) $")
CELEBRATES = re.compile(r"\b(?:celebrat\w+|marks?|marked|marking) (?:its |their |his |her )?$")
OF_OTHER = re.compile(
    r"(?:'s)? (?:of|since|after) (?!(?:its|the|their) (?:founding|foundation|opening|creation|birth|establishment)\b)"
)
IT = re.compile(
    r"(?:it|which|this|they|the (?:group|club|company|firm|school|festival|team)) (?:was|were|had|first|has|opened|began|started)\b"
)
OTHER_SUBJECT = re.compile(r";|\b(?:his|her|whose)\b")
DAYS_IN = {"day": 1, "week": 7, "month": 30.4}
IS = re.compile(r"\b(?:club|company|firm|school|festival|theatre|theater|bridge|paper|charity|church|it) is $")
LEAST = 10  # years; smaller lengths are celebrated of too much else
BACK = 3  # sentences between an anniversary and the founding year
FOUNDED = re.compile(
    r"\b(?:built|founded|opened|born|established|created|formed|launched|began|set up|started|since|married|wed)\b"
)
NEAR = 30  # characters between an interval and the length stated for it
BESIDE = re.compile(
    r"^(?:,| -|—| \()? ?(?:a (?:period|span|total) of |a |an |or |that is )?(?:about |nearly |almost )?$"
)
BEFORE_IT = re.compile(r"^[^.;,\d]{0,20}, $")
AGO_BEHIND = re.compile(r"^,? (?:about |some |almost |nearly |exactly |just )?$")
ENDS = (("from ", " to "), ("from ", " until "), ("from ", " till "), ("from ", " through "), ("between ", " and "))
STATED_YEAR = re.compile(r"(\d{4})(?:-\d\d){0,2}$")
RECENT = 4  # years; anniversaries of younger things are not checked


def years_ago(page: Page) -> Iterator[Finding]:
    """ "In 2016, seven years ago": the years follow from the dateline."""
    for sentence, times in page.times_by_sentence.items():
        for year, ago in pairwise(times):
            named, stated = STATED_YEAR.match(year.value or ""), YEARS_AGO.fullmatch(ago.text)
            if (
                not named
                or not stated
                or not page.date
                or not AGO_BEHIND.match(page.lower[year.end : ago.start] or "x")
            ):
                continue
            count, passed = amount(stated[1]), page.date.year - int(named[1])
            if count is None or abs(passed - count) <= 1:
                continue
            claims = [c for c in page.by_sentence.get(sentence, []) if ago.start <= c.start < ago.end]
            said = f"From {year.text} to {page.date.year} it is {passed} years; the article says {ago.text}."
            yield Finding(claims, said, ago.text, f"{passed} years", "error", ago.start)


def length_of_interval(page: Page) -> Iterator[Finding]:
    """ "From 1936 to 1939, five years of war", "since 2005, or ten years": the length follows from both ends."""
    for claims, time in _beside_a_time(page):
        passed = _passed(page, time)
        claim = next((c for c in claims if _belongs(page, time, c)), None)
        if claim is None or passed is None or claim.unit != passed[1]:
            continue
        if not passed[0] - 1 <= value_of(claim) <= passed[0] + 1:
            yield _finding(claim, time.text[0].upper() + time.text[1:], f"{passed[0]} {passed[1]}s")


def _belongs(page: Page, time: TimeExpression, claim: NumberClaim) -> bool:
    """True if a length is stated for an interval, right behind it or right before it."""
    if claim.start >= time.end:
        return claim.start - time.end <= NEAR and BESIDE.match(page.lower[time.end : claim.start]) is not None
    between = page.lower[claim.end : time.start]
    return 0 < len(between) <= NEAR and BEFORE_IT.match(between) is not None


def _passed(page: Page, time: TimeExpression) -> tuple[int, str] | None:
    """Years or months between the ends of an interval, as it is written."""
    years = re.fullmatch(r"(\d{4})/(\d{4})", time.value or "")
    if years:
        return int(years[2]) - int(years[1]), "year"
    months = re.fullmatch(r"(\d{4})-(\d\d)/(\d{4})-(\d\d)", time.value or "")
    if months:
        return 12 * (int(months[3]) - int(months[1])) + int(months[4]) - int(months[2]), "month"
    if time.rule == "since" and page.date and re.fullmatch(r"\d{4}", time.value or ""):
        return page.date.year - int(time.value or 0), "year"
    return None


def _beside_a_time(page: Page) -> Iterator[tuple[list[NumberClaim], TimeExpression]]:
    """Intervals, each with the lengths of time in its sentence."""
    for sentence, times in page.times_by_sentence.items():
        claims = [c for c in page.by_sentence.get(sentence, []) if c.kind == "duration"]
        for time in times if claims else []:
            if time.rule in ("interval", "year_range", "since"):
                yield claims, time
        for first, last in pairwise(times) if claims else []:
            if spanned := _spanned(page, first, last):
                yield claims, spanned


def _spanned(page: Page, first: TimeExpression, last: TimeExpression) -> TimeExpression | None:
    """ "From 1936 to 1939": two times as one interval."""
    before, gap = page.lower[max(0, first.start - 12) : first.start], page.lower[first.end : last.start]
    opening = next((word for word, link in ENDS if before.endswith(word) and gap == link), None)
    if opening is None:
        return None
    start = first.start - len(opening)
    text = page.text[start : last.end]
    return first._replace(start=start, end=last.end, text=text, value=f"{first.value}/{last.value}")


def hours_between(page: Page) -> Iterator[Finding]:
    """ "Began at 4 a.m. Saturday and stopped at 10 p.m. Sunday, 42 hours later": the hours follow from both times."""
    for claim in page.usable:
        if claim.unit not in ("hour", "minute") or not re.match(r" later\b", page.behind(claim)):
            continue
        times = [time for time in page.times_by_sentence.get(claim.sentence, []) if time.end <= claim.start]
        clock = [(time, moment) for time in times if (moment := _moment(time))]
        if len(clock) < 2:
            continue
        (start, started), (end, ended) = clock[-2:]
        passed = (ended - started).total_seconds() / (3600 if claim.unit == "hour" else 60)
        rough = max(0.5 if claim.bound == "=" else 1.0, 0.06 * passed)
        if passed > 0 and abs(passed - value_of(claim)) > rough:
            yield _finding(claim, f"From {start.text} to {end.text}", f"{passed:g} {claim.unit}s")


def days_between(page: Page) -> Iterator[Finding]:
    """ "Opened on 3 March and ended on 17 March, two weeks later": the days follow from both dates."""
    for claim in page.usable:
        if claim.unit not in DAYS_IN or not re.match(r" later\b", page.behind(claim)):
            continue
        times = [t for t in page.times_by_sentence.get(claim.sentence, []) if t.end <= claim.start and _one_day(t)]
        if len(times) != 2:
            continue
        passed = (times[1].from_date - times[0].from_date).days / DAYS_IN[claim.unit]
        if passed > 0 and abs(passed - value_of(claim)) > 1:
            yield _finding(claim, f"From {times[0].text} to {times[1].text}", f"{passed:.3g} {claim.unit}s")


def _one_day(time: TimeExpression) -> bool:
    return time.kind == "DATE" and re.fullmatch(r"\d{4}-\d\d-\d\d", time.value or "") is not None


def _moment(time: TimeExpression) -> dt.datetime | None:
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)", time.value or "")
    if not match or int(match[2]) > 23:
        return None
    return dt.datetime.fromisoformat(f"{match[1]}T{match[2]}:{match[3]}")


def anniversary(page: Page) -> Iterator[Finding]:
    """ "Built in 1850, the church celebrates its 150th anniversary": the number follows from the years."""
    if page.date is None:
        return
    founded = [time for time in page.times if _long_ago(time, page.date) and _of_founding(page, time)]
    for start, end, number in _anniversaries(page):
        sentence = page.sentence_at(start)
        year = _founded_beside(page, sentence, end) or _founded_elsewhere(page, founded, sentence, end)
        passed = page.date.year - int((year.value or "0")[:4]) if year else number
        if year is None or abs(passed - number) <= 1 or _fits_another(page, sentence, number):
            continue
        stated = page.text[start:end]
        claims = [c for c in page.usable if c.sentence == sentence and start <= c.start < end]
        said = f"From {year.text} to {page.date.year} it is {passed} years; the article says {stated}."
        yield Finding(claims, said, stated, f"{passed} years", "look", start)


def _anniversaries(page: Page) -> Iterator[tuple[int, int, int]]:
    """Start, end and number of years of every anniversary: an ordinal, a jubilee, or a length that is celebrated."""
    for match in ANNIVERSARY.finditer(page.lower):
        yield match.start(), match.end(), int(match[1])
    for match in JUBILEE.finditer(page.lower):
        yield match.start(), match.end(), JUBILEES[match[1] or match[2]]
    for claim in page.usable:
        if claim.kind not in ("duration", "age") or claim.unit != "year" or value_of(claim) < LEAST:
            continue
        turned = claim.kind == "age" and TURNED.search(page.before(claim))
        of_age = claim.kind == "age" and "old" in claim.text and IS.search(page.before(claim))
        if turned or of_age or (claim.kind == "duration" and CELEBRATES.search(page.before(claim))):
            yield claim.start, claim.end, int(value_of(claim))


def _founded_beside(page: Page, sentence: int, end: int) -> TimeExpression | None:
    """The only year of long ago in the sentence, where it is one of a founding."""
    years = [time for time in page.times_by_sentence.get(sentence, []) if _long_ago(time, page.date)]
    length = "year" in page.lower[end - len("years") : end]
    others = OTHER_SUBJECT.search(page.lower[min(end, years[0].start) : max(end, years[0].start)]) if years else None
    if len(years) != 1 or others or not _of_founding(page, years[0]):
        return None
    return years[0] if length or not OF_OTHER.match(page.lower[end : end + 40]) else None


def _founded_elsewhere(page: Page, years: list[TimeExpression], sentence: int, end: int) -> TimeExpression | None:
    """The only founding year of the article, said near by of "it" or of a thing that the sentence names."""
    if (
        len(years) != 1
        or not 0 < abs(years[0].sentence - sentence) <= BACK
        or OF_OTHER.match(page.lower[end : end + 40])
    ):
        return None
    start = page.sentences[years[0].sentence][0]
    subject = page.lower[start : years[0].start]
    here = telling(page.sentence(sentence))
    return years[0] if IT.match(subject) or telling(subject.split(",")[0]) & here else None


def _fits_another(page: Page, sentence: int, number: int) -> bool:
    """True if a year named near by gives the number: the anniversary may be of that."""
    near = [t for n in range(sentence - BACK, sentence + BACK + 1) for t in page.times_by_sentence.get(n, [])]
    years = [int(found[0]) for time in near for found in [re.match(r"\d{4}", time.value or "")] if found]
    return any(abs(page.date.year - year - number) <= 1 for year in years)


def _of_founding(page: Page, time: TimeExpression) -> bool:
    return FOUNDED.search(page.lower[max(0, time.start - 40) : time.end]) is not None


def _long_ago(time: TimeExpression, today: dt.date) -> bool:
    """A year, or a day of a stated year, some years before the dateline."""
    stated = STATED_YEAR.match(time.value or "")
    return stated is not None and int(stated[1]) < today.year - RECENT and stated[1] in time.text


def _finding(claim: NumberClaim, span: str, passed: str) -> Finding:
    return Finding([claim], f"{span} it is {passed}; the article says {claim.text}.", claim.text, passed, "error")
