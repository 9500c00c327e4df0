"""The marked-up article: the story as it runs, and over it who speaks, what is counted, which sentences are hard.

Marks are told apart by line, frame and letter, never by colour alone, and are written as inline styles, which survive
in a notebook that is not trusted. All text of the article is escaped; with `text` false, or where the environment
forbids it, the story itself is left out.
"""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from helpers.showing import readable
from helpers.showing.trusted import record
from helpers.showing.wording import capital, count, cut, text_allowed, visible
from helpers.tables.frames import Tables, of
from helpers.tables.rules import meaning

LINES = ["solid", "dashed", "dotted", "double", "wavy"]
COLOURS = ["#0072b2", "#b45309", "#00795c", "#a3397c", "#6b6b6b"]
FRAME = "border:1px solid currentColor;border-radius:3px;padding:0 .15em"
HARD = "border-left:4px double #b45309;padding-left:.6em"
LABEL = "font-size:.7em;line-height:0;font-weight:600;vertical-align:super;white-space:nowrap"
BOUNDS = {"=": "exactly", "~": "about", ">": "at least", "<": "at most"}


class Mark(NamedTuple):
    """One stretch of text with its look."""

    start: int  # offset into the article's text
    end: int
    style: str  # CSS declarations
    label: str  # what stands behind it, in small raised letters
    target: str  # id of the note that explains it


class Marked:
    """HTML with a plain-text twin, shown by any notebook front end."""

    def __init__(self, html: str, plain: str) -> None:
        self.html, self.plain = html, plain

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.plain}


def speakers(tables: Tables, article_id: str, *, text: bool = True) -> Marked:
    """The article with one line style and letter per speaker; unnamed ones carry a question mark."""
    rows = of(tables.attributions, article_id)
    heard = _by_voice(tables, article_id).query("attributions > 0")
    letters = _letters(tables, article_id)
    places = {name: place for place, name in enumerate(letters)}
    marks, notes = [], []
    for row in rows[(rows.kind == "speech") & ~rows.carrier.fillna(False)].itertuples():
        letter = letters.get(row.speaker_id, "∅")
        number = places.get(row.speaker_id, len(LINES) - 1)
        target = _slug(row.attribution_id)
        style = f"text-decoration:underline {LINES[number % 5]} {COLOURS[number % 5]};text-underline-offset:.25em"
        spans = sorted(row.content_spans)
        marks += [Mark(a, b, style, letter if (a, b) == spans[-1] else "", target) for a, b in spans]
        notes.append((target, row.sentence, letter, _speaker_note(row)))
    legend = [_legend_entry(letters[source.speaker_id], source) for source in heard.itertuples()]
    return _page(tables, article_id, marks, notes, legend, "speaks", text)


def numbers(tables: Tables, article_id: str, *, text: bool = True) -> Marked:
    """The article with its number claims framed, each with its bound and the letter of who vouches for it."""
    letters = _letters(tables, article_id)
    voucher = of(tables.attributions, article_id).set_index("attribution_id").speaker_id.map(letters).to_dict()
    marks, notes = [], []
    for row in of(tables.number_claims, article_id).itertuples():
        target = _slug(row.claim_id)
        given = pd.notna(row.attribution_id)
        who = voucher.get(row.attribution_id) if given else None
        who = who if isinstance(who, str) else ("∅" if given else "own")
        marks.append(Mark(row.start, row.end, FRAME, f"{row.bound} {who}", target))
        notes.append((target, row.sentence, who, _claim_note(row)))
    legend = [f"{escape(sign)} {meaning}" for sign, meaning in BOUNDS.items()]
    legend += ["own: said in the article’s own voice", "∅: attributed, but to nobody"]
    shown = {label for _, _, label, _ in notes}
    named = _by_voice(tables, article_id).set_index("speaker_id").speaker
    legend += [f"<strong>{letters[i]}</strong>: {_name(named[i])}" for i in named.index if letters[i] in shown]
    return _page(tables, article_id, marks, notes, legend, "counts", text)


def sentences(tables: Tables, article_id: str, *, text: bool = True) -> Marked:
    """The article with its hard sentences barred, each with the rules that would have it mended."""
    rows = of(tables.sentences, article_id)
    marks, notes = [], []
    for row in rows[rows["flags"].fillna("") != ""].itertuples():
        target = f"{_slug(article_id)}-mend-{row.sentence}"
        flags = row.flags.split(";")
        marks.append(Mark(row.start, row.end, HARD, str(len(flags)), target))
        notes.append((target, row.sentence, ", ".join(flags), _visible(row.why)))
    broken = readable.to_mend(tables, article_id).rule
    legend = [f"{escape(rule)}: {escape(meaning(rule, 'sentences'))}" for rule in broken]
    return _page(tables, article_id, marks, notes, legend, "mends", text)


def places(article_id: str, view: str) -> str:
    """How the names of an article's sentences begin in a view (`speaks`, `counts` or `mends`), for links from tables."""
    return f"{_slug(article_id)}-{view}-s"


def _page(
    tables: Tables, article_id: str, marks: list[Mark], notes: list, legend: list[str], view: str, text: bool
) -> Marked:
    articles = of(tables.articles, article_id)
    if articles.empty:
        return Marked("<p>There is no article to mark up.</p>", "There is no article to mark up.")
    article = articles.iloc[0]
    rows = list(of(tables.sentences, article_id).itertuples())
    plain = f"{article_id}: {count(len(notes), 'mark')} in {count(len(rows), 'sentence')}; the notes list them."
    if not (text and text_allowed()):
        body = "<p>The article’s text is left out of this copy; the notes give counts and places.</p>"
    else:
        body = "".join(_paragraph(article.text, group, marks, article_id, view) for group in _paragraphs(rows))
    key = "".join(f"<li>{entry}</li>" for entry in legend)
    head = f'<p style="margin:.2em 0"><strong>{escape(str(article_id))}</strong></p><ul aria-label="Legend" style="font-size:.85em">{key}</ul>'
    # Both classes keep MathJax away from dollar amounts.
    html = f'<div class="marked tex2jax_ignore mathjax_ignore" lang="en">{head}{body}{_notes(notes, article_id, view)}</div>'
    return Marked(html, plain)


def _paragraphs(rows: list) -> list[list]:
    groups: dict[int, list] = {}
    for row in rows:
        groups.setdefault(row.paragraph, []).append(row)
    return list(groups.values())


def _paragraph(text: str, rows: list, marks: list[Mark], article_id: str, view: str) -> str:
    pieces = []
    for row in rows:
        inner = _marked_text(text, row.start, row.end, marks)
        pieces.append(f'<span id="{places(article_id, view)}{row.sentence}">{inner}</span>')
    return f'<p style="max-width:68ch;line-height:1.9">{" ".join(pieces)}</p>'


def _marked_text(text: str, start: int, end: int, marks: list[Mark]) -> str:
    """A stretch of text cut at every edge of a mark, each piece with the styles of the marks around it."""
    here = [mark for mark in marks if mark.start < end and start < mark.end]
    edges = sorted({start, end, *(e for m in here for e in (m.start, m.end) if start < e < end)})
    out = []
    for a, b in pairwise(edges):
        around = [mark for mark in here if mark.start <= a and b <= mark.end]
        # The innermost mark gives the look: two underlines on one word could not be told apart.
        style = min(around, key=lambda mark: mark.end - mark.start).style if around else ""
        piece = _visible(text[a:b])
        out.append(f'<span style="{style}">{piece}</span>' if style else piece)
        out += [_label(mark) for mark in around if mark.end == b and mark.label]
    return "".join(out)


def _label(mark: Mark) -> str:
    return f'<a href="#{mark.target}" style="{LABEL}" aria-label="note {escape(mark.label)}">{escape(mark.label)}</a>'


def _visible(text: str) -> str:
    return escape(visible(text))


def _notes(notes: list[tuple[str, int, str, str]], article_id: str, view: str) -> str:
    if not notes:
        return "<p>Nothing is marked in this article.</p>"
    items = "".join(
        f'<li id="{target}"><a href="#{places(article_id, view)}{sentence}">sentence {sentence + 1}</a> · '
        f"<strong>{escape(label)}</strong> · {text}</li>"
        for target, sentence, label, text in notes
    )
    marks = f"{capital(count(len(notes), 'mark'))}, {'each ' if len(notes) > 1 else ''}with its rule"
    return f'<details><summary>{marks}</summary><ol style="font-size:.85em">{items}</ol></details>'


def _speaker_note(row: NamedTuple) -> str:
    who = row.speaker if pd.notna(row.speaker) else (row.source if pd.notna(row.source) else "nobody")
    cue = f" “{_visible(cut(row.cue))}”" if pd.notna(row.cue) and row.cue else ""
    chain = ", through another source" if pd.notna(row.via) else ""
    return (
        f"{_visible(cut(str(who)))} ({row.naming}){cue}{chain}; {row.quote_type}; {_rule(row.rule, 'attributions')}; "
        f"row <code>{escape(row.attribution_id)}</code>"
    )


def _claim_note(row: NamedTuple) -> str:
    counted = f" of {_visible(cut(str(row.counted)))}" if pd.notna(row.counted) else ""
    unit = f", in {escape(str(row.unit))}" if pd.notna(row.unit) else ""
    vague = ", vague" if row.vague else ""
    meaning = BOUNDS.get(row.bound, "")
    return f"{_visible(cut(row.text))}{counted} ({row.kind}, {meaning}{vague}{unit}); {_rule(row.rule, 'number_claims')}; row <code>{escape(row.claim_id)}</code>"


def _rule(name: str, table: str) -> str:
    past = record(name, table)[1]
    right = f" ({past})" if past else ""
    return f"rule <code>{escape(name)}</code>: {escape(meaning(name, table))}{right}"


def _legend_entry(letter: str, source: NamedTuple) -> str:
    about = ", ".join((source.naming, source.speaker_kind, count(source.words, "word")))
    return f"<strong>{escape(letter)}</strong>: {_name(source.speaker)} ({about})"


def _name(speaker: object) -> str:
    return _visible(cut(str(speaker))) if pd.notna(speaker) else "no source given"


def _by_voice(tables: Tables, article_id: str) -> pd.DataFrame:
    """An article's sources in the order of appearance, first those who are heard, then those who only believe or act."""
    sources = of(tables.sources, article_id)
    return sources.sort_values("attributions", key=lambda number: number == 0, kind="stable")


def _letters(tables: Tables, article_id: str) -> dict[str, str]:
    """A letter per speaker, the same in every view of an article: A, B, …, Z, AA, …; ? behind those without a name."""
    letters = {}
    for place, row in enumerate(_by_voice(tables, article_id).itertuples()):
        high, low = divmod(place, 26)
        letter = (chr(64 + high) if high else "") + chr(65 + low)
        letters[row.speaker_id] = letter + ("?" if row.naming in ("unnamed", "none") else "")
    return letters


def _slug(name: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_") else f"-{ord(c):x}-" for c in str(name))
