"""Two articles on one event: values of the same thing, at the same time, that cannot both be right.

Works from records and texts alone. Pairs of articles come from buckets (a rare name, dates at most a few days apart),
never from all pairs; a pair counts as one event if it shares several names, a good part of all its names, and one near
the beginning of both. A figure is settled if the other article has it too, or a sum or difference of figures that
gives it; only unsettled figures of one kind are compared, where the words around both are the same, give both one role
(killed, jobs cut, the price), or where their sentences share another figure.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from itertools import combinations
from typing import NamedTuple

import numpy as np

from helpers.findings.checks.again import name_beside, transposed
from helpers.findings.checks.figures import Interval, interval, usable, value_of
from helpers.findings.checks.page import WORD, head, stem, telling
from helpers.findings.checks.parts import heads
from helpers.findings.checks.rates import sizes
from helpers.text import lexicon
from helpers.text.records import Article, NumberClaim, TimeExpression

DAYS_APART = 1
RECENT = 7  # days from the dateline within which an undated figure may be of a dated one's time
RAREST = 12  # articles that may hold a word that joins articles; more common ones join nothing
SHARED_NAMES = 2  # names that two articles on one event have in common, at least
SHARED_PART = 0.3  # of the names of the one that has fewer
BEGINNING = 350  # characters that name what an article is about
CLOSE = 70  # characters around a figure that say what it is of
ALIKE = 2  # words in common in the sentences of two figures that are said of one thing, at least
MOST_SUMMED = 25  # comparable figures; among more, some sum fits anything
MOST_CLAIMS = 150  # claims of an article that are compared, so that a very long one costs no more
SMALLEST = 3  # smaller figures are said of too much
KINDS = ("money", "count", "measure", "duration")
CAPITALISED = re.compile(r"\b[A-Z][a-z][^\W\d_]+")
INSIDE = re.compile(r"(?<=[a-z,;:] )[A-Z][a-z][^\W\d_]+")
LOWER = re.compile(r"\b[a-z]{3,}\b")
SENTENCE_EDGE = re.compile(r"[.!?]\s|\n")
CLAUSE_EDGE = re.compile(r"[,;:()]|\d|\b(?:and|but|while|after|before|when|as|with)\b")
HEDGED = re.compile(r"\b(?:at least|more than|about|around|nearly|up to|estimated|over|almost|as many as)\b")
SUBSET = re.compile(
    r"\b(?:of them|of whom|of which|including|another|further|additional|others?|more|each|apiece|per|last|next|previous\w*"
    r"|earlier|record|first|second|third|average|also|since|worst|deadliest|in (?:19|20)\d\d|years? ago|rose|risen|rising"
    r"|revised|initial\w*|originally|so far)\b"
)
PLACE = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Oo]ff) (?:the |a )?([A-Z][a-z][\w'’-]+)")
FOUNDED = re.compile(
    r"\b(?:opened|founded|built|established|began|started|launched|created|dates? (?:back )?(?:to|from)|formed|set up|since)\b"
)
ROLES_OF = {"count": None, "money": {"price", "fine", "stolen", "cost", "ransom", "reward"}, "duration": {"sentence"}}


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
    def beginning(self) -> set[str]:
        """Words near its beginning, in lower case."""
        return {word.lower() for word in WORD.findall(self.text[:BEGINNING])}

    @cached_property
    def exact(self) -> list[NumberClaim]:
        """The claims that are compared with another article's."""
        return [claim for claim in self.claims[:MOST_CLAIMS] if claim.kind in KINDS]

    def sides(self, start: int, end: int) -> tuple[str, str]:
        """The text close to a place, in its own sentence, on its left and on its right."""
        left = SENTENCE_EDGE.split(self.text[max(0, start - CLOSE) : start])[-1]
        return left, SENTENCE_EDGE.split(self.text[end : end + CLOSE])[0]

    def around(self, start: int, end: int) -> set[str]:
        """Stems of the telling words close to a place, in its own sentence."""
        return telling(" ".join(self.sides(start, end)))

    def clause(self, start: int, end: int) -> str:
        """A place's own clause: no comma, no other number, no "and" between."""
        left, right = self.sides(start, end)
        return CLAUSE_EDGE.split(left)[-1] + " " + CLAUSE_EDGE.split(right)[0]


def spelled(story: Story, start: int, end: int, stems: list[str]) -> list[str]:
    """The words of an article, close to a place, that have these stems; the stems where there are none."""
    near = WORD.findall(story.text[max(0, start - CLOSE) : end + CLOSE])
    words = {stem(word): word for word in reversed(near)}
    return [words.get(one, one) for one in stems]


def conflicts(
    articles: Iterable[Article],
    claims: Iterable[NumberClaim],
    times: Iterable[TimeExpression],
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
        for rule in RULES if _one_event(first, second, named.ordinary) else ():
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
                self.ordinary.update(LOWER.findall(article.text))
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
    """One amount, count, measure or length of time with two values in two articles."""
    pairs = [(a, b) for a in _unsettled(first, second) for b in _unsettled(second, first) if _comparable(a, b)]
    scored = [(a, b, common) for a, b in pairs if (common := _common(first, second, a, b))]
    for a, b, common in scored:
        if not any((x is a) != (y is b) and len(words) >= len(common) for x, y, words in scored):
            yield Conflict(a, b, common)


def _unsettled(story: Story, other: Story) -> list[NumberClaim]:
    """Figures that the other article neither has nor gives by a sum or difference, and that no word makes a part."""
    found = []
    for claim in story.exact:
        left, right = (text.lower() for text in story.sides(claim.start, claim.end))
        part = SUBSET.search(left[-45:] + " | " + right[:25]) or HEDGED.search(left[-25:])
        changed = claim.change_role in ("from", "to") or (claim.direction and not _role(story, claim))
        if part or changed or value_of(claim) < SMALLEST:
            continue
        if not _settled(claim, other.exact):
            found.append(claim)
    return found


def _settled(claim: NumberClaim, others: list[NumberClaim]) -> bool:
    own, values = _based(claim), [_based(other) for other in others if _comparable(claim, other)]
    if any(own.touches(value.widened(0.01)) for value in values) or len(values) > MOST_SUMMED:
        return True
    sums = (way for a, b in combinations(values, 2) for way in (a.plus(b), a.minus(b), b.minus(a)))
    return any(own.touches(way) for way in sums)


def _comparable(a: NumberClaim, b: NumberClaim) -> bool:
    return a.kind == b.kind and _measured(a)[0] == _measured(b)[0]


def _based(claim: NumberClaim) -> Interval:
    """The values a claim may stand for, measures in their base unit."""
    return interval(claim).times(_measured(claim)[1])


def _measured(claim: NumberClaim) -> tuple[str | None, float]:
    """What a claim is measured in, and the size of its unit: dimension and base unit for measures."""
    dimension, known = sizes().get(claim.unit or "", (claim.unit, [1.0]))
    return (dimension, known[0]) if claim.kind == "measure" else (claim.unit, 1.0)


def _common(first: Story, second: Story, a: NumberClaim, b: NumberClaim) -> list[str]:
    """What two figures have in common, if they are said of one thing: their role, words or another figure."""
    if _elsewhere(first, second, a, b) or not _same_time(first, second, a, b):
        return []
    roles = {_role(first, a), _role(second, b)}
    around = first.around(a.start, a.end), second.around(b.start, b.end)
    same_noun = a.kind != "count" or heads(a.counted) & heads(b.counted)
    told = any(claim.counted and claim.counted.split()[-1].lower() in _role_words() for claim in (a, b))
    named = same_noun or told or head(a) in around[1] or head(b) in around[0]
    if len(roles) == 1 and None not in roles and named:
        role = str(roles.pop())
        days = (second.article.date - first.article.date).days
        return [role] if role not in _tolls() or days * (value_of(b) - value_of(a)) <= 0 else []
    common = sorted(around[0] & around[1])
    if _shared_figure(first, second, a, b) or (a.kind == "money" and transposed(a.text, b.text)):
        return common or [a.unit or a.kind]
    alone = all(_alone(claim, story.exact) for claim, story in ((a, first), (b, second)))
    return common if named and alone and _same_clause(first, second, a, b, common) else []


def _same_clause(first: Story, second: Story, a: NumberClaim, b: NumberClaim, common: list[str]) -> bool:
    """True if the clauses of two figures share a word besides their nouns, and their sentences two."""
    nouns = {head(a), head(b)}
    beside = telling(first.clause(a.start, a.end)) & telling(second.clause(b.start, b.end))
    return len(common) >= ALIKE and bool(beside - nouns)


def _shared_figure(first: Story, second: Story, a: NumberClaim, b: NumberClaim) -> bool:
    """True if the sentences of two measures, the only ones of their dimension there, share another exact figure."""
    if a.kind != "measure":
        return False
    rows = [[c for c in s.claims if c.sentence == x.sentence and c is not x] for s, x in ((first, a), (second, b))]
    if any(_comparable(c, x) for side, x in zip(rows, (a, b), strict=True) for c in side):
        return False
    return any((x.kind, x.unit, x.low) == (y.kind, y.unit, y.low) and x.kind != "age" for x in rows[0] for y in rows[1])


def _alone(claim: NumberClaim, claims: list[NumberClaim]) -> bool:
    """True if a count is the only one of its noun in the article, so that it is no part of a tally."""
    noun = head(claim)
    return noun is None or all(head(other) != noun or value_of(other) == value_of(claim) for other in claims)


def _role(story: Story, claim: NumberClaim) -> str | None:
    """The one role that the words of a figure's clause give it."""
    words = re.findall(r"[a-z]+", story.clause(claim.start, claim.end).lower())
    roles = {role for word in words if (role := _role_words().get(word))}
    allowed = ROLES_OF.get(claim.kind, set())
    return roles.pop() if len(roles) == 1 and (allowed is None or roles & allowed) else None


@cache
def _role_words() -> dict[str, str]:
    return {word: role for word, role, _ in lexicon.rows("check-roles.tsv")}


@cache
def _tolls() -> frozenset[str]:
    return frozenset(role for _, role, grows in lexicon.rows("check-roles.tsv") if grows == "toll")


def _elsewhere(first: Story, second: Story, a: NumberClaim, b: NumberClaim) -> bool:
    """True if the sentences of both figures name places, and one of them places that the other article does not."""
    sides = [" | ".join(story.sides(claim.start, claim.end)) for story, claim in ((first, a), (second, b))]
    places = [set(PLACE.findall(side)) - set(calendar.month_name) for side in sides]
    known = any(place in second.text for place in places[0]) and any(place in first.text for place in places[1])
    return all(places) and not known


def _same_time(first: Story, second: Story, a: NumberClaim, b: NumberClaim) -> bool:
    """False where one of both is dated to another time than the other, by its own time or those of its clause."""
    if _long_before(first, a) != _long_before(second, b):
        return False
    spans = [_span(story.time_of.get(claim.time_id or "")) for story, claim in ((first, a), (second, b))]
    if spans[0] and spans[1]:
        return _overlap(spans[0], spans[1])
    dated = spans[0] or spans[1]
    if dated and abs((dated[1] - first.article.date).days) > RECENT:
        return False
    named = [_times_beside(story, claim) for story, claim in ((first, a), (second, b))]
    return not (named[0] and named[1]) or any(_overlap(x, y) for x in named[0] for y in named[1])


def _long_before(story: Story, claim: NumberClaim) -> bool:
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
    known, others = _ages(first), _ages(second)
    for name in known.keys() & others.keys():
        if abs(value_of(known[name]) - value_of(others[name])) > 1:
            yield Conflict(known[name], others[name], [name])


def _ages(story: Story) -> dict[str, NumberClaim]:
    """The first age of each person named in full."""
    named = [(name_beside(story.text, claim), claim) for claim in reversed(story.claims) if claim.kind == "age"]
    return {" ".join(name.split()[-2:]): claim for name, claim in named if name and " " in name}


def two_founding_years(first: Story, second: Story) -> Iterator[Conflict]:
    """One thing that began in two years: each article names one such year only, and not the other's."""
    years = [[time for time in story.times if _founding(story, time)] for story in (first, second)]
    if len(years[0]) == 1 and len(years[1]) == 1 and years[0][0].value != years[1][0].value:
        a, b = years[0][0], years[1][0]
        common = first.around(a.start, a.end) & second.around(b.start, b.end)
        told = sorted(word for word in common if not FOUNDED.search(word) and not FOUNDED.search(word + "ed"))
        if told or transposed(a.value or "", b.value or ""):
            yield Conflict(a, b, told or ["founding year"])


def _founding(story: Story, time: TimeExpression) -> bool:
    year = re.fullmatch(r"\d{4}", time.value or "")
    old = year and int(year[0]) < story.article.date.year - 4
    return bool(old) and FOUNDED.search(story.text[max(0, time.start - 30) : time.end].lower()) is not None


RULES: tuple[Callable[[Story, Story], Iterator[Conflict]], ...] = (two_values, two_ages, two_founding_years)
