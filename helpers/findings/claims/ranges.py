"""Two numbers that belong together: ranges, pairs and shares ("three in ten")."""

from __future__ import annotations

import re
from itertools import pairwise

from helpers.findings.claims.changes import change_in_front
from helpers.findings.claims.numerals import BLANK, times
from helpers.findings.claims.quantity import Quantity
from helpers.findings.claims.reading import Reading

DASH = rf"{BLANK}?[-–—‒]{BLANK}?"
LINK = re.compile(
    rf"(?:(?P<to>-?(?:{BLANK}|\n)(?:up{BLANK})?to(?:{BLANK}|-|\n)(?:about{BLANK}|around{BLANK}|up{BLANK}to{BLANK}|as{BLANK}(?:much|many|high){BLANK}as{BLANK})?|-to-)"
    rf"|(?P<dash>{DASH})|(?P<or>-?{BLANK}or{BLANK}(?:even{BLANK})?)|(?P<and>-?{BLANK}and{BLANK}))$"
)
SHARE = re.compile(rf"{BLANK}(?:times{BLANK}out{BLANK}of|in|(?:out{BLANK})?of|from)(?:{BLANK}(?:every|each))?{BLANK}$")


def join_shares(reading: Reading, quantities: list[Quantity]) -> list[Quantity]:
    """ "three in ten", "one out of every five", "nine of 10"."""
    joined: list[Quantity] = []
    for q in quantities:
        first = joined[-1] if joined else None
        share = first is not None and _is_share(reading, first, q)
        if first is None or not (share or _is_ratio(reading, first, q)):
            joined.append(q)
            continue
        first.low = first.high = first.low / q.low
        first.end = first.core_end = q.end
        first.kind = "share" if share else "ratio"
        first.rule, first.joined = "join_shares", first.kind
    return joined


RATIO = re.compile(rf":|-to-|{BLANK}to{BLANK}|-")
RATIO_WORD = re.compile(r"\b(?:ratio|ratios|odds|outnumber\w*|dilution|mixture)\b")
RATIO_BEHIND = re.compile(
    rf"{BLANK}(?:margin|ratio|majority|odds|vote|shot|favou?rite|outsider|advantage|against|on)\b"
)


def _is_ratio(reading: Reading, a: Quantity, b: Quantity) -> bool:
    """ "a ratio of 1 to 8", "outnumber them 3-1", "10-to-1 odds"."""
    if None in (a.low, b.low) or b.low <= 0 or a.kind or not RATIO.fullmatch(reading.lower, a.end, b.start):
        return False
    if not {a.numeral.form, b.numeral.form} <= {"digits", "words"} or b.numeral.scaled:
        return False
    if RATIO_WORD.search(reading.before(a.start, 60)):
        return True
    return reading.lower[a.end : b.start] == "-to-" and a.low > b.low and bool(RATIO_BEHIND.match(reading.lower, b.end))


MEASURED = re.compile(
    rf"(?:{BLANK}|-)(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|games?|matches|starts|attempts|innings|"
    r"countries|cities|towns|states|places)\b|%|[-–]\d|,\d|\.\d|st\b|nd\b|rd\b|th\b|/\d|:\d"
)


def _is_share(reading: Reading, a: Quantity, b: Quantity) -> bool:
    if a.low is None or b.low is None or not 0 < a.low < b.low or b.start - a.end > 20:
        return False
    if a.low != int(a.low) or b.low != int(b.low) or not {a.numeral.form, b.numeral.form} <= {"digits", "words"}:
        return False
    if reading.text[a.start - 1 : a.start] in ("$", "£", "€", "/", ":", ".") or MEASURED.match(reading.lower, b.end):
        return False
    match = SHARE.match(reading.lower[a.end : b.start])
    if not match:
        return False
    if "out" in match[0] or "every" in match[0]:
        return True
    if a.low == 1 and " in " in match[0] and b.low < 1000 and reading.lower[a.start : a.end] == "one":
        return True
    round_base = b.low in (3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000, 10000, 100000, 1000000)
    return round_base and (" in " in match[0] or (b.low == 10 and a.low > 1)) and a.low < 100


PARTS = {
    ("dollar", "cent"): 100,
    ("euro", "cent"): 100,
    ("pound sterling", "pence"): 100,
    ("rupee", "paisa"): 100,
    ("foot", "inch"): 12,
    ("pound-mass", "ounce"): 16,
    ("stone", "pound-mass"): 14,
    ("year", "month"): 12,
    ("hour", "minute"): 60,
    ("minute", "second"): 60,
}
"""How many of the smaller unit make one of the larger."""
BETWEEN_PARTS = re.compile(rf"\s*(?:and{BLANK})?|-")


def join_parts(reading: Reading, quantities: list[Quantity]) -> list[Quantity]:
    """ "nine dollars and 25 cents", "5 ft 2 in": two units of one amount."""
    joined: list[Quantity] = []
    for q in quantities:
        a = joined[-1] if joined else None
        unit = (q.unit or "").split(" per ")[0]
        size = PARTS.get((a.unit or "", unit)) if a else None
        beside = size and q.start - a.end <= 6 and BETWEEN_PARTS.fullmatch(reading.lower, a.end, q.start)
        if beside and None not in (a.low, q.low) and 0 <= q.low < size:
            a.low = a.high = a.low + q.low / size
            a.unit, a.kind, a.end, a.core_end = q.unit.replace(unit, a.unit), q.kind, q.end, q.end
            a.rule = "join_parts"
        else:
            joined.append(q)
    return joined


VOTE = re.compile(r"\b(?:vote[sd]?|voting|decision|ruling|ruled|majority|verdict|split|margin|passed|approved)\b")


def name_tallies(reading: Reading, quantities: list[Quantity]) -> None:
    """ "voted 61-37": two numbers of votes."""
    for a, b in pairwise(quantities):
        if a.unit or b.unit or a.joined or not RATIO.fullmatch(reading.lower, a.end, b.start):
            continue
        if VOTE.search(reading.lower, max(0, a.start - 40), b.end + 24):
            members = re.search(r"\bmembers?\b", reading.lower[reading.sentence(a.start)[0] : a.start])
            a.counted = b.counted = "members" if members else "votes"
            a.noun = b.noun = None
            a.rule = b.rule = "name_tallies"


def join_ranges(reading: Reading, quantities: list[Quantity]) -> list[Quantity]:
    """ "1 to 1.5 degrees", "$3-5bn", "between $62 and $68", "three or four years": one claim with two ends."""
    joined: list[Quantity] = []
    for q in quantities:
        if not (joined and _is_range(reading, joined[-1], q)):
            if joined and joined[-1].joined and q.unit is None and not q.kind and _linked(reading, joined[-1], q):
                q.unit, q.kind, q.rule = joined[-1].unit, joined[-1].kind, joined[-1].rule
            joined.append(q)
    return joined


def join_limits(reading: Reading, quantities: list[Quantity]) -> list[Quantity]:
    """ "more than 10 but fewer than 20": two bounds of one amount."""
    joined: list[Quantity] = []
    for q in quantities:
        a = joined[-1] if joined else None
        limits = a and (a.bound, q.bound) == (">", "<") and a.unit in (None, q.unit) and a.counted in (None, q.counted)
        if (
            limits
            and q.start - a.end < 32
            and LIMITS.match(reading.lower, a.end)
            and None not in (a.low, q.low)
            and a.low < q.low
        ):
            a.high, a.end, a.bound, a.rule, a.joined = q.low, q.end, "=", "join_limits", "range"
            a.unit, a.kind, a.counted, a.noun = q.unit, q.kind, q.counted, q.noun
        else:
            joined.append(q)
    return joined


LIMITS = re.compile(
    rf",?{BLANK}(?:and|but){BLANK}(?:no{BLANK}|not{BLANK})?(?:less|fewer|smaller|lower|under|below|more|at most)\b"
)


def _linked(reading: Reading, a: Quantity, b: Quantity) -> bool:
    """ "from 14-18 mpg to 24": the unit of the range holds for the number it leads to."""
    match = LINK.match(reading.lower[a.end : b.start]) if b.start - a.end <= 22 else None
    return match is not None and match["to"] is not None


def _is_range(reading: Reading, a: Quantity, b: Quantity) -> bool:
    if b.start - a.end > 22 or None in (a.low, b.low) or a.joined or "multiple" in (a.numeral.form, b.numeral.form):
        return False
    match = LINK.match(reading.lower[a.end : b.start])
    if not match or not _fits(reading, a, b, match):
        return False
    _share_scale(a, b)
    a.low, a.high = min(a.low, b.low), max(a.high, b.high)
    a.vague = a.vague or b.vague
    if b.unit:
        a.unit, a.kind = b.unit if not a.unit or len(b.unit) > len(a.unit) else a.unit, b.kind
    a.end, a.core_end, a.rule, a.joined = b.end, b.core_end, "join_ranges", "range"
    return True


def _fits(reading: Reading, a: Quantity, b: Quantity, match: re.Match[str]) -> bool:
    same = a.unit == b.unit or a.unit is None or b.unit is None or (b.unit.startswith(f"{a.unit} per"))
    if not same or (a.unit and not b.unit and a.kind not in ("money", "age")):
        return False
    before = reading.before(a.start, 60)
    if match["to"] and _is_change(reading, a, b):
        return False
    if match["and"]:
        return bool(re.search(r"\bbetween\s(?:about\s|around\s|roughly\s|an estimated\s|some\s)?$", before))
    if re.search(r"\bby\s(?:about\s|around\s)?$", before) and match["to"] and a.unit:
        return False
    if match["to"] and b.low < a.low and not b.numeral.scaled and not re.search(r"\bfrom\s", before[-16:]):
        return False
    if match["or"]:
        return (a.unit is None or a.unit == b.unit) and b.low - a.low in (1, 2, 5, 10, 50, 100, 500, 1000) and a.low > 0
    return not (match["dash"] and (b.low <= a.low and not b.numeral.scaled))


def _share_scale(a: Quantity, b: Quantity) -> None:
    """ "four to five thousand": the scale of the second number holds for the first."""
    factor = b.numeral.scale
    if a.numeral.scaled or not b.numeral.scaled or "vague" in (a.numeral.form, b.numeral.form):
        return
    if a.low * factor < b.low:
        a.low = a.high = times(a.low, factor)


def _is_change(reading: Reading, a: Quantity, b: Quantity) -> bool:
    """ "rose from 5 to 7", "added 21p to 371p", "by a third to 371p" are changes, with rows of their own; "priced from 5 to 7" is a range."""
    found = change_in_front(reading, a)
    if found is None:
        return False
    if found[1] == "by" and a.numeral.form == "part":
        return b.numeral.form != "part"
    return found[1] == "from" or (found[1] == "by" and bool(a.unit and b.unit) and b.low > 2 * a.low)
