"""Who a description without a name takes up: "the mayor", "the company", "her husband", "41%"."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable
from functools import cache

from helpers.findings.speakers.phrases import Phrase, read_phrase
from helpers.findings.speakers.pronouns import perhaps_a_body
from helpers.findings.speakers.runs import LINKS
from helpers.findings.speakers.scene import Entity, Role, Scene
from helpers.text import lexicon

NEAR = 6  # sentences back to which "the company" reaches
SUBJECT, CLEARLY = 2.0, 1.0  # weight of a subject; lead of whoever is meant
STEM = 4  # letters in which a modifier and a word of the name agree
COUNTED = 4  # sentences back in which those counted stand
MOST = 20  # mentions of a noun looked back
DETERMINERS = frozenset({"-", "the", "this", "that", "these", "those", "a", "an", "'s", "'"})
SHARES = frozenset({"%", "percent", "cent", "third", "half", "quarter", "thirds", "quarters", "majority"})
BODIES = frozenset({"government", "organisation"})


class Descriptions:
    """Finds the only one to whom a description fits, and completes short descriptions from longer ones."""

    def __init__(self, scene: Scene, owner: Callable[[int], Entity | None]) -> None:
        """owner: finds whom the possessive at a token means."""
        self.scene, self.owner = scene, owner
        self.holders: dict[str, list[tuple[Role, Entity]]] = defaultdict(list)
        self.headed: dict[str, list[Entity]] = defaultdict(list)
        for entity in scene.entities:
            for role in entity.roles:
                self.holders[role.noun.split()[-1]].append((role, entity))
            for word in {entity.words[0], entity.words[-1]} if entity.kind != "person" else ():
                self.headed[word].append(entity)
        self.mentions = [(mention.start, entity) for mention, entity in scene.mentions if entity]
        self.nouns: dict[str, list[int]] = defaultdict(list)
        self.groups: list[int] = []
        for place, tag in enumerate(scene.tree.tag):
            if tag in ("NN", "NNP"):
                self.nouns[scene.tree.word[place]].append(place)
            elif tag == "NNS" and scene.tree.child(place, "nummod") is not None:
                self.groups.append(place)
        self.kin: dict[tuple[int, str], list[Entity]] | None = None

    def taken_up(self, phrase: Phrase) -> Entity | None:
        """The entity a definite description stands for; None if none or several fit."""
        relative = self._relative(phrase.head, phrase.noun.lemma)
        if relative or phrase.noun.plural:
            return relative
        before = self.scene.tree.word[phrase.first : phrase.head]
        modifiers = frozenset(before) - DETERMINERS - set(phrase.noun.lemma.replace("-", " ").split())
        if phrase.noun.kind == "person":
            holder = self._holder(phrase.noun.lemma, modifiers)
            sure = holder and (phrase.noun.trait == "office" or self._near(holder, phrase.head))
            return holder if sure else None
        return self._body(phrase, modifiers) or self._generic(phrase, modifiers)

    def _relative(self, head: int, noun: str) -> Entity | None:
        """Relatives and clients known from the other side: "Pell's wife, Ann Dow, said her husband": Pell."""
        place = self.scene.tree.child(head, "poss")
        if place is None or noun not in _kin_nouns():
            return None
        self.kin = self._read_kin() if self.kin is None else self.kin
        owner = self.owner(place)
        found = self.kin.get((id(owner), noun), []) if owner else []
        if not found or any(entity is not found[0] for entity in found):
            return None
        found[0].guesses |= {self.scene.noun(head).agreement} - {"-"}
        return found[0]

    def _read_kin(self) -> dict[tuple[int, str], list[Entity]]:
        """For each named relative the bearers on the other side, by the nouns that they have there."""
        found: dict[tuple[int, str], list[Entity]] = defaultdict(list)
        for place, relative in self.scene.links.items():
            back = lexicon.table("kin-pairs.tsv").get(self.scene.noun(place).lemma)
            possessive = self.scene.tree.child(place, "poss") if back else None
            owner = self.owner(possessive) if possessive is not None else None
            if owner and owner is not relative and owner.kind in ("person", None):
                for noun in back[0].split(";"):
                    found[id(relative), noun].append(owner)
        return found

    def _holder(self, noun: str, modifiers: frozenset[str]) -> Entity | None:
        """The only one who is said to hold a role; the description says no more than the role does."""
        said = {*noun.split(), *modifiers} - _places()
        fitting = [
            entity
            for role, entity in self.holders.get(noun.split()[-1], [])
            if said <= {*role.noun.split(), *role.modifiers} and role.former == ("former" in modifiers)
        ]
        return fitting[0] if fitting and all(entity is fitting[0] for entity in fitting) else None

    def _body(self, phrase: Phrase, modifiers: frozenset[str]) -> Entity | None:
        """The body whose name ends in the noun, or begins with it before "of"."""
        noun = phrase.noun.lemma.split()[-1]
        fitting = [e for e in self.headed.get(noun, []) if _headed(e, noun) and modifiers <= set(e.words)]
        if len(fitting) > 1:
            fitting = [entity for entity in fitting if self._near(entity, phrase.head)]
        return fitting[0] if len(fitting) == 1 else None

    def _generic(self, phrase: Phrase, modifiers: frozenset[str]) -> Entity | None:
        """The only body of a kind named shortly before, or the one that clearly stands in the foreground."""
        noun, sentence = phrase.noun.lemma, self.scene.tree.sentence
        kinds = {kind for generic, kind in lexicon.rows("generic-nouns.tsv") if generic == noun}
        weights: dict[int, float] = {}
        fitting: dict[int, Entity] = {}
        stop = bisect_left(self.mentions, phrase.head, key=lambda entry: entry[0]) if kinds else 0
        for start, entity in reversed(self.mentions[:stop]):
            if sentence[phrase.head] - sentence[start] >= NEAR:
                break
            if _may_be(entity, noun, kinds) and _says_so(entity, modifiers):
                fitting[id(entity)] = entity
                weight = self._weight(start, phrase.head)
                weights[id(entity)] = max(weight, weights.get(id(entity), weight))
        surely = [key for key, entity in fitting.items() if noun in _called(entity)]
        order = sorted(surely or fitting, key=lambda key: weights[key], reverse=True)
        if not order or (len(order) > 1 and weights[order[0]] - weights[order[1]] < CLEARLY):
            return None
        return fitting[order[0]]

    def _weight(self, start: int, place: int) -> float:
        """How much a mention stands in the foreground: as subject, in the sentence just before."""
        tree, last = self.scene.tree, start
        while tree.dep[last] == "compound" and tree.head[last] > last:
            last = tree.head[last]
        subject = SUBJECT if tree.dep[last] in ("nsubj", "nsubjpass") and tree.quotation[last] < 0 else 0.0
        return subject - (tree.sentence[place] - tree.sentence[start])

    def _near(self, entity: Entity, place: int) -> bool:
        last = entity.last_before(place)
        return last >= 0 and self.scene.tree.sentence[place] - self.scene.tree.sentence[last] < NEAR

    def is_part(self, phrase: Phrase) -> bool:
        """Whether the words are a number or a share, without a noun that says of what."""
        tree, head = self.scene.tree, phrase.head
        return (tree.word[head] in SHARES or tree.tag[head] == "CD") and tree.word[head + 1 : head + 2] != ["of"]

    def whole(self, phrase: Phrase) -> str:
        """The number or the share with those it counts: "12 economists", "41% of the 2,110 people"."""
        tree = self.scene.tree
        before = self.groups[: bisect_left(self.groups, phrase.head)][-MOST:]
        near = [group for group in before if tree.sentence[phrase.head] - tree.sentence[group] <= COUNTED]
        people = next((group for group in reversed(near) if self.scene.noun(group).kind == "group"), None)
        number = tree.tag[phrase.head] == "CD"
        if people is None or (number and phrase.first < phrase.head):
            return phrase.text
        if number:
            return f"{phrase.text} {tree.word[people]}"
        first = min(kid for kid in tree.kids[people] if tree.dep[kid] in ("det", "nummod"))
        return f"{phrase.text} of {self.scene.slice(first, people + 1)}"

    def fuller(self, phrase: Phrase) -> Phrase | None:
        """The last longer description of the body that a bare noun takes up: "the bank" of "the central bank of Arl"."""
        if phrase.noun.kind not in BODIES or phrase.noun.plural or phrase.last - phrase.first > 2:
            return None
        places = self.nouns[self.scene.tree.word[phrase.head]]
        stop = bisect_left(places, phrase.head)
        for place in places[max(0, stop - MOST) : stop][::-1]:
            longer = self._around(place)
            if longer and longer.head == place and not longer.entities and longer.noun.kind in BODIES:
                return longer
        return None

    def _around(self, place: int) -> Phrase | None:
        """The description around a noun, if it says more than the noun."""
        tree = self.scene.tree
        before = [k for k in tree.kids[place] if k < place and tree.dep[k] in ("det", "amod", "compound", "nmod")]
        behind = place + 1 in tree.kids[place] and tree.word[place + 1] == "of"
        last = tree.right[place + 1] + 1 if behind else place + 1
        says_more = behind or any(tree.dep[kid] != "det" for kid in before)
        return read_phrase(self.scene, range(min(before, default=place), last)) if says_more else None


@cache
def _kin_nouns() -> frozenset[str]:
    return frozenset(noun for _, back in lexicon.rows("kin-pairs.tsv") for noun in back.split(";"))


@cache
def _places() -> frozenset[str]:
    """Words that say where an office is held: "the Utah senator"."""
    names = [*lexicon.word_set("places.tsv"), *lexicon.word_set("demonyms.txt")]
    return frozenset(word for name in names for word in name.split()) - {"republican", "democrat"}


def _may_be(entity: Entity, noun: str, kinds: set[str]) -> bool:
    """Whether nothing says that a body is of another kind or sort than a noun tells: "the firm" is no union."""
    sorts, sort = {_sort(called) for called in _called(entity)} - {None}, _sort(noun)
    kind = entity.kind in kinds or (sort == "firm" and perhaps_a_body(entity))
    return kind and (sort is None or not sorts or sort in sorts)


def _says_so(entity: Entity, modifiers: frozenset[str]) -> bool:
    """Whether a body's name or role says what stands before the noun: "the dairy firm" of Pell Dairies."""
    said = {*entity.words, *(word for role in entity.roles for word in role.modifiers)}
    return all(any(word[:STEM] == other[:STEM] for other in said) for word in modifiers)


def _called(entity: Entity) -> set[str]:
    """The nouns by which an article calls a body: in its name, and beside it."""
    return {entity.words[0], entity.words[-1], *(role.noun for role in entity.roles)}


def _sort(noun: str) -> str | None:
    return lexicon.table("body-sorts.tsv").get(noun, (None,))[0]


def _headed(entity: Entity, noun: str) -> bool:
    linked = len(entity.words) > 2 and entity.words[1] in LINKS and entity.words[0] == noun
    return linked or (entity.words[-1] == noun and len(entity.words) > 1)
