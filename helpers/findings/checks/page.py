"""What a check sees of an article: its claims sentence by sentence, and the words around and between them."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from helpers.findings.checks.figures import usable
from helpers.text.parse import STRAIGHT, Parsed
from helpers.text.records import NumberClaim, TimeExpression

MOST_IN_SENTENCE = 60  # figures of one sentence; what has more is a table, of which checks say nothing
MEMORY = 60  # figures that a check looks back over
REACH = 160  # characters of text that a check reads before or behind a claim


class Finding(NamedTuple):
    """What a check has to say: the claims involved, one sentence, both numbers, how sure it is, and its place without claims."""

    claims: list[NumberClaim]
    finding: str
    stated: str
    recomputed: str
    severity: str
    start: int | None = None


class Page:
    """One article as the checks see it."""

    def __init__(self, parsed: Parsed, claims: list[NumberClaim], times: list[TimeExpression]) -> None:
        self.text = parsed.text.translate(STRAIGHT)
        self.lower = self.text.lower()
        self.sentences = parsed.segments.sentences
        self.paragraph_of = parsed.segments.paragraph_of
        self.date: dt.date | None = parsed.article.date
        self.claims = sorted(claims, key=lambda claim: claim.start)
        self.times = times

    @cached_property
    def usable(self) -> list[NumberClaim]:
        """The claims with one value and no open bound."""
        return [claim for claim in self.claims if usable(claim)]

    @cached_property
    def by_sentence(self) -> dict[int, list[NumberClaim]]:
        """Usable claims by the number of their sentence; tables are left out."""
        groups: dict[int, list[NumberClaim]] = {}
        for claim in self.usable:
            groups.setdefault(claim.sentence, []).append(claim)
        return {sentence: claims for sentence, claims in groups.items() if len(claims) <= MOST_IN_SENTENCE}

    @cached_property
    def times_by_sentence(self) -> dict[int, list[TimeExpression]]:
        """Time expressions by the number of their sentence."""
        groups: dict[int, list[TimeExpression]] = {}
        for time in self.times:
            groups.setdefault(time.sentence, []).append(time)
        return {sentence: times for sentence, times in groups.items() if len(times) <= MOST_IN_SENTENCE}

    @cached_property
    def _place(self) -> dict[str, int]:
        return {claim.claim_id: place for place, claim in enumerate(self.usable)}

    def earlier(self, claim: NumberClaim) -> list[NumberClaim]:
        """Usable claims before a claim, in reading order, back to some dozens."""
        place = self._place[claim.claim_id]
        return self.usable[max(0, place - MEMORY) : place]

    def sentence_at(self, offset: int) -> int:
        """Number of the sentence at a place."""
        return max(0, bisect_right(self.sentences, (offset, len(self.text))) - 1)

    def sentence(self, number: int) -> str:
        """Text of a sentence in lower case, quotation marks straight."""
        if not 0 <= number < len(self.sentences):
            return ""
        start, end = self.sentences[number]
        return self.lower[start:end]

    def between(self, first: NumberClaim, second: NumberClaim) -> str:
        """The words between two claims, in lower case; empty if they overlap or lie far apart."""
        gap = second.start - first.end
        return self.lower[first.end : second.start] if 0 <= gap <= REACH else ""

    def before(self, claim: NumberClaim, length: int = 40) -> str:
        """The words of the same sentence just before a claim, in lower case."""
        return self.lower[max(self._sentence_start(claim), claim.start - length) : claim.start]

    def behind(self, claim: NumberClaim, length: int = 40) -> str:
        """The words just behind a claim, in lower case."""
        return self.lower[claim.end : claim.end + length]

    def preceding(self, claim: NumberClaim, sentences: int) -> list[NumberClaim]:
        """Usable claims before a claim, in its own sentence and some sentences back, nearest first."""
        found = [
            other
            for number in range(claim.sentence, claim.sentence - sentences - 1, -1)
            for other in reversed(self.by_sentence.get(number, []))
            if other.end <= claim.start
        ]
        return found

    def neighbours(self) -> Iterator[tuple[NumberClaim, NumberClaim]]:
        """Usable claims that follow each other in one sentence."""
        for claims in self.by_sentence.values():
            yield from pairwise(claims)

    def _sentence_start(self, claim: NumberClaim) -> int:
        return self.sentences[claim.sentence][0] if claim.sentence < len(self.sentences) else 0
