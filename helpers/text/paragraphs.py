"""Where paragraphs break: at blank lines always, at single line ends by judgement.

Some files hold one paragraph a line, others break lines at a fixed width. A text is taken for wrapped if its lines
are short and many of them break off inside a sentence. In a wrapped text a line end is a paragraph's end only where
the next word would still have fitted, or where the next line begins an item of a list.
"""

from __future__ import annotations

import itertools
import re

from helpers.text.records import Span

LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
BREAK = re.compile(r"\r\n|[\r\n\x85\u2028]|([\x0b\x0c\x1c-\x1e\u2029])")
FIRST_WORD = re.compile(r"\S{1,40}")
ITEM = re.compile(r"(?:[•◦▪▫‣⁃●○■□►▶✓✔*·+\-–—]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
ENDS = tuple('.!?…:;"”’»)]')
WRAPPED_AT_MOST = 120  # characters; no convention of print or mail wraps wider
WRAPPED_SHARE = 0.3  # of the single line ends, that fall before a small letter and inside a sentence
FULL = 0.9  # of the width: a line that stays below it with the next word had room for that word


def paragraph_spans(text: str) -> list[Span]:
    """Spans of the paragraphs of a text, without the white space around them.

    >>> text = "By A. Writer\\nThe day began.\\n\\nIt rained."
    >>> [text[start:end] for start, end in paragraph_spans(text)]
    ['By A. Writer', 'The day began.', 'It rained.']
    """
    lines = [span for match in LINE.finditer(text) if (span := _stripped(text, *match.span()))]
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if not _is_blank(text[a[1] : b[0]])]
    width = _wrapped_width(text, lines, pairs)
    joined = {b for a, b in pairs if _continues(text, a, b, width)}
    spans: list[Span] = []
    for line in lines:
        if line in joined:
            spans[-1] = (spans[-1][0], line[1])
        else:
            spans.append(line)
    return spans


def _stripped(text: str, start: int, end: int) -> Span | None:
    line = text[start:end]
    body = line.strip()
    if not body:
        return None
    start += len(line) - len(line.lstrip())
    return start, start + len(body)


def _is_blank(gap: str) -> bool:
    breaks = BREAK.findall(gap)
    return len(breaks) > 1 or any(breaks)


def _breaks_off(text: str, above: Span, below: Span) -> bool:
    """A line end inside a sentence: no stop before it, a small letter behind it."""
    return text[below[0]].islower() and not text[above[0] : above[1]].endswith(ENDS)


def _wrapped_width(text: str, lines: list[Span], pairs: list[tuple[Span, Span]]) -> int | None:
    """The width at which lines are wrapped, or None if they hold whole paragraphs."""
    lengths = sorted(end - start for start, end in lines)
    broken = sum(_breaks_off(text, a, b) for a, b in pairs)
    if not pairs or broken < WRAPPED_SHARE * len(pairs):
        return None
    width = lengths[int(0.95 * (len(lengths) - 1))]
    return width if width <= WRAPPED_AT_MOST else None


def _continues(text: str, above: Span, below: Span, width: int | None) -> bool:
    """Whether a line goes on with the sentence or paragraph of the line above."""
    if ITEM.match(text, below[0]):
        return False
    if _breaks_off(text, above, below):
        return True
    first = FIRST_WORD.match(text, *below)
    return width is not None and first is not None and above[1] - above[0] + 1 + len(first[0]) > FULL * width
