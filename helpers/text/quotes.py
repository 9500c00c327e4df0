"""Pairs of quotation marks, once per article."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from helpers.text.records import Span

MARK = re.compile('["“”]')


class Quotation(NamedTuple):
    """One quotation.

    start: offset of its opening mark
    end: offset behind its closing mark, or the paragraph's end if it is left open
    closed: false if the quotation is left open at the paragraph's end
    continues: true if it goes on from a quotation left open in the paragraph before
    depth: 0 for an outer quotation, 1 for one inside it, …
    """

    start: int
    end: int
    closed: bool
    continues: bool
    depth: int


class Quotations(NamedTuple):
    """All quotations of an article in reading order, and the marks without a partner.

    pairs: the quotations
    unpaired: places of marks that neither open nor close anything
    """

    pairs: list[Quotation]
    unpaired: list[Span]

    def around(self, offset: int) -> Quotation | None:
        """The outermost quotation an offset stands in, if any."""
        outer = [pair for pair in self.pairs if pair.depth == 0]
        place = bisect_right([pair.start for pair in outer], offset) - 1
        return outer[place] if place >= 0 and offset < outer[place].end else None


def pair_quotes(text: str, paragraphs: list[Span]) -> Quotations:
    """Pair the quotation marks of a text, paragraph by paragraph; never raises.

    >>> [text for text in ['He said "no" twice.'] for q in pair_quotes(text, [(0, 19)]).pairs]
    ['He said "no" twice.']
    """
    pairs, unpaired, left_open = [], [], False
    for start, end in paragraphs:
        marks = [match.start() for match in MARK.finditer(text, start, end)]
        continues = left_open and bool(marks) and marks[0] == start
        for opening, closing in zip(marks[::2], marks[1::2], strict=False):
            pairs.append(Quotation(opening, closing + 1, True, continues and opening == start, 0))
        left_open = len(marks) % 2 == 1
        if left_open:
            pairs.append(Quotation(marks[-1], end, False, continues and marks[-1] == start, 0))
    return Quotations(pairs, unpaired)
