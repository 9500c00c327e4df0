"""The editor's card: the ten things to mend first in a draft, for a terminal, a hook or a newsroom's system."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pandas as pd

from helpers.showing import counted, findings, sourced
from helpers.showing.wording import amount, count, cut, visible
from helpers.tables.frames import Tables, of

MOST = 10
HARD_FLAGS = 2  # rules that a sentence must break to be worth an editor's line
SHARE = {"check": 10, "source": 3, "number": 3, "sentence": 3}
"""At most so many lines of each sort, so that one sort does not crowd out the others."""


class Item(NamedTuple):
    """One thing to mend."""

    sort: str  # check, source, number or sentence
    start: int  # its place in the article's text
    advice: str  # what is wrong, in a sentence


def to_mend(tables: Tables, article_id: str) -> list[Item]:
    """What to mend in one article, at most ten things: findings of the checks first, then in the order of the text."""
    sorts = {
        "check": _checks(tables, article_id),
        "source": _sources(tables, article_id),
        "number": _numbers(tables, article_id),
        "sentence": _sentences(tables, article_id),
    }
    chosen = [item for sort, items in sorts.items() for item in items[: SHARE[sort]]][:MOST]
    return sorted(chosen, key=lambda item: (item.sort != "check", item.start))


def lines(tables: Tables, article_id: str, lines_before: int = 0) -> list[str]:
    """The card as lines of plain text; nothing in them can move a terminal's cursor.

    lines_before: lines of the file in front of the text (its front matter)
    """
    text = str(tables.articles.set_index("article_id").text[article_id])
    head = [article_id, *findings.all_three(tables, article_id), ""]
    items = to_mend(tables, article_id)
    body = [f"line {lines_before + text.count(chr(10), 0, item.start) + 1}: {item.advice}" for item in items]
    return [visible(line) for line in [*head, *(body or ["Nothing to mend was found."])]]


def lines_before(path: str | None, text: str) -> int:
    """Lines of a text file in front of its story; 0 for files whose story has no lines of its own."""
    if path is None or Path(path).suffix.lower() not in (".txt", ".md"):
        return 0
    return max(0, Path(path).read_bytes().count(b"\n") - text.count("\n"))


def has_error(tables: Tables) -> bool:
    """Whether a check found something that cannot be right."""
    return bool((tables.checks.severity == "error").any())


def _checks(tables: Tables, article_id: str) -> list[Item]:
    rows = of(tables.checks, article_id)
    rows = pd.concat([rows[rows.severity == "error"], rows[rows.severity != "error"]])
    return [Item("check", row.start, f"{row.severity}: {row.finding}") for row in rows.itertuples()]


def _sources(tables: Tables, article_id: str) -> list[Item]:
    items = []
    for row in sourced.unnamed_speech(tables, article_id).itertuples():
        who = f"“{cut(row.source, 40)}”" if pd.notna(row.source) else "nobody"
        items.append(Item("source", row.content_spans[0][0], f"rests on {who}: say who it is, or why not"))
    heard = sourced.sources(tables, article_id).speaker
    if len(heard) == 1:
        items.insert(0, Item("source", 0, f"only one source is heard ({heard.iloc[0]}): who else should be asked?"))
    return items


def _numbers(tables: Tables, article_id: str) -> list[Item]:
    claims = counted.claims(tables, article_id)
    own = claims[claims.naming == "own voice"].merge(tables.to_check[["claim_id", "rank"]], on="claim_id")
    items = []
    for row in own.sort_values("rank").itertuples():
        value = f" ({amount(float(row.low))})" if pd.notna(row.low) and row.low == row.high and row.low >= 1000 else ""
        items.append(Item("number", row.start, f"“{cut(row.text, 40)}”{value} has no source"))
    return items


def _sentences(tables: Tables, article_id: str) -> list[Item]:
    rows = of(tables.sentences, article_id)
    rows = rows[rows["flags"].fillna("") != ""]
    rows = rows.assign(broken=rows["flags"].str.count(";") + 1)
    hard = rows[rows.broken >= HARD_FLAGS].sort_values(["broken", "words"], ascending=False, kind="stable")
    items = []
    for row in hard.itertuples():
        why = f"{row.words} words; {row.flags.replace(';', ', ')}"
        items.append(Item("sentence", row.start, f"hard sentence ({why}): “{cut(row.text, 50)}”"))
    return items


def summary(tables: Tables) -> str:
    """One closing line over all articles checked."""
    errors = int((tables.checks.severity == "error").sum())
    return f"{count(len(tables.articles), 'article')} checked, {count(errors, 'error')} found"
