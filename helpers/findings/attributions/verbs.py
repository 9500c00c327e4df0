"""The list of reporting verbs as the rules see it."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from helpers.text import lexicon

VERB_LIST = "reporting-verbs.tsv"
DOUBLING = frozenset("bdgklmnprt")
PHRASE_LIST = "reporting-phrases.tsv"


class Entry(NamedTuple):
    """One verb of the list: its sense and the frames in which it reports (safe: nearly always; usual: mostly)."""

    sense: str
    safe: frozenset[str]
    usual: frozenset[str]

    def takes(self, *frames: str) -> bool:
        """True if the verb reports in one of the frames."""
        return any(frame in self.safe or frame in self.usual for frame in frames)


@cache
def entries() -> dict[str, Entry]:
    """Verb to entry, in both spellings of -ise."""
    found = {}
    for verb, sense, safe, usual in lexicon.rows(VERB_LIST):
        entry = Entry(sense, _frames(safe), _frames(usual))
        found[verb] = entry
        if verb.endswith("ise"):
            found.setdefault(verb[:-3] + "ize", entry)
        if verb.endswith("yse"):
            found.setdefault(verb[:-3] + "yze", entry)
    return found


@cache
def by_form() -> dict[str, str]:
    """Regular inflected form to verb, for all verbs of the list."""
    forms = {}
    for verb in entries():
        stem = verb[:-1] if verb.endswith("e") else verb
        stems = {stem, stem + stem[-1]} if stem[-1] in DOUBLING else {stem}
        for base in stems:
            forms.update({base + "ed": verb, base + "ing": verb})
        forms.update(
            {verb + "s": verb, verb + "es": verb, stem[:-1] + "ies": verb, stem[:-1] + "ied": verb, verb: verb}
        )
    return forms


def entry_of(lemma: str, word: str) -> Entry | None:
    """The entry of a verb by its lemma, or by its form where the lemma is not in the list."""
    known = entries()
    return known.get(lemma) or known.get(by_form().get(word, ""))


def _frames(cell: str) -> frozenset[str]:
    return frozenset(cell.split()) - {"-"}


@cache
def words_of_kind(kind: str) -> frozenset[str]:
    """Words of one kind from the list of phrases."""
    return frozenset(word for word, of_kind in lexicon.rows(PHRASE_LIST) if of_kind == kind)
