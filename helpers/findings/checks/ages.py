"""Ages that do not fit a day of birth."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from helpers.findings.checks.again import name_beside
from helpers.findings.checks.figures import value_of
from helpers.findings.checks.page import Finding, Page, recomputed
from helpers.text.records import NumberClaim, TimeExpression

Days = tuple[dt.date, dt.date]

BORN = re.compile(r"\bborn\b(?:[^.;\d]{0,60}\b(?:in|on) (?:the (?:spring|summer|autumn|winter) of )?| )$")
DIED = re.compile(r"\b(?:died|dies|dead|death|killed|passed away)\b")
DIED_AGED = re.compile(r"\b(?:died|dies|dead|death)\b[^.;]{0,40}\b(?:aged?|at|at the age of|was|age of) $")
HAS_DIED = re.compile(r",? (?:(?:who )?has |had )?(?:died|was killed|was found dead)\b")
APPOSED = re.compile(r", (?:who (?:is|was) |aged |now )?$")
IS_AGED = re.compile(r"\b(?:turn(?:ed|s|ing)?|is|now|the) $|(?:^|[.\n] ?)(?:now |aged |at )$")
WAS_AGED = re.compile(
    r"\b(?:was|were) (?:only |just |already |still |aged )?$|\bat (?:the age of )?$|\b(?:aged|turned) $"
)
BARE = re.compile(r"[.,;)]| (?:when|in|on|after|from|following|last|this|next)\b")
RELATIVE = re.compile(
    r"\b(?:husband|wife|widow\w*|brothers?|sisters?|(?:son|daughter)s?(?! of\b)|mother|father|parents|partner|uncle|aunt"
    r"|nephew|niece|cousin|grand\w+|friend)\b"
)
NAME = re.compile(r"[A-Z][a-z][\w'’-]+ [A-Z][a-z][\w'’-]+")
YEAR = re.compile(r"\d{4}")
LIFE = re.compile(r"[A-Za-z.] \($")
NEAR = 2  # sentences between a day of birth and an age
OLDEST = 120


class Birth(NamedTuple):
    """When somebody was born, and died, if the article writes it so: "(1931-2024)"."""

    time: TimeExpression
    born: Days
    died: Days | None


def age_and_birth(page: Page) -> Iterator[Finding]:
    """ "Died aged 69", "born in March 1948", "born in 1972, he is now 43": the age follows from the dates."""
    births = list(_births(page)) if page.date else []
    for claim in page.usable if births else []:
        bare = claim.kind == "count" and not (claim.unit or claim.counted) and BARE.match(page.behind(claim, 8) or ".")
        if not (claim.kind == "age" or bare) or not 0 < value_of(claim) < OLDEST:
            continue
        dead = _at_death(page, claim)
        near = [birth for birth in births if dead or abs(birth.time.sentence - claim.sentence) <= NEAR]
        days = _days_of(page, claim, near[0], dead) if len(near) == 1 and _same_person(page, claim, near[0]) else []
        spans = [(_years(near[0].born[1], first), _years(near[0].born[0], last)) for first, last in days]
        if not spans or any(youngest <= value_of(claim) <= oldest for youngest, oldest in spans):
            continue
        youngest, oldest = spans[0]
        age = str(oldest) if oldest == youngest else f"{youngest} or {oldest}"
        close = youngest - 1 <= value_of(claim) <= oldest + 1
        said = f"In {days[0][1].year} somebody born in {near[0].time.text} was"
        yield recomputed(said, age, [claim], "look" if close else "error")


def _births(page: Page) -> Iterator[Birth]:
    """Days of birth: "born … in 1948" and the first of two years behind a name."""
    for time in page.times:
        before, behind = page.text[max(0, time.start - 80) : time.start], page.text[time.end : time.end + 1]
        if not time.from_date or not time.to_date or not YEAR.search(time.text):
            continue
        if BORN.search(before.lower()):
            yield Birth(time, (time.from_date, time.to_date), None)
        elif time.rule == "year_range" and LIFE.search(before) and behind == ")":
            first, last = time.from_date.year, time.to_date.year
            yield Birth(time, *((dt.date(year, 1, 1), dt.date(year, 12, 31)) for year in (first, last)))


def _at_death(page: Page, claim: NumberClaim) -> bool:
    """Died aged 88, or: the poet, who was 88, died; or: she died on Friday. She was 88."""
    before = page.before(claim, 60)
    if DIED_AGED.search(before) or (APPOSED.search(before) and HAS_DIED.match(page.behind(claim))):
        return True
    alone = re.fullmatch(r"(?:he|she) was (?:aged )?", before) and page.behind(claim, 1) in (".", ",")
    return bool(alone) and DIED.search(page.sentence(claim.sentence - 1)) is not None


def _days_of(page: Page, claim: NumberClaim, birth: Birth, dead: bool) -> list[Days]:
    """The days on which somebody may have had an age, the likeliest first; none where that is open."""
    now: Days = (page.date, page.date) if page.date else birth.born
    times = [
        t for t in page.times_by_sentence.get(claim.sentence, []) if t.kind in ("DATE", "TIME") and t != birth.time
    ]
    dated = [(t.from_date, t.to_date) for t in times if t.from_date and t.to_date and t.from_date > birth.born[1]]
    if dead:
        told = [t for t in page.times if t.sentence == birth.time.sentence and t.from_date and t.to_date]
        late = [(t.from_date, t.to_date) for t in told if t.from_date > birth.born[1] and t.kind == "DATE"]
        return [*([birth.died] if birth.died else []), *dated[:1], *([] if dated else [now]), *dated[1:], *late]
    before = page.before(claim)
    if dated and WAS_AGED.search(before):
        return [*dated, now]
    apposed = APPOSED.search(before) and page.behind(claim, 1) in (",", ".", ";")
    if DIED.search(page.sentence(claim.sentence)) or (dated and dated[0][1] < now[0] and not apposed):
        return []
    said = apposed or IS_AGED.search(before) or name_beside(page.text, claim)
    return [*dated[:1], now] if said else [now] if claim.kind == "age" and WAS_AGED.search(before) else []


def _same_person(page: Page, claim: NumberClaim, birth: Birth) -> bool:
    """False where a relative or another name stands between an age and the day of birth, or the age has one."""
    first, last = sorted((claim, birth.time), key=lambda place: place.start)
    between = page.text[max(0, first.start - 20) : last.start]
    if RELATIVE.search(between.lower()):
        return False
    named = name_beside(page.text, claim)
    if claim.sentence == birth.time.sentence:
        return True
    told = page.text[slice(*page.sentences[birth.time.sentence])]
    names = NAME.findall(re.split(r"\bborn\b", told)[0])
    if named:
        return not names or any(name.split()[-1] == named.split()[-1] for name in names)
    return not NAME.search(page.text[first.end : last.start]) or not names


def _years(born: dt.date, day: dt.date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
