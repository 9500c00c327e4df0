"""Numbers that are part of a name, an address, a code or a score."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Token

from helpers.findings.claims.numerals import BLANK
from helpers.findings.claims.quantity import Quantity
from helpers.findings.claims.reading import Reading
from helpers.findings.claims.rejected_times import plural_counted, within
from helpers.text import lexicon
from helpers.text.lemmas import lemma

PHONE = re.compile(
    r"(?<![\w.,$€£])(?:\+\d{1,3}[ -]?(?:\(0\))?[\d -]{6,14}\d|\(\d{3,5}\)[ -]?\d{3,4}[ -]?\d{3,4}|\d{3}[-.]\d{3}[-.]\d{4}"
    r"|1-\d{3}-\d{3}-\d{4}|\d{3}-\d{4}|0\d{2,4} \d{3,4} \d{3,4}|0\d{9,10})(?![\w,]|\.\d)"
)


CALLED = re.compile(r"\b(?:call|called|calling|dial|dialed|dialled|dialling|phone|ring|text)\s$")


def phone_number(reading: Reading, q: Quantity) -> str | None:
    """ "555-0134", "(020) 7946 0000", "+44 20 7946 0958"."""
    if q.numeral.form != "digits":
        return None
    if CALLED.search(reading.before(q.start, 10)) and q.end - q.start in (3, 4):
        return "phone number"
    return "phone number" if within(PHONE, reading, q, 18) else None


def version(reading: Reading, q: Quantity) -> str | None:
    """ "1.2.3", "192.168.0.1", "ID.4"."""
    before = reading.text[max(0, q.start - 4) : q.start]
    if re.match(r"\.\d", reading.lower[q.end : q.end + 2]) or re.search(r"\d\.$", before):
        return "version"
    return (
        "version"
        if q.numeral.form == "digits" and re.search(r"[^\W\d_]{2}\.$", before) and before[-2:] != "o."
        else None
    )


def enumerator(reading: Reading, q: Quantity) -> str | None:
    """ "1." or "2)" at the beginning of a line, "(3)" in front of an item."""
    if q.numeral.form != "digits" or q.low is None or not 0 <= q.low < 100:
        return None
    line, behind = reading.before(q.start, 5), reading.lower[q.end : q.end + 3]
    first = line.strip() == "" and (q.start <= 4 or "\n" in reading.text[q.start - 5 : q.start])
    if first and re.match(r"[.)](?:\s|$)", behind):
        return "enumerator"
    return (
        "enumerator"
        if line.endswith("(") and re.match(r"\) ", behind) and q.low < 20 and not line.endswith(" (")
        else None
    )


JOINED_WORDS = re.compile(
    r"(?:\d[a-z]{1,3}|(?<![a-z])(?:sub|minus|negative|under|over|mid|near|non|some|nearly|about|almost|up|to|ages?|aged|plus|and|or|by|of|at|"
    r"a|the|from|than|was|is|were|only|just|with|for|in))[-–—]$"
)
GLUED_LETTERS = re.compile(r"[^\W\d_]+")
RANK_LETTERS = re.compile(r"(?:s|th|st|nd|rd|x)(?![a-z])")


def alphanumeric(reading: Reading, q: Quantity) -> str | None:
    """Digits inside a name: "A320", "COVID-19", "F-35", "mk5", "4x4", "#5"."""
    if q.numeral.form != "digits":
        return None
    before = reading.lower[max(0, q.start - 14) : q.start]
    last = before[-1:]
    if (last.isalpha() and not re.search(r"\dx$", before)) or (
        last and last in "_#@&/" and not (last == "#" and q.numeral.scaled) and not re.search(r"[\w]\s?/$", before)
    ):
        return "name"
    if last in ("-", "–", "/") and re.search(r"[^\W\d_]['’.]?[-–/]$", before) and not JOINED_WORDS.search(before):
        return "name"
    glued = GLUED_LETTERS.match(reading.text, q.end)
    if glued and not RANK_LETTERS.match(glued[0].lower()):
        return "name"
    return "name" if re.match(r"x\d|[-–][A-Z]?\d*[A-Z]\b|[-–][A-Z]\d", reading.text[q.end : q.end + 4]) else None


SCORE = re.compile(r"(?<![\w.,$£€–/-])(\d{1,3})(?:-|–|−)(\d{1,3})(?![\w%/]|[.,]\d|[-–]\d{3}|[-–][a-z])")
POLITICS = re.compile(
    r"\b(?:polls?|voters?|votes?|voted|per ?cent|survey|senate|house of|court|council|justices|judges|ruling|verdict|bill)\b"
)
GAME_BEHIND = re.compile(r"\s(?:down|up|ahead|behind|at)\b")


def score(reading: Reading, q: Quantity) -> str | None:
    """ "won 3-1", "a 2-0 lead"; two small numbers joined by a hyphen near a word of games."""
    match = within(SCORE, reading, q, 5) if q.numeral.form == "digits" else None
    if not match:
        return None
    if POLITICS.search(reading.lower, max(0, match.start() - 80), match.end() + 60):
        return None
    return "score" if GAME_BEHIND.match(reading.lower, match.end()) or _near_game(reading, match) else None


def _near_game(reading: Reading, match: re.Match[str]) -> bool:
    start, end = reading.sentence(match.start())
    first = reading.first_from(max(start, match.start() - 70))
    last = reading.first_from(min(end, match.end() + 50))
    words = lexicon.word_set("score-words.txt")
    return any(lemma(token) in words for token in reading.doc[first:last])


DOCKET = re.compile(r"\bno\.\s?\d+[-–]$")
THING_BEFORE = re.compile(r"(?<![\w])(?:([a-z]+)\.?[ \u00a0-]|(no\.|nos\.|number)[ \u00a0]?)$")


def numbered(reading: Reading, q: Quantity) -> str | None:
    """ "Section 4", "phase two", "Highway 35", "No. 10"."""
    if q.numeral.form not in ("digits", "words"):
        return None
    before = reading.before(q.start, 22)
    if DOCKET.search(before):
        return "section"
    match = THING_BEFORE.search(before)
    word = (match[1] or match[2]).rstrip(".") if match else ""
    reason = lexicon.table("numbered-things.tsv").get(word)
    if reason is None:
        return None
    capital = reading.text[q.start - len(before) + match.start()].isupper()
    strict = word in ("no", "number", "nos", "nr", "pp", "vol", "mk")
    if not (strict and capital) and plural_counted(reading, q):
        return None
    common = reason[0] in ("level", "section", "address")
    return reason[0] if capital or (common and not strict) or (strict and match[0] != "no ") else None


def numbered_letter(reading: Reading, q: Quantity) -> str | None:
    """ "Apt. 4C", "Gate 12B": the letter is no unit behind the number of a thing."""
    return numbered(reading, q) if LETTER.match(reading.text, q.end) else None


LETTER = re.compile(r"[A-Z](?!\w)")
BLOCK = r"[a-z]?(?:[-–]\d+)?"
ADDRESS = re.compile(rf"{BLOCK}{BLANK}((?:[NSEW]\.?{BLANK})?(?:[A-Z0-9][\w.'’]*{BLANK}){{1,3}}?)([A-Z][a-z]+)\b")
ZIP = re.compile(rf"{BLANK}zip\b|-\d{{4}}\b")


def address(reading: Reading, q: Quantity) -> str | None:
    """ "575 Wilbraham Road", "16-18 Industrial Avenue", "the 90049 ZIP Code"."""
    if q.numeral.form != "digits" or q.low is None or q.low != int(q.low):
        return None
    if q.end - q.start == 5 and (
        ZIP.match(reading.lower, q.end) or re.search(r"\b[A-Z]{2},?\s$", reading.text[max(0, q.start - 5) : q.start])
    ):
        return "address"
    match = ADDRESS.match(reading.text, q.end)
    words = [*match[1].split(), match[2]] if match else []
    return (
        "address"
        if any(word.lower().strip(".") in lexicon.word_set("street-words.txt") for word in words[1:])
        else None
    )


ARTICLE = re.compile(r"(?<![a-z])an?\s$")
TO_NUMBER = re.compile(rf"{BLANK}to{BLANK}\d")


def street_number(reading: Reading, q: Quantity) -> str | None:
    """ "210 W. Ninth St.": the letter is a point of the compass, no unit."""
    return "address" if COMPASS.match(reading.text, q.end) and address(reading, q) else None


COMPASS = re.compile(rf"{BLANK}[NSEW]\.?{BLANK}[A-Z0-9]")


def name(reading: Reading, q: Quantity) -> str | None:
    """A number that belongs to a name: "Euro 2020", "iPhone 11", "Fortune 100", "the Big 12", "Ocean's Eleven"."""
    token = reading.token_at(q.start)
    if (
        token is None
        or q.low is None
        or q.numeral.form not in ("digits", "words")
        or TO_NUMBER.match(reading.lower, q.end)
    ):
        return None
    capital = reading.text[q.start].isupper() and q.numeral.form == "words"
    if capital and _capital_name(reading, token):
        return "name"
    if ARTICLE.search(reading.before(q.start, 4)) and token.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj", "attr"):
        return "name" if q.numeral.form == "digits" else None
    if (q.numeral.form == "words" and not capital) or token.i == 0:
        return None
    left = reading.doc[token.i - 1]
    if not left.text[:1].isalpha() or left.idx + len(left) + 1 < q.start or "\n" in reading.text[left.idx : q.start]:
        return None
    if not _is_capital(left) or left.lower_.strip(".") in _calendar_words():
        return None
    return "name" if _one_phrase(reading, left, reading.doc[reading.last_before(q.end)]) else None


def _capital_name(reading: Reading, token: Token) -> bool:
    """A capital number word inside a sentence, beside another capital."""
    if (
        token.is_sent_start
        or token.i == 0
        or (token.dep_ == "nummod" and token.head.i > token.i and token.head.is_lower)
    ):
        return False
    before = token.nbor(-2) if token.i > 1 and token.nbor(-1).lower_ == "of" else token.nbor(-1)
    beside = [before, *reading.doc[token.i + 1 : token.i + 2]]
    if not any(other.is_title and not other.is_sent_start for other in beside) or beside[0].text in "\"':—–-":
        return False
    return not _title_case(reading, token)


def _title_case(reading: Reading, token: Token) -> bool:
    """True in a headline: most longer words of the sentence begin with a capital."""
    start, end = reading.sentence(token.idx)
    words = [
        word for word in reading.text[start : min(end, start + 200)].split() if len(word) > 3 and word[0].isalpha()
    ]
    return sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _is_capital(token: Token) -> bool:
    if token.is_sent_start and not (token.text[1:].lower() != token.text[1:] and not token.is_upper):
        return token.tag_ in ("NNP", "NNPS")
    return any(c.isupper() for c in token.text) and token.tag_ in ("NNP", "NNPS", "NN", "NNS", "JJ", "FW", "CD")


@cache
def _calendar_words() -> frozenset[str]:
    return lexicon.word_set("calendar-words.tsv")


def _one_phrase(reading: Reading, left: Token, last: Token) -> bool:
    """True if the parse binds the number to the capital word in front of it, or both to one noun behind."""
    if last.head == left or left.head == last:
        return True
    return left.head == last.head and last.head.i > last.i and left.dep_ in ("compound", "nmod", "amod", "nummod")


def nested(reading: Reading, q: Quantity) -> str | None:
    """A second number in front of one noun belongs to the name of the thing: "two new 737 Max jets"."""
    last = reading.doc[reading.last_before(q.end)]
    if q.numeral.form != "digits" or last.dep_ != "nummod" or last.head.i < last.i:
        return None
    first = next((child for child in last.head.lefts if child.dep_ == "nummod"), last)
    between = reading.doc[first.i + 1 : reading.first_from(q.start)]
    return "name" if len(between) and not any(t.tag_ in SEPARATING for t in between) else None


SEPARATING = frozenset(("CC", ",", "TO", "IN", ":", "HYPH", "CD", "-LRB-", "-RRB-"))


def named_behind(reading: Reading, q: Quantity) -> str | None:
    """A number in front of a name that is no plural: "11 Pro Max", "737 Max"."""
    if q.numeral.form != "digits" or plural_counted(reading, q):
        return None
    place, last = reading.first_from(q.end), None
    for token in reading.doc[place : place + 6]:
        if token.tag_ not in ("NNP", "NNPS", "NN", "NNS", "CC"):
            break
        last = token
    if last is None or last.tag_ != "NNP" or last.text.endswith("s") or reading.doc[place].tag_ != "NNP":
        return None
    goes_on = last.i + 1 < len(reading.doc) and last.nbor().tag_ not in ("IN", ",", ".", ":", "TO", "-RRB-", "MD", "''")
    if LISTED_NAMES.match(reading.text, last.idx + len(last)):
        return None
    beside = reading.doc[place].idx - q.end == 1 and reading.doc[place].text[0].isupper()
    return "name" if beside and not goes_on else None


LISTED_NAMES = re.compile(rf"(?:,|,?{BLANK}and){BLANK}(?:\d+|two|three|four|five|six|seven|eight|nine){BLANK}[A-Z]")
"""The same again behind it: "22 Labour, 14 Conservative" counts members of each."""


def identifier(reading: Reading, q: Quantity) -> str | None:
    """A long run of digits without grouping: an account, a ticket, an entry of a database."""
    digits = reading.text[q.numeral.start : q.numeral.end]
    return "identifier" if 9 < len(digits) < 40 and digits.isdecimal() and int(digits) % 1000 else None
