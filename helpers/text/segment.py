"""Paragraphs, sentences and words, without a model; all three analyses stand on these."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from helpers.text.records import Span

PARAGRAPH_BREAK = re.compile(r"\s*\n\s*")
SENTENCE_END = re.compile(r"""[.!?…]+["'”’»)\]]*(?=\s+["'“‘«(\[]*[A-Z0-9])""")
WORD = re.compile(r"[^\W_]+(?:['’.\-&][^\W_]+)*")
ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|No|Inc|Co|Corp|vs)|\b[A-Z](?:\.[A-Z])*)\.$")


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

    >>> text = "Mr. Ray left. He ran.\\n\\nWhy?"
    >>> [text[start:end] for start, end in segment(text).sentences]
    ['Mr. Ray left.', 'He ran.', 'Why?']
    """
    paragraphs, sentences, paragraph_of = [], [], []
    for start, end in _pieces(text, 0, len(text), PARAGRAPH_BREAK):
        for span in _sentences(text, start, end):
            sentences.append(span)
            paragraph_of.append(len(paragraphs))
        paragraphs.append((start, end))
    return Segments(paragraphs, sentences, paragraph_of)


def words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of the words in a stretch of text; punctuation never counts."""
    return [match.span() for match in WORD.finditer(text, start, len(text) if end is None else end)]


def _pieces(text: str, start: int, end: int, cut: re.Pattern[str]) -> list[Span]:
    edges = [start, *(edge for match in cut.finditer(text, start, end) for edge in match.span()), end]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if text[a:b].strip()]


def _sentences(text: str, start: int, end: int) -> list[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    spans = []
    for match in SENTENCE_END.finditer(text, start, end):
        if not ABBREVIATION.search(text, start, match.end()):
            spans.append((start, match.end()))
            start = match.end()
            while text[start].isspace():
                start += 1
    return [*spans, (start, end)] if start < end else spans
