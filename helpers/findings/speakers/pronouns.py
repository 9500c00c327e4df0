"""Whom a pronoun stands for: candidates before it, weighed by grammar, nearness and having spoken.

A candidate is ruled out by number, by what a title or a noun beside it says ("Ms", "spokeswoman", "his daughter"),
never by a given name. Where two fit equally well, nobody is meant.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from helpers.findings.speakers.scene import Entity, Noun, Scene, Speaker
from helpers.text import lexicon

BACK = 8  # sentences looked back
MOST = 40  # candidates of one sentence
SUBJECT, OWNER, OTHER, SPOKE, QUOTED, DISTANCE, MARGIN, ACCUSED = 3.0, 2.5, 1.0, 2.0, -4.0, 1.2, 0.4, -4.0
OPPOSED, MATCHED, BURIED = -1.5, 1.0, 0.5
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
FITS = {"he": "m", "she": "f"}
DENIALS = frozenset({"deny", "dispute", "refute", "reject", "dismiss", "contest", "rebut"})
SPEAKING = frozenset({"person", "group", "organisation", "government", "media", "document"})
THINGS = frozenset({"organisation", "government", "media", "document", "place"})


class Candidate(NamedTuple):
    """Somebody or something that a pronoun may stand for, at its main word; a shared name has neither entity nor noun."""

    place: int
    entity: Entity | None
    noun: Noun | None
    weight: float

    @property
    def key(self) -> object:
        """What it is told apart by: the bearer of a name, or the noun."""
        if self.entity:
            return id(self.entity)
        return (self.noun.lemma, self.noun.plural) if self.noun else None


class Heard(NamedTuple):
    """Who has spoken before, and at which token."""

    place: int
    speaker: Speaker

    @property
    def key(self) -> object:
        """What the speaker is told apart by."""
        return self.speaker.key

    def fits(self, pronoun: str) -> bool:
        """Whether a pronoun may mean the speaker."""
        kind, plural, entity = self.speaker.kind, self.speaker.plural, self.speaker.entity
        if pronoun in FITS:
            agrees = not self.speaker.agreement or FITS[pronoun] in self.speaker.agreement
            return kind == "person" and not plural and agrees and (entity is None or entity.fits(FITS[pronoun]))
        if pronoun == "they":
            return plural or kind in ("group", "organisation", "government")
        return pronoun == "it" and kind in THINGS


class Antecedents:
    """Looks for what pronouns stand for; sentences are searched once."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.found: dict[int, list[Candidate]] = {}
        self.learned: dict[str, set[str]] = {}

    def find(self, pronoun: str, place: int, heard: list[Heard]) -> Candidate | Heard | None:
        """The best candidate before a token, a candidate or an earlier speaker; None if two are as good."""
        tree, scores = self.scene.tree, {}
        sentence = tree.sentence[place]
        accuser = heard[-1] if heard and tree.lemma(tree.head[place]) in DENIALS else None
        for number in range(sentence, max(-1, sentence - BACK), -1):
            for candidate in self._before(place, number):
                if self._fits(pronoun, candidate):
                    weight = candidate.weight - DISTANCE * (sentence - number) + _fitness(pronoun, candidate)
                    if accuser and (candidate.key == accuser.key or candidate.place == accuser.place):
                        weight += ACCUSED
                    _keep(scores, weight, candidate)
        for other in reversed(heard[-6:]):
            far = sentence - tree.sentence[other.place]
            if other.place < place and far <= BACK and other.fits(pronoun):
                weight = ACCUSED if other is accuser else SPOKE if far < 2 else 0.0
                weight += SUBJECT + _opposed(pronoun, other.speaker.entity) - self._buried(other.place)
                _keep(scores, weight - DISTANCE * far, other)
        return _best(scores)

    def phrase(self, place: int) -> range:
        """The tokens of the phrase around a main word, without what follows behind a comma or in a clause."""
        tree, first, last = self.scene.tree, place, place + 1
        for kid in tree.kids[place]:
            if kid < place and tree.dep[kid] not in ("punct", "cc", "conj", "relcl", "mark", "nsubj", "aux"):
                first = min(first, tree.left[kid])
            elif kid == last and tree.dep[kid] == "prep":
                last = tree.right[kid] + 1
        return range(first, last)

    def pair(self, place: int) -> range:
        """The tokens of two names joined by "and", from the last word of the first of them."""
        bearer, first, last = self.scene.bearer, place, place + 2
        while first - 1 in bearer:
            first -= 1
        while last in bearer:
            last += 1
        return range(first, last)

    def _before(self, place: int, number: int) -> list[Candidate]:
        """The last candidates of a sentence before a token."""
        if number not in self.found:
            self.found[number] = list(self._candidates(*self.scene.tree.sentence_bounds[number]))
        stop = bisect_left(self.found[number], place, key=lambda candidate: candidate.place)
        return self.found[number][max(0, stop - MOST) : stop]

    def _candidates(self, first: int, last: int) -> Iterator[Candidate]:
        tree, bearer = self.scene.tree, self.scene.bearer
        for place in range(first, last):
            if place in tree.dateline:
                continue
            if place in bearer:
                if place + 1 not in bearer:
                    yield Candidate(place, bearer[place], None, self._weight(place))
            elif (
                tree.tag[place] in ("NN", "NNS")
                and place not in self.scene.links
                and tree.dep[place] not in ("compound", "appos", "attr", "oprd")
                and not (tree.dep[place] == "pobj" and tree.word[tree.head[place]] == "as")
            ):
                noun = self.scene.noun(place)
                if noun.kind in SPEAKING and noun.trait != "unknown":
                    yield Candidate(place, None, noun, self._weight(place))

    def _weight(self, place: int) -> float:
        tree, top = self.scene.tree, place
        while tree.dep[top] in ("compound", "conj", "nmod", "flat", "appos") and tree.head[top] != top:
            top = tree.head[top]
        owns = tree.dep[top] == "poss" and tree.dep[tree.head[top]] in SUBJECTS
        weight = SUBJECT if tree.dep[top] in SUBJECTS else OWNER if owns else OTHER
        return weight + (QUOTED if tree.quotation[place] >= 0 else 0.0)

    def _buried(self, place: int) -> float:
        """Weight lost by whoever is heard only in what somebody else says."""
        tree = self.scene.tree
        return BURIED if tree.dep[tree.head[place]] == "ccomp" else 0.0

    def _fits(self, pronoun: str, candidate: Candidate) -> bool:
        entity, noun = candidate.entity, candidate.noun
        if entity is None and noun is None:
            return pronoun in FITS
        if pronoun in FITS:
            if entity:
                return entity.kind == "person" and entity.fits(FITS[pronoun])
            agreement = self.learned.get(noun.lemma) or {noun.agreement} - {"-"} or self._possessed(candidate.place)
            return noun.kind == "person" and FITS[pronoun] in agreement
        if pronoun == "they":
            return noun.plural if noun else self._joined(candidate.place)
        return pronoun == "it" and ((entity.kind if entity else noun.kind) in THINGS or perhaps_a_body(entity))

    def _possessed(self, place: int) -> set[str]:
        """Pronouns that fit a description, by a possessive beside it: "the plaintiff and her partner"."""
        following = self.scene.tree.word[place + 1 : place + 3]
        return {"m"} if following == ["and", "his"] else {"f"} if following == ["and", "her"] else {"m", "f"}

    def _joined(self, place: int) -> bool:
        """Whether a name is joined to another by "and", so that both are "they"."""
        return self.scene.tree.word[place + 1 : place + 2] == ["and"] and place + 2 in self.scene.bearer


def perhaps_a_body(entity: Entity | None) -> bool:
    """Whether nothing but the number of its words says that a person bears a name: "the mine's owner, Tarn Alto"."""
    if entity is None or entity.agreement or entity.titles or entity.sure or entity.leaning or entity.guesses:
        return False
    either = lexicon.word_set("either-nouns.txt")
    return bool(entity.roles) and all(role.noun in either for role in entity.roles)


def _fitness(pronoun: str, candidate: Candidate) -> float:
    """Weight won where a noun or title asks for this pronoun, lost where an earlier pronoun speaks against it."""
    known = {candidate.noun.agreement} if candidate.noun else candidate.entity.agreement if candidate.entity else ()
    return MATCHED if FITS.get(pronoun) in known else _opposed(pronoun, candidate.entity)


def _opposed(pronoun: str, entity: Entity | None) -> float:
    against = pronoun in FITS and entity is not None and entity.leaning not in (None, FITS[pronoun])
    return OPPOSED if against else 0.0


def _keep(scores: dict, score: float, candidate: Candidate | Heard) -> None:
    if candidate.key not in scores or score > scores[candidate.key][0]:
        scores[candidate.key] = (score, candidate.place, candidate)


def _best(scores: dict) -> Candidate | Heard | None:
    order = sorted(scores.values(), key=lambda entry: entry[:2], reverse=True)
    if not order or (len(order) > 1 and order[0][0] - order[1][0] < MARGIN):
        return None
    return order[0][2]
