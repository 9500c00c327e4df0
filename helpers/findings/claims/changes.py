"""Changes: "fell by 2 points, from 7 % to 5 %"; direction, role, and which numbers are one change.

A number belongs to the nearest word of change in front of it, unless another verb stands between; the preposition
in front of it gives its role. The rows of one change share the word of change, and the units that are left out.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from spacy.tokens import Token

from helpers.findings.claims.quantity import Quantity
from helpers.findings.claims.reading import Reading
from helpers.text import lexicon
from helpers.text.lemmas import lemma

REACH = 22  # tokens in front of a number in which its word of change can stand
ROLES = {"from": "from", "to": "to", "by": "by"}
ENDING = frozenset(
    ["end", "close", "finish", "settle", "reach", "hit", "stand", "trade", "be", "total", "stay", "open"]
)
SKIPPED = frozenset(
    [
        "about",
        "around",
        "roughly",
        "approximately",
        "nearly",
        "almost",
        "more",
        "less",
        "fewer",
        "than",
        "over",
        "under",
        "just",
        "only",
        "some",
        "an",
        "a",
        "the",
        "estimated",
        "as",
        "much",
        "many",
        "high",
        "low",
        "up",
        "further",
        "another",
        "at",
        "least",
        "most",
        "well",
        "below",
        "above",
        "close",
        "record",
        "all-time",
        "still",
        "even",
        "further",
        "annual",
        "average",
        "average",
        "of",
        "just",
        "minus",
        "plus",
        "somewhere",
        "between",
    ]
)
RESULTS = frozenset(("loss", "gain"))  # a loss of 3% is a change, a loss of $3m a result
COUNTING = frozenset(("add", "lose", "shed", "gain"))
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


@cache
def _words(sort: str) -> dict[str, str]:
    return {word: direction for word, direction, of_sort in lexicon.rows("change-words.tsv") if of_sort == sort}


def read_changes(reading: Reading, quantities: list[Quantity]) -> None:
    """Direction, role and change of the numbers beside a word of change."""
    for q in quantities:
        if q.kind in ("age", "multiple") or q.low is None:
            continue
        found = change_behind(reading, q) or change_in_front(reading, q) or signed(reading, q)
        if found:
            q.change_word, role, q.direction = found[0], found[1], found[2] if found[1] == "by" else None
            q.change_role = role if q.change_word is not None else None
    _up_from(reading, quantities)
    _follow(reading, quantities)
    for number, rows in enumerate(_separate(quantities)):
        for q in rows:
            q.change_id = number
        _share(rows)
    _index_points(reading, quantities)


def _up_from(reading: Reading, quantities: list[Quantity]) -> None:
    """ "44%, up from 38%": the number in front of a bare "up from" is where the change leads to."""
    for a, b in pairwise(quantities):
        if b.change_role != "from" or a.change_role or b.start - a.end > 40:
            continue
        if a.unit != b.unit and (b.unit or b.noun is not None):
            continue
        if UP_FROM.search(reading.lower, a.end, b.start):
            a.change_word, a.change_role = b.change_word, "to"


def _follow(reading: Reading, quantities: list[Quantity]) -> None:
    """ "64 points, or 0.8 per cent" is one amount in two units; "up 5p at 130p" ends at 130p."""
    for a, b in pairwise(quantities):
        if a.change_role != "by" or b.change_role or b.start - a.end > 24:
            continue
        end = a.end if a.noun is None else reading.doc[a.noun].idx + len(reading.doc[a.noun])
        if OR_IN_OTHER_UNIT.fullmatch(reading.lower, end, b.start) and a.unit != b.unit and b.unit:
            b.change_role, b.direction, b.change_word = "by", a.direction, a.change_word
        elif AT.fullmatch(reading.lower, a.end, b.start) and (a.kind == "percent" or b.unit in (a.unit, None)):
            b.change_role, b.change_word = "to", a.change_word


OR_IN_OTHER_UNIT = re.compile(r",?\s(?:or|\()\s?(?:about\s|around\s|nearly\s|almost\s|roughly\s)?|,\s|\s\(")
AT = re.compile(r"(?:\s(?:higher|lower))?,?\sat\s")
UP_FROM = re.compile(r"\b(?:up|down|higher|lower)\s(?:slightly\s|sharply\s)?from\b")


def signed(reading: Reading, q: Quantity) -> tuple[None, str, str] | None:
    """ "+0.2%", "-0.3%": a signed percentage is a change."""
    sign = reading.text[q.start]
    if q.kind != "percent" or sign not in "+-−–":
        return None
    return None, "by", "up" if sign == "+" else "down"


def change_behind(reading: Reading, q: Quantity) -> tuple[int, str, str] | None:
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


def change_in_front(reading: Reading, q: Quantity) -> tuple[int, str, str] | None:
    """ "rose 5%", "an increase of 5%", "was raised from 5 to 7", "up 5%"."""
    place, role = _preposition(reading, q)
    if place < 0:
        return None
    token = reading.doc[place]
    if role is None:
        return _direct(token, q)
    if role == "of":
        word = lemma(token)
        near = token.tag_.startswith("NN") and word in _words("noun") and not (word in RESULTS and q.kind != "percent")
        return (token.i, "by", _words("noun")[word]) if near else None
    found = None if reading.doc[place + 1].is_sent_start else _word_of_change(reading, place)
    return None if found is None else (found[0], role, found[1])


def _preposition(reading: Reading, q: Quantity) -> tuple[int, str | None]:
    """Index of the token in front of the preposition before a number, and the role that the preposition gives."""
    place = reading.last_before(q.start)
    while place >= 0 and _is_skipped(reading, place, q):
        place -= 1
    if place < 0 or reading.doc[place].lower_ not in (*ROLES, "of"):
        token = reading.doc[place] if place >= 0 else None
        if (
            token is not None
            and token.tag_ == "VB"
            and place
            and reading.doc[place - 1].lower_ == "to"
            and lemma(token) in ENDING
        ):
            return place - 2, "to"
        return place, None
    word = reading.doc[place].lower_
    return place - 1, ROLES.get(word, word)


def _is_skipped(reading: Reading, place: int, q: Quantity) -> bool:
    word = reading.doc[place].lower_
    if word == "at":
        return reading.doc[place + 1].lower_ in ("least", "most") if place + 1 < len(reading.doc) else False
    if word == "to" and place and reading.doc[place - 1].lower_ == "up":
        return not moves_up_to(reading, place - 1, q)
    if word == "of":
        return place > 0 and reading.doc[place - 1].lower_ in (
            "average",
            "total",
            "record",
            "minimum",
            "maximum",
            "estimated",
        )
    return word in SKIPPED and not _is_side(reading, place)


FROM_BEHIND = re.compile(
    r"\s(?:[a-z]+\s)?from\s(?:about\s|around\s|nearly\s|just\s)?"
    r"(?:[$£€]\d|\d[\d.,]*(?:\s?(?:%|per\s?cent|pc\b)|(?:(?<=\.)|\b)(?=[;)]|\s?$|\s(?:a|last|in|the|and)\b)))"
)


def moves_up_to(reading: Reading, place: int, q: Quantity) -> bool:
    """True for the "up" of "edged up to 5%", "is up to 5% from 3%", which tells a direction, not a limit."""
    if place > 0 and _verb_direction(reading.doc[place - 1]) is not None:
        return True
    return FROM_BEHIND.match(reading.lower, q.end) is not None


def _is_side(reading: Reading, place: int) -> bool:
    """ "up" as in "up 5%", not as in "up to 5%"."""
    token = reading.doc[place]
    return (
        token.lower_ in _words("side") and reading.doc[place + 1].lower_ not in ("to",)
        if place + 1 < len(reading.doc)
        else False
    )


def _direct(token: Token, q: Quantity) -> tuple[int, str, str] | None:
    word = lemma(token)
    if token.i + 1 < len(token.doc) and token.nbor().lower_ == "than":
        return None
    if word in _words("side") and token.tag_ in ("RB", "IN", "RP", "JJR", "RBR", "JJ"):
        if q.kind not in ("percent", "money", "measure", "rate", "count") or (
            q.kind == "count" and q.counted not in (None, "points")
        ):
            return None
        before = token.nbor(-1) if token.i else None
        if before is not None and before.tag_.startswith("VB") and lemma(before) not in ENDING:
            if not _verb_direction(before):
                return None
            return before.i, "by", _words("side")[word]
        return token.i, "by", _words("side")[word]
    if token.tag_.startswith("VB") and word in _words("verb") and (q.noun is None or word in COUNTING):
        return token.i, "by", _words("verb")[word]
    return None


def _verb_direction(token: Token) -> str | None:
    if not token.tag_.startswith("VB"):
        return None
    return _words("verb").get(lemma(token)) or _words("moved").get(lemma(token))


def _word_of_change(reading: Reading, place: int) -> tuple[int, str] | None:
    """The nearest word of change at or in front of a token in its sentence, and its direction."""
    for i in range(place, max(-1, place - REACH), -1):
        token = reading.doc[i]
        direction = _verb_direction(token)
        if direction == "both":
            return _with_particle(reading, token)
        if direction:
            return i, direction
        if token.tag_.startswith("NN") and lemma(token) in _words("noun"):
            return i, _words("noun")[lemma(token)]
        if (
            token.tag_ in FINITE
            and len(token) > 1
            and lemma(token) not in ENDING
            and token.dep_ not in ("aux", "auxpass")
        ):
            return None
        if token.lower_ in ("up", "down") and token.tag_ in ("RB", "RP", "IN", "JJ") and token.dep_ != "prep":
            before = reading.doc[i - 1] if i else None
            if before is None or not _verb_direction(before):
                return i, _words("side")[token.lower_]
        if token.is_sent_start or token.text == ";":
            return None
    return None


def _with_particle(reading: Reading, token: Token) -> tuple[int, str] | None:
    for other in reading.doc[token.i + 1 : token.i + 5]:
        if other.lower_ in ("up", "upward", "upwards", "higher"):
            return token.i, "up"
        if other.lower_ in ("down", "downward", "downwards", "lower"):
            return token.i, "down"
    return (token.i, "both") if lemma(token) in ("change", "move", "go", "swing", "shift", "revise", "creep") else None


def _separate(quantities: list[Quantity]) -> list[list[Quantity]]:
    """One list of rows a change; a role that comes a second time begins another change."""
    changes: list[list[Quantity]] = []
    current: dict[int, list[Quantity]] = {}
    for q in quantities:
        if q.change_word is None or q.change_role is None:
            continue
        change = current.get(q.change_word)
        if change is None or any((o.change_role, o.unit) == (q.change_role, q.unit) for o in change):
            change = current[q.change_word] = []
            changes.append(change)
        change.append(q)
    return changes


def points_of_percent(reading: Reading, quantities: list[Quantity]) -> None:
    """ "fell by 2 points, from 7% to 5%", "a margin of error of three points": points of percentages."""
    ends = {q.change_id for q in quantities if q.unit == "percent" and q.change_role in ("from", "to")}
    for q in quantities:
        if q.unit != "point":
            continue
        if (q.change_id is not None and q.change_id in ends) or POLL.search(
            reading.lower, max(0, q.start - 90), q.end + 50
        ):
            q.unit, q.kind = "percentage point", "percent"


def _index_points(reading: Reading, quantities: list[Quantity]) -> None:
    """ "lost 162 points, or 2.1%, to fall to 7,425": the level is in points too."""
    points, where = None, -1
    for q in quantities:
        sentence = reading.parsed.segments.sentence_at(q.start)
        if q.unit == "point" and q.change_role == "by":
            points, where = q, sentence
        elif (
            points is not None and sentence == where and q.change_role == "to" and q.kind == "count" and q.noun is None
        ):
            q.unit, q.kind, q.rule = points.unit, points.kind, points.rule


POLL = re.compile(
    r"\b(?:margin of (?:sampling )?error|polls?|polling|survey|approval|turnout|unemployment|inflation)\b"
)


def _share(rows: list[Quantity]) -> None:
    """Give the rows of a change the unit and noun that the text leaves out."""
    for q in rows:
        if q.direction == "both":
            q.direction = None
        if q.unit or q.kind not in ("count",):
            continue
        for other in rows:
            fits = other is not q and other.unit and (q.change_role != "by" or other.kind != "percent")
            if fits and not (other.change_role == "by" and other.kind == "percent"):
                q.unit, q.kind, q.counted = other.unit, other.kind, other.counted
                break
            if other is not q and other.counted and not q.counted and other.kind == "count":
                q.counted = other.counted
