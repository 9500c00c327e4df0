"""Cues that are no verbs: "according to", "reportedly", "in her words"."""

from __future__ import annotations

from collections.abc import Iterator

from helpers.findings.attributions import contents, sources
from helpers.findings.attributions.candidates import Candidate
from helpers.findings.attributions.verbs import words_of_kind
from helpers.text.records import Span
from helpers.text.tree import Tree

BREAKS = frozenset({",", ";", "-", "–", "—", "--", "(", ")"})


def phrase_candidates(tree: Tree) -> Iterator[Candidate]:
    """Everything that a phrase or an adverb attributes."""
    adverbs = words_of_kind("hearsay")
    for token, word in enumerate(tree.word):
        if word == "according" and token + 1 < tree.size and tree.word[token + 1] == "to":
            yield from according_to(tree, token)
        elif word == "per" and tree.tag[token] == "IN":
            yield from per(tree, token)
        elif word in adverbs and tree.dep[token] == "advmod":
            yield from hearsay(tree, token)


def according_to(tree: Tree, token: int) -> Iterator[Candidate]:
    """ "According to" with its source: the clause around it is the content."""
    noun = tree.child(token + 1, "pobj")
    if noun is None or tree.word[noun] in words_of_kind("no-source"):
        return
    last = max(tree.right[token], tree.right[token + 1])
    content = clause_around(tree, token, last)
    if content:
        cue = [tree.span(token, token + 1)]
        yield Candidate("according_to", "speech", token, cue, content, sources.noun_phrase(tree, noun), True)


def per(tree: Tree, token: int) -> Iterator[Candidate]:
    """ "Per" with a source, set off by a comma: "It rained, per the sheriff"."""
    noun = tree.child(token, "pobj")
    if (
        noun is None
        or token == 0
        or tree.word[token - 1] != ","
        or (tree.tag[noun] in ("CD", "NN") and noun == token + 1)
    ):
        return
    content = clause_around(tree, token, tree.right[token])
    if content:
        yield Candidate(
            "per", "speech", token, [tree.span(token, token)], content, sources.noun_phrase(tree, noun), True
        )


def clause_around(tree: Tree, token: int, last: int) -> list[Span]:
    """The clause that a phrase belongs to, less the phrase."""
    head = tree.head[token]
    while not tree.is_verb(head) and tree.head[head] != head and tree.sentence[tree.head[head]] == tree.sentence[head]:
        head = tree.head[head]
    while tree.dep[head] in ("conj", "aux", "auxpass", "xcomp", "relcl", "acl", "advcl") and token > head:
        if tree.dep[head] in ("relcl", "acl", "advcl") and tree.left[tree.head[head]] > tree.left[head]:
            break
        head = tree.head[head]
    first, end = tree.left[head], tree.right[head]
    if token > head and last + 2 < end and tree.word[last + 2] in ("and", "but"):
        end = last
    opening = _opening_bracket(tree, first, token)
    return contents.around(tree, opening or first, end if opening is None else last, token, last)


def _opening_bracket(tree: Tree, first: int, token: int) -> int | None:
    """The token behind the bracket that a phrase stands in, if any."""
    for place in range(token - 1, first - 1, -1):
        if tree.word[place] in "()":
            return place + 1 if tree.word[place] == "(" else None
    return None


def hearsay(tree: Tree, token: int) -> Iterator[Candidate]:
    """An adverb that says somebody else says so: "reportedly"; from the subject to the next comma it is their word."""
    head = tree.head[token]
    subject = tree.subject(head)
    first = tree.left[subject] if subject is not None else tree.left[head]
    last = next(
        (place for place in range(max(head, token), tree.right[head]) if tree.word[place] in BREAKS), tree.right[head]
    )
    content = contents.around(tree, first, last, token, token)
    if content:
        yield Candidate("hearsay", "speech", token, [tree.span(token, token)], content, [], True)
