"""An article laid out for the rules of mending: words, counts, quotations and the parse, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

import numpy as np
from spacy.tokens import Token

from helpers.findings.mending.acronyms import unexplained_acronyms
from helpers.findings.readability.counts import base_form, count_sentences
from helpers.text.parse import Parsed

CLAUSES = frozenset(("ccomp", "advcl", "relcl", "csubj", "csubjpass"))
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


class Draft:
    """What the rules need, computed once per article.

    parsed: the article
    sentences: words of each sentence
    names: words that are names
    counts: counts of each sentence, as readability has them
    """

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.sentences, self.names, self.counts = count_sentences(parsed.text, parsed.segments)
        self._quoted = [(pair.start, pair.end) for pair in parsed.quotations.pairs if pair.depth == 0 and pair.closed]

    def quoted(self, offset: int) -> bool:
        """Whether a place stands inside quotation marks: another's words are not the writer's to change."""
        place = bisect_right(self._quoted, (offset, len(self.parsed.text))) - 1
        return place >= 0 and offset < self._quoted[place][1]

    def own_words(self, number: int, place: int) -> bool:
        """Whether a word of a sentence is the writer's choice: neither in a name nor inside quotation marks."""
        sentence = self.sentences[number]
        return base_form(sentence.forms[place]) not in self.names and not self.quoted(sentence.spans[place][0])

    @cached_property
    def unexplained(self) -> dict[int, list[str]]:
        """Acronyms that the article does not explain, by the sentence of their first mention."""
        return unexplained_acronyms(self.parsed.text, self.sentences)

    @cached_property
    def dependents(self) -> dict[str, dict[int, list[int]]]:
        """Tokens by dependency (and by tag CD, as "CD"), and within it by sentence; quoted ones are left out."""
        doc = self.parsed.doc
        wanted = ("auxpass", "agent", "dobj", *CLAUSES)
        found: dict[str, dict[int, list[int]]] = {name: {} for name in (*wanted, "CD")}
        codes = doc.to_array(["DEP", "TAG"]).reshape(len(doc), 2)
        for column, names in ((0, wanted), (1, ("CD",))):
            for name in names:
                for number in np.flatnonzero(codes[:, column] == doc.vocab.strings[name]).tolist():
                    offset = doc[number].idx
                    if name in CLAUSES or name == "CD" or not self.quoted(offset):
                        found[name].setdefault(self.parsed.segments.sentence_at(offset), []).append(number)
        return found

    @cached_property
    def depths(self) -> dict[int, int]:
        """How many finite clauses each of them stands in, itself included, by the number of its verb's token.

        Participles and infinitives weigh little and do not count. A clause in front of the verb that governs it ("He left, she said") is read without keeping it in mind, and
        does not count.
        """
        doc = self.parsed.doc
        depths: dict[int, int] = {}
        found = [number for name in CLAUSES for numbers in self.dependents[name].values() for number in numbers]
        clauses = {number for number in found if _finite(doc[number])}
        for clause in clauses:
            path = []
            token = doc[clause]
            while token.i not in depths and token.head.i != token.i:
                path.append(token)
                token = token.head
            depth = depths.setdefault(token.i, 0)
            for step in reversed(path):
                fronted = step.dep_ == "ccomp" and step.i < step.head.i
                depth += step.i in clauses and not fronted
                depths[step.i] = depth
        return {clause: depths[clause] for clause in clauses}


def _finite(verb: Token) -> bool:
    """A verb with a tense of its own, or with an auxiliary that has one."""
    return verb.tag_ in FINITE or any(child.tag_ in FINITE and child.dep_ in ("aux", "auxpass") for child in verb.lefts)
