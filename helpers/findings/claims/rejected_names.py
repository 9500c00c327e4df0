"""Numbers that are part of a name, an address, a code or a score."""

from __future__ import annotations

import re

from spacy.tokens import Token

from helpers.findings.claims.reading import BLANK, Quantity, Reading
from helpers.text import lexicon

PHONE = re.compile(
    r"(?<![\w.,$€£])(?:\+\d{1,3}[ -]?(?:\(0\))?[\d -]{6,14}\d|\(\d{3,5}\)[ -]?\d{3,4}[ -]?\d{3,4}|\d{3}[-.]\d{3}[-.]\d{4}"
    r"|1-\d{3}-\d{3}-\d{4}|\d{3}-\d{4}|0\d{2,4} \d{3,4} \d{3,4}|0\d{9,10})(?![\w,]|\.\d)"
)
CALLED = re.compile(r"\b(?:call|called|calling|dial|dialed|dialled|dialling|phone|ring|text)\s$")


def phone_number(reading: Reading, q: Quantity) -> bool:
    """ "555-0134", "(020) 7946 0000", "+44 20 7946 0958"."""
    if q.form != "digits":
        return False
    called = q.end - q.start in (3, 4) and CALLED.search(reading.before(q.start, 10))
    return bool(called or reading.within(PHONE, q, 18))


VERSION_BEHIND, VERSION_BEFORE = re.compile(r"\.\d"), re.compile(r"\d\.$|[^\W\d_]{2}(?<!o)\.$")


def version(reading: Reading, q: Quantity) -> bool:
    """ "1.2.3", "192.168.0.1", "ID.4"."""
    beside = VERSION_BEHIND.match(reading.text, q.end) or VERSION_BEFORE.search(reading.before(q.start, 4))
    return q.form == "digits" and bool(beside)


ITEM_BEHIND = re.compile(r"[.)](?:\s|$)")


def enumerator(reading: Reading, q: Quantity) -> bool:
    """ "1." or "2)" at the beginning of a line."""
    first = q.start <= 4 or "\n" in reading.text[q.start - 5 : q.start]
    short = q.form == "digits" and q.end - q.start <= 2
    return short and first and not reading.before(q.start, 5).strip() and bool(ITEM_BEHIND.match(reading.text, q.end))


JOINED_WORDS = re.compile(
    r"(?:\d[a-z]{1,3}|(?<![a-z])(?:sub|minus|negative|under|over|mid|near|non|some|nearly|about|almost|up|to|ages?|aged|"
    r"plus|and|or|by|of|at|a|the|from|than|was|is|were|only|just|with|for|in))[-–—]$"
)
GLUED_BEFORE = re.compile(r"[^\W\d_](?<!\dx)$|(?<!\w)(?<!\w\s)/$|[_@&]$|[^\W\d_]['’.]?[-–/]$")
GLUED_BEHIND = re.compile(r"(?!(?i:s|th|st|nd|rd|x)(?![a-zA-Z]))[^\W\d_]|x\d|[-–][A-Z]?\d*[A-Z]\b|[-–][A-Z]\d")


def alphanumeric(reading: Reading, q: Quantity) -> bool:
    """Digits inside a name: "A320", "COVID-19", "F-35", "mk5", "4x4", "#5"."""
    before = reading.lower[max(0, q.start - 14) : q.start]
    if q.form != "digits":
        return False
    if GLUED_BEFORE.search(before) or (before.endswith("#") and not q.scaled):
        return not JOINED_WORDS.search(before)
    return GLUED_BEHIND.match(reading.text, q.end) is not None


SCORE = re.compile(r"(?<![\w.,$£€–/-])(\d{1,3})(?:-|–|−)(\d{1,3})(?![\w%/]|[.,]\d|[-–]\d{3}|[-–][a-z])")
VOTE = re.compile(
    r"\b(?:polls?|voters?|voting|vote[sd]?|per ?cent|survey|senate|house of|court|council|justices|judges|rul(?:ed|ing)|"
    r"verdict|bill|decision|majority|margin|split|divided|passed|approved)\b"
)
GAME_BEHIND = re.compile(r"\s(?:down|up|ahead|behind|at)\b")


def score(reading: Reading, q: Quantity) -> bool:
    """ "won 3-1", "a 2-0 lead"; two small numbers joined by a hyphen that are no range and no votes."""
    match = reading.within(SCORE, q, 5) if q.form == "digits" else None
    if not match or VOTE.search(reading.lower, max(0, match.start() - 80), match.end() + 60):
        return False
    return int(match[1]) >= int(match[2]) or GAME_BEHIND.match(reading.lower, match.end()) is not None


DOCKET = re.compile(r"\bno\.\s?\d+[-–]$")
THING_BEFORE = re.compile(r"(?<![\w])(?:([a-z]+)\.?[ \u00a0-]|(no\.|nos\.|number)[ \u00a0]?)$")
PERCENT = re.compile(rf"{BLANK}?(?:%|per{BLANK}?cent)")
SIGNS = ("no", "number", "nos", "nr", "pp", "vol", "mk")


def numbered(reading: Reading, q: Quantity) -> bool:
    """ "Section 4", "phase two", "Highway 35", "No. 10", "Gate 12B"."""
    before = reading.before(q.start, 22)
    if q.form == "digits" and DOCKET.search(before):
        return True
    match = THING_BEFORE.search(before) if q.plain and not PERCENT.match(reading.lower, q.end) else None
    if not match or ("." in match[0] and q.form == "words"):  # "… lives above the room. Forty-one were led out"
        return False
    word = (match[1] or match[2]).rstrip(".")
    sort = lexicon.table("numbered-things.tsv").get(word)
    if sort is None:
        return False
    capital, sign = reading.text[q.start - len(before) + match.start()].isupper(), word in SIGNS
    if reading.counts_plural(q) and not (sign and capital):
        return False
    return capital or (match[0] != "no " if sign else sort[0] != "name")


ADDRESS = re.compile(
    rf"[a-z]?(?:[-–]\d+)?{BLANK}((?:[NSEW]\.?{BLANK})?(?:[A-Z0-9][\w.'’]*{BLANK}){{1,3}}?)([A-Z][a-z]+)\b"
)
ZIP_BEHIND, STATE_BEFORE = re.compile(rf"{BLANK}(?i:zip)\b|-\d{{4}}\b"), re.compile(r"\b[A-Z]{2},?\s$")


def address(reading: Reading, q: Quantity) -> bool:
    """ "575 Wilbraham Road", "210 W. Ninth St.", "the 90049 ZIP Code"."""
    if q.form != "digits" or not q.whole:
        return False
    before = reading.text[max(0, q.start - 5) : q.start]
    if q.end - q.start == 5 and (ZIP_BEHIND.match(reading.text, q.end) or STATE_BEFORE.search(before)):
        return True
    match = ADDRESS.match(reading.text, q.end)
    words = [*match[1].split()[1:], match[2]] if match else []
    return any(word.lower().strip(".") in lexicon.word_set("street-words.txt") for word in words)


ARTICLE = re.compile(r"(?<![a-z])an?\s$")
TO_NUMBER = re.compile(rf"{BLANK}to{BLANK}\d")


def name(reading: Reading, q: Quantity) -> bool:
    """A number that belongs to a name: "Euro 2020", "iPhone 11", "Fortune 100", "the Big 12", "the Gang of Eight"."""
    token = reading.token_at(q.start)
    if token is None or q.low is None or not q.plain or TO_NUMBER.match(reading.lower, q.end):
        return False
    capital = reading.text[q.start].isupper() and q.form == "words"
    if ARTICLE.search(reading.before(q.start, 4)) and token.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj", "attr"):
        return q.form == "digits"
    if (q.form == "words" and not capital) or token.i == 0:
        return False
    left = reading.doc[token.i - 1]
    if capital and left.lower_ == "of" and left.i and left.nbor(-1).is_title:
        return True
    if not left.text[:1].isalpha() or left.idx + len(left) + 1 < q.start or "\n" in reading.text[left.idx : q.start]:
        return False
    if not _is_capital(left) or left.lower_.strip(".") in lexicon.word_set("calendar-words.tsv"):
        return False
    return _one_phrase(left, reading.doc[reading.last_before(q.end)])


def _is_capital(token: Token) -> bool:
    if token.is_sent_start and not (token.text[1:].lower() != token.text[1:] and not token.is_upper):
        return token.tag_ in ("NNP", "NNPS")
    return any(c.isupper() for c in token.text) and token.tag_ in ("NNP", "NNPS", "NN", "NNS", "JJ", "FW", "CD")


def _one_phrase(left: Token, last: Token) -> bool:
    """True if the parse binds the number to the capital word in front of it, or both to one noun behind."""
    if last.head == left or left.head == last:
        return True
    return left.head == last.head and last.head.i > last.i and left.dep_ in ("compound", "nmod", "amod", "nummod")


def nested(reading: Reading, q: Quantity) -> bool:
    """A second number in front of one noun belongs to the name of the thing: "two new 737 Max jets"."""
    last = reading.doc[reading.last_before(q.end)]
    if q.form != "digits" or last.dep_ != "nummod" or last.head.i < last.i:
        return False
    first = next((child for child in last.head.lefts if child.dep_ == "nummod"), last)
    between = reading.doc[first.i + 1 : last.i]
    return len(between) > 0 and all(token.tag_ in ("JJ", "NN", "NNP") for token in between)


def named_behind(reading: Reading, q: Quantity) -> bool:
    """A number in front of a name that is no plural: "11 Pro Max", "737 Max"."""
    if q.form != "digits" or reading.counts_plural(q):
        return False
    place, last = reading.first_from(q.end), None
    for token in reading.doc[place : place + 6]:
        if token.tag_ not in ("NNP", "NNPS", "NN", "NNS", "CC"):
            break
        last = token
    if last is None or last.tag_ != "NNP" or last.text.endswith("s") or reading.doc[place].tag_ != "NNP":
        return False
    goes_on = last.i + 1 < len(reading.doc) and last.nbor().tag_ not in ("IN", ",", ".", ":", "TO", "-RRB-", "MD", "''")
    return not goes_on and reading.doc[place].idx - q.end == 1 and reading.doc[place].text[0].isupper()


def identifier(reading: Reading, q: Quantity) -> bool:
    """A long run of digits without grouping: an account, a ticket, an entry of a database."""
    digits = reading.text[q.start : q.end]
    return 9 < len(digits) < 40 and digits.isdecimal() and int(digits) % 1000 != 0
