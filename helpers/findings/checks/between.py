"""Two articles on one event: values of the same thing, at the same time, that cannot both be right.

Works from records and texts alone. Pairs of articles come from buckets (a rare name, dates at most a few days apart),
never from all pairs; a pair counts as one event if it shares several names, a good part of all its names, and one near
the beginning of both. A figure is settled if the other article has it too, or a sum or difference of figures that
gives it; only unsettled figures of one kind and unit are compared, and only where the words around both are the same.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

import numpy as np

from helpers.findings.checks.figures import Interval, interval, usable, value_of
from helpers.findings.checks.page import WORD, stem, telling
from helpers.findings.checks.rates import sizes
from helpers.text import lexicon
from helpers.text.records import Article, NumberClaim, TimeExpression

DAYS_APART = 1
RECENT = 7  # days from the dateline within which an undated figure may be of a dated one's time
PEOPLE = {stem(word) for word in ("people", "persons", "residents", "men", "women")}
RAREST = 12  # articles that may hold a word that joins articles; more common ones join nothing
SHARED_NAMES = 3  # names that two articles on one event have in common, at least
SHARED_PART = 0.3  # of the names of the one that has fewer
BEGINNING = 350  # characters that name what an article is about
CLOSE = 70  # characters around a figure that say what it is of
ALIKE = 2  # words in common in the sentences of two figures that are said of one thing, at least
MOST_SUMMED = 25  # comparable figures; among more, some sum fits anything
MOST_CLAIMS = 150  # claims of an article that are compared, so that a very long one costs no more
CAPITALISED = re.compile(r"\b[A-Z][a-z][^\W\d_]+")
INSIDE = re.compile(r"(?<=[a-z,;:] )[A-Z][a-z][^\W\d_]+")
LOWER = re.compile(r"\b[a-z]{3,}\b")
SENTENCE_EDGE = re.compile(r"[.!?]\s|\n")
CLAUSE_EDGE = re.compile(r"[,;:()]|\d|\band\b|\bbut\b|\bwhile\b|\bafter\b|\bbefore\b|\bwhen\b|\bas\b")
HEDGED = re.compile(r"\b(?:at least|more than|about|some|around|nearly|up to|estimated|over|almost|as many as)\b")
SUBSET = re.compile(
    r"\b(?:of them|of whom|of which|including|another|further|additional|others?|more|each|apiece"
    r"|per|last|next|previous\w*|earlier|record|first|second|third)\b"
)
NAME_BEFORE = re.compile(r"([A-Z][\w'’-]+ [A-Z][\w'’-]+),? (?:who is |aged |is )?$")
FOUNDED = re.compile(
    r"\b(?:since|opened|founded|built|established|began|started|launched|created|dates? (?:back )?"
    r"(?:to|from)|formed|set up)\b"
)


class Conflict(NamedTuple):
    """Two places in two articles that cannot both be right."""

    first: NumberClaim | TimeExpression
    second: NumberClaim | TimeExpression
    common: list[str]


class Story:
    """One article as it is compared with others."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = article.text
        self.claims: list[NumberClaim] = []
        self.times: list[TimeExpression] = []

    @cached_property
    def time_of(self) -> dict[str, TimeExpression]:
        """Its time expressions by their id."""
        return {time.time_id: time for time in self.times}

    @cached_property
    def times_of(self) -> dict[int, list[TimeExpression]]:
        """Its time expressions by the number of their sentence."""
        groups: dict[int, list[TimeExpression]] = defaultdict(list)
        for time in self.times:
            groups[time.sentence].append(time)
        return dict(groups)

    @cached_property
    def capitalised(self) -> set[str]:
        """Words with a capital letter, in lower case."""
        return {word.lower() for word in CAPITALISED.findall(self.text)}

    @cached_property
    def inside(self) -> set[str]:
        """Words with a capital letter inside a sentence, in lower case."""
        return {word.lower() for word in INSIDE.findall(self.text)}

    @cached_property
    def uncapitalised(self) -> set[str]:
        """Words that it writes in lower case."""
        return set(LOWER.findall(self.text))

    @cached_property
    def beginning(self) -> set[str]:
        """Words near its beginning, in lower case."""
        return {word.lower() for word in WORD.findall(self.text[:BEGINNING])}

    def around(self, start: int, end: int) -> set[str]:
        """Stems of the telling words close to a place, in its own sentence."""
        left = SENTENCE_EDGE.split(self.text[max(0, start - CLOSE) : start])[-1]
        right = SENTENCE_EDGE.split(self.text[end : end + CLOSE])[0]
        return telling(left + " " + right)

    def beside(self, start: int, end: int) -> set[str]:
        """Stems of the telling words in a place's own clause: no comma, no other number, no "and" between."""
        left = CLAUSE_EDGE.split(SENTENCE_EDGE.split(self.text[max(0, start - CLOSE) : start])[-1])[-1]
        right = CLAUSE_EDGE.split(SENTENCE_EDGE.split(self.text[end : end + CLOSE])[0])[0]
        return telling(left + " " + right)


def spelled(story: Story, start: int, end: int, stems: list[str]) -> list[str]:
    """The words of an article, close to a place, that have these stems; the stems where there are none."""
    near = WORD.findall(story.text[max(0, start - CLOSE) : end + CLOSE])
    words = {stem(word): word for word in reversed(near)}
    return [words.get(one, one) for one in stems]


def conflicts(
    articles: Iterable[Article],
    claims: Iterable[NumberClaim],
    times: Iterable[TimeExpression],
    rules: Iterable[Callable[[Story, Story], Iterator[Conflict]]],
) -> Iterator[tuple[str, Conflict]]:
    """Every conflict with the name of the rule that found it, in the order of the articles.

    The articles are gone through twice: once for their names, of which only numbers are kept, then for the few that
    are compared; so that memory grows little with their number.
    """
    named = _Named(articles)
    stories = {article.article_id: Story(article) for article in articles if article.article_id in named.paired}
    for claim in claims:
        if claim.article_id in stories and usable(claim):
            stories[claim.article_id].claims.append(claim)
    for time in times:
        if time.article_id in stories:
            stories[time.article_id].times.append(time)
    for a, b in named.pairs:
        first, second = stories[a], stories[b]
        for rule in rules if _one_event(first, second, named.ordinary) else ():
            for conflict in rule(first, second):
                place = conflict.first
                yield rule.__name__, conflict._replace(common=spelled(first, place.start, place.end, conflict.common))


class _Named:
    """The names in all articles with a date, as numbers.

    ordinary: words that any of them writes in lower case, which are no names
    pairs: ids of articles of one day or so that share a rare name, and enough names
    paired: ids of all that stand in a pair
    """

    def __init__(self, articles: Iterable[Article]) -> None:
        self.ordinary = set(lexicon.word_set("check-common-names.txt"))
        number_of: dict[str, int] = {}
        ids, days, found = [], [], []
        for article in articles:
            if article.date:
                story = Story(article)
                self.ordinary |= story.uncapitalised
                numbers = [number_of.setdefault(name, len(number_of)) for name in sorted(story.capitalised)]
                ids.append(article.article_id)
                days.append(article.date.toordinal())
                found.append(np.array(sorted(numbers), np.uint32))
        is_name = np.fromiter((name not in self.ordinary for name in number_of), bool, len(number_of))
        names = [numbers[is_name[numbers]] for numbers in found]
        pairs = [(a, b) for a, b in _sharing_rare(names, days) if _share_enough(names[a], names[b])]
        self.pairs = [(ids[a], ids[b]) for a, b in pairs]
        self.paired = {name for pair in self.pairs for name in pair}


def _sharing_rare(names: list[np.ndarray], days: list[int]) -> list[tuple[int, int]]:
    """Places of articles at most a few days apart with a rare name in common, in their order."""
    every = np.concatenate([*names, np.array([], np.uint32)])
    owners = np.repeat(np.arange(len(names)), [len(numbers) for numbers in names])
    owners = owners[np.argsort(every, kind="stable")]
    _, firsts, counts = np.unique(np.sort(every), return_index=True, return_counts=True)
    rare = (counts >= 2) & (counts <= RAREST)
    sharing: set[tuple[int, int]] = set()
    for first, count in zip(firsts[rare].tolist(), counts[rare].tolist(), strict=True):
        places = owners[first : first + count].tolist()
        sharing.update((a, b) for a, b in combinations(places, 2) if abs(days[a] - days[b]) <= DAYS_APART)
    return sorted(sharing)


def _share_enough(names: np.ndarray, others: np.ndarray) -> bool:
    common = len(np.intersect1d(names, others, assume_unique=True))
    return common >= SHARED_NAMES and common / min(len(names), len(others)) >= SHARED_PART


def _one_event(first: Story, second: Story, ordinary: set[str]) -> bool:
    """Whether two of the names in common are sure ones and one stands near the beginning of both."""
    common = (first.capitalised & second.capitalised) - ordinary
    certain = common & (first.inside | second.inside)
    return len(certain) >= 2 and bool(common & first.beginning & second.beginning)


def two_values(first: Story, second: Story) -> Iterator[Conflict]:
    """One amount, count or measure with two values in two articles."""
    left, right = _unsettled(first, second), _unsettled(second, first)
    scored = []
    for a in left:
        for b in right:
            common = _common(first, second, a, b)
            if common:
                scored.append((len(common), a, b, common))
    for score, a, b, common in scored:
        rivals = [s for s, x, y, _ in scored if (x is a) != (y is b) and s >= score]
        if not rivals:
            yield Conflict(a, b, common)


def is_hedged(before: str) -> bool:
    """True if a word before a figure leaves it open: at least, about, as many as."""
    return HEDGED.search(before[-25:]) is not None


def _unsettled(story: Story, other: Story) -> list[NumberClaim]:
    """Figures that the other article neither has nor gives by a sum or difference."""
    found = []
    for claim in story.claims[:MOST_CLAIMS]:
        if claim.kind not in ("money", "count", "measure", "duration") or claim.bound != "=":
            continue
        sentence = story.text[max(0, claim.start - 25) : claim.start] + " " + story.text[claim.end : claim.end + 25]
        if (
            SUBSET.search(sentence.lower())
            or is_hedged(sentence[:25].lower())
            or claim.change_role
            or claim.direction
            or value_of(claim) <= 2
        ):
            continue
        if not _settled(claim, other.claims[:MOST_CLAIMS]) and _alone(claim, story.claims[:MOST_CLAIMS]):
            found.append(claim)
    return found


def _alone(claim: NumberClaim, claims: list[NumberClaim]) -> bool:
    """True if a count is the only one of its noun in the article, so that it is no part of a tally."""
    noun = _head(claim)
    return noun is None or all(_head(other) != noun or value_of(other) == value_of(claim) for other in claims)


def _head(claim: NumberClaim) -> str | None:
    return stem(claim.counted.split()[-1]) if claim.kind == "count" and claim.counted else None


def _settled(claim: NumberClaim, others: list[NumberClaim]) -> bool:
    own = _based(claim)
    values = [_based(other) for other in others if _comparable(claim, other)]
    if any(own.touches(value.widened(0.01)) for value in values):
        return True
    if len(values) > MOST_SUMMED:
        return True
    return any(
        own.touches(a.plus(b)) or own.touches(a.minus(b)) or own.touches(b.minus(a)) for a, b in combinations(values, 2)
    )


def _comparable(a: NumberClaim, b: NumberClaim) -> bool:
    if a.kind == b.kind == "measure":
        return _dimension(a) == _dimension(b)
    return a.unit == b.unit or (
        a.kind in ("count", "duration") and b.kind in ("count", "duration") and not (a.unit and b.unit)
    )


def _dimension(claim: NumberClaim) -> str | None:
    return sizes()[claim.unit][0] if claim.unit in sizes() else claim.unit


def _based(claim: NumberClaim) -> Interval:
    """The values a claim may stand for, measures in their base unit."""
    size = sizes()[claim.unit][1][0] if claim.kind == "measure" and claim.unit in sizes() else 1.0
    return interval(claim).times(size)


def _common(first: Story, second: Story, a: NumberClaim, b: NumberClaim) -> list[str]:
    """The words around two figures of one kind, if they are said of one thing; else nothing."""
    if (a.kind, a.unit, a.direction) != (b.kind, b.unit, b.direction) or not same_time(first, second, a, b):
        return []
    around_a, around_b = first.around(a.start, a.end), second.around(b.start, b.end)
    beside = (first.beside(a.start, a.end) & second.beside(b.start, b.end)) - {_head(a)}
    if a.kind == "count" and _head(a) != _head(b):
        named = _head(a) in around_b or _head(b) in around_a
        if not named or {_head(a), _head(b)} & PEOPLE == {_head(a), _head(b)} or not _also_beside(a, b, beside):
            return []
    common = sorted(around_a & around_b)
    return common if beside and len(common) >= ALIKE else []


def _also_beside(a: NumberClaim, b: NumberClaim, beside: set[str]) -> bool:
    """True if the clauses share more than the noun of one of both ("23 arrests", "38 people were arrested")."""
    return bool(beside - {_head(a), _head(b)})


def same_time(first: Story, second: Story, a: NumberClaim, b: NumberClaim) -> bool:
    """False where one of both is dated to another time than the other, by its own time or those of its clause."""
    if long_before(first, a) != long_before(second, b):
        return False
    spans = [_span(story.time_of.get(claim.time_id or "")) for story, claim in ((first, a), (second, b))]
    if spans[0] and spans[1]:
        return _overlap(spans[0], spans[1])
    dated = spans[0] or spans[1]
    if dated and abs((dated[1] - first.article.date).days) > RECENT:
        return False
    named = [_times_beside(story, claim) for story, claim in ((first, a), (second, b))]
    return not (named[0] and named[1]) or any(_overlap(x, y) for x in named[0] for y in named[1])


def long_before(story: Story, claim: NumberClaim) -> bool:
    """True if the first time before a figure in its sentence lies some days before the dateline: "In March a bus fell …"."""
    before = [time for time in story.times_of.get(claim.sentence, []) if time.end <= claim.start]
    spans = [span for time in before if (span := _span(time))]
    return bool(spans) and (story.article.date - spans[0][1]).days > RECENT


def _times_beside(story: Story, claim: NumberClaim) -> list[tuple[dt.date, dt.date]]:
    """Times in the claim's own clause."""
    spans = []
    for time in story.times_of.get(claim.sentence, []):
        between = story.text[claim.end : time.start] or story.text[time.end : claim.start]
        if len(between) < CLOSE and not CLAUSE_EDGE.search(between):
            spans.append(_span(time))
    return [span for span in spans if span]


def _span(time: TimeExpression | None) -> tuple[dt.date, dt.date] | None:
    if time is None or time.from_date is None or time.to_date is None or time.kind == "DURATION":
        return None
    return time.from_date, time.to_date


def _overlap(a: tuple[dt.date, dt.date], b: tuple[dt.date, dt.date]) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def two_ages(first: Story, second: Story) -> Iterator[Conflict]:
    """One person of the same name with two ages in two articles."""
    known = {name: claim for claim in first.claims if (name := _named(first, claim))}
    for claim in second.claims:
        name = _named(second, claim)
        if name in known and abs(value_of(known[name]) - value_of(claim)) > 1:
            yield Conflict(known[name], claim, [name or ""])


def _named(story: Story, claim: NumberClaim) -> str | None:
    if claim.kind != "age":
        return None
    match = NAME_BEFORE.search(story.text[max(0, claim.start - 50) : claim.start])
    return match[1] if match else None


def two_founding_years(first: Story, second: Story) -> Iterator[Conflict]:
    """One thing that began in two years: each article names one such year only, and not the other's."""
    years = [[time for time in story.times if _founding(story, time)] for story in (first, second)]
    if len(years[0]) == 1 and len(years[1]) == 1 and years[0][0].value != years[1][0].value:
        a, b = years[0][0], years[1][0]
        common = first.around(a.start, a.end) & second.around(b.start, b.end)
        telling = sorted(word for word in common if not FOUNDED.search(word) and not FOUNDED.search(word + "ed"))
        if telling:
            yield Conflict(a, b, telling)


def _founding(story: Story, time: TimeExpression) -> bool:
    old = (
        time.value is not None and re.fullmatch(r"\d{4}", time.value) and int(time.value) < story.article.date.year - 4
    )
    return bool(old) and FOUNDED.search(story.text[max(0, time.start - 30) : time.end].lower()) is not None


RULES: tuple[Callable[[Story, Story], Iterator[Conflict]], ...] = (two_values, two_ages, two_founding_years)
