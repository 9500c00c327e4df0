"""How right the tables are on the labelled articles.

    python -m tests.gold.score [--part development|held] [--errors N] [--floors]

An attribution is right with at least half of the content words in common and the same source; a quantity with the same
value, bound, and unit or counted head; a time with the same value. Speaker, naming, speaker_kind and kind are shares of
the attributions so found, via is scored over links between them. A finding of a check is right on the words of a
planted slip, and between two articles where they contradict each other. Intervals: 95 %, resampling articles.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from helpers.findings import checks
from helpers.tables import analysis
from tests.gold.labels import PARTS, articles, labelled, pairs, part_of
from tests.gold.matching import Pairs, Row, pair_attributions, pair_spans, same_quantity, same_speaker, same_time

TABLES = ("attributions", "quantities", "times")
RESAMPLES = 1000
SLACK = 2.5  # points between what is measured and the floor under it
UNHELD = ("kind", "quantities, words only", "times, words only")  # measures without a floor
CONTEXT = 30  # characters around a quantity or a time among the errors


class Tally(NamedTuple):
    """Of one article and measure: rows that are right, rows found, rows labelled."""

    right: int
    found: int
    wanted: int


class Compared(NamedTuple):
    """Labels and findings of one table of one article; `right` holds the places of findings that are right."""

    wanted: list[Row]
    found: list[Row]
    pairs: Pairs
    right: set[int]


@cache
def findings() -> dict[str, list[dict[str, Any]]]:
    """The tables' rows on all labelled articles, as the analysis finds them now."""
    rows = analysis.batch_rows(list(articles().values()), keep=False)
    between = checks.check_between(rows["articles"], rows["number_claims"], rows["time_expressions"])
    found = {name: [row._asdict() for row in rows[name]] for name in ("attributions", "number_claims", "checks")}
    times = [row._asdict() for row in rows["time_expressions"]]
    return {**found, "times": times, "checks": [*found["checks"], *(row._asdict() for row in between)]}


def found_in(table: str, article_id: str) -> list[dict[str, Any]]:
    """Rows of one article; `via` becomes a place in the list, as in the labels."""
    name = {"quantities": "number_claims"}.get(table, table)
    rows = [dict(row) for row in findings()[name] if row["article_id"] == article_id]
    if table == "attributions":
        places = {row["attribution_id"]: place for place, row in enumerate(rows)}
        for row in rows:
            row["via"] = places.get(row["via"])
    return rows


@cache
def compared(article_id: str) -> dict[str, Compared]:
    """What was wanted and what was found in one article, table by table."""
    label = next(record for record in labelled() if record["id"] == article_id)
    text = articles()[article_id].text
    tables = {table: (label[table], found_in(table, article_id)) for table in TABLES}
    attributions = pair_attributions(text, *tables["attributions"])
    result = {"attributions": Compared(*tables["attributions"], attributions, set(attributions.values()))}
    same: dict[str, Callable[[Row, Row], bool]] = {"quantities": same_quantity, "times": same_time}
    for table, agrees in same.items():
        wanted, found = tables[table]
        matched = pair_spans(wanted, found)
        right = {j for i, j in matched.items() if agrees(wanted[i], found[j])}
        result[table] = Compared(wanted, found, matched, right)
    return result


def tallies(article_id: str) -> dict[str, Tally]:
    """Every measure of one article but the checks."""
    tables = compared(article_id)
    rows = tables["attributions"]
    matched = [(rows.wanted[i], rows.found[j]) for i, j in rows.pairs.items()]
    measures = {"attributions": _tally(rows), "of kind speech": _speech(article_id)}
    agreeing: dict[str, Callable[[Row, Row], bool]] = {
        "speaker": same_speaker,
        "naming": lambda label, row: label["naming"] == row["naming"],
        "speaker_kind": lambda label, row: label["speaker_kind"] == row["speaker_kind"],
        "kind": lambda label, row: label["kind"] == row["kind"],
    }
    for name, agrees in agreeing.items():
        measures[name] = Tally(sum(agrees(*both) for both in matched), len(matched), len(matched))
    measures["via"] = _links(rows)
    measures |= {table: _tally(tables[table]) for table in ("quantities", "times")}
    for table in ("quantities", "times"):
        spans = tables[table]
        measures[f"{table}, words only"] = Tally(len(spans.pairs), len(spans.found), len(spans.wanted))
    return measures


def _tally(rows: Compared) -> Tally:
    return Tally(len(rows.right), len(rows.found), len(rows.wanted))


def _speech(article_id: str) -> Tally:
    rows = compared(article_id)["attributions"]
    wanted, found = ([row for row in side if row["kind"] == "speech"] for side in (rows.wanted, rows.found))
    return Tally(len(pair_attributions(articles()[article_id].text, wanted, found)), len(found), len(wanted))


def _links(rows: Compared) -> Tally:
    wanted = {(place, row["via"]) for place, row in enumerate(rows.wanted) if row["via"] is not None}
    found = {(place, row["via"]) for place, row in enumerate(rows.found) if row["via"] is not None}
    right = sum((rows.pairs.get(place), rows.pairs.get(via)) in found for place, via in wanted)
    return Tally(right, len(found), len(wanted))


def check_tallies(part: str | None) -> dict[str, list[Tally]]:
    """Of every article and every pair: the slip found, the same and the false findings, the slip that is there."""
    rows, known = findings()["checks"], pairs()
    inside = []
    for record in labelled(part):
        verdicts = [finding_is_right(row) for row in rows if _articles_of(row) == {record["id"]}]
        inside.append(Tally(any(verdicts), any(verdicts) + verdicts.count(False), record["planted"] is not None))
    together = {both for both in map(_articles_of, rows) if len(both) > 1}
    between = [
        Tally(both in together and known.get(both, False), both in together, known.get(both, False))
        for both in sorted(together | set(known), key=sorted)
        if part in (None, part_of(both))
    ]
    return {"checks": inside, "checks between articles": between}


def _articles_of(row: Row) -> frozenset[str]:
    return frozenset(name for name in (row["article_id"], row["other_article_id"]) if name)


def finding_is_right(row: Row) -> bool:
    """Whether a finding of a check stands on the words of a planted slip, or between articles in conflict."""
    if row["other_article_id"]:
        return pairs().get(_articles_of(row), False)
    planted = next(record["planted"] for record in labelled() if record["id"] == row["article_id"])
    claims = [claim for claim in findings()["number_claims"] if claim["claim_id"] in row["claim_ids"]]
    spans = planted["spans"] if planted else []
    return any(claim["start"] < end and start < claim["end"] for claim in claims for start, end in spans)


def scores(part: str | None = None) -> pd.DataFrame:
    """One row per measure: part, measure, precision, recall, f1 (%), low, high (of f1), right, found, wanted."""
    by_article = [tallies(record["id"]) for record in labelled(part)]
    measures = {name: [article[name] for article in by_article] for name in by_article[0]}
    measures |= check_tallies(part)
    rows = [{"part": part or "both", "measure": name, **_score(counts)} for name, counts in measures.items()]
    return pd.DataFrame(rows)


def _score(counts: list[Tally]) -> dict[str, float]:
    table = np.array(counts or [Tally(0, 0, 0)], dtype=float)
    right, found, wanted = table.sum(axis=0)
    draws = np.random.default_rng(0).integers(0, len(table), (RESAMPLES, len(table)))
    low, high = np.percentile([_f1(*table[draw].sum(axis=0)) for draw in draws], [2.5, 97.5])
    shares = {"precision": 100 * right / max(found, 1), "recall": 100 * right / max(wanted, 1)}
    counted = {"right": int(right), "found": int(found), "wanted": int(wanted)}
    return {**shares, "f1": _f1(right, found, wanted), "low": low, "high": high, **counted}


def _f1(right: float, found: float, wanted: float) -> float:
    return 200 * right / max(found + wanted, 1)


def right_by_rule(part: str | None = None) -> pd.DataFrame:
    """One row per part, table and rule: how many of its rows are right, how many there are."""
    rows = []
    for record in labelled(part):
        for table, outcome in compared(record["id"]).items():
            rows += [
                (record["part"], table, row["rule"], place in outcome.right) for place, row in enumerate(outcome.found)
            ]
        rows += [
            (record["part"], "checks", row["rule"], finding_is_right(row))
            for row in findings()["checks"]
            if row["article_id"] == record["id"]
        ]
    data = pd.DataFrame(rows, columns=["part", "table", "rule", "right"])
    return data.groupby(["part", "table", "rule"])["right"].agg(right="sum", rows="size").reset_index()


def floors() -> Iterator[str]:
    """Lines of precision and recall a little below what is measured now, for the test that holds them."""
    for part in PARTS:
        for row in scores(part).itertuples():
            if row.found and row.wanted and row.measure not in UNHELD:
                low = ", ".join(str(max(0, int(figure - SLACK))) for figure in (row.precision, row.recall))
                yield f'("{part}", "{row.measure}"): ({low}),'


def errors(part: str | None, table: str) -> Iterator[str]:
    """A line for every labelled row that was missed and every found row that is false, in reading order."""
    for record in labelled(part):
        outcome, text = compared(record["id"])[table], articles()[record["id"]].text
        hit = {i for i, j in outcome.pairs.items() if j in outcome.right}
        yield from (f"missed {record['id']} {shown(text, row)}" for i, row in enumerate(outcome.wanted) if i not in hit)
        for place, row in enumerate(outcome.found):
            if place not in outcome.right:
                yield f"false  {record['id']} {row['rule']}: {shown(text, row)}"


def shown(text: str, row: Row) -> str:
    """A row of any table in one line, with its place in the text."""
    if "content_spans" in row:
        content, cue, source = (
            " | ".join(text[start:end] for start, end in row[part])
            for part in ("content_spans", "cue_spans", "source_spans")
        )
        line = f"{source} — {cue} — {content} ({row['kind']})"
    else:
        start, end = row["start"], row["end"]
        fields = ("value",) if "value" in row else ("low", "high", "bound", "unit", "counted")
        line = f"{text[max(0, start - CONTEXT) : start]}[{text[start:end]}]{text[end : end + CONTEXT]} "
        line += " ".join(f"{name}={row[name]}" for name in fields)
    return " ".join(line.split())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--errors", type=int, default=0, help="so many rows missed or false of each table")
    parser.add_argument("--floors", action="store_true", help="only the floors for tests/test_gold.py")
    options = parser.parse_args()
    if options.floors:
        print(*floors(), sep="\n")
        return
    for part in [options.part] if options.part else PARTS:
        print(scores(part).round(1).to_string(index=False), "\n")
    for table in TABLES if options.errors else ():
        lines = list(errors(options.part, table))
        print(f"{table}: {len(lines)} rows missed or false", *lines[: options.errors], sep="\n", end="\n\n")
    print(right_by_rule(options.part).to_string(index=False))


if __name__ == "__main__":
    main()
