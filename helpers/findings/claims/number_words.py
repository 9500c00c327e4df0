"""The values of number words: "two hundred and five thousand", "twenty-one", "a dozen"."""

from __future__ import annotations

import re
from functools import cache

from helpers.text import lexicon

MOST_SCALES = 3  # "hundred thousand million" is the longest chain that anybody writes
Word = tuple[int, int, str]
"""Start, end and lower-case form of one word of a spelled number."""


@cache
def values(*roles: str) -> dict[str, float]:
    """Number words of the given roles with their values."""
    return {word: float(value) for word, value, role in lexicon.rows("number-words.tsv") if role in roles}


@cache
def alternatives(*roles: str) -> str:
    """The same words as a pattern, longest first."""
    return "|".join(sorted(map(re.escape, values(*roles)), key=lambda word: (-len(word), word)))


def spelled(words: list[Word]) -> list[tuple[int, int, float, float]]:
    """Numbers in a run of number words: start, end, value, and the factor of its last scale (1 if none).

    >>> spelled([(0, 3, "two"), (4, 11, "hundred"), (12, 15, "and"), (16, 20, "five"), (21, 29, "thousand")])
    [(0, 29, 205000.0, 1000.0)]
    >>> spelled([(0, 3, "one"), (4, 7, "two")])
    [(0, 3, 1.0, 1.0), (4, 7, 2.0, 1.0)]
    """
    found, place = [], 0
    while place < len(words):
        if words[place][2] == "and":
            place += 1
            continue
        value, stop, scale = _number(words, place)
        if stop == place:
            place += 1
            continue
        found.append((words[place][0], words[stop - 1][1], value, scale))
        place = stop
    return found


def _number(words: list[Word], place: int) -> tuple[float, int, float]:
    """Value of the number that begins at a word, the place behind it, and the factor of its last scale."""
    total, limit, scale, start = 0.0, float("inf"), 1.0, place
    while place < len(words):
        at = place + 1 if place > start and words[place][2] == "and" else place
        if at > place and limit > 1000 and scale == 1:
            break
        group, stop = _below_thousand(words, at)
        factor, stop = _scales(words, stop)
        if stop == at or (factor == 1 and place > start and group >= limit) or factor >= limit:
            break
        total, place = total + (group or 1.0) * factor if factor > 1 else total + group, stop
        scale, limit = factor if factor > 1 else scale, factor
        if factor == 1:
            break
    if scale == 1 and place - start == 2 and words[place - 1][2] == "hundred":
        scale = 100.0
    return total, place, scale


def _below_thousand(words: list[Word], place: int) -> tuple[float, int]:
    value, stop = _below_hundred(words, place)
    if stop < len(words) and words[stop][2] == "hundred" and (value < 100):
        value, stop = (value or 1.0) * 100, stop + 1
        at = stop + 1 if stop < len(words) and words[stop][2] == "and" else stop
        rest, after = _below_hundred(words, at)
        if after > at and not (after < len(words) and words[after][2] == "hundred"):
            return value + rest, after
    return value, stop


def _below_hundred(words: list[Word], place: int) -> tuple[float, int]:
    if place >= len(words):
        return 0.0, place
    word = words[place][2]
    if word in values("small"):
        return values("small")[word], place + 1
    if word in values("tens"):
        value = values("tens")[word]
        follower = values("small").get(words[place + 1][2], 0.0) if place + 1 < len(words) else 0.0
        return (value + follower, place + 2) if 0 < follower < 10 else (value, place + 1)
    return (1.0, place + 1) if word in ("a", "an") and place + 1 < len(words) else (0.0, place)


def _scales(words: list[Word], place: int) -> tuple[float, int]:
    factor = 1.0
    last = min(place + MOST_SCALES, len(words))
    while place < last and words[place][2] in values("scale"):
        factor, place = factor * values("scale")[words[place][2]], place + 1
    return factor, place
