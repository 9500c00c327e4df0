"""Who stands behind "Q" and "A": the medium that asks, and whoever the lines before introduce."""

from __future__ import annotations

from helpers.findings.speakers.names import Entity
from helpers.findings.speakers.roles import Scene
from helpers.findings.speakers.runs import Mention
from helpers.text.records import Attribution

ASKING, ANSWERING = frozenset({"q", "question"}), frozenset({"a", "answer"})


class Interview:
    """The two parties of an interview printed as questions and answers."""

    def __init__(self, scene: Scene, attributions: list[Attribution]) -> None:
        turns = [row.cue_spans[0][0] for row in attributions if turn_of(row)]
        opening = scene.words.at(min(turns)) if turns else 0
        before = [entity for mention, entity in scene.names.mentions if entity and mention.start < opening]
        asking = {
            id(entity) for mention, entity in scene.names.mentions if mention.start < opening and _asks(scene, mention)
        }
        persons = [entity for entity in before if entity.kind == "person" and id(entity) not in asking]
        self.asks = next((entity for entity in before if entity.kind == "media"), None)
        self.answers = max(persons, key=lambda entity: len(entity.places)) if persons else None

    def party(self, row: Attribution) -> Entity | None:
        """Who speaks in a turn; None where the article has not introduced them."""
        return self.asks if turn_of(row) == "asks" else self.answers


def _asks(scene: Scene, mention: Mention) -> bool:
    """Whether somebody meets or interviews somebody: "Ann Lee met the writer Jon Pell"."""
    tree, last = scene.words.tree, mention.end - 1
    return tree.dep[last] == "nsubj" and tree.lemma(tree.head[last]) in ("meet", "interview")


def turn_of(row: Attribution) -> str | None:
    """Whether a row is a question or an answer of a printed interview: asks or answers, else None."""
    word = (row.source or "").strip(". ").lower()
    if row.rule != "labelled" or word not in ASKING | ANSWERING:
        return None
    return "asks" if word in ASKING else "answers"
