"""Counts of an article's sentences, from which every formula and every interval is computed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from helpers.findings.readability.words import Word, look_up
from helpers.text.records import Span
from helpers.text.segment import Segments, words

COLUMNS = ("sentences", "words", "syllables", "letters", "characters", "polysyllables", "complex", "unfamiliar")
MOSTLY_CAPITALS = 0.6  # of the words: a headline, whose capitals tell nothing about names
SURELY_HEADLINE = 6  # words; a shorter line with that many capitals may be a sentence about two people
MARKS = frozenset("\"“”'‘’«»([")


class SentenceWords(NamedTuple):
    """The words of one sentence.

    spans: their places in the text
    forms: as written
    facts: what is known of each
    inside: whether a word stands inside the sentence, so that its capital is not due to a beginning
    length: characters, white space left out
    stopped: ends with a full stop, a question or exclamation mark
    """

    spans: list[Span]
    forms: list[str]
    facts: list[Word]
    inside: list[bool]
    length: int
    stopped: bool


class Counted(NamedTuple):
    """An article's words and counts.

    sentences: the words of each sentence
    names: the words that are names
    counts: one row per sentence, in the order of COLUMNS; a sentence without words has zeros only
    """

    sentences: tuple[SentenceWords, ...]
    names: frozenset[str]
    counts: np.ndarray


def count_sentences(text: str, segments: Segments) -> Counted:
    """Words, names and counts of an article; of the last article asked for they are remembered.

    words: hyphenated compounds and numbers are one word · letters: letters and digits · characters: all but white
    space · polysyllables: words of three syllables or more · complex: these by Gunning's rule, names left out ·
    unfamiliar: as `is_unfamiliar` has it
    """
    return _counted(text, tuple(segments.sentences))


@lru_cache(maxsize=1)  # scores and flags are asked for one after the other; more would keep whole texts
def _counted(text: str, spans: tuple[Span, ...]) -> Counted:
    sentences = tuple(_read(text, start, end) for start, end in spans)
    names = find_names(sentences)
    counts = np.array([_count(sentence, names) for sentence in sentences], dtype=float)
    counts = counts.reshape(len(sentences), len(COLUMNS))
    counts.flags.writeable = False
    return Counted(sentences, names, counts)


def _read(text: str, start: int, end: int) -> SentenceWords:
    spans = words(text, start, end)
    forms = [text[a:b] for a, b in spans]
    inside = [number > 0 and text[a - 1] not in MARKS for number, (a, _) in enumerate(spans)]
    length = len("".join(text[start:end].split()))
    stopped = text[max(start, end - 3) : end].rstrip("\"”’')]*").endswith((".", "!", "?", "…"))
    return SentenceWords(spans, forms, [look_up(form) for form in forms], inside, length, stopped)


def find_names(sentences: Sequence[SentenceWords]) -> frozenset[str]:
    """Words that the text writes with a capital inside sentences and never small."""
    large, small = set(), set()
    for _, forms, facts, inside, _, stopped in sentences:
        capitals = sum(word.capital for word in facts)
        if capitals > MOSTLY_CAPITALS * len(forms) and (not stopped or len(forms) >= SURELY_HEADLINE):
            continue
        small.update(form for form, word in zip(forms, facts, strict=True) if not word.capital)
        large.update(
            base_form(form) for form, word, within in zip(forms, facts, inside, strict=True) if word.capital and within
        )
    return frozenset(form for form in large if form.lower() not in small)


def base_form(form: str) -> str:
    """A word without the ending of a possessive: under it stands a name in `find_names`."""
    return form[:-2] if form.endswith(("'s", "’s")) else form


def _count(sentence: SentenceWords, names: frozenset[str]) -> tuple[int, ...]:
    syllables = letters = polysyllables = complex_words = unfamiliar = 0
    for form, word in zip(sentence.forms, sentence.facts, strict=True):
        syllables += word.syllables
        letters += word.letters
        if word.syllables >= 3:
            polysyllables += 1
        if word.complex and base_form(form) not in names:
            complex_words += 1
        if not word.familiar and is_unfamiliar(form, word, names):
            unfamiliar += 1
    number = len(sentence.forms)
    if not number:
        return (0,) * len(COLUMNS)
    return 1, number, syllables, letters, sentence.length, polysyllables, complex_words, unfamiliar


def is_unfamiliar(form: str, word: Word, names: frozenset[str]) -> bool:
    """Whether a word is outside the list of Dale and Chall in every form, and no name that American news knows.

    The authors count names of persons and places as familiar. Names outside a dictionary made from American news and
    directories are not: counting them brings the scores nearer to human judgement (Spearman with the easiness of the
    CLEAR excerpts, open half: .607 to .624).
    """
    return not word.familiar and not (word.known and base_form(form) in names)
