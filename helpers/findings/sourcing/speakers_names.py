"""Who and what an article calls by name: every proper name, its mentions, its fullest form and what bears it.

A name is a run of tokens tagged as proper nouns. Titles are cut off and remembered, because they say that a person
bears the name, and sometimes which pronoun fits. Nothing is inferred from given names.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from helpers.findings.sourcing.speakers_words import Words
from helpers.text import lexicon

LINKS = frozenset({"of", "for", "on"})
NEAR, FAR = 50, 100  # tokens


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
    guesses: the same as far as possessives say so ("Ann and her deputy")
    roles: what it is called besides
    places: token numbers of its mentions, ascending
    """

    words: tuple[str, ...]
    name: str
    kind: str | None
    sure: bool = False
    agreement: set[str] = field(default_factory=set)
    guesses: set[str] = field(default_factory=set)
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


class Mention(NamedTuple):
    """One occurrence of a name: its tokens without title, the title, and whether "the" stands before it."""

    start: int
    end: int
    title: tuple[str, ...]
    definite: bool


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


@cache
def titles() -> dict[str, str]:
    """Titles without their full stop, with the agreement they show."""
    return {entry[0].lower(): entry[1] for entry in lexicon.rows("titles.tsv")}


@cache
def offices() -> dict[str, str]:
    """Nouns for people that stand as titles before a name, with the agreement they show."""
    return {noun: agreement for noun, (_, agreement) in lexicon.table("person-nouns.tsv").items() if " " not in noun}


@cache
def _small(use: str) -> frozenset[str]:
    return frozenset(word for word, of_use in lexicon.rows("name-words.tsv") if of_use == use)


@cache
def _kinds(name: str) -> dict[str, str]:
    return {key: columns[0] for key, columns in lexicon.table(name).items()}


def find_names(words: Words) -> Names:
    """Find the names of an article and tell which mentions belong together.

    Two persons with one surname are kept apart; a bare surname then belongs to the one who has borne it alone so far
    and was mentioned last, or to nobody.
    """
    mentions = [mention for run in _runs(words) for mention in _cut(words, *run)]
    names = Names()
    by_words: dict[tuple[str, ...], Entity] = {}
    full = {m: _full(words, m, by_words, names) for m in mentions if m.end - m.start > 1}
    lookup = _Lookup(names.entities)
    full |= _shared_surnames(words, mentions, full, lookup, names)
    for mention in mentions:
        entity = full.get(mention) or _short(words, mention, lookup, names, by_words)
        names.mentions.append((mention, entity))
        for place in range(mention.start - len(mention.title), mention.end):
            names.bearer[place] = entity
        if entity:
            entity.places.append(mention.start)
            _learn(entity, mention)
    return names


def _runs(words: Words) -> list[tuple[int, int]]:
    """Runs of tokens that may be names: capitalised, proper by tag, with particles and "of" inside."""
    runs: list[tuple[int, int]] = []
    place, count = 0, len(words.form)
    while place < count:
        if not _proper(words, place):
            place += 1
            continue
        end = place + 1
        while (step := _joined(words, place, end)) > 0:
            end += step
        runs.append((place, end))
        place = end
    return runs


def _proper(words: Words, place: int) -> bool:
    text, tag = words.form[place], words.tree.tag[place]
    if not text[0].isupper() or text.lower() in _small("never"):
        return False
    if text.lower() in _small("weekday"):
        following = words.tree.word[place + 1 : place + 2]
        return bool(following) and _kinds("name-nouns.tsv").get(following[0]) == "media" and tag == "NNP"
    if tag in ("NNP", "NNPS"):
        return True
    return (
        tag[:2] in ("NN", "JJ", "VB", "RB")
        and place not in words.starts
        and place not in words.shouted
        and len(text) > 2
    )


def _joined(words: Words, start: int, end: int) -> int:
    """How many more tokens belong to the run that ends here: 0 if none."""
    if end >= len(words.form) or end in words.breaks:
        return 0
    text, last = words.form[end], words.form[end - 1]
    if _proper(words, end):
        return 1
    following = end + 1 < len(words.form) and end + 1 not in words.breaks and _proper(words, end + 1)
    if not following:
        return (
            2
            if text in LINKS
            and words.form[end + 1 : end + 2] == ["the"]
            and _heads(last)
            and _proper_at(words, end + 2)
            else 0
        )
    if text in ("&", "-") or text.lower() in _small("particle"):
        return 2
    if text in LINKS and (_heads(last) or words.form[start].lower() in _kept()):
        return 2
    if (
        text.isdigit()
        and len(text) < 4
        and (last in ("Channel", "Radio") or words.form[end + 1] in ("News", "Radio", "TV"))
    ):
        return 2
    if text in ("and", ",") and any(word in LINKS for word in words.form[start + 1 : end]):
        return 2 if text == "and" and _heads(words.form[start]) else 0
    if text == "and" and end - start == 1 and words.form[start - 1 : start] == ["the"]:
        return 2 if words.form[end + 2 : end + 3] and _heads(words.form[end + 2]) else 0
    if text in ("'s", "'") and last.lower() not in _kinds("places.tsv"):
        stop = end + 1
        while stop < len(words.form) and _proper(words, stop):
            stop += 1
        return stop - end if words.form[stop - 1].lower() in _kinds("name-nouns.tsv") and stop - end > 2 else 0
    return 0


def _proper_at(words: Words, place: int) -> bool:
    return place < len(words.form) and _proper(words, place)


def _heads(word: str) -> bool:
    """Whether a body's or an office's name may go on with "of" behind this word."""
    return word.lower() in _kinds("name-nouns.tsv") or word.lower() in offices() or word.lower() in titles()


@cache
def _kept() -> frozenset[str]:
    return lexicon.word_set("kept-titles.txt")


def _cut(words: Words, start: int, end: int) -> list[Mention]:
    """A run as mention: titles off its front; nothing if it is a title and no name."""
    definite = words.form[start - 1 : start] in (["the"], ["The"]) if start else False
    forms = [word.lower().rstrip(".") for word in words.form[start:end]]
    if " ".join(forms) in _kinds("known-bodies.tsv") or " ".join(forms) in _kinds("places.tsv"):
        return [Mention(start, end, (), definite)]
    last = _last_title(words, start, end, forms)
    if last < 0:
        skip = _describing_people(forms)
        return [Mention(start + skip, end, (), definite and not skip)] if skip < len(forms) else []
    if last + 1 == len(forms) or forms[last + 1] in LINKS:
        return []
    bare = len(forms) - last - 1
    if (bare == 1 and forms[last] in _kept()) or (bare > 1 and forms[last + 2] in LINKS and forms[last] in _kept()):
        first = last - 1 if last and forms[last - 1] in _kept() else last
        return [Mention(start + first, end, tuple(forms[:first]), definite and not first)]
    return [Mention(start + last + 1, end, tuple(forms[: last + 1]), False)]


def _describing_people(forms: list[str]) -> int:
    """How many words at the front only say which people or party somebody belongs to."""
    demonyms = lexicon.word_set("demonyms.txt")
    for count in (2, 1):
        people = " ".join(forms[:count])
        if (people in demonyms or people.removesuffix("s") in demonyms) and (
            len(forms) <= count or forms[-1] not in _kinds("name-nouns.tsv")
        ):
            return count
    return 0


def _last_title(words: Words, start: int, end: int, forms: list[str]) -> int:
    """Number of the last word of the run's title, or -1: what follows a title is the name."""
    organisation = forms[-1] in _kinds("name-nouns.tsv") and forms[-1] not in titles()
    if organisation:
        return -1
    for number in range(len(forms) - 1, -1, -1):
        form = forms[number]
        if form in titles() or form in offices():
            final = number == len(forms) - 1
            surname = final and number > 0 and not _described(words, start, forms[:number])
            if not surname:
                return number
    return -1


def _described(words: Words, start: int, before: list[str]) -> bool:
    """Whether the words before an office are no given name ("the House Speaker", "Foreign Minister")."""
    determined = start > 0 and (words.tree.tag[start - 1] in ("DT", "PRP$", "POS"))
    return determined or any(
        word in _kinds("name-nouns.tsv")
        or word in _kinds("places.tsv")
        or word in titles()
        or word in _small("describing")
        for word in before
    )


def _full(words: Words, mention: Mention, by_words: dict[tuple[str, ...], Entity], names: Names) -> Entity:
    forms = _forms(words, mention)
    entity = by_words.get(forms)
    if entity is None:
        kind = _kind(words, mention, forms)
        entity = _same(forms, kind, names) if kind != "place" else None
        if entity is None:
            entity = Entity(forms, words.slice(mention.start, mention.end), kind)
            names.add(entity)
        elif len(forms) > len(entity.words):
            entity.words, entity.name = forms, words.slice(mention.start, mention.end)
        by_words[forms] = entity
    return entity


def _forms(words: Words, mention: Mention) -> tuple[str, ...]:
    return tuple(word.lower().rstrip(".") or word for word in words.form[mention.start : mention.end])


def _same(forms: tuple[str, ...], kind: str | None, names: Names) -> Entity | None:
    """The entity of which this is a longer or shorter form: middle names, a body's name with its country before."""
    bare = _bare(forms)
    near = {id(entity): entity for word in (bare[0], bare[-1]) for entity in names.by_edge[word]}
    matches = [entity for entity in near.values() if entity.kind == kind and _agree(forms, entity)]
    return matches[0] if len(matches) == 1 else None


def _agree(forms: tuple[str, ...], entity: Entity) -> bool:
    short, long = sorted((_bare(forms), _bare(entity.words)), key=len)
    if entity.kind != "person":
        return long[-len(short) :] == short or (long[: len(short)] == short and len(short) > 1)
    if short[-1] != long[-1] or not short[:-1]:
        return False
    first, other = short[0], long[0]
    return set(short) <= set(long) or (first[0] == other[0] and 1 in (len(first), len(other)))


def _bare(forms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(form for form in forms if form not in _small("suffix")) or forms


def _kind(words: Words, mention: Mention, forms: tuple[str, ...]) -> str | None:
    """What bears a name, as far as its words say."""
    whole = " ".join(forms)
    for source in ("known-bodies.tsv", "places.tsv"):
        known = _kinds(source).get(whole)
        if known:
            return known if source.startswith("known") else "place"
    if forms[0] in _kept() or any(title in titles() or title in offices() for title in mention.title):
        return "person"
    nouns = _kinds("name-nouns.tsv")
    head = next((number for number, form in enumerate(forms) if form in LINKS), len(forms)) - 1
    if forms[head] in nouns and len(forms) > 1:
        return nouns[forms[head]]
    if forms[-1] in nouns and len(forms) > 1:
        return nouns[forms[-1]]
    text = words.form[mention.start]
    if forms[0] in _small("leading") and len(forms) > 1:
        return "media"
    if len(forms) == 1 and mention.definite:
        return "organisation"
    if len(forms) == 1:
        return "organisation" if text.isupper() and 1 < len(text) < 7 and mention.start not in words.shouted else None
    return "organisation" if mention.definite or "&" in forms else "person"


def _learn(entity: Entity, mention: Mention) -> None:
    for title in mention.title:
        agreement = titles().get(title) or offices().get(title)
        if agreement in ("m", "f"):
            entity.agreement.add(agreement)
    if mention.title and entity.kind is None:
        entity.kind = "person"


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
        if not lookup.by_short.get(form) and not _placed(form) and form not in _kinds("known-bodies.tsv"):
            name = f"{words.form[first.start]} {words.form[second.end - 1]}"
            found[first] = Entity((form, words.tree.word[second.end - 1]), name, "person")
            names.add(found[first])
            lookup.by_short[form].append(found[first])
            lookup.by_short[words.tree.word[second.end - 1]].append(found[first])
    return found


def _placed(form: str) -> bool:
    return form in _kinds("places.tsv")


class _Lookup:
    """Entities by the short forms under which an article may call them."""

    def __init__(self, entities: list[Entity]) -> None:
        self.by_short: dict[str, list[Entity]] = defaultdict(list)
        self.owner: dict[str, Entity | None] = {}
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
    form = _forms(words, mention)[0]
    known = _kinds("known-bodies.tsv").get(form)
    place = form in _kinds("places.tsv")
    candidates = [e for e in lookup.by_short.get(form, []) if _may_bear(mention, e, known, place, form)]
    if len(candidates) > 1:
        return _introduced(form, mention.start, candidates, lookup)
    if candidates:
        return candidates[0]
    return _full(words, mention, by_words, names)


def _may_bear(mention: Mention, entity: Entity, known: str | None, place: bool, form: str) -> bool:
    """Whether a single word may stand for the longer name of an entity."""
    if entity.kind == "person":
        agreement = {titles().get(title) for title in mention.title} & {"m", "f"}
        opposed = bool(agreement and entity.agreement and not agreement & entity.agreement)
        return not mention.definite and not opposed and not (place and not mention.title)
    if mention.title or place:
        return False
    if known:
        return entity.kind == known and form in initials(entity.words)
    if form in (initials(entity.words), initials(entity.words, every=True)):
        return len(form) > 1
    if form == entity.words[-1]:
        return mention.definite
    return form == entity.words[0] and form not in _kinds("name-nouns.tsv")


def _introduced(form: str, place: int, candidates: list[Entity], lookup: _Lookup) -> Entity | None:
    """Of several bearers of a short name the one who is meant; None where the article leaves it open."""
    before = [entity for entity in candidates if entity.places]
    if len(before) < 2:
        lookup.owner[form] = before[0] if before else None
        return lookup.owner[form]
    latest, *others = sorted(before, key=lambda entity: entity.places[-1], reverse=True)
    if lookup.owner.get(form) is latest:
        return latest
    near = place - latest.places[-1] < NEAR and all(place - entity.places[-1] > FAR for entity in others)
    return latest if near else None
