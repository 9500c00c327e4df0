"""What a number counts: the noun phrase behind it, or the one that the text has named before."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from spacy.tokens import Token

from helpers.findings.claims.reading import BLANK, Quantity, Reading
from helpers.text import lexicon

NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
INSIDE = NOUNS | frozenset(("JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "CD", "``", "''"))
HYPHENS = ("-", "‐", "‑")
LONGEST = 12  # tokens of a noun phrase
OWNERS = "the|an?|its|their|his|her|our|my|your|this|that|all"
OF = re.compile(rf"[”\"]?{BLANK}of{BLANK}(?:(?:{OWNERS}|these|those|such){BLANK})?")
DETERMINER = re.compile(rf"{BLANK}(?:{OWNERS})(?:{BLANK}the)?{BLANK}")
WHEN = re.compile("next|last|this|each|every|today|yesterday|tomorrow|tonight|overnight")
CLAUSE_STARTS = frozenset(("the", "it", "they", "he", "she", "we", "that", "his", "her", "their", "its"))
ALTERNATIVE = re.compile(rf"([a-z]+){BLANK}or{BLANK}$")


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
    span = _noun_run(reading, q, first)
    if span and (of or not _is_verb_after_all(reading, *span)):
        _set(reading, q, *span)
    elif ALTERNATIVE.search(reading.before(q.start, 24)):  # "a pick or two"
        noun = reading.last_before(q.start) - 1
        if reading.doc[noun].tag_ == "NN":
            _set(reading, q, noun, noun)


def _begin(reading: Reading, q: Quantity, place: int) -> int | None:
    """Where the noun of a number without "of" begins; None where none can follow."""
    if q.form == "part" and q.unit is None:
        whole = DETERMINER.match(reading.lower, place)
        return whole.end() if whole else place
    return None if q.unit is not None or reading.is_subject(q) else place


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
        span = _noun_run(reading, q, first + 1) if first + 1 < len(reading.doc) else None
        if span:
            _set(reading, q, *span)
        else:
            q.counted = _described(reading, q)
    elif token.tag_ in NOUNS:
        q.counted = token.text


def _described(reading: Reading, q: Quantity) -> str | None:
    """ "The band, now 28-strong,": the noun that the compound describes."""
    token = reading.token_at(q.start)
    for _ in range(4):
        token = token.head
        subject = next((child for child in token.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None:
            return subject.text
    return None


def _noun_run(reading: Reading, q: Quantity, first: int) -> tuple[int, int] | None:
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
    if reading.doc[first].text in HYPHENS:  # "of the 90-strong crew"
        first = min(first + 2, last)
    if WHEN.fullmatch(reading.doc[first].lower_) or reading.doc[last].lower_ in lexicon.word_set("calendar-words.tsv"):
        return None
    return None if q.unit and reading.doc[last].tag_ in ("NNP", "NNPS") else (first, last)


def _is_verb_after_all(reading: Reading, first: int, last: int) -> bool:
    """ "eight thought the bank …": a singular noun with an article right behind it is a verb, wrongly tagged."""
    if first != last or last + 1 >= len(reading.doc) or reading.doc[last].tag_ != "NN":
        return False
    return reading.doc[last + 1].lower_ in CLAUSE_STARTS


def _head_of(reading: Reading, q: Quantity) -> Token | None:
    token = reading.token_of(q)
    if token is not None and token.dep_ in ("nummod", "compound", "amod", "quantmod") and token.head.i > token.i:
        return token.head if token.head.tag_ in NOUNS else None
    return None


def _goes_on(reading: Reading, token: Token, place: int, first: int, head: Token | None) -> bool:
    """True for a word that is no noun but can stand inside the noun phrase."""
    if token.tag_ in INSIDE:
        return not (token.tag_ in ("VBN", "VBG") and token.dep_ in ("acl", "ROOT", "advcl", "relcl", "ccomp", "conj"))
    if "-" in (
        reading.text[token.idx - 1 : token.idx],
        reading.text[token.idx + len(token) : token.idx + len(token) + 1],
    ):
        return True
    follower = reading.doc[place + 1].tag_ if place + 1 < len(reading.doc) else ""
    if token.tag_ in ("RB", "RBR", "RBS"):
        return follower in ("JJ", "VBN", "JJR")
    if place == first:
        return token.tag_ == "VBD" and follower in ("NNS", "NN")
    return token.tag_ in ("CC", ",") and head is not None and place < head.i


def _new_phrase(reading: Reading, token: Token, last: int) -> bool:
    """A noun behind a plural noun that is not its head begins another phrase ("20 people Friday")."""
    before = reading.doc[last]
    return before.tag_ in ("NNS", "NNPS") and before.head != token


HANGING = re.compile(rf"-(?:,|{BLANK}(?:and|or|to){BLANK})")
LISTED = re.compile(
    rf"{BLANK}(?:or|and){BLANK}(?:even{BLANK}|about{BLANK}|around{BLANK})?|,{BLANK}(?P<again>(?:or|and){BLANK})?"
)


def share_hanging(reading: Reading, quantities: list[Quantity]) -> None:
    """ "four-, five- and six-cylinder", "5, 10 or 15 per cent": a number takes what the next one counts."""
    for b, a in pairwise(reversed(quantities)):
        if a.unit is not None or b.start - a.end > 12 or a.kind != "count":
            continue
        if HANGING.match(reading.lower, a.core_end) or _is_listed(reading, a, b):
            a.counted, a.unit, a.noun, a.kind, a.rule = b.counted, b.unit, b.noun, b.kind, b.rule


def _is_listed(reading: Reading, a: Quantity, b: Quantity) -> bool:
    """ "5, 10, or 15 per cent" is a list; "1,010, or 84%, were" says one amount twice."""
    if not b.unit or a.noun is not None or b.kind == "money" or (b.kind == "percent" and (a.low or 0) > 100):
        return False
    match = LISTED.fullmatch(reading.lower, a.end, b.start)
    return match is not None and (match["again"] is None or reading.before(a.start, 2) == ", ")


PART_OF_THEM = re.compile(r"\bincluding\s(?:at least\s|about\s|more than\s)?$")
OF_THOSE = re.compile(r"of (?:those|them|these)\b")


def carry_over(reading: Reading, quantities: list[Quantity]) -> None:
    """Give a count without a noun the noun of the counts before it: "more than 6,000 of them", "compared with 63"."""
    noun, where = None, -9
    told: list[tuple[int, Quantity]] = []
    for q in quantities:
        sentence = reading.parsed.segments.sentence_at(q.start)
        if q.noun is not None and (q.kind == "rate" or (q.kind == "count" and (q.high != 1 or sentence - where > 1))):
            if not noun or not (q.counted == "others" or PART_OF_THEM.search(reading.before(q.start, 24))):
                noun, where = q.counted, sentence
        elif q.counted is None and (group := _group_before(reading, q)):
            q.counted = group
        elif q.kind in ("count", "share", "ratio") and q.counted is None:
            near = noun if sentence - where <= _reach(reading, q) else None
            near = near and (_pointed_at(reading, q, sentence, told) or near)
            q.counted = _relative_before(reading, q) or _named_before(reading, q) or near
            noun, where = (q.counted, sentence) if q.counted else (noun, where)
        if q.counted and q.kind == "count":
            told.append((sentence, q))


def _pointed_at(reading: Reading, q: Quantity, sentence: int, told: list[tuple[int, Quantity]]) -> str | None:
    """What "of them", "of these" points back at: the noun of the nearest earlier count that the number is a part of."""
    opening = OF_THOSE.match(reading.lower, reading.sentence(q.start)[0])
    if not (opening or PRONOUN_BEHIND.match(reading.lower, q.end)):
        return None
    earlier = [o for place, o in told[-9:] if place < sentence or not opening]
    return next((o.counted for o in reversed(earlier) if (o.high or 0) > (q.high or 0)), None)


PRONOUN_BEHIND = re.compile(rf"{BLANK}of{BLANK}(?:them|these|those|us)\b(?!{BLANK}(?:who|that|in|with))")
ALONE_BEFORE = re.compile(
    r"\b(?:other|another|remaining|rest|further|additional|those|these|and|but|while|with|only|just|about|some)\s$"
)
ALONE_BEHIND = re.compile(
    rf"{BLANK}(?:of{BLANK}(?:them|these|those|whom|which)|more|others|were|are|had|have|was|is|came|in{BLANK}all)\b"
)


def _reach(reading: Reading, q: Quantity) -> int:
    """How many sentences back the noun of a number without one may stand."""
    if PRONOUN_BEHIND.match(reading.lower, q.end):
        return 6
    if q.kind in ("share", "ratio"):
        return 0
    alone = ALONE_BEHIND.match(reading.lower, q.end) or ALONE_BEFORE.search(reading.before(q.start, 14))
    if alone or reading.is_subject(q):
        return 3
    return int(q.whole and q.change_role is None and not q.vague)


RELATIVE = re.compile(rf"{BLANK}of{BLANK}(?:whom|which)\b")


def _relative_before(reading: Reading, q: Quantity) -> str | None:
    """ "Homeowners, three-quarters of whom have loans": the noun in front of the comma."""
    comma = reading.text.rfind(",", max(0, q.start - 24), q.start) if RELATIVE.match(reading.lower, q.end) else 0
    noun = reading.doc[reading.last_before(comma)] if comma > 0 else None
    return noun.text if noun is not None and noun.tag_ in NOUNS else None


PARENT_OF = re.compile(r"\b(?:mother|father|parents?|mum|mom|dad)[\s-]of[\s-]$")


@cache
def _group_of() -> re.Pattern[str]:
    nouns = "|".join(sorted(lexicon.word_set("group-nouns.txt")))
    bound = "more than|less than|over|under|nearly|almost|about|around|some|up to|at least|only|just|an estimated"
    return re.compile(rf"\b({nouns})\sof\s(?:(?:{bound})\s)?$")


def _group_before(reading: Reading, q: Quantity) -> str | None:
    """ "a crowd of more than 300", "a mother of two": words for a number of them, which are said of no other."""
    before = reading.before(q.start, 40)
    group = _group_of().search(before)
    return group[1] if group else "children" if PARENT_OF.search(before) else None


def _named_before(reading: Reading, q: Quantity) -> str | None:
    """A noun in front of the number: "Of the posts to go, 21 are …", "the number of homes flooded stood at 410"."""
    first, last = reading.first_from(reading.sentence(q.start)[0]), reading.first_from(q.start)
    for place in range(max(first, last - 25), last):
        token = reading.doc[place]
        word = reading.doc[place - 1].lower_ if place > first else ""
        if token.lower_ == "toll" and token.tag_ == "NN":
            return "death toll" if word == "death" else token.text
        if token.lower_ == "of" and (place == first or word in ("number", "numbers")):
            phrase = _behind_of(reading, place, last)
            if phrase:
                return phrase
    return None


def _behind_of(reading: Reading, place: int, last: int) -> str | None:
    """The noun phrase behind "of", without what stands behind its noun."""
    noun = next((child for child in reading.doc[place].rights if child.tag_ in NOUNS), None)
    if noun is None or noun.i >= last:
        return None
    begin = max(noun.left_edge.i, place + 1)
    while begin < noun.i and reading.doc[begin].tag_ in ("DT", "PRP$", "CD", "PDT"):
        begin += 1
    return reading.text[reading.doc[begin].idx : noun.idx + len(noun)]
