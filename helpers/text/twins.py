"""Articles that stand twice: nearly the same text, such as wire copy that two papers have edited."""

from __future__ import annotations

import re
import zlib

import numpy as np

SHINGLE = 5  # words in a row that are compared as one
SKETCH = 64  # smallest hashes kept of an article
KEYS = 6  # of these, how many lead to candidates; an article half alike shares one of them in 98 of 100 cases
SHELF = 16  # articles remembered under one key: what more of them have in common is a notice, not a story
ALIKE = 0.5  # share of shingles in common from which two articles are told of
WORD = re.compile(r"\w+")
ODD = np.uint32(0x9E3779B1)  # spreads hashes over all 32 bits

Sketch = np.ndarray
"""Up to 64 numbers that stand for a text, whatever its length."""


class Twins:
    """Remembers a sketch of every article seen.

    The share of text in common is estimated from the smallest hashes of both (Broder 1997).
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self.sketches: list[bytes] = []
        self.places: dict[int, tuple[int, ...]] = {}

    def seen(self, name: str, sketched: Sketch) -> tuple[str, float] | None:
        """The most similar article seen before, with the share of text in common, if that is a half or more.

        The article is remembered under its name. A share of 1.0 is the same words in the same order.
        """
        keys = sketched[:KEYS].tolist()
        candidates = sorted({place for key in keys for place in self.places.get(key, ())})
        alike = [
            (_similarity(sketched, np.frombuffer(self.sketches[place], np.uint32)), -place) for place in candidates
        ]
        for key in keys:
            shelf = self.places.get(key, ())
            if len(shelf) < SHELF:
                self.places[key] = (*shelf, len(self.sketches))
        self.names.append(name)
        self.sketches.append(sketched.tobytes())
        best, place = max(alike, default=(0.0, 0))
        return (self.names[-place], best) if best >= ALIKE else None


def sketch(text: str) -> Sketch:
    """The smallest hashes of a text's shingles, in their order; none for a text without words."""
    words = WORD.findall(text.lower())
    hashes = np.array([zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words], np.uint32)
    length = min(SHINGLE, len(hashes))
    shingles = np.zeros(max(0, len(hashes) - length + 1), np.uint32)
    for place in range(length):
        shingles = (shingles ^ hashes[place : len(hashes) - length + 1 + place]) * ODD
        shingles ^= shingles >> np.uint32(15)
    return np.unique(shingles)[:SKETCH] if words else shingles[:0]


def _similarity(one: Sketch, other: Sketch) -> float:
    union = np.union1d(one, other)[:SKETCH]
    return float(np.isin(union, np.intersect1d(one, other, assume_unique=True)).mean()) if len(union) else 0.0
