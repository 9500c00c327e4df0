"""What a reader has judged: `corrections.csv` beside the articles is honoured at every run.

Its columns are row (the id of an attribution, claim, time expression or check), words (what that row marks, so that a
correction cannot hit another row after the article or a rule has changed), verdict (right or wrong) and note. A row
judged wrong is taken out, with what hangs on it; a correction that fits no row is told of among the problems.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

from helpers.text.records import Problem

NAME = "corrections.csv"
WORDS = {"attributions": "content", "number_claims": "text", "time_expressions": "text", "checks": "finding"}
"""The tables that can be corrected, and the column that holds the words of a row."""
IDS = {
    "attributions": "attribution_id",
    "number_claims": "claim_id",
    "time_expressions": "time_id",
    "checks": "check_id",
}
VERDICTS = ("right", "wrong")


class Correction(NamedTuple):
    """One judgement.

    row: id of the row judged
    words: the words it marks
    verdict: right or wrong
    note: why
    line: its line in the file
    """

    row: str
    words: str
    verdict: str
    note: str
    line: int


def read_corrections(source: Path) -> tuple[list[Correction], list[Problem]]:
    """The corrections beside the articles at a path, and what is wrong with them; none if there is no such file."""
    path = (source if source.is_dir() else source.parent) / NAME
    if not path.is_file():
        return [], []
    corrections, problems = [], []
    with open(path, encoding="utf-8-sig", newline="") as handle:
        for number, row in enumerate(csv.DictReader(handle), 2):
            given = {name: (row.get(name) or "").strip() for name in ("row", "words", "verdict", "note")}
            correction = Correction(**{**given, "verdict": given["verdict"].lower()}, line=number)
            if correction.row and correction.verdict in VERDICTS:
                corrections.append(correction)
            elif any(given.values()):
                remedy = f"fill in row and verdict ({' or '.join(VERDICTS)})"
                problems.append(_problem(path, number, "has no row or no verdict", remedy))
    return corrections, problems


def correct(rows: dict[str, list], source: Path) -> int:
    """Take out of the records what was judged wrong; returns how many corrections were honoured.

    rows: records by table; changed in place, with a problem for every correction that fits no row
    """
    corrections, problems = read_corrections(source)
    known = {getattr(row, IDS[table]): getattr(row, WORDS[table]) for table in IDS for row in rows.get(table, [])}
    fitting = []
    for correction in corrections:
        words = known.get(correction.row)
        if words is None or (correction.words and " ".join(correction.words.split()) != " ".join(words.split())):
            remedy = "the article or a rule has changed: judge the row anew or delete the line"
            path = (source if source.is_dir() else source.parent) / NAME
            problems.append(_problem(path, correction.line, f"fits no row ({correction.row})", remedy))
        else:
            fitting.append(correction)
    _take_out(rows, {correction.row for correction in fitting if correction.verdict == "wrong"})
    rows["problems"] = [*rows.get("problems", []), *problems]
    return len(fitting)


def _take_out(rows: dict[str, list], wrong: set[str]) -> None:
    for table, name in IDS.items():
        rows[table] = [row for row in rows.get(table, []) if getattr(row, name) not in wrong]
    rows["attributions"] = [row._replace(via=None) if row.via in wrong else row for row in rows["attributions"]]
    rows["number_claims"] = [_loosened(row, wrong) for row in rows["number_claims"]]
    rows["checks"] = [row for row in rows["checks"] if not wrong & set(row.claim_ids)]


def _loosened(claim: tuple, wrong: set[str]) -> tuple:
    gone = {name: None for name in ("attribution_id", "time_id") if getattr(claim, name) in wrong}
    return claim._replace(**gone) if gone else claim


def _problem(path: Path, line: int, what: str, remedy: str) -> Problem:
    return Problem(str(path), None, None, None, f"line {line} {what}", remedy, True)
