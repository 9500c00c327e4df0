"""Numbers that belong together (ranges, shares, ratios, votes) and how a number is meant: more than, at most, about."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from helpers.findings.claims.changes import change_in_front, moves_up_to
from helpers.findings.claims.reading import BLANK, Quantity, Reading, times
from helpers.findings.claims.rejected_names import VOTE
from helpers.text import lexicon

SHARE = re.compile(rf"{BLANK}(?:times{BLANK}out{BLANK}of|in|(?:out{BLANK})?of|from)(?:{BLANK}(?:every|each))?{BLANK}")
RATIO = re.compile(rf":|-to-|{BLANK}to{BLANK}|-")
RATIO_WORD = re.compile(r"\b(?:ratio|ratios|odds|outnumber\w*|dilution|mixture)\b")
RATIO_BEHIND = re.compile(
    rf"{BLANK}(?:margin|ratio|majority|odds|vote|shot|favou?rite|outsider|advantage|against|on)\b"
)
MEASURED = re.compile(
    rf"(?:{BLANK}|-)(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|games?|matches|starts|"
    r"attempts|innings|countries|cities|towns|states|places)\b|%|[-–]\d|[,.]\d|st\b|nd\b|rd\b|th\b|/\d|:\d"
)
ROUND_BASES = (3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000, 10000, 100000, 1000000)


def join_shares(reading: Reading, quantities: list[Quantity]) -> list[Quantity]:
    """ "three in ten", "one out of every five", "nine of 10"; "a ratio of 1 to 8", "10-to-1 odds"."""
    joined: list[Quantity] = []
    for q in quantities:
        first = joined[-1] if joined else None
        whole = first and not first.joined and first.plain and q.plain and first.whole and q.whole and q.low > 0
        share = whole and _is_share(reading, first, q)
        if not share and not (whole and _is_ratio(reading, first, q)):
            joined.append(q)
            continue
        first.low = first.high = first.low / q.low
        first.end = first.core_end = q.end
        first.kind = first.joined = "share" if share else "ratio"
        first.rule = "join_shares"
    return joined


def _is_share(reading: Reading, a: Quantity, b: Quantity) -> bool:
    match = SHARE.fullmatch(reading.lower, a.end, b.start) or _of_a_noun(reading, a, b)
    if not match or not 0 < a.low < b.low or MEASURED.match(reading.lower, b.end):
        return False
    one_in = " in " in match[0] and b.low < 1000 and reading.word(a) == "one"
    if one_in or "out" in match[0] or "every" in match[0]:
        return True
    return b.low in ROUND_BASES and (" in " in match[0] or (b.low == 10 and a.low > 1)) and a.low < 100


NOUN_IN = re.compile(rf"{BLANK}[a-z]+(?P<in>{BLANK}in(?:{BLANK}(?:every|each))?{BLANK})")


def _of_a_noun(reading: Reading, a: Quantity, b: Quantity) -> re.Match[str] | None:
    """ "one shop in three": the counted noun stands inside the share."""
    match = NOUN_IN.fullmatch(reading.lower, a.end, b.start) if reading.word(a) == "one" else None
    noun = reading.doc[reading.first_from(a.end)] if match else None
    if noun is None or noun.tag_ != "NN" or reading.counts_plural(b) or b.low > 100:
        return None
    a.counted, a.noun = noun.text, noun.i
    return match


def _is_ratio(reading: Reading, a: Quantity, b: Quantity) -> bool:
    if b.scaled or not RATIO.fullmatch(reading.lower, a.end, b.start):
        return False
    if RATIO_WORD.search(reading.before(a.start, 60)):
        return True
    return reading.lower[a.end : b.start] == "-to-" and a.low > b.low and bool(RATIO_BEHIND.match(reading.lower, b.end))


PARTS = {
    ("dollar", "cent"): 100,
    ("pound sterling", "pence"): 100,
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
        beside = size and BETWEEN_PARTS.fullmatch(reading.lower, a.end, q.start)
        if beside and None not in (a.low, q.low) and 0 <= q.low < size:
            a.low = a.high = a.low + q.low / size
            a.unit, a.kind, a.end, a.core_end = q.unit.replace(unit, a.unit), q.kind, q.end, q.end
            a.rule = "join_parts"
        else:
            joined.append(q)
    return joined


LINK = re.compile(
    rf"(?P<to>-?(?:{BLANK}|\n)(?:up{BLANK})?to(?:{BLANK}|-|\n)(?:about{BLANK}|around{BLANK}|up{BLANK}to{BLANK}|"
    rf"as{BLANK}(?:much|many|high){BLANK}as{BLANK})?|-to-)"
    rf"|(?P<dash>{BLANK}?[-–—‒]{BLANK}?)|(?P<or>-?{BLANK}or{BLANK}(?:even{BLANK})?)|(?P<and>-?{BLANK}and{BLANK})"
)
BETWEEN = re.compile(r"\bbetween\s(?:about\s|around\s|roughly\s|an estimated\s|some\s)?$")
BY, FROM = re.compile(r"\bby\s(?:about\s|around\s)?$"), re.compile(r"\bfrom\s.{0,10}$")


def join_ranges(reading: Reading, quantities: list[Quantity]) -> list[Quantity]:
    """ "1 to 1.5 degrees", "$3-5bn", "between $62 and $68", "three or four years": one claim with two ends."""
    joined: list[Quantity] = []
    for q in quantities:
        a = joined[-1] if joined else None
        match = LINK.fullmatch(reading.lower, a.end, q.start) if a else None
        if match and _fits(reading, a, q, match):
            _join(a, q)
            continue
        if match and match["to"] and a.joined and q.unit is None and not q.kind:  # "from 14-18 mpg to 24"
            q.unit, q.kind, q.rule = a.unit, a.kind, a.rule
        joined.append(q)
    return joined


def _join(a: Quantity, b: Quantity) -> None:
    """Make one claim of two ends; "four to five thousand": the scale of the second number holds for the first."""
    factor = b.scale
    if not a.scaled and "vague" not in (a.form, b.form) and a.low * factor < b.low:
        a.low = a.high = times(a.low, factor)
    a.low, a.high = min(a.low, b.low), max(a.high, b.high)
    a.vague = a.vague or b.vague
    if b.unit:
        a.unit, a.kind = b.unit, b.kind
    a.end, a.core_end, a.rule, a.joined = b.end, b.core_end, "join_ranges", "range"


def _fits(reading: Reading, a: Quantity, b: Quantity, match: re.Match[str]) -> bool:
    """True for two numbers that may be the ends of one range, by their units, their order and the words in front."""
    if None in (a.low, b.low) or a.joined or "multiple" in (a.form, b.form):
        return False
    same = a.unit is None or b.unit is None or a.unit == b.unit or b.unit.startswith(f"{a.unit} per")
    if not same or (a.unit and not b.unit and a.kind not in ("money", "age")):
        return False
    before, rises = reading.before(a.start, 60), b.low > a.low or b.scaled
    if match["and"]:
        return BETWEEN.search(before) is not None
    if match["or"]:
        return a.unit in (None, b.unit) and b.low - a.low in (1, 2, 5, 10, 20, 50, 100, 500, 1000) and a.low > 0
    if match["dash"]:
        return rises
    if _is_change(reading, a, b) or (BY.search(before) and a.unit):
        return False
    return rises or b.low == a.low or FROM.search(before[-16:]) is not None


def _is_change(reading: Reading, a: Quantity, b: Quantity) -> bool:
    """ "rose from 5 to 7", "added 21p to 371p" are changes, with rows of their own; "priced from 5 to 7" is a range."""
    found = change_in_front(reading, a)
    if found is None:
        return False
    if found[1] == "by" and a.form == "part":
        return b.form != "part"
    return found[1] == "from" or (found[1] == "by" and bool(a.unit and b.unit) and b.low > 2 * a.low)


LIMITS = re.compile(
    rf",?{BLANK}(?:and|but){BLANK}(?:no{BLANK}|not{BLANK})?(?:less|fewer|smaller|lower|under|below|more|at most)\b"
)


def join_limits(reading: Reading, quantities: list[Quantity]) -> list[Quantity]:
    """ "more than 10 but fewer than 20": two bounds of one amount."""
    joined: list[Quantity] = []
    for q in quantities:
        a = joined[-1] if joined else None
        beside = a and (a.bound, q.bound) == (">", "<") and q.start - a.end < 32 and LIMITS.match(reading.lower, a.end)
        if beside and a.unit in (None, q.unit) and a.counted in (None, q.counted) and (a.low or 0) < (q.low or 0):
            a.high, a.end, a.bound, a.rule, a.joined = q.low, q.end, "=", "join_limits", "range"
            a.unit, a.kind, a.counted, a.noun = q.unit, q.kind, q.counted, q.noun
        else:
            joined.append(q)
    return joined


MEMBERS = re.compile(r"\bmembers?\b")


def name_tallies(reading: Reading, quantities: list[Quantity]) -> None:
    """ "voted 61-37": two numbers of votes."""
    for a, b in pairwise(quantities):
        if a.unit or b.unit or a.joined or not RATIO.fullmatch(reading.lower, a.end, b.start):
            continue
        if VOTE.search(reading.lower, max(0, a.start - 40), b.end + 24):
            members = MEMBERS.search(reading.lower, reading.sentence(a.start)[0], a.start)
            a.counted = b.counted = "members" if members else "votes"
            a.noun = b.noun = None
            a.rule = b.rule = "name_tallies"


FILLER = (
    r"(?:only|just|even|well|already|still|about|some|roughly|an estimated|a further|another|a record|a total of|"
    r"an average of|around|nearly)"
)
PLUS_MORE = re.compile(r"\s+(?:a|an|the|\d|[a-z]+s)\b")


@cache
def _bounds(place: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """Pattern of the words that bound a number from the front or from behind, and their bounds."""
    bounds = {words: bound for words, bound, where in lexicon.rows("bounds.tsv") if where == place}
    words = "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(bounds, key=lambda w: (-len(w), w)))
    front = (
        rf"(?:(?<![\w'’-])|(?=[<>≤≥≈~]))({words})(?:\sor\sequal\sto)?(?:(?<=\w|\.)(?:{BLANK}|-|\n)|(?<=\W){BLANK}?)"
        rf"(?:{FILLER}{BLANK}){{0,2}}$"
    )
    return re.compile(front if place == "front" else rf"(?:{BLANK}|(?=[-+i]))({words})(?!\w)"), bounds


def read_bound(reading: Reading, q: Quantity) -> None:
    """Bound of a quantity from the words around it."""
    front, behind = _bound_in_front(reading, q), _bound_behind(reading, q)
    q.bound = behind if behind and front in (None, "~") else front or q.bound


def _bound_in_front(reading: Reading, q: Quantity) -> str | None:
    """ "more than 40", "up to $5", "no fewer than a dozen"."""
    pattern, bounds = _bounds("front")
    floor = max(0, q.start - 48)
    match = pattern.search(reading.lower[floor : q.start])
    if not match:
        return None
    words = " ".join(match[1].split())
    if words == "up to" and moves_up_to(reading, reading.first_from(floor + match.start(1)), q):
        return None
    if words == "over" and q.kind == "duration":  # "pills taken over two years" means during
        token = reading.token_at(floor + match.start(1))
        if token is not None and token.dep_ == "prep" and token.head.dep_ != "prep":
            return None
    return bounds[words]


def _bound_behind(reading: Reading, q: Quantity) -> str | None:
    """ "100 or more", "50 plus", "30-odd", "three at least"."""
    pattern, bounds = _bounds("behind")
    match = pattern.match(reading.lower, q.end) or pattern.match(reading.lower, q.core_end)
    if not match or reading.text[match.start(1) : match.end(1)].istitle():
        return None
    if match[1] == "plus" and PLUS_MORE.match(reading.lower, match.end()):
        return None
    q.tail = match.end()
    return bounds[" ".join(match[1].split())]


def inherit_bounds(reading: Reading, quantities: list[Quantity]) -> None:
    """A conversion in brackets is meant like the amount it converts: "more than 100 kilometres (60 miles)"."""
    for a, b in pairwise(quantities):
        same = a.kind == b.kind or {a.kind, b.kind} == {"measure", "rate"}
        if same and a.unit and b.unit and a.unit != b.unit and b.bound == "=":
            if reading.lower[a.end : b.start].strip() in ("(", ",("):
                b.bound = a.bound
