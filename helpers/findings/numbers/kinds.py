"""Kinds of quantities that need a second look: ages, multiples, ratios."""

from __future__ import annotations

import re

from helpers.findings.numbers.numerals import BLANK, HYPHEN
from helpers.findings.numbers.quantity import Quantity
from helpers.findings.numbers.reading import Reading
from helpers.findings.numbers.rejected_times import plural_counted

OLD = re.compile(rf"(?:{BLANK}|{HYPHEN})(?:old|of{BLANK}age)s?(?!\w)")
AGED = re.compile(
    r"\b(?:aged?|ages|the age of|turn(?:s|ed|ing)?|aged between|ages between)\s(?:about\s|around\s|just\s|only\s)?$"
)
AGE_LIMITS = (0, 125)


def age_group(reading: Reading, q: Quantity) -> bool:
    """ "in his 40s", "the over-65s", "under 18s"."""
    if q.low is None or q.unit is not None or not 0 <= q.low <= AGE_LIMITS[1] or q.numeral.form != "digits":
        return False
    match = PLURAL.match(reading.lower, q.end)
    before = reading.before(q.start, 30) if match else ""
    if re.search(r"\b(?:over|under)[-\s]$", before):
        q.bound = ">" if "over" in before[-6:] else "<"
    elif OWNED.search(before) and q.low % 10 == 0:
        q.high = q.low + 9
    else:
        return False
    q.kind, q.unit, q.rule, q.end = "age", "year", "age_group", match.end()
    return True


PLURAL = re.compile(r"['’]?s\b")
OWNED = re.compile(r"\b(?:his|her|their|my|our|your)\s(?:(?:early|late|mid)(?:[-\s]to[-\s]late)?[-\s])?$")


def age(reading: Reading, q: Quantity) -> bool:
    """ "45-year-old", "aged 45", "Smith, 45, said", "a six-month-old", "the over-65s", "in his 40s"."""
    if q.low is None:
        return False
    if q.kind == "duration" and (match := OLD.match(reading.lower, q.end)):
        q.kind, q.end, q.rule = "age", match.end(), "age"
        return True
    if q.unit is not None or not AGE_LIMITS[0] <= q.low <= AGE_LIMITS[1] or q.numeral.form not in ("digits", "words"):
        return False
    before, behind = reading.before(q.start, 40), reading.after(q.end, 14)
    if AGED.search(before) or _in_apposition(reading, q, before, behind) or _pronoun_is(reading, q, before, behind):
        q.kind, q.unit, q.rule = "age", "year", "age"
        return True
    return False


def _in_apposition(reading: Reading, q: Quantity, before: str, behind: str) -> bool:
    if q.low != int(q.low) or not re.match(r"[,.;)]|\s(?:and|who|was|is)\b|$", behind):
        return False
    if before.endswith(", "):
        comma = q.start - 2
    elif re.search(r", (?:now|then|then aged|only|just|also|about) $", before):
        comma = q.start - (len(before) - before.rindex(","))
    elif before.endswith("("):
        comma = q.start - 2 if before.endswith(" (") else q.start - 1
    else:
        return False
    token = reading.token_at(comma - 1)
    names = ("NNP", "NNPS") if before.endswith("(") else ("NNP", "NNPS", "NN")
    return token is not None and token.tag_ in names and q.low >= 1 and re.match(r"[,)]", behind) is not None


PERSONS = "people|persons|voters|those|women|men|adults|children|workers|anyone|everyone|residents|patients|pupils|customers|drivers|girls|boys"
LIMIT_BEFORE = re.compile(rf"\b(?:{PERSONS})\s(?:aged\s)?(?:over|under|above|below|older than|younger than)\s$")
LIMIT_BEHIND = re.compile(r"\s(?:and|or)\s(?:over|older|under|younger|above)\b")


def _limit(reading: Reading, q: Quantity, before: str, behind: str) -> bool:
    """ "voters over 65", "children under five", "those 45 and over"."""
    if LIMIT_BEHIND.match(behind):
        return True
    return bool(LIMIT_BEFORE.search(before)) and not plural_counted(reading, q)


def _pronoun_is(reading: Reading, q: Quantity, before: str, behind: str) -> bool:
    if not re.search(
        r"\b(?:he|she|i|you|they)(?:['’]s|['’]ll be|['’](?:m|re)|\s(?:is|was|will be|would be|am|would have been))\s(?:now\s|only\s|just\s|still\s|about\s)?$",
        before,
    ):
        return False
    return bool(re.match(r"[.,;!?]|\s(?:and|when|but|by|at|now|on|in|with|then)\b|$", behind)) and q.low >= 1


def multiple(reading: Reading, q: Quantity) -> bool:
    """ "quadrupled", "tenfold", "three times as many", "twice the size"."""
    if q.numeral.form == "multiple":
        q.kind, q.rule = "multiple", "multiple"
        return True
    match = TIMES.match(reading.lower, q.end) if q.unit is None else None
    if not match:
        return False
    q.kind, q.unit, q.rule = "multiple", "times", "multiple"
    q.end = q.core_end = q.end + len(match[1])
    return True


TIMES = re.compile(
    rf"((?:{BLANK}|{HYPHEN})?times|x(?!\w))(?={BLANK}(?:as|the|that|more|higher|larger|bigger|greater|faster|less|fewer|lower|smaller|what|its|their|his|her|longer|better|worse|stronger|likelier|richer|this|those)\b|(?<=x))"
)
