"""Numbers that name a point in time or a place in an order, and number words that count nothing."""

from __future__ import annotations

import re
from functools import cache

from helpers.findings.claims.reading import BLANK, HYPHEN, Quantity, Reading
from helpers.text import lexicon

RANK = re.compile(r"(?:st|nd|rd|th)(?![a-z])")
SPELLED_RANK = re.compile(
    r"[-\s]?(?:first|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|[a-z]+teen|[a-z]+tie|hundred|thousand)th)\b"
)


def ordinal(reading: Reading, q: Quantity) -> bool:
    """ "third", "10th", "the hundred-and-first"."""
    if q.form == "digits":
        return RANK.match(reading.lower, q.end) is not None
    spelled = q.form == "words" and not q.scaled and SPELLED_RANK.match(reading.lower, q.end)
    return q.form == "ordinal" or bool(spelled)


HALF_DAY = r"(?:a\.?m\.?|p\.?m\.?)(?![a-z])"
CLOCK = re.compile(
    rf"{BLANK}?(?:{HALF_DAY}|o['’]clock|hrs{BLANK}gmt|gmt)(?![a-z])|:\d\d(?!\d)"
    rf"|(?:[:.]\d\d)?{BLANK}?(?:-|–|to|and){BLANK}?\d{{1,2}}(?:[:.]\d\d)?{BLANK}?{HALF_DAY}"
)
COLON_BEFORE = re.compile(r"\d:$")


def clock_time(reading: Reading, q: Quantity) -> bool:
    """ "5:25", "11 a.m.", "1.56pm", "8-10pm", "seven o'clock"."""
    return q.plain and bool(CLOCK.match(reading.lower, q.end) or COLON_BEFORE.search(reading.before(q.start, 2)))


MONTH_BEFORE = re.compile(
    r"\b(?:Jan(?:uary)?|Feb(?:ruary)?|March|Mar|April|Apr|May|June|Jun|July|Jul|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)[.,]{0,2}\s(?:\d{1,2}\s?(?:-|–|to|and|or)\s?)?$"
)


def date(reading: Reading, q: Quantity) -> bool:
    """ "Oct. 31", "May 8 and 9": the day behind a month with a capital."""
    day = q.form == "digits" and q.end - q.start <= 2 and not (q.low or 0) > 31
    return day and MONTH_BEFORE.search(reading.text[max(0, q.start - 18) : q.start]) is not None


DECADE = re.compile(r"['’]?s(?![a-z])")
AGES = re.compile(r"\b(?:his|her|their|my|our|your|its)\s(?:(?:early|late|mid)[-\s])?$|\b(?:over|under)[-\s]$")
SHORT_YEAR = re.compile(r"(?<!\w)['’‘]$")


def decade(reading: Reading, q: Quantity) -> bool:
    """ "the 1990s", "the '80s", "temperatures in the 90s"."""
    if q.form != "digits":
        return False
    before = reading.before(q.start, 28)
    if DECADE.match(reading.lower, q.end):
        return not AGES.search(before) and (q.low % 10 == 0 or q.low >= 1000)
    return q.end - q.start == 2 and SHORT_YEAR.search(before) is not None


AMOUNT_BEFORE = re.compile(
    r"\b(?:average|total|record|population|sum|score|capacity|more than|less than|fewer than|at least|nearly|almost|some|"
    r"up to|over|under|exceed|exceeded|another|additional|only|just)\s(?:of\s)?$"
)
UNTIL_BEFORE = re.compile(r"\b(?:until|till|since|before)\s(?:at\sleast|just|some|over)\s$")
ONLY_BEFORE, SINGULAR_BEHIND = (
    re.compile(r"\b(?:only|just)\s$"),
    re.compile(r",?\s(?:when|was|has|saw|and\s(?:19|20)\d\d)\b"),
)
YEAR_BEFORE = re.compile(
    r"\b(?:in|since|between|before|after|during|until|by|from|through|throughout)\s(?:early\s|late\s|mid-)?$"
)
BARE_YEAR, RECENT_YEAR = re.compile(r"1\d{3}|2[01]\d\d"), re.compile(r"(?:19|20)\d\d")
YEAR_AND = re.compile(r"(?<!\d)[12]\d{3}[-–/]$")


def after_amount(reading: Reading, q: Quantity) -> bool:
    """ "an average of 1500": words of amount in front make a number of what looks like a year.

    Not so in "until at least 2028" and "only 1973 was wetter".
    """
    before = reading.before(q.start, 32)
    if UNTIL_BEFORE.search(before) or (ONLY_BEFORE.search(before) and SINGULAR_BEHIND.match(reading.lower, q.end)):
        return False
    return AMOUNT_BEFORE.search(before) is not None


def is_recent_year(reading: Reading, q: Quantity) -> bool:
    """Four bare digits from 1900 to 2099, as nearly all years in the news."""
    return RECENT_YEAR.fullmatch(reading.text, q.start, q.end) is not None


def second_year(reading: Reading, q: Quantity) -> bool:
    """ "the 2014-15 season"."""
    return q.end - q.start == 2 and YEAR_AND.search(reading.before(q.start, 6)) is not None


def year(reading: Reading, q: Quantity) -> bool:
    """A bare number from 1000 to 2199, written without a comma, where a year can stand."""
    if not BARE_YEAR.fullmatch(reading.text, q.start, q.end) or after_amount(reading, q):
        return False
    told = YEAR_BEFORE.search(reading.before(q.start, 32)) is not None
    return told or (is_recent_year(reading, q) and not reading.counts_plural(q))


SOME_DAY = re.compile(
    rf"{BLANK}(?:day|morning|evening|night|afternoon|summer|winter|moment)\b"
    rf"(?!{BLANK}(?:a|an|per|of|later|earlier|ago|before|after|off|early|short|each|every)\b)"
)
LENGTH_BEFORE = re.compile(r"\b(?:in|within|for|just|only|than|about|after|least|by|every|nearly|to|over|under)\s$")
MULTI_BEFORE = re.compile(r"(?:multi|multiple|mega|uber)[-\s]?$")


def idiom(reading: Reading, q: Quantity) -> bool:
    """ "one another", "24/7", "on the one hand", "one day he will", "a multi-million campaign"."""
    for match in _idioms().finditer(reading.lower, max(0, q.start - 14), q.end + 24):
        if match.start() <= q.start and q.end <= match.end():
            return True
    before = reading.before(q.start, 10)
    if reading.word(q) == "one" and SOME_DAY.match(reading.lower, q.end):
        return not LENGTH_BEFORE.search(before)
    return q.form == "words" and MULTI_BEFORE.search(before) is not None


@cache
def _idioms() -> re.Pattern[str]:
    forms = sorted(lexicon.word_set("number-idioms.tsv"), key=lambda form: (-len(form), form))
    body = "|".join(re.escape(form).replace(r"\ ", r"\s").replace("'", "['’]") for form in forms)
    return re.compile(rf"(?<![\w-])(?:{body})(?![\w-])")


OF = re.compile(rf"{BLANK}of\b")
SHARE_OF_ONE = re.compile(
    rf"{BLANK}(?:in|out{BLANK}of){BLANK}(?:every{BLANK}|each{BLANK})?"
    rf"(?:\d|two|three|four|five|six|seven|eight|nine|ten|twenty|a{BLANK}(?:hundred|thousand|million)|\w*teen|\w*ty\b)"
)


def pronoun(reading: Reading, q: Quantity) -> bool:
    """ "one" that stands for a thing or a person: "one of the oldest parks", "the big one", "each one", "one must"."""
    if reading.word(q) != "one" or SHARE_OF_ONE.match(reading.lower, q.end):
        return False
    token = reading.token_at(q.start)
    alone = token is None or token.dep_ != "nummod" or token.head.i < token.i or OF.match(reading.lower, q.end)
    return bool(alone) or (token.i > 0 and token.nbor(-1).lower_ in ("no", "any", "every", "each", "some"))


RANKED = re.compile(r"\b(?:top|bottom|final|last|ranked|ranks|rank|seeded)[-\s]$")


def rank(reading: Reading, q: Quantity) -> bool:
    """ "the bottom three" without a noun: a place in a table."""
    if not q.plain or not RANKED.search(reading.before(q.start, 8)) or reading.lower[q.end : q.end + 1] == "-":
        return False
    token = reading.token_of(q)
    return token is not None and (token.dep_ != "nummod" or token.head.i < token.i)


TURN_BEFORE = re.compile(
    r"\b(?:first|second|third|fourth|1st|2nd|3rd|4th|last|this|next|other|final|better|opening|front|back|top|bottom|"
    r"each|either|per)[-\s]$"
)
OF_A_WHOLE = re.compile(rf"(?:{BLANK}|{HYPHEN})(?:of|the|an?|its|their|his|her|this|that|as|more|less|higher|lower)\b")
SHARE_BEFORE = re.compile(r"\b(?:almost|nearly|about|around|roughly|than|over|just|only|under|by|and)\s$")
ANOTHER = re.compile(r"(?:a|another|the other)\s(?!half)|one (?!half)")
HYPHEN_BEHIND = re.compile(rf"{HYPHEN}[a-z]")
WORD_BEHIND = re.compile(rf"{BLANK}(?!(?:of|as|more|less|fewer|higher|lower|last|this|next|over|since|within)\b)[a-z]")


def part_as_period(reading: Reading, q: Quantity) -> bool:
    """ "the second half" of a year or game, "a third man", "a third-party report"."""
    if q.form != "part":
        return False
    word, token, before = reading.word(q), reading.token_of(q), reading.before(q.start, 14)
    if word.endswith(("half", "quarter")) and TURN_BEFORE.search(before):
        return True
    if HYPHEN_BEHIND.match(reading.lower, q.end) and not word.endswith(("half", "quarter", "s")):
        return True
    if word.endswith("quarter") and not (SHARE_BEFORE.search(before) or OF_A_WHOLE.match(reading.lower, q.end)):
        return not reading.text.startswith(" (", q.end) and not reading.is_subject(q)
    modifies = token is not None and token.dep_ in ("amod", "compound", "nmod") and token.head.i > token.i
    return modifies and bool(ANOTHER.match(word) and WORD_BEHIND.match(reading.lower, q.end))


COMPARED = re.compile(
    rf"{BLANK}(?:as{BLANK}(?!(?:a|an|the|he|she|it|they|we|i|his|her)\b)|(?:the|that|its|their|his|her|what)\b)"
)
IDLE_BEHIND = re.compile(rf"{BLANK}(?:down|over|up|as a\b|as an\b|as the\b|back)")
NO_VERBS = ("twice", "thrice", "double", "triple", "treble", "quadruple", "doubles", "triples")


def idle_multiple(reading: Reading, q: Quantity) -> bool:
    """ "twice" as a count of occasions, "double murder", "doubled down": multiples that compare nothing."""
    if q.form != "multiple":
        return False
    if IDLE_BEHIND.match(reading.lower, q.end):
        return True
    token, match = reading.token_at(q.start), COMPARED.match(reading.lower, q.end)
    compares = match is not None and not reading.text[match.end() : match.end() + 1].isupper()
    return reading.word(q) in NO_VERBS and not compares and not (token is not None and token.tag_.startswith("VB"))
