"""Changes: "fell by 2 points, from 7 % to 5 %"; direction, role, and which numbers are one change.

A number belongs to the nearest word of change in front of it, unless another verb stands between; the preposition
in front of it gives its role. The rows of one change share the word of change, and the units that are left out.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from spacy.tokens import Token

from helpers.findings.claims.reading import Quantity, Reading
from helpers.text import lexicon
from helpers.text.lemmas import lemma

Found = tuple[int | None, str, str]
"""Index of a word of change, the role it gives a number, and its direction."""
REACH = 22  # tokens in front of a number in which its word of change can stand
ROLES = {"from": "from", "to": "to", "by": "by"}
ENDING = frozenset(
    ("end", "close", "finish", "settle", "reach", "hit", "stand", "trade", "be", "total", "stay", "open")
)
DEGREE = re.compile(
    "about|around|roughly|approximately|nearly|almost|more|less|fewer|than|over|under|just|only|some|an?|the|estimated|as|"
    "much|many|high|low|up|further|another|least|most|well|below|above|close|record|all-time|still|even|annual|average|"
    "minus|plus|somewhere|between"
)
RESULTS = frozenset(("loss", "gain"))  # a loss of 3% is a change, a loss of $3m a result
COUNTING = frozenset(("add", "lose", "shed", "gain"))
SIDES = frozenset(("up", "down", "higher", "lower"))
PARTICLE = frozenset(("RB", "RP", "IN", "JJ", "RBR"))
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


@cache
def _words(sort: str) -> dict[str, str]:
    return {word: direction for word, direction, of_sort in lexicon.rows("change-words.tsv") if of_sort == sort}


def read_changes(reading: Reading, quantities: list[Quantity]) -> None:
    """Direction, role and change of the numbers beside a word of change."""
    for q in quantities:
        if q.kind in ("age", "multiple") or q.low is None:
            continue
        found = change_behind(reading, q) or change_in_front(reading, q)
        if found:
            q.change_word, q.change_role, direction = found
            q.direction = direction if q.change_role == "by" and direction != "both" else None
        elif q.kind == "percent" and reading.text[q.start] in "+-−–":
            q.direction = "up" if reading.text[q.start] == "+" else "down"
        elif q.kind in ("percent", "share") and (compared := MORE.match(reading.lower, q.end)):
            q.direction = "up" if compared[1] == "more" else "down"
    for tie in (_up_from, _follow):
        for a, b in pairwise(quantities):
            tie(reading, a, b)
    for number, rows in enumerate(_separate(quantities)):
        for q in rows:
            q.change_id = number
            _share(q, rows)
    _points(reading, quantities)


def change_behind(reading: Reading, q: Quantity) -> Found | None:
    """ "a 5% increase", "a 12-point drop in support", "3 per cent higher"."""
    place = reading.first_from(q.end)
    for token in reading.doc[place : place + 3]:
        if token.is_sent_start:
            return None
        word = lemma(token)
        if token.tag_.startswith("NN") and word in _words("noun") and (q.unit or token.tag_ == "NN"):
            return token.i, "by", _words("noun")[word]
        if token.tag_ in ("JJR", "RBR") and token.i == place and word in _words("side"):
            return token.i, "by", _words("side")[word]
        if token.tag_ not in ("JJ", "HYPH", "NN") or (token.tag_ == "NN" and q.kind == "count"):
            return None
    return None


def change_in_front(reading: Reading, q: Quantity) -> Found | None:
    """ "rose 5%", "an increase of 5%", "was raised from 5 to 7", "up 5%"."""
    place = reading.last_before(q.start)
    while place >= 0 and _is_skipped(reading, place, q):
        place -= 1
    if place < 1:
        return None
    token, before = reading.doc[place], reading.doc[place - 1]
    if token.lower_ == "of":
        word = lemma(before)
        near = before.tag_.startswith("NN") and word in _words("noun") and (word not in RESULTS or q.kind == "percent")
        return (before.i, "by", _words("noun")[word]) if near else None
    role = ROLES.get(token.lower_)
    if role is None:
        return _direct(token, q)
    found = None if token.is_sent_start else _word_of_change(reading, before.i)
    return None if found is None else (found[0], role, found[1])


def _is_skipped(reading: Reading, place: int, q: Quantity) -> bool:
    """True for words of degree between a word of change and its number."""
    word = reading.doc[place].lower_
    follower = reading.doc[place + 1].lower_ if place + 1 < len(reading.doc) else ""
    if word == "at":
        return follower in ("least", "most")
    before = reading.doc[place - 1].lower_ if place else ""
    if word == "to":
        return before == "up" and not moves_up_to(reading, place - 1, q)
    if word == "of":
        return before in ("average", "total", "record", "minimum", "maximum")
    return DEGREE.fullmatch(word) is not None and (word != "up" or follower == "to")


MORE = re.compile(r"\s(more|less|fewer)\b")
FROM_BEHIND = re.compile(
    r"\s(?:[a-z]+\s)?from\s(?:about\s|around\s|nearly\s|just\s)?"
    r"(?:[$£€]\d|\d[\d.,]*(?:\s?(?:%|per\s?cent|pc\b)|(?:(?<=\.)|\b)(?=[;)]|\s?$|\s(?:a|last|in|the|and)\b)))"
)


def moves_up_to(reading: Reading, place: int, q: Quantity) -> bool:
    """True for the "up" of "edged up to 5%", "is up to 5% from 3%", which tells a direction, not a limit."""
    if place > 0 and _verb_direction(reading.doc[place - 1]) is not None:
        return True
    return FROM_BEHIND.match(reading.lower, q.end) is not None


def _direct(token: Token, q: Quantity) -> Found | None:
    """A word of change right in front: "rose 5%", "up 5%", "closed up 5%"."""
    word = lemma(token)
    if token.i + 1 < len(token.doc) and token.nbor().lower_ == "than":
        return None
    if token.tag_.startswith("VB"):
        result = word in ("lose", "gain") and q.kind == "money" and q.scaled
        near = word in _words("verb") and (q.noun is None or word in COUNTING) and not result
        return (token.i, "by", _words("verb")[word]) if near else None
    if word not in _words("side") or token.tag_ not in ("RB", "IN", "RP", "JJR", "RBR", "JJ"):
        return None
    if q.kind in ("duration", "share", "ratio") or (q.kind == "count" and q.counted not in (None, "points")):
        return None
    before = token.nbor(-1)
    moving = before.tag_.startswith("VB") and lemma(before) not in ENDING
    if moving and not _verb_direction(before):
        return None
    return before.i if moving else token.i, "by", _words("side")[word]


def _verb_direction(token: Token) -> str | None:
    if not token.tag_.startswith("VB"):
        return None
    return _words("verb").get(lemma(token)) or _words("moved").get(lemma(token))


def _word_of_change(reading: Reading, place: int) -> tuple[int, str] | None:
    """The nearest word of change at or in front of a token in its sentence, and its direction."""
    for i in range(place, max(-1, place - REACH), -1):
        token = reading.doc[i]
        direction, word = _verb_direction(token), lemma(token)
        if direction:
            return i, direction
        if token.tag_.startswith("NN") and word in _words("noun"):
            return i, _words("noun")[word]
        if token.tag_ in FINITE and len(token) > 1 and word not in ENDING and token.dep_ not in ("aux", "auxpass"):
            return None
        before = reading.doc[i - 1] if i else token
        if token.lower_ in SIDES and token.tag_ in PARTICLE and token.dep_ != "prep" and before.lower_ != "from":
            return (before if _verb_direction(before) else token).i, _words("side")[token.lower_]
        if token.is_sent_start or token.text == ";":
            return None
    return None


UP_FROM = re.compile(r"\b(?:up|down|higher|lower)\s(?:slightly\s|sharply\s)?from\b")


def _up_from(reading: Reading, a: Quantity, b: Quantity) -> None:
    """ "44%, up from 38%": the number in front of a bare "up from" is where the change leads to."""
    same = a.unit == b.unit or (not b.unit and b.noun is None)
    if b.change_role == "from" and not a.change_role and same and b.start - a.end <= 40:
        if UP_FROM.search(reading.lower, a.end, b.start):
            a.change_word, a.change_role = b.change_word, "to"


OR_IN_OTHER_UNIT = re.compile(r",?\s(?:or|\()\s?(?:about\s|around\s|nearly\s|almost\s|roughly\s)?|,\s|\s\(")
AT = re.compile(r"(?:\s(?:higher|lower))?,?\sat\s")


def _follow(reading: Reading, a: Quantity, b: Quantity) -> None:
    """ "64 points, or 0.8 per cent" is one amount in two units; "up 5p at 130p" ends at 130p."""
    if a.change_role != "by" or b.change_role or b.start - a.end > 24:
        return
    end = a.end if a.noun is None else reading.doc[a.noun].idx + len(reading.doc[a.noun])
    if OR_IN_OTHER_UNIT.fullmatch(reading.lower, end, b.start) and a.unit != b.unit and b.unit:
        b.change_role, b.direction, b.change_word = "by", a.direction, a.change_word
    elif AT.fullmatch(reading.lower, a.end, b.start) and (a.kind == "percent" or b.unit in (a.unit, None)):
        b.change_role, b.change_word = "to", a.change_word


def _separate(quantities: list[Quantity]) -> list[list[Quantity]]:
    """One list of rows a change; a role that comes a second time begins another change."""
    changes: list[list[Quantity]] = []
    current: dict[int, list[Quantity]] = {}
    for q in quantities:
        if q.change_word is None:
            continue
        change = current.get(q.change_word)
        if change is None or any((o.change_role, o.unit) == (q.change_role, q.unit) for o in change):
            change = current[q.change_word] = []
            changes.append(change)
        change.append(q)
    return changes


def _share(q: Quantity, rows: list[Quantity]) -> None:
    """Give a row of a change the unit or noun that the text leaves out."""
    if q.unit or q.kind != "count":
        return
    for other in rows:
        if other.unit and (other.change_role != "by" or (other.kind != "percent" and q.change_role != "by")):
            q.unit, q.kind, q.counted = other.unit, other.kind, other.counted
            return
        if other.counted and other.kind == "count":
            q.counted = q.counted or other.counted


POLL = re.compile(
    r"\b(?:margin of (?:sampling )?error|polls?|polling|survey|approval|turnout|unemployment|inflation)\b"
)


def _points(reading: Reading, quantities: list[Quantity]) -> None:
    """ "from 7% to 5%, by 2 points": of percentages; "lost 162 points, to fall to 7,425": the level is in points too."""
    ends = {q.change_id for q in quantities if q.unit == "percent" and q.change_role in ("from", "to")} - {None}
    moved = None
    for q in quantities:
        sentence = reading.parsed.segments.sentence_at(q.start)
        if q.unit == "point":
            moved = sentence if q.change_role == "by" else moved
            if q.change_id in ends or POLL.search(reading.lower, max(0, q.start - 90), q.end + 50):
                q.unit, q.kind = "percentage point", "percent"
        elif sentence == moved and q.change_role == "to" and q.kind == "count" and q.noun is None:
            q.unit, q.kind, q.rule = "point", "measure", "unit_behind"
