"""Acronyms that an article uses without ever saying what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from helpers.findings.readability.counts import SentenceWords
from helpers.text import lexicon

ACRONYM = re.compile(r"[A-Z]{2,6}\Z")
IN_BRACKETS = re.compile(r"[(\[“\"]([A-Z]{2,6})s?[)\]”\",]")
BEFORE_BRACKET = re.compile(r"\b([A-Z]{2,6})s? \((?=[A-Z“\"][a-z])")
LABEL = re.compile(r"\s*[:—–]|\s-")
LONGEST = 6  # letters of an acronym
SMALL_WORDS = frozenset(("of", "the", "and", "for", "in", "on", "to", "de", "du"))
MOSTLY_LARGE = 0.5  # of the words: a line set in capitals, whose words are no acronyms


def unexplained_acronyms(text: str, sentences: Sequence[SentenceWords]) -> dict[int, list[str]]:
    """Acronyms neither known to every reader nor explained in the text, by the sentence of their first mention.

    An acronym is explained where it stands in brackets, before brackets with a capital in them, or where its letters
    begin the words of a name. A word that the text also writes small is none (a place in a dateline, a headline).
    """
    first: dict[str, int] = {}
    for number, sentence in enumerate(sentences):
        for form in _candidates(text, sentence):
            first.setdefault(form, number)
    if not first:
        return {}
    explained = {*IN_BRACKETS.findall(text), *BEFORE_BRACKET.findall(text)}
    for sentence in sentences:
        explained |= _initials(sentence)
        explained.update(form.upper() for form in sentence.forms if len(form) <= LONGEST and not form[:2].isupper())
    found: dict[int, list[str]] = {}
    for form, number in first.items():
        if form not in explained:
            found.setdefault(number, []).append(form)
    return found


def _candidates(text: str, sentence: SentenceWords) -> Iterator[str]:
    """Words in capitals that stand alone: not a line, a place or a shout in capitals, not a label, not a known word.

    Two letters in front of a name are its initials ("JP Harrow").
    """
    large = [form[:2].isupper() for form in sentence.forms]
    if not any(large) or sum(large) > MOSTLY_LARGE * len(large):
        return
    for place, form in enumerate(map(_bare, sentence.forms)):
        alone = large[place] and not any(large[max(0, place - 1) : place]) and not any(large[place + 1 : place + 2])
        if not alone or sentence.facts[place].familiar or form in _known() or not ACRONYM.match(form):
            continue
        initials = len(form) == 2 and any(word.capital for word in sentence.facts[place + 1 : place + 2])
        if not initials and (place or not LABEL.match(text, sentence.spans[0][1])):
            yield form


def _bare(form: str) -> str:
    """A word without the ending of a possessive or a plural ("NGOs")."""
    form = form.removesuffix("'s").removesuffix("’s")
    return form[:-1] if form.endswith("s") and form[:-1].isupper() else form


def _initials(sentence: SentenceWords) -> set[str]:
    """Two to six initials of words with a capital that follow one another, small words between them left out."""
    found, run = set(), ""
    for form, word in zip(sentence.forms, sentence.facts, strict=True):
        if word.capital:
            run = (run + "".join(part[0] for part in form.split("-") if part).upper())[-6:]
            found |= {run[-length:] for length in range(2, len(run) + 1)}
        elif form not in SMALL_WORDS:
            run = ""
    return found


@cache
def _known() -> frozenset[str]:
    return frozenset(form for (form,) in lexicon.rows("known-acronyms.txt"))
