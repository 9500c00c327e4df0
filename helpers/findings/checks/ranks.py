"""Ranks and records: the figures that are named as before another one must be, and be no more than its place allows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpers.findings.checks.figures import value_of
from helpers.findings.checks.page import Finding, Page
from helpers.text.records import NumberClaim

PLACES = ("second", "third", "fourth", "fifth", "sixth", "seventh")
LEAST = "lowest|smallest|shortest|cheapest|narrowest|youngest|slimmest|lightest|coldest|fewest"
MOST = (
    "longest|largest|highest|biggest|tallest|deepest|oldest|fastest|heaviest|busiest|richest|widest|hottest|costliest"
    "|dearest|worst|wettest|most [a-z]+"
)
RANK = re.compile(rf"\b(?:({'|'.join(PLACES)})[- ])?({LEAST}|{MOST})\b")
BEHIND = re.compile(r"\b(?:after|behind|only|just one)\b")
RECORD = re.compile(r"\b(?:previous|old|former|existing) (?:record|best|high|low)\b")
KINDS = {"measure", "rate", "money", "percent", "count", "age"}
REACH = 300  # characters behind a rank in which those before it are named
APART = 8  # times that one figure of a ranking may be another
MANY = 9


def rank_of_figure(page: Page) -> Iterator[Finding]:
    """ "The second-highest rate, 9.1, behind only Wick (12.4) and Orme (11.7)": two are before it, so it is the third."""
    for match in RANK.finditer(page.lower):
        cue = (BEHIND if match[1] else RECORD).search(page.lower, match.end(), match.end() + REACH)
        own = _own(page, match, cue.start()) if cue else None
        if cue and own:
            first, last = page.sentence_at(match.start()), page.sentence_at(cue.start())
            near = [c for n in range(first, last + 1) for c in page.by_sentence.get(n, []) if _ranked(c)]
            others = [c for c in near if c.start >= cue.end() and c.unit in (own.unit, None) and _comparable(c, own)]
            others = others if match[1] else others[:1]
            yield from _misplaced(page, match, own, others, page.lower[cue.start() : page.sentences[last][1]])


def _misplaced(
    page: Page, match: re.Match[str], own: NumberClaim, others: list[NumberClaim], said: str
) -> Iterator[Finding]:
    """The finding, if those named are not before the figure, are too many, or the only one where two should be."""
    least = re.fullmatch(LEAST, match[2]) is not None
    level = [c for c in others if value_of(c) == value_of(own)]
    before = [c for c in others if c not in level and (value_of(c) < value_of(own)) == least]
    ahead = PLACES.index(match[1]) + 1 if match[1] else 0
    alone = len(others) == 1 < ahead and re.match(r"only the|just one", said) and " and " not in said
    wrong = len(before) > ahead or alone or (match[1] and len(before) + len(level) != len(others))
    if others and wrong and len(others) <= MANY:
        told = f"{len(before)} of {len(others)} figures named beside {own.text} are before it; the article says {match[0]}."
        yield Finding([own, *others], told, match[0], f"place {len(before) + 1}", "look")


def _own(page: Page, match: re.Match[str], end: int) -> NumberClaim | None:
    """The figure that is ranked: the last in front of the rank in its sentence, else the first behind it."""
    claims = [c for c in page.by_sentence.get(page.sentence_at(match.start()), []) if _ranked(c)]
    front = [c for c in claims if c.end <= match.start()]
    behind = [c for c in claims if match.end() <= c.start < end]
    return front[-1] if front else behind[0] if behind else None


def _ranked(claim: NumberClaim) -> bool:
    return claim.kind in KINDS and not 1900 <= value_of(claim) < 2050 and value_of(claim) != 1


def _comparable(claim: NumberClaim, own: NumberClaim) -> bool:
    return max(value_of(claim), value_of(own)) < APART * min(value_of(claim), value_of(own))
