"""Numbers as they stand in the text, whatever they mean: digits, words, fractions, vague amounts, multiples.

Offsets are those of the article; blanks may be no-break or thin, minus signs and hyphens typographic.
"""

from __future__ import annotations

import math
import re
import unicodedata
from functools import cache

from helpers.findings.claims.reading import BLANK, HYPHEN, Quantity, lowered, outermost, times
from helpers.text import lexicon

GAP = rf"(?:{BLANK}{{1,3}}|{BLANK}?\n(?!\n){BLANK}?|{HYPHEN})"
SIGN = r"(?<![\w.,)\]%])[-−–+±](?=\.?\d)"
VULGAR = "[¼-¾⅐-⅞]"
DIGITS = re.compile(
    rf"""(?P<sign>{SIGN})?
    (?P<body>
      \d{{1,3}}(?:,\d{{3}}){{1,12}}(?!\d)(?:\.\d+)?
    | \d{{1,3}}(?:,\d{{2}}){{1,6}},\d{{3}}(?!\d)(?:\.\d+)?
    | \d{{1,3}}(?:['’]\d{{3}}){{1,6}}(?![\w'’])
    | \d{{1,3}}(?:[\u00a0\u2007\u2009\u202f]\d{{3}}){{1,6}}(?![\d\u00a0\u2007\u2009\u202f]*\d{{4}})(?!\d)(?:\.\d+)?
    | (?<!\d[ ])\d{{1,3}}(?:[ ]\d{{3}}){{1,4}}(?!\d|[ ,.]\d)
    | \d+(?:\.\d+)?
    | (?<![\w).])\.\d+ )
    (?:(?:[eE]|{BLANK}?×{BLANK}?10\^?|{BLANK}?x{BLANK}?10\^)(?P<exponent>[+−-]?\d{{1,4}})(?!\w|\.\d))?
    (?:(?:{BLANK}|{HYPHEN})?(?P<vulgar>{VULGAR})|{BLANK}(?P<mixed>[1-9]{{1,2}}[/⁄]\d{{1,3}})(?![/\d])
      |[/⁄](?P<bottom>\d{{1,3}})(?![/\d]|[.,]\d|{HYPHEN}\d))?
    | (?P<alone>{VULGAR})
    """,
    re.VERBOSE,
)
AND_HALF = re.compile(rf"{GAP}and{GAP}an?{GAP}(half|quarter|third)(?!\w)")
SHARES = {"half": 0.5, "quarter": 0.25, "third": 1 / 3}
MINUS = re.compile(r"(?<!plus or )\b(?:minus|negative)[ \u00a0-]$")
LETTERS = re.compile(rf"k|{BLANK}?(?:bn|bln|mn|mln|tn|trn|tln|trln)")
PIECE = re.compile(r"[^\W\d_]+")
FACTORS = {"doubl": 2.0, "tripl": 3.0, "trebl": 3.0, "quadrupl": 4.0, "quintupl": 5.0, "sextupl": 6.0, "halv": 0.5}
FACTORS |= {"twice": 2.0, "thrice": 3.0}


def numerals(text: str) -> list[Quantity]:
    """All numbers of a text in reading order, none inside another.

    >>> [(n.low, text[n.start:n.end]) for text in ["4¼ of 28 thousand, half a million"] for n in numerals(text)]
    [(4.25, '4¼'), (28000.0, '28 thousand'), (500000.0, 'half a million')]
    """
    lower = lowered(text)
    found = _digits(text, lower) + _unit_and_half(lower) + _vague(lower) + _parts(lower) + _words(lower)
    found += _multiples(lower) + _ordinals(lower)
    return outermost(sorted(found, key=lambda q: (q.start, -q.end)))


@cache
def _values(*roles: str) -> dict[str, float]:
    """Number words of the given roles with their values."""
    return {word: float(value) for word, value, role in lexicon.rows("number-words.tsv") if role in roles}


@cache
def _any(*roles: str) -> str:
    """The same words as a pattern, longest first."""
    return "|".join(sorted(map(re.escape, _values(*roles)), key=lambda word: (-len(word), word)))


def _digits(text: str, lower: str) -> list[Quantity]:
    found = []
    for match in DIGITS.finditer(text):
        value, start = _value(match), match.start()
        value, end, factor = _scaled(lower, value, match.end())
        minus = None if match["sign"] else _spelled_minus(lower, start)
        if minus is not None:
            start, value = minus, -value
        form = "part" if match["alone"] and factor == 1 else "digits"
        found.append(Quantity(start, end, value, value, form, factor))
    return found


def _value(match: re.Match[str]) -> float:
    """Value of digits with grouping and fraction; infinite or no number if it cannot be held."""
    if match["alone"]:
        return unicodedata.numeric(match["alone"])
    power = (match["exponent"] or "0").replace("−", "-")
    value = float(re.sub("[,'’\\s]", "", match["body"]) + "e" + power)
    if match["vulgar"]:
        value += unicodedata.numeric(match["vulgar"])
    if match["mixed"]:
        top, bottom = (float(part) for part in re.split("[/⁄]", match["mixed"]))
        value += top / bottom if bottom else math.nan
    if match["bottom"]:
        value = value / float(match["bottom"]) if float(match["bottom"]) else math.nan
    return -value if match["sign"] in ("-", "−", "–") else value


def _scaled(lower: str, value: float, place: int) -> tuple[float, int, float]:
    """Value, end and factor with the scale behind a number: "4 million", "4bn", "4 and a half million", "4.5"."""
    end, factor = _scale(lower, place)
    match = AND_HALF.match(lower, end)
    if match:
        value, end = value + SHARES[match[1]], match.end()
        end, factor = _scale(lower, end) if factor == 1 else (end, factor)
    return times(value, factor), end, factor


@cache
def _scale_pattern() -> re.Pattern[str]:
    words = _any("scale", "hundred")
    return re.compile(rf"(?:(?:{BLANK}|{HYPHEN}|\n)?({words})(?:{GAP}({words}))?|({LETTERS.pattern}))(?!\w)")


def _scale(lower: str, place: int) -> tuple[int, float]:
    """End and factor of the scale behind a number ("million", "bn"), or the place itself and 1."""
    match = _scale_pattern().match(lower, place)
    if not match:
        return place, 1.0
    if match[3]:
        return match.end(), {"k": 1e3, "b": 1e9, "m": 1e6, "t": 1e12}[match[3].strip("\t \u00a0\u2007\u2009\u202f")[0]]
    return match.end(), math.prod(_values("scale", "hundred")[word] for word in match.group(1, 2) if word)


def _spelled_minus(lower: str, start: int) -> int | None:
    """Start of "minus" or "negative" right in front of a number."""
    floor = max(0, start - 17)
    match = MINUS.search(lower[floor:start])
    return floor + match.start() if match else None


@cache
def _word_pattern() -> re.Pattern[str]:
    atom, large = _any("small", "tens", "hundred", "scale"), _any("hundred", "scale")
    quarters = rf"(?:a{GAP}|three{GAP})?quarters?{GAP}(?:of{GAP})?(?:an?{GAP})?"
    lead = rf"(?P<lead>(?:an?{GAP})?half{GAP}(?:an?{GAP})?|{quarters})(?={large})"
    run = rf"(?:an?{GAP}(?={large}))?(?:{atom})(?:(?:,?{GAP}and{GAP}|,?{GAP})(?:{atom})(?!\w))*"
    point = rf"(?P<point>{GAP}point(?:{GAP}(?:{_any('small')})(?!\w))+)"
    return re.compile(rf"(?<![\w])(?:{lead})?(?P<run>{run})(?!\w)(?:{point})?")


def _words(lower: str) -> list[Quantity]:
    found = []
    for match in _word_pattern().finditer(lower):
        pieces = list(PIECE.finditer(lower, *match.span("run")))
        spelled = _spelled([piece[0] for piece in pieces])
        for first, last, value, scale in spelled:
            start, end = pieces[first].start(), pieces[last].end()
            if first == 0 and match["lead"]:
                start = match.start()
                value *= 0.5 if "half" in match["lead"] else 0.75 if match["lead"].startswith("three") else 0.25
            if last == len(pieces) - 1 and match["point"]:
                digits = [str(int(_values("small")[word])) for word in PIECE.findall(match["point"])[1:]]
                value, end = value + float("0." + "".join(digits)), match.end()
            value, end, scale = _with_half(lower, value, end, scale)
            minus = _spelled_minus(lower, start)
            start, value = (start, value) if minus is None else (minus, -value)
            found.append(Quantity(start, end, value, value, "words", scale))
    return found


def _with_half(lower: str, value: float, end: int, scale: float) -> tuple[float, int, float]:
    """ "two and a half" is 2.5, "one and a half million" and "a million and a half" are 1.5 million."""
    match = AND_HALF.match(lower, end)
    if not match:
        return value, end, scale
    if scale == 1:
        return _scaled(lower, value, end)
    end, factor = _scale(lower, match.end())
    return value + SHARES[match[1]] * (factor if factor > 1 else scale), end, scale


GROUP = re.compile(
    r"(?:(?P<hundreds>yd|[aydt])?h(?:&?(?P<rest>yd|[ydt])(?!h))?|(?P<low>yd|[ydt])|a(?=k))?(?P<scales>k{0,3})"
)
"""Hundreds, tens and ones, and the scales behind them, over one letter a word: digit, ten to nineteen, tens (y), scale (k)."""


@cache
def _letters() -> dict[str, str]:
    digits = {word: "d" if 0 < value < 10 else "t" for word, value in _values("small").items()}
    others = {word: letter for role, letter in (("tens", "y"), ("scale", "k")) for word in _values(role)}
    return digits | others | {"hundred": "h", "and": "&", "a": "a", "an": "a"}


def _spelled(words: list[str]) -> list[tuple[int, int, float, float]]:
    """Numbers in a run of number words: first and last word, value, and the factor of the last scale (1 if none).

    >>> _spelled("two hundred and five thousand".split()), _spelled(["one", "two"])
    ([(0, 4, 205000.0, 1000.0)], [(0, 0, 1.0, 1.0), (1, 1, 2.0, 1.0)])
    """
    letters, found, place = "".join(_letters()[word] for word in words), [], 0
    while place < len(words):
        start, total, scale, limit = place, 0.0, 1.0, math.inf
        match = GROUP.match(letters, place)
        while match[0]:
            group, factor = _group(words, match)
            if factor >= limit or (factor == 1 and group >= limit):
                break
            total, place, limit = total + group * factor, match.end(), factor
            scale = factor if factor > 1 else scale
            match = GROUP.match(letters, place + letters.startswith("&", place))
        if place > start:
            hundred = scale == 1 and letters[start:place].endswith("h")
            found.append((start, place - 1, total, 100.0 if hundred else scale))
        else:
            place += 1
    return found


def _group(words: list[str], match: re.Match[str]) -> tuple[float, float]:
    """Value below a thousand, and the factor of the scales behind it."""
    value = _values("small", "tens")
    parts = {
        name: sum(value.get(word, 1.0) for word in words[slice(*match.span(name))])
        for name in ("hundreds", "rest", "low")
    }
    below = parts["rest"] + parts["low"] + (100 * (parts["hundreds"] or 1.0) if "h" in match[0] else 0.0)
    return below or (0.0 if match["low"] else 1.0), math.prod(
        _values("scale")[word] for word in words[slice(*match.span("scales"))]
    )


@cache
def _vague_pattern() -> re.Pattern[str]:
    phrases = sorted(lexicon.table("vague-amounts.tsv"), key=lambda p: (-len(p), p))
    body = "|".join(phrase.replace(" ", GAP) for phrase in phrases)
    again = rf"(dozens|hundreds|thousands|millions|billions){GAP}(?:up)?(?:on|and){GAP}(?=\1)"
    return re.compile(rf"(?<![\w-])(?:{again})?({body})(?![\w])")


def _vague(lower: str) -> list[Quantity]:
    table, found = lexicon.table("vague-amounts.tsv"), []
    for match in _vague_pattern().finditer(lower):
        low, high = (float(bound) for bound in table[" ".join(PIECE.findall(match[2]))])
        end = match.end() - 3 if match[0].endswith(" of") else match.end()
        found.append(Quantity(match.start(), end, low, high, "vague", low if low >= 1000 else 1.0))
    return found


@cache
def _unit_and_half_pattern() -> re.Pattern[str]:
    tops, units = _any("small", "tens"), "minute|hour|day|week|month|year|decade|century"
    return re.compile(
        rf"(?<![\w])(?:(?P<top>an?|{tops}|\d+){GAP})?(?:{units})s?{GAP}and{GAP}an?{GAP}(?P<part>half|quarter)(?!\w)"
    )


def _unit_and_half(lower: str) -> list[Quantity]:
    """ "a year and a half" is one number with its unit inside."""
    found = []
    for match in _unit_and_half_pattern().finditer(lower):
        value = _top(match["top"]) + SHARES[match["part"]]
        found.append(Quantity(match.start(), match.end(), value, value, "unit inside"))
    return found


def _top(word: str | None) -> float:
    """Value of what stands before a part: "two" thirds, "a" third."""
    return _values("small", "tens").get(word or "") or (float(word) if word and word.isdecimal() else 1.0)


@cache
def _part_pattern() -> re.Pattern[str]:
    parts, tops = _any("part"), _any("small", "tens")
    return re.compile(
        rf"(?<![\w])(?:(?P<whole>\d+|{tops}){GAP}and{GAP})?"
        rf"(?:(?P<top>a|an|one|the other|another|{tops}|\d+)(?P<gap>{GAP})(?P<part>{parts})|(?P<half>half))(?!\w)"
    )


QUARTERS_OF = re.compile(rf"{BLANK}(?:of|the|a|an|as|full|more|less)\b")


def _parts(lower: str) -> list[Quantity]:
    """ "two thirds", "half"; "three quarters of" and "three-quarters" too, but "two quarters later" is half a year."""
    found = []
    for match in _part_pattern().finditer(lower):
        bottom, top = _values("part").get(match["part"] or "", 2.0), _top(match["top"])
        value = (_top(match["whole"]) if match["whole"] else 0.0) + top / bottom
        if match["part"] == "quarters" and not match["whole"] and match["gap"].isspace():
            if not QUARTERS_OF.match(lower, match.end()):
                continue
        if match["half"] or match["part"] == "half" or match["part"].endswith("s") == (top != 1.0):
            found.append(Quantity(match.start(), match.end(), value, value, "part"))
    return found


@cache
def _multiple_pattern() -> re.Pattern[str]:
    verbs = "(?P<verb>doubl|tripl|trebl|quadrupl|quintupl|sextupl|halv)(?:e|es|ed|ing)"
    fold = rf"(?P<fold>{_any('small', 'tens', 'hundred', 'scale')}|\d+(?:\.\d+)?){HYPHEN}?fold"
    return re.compile(rf"(?<![\w-])(?:{verbs}|(?P<times>twice|thrice)|{fold})(?![\w])")


def _multiples(lower: str) -> list[Quantity]:
    found = []
    for match in _multiple_pattern().finditer(lower):
        fold = match["fold"] or ""
        value = float(fold) if fold[:1].isdigit() else _values("small", "tens", "hundred", "scale").get(fold)
        value = value or FACTORS.get(match["verb"] or match["times"], 0.0)
        found.append(Quantity(match.start(), match.end(), value, value, "multiple"))
    return found


@cache
def _ordinal_pattern() -> re.Pattern[str]:
    ranks = [word for word in _values("part", "ordinal") if not word.startswith(("hal", "quarter"))]
    return re.compile(
        rf"(?<![\w])(?:(?:{_any('tens')}){HYPHEN})?(?:{'|'.join(sorted(ranks, key=lambda w: (-len(w), w)))})(?!\w)"
    )


def _ordinals(lower: str) -> list[Quantity]:
    return [Quantity(m.start(), m.end(), None, None, "ordinal") for m in _ordinal_pattern().finditer(lower)]
