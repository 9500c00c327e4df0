"""Do the numbers hold? The frames behind notebook 03's charts, and the finding that each of them carries."""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd

from helpers.showing.trusted import with_records
from helpers.showing.wording import amount, capital, count, cut, leaders, listed, share, spelled
from helpers.tables.frames import Tables, of

OWN_VOICE = "the article’s own voice"
PRECISION = ["exact", "about", "at least", "at most", "range", "vague"]
IN_FRONT = {"=": "", "~": "about ", ">": "more than ", "<": "up to "}
BOUND_WORDS = {"=": "exact", "~": "about", ">": "at least", "<": "at most"}
PART = re.compile(r"\s*(?:\w+\s+)?of (?:them|those|these|the|its|his|her|their|whom|which|that)\b", re.I)


def claims(tables: Tables, article_id: str) -> pd.DataFrame:
    """Number claims of one article with who vouches for them and how precise they are (`voucher`, `naming`, `precision`)."""
    rows = of(tables.number_claims, article_id)
    said = tables.attributions.set_index("attribution_id")
    holder = said.speaker.fillna(said.source).fillna("no source given")
    voucher = rows.attribution_id.map(holder).astype("string").fillna(OWN_VOICE).map(cut)
    naming = rows.attribution_id.map(said.naming).astype("string").fillna("own voice")
    return rows.assign(voucher=voucher, naming=naming, precision=_precision(rows), sentence=rows.sentence + 1)


def _precision(rows: pd.DataFrame) -> list[str]:
    ranged = (rows.low != rows.high).fillna(False)
    return [
        "vague" if vague else "range" if wide else BOUND_WORDS.get(bound, "exact")
        for vague, wide, bound in zip(rows.vague.fillna(False), ranged, rows.bound, strict=True)
    ]


def along(tables: Tables, article_id: str) -> pd.DataFrame:
    """Claims along the text: sentence (from 1), claims, own (of them in the article's own voice)."""
    sentences = of(tables.sentences, article_id).sentence + 1
    rows = claims(tables, article_id)
    every = rows.groupby("sentence").size().reindex(sentences, fill_value=0)
    own = rows[rows.naming == "own voice"].groupby("sentence").size().reindex(sentences, fill_value=0)
    return pd.DataFrame({"sentence": sentences.to_numpy(), "claims": every.to_numpy(), "own": own.to_numpy()})


def along_finding(frame: pd.DataFrame) -> str:
    """How many sentences carry a number, and where they crowd."""
    total = int(frame.claims.sum())
    if not total:
        return "The article claims no numbers"
    with_number = int((frame.claims > 0).sum())
    crowded = frame.loc[frame.claims == frame.claims.max(), "sentence"].astype(str).head(3)
    return f"{capital(count(total, 'number claim'))} in {count(with_number, 'sentence')}; most in {'sentence' if len(crowded) == 1 else 'sentences'} {listed(list(crowded))}"


def by_voucher(tables: Tables, article_id: str) -> pd.DataFrame:
    """Claims by who vouches for them: voucher, naming, claims; most first."""
    grouped = claims(tables, article_id).groupby(["voucher", "naming"], sort=True).size().reset_index(name="claims")
    return grouped.sort_values(["claims", "voucher"], ascending=[False, True], ignore_index=True)


def by_voucher_finding(frame: pd.DataFrame) -> str:
    """Whose numbers they are."""
    total = int(frame.claims.sum())
    if not total:
        return "There is no number to vouch for"
    own = int(frame.loc[frame.naming == "own voice", "claims"].sum())
    most = leaders(frame[frame.naming != "own voice"], "voucher", "claims")
    alone = f"{spelled(own)} of {count(total, 'number')} {'stands' if own == 1 else 'stand'} in the article’s own voice"
    if not most or own > total / 2:
        return capital(alone)
    return capital(f"{listed(most[:3])} {'vouches' if len(most) == 1 else 'vouch'} for most; {alone}")


def precision(tables: Tables, article_id: str) -> pd.DataFrame:
    """Claims by precision: precision, claims (all six kinds, also those that do not occur)."""
    counts = claims(tables, article_id).precision.value_counts().reindex(PRECISION, fill_value=0)
    return counts.rename_axis("precision").reset_index(name="claims")


def precision_finding(frame: pd.DataFrame) -> str:
    """How many claims are exact."""
    total = int(frame.claims.sum())
    if not total:
        return "There is no number to weigh"
    exact = int(frame.loc[frame.precision == "exact", "claims"].sum())
    return f"{capital(spelled(exact))} of {count(total, 'claim')} {'is' if exact == 1 else 'are'} stated exactly"


def dates(tables: Tables, article_id: str) -> pd.DataFrame:
    """Times that have an interval: text, from_date, to_date, sentence (from 1), value, rule, measured_right; in their order."""
    rows = of(tables.time_expressions, article_id)
    rows = rows.dropna(subset=["from_date", "to_date"])
    rows = with_records(rows.assign(sentence=rows.sentence + 1, text=rows.text.map(cut)), "time_expressions")
    columns = ["text", "from_date", "to_date", "sentence", "value", "rule", "measured_right"]
    return rows[columns].sort_values(["from_date", "to_date"], ignore_index=True)


def dates_finding(frame: pd.DataFrame) -> str:
    """What stretch of time the article spans."""
    if frame.empty:
        return "No expression of time can be placed in the calendar"
    first, last = frame.from_date.min(), frame.to_date.max()
    if first.year == last.year:
        return f"The article moves within {first.year}"
    return f"The article reaches from {first.year} to {last.year}"


def derived_shares(tables: Tables, article_id: str) -> pd.DataFrame:
    """Shares that a reader would work out, with their bounds carried through: sentence, part, whole, share, reading.

    A part is a count that the text itself calls one ("more than 6,000 of them", "23 of its 115 shops"), its whole the
    larger count of the same noun that follows at once, or else the nearest earlier one.
    """
    rows = claims(tables, article_id)
    rows = rows[(rows.kind == "count") & ~rows.vague.fillna(False) & rows.low.notna() & rows.counted.notna()]
    text = "".join(of(tables.articles, article_id).text)
    found = []
    for part in rows.itertuples():
        called = PART.match(text, part.end)
        larger = rows[(rows.counted == part.counted) & (rows.low > part.high)]
        wholes = larger[(larger.start < part.start) | (larger.start == (called.end() + 1 if called else -1))]
        if called and len(wholes):
            found.append(_derived(part, wholes.iloc[-1]))
    return pd.DataFrame(found, columns=["sentence", "part", "whole", "share", "reading"])


def _derived(part: tuple, whole: pd.Series) -> tuple:
    low, high = part.low / whole.high, part.high / whole.low
    figure = share(low) if round(100 * low) == round(100 * high) else f"{share(low)} to {share(high)}"
    words = [f"{IN_FRONT[row.bound]}{row.text}" for row in (part, whole)]
    return part.sentence, *words, (low + high) / 2, f"{_bound(part.bound, whole.bound)}{figure}"


def _bound(part: str, whole: str) -> str:
    """A quotient's bound: at least over about is at least about; bounds that pull apart leave nothing but 'roughly'."""
    lifts = {part if part in "<>" else "", {"<": ">", ">": "<"}.get(whole, "")} - {""}
    about = "about " if "~" in (part, whole) else ""
    if len(lifts) > 1:
        return "roughly "
    return {">": "at least ", "<": "at most "}.get(next(iter(lifts), ""), "") + about


def derived_finding(frame: pd.DataFrame) -> str:
    """The first share as a sentence."""
    if frame.empty:
        return "The article names no part of a whole that could be worked out"
    row = frame.iloc[0]
    return f"{capital(row.part)} of {row.whole} is {row.reading}"


def findings(tables: Tables, article_id: str) -> pd.DataFrame:
    """Findings of the checks that concern an article: severity, finding, stated, recomputed, rule."""
    rows = tables.checks
    rows = rows[(rows.article_id == article_id) | (rows.other_article_id == article_id).fillna(False)]
    return rows[["severity", "finding", "stated", "recomputed", "rule"]]


def findings_finding(frame: pd.DataFrame) -> str:
    """What the checks found."""
    if frame.empty:
        return "Nothing that could be recomputed disagrees"
    errors = int((frame.severity == "error").sum())
    return f"{capital(count(len(frame), 'finding'))} of the checks, {count(errors, 'error')} among them"


def dateline(tables: Tables, article_id: str) -> tuple[dt.date, str] | None:
    """The article's date with its name, for a line across a chart; None where the article has none."""
    dates = of(tables.articles, article_id).date.dropna()
    return (dates.iloc[0].date(), f"dateline {dates.iloc[0]:%Y-%m-%d}") if len(dates) else None


def set_aside(tables: Tables, article_id: str) -> pd.DataFrame:
    """Numbers that are no claims: sentence (from 1), text, reason, rule."""
    rows = of(tables.rejected_numbers, article_id)
    return rows.assign(sentence=rows.sentence + 1, text=rows.text.map(cut))[["sentence", "text", "reason", "rule"]]


def to_check(tables: Tables, article_id: str) -> pd.DataFrame:
    """What to check first in this article: rank (from 1), why, sentence (from 1), claim, counted."""
    rows = of(tables.to_check, article_id)
    merged = rows.merge(tables.number_claims[["claim_id", "text", "counted", "sentence"]], on="claim_id")
    merged = merged.sort_values("rank", ignore_index=True).rename(columns={"text": "claim"})
    merged = merged.assign(rank=merged.index + 1, sentence=merged.sentence + 1)
    return merged[["rank", "why", "sentence", "claim", "counted"]]


def values(tables: Tables, article_id: str) -> pd.DataFrame:
    """Claims as a reader checks them: sentence, claim, value, unit, counted, precision, voucher, rule, measured_right."""
    rows = claims(tables, article_id)
    value = [_value(low, high) for low, high in zip(rows.low, rows.high, strict=True)]
    words = {"claim": rows.text.map(cut), "unit": rows.unit.fillna(""), "counted": rows.counted.fillna("")}
    rows = with_records(rows.assign(value=value, **words), "number_claims")
    return rows[["sentence", "claim", "value", "unit", "counted", "precision", "voucher", "rule", "measured_right"]]


def _value(low: float, high: float) -> str:
    if pd.isna(low) and pd.isna(high):
        return "none given"
    ends = [amount(float(end)) if pd.notna(end) else "…" for end in (low, high)]
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"
