"""Lemmas from a word and its Penn Treebank tag: an irregular list, then suffix rules.

It stands in for spaCy's lemmatizer, which needs two more pipeline components and a third of the parse's time.
"""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.tokens import Token

from helpers.text import lexicon

DOUBLED = set("bdgklmnprtvz")
SHORT = re.compile(r"[^aeiou]*[aeiouy][^aeiouwxy]$")


def lemma(token: Token) -> str:
    """Dictionary form of a token, in lower case."""
    return lemma_of(token.text, token.tag_)


@lru_cache(maxsize=20_000)
def lemma_of(word: str, tag: str) -> str:
    """Dictionary form of a word with its Penn tag, in lower case.

    >>> lemma_of("said", "VBD"), lemma_of("Denies", "VBZ"), lemma_of("stopped", "VBN"), lemma_of("making", "VBG")
    ('say', 'deny', 'stop', 'make')
    >>> lemma_of("railed", "VBD"), lemma_of("honoured", "VBN"), lemma_of("rebuked", "VBD"), lemma_of("foretold", "VBD")
    ('rail', 'honour', 'rebuke', 'foretell')
    >>> lemma_of("companies", "NNS"), lemma_of("men", "NNS"), lemma_of("has", "VBZ")
    ('company', 'man', 'have')
    """
    form = word.lower().replace("’", "'")
    if tag in ("VBD", "VBN", "VBG", "VBZ", "VBP", "VB", "MD", "NNS", "NNPS"):
        irregular = _irregular().get((form, tag[0] if tag != "MD" else "V"))
        if irregular:
            return irregular
    if tag in ("VBZ", "NNS", "NNPS"):
        return _without_s(form)
    if tag in ("VBD", "VBN") and form.endswith("ed"):
        return _stem(form[:-2], form.endswith("ied"))
    if tag == "VBG" and form.endswith("ing") and len(form) > 4:
        return _stem(form[:-3], False)
    return form


@lru_cache(maxsize=1)
def _irregular() -> dict[tuple[str, str], str]:
    return {(form, kind): base for form, kind, base in lexicon.rows("irregular-forms.tsv")}


def _without_s(form: str) -> str:
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return form[:-2]
    return form[:-1] if form.endswith("s") and not form.endswith(("ss", "us", "is")) else form


def _stem(stem: str, ied: bool) -> str:
    if ied:
        return stem[:-1] + "y"
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] in DOUBLED and stem not in _stems("double"):
        return stem[:-1]
    return stem + "e" if _takes_e(stem) else stem


def _takes_e(stem: str) -> bool:
    if stem in _stems("e"):
        return True
    if stem in _stems("bare"):
        return False
    return bool(SHORT.match(stem)) or stem.endswith(tuple(_stems("ending")))


@lru_cache(maxsize=4)
def _stems(kind: str) -> frozenset[str]:
    return frozenset(stem for stem, of_kind in lexicon.rows("verb-stems.tsv") if of_kind == kind)
