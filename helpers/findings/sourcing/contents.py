"""What is said: from a complement in the parse to the words of the content."""

from __future__ import annotations

from helpers.findings.sourcing.tree import Tree
from helpers.text.records import Span

EDGES = frozenset({",", ";", ":", "-", "–", "—", "--", ".", "...", "…", "?", "!", "(", ")", "[", "]"})
COMPLEMENTS = frozenset({"ccomp", "xcomp"})


def words_between(tree: Tree, first: int, last: int) -> list[Span]:
    """Offsets from one token to another without the punctuation at both ends; quotation marks stay."""
    while first <= last and (tree.word[first] in EDGES or tree.word[first].isspace()):
        first += 1
    while last >= first and (tree.word[last] in EDGES or tree.word[last].isspace()):
        last -= 1
    return [tree.span(first, last)] if first <= last else []


def around(tree: Tree, first: int, last: int, hole_first: int, hole_last: int) -> list[Span]:
    """Offsets from one token to another, less a stretch inside."""
    if hole_last < first or hole_first > last:
        return words_between(tree, first, last)
    return words_between(tree, first, hole_first - 1) + words_between(tree, hole_last + 1, last)


def subtree(tree: Tree, token: int, verb: int) -> list[Span]:
    """Offsets of what hangs under a complement, less the reporting verb if it stands inside."""
    first, last = tree.left[token], tree.right[token]
    if token < verb:
        last = min(last, verb - 1)
        subject = tree.subject(verb)
        if subject is not None and token < subject < verb:
            last = min(last, tree.left[subject] - 1)
    else:
        first = max(first, verb + 1)
    return words_between(tree, first, last)
