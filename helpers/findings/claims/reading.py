"""One article as the number rules read it: text, lower-case text and tokens, found by offset."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from spacy.attrs import IDX
from spacy.tokens import Token

from helpers.findings.claims.numerals import lowered
from helpers.text.parse import Parsed

MILLION_HOLDS = 400  # characters behind a count in millions in which an unclear "m" is taken for another


class Reading:
    """Look-ups that the rules share.

    text: the article's text
    lower: the same in lower case, character for character
    doc: its parse
    starts: offset of each token
    says_krona: true if "kr" stands for krona, not for krone
    million: where a bare "m" last stood for a million
    """

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.text = parsed.text
        self.lower = lowered(parsed.text)
        self.doc = parsed.doc
        self.million = -MILLION_HOLDS
        self.says_krona = "krona" in self.lower or "kronor" in self.lower
        self.starts = parsed.doc.to_array(IDX).tolist()

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

    def sentence(self, offset: int) -> tuple[int, int]:
        """Span of the sentence an offset stands in."""
        sentences = self.parsed.segments.sentences
        return sentences[self.parsed.segments.sentence_at(offset)] if sentences else (0, len(self.text))

    def before(self, offset: int, width: int) -> str:
        """Lower-case text right in front of an offset, on the same line."""
        return self.lower[max(0, offset - width) : offset].rpartition("\n")[2]

    def after(self, offset: int, width: int) -> str:
        """Lower-case text right behind an offset, on the same line."""
        return self.lower[offset : offset + width].partition("\n")[0]
