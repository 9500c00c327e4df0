"""How a number is meant: more than, at most, about; words in front of it and behind it."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from helpers.findings.claims.changes import moves_up_to
from helpers.findings.claims.numerals import BLANK
from helpers.findings.claims.quantity import Quantity
from helpers.findings.claims.reading import Reading
from helpers.text import lexicon

WINDOW = 48  # characters in front of a number in which a bound can stand
PLUS_MORE = re.compile(r"\s+(?:a|an|the|\d|[a-z]+s)\b")
FILLER = r"(?:only|just|even|well|already|still|about|some|roughly|an estimated|a further|another|a record|a total of|an average of|around|nearly)"


@cache
def _pattern(place: str) -> re.Pattern[str]:
    rows = sorted((r for r in lexicon.rows("bounds.tsv") if r[2] == place), key=lambda r: (-len(r[0]), r[0]))
    words = "|".join(re.escape(row[0]).replace(r"\ ", r"\s") for row in rows)
    if place == "front":
        return re.compile(
            rf"(?:(?<![\w'’-])|(?=[<>≤≥≈~]))({words})(?:\sor\sequal\sto)?(?:(?<=\w|\.)(?:{BLANK}|-|\n)|(?<=\W){BLANK}?)(?:{FILLER}{BLANK}){{0,2}}$"
        )
    return re.compile(rf"(?:{BLANK}|(?=[-+i]))({words})(?!\w)")


@cache
def _bound_of(place: str) -> dict[str, str]:
    return {words: bound for words, bound, where in lexicon.rows("bounds.tsv") if where == place}


def read_bound(reading: Reading, q: Quantity) -> None:
    """Bound of a quantity from the words around it; the words become part of its span only behind it."""
    front = bound_in_front(reading, q)
    behind = bound_behind(reading, q)
    q.bound = behind if behind and front in (None, "~") else front or q.bound


def bound_in_front(reading: Reading, q: Quantity) -> str | None:
    """ "more than 40", "up to $5", "no fewer than a dozen"."""
    floor = max(0, q.start - WINDOW)
    match = _pattern("front").search(reading.lower[floor : q.start])
    if not match:
        return None
    words = " ".join(match[1].split())
    if words == "up to" and moves_up_to(reading, reading.first_from(floor + match.start(1)), q):
        return None
    if words in ("over", "about", "around", "past", "near", "c.") and _is_place(
        reading, q, floor + match.start(1), words
    ):
        return None
    return _bound_of("front")[words]


def _is_place(reading: Reading, q: Quantity, offset: int, words: str) -> bool:
    """ "pills taken over two years" means during; a preposition of its own in front of a duration is no bound."""
    token = reading.token_at(offset)
    if token is None:
        return False
    return words == "over" and q.kind == "duration" and token.dep_ == "prep" and token.head.dep_ != "prep"


def bound_behind(reading: Reading, q: Quantity) -> str | None:
    """ "100 or more", "50 plus", "30-odd", "three at least"."""
    match = _pattern("behind").match(reading.lower, q.end)
    if not match and q.core_end != q.end:
        match = _pattern("behind").match(reading.lower, q.core_end)
    named = (
        match and reading.text[match.start(1)].isupper() and not reading.text[match.start(1) : match.end(1)].isupper()
    )
    if not match or named or (match[1] == "plus" and PLUS_MORE.match(reading.lower, match.end())):
        return None
    q.tail = match.end()
    return _bound_of("behind")[" ".join(match[1].split())]


def inherit_bounds(reading: Reading, quantities: list[Quantity]) -> None:
    """A conversion in brackets is meant like the amount it converts: "more than 100 kilometres (60 miles)"."""
    for a, b in pairwise(quantities):
        converted = a.unit and b.unit and a.unit != b.unit and b.bound == "=" and a.bound != "="
        if converted and _same_dimension(a, b) and reading.lower[a.end : b.start].strip() in ("(", ",("):
            b.bound = a.bound


def _same_dimension(a: Quantity, b: Quantity) -> bool:
    return a.kind == b.kind or {a.kind, b.kind} <= {"measure", "rate"}
