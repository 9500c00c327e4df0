"""Whom a pronoun stands for: candidates before it, weighed by grammar, nearness and having spoken.

A candidate is ruled out by number, by what a title or a noun beside it says ("Ms", "spokeswoman", "his daughter"),
never by a given name. Where two fit equally well, nobody is meant.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from helpers.findings.speakers.names import Entity
from helpers.findings.speakers.nouns import Noun, noun_at
from helpers.findings.speakers.roles import Scene
from helpers.text import lexicon

BACK = 8  # sentences looked back
OPPOSED, MATCHED = -1.5, 1.0
MOST = 40  # candidates of one sentence
SUBJECT, OWNER, OTHER, SPOKE, QUOTED, DISTANCE, MARGIN, ACCUSED = 3.0, 2.5, 1.0, 2.0, -4.0, 1.2, 0.4, -4.0
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
FITS = {"he": "m", "she": "f"}
SPEAKING = frozenset({"person", "group", "organisation", "government", "media", "document"})
THINGS = frozenset({"organisation", "government", "media", "document", "place"})


class Candidate(NamedTuple):
    """Somebody or something that a pronoun may stand for, at its main word; a shared name has neither entity nor noun."""

    place: int
    entity: Entity | None
    noun: Noun | None
    weight: float


@dataclass(frozen=True)
class Heard:
    """Who has spoken before: at which token, under which key, fitting which pronoun."""

    place: int
    key: object
    agreement: frozenset[str]
    kind: str
    plural: bool


class Antecedents:
    """Looks for what pronouns stand for; sentences are searched once."""

    def __init__(self, scene: Scene) -> None:
        self.words, self.names, self.links = scene.words, scene.names, scene.links
        self.found: dict[int, list[Candidate]] = {}
        self.entities = {id(entity): entity for entity in self.names.entities}
        self.learned: dict[str, set[str]] = {}

    def find(self, pronoun: str, place: int, heard: list[Heard]) -> Candidate | Heard | None:
        """The best candidate before a token, a candidate or an earlier speaker; None if two are as good."""
        sentence = self.words.tree.sentence[place]
        accuser = heard[-1] if heard and self._answers(place) else None
        scores: dict[object, tuple[float, int, Candidate | Heard]] = {}
        for number in range(sentence, max(-1, sentence - BACK), -1):
            far = DISTANCE * (sentence - number)
            for candidate in self._before(place, number):
                if self._fits(pronoun, candidate):
                    weight = candidate.weight - far + _fitness(pronoun, candidate)
                    if accuser and (_key(candidate) == accuser.key or candidate.place == accuser.place):
                        weight += ACCUSED
                    _keep(scores, _key(candidate), weight, candidate)
        coming = self._coming(place)
        if coming and self._fits(pronoun, coming):
            _keep(scores, _key(coming), SUBJECT + SPOKE + DISTANCE, coming)
        for speaker in reversed(heard[-6:]):
            number = self.words.tree.sentence[speaker.place]
            if speaker.place < place and sentence - number <= BACK and _heard_fits(pronoun, speaker):
                spoke = SPOKE if sentence - number < 2 else 0.0
                against = ACCUSED - spoke if speaker == accuser else 0.0
                entity = self.entities.get(speaker.key)
                if entity and pronoun in FITS and not entity.fits(FITS[pronoun]):
                    continue
                against += OPPOSED if entity and entity.leaning not in (None, FITS.get(pronoun)) else 0.0
                _keep(scores, speaker.key, SUBJECT + spoke + against - DISTANCE * (sentence - number), speaker)
        return _best(scores)

    def _answers(self, place: int) -> bool:
        """Whether a pronoun denies something: then it is not the one who spoke last."""
        return self.words.tree.lemma(self.words.tree.head[place]) in lexicon.word_set("denials.txt")

    def phrase(self, place: int) -> range:
        """The tokens of the phrase around a main word, without what follows behind a comma or in a clause."""
        tree = self.words.tree
        first = place
        for kid in tree.kids[place]:
            if kid < place and tree.dep[kid] not in ("punct", "cc", "conj", "relcl", "mark", "nsubj", "aux"):
                first = min(first, tree.left[kid])
        last = place + 1
        for kid in tree.kids[place]:
            if kid > place and tree.dep[kid] == "prep" and kid == last:
                last = tree.right[kid] + 1
        return range(first, last)

    def pair(self, place: int) -> range:
        """The tokens of two names joined by "and", from the last word of the first of them."""
        bearer, first, last = self.names.bearer, place, place + 2
        while first - 1 in bearer:
            first -= 1
        while last in bearer:
            last += 1
        return range(first, last)

    def _before(self, place: int, number: int) -> list[Candidate]:
        """The last candidates of a sentence before a token."""
        if number not in self.found:
            first, last = self.words.tree.sentence_bounds[number]
            self.found[number] = list(self._candidates(first, last))
        stop = bisect_left(self.found[number], place, key=lambda candidate: candidate.place)
        return self.found[number][max(0, stop - MOST) : stop]

    def _coming(self, place: int) -> Candidate | None:
        """The subject of the main clause behind a fronted one: "While he has doubts, Mr. Orr said"."""
        tree, verb = self.words.tree, self.words.tree.head[place]
        if tree.dep[verb] != "advcl" or tree.head[verb] < verb:
            return None
        subject = tree.child(tree.head[verb], *SUBJECTS)
        entity = self.names.bearer.get(subject) if subject is not None and subject > verb else None
        return Candidate(subject, entity, None, 0.0) if entity else None

    def _candidates(self, first: int, last: int) -> Iterator[Candidate]:
        tree, bearer = self.words.tree, self.names.bearer
        for place in range(first, last):
            if place in tree.dateline:
                continue
            if place in bearer:
                if place + 1 not in bearer:
                    yield Candidate(place, bearer[place], None, self._weight(place))
            elif (
                tree.tag[place] in ("NN", "NNS")
                and place not in self.links
                and tree.dep[place] not in ("compound", "appos", "attr", "oprd")
                and not (tree.dep[place] == "pobj" and tree.word[tree.head[place]] == "as")
            ):
                noun = noun_at(self.words, place)
                if noun.kind in SPEAKING and noun.trait != "unknown":
                    yield Candidate(place, None, noun, self._weight(place))

    def _weight(self, place: int) -> float:
        tree = self.words.tree
        top = place
        while tree.dep[top] in ("compound", "conj", "nmod", "flat", "appos") and tree.head[top] != top:
            top = tree.head[top]
        owns = tree.dep[top] == "poss" and tree.dep[tree.head[top]] in SUBJECTS
        weight = SUBJECT if tree.dep[top] in SUBJECTS else OWNER if owns else OTHER
        return weight + (QUOTED if tree.quotation[place] >= 0 else 0.0)

    def _fits(self, pronoun: str, candidate: Candidate) -> bool:
        entity, noun = candidate.entity, candidate.noun
        if entity is None and noun is None:
            return pronoun in FITS
        if pronoun in FITS:
            if entity:
                return (entity.kind == "person" or self._maybe_person(candidate)) and entity.fits(FITS[pronoun])
            agreement = self.learned.get(noun.lemma) or {noun.agreement} - {"-"} or self._possessed(candidate.place)
            return noun.kind == "person" and FITS[pronoun] in agreement
        if pronoun == "they":
            return noun.plural if noun else self._joined(candidate.place)
        if pronoun == "it":
            return (entity.kind if entity else noun.kind) in THINGS or bool(entity and perhaps_a_body(entity))
        return False

    def _maybe_person(self, candidate: Candidate) -> bool:
        """Whether a name of unknown kind is certainly a name, with a capital where none is due, and no modifier."""
        entity = candidate.entity
        certain = entity.kind is None and any(place not in self.words.starts for place in entity.places)
        return certain and self.words.tree.dep[candidate.place] not in ("compound", "amod", "nmod")

    def _possessed(self, place: int) -> set[str]:
        """Pronouns that fit a description, by a possessive beside it: "the plaintiff and her partner"."""
        following = self.words.tree.word[place + 1 : place + 3]
        if following[:1] == ["and"] and following[1:] in (["his"], ["her"]):
            return {"m"} if following[1] == "his" else {"f"}
        return {"m", "f"}

    def _joined(self, place: int) -> bool:
        """Whether a name is joined to another by "and", so that both are "they"."""
        return self.words.tree.word[place + 1 : place + 2] == ["and"] and place + 2 in self.names.bearer


def _fitness(pronoun: str, candidate: Candidate) -> float:
    """Weight won where a noun or title asks for this pronoun, lost where an earlier pronoun speaks against it."""
    entity, noun, fitting = candidate.entity, candidate.noun, FITS.get(pronoun)
    if fitting is None:
        return 0.0
    if (noun and noun.agreement == fitting) or (entity and fitting in entity.agreement):
        return MATCHED
    return OPPOSED if entity and entity.leaning not in (None, fitting) else 0.0


def perhaps_a_body(entity: Entity) -> bool:
    """Whether nothing but the number of its words says that a person bears a name: "the mine's owner, Tarn Alto"."""
    either = lexicon.word_set("either-nouns.txt")
    human = entity.agreement or entity.titles or entity.sure or entity.leaning or entity.guesses
    return not human and bool(entity.roles) and all(role.noun in either for role in entity.roles)


def _key(candidate: Candidate) -> object:
    if candidate.entity:
        return id(candidate.entity)
    return (candidate.noun.lemma, candidate.noun.plural) if candidate.noun else None


def _keep(scores: dict, key: object, score: float, candidate: Candidate | Heard) -> None:
    if key not in scores or score > scores[key][0]:
        scores[key] = (score, candidate.place, candidate)


def _best(scores: dict) -> Candidate | Heard | None:
    order = sorted(scores.values(), key=lambda entry: entry[:2], reverse=True)
    if not order or (len(order) > 1 and order[0][0] - order[1][0] < MARGIN):
        return None
    return order[0][2]


def _heard_fits(pronoun: str, speaker: Heard) -> bool:
    if pronoun in FITS:
        fits = not speaker.agreement or FITS[pronoun] in speaker.agreement
        return speaker.kind == "person" and not speaker.plural and fits
    if pronoun == "they":
        return speaker.plural or speaker.kind in ("group", "organisation", "government")
    return pronoun == "it" and speaker.kind in THINGS
