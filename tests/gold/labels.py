"""The labelled articles as the scorer needs them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from helpers.text import load
from helpers.text.records import Article

FOLDER = Path(__file__).parent
ARTICLES = FOLDER / "articles"
PARTS = ("development", "held")


@cache
def labelled(part: str | None = None) -> list[dict[str, Any]]:
    """Labels of the articles of a part, or of all, in the order of their names."""
    lines = (FOLDER / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    return [record for record in records if part in (None, record["part"])]


@cache
def articles() -> dict[str, Article]:
    """The articles by name."""
    return {row.article_id: row for row in load.read(ARTICLES) if isinstance(row, Article)}


def pairs() -> dict[frozenset[str], bool]:
    """Two articles on the same event → whether they contradict each other."""
    together: dict[str, list[dict[str, Any]]] = {}
    for record in labelled():
        if record["pair"]:
            together.setdefault(record["pair"], []).append(record)
    return {frozenset(record["id"] for record in both): both[0]["conflict"] for both in together.values()}


def part_of(ids: frozenset[str]) -> str:
    """The part to which several articles belong together: held if one of them is."""
    return max(record["part"] for record in labelled() if record["id"] in ids)
