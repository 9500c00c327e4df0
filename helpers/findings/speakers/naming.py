"""How far a description identifies whoever speaks: a role that one holds, or nobody in particular."""

from __future__ import annotations

import re
from functools import cache

from helpers.findings.speakers.nouns import Noun
from helpers.findings.speakers.roles import Scene
from helpers.findings.speakers.runs import small
from helpers.text import lexicon

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
INDEFINITE = frozenset({"a", "an", "another", "some", "any", "no", "one", "each", "every", "several", "many", "few"})
INDEFINITE |= {"most"}
PARTS = frozenset(
    {"one", "two", "three", "four", "five", "six", "some", "many", "most", "several", "few", "both", "none", "half"}
    | {"all", "any", "each", "dozens", "scores", "hundreds", "thousands", "majority", "minority", "number", "group"}
    | {"handful", "pair", "couple", "member", "members", "lot", "series", "plenty", "others", "part", "percent", "%"}
)
WINDOW = 30  # tokens behind the main word in which anonymity may be granted


def naming_of(scene: Scene, tokens: range, head: int, noun: Noun, definite: bool | None) -> str:
    """Naming of a description: role or unnamed; named for a document whose maker is named.

    definite: true with "the" or a possessive, false with "a" or a number, None without any determiner
    """
    if _withheld(scene, tokens, head) or (scene.words.tree.word[head] in PARTS and not definite):
        return "unnamed"
    if head in scene.documents:
        return "named"
    if noun.kind == "document":
        known = definite or noun.trait in ("body", "type")
        return _maker_naming(scene, tokens, head) or ("role" if known else "unnamed")
    if noun.trait == "vague" and not (definite and noun.lemma in lexicon.word_set("demonyms.txt") and not noun.plural):
        return "unnamed"
    if noun.trait == "spokes" or (noun.trait == "proxy" and _for_somebody(scene, head)):
        return "role" if not noun.plural or definite else "unnamed"
    if definite or (noun.trait == "body" and definite is None):
        return "role"
    if _is_court_of_its_kind(scene, head):
        return "role"
    return "unnamed" if definite is False or noun.plural else "role"


def _is_court_of_its_kind(scene: Scene, head: int) -> bool:
    """ "a federal appeals court": one by its function, though with "a"."""
    before = scene.words.tree.word[max(0, head - 3) : head]
    return scene.words.tree.word[head] in small("court") and bool(small("jurisdiction") & set(before))


def _withheld(scene: Scene, tokens: range, head: int) -> bool:
    """Whether the source's words, or the sentence behind them, say that it is not to be named."""
    words, first = scene.words, max(0, tokens.start)
    size = words.tree.size
    end = next((t for t in range(head + 1, min(size, head + WINDOW)) if t in words.breaks), head + WINDOW)
    if _withholding("sentence").search(words.slice(first, min(size, max(end, tokens.stop))).lower()):
        return True
    return bool(_withholding("source").search(words.slice(first, tokens.stop).lower()))


@cache
def _withholding(where: str) -> re.Pattern[str]:
    phrases = [re.escape(phrase) for phrase, of_where in lexicon.rows("withheld.tsv") if of_where == where]
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b")


def _maker_naming(scene: Scene, tokens: range, head: int) -> str | None:
    """Naming of whoever made a document: "a poll by Gallup", "the ministry's report"."""
    tree, bearer = scene.words.tree, scene.names.bearer
    for place in range(tokens.start, head):
        maker = bearer.get(place)
        if maker and maker.kind != "place":
            return "named"
    start = _maker(scene, tokens, head)
    if start is None:
        return None
    for place in range(start, tokens.stop):
        if place in bearer or place in scene.links:
            return "named"
        if place > start and tree.tag[place] in ("IN", "VBN", "WDT", ","):
            break
    return "role" if tree.word[start] in DEFINITE or tree.tag[start] == "PRP$" else None


def _maker(scene: Scene, tokens: range, head: int) -> int | None:
    """Where the maker of a document begins: behind "by", at once or after "published", not after "seen"."""
    tree = scene.words.tree
    for place in range(head + 1, min(tokens.stop - 1, head + 4)):
        if tree.word[place] in ("by", "from"):
            at_once = place == head + 1 or tree.word[place - 1] in lexicon.word_set("making-verbs.txt")
            return place + 1 if at_once else None
    return None


def _for_somebody(scene: Scene, head: int) -> bool:
    return scene.words.tree.word[head + 1 : head + 2] in (["for"], ["of"], ["representing"])
