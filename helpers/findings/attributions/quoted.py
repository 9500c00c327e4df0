"""Spans of content and the quotations in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from helpers.text.quotes import Quotation
from helpers.text.records import Span
from helpers.text.tree import Tree


def widen(tree: Tree, content: list[Span], cue: list[Span]) -> list[Span]:
    """Content that begins or ends inside a quotation takes all of it."""
    spans = list(content)
    quotations, starts = tree.outer, tree.outer_starts
    for number, (start, end) in enumerate(spans):
        first, last = bisect_right(starts, start) - 1, bisect_left(starts, end) - 1
        if first >= 0 and start < quotations[first].end and not _holds(quotations[first], cue):
            start = quotations[first].start
        if last >= 0 and quotations[last].start < end and not _holds(quotations[last], cue):
            end = max(end, quotations[last].end)
        spans[number] = (start, end)
    return merged(spans)


def merged(spans: list[Span]) -> list[Span]:
    """Spans in order, those that overlap made one."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def without(text: str, spans: list[Span], hole: Span) -> list[Span]:
    """Spans less a stretch of text, and less the blanks and commas that it leaves at the edges."""
    pieces = [(start, min(end, hole[0])) for start, end in spans if start < hole[0]]
    pieces += [(max(start, hole[1]), end) for start, end in spans if end > hole[1]]
    trimmed = []
    for start, end in pieces:
        while start < end and (text[start].isspace() or text[start] in ",;.–—-"):
            start += 1
        while start < end and (text[end - 1].isspace() or text[end - 1] in ",;.–—-"):
            end -= 1
        if start < end:
            trimmed.append((start, end))
    return merged(trimmed)


def _holds(quotation: Quotation, cue: list[Span]) -> bool:
    return any(quotation.start <= start < quotation.end for start, _ in cue)


def quote_type(tree: Tree, content: list[Span]) -> str:
    """direct: the content is quotation; mixed: part of it is; indirect: none of it."""
    inside = total = 0
    pairs, starts = tree.outer, tree.outer_starts
    for start, end in content:
        total += end - start
        place = max(0, bisect_right(starts, start) - 1)
        while place < len(pairs) and pairs[place].start < end:
            inside += max(0, min(end, pairs[place].end) - max(start, pairs[place].start))
            place += 1
    if not inside:
        return "indirect"
    return "direct" if inside >= 0.9 * total else "mixed"
