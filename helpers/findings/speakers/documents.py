"""Documents whose maker the article names: "the survey, by Quantor" tells it of every mention of that survey."""

from __future__ import annotations

from functools import cache

from helpers.findings.speakers.names import Names
from helpers.findings.speakers.nouns import noun_at
from helpers.findings.speakers.words import Words
from helpers.text import lexicon
from helpers.text.lemmas import lemma_of

REACH = 12  # tokens behind a document's noun in which its maker may stand
BESIDE = 6  # tokens between a document's noun and "author"
NAME = 8  # tokens from "by" to the name
DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})
FRESH = frozenset({"another", "separate", "second", "earlier", "previous", "other", "different", "similar", "new"})
AUTHORS = frozenset({"author", "authors", "authored", "led", "wrote", "headed"})
PLACED = frozenset({"journal", "magazine", "newspaper"})


def named_documents(words: Words, names: Names, links: dict) -> frozenset[int]:
    """The main words of all documents whose maker, author or place of publication the article names.

    A mention with "a" or without an article is a new document; one with "the" takes up the last of its kind.
    """
    last: dict[str, int] = {}
    referent: dict[int, int] = {}
    known: set[int] = set()
    for place, word in enumerate(words.tree.word):
        if words.tree.tag[place] not in ("NN", "NNS") or not _is_document(words, place, word):
            continue
        kind = _family(lemma_of(word, words.tree.tag[place]))
        before = _before(words, place)
        if kind not in last or not DEFINITE & before or FRESH & before:
            last[kind] = place
        referent[place] = last[kind]
        if last[kind] not in known and _made(words, names, links, place, bool(DEFINITE & before)):
            known.add(last[kind])
    return frozenset(place for place, first in referent.items() if first in known)


def _is_document(words: Words, place: int, word: str) -> bool:
    lemma = lemma_of(word, words.tree.tag[place])
    if not {word, lemma} & _last_words() or words.tree.dep[place] == "compound":
        return False
    return noun_at(words, place).kind == "document" or lemma in lexicon.table("study-nouns.tsv")


@cache
def _last_words() -> frozenset[str]:
    return frozenset(noun.split()[-1] for noun, kind, *_ in lexicon.rows("bodies.tsv") if kind == "document")


@cache
def _family(lemma: str) -> str:
    """Nouns for one and the same inquiry count as one: "a survey", then "the poll"."""
    return lexicon.table("study-nouns.tsv").get(lemma, (lemma,))[0]


def _before(words: Words, place: int) -> set[str]:
    return {words.tree.word[kid] for kid in words.tree.kids[place] if kid < place}


def _made(words: Words, names: Names, links: dict, place: int, definite: bool) -> bool:
    first = min((kid for kid in words.tree.kids[place] if kid < place), default=place)
    makers = (names.bearer.get(token) for token in range(max(first, place - NAME), place))
    if any(maker and maker.kind != "place" for maker in makers):
        return True
    return _made_behind(words, names, links, place) or (definite and _by_author(words, names, place))


def _made_behind(words: Words, names: Names, links: dict, place: int) -> bool:
    """ "a poll published on Monday by Quantor", "a paper in the journal Soil": not "a memo seen by Reuters"."""
    tree, made = words.tree, False
    for token in range(place + 1, min(tree.size, place + REACH)):
        word = tree.word[token]
        if token in words.breaks:
            return False
        if word in ("by", "from") and (made or word == "by" or token == place + 1):
            return _names_somebody(words, names, links, token + 1)
        if word == "in" and _published(words, names, token):
            return _names_somebody(words, names, links, token + 1)
        if word in lexicon.word_set("making-verbs.txt") and tree.tag[token] in ("VBN", "VBD"):
            made = True
        elif tree.tag[token][:2] in ("VB", "MD", "WD", "WP") or word in (".", ";", ":", '"'):
            return False
    return False


def _published(words: Words, names: Names, place: int) -> bool:
    """Whether a journal or a newspaper stands behind "in"."""
    behind = range(place + 1, min(words.tree.size, place + 4))
    media = any(names.bearer[token].kind == "media" for token in behind if names.bearer.get(token))
    return media or any(words.tree.word[token] in PLACED for token in behind)


def _names_somebody(words: Words, names: Names, links: dict, start: int) -> bool:
    for token in range(start, min(words.tree.size, start + NAME)):
        if token in names.bearer or token in links:
            return True
        if words.tree.tag[token] in ("VBD", "VBZ", "VBN", "WDT", "WP", ".") or token in words.breaks:
            return False
    return False


def _by_author(words: Words, names: Names, place: int) -> bool:
    """ "Jo Pell, the paper's lead author", "Jo Pell, who led the study"."""
    tree = words.tree
    if not AUTHORS & set(tree.word[max(0, place - BESIDE) : place + BESIDE]):
        return False
    first, last = tree.sentence_bounds[tree.sentence[place]]
    near = range(max(first, place - 40), min(last, place + 40))
    return any(names.bearer[token].kind == "person" for token in near if names.bearer.get(token))
