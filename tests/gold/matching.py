"""Which row of the tables stands for which labelled row, and whether it says the same.

Rows are mappings with the field names of the tables, labels and findings alike; `via` of an attribution and
`attribution` of a quantity are places in the article's list of attributions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

Row = Mapping[str, Any]
Pairs = dict[int, int]
OVERLAP = 0.5  # content words shared by two attributions, of all that either has
IRREGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child"}
UNIT_NAMES = {"pence": "penny", "celsius": "degree Celsius", "fahrenheit": "degree Fahrenheit", "pound-mass": "pound"}
HEAD_ENDS = re.compile(r" (?:of|in|on|at|for|from|to|with|who|which|that|surveyed)\b.*")
TITLES = re.compile(r"^(?:the|a|an|mr|mrs|ms|miss|dr|sir|dame|rev|prof|professor|judge|gov|gen)\b\.? ")


def words(text: str, spans: Iterable[tuple[int, int]]) -> set[int]:
    """Where the words inside the spans begin."""
    return {
        start + word.start() for start, end in spans for word in re.finditer(r"\w+(?:[.,'’-]\w+)*", text[start:end])
    }


def pair_attributions(text: str, wanted: list[Row], found: list[Row]) -> Pairs:
    """Places of labelled attributions → places of found ones with enough of the content and the same source.

    Where two rows share their content and source, the same cue and the same `carrier` decide.
    """
    candidates = []
    for i, label in enumerate(wanted):
        content, source, cue = (words(text, label[part]) for part in ("content_spans", "source_spans", "cue_spans"))
        for j, row in enumerate(found):
            other = words(text, row["content_spans"])
            share = len(content & other) / max(len(content | other), 1)
            theirs = words(text, row["source_spans"])
            if share >= OVERLAP and (source & theirs or (not source and not theirs)):
                alike = bool(cue & words(text, row["cue_spans"])) + (label["carrier"] == row["carrier"])
                candidates.append((share + alike / 10, -i, -j))
    return _one_to_one(candidates)


def pair_spans(wanted: list[Row], found: list[Row]) -> Pairs:
    """Places of labelled spans → places of found ones that overlap them, the largest overlap first."""
    candidates = []
    for i, label in enumerate(wanted):
        for j, row in enumerate(found):
            shared = min(label["end"], row["end"]) - max(label["start"], row["start"])
            if shared > 0:
                candidates.append((shared, -i, -j))
    return _one_to_one(candidates)


def _one_to_one(candidates: list[tuple[float, int, int]]) -> Pairs:
    pairs: Pairs = {}
    taken = set()
    for _, i, j in sorted(candidates, reverse=True):
        if -i not in pairs and -j not in taken:
            pairs[-i] = -j
            taken.add(-j)
    return pairs


def same_speaker(label: Row, row: Row) -> bool:
    """The same name, but for case, a leading article and a title; of a description the beginning is enough.

    >>> same_speaker({"speaker": "a survey"}, {"speaker": "A survey published on Friday"})
    True
    >>> same_speaker({"speaker": "Ann Lee"}, {"speaker": "Ann"})
    False
    """
    wanted, found = plain_name(label["speaker"]), plain_name(row["speaker"])
    if wanted is None or found is None or not label["speaker"][0].islower():
        return wanted == found
    return f"{wanted} ".startswith(f"{found} ") or f"{found} ".startswith(f"{wanted} ")


def plain_name(name: str | None) -> str | None:
    return None if name is None else TITLES.sub("", name.lower().replace("’", "'"))


def same_quantity(label: Row, row: Row) -> bool:
    """The same value and bound, and the same unit or, where there is none, the same counted thing."""
    if not (same_value(label, row) and label["bound"] == row["bound"]):
        return False
    if label["unit"]:
        return label["unit"] == UNIT_NAMES.get(row["unit"], row["unit"])
    return not label["counted"] or head(label["counted"]) == head(row["counted"])


def same_value(label: Row, row: Row) -> bool:
    """Both ends agree to a part in two hundred, so that a third may be 0.33 or 0.333."""
    ends = ((label[end], row[end]) for end in ("low", "high"))
    return all(a == b if a is None or b is None else abs(a - b) <= abs(a) / 200 for a, b in ends)


def head(counted: str | None) -> str | None:
    """The head of a noun phrase, without a plural ending.

    >>> head("mill workers"), head("counts of fraud"), head("bodies"), head("people in their 20s")
    ('worker', 'count', 'body', 'person')
    """
    if not counted:
        return None
    last = HEAD_ENDS.sub("", counted.lower()).split()[-1]
    return IRREGULAR.get(last) or re.sub(r"(?<!s)s$", "", re.sub(r"ies$", "y", last))


def same_time(label: Row, row: Row) -> bool:
    """The same value; a decade may be written 199 or 199X."""
    return (label["value"] or "").rstrip("X") == (row["value"] or "").rstrip("X")
