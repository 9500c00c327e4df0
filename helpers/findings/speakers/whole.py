"""What a short description leaves out: "41% said" of the people asked, "the bank" after "the central bank of Arl"."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict

from helpers.findings.speakers.nouns import noun_at
from helpers.findings.speakers.phrases import Phrase, read_phrase
from helpers.findings.speakers.roles import Scene

BACK = 4  # sentences in which those counted stand
MOST = 20  # mentions of a noun looked back
SHARES = frozenset({"%", "percent", "cent", "third", "half", "quarter", "thirds", "quarters", "majority"})
BODIES = frozenset({"government", "organisation"})


class Whole:
    """Completes shares, numbers and short descriptions of bodies from what stands before them."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.places: dict[str, list[int]] = defaultdict(list)
        self.groups: list[int] = []
        tree = scene.words.tree
        for place, tag in enumerate(tree.tag):
            if tag in ("NN", "NNP"):
                self.places[tree.word[place]].append(place)
            elif tag == "NNS" and tree.child(place, "nummod") is not None:
                self.groups.append(place)

    def is_part(self, phrase: Phrase) -> bool:
        """Whether the words are a number or a share, without a noun that says of what."""
        tree = self.scene.words.tree
        share = tree.word[phrase.head] in SHARES
        return (share or tree.tag[phrase.head] == "CD") and tree.word[phrase.head + 1 : phrase.head + 2] != ["of"]

    def named(self, phrase: Phrase) -> str:
        """The number or the share with those it counts: "12 economists", "41% of the 2,110 people"."""
        tree = self.scene.words.tree
        number = tree.sentence[phrase.head]
        before = [place for place in self.groups if place < phrase.head and number - tree.sentence[place] <= BACK]
        people = next((place for place in reversed(before) if noun_at(self.scene.words, place).kind == "group"), None)
        if people is None or (tree.tag[phrase.head] == "CD" and phrase.first < phrase.head):
            return phrase.text
        if tree.tag[phrase.head] == "CD":
            return f"{phrase.text} {tree.word[people]}"
        first = min(kid for kid in tree.kids[people] if tree.dep[kid] in ("det", "nummod"))
        return f"{phrase.text} of {self.scene.words.slice(first, people + 1)}"

    def fuller(self, phrase: Phrase) -> Phrase | None:
        """The last longer description of the body that a bare noun takes up."""
        head = phrase.head
        if phrase.noun.kind not in BODIES or phrase.noun.plural or phrase.last - phrase.first > 2:
            return None
        for place in self._before(head):
            longer = self._around(place)
            if longer and longer.head == place and not longer.entities and longer.noun.kind in BODIES:
                return longer
        return None

    def _before(self, head: int) -> list[int]:
        """The last places of a noun before a token, the nearest first."""
        places = self.places[self.scene.words.tree.word[head]]
        stop = bisect_left(places, head)
        return places[max(0, stop - MOST) : stop][::-1]

    def _around(self, place: int) -> Phrase | None:
        """The description around a noun, if it says more than the noun."""
        tree = self.scene.words.tree
        before = [
            kid for kid in tree.kids[place] if kid < place and tree.dep[kid] in ("det", "amod", "compound", "nmod")
        ]
        behind = next((k for k in tree.kids[place] if k == place + 1 and tree.word[k] == "of"), None)
        last = tree.right[behind] + 1 if behind is not None else place + 1
        says_more = behind is not None or any(tree.dep[kid] != "det" for kid in before)
        return read_phrase(self.scene, range(min(before, default=place), last)) if says_more else None
