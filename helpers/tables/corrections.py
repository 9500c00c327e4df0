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
    path = _place(source)
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


class Judged:
    """The corrections of one run, and which of them have met their row."""

    def __init__(self, source: Path | None = None) -> None:
        self.source = source or Path()
        found, self.problems = read_corrections(source) if source else ([], [])
        self.by_row = {correction.row: correction for correction in found}
        self.met: set[str] = set()

    def kept(self, table: str, rows: list) -> list:
        """The rows of a table without those that were judged wrong."""
        return [row for row in rows if not self._is_wrong(table, row)] if self.by_row else rows

    def _is_wrong(self, table: str, row: tuple) -> bool:
        correction = self.by_row.get(getattr(row, IDS[table]))
        words = " ".join(getattr(row, WORDS[table]).split())
        if correction is None or (correction.words and " ".join(correction.words.split()) != words):
            return False
        self.met.add(correction.row)
        return correction.verdict == "wrong"

    def unmet(self) -> list[Problem]:
        """What is wrong with the file, and the corrections that fit no row."""
        remedy = "the article or a rule has changed: judge the row anew or delete the line"
        lost = [correction for correction in self.by_row.values() if correction.row not in self.met]
        path = _place(self.source)
        return [*self.problems, *(_problem(path, one.line, f"fits no row ({one.row})", remedy) for one in lost)]


def _place(source: Path) -> Path:
    return (source if source.is_dir() else source.parent) / NAME


def _problem(path: Path, line: int, what: str, remedy: str) -> Problem:
    return Problem(str(path), None, None, None, f"line {line} {what}", remedy, True)
