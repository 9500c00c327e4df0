"""Units and currencies beside a number, rates and multiples: "4 km", "NZ$4m", "Rs 300", "80p", "$5 a share", "tenfold".

Each rule takes a quantity and fills in unit, kind and end; it returns true if it applied.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from helpers.findings.claims.reading import BLANK, HYPHEN, Quantity, Reading
from helpers.text import lexicon

MILLION_HOLDS = 400  # characters behind a count in millions in which an unclear "m" is taken for another
WINDOW = 14  # characters in front of a number in which a currency sign can stand
JOIN = rf"(?:{BLANK}|{HYPHEN}|\n(?!\n))?"
UNIT_INSIDE = re.compile("minute|hour|day|week|month|year|decade|century")


def read_unit(reading: Reading, q: Quantity) -> bool:
    """Unit, kind and rule of a number from what stands directly beside it."""
    if q.form == "unit inside":
        q.unit, q.kind, q.rule = UNIT_INSIDE.search(reading.word(q))[0], "duration", "unit_behind"
        return True
    found = money_before(reading, q) or money_behind(reading, q) or unit_behind(reading, q)
    if found:
        per(reading, q)
    return found


def _any(forms: Iterable[str], blank: str = r"\ ") -> str:
    """Pattern of any of the forms, the longest first."""
    return "|".join(re.escape(f).replace(r"\ ", blank) for f in sorted(forms, key=lambda f: (-len(f), f)))


@cache
def _currencies() -> dict[str, tuple[str, str]]:
    return {form: (unit, how) for form, unit, how in lexicon.rows("currencies.tsv")}


def _written(*how: str) -> list[str]:
    return [form for form, (_, kind) in _currencies().items() if kind in how]


@cache
def _before_pattern() -> re.Pattern[str]:
    marks = re.sub(r"(?<=[A-Za-z.])\\\$", r"\\ ?\\$", _any(_written("symbol")))
    return re.compile(
        rf"(?:(?<![\w.,)])(?P<sign>[-−–]))?(?:(?:(?<![A-Za-z.])(?=[A-Za-z])|(?![A-Za-z]))(?P<symbol>{marks}){BLANK}?"
        rf"|(?<![\w$-])(?P<code>{_any(_written('code', 'prefix'))}){BLANK}?)$"
    )


MONEY_SCALE = re.compile(rf"{BLANK}?(?:(?P<crore>cr)|(?P<letter>mil|MM|mm|m|M|b|B|t|T))(?![\w])")
LATE_SCALE = re.compile(rf"{BLANK}(?P<letter>million|billion|trillion|bn|mn|m)\b")


def _money_scale(q: Quantity, match: re.Match[str] | None) -> None:
    """Take in a scale that only money has: "$4m", "75 USD million"."""
    if match and not q.scaled:
        letter = match["letter"].lower()[0] if match["letter"] else ""
        q.multiply({"m": 1e6, "b": 1e9, "t": 1e12}.get(letter, 1e7), match.end())


def money_before(reading: Reading, q: Quantity) -> bool:
    """A currency in front of the number: "$5", "NZ$4m", "Rs 300", "kr 1.2bn", "AUD1.5m"."""
    floor = max(0, q.start - WINDOW)
    match = _before_pattern().search(reading.text[floor : q.start])
    if not match or not (q.plain or q.vague) or (q.form != "digits" and match["symbol"] is None):
        return False
    form = (match["symbol"] or match["code"]).replace(" ", "")
    q.unit, q.kind, q.rule = _currencies()[form][0], "money", "money_before"
    if form.lower().startswith("kr") and reading.says_krona:
        q.unit = "krona"
    q.start = floor + match.start()
    if match["sign"] and q.low is not None:
        q.low = q.high = -q.low
    _money_scale(q, MONEY_SCALE.match(reading.text, q.core_end))
    q.core_end = q.end
    return True


@cache
def _behind_pattern() -> re.Pattern[str]:
    codes = _any(form for form in _written("code") if not form.endswith("."))
    adjective = rf"(?P<adjective>(?:[A-Z][\w.]*{BLANK}){{0,2}})"
    words = rf"(?P<word>(?i:{_any(_written('word', 'noun', 'adjective'))}))"
    return re.compile(
        rf"(?P<glued>{_any(_written('glued'))})(?!\w)|{BLANK}?(?P<mark>{_any(_written('symbol', 'behind'))})(?![\w])"
        rf"|{BLANK}?(?P<code>{codes})(?![\w$])|{JOIN}(?:of{BLANK})?{adjective}{words}(?!\w|{HYPHEN}[a-z]*led)"
    )


def money_behind(reading: Reading, q: Quantity) -> bool:
    """A currency behind the number: "5 million Australian dollars", "80p", "10 USD", "thousands of pounds"."""
    match = _behind_pattern().match(reading.text, q.core_end)
    if not match or (match["glued"] and q.form != "digits"):
        return False
    if match["word"]:
        verb = reading.token_at(match.start("word")).tag_.startswith("VB")  # "12 won"
        unit = None if verb else _word_unit(match, q)
    else:
        before_another = not match["glued"] and reading.text[match.end() : match.end() + 2].strip()[:1].isdigit()
        unit = None if before_another else _currencies()[match["glued"] or match["mark"] or match["code"]][0]
    if unit is None:
        return False
    q.unit, q.kind, q.rule, q.end = unit, "money", "money_behind", match.end()
    _money_scale(q, LATE_SCALE.match(reading.lower, q.end))
    return True


SHARED_NAMES = re.compile("dollar|peso|franc|krone|krona|rupee|dinar|dirham|riyal|rial|shilling|pound|lira")


def _word_unit(match: re.Match[str], q: Quantity) -> str | None:
    """ "Danish crowns", "Australian dollars"; "pounds" alone are money only in thousands and millions."""
    word, adjective = match["word"].lower(), match["adjective"].strip().lower()
    unit, how = _currencies()[word]
    whole = _currencies().get(f"{adjective} {word}")
    if whole or (how == "noun" and not adjective and not q.scaled):
        return whole[0] if whole else None
    name = unit.split()[0]
    return f"{adjective} {name}" if adjective and " " not in adjective and SHARED_NAMES.fullmatch(name) else unit


@cache
def _units() -> dict[str, tuple[str, str]]:
    return {form: (unit, kind) for form, unit, kind, _ in lexicon.rows("units.tsv")}


@cache
def _unit_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    inner = f"(?:{BLANK}|{HYPHEN})"
    how = {kind: _any((r[0] for r in lexicon.rows("units.tsv") if r[3] == kind), inner) for kind in UNIT_FORMS}
    words = re.compile(rf"{JOIN}({how['word']})(?![\w]|['’]s{BLANK}[a-z])")
    return words, re.compile(rf"({how['glued']}|{BLANK}?(?:{how['symbol']}))(?!\w|/\w|['’]\w)")


UNIT_FORMS = ("word", "symbol", "glued")
THIRD_QUARTER = re.compile(rf"{HYPHEN}quarter\b")
OF = {"part": re.compile(rf"{BLANK}(?:of{BLANK})?an?(?={BLANK})"), "vague": re.compile(rf"{BLANK}of(?={BLANK})")}


def unit_behind(reading: Reading, q: Quantity) -> bool:
    """A unit behind the number: "35 miles", "1.38pc", "640bhp", "2.4-litre", "12 basis points", "ten-year"."""
    words, symbols = _unit_patterns()
    form = q.form
    of = OF[form].match(reading.lower, q.core_end) if form in OF else None
    match = words.match(reading.lower, of.end() if of else q.core_end)
    if match:
        unit = " ".join(match[1].split())
        unit = unit if unit in _units() else unit.replace("-", " ")
        if form == "part" and THIRD_QUARTER.match(reading.lower, q.core_end):
            return False
    else:
        match = symbols.match(reading.text, q.core_end) if q.plain else None
        if not match or (form == "words" and match[0][0].isalpha()):
            return False
        unit = match[1].strip()
        if unit == "m" and _million(reading, q, match.end()):
            return False
    q.unit, q.kind = _units()[unit]
    q.rule, q.end = "unit_behind", match.end()
    return True


LENGTH = re.compile(
    rf"(?:{BLANK}\(\d|{HYPHEN}[a-z])|{BLANK}(?:long|tall|high|deep|wide|away|above|below|race|sprint|final|freestyle|"
    r"relay|hurdles|dash|runner|swimmer|apart|thick|diameter|north|south|east|west|off the|from the|down the|up the|"
    r"behind|ahead)\b"
)
UNCLEAR = re.compile(
    rf"{BLANK}?[(),.;:–—]|$|{BLANK}(?:and|or|to|from|in|on|at|by|a|per|each|last|this|over|since|up|down|"
    rf"of(?!{BLANK}(?:its|the|his|her|their|them|our|these|those)\b))\b"
)


def _million(reading: Reading, q: Quantity, end: int) -> bool:
    """ "2.7m people" is a number of people, "a 37m-long skeleton" is a length: the words around it decide."""
    glued = reading.text[end - 2 : end - 1].isdigit()
    recent = reading.million is not None and q.start - reading.million < MILLION_HOLDS
    if not glued or LENGTH.match(reading.lower, end) or (UNCLEAR.match(reading.lower, end) and not recent):
        return False
    q.multiply(1e6, end)
    q.core_end, reading.million = end, q.start
    return True


@cache
def _per_pattern() -> re.Pattern[str]:
    units = _any((r[0] for r in lexicon.rows("units.tsv") if r[3] == "word" and r[2] != "percent"), BLANK)
    nouns = _any(lexicon.word_set("rate-nouns.tsv"))
    return re.compile(
        rf"(?:(?:{BLANK}more)?(?:{BLANK}?/{BLANK}?(?P<slash>{units}|{nouns}|[a-z]+²?)"
        rf"|(?:{BLANK}|{HYPHEN})per(?:{BLANK}|{HYPHEN})(?P<per>{units}|(?!cent\b)[^\W\d_]+)"
        rf"|(?:{BLANK}an?{BLANK}|{HYPHEN}an?{HYPHEN}|{BLANK}(?:each|every){BLANK}(?=hour|day|week|month|year|second|minute))"
        rf"(?P<each>{units}|{nouns})))(?!\w)(?!{BLANK}(?:ago|earlier|later|before|after|old)\b)"
    )


def per(reading: Reading, q: Quantity) -> bool:
    """What an amount is reckoned by: "$5 a share", "400 metres per second", "$3 per thousand cubic feet"."""
    basis, end = _bases(reading, q.end)
    if basis is None:
        return False
    q.unit, q.kind, q.rule, q.end = f"{_short(q.unit)} per {basis}", "rate", "per", end
    return True


def per_noun(reading: Reading, q: Quantity) -> bool:
    """A rate behind the noun that is counted: "30 patients a day", "12 deaths per 100,000 people"."""
    if q.noun is None or q.kind not in ("", "measure"):
        return False
    noun = reading.doc[q.noun]
    basis, end = _bases(reading, noun.idx + len(noun))
    if basis is None:
        return False
    q.unit, q.kind, q.rule = f"{_short(q.unit)} per {basis}" if q.unit else f"per {basis}", "rate", "per_noun"
    q.end = end if any(c.isdigit() for c in basis) else q.end
    return True


def _bases(reading: Reading, place: int) -> tuple[str | None, int]:
    """One basis or two: "0.6 homes per site per week"."""
    first, end = _basis(reading, place)
    second, last = _basis(reading, end) if first else (None, end)
    return (f"{first} per {second}", last) if second else (first, end)


def _short(unit: str | None) -> str | None:
    """Inside a rate no coin is weighed: "dollar per pound"."""
    return "pound" if unit == "pound-mass" else unit


BASE = re.compile(
    rf"{BLANK}(?:per|for{BLANK}every|in{BLANK}every){BLANK}"
    rf"(?P<number>\d[\d,]*(?:{BLANK}(?:thousand|million))?|hundred|thousand|million)"
    rf"(?:{BLANK}(?P<what>(?:(?:square|cubic){BLANK})?[^\W\d_]+))?(?!\w)"
)


def _basis(reading: Reading, place: int) -> tuple[str | None, int]:
    """What stands behind "per", "a" or a stroke at a place, in canonical form, and its end."""
    base = BASE.match(reading.lower, place)
    match = base or _per_pattern().match(reading.lower, place)
    if not match:
        return None, place
    word = (base["what"] or "") if base else match["slash"] or match["per"] or match["each"]
    word = _short(_units()[word][0]) if word in _units() else word
    return f"{base['number'].replace(',', '')} {word}".strip() if base else word, match.end()


TIMES = re.compile(
    rf"((?:{BLANK}|{HYPHEN})?times|x(?!\w))(?={BLANK}(?:as|the|that|more|higher|larger|bigger|greater|faster|less|fewer|"
    r"lower|smaller|what|its|their|his|her|longer|better|worse|stronger|likelier|richer|this|those)\b|(?<=x))"
)


def multiple(reading: Reading, q: Quantity) -> bool:
    """ "quadrupled", "tenfold", "three times as many", "twice the size"."""
    match = None if q.form == "multiple" else TIMES.match(reading.lower, q.end)
    if q.form != "multiple" and not match:
        return False
    q.kind, q.rule = "multiple", "multiple"
    if match:
        q.unit, q.end, q.core_end = "times", match.end(), match.end()
    return True


def share_degrees(reading: Reading, quantities: list[Quantity]) -> None:
    """ "41 degrees Fahrenheit (5 Celsius), up from 39 degrees", "104 degrees (40 Celsius)": which degrees are meant."""
    named = None
    for q, follower in zip(quantities, [*quantities[1:], None], strict=False):
        if q.unit == "degree" and follower is not None and reading.text[q.end : follower.start] == " (":
            q.unit = {"celsius": "fahrenheit", "fahrenheit": "celsius"}.get(follower.unit or "", "degree")
        elif q.unit == "degree" and named and q.end - q.core_end > 1:
            q.unit = named
        if q.unit in ("celsius", "fahrenheit") and reading.text[q.start - 1 : q.start] != "(":
            named = q.unit
