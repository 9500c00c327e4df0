"""Which name a definite description takes up: "the mayor", "the ministry", "the company"."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from functools import cache

from helpers.findings.speakers.names import Entity, Names, Role
from helpers.findings.speakers.phrases import Phrase
from helpers.findings.speakers.pronouns import perhaps_a_body
from helpers.findings.speakers.runs import LINKS
from helpers.findings.speakers.words import Words
from helpers.text import lexicon

NEAR = 6  # sentences back to which "the company" reaches
SUBJECT, CLEARLY = 2.0, 1.0  # weight of a subject; lead of whoever is meant
STEM = 4  # letters in which a modifier and a word of the name agree
DETERMINERS = frozenset({"-", "the", "this", "that", "these", "those", "a", "an", "'s", "'"})


class Recall:
    """Finds the only bearer of a name to whom a definite description fits."""

    def __init__(self, words: Words, names: Names) -> None:
        self.words = words
        self.holders: dict[str, list[tuple[Role, Entity]]] = defaultdict(list)
        self.headed: dict[str, list[Entity]] = defaultdict(list)
        for entity in names.entities:
            for role in entity.roles:
                self.holders[role.noun.split()[-1]].append((role, entity))
            for word in {entity.words[0], entity.words[-1]} if entity.kind != "person" else ():
                self.headed[word].append(entity)
        self.mentions = [(mention.start, entity) for mention, entity in names.mentions if entity]

    def taken_up(self, phrase: Phrase) -> Entity | None:
        """The entity a description stands for; None if none or several fit."""
        if phrase.noun.plural:
            return None
        modifiers = self._modifiers(phrase)
        if phrase.noun.kind == "person":
            holder = self._holder(phrase.noun.lemma, modifiers)
            sure = holder and (phrase.noun.trait == "office" or self._near(holder, phrase.head))
            return holder if sure else None
        return self._body(phrase, modifiers) or self._generic(phrase, modifiers)

    def _modifiers(self, phrase: Phrase) -> frozenset[str]:
        before = self.words.tree.word[phrase.first : phrase.head]
        return frozenset(word for word in before if word not in DETERMINERS) - set(
            phrase.noun.lemma.replace("-", " ").split()
        )

    def _holder(self, noun: str, modifiers: frozenset[str]) -> Entity | None:
        """The only one who is said to hold a role."""
        fitting = [
            entity
            for role, entity in self.holders.get(noun.split()[-1], [])
            if _same_role(noun, modifiers, role.noun, role.modifiers) and role.former == ("former" in modifiers)
        ]
        return fitting[0] if fitting and all(entity is fitting[0] for entity in fitting) else None

    def _body(self, phrase: Phrase, modifiers: frozenset[str]) -> Entity | None:
        """The body whose name ends in the noun, or begins with it before "of"."""
        noun = phrase.noun.lemma.split()[-1]
        fitting = [e for e in self.headed.get(noun, []) if _headed(e, noun) and modifiers <= set(e.words)]
        if len(fitting) > 1:
            latest = [entity for entity in fitting if self._near(entity, phrase.head)]
            return latest[0] if len(latest) == 1 else None
        return fitting[0] if fitting else None

    def _generic(self, phrase: Phrase, modifiers: frozenset[str]) -> Entity | None:
        """The only body of a kind named shortly before."""
        kinds = {kind for noun, kind in lexicon.rows("generic-nouns.tsv") if noun == phrase.noun.lemma}
        if not kinds:
            return None
        fitting: dict[int, Entity] = {}
        weights: dict[int, float] = {}
        for number in range(bisect_left(self.mentions, phrase.head, key=lambda entry: entry[0]) - 1, -1, -1):
            start, entity = self.mentions[number]
            if self.words.tree.sentence[phrase.head] - self.words.tree.sentence[start] >= NEAR:
                break
            if _may_be(entity, phrase.noun.lemma, kinds) and _says_so(entity, modifiers):
                fitting[id(entity)] = entity
                weight = self._weight(start, phrase.head)
                weights[id(entity)] = max(weight, weights.get(id(entity), weight))
        return _foremost(fitting, weights, phrase.noun.lemma)

    def _weight(self, start: int, place: int) -> float:
        """How much a mention stands in the foreground: as subject, in the sentence just before."""
        tree, last = self.words.tree, start
        while tree.dep[last] == "compound" and tree.head[last] > last:
            last = tree.head[last]
        subject = SUBJECT if tree.dep[last] in ("nsubj", "nsubjpass") and tree.quotation[last] < 0 else 0.0
        return subject - (tree.sentence[place] - tree.sentence[start])

    def _near(self, entity: Entity, place: int) -> bool:
        last = entity.last_before(place)
        return last >= 0 and self.words.tree.sentence[place] - self.words.tree.sentence[last] < NEAR


def _foremost(fitting: dict[int, Entity], weights: dict[int, float], noun: str) -> Entity | None:
    """The only bearer; of several the only one called so itself, else the one that clearly stands in the foreground."""
    surely = {key: entity for key, entity in fitting.items() if noun in _called(entity)}
    fitting = surely or fitting
    order = sorted(fitting, key=lambda key: weights[key], reverse=True)
    if not order or (len(order) > 1 and weights[order[0]] - weights[order[1]] < CLEARLY):
        return None
    return fitting[order[0]]


def _may_be(entity: Entity, noun: str, kinds: set[str]) -> bool:
    """Whether nothing says that a body is of another kind or sort than a noun tells: "the firm" is no union."""
    sorts, sort = _sorts(entity), _sort(noun)
    kind = entity.kind in kinds or (sort == "firm" and perhaps_a_body(entity))
    return kind and (sort is None or not sorts or sort in sorts)


def _says_so(entity: Entity, modifiers: frozenset[str]) -> bool:
    """Whether a body's name or role says what stands before the noun: "the dairy firm" of Pell Dairies."""
    said = {*entity.words, *(word for role in entity.roles for word in role.modifiers)}
    return all(any(word[:STEM] == other[:STEM] for other in said) for word in modifiers)


def _sorts(entity: Entity) -> set[str]:
    return {sort for sort in map(_sort, _called(entity)) if sort}


def _called(entity: Entity) -> set[str]:
    """The nouns by which an article calls a body: in its name, and beside it."""
    return {entity.words[0], entity.words[-1], *(role.noun for role in entity.roles)}


def _sort(noun: str) -> str | None:
    return lexicon.table("body-sorts.tsv").get(noun, (None,))[0]


def _headed(entity: Entity, noun: str) -> bool:
    linked = len(entity.words) > 2 and entity.words[1] in LINKS and entity.words[0] == noun
    return linked or (entity.words[-1] == noun and len(entity.words) > 1)


def _same_role(noun: str, modifiers: frozenset[str], other: str, theirs: frozenset[str]) -> bool:
    """Whether a description says no more than the role does."""
    said, known = {*noun.split(), *modifiers} - _places(), {*other.split(), *theirs}
    return noun.split()[-1] == other.split()[-1] and said <= known


@cache
def _places() -> frozenset[str]:
    """Words that say where an office is held: "the Utah senator"."""
    names = [*lexicon.word_set("places.tsv"), *lexicon.word_set("demonyms.txt")]
    return frozenset(word for name in names for word in name.split()) - {"republican", "democrat"}
