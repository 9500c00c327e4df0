"""How often each rule is right on the public corpora: its rows that the corpus's own scorer finds right.

An attribution is right if it has half of the words of an annotated content and the same source, whatever its kind; a
quantity with value, bound and unit or counted noun; a time with its value.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd

from tests.accuracy import corpora as corpora_files

Row = dict[str, Any]
Outcome = tuple[str, bool]
COLUMNS = ["corpus", "part", "table", "rule", "right", "rows"]


def by_rule(corpora: Path) -> pd.DataFrame:
    """One row per corpus and rule: corpus, part, table, rule, right, rows."""
    measured = {
        ("PolNeAR", "held", "attributions"): attributions(corpora),
        ("NewsQuant", "whole", "quantities"): quantities(corpora),
        ("TimeBank", "whole", "times"): times(corpora),
    }
    rows = [(*where, *outcome) for where, outcomes in measured.items() for outcome in outcomes]
    return counted(pd.DataFrame(rows, columns=["corpus", "part", "table", "rule", "right"]))


def counted(rows: pd.DataFrame) -> pd.DataFrame:
    """How many rows there are of each rule, and how many of them are right."""
    by = COLUMNS[:4]
    return rows.groupby(by, sort=False)["right"].agg(right="sum", rows="size").reset_index().sort_values(by)


def attributions(corpora: Path) -> Iterator[Outcome]:
    """Each row on the held part of PolNeAR, with its rule; a medium that only carries a saying has no row there."""
    scorer = corpora_files.load_scorer(corpora, "sourcing/score_sourcing.py")
    gold = scorer.goldio.read_gold(str(corpora / "sourcing" / "polnear-train.jsonl.gz"))
    records = scorer.goldio.part(gold, "held")
    found = _found(scorer, records, "attributions.csv")
    for record in records:
        rows = found.get(str(record["id"]), [])
        own = {row["content_spans"] for row, _ in rows if not scorer.carries(row)}
        kept = [(r, spans) for r, spans in rows if not (scorer.carries(r) and r["content_spans"] in own)]
        text = scorer.Text(record["text"])
        parts = ("source", "cue", "content")
        marked = [
            {part: spans.spans(scorer.goldio.spans(row[f"{part}_spans"])) for part in parts} | {"rule": row["rule"]}
            for row, spans in kept
        ]
        golds, rated = scorer.prepare(text, record["attributions"]), scorer.prepare(text, marked)
        right = {place for _, place in scorer.match(golds, rated, scorer.same_source)}
        yield from ((row["raw"]["rule"], place in right) for place, row in enumerate(rated))


def quantities(corpora: Path) -> Iterator[Outcome]:
    """Each row on the open half of NewsQuant, with its rule; rows on what need not be found do not count."""
    scorer = corpora_files.load_scorer(corpora, "numbers/score_numbers.py")
    records = scorer.goldio.read_gold(str(corpora / "numbers" / "newsquant-dev.jsonl"))
    found = _found(scorer, records, "number_claims.csv")
    for record in records:
        rows = [
            scorer.claim(row) | _placed(row, spans) | {"change_id": row["change_id"], "role": row["change_role"]}
            for row, spans in found.get(str(record["id"]), [])
        ]
        rows = scorer.join_changes(rows)
        pairs = {j: record["quantities"][i] for i, j in scorer.match(record["quantities"], rows)}
        for place, row in enumerate(rows):
            gold = pairs.get(place)
            if gold is None or not gold.get("optional"):
                yield row["rule"], gold is not None and scorer.flags(gold, row)["e2e"]


def times(corpora: Path) -> Iterator[Outcome]:
    """Each row on most of TimeBank, with its rule."""
    scorer = corpora_files.load_scorer(corpora, "numbers/score_numbers.py")
    records = scorer.goldio.read_gold(str(corpora / "numbers" / "timebank-dev.jsonl"))
    found = _found(scorer, records, "time_expressions.csv")
    for record in records:
        rows = [_placed(row, spans) | {"timex": row["value"]} for row, spans in found.get(str(record["id"]), [])]
        for row in rows:
            near = [gold for gold in record["quantities"] if scorer.overlap(gold, row)]
            yield row["rule"], any(gold["timex"] == row["timex"] for gold in near)


def _found(scorer: ModuleType, records: list[Row], table: str) -> dict[str, list[tuple[Row, Any]]]:
    """The rows of a table by gold record, each with what maps its offsets to the record's text."""
    rows: dict[str, list[tuple[Row, Any]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        corpora_files.export(scorer, records, Path(folder))
        for identifier, alignment, row in scorer.goldio.Export(f"{folder}/out", records).rows(table):
            rows.setdefault(identifier, []).append((row, alignment))
    return rows


def _placed(row: Row, alignment: Any) -> Row:
    start, end = alignment.span(int(row["start"]), int(row["end"])) or (None, None)
    return {"start": start, "end": end, "rule": row["rule"]}
