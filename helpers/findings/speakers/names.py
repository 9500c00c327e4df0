"""Whose the names are: which mentions belong together, under the fullest form, and what bears it.

Nothing is inferred from given names. Two persons with one surname are kept apart.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise

from helpers.findings.speakers.runs import LINKS, find_mentions, kept, kinds, offices, small, titles
from helpers.findings.speakers.scene import Entity, Mention, Scene

CAMEL = re.compile(r"(?!Mac|Mc|De|La|Le|Di|Du|Van|Fitz|O')[A-Z][a-z]+[A-Z]")  # "SkyNorth", not "McKay"
ESTABLISHED = 2  # bare mentions after which a surname stays with whoever bore it alone


def find_names(scene: Scene) -> None:
    """Find the names of an article and tell which mentions belong together.

    A surname of two persons belongs to the one who has borne it alone so far and was mentioned last, or to nobody.
    """
    mentions = find_mentions(scene)
    bearers = _Bearers(scene, mentions)
    for mention in mentions:
        entity = bearers.of(mention)
        scene.mentions.append((mention, entity))
        scene.bearer.update(dict.fromkeys(range(mention.start - len(mention.title), mention.end), entity))
        if entity:
            entity.places.append(mention.start)
            _learn(entity, mention)


def _learn(entity: Entity, mention: Mention) -> None:
    for title in mention.title:
        agreement = titles().get(title) or offices().get(title)
        if agreement in ("m", "f"):
            entity.agreement.add(agreement)
    if any(mention.title) and not (entity.sure and entity.kind != "person"):
        entity.kind, entity.sure = "person", True


class _Bearers:
    """The bearers of an article's names, by full and by short forms.

    full: the entity of each mention of several words; by_words: by form; by_edge: by its first and last word
    by_short: entities by the single words under which an article may call them
    owner: who bore a shared surname alone; bare: how often since
    """

    def __init__(self, scene: Scene, mentions: list[Mention]) -> None:
        self.scene = scene
        self.by_words: dict[tuple[str, ...], Entity] = {}
        self.by_edge: dict[str, list[Entity]] = defaultdict(list)
        self.by_short: dict[str, list[Entity]] = defaultdict(list)
        self.owner: dict[str, Entity] = {}
        self.bare: Counter[str] = Counter()
        self.full = {mention: self._in_full(mention) for mention in mentions if not self._is_short(mention)}
        for entity in scene.entities:
            for short in _shorts(entity):
                self.by_short[short].append(entity)
        self._share_surnames(mentions)

    def of(self, mention: Mention) -> Entity | None:
        """The bearer of a mention; None if several may be meant."""
        return self.full.get(mention) or self._called_briefly(mention)

    def _is_short(self, mention: Mention) -> bool:
        length = mention.end - mention.start
        return length == 1 or (length == 2 and self.scene.tree.word[mention.start] in kept())

    def _in_full(self, mention: Mention) -> Entity:
        forms = _forms(self.scene, mention)
        entity = self.by_words.get(forms)
        if entity is None:
            kind = _kind(self.scene, mention, forms)
            entity = self._same(forms, kind) if kind != "place" and len(forms) > 1 else None
            if entity is None:
                entity = self._new(Entity(forms, self.scene.slice(mention.start, mention.end), kind))
                entity.sure = kind == "place" or " ".join(forms) in kinds("known-bodies.tsv") or bool(mention.title)
            elif len(forms) > len(entity.words) and self.scene.tree.tag[mention.start] == "NNP":
                entity.words, entity.name = forms, self.scene.slice(mention.start, mention.end)
            self.by_words[forms] = entity
        return entity

    def _new(self, entity: Entity) -> Entity:
        self.scene.entities.append(entity)
        bare = _bare(entity.words)
        if len(entity.words) > 1:
            for word in {bare[0], bare[-1]}:
                self.by_edge[word].append(entity)
        return entity

    def _same(self, forms: tuple[str, ...], kind: str | None) -> Entity | None:
        """The entity of which this is a longer or shorter form: middle names, a body's name with its country before."""
        bare = _bare(forms)
        near = {id(entity): entity for word in (bare[0], bare[-1]) for entity in self.by_edge[word]}
        matches = [entity for entity in near.values() if entity.kind == kind and _agree(forms, entity)]
        return matches[0] if len(matches) == 1 else None

    def _share_surnames(self, mentions: list[Mention]) -> None:
        """ "Gil and Sukie Arkwright": the first of them, if the article knows nobody else by that given name."""
        word, form = self.scene.tree.word, self.scene.form
        for first, second in pairwise(mentions):
            partner, given, surname = self.full.get(second), first.start, second.end - 1
            together = form[given + 1 : second.start] == ["and"] and second.end - second.start == 2 and not first.title
            person = partner is not None and partner.kind == "person" and word[given] not in kinds("places.tsv")
            if together and person and not self.by_short.get(word[given]):
                name = f"{form[given]} {form[surname]}"
                self.full[first] = self._new(Entity((word[given], word[surname]), name, "person"))
                for short in (word[given], word[surname]):
                    self.by_short[short].append(self.full[first])

    def _called_briefly(self, mention: Mention) -> Entity | None:
        """The bearer of a name of one word; None if several may be meant."""
        *before, form = _forms(self.scene, mention)
        agreement = {titles().get(title) for title in (*mention.title, *before)} & {"m", "f"}
        candidates = [e for e in self.by_short.get(form, []) if _may_bear(mention, e, agreement, form)]
        candidates = [e for e in candidates if e.kind == "person"] or candidates
        alike = [entity for entity in candidates if agreement & entity.agreement]
        if len(alike) == 1:
            return alike[0]
        if len(candidates) > 1:
            return self._introduced(form, mention.start, candidates)
        return candidates[0] if candidates else self._in_full(mention)

    def _introduced(self, form: str, place: int, candidates: list[Entity]) -> Entity | None:
        """Of several bearers of a short name the one who is meant; None where the article leaves it open."""
        before = [entity for entity in candidates if entity.places]
        if len(before) == 1:
            self.owner[form] = before[0]
            self.bare[form] += place > before[0].places[0]
            return before[0]
        latest = max(before, key=lambda entity: entity.places[-1], default=None)
        owner = self.owner.get(form)
        return owner if owner is latest or self.bare[form] >= ESTABLISHED else None


def _forms(scene: Scene, mention: Mention) -> tuple[str, ...]:
    return tuple(word.lower().rstrip(".") or word for word in scene.form[mention.start : mention.end])


def _bare(forms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(form for form in forms if form not in small("suffix")) or forms


def _agree(forms: tuple[str, ...], entity: Entity) -> bool:
    short, long = sorted((_bare(forms), _bare(entity.words)), key=len)
    if entity.kind != "person":
        return long[-len(short) :] == short or (long[: len(short)] == short and len(short) > 1)
    return len(short) > 1 and short[-1] == long[-1] and set(short) <= set(long)


def _kind(scene: Scene, mention: Mention, forms: tuple[str, ...]) -> str | None:
    """What bears a name, as far as its words say."""
    whole, text, tag = " ".join(forms), scene.form[mention.start], scene.tree.tag[mention.start]
    if mention.start in scene.tree.dateline and len(forms) < 3 and text.isupper():
        return "place"
    if whole in kinds("known-bodies.tsv") or whole in kinds("places.tsv"):
        return kinds("known-bodies.tsv").get(whole, "place")
    if forms[0] in kept() or any(title in titles() or title in offices() for title in mention.title):
        return "person"
    if len(forms) > 1:
        return _kind_of_long(scene, mention, forms)
    if mention.definite or tag == "NNPS":
        return kinds("name-nouns.tsv").get(forms[0]) or ("group" if tag == "NNPS" else "organisation")
    shout = text.isupper() and 1 < len(text) < 7 and mention.start not in scene.shouted
    return "organisation" if CAMEL.match(text) or shout else None


def _kind_of_long(scene: Scene, mention: Mention, forms: tuple[str, ...]) -> str:
    nouns, text = kinds("name-nouns.tsv"), scene.form[mention.start]
    head = next((number for number, form in enumerate(forms) if form in LINKS), len(forms)) - 1
    for form in (forms[head], forms[-1]):
        if form in nouns:
            return nouns[form]
    if forms[0] in small("leading"):
        return "media"
    return "organisation" if mention.definite or "&" in forms or (len(text) > 2 and text.isupper()) else "person"


def _shorts(entity: Entity) -> set[str]:
    """Single words that may stand for a name: its first and last, and a body's initials."""
    bare = _bare(entity.words)
    shorts = {bare[0], bare[-1]} | (_initials(entity.words) if entity.kind != "person" else set())
    return {short for short in shorts if len(short) > 1}


def _initials(forms: tuple[str, ...]) -> set[str]:
    """First letters of a name's words, with and without its small words."""
    large = [form for form in forms if form not in LINKS | {"and", "the"} and form[0].isalnum()]
    return {"".join(form[0] for form in large), "".join(form[0] for form in forms if form.isalpha())}


def _may_bear(mention: Mention, entity: Entity, agreement: set[str | None], form: str) -> bool:
    """Whether a single word may stand for the longer name of an entity."""
    place = form in kinds("places.tsv")
    if entity.kind == "person":
        opposed = bool(agreement and entity.agreement and not agreement & entity.agreement)
        return not mention.definite and not opposed and not (place and not mention.title)
    if mention.title or place:
        return False
    known = kinds("known-bodies.tsv").get(form)
    if form in _initials(entity.words):
        return not known or entity.kind == known
    if known:
        return False
    if form == entity.words[-1]:
        return mention.definite
    return form == entity.words[0] and form not in kinds("name-nouns.tsv")
