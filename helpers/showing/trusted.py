"""How far to trust it? The frames behind notebook 05's charts, and the finding that each of them carries.

Figures are read from `helpers/data/accuracy.csv` and `rules.csv`, which `make accuracy` writes, and from `peers.csv`:
what other tools and human annotators reached with the same scorer, on parts of the corpora that were kept sealed.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

from helpers.showing.wording import capital, count, share

DATA = Path(__file__).parent.parent / "data"
HEADLINES = {
    "sourcing": ("PolNeAR", "speech scope: e2e_F1"),
    "numbers": ("NewsQuant, open half", "end to end F1"),
    "times": ("TimeBank, open part", "value F1"),
    "readability": ("CLEAR", "Spearman with human easiness: overall grade"),
}
"""For each question the corpus and figure on which others have been measured too."""
OURS = "Press Check"
OWN = "our own articles"
FEW = 20  # rows below which a rule's precision is hardly more than a guess


def accuracy() -> pd.DataFrame:
    """Every figure measured: date, question, corpus, part, measure, value (0 to 1), low, high, n, command."""
    return pd.read_csv(DATA / "accuracy.csv")


def beside_peers(question: str) -> pd.DataFrame:
    """One question's headline figure beside other tools and people: system, percent, low, high, where, kind."""
    corpus, measure = HEADLINES[question]
    rows = accuracy()
    ours = rows[(rows.corpus == corpus) & (rows.measure == measure)]
    ours = ours.assign(
        system=OURS + " (" + ours.part.str.split(",").str[0] + ")", where=ours.corpus + ", " + ours.part, kind=OURS
    )
    peers = pd.read_csv(DATA / "peers.csv")
    peers = peers[peers.question == question].assign(kind="others", where=lambda frame: frame.corpus)
    peers.loc[peers.system.str.contains("human"), "kind"] = "people"
    both = pd.concat([ours, peers])[["system", "value", "low", "high", "where", "kind"]]
    for column in ("value", "low", "high"):
        both[column] = 100 * both[column]
    return both.rename(columns={"value": "percent"}).sort_values("percent", ascending=False, ignore_index=True)


def beside_peers_finding(frame: pd.DataFrame) -> str:
    """How far above or below the best other tool we stand."""
    ours = frame[frame.kind == OURS].percent
    others = frame[frame.kind == "others"]
    if ours.empty or others.empty:
        return "There is nothing to compare"
    best = others.loc[others.percent.idxmax()]
    gap = ours.min() - best.percent
    where = "above" if gap >= 0 else "below"
    return f"{ours.min():.0f} of 100, {abs(gap):.0f} {where} the next tool, {best.system} ({best.percent:.0f})"


def own_articles() -> pd.DataFrame:
    """F1 or accuracy per table on the project's own articles: label, part, percent, low, high, n.

    Both parts of a measure stand together, the measure that the held part finds most reliable first.
    """
    rows = accuracy()
    rows = rows[(rows.corpus == OWN) & ~rows.measure.str.endswith(("precision", "recall"))]
    part = rows.part.str.split(",").str[0]
    frame = rows.assign(percent=100 * rows.value, low=100 * rows.low, high=100 * rows.high, part=part)
    frame["label"] = frame.measure.str.replace(": F1", "").str.replace(": right, of those found", " (of those found)")
    held = frame[frame.part == "held"].set_index("label").percent
    order = frame.assign(held=frame.label.map(held)).sort_values(
        ["held", "label", "part"], ascending=[False, True, False]
    )
    return order[["label", "part", "percent", "low", "high", "n"]].reset_index(drop=True)


def own_articles_finding(frame: pd.DataFrame) -> str:
    """Which table is found best and worst on articles that nobody looked at."""
    held = frame[frame.part == "held"]
    if held.empty:
        return "Nothing has been measured on articles kept apart"
    best, worst = held.loc[held.percent.idxmax()], held.loc[held.percent.idxmin()]
    return f"Most reliable: {best.label} ({best.percent:.0f} of 100); least: {worst.label} ({worst.percent:.0f})"


def rules(part: str = "held") -> pd.DataFrame:
    """How often each rule was right, on our own articles and on the public corpus of its table; most rows first.

    Columns: rule, table, right, rows, percent (own articles of the part), corpus, right_there, rows_there, percent_there.
    """
    rows, by = _rows_of_rules(), ["rule", "table"]
    is_own = rows.corpus == OWN
    own = rows.loc[is_own & (rows.part == part), [*by, "right", "rows"]]
    public = rows.loc[~is_own, [*by, "corpus", "right", "rows"]]
    both = own.merge(public, "outer", by, suffixes=("", "_there"))
    both["most"] = both[["rows", "rows_there"]].max(axis=1)
    both = both.sort_values(["most", "rule"], ascending=[False, True], ignore_index=True)
    shares = {"percent": 100 * both.right / both.rows, "percent_there": 100 * both.right_there / both.rows_there}
    whole = {column: both[column].astype("Int64") for column in ("right", "rows", "right_there", "rows_there")}
    columns = ["right", "rows", "percent", "corpus", "right_there", "rows_there", "percent_there"]
    return both.assign(**shares, **whole)[["rule", "table", *columns]]


def rules_finding(frame: pd.DataFrame) -> str:
    """How many rules have been right nine times in ten, on the larger of their samples."""
    there = frame.rows_there.fillna(0) > frame.rows.fillna(0)
    percent, rows = frame.percent.mask(there, frame.percent_there), frame.rows.mask(there, frame.rows_there)
    tried = percent[rows >= FEW]
    if tried.empty:
        return "No rule has made enough rows to be judged"
    good = int((tried >= 90).sum())
    return f"{capital(count(good, 'rule'))} of {len(tried)} that made {FEW} rows or more {'was' if good == 1 else 'were'} right nine times in ten"


@cache
def _rows_of_rules() -> pd.DataFrame:
    rows = pd.read_csv(DATA / "rules.csv")
    return rows.assign(looked=rows.part.map({"held": "only measured on"}).fillna("looked at while building"))


@cache
def record(rule: str, table: str) -> tuple[str, str]:
    """A rule's record on the larger of its samples: "94 of 100 (PolNeAR)", and how that was measured; "" without one."""
    rows = _rows_of_rules()
    names = {"number_claims": "quantities", "time_expressions": "times"}
    rows = rows[(rows.rule == rule) & (rows.table == names.get(table, table)) & (rows.part != "development")]
    if rows.empty:
        return "", ""
    row = rows.loc[rows.rows.idxmax()]
    return (
        f"{row.right:,} of {row.rows:,} ({row.corpus})",
        f"{row.right:,} of {row.rows:,} right in {row.corpus}, {row.looked}",
    )


def with_records(rows: pd.DataFrame, table: str) -> pd.DataFrame:
    """Rows of a table with how often their rule was right where it was measured, in a column `measured_right`."""
    return rows.assign(measured_right=[record(rule, table)[0] or None for rule in rows.rule])


def coverage() -> pd.DataFrame:
    """How often the readability intervals hold what they should: measure, percent, n."""
    rows = accuracy()
    rows = rows[rows.measure.str.startswith("interval")]
    return rows.assign(percent=100 * rows.value)[["measure", "part", "percent", "n"]]


def alarms() -> str:
    """What the checks found in ordinary published articles."""
    rows = accuracy()
    rows = rows[rows.measure == "error findings per 20 ordinary articles"]
    if rows.empty:
        return "False alarms have not been measured."
    row = rows.iloc[0]
    return f"In {row.n:,} ordinary published articles the checks raised {row.value:.2g} errors per twenty articles."


def headline() -> list[str]:
    """The three findings of the notebook: sourcing, numbers, own articles."""
    sentences = [
        f"{capital(question)}: {beside_peers_finding(beside_peers(question))}." for question in ("sourcing", "numbers")
    ]
    held = own_articles()
    held = held[(held.part == "held") & held.label.str.contains("speech")]
    speech = (
        f"On our own articles kept apart, attributions of speech are found at {share(held.percent.iloc[0] / 100)} (F1)."
        if len(held)
        else ""
    )
    return [*sentences, speech]
