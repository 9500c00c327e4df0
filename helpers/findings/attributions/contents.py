"""What is said: from a complement in the parse to the words of the content."""

from __future__ import annotations

from helpers.text.records import Span
from helpers.text.tree import Tree

EDGES = frozenset({",", ";", ":", "-", "–", "—", "--", ".", "...", "…", "?", "!", "(", ")", "[", "]"})
LONGEST_ASIDE = 120  # tokens
PAUSES = frozenset({",", "-", "–", "—", "--"})


def words_between(tree: Tree, first: int, last: int) -> list[Span]:
    """Offsets from one token to another without the punctuation at both ends; quotation marks stay."""
    while first <= last and (tree.word[first] in EDGES or tree.word[first].isspace() or first in tree.dateline):
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
        last = within_quotation(tree, token, last)
    else:
        first = max(first, verb + 1)
        last = with_second_that(tree, last)
        last = without_aside(tree, token, last)
    return words_between(tree, first, last)


def with_second_that(tree: Tree, last: int) -> int:
    """The last token of a clause, or of one behind it that goes on with "and that", "but that"."""
    place = last + 1
    while place < tree.size and tree.word[place] in (",", "and", "but", "or"):
        place += 1
    if last + 1 < place < tree.size and tree.word[place] == "that" and tree.sentence[place] == tree.sentence[last]:
        return max(last, tree.right[tree.head[place]]) if tree.dep[place] == "mark" else last
    return last


def within_quotation(tree: Tree, token: int, last: int) -> int:
    """The last token of a quoted clause: what follows its closing comma is the reporting clause."""
    number = tree.quotation[token]
    if number < 0 or tree.quotation[last] == number:
        return last
    end = token
    while end < last and tree.quotation[end + 1] == number:
        end += 1
    return end if tree.word[end - 1] in (",", "?", "!") else last


def cluster(tree: Tree, verb: int) -> Span:
    """First and last token of an inserted reporting clause ("…, those people argued in June, …")."""
    first, last = min(tree.left[verb], verb), tree.right[verb]
    subject = tree.subject(verb)
    place = min(verb, tree.left[subject]) if subject is not None else verb
    while place > first and tree.word[place - 1] not in (",", '"', "-", "–", "—", "--", ";"):
        place -= 1
    return place, last


def without_aside(tree: Tree, head: int, last: int) -> int:
    """The last token of a clause without the relative clause that the article adds behind a comma: ", who …"."""
    for place in range(max(head + 1, last - LONGEST_ASIDE), last):
        if tree.word[place] not in PAUSES or tree.quotation[place] >= 0:
            continue
        top = place + 1
        while tree.left[tree.head[top]] == place + 1 and tree.head[top] != top:
            top = tree.head[top]
        if tree.dep[top] == "relcl" and tree.right[top] >= last and tree.quotation[last] < 0:
            return place - 1
    return last
