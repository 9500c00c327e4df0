"""What stands round the notebooks: titles, steps and links in the house template, the front page, a page an article."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode

from helpers.showing import counted, findings, readable, reader
from helpers.showing.style import LOOKS
from helpers.showing.wording import cut, escape, slug, visible
from helpers.tables.frames import Tables, of

_LINK = re.compile(r'(<a\b[^>]*?\bhref=")(?![a-z]+:|/)([^"#?]+)\.ipynb(?=["#?])')
_ANCHOR = re.compile(r'<a class="anchor-link"[^>]*>[^<]*</a>')

TEMPLATE = Path(__file__).parent / "template" / "press_check"
MOST = 60  # articles on the page
BARS = 150  # bars in an outline
WORST = 10  # problems on it
HEIGHT = 40
QUESTIONS = {
    "readability": ("Is it readable?", findings.readability),
    "sourcing": ("Who says so?", findings.sourcing),
    "number": ("Do its numbers hold?", findings.numbers),
}
"""Part of a notebook's file name → its question, and the finding that answers it."""
VIEWS = (reader.sentences, reader.speakers, reader.numbers)
"""The article marked up for each question."""


def house_links(page: str) -> str:
    """HTML whose links to notebooks lead to their pages, without a paragraph mark behind each heading.

    >>> house_links('<a href="02-sourcing.ipynb#Who">who</a>')
    '<a href="02-sourcing.html#Who">who</a>'
    """
    return _LINK.sub(r"\1\2.html", _ANCHOR.sub("", page))


def notebook_title(notebook: NotebookNode, otherwise: str) -> str:
    """The first heading of a notebook, in plain text."""
    for cell in notebook.cells:
        found = re.search(r"^# +(.+?)\s*$", cell.source, re.MULTILINE) if cell.cell_type == "markdown" else None
        if found:
            return _plain(found[1])
    return otherwise


def notebook_description(notebook: NotebookNode) -> str:
    """The first paragraph of a notebook, in plain text of at most 200 characters."""
    for cell in notebook.cells:
        for block in cell.source.split("\n\n") if cell.cell_type == "markdown" else []:
            if re.match(r"\w", block):
                return cut(_plain(block), 200)
    return "A notebook of Press Check."


def _plain(markdown: str) -> str:
    return re.sub(r"[*_`]|\[([^\]]*)\]\([^)]*\)", r"\1", markdown)


def sequence(folder: Path) -> list[Path]:
    """The notebooks of the collection in their order: those whose name begins with a number."""
    return sorted(path for path in folder.glob("[0-9]*-*.ipynb"))


def short_name(path: Path) -> str:
    """A notebook's name in the navigation.

    >>> short_name(Path("notebooks/02-who-says-so.ipynb"))
    'Who says so'
    """
    words = re.sub(r"^[0-9]+-", "", path.stem).replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


class HousePage(Preprocessor):
    """Tells the template what stands around a notebook."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Fill `resources["press_check"]`."""
        metadata = resources.get("metadata", {})
        name = metadata.get("name", "")
        steps = []
        for path in sequence(Path(metadata.get("path") or ".")):
            other = nb if path.stem == name else nbformat.read(path, as_version=4)
            title = notebook_title(other, short_name(path))
            steps.append(
                {"href": f"{path.stem}.html", "title": title, "short": short_name(path), "current": other is nb}
            )
        here = next((place for place, step in enumerate(steps) if step["current"]), None)
        resources["press_check"] = {
            "language": "en",
            "title": notebook_title(nb, name),
            "description": notebook_description(nb),
            "sequence": steps,
            "previous": steps[here - 1] if here else None,
            "next": steps[here + 1] if here is not None and here + 1 < len(steps) else None,
        }
        return nb, resources


class Card(NamedTuple):
    """What the front page shows of one article."""

    anchor: str  # identity on the page
    heading: str  # title, or the first words of the text
    facts: str  # outlet, date, length
    outline: Markup  # SVG of its sentences
    answers: list[tuple[str, str, str]]  # question, finding, and where the evidence is shown
    page: str  # name of the page with the article itself


def front_pages(tables: Tables, notebooks: list[Path], text: bool = True) -> dict[str, str]:
    """The front page and a page for each article on it, as HTML by name; with `text` false without the articles' text."""
    steps = [_step(path) for path in notebooks]
    cards = [_card(tables, row, place, steps) for place, row in enumerate(tables.articles.head(MOST).itertuples())]
    environment = Environment(loader=FileSystemLoader(TEMPLATE), autoescape=True, undefined=StrictUndefined)
    keys = {"said": LOOKS["attributed"].tone, "own": LOOKS["own voice"].tone}
    more = [next((step for step in steps if part in step["href"]), None) for part in QUESTIONS]
    environment.globals.update(steps=steps, text=text, long=readable.LONG, keys=keys, more_in=more)
    problems = tables.problems.sort_values("skipped", ascending=False, kind="stable").head(WORST)
    front = environment.get_template("front.html.j2").render(
        cards=cards,
        more=max(0, len(tables.articles) - MOST),
        problems=[
            (visible(p.path or p.article_id), visible(p.problem), visible(p.remedy)) for p in problems.itertuples()
        ],
        summary=findings.collection(tables),
    )
    pages = {}
    for card, article_id in zip(cards, tables.articles.article_id, strict=False):
        views = [Markup(view(tables, article_id, text=text).html) for view in VIEWS]
        checks = counted.findings(tables, article_id)
        pages[card.page] = environment.get_template("article.html.j2").render(
            card=card, views=views, checks=[(row.severity, visible(row.finding)) for row in checks.itertuples()]
        )
    return {"index.html": front, **pages}


def _step(path: Path) -> dict[str, str]:
    notebook = nbformat.read(path, as_version=4)
    about = {"title": notebook_title(notebook, short_name(path)), "about": notebook_description(notebook)}
    return {"href": f"{path.stem}.html", "short": short_name(path), **about}


def _card(tables: Tables, article: NamedTuple, place: int, steps: list[dict[str, str]]) -> Card:
    """The first article's questions lead to the notebooks, which look at it closely, the others' to their own pages."""
    facts = [article.outlet, _day(article.date), f"{article.words:,} words" if pd.notna(article.words) else None]
    page = f"article-{place + 1}.html"
    closely = [step["href"] for step in steps if not place]
    answers = [
        (
            question,
            visible(finding(tables, article.article_id)),
            next((h for h in closely if part in h), f"{page}#{part}"),
        )
        for part, (question, finding) in QUESTIONS.items()
    ]
    return Card(
        anchor=f"article-{slug(article.article_id)}",
        heading=findings.heading(tables, article.article_id),
        facts=" · ".join(visible(fact) for fact in facts if fact is not None and pd.notna(fact)),
        outline=outline(of(tables.sentences, article.article_id)),
        answers=answers,
        page=page,
    )


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
    scale = HEIGHT / max(words.max(), readable.LONG)
    bars = []
    for place, row in enumerate(picks):
        own, others = words[row] * scale, said[row] * scale
        bars.append(f'<rect class="own" x="{place + 0.08:.2f}" y="{HEIGHT - own:.1f}" width=".84" height="{own:.1f}"/>')
        if others:
            top = HEIGHT - others
            bars.append(f'<rect class="said" x="{place + 0.08:.2f}" y="{top:.1f}" width=".84" height="{others:.1f}"/>')
    line = HEIGHT - readable.LONG * scale
    alt = (
        f"Outline of the text: {len(words):,} sentences of {words.min():.0f} to {words.max():.0f} words; "
        f"{said.sum() / max(words.sum(), 1):.0%} of the words are what somebody else says."
    )
    width = max(len(picks), 8)
    return Markup(
        f'<svg class="outline" role="img" aria-label="{escape(alt)}" viewBox="0 0 {width} {HEIGHT}" '
        f'preserveAspectRatio="none">{"".join(bars)}<line x1="0" x2="{width}" y1="{line:.1f}" y2="{line:.1f}"/></svg>'
    )
