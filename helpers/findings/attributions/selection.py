"""Which candidates become attributions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict

from helpers.findings.attributions import candidates, sharing
from helpers.findings.attributions.candidates import Candidate
from helpers.text.parse import Parsed
from helpers.text.records import Span
from helpers.text.tree import Tree

DETACHING = frozenset({",", ";", "-", "–", "—", "--", "(", "and", "but", "or", ":", "while", "as", "whereas", "though"})


def choose(parsed: Parsed, tree: Tree, found: list[Candidate], by_layout: list[Candidate]) -> list[Candidate]:
    """Candidates whose cue is not itself quoted, outermost first, with quotations whole and shared out."""
    found = _outside(found, by_layout)
    kept = [c for c in found if tree.quotation[c.head] < 0]
    kept = [c._replace(content=candidates.widen(tree, c.content, c.cue)) for c in kept]
    kept = by_layout + _outermost(tree, kept)
    kept = sharing.claim_beside(tree, kept)
    kept = sharing.carry_on(parsed, tree, kept)
    return sorted(kept, key=lambda c: (c.content[0], c.cue[0]))


def _outside(found: list[Candidate], by_layout: list[Candidate]) -> list[Candidate]:
    """Candidates whose cue stands in no paragraph that the layout gives to a speaker."""
    spans = [(c.source[0][0], c.content[-1][1]) for c in by_layout]
    starts = [start for start, _ in spans]
    kept = []
    for candidate in found:
        place = bisect_right(starts, candidate.cue[0][0]) - 1
        if place < 0 or spans[place][1] <= candidate.cue[0][0]:
            kept.append(candidate)
    return kept


def _outermost(tree: Tree, found: list[Candidate]) -> list[Candidate]:
    """Of candidates inside one another the outermost, less what is only attached to it."""
    by_sentence = defaultdict(list)
    for candidate in found:
        by_sentence[tree.sentence[candidate.head]].append(candidate)
    kept = []
    for group in by_sentence.values():
        kept += _outermost_of(tree, group) if len(group) > 1 else group
    return kept


class _Kept:
    """Candidates kept of one sentence, with a note of which of them stands around each cue."""

    def __init__(self, group: list[Candidate]) -> None:
        self.rows: list[Candidate] = []
        self._places = sorted(candidate.cue[0][0] for candidate in group)
        self._around: dict[int, int] = {}

    def add(self, candidate: Candidate) -> None:
        """Keep one more; cues inside an earlier one stay with that."""
        for start, end in candidate.content:
            for place in self._places[bisect_left(self._places, start) : bisect_left(self._places, end)]:
                self._around.setdefault(place, len(self.rows))
        self.rows.append(candidate)

    def replace(self, number: int, candidate: Candidate) -> None:
        """Put a shorter one in the place of another: the cues left out are inside nothing."""
        for start, end in self.rows[number].content:
            for place in self._places[bisect_left(self._places, start) : bisect_left(self._places, end)]:
                if self._around.get(place) == number and not any(a <= place < b for a, b in candidate.content):
                    del self._around[place]
        self.rows[number] = candidate

    def around(self, place: int) -> int | None:
        """Number of the first one kept whose content a cue stands in."""
        return self._around.get(place)


def _outermost_of(tree: Tree, group: list[Candidate]) -> list[Candidate]:
    kept = _Kept(group)
    for candidate in sorted(group, key=lambda c: (c.content[0][0] - c.content[-1][1], c.content[0][0])):
        number = kept.around(candidate.cue[0][0])
        if number is None:
            kept.add(candidate)
            continue
        outer = kept.rows[number]
        if candidate.rule == "according_to":
            shortened, candidate = _two_voices(tree, outer, candidate)
            kept.replace(number, shortened)
            kept.add(candidate)
            continue
        cut = _detached(tree, outer, candidate)
        shorter = _cut(tree, outer.content, cut) if cut is not None else []
        if shorter:
            kept.replace(number, outer._replace(content=shorter))
            kept.add(candidate if _own_source(tree, candidate) else candidate._replace(source=outer.source))
        elif cut is None and _reported_in_turn(tree, outer, candidate):
            kept.add(candidate)
    return kept.rows


def _two_voices(tree: Tree, outer: Candidate, inner: Candidate) -> tuple[Candidate, Candidate]:
    """ "Ann said it rained, according to Ben": Ben vouches for the whole, Ann only for the rain."""
    top = outer.head if outer.rule != "according_to" else tree.head[outer.head]
    while not tree.is_verb(top) and tree.head[top] != top:
        top = tree.head[top]
    whole = _cut(tree, [tree.span(tree.left[top], tree.right[top])], inner.head)
    part = _cut(tree, outer.content, inner.head)
    return outer._replace(content=part or outer.content), inner._replace(content=whole or inner.content)


def _reported_in_turn(tree: Tree, outer: Candidate, inner: Candidate) -> bool:
    """True if somebody else's saying is what is said: "His brother said that the landlord had promised …"."""
    if not inner.safe or outer.kind != "speech":
        return False
    if inner.rule == "noun_clause":
        return True
    subject = tree.child(inner.head, "nsubj")
    if subject is None or tree.tag[subject] == "PRP":
        return False
    return inner.kind == "speech" or (
        inner.kind == "act" and (inner.rule == "infinitive" or outer.rule == "according_to")
    )


def _own_source(tree: Tree, candidate: Candidate) -> bool:
    return tree.subject(candidate.head) is not None or candidate.rule in ("according_to", "hearsay")


def _detached(tree: Tree, outer: Candidate, inner: Candidate) -> int | None:
    """The token where an inner reporting clause begins that only the parser hung into the outer content."""
    verb = inner.head
    if not tree.is_verb(verb) or not tree.is_verb(outer.head):
        return None
    first = tree.left[verb]
    before = tree.word[first - 1] if first else ""
    subject = tree.subject(verb)
    if tree.tag[verb] == "VBG" and tree.dep[verb] in ("advcl", "acl", "dep") and before in (",", "-", "–", "—", "--"):
        return first
    if tree.dep[verb] == "conj" and subject is None and tree.tag[verb] == tree.tag[outer.head] and inner.safe:
        return first
    if (
        subject is not None
        and inner.kind == "speech"
        and tree.dep[verb] in ("conj", "advcl", "ccomp", "parataxis")
        and (before in DETACHING or tree.word[first] in ("while", "whereas"))
    ):
        return first
    return None


def _cut(tree: Tree, content: list[Span], token: int) -> list[Span]:
    """The content up to a token, without the conjunction and the comma before it."""
    last = token - 1
    while last >= 0 and (tree.word[last] in DETACHING):
        last -= 1
    end = tree.end[last] if last >= 0 else 0
    return [(a, min(b, end)) for a, b in content if a < end]
