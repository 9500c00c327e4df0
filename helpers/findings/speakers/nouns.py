"""What a common noun says of whoever it names: kind of speaker, how far it identifies, and which pronoun fits."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from helpers.findings.speakers.words import Words
from helpers.text import lexicon
from helpers.text.lemmas import lemma_of

LONGEST = 4  # tokens of the longest entry looked up
AGENTS = ("er", "or", "ist", "ian", "ant", "ee", "eer", "person", "man", "woman", "maker")


class Noun(NamedTuple):
    """A noun as source.

    lemma: its dictionary form, with the words before it if the lexicon knows them together
    kind: person, government, organisation, media, document, group or unknown
    trait: office, role, spokes, proxy, kin, vague, body, plain; unknown if the lexicon has it not
    agreement: m, f or -
    plural: true for more than one
    width: number of tokens that `lemma` covers
    """

    lemma: str
    kind: str
    trait: str
    agreement: str
    plural: bool
    width: int


@cache
def _persons() -> dict[str, tuple[str, ...]]:
    return lexicon.table("person-nouns.tsv")


@cache
def _bodies() -> dict[str, tuple[str, ...]]:
    return lexicon.table("bodies.tsv")


def noun_at(words: Words, head: int) -> Noun:
    """What the noun at a token says, the longest known expression first."""
    word, tag = words.tree.word[head], words.tree.tag[head]
    if word == "old" and words.tree.word[max(0, head - 3) : head] == ["-", "year", "-"] and head > 3:
        return Noun(f"{words.tree.word[head - 4]}-year-old", "person", "role", "-", False, 5)
    lemma = lemma_of(word, "NNS" if tag == "NNPS" else tag)
    plural = tag in ("NNS", "NNPS") or lemma != word
    before = ""
    grams = []
    for width in range(1, LONGEST + 1):
        place = head - width + 1
        if place < 0 or (width > 1 and not _joins(words, place)):
            break
        if width > 1:
            glue = "" if words.tree.word[place + 1] in ("'s", "'", "-") or words.tree.word[place] == "-" else " "
            before = words.tree.word[place].replace("’", "'") + glue + before
        grams.append((width, before))
    for width, front in reversed(grams):
        known = _known(front, word, lemma, plural, width)
        if known:
            return known
    return _unknown(lemma, plural)


def _joins(words: Words, place: int) -> bool:
    return words.tree.tag[place][:2] in ("NN", "JJ", "PO", "HY", "VB", "IN") and words.tree.word[place] not in (
        ",",
        '"',
    )


def _known(front: str, word: str, lemma: str, plural: bool, width: int) -> Noun | None:
    whole, single = front + word, front + lemma
    if whole in _bodies():
        kind, trait = _bodies()[whole][:2]
        return Noun(single if kind == "group" else whole, kind, trait, "-", kind == "group", width)
    if single in _bodies():
        kind, trait = _bodies()[single][:2]
        collective = plural and kind in ("government", "organisation")
        return Noun(single, "group" if collective else kind, trait, "-", plural, width)
    if single in _persons():
        trait, agreement = _persons()[single][:2]
        return Noun(single, "group" if plural else "person", trait, agreement, plural, width)
    return None


def _unknown(lemma: str, plural: bool) -> Noun:
    if lemma in lexicon.word_set("demonyms.txt"):
        return Noun(lemma, "group" if plural else "person", "vague", "-", plural, 1)
    if lemma.endswith(AGENTS) and len(lemma) > 4:
        agreement = "f" if lemma.endswith("woman") else "m" if lemma.endswith("man") else "-"
        return Noun(lemma, "group" if plural else "person", "unknown", agreement, plural, 1)
    return Noun(lemma, "group" if plural else "unknown", "unknown", "-", plural, 1)
