"""What a number counts: the noun phrase a reader would name, carried over where the text leaves it out."""

from __future__ import annotations

import re
from itertools import pairwise

from spacy.tokens import Token

from helpers.findings.numbers.numerals import BLANK
from helpers.findings.numbers.quantity import Quantity
from helpers.findings.numbers.reading import Reading

NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
INSIDE = NOUNS | frozenset(("JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "CD", "``", "''"))
OF = re.compile(rf"{BLANK}of{BLANK}(?:(?:the|these|those|its|their|his|her|our|my|your|this|all|such|an?){BLANK})?")
PRONOUNS = frozenset(("them", "which", "whom", "us", "these", "those", "it"))
LONGEST = 12  # tokens of a noun phrase


def read_counted(reading: Reading, q: Quantity) -> None:
    """Noun phrase behind the number, directly or behind "of the"."""
    place, compound = q.end, False
    behind = reading.lower[q.end : q.end + 1]
    if behind in ("-", "‐", "‑") and q.end + 1 < len(reading.lower) and reading.lower[q.end + 1].isalpha():
        place, compound = q.end + 1, True
    match = OF.match(reading.lower, place)
    if match:
        place = match.end()
    first = reading.first_from(place)
    if first >= len(reading.doc) or reading.doc[first].idx > place + 2:
        return
    if compound:
        _compound(reading, q, first)
        return
    span = noun_run(reading, q, first)
    if span:
        _set(reading, q, *span)
    elif q.start and ALTERNATIVE.search(reading.before(q.start, 24)):
        noun = reading.last_before(q.start) - 1
        if reading.doc[noun].tag_ == "NN":
            _set(reading, q, noun, noun)


def _set(reading: Reading, q: Quantity, first: int, last: int) -> None:
    end = reading.doc[last]
    q.counted = reading.text[reading.doc[first].idx : end.idx + len(end)]
    q.noun = last


def _compound(reading: Reading, q: Quantity, first: int) -> None:
    """In "a nine-seat council" it is seats that are counted; an "800-strong crowd" counts the crowd."""
    token = reading.doc[first]
    if token.lower_ in ("strong", "member", "odd", "plus", "fold"):
        span = noun_run(reading, q, first + 1) if first + 1 < len(reading.doc) else None
        if token.lower_ == "strong" and span:
            _set(reading, q, *span)
            return
    q.counted, q.noun = reading.text[token.idx : token.idx + len(token)], first


def noun_run(reading: Reading, q: Quantity, first: int) -> tuple[int, int] | None:
    """First and last token of the noun phrase that begins at a token, if one does."""
    head, last = _head_of(reading, q), None
    for place in range(first, min(first + LONGEST, len(reading.doc))):
        token = reading.doc[place]
        if place > first and token.is_sent_start:
            break
        if token.tag_ in NOUNS:
            if last is not None and _new_phrase(reading, token, last):
                break
            last = place
            if head is not None and place == head.i:
                break
        elif not _goes_on(reading, token, place, first, head):
            break
    if last is None:
        return None
    while first < last and reading.doc[first].tag_ in ("``", "''", "HYPH"):
        first += 1
    return first, last


def _head_of(reading: Reading, q: Quantity) -> Token | None:
    token = reading.token_at(max(q.start, q.core_end - 1))
    if token is not None and token.dep_ in ("nummod", "compound", "amod", "quantmod") and token.head.i > token.i:
        return token.head if token.head.tag_ in NOUNS else None
    return None


def _goes_on(reading: Reading, token: Token, place: int, first: int, head: Token | None) -> bool:
    if token.tag_ in INSIDE:
        return not (token.tag_ in ("VBN", "VBG") and token.dep_ in ("acl", "ROOT", "advcl", "relcl", "ccomp", "conj"))
    if token.tag_ in ("RB", "RBR", "RBS"):
        return place + 1 < len(reading.doc) and reading.doc[place + 1].tag_ in ("JJ", "VBN", "JJR")
    if place == first or token.tag_ not in ("CC", ",", ":"):
        return False
    if head is not None and place < head.i:
        return True
    return token.lower_ in ("and", "or", "&") and _shared_noun(reading, place)


def _shared_noun(reading: Reading, place: int) -> bool:
    """ "Kia and Hyundai vehicles": two modifiers of one plural noun, not two things."""
    before, after = reading.doc[place - 1], reading.doc[place + 1 : place + 3]
    if len(after) < 2 or before.tag_ not in ("NNP", "JJ", "VBN") or after[0].tag_ not in ("NNP", "JJ", "VBN"):
        return False
    return before.tag_ == after[0].tag_ and after[1].tag_ in ("NNS", "NN")


def _new_phrase(reading: Reading, token: Token, last: int) -> bool:
    """A noun behind a plural noun that is not its head begins another phrase ("20 people Friday")."""
    before = reading.doc[last]
    return before.tag_ in ("NNS", "NNPS") and before.head != token


def share_hanging(reading: Reading, quantities: list[Quantity]) -> None:
    """ "four-, five- and six-cylinder": a hanging hyphen takes what the next number counts."""
    for b, a in pairwise(reversed(quantities)):
        hangs = HANGING.match(reading.lower, a.core_end)
        if hangs and a.unit is None and b.start - a.end < 12:
            a.counted, a.unit, a.noun = b.counted, b.unit, b.noun
            a.kind, a.rule = b.kind, b.rule


HANGING = re.compile(rf"-(?:,|{BLANK}(?:and|or|to){BLANK})")
ALTERNATIVE = re.compile(rf"([a-z]+){BLANK}or{BLANK}$")


def carry_over(reading: Reading, quantities: list[Quantity]) -> None:
    """Give a count without a noun the noun of the counts before it: "more than 6,000 of them", "compared with 63"."""
    noun, where, _paragraph_end = None, -1, -1
    for q in quantities:
        if q.kind not in ("count", "share"):
            continue
        sentence = reading.parsed.segments.sentence_at(q.start)
        pronoun = (q.counted or "").lower() in PRONOUNS
        if q.counted and not pronoun:
            noun, where = q.counted, sentence
        elif noun and sentence - where <= (1 if pronoun or _stands_alone(reading, q) else 0):
            q.counted, where = noun, sentence
        elif pronoun:
            q.counted = None


def _stands_alone(reading: Reading, q: Quantity) -> bool:
    """ "of them" or a number that is itself subject or object of a verb."""
    if re.match(rf"{BLANK}of{BLANK}(?:them|these|those|whom|which)\b", reading.lower[q.end : q.end + 12]):
        return True
    token = reading.token_at(max(q.start, q.core_end - 1))
    return token is not None and token.dep_ in ("nsubj", "nsubjpass")
