"""What a check sees of an article: its claims sentence by sentence, and the words around and between them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from helpers.findings.numbers.checks_figures import usable
from helpers.text.parse import STRAIGHT, Parsed
from helpers.text.records import NumberClaim, TimeExpression

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
        """Usable claims by the number of their sentence."""
        groups: dict[int, list[NumberClaim]] = {}
        for claim in self.usable:
            groups.setdefault(claim.sentence, []).append(claim)
        return groups

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
