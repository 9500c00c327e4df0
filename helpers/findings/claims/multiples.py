"""Multiples: "quadrupled", "tenfold", "three times as many", "twice the size"."""

from __future__ import annotations

import re

from helpers.findings.claims.numerals import BLANK, HYPHEN
from helpers.findings.claims.quantity import Quantity
from helpers.findings.claims.reading import Reading


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
