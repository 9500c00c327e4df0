"""The words that say what a figure is of: stems of the telling words around it."""

from __future__ import annotations

import re
from functools import cache

from helpers.text import lexicon

WORD = re.compile(r"[^\W\d_]{4,}")
ENDINGS = re.compile(r"(?:ings?|ed|es|s|e|d)$")


def stem(word: str) -> str:
    """A word without its ending, so that "fined" meets "fine" and "arrests" meets "arrested".

    >>> stem("fined") == stem("fine"), stem("arrests") == stem("arrested"), stem("saving") == stem("save")
    (True, True, True)
    """
    bare = ENDINGS.sub("", word.lower())
    return bare if len(bare) >= 3 else word.lower()


def telling(text: str) -> set[str]:
    """Stems of the words of a stretch of text that tell what it is about."""
    return {stem(word) for word in WORD.findall(text)} - empty()


@cache
def empty() -> frozenset[str]:
    """Stems of words that tell nothing."""
    return frozenset(stem(word) for word in lexicon.word_set("check-empty-words.txt"))
