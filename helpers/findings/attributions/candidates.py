"""What the rules find: a cue with its content and source, and the spans that they are made of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from helpers.text.quotes import Quotation
from helpers.text.records import Span
from helpers.text.tree import Tree

PAUSES = frozenset({",", "-", "–", "—", "--"})
EDGES = PAUSES | frozenset({";", ":", ".", "...", "…", "?", "!", "(", ")", "[", "]"})
LONGEST_ASIDE = 120  # tokens


class Candidate(NamedTuple):
    """One possible attribution.

    rule: name of the function that found it
    kind: speech, act, stance or no_answer
    head: token number of the cue's main word
    cue: offsets of the cue
    content: offsets of the content
    source: offsets of the source, empty if there is none
    safe: true if the form alone makes it an attribution
    inferred: true if the source was carried over from an earlier sentence
    carrier: true for a medium that was told, carries or has seen what another source says
    """

    rule: str
    kind: str
    head: int
    cue: list[Span]
    content: list[Span]
    source: list[Span]
    safe: bool
    inferred: bool = False
    carrier: bool = False


class Found(NamedTuple):
    """What a cue governs: the frame, the content, and the token that belongs to the cue besides ("call for")."""

    frame: str
    content: list[Span]
    link: int | None = None

    def cue(self, tree: Tree, head: int) -> list[Span]:
        """Offsets of the cue."""
        if self.link is None:
            return [tree.span(head, head)]
        return [tree.span(head, self.link)] if self.link == head + 1 else [tree.span(t, t) for t in (head, self.link)]


def words_between(tree: Tree, first: int, last: int) -> list[Span]:
    """Offsets from one token to another without the punctuation at both ends; quotation marks stay."""
    while first <= last and (tree.word[first] in EDGES or tree.word[first].isspace() or first in tree.dateline):
        first += 1
    while last >= first and (tree.word[last] in EDGES or tree.word[last].isspace()):
        last -= 1
    return [tree.span(first, last)] if first <= last else []


def around(tree: Tree, first: int, last: int, hole_first: int, hole_last: int) -> list[Span]:
    """Offsets from one token to another, less a stretch inside."""
    return words_between(tree, first, hole_first - 1) + words_between(tree, hole_last + 1, last)


def subtree(tree: Tree, token: int, verb: int) -> list[Span]:
    """Offsets of what hangs under a complement, less the reporting verb if it stands inside."""
    first, last = tree.left[token], tree.right[token]
    if token < verb:
        last = min(last, verb - 1)
    else:
        first = max(first, verb + 1)
        last = without_aside(tree, token, last)
    return words_between(tree, first, last)


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


def cluster(tree: Tree, verb: int) -> Span:
    """First and last token of an inserted reporting clause ("…, those people argued in June, …")."""
    first, last = min(tree.left[verb], verb), tree.right[verb]
    subject = tree.subject(verb)
    place = min(verb, tree.left[subject]) if subject is not None else verb
    while place > first and tree.word[place - 1] not in (",", '"', "-", "–", "—", "--", ";"):
        place -= 1
    return place, last


def widen(tree: Tree, content: list[Span], cue: list[Span]) -> list[Span]:
    """Content that begins or ends inside a quotation takes all of it, unless the cue stands in it too."""
    spans = list(content)
    for number, (start, end) in enumerate(spans):
        first, last = bisect_right(tree.outer_starts, start) - 1, bisect_left(tree.outer_starts, end) - 1
        if first >= 0 and start < tree.outer[first].end and not _holds(tree.outer[first], cue):
            start = tree.outer[first].start
        if last >= 0 and not _holds(tree.outer[last], cue):
            end = max(end, tree.outer[last].end)
        spans[number] = (start, end)
    return merged(spans)


def _holds(quotation: Quotation, cue: list[Span]) -> bool:
    return any(quotation.start <= start < quotation.end for start, _ in cue)


def merged(spans: list[Span]) -> list[Span]:
    """Spans in order, those that overlap made one."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def quote_type(tree: Tree, content: list[Span]) -> str:
    """direct: the content is quotation; mixed: part of it is; indirect: none of it."""
    inside = total = 0
    for start, end in content:
        total += end - start
        place = max(0, bisect_right(tree.outer_starts, start) - 1)
        while place < len(tree.outer) and tree.outer[place].start < end:
            inside += max(0, min(end, tree.outer[place].end) - max(start, tree.outer[place].start))
            place += 1
    if not inside:
        return "indirect"
    return "direct" if inside >= 0.9 * total else "mixed"
