"""Ages: one person has one age, and it fits the day of birth."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from helpers.findings.checks.figures import value_of
from helpers.findings.checks.page import Finding, Page
from helpers.text.records import NumberClaim, TimeExpression

WORD_OF_NAME = r"(?:[A-Z][\w'’-]+|[A-Z]\.|Jr\.|Sr\.)"
NAME_BEFORE = re.compile(rf"((?:{WORD_OF_NAME} )*[A-Z][\w'’-]+),? (?:who is |aged |is |was )?$")
NAME_BEHIND = re.compile(rf",? ((?:{WORD_OF_NAME} )+[A-Z][\w'’-]+)")
NOUN_OF_ITS_OWN = re.compile(
    r" (?:was|is|has|had|will|said|also|to|who|from|told|pleaded|admitted|denied|and|in|on|at|for|must|faces)\b|[.,;]"
)
DIED = re.compile(r"\b(?:died|dies|dead|death|killed)\b")
DIED_AGED = re.compile(r"\b(?:died|dies|dead|death)\b[^.;]{0,40}\b(?:aged?|at|at the age of|was|age of) $")
HAS_DIED = re.compile(r", (?:has |had )?(?:died|was killed|was found dead)\b")
IS_AGED = re.compile(r"\b(?:turned|turns|turn|is|now) $")
TITLE = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Sgt|Capt|Col|Lt|Rev)\.? ")
FAMILY = re.compile(
    r"\b(?:husband|wife|brother|sister|son|daughter|mother|father|parents|couple|widow\w*|partner"
    r"|siblings|twins?|family|grand\w+|uncle|aunt|nephew|niece|cousin)\b"
)
BORN = re.compile(r"\bborn\b[^.;]{0,60}\b(?:in|on) (?:the (?:spring|summer|autumn|winter) of )?$")
OLDEST = 120


def two_ages(page: Page) -> Iterator[Finding]:
    """One person has one age: "Kyle Benning, 43" and later "the 34-year-old"."""
    ages = [claim for claim in page.usable if claim.kind == "age"]
    named = [(name, claim) for claim in ages if (name := _name(page, claim))]
    people: dict[str, list[tuple[str, NumberClaim]]] = {}
    # Mrs Hill is Ann Hill, where the article speaks of no relatives, who may have the name too
    relatives = FAMILY.search(page.lower) is not None
    for name, claim in named:
        people.setdefault(name.split()[-1], []).append((name if relatives else TITLE.sub("", name), claim))
    for same in people.values():
        full = {name for name, _ in same if " " in name}
        values = {value_of(claim) for _, claim in same}
        if len(full) <= 1 and len(values) == 2:
            name, first = same[0]
            yield _two_ages(first, next(c for _, c in same if value_of(c) != value_of(first)), name)
    if len(named) == 1:
        yield from _other_age(page, *named[0], ages)


def _other_age(page: Page, name: str, first: NumberClaim, ages: list[NumberClaim]) -> Iterator[Finding]:
    """The 34-year-old, where the article names one person with an age, and that is another."""
    later = [claim for claim in ages if claim.start > first.end and _anaphoric(page, claim)]
    values = {value_of(claim) for claim in ages}
    if len(later) == 1 and value_of(later[0]) != value_of(first) and len(values) == len(ages):
        yield _two_ages(first, later[0], name)


def _two_ages(first: NumberClaim, second: NumberClaim, name: str) -> Finding:
    near = abs(value_of(first) - value_of(second)) <= 1
    said = f"{name} is {value_of(first):g} years old in one place and {value_of(second):g} in another."
    return Finding([first, second], said, second.text, first.text, "look" if near else "error")


def _name(page: Page, claim: NumberClaim) -> str | None:
    """The name that an age stands beside: "Kyle Benning, 43," and "the 19-year-old, Dean Marsh"."""
    if "old" in claim.text.lower():
        named = NAME_BEHIND.match(page.text[claim.end : claim.end + 60])
        return named[1] if named else None
    match = NAME_BEFORE.search(page.text[max(0, claim.start - 60) : claim.start])
    behind = page.text[claim.end : claim.end + 1]
    return match[1] if match and (behind in ",.);" or behind == "") else None


def _anaphoric(page: Page, claim: NumberClaim) -> bool:
    """The 34-year-old, as a noun of its own."""
    definite = page.before(claim, 8).endswith("the ") and "old" in claim.text.lower()
    return definite and NOUN_OF_ITS_OWN.match(page.behind(claim)) is not None


def age_and_birth(page: Page) -> Iterator[Finding]:
    """ "Died aged 69", "born in March 1948": the age follows from the dates."""
    births = [time for time in page.times if time.from_date and time.kind == "DATE" and _of_birth(page, time)]
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
    if claim.kind not in ("age", "count") or claim.unit not in ("year", None) or not 0 < value_of(claim) < OLDEST:
        return False
    if DIED_AGED.search(page.before(claim, 60)):
        return claim.kind == "age" or page.behind(claim, 1) in (".", ",", "")
    apposed = re.search(r", (?:who was |aged )?$", page.before(claim))
    return bool(apposed) and HAS_DIED.match(page.behind(claim)) is not None


def _day_of_death(page: Page, age: NumberClaim) -> tuple[dt.date, dt.date] | None:
    """The first time named in the sentence of the age."""
    for time in page.times_by_sentence.get(age.sentence, []):
        if time.from_date and time.to_date and time.kind in ("DATE", "TIME") and not _of_birth(page, time):
            return time.from_date, time.to_date
    return None


def _of_birth(page: Page, time: TimeExpression) -> bool:
    return BORN.search(page.lower[max(0, time.start - 80) : time.start]) is not None


def _years(born: dt.date | None, day: dt.date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day)) if born else 0


def age_today(page: Page) -> Iterator[Finding]:
    """ "Born in 1972, he is now 43": the age follows from the dateline."""
    for claim in page.usable:
        birth = _birth_beside(page, claim) if claim.kind == "age" and page.date else None
        if birth is None or DIED.search(page.sentence(claim.sentence)):
            continue
        youngest, oldest = _years(birth.to_date, page.date) - 1, _years(birth.from_date, page.date) + 1
        if not youngest <= value_of(claim) <= oldest:
            computed = str(page.date.year - birth.to_date.year)
            yield Finding(
                [claim],
                f"Somebody born in {birth.text} is {computed} in {page.date.year}; the article says {claim.text}.",
                claim.text,
                computed,
                "error",
            )


def _birth_beside(page: Page, claim: NumberClaim) -> TimeExpression | None:
    """The day of birth in the sentence of an age of today, where there is no other time that it may be of."""
    dated = [
        t for t in page.times_by_sentence.get(claim.sentence, []) if t.from_date and t.to_date and t.kind == "DATE"
    ]
    apposed = re.search(r", (?:aged )?$", page.before(claim)) and re.match(r", (?:who )?was born\b", page.behind(claim))
    named = page.sentence(claim.sentence).startswith("born ") and _name(page, claim)
    if not (apposed or named or (IS_AGED.search(page.before(claim, 24)) and len(dated) == 1)):
        return None
    return dated[0] if dated and _of_birth(page, dated[0]) else None
