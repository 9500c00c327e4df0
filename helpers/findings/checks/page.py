"""What a check sees of an article: its claims sentence by sentence, and the words around and between them."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple

from helpers.findings.checks.figures import usable
from helpers.text import lexicon
from helpers.text.parse import STRAIGHT, Parsed
from helpers.text.records import NumberClaim, TimeExpression

MOST_IN_SENTENCE = 60  # figures of one sentence; what has more is a table, of which checks say nothing
MOST_AROUND = 14  # figures around one that may fill the roles of its relation
MEMORY = 60  # figures that a check looks back over
REACH = 160  # characters of text that a check reads before or behind a claim
CLOSE = 45  # characters of a figure's clause that say what it is of
CLAUSE_EDGE = re.compile(r"[.;,]\s|\n")
WORD = re.compile(r"[^\W\d_]{4,}")
ENDINGS = re.compile(r"(?:ings?|ed|es|s|e|d)$")


class Finding(NamedTuple):
    """What a check has to say: the claims, one sentence, both numbers, how sure it is, and its place without claims."""

    claims: list[NumberClaim]
    finding: str
    stated: str
    recomputed: str
    severity: str
    start: int | None = None

    @property
    def place(self) -> int:
        """Where the words in question begin: at the claim named first, else where the check says."""
        return self.claims[0].start if self.claims else self.start or 0


def recomputed(said: str, computed: str, claims: list[NumberClaim], severity: str = "error") -> Finding:
    """The finding that the first of the claims should be what was computed; `said` begins its sentence."""
    stated = claims[0].text
    return Finding(claims, f"{said} {computed}; the article says {stated}.", stated, computed, severity)


class Page:
    """One article as the checks see it."""

    def __init__(self, parsed: Parsed, claims: list[NumberClaim], times: list[TimeExpression]) -> None:
        self.text = parsed.text.translate(STRAIGHT)
        self.lower = self.text.lower()
        self.sentences = parsed.segments.sentences
        self.date: dt.date | None = parsed.article.date
        self.claims = sorted(claims, key=lambda claim: claim.start)
        self.usable = [claim for claim in self.claims if usable(claim)]
        self.times = times

    @cached_property
    def by_sentence(self) -> dict[int, list[NumberClaim]]:
        """Usable claims by the number of their sentence; tables are left out."""
        return _grouped(self.usable)

    @cached_property
    def times_by_sentence(self) -> dict[int, list[TimeExpression]]:
        """Time expressions by the number of their sentence."""
        return _grouped(self.times)

    @cached_property
    def _place(self) -> dict[str, int]:
        return {claim.claim_id: place for place, claim in enumerate(self.usable)}

    def earlier(self, claim: NumberClaim) -> list[NumberClaim]:
        """Usable claims before a claim, in reading order, back to some dozens."""
        place = self._place[claim.claim_id]
        return self.usable[max(0, place - MEMORY) : place]

    def preceding(self, claim: NumberClaim, sentences: int) -> list[NumberClaim]:
        """Usable claims before a claim, in its own sentence and some sentences back, nearest first."""
        near = (self.by_sentence.get(number, []) for number in range(claim.sentence - sentences, claim.sentence + 1))
        return [other for claims in near for other in claims if other.end <= claim.start][::-1]

    def window(self, claim: NumberClaim, back: int, ahead: int = 0) -> list[NumberClaim]:
        """Usable claims in the sentences around a claim, without it, the nearest dozen or so."""
        numbers = range(claim.sentence - back, claim.sentence + ahead + 1)
        near = [other for number in numbers for other in self.by_sentence.get(number, []) if other is not claim]
        return (
            near if len(near) <= MOST_AROUND else sorted(near, key=lambda c: abs(c.start - claim.start))[:MOST_AROUND]
        )

    def neighbours(self) -> Iterator[tuple[NumberClaim, NumberClaim]]:
        """Usable claims that follow each other in one sentence."""
        for claims in self.by_sentence.values():
            yield from pairwise(claims)

    def counts(self, number: int) -> list[NumberClaim]:
        """Counts of people or things in a sentence."""
        return [claim for claim in self.by_sentence.get(number, []) if claim.kind == "count" and not claim.unit]

    def sentence_at(self, offset: int) -> int:
        """Number of the sentence at a place."""
        return max(0, bisect_right(self.sentences, (offset, len(self.text))) - 1)

    def sentence(self, number: int) -> str:
        """Text of a sentence in lower case, quotation marks straight."""
        start, end = self.sentences[number] if 0 <= number < len(self.sentences) else (0, 0)
        return self.lower[start:end]

    def between(self, first: NumberClaim, second: NumberClaim) -> str:
        """The words between two claims, in lower case; empty if they overlap or lie far apart."""
        gap = second.start - first.end
        return self.lower[first.end : second.start] if 0 <= gap <= REACH else ""

    def before(self, claim: NumberClaim, length: int = 40) -> str:
        """The words of the same sentence just before a claim, in lower case."""
        start = self.sentences[claim.sentence][0] if claim.sentence < len(self.sentences) else 0
        return self.lower[max(start, claim.start - length) : claim.start]

    def behind(self, claim: NumberClaim, length: int = 40) -> str:
        """The words just behind a claim, in lower case."""
        return self.lower[claim.end : claim.end + length]

    def to_end(self, claim: NumberClaim) -> str:
        """The words behind a claim to the end of its sentence, in lower case."""
        return self.lower[claim.end : self.sentences[claim.sentence][1]]

    def topic(self, claim: NumberClaim) -> set[str]:
        """Stems of the telling words of a claim's clause."""
        left = CLAUSE_EDGE.split(self.lower[max(0, claim.start - CLOSE) : claim.start])[-1]
        return telling(left + " " + CLAUSE_EDGE.split(self.behind(claim, CLOSE))[0])


def _grouped(rows: list) -> dict[int, list]:
    groups: dict[int, list] = {}
    for row in rows:
        groups.setdefault(row.sentence, []).append(row)
    return {sentence: group for sentence, group in groups.items() if len(group) <= MOST_IN_SENTENCE}


def stem(word: str) -> str:
    """A word without its ending, so that "fined" meets "fine" and "arrests" meets "arrested".

    >>> stem("fined") == stem("fine"), stem("arrests") == stem("arrested"), stem("saving") == stem("save")
    (True, True, True)
    """
    bare = ENDINGS.sub("", word.lower())
    return bare if len(bare) >= 3 else word.lower()


def telling(text: str) -> set[str]:
    """Stems of the words of a stretch of text that tell what it is about."""
    return {stem(word) for word in WORD.findall(text)} - _empty()


def head(claim: NumberClaim) -> str | None:
    """Stem of the noun that a count counts; None for other claims, and where the article names none."""
    return stem(claim.counted.split()[-1]) if claim.kind == "count" and claim.counted else None


@cache
def _empty() -> frozenset[str]:
    return frozenset(stem(word) for word in lexicon.word_set("check-empty-words.txt"))
