"""What a number counts: the noun phrase a reader would name."""

from __future__ import annotations

import re

from spacy.tokens import Token

from helpers.findings.claims.numerals import BLANK
from helpers.findings.claims.quantity import Quantity
from helpers.findings.claims.reading import Reading
from helpers.text import lexicon

NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
INSIDE = NOUNS | frozenset(("JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "CD", "``", "''"))
OF = re.compile(rf"{BLANK}of{BLANK}(?:(?:the|these|those|its|their|his|her|our|my|your|this|all|such|an?){BLANK})?")
WHEN = frozenset(
    ["next", "last", "this", "late", "early", "each", "every", "today", "yesterday", "tomorrow", "tonight", "overnight"]
)
LONGEST = 12  # tokens of a noun phrase


def read_counted(reading: Reading, q: Quantity) -> None:
    """Noun phrase behind the number, directly or behind "of the"."""
    place = max(q.end, q.tail)
    if reading.lower[place : place + 1] in HYPHENS and reading.lower[place + 1 : place + 2].isalpha():
        if q.unit is None:
            _compound(reading, q, reading.first_from(place + 1))
        return
    of = OF.match(reading.lower, place)
    begin = of.end() if of else _begin(reading, q, place)
    first = len(reading.doc) if begin is None else reading.first_from(begin)
    if first >= len(reading.doc) or reading.doc[first].idx > begin + 2:
        return
    span = noun_run(reading, q, first)
    if span and (of or not _is_verb_after_all(reading, *span)):
        _set(reading, q, *span)
        _own_words(reading, q, first, *span)
    else:
        _alternative(reading, q)


def _own_words(reading: Reading, q: Quantity, begin: int, first: int, last: int) -> None:
    """ "22 Labour and 14 Conservative councillors": each number has words of its own in front of the noun they share."""
    number = next((i for i in range(begin + 1, first) if reading.doc[i].tag_ == "CD"), None)
    stop, noun = (last + 1, _shared_behind(reading, last)) if number is None else (number - 1, reading.doc[last])
    while number is not None and stop > begin and reading.doc[stop - 1].tag_ in ("CC", ","):
        stop -= 1
    own = reading.doc[begin:stop]
    if noun is None or not own or reading.doc[stop].tag_ not in ("CC", ","):
        return
    if all(token.tag_ in ("NNP", "JJ", "NN", "VBN", "HYPH") for token in own):
        end = own[-1]
        q.counted = f"{reading.text[own[0].idx : end.idx + len(end)]} {noun.text}"


def _shared_behind(reading: Reading, last: int) -> Token | None:
    """The plural behind further numbers and names: "22 Labour, 14 Conservative and two Green members"."""
    if reading.doc[last].tag_ != "NNP":
        return None
    expected = "separator"
    for token in reading.doc[last + 1 : last + LONGEST]:
        if token.tag_ in ("CC", ",") and expected in ("separator", "number", "name or separator"):
            expected = "number"
        elif token.tag_ == "CD" and expected == "number":
            expected = "name"
        elif token.tag_ in ("NNP", "JJ") and token.is_title and expected in ("name", "name or separator"):
            expected = "name or separator"
        else:
            return token if token.tag_ == "NNS" and expected == "name or separator" else None
    return None


HYPHENS = ("-", "‐", "‑")


def _begin(reading: Reading, q: Quantity, place: int) -> int | None:
    """Where the noun of a number without "of" begins; None where none can follow."""
    if q.unit is not None:
        return None
    if q.numeral.form == "part":
        whole = DETERMINER.match(reading.lower, place)
        return whole.end() if whole else None
    return None if _argument(reading, q) else place


ALTERNATIVE = re.compile(rf"([a-z]+){BLANK}or{BLANK}$")


def _alternative(reading: Reading, q: Quantity) -> None:
    """ "a pick or two": the noun in front of the number."""
    if ALTERNATIVE.search(reading.before(q.start, 24)):
        noun = reading.last_before(q.start) - 1
        if reading.doc[noun].tag_ == "NN":
            _set(reading, q, noun, noun)


DETERMINER = re.compile(rf"{BLANK}(?:the|an?|its|their|his|her|our|my|your|this|that|all)(?:{BLANK}the)?{BLANK}")


def _argument(reading: Reading, q: Quantity) -> bool:
    """True for a number that is itself the subject of a verb: what follows is no noun phrase of its own."""
    token = reading.token_at(max(q.start, q.core_end - 1))
    return token is not None and token.dep_ in ("nsubj", "nsubjpass") and token.head.i > token.i


def _set(reading: Reading, q: Quantity, first: int, last: int) -> None:
    end = reading.doc[last]
    q.counted = reading.text[reading.doc[first].idx : end.idx + len(end)]
    q.noun = last


def _compound(reading: Reading, q: Quantity, first: int) -> None:
    """In "a nine-seat council" it is seats that are counted; an "800-strong crowd" counts the crowd."""
    if first >= len(reading.doc):
        return
    token = reading.doc[first]
    if token.lower_ == "strong":
        span = noun_run(reading, q, first + 1) if first + 1 < len(reading.doc) else None
        if span:
            _set(reading, q, *span)
        else:
            q.counted = _described(reading, q)
    elif token.tag_ in NOUNS:
        q.counted = reading.text[token.idx : token.idx + len(token)]


def _described(reading: Reading, q: Quantity) -> str | None:
    """ "The band, now 28-strong,": the noun that the compound describes."""
    token = reading.token_at(q.start)
    for _ in range(4):
        if token is None or token.head.i == token.i:
            break
        token = token.head
        if token.tag_ in NOUNS and token.i < reading.last_before(q.start):
            return token.text
        subject = next((child for child in token.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)
        if token.tag_.startswith("VB") and subject is not None:
            return subject.text
    return None


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
            last = place if reading.text[token.idx + len(token) : token.idx + len(token) + 1] != "-" else last
            if head is not None and place == head.i:
                break
        elif not _goes_on(reading, token, place, first, head):
            break
    if last is None:
        return None
    first = next((i + 1 for i in range(last - 1, first - 1, -1) if reading.doc[i].tag_ in ("CD", "``", "''")), first)
    if reading.doc[first].lower_ in WHEN or reading.doc[last].lower_ in lexicon.word_set("calendar-words.tsv"):
        return None
    return None if q.unit and reading.doc[last].tag_ in ("NNP", "NNPS") else (first, last)


def _is_verb_after_all(reading: Reading, first: int, last: int) -> bool:
    """ "eight thought the bank …": a singular noun with an article right behind it is a verb, wrongly tagged."""
    if first != last or last + 1 >= len(reading.doc) or reading.doc[last].tag_ != "NN":
        return False
    return reading.doc[last + 1].lower_ in CLAUSE_STARTS


CLAUSE_STARTS = frozenset(("the", "it", "they", "he", "she", "we", "that", "his", "her", "their", "its"))


def _head_of(reading: Reading, q: Quantity) -> Token | None:
    token = reading.token_at(max(q.start, q.core_end - 1))
    if token is not None and token.dep_ in ("nummod", "compound", "amod", "quantmod") and token.head.i > token.i:
        return token.head if token.head.tag_ in NOUNS else None
    return None


def _goes_on(reading: Reading, token: Token, place: int, first: int, head: Token | None) -> bool:
    """True for a word that is no noun but can stand inside the noun phrase."""
    if token.tag_ in INSIDE:
        return not (token.tag_ in ("VBN", "VBG") and token.dep_ in ("acl", "ROOT", "advcl", "relcl", "ccomp", "conj"))
    if _hyphened(reading, token):
        return True
    follower = reading.doc[place + 1].tag_ if place + 1 < len(reading.doc) else ""
    if token.tag_ in ("RB", "RBR", "RBS"):
        return follower in ("JJ", "VBN", "JJR")
    if place == first:
        return token.tag_ == "VBD" and follower in ("NNS", "NN")
    if token.tag_ not in ("CC", ","):
        return False
    if head is not None and place < head.i:
        return True
    return token.lower_ in ("and", "or", "&") and _shared_noun(reading, place)


def _hyphened(reading: Reading, token: Token) -> bool:
    """True inside a chain such as "side-by-side" or "laid-off"."""
    end = token.idx + len(token)
    return reading.text[end : end + 1] == "-" or reading.text[token.idx - 1 : token.idx] == "-"


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
