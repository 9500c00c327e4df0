"""Relatives and clients known from the other side: "Pell's wife, Ann Dow, said her husband": Pell."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from helpers.findings.speakers.names import Entity
from helpers.findings.speakers.nouns import noun_at
from helpers.findings.speakers.roles import Scene
from helpers.text import lexicon

Owner = Callable[[int], Entity | None]


class Kin:
    """Who is whose husband, mother, client, as far as the article says so beside names."""

    def __init__(self, scene: Scene, owner: Owner) -> None:
        """owner: finds whom the possessive at a token means."""
        self.scene, self.owner = scene, owner
        self.of: dict[tuple[int, str], list[Entity]] | None = None

    def find(self, head: int, noun: str) -> Entity | None:
        """Who a description with a possessive is ("her husband"); None if the article does not tell of one alone."""
        place = self.scene.words.tree.child(head, "poss")
        if place is None or noun not in _backwards():
            return None
        if self.of is None:
            self.of = self._read()
        owner = self.owner(place)
        found = self.of.get((id(owner), noun), []) if owner else []
        if not found or any(entity is not found[0] for entity in found):
            return None
        found[0].guesses |= {noun_at(self.scene.words, head).agreement} - {"-"}
        return found[0]

    def _read(self) -> dict[tuple[int, str], list[Entity]]:
        """For each named relative the bearers on the other side, by the nouns that they have there."""
        found: dict[tuple[int, str], list[Entity]] = {}
        pairs = lexicon.table("kin-pairs.tsv")
        for place, relative in self.scene.links.items():
            back = pairs.get(noun_at(self.scene.words, place).lemma)
            possessive = self.scene.words.tree.child(place, "poss") if back else None
            owner = self.owner(possessive) if possessive is not None else None
            if owner and owner is not relative and owner.kind in ("person", None):
                for noun in back[0].split(";"):
                    found.setdefault((id(relative), noun), []).append(owner)
        return found


@cache
def _backwards() -> frozenset[str]:
    return frozenset(noun for _, back in lexicon.rows("kin-pairs.tsv") for noun in back.split(";"))
