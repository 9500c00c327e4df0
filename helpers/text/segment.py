"""Paragraphs, sentences and words, without a model; all three analyses stand on these.

Paragraphs break at blank lines always, at single line ends by judgement: some files hold one paragraph a line, others
break lines at a fixed width. A text is taken for wrapped if its lines are short and many of them break off inside a
sentence. In a wrapped text a line end is a paragraph's end only where the next word would still have fitted, or where
the next line begins an item of a list.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from typing import NamedTuple

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

LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
BREAK = re.compile(r"\r\n|[\r\n\x85\u2028]|([\x0b\x0c\x1c-\x1e\u2029])")
FIRST_WORD = re.compile(r"[^ \t]{1,80}")
ITEM = re.compile(r"(?:[•◦▪▫‣⁃●○■□►▶✓✔*·+\-–—]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
ENDS = frozenset('.!?…:;"”’»)]')
WRAPPED_AT_MOST = 120  # characters; no convention of print or mail wraps wider
WRAPPED_SHARE = 0.3  # of the single line ends, that fall before a small letter and inside a sentence
RAGGED = 0.75  # of the width: how short a line may be that breaks off inside a sentence


class Segments(NamedTuple):
    """A text cut up."""

    paragraphs: list[Span]  # spans, white space outside
    sentences: list[Span]  # spans, white space outside, none crosses a paragraph
    paragraph_of: list[int]  # number of each sentence's paragraph

    def sentence_at(self, offset: int) -> int:
        """Number of the sentence an offset stands in (of the one before it, between two)."""
        return max(0, bisect_right(self.sentences, (offset, float("inf"))) - 1)


def segment(text: str) -> Segments:
    """Cut a text into paragraphs and sentences.

    Ends of sentences: `helpers.text.stops`.

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


class Line(NamedTuple):
    """A line without the white space around it, and how far it was indented."""

    start: int
    end: int
    indent: int


def paragraph_spans(text: str) -> list[Span]:
    """Spans of the paragraphs of a text, without the white space around them.

    >>> text = "By A. Writer\\nThe day began.\\n\\nIt rained."
    >>> [text[start:end] for start, end in paragraph_spans(text)]
    ['By A. Writer', 'The day began.', 'It rained.']
    """
    lines = [line for match in LINE.finditer(text) if (line := _stripped(text, *match.span()))]
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if not _is_blank(text[a.end : b.start])]
    layout = _layout(text, lines, pairs)
    joined = {below for above, below in pairs if _continues(text, above, below, layout)}
    spans: list[Span] = []
    for line in lines:
        if line in joined:
            spans[-1] = (spans[-1][0], line.end)
        else:
            spans.append((line.start, line.end))
    return spans


class Layout(NamedTuple):
    """How the lines of a text are set."""

    width: int | None  # characters at which lines are wrapped, or None if a line holds a whole paragraph
    margin: int  # indentation of the lines that begin no paragraph
    marked: bool  # paragraphs are marked by a blank line or an indented first line


def _stripped(text: str, start: int, end: int) -> Line | None:
    line = text[start:end]
    body = line.strip()
    indent = len(line) - len(line.lstrip())
    return Line(start + indent, start + indent + len(body), indent) if body else None


def _is_blank(gap: str) -> bool:
    breaks = BREAK.findall(gap)
    return len(breaks) > 1 or any(breaks)


def _breaks_off(text: str, above: Line, below: Line) -> bool:
    """A line end inside a sentence: no stop before it, a small letter behind it."""
    return text[below.start].islower() and not _has_stop(text, above)


def _has_stop(text: str, line: Line) -> bool:
    return text[line.end - 1] in ENDS


def _layout(text: str, lines: list[Line], pairs: list[tuple[Line, Line]]) -> Layout:
    lengths = sorted(line.indent + line.end - line.start for line in lines)
    broken = sum(_breaks_off(text, above, below) for above, below in pairs)
    width = lengths[int(0.95 * (len(lengths) - 1))] if lengths else 0
    if not pairs or broken < WRAPPED_SHARE * len(pairs) or width > WRAPPED_AT_MOST:
        return Layout(None, 0, False)
    margin = min(line.indent for line in lines)
    marked = len(pairs) < len(lines) - 1 or any(line.indent > margin for line in lines)
    return Layout(width, margin, marked)


def _continues(text: str, above: Line, below: Line, layout: Layout) -> bool:
    """Whether a line goes on with the sentence or paragraph of the line above."""
    if _breaks_off(text, above, below):
        return not ITEM.match(text, below.start)
    if layout.width is None or below.indent > layout.margin:
        return False
    first = FIRST_WORD.match(text, below.start, below.end)
    reached = above.indent + above.end - above.start + 1 + (len(first[0]) if first else 0)
    if not _has_stop(text, above):
        return reached > RAGGED * layout.width
    if ITEM.match(text, below.start):
        return False
    return reached > (RAGGED if layout.marked else 1) * layout.width
