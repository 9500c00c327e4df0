"""Measure every extractor and keep the figures where notebook 05 reads them: `make accuracy CORPORA=folder`.

The project's own articles are always measured; the public corpora are not shipped, because most may not be passed on.
The folder holds them with their scorers (sourcing/score_sourcing.py and its fellows), which are used here as they are,
so that the figures agree with theirs. Results go to helpers/data/accuracy.csv, one row a figure with its 95 % interval
over articles (bootstrap, seeded), and to rules.csv beside it, one row a corpus and rule. Without the folder, the rows
that it would give are kept from the last time.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import io
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pandas as pd

from helpers.showing import trusted
from tests.accuracy import by_rule
from tests.accuracy import corpora as corpora_files
from tests.accuracy.readme_table import readme_table
from tests.gold import score as own

ROOT = Path(__file__).parent.parent.parent
RESULTS = ROOT / "helpers" / "data" / "accuracy.csv"
RULES = ROOT / "helpers" / "data" / "rules.csv"
OWN = trusted.OWN
JUDGED = ("speaker", "naming", "speaker_kind", "kind")
PARTS = {"development": "looked at while building", "held": "only measured on"}
DRAWS = 300
COMMAND = "make accuracy CORPORA=folder"


class Result(NamedTuple):
    """One figure.

    date: day of the measurement
    question: readability, sourcing or numbers
    corpus: what it was measured on
    part: which part of it, and whether that part was looked at while the rules were built
    measure: name of the figure; all are percentages or correlations, higher = better, unless the name says error
    value, low, high: the figure and its 95 % interval
    n: how many gold items
    command: what made this row
    """

    date: str
    question: str
    corpus: str
    part: str
    measure: str
    value: float
    low: float | None
    high: float | None
    n: int
    command: str


def main() -> None:
    """Run all measurements and write the results."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("corpora", type=Path, nargs="?")
    corpora = options.parse_args().corpora
    rows = list(own_articles())
    if corpora:
        for measure in (sourcing, passages, numbers, times, planted, sentences, intervals, easiness, levels):
            rows += measure(corpora.resolve())
    else:
        rows += [Result(*row) for row in pd.read_csv(RESULTS).itertuples(index=False) if row.corpus != OWN]
    print(pd.DataFrame(rows).drop(columns=["date", "command"]).to_string())
    _write(RESULTS, Result._fields, rows)
    ours = pd.concat([own.right_by_rule(part) for part in PARTS]).assign(corpus=OWN)[by_rule.COLUMNS]
    public = by_rule.by_rule(corpora.resolve()) if corpora else pd.read_csv(RULES).query("corpus != @OWN")
    _write(RULES, by_rule.COLUMNS, pd.concat([ours, public]).itertuples(index=False))
    _renew_readme()


def _renew_readme() -> None:
    """The README's table of accuracy, made anew from the results."""
    readme = ROOT / "README.md"
    table = re.compile(r"^\| what \| measured on .*\n(?:\|.*\n)+", re.M)
    text = readme.read_text(encoding="utf-8")
    readme.write_text(table.sub(lambda _: readme_table() + "\n", text), encoding="utf-8")


def own_articles() -> Iterator[Result]:
    """Every table on the project's own labelled articles (tests/gold)."""
    questions = {"quantities": "numbers", "times": "times", "checks": "checks", "checks between articles": "checks"}
    for part, looked in PARTS.items():
        for row in own.scores(part).itertuples():
            if not row.wanted or "words only" in row.measure:
                continue
            question, where = questions.get(row.measure, "sourcing"), f"{part}, {looked}"
            ends = row.low / 100, row.high / 100
            name = f"{row.measure}: right, of those found" if row.measure in JUDGED else f"{row.measure}: F1"
            yield _result(question, OWN, where, name, row.f1 / 100, *ends, row.wanted, "make accuracy")
            for side in ("precision", "recall") if row.measure not in JUDGED else ():
                value = getattr(row, side) / 100
                yield _result(
                    question, OWN, where, f"{row.measure}: {side}", value, None, None, row.wanted, "make accuracy"
                )


def passages(corpora: Path) -> Iterator[Result]:
    """Speakers, naming and chains on seventy short passages of our own."""
    out = corpora_files.scored(corpora, "sourcing/score_passages.py", "sourcing/passages-dev.jsonl")
    for name in ("found", "naming", "speaker", "kind", "via"):
        yield _result(
            "sourcing", "our own passages", "looked at while building", name, out[name] / 100, None, None, out["gold"]
        )


def planted(corpora: Path) -> Iterator[Result]:
    """Checks on short articles of our own with planted slips, on pairs of them, and on ordinary published articles."""
    scorer = corpora_files.load_scorer(corpora, "sourcing/score_sourcing.py")
    held = scorer.goldio.part(scorer.goldio.read_gold(str(corpora / "sourcing" / "polnear-train.jsonl.gz")), "held")
    with tempfile.TemporaryDirectory() as folder:
        arguments = []
        for option, name in (("--articles", "numbers/consistency-dev.jsonl"), ("--pairs", "numbers/pairs-dev.jsonl")):
            place = Path(folder) / option.strip("-")
            place.mkdir()
            corpora_files.export(scorer, scorer.goldio.read_gold(str(corpora / name)), place)
            arguments += [option, str(corpora / name), f"{place}/out"]
        ordinary = Path(folder) / "ordinary"
        ordinary.mkdir()
        corpora_files.export(scorer, held, ordinary)
        out = corpora_files.run(corpora / "numbers/score_checks.py", *arguments, "--ordinary", f"{ordinary}/out")
    part = "looked at while building"
    for key, name, n in (
        ("found", "planted slips found", 19),
        ("right", "findings that name a slip", out["said"]),
        ("pairs_found", "conflicts between articles found", 6),
    ):
        yield _result("checks", "our own slips and pairs", part, name, out[key] / 100, None, None, n)
    alarms = out["alarms_per_20_articles"]
    yield _result(
        "checks",
        "PolNeAR, held",
        "only measured on",
        "error findings per 20 ordinary articles",
        alarms,
        None,
        None,
        len(held),
    )


def sourcing(corpora: Path) -> Iterator[Result]:
    """Attributions on PolNeAR (Newell, Margolin & Ruths, LREC 2018): speech, all kinds, and rows of kind speech alone."""
    gold = corpora / "sourcing" / "polnear-train.jsonl.gz"
    scorer = corpora_files.load_scorer(corpora, "sourcing/score_sourcing.py")
    for part, looked in (("work", "looked at while building"), ("held", "only measured on")):
        records = scorer.goldio.part(scorer.goldio.read_gold(str(gold)), part)
        with tempfile.TemporaryDirectory() as folder:
            corpora_files.export(scorer, records, Path(folder))
            for scope, kinds, keys in (
                ("speech", "", ["e2e_F1", "tsrc_F1", "sent_F1", "src_acc", "content_F1"]),
                ("all", "", ["e2e_F1"]),
                ("speech", "speech", ["e2e_P"]),
            ):
                found = scorer.load_tables(f"{folder}/out", records, kinds)
                counts = [_article(scorer, record, found, scope) for record in records]
                figures = scorer.summary(counts)
                for key in keys:
                    low, high = scorer.interval(counts, key, DRAWS, 0)
                    name = f"{scope} scope{', rows of kind speech' if kinds else ''}: {key}"
                    yield _result(
                        "sourcing", "PolNeAR", f"{part}, {looked}", name, figures[key], low, high, figures["n_gold"]
                    )


def _article(scorer: ModuleType, record: dict[str, Any], found: dict[str, Any], scope: str) -> Any:
    text = scorer.Text(record["text"])
    text.id = record["id"]
    return scorer.score_article(text, record["attributions"], found.get(record["id"], []), scope, None)


def numbers(corpora: Path) -> Iterator[Result]:
    """Quantities on the open half of NewsQuant (Almasian, Kazakova & Gertz, EMNLP 2023)."""
    scorer = corpora_files.load_scorer(corpora, "numbers/score_numbers.py")
    records = scorer.goldio.read_gold(str(corpora / "numbers" / "newsquant-dev.jsonl"))
    found = corpora_files.found(scorer, records, time=False)
    for key, name in (("value", "value F1"), ("e2e", "end to end F1")):
        yield _resampled(
            "numbers", "NewsQuant, open half", name, scorer.score, records, found, lambda out, key=key: out[key][2]
        )
    figures = scorer.score(records, found, "all")[0]["recall_by_kind"]["range"]
    yield _result(
        "numbers",
        "NewsQuant, open half",
        "whole, looked at while building",
        "ranges end to end recall",
        figures[2] / 100,
        None,
        None,
        figures[0],
    )


def times(corpora: Path) -> Iterator[Result]:
    """Expressions of time on most of TimeBank (TempEval-3; UzZaman et al., SemEval 2013)."""
    scorer = corpora_files.load_scorer(corpora, "numbers/score_numbers.py")
    records = scorer.goldio.read_gold(str(corpora / "numbers" / "timebank-dev.jsonl"))
    found = corpora_files.found(scorer, records, time=True)
    for key, name in (("relaxed", "span F1, relaxed"), ("value", "value F1")):
        yield _resampled(
            "times", "TimeBank, open part", name, scorer.score_time, records, found, lambda out, key=key: out[key][2]
        )


def sentences(corpora: Path) -> Iterator[Result]:
    """Sentences and the grade that follows from them on Wall Street Journal articles of the Penn Treebank sample."""
    scorer = corpora_files.load_scorer(corpora, "readability/score_readability.py")
    records = scorer.goldio.read_gold(str(corpora / "readability" / "wsj-sentences-dev.jsonl.gz"))
    with tempfile.TemporaryDirectory() as folder:
        corpora_files.export(scorer, records, Path(folder))
        scores, cuts = scorer.load_tables(f"{folder}/out", records)
        out = scorer.wsj(scores, cuts, records, "wsj")
    size, part = out["sentences"]["articles"], "open half, looked at while building"
    yield _result(
        "readability",
        "WSJ sentences",
        part,
        "articles with exact sentence count",
        out["sentences"]["exact"] / size,
        None,
        None,
        size,
    )
    grade = out["flesch_kincaid_grade"]["MAE"]
    yield _result("readability", "WSJ sentences", part, "error of the grade, mean absolute", grade, None, None, size)


def intervals(corpora: Path) -> Iterator[Result]:
    """How often the readability intervals hold what they should (tests/accuracy/coverage.py), on PolNeAR's texts."""
    scorer = corpora_files.load_scorer(corpora, "sourcing/score_sourcing.py")
    held = scorer.goldio.part(scorer.goldio.read_gold(str(corpora / "sourcing" / "polnear-train.jsonl.gz")), "held")
    script = Path(__file__).parent / "coverage.py"
    with tempfile.TemporaryDirectory() as folder:
        corpora_files.write_articles(scorer, held, Path(folder))
        done = subprocess.run([sys.executable, script, f"{folder}/in"], capture_output=True, text=True, check=True)
    for row in pd.read_csv(io.StringIO(done.stdout)).itertuples():
        if row.measure != "overall_grade" or row.simulation == "independent":
            continue
        what = (
            "of the difference of two halves holds 0"
            if row.simulation == "halves"
            else f"from {row.sentences:.0f} sentences holds the article's score"
        )
        name = f"interval {what} (mean width {row.width:.1f} grades)"
        yield _result(
            "readability", "PolNeAR texts", "held, only measured on", name, row.covered, None, None, row.intervals
        )


def easiness(corpora: Path) -> Iterator[Result]:
    """Rank correlation with human easiness on the open half of CLEAR (Crossley et al. 2022)."""
    scorer = corpora_files.load_scorer(corpora, "readability/score_readability.py")
    records = scorer.goldio.read_gold(str(corpora / "readability" / "clear-dev.csv.gz"))
    with tempfile.TemporaryDirectory() as folder:
        corpora_files.export(scorer, records, Path(folder))
        scores, _ = scorer.load_tables(f"{folder}/out", records)
    ours = scores["overall_grade"]
    published = {name: {r["id"]: scorer.number(r[name]) for r in records} for name in scorer.FORMULAS}
    part = "open half, looked at while building"
    for name, values in {"overall grade": ours, "best published formula": _best(scorer, records, published)}.items():
        kept = [record for record in records if values.get(record["id"]) is not None]
        pairs = [(float(record["easiness"]), values[record["id"]]) for record in kept]
        low, high = _interval(pairs, lambda chosen: abs(scorer.spearman(*zip(*chosen, strict=True))))
        value = abs(scorer.spearman(*zip(*pairs, strict=True)))
        yield _result(
            "readability", "CLEAR", part, f"Spearman with human easiness: {name}", value, low, high, len(pairs)
        )


def _best(
    scorer: ModuleType, records: list[dict[str, Any]], published: dict[str, dict[str, float]]
) -> dict[str, float]:
    easy = [float(record["easiness"]) for record in records]
    return max(published.values(), key=lambda values: abs(scorer.spearman(easy, [values[r["id"]] for r in records])))


def levels(corpora: Path) -> Iterator[Result]:
    """Pairs of the same article at two levels put in the right order (OneStopEnglish; Vajjala & Lucic, BEA 2018)."""
    scorer = corpora_files.load_scorer(corpora, "readability/score_readability.py")
    records = scorer.goldio.read_gold(str(corpora / "readability" / "onestop-dev.jsonl.gz"))
    with tempfile.TemporaryDirectory() as folder:
        corpora_files.export(scorer, records, Path(folder))
        scores, _ = scorer.load_tables(f"{folder}/out", records)
    out = scorer.onestop({"overall_grade": scores["overall_grade"]}, lambda measure: False, DRAWS, 0)[0]
    yield _result(
        "readability",
        "OneStopEnglish",
        "open half, looked at while building",
        "pairs in order",
        out["pair_acc"],
        None,
        None,
        3 * out["n"],
    )


def _write(path: Path, header: Sequence[str], rows: Iterable[tuple]) -> None:
    with open(path, "w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _resampled(
    question: str,
    corpus: str,
    name: str,
    score: Callable[..., Any],
    records: list[Any],
    found: dict[str, Any],
    pick: Callable[..., float],
) -> Result:
    out = score(records, found, "all")[0]
    low, high = _interval(records, lambda chosen: pick(score(chosen, found, "draw")[0]))
    return _result(
        question, corpus, "whole, looked at while building", name, pick(out) / 100, low / 100, high / 100, out["gold"]
    )


def _interval(items: Sequence[Any], figure: Callable[[list[Any]], float]) -> tuple[float, float]:
    """2.5 % and 97.5 % points of a figure over resampled items."""
    draw = random.Random(0)
    drawn = sorted(figure([draw.choice(items) for _ in items]) for _ in range(DRAWS))
    return drawn[int(0.025 * DRAWS)], drawn[int(0.975 * DRAWS) - 1]


def _result(
    question: str,
    corpus: str,
    part: str,
    measure: str,
    value: float,
    low: float | None,
    high: float | None,
    n: int,
    command: str = COMMAND,
) -> Result:
    ends = [None if end is None else round(end, 4) for end in (low, high)]
    return Result(dt.date.today().isoformat(), question, corpus, part, measure, round(value, 4), *ends, n, command)


if __name__ == "__main__":
    main()
