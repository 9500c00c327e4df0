"""What a number counts: the noun phrase a reader would name, carried over where the text leaves it out."""

from __future__ import annotations

import re
from itertools import pairwise

from spacy.tokens import Token

from helpers.findings.numbers.numerals import BLANK
from helpers.findings.numbers.quantity import Quantity
from helpers.findings.numbers.reading import Reading
from helpers.text import lexicon

NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
INSIDE = NOUNS | frozenset(("JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "CD", "``", "''"))
OF = re.compile(rf"{BLANK}of{BLANK}(?:(?:the|these|those|its|their|his|her|our|my|your|this|all|such|an?){BLANK})?")
PRONOUNS = frozenset(("them", "which", "whom", "us", "these", "those", "it"))
WHEN = frozenset(
    ["next", "last", "this", "late", "early", "each", "every", "today", "yesterday", "tomorrow", "tonight", "overnight"]
)
LONGEST = 12  # tokens of a noun phrase


def read_counted(reading: Reading, q: Quantity) -> None:
    """Noun phrase behind the number, directly or behind "of the"."""
    place, compound = max(q.end, q.tail), False
    behind = reading.lower[place : place + 1]
    if behind in ("-", "‐", "‑") and reading.lower[place + 1 : place + 2].isalpha():
        place, compound = place + 1, True
    match = OF.match(reading.lower, place)
    if q.unit is not None and not match:
        return
    if match:
        place = match.end()
    elif q.numeral.form == "part" and (whole_of := DETERMINER.match(reading.lower, place)):
        place = whole_of.end()
    elif _argument(reading, q) or (q.numeral.form == "part" and not compound):
        return
    first = reading.first_from(place)
    if first >= len(reading.doc) or reading.doc[first].idx > place + 2:
        return
    if compound:
        _compound(reading, q, first)
        return
    span = noun_run(reading, q, first)
    if span and (match or not _is_verb_after_all(reading, *span)):
        _set(reading, q, *span)
    elif q.start and ALTERNATIVE.search(reading.before(q.start, 24)):
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
    return reading.doc[last + 1].lower_ in (
        "the",
        "it",
        "they",
        "he",
        "she",
        "we",
        "that",
        "his",
        "her",
        "their",
        "its",
    )


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


def share_hanging(reading: Reading, quantities: list[Quantity]) -> None:
    """ "four-, five- and six-cylinder", "5, 10 or 15 per cent": a number takes what the next one counts."""
    for b, a in pairwise(reversed(quantities)):
        if a.unit is not None or b.start - a.end > 12 or a.kind != "count":
            continue
        hangs = HANGING.match(reading.lower, a.core_end)
        listed = b.unit and a.noun is None and b.kind != "money" and LISTED.fullmatch(reading.lower, a.end, b.start)
        if hangs or listed:
            a.counted, a.unit, a.noun, a.kind, a.rule = b.counted, b.unit, b.noun, b.kind, b.rule


def share_degrees(reading: Reading, quantities: list[Quantity]) -> None:
    """ "41 degrees Fahrenheit (5 Celsius), up from 39 degrees", "104 degrees (40 Celsius)": which degrees are meant."""
    named = None
    for q, follower in zip(quantities, [*quantities[1:], None], strict=False):
        if q.unit == "degree" and follower is not None and reading.text[q.end : follower.start] == " (":
            q.unit = {"celsius": "fahrenheit", "fahrenheit": "celsius"}.get(follower.unit or "", "degree")
        elif q.unit == "degree" and named and q.end - q.core_end > 1:
            q.unit = named
        if q.unit in ("celsius", "fahrenheit") and reading.text[q.start - 1 : q.start] != "(":
            named = q.unit


HANGING = re.compile(rf"-(?:,|{BLANK}(?:and|or|to){BLANK})")
LISTED = re.compile(rf"{BLANK}(?:or|and){BLANK}|,{BLANK}(?:(?:or|and){BLANK})?")
ALTERNATIVE = re.compile(rf"([a-z]+){BLANK}or{BLANK}$")


def carry_over(reading: Reading, quantities: list[Quantity]) -> None:
    """Give a count without a noun the noun of the counts before it: "more than 6,000 of them", "compared with 63"."""
    noun, where, before, last = None, -9, None, -1
    for q in quantities:
        if reading.parsed.segments.sentence_at(q.start) != last:
            before, last = noun, reading.parsed.segments.sentence_at(q.start)
        if q.kind == "rate" and q.noun is not None:
            noun, where = q.counted, reading.parsed.segments.sentence_at(q.start)
        if q.kind not in ("count", "share", "ratio"):
            continue
        sentence = reading.parsed.segments.sentence_at(q.start)
        if (q.counted or "").lower() in PRONOUNS:
            q.counted = None
        if q.counted is None:
            near = noun if sentence - where <= reach(reading, q) else None
            near = before if near and before and OF_THOSE.match(reading.lower, reading.sentence(q.start)[0]) else near
            q.counted = relative_before(reading, q) or named_before(reading, q) or near
            where = sentence if q.counted else where
            noun = q.counted or noun
        elif q.noun is not None and q.kind == "count" and (q.high != 1 or sentence - where > 1):
            noun, where = q.counted, sentence


OF_THOSE = re.compile(r"of (?:those|them|these)\b")
PRONOUN_BEHIND = re.compile(rf"{BLANK}of{BLANK}(?:them|these|those|us)\b(?!{BLANK}(?:who|that|in|with))")


def reach(reading: Reading, q: Quantity) -> int:
    """How many sentences back the noun of a number without one may stand."""
    if PRONOUN_BEHIND.match(reading.lower, q.end):
        return 6
    if q.kind in ("share", "ratio"):
        return 0
    return 3 if stands_alone(reading, q) else 1 if whole(q) else 0


RELATIVE = re.compile(rf"{BLANK}of{BLANK}(?:whom|which)\b")


def relative_before(reading: Reading, q: Quantity) -> str | None:
    """ "Homeowners, three-quarters of whom have loans": the noun in front of the comma."""
    if not RELATIVE.match(reading.lower, q.end):
        return None
    comma = reading.text.rfind(",", max(0, q.start - 24), q.start)
    noun = reading.doc[reading.last_before(comma)] if comma > 0 else None
    return noun.text if noun is not None and noun.tag_ in NOUNS else None


def whole(q: Quantity) -> bool:
    """True for a plain whole number, such as things are counted with."""
    return q.low is not None and q.low == int(q.low) and q.change_role is None and not q.vague


CLUE = re.compile(r"\b(?:of|toll|under|over|above|below)\b")


def named_before(reading: Reading, q: Quantity) -> str | None:
    """A noun in front of the number: "Of the posts to go, 21 are …", "the number of homes flooded stood at 410"."""
    if not CLUE.search(reading.lower, max(0, q.start - 150), q.start):
        return None
    start, _ = reading.sentence(q.start)
    first, last = reading.first_from(start), reading.first_from(q.start)
    for place in range(max(first, last - 25), last):
        token = reading.doc[place]
        if token.lower_ == "toll" and token.tag_ == "NN":
            before = token.nbor(-1).text if place > first else ""
            return f"{before} {token.text}" if before.lower() == "death" else token.text
        beside = place == last - 1 and place > first and token.tag_ == "IN"
        if beside and (group := _group(reading, place - 1)):
            return group
        if token.lower_ != "of":
            continue
        if place != first and reading.doc[place - 1].lower_ not in ("number", "numbers"):
            continue
        noun = next((child for child in token.rights if child.tag_ in NOUNS), None)
        if noun is None:
            noun = next((t for t in reading.doc[place + 1 : place + 5] if t.tag_ in ("NNS", "NNPS")), None)
        if noun is not None and noun.i < last:
            begin = noun.left_edge.i
            while begin < noun.i and reading.doc[begin].tag_ in ("DT", "PRP$", "CD", "PDT"):
                begin += 1
            return reading.text[reading.doc[max(begin, place + 1)].idx : noun.idx + len(noun)]
    return None


ALONE_BEFORE = re.compile(
    r"\b(?:other|another|remaining|rest|further|additional|those|these|and|but|while|with|only|just|about|some)\s$"
)
ALONE_BEHIND = re.compile(
    rf"{BLANK}(?:of{BLANK}(?:them|these|those|whom|which)|more|others|were|are|had|have|was|is|came|in{BLANK}all)\b"
)


def stands_alone(reading: Reading, q: Quantity) -> bool:
    """ "of them", "the other 21", or a number that is itself the subject of a verb."""
    if ALONE_BEHIND.match(reading.lower, q.end) or ALONE_BEFORE.search(reading.before(q.start, 14)):
        return True
    token = reading.token_at(max(q.start, q.core_end - 1))
    return token is not None and token.dep_ in ("nsubj", "nsubjpass")


def _group(reading: Reading, place: int) -> str | None:
    """The word in front of "of" names what is counted: "a population of 54,000", "an audience of 300"."""
    token = reading.doc[place]
    return token.text if token.lower_ in lexicon.word_set("group-nouns.txt") else None
