"""What stands for somebody named before: pronouns, and descriptions without a name ("the mayor", "her husband").

Candidates for a pronoun are weighed by grammar, nearness and having spoken. A candidate is ruled out by number, by what
a title or a noun beside it says ("Ms", "spokeswoman", "his daughter"), never by a given name. Where two fit equally
well, nobody is meant.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from typing import NamedTuple

from helpers.findings.speakers.phrases import Phrase, read_phrase
from helpers.findings.speakers.runs import LINKS
from helpers.findings.speakers.scene import Entity, Noun, Role, Scene, Speaker
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
NEAR = 6  # sentences back to which "the company" reaches
FOREGROUND, CLEARLY = 2.0, 1.0  # weight of a subject; lead of whoever is meant
STEM = 4  # letters in which a modifier and a word of the name agree
COUNTED = 4  # sentences back in which those counted stand
MENTIONS = 30  # of a noun looked back
DETERMINERS = frozenset({"-", "the", "this", "that", "these", "those", "a", "an", "'s", "'"})
SHARES = frozenset({"%", "percent", "cent", "third", "half", "quarter", "thirds", "quarters", "majority"})
BODIES = frozenset({"government", "organisation"})


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
        bearer, size = self.scene.bearer, self.scene.tree.size
        first = next(token for token in range(place, -1, -1) if token - 1 not in bearer)
        return range(first, next(token for token in range(place + 2, size + 1) if token not in bearer))

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
        return pronoun == "it" and ((entity or noun).kind in THINGS or bool(entity and entity.perhaps_a_body()))

    def _possessed(self, place: int) -> set[str]:
        """Pronouns that fit a description, by a possessive beside it: "the plaintiff and her partner"."""
        following = self.scene.tree.word[place + 1 : place + 3]
        return {"m"} if following == ["and", "his"] else {"f"} if following == ["and", "her"] else {"m", "f"}

    def _joined(self, place: int) -> bool:
        """Whether a name is joined to another by "and", so that both are "they"."""
        return self.scene.tree.word[place + 1 : place + 2] == ["and"] and place + 2 in self.scene.bearer


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
        self.mentions = [(mention.end - 1, entity) for mention, entity in scene.mentions if entity]
        self.nouns: dict[str, list[int]] = defaultdict(list)
        for place, tag in enumerate(scene.tree.tag):
            if tag in ("NN", "NNP", "NNS"):
                self.nouns[scene.tree.word[place] if tag != "NNS" else tag].append(place)

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
        owner = self.owner(place)
        found = self._kin.get((id(owner), noun), {}) if owner else {}
        if len(found) != 1:
            return None
        (relative,) = found.values()
        relative.guesses |= {self.scene.noun(head).agreement} - {"-"}
        return relative

    @cached_property
    def _kin(self) -> dict[tuple[int, str], dict[int, Entity]]:
        """For each named relative the bearers on the other side, by the nouns that they have there."""
        found: dict[tuple[int, str], dict[int, Entity]] = defaultdict(dict)
        for place, relative in self.scene.links.items():
            back = lexicon.table("kin-pairs.tsv").get(self.scene.noun(place).lemma)
            possessive = self.scene.tree.child(place, "poss") if back else None
            owner = self.owner(possessive) if possessive is not None else None
            if owner and owner is not relative and owner.kind in ("person", None):
                for noun in back[0].split(";"):
                    found[id(relative), noun][id(owner)] = owner
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
        for place, entity in reversed(self.mentions[:stop]):
            if sentence[phrase.head] - sentence[place] >= NEAR:
                break
            if _may_be(entity, noun, kinds) and _says_so(entity, modifiers):
                fitting[id(entity)] = entity
                weight = self._weight(place) - (sentence[phrase.head] - sentence[place])
                weights[id(entity)] = max(weight, weights.get(id(entity), weight))
        surely = [key for key, entity in fitting.items() if noun in _called(entity)]
        order = sorted(surely or fitting, key=lambda key: weights[key], reverse=True)
        if not order or (len(order) > 1 and weights[order[0]] - weights[order[1]] < CLEARLY):
            return None
        return fitting[order[0]]

    def _weight(self, place: int) -> float:
        """How much a name stands in the foreground: as subject, in the article's own words."""
        tree = self.scene.tree
        return FOREGROUND if tree.dep[place] in SUBJECTS and tree.quotation[place] < 0 else 0.0

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
        before = self._last_places("NNS", phrase.head)
        near = [place for place in before if tree.sentence[phrase.head] - tree.sentence[place] <= COUNTED]
        counted = (place for place in near if tree.child(place, "nummod") is not None)
        people = next((place for place in counted if self.scene.noun(place).kind == "group"), None)
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
        for place in self._last_places(self.scene.tree.word[phrase.head], phrase.head):
            longer = self._around(place)
            if longer and longer.head == place and not longer.entities and longer.noun.kind in BODIES:
                return longer
        return None

    def _last_places(self, noun: str, head: int) -> list[int]:
        """The last places of a singular noun, or of all plural ones ("NNS"), before a token, the nearest first."""
        stop = bisect_left(self.nouns[noun], head)
        return self.nouns[noun][max(0, stop - MENTIONS) : stop][::-1]

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
    sorts, sort = _sorts(entity), _sort(noun)
    kind = entity.kind in kinds or (sort == "firm" and entity.perhaps_a_body())
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


def _sorts(entity: Entity) -> set[str]:
    """Sorts that roles tell, and the last telling word of the name before "of": "Food Workers' Federation": union."""
    head = next((number for number, word in enumerate(entity.words) if word in LINKS), len(entity.words))
    named = next((sort for word in reversed(entity.words[:head]) if (sort := _sort(word))), None)
    return {sort for sort in (named, *(_sort(role.noun) for role in entity.roles)) if sort}


def _headed(entity: Entity, noun: str) -> bool:
    linked = len(entity.words) > 2 and entity.words[1] in LINKS and entity.words[0] == noun
    return linked or (entity.words[-1] == noun and len(entity.words) > 1)
