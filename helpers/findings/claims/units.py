"""Units and currencies beside a number, and rates: "4 km", "NZ$4m", "Rs 300", "80p", "$5 a share".

Each rule takes a quantity and fills in unit, kind and end; it returns true if it applied.
"""

from __future__ import annotations

import re
from functools import cache

from helpers.findings.claims.reading import BLANK, HYPHEN, Quantity, Reading, times
from helpers.text import lexicon

MILLION_HOLDS = 400  # characters behind a count in millions in which an unclear "m" is taken for another
JOIN = rf"(?:{BLANK}|{HYPHEN}|\n(?!\n))?"
WINDOW = 14  # characters in front of a number in which a currency sign can stand


UNIT_INSIDE = re.compile("minute|hour|day|week|month|year|decade|century")


def read_unit(reading: Reading, q: Quantity) -> bool:
    """Unit, kind and rule of a number from what stands directly beside it."""
    if q.numeral.form == "unit inside":
        q.unit, q.kind, q.rule = UNIT_INSIDE.search(reading.word(q))[0], "duration", "unit_behind"
        return True
    found = money_before(reading, q) or money_behind(reading, q) or unit_behind(reading, q)
    if found:
        per(reading, q)
    return found


def money_before(reading: Reading, q: Quantity) -> bool:
    """A currency in front of the number: "$5", "NZ$4m", "Rs 300", "kr 1.2bn", "AUD1.5m"."""
    floor = max(0, q.start - WINDOW)
    match = _before_pattern().search(reading.text[floor : q.start])
    if not match or q.numeral.form not in ("digits", "words", "vague"):
        return False
    if q.numeral.form != "digits" and match["symbol"] is None:
        return False
    form = (match["symbol"] or match["code"]).replace(" ", "")
    q.unit, q.kind, q.rule = _currencies()[form][0], "money", "money_before"
    if form.lower().startswith("kr") and "krona" in reading.lower:
        q.unit = "krona"
    q.start = floor + match.start()
    if match["sign"] and q.low is not None:
        q.low = q.high = -q.low
    _money_scale(reading, q)
    return True


@cache
def _currencies() -> dict[str, tuple[str, str]]:
    return {form: (unit, how) for form, unit, how in lexicon.rows("currencies.tsv")}


@cache
def _before_pattern() -> re.Pattern[str]:
    forms = sorted(_currencies(), key=lambda form: (-len(form), form))
    symbols = [f for f in forms if _currencies()[f][1] == "symbol"]
    marks = "|".join(
        re.escape(f).replace(r"\$", r"\ ?\$") if f.endswith("$") and len(f) > 1 else re.escape(f) for f in symbols
    )
    codes = "|".join(re.escape(f) for f in forms if _currencies()[f][1] in ("code", "prefix"))
    return re.compile(
        rf"(?:(?<![\w.,)])(?P<sign>[-−–]))?(?:(?:(?<![A-Za-z.])(?=[A-Za-z])|(?![A-Za-z]))(?P<symbol>{marks}){BLANK}?"
        rf"|(?<![\w$-])(?P<code>{codes}){BLANK}?)$"
    )


MONEY_SCALE = re.compile(rf"{BLANK}?(mil|MM|mm|m|M|b|B|t|T|cr)(?![\w])")


def _money_scale(reading: Reading, q: Quantity) -> None:
    match = MONEY_SCALE.match(reading.text, q.core_end)
    if match and not q.numeral.scaled and q.low is not None:
        factor = next(float(f) for form, f, _ in lexicon.rows("scale-letters.tsv") if form == match[1])
        q.low = q.high = times(q.low, factor)
        q.end = q.core_end = match.end()
        q.numeral.scale = factor


@cache
def _behind_pattern() -> re.Pattern[str]:
    forms = sorted(_currencies(), key=lambda form: (-len(form), form))
    how = {form: kind for form, (_, kind) in _currencies().items()}
    marks = "|".join(re.escape(f) for f in forms if how[f] in ("symbol", "behind"))
    codes = "|".join(re.escape(f) for f in forms if how[f] == "code" and not f.endswith("."))
    glued = "|".join(re.escape(f) for f in forms if how[f] == "glued")
    words = "|".join(re.escape(f) for f in forms if how[f] in ("word", "noun", "adjective"))
    adjective = rf"(?P<adjective>(?:[A-Z][\w.]*{BLANK}){{0,2}})"
    return re.compile(
        rf"(?P<glued>{glued})(?!\w)|{BLANK}?(?P<mark>{marks})(?![\w])|{BLANK}?(?P<code>{codes})(?![\w$])"
        rf"|{JOIN}(?:of{BLANK})?{adjective}(?P<word>(?i:{words}))(?!\w|{HYPHEN}[a-z]*led)"
    )


def money_behind(reading: Reading, q: Quantity) -> bool:
    """A currency behind the number: "5 million Australian dollars", "80p", "10 USD", "thousands of pounds"."""
    match = _behind_pattern().match(reading.text, q.core_end)
    if not match or (match["glued"] and q.numeral.form != "digits"):
        return False
    if match["word"]:
        unit = _word_unit(match, q)
        if unit is None or (match["word"] == "won" and _is_verb(reading, match.start("word"))):
            return False
    else:
        unit = _currencies()[match["glued"] or match["mark"] or match["code"]][0]
        if match["mark"] == "$" and reading.text[match.end() : match.end() + 1].isdigit():
            return False
    q.unit, q.kind, q.rule, q.end = unit, "money", "money_behind", match.end()
    _late_scale(reading, q)
    return True


LATE_SCALE = re.compile(rf"{BLANK}(million|billion|trillion|bn|mn|m)\b")


def _late_scale(reading: Reading, q: Quantity) -> None:
    """ "75 USD million": the scale behind the currency."""
    match = LATE_SCALE.match(reading.lower, q.end)
    if match and not q.numeral.scaled and q.low is not None:
        factor = {"m": 1e6, "b": 1e9, "t": 1e12}[match[1][0]]
        q.low, q.high = times(q.low, factor), times(q.high, factor)
        q.end, q.numeral.scale = match.end(), factor


def _word_unit(match: re.Match[str], q: Quantity) -> str | None:
    word, adjective = match["word"].lower(), match["adjective"].strip().lower()
    unit, how = _currencies()[word]
    whole = _currencies().get(f"{adjective} {word}") if adjective else None
    if whole:
        return whole[0]
    if how == "noun" and not adjective and not q.numeral.scaled:
        return None
    return f"{adjective} {unit.split()[0]}" if adjective and " " not in adjective.strip(".") and _family(unit) else unit


def _family(unit: str) -> bool:
    """True for a currency that several countries share a name of."""
    return unit.split()[0] in {
        "dollar",
        "peso",
        "franc",
        "krone",
        "krona",
        "rupee",
        "dinar",
        "dirham",
        "riyal",
        "rial",
        "shilling",
        "pound",
        "lira",
    }


def _is_verb(reading: Reading, offset: int) -> bool:
    token = reading.token_at(offset)
    return token is not None and token.tag_.startswith("VB")


@cache
def _units() -> dict[str, tuple[str, str]]:
    return {form: (unit, kind) for form, unit, kind, _ in lexicon.rows("units.tsv")}


INNER = f"(?:{BLANK}|{HYPHEN})"


@cache
def _unit_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rows = sorted(lexicon.rows("units.tsv"), key=lambda row: (-len(row[0]), row[0]))
    how = {
        kind: "|".join(re.escape(r[0]).replace(r"\ ", INNER) for r in rows if r[3] == kind)
        for kind in ("word", "symbol", "glued")
    }
    words = re.compile(rf"{JOIN}({how['word']})(?![\w]|['’]s{BLANK}[a-z])")
    symbols = re.compile(rf"({how['glued']}|{BLANK}?(?:{how['symbol']}))(?!\w|/\w|['’]\w)")
    return words, symbols


PART_OF = re.compile(rf"{BLANK}(?:of{BLANK})?an?{BLANK}")
THIRD_QUARTER = re.compile(rf"{HYPHEN}quarter\b")
VAGUE_OF = re.compile(rf"{BLANK}of{BLANK}")


def unit_behind(reading: Reading, q: Quantity) -> bool:
    """A unit behind the number: "35 miles", "1.38pc", "640bhp", "2.4-litre", "12 basis points", "ten-year"."""
    words, symbols = _unit_patterns()
    if q.numeral.form == "part" and THIRD_QUARTER.match(reading.lower, q.core_end):
        return False
    of = {"part": PART_OF, "vague": VAGUE_OF}.get(q.numeral.form)
    part = of.match(reading.lower, q.core_end) if of else None
    match = words.match(reading.lower, part.end() - 1 if part else q.core_end)
    if match:
        form = " ".join(match[1].split())
        form = form if form in _units() else form.replace("-", " ")
    else:
        match = symbols.match(reading.text, q.core_end)
        if (
            not match
            or q.numeral.form not in ("digits", "words")
            or (q.numeral.form == "words" and match[0][0].isalpha())
        ):
            return False
        form = match[1].strip()
        if form == "m" and _million(reading, q, match.end()):
            return False
    q.unit, q.kind = _units()[form]
    q.rule, q.end = "unit_behind", match.end()
    return True


LENGTH = re.compile(
    rf"(?:{BLANK}\(\d|{HYPHEN}[a-z])|{BLANK}(?:long|tall|high|deep|wide|away|above|below|race|sprint|final|freestyle|relay|hurdles|dash|"
    r"runner|swimmer|apart|thick|diameter|north|south|east|west|off the|from the|down the|up the|behind|ahead)\b"
)
UNCLEAR = re.compile(
    rf"{BLANK}?[(),.;:–—]|$|{BLANK}(?:and|or|to|from|in|on|at|by|a|per|each|last|this|over|since|up|down|of(?!{BLANK}(?:its|the|his|her|their|them|our|these|those)\b))\b"
)


def _million(reading: Reading, q: Quantity, end: int) -> bool:
    """ "2.7m people" is a number of people, "a 37m-long skeleton" is a length: the words around it decide."""
    glued = reading.text[end - 2 : end - 1].isdigit()
    recent = reading.million is not None and q.start - reading.million < MILLION_HOLDS
    if not glued or LENGTH.match(reading.lower, end) or (UNCLEAR.match(reading.lower, end) and not recent):
        return False
    if q.low is not None:
        q.low = q.high = times(q.low, 1e6)
    reading.million = q.start
    q.numeral.scale, q.end, q.core_end = 1e6, end, end
    return True


@cache
def _per_pattern() -> re.Pattern[str]:
    rows = sorted(
        (r for r in lexicon.rows("units.tsv") if r[3] == "word" and r[2] != "percent"), key=lambda r: (-len(r[0]), r[0])
    )
    units = "|".join(re.escape(r[0]).replace(r"\ ", BLANK) for r in rows)
    nouns = "|".join(sorted(lexicon.word_set("rate-nouns.tsv"), key=lambda n: (-len(n), n)))
    return re.compile(
        rf"(?:(?:{BLANK}more)?(?:{BLANK}?/{BLANK}?(?P<slash>{units}|{nouns}|[a-z]+²?)"
        rf"|(?:{BLANK}|{HYPHEN})per(?:{BLANK}|{HYPHEN})(?P<per>{units}|[^\W\d_]+)"
        rf"|(?:{BLANK}an?{BLANK}|{HYPHEN}an?{HYPHEN}|{BLANK}(?:each|every){BLANK}(?=hour|day|week|month|year|second|minute))"
        rf"(?P<each>{units}|{nouns})))(?!\w)(?!{BLANK}(?:ago|earlier|later|before|after|old)\b)"
    )


def per(reading: Reading, q: Quantity) -> bool:
    """What an amount is reckoned by: "$5 a share", "400 metres per second", "$3 per thousand cubic feet"."""
    basis, end = _bases(reading, q.end)
    if basis is None:
        return False
    q.unit = f"{_short(q.unit)} per {basis}" if q.unit else f"per {basis}"
    q.kind, q.rule, q.end = "rate", "per", end
    return True


def _bases(reading: Reading, place: int) -> tuple[str | None, int]:
    """One basis or two: "0.6 homes per site per week"."""
    first, end = _basis(reading, place)
    second, last = _basis(reading, end) if first else (None, end)
    return (f"{first} per {second}", last) if second else (first, end)


def _short(unit: str) -> str:
    """Inside a rate no coin is weighed: "dollar per pound"."""
    return "pound" if unit == "pound-mass" else unit


BASE = re.compile(
    rf"{BLANK}(?:per|for{BLANK}every|in{BLANK}every){BLANK}(?P<number>\d[\d,]*(?:{BLANK}(?:thousand|million))?|hundred|thousand|million)"
    rf"(?:{BLANK}(?P<what>(?:(?:square|cubic){BLANK})?[^\W\d_]+))?(?!\w)"
)


def _basis(reading: Reading, place: int) -> tuple[str | None, int]:
    """What stands behind "per", "a" or a stroke at a place, in canonical form, and its end."""
    base = BASE.match(reading.lower, place)
    if base:
        what = base["what"] or ""
        what = _short(_units()[what][0]) if what in _units() else what
        return " ".join(filter(None, [base["number"].replace(",", ""), what])), base.end()
    match = _per_pattern().match(reading.lower, place)
    if not match or match["per"] in ("cent", "se"):
        return None, place
    word = match["slash"] or match["per"] or match["each"]
    return (_short(_units()[word][0]) if word in _units() else word), match.end()


def per_noun(reading: Reading, q: Quantity) -> bool:
    """A rate behind the noun that is counted: "30 patients a day", "12 deaths per 100,000 people"."""
    if q.noun is None or q.kind not in ("", "measure"):
        return False
    noun = reading.doc[q.noun]
    basis, end = _bases(reading, noun.idx + len(noun))
    if basis is None:
        return False
    q.unit = f"{_short(q.unit)} per {basis}" if q.unit else f"per {basis}"
    q.kind, q.rule = "rate", "per_noun"
    q.end = end if any(c.isdigit() for c in basis) else q.end
    return True


TIMES = re.compile(
    rf"((?:{BLANK}|{HYPHEN})?times|x(?!\w))(?={BLANK}(?:as|the|that|more|higher|larger|bigger|greater|faster|less|fewer|"
    r"lower|smaller|what|its|their|his|her|longer|better|worse|stronger|likelier|richer|this|those)\b|(?<=x))"
)


def multiple(reading: Reading, q: Quantity) -> bool:
    """ "quadrupled", "tenfold", "three times as many", "twice the size"."""
    match = TIMES.match(reading.lower, q.end)
    if q.numeral.form != "multiple" and not match:
        return False
    q.kind, q.rule = "multiple", "multiple"
    if q.numeral.form != "multiple":
        q.unit, q.end = "times", match.end()
        q.core_end = q.end
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
