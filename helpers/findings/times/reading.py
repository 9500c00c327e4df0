"""What an article has said before an expression, the tense around it, the words of time and the notation of the rules."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from spacy.attrs import IDX
from spacy.tokens import Token

from helpers.findings.times.calendar import Time
from helpers.text import lexicon
from helpers.text.lemmas import lemma
from helpers.text.parse import STRAIGHT, Parsed

OPEN_ENDED = re.compile(r"\b(?:until|till|through|to|by|payable|effective)(?: the)? $")
UNTIL = re.compile(r"\b(?:until|till|through|by)(?: the)? $")
FUTURE = {"will", "'ll", "wo", "shall", "would"}
PERFECT = {"have", "'ve"}
PLANNED = {"scheduled", "expected", "due", "set", "slated", "planned", "supposed", "likely"}
STATES = {"be", "have", "say", "show", "come", "remain", "want", "think", "know", "mean"}  # present tense, no timetable
PAST_AUXILIARIES = {"had", "has", "have", "'ve", "was", "were", "did", "'d"}
PARTS_OF_DAY = {"morning", "afternoon", "evening", "night"}
GRAIN = {"W": 6, "F": 6, "WE": 6, "M": 31, "Q": 92, "Y": 366, "E": 3660, "C": 36600, "L": 366000}  # days
CLIMB = 8  # steps up the parse to look for a verb
TOLD = 4  # sentences behind a day in which a clock time is still of that day
NEAR = 3  # steps within which a past verb is believed


class Context:
    """Reading state of one article, filled in as expressions are read in their order."""

    def __init__(self, parsed: Parsed) -> None:
        self.text = parsed.text.translate(STRAIGHT)
        self.dateline = parsed.article.date
        self.doc = parsed.doc
        self.segments = parsed.segments
        self.place_of = dict(zip(parsed.doc.to_array([IDX]).ravel().tolist(), range(len(parsed.doc)), strict=True))
        self.last: Time | None = None
        self.last_day: tuple[int, dt.date | None] = (-1, None)
        self.quarter: tuple[int, int] | None = None

    def token(self, offset: int) -> Token | None:
        """The token that begins at an offset."""
        place = self.place_of.get(offset)
        return None if place is None else self.doc[place]

    def before(self, offset: int, length: int = 24) -> str:
        """The text of the same line just before an offset, in lower case."""
        return re.split(r"[\n\r]", self.text[max(0, offset - length) : offset])[-1].lower()

    def note(self, offset: int, time: Time) -> None:
        """Remember a dated mention, for "the next day" and "that year"."""
        if time.first and time.kind in ("DATE", "TIME"):
            self.last = time
            if time.first == time.last:
                self.last_day = (self.segments.sentence_at(offset), time.first)

    def day_before(self, offset: int) -> dt.date | None:
        """The day that was named last, in an expression's own sentence or one of the few before it."""
        sentence, day = self.last_day
        return day if self.segments.sentence_at(offset) - sentence <= TOLD else None

    def anchor(self, unit: str = "Y") -> dt.date | None:
        """The day that "two days later" is counted from: the last dated mention, else the dateline.

        A mention that is longer than the unit counted (a year, for days) gives no day to count from.
        """
        if self.last is None or self.last.first is None or self.last.last is None:
            return self.dateline
        length = (self.last.last - self.last.first).days
        return self.last.first if length <= GRAIN.get(unit, 0) else None

    def in_name(self, start: int) -> bool:
        """True if a capitalised word begins a name: "Saturday Night Live"."""
        token = self.token(start)
        if token is None or token.dep_ != "compound" or token.head.i < token.i:
            return False
        head = token.head.head if token.head.dep_ == "compound" else token.head
        return head.text[0].isupper() and head.lower_ not in PARTS_OF_DAY

    def in_name_run(self, offset: int) -> bool:
        """True if the word before is a proper noun too: "USA Today", "the New York Daily News"."""
        token = self.token(offset)
        if token is None or token.i == 0:
            return False
        after = token.nbor(1).tag_ if token.i + 1 < len(self.doc) else ""
        return "NNP" in (token.nbor(-1).tag_, after)

    def tense(self, offset: int) -> int:
        """2 if the verb above an expression is future, 1 if it looks forward, -1 if back, 0 if it does not say.

        A past verb far up says nothing ("declared a dividend payable Dec. 1"), nor does one before "until".
        """
        token = self.token(offset)
        for step in range(CLIMB):
            if token is None:
                return 0
            if token.lower_ in PLANNED:
                return 2
            if token.tag_[0] == "V":
                tense = _tense_of(token)
                if tense == 0 and token.tag_ in ("VBZ", "VBP") and UNTIL.search(self.before(offset)):
                    return 1
                return 0 if tense < 0 and (step > NEAR or OPEN_ENDED.search(self.before(offset))) else tense
            token = None if token.head is token else token.head
        return 0


def _tense_of(verb: Token) -> int:
    helpers = {child.lower_ for child in verb.children if child.dep_[:3] == "aux"}
    if helpers & {"would", "'d"} and not helpers & PERFECT:
        return 1
    if helpers & FUTURE or any(child.lower_ in PLANNED and child.dep_ == "acomp" for child in verb.children):
        return 2
    if helpers & PAST_AUXILIARIES:
        return -1
    if "to" in helpers or (verb.tag_ == "VBG" and helpers & {"is", "are", "'s", "'re", "am"}):
        return 1
    if verb.tag_ == "VBD" or (verb.tag_ == "VBN" and not helpers):
        return -1
    timetable = verb.tag_ in ("VBZ", "VBP") and not helpers and lemma(verb) not in STATES
    return 2 if timetable else 0


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
    "ordinal": [name.split("-")[0] for name in ORDINALS],
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
