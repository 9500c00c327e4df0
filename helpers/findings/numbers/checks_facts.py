"""One fact with two values, and times that do not fit: ages, years since, hours between."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from helpers.findings.numbers.checks_figures import value_of
from helpers.findings.numbers.checks_page import Finding, Page
from helpers.text.records import NumberClaim, TimeExpression

WORD_OF_NAME = r"(?:[A-Z][\w'’-]+|[A-Z]\.|Jr\.|Sr\.)"
NAME_BEFORE = re.compile(rf"((?:{WORD_OF_NAME} )*[A-Z][\w'’-]+),? (?:who is |aged |is |was )?$")
NAME_BEHIND = re.compile(rf",? ((?:{WORD_OF_NAME} )+[A-Z][\w'’-]+)")
THE_N_YEAR_OLD = re.compile(r"\bthe $")
DIED = re.compile(r"\b(?:died|dies|dead|death|killed)\b")
DIED_AGED = re.compile(r"\b(?:died|dies|dead|death)\b[^.;]{0,40}\b(?:aged?|at|at the age of|was|age of) $")
IS_AGED = re.compile(r"\b(?:turned|turns|turn|is|now) $")
ANNIVERSARY = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th) (?:anniversary|birthday|year of)\b")
FOUNDED = re.compile(
    r"\b(?:built|founded|opened|born|established|created|formed|launched|began|set up|started|since)\b"
)
BORN = re.compile(r"\bborn\b[^.;]{0,60}\b(?:in|on) (?:the (?:spring|summer|autumn|winter) of )?$")
NEAR = 30  # characters between an interval and the length stated for it
BESIDE = re.compile(r"^(?:,| -|—| \()? ?(?:a (?:period|span|total) of |or |that is )?(?:about |nearly |almost )?$")
AGO_BEHIND = re.compile(r"^,? (?:about |some |almost |nearly |exactly |just )?$")


def two_ages(page: Page) -> Iterator[Finding]:
    """One person has one age: "Kyle Benning, 43" and later "the 34-year-old"."""
    ages = [claim for claim in page.usable if claim.kind == "age"]
    named = [(name, claim) for claim in ages if (name := _name(page, claim))]
    people: dict[str, list[tuple[str, NumberClaim]]] = {}
    for name, claim in named:
        people.setdefault(name.split()[-1], []).append((name, claim))
    for same in people.values():
        full = {name for name, _ in same if " " in name}
        values = {value_of(claim) for _, claim in same}
        if len(full) <= 1 and len(values) == 2:
            first = same[0][1]
            yield _two_ages(first, next(c for _, c in same if value_of(c) != value_of(first)), same[0][0])
    if len(named) != 1:
        return
    name, first = named[0]
    for claim in ages:
        known = {value_of(other) for other in ages if other is not claim}
        if claim.start > first.end and _anaphoric(page, claim) and value_of(claim) not in known:
            yield _two_ages(first, claim, name)


def _two_ages(first: NumberClaim, second: NumberClaim, name: str) -> Finding:
    near = abs(value_of(first) - value_of(second)) <= 1
    return Finding(
        [first, second],
        f"{name} is {first.text} in one place and {second.text} in another.",
        second.text,
        first.text,
        "look" if near else "error",
    )


def _name(page: Page, claim: NumberClaim) -> str | None:
    named = NAME_BEHIND.match(page.text[claim.end : claim.end + 60]) if "old" in claim.text.lower() else None
    if named:
        return named[1]
    match = NAME_BEFORE.search(page.text[max(0, claim.start - 60) : claim.start])
    behind = page.text[claim.end : claim.end + 1]
    return match[1] if match and (behind in ",.);" or behind == "") else None


def _anaphoric(page: Page, claim: NumberClaim) -> bool:
    """The 34-year-old, as a noun of its own."""
    if not THE_N_YEAR_OLD.search(page.before(claim, 8)) or "old" not in claim.text.lower():
        return False
    return (
        re.match(
            r"(?: (?:was|is|has|had|will|said|also|to|who|from|told|pleaded|admitted|denied|and|in|on|at|for|must|faces)\b|[.,;])",
            page.behind(claim),
        )
        is not None
    )


def age_and_birth(page: Page) -> Iterator[Finding]:
    """ "Died aged 69", "born in March 1948": the age follows from the dates."""
    births = [
        time for time in page.times if time.from_date and time.kind == "DATE" and BORN.search(_before(page, time))
    ]
    deaths = [claim for claim in page.usable if _aged_at_death(page, claim)]
    if len(births) != 1 or len(deaths) != 1 or page.date is None or births[0].to_date is None:
        return
    birth, age = births[0], deaths[0]
    died = _day_of_death(page, age) or (page.date, page.date)
    oldest, youngest = _years(birth.from_date, died[1]), _years(birth.to_date, died[0])
    if not youngest <= value_of(age) <= oldest:
        computed = str(oldest) if oldest == youngest else f"{youngest} or {oldest}"
        yield Finding(
            [age],
            f"Somebody born in {birth.text} was {computed} in {died[1].year}; the article says {age.text}.",
            age.text,
            computed,
            "error" if not youngest - 1 <= value_of(age) <= oldest + 1 else "look",
        )


def _aged_at_death(page: Page, claim: NumberClaim) -> bool:
    """Died aged 88, or: the poet, who was 88, died."""
    if claim.kind not in ("age", "count") or claim.unit not in ("year", None) or not 0 < value_of(claim) < 120:
        return False
    if DIED_AGED.search(page.before(claim, 60)):
        return claim.kind == "age" or page.behind(claim, 1) in (".", ",", "")
    apposed = re.search(r", (?:who was |aged )?$", page.before(claim)) and page.behind(claim, 1) == ","
    return (
        bool(apposed)
        and re.match(r", (?:has |had )?(?:died|was killed|was found dead)\b", page.behind(claim)) is not None
    )


def _day_of_death(page: Page, age: NumberClaim) -> tuple[dt.date, dt.date] | None:
    """The time named nearest to a word of dying, in the sentence of the age."""
    start, end = page.sentences[age.sentence]
    for time in page.times:
        if start <= time.start < end and time.from_date and time.to_date and time.kind in ("DATE", "TIME"):
            return time.from_date, time.to_date
    return None


def _years(born: dt.date | None, day: dt.date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day)) if born else 0


def _before(page: Page, time: TimeExpression) -> str:
    return page.lower[max(0, time.start - 80) : time.start]


def years_ago(page: Page) -> Iterator[Finding]:
    """ "In 2016, seven years ago": the years follow from the dateline."""
    claims = {claim.start: claim for claim in page.usable if claim.kind == "duration" and claim.unit == "year"}
    if page.date is None:
        return
    for year, ago in zip(page.times, page.times[1:], strict=False):
        claim = claims.get(ago.start) or next((c for s, c in claims.items() if ago.start <= s < ago.end), None)
        named = re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?)?", year.value or "")
        if (
            not named
            or not claim
            or not ago.text.lower().endswith("ago")
            or not AGO_BEHIND.match(page.lower[year.end : ago.start] or "x")
        ):
            continue
        passed = page.date.year - int((year.value or "0")[:4])
        if abs(passed - value_of(claim)) > (1 if claim.bound == "=" else 2):
            yield Finding(
                [claim],
                f"From {year.text} to {page.date.year} it is {passed} years; the article says {claim.text}.",
                claim.text,
                f"{passed} years",
                "error",
            )


def hours_between(page: Page) -> Iterator[Finding]:
    """ "Began at 4 a.m. Saturday and stopped at 10 p.m. Sunday, 42 hours later": the hours follow from both times."""
    clock = [(time, moment) for time in page.times if (moment := _moment(time))]
    for claim in page.usable:
        if (
            claim.kind != "duration"
            or claim.unit not in ("hour", "minute")
            or not re.match(r" later\b", page.behind(claim))
        ):
            continue
        earlier = [
            (time, moment) for time, moment in clock if time.end <= claim.start and time.sentence == claim.sentence
        ]
        if len(earlier) < 2:
            continue
        passed = (earlier[-1][1] - earlier[-2][1]).total_seconds() / (3600 if claim.unit == "hour" else 60)
        if passed > 0 and abs(passed - value_of(claim)) > max(0.5 if claim.bound == "=" else 1.0, 0.06 * passed):
            yield Finding(
                [claim],
                f"From {earlier[-2][0].text} to {earlier[-1][0].text} it is {passed:g} {claim.unit}s; the article says {claim.text}.",
                claim.text,
                f"{passed:g} {claim.unit}s",
                "error",
            )


def _moment(time: TimeExpression) -> dt.datetime | None:
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)", time.value or "")
    if not match or int(match[2]) > 23:
        return None
    return dt.datetime.fromisoformat(f"{match[1]}T{match[2]}:{match[3]}")


def length_of_interval(page: Page) -> Iterator[Finding]:
    """ "From 1936 to 1939, five years of war": the years follow from both ends."""
    claims = {
        claim.start: claim
        for claim in page.usable
        if claim.kind == "duration" and claim.unit in ("year", "day", "month")
    }
    for time in page.times:
        if time.rule not in ("interval", "year_range") or not time.from_date or not time.to_date or not time.value:
            continue
        claim = next((c for s, c in claims.items() if 0 <= s - time.end <= NEAR), None)
        years = re.fullmatch(r"(\d{4})/(\d{4})", time.value)
        if claim is None or not years or claim.unit != "year" or not BESIDE.match(page.lower[time.end : claim.start]):
            continue
        passed = int(years[2]) - int(years[1])
        if not passed - 1 <= value_of(claim) <= passed + 1:
            yield Finding(
                [claim],
                f"{time.text[0].upper() + time.text[1:]} it is {passed} years; the article says {claim.text}.",
                claim.text,
                f"{passed} years",
                "error",
            )


def age_today(page: Page) -> Iterator[Finding]:
    """ "Born in 1972, he is 43": the age follows from the dateline."""
    for claim in page.usable:
        apposed = page.before(claim).endswith(", ") and re.match(r", (?:who )?was born\b", page.behind(claim))
        if claim.kind != "age" or page.date is None or not (apposed or IS_AGED.search(page.before(claim, 24))):
            continue
        if DIED.search(page.sentence(claim.sentence)):
            continue
        dated = [
            time for time in page.times if time.sentence == claim.sentence and time.from_date and time.kind == "DATE"
        ]
        dated = dated[:1] if apposed else dated
        if len(dated) != 1 or not BORN.search(_before(page, dated[0])) or dated[0].to_date is None:
            continue
        youngest, oldest = _years(dated[0].to_date, page.date) - 1, _years(dated[0].from_date, page.date) + 1
        if not youngest <= value_of(claim) <= oldest:
            computed = str(page.date.year - dated[0].to_date.year)
            yield Finding(
                [claim],
                f"Somebody born in {dated[0].text} is {computed} in {page.date.year}; the article says {claim.text}.",
                claim.text,
                computed,
                "error",
            )


def anniversary(page: Page) -> Iterator[Finding]:
    """ "Built in 1850, the church celebrates its 150th anniversary": the number follows from the years."""
    for match in ANNIVERSARY.finditer(page.lower):
        if page.date is None:
            return
        sentence = next((n for n, (start, end) in enumerate(page.sentences) if start <= match.start() < end), None)
        years = [time for time in page.times if time.sentence == sentence and _long_ago(time, page.date)]
        if len(years) != 1 or not FOUNDED.search(_before(page, years[0])[-40:]):
            continue
        passed = page.date.year - int((years[0].value or "0")[:4])
        if abs(passed - int(match[1])) > 1:
            yield Finding(
                [],
                f"From {years[0].text} to {page.date.year} it is {passed} years; the article says {match[0]}.",
                match[0],
                f"{passed} years",
                "look",
                match.start(),
            )


def _long_ago(time: TimeExpression, today: dt.date) -> bool:
    """A year, or a day of a stated year, some years before the dateline."""
    stated = re.match(r"(\d{4})(?:-\d\d){0,2}$", time.value or "")
    return bool(stated) and int(time.value[:4]) < today.year - 4 and time.value[:4] in time.text
