"""What people judge: corrections beside the articles, honoured at every run, and sheets for hand-coding.

`corrections.csv` has the columns row (the id of an attribution, claim, time expression or check), words (what that row
marks, content or cue, so that a correction cannot hit another row after the article or a rule has changed; it may be
empty), verdict (right or wrong) and note. A row judged wrong is taken out, with what hangs on it; a correction that
fits no row is told of among the problems.

A sheet has one line for each sentence drawn and one for each thing marked in it. Coders fill in `verdict` for what is
marked, and in the sentence's own line `missed`: how many things of each table were not marked.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import krippendorff
import numpy as np
import pandas as pd

from helpers.tables.frames import Tables
from helpers.text.records import Problem

CORRECTIONS = "corrections.csv"
JUDGED = {
    "attributions": ("attribution_id", "content", "cue"),
    "number_claims": ("claim_id", "text"),
    "time_expressions": ("time_id", "text"),
    "checks": ("check_id", "finding"),
}
"""The tables whose rows can be judged, the column that names a row, and those that hold its words."""
CODED = ("attributions", "number_claims")
"""Those of them that are coded on sheets."""
SHEET = ["row", "table", "article_id", "sentence", "text", "marked", "reading", "verdict", "missed", "note"]
RIGHT, WRONG = "right", "wrong"


class Correction(NamedTuple):
    """One judgement."""

    row: str  # id of the row judged
    words: str  # the words it marks
    verdict: str  # right or wrong
    line: int  # its line in the file


class Corrections(NamedTuple):
    """All judgements in one file."""

    path: str = ""  # the file
    rows: tuple[Correction, ...] = ()  # one per line that judges a row
    problems: tuple[Problem, ...] = ()  # what is wrong with the other lines

    def unmet(self, met: set[str]) -> list[Problem]:
        """The corrections that fit no row."""
        remedy = (
            "no row has this id, or it marks other words now: judge the row anew, empty the words or delete the line"
        )
        lost = [one for one in self.rows if one.row not in met]
        return [_problem(self.path, one.line, f"fits no row ({one.row} {one.words})", remedy) for one in lost]


def read_corrections(source: str | Path) -> Corrections:
    """The corrections beside the articles at a path: in the folder, or in that of the file; none without a file."""
    root = Path(source)
    path = (root if root.is_dir() else root.parent) / CORRECTIONS
    return to_corrections(path.read_text(encoding="utf-8-sig"), str(path)) if path.is_file() else Corrections()


def to_corrections(text: str, path: str) -> Corrections:
    """The corrections in the text of a file."""
    rows, problems = [], []
    for number, row in enumerate(csv.DictReader(io.StringIO(text, newline="")), 2):
        row_id, words, verdict, note = ((row.get(name) or "").strip() for name in ("row", "words", "verdict", "note"))
        if row_id and verdict.lower() in (RIGHT, WRONG):
            rows.append(Correction(row_id, words, verdict.lower(), number))
        elif row_id or words or verdict or note:
            remedy = f"fill in row and verdict ({RIGHT} or {WRONG})"
            problems.append(_problem(path, number, "has no row or no verdict", remedy))
    return Corrections(path, tuple(rows), tuple(problems))


def _problem(path: str, line: int, what: str, remedy: str) -> Problem:
    return Problem(path, None, None, None, f"line {line} {what}", remedy, True)


class Judged:
    """Corrections at work, and the ids of those that have met their row."""

    def __init__(self, corrections: Iterable[Correction] = ()) -> None:
        self.by_row = {correction.row: correction for correction in corrections}
        self.met: set[str] = set()

    def kept(self, table: str, rows: list) -> list:
        """The rows of a table without those that were judged wrong."""
        return [row for row in rows if not self._is_wrong(table, row)] if self.by_row else rows

    def _is_wrong(self, table: str, row: tuple) -> bool:
        row_id, *marked = (getattr(row, column) for column in JUDGED[table])
        correction = self.by_row.get(row_id)
        if correction is None:
            return False
        if correction.words and correction.words.split() not in [(words or "").split() for words in marked]:
            return False
        self.met.add(row_id)
        return correction.verdict == WRONG


def draw(tables: Tables, number: int, seed: int = 0) -> pd.DataFrame:
    """A sheet for hand-coding: so many sentences by chance, and all that is marked in them (columns as in SHEET)."""
    places = list(tables.sentences[["article_id", "sentence", "text"]].itertuples(index=False))
    chosen = random.Random(seed).sample(places, min(number, len(places)))
    lines = []
    for place in sorted(chosen, key=places.index):
        lines += [(f"{place.article_id}:{table}", table, *place, "", "", "", "", "") for table in CODED]
        lines += [line for table in CODED for line in _marked(tables, table, place)]
    return pd.DataFrame(lines, columns=SHEET)


def _marked(tables: Tables, table: str, place: tuple) -> list[tuple]:
    rows = getattr(tables, table)
    rows = rows[(rows.article_id == place.article_id) & (rows.sentence == place.sentence)]
    row_id, words, *_ = JUDGED[table]
    return [
        (getattr(row, row_id), table, *place, getattr(row, words), _reading(row, table), "", "", "")
        for row in rows.itertuples()
    ]


def _reading(row: tuple, table: str) -> str:
    """What the tool makes of a row, for the coder to judge."""
    if table == "attributions":
        parts = {"said by": row.source, "that is": row.speaker, "as": row.naming, "kind": row.kind}
    else:
        parts = {"from": row.low, "to": row.high, "bound": row.bound, "unit": row.unit, "counted": row.counted}
    return "; ".join(f"{name} {value}" for name, value in parts.items() if pd.notna(value))


def read_sheet(path: str | Path) -> pd.DataFrame:
    """A coded sheet. Raises ValueError naming the file if columns are missing or a verdict is neither right nor wrong."""
    sheet = pd.read_csv(path, dtype="string", keep_default_na=False)
    missing = set(SHEET) - set(sheet.columns)
    if missing:
        raise ValueError(f"{path}: the columns {', '.join(sorted(missing))} are missing; code a sheet made by `sample`")
    sheet["verdict"] = sheet.verdict.str.strip().str.lower()
    odd = set(sheet.verdict) - {RIGHT, WRONG, ""}
    if odd:
        raise ValueError(f"{path}: verdicts are {RIGHT} or {WRONG}, not {', '.join(sorted(odd))}")
    return sheet


def agreement(sheets: Sequence[pd.DataFrame]) -> float:
    """Krippendorff's alpha between coders on the verdicts (nominal; 1 = perfect, 0 = chance; Krippendorff 2004).

    Rows that fewer than two coders judged do not count. Raises ValueError if nothing was judged twice, or if all
    verdicts are the same, because then alpha is undefined.
    """
    verdicts = [sheet[sheet.marked != ""].set_index("row").verdict.map({RIGHT: 1.0, WRONG: 0.0}) for sheet in sheets]
    data = pd.concat(verdicts, axis=1).astype(float)
    judged = data[data.notna().sum(axis=1) > 1]
    if judged.empty or judged.min(axis=None) == judged.max(axis=None):
        raise ValueError("alpha needs rows that two coders judged, and both verdicts among them")
    return float(krippendorff.alpha(judged.T.to_numpy(), level_of_measurement="nominal"))


def record(sheet: pd.DataFrame) -> pd.DataFrame:
    """The tool against one coder, for each table: precision, recall (shares of 1), right, judged, missed.

    Recall counts as missed what the coder noted in the sentences' own lines.
    """
    lines = []
    for table in CODED:
        rows = sheet[sheet.table == table]
        verdicts = rows[rows.marked != ""].verdict
        right, judged = int((verdicts == RIGHT).sum()), int((verdicts != "").sum())
        missed = int(pd.to_numeric(rows[rows.marked == ""].missed, errors="coerce").fillna(0).sum())
        precision = right / judged if judged else np.nan
        recall = right / (right + missed) if right + missed else np.nan
        lines.append((table, precision, recall, right, judged, missed))
    return pd.DataFrame(lines, columns=["table", "precision", "recall", "right", "judged", "missed"])
