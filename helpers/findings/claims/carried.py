"""What a number counts where the text leaves it out: carried over from the numbers around it and the words before."""

from __future__ import annotations

import re
from itertools import pairwise

from helpers.findings.claims.counted import NOUNS
from helpers.findings.claims.numerals import BLANK
from helpers.findings.claims.quantity import Quantity
from helpers.findings.claims.reading import Reading
from helpers.text import lexicon


def share_hanging(reading: Reading, quantities: list[Quantity]) -> None:
    """ "four-, five- and six-cylinder", "5, 10 or 15 per cent": a number takes what the next one counts."""
    for b, a in pairwise(reversed(quantities)):
        if a.unit is not None or b.start - a.end > 12 or a.kind != "count":
            continue
        hangs = HANGING.match(reading.lower, a.core_end)
        if hangs or _is_listed(reading, a, b):
            a.counted, a.unit, a.noun, a.kind, a.rule = b.counted, b.unit, b.noun, b.kind, b.rule


def _is_listed(reading: Reading, a: Quantity, b: Quantity) -> bool:
    """ "5, 10, or 15 per cent" is a list; "1,010, or 84%, were" says one amount twice."""
    if not b.unit or a.noun is not None or b.kind == "money" or (b.kind == "percent" and (a.low or 0) > MOST_PERCENT):
        return False
    match = LISTED.fullmatch(reading.lower, a.end, b.start)
    return match is not None and (match["again"] is None or reading.before(a.start, 2) == ", ")


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
LISTED = re.compile(
    rf"{BLANK}(?:or|and){BLANK}(?:even{BLANK}|about{BLANK}|around{BLANK})?|,{BLANK}(?P<again>(?:or|and){BLANK})?"
)
MOST_PERCENT = 100  # a larger number beside a percentage counts things


def carry_over(reading: Reading, quantities: list[Quantity]) -> None:
    """Give a count without a noun the noun of the counts before it: "more than 6,000 of them", "compared with 63"."""
    noun, where, before, last = None, -9, None, -1
    for q in quantities:
        sentence = reading.parsed.segments.sentence_at(q.start)
        if sentence != last:
            before, last = noun, sentence
        if q.kind == "rate" and q.noun is not None:
            noun, where = q.counted, sentence
        elif q.kind == "count" and q.noun is not None:
            if q.high != 1 or sentence - where > 1:
                noun, where = q.counted, sentence
        elif q.kind in ("count", "share", "ratio") and q.counted is None:
            near = noun if sentence - where <= reach(reading, q) else None
            of_those = near and before and OF_THOSE.match(reading.lower, reading.sentence(q.start)[0])
            q.counted = relative_before(reading, q) or named_before(reading, q) or (before if of_those else near)
            noun, where = (q.counted, sentence) if q.counted else (noun, where)


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
    first, last = reading.first_from(reading.sentence(q.start)[0]), reading.first_from(q.start)
    for place in range(max(first, last - 25), last):
        token = reading.doc[place]
        before = reading.doc[place - 1].lower_ if place > first else ""
        if token.lower_ == "toll" and token.tag_ == "NN":
            return "death toll" if before == "death" else token.text
        if place == last - 1 and token.tag_ == "IN" and before in lexicon.word_set("group-nouns.txt"):
            return reading.doc[place - 1].text
        if token.lower_ == "of" and (place == first or before in ("number", "numbers")):
            phrase = _behind_of(reading, place, last)
            if phrase:
                return phrase
    return None


def _behind_of(reading: Reading, place: int, last: int) -> str | None:
    """The noun phrase behind "of", without what stands behind its noun."""
    noun = next((child for child in reading.doc[place].rights if child.tag_ in NOUNS), None)
    if noun is None:
        noun = next((token for token in reading.doc[place + 1 : place + 5] if token.tag_ in ("NNS", "NNPS")), None)
    if noun is None or noun.i >= last:
        return None
    begin = max(noun.left_edge.i, place + 1)
    while begin < noun.i and reading.doc[begin].tag_ in ("DT", "PRP$", "CD", "PDT"):
        begin += 1
    return reading.text[reading.doc[begin].idx : noun.idx + len(noun)]


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
