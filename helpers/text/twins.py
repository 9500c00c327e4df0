"""Articles that stand twice: the same text, or nearly the same (wire copy that two papers have edited)."""

from __future__ import annotations

import heapq
import re
import zlib
from collections import defaultdict

SHINGLE = 5  # words in a row that are compared as one
SKETCH = 64  # smallest hashes kept of an article
KEYS = 12  # of these, how many lead to candidates
ALIKE = 0.5  # share of shingles in common from which two articles are told of
WORD = re.compile(r"\w+")


class Twins:
    """Remembers a sketch of every article seen; 64 numbers each, whatever its length.

    The share of text in common is estimated from the smallest hashes of both (Broder 1997).
    """

    def __init__(self) -> None:
        self.sketches: list[tuple[str, list[int]]] = []
        self.places: dict[int, list[int]] = defaultdict(list)

    def seen(self, name: str, text: str) -> tuple[str, float] | None:
        """The most similar article seen before, with the share of text in common, if that is a half or more.

        The article is remembered under its name. A share of 1.0 is the same text but for white space and case.
        """
        sketch = _sketch(text)
        candidates = {place for key in sketch[:KEYS] for place in self.places[key]}
        alike = [(_similarity(sketch, self.sketches[place][1]), -place) for place in candidates]
        for key in sketch[:KEYS]:
            self.places[key].append(len(self.sketches))
        self.sketches.append((name, sketch))
        best, place = max(alike, default=(0.0, 0))
        return (self.sketches[-place][0], best) if best >= ALIKE else None


def _sketch(text: str) -> list[int]:
    words = WORD.findall(text.lower())
    shingles = {" ".join(words[start : start + SHINGLE]) for start in range(max(1, len(words) - SHINGLE + 1))}
    hashes = {zlib.crc32(shingle.encode("utf-8", "surrogatepass")) for shingle in shingles}
    return heapq.nsmallest(SKETCH, hashes)


def _similarity(one: list[int], other: list[int]) -> float:
    union = heapq.nsmallest(SKETCH, {*one, *other})
    both = {*one} & {*other}
    return sum(value in both for value in union) / len(union) if union else 0.0
