"""One article as the number rules read it, and a number on its way from the text to a claim or a rejection."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from spacy.attrs import IDX
from spacy.tokens import Token

from helpers.text.parse import Parsed

BLANK = "[ \\t\u00a0\u2007\u2009\u202f]"
HYPHEN = "[-\u2010\u2011]"


@dataclass(slots=True)
class Quantity:
    """A number with all that the words around it say about it; the fields are those of the table, and

    form: digits, words, part ("two thirds"), vague ("dozens"), multiple ("tenfold"), ordinal ("third"),
        unit inside ("a year and a half")
    scale: factor of the scale that is part of it ("million": 1e6), 1 if none
    core_end: offset behind the number itself, without unit
    tail: offset behind the words that bound it from behind ("or more")
    noun: index of the last token of what it counts
    joined: what it has been joined to with another number (range, share, ratio)
    change_word: index of the word of change it belongs to

    A number too large to hold has neither `low` nor `high`, like an ordinal.
    """

    start: int
    end: int
    low: float | None
    high: float | None
    form: str
    scale: float = 1.0
    kind: str = ""
    rule: str = ""
    bound: str = "="
    vague: bool = False
    unit: str | None = None
    counted: str | None = None
    direction: str | None = None
    change_id: int | None = None
    change_role: str | None = None
    change_word: int | None = None
    core_end: int = 0
    tail: int = 0
    noun: int | None = None
    joined: str | None = None

    def __post_init__(self) -> None:
        self.core_end, self.vague = self.end, self.form == "vague"
        if self.low is None or not math.isfinite(self.low):
            self.low = self.high = None

    @property
    def scaled(self) -> bool:
        """True if a scale is part of the number."""
        return self.scale != 1.0

    @property
    def plain(self) -> bool:
        """True for digits and number words, false for fractions, vague amounts, multiples and ranks."""
        return self.form in ("digits", "words")

    @property
    def whole(self) -> bool:
        """True for a whole number, such as things are counted with."""
        return self.low is not None and self.low == int(self.low)

    def multiply(self, factor: float, end: int) -> None:
        """Take a scale in that stands behind the number ("$4m")."""
        self.low, self.high = (None if v is None else times(v, factor) for v in (self.low, self.high))
        self.end, self.scale = end, factor


def outermost(quantities: list[Quantity]) -> list[Quantity]:
    """Without the numbers that begin inside one before them ("12 deaths per 100,000 people")."""
    kept: list[Quantity] = []
    for q in quantities:
        if not kept or q.start >= kept[-1].end:
            kept.append(q)
    return kept


def times(value: float, factor: float) -> float:
    """Product without the noise of binary fractions: 16.4 million is 16,400,000.

    >>> 16.4 * 1e6, times(16.4, 1e6)
    (16399999.999999998, 16400000.0)
    """
    return float(f"{value * factor:.12g}")


def lowered(text: str) -> str:
    """The text in lower case with every character in its place (some letters would become two).

    >>> len(lowered("İX")), lowered("Two")
    (2, 'two')
    """
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


class Reading:
    """Look-ups that the rules share.

    text: the article's text
    lower: the same in lower case, character for character
    doc: its parse
    starts: offset of each token
    million: where a bare "m" last stood for a million; None before the first
    """

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.text = parsed.text
        self.lower = lowered(parsed.text)
        self.doc = parsed.doc
        self.million: int | None = None
        self.starts = parsed.doc.to_array(IDX).tolist()

    @cached_property
    def says_krona(self) -> bool:
        """True where "kr" stands for krona, not for krone."""
        return "krona" in self.lower or "kronor" in self.lower

    def first_from(self, offset: int) -> int:
        """Index of the first token that begins at an offset or behind it (may be the number of tokens)."""
        return bisect_left(self.starts, offset)

    def last_before(self, offset: int) -> int:
        """Index of the last token that begins before an offset (-1 if none)."""
        return bisect_left(self.starts, offset) - 1

    def token_at(self, offset: int) -> Token | None:
        """The token an offset stands in (or behind which it stands)."""
        place = bisect_right(self.starts, offset) - 1
        return self.doc[place] if place >= 0 else None

    def token_of(self, q: Quantity) -> Token | None:
        """The token that a number ends with."""
        return self.token_at(max(q.start, q.core_end - 1))

    def counts_plural(self, q: Quantity) -> bool:
        """True for a number directly in front of a plural noun that it belongs to."""
        token = self.token_of(q)
        belongs = token is not None and token.dep_ == "nummod" and token.head.i > token.i
        return belongs and token.head.tag_ in ("NNS", "NNPS")

    def is_subject(self, q: Quantity) -> bool:
        """True for a number that is itself the subject of a verb behind it."""
        token = self.token_of(q)
        return token is not None and token.dep_ in ("nsubj", "nsubjpass") and token.head.i > token.i

    def sentence(self, offset: int) -> tuple[int, int]:
        """Span of the sentence an offset stands in."""
        sentences = self.parsed.segments.sentences
        return sentences[self.parsed.segments.sentence_at(offset)] if sentences else (0, len(self.text))

    def before(self, offset: int, width: int) -> str:
        """Lower-case text right in front of an offset, on the same line."""
        return self.lower[max(0, offset - width) : offset].rpartition("\n")[2]

    def word(self, q: Quantity) -> str:
        """The number as written, in lower case."""
        return self.lower[q.start : q.end]

    def within(self, pattern: re.Pattern[str], q: Quantity, width: int) -> re.Match[str] | None:
        """A match of the pattern, begun at most `width` characters in front, that covers the number."""
        for match in pattern.finditer(self.text, max(0, q.start - width), q.end + width):
            if match.start() <= q.start < match.end():
                return match
        return None
