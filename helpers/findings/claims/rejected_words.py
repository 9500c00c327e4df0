"""Number words that count nothing: fixed expressions, "one" as a pronoun, halves and quarters of a year or a game."""

from __future__ import annotations

import re
from functools import cache

from helpers.findings.claims.numerals import BLANK, HYPHEN
from helpers.findings.claims.quantity import Quantity
from helpers.findings.claims.reading import Reading
from helpers.text import lexicon


def idiom(reading: Reading, q: Quantity) -> str | None:
    """Fixed expressions: "one another", "24/7", "on the one hand"."""
    floor = max(0, q.start - 14)
    for match in _idioms().finditer(reading.lower, floor, q.end + 24):
        if match.start() <= q.start and q.end <= match.end():
            return lexicon.table("number-idioms.tsv")[" ".join(match[0].replace("’", "'").split())][0]
    return None


@cache
def _idioms() -> re.Pattern[str]:
    forms = sorted(lexicon.word_set("number-idioms.tsv"), key=lambda form: (-len(form), form))
    body = "|".join(re.escape(form).replace(r"\ ", r"\s").replace("'", "['’]") for form in forms)
    return re.compile(rf"(?<![\w-])(?:{body})(?![\w-])")


SOME_DAY = re.compile(
    rf"{BLANK}(?:day|morning|evening|night|afternoon|summer|winter|moment)\b(?!{BLANK}(?:a|an|per|of|later|earlier|ago|before|after|off|early|short|each|every)\b)"
)
IN_BEFORE = re.compile(r"\b(?:in|within|for|just|only|than|about|after|least|by|every|nearly|to|over|under|under)\s$")


def some_day(reading: Reading, q: Quantity) -> str | None:
    """ "one day he will", "one night": some day or other."""
    if reading.lower[q.start : q.end] != "one" or not SOME_DAY.match(reading.lower, q.end):
        return None
    return None if IN_BEFORE.search(reading.before(q.start, 10)) else "idiom"


OF = re.compile(rf"{BLANK}of\b")
SHARE_OF_ONE = re.compile(
    rf"{BLANK}(?:in|out{BLANK}of){BLANK}(?:every{BLANK}|each{BLANK})?(?:\d|two|three|four|five|six|seven|eight|nine|ten|twenty|a{BLANK}(?:hundred|thousand|million)|\w*teen|\w*ty\b)"
)


def no_number_in_front(reading: Reading, q: Quantity) -> str | None:
    """ "a multi-million campaign": a scale without a number."""
    joined = re.search(r"(?:multi|multiple|mega|uber)[-\s]?$", reading.before(q.start, 10))
    return "idiom" if joined and q.numeral.form == "words" else None


def one_of_the(reading: Reading, q: Quantity) -> str | None:
    """ "one of the oldest parks", "one of them"."""
    one = reading.lower[q.start : q.end] == "one"
    return "one of the" if one and OF.match(reading.lower, q.end) else None


def pronoun(reading: Reading, q: Quantity) -> str | None:
    """ "one" that stands for a thing or a person: "the big one", "each one", "one must"."""
    if reading.lower[q.start : q.end] != "one" or SHARE_OF_ONE.match(reading.lower, q.end):
        return None
    token = reading.token_at(q.start)
    if token is None or token.dep_ != "nummod" or token.head.i < token.i:
        return "pronoun"
    return "pronoun" if token.i and token.nbor(-1).lower_ in ("no", "any", "every", "each", "some") else None


def rank(reading: Reading, q: Quantity) -> str | None:
    """ "the bottom three" without a noun: a place in a table."""
    before = re.search(r"\b(?:top|bottom|final|last|ranked|ranks|rank|seeded)[-\s]$", reading.before(q.start, 8))
    if not before or q.numeral.form not in ("words", "digits") or reading.lower[q.end : q.end + 1] == "-":
        return None
    token = reading.token_at(max(q.start, q.core_end - 1))
    return "rank" if token is not None and (token.dep_ != "nummod" or token.head.i < token.i) else None


WHOLE_BEHIND = re.compile(
    rf"(?:{BLANK}|{HYPHEN})(?:of|the|a|an|its|their|his|her|my|our|your|that|this|those|these|all|as|what|mile|hour|century|"
    r"day|year|point|price|price[ds]?|century|decade)\b"
)
MORE_BEHIND = re.compile(rf"{BLANK}(?:more|less|higher|lower|fewer|bigger|smaller|larger|faster|cheaper)\b")
TURN_BEFORE = re.compile(
    r"\b(?:first|second|third|fourth|1st|2nd|3rd|4th|last|this|next|other|final|better|opening|front|back|top|bottom|each|either|per)[-\s]$"
)


def part_as_period(reading: Reading, q: Quantity) -> str | None:
    """ "the second half", "a quarter" of a year or game, "a third man"."""
    if q.numeral.form != "part" or not reading.text[q.start].isalpha():
        return None
    word, before = reading.lower[q.start : q.end], reading.before(q.start, 14)
    if word.endswith(("half", "quarter")) and TURN_BEFORE.search(before):
        return "period"
    if WHOLE_BEHIND.match(reading.lower, q.end) or MORE_BEHIND.match(reading.lower, q.end):
        return None
    if not word.endswith(("half", "s")) and HYPHEN_BEHIND.match(reading.lower, q.end):
        return "ordinal"
    token = reading.doc[min(reading.first_from(q.end), len(reading.doc) - 1)]
    if word == "half" and token.tag_ in ("VBN", "JJ", "RB", "VBD", "NN") and token.idx - q.end == 1:
        return "idiom"
    if word == "half" and reading.text[q.end : q.end + 1] == "-":
        return "idiom"
    if word.endswith("quarter") and not HYPHEN_INSIDE.search(word) and not _weighed(reading, q):
        return "period"
    if re.match(r"(?:a|another|the other)\s(?!half)", word) or (word.startswith("one ") and not word.endswith("half")):
        return "ordinal" if re.match(rf"{BLANK}[a-z]", reading.after(q.end, 3)) and _modifies(reading, q) else None
    return None


HYPHEN_BEHIND = re.compile(rf"{HYPHEN}[a-z]")
HYPHEN_INSIDE = re.compile(HYPHEN)


MEANT = re.compile(r"\b(?:almost|nearly|about|around|roughly|than|over|just|only|under|by|and)\s$")


def _weighed(reading: Reading, q: Quantity) -> bool:
    """ "almost a quarter", "a quarter (24%)", "a quarter said": shares, no quarters of a year."""
    token = reading.token_at(q.end - 1)
    subject = token is not None and token.dep_ in ("nsubj", "nsubjpass") and token.head.i > token.i
    return subject or reading.text[q.end : q.end + 2] == " (" or MEANT.search(reading.before(q.start, 10)) is not None


def _modifies(reading: Reading, q: Quantity) -> bool:
    token = reading.token_at(q.end - 1)
    return token is not None and token.dep_ in ("amod", "compound", "nmod") and token.head.i > token.i


COMPARED = re.compile(
    rf"{BLANK}(?:as{BLANK}(?!(?:a|an|the|he|she|it|they|we|i|his|her)\b)|(?:the|that|its|their|his|her|what)\b)"
)


def _compares(reading: Reading, q: Quantity) -> bool:
    """ "twice as many", not "twice as United won"."""
    match = COMPARED.match(reading.lower, q.end)
    return match is not None and not reading.text[match.end() : match.end() + 1].isupper()


def idle_multiple(reading: Reading, q: Quantity) -> str | None:
    """ "twice" as a count of occasions, "double murder", "doubled down": multiples that compare nothing."""
    if q.numeral.form != "multiple":
        return None
    word = reading.lower[q.start : q.end]
    if re.match(rf"{BLANK}(?:down|over|up|as a\b|as an\b|as the\b|back)", reading.after(q.end, 10)):
        return "idiom"
    if word in ("twice", "thrice", "double", "triple", "treble", "quadruple"):
        token = reading.token_at(q.start)
        verb = token is not None and token.tag_.startswith("VB")
        if not verb and not _compares(reading, q):
            return "idiom"
    if word in ("doubles", "triples") and not COMPARED.match(reading.lower, q.end):
        token = reading.token_at(q.start)
        return None if token is not None and token.tag_.startswith("VB") else "idiom"
    return None
