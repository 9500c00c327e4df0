"""Who and what an article calls by name: every proper name, its mentions, its fullest form and what bears it.

A name is a run of tokens tagged as proper nouns. Titles are cut off and remembered, because they say that a person
bears the name, and sometimes which pronoun fits. Nothing is inferred from given names.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from helpers.findings.speakers.runs import LINKS, Mention, find_mentions, kept, kinds, offices, small, titles
from helpers.findings.speakers.words import Words

_CAMEL = re.compile(r"(?!Mac|Mc|De|La|Le|Di|Du|Van|Fitz|O')[A-Z][a-z]+[A-Z]")  # "SkyNorth", not "McKay"
NEAR, FAR = 50, 100  # tokens
ESTABLISHED = 2  # bare mentions after which a surname stays with whoever bore it alone


class Role(NamedTuple):
    """What somebody is said to be: the noun, the words before it, and whether that is over."""

    noun: str
    modifiers: frozenset[str]
    former: bool


@dataclass
class Entity:
    """One bearer of a name.

    words: the fullest form, in lower case, without title
    name: the same as the article writes it
    kind: person, government, organisation, media, document, group or place; None where nothing says so
    sure: true if the kind rests on more than the number of words
    agreement: m and f, as far as titles and nouns beside the name say so
    by_noun: the part of it that nouns say ("brother")
    leaning: the same as far as a single, less sure pronoun says so
    guesses: the same as far as possessives say so ("Ann and her deputy")
    titles: titles before its name
    roles: what it is called besides
    places: token numbers of its mentions, ascending
    """

    words: tuple[str, ...]
    name: str
    kind: str | None
    sure: bool = False
    agreement: set[str] = field(default_factory=set)
    by_noun: set[str] = field(default_factory=set)
    guesses: set[str] = field(default_factory=set)
    leaning: str | None = None
    titles: set[str] = field(default_factory=set)
    roles: list[Role] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    def fits(self, agreement: str) -> bool:
        """Whether a pronoun may stand for the bearer; true where the article says nothing of it."""
        known = self.agreement or self.guesses
        return not known or agreement in known

    def last_before(self, place: int) -> int:
        """Its last mention before a token, or -1."""
        number = bisect_right(self.places, place - 1)
        return self.places[number - 1] if number else -1


@dataclass
class Names:
    """All names of an article.

    entities: the bearers, by first mention
    by_edge: the bearers of longer names, by first and last word
    bearer: the entity of each token that is part of a name; None where two persons share it
    mentions: every occurrence in reading order, its entity beside it
    """

    entities: list[Entity] = field(default_factory=list)
    by_edge: dict[str, list[Entity]] = field(default_factory=lambda: defaultdict(list))
    bearer: dict[int, Entity | None] = field(default_factory=dict)
    mentions: list[tuple[Mention, Entity | None]] = field(default_factory=list)

    def add(self, entity: Entity) -> None:
        """Take in a new bearer; one with several words is found again by the first and the last of them."""
        self.entities.append(entity)
        if len(entity.words) > 1:
            bare = _bare(entity.words)
            for word in {bare[0], bare[-1]}:
                self.by_edge[word].append(entity)


def find_names(words: Words) -> Names:
    """Find the names of an article and tell which mentions belong together.

    Two persons with one surname are kept apart; a bare surname then belongs to the one who has borne it alone so far
    and was mentioned last, or to nobody.
    """
    mentions = find_mentions(words)
    names = Names()
    by_words: dict[tuple[str, ...], Entity] = {}
    short = {
        m for m in mentions if m.end - m.start == 1 or (m.end - m.start == 2 and words.tree.word[m.start] in kept())
    }
    full = {m: _full(words, m, by_words, names) for m in mentions if m not in short}
    lookup = _Lookup(names.entities, full)
    full |= _shared_surnames(words, mentions, full, lookup, names)
    for mention in mentions:
        entity = full.get(mention) or _short(words, mention, lookup, names, by_words)
        if mention in full:
            lookup.full[id(entity)] = mention.start
        elif entity is None:
            lookup.open[words.tree.word[mention.start]] = mention.start
        names.mentions.append((mention, entity))
        for place in range(mention.start - len(mention.title), mention.end):
            names.bearer[place] = entity
        if entity:
            entity.places.append(mention.start)
            _learn(entity, mention)
    return names


def _full(words: Words, mention: Mention, by_words: dict[tuple[str, ...], Entity], names: Names) -> Entity:
    forms = _forms(words, mention)
    entity = by_words.get(forms)
    if entity is None:
        kind = _kind(words, mention, forms)
        entity = _same(forms, kind, names, mention.title) if kind != "place" and len(forms) > 1 else None
        if entity is None:
            entity = Entity(forms, words.slice(mention.start, mention.end), kind)
            names.add(entity)
            entity.titles.update(mention.title)
            entity.sure = kind == "place" or " ".join(forms) in kinds("known-bodies.tsv") or bool(mention.title)
        elif len(forms) > len(entity.words) and words.tree.tag[mention.start] == "NNP":
            entity.words, entity.name = forms, words.slice(mention.start, mention.end)
        by_words[forms] = entity
    return entity


def _forms(words: Words, mention: Mention) -> tuple[str, ...]:
    return tuple(plain(word).lower().rstrip(".") or word for word in words.form[mention.start : mention.end])


def plain(word: str) -> str:
    """A word without accents, which one article may write and leave out."""
    if word.isascii():
        return word
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign)) or word


def _same(forms: tuple[str, ...], kind: str | None, names: Names, title: tuple[str, ...]) -> Entity | None:
    """The entity of which this is a longer or shorter form: middle names, a body's name with its country before."""
    bare = _bare(forms)
    near = {id(entity): entity for word in (bare[0], bare[-1]) for entity in names.by_edge[word]}
    matches = [entity for entity in near.values() if entity.kind == kind and _agree(forms, entity, title)]
    return matches[0] if len(matches) == 1 else None


def _agree(forms: tuple[str, ...], entity: Entity, title: tuple[str, ...]) -> bool:
    short, long = sorted((_bare(forms), _bare(entity.words)), key=len)
    if entity.kind != "person":
        return long[-len(short) :] == short or (long[: len(short)] == short and len(short) > 1)
    if short[-1] != long[-1] or not short[:-1]:
        return False
    first, other = short[0], long[0]
    office = any(titles().get(word) == "-" and word in entity.titles for word in title)
    return set(short) <= set(long) or (first[0] == other[0] and (office or 1 in (len(first), len(other))))


def _bare(forms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(form for form in forms if form not in small("suffix")) or forms


def _kind(words: Words, mention: Mention, forms: tuple[str, ...]) -> str | None:
    """What bears a name, as far as its words say."""
    whole = " ".join(forms)
    if mention.start in words.tree.dateline and len(forms) < 3 and words.form[mention.start].isupper():
        return "place"
    for source in ("known-bodies.tsv", "places.tsv"):
        known = kinds(source).get(whole)
        if known:
            return known if source.startswith("known") else "place"
    if forms[0] in kept() or any(title in titles() or title in offices() for title in mention.title):
        return "person"
    nouns = kinds("name-nouns.tsv")
    head = next((number for number, form in enumerate(forms) if form in LINKS), len(forms)) - 1
    if forms[head] in nouns and len(forms) > 1:
        return nouns[forms[head]]
    if forms[-1] in nouns and len(forms) > 1:
        return nouns[forms[-1]]
    if forms[-1].removesuffix("s") in nouns and len(forms) > 1 and words.tree.tag[mention.end - 1] == "NNPS":
        return "group"
    text = words.form[mention.start]
    if forms[0] in small("leading") and len(forms) > 1:
        return "media"
    if len(forms) == 1 and (mention.definite or words.tree.tag[mention.start] == "NNPS"):
        plural = words.tree.tag[mention.start] == "NNPS"
        return nouns.get(forms[0]) or ("group" if plural else "organisation")
    if len(forms) == 1 and _CAMEL.match(text):
        return "organisation"
    if len(forms) == 1:
        return "organisation" if text.isupper() and 1 < len(text) < 7 and mention.start not in words.shouted else None
    return "organisation" if mention.definite or "&" in forms or (len(text) > 2 and text.isupper()) else "person"


def _learn(entity: Entity, mention: Mention) -> None:
    entity.titles.update(mention.title)
    for title in mention.title:
        agreement = titles().get(title) or offices().get(title)
        if agreement in ("m", "f"):
            entity.agreement.add(agreement)
    if any(mention.title) and not (entity.sure and entity.kind != "person"):
        entity.kind, entity.sure = "person", True


def _shared_surnames(
    words: Words, mentions: list[Mention], full: dict[Mention, Entity], lookup: _Lookup, names: Names
) -> dict[Mention, Entity]:
    """ "Gil and Sukie Arkwright": the first of them, if the article knows nobody else by that given name."""
    found = {}
    for first, second in pairwise(mentions):
        partner = full.get(second)
        together = words.form[first.end : second.start] == ["and"] and first.end - first.start == 1
        if not together or first.title or partner is None or partner.kind != "person" or second.end - second.start != 2:
            continue
        form = words.tree.word[first.start]
        if not lookup.by_short.get(form) and form not in kinds("places.tsv") and form not in kinds("known-bodies.tsv"):
            name = f"{words.form[first.start]} {words.form[second.end - 1]}"
            found[first] = Entity((form, words.tree.word[second.end - 1]), name, "person")
            names.add(found[first])
            lookup.first[id(found[first])] = first.start
            lookup.by_short[form].append(found[first])
            lookup.by_short[words.tree.word[second.end - 1]].append(found[first])
    return found


class _Lookup:
    """Entities by the short forms under which an article may call them."""

    def __init__(self, entities: list[Entity], full: dict[Mention, Entity]) -> None:
        self.first: dict[int, int] = {}
        for mention, entity in full.items():
            self.first.setdefault(id(entity), mention.start)
        self.by_short: dict[str, list[Entity]] = defaultdict(list)
        self.owner: dict[str, Entity] = {}
        self.bare: Counter[str] = Counter()
        self.full: dict[int, int] = {}
        self.open: dict[str, int] = defaultdict(lambda: -FAR - 1)
        for entity in entities:
            bare = _bare(entity.words)
            if entity.kind == "person":
                shorts = {bare[0], bare[-1]}
            else:
                shorts = {bare[0], bare[-1], initials(entity.words), initials(entity.words, every=True)}
            for short in shorts:
                if len(short) > 1:
                    self.by_short[short].append(entity)


def initials(forms: tuple[str, ...], every: bool = False) -> str:
    """First letters of a name's words, small words left out unless every one counts."""
    small = LINKS | {"and", "the", "&", "'s", "'", "-"}
    return "".join(form[0] for form in forms if (form not in small or (every and form.isalpha())) and form[0].isalnum())


def _short(
    words: Words, mention: Mention, lookup: _Lookup, names: Names, by_words: dict[tuple[str, ...], Entity]
) -> Entity | None:
    """The bearer of a name of one word; None if several may be meant."""
    *before, form = _forms(words, mention)
    agreement = {titles().get(title) for title in (*mention.title, *before)} & {"m", "f"}
    candidates = [e for e in lookup.by_short.get(form, []) if _may_bear(mention, e, agreement, form)]
    candidates = [e for e in candidates if e.kind == "person"] or candidates
    alike = [entity for entity in candidates if agreement & entity.agreement]
    if len(alike) == 1:
        return alike[0]
    if agreement and not any(entity.places for entity in candidates):
        entity = _full(words, mention, by_words, names)
        lookup.by_short[form].append(entity)
        return entity
    if len(candidates) > 1:
        return _introduced(form, mention.start, candidates, lookup)
    return candidates[0] if candidates else _full(words, mention, by_words, names)


def _may_bear(mention: Mention, entity: Entity, agreement: set[str | None], form: str) -> bool:
    """Whether a single word may stand for the longer name of an entity."""
    place = form in kinds("places.tsv")
    if entity.kind == "person":
        opposed = bool(agreement and entity.agreement and not agreement & entity.agreement)
        return not mention.definite and not opposed and not (place and not mention.title)
    known = kinds("known-bodies.tsv").get(form)
    if mention.title or place:
        return False
    if known:
        return entity.kind == known and form in initials(entity.words)
    if form in (initials(entity.words), initials(entity.words, every=True)):
        return len(form) > 1
    if form == entity.words[-1]:
        return mention.definite
    return form == entity.words[0] and form not in kinds("name-nouns.tsv")


def _introduced(form: str, place: int, candidates: list[Entity], lookup: _Lookup) -> Entity | None:
    """Of several bearers of a short name the one who is meant; None where the article leaves it open."""
    before = [entity for entity in candidates if entity.places]
    if not before:
        coming = sorted((lookup.first[id(entity)], number) for number, entity in enumerate(candidates))
        return candidates[coming[0][1]] if coming[0][0] - place < NEAR and coming[1][0] - place > FAR else None
    if len(before) < 2:
        lookup.owner[form] = before[0]
        lookup.bare[form] += place > before[0].places[0]
        return before[0]
    latest, *others = sorted(before, key=lambda entity: entity.places[-1], reverse=True)
    owner = lookup.owner.get(form)
    if owner is latest or (owner and lookup.bare[form] >= ESTABLISHED):
        return owner
    near = place - lookup.full.get(id(latest), -NEAR) < NEAR and all(place - e.places[-1] > FAR for e in others)
    return latest if near and place - lookup.open[form] > FAR else None
