"""Ages in all their forms: "45-year-old", "aged 45", "Smith, 45, said", "a six-month-old", "the over-65s", "in his 40s"."""

from __future__ import annotations

import re

from helpers.findings.claims.reading import BLANK, HYPHEN, Quantity, Reading
from helpers.text import lexicon

OLDEST = 125
PLURAL = re.compile(r"['’]?s\b")
LIMIT = re.compile(rf"\b(over|under)(?:{BLANK}|{HYPHEN})$")
BAND = re.compile(
    rf"\b(?:the|among|most|all|than|many|few|of|by){BLANK}\d{{1,2}}(?:{HYPHEN}|–|{HYPHEN}to{HYPHEN}|{BLANK}to{BLANK})$"
)
OWNED = re.compile(r"\b(?:his|her|their|my|our|your)\s(?:(?:early|late|mid)(?:[-\s]to[-\s]late)?[-\s])?$")


def age_group(reading: Reading, q: Quantity) -> bool:
    """ "in his 40s", "the over-65s", "under 18s", "the 16-24s"."""
    match = PLURAL.match(reading.lower, q.end) if q.form == "digits" else None
    if not match or q.low is None or not 0 <= q.low <= OLDEST:
        return False
    before = reading.before(q.start, 30)
    if limit := LIMIT.search(before):
        q.bound = ">" if limit[1] == "over" else "<"
    elif OWNED.search(before) and q.low % 10 == 0:
        q.high = q.low + 9
    elif not BAND.search(before):
        return False
    q.kind, q.unit, q.rule, q.end = "age", "year", "age_group", match.end()
    return True


OLD = re.compile(rf"(?:{BLANK}|{HYPHEN})(?:old|of{BLANK}age)s?(?!\w)")
AGED = re.compile(
    r"\b(?:aged?|ages|aged from|ages from|(?<!average )age of|turn(?:s|ed|ing)?|aged between|ages between)\s"
    r"(?:about\s|around\s|just\s|only\s|over\s|under\s)?$"
    r"|\b(?:people|persons|voters|those|women|men|adults|children|kids|workers|anyone|everyone|anybody|everybody|"
    r"residents|patients|pupils|customers|drivers|girls|boys|someone|somebody|person|child|citizens|players)\s"
    r"(?:aged\s)?(?:over|under|above|below|older than|younger than)\s$"
)
LIMIT_BEHIND = re.compile(r"\s(?:and|or)\s(?:over|older|under|younger)\b(?!\s(?:the|a|\d))")
PERSON_IS = re.compile(
    r"\b(?:he|she|i|you|they|who)(?:['’]s|['’]ll be|['’](?:m|re)|\s(?:is|are|was|were|will be|would be|am))\s"
    r"(?:now\s|only\s|just\s|still\s|about\s|nearly\s|almost\s)?$"
)
CLAUSE_ENDS = re.compile(r"[.,;!?]|\s(?:and|when|but|by|at|now|on|in|with|then|so|because)\b|$")


def age(reading: Reading, q: Quantity) -> bool:
    """ "45-year-old", "aged 45", "Smith, 45, said", "voters over 65", "he is 50"."""
    if q.kind == "duration" and (match := OLD.match(reading.lower, q.end)):
        q.kind, q.end, q.rule = "age", match.end(), "age"
        return True
    if q.low is None or q.unit is not None or not 0 <= q.low <= OLDEST or not q.plain:
        return False
    before = reading.before(q.start, 40)
    stated = LIMIT_BEHIND.match(reading.lower, q.end) or (AGED.search(before) and not reading.counts_plural(q))
    told = q.low >= 1 and q.whole and PERSON_IS.search(before) and CLAUSE_ENDS.match(reading.lower, q.end)
    if not (stated or told or _in_apposition(reading, q)):
        return False
    q.kind, q.unit, q.rule = "age", "year", "age"
    return True


NAME_BEFORE = re.compile(r"(?:, |(, (?:now|then|then aged|only|just|also|about|nearly|almost) )|( \())$")


def _in_apposition(reading: Reading, q: Quantity) -> bool:
    """ "Smith, 45, said", "the driver, 52,", "Brandvold, now 61,", "his son (12)"."""
    behind = reading.lower[q.end : q.end + 1]
    front = NAME_BEFORE.search(reading.before(q.start, 20))
    ends = behind in (",", ")", ";", ".") or (front and front[1] and reading.lower.startswith(" and ", q.end))
    if not front or not ends or not q.whole or q.low < 1:
        return False
    token = reading.token_at(q.start - len(front[0]) - 1)
    if token is None or token.tag_ not in ("NNP", "NNPS"):
        return token is not None and token.tag_ == "NN" and behind == "," and front[2] is None
    return token.lower_.strip(".") not in lexicon.word_set("calendar-words.tsv")
