"""The tokens of an article as the naming rules need them: with their case, and with what surrounds them."""

from __future__ import annotations

from bisect import bisect_left

from helpers.text.parse import Parsed
from helpers.text.records import Span

OPENING = frozenset({'"', "'", "''", "``", ":", "-", "–", "—", "--", "(", "[", "*", "•", "."})
SHOUTED = 0.88  # share of capitals from which a sentence is taken for a headline


class Words:
    """Tokens of an article by number.

    tree: tags, dependencies and offsets; form: each token as the article writes it, apostrophes straightened
    starts: tokens at which a sentence, a quotation or a bracket begins, so that their capital means nothing
    breaks: tokens at which a sentence or a paragraph begins, so that no name runs into them
    shouted: tokens inside sentences that are capitalised throughout
    """

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.tree = tree = parsed.tree
        text = parsed.text
        self.form = [text[a:b].replace("’", "'") for a, b in zip(tree.start, tree.end, strict=True)]
        bounds = tree.sentence_bounds
        self.breaks = {first for first, _ in bounds} | {self.at(start) for start, _ in parsed.segments.paragraphs}
        self.starts = self.breaks | {i + 1 for i, word in enumerate(tree.word) if word in OPENING}
        self.shouted: set[int] = set()
        for first, last in bounds:
            self._shouting(first, last)

    def _shouting(self, first: int, last: int) -> None:
        long = [word for word in self.form[first:last] if len(word) > 3 and word[0].isalpha()]
        if sum(word[0].isupper() for word in long) >= SHOUTED * len(long) and len(long) > 3:
            self.shouted.update(range(first, last))

    def at(self, offset: int) -> int:
        """The first token that begins at an offset or behind it."""
        return bisect_left(self.tree.start, offset)

    def within(self, span: Span) -> range:
        """Tokens that begin inside a span."""
        return range(self.at(span[0]), self.at(span[1]))

    def slice(self, first: int, last: int) -> str:
        """The article's text from one token up to another, the latter excluded; white space plain."""
        return " ".join(self.parsed.text[self.tree.start[first] : self.tree.end[last - 1]].split())
