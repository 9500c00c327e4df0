"""The word lists as the rules see them: reporting verbs and nouns, documents and media, other words by kind."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from helpers.text import lexicon

VERB_LIST = "reporting-verbs.tsv"
NOUN_LIST = "reporting-nouns.tsv"
DOCUMENT_LIST = "reporting-documents.tsv"
OUTLET_LIST = "reporting-outlets.tsv"
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
def verbs() -> dict[str, Entry]:
    """Verb to entry, in both spellings of -ise."""
    found = {}
    for verb, sense, safe, usual in lexicon.rows(VERB_LIST):
        entry = Entry(sense, _frames(safe), _frames(usual))
        found[verb] = entry
        if verb.endswith(("ise", "yse")):
            found.setdefault(verb[:-2] + "ze", entry)
    return found


@cache
def nouns() -> dict[str, tuple[str, frozenset[str]]]:
    """Noun to sense and frames."""
    return {noun: (sense, _frames(frames)) for noun, sense, frames in lexicon.rows(NOUN_LIST)}


def _frames(cell: str) -> frozenset[str]:
    return frozenset(cell.split()) - {"-"}


def documents() -> dict[str, tuple[str, ...]]:
    """Nouns for what speaks without a mouth, with their kind: document, picture, poll or media."""
    return lexicon.table(DOCUMENT_LIST)


def outlets() -> dict[str, tuple[str, ...]]:
    """Words in the names of media, and whether each is enough alone."""
    return lexicon.table(OUTLET_LIST)


@cache
def words_of_kind(kind: str) -> frozenset[str]:
    """Words of one kind from the list of phrases."""
    return frozenset(word for word, of_kind in lexicon.rows(PHRASE_LIST) if of_kind == kind)
