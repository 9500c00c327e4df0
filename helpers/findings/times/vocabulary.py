"""The words of time, from the lexicons, and the small notation in which the rules' patterns are written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from helpers.findings.times.calendar import Time
from helpers.findings.times.context import Context
from helpers.text import lexicon

MONTHS = {name: int(number) for name, (number,) in lexicon.table("time-months.tsv").items()}
WEEKDAYS = {name: int(number) for name, (number,) in lexicon.table("time-weekdays.tsv").items()}
UNITS = {name: letters for name, (letters,) in lexicon.table("time-units.tsv").items()}
SEASONS = {name: (code, int(month)) for name, (code, month, _) in lexicon.table("time-seasons.tsv").items()}
DAYPARTS = {name: code for name, (code,) in lexicon.table("time-dayparts.tsv").items()}
HOLIDAYS = {name: rule for name, (rule,) in lexicon.table("time-holidays.tsv").items()}
NUMBERS = {name: value for name, (value,) in lexicon.table("time-numbers.tsv").items()}
ORDINALS = {name: int(number) for name, (number,) in lexicon.table("time-ordinals.tsv").items()}
REFERENCES = {name: value for name, (value,) in lexicon.table("time-references.tsv").items()}

GAP = r"(?:[^\S\n\r]{1,4})"


def _any(names: Iterable[str]) -> str:
    longest_first = sorted((name.replace(" ", GAP) for name in names), key=len, reverse=True)
    return "(?:" + "|".join(longest_first) + ")"


TENS = _any(name for name, value in NUMBERS.items() if value.isdigit() and 20 <= int(value) <= 90)
SMALL = _any(name for name, value in NUMBERS.items() if value.isdigit() and int(value) <= 9 and name not in ("a", "an"))
NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,6}}(?:\.\d{{1,2}}|{GAP}1/2)?|{TENS}-{SMALL}"
    rf"|{_any(NUMBERS)})(?:[ -]and[ -]a[ -]half)?"
).replace(" -]", r"\s-]")
PLACES = {
    "MONTH": (
        rf"(?:{_any(n for n in MONTHS if len(n) > 4 or n in ('june', 'july', 'may'))}\b"
        rf"|{_any(n for n in MONTHS if len(n) < 5)}\b\.?)"
    ),
    "WEEKDAY": (
        rf"(?:{_any(name for name in WEEKDAYS if name.endswith('day'))}\b"
        rf"|{_any(n for n in WEEKDAYS if not n.endswith('day'))}\.)"
    ),
    "UNIT": rf"{_any(UNITS)}\b",
    "SEASON": rf"{_any(SEASONS)}\b",
    "DAYPART": rf"{_any(DAYPARTS)}\b",
    "HOLIDAY": rf"{_any(HOLIDAYS)}\b",
    "NUMBER": NUMBER,
    "ORDINAL": rf"(?:{_any(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))\b",
    "YEAR": r"(?:1[0-9]\d\d|20\d\d)\b(?![.,]\d)",
    "FISCAL": r"(?:fiscal|financial|tax|school|academic|calendar)",
}
STARTS = {
    "month": MONTHS,
    "weekday": WEEKDAYS,
    "unit": UNITS,
    "season": SEASONS,
    "daypart": DAYPARTS,
    "holiday": [name.split()[0].replace("'", " ").replace(".", " ").split()[0] for name in HOLIDAYS],
    "number": [re.split("[ -]", name)[0] for name in NUMBERS],
    "ordinal": [re.split("-", name)[0] for name in ORDINALS],
    "reference": [name.split()[0] for name in REFERENCES],
}


class Rule(NamedTuple):
    """A way of writing a time: where it may start, its pattern, and the function that says what it means."""

    starts: frozenset[str]
    pattern: re.Pattern[str]
    meaning: Callable[[re.Match[str], Context], Time | None]


def pattern(notation: str) -> re.Pattern[str]:
    """Compile a pattern, in which a blank is a gap within a line, ~ a gap or hyphen, and MONTH, NUMBER … their words."""
    for name, expression in PLACES.items():
        notation = re.sub(rf"\b{name}\b", lambda _, found=expression: found.replace(" ", GAP), notation)
    return re.compile(notation.replace(" ", GAP).replace("~", rf"(?:{GAP}|-)"), re.IGNORECASE)


def rule(rules: list[Rule], starts: str, notation: str) -> Callable:
    """Enter the decorated function into a list of rules; `starts` names word classes, or words, or "digit"."""
    words = frozenset(word.lower() for start in starts.split() for word in STARTS.get(start, [start]))

    def enter(meaning: Callable[[re.Match[str], Context], Time | None]) -> Callable:
        rules.append(Rule(words, pattern(notation), meaning))
        return meaning

    return enter


def month_number(name: str) -> int:
    """1 to 12."""
    return MONTHS[name.rstrip(".").lower()]


def weekday_number(name: str) -> int:
    """1 (Monday) to 7."""
    return WEEKDAYS[name.rstrip(".").lower()]


def ordinal_number(words: str) -> int:
    """A number from "third" or "3rd"."""
    return ORDINALS[words.lower()] if words.lower() in ORDINALS else int(re.sub(r"\D", "", words))


def amount(words: str) -> float | None:
    """How many units: a number, or None where the words leave it open.

    >>> amount("twenty-five"), amount("5 1/2"), amount("several")
    (25.0, 5.5, None)
    >>> amount("two and a half")
    2.5
    """
    words = re.sub(r"\s+", " ", words.lower())
    if words.endswith("half") and " and" in words.replace("-", " "):
        whole = amount(re.split("[ -]and", words)[0])
        return None if whole is None else whole + 0.5
    if words[0].isdigit():
        whole, _, rest = words.partition(" ")
        return float(whole.replace(",", "")) + (0.5 if rest else 0)
    if words in NUMBERS:
        return None if NUMBERS[words] == "X" else float(NUMBERS[words])
    tens, _, ones = words.partition("-")
    return float(NUMBERS[tens]) + float(NUMBERS[ones])
