"""Where sentences end: each full stop, question or exclamation mark and ellipsis is judged by its two neighbours.

The word before tells an abbreviation, an initial or the number of a list; the word behind tells whether a new sentence
can begin there. Every look around is bounded, so that the time grows with the length of the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import NamedTuple

from helpers.text import lexicon
from helpers.text.records import Span

STOP = re.compile(r"(?:\.(?:[^\S\n]?\.)+|[.!?…]+|[。！？؟।۔])[!?]*((?:[\"'”’»›)\]}*_]|\[\d{1,3}\])*)")
LETTER = re.compile(r"[^\W_]")
BEFORE = re.compile(r"[^\s\"“”‘(\[{<—–/]*\Z")
NEXT = re.compile(r"(\s*)([\"“”'‘’«‹(\[{¿¡*_—–\-•]*\s?)([^\W_]+(?:['’][^\W_]+)?)?(\.?)(?:\s+(\S))?")
GLUED = re.compile(r"[“‘(]?[A-Z](?:[a-z]+|(?=\s))(?![\w.@/])")
ADDRESS = re.compile(r"[@/\\=#]|www\.|\.(?:com|org|net|gov|edu|co)\b", re.IGNORECASE)
NAME_AND_VERB = re.compile(r"\s+(?:[A-Z][\w.'’\-]*\s+){1,4}([a-z]+)\b")
LOCAL_TIME = re.compile(r"\s+(?:[A-Z]\w{1,20}\s+){1,2}[Tt]ime\b")
SMALL_WORD = re.compile(r"(?<![\w'’.])[a-z]{3,}")
INITIALS = re.compile(r"[A-Z](?:\.-?[A-Z])*\Z")
ORDINARY = re.compile(r"[a-z]*[aeiouy][a-z]*\Z")
LOOK_BACK = 30  # characters, longer than any abbreviation
LOOK_AHEAD = 60  # characters, room for a name and a verb
UNSPACED = frozenset("。！？؟।۔")  # stops of other scripts, none of them used to shorten a word
QUOTES = frozenset("\"“”'‘’«»‹›")
DASHES = frozenset("—–-")


def sentence_spans(text: str, paragraphs: Iterable[Span]) -> Iterator[list[Span]]:
    """Spans of the sentences of each paragraph; what has no stop (a headline, a byline) is one sentence."""
    judge = _Judge(text)
    for start, end in paragraphs:
        yield list(_split(text, start, end, judge))


def _split(text: str, start: int, end: int, judge: _Judge) -> Iterator[Span]:
    """Cuts of one paragraph, each with a letter or digit in it unless the paragraph has none."""
    last = end
    while last > start and not text[last - 1].isalnum():
        last -= 1
    first = _first_letter(text, start, end)
    for match in STOP.finditer(text, start, end):
        if match.end() >= last:
            break
        if match.start() > first and judge.ends(start, match, end):
            yield start, match.end()
            start = match.end()
            while text[start].isspace():
                start += 1
            first = _first_letter(text, start, end)
    yield start, end


def _first_letter(text: str, start: int, end: int) -> int:
    found = LETTER.search(text, start, end)
    return found.start() if found else end


class _Next(NamedTuple):
    """What stands behind a stop: white space, opening marks, a word, a stop of its own, the character behind it."""

    gap: str
    opener: str
    word: str
    dot: str
    follower: str


class _Judge:
    """Decides on the stops of one text."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def small(self) -> frozenset[str]:
        """The words that the text writes in small letters: such a word with a capital begins a sentence."""
        return frozenset(SMALL_WORD.findall(self.text))

    def ends(self, start: int, match: re.Match[str], limit: int) -> bool:
        """Whether the stop ends the sentence begun at `start`."""
        run, closers = self.text[match.start() : match.start(1)], match[1]
        before = BEFORE.search(self.text, max(start, match.start() - LOOK_BACK), match.start())[0]
        behind = _Next(*NEXT.match(self.text, match.end(), min(limit, match.end() + LOOK_AHEAD)).groups(""))
        if run[0] in UNSPACED:
            return True
        if not behind.gap:
            return self._glued(start, match, limit, before, run)
        if behind.word[:1].islower() and not behind.word[1:2].isupper():
            return run == "." and _plain_word(before) and not QUOTES & set(closers) and not DASHES & set(behind.opener)
        if run == ".":
            first = match.start() - len(before) == start
            return not (first and before.isdigit()) and not self._abbreviates(before, behind, match.end())
        if "." in run or "…" in run:
            return run.count(".") > 3 or behind.word not in ("I", "I'm", "I’m")
        return before + run not in _abbreviations() and not self._reply_follows(match, limit, closers)

    def _glued(self, start: int, match: re.Match[str], limit: int, before: str, run: str) -> bool:
        """A blank forgotten between two sentences ("over.The"), but not inside an address or a name."""
        if len(run) > 1 or not GLUED.match(self.text, match.end(), limit):
            return False
        if not ((before[-2:].islower() and len(before) > 1) or before.isdigit()) or before + run in _abbreviations():
            return False
        around = self.text[max(start, match.start() - LOOK_BACK) : match.end() + LOOK_BACK]
        return not ADDRESS.search(around)

    def _abbreviates(self, before: str, behind: _Next, place: int) -> bool:
        """Whether a full stop belongs to the word before it and leaves the sentence open."""
        kind = _kind(before)
        if kind is None:
            return False
        if kind in ("title", "latin"):
            return True
        if behind.word[:1].isdigit():
            return kind != "initial" or not DASHES & set(behind.opener)
        if kind == "number":
            return False
        if DASHES & set(behind.opener):
            return True
        if kind == "time":
            return behind.word.lower() in _cues("zone") or bool(LOCAL_TIME.match(self.text, place))
        return not self._begins(behind, kind in ("end", "month"))

    def _begins(self, behind: _Next, often: bool) -> bool:
        """Whether the words behind an abbreviation begin a sentence; `often` where a new one is likely."""
        word = behind.word.lower().replace("’", "'")
        if word + behind.dot in _cues("starter") and not (behind.dot and len(word) == 1):
            return True
        quoted = bool(QUOTES & set(behind.opener))
        return often and (quoted or (word in self.small and behind.follower.islower()))

    def _reply_follows(self, match: re.Match[str], limit: int, closers: str) -> bool:
        """A name and a verb of saying behind a quoted question: the sentence goes on."""
        if not QUOTES & set(closers):
            return False
        found = NAME_AND_VERB.match(self.text, match.end(), min(limit, match.end() + LOOK_AHEAD))
        return found is not None and found[1] in _cues("reply")


def _kind(before: str) -> str | None:
    """Class of the abbreviation that a stop makes of a word, or None for an ordinary word."""
    kind = _abbreviations().get(before + ".")
    if kind is None and len(before) > 1 and before.isupper():
        kind = _abbreviations().get(before.title() + ".")
    if kind is None and INITIALS.match(before):
        kind = "initial"
    return kind


def _plain_word(before: str) -> bool:
    """A word that a full stop cannot shorten: small letters, a vowel, no entry in the list."""
    return len(before) > 2 and bool(ORDINARY.match(before)) and before + "." not in _abbreviations()


@cache
def _abbreviations() -> dict[str, str]:
    return dict(lexicon.rows("abbreviations.tsv"))


@cache
def _cues(kind: str) -> frozenset[str]:
    return frozenset(word for word, of_kind in lexicon.rows("sentence-cues.tsv") if of_kind == kind)
