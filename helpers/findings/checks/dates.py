"""Times that do not fit each other: ages and days of birth, years ago, lengths of intervals, anniversaries."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise

from helpers.findings.checks.again import name_beside
from helpers.findings.checks.figures import value_of
from helpers.findings.checks.page import Finding, Page, recomputed, telling
from helpers.findings.times.reading import NUMBER, amount
from helpers.text.records import NumberClaim, TimeExpression

Days = tuple[dt.date, dt.date]

BORN = re.compile(r"\bborn\b[^.;]{0,60}\b(?:in|on) (?:the (?:spring|summer|autumn|winter) of )?$")
DIED = re.compile(r"\b(?:died|dies|dead|death|killed)\b")
DIED_AGED = re.compile(r"\b(?:died|dies|dead|death)\b[^.;]{0,40}\b(?:aged?|at|at the age of|was|age of) $")
HAS_DIED = re.compile(r", (?:has |had )?(?:died|was killed|was found dead)\b")
APPOSED = re.compile(r", (?:who was |aged )?$")
WAS_BORN = re.compile(r", (?:who )?was born\b")
IS_AGED = re.compile(r"\b(?:turned|turns|turn|is|now) $")
SHE_WAS = re.compile(r"\b(?:he|she) was (?:only |just |already )?(?:aged )?$|\bat (?:the age of )?$|\baged $")
NEXT = 1  # sentences between a day of birth and an age at another time
OLDEST = 120

YEARS_AGO = re.compile(rf"({NUMBER})\s(?:years?)\sago", re.IGNORECASE)
AGO_BEHIND = re.compile(r"^,? (?:about |some |almost |nearly |exactly |just )?$")

WEEKDAY = re.compile(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b", re.IGNORECASE)
DAY = re.compile(r"\b\d{1,2}\b")
HALF_A_YEAR = 183

LATER = re.compile(r" later\b")
BESIDE = re.compile(
    r"^(?:,| -|—| \()? ?(?:over |a (?:period|span|total) of |a |an |or |that is )?(?:about |nearly |almost )?$"
)
BEFORE_IT = re.compile(r"^[^.;,\d]{0,20}, $")
ENDS = (("from ", " to "), ("from ", " until "), ("from ", " till "), ("from ", " through "), ("between ", " and "))
OPENED_SHUT = re.compile(
    r"\b(?:opened|began|started|launched|founded|took over|joined|jailed|arrested|captured|moved|elected|appointed)\b.*"
    r"\b(?:shut|closed|ended|finished|folded|left|stopped|lifted|freed|released|resigned|retired|returned)\b"
)
LASTED = re.compile(r"\b(?:for|lasted|ran|of|after|over|spent|a) (?:about |nearly |almost |some )?$")
MOMENT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T([01]\d|2[0-3]):(\d\d))?)?)?")
HOURS = {"month": 730.5, "week": 168, "day": 24, "hour": 1, "minute": 1 / 60}
SLACK = {"year": 1, "month": 1, "week": 0.5, "day": 1, "hour": 0.5, "minute": 5}
ROUGH = 0.06  # share by which a length of hours may be off
NEAR = 30  # characters between an interval and the length stated for it

ANNIVERSARY = re.compile(
    r"\b(\d{1,3})(?:st|nd|rd|th) (?:[a-z]+ )?(?:anniversary|birthday|jubilee|year)\b(?! in a row| running)"
)
JUBILEES = {"silver": 25, "golden": 50, "diamond": 60, "centenary": 100, "bicentenary": 200, "centennial": 100}
JUBILEE = re.compile(
    r"\b(silver|golden|diamond)(?: wedding)? (?:jubilee|anniversary)\b|\b(centenary|bicentenary|centennial)\b"
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
    r"|(?:it|which|this|they|the (?:group|club|company|firm|school|festival|team)) (?:was|were|had|first|has|opened|began|started)\b"
)
OTHER_SUBJECT = re.compile(r";|\b(?:his|her|whose)\b")
FOUNDED = re.compile(
    r"\b(?:built|founded|opened|born|established|created|formed|launched|began|set up|started|since|married|wed)\b"
)
STATED_YEAR = re.compile(r"(\d{4})(?:-\d\d){0,2}$")
LEAST = 10  # years; smaller lengths are celebrated of too much else
RECENT = 4  # years; anniversaries of younger things are not checked
BACK = 3  # sentences between an anniversary and the founding year


def age_and_birth(page: Page) -> Iterator[Finding]:
    """ "Died aged 69", "born in March 1948", "born in 1972, he is now 43": the age follows from the dates."""
    births = [time for time in page.times if _of_birth(page, time)]
    for claim in page.usable if births and page.date else []:
        dead = _aged_at_death(page, claim)
        then = _other_day(page, claim) if dead or _aged_then(page, claim, births) else None
        birth = births[0] if (dead or then) and len(births) == 1 else None if dead else _birth_beside(page, claim)
        if birth is None:
            continue
        first, last = then or (page.date, page.date)
        youngest, oldest = _years(birth.to_date, first), _years(birth.from_date, last)
        if not youngest <= value_of(claim) <= oldest:
            age = str(oldest) if oldest == youngest else f"{youngest} or {oldest}"
            near = youngest - 1 <= value_of(claim) <= oldest + 1
            said = f"In {last.year} somebody born in {birth.text} was"
            yield recomputed(said, age, [claim], "look" if near else "error")


def _of_birth(page: Page, time: TimeExpression) -> bool:
    dated = time.kind == "DATE" and time.from_date and time.to_date
    return bool(dated) and BORN.search(page.lower[max(0, time.start - 80) : time.start]) is not None


def _aged_at_death(page: Page, claim: NumberClaim) -> bool:
    """Died aged 88, or: the poet, who was 88, died."""
    if claim.kind not in ("age", "count") or claim.unit not in ("year", None) or not 0 < value_of(claim) < OLDEST:
        return False
    if DIED_AGED.search(page.before(claim, 60)):
        return (
            claim.kind == "age" or re.match(r"[.,]|$| (?:after|from|following|in|on)\b", page.behind(claim)) is not None
        )
    return bool(APPOSED.search(page.before(claim)) and HAS_DIED.match(page.behind(claim)))


def _aged_then(page: Page, claim: NumberClaim, births: list[TimeExpression]) -> bool:
    """ "She was 76 when it came out in 2009", shortly behind the day of birth."""
    near = 0 <= claim.sentence - births[0].sentence <= NEXT and claim.start > births[0].end
    return claim.kind == "age" and near and SHE_WAS.search(page.before(claim)) is not None


def _other_day(page: Page, age: NumberClaim) -> Days | None:
    """The first time named in the sentence of the age that is no day of birth."""
    times = page.times_by_sentence.get(age.sentence, [])
    dated = [t for t in times if t.from_date and t.to_date and t.kind in ("DATE", "TIME") and not _of_birth(page, t)]
    return (dated[0].from_date, dated[0].to_date) if dated else None


def _birth_beside(page: Page, claim: NumberClaim) -> TimeExpression | None:
    """The day of birth in the sentence of an age of today, where there is no other time that it may be of."""
    said = page.sentence(claim.sentence)
    if claim.kind != "age" or DIED.search(said):
        return None
    dated = [t for t in page.times_by_sentence.get(claim.sentence, []) if t.kind == "DATE" and t.to_date]
    apposed = APPOSED.search(page.before(claim)) and WAS_BORN.match(page.behind(claim))
    named = said.startswith("born ") and name_beside(page.text, claim)
    today = apposed or named or (IS_AGED.search(page.before(claim, 24)) and len(dated) == 1)
    if today and dated:
        return dated[0] if _of_birth(page, dated[0]) else None
    return _birth_next(page, claim) if SHE_WAS.search(page.before(claim)) or name_beside(page.text, claim) else None


def _birth_next(page: Page, claim: NumberClaim) -> TimeExpression | None:
    """The only day of birth, in the sentence before or behind the only age, if no year there gives the age."""
    near = [t for n in (-1, 0, 1) for t in page.times_by_sentence.get(claim.sentence + n, [])]
    births = [time for time in page.times if _of_birth(page, time)]
    ages = {value_of(other) for other in page.usable if other.kind == "age"}
    if len(births) != 1 or births[0] not in near or len(ages) > 1:
        return None
    then = [t for t in near if t.to_date and t not in births and t.to_date < page.date]
    return None if any(abs(_years(births[0].to_date, t.to_date) - value_of(claim)) <= 1 for t in then) else births[0]


def _years(born: dt.date, day: dt.date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def years_ago(page: Page) -> Iterator[Finding]:
    """ "In 2016, seven years ago": the years follow from the dateline."""
    for times in page.times_by_sentence.values() if page.date else []:
        for year, ago in pairwise(times):
            named, stated = STATED_YEAR.match(year.value or ""), YEARS_AGO.fullmatch(ago.text)
            if not named or not stated or not AGO_BEHIND.match(page.lower[year.end : ago.start] or "x"):
                continue
            count, passed = amount(stated[1]), page.date.year - int(named[1])
            if count is not None and abs(passed - count) > 1:
                yield _unlike(page, f"From {year.text} to {page.date.year} it is", passed, ago.start, ago.end, "error")


def _unlike(page: Page, said: str, passed: int, start: int, end: int, severity: str) -> Finding:
    """A finding on words that are a claim, or hold one, or none: ordinals and dates are no claims."""
    stated = page.text[start:end]
    claims = [claim for claim in page.usable if start <= claim.start < end]
    return Finding(
        claims, f"{said} {passed} years; the article says {stated}.", stated, f"{passed} years", severity, start
    )


def length_of_interval(page: Page) -> Iterator[Finding]:
    """ "From 1936 to 1939, five years of war", "began on 3 March and ended on 17 March, five weeks later"."""
    for sentence, times in page.times_by_sentence.items():
        for claim in page.by_sentence.get(sentence, []):
            for text, first, last in _intervals_of(page, claim, times) if claim.kind == "duration" else []:
                passed = _passed(first, last, claim.unit or "")
                rough = ROUGH * passed if passed and claim.unit in ("hour", "minute") else 0
                if passed and abs(passed - value_of(claim)) > max(SLACK[claim.unit or ""], rough):
                    yield recomputed(f"{text} it is", f"{passed:.3g} {claim.unit}s", [claim])
                    break


def _intervals_of(
    page: Page, claim: NumberClaim, times: list[TimeExpression]
) -> Iterator[tuple[str, str | None, str | None]]:
    """The intervals that a length is stated for: their words, and the values of both ends."""
    for time in times:
        if _beside(page, claim, time.start, time.end):
            if time.rule in ("interval", "year_range"):
                yield _capital(time.text), *(time.value or "").partition("/")[::2]
            elif time.rule == "since" and page.date:
                yield _capital(time.text), time.value, str(page.date.year)
    before = [time for time in times if time.end <= claim.start]
    comparable = [time for time in before if MOMENT.fullmatch(time.value or "")]
    for first, last in pairwise(times):
        opening = page.lower[max(0, first.start - 12) : first.start], page.lower[first.end : last.start]
        word = next((word for word, link in ENDS if opening[0].endswith(word) and opening[1] == link), None)
        if word and _beside(page, claim, first.start - len(word), last.end):
            yield _capital(page.text[first.start - len(word) : last.end]), first.value, last.value
    opened = OPENED_SHUT.search(page.sentence(claim.sentence)) and LASTED.search(page.before(claim))
    if len(comparable) >= 2 and (LATER.match(page.behind(claim)) or (opened and len(times) <= 3)):
        first, last = comparable[-2:]
        yield f"From {first.text} to {last.text}", first.value, last.value


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _beside(page: Page, claim: NumberClaim, start: int, end: int) -> bool:
    """True if a length stands right behind an interval or right before it."""
    if claim.start >= end:
        near = claim.start - end <= NEAR and BESIDE.match(page.lower[end : claim.start]) is not None
        return near or page.before(claim).endswith((" those ", " these "))
    between = page.lower[claim.end : start]
    return 0 < len(between) <= NEAR and BEFORE_IT.match(between) is not None


def _passed(first: str | None, last: str | None, unit: str) -> float | None:
    """Time between two moments in a unit, None where they are not written precisely enough for it."""
    ends = [MOMENT.fullmatch(value or "") for value in (first, last)]
    if not ends[0] or not ends[1] or ends[0].lastindex != ends[1].lastindex:
        return None
    (y1, m1, d1, h1, n1), (y2, m2, d2, h2, n2) = ([int(part or 1) for part in end.groups()] for end in ends)
    parts = ends[0].lastindex
    if unit == "year" and (parts == 1 or m1 == m2):
        return y2 - y1
    if unit == "month" and parts == 2:
        return 12 * (y2 - y1) + m2 - m1
    if unit not in HOURS or parts < (5 if unit in ("hour", "minute") else 3):
        return None
    return (dt.datetime(y2, m2, d2, h2, n2) - dt.datetime(y1, m1, d1, h1, n1)) / dt.timedelta(hours=HOURS[unit])


def weekday_of_date(page: Page) -> Iterator[Finding]:
    """ "Monday 16 April": the weekday follows from the date."""
    for time in page.times if page.date else []:
        named = WEEKDAY.search(time.text)
        if named is None or time.from_date is None or time.from_date != time.to_date or not DAY.search(time.text):
            continue
        years = [0] if re.search(r"\d{4}", time.text) else [0, -1, 1]
        days = [time.from_date + dt.timedelta(days=round(365.25 * year)) for year in years]
        days = [
            day.replace(month=time.from_date.month, day=time.from_date.day) for day in days if time.from_date.day < 29
        ]
        near = [day for day in days if abs((day - page.date).days) < HALF_A_YEAR or years == [0]]
        if near and all(f"{day:%a}".lower() != named[1].lower() for day in near):
            right = f"{near[0]:%A}"
            said = f"{near[0].day} {near[0]:%B %Y} is a {right}; the article says {time.text}."
            yield Finding([], said, time.text, right, "look", time.start)


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
        yield match.start(), match.end(), int(match[1])
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
    if len(near) != 1 or (not length and OF_OTHER.match(page.lower[end : end + 40])):
        return None
    year = near[0]
    if year.sentence == sentence:
        between = page.lower[min(end, year.start) : max(end, year.start)]
        return None if OTHER_SUBJECT.search(between) else year
    subject = page.lower[page.sentences[year.sentence][0] : year.start]
    same = IT.match(subject) or telling(subject.split(",")[0]) & telling(page.sentence(sentence))
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
