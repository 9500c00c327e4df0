"""Hand-coding: a sheet of sentences drawn by chance, agreement between coders, and the tool's record against them.

A sheet has one line for each sentence drawn and one for each thing marked in it. Coders fill in `verdict` (right or
wrong) for what is marked, and in the sentence's own line `missed`: how many things of each table were not marked.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import krippendorff
import numpy as np
import pandas as pd

from helpers.tables.frames import Tables

COLUMNS = ["row", "table", "article_id", "sentence", "text", "marked", "reading", "verdict", "missed", "note"]
CODED = {"attributions": "attribution_id", "number_claims": "claim_id"}
"""The tables that are coded, and the column that names their rows."""
RIGHT, WRONG = "right", "wrong"


def draw(tables: Tables, number: int, seed: int = 0) -> pd.DataFrame:
    """A sheet for hand-coding: so many sentences by chance, and all that is marked in them (columns as in COLUMNS)."""
    places = list(tables.sentences[["article_id", "sentence", "text"]].itertuples(index=False))
    chosen = random.Random(seed).sample(places, min(number, len(places)))
    lines = []
    for place in sorted(chosen, key=places.index):
        lines += [(f"{place.article_id}:{table}", table, *place, "", "", "", "", "") for table in CODED]
        lines += [line for table in CODED for line in _marked(tables, table, place)]
    return pd.DataFrame(lines, columns=COLUMNS)


def _marked(tables: Tables, table: str, place: tuple) -> list[tuple]:
    rows = getattr(tables, table)
    rows = rows[(rows.article_id == place.article_id) & (rows.sentence == place.sentence)]
    out = []
    for row in rows.itertuples():
        words = row.content if table == "attributions" else row.text
        reading = _reading(row, table)
        out.append((getattr(row, CODED[table]), table, *place, words, reading, "", "", ""))
    return out


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
    missing = set(COLUMNS) - set(sheet.columns)
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
