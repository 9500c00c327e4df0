"""Which candidates become attributions."""

from __future__ import annotations

from bisect import bisect_left

from helpers.findings.sourcing import quoted
from helpers.findings.sourcing.candidates import Candidate
from helpers.findings.sourcing.tree import Tree
from helpers.text.parse import Parsed
from helpers.text.quotes import Quotation
from helpers.text.records import Span


def choose(parsed: Parsed, tree: Tree, found: list[Candidate]) -> list[Candidate]:
    """Candidates whose cue is not itself quoted, outermost first, with quotations whole and shared out."""
    quotations = quoted.outer(parsed)
    kept = [c for c in found if tree.quotation[c.head] < 0]
    kept = [c._replace(content=_without_cue(quoted.widen(c.content, quotations, c.cue), c)) for c in kept]
    kept = [c for c in kept if c.content]
    kept = _outermost(kept)
    for quotation in list(quoted.unclaimed(quotations, kept)):
        candidate = quoted.beside_quotation(tree, quotation)
        if candidate is not None:
            same = next((i for i, c in enumerate(kept) if c.head == candidate.head), None)
            if same is None:
                kept.append(candidate)
            else:
                spans = quoted.merged([*kept[same].content, *candidate.content])
                kept[same] = kept[same]._replace(
                    content=spans, kind=candidate.kind if kept[same].kind == "act" else kept[same].kind
                )
    kept.sort(key=lambda c: (c.content[0], c.cue))
    kept = _carried_on(parsed, tree, quotations, kept)
    return sorted(kept, key=lambda c: (c.content[0], c.cue[0]))


def _without_cue(content: list[Span], candidate: Candidate) -> list[Span]:
    return content


def _outermost(found: list[Candidate]) -> list[Candidate]:
    """Nothing inside what another one says."""
    kept: list[Candidate] = []
    order = sorted(found, key=lambda c: (c.content[0][0] - c.content[-1][1], c.content[0][0]))
    for candidate in order:
        start = candidate.cue[0][0]
        if not any(a <= start < b for other in kept for a, b in other.content):
            kept.append(candidate)
    return kept


def _carried_on(parsed: Parsed, tree: Tree, quotations: list[Quotation], kept: list[Candidate]) -> list[Candidate]:
    """A quotation without a cue of its own belongs to the attribution before it in the paragraph."""
    ends = [end for _, end in parsed.segments.paragraphs]
    for quotation in list(quoted.unclaimed(quotations, kept)):
        if not quoted.is_statement(tree, quotation):
            continue
        begin = parsed.segments.paragraphs[min(bisect_left(ends, quotation.start + 1), len(ends) - 1)][0]
        before = [
            i
            for i, c in enumerate(kept)
            if c.kind in ("speech", "act")
            and c.content[0][0] < quotation.start
            and max(c.content[-1][1], c.cue[-1][1]) >= begin
        ]
        if quotation.continues or before:
            place = before[-1] if before else _last_before(kept, quotation)
            if place is not None:
                kept[place] = kept[place]._replace(
                    content=quoted.merged([*kept[place].content, (quotation.start, quotation.end)])
                )
    return kept


def _last_before(kept: list[Candidate], quotation: Quotation) -> int | None:
    before = [i for i, c in enumerate(kept) if c.kind == "speech" and c.content[0][0] < quotation.start]
    return before[-1] if before else None
