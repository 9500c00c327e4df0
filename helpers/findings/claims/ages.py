"""Ages in all their forms: "45-year-old", "aged 45", "Smith, 45, said", "a six-month-old", "the over-65s", "in his 40s"."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Token

from helpers.findings.claims.numerals import BLANK, HYPHEN
from helpers.findings.claims.quantity import Quantity
from helpers.findings.claims.reading import Reading
from helpers.findings.claims.rejected_times import plural_counted
from helpers.text import lexicon

OLDEST = 125
OLD = re.compile(rf"(?:{BLANK}|{HYPHEN})(?:old|of{BLANK}age)s?(?!\w)")
AGED = re.compile(
    r"\b(?:aged?|ages|aged from|ages from|(?<!average )age of|turn(?:s|ed|ing)?|aged between|ages between)\s"
    r"(?:about\s|around\s|just\s|only\s|over\s|under\s)?$"
)
PLURAL = re.compile(r"['’]?s\b")
LIMIT = re.compile(rf"\b(?:over|under)(?:{BLANK}|{HYPHEN})$")
BAND = re.compile(
    rf"\b(?:the|among|most|all|than|many|few|of|by){BLANK}\d{{1,2}}(?:{HYPHEN}|–|{HYPHEN}to{HYPHEN}|{BLANK}to{BLANK})$"
)
OWNED = re.compile(r"\b(?:his|her|their|my|our|your)\s(?:(?:early|late|mid)(?:[-\s]to[-\s]late)?[-\s])?$")


def age_group(reading: Reading, q: Quantity) -> bool:
    """ "in his 40s", "the over-65s", "under 18s", "the 16-24s"."""
    if q.low is None or q.unit is not None or not 0 <= q.low <= OLDEST or q.numeral.form != "digits":
        return False
    match = PLURAL.match(reading.lower, q.end)
    before = reading.before(q.start, 30) if match else ""
    if LIMIT.search(before):
        q.bound = ">" if "over" in before[-6:] else "<"
    elif OWNED.search(before) and q.low % 10 == 0:
        q.high = q.low + 9
    elif not BAND.search(before):
        return False
    q.kind, q.unit, q.rule, q.end = "age", "year", "age_group", match.end()
    return True


def age(reading: Reading, q: Quantity) -> bool:
    """ "45-year-old", "aged 45", "Smith, 45, said", "voters over 65", "he is 50"."""
    if q.low is None:
        return False
    if q.kind == "duration" and (match := OLD.match(reading.lower, q.end)):
        q.kind, q.end, q.rule = "age", match.end(), "age"
        return True
    if q.unit is not None or not 0 <= q.low <= OLDEST or q.numeral.form not in ("digits", "words"):
        return False
    if not any(rule(reading, q) for rule in (after_aged, in_apposition, age_limit, pronoun_is, person_is)):
        return False
    q.kind, q.unit, q.rule = "age", "year", "age"
    return True


def after_aged(reading: Reading, q: Quantity) -> bool:
    """ "aged 45", "at the age of 12", "turned 50"."""
    return AGED.search(reading.before(q.start, 40)) is not None and not plural_counted(reading, q)


NOW = re.compile(r", (?:now|then|then aged|only|just|also|about|nearly|almost) $")


def in_apposition(reading: Reading, q: Quantity) -> bool:
    """ "Smith, 45, said", "the driver, 52,", "Brandvold, now 61,", "his son (12)"."""
    behind = reading.lower[q.end : q.end + 1]
    if q.low != int(q.low) or q.low < 1 or not behind or behind not in ",);.":
        return False
    before = reading.before(q.start, 20)
    if before.endswith(", ") or NOW.search(before):
        comma = q.start - (len(before) - before.rindex(","))
    elif before.endswith("("):
        comma = q.start - 2
    else:
        return False
    token = reading.token_at(comma - 1)
    if token is None:
        return False
    if token.tag_ in ("NNP", "NNPS"):
        return token.lower_.strip(".") not in lexicon.word_set("calendar-words.tsv")
    return token.tag_ == "NN" and behind == "," and before.endswith((", ", "now ", "then "))


PERSONS = (
    "people|persons|voters|those|women|men|adults|children|kids|workers|anyone|everyone|anybody|everybody|residents|"
    "patients|pupils|customers|drivers|girls|boys|americans|someone|somebody|person|child|driver|citizens|players"
)
LIMIT_BEFORE = re.compile(rf"\b(?:{PERSONS})\s(?:aged\s)?(?:over|under|above|below|older than|younger than)\s$")
LIMIT_BEHIND = re.compile(r"\s(?:and|or)\s(?:over|older|under|younger)\b(?!\s(?:the|a|\d))")


def age_limit(reading: Reading, q: Quantity) -> bool:
    """ "voters over 65", "children under five", "those 45 and over"."""
    if LIMIT_BEHIND.match(reading.lower, q.end):
        return True
    return LIMIT_BEFORE.search(reading.before(q.start, 40)) is not None and not plural_counted(reading, q)


PRONOUN_IS = re.compile(
    r"\b(?:he|she|i|you|they)(?:['’]s|['’]ll be|['’](?:m|re)|\s(?:is|are|was|were|will be|would be|am|would have been))\s"
    r"(?:now\s|only\s|just\s|still\s|about\s|nearly\s|almost\s)?$"
)
COPULA = re.compile(r"(?:\b(?:is|was)|[a-z]['’]s)\s(?:now\s|only\s|just\s|still\s|about\s|nearly\s|almost\s)?$")
CLAUSE_ENDS = re.compile(r"[.,;!?]|\s(?:and|when|but|by|at|now|on|in|with|then|so|because)\b|$")


def pronoun_is(reading: Reading, q: Quantity) -> bool:
    """ "he is 50", "you're 64", "she will be 35 by then"."""
    found = PRONOUN_IS.search(reading.before(q.start, 40)) and CLAUSE_ENDS.match(reading.lower, q.end)
    return bool(found) and q.low >= 1 and q.low == int(q.low)


def person_is(reading: Reading, q: Quantity) -> bool:
    """ "who was 88 when", "Mary Crane is 43", "her mother was 70": the subject is one person."""
    copula = COPULA.search(reading.before(q.start, 24))
    if not copula or q.low < 1 or q.low != int(q.low) or not CLAUSE_ENDS.match(reading.lower, q.end):
        return False
    place = reading.last_before(q.start)
    verb = next((reading.doc[i] for i in range(place, max(-1, place - 4), -1) if reading.doc[i].tag_ in BE), None)
    if verb is None:
        return False
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    return subject is not None and (subject.lower_ == "who" or is_kin(subject) or is_named(reading, subject, q))


BE = frozenset(("VBZ", "VBD"))
KIN = frozenset(("kin", "office", "role", "spokes"))


@cache
def _kin() -> frozenset[str]:
    rows = lexicon.rows("person-nouns.tsv")
    return frozenset(noun for noun, trait, agreement in rows if trait in KIN or agreement != "-")


def is_kin(subject: Token) -> bool:
    """A singular noun that can only be one person: "mother", "widow", "mayor"."""
    return subject.tag_ == "NN" and subject.lower_ in _kin()


@cache
def _places() -> frozenset[str]:
    return frozenset(word for name in lexicon.word_set("places.tsv") for word in name.split())


PERSON_BEHIND = re.compile(
    r"\s(?:when|and|but|at)\b[^.;]{0,40}?\b(?:he|she|his|her|lives?|died)\b|\.\s(?:he|she|his|her)\b"
)


def is_named(reading: Reading, subject: Token, q: Quantity) -> bool:
    """A name of two words that no article precedes, or one that "he" or "she" takes up right behind."""
    if subject.tag_ != "NNP":
        return False
    parts = [child for child in subject.lefts if child.dep_ in ("compound", "nmod")]
    if any(child.dep_ in ("det", "poss") for child in subject.lefts) or subject.is_upper:
        return False
    if any(part.lower_ in _places() for part in [*parts, subject]):
        return False
    if PERSON_BEHIND.match(reading.lower, q.end):
        return True
    return len(parts) in (1, 2) and all(part.tag_ == "NNP" and not part.is_upper for part in parts)
