"""Pairs of quotation marks, once per article.

Double marks are paired first, with a stack and by the side on which a mark touches a word; single marks after them,
each between the double marks it stands in, because most single marks are apostrophes. Everything else that looks
like a mark (apostrophes, feet and inches) is left alone. Three straight marks behind a word close a single
quotation, then one set in two single marks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from helpers.text.records import Span

MARK = re.compile(r"(?<=\S)'(?=''(?!'))|''|``|‘‘|’’|[\"“”„‟«»]|(?<!\w)['‘’‚‛‹›]|['‘’‚‛‹›](?!\w)")
STRAIGHT_DOUBLE = {'"', "''"}
INCHES = {'"', "''", "”", "’’"}
BEFORE_OPENING = set("([{<—–-―/'\"‘“«„‚‹*_")
NEVER_OPENED = set(",;:!?)]}%")
AFTER_CLOSING = set(".,;:!?…)]}>—–-―/'\"’”»›“*_")
FEET = re.compile(r"\d\s?(?:['’′]|ft\.?|feet|foot)[\s-]?\d{1,2}(?:[.½¼¾]\d*|\s\d/\d)?$")
INCHES_FOLLOW = re.compile(r"\s?\d{1,2}(?:\s?\d/\d|[½¼¾])?\s?(?:\"|”|''|in\b)")
ELISION = re.compile(r"(?:\d0s|\d\d(?!\d)|(?:n|em|til|till|tis|twas|cause|cos|cuz|bout|round|cross)\b)", re.IGNORECASE)
ALWAYS_OPENING = {"“", "„", "‟", "``", "‘‘", "«"}
ALWAYS_CLOSING = {"”", "’’", "»"}
WEAK, SURE, STRONG = 1, 2, 3


class Quotation(NamedTuple):
    """One quotation, or the part of it that stands in one paragraph."""

    start: int  # offset of its opening mark (of the paragraph, where it goes on without one)
    end: int  # offset behind its closing mark, or the paragraph's end if it is left open
    closed: bool  # false if the quotation is left open at the paragraph's end
    continues: bool  # true if it goes on from a quotation left open in the paragraph before
    depth: int  # 0 for an outer quotation, 1 for one inside it, …


class Quotations(NamedTuple):
    """All quotations of an article in reading order, and the marks without a partner."""

    pairs: list[Quotation]  # the quotations; any two nest or are disjoint
    unpaired: list[Span]  # places of marks that neither open nor close anything
    outer: list[Quotation]  # the quotations that stand in no other

    def around(self, offset: int) -> Quotation | None:
        """The outermost quotation an offset stands in, if any."""
        place = bisect_right(self.outer, offset, key=lambda pair: pair.start) - 1
        return self.outer[place] if place >= 0 and offset < self.outer[place].end else None


class _Mark(NamedTuple):
    start: int
    end: int
    glyph: str
    opens: bool
    closes: bool
    strength: int  # how surely a single mark is no apostrophe


class _Piece(NamedTuple):
    start: int
    end: int
    closed: bool
    continues: bool


class _Paragraph(NamedTuple):
    span: Span
    doubles: list[_Mark]
    singles: list[_Mark]


class _Found(NamedTuple):
    pieces: list[_Piece]
    unpaired: list[Span]
    open_end: bool


class _Ahead(NamedTuple):
    opening: int
    likely: int
    sure: int
    strong: int


_Sorted = tuple[list[tuple[_Mark, _Mark]], list[_Mark], list[_Mark]]


def pair_quotes(text: str, paragraphs: list[Span]) -> Quotations:
    """Pair the quotation marks of a text, paragraph by paragraph; never raises.

    A quotation may be left open at a paragraph's end if the next paragraph begins with a mark again, or closes it.

    >>> text = "“The ’90s? ‘Great’,” said the dogs’ owner, 6'2\\"."
    >>> [text[pair.start : pair.end] for pair in pair_quotes(text, [(0, len(text))]).pairs]
    ['“The ’90s? ‘Great’,”', '‘Great’']
    """
    cut = [_paragraph(text, span) for span in paragraphs]
    pieces: list[_Piece] = []
    unpaired: list[Span] = []
    double = single = False
    for number, paragraph in enumerate(cut):
        following = cut[number + 1] if number + 1 < len(cut) else None
        doubles = _pair_doubles(text, paragraph, double, following)
        singles = _pair_singles(paragraph, doubles.pieces, single, following)
        double, single = doubles.open_end, singles.open_end
        pieces += sorted(doubles.pieces + singles.pieces, key=lambda piece: (piece.start, -piece.end))
        unpaired += sorted(doubles.unpaired + singles.unpaired)
    pairs = _with_depth(pieces)
    return Quotations(pairs, unpaired, [pair for pair in pairs if pair.depth == 0])


def _with_depth(pieces: list[_Piece]) -> list[Quotation]:
    pairs, ends = [], []
    for piece in pieces:
        while ends and ends[-1] <= piece.start:
            ends.pop()
        pairs.append(Quotation(*piece, len(ends)))
        ends.append(piece.end)
    return pairs


def _paragraph(text: str, span: Span) -> _Paragraph:
    """The marks of a paragraph, each with the sides on which it may stand."""
    doubles, singles = [], []
    for match in MARK.finditer(text, *span):
        start, end = match.span()
        before = text[start - 1] if start > span[0] else " "
        after = text[end] if end < span[1] else " "
        glyph = match.group()
        if len(glyph) == 1 and glyph not in '"“”„‟«»':
            singles.append(_single(text, start, end, before, after))
        elif not (len(glyph) == 2 and before.isalpha() and after.isalpha()):
            doubles.append(_double(start, end, glyph, before, after))
    return _Paragraph(span, doubles, singles)


def _touches(before: str, after: str) -> tuple[bool, bool]:
    """Whether a mark between these characters looks like an opening one, and like a closing one."""
    opens = (before.isspace() or before in BEFORE_OPENING) and not after.isspace() and after not in NEVER_OPENED
    closes = not before.isspace() and before not in "([{" and (after.isspace() or after in AFTER_CLOSING)
    return opens, closes


def _double(start: int, end: int, glyph: str, before: str, after: str) -> _Mark:
    opens, closes = _touches(before, after)
    if opens == closes:
        opens, closes = glyph not in ALWAYS_CLOSING, glyph not in ALWAYS_OPENING
    elif glyph in ("”", "’’"):
        closes = True
    elif glyph in ("„", "``"):
        opens, closes = True, False
    return _Mark(start, end, glyph, opens, closes, STRONG)


def _single(text: str, start: int, end: int, before: str, after: str) -> _Mark:
    glyph = text[start:end]
    if not before.isalnum() and not before.isspace() and not after.isalnum():
        return _Mark(start, end, glyph, False, True, _closing_strength(text, start, before, after))
    if not before.isalnum():
        opens = _touches(before, after)[0] and glyph != "›"
        return _Mark(start, end, glyph, opens, False, _opening_strength(text, end, glyph))
    feet = before.isdigit() and INCHES_FOLLOW.match(text, end, end + 12)
    return _Mark(start, end, glyph, False, not feet, _closing_strength(text, start, before, after))


def _opening_strength(text: str, end: int, glyph: str) -> int:
    """How surely a mark before a word opens: '90s and 'em hardly."""
    if glyph == "’" or ELISION.match(text, end, end + 8):
        return WEAK
    return STRONG if text[end : end + 1].isupper() else SURE


def _closing_strength(text: str, start: int, before: str, after: str) -> int:
    """How surely a mark behind a word closes: plurals ("the workers' vote") and dropped letters hardly."""
    if not before.isalnum():
        initials = text[max(0, start - 3) : start].startswith(".") and before == "." and after == " "
        return WEAK if initials else STRONG
    if not after.isspace():
        return SURE
    return WEAK if before in "sSzx" or text[start - 2 : start].lower() in ("in", "ol", "an") else SURE


def _pair_doubles(text: str, paragraph: _Paragraph, waiting: bool, following: _Paragraph | None) -> _Found:
    """Pairs of double marks; one is left open if the next paragraph goes on from it."""
    (first, last), marks = paragraph.span, _without_inches(text, paragraph.doubles)
    pairs, opened, stray = _stacked(marks)
    if (opened or stray) and len(marks) % 2 == 0 and all(mark.glyph in STRAIGHT_DOUBLE for mark in marks):
        pairs, opened, stray = _alternating(marks) or (pairs, opened, stray)
    pieces = [_Piece(mark.start, partner.end, True, waiting and mark.start == first) for mark, partner in pairs]
    if waiting and stray and stray[0] is marks[0]:
        pieces.append(_Piece(first, stray.pop(0).end, True, True))
    open_end = bool(opened) and opened[-1] is marks[-1] and _taken_up(following, "doubles")
    if open_end:
        start = opened.pop().start
        pieces.append(_Piece(start, last, False, waiting and start == first))
    return _Found(pieces, [(mark.start, mark.end) for mark in opened + stray], open_end)


def _taken_up(following: _Paragraph | None, family: str) -> bool:
    """Whether the next paragraph begins with such a mark, or closes a double one that it did not open."""
    marks = getattr(following, family) if following else []
    if not marks:
        return False
    reopened = marks[0].opens and marks[0].start == following.span[0]
    return reopened or (family == "doubles" and not marks[0].opens)


def _without_inches(text: str, marks: list[_Mark]) -> list[_Mark]:
    """The marks without those that stand for inches: behind a digit, with nothing to close or with feet before."""
    kept: list[_Mark] = []
    depth = 0
    for number, mark in enumerate(marks):
        if mark.closes and mark.glyph in INCHES and text[mark.start - 1 : mark.start].isdigit():
            goes_on = text[mark.end : mark.end + 2].strip().islower() or FEET.search(text, mark.start - 16, mark.start)
            if depth == 0 or (goes_on and number + 1 < len(marks) and not marks[number + 1].opens):
                continue
        kept.append(mark)
        depth = depth + 1 if mark.opens and not (mark.closes and depth) else max(0, depth - 1)
    return kept


def _stacked(marks: list[_Mark]) -> _Sorted:
    """Pairs with the last mark opened; then the marks still open, then those that closed nothing."""
    pairs, opened, stray = [], [], []
    for mark in marks:
        if mark.closes and opened:
            pairs.append((opened.pop(), mark))
        else:
            (opened if mark.opens else stray).append(mark)
    return pairs, opened, stray


def _alternating(marks: list[_Mark]) -> _Sorted | None:
    """Pairs of marks one after the other, if at most one of them then stands on the wrong side of its word."""
    pairs = list(zip(marks[::2], marks[1::2], strict=True))
    wrong = sum((not mark.opens) + (not partner.closes) for mark, partner in pairs)
    return (pairs, [], []) if wrong <= 1 else None


def _pair_singles(paragraph: _Paragraph, doubles: list[_Piece], waiting: bool, following: _Paragraph | None) -> _Found:
    """Pairs of single marks, each between the same double ones; one is left open as with double marks."""
    (first, last), pieces, unpaired, open_end = paragraph.span, [], [], False
    for outside, marks in _by_surroundings(paragraph.singles, doubles):
        taken_up = outside and _taken_up(following, "singles")
        for mark, partner in _chosen(marks, taken_up):
            continues = waiting and mark.start == first
            if isinstance(partner, _Mark):
                pieces.append(_Piece(mark.start, partner.end, True, continues))
            elif partner:
                pieces.append(_Piece(mark.start, last, False, continues))
                open_end = True
            elif mark.strength == STRONG or (mark.opens and mark.glyph in "‘‚‹"):
                unpaired.append((mark.start, mark.end))
    return _Found(pieces, unpaired, open_end)


def _by_surroundings(singles: list[_Mark], doubles: list[_Piece]) -> list[tuple[bool, list[_Mark]]]:
    """The single marks between the same double ones, group by group; true for those outside all of them."""
    groups: dict[int, list[_Mark]] = {}
    coming, inside = sorted(doubles, reverse=True), []
    for mark in singles:
        while coming and coming[-1].start <= mark.start:
            piece = coming.pop()
            while inside and inside[-1].end <= piece.start:
                inside.pop()
            inside.append(piece)
        while inside and inside[-1].end <= mark.start:
            inside.pop()
        groups.setdefault(inside[-1].start if inside else -1, []).append(mark)
    return [(place < 0, marks) for place, marks in groups.items()]


def _chosen(marks: list[_Mark], taken_up: bool) -> Iterator[tuple[_Mark, _Mark | bool]]:
    """Single marks of one group: an opening one with its partner, or with true if it is left open; others with false."""
    ahead = _ahead(marks)
    number = 0
    while number < len(marks):
        mark, view = marks[number], ahead[number + 1]
        number += 1
        left_open = taken_up and view.opening == len(marks) and mark.strength > WEAK
        partner = _partner(mark, view, left_open and mark.strength == STRONG) if mark.opens else None
        if partner is not None:
            number = partner + 1
        yield mark, left_open and mark.opens if partner is None else marks[partner]


def _partner(mark: _Mark, view: _Ahead, demanding: bool) -> int | None:
    """The first sure closing mark before the next opening one, else the first likely one."""
    if mark.strength == WEAK:
        return view.strong if view.strong < view.opening else None
    if view.sure < view.opening:
        return view.sure
    return view.likely if view.likely < view.opening and not demanding else None


def _ahead(marks: list[_Mark]) -> list[_Ahead]:
    """For each place the numbers of the next opening mark and of the next closing ones, by strength."""
    none = len(marks)
    views = [_Ahead(none, none, none, none)]
    for number in range(none - 1, -1, -1):
        mark, view = marks[number], views[-1]
        if mark.opens and mark.strength > WEAK:
            view = view._replace(opening=number)
        elif mark.closes:
            numbers = [number if mark.strength >= strength else old for strength, old in enumerate(view[1:], WEAK)]
            view = _Ahead(view.opening, *numbers)
        views.append(view)
    return views[::-1]
