"""What an article has said before an expression, and the tense around it: what relative times are counted from."""

from __future__ import annotations

import datetime as dt
import re

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

    def day_in_sentence(self, offset: int) -> dt.date | None:
        """The day that an expression's own sentence has named before it."""
        sentence, day = self.last_day
        return day if sentence == self.segments.sentence_at(offset) else None

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

    def in_name(self, start: int, end: int) -> bool:
        """True if a capitalised word is part of a name: "Saturday Night Live", "Super Tuesday"."""
        token = self.token(start)
        if token is None:
            return False
        head = token.head
        while head.dep_ == "compound" and head.head.i > head.i:
            head = head.head
        if token.dep_ == "compound" and head.tag_ in ("NNP", "NNPS") and head.idx >= end and head.text[0].isupper():
            return head.lower_ not in PARTS_OF_DAY
        left = token.nbor(-1) if token.i else token
        return left.text[:1].isupper() and left.lower_ in lexicon.word_set("time-named-days.txt")

    def in_name_run(self, offset: int) -> bool:
        """True if the word before is a proper noun too: "USA Today", "the New York Daily News"."""
        token = self.token(offset)
        if token is None or token.i == 0:
            return False
        after = token.nbor(1) if token.i + 1 < len(self.doc) else token
        return token.nbor(-1).tag_ == "NNP" or (after is not token and after.tag_ == "NNP")

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
