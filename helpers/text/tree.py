"""The parse as plain lists, so that many rules can look at it often and cheaply."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from spacy.attrs import DEP, HEAD, IDX, LENGTH, ORTH, SENT_START, TAG
from spacy.tokens import Doc

from helpers.text.lemmas import lemma_of
from helpers.text.quotes import Quotation
from helpers.text.records import Span

FINITE_TAGS = frozenset({"VBZ", "VBD", "VBP", "MD"})
VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


DATELINE = re.compile(
    r"(?:[A-Z]{3}[A-Z.'’-]*(?: [A-Z][A-Z.'’-]+){0,3}(?:, [A-Z][\w. ]{1,25})?(?: \([^()\n]{1,25}\))?"
    r"|[A-Z]\w+(?: [A-Z]\w+)?(?:, [A-Z][\w. ]{1,25})? \([A-Z][^()\n]{1,25}\))\s*[-–—]{1,2}\s"
)


class Tree:
    """Words, tags and dependencies of an article by token number.

    word, tag, dep, head: what spaCy says of each token (word: in lower case)
    start, end: each token's offsets in the article's text
    left, right: first and last token of what hangs under each token
    kids: numbers of the tokens that hang directly under each token
    sentence: number of the parser's sentence each token stands in
    quotation: number of the outermost quotation each token stands in, -1 for none
    outer, outer_starts: the outermost quotations and the offsets where they begin
    dateline: numbers of the tokens that stand in a dateline
    """

    def __init__(self, text: str, doc: Doc, paragraphs: list[Span], outer: list[Quotation]) -> None:
        self.text = text
        strings = doc.vocab.strings
        columns = doc.to_array([ORTH, TAG, DEP, HEAD, IDX, LENGTH, SENT_START]).astype("int64") if len(doc) else None
        orth, tag, dep, head, start, length, first = columns.T.tolist() if columns is not None else [[]] * 7
        names = {key: strings[key % 2**64] for key in {*orth, *tag, *dep}}
        lowered = {key: names[key].lower() for key in set(orth)}
        self.word = [lowered[key] for key in orth]
        self.tag = [names[key] for key in tag]
        self.dep = [names[key] for key in dep]
        self.head = [number + offset for number, offset in enumerate(head)]
        self.start, self.end = start, [a + b for a, b in zip(start, length, strict=True)]
        self.size = len(orth)
        self.sentence = self._numbered(first)
        self.kids = self._kids()
        self.left, self.right = self._edges()
        self._retag_verbs()
        self.outer = outer
        self.outer_starts = [pair.start for pair in outer]
        self.quotation = self._quotations()
        self.dateline = self._datelines(paragraphs)

    @cached_property
    def sentence_bounds(self) -> list[Span]:
        """First token and the token behind the last one, for each sentence."""
        firsts = [i for i in range(self.size) if i == 0 or self.sentence[i] != self.sentence[i - 1]]
        return list(zip(firsts, [*firsts[1:], self.size], strict=True))

    def _numbered(self, first: list[int]) -> list[int]:
        numbers, number = [], -1
        for place, mark in enumerate(first):
            number += mark == 1 or place == 0
            numbers.append(number)
        return numbers

    def _kids(self) -> list[list[int]]:
        leaf: list[int] = []  # one for all: it stays empty, and half of all tokens are leaves
        kids = [leaf] * self.size
        for token, head in enumerate(self.head):
            if head != token:
                if kids[head] is leaf:
                    kids[head] = [token]
                else:
                    kids[head].append(token)
        return kids

    def _retag_verbs(self) -> None:
        """A plural noun over an object clause is a verb: "Rents doubled, the office estimates"."""
        for token, tag in enumerate(self.tag):
            over = (
                tag == "NNS" and self.dep[token] == "ROOT" and any(self.dep[kid] == "ccomp" for kid in self.kids[token])
            )
            self.tag[token] = "VBZ" if over else tag

    def _edges(self) -> tuple[list[int], list[int]]:
        left, right, head = list(range(self.size)), list(range(self.size)), self.head
        for token in range(self.size):
            above = head[token]
            while left[above] > token:
                left[above] = token
                above = head[above]
        for token in reversed(range(self.size)):
            above = head[token]
            while right[above] < token:
                right[above] = token
                above = head[above]
        return left, right

    def _quotations(self) -> list[int]:
        inside, token = [-1] * self.size, 0
        for number, quotation in enumerate(self.outer):
            while token < self.size and self.start[token] < quotation.start:
                token += 1
            while token < self.size and self.start[token] < quotation.end:
                inside[token] = number
                token += 1
        return inside

    def _datelines(self, paragraphs: list[Span]) -> frozenset[int]:
        """Tokens of places and agencies in front of a paragraph: "HELMSTAD (Norwire) - "."""
        found: set[int] = set()
        for start, end in paragraphs:
            match = DATELINE.match(self.text, start, end)
            if match:
                found.update(range(bisect_left(self.start, start), bisect_left(self.start, match.end())))
        return frozenset(found)

    def lemma(self, token: int) -> str:
        """Dictionary form of a token."""
        return lemma_of(self.word[token], self.tag[token])

    def child(self, token: int, *deps: str) -> int | None:
        """First dependent with one of these labels."""
        return next((kid for kid in self.kids[token] if self.dep[kid] in deps), None)

    def subject(self, verb: int) -> int | None:
        """The verb's own subject, on either side of it."""
        return self.child(verb, "nsubj", "nsubjpass", "csubj", "expl")

    def span(self, first: int, last: int) -> Span:
        """Offsets from one token to another, both included."""
        return self.start[first], self.end[last]

    def is_verb(self, token: int) -> bool:
        """True for verb forms (not for modals)."""
        return self.tag[token] in VERB_TAGS

    def is_finite(self, verb: int) -> bool:
        """True if the verb or one of its auxiliaries is finite."""
        return self.tag[verb] in FINITE_TAGS or any(
            self.tag[kid] in FINITE_TAGS for kid in self.kids[verb] if self.dep[kid] in ("aux", "auxpass")
        )

    def is_infinitive(self, verb: int) -> bool:
        """True if the verb stands with "to"."""
        return any(self.tag[kid] == "TO" and self.dep[kid] == "aux" for kid in self.kids[verb])
