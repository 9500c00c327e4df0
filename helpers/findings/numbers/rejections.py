"""Numbers that are no claims: one rule a function, its name is the `rule` column, its answer the reason or None.

`FIRST` looks at the characters beside a number, before a unit is read; `LAST` at numbers without a unit.
"""

from __future__ import annotations

import re
from functools import cache

from helpers.findings.numbers.numerals import BLANK, HYPHEN
from helpers.findings.numbers.quantity import Quantity
from helpers.findings.numbers.reading import Reading
from helpers.text import lexicon
from helpers.text.lemmas import lemma


@cache
def _calendar(*sorts: str) -> str:
    return "|".join(
        sorted((w for w, sort in lexicon.rows("calendar-words.tsv") if sort in sorts), key=lambda w: (-len(w), w))
    )


def ordinal(reading: Reading, q: Quantity) -> str | None:
    """ "third", "10th", "the 22nd amendment"."""
    if q.numeral.form == "ordinal":
        return "ordinal"
    if q.numeral.form == "digits" and re.match(r"(?:st|nd|rd|th)(?![a-z])", reading.lower[q.end : q.end + 3]):
        return "ordinal"
    hundredth = q.numeral.form == "words" and re.match(
        r"(?:-|\s)?(?:th|first|second|third|\w+th)\b", reading.lower[q.end : q.end + 12]
    )
    return "ordinal" if hundredth and not q.numeral.scaled else None


CLOCK = re.compile(rf"{BLANK}?(?:a\.?m\.?|p\.?m\.?|o['’]clock|hrs gmt|gmt)(?![a-z])")
COLON = re.compile(r"[:.]\d\d(?!\d)")


def clock_time(reading: Reading, q: Quantity) -> str | None:
    """ "5:25", "11 a.m.", "1.56pm", "8-10pm", "seven o'clock"."""
    if CLOCK.match(reading.lower, q.end):
        return "time of day"
    ahead = reading.after(q.end, 24)
    if re.match(r":\d\d(?!\d)", ahead) or re.search(r"\d:$", reading.before(q.start, 2)):
        return "time of day"
    if re.match(
        rf"(?:(?::\d\d)?{BLANK}?(?:-|–|to|and){BLANK}?\d{{1,2}}(?:[:.]\d\d)?){BLANK}?(?:a\.?m\.?|p\.?m\.?)(?![a-z])",
        ahead,
    ):
        return "time of day"
    return None


def date(reading: Reading, q: Quantity) -> str | None:
    """ "Oct. 31", "14 March", "2019-05-02", "12/05/2024", "31 December 1999"."""
    if q.numeral.form != "digits" or q.low is None or q.low > 2200 or q.low != int(q.low):
        return _slashed(reading, q) if q.numeral.form == "digits" else None
    if _date_before().search(reading.before(q.start, 32)) and not re.match(
        r",\d{3}|\.\d", reading.lower[q.end : q.end + 4]
    ):
        month_then_many = q.low > 31 and not 1000 < q.low < 2200
        return None if month_then_many else "date"
    if q.low <= 31 and _date_behind().match(reading.lower, q.end):
        return "date"
    return _slashed(reading, q)


@cache
def _date_before() -> re.Pattern[str]:
    months, days = _calendar("month"), r"\d{1,2}(?:st|nd|rd|th)?"
    return re.compile(
        rf"(?<![a-z])(?:{months})\.?,?{BLANK}(?:the{BLANK})?(?:{days}{BLANK}?(?:-|–|to|and|,|/){BLANK}?)?$"
    )


@cache
def _date_behind() -> re.Pattern[str]:
    months = _calendar("month")
    return re.compile(
        rf"{BLANK}?(?:(?:-|–|to|and|/){BLANK}?\d{{1,2}}{BLANK})?(?:of{BLANK})?(?:{months})(?![a-z])(?!{BLANK}(?:be|not|have|also|well))"
    )


def _slashed(reading: Reading, q: Quantity) -> str | None:
    around = reading.lower[max(0, q.start - 10) : q.end + 10]
    place = q.start - max(0, q.start - 10)
    for match in re.finditer(
        r"(?<![\d/])(?:\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}[-–/]\d{1,2}[-–/]\d{1,2})(?![\d/])", around
    ):
        if match.start() <= place < match.end():
            return "date"
    return None


def phone_number(reading: Reading, q: Quantity) -> str | None:
    """ "555-0134", "(020) 7946 0000", "+44 20 7946 0958", "0800 123 4567"."""
    if q.numeral.form != "digits":
        return None
    floor = max(0, q.start - 18)
    around = reading.text[floor : q.end + 18]
    for match in PHONE.finditer(around):
        if floor + match.start() <= q.start + 1 and q.end <= floor + match.end():
            return "phone number"
    return None


PHONE = re.compile(
    r"(?<![\w.,$€£])(?:\+\d{1,3}[ -]?(?:\(0\))?[\d -]{6,14}\d|\(\d{3,5}\)[ -]?\d{3,4}[ -]?\d{3,4}|\d{3}[-.]\d{3}[-.]\d{4}"
    r"|1-\d{3}-\d{3}-\d{4}|\d{3}-\d{4}|0\d{2,4} \d{3,4} \d{3,4}|0\d{9,10})(?![\w,]|\.\d)"
)


def version(reading: Reading, q: Quantity) -> str | None:
    """ "1.2.3", "192.168.0.1"."""
    if re.match(r"\.\d", reading.lower[q.end : q.end + 2]) or re.search(r"\d\.$", reading.before(q.start, 2)):
        return "version"
    return None


def enumerator(reading: Reading, q: Quantity) -> str | None:
    """ "1." or "2)" at the beginning of a line, "(3)" in front of an item."""
    if q.numeral.form != "digits" or q.low is None or q.low > 99:
        return None
    behind = reading.after(q.end, 3)
    line = reading.before(q.start, 4)
    if (
        line.strip() == ""
        and (q.start == 0 or q.start - len(line) <= 0 or "\n" in reading.lower[max(0, q.start - 5) : q.start])
        and re.match(r"[.)]\s\S?|[.)]$", behind)
    ):
        return "enumerator"
    return "enumerator" if line.endswith("(") and re.match(r"\) ", behind) and q.low < 20 else None


GLUED_PREFIX = re.compile(
    r"(?<![a-z])(?:sub|minus|negative|under|over|mid|near|non|some|nearly|about|almost|up|to|post|pre|ages?|aged|plus|and|or|by|of|at|a|the|from|than)[-–]$"
)


def alphanumeric(reading: Reading, q: Quantity) -> str | None:
    """Digits inside a name: "A320", "COVID-19", "F-35", "mk5", "4x4", "M21 9AB"."""
    if q.numeral.form != "digits":
        return None
    before, text = reading.lower[max(0, q.start - 14) : q.start], reading.text
    last = before[-1:]
    if (last.isalpha() or last in "_#@&") and not re.search(r"(?<![a-z])x$", before):
        return "name"
    if last in ("-", "–", "/") and re.search(r"[^\W\d_]['’.]?[-–/]$", before) and not GLUED_PREFIX.search(before):
        return "name"
    glued = re.match(r"[^\W\d_]+", text[q.end : q.end + 20])
    if glued and not re.match(r"(?:s|th|st|nd|rd|x)(?![a-z])", glued[0]):
        return "name"
    return "name" if re.match(r"x\d|[-–][A-Z]?\d*[A-Z]\b|[-–][A-Z]\d", text[q.end : q.end + 4]) else None


def decade(reading: Reading, q: Quantity) -> str | None:
    """ "the 1990s", "the '80s"."""
    if q.numeral.form == "digits" and re.match(r"['’]?s(?![a-z])", reading.lower[q.end : q.end + 3]):
        ages = re.search(
            r"\b(?:his|her|their|my|our|your|its)\s(?:(?:early|late|mid)[-\s](?:to[-\s]late[-\s])?)?$",
            reading.before(q.start, 28),
        )
        return None if ages else "decade"
    return "decade" if re.search(r"(?<!\w)['’‘]$", reading.before(q.start, 2)) and q.end - q.start == 2 else None


def idiom(reading: Reading, q: Quantity) -> str | None:
    """Fixed expressions: "one another", "24/7", "on the one hand"."""
    floor = max(0, q.start - 14)
    window = reading.lower[floor : q.end + 24]
    for match in _idioms().finditer(window):
        if floor + match.start() <= q.start and q.end <= floor + match.end():
            return lexicon.table("number-idioms.tsv")[" ".join(match[0].split())][0]
    return None


@cache
def _idioms() -> re.Pattern[str]:
    forms = sorted(lexicon.word_set("number-idioms.tsv"), key=lambda form: (-len(form), form))
    return re.compile("(?<![\\w-])(?:" + "|".join(re.escape(f).replace(r"\ ", r"\s") for f in forms) + ")(?![\\w-])")


YEAR_BEFORE = re.compile(
    r"\b(?:in|since|until|till|by|from|during|before|after|of|through|throughout|early|late|mid|circa|fiscal|year|years|fy|late-|mid-|early-|"
    r"summer|spring|autumn|fall|winter|christmas|election|and|to|the|his|her|their|its|pre|post|ended|ending|around|about|between|for|than|class|a)"
    r"[\s-](?:early |late |mid-?|about )?$|[-–/(,]\s?$|['’]s\s$"
)


def year(reading: Reading, q: Quantity) -> str | None:
    """A bare number from 1000 to 2199, written without a comma, where a year can stand."""
    text = reading.text[q.start : q.end]
    if q.numeral.form != "digits" or not re.fullmatch(r"[12]\d{3}", text) or q.low >= 2200:
        return None
    before = reading.before(q.start, 24)
    recent = 1900 <= q.low < 2100
    if re.search(
        r"\b(?:average|total|record|population|sum|score|capacity|more than|less than|fewer than|at least|nearly|almost|some|up to)\s(?:of\s)?$",
        before,
    ):
        return None
    noun = _plural_counted(reading, q)
    if noun and not (recent and re.search(r"\b(?:the|its|his|her|their|our|in|of)\s$|['’]s?\s$", before)):
        return None
    return (
        "year"
        if recent or (YEAR_BEFORE.search(before) and not re.search(r"\b(?:the|a|for|than|about|around)\s$", before))
        else None
    )


def _plural_counted(reading: Reading, q: Quantity) -> bool:
    token = reading.token_at(q.start)
    return (
        token is not None and token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ in ("NNS", "NNPS")
    )


SHORT_YEAR = re.compile(r"\d{4}[-–/]$")


def second_half_of_years(reading: Reading, q: Quantity) -> str | None:
    """ "the 2014-15 season"."""
    return "year" if q.end - q.start == 2 and SHORT_YEAR.search(reading.before(q.start, 5)) else None


SCORE = re.compile(r"(?<![\w.,$£€–-])(\d{1,3})(?:-|–|−)(\d{1,3})(?![\w%]|[.,]\d|[-–]\d{3})")


def score(reading: Reading, q: Quantity) -> str | None:
    """ "won 3-1", "a 2-0 lead"; two small numbers joined by a hyphen near a word of games."""
    if q.numeral.form != "digits":
        return None
    floor = max(0, q.start - 4)
    for match in SCORE.finditer(reading.text, floor, min(len(reading.text), q.end + 5)):
        if match.start() <= q.start and q.end <= match.end():
            return "score" if _near_game(reading, floor + 0, match) else None
    return None


def _near_game(reading: Reading, _: int, match: re.Match[str]) -> bool:
    start, end = reading.sentence(match.start())
    first, last = reading.first_from(max(start, match.start() - 70)), reading.first_from(min(end, match.end() + 50))
    words = lexicon.word_set("score-words.txt")
    return any(lemma(token) in words for token in reading.doc[first:last])


def numbered(reading: Reading, q: Quantity) -> str | None:
    """ "Section 4", "phase two", "Highway 35", "No. 10"."""
    if q.numeral.form not in ("digits", "words"):
        return None
    match = re.search(r"(?<![\w])([a-z]+)\.?[ \u00a0-](?:no\. )?$", reading.before(q.start, 22))
    if not match:
        return None
    reason = lexicon.table("numbered-things.tsv").get(match[1])
    if reason is None or _plural_counted(reading, q):
        return None
    strict = (
        match[1] in ("no", "number", "nos", "nr", "pp", "vol", "mk") or reading.text[q.start - len(match[0])].isupper()
    )
    return reason[0] if strict or reason[0] in ("level", "section", "address") else None


def address(reading: Reading, q: Quantity) -> str | None:
    """ "575 Wilbraham Road", "16-18 Industrial Avenue"."""
    if q.numeral.form != "digits" or q.low is None or q.low != int(q.low):
        return None
    match = re.match(
        rf"[a-z]?(?:[-–]\d+)?{BLANK}((?:[NSEW]\.?{BLANK})?(?:[A-Z0-9][\w.'’]*{BLANK}){{1,3}})([A-Z][a-z]+)\b",
        reading.text[q.end : q.end + 60],
    )
    if not match:
        match = re.match(
            rf"[a-z]?(?:[-–]\d+)?{BLANK}([A-Z][\w'’]+{BLANK})([A-Z][a-z]+)\b", reading.text[q.end : q.end + 60]
        )
    words = [] if not match else [*match[1].split(), match[2]]
    return "address" if any(w.lower().strip(".") in lexicon.word_set("street-words.txt") for w in words[1:]) else None


def one_of_the(reading: Reading, q: Quantity) -> str | None:
    """ "one of the oldest parks", "one of them"."""
    if reading.lower[q.start : q.end] == "one" and re.match(rf"{BLANK}of\b", reading.lower[q.end : q.end + 4]):
        return "one of the"
    return None


def pronoun(reading: Reading, q: Quantity) -> str | None:
    """ "one" that stands for a thing or a person: "the big one", "each one", "one must"."""
    if reading.lower[q.start : q.end] != "one":
        return None
    token = reading.token_at(q.start)
    if token is None or token.dep_ != "nummod" or token.head.i < token.i:
        return "pronoun"
    return "pronoun" if token.i and reading.doc[token.i - 1].lower_ in ("no", "any", "every", "each", "some") else None


def name(reading: Reading, q: Quantity) -> str | None:
    """A number that belongs to a name: "Euro 2020", "iPhone 11", "Fortune 100", "the Big 12", "Ocean's Eleven"."""
    token = reading.token_at(q.start)
    if token is None or q.low is None:
        return None
    left = reading.doc[token.i - 1] if token.i else None
    capital = reading.text[q.start].isupper()
    if capital and q.numeral.form == "words" and token.tag_.startswith("NNP") and not token.is_sent_start:
        return "name"
    if left is None or (not left.is_title and not left.is_upper and left.tag_ not in ("NNP", "NNPS")):
        return None
    if (
        left.tag_ not in ("NNP", "NNPS")
        or left.idx + len(left) + 1 < q.start
        or (q.numeral.form != "digits" and not capital)
    ):
        return None
    if (left.is_sent_start and left.tag_ not in ("NNP", "NNPS")) or left.lower_.strip(".") in _calendar_words():
        return None
    return "name" if _one_phrase(reading, left, token, q) else None


@cache
def _calendar_words() -> frozenset[str]:
    return lexicon.word_set("calendar-words.tsv")


def _one_phrase(reading: Reading, left, token, q: Quantity) -> bool:
    last = reading.doc[reading.last_before(q.end)]
    if last.head is left or left.head is last or left.head is token:
        return True
    return left.head is last.head and last.head.i > last.i and left.dep_ in ("compound", "nmod", "amod", "nummod")


def part_as_period(reading: Reading, q: Quantity) -> str | None:
    """ "the second half", "a quarter" of a year or game, "half" without a whole."""
    if q.numeral.form != "part":
        return None
    ahead, word = reading.after(q.end, 24), reading.lower[q.start : q.end]
    if q.end < len(reading.text) and reading.text[q.end] == "-" and word == "half":
        return "idiom"
    if re.match(
        rf"(?:{BLANK}|{HYPHEN})(?:of|the|a|an|its|their|his|her|my|our|your|that|this|those|these|all|as|mile|hour|century|day|year|point|price)\b",
        ahead,
    ):
        return None
    token = reading.token_at(max(q.start, q.end - 1))
    if token is None or re.match(r"[¼-¾⅐-⅞]$", word) or word[0].isdigit():
        return None
    before = reading.before(q.start, 14)
    if re.search(
        r"\b(?:first|second|third|fourth|last|this|next|other|final|better|opening|front|back|top|bottom|each|either|per)\s$",
        before,
    ):
        return "period"
    if (
        word.endswith(("quarter", "quarters"))
        and not re.match(rf"{BLANK}(?:more|less|higher|lower|fewer|bigger)", ahead)
        and "-" not in word
    ):
        return "period"
    if re.match(r"(?:a|one|another|the other)\s(?!half|quarter)", word):
        return (
            None
            if (token.dep_ not in ("amod", "compound") and not re.match(rf"{BLANK}[a-z]", ahead))
            or re.match(rf"{BLANK}(?:more|less|higher|lower|fewer|bigger)", ahead)
            else "ordinal"
        )
    return None


def idle_multiple(reading: Reading, q: Quantity) -> str | None:
    """ "twice" as a count of occasions, "double murder": multiples that compare nothing."""
    if q.numeral.form != "multiple":
        return None
    word, ahead = reading.lower[q.start : q.end], reading.after(q.end, 20)
    if word in ("twice", "thrice", "double", "triple", "treble", "quadruple"):
        token = reading.token_at(q.start)
        verb = token is not None and token.tag_.startswith("VB")
        if not verb and not re.match(rf"{BLANK}(?:as|the|that|its|their|his|her|what|those|this|last)\b", ahead):
            return "idiom"
    return None


def doubled_down(reading: Reading, q: Quantity) -> str | None:
    """ "doubled down", "doubles as", "doubled over": verbs of another meaning."""
    if q.numeral.form == "multiple" and re.match(
        rf"{BLANK}(?:down|over|up|as a\b|as the\b|back)", reading.after(q.end, 10)
    ):
        return "idiom"
    return None


FIRST = (idiom, ordinal, clock_time, date, phone_number, version, enumerator)
SECOND = (alphanumeric, decade, second_half_of_years, score)
MULTIPLES = (idle_multiple, doubled_down)
LAST = (year, address, numbered, one_of_the, pronoun, part_as_period, name)
