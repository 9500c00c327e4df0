"""The front page: every article with its three findings and the outline of its text."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import nbformat
import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from helpers.showing import findings
from helpers.showing.page_parts import notebook_description, notebook_title, short_name
from helpers.showing.wording import cut, escape, slug, visible
from helpers.tables.frames import Tables

TEMPLATE = Path(__file__).parent / "template" / "press_check"
MOST = 60  # articles on the page
BARS = 150  # bars in an outline
LONG = 25  # words; the line across an outline
HEIGHT = 40
QUESTIONS = {
    "readability": ("Is it readable?", findings.readability),
    "sourcing": ("Who says so?", findings.sourcing),
    "number": ("Do its numbers hold?", findings.numbers),
}
"""Part of a notebook's file name → its question, and the finding that answers it."""


class Card(NamedTuple):
    """What the page shows of one article.

    anchor: identity on the page
    heading: title, or the first words of the text
    facts: outlet, date, length
    outline: SVG of its sentences
    answers: question, finding, and the notebook that shows the evidence (for the article it looks at)
    """

    anchor: str
    heading: str
    facts: str
    outline: Markup
    answers: list[tuple[str, str, str | None]]


def front_page(tables: Tables, notebooks: list[Path], text: bool = True) -> str:
    """The page as HTML; with `text` false it says that the articles' text was left out."""
    steps = [_step(path) for path in notebooks]
    rows = list(tables.articles.head(MOST).itertuples())
    cards = [_card(tables, row, steps if place == 0 else []) for place, row in enumerate(rows)]
    environment = Environment(loader=FileSystemLoader(TEMPLATE), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("front.html.j2").render(
        cards=cards,
        more=max(0, len(tables.articles) - MOST),
        problems=[(visible(p.path or p.article_id), visible(p.problem), visible(p.remedy)) for p in _worst(tables)],
        summary=findings.collection(tables),
        steps=steps,
        text=text,
        long=LONG,
    )


def _step(path: Path) -> dict[str, str]:
    notebook = nbformat.read(path, as_version=4)
    title = notebook_title(notebook, short_name(path))
    return {
        "href": f"{path.stem}.html",
        "short": short_name(path),
        "title": title,
        "about": notebook_description(notebook),
    }


def _worst(tables: Tables) -> list:
    """Up to ten problems, inputs that were skipped before those used with a reservation."""
    return list(tables.problems.sort_values("skipped", ascending=False, kind="stable").head(10).itertuples())


def _card(tables: Tables, article, steps: list[dict[str, str]]) -> Card:
    title = article.title if pd.notna(article.title) and article.title.strip() else article.text
    facts = [article.outlet, _day(article.date), f"{article.words:,} words" if pd.notna(article.words) else None]
    answers = []
    for part, (question, finding) in QUESTIONS.items():
        page = next((step["href"] for step in steps if part in step["href"]), None)
        answers.append((question, visible(finding(tables, article.article_id)), page))
    sentences = tables.sentences[tables.sentences.article_id == article.article_id]
    return Card(
        anchor=f"article-{slug(article.article_id)}",
        heading=_heading(title),
        facts=" · ".join(visible(fact) for fact in facts if fact is not None and pd.notna(fact)),
        outline=outline(sentences),
        answers=answers,
    )


def _heading(title: str) -> str:
    """At most twelve words of a title or text."""
    words = title.split(None, 12)
    return cut(" ".join(words[:12]) + (" …" if len(words) > 12 else ""), 110) or "An article without text"


def _day(date: pd.Timestamp) -> str | None:
    return None if pd.isna(date) else f"{date.day} {date:%B %Y}"


def outline(sentences: pd.DataFrame) -> Markup:
    """A small picture of an article: a bar for each sentence, filled as far as somebody else says it."""
    words = sentences.words.to_numpy(dtype=float, na_value=0)
    said = words * sentences.attributed.to_numpy(dtype=float, na_value=0)
    if not len(words):
        return Markup("")
    step = -(-len(words) // BARS)
    picks = [start + int(words[start : start + step].argmax()) for start in range(0, len(words), step)]
    scale = HEIGHT / max(words.max(), LONG)
    bars = []
    for place, row in enumerate(picks):
        own, others = words[row] * scale, said[row] * scale
        bars.append(f'<rect class="own" x="{place + 0.08:.2f}" y="{HEIGHT - own:.1f}" width=".84" height="{own:.1f}"/>')
        if others:
            top = HEIGHT - others
            bars.append(f'<rect class="said" x="{place + 0.08:.2f}" y="{top:.1f}" width=".84" height="{others:.1f}"/>')
    line = HEIGHT - LONG * scale
    alt = (
        f"Outline of the text: {len(words):,} sentences of {words.min():.0f} to {words.max():.0f} words; "
        f"{said.sum() / max(words.sum(), 1):.0%} of the words are what somebody else says."
    )
    width = max(len(picks), 8)
    return Markup(
        f'<svg class="outline" role="img" aria-label="{escape(alt)}" viewBox="0 0 {width} {HEIGHT}" '
        f'preserveAspectRatio="none">{"".join(bars)}<line x1="0" x2="{width}" y1="{line:.1f}" y2="{line:.1f}"/></svg>'
    )
