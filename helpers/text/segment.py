"""Paragraphs, sentences and words, without a model; all three analyses stand on these."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from helpers.text.paragraphs import paragraph_spans
from helpers.text.records import Span
from helpers.text.stops import sentence_spans

MARKS = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufe0f"  # accents on their own, soft hyphens, zero width: inside a word
WORD = re.compile(
    rf"""(?:https?://|www\.)[^\s"“”<>]*[^\W_]   # an address is one word
    |[^\W_]+                                    # letters and digits, joined to more of them
     (?:(?:[{MARKS}]+(?:['’&@\-‐‑])?            #   by a mark, an apostrophe, a hyphen
         |['’&@\-‐‑]
         |\.(?!(?<=[a-z][a-z]\.)[A-Z][a-z\s])   #   by a point (U.S, 3.5, bbc.co.uk), not "over.The"
         |[,:](?<=\d.)(?=\d)                    #   inside a number or an hour (3,000 and 10:30)
        )[^\W_]+)*[{MARKS}]*""",
    re.VERBOSE,
)


class Segments(NamedTuple):
    """A text cut up.

    paragraphs: spans, white space outside
    sentences: spans, white space outside, none crosses a paragraph
    paragraph_of: number of each sentence's paragraph
    """

    paragraphs: list[Span]
    sentences: list[Span]
    paragraph_of: list[int]

    def sentence_at(self, offset: int) -> int:
        """Number of the sentence an offset stands in (of the one before it, between two)."""
        return max(0, bisect_right(self.sentences, (offset, float("inf"))) - 1)


def segment(text: str) -> Segments:
    """Cut a text into paragraphs and sentences.

    Paragraphs: `helpers.text.paragraphs`; ends of sentences: `helpers.text.stops`.

    >>> text = "Mr. Ray left the U.S. in May. He ran.\\n\\nWhy?"
    >>> [text[start:end] for start, end in segment(text).sentences]
    ['Mr. Ray left the U.S. in May.', 'He ran.', 'Why?']
    """
    paragraphs = paragraph_spans(text)
    sentences, paragraph_of = [], []
    for number, spans in enumerate(sentence_spans(text, paragraphs)):
        sentences += spans
        paragraph_of += [number] * len(spans)
    return Segments(paragraphs, sentences, paragraph_of)


def words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of the words in a stretch of text; punctuation never counts.

    >>> text = "AT&T's 3,000 well-paid U.S. workers (all of them)"
    >>> [text[start:end] for start, end in words(text)]
    ["AT&T's", '3,000', 'well-paid', 'U.S', 'workers', 'all', 'of', 'them']
    """
    return [match.span() for match in WORD.finditer(text, start, len(text) if end is None else end)]
