"""Numbers as they stand in the text, whatever they mean: digits, words, fractions, vague amounts, multiples.

Offsets are those of the article; blanks may be no-break or thin, minus signs and hyphens typographic.
"""

from __future__ import annotations

import math
import re
import unicodedata
from functools import cache

from helpers.findings.claims import number_words
from helpers.findings.claims.quantity import Numeral
from helpers.text import lexicon

BLANK = "[ \\t\u00a0\u2007\u2009\u202f]"
HYPHEN = "[-\u2010\u2011]"
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
    | \d+(?:\.\d+)?(?:[eE][+−-]?\d{{1,4}}(?![\w.]))?
    | (?<![\w).])\.\d+ )
    (?P<power>{BLANK}?(?:×{BLANK}?10\^?|x{BLANK}?10\^)(?P<exponent>[−-]?\d{{1,3}}))?
    (?:(?:{BLANK}|{HYPHEN})?(?P<vulgar>{VULGAR})|{BLANK}(?P<mixed>[1-9]{{1,2}}[/⁄]\d{{1,3}})(?![/\d])
      |[/⁄](?P<bottom>\d{{1,3}})(?![/\d]|[.,]\d|{HYPHEN}\d))?
    """,
    re.VERBOSE,
)
BARE_VULGAR = re.compile(VULGAR)


def lowered(text: str) -> str:
    """The text in lower case with every character in its place (some letters would become two).

    >>> len(lowered("İX")), lowered("Two")
    (2, 'two')
    """
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def numerals(text: str) -> list[Numeral]:
    """All numbers of a text in reading order, none inside another.

    >>> [(n.low, text[n.start:n.end]) for text in ["4¼ of 28 thousand, half a million"] for n in numerals(text)]
    [(4.25, '4¼'), (28000.0, '28 thousand'), (500000.0, 'half a million')]
    """
    lower = lowered(text)
    found = _digits(text, lower) + _unit_and_half(lower)
    found += _vague(lower) + _parts(lower) + _words(lower) + _multiples(lower) + _ordinals(lower)
    return _outermost(found)


def _outermost(found: list[Numeral]) -> list[Numeral]:
    kept: list[Numeral] = []
    for numeral in sorted(found, key=lambda n: (n.start, -n.end)):
        if not kept or numeral.start >= kept[-1].end:
            kept.append(numeral)
    return kept


def number(digits: str) -> float | None:
    """Value of digits with grouping; None if it is too large to hold.

    >>> number("1,234.5"), number("9" * 400)
    (1234.5, None)
    """
    value = float(re.sub("[,'’\\s]", "", digits).replace("−", "-"))
    return value if math.isfinite(value) else None


def times(value: float, factor: float) -> float:
    """Product without the noise of binary fractions: 16.4 million is 16,400,000.

    >>> 16.4 * 1e6, times(16.4, 1e6)
    (16399999.999999998, 16400000.0)
    """
    return float(f"{value * factor:.12g}")


def _digits(text: str, lower: str) -> list[Numeral]:
    found = []
    for match in DIGITS.finditer(text):
        value = _value(match)
        end, factor = _scale(lower, match.end())
        start = match.start()
        if value is not None:
            value, end, factor = _with_half(lower, value, end, factor)
        minus = _spelled_minus(lower, start)
        if minus is not None and not match["sign"]:
            start, value = minus, None if value is None else -value
        found.append(Numeral(start, end, value, value, "digits", factor))
    taken = {n.end for n in found}
    for match in BARE_VULGAR.finditer(text):
        if match.end() not in taken:
            end, factor = _scale(lower, match.end())
            value = times(unicodedata.numeric(match[0]), factor)
            found.append(Numeral(match.start(), end, value, value, "part" if factor == 1 else "digits", factor))
    return found


def _with_half(lower: str, value: float, end: int, factor: float) -> tuple[float, int, float]:
    """ "4 and a half", "3 million and a half", "2 and a half million"."""
    match = HALF.match(lower, end)
    if not match:
        return times(value, factor), end, factor
    share = 0.5 if match[1] == "half" else 0.25
    if factor != 1:
        return times(value + share, factor), match.end(), factor
    end, factor = _scale(lower, match.end())
    return times(value + share, factor), end, factor


def _value(match: re.Match[str]) -> float | None:
    value = number(match["body"])
    if value is None:
        return None
    if match["exponent"]:
        value *= (
            10.0 ** float(match["exponent"].replace("−", "-")) if abs(number(match["exponent"])) < 300 else math.nan
        )
    if match["vulgar"]:
        value += unicodedata.numeric(match["vulgar"])
    if match["mixed"]:
        top, bottom = (float(part) for part in re.split("[/⁄]", match["mixed"]))
        value += top / bottom if bottom else math.nan
    if match["bottom"]:
        value = value / float(match["bottom"]) if float(match["bottom"]) else math.nan
    if not math.isfinite(value):
        return None
    return -value if match["sign"] in ("-", "−", "–") else value


def _spelled_minus(lower: str, start: int) -> int | None:
    """Start of "minus" or "negative" right in front of a number."""
    match = re.search(r"(?<!plus or )\b(?:minus|negative)[ \u00a0-]$", lower[max(0, start - 17) : start])
    return max(0, start - 17) + match.start() if match else None


@cache
def _scale_pattern() -> re.Pattern[str]:
    words = number_words.alternatives("scale", "hundred")
    return re.compile(rf"(?:{BLANK}|{HYPHEN}|\n)?({words})(?:{GAP}({words}))?(?!\w)")


@cache
def _letters() -> dict[str, float]:
    return {form: float(factor) for form, factor, sure in lexicon.rows("scale-letters.tsv") if sure == "yes"}


LETTERS = re.compile(rf"{BLANK}?(k|bn|bln|mn|mln|tn|trn|tln|trln)(?!\w)")
HALF = re.compile(rf"{GAP}and{GAP}a{GAP}(half|quarter)(?!\w)")


def _scale(lower: str, place: int) -> tuple[int, float]:
    """End and factor of the scale behind a number ("million", "bn"), or the place itself and 1."""
    match = _scale_pattern().match(lower, place)
    if match:
        factor = _factor(match[1]) * (_factor(match[2]) if match[2] else 1.0)
        return match.end(), factor
    match = LETTERS.match(lower, place)
    if match and not (match[1] == "k" and match[0] != "k"):
        return match.end(), _letters()[match[1]]
    return place, 1.0


def _factor(word: str) -> float:
    return number_words.values("scale", "hundred")[word]


@cache
def _word_pattern() -> re.Pattern[str]:
    atom = number_words.alternatives("small", "tens", "hundred", "scale")
    large = number_words.alternatives("hundred", "scale")
    lead = rf"(?P<lead>(?:an?{GAP})?half{GAP}(?:an?{GAP})?|(?:a{GAP}|three{GAP})?quarters?{GAP}(?:of{GAP})?(?:an?{GAP})?)(?={large})"
    tail = rf"(?P<tail>{GAP}and{GAP}an?{GAP}(?:half|quarter|third)(?!\w)(?:{GAP}(?P<late>{large}))?)"
    run = rf"(?:an?{GAP}(?={large}))?(?:{atom})(?:(?:,?{GAP}and{GAP}|,?{GAP})(?:{atom})(?!\w))*"
    point = rf"(?P<point>{GAP}point(?:{GAP}(?:{number_words.alternatives('small')})(?!\w))+)"
    return re.compile(rf"(?<![\w])(?:{lead})?(?P<run>{run})(?!\w)(?:{tail}|{point})?")


PIECE = re.compile(r"[^\W\d_]+")


def _words(lower: str) -> list[Numeral]:
    found = []
    for match in _word_pattern().finditer(lower):
        words = [(m.start(), m.end(), m[0]) for m in PIECE.finditer(lower, *match.span("run"))]
        spelled = number_words.spelled(words)
        for start, end, value, scale in spelled:
            first, last = start == spelled[0][0], end == spelled[-1][1]
            if first and match["lead"]:
                start, value = match.start(), value * _lead(match["lead"])
            if last and match["tail"]:
                value, end, scale = _with_tail(match, value, words, scale)
            if last and match["point"]:
                value, end = value + _decimals(match["point"]), match.end()
            minus = _spelled_minus(lower, start)
            start, value = (start, value) if minus is None else (minus, -value)
            found.append(Numeral(start, end, value, value, "words", scale))
    return found


def _lead(words: str) -> float:
    return 0.5 if "half" in words else 0.75 if words.startswith("three") else 0.25


def _with_tail(match: re.Match[str], value: float, words: list, scale: float) -> tuple[float, int, float]:
    """ "two and a half" is 2.5, "one and a half million" 1.5 million, "a million and a half" 1.5 million."""
    share = 0.5 if "half" in match["tail"] else 0.25 if "quarter" in match["tail"] else 1 / 3
    if match["late"]:
        return (value + share) * _factor(match["late"]), match.end(), _factor(match["late"])
    if scale > 1 and value > 12:
        return value + share * scale, match.end(), scale
    return value + share, match.end(), scale


def _decimals(words: str) -> float:
    digits = [str(int(number_words.values("small")[w])) for w in PIECE.findall(words)[1:]]
    return float("0." + "".join(digits))


@cache
def _vague_pattern() -> re.Pattern[str]:
    phrases = sorted((entry[0] for entry in lexicon.rows("vague-amounts.tsv")), key=lambda p: (-len(p), p))
    body = "|".join(phrase.replace(" ", GAP) for phrase in phrases)
    return re.compile(
        rf"(?<![\w-])(?:(dozens|hundreds|thousands|millions|billions){GAP}(?:up)?(?:on|and){GAP}(?=\1))?({body})(?![\w])"
    )


COUPLE_OF_WHAT = re.compile(rf"{BLANK}(?:more|hours|days|weeks|months|years|minutes|times)\b")


def _vague(lower: str) -> list[Numeral]:
    table, found = lexicon.table("vague-amounts.tsv"), []
    for match in _vague_pattern().finditer(lower):
        if match[2] == "a couple" and not COUPLE_OF_WHAT.match(lower, match.end()):
            continue
        low, high = (float(bound) for bound in table[" ".join(PIECE.findall(match[2]))])
        end = match.end() - 3 if match[2].endswith(" of") else match.end()
        found.append(Numeral(match.start(), end, low, high, "vague", low if low >= 1000 else 1.0))
    return found


@cache
def _part_pattern() -> re.Pattern[str]:
    parts, tops = number_words.alternatives("part"), number_words.alternatives("small", "tens")
    return re.compile(
        rf"(?<![\w])(?:(?P<whole>\d+|{tops}){GAP}and{GAP})?"
        rf"(?:(?P<top>a|an|one|the other|another|{tops}|\d+){GAP}(?P<part>{parts})|(?P<half>half))(?!\w)"
    )


QUARTERS_OF = re.compile(rf"{BLANK}(?:of|the|a|an|as|full|more|less)\b")


@cache
def _unit_and_half_pattern() -> re.Pattern[str]:
    tops = number_words.alternatives("small", "tens")
    units = "minute|hour|day|week|month|year|decade|century|mile|inch|foot"
    return re.compile(
        rf"(?<![\w])(?:(?P<top>an?|{tops}|\d+){GAP})?(?P<unit>{units})s?{GAP}and{GAP}an?{GAP}(?P<part>half|quarter)(?!\w)"
    )


def _unit_and_half(lower: str) -> list[Numeral]:
    """ "a year and a half" is one number with its unit inside."""
    found = []
    for match in _unit_and_half_pattern().finditer(lower):
        value = (_top(match["top"]) if match["top"] else 1.0) + (0.5 if match["part"] == "half" else 0.25)
        found.append(Numeral(match.start(), match.end(), value, value, "unit inside"))
    return found


def _of_a_whole(lower: str, match: re.Match[str]) -> bool:
    """ "three quarters of" and "three-quarters" are a part, "two quarters later" is half a year."""
    return bool(QUARTERS_OF.match(lower, match.end()) or re.search(HYPHEN, match[0]))


def _parts(lower: str) -> list[Numeral]:
    found = []
    for match in _part_pattern().finditer(lower):
        bottom = number_words.values("part")[match["part"]] if match["part"] else 2.0
        top = _top(match["top"]) if match["part"] else 1.0
        whole = _top(match["whole"]) if match["whole"] else 0.0
        plural = bool(match["part"]) and match["part"].endswith("s")
        if match["part"] == "quarters" and not match["whole"] and not _of_a_whole(lower, match):
            continue
        if plural == (top != 1.0) or match["part"] in (None, "half"):
            found.append(Numeral(match.start(), match.end(), whole + top / bottom, whole + top / bottom, "part"))
    return found


def _top(word: str) -> float:
    return number_words.values("small", "tens").get(word) or (float(word) if word.isdigit() else 1.0)


@cache
def _multiple_pattern() -> re.Pattern[str]:
    small = number_words.alternatives("small", "tens", "hundred", "scale")
    verbs = "(?P<verb>doubl|tripl|trebl|quadrupl|quintupl|sextupl|halv)(?:e|es|ed|ing)"
    return re.compile(rf"(?<![\w-])(?:{verbs}|twice|thrice|(?P<fold>{small}|\d+(?:\.\d+)?){HYPHEN}?fold)(?![\w])")


FACTORS = {"doubl": 2.0, "tripl": 3.0, "trebl": 3.0, "quadrupl": 4.0, "quintupl": 5.0, "sextupl": 6.0, "halv": 0.5}


def _multiples(lower: str) -> list[Numeral]:
    found = []
    for match in _multiple_pattern().finditer(lower):
        if match["verb"]:
            value = FACTORS[match["verb"]]
        elif match["fold"]:
            value = float(match["fold"]) if match["fold"][0].isdigit() else _small(match["fold"])
        else:
            value = 2.0 if match[0] == "twice" else 3.0
        found.append(Numeral(match.start(), match.end(), value, value, "multiple"))
    return found


def _small(word: str) -> float:
    return number_words.values("small", "tens", "hundred", "scale")[word]


@cache
def _ordinal_pattern() -> re.Pattern[str]:
    tens = number_words.alternatives("tens")
    return re.compile(rf"(?<![\w])(?:(?:{tens}){HYPHEN})?(?:{number_words.alternatives('part', 'ordinal')})(?!\w)")


def _ordinals(lower: str) -> list[Numeral]:
    return [
        Numeral(match.start(), match.end(), None, None, "ordinal")
        for match in _ordinal_pattern().finditer(lower)
        if not match[0].startswith(("half", "halves", "quarter"))
    ]
