"""Charts, tables and computed sentences in a notebook: every picture has its finding, its words and its data.

The forms (`bars`, `dots`, …) make a figure from a tidy frame; `show` puts it on the page.
"""

from __future__ import annotations

import base64
import re

import pandas as pd
from IPython.display import display
from matplotlib.figure import Figure

from helpers.showing import style
from helpers.showing.forms import bars, dots, ranking, small_multiples, stacked_share
from helpers.showing.forms_in_order import chain, lines_over_time, strip, timeline
from helpers.showing.page_tables import for_eyes, html_table, rendered_folder, write_data
from helpers.showing.wording import NO_MATH, breakable, escape, visible

__all__ = [
    "bars",
    "chain",
    "dots",
    "lines_over_time",
    "ranking",
    "say",
    "show",
    "small_multiples",
    "stacked_share",
    "strip",
    "table",
    "timeline",
]
ROWS = 200  # of the data behind a chart, on the page; the file has them all


def show(
    fig: Figure | None,
    *,
    title: str,
    alt: str,
    data: pd.DataFrame,
    name: str,
    subtitle: str = "",
    source: str = "",
) -> None:
    """Show a figure with its finding, a description in words, and its data as a table.

    title: the finding in about ten words · subtitle: measure, coverage, period · alt: one sentence for those who
    cannot see it: kind of chart, axes, range, meaning · data: what is drawn · name: of the files (letters, digits,
    hyphens) · source: where the data come from
    A figure of None, which the forms return where there is nothing to draw, gives the sentences without a picture.
    Raises ValueError if title or alt is empty, or the name would not do for a file.
    """
    title, alt = _required("title", title), _required("alt", alt)
    _check_name(name)
    saved = write_data(data, name)
    picture, words = "<p>There is nothing to draw.</p>", f"{title}. There is nothing to draw."
    below = [escape(source)] if source else []
    if fig is not None:
        words = alt
        code = base64.b64encode(style.svg(fig).encode()).decode()
        size = f'width="{round(fig.get_figwidth() * 96)}" style="max-width:100%;height:auto"'
        picture = f'<img alt="{escape(alt)}" src="data:image/svg+xml;base64,{code}" {size}>'
        if folder := rendered_folder("figures"):
            style.write_pictures(fig, folder / name, visible(title), visible(subtitle), visible(source))
            below.append(f'Picture: <a href="figures/{name}.svg">SVG</a>, <a href="figures/{name}.png">PNG</a>')
    parts = [
        f'<figure class="pc-figure {NO_MATH}" style="margin:0 0 1.5em">',
        f"<figcaption><strong>{breakable(title)}</strong>",
        f"<br><span>{breakable(subtitle)}</span>" if subtitle else "",
        f"</figcaption>{picture}",
        f"<p><small>{' · '.join(below)}</small></p>" if below else "",
        _details(data, name, saved),
        "</figure>",
    ]
    _publish("".join(parts), visible(words))


def table(frame: pd.DataFrame, *, caption: str, name: str, limit: int = 50, places: str = "") -> None:
    """Show a frame as a table, its first column as the rows' heads; the file behind it has all rows.

    caption: what the table holds · name: of the files (letters, digits, hyphens) · limit: rows on the page · places: from
    `reader.places`, so that each row leads to its sentence in the marked-up article
    Raises ValueError if the caption is empty or the name would not do for a file.
    """
    caption = _required("caption", caption)
    _check_name(name)
    saved = write_data(frame, name)
    links = _links(name) if saved else ""
    if frame.empty:
        _publish(f'<p class="{NO_MATH}">{escape(caption)}: no rows.</p>', f"{visible(caption)}: no rows.")
        return
    note = _rows_note(len(frame), limit) + links
    page = _box(for_eyes(frame.head(limit)), caption, note, focusable=not (links or places), places=places)
    _publish(
        f'<div class="pc-table {NO_MATH}">{page}</div>',
        visible(f"{caption}\n{for_eyes(frame.head(limit)).astype('object').fillna('').to_string(index=False)}"),
    )


def say(*sentences: str, heading: str = "", beside: str = "") -> None:
    """Show computed sentences, a paragraph each; article text in them stays text.

    heading: of the third level, above them · beside: what stands behind the heading in small letters
    """
    head = f"<h3>{breakable(heading)} <small>{breakable(beside)}</small></h3>" if heading else ""
    paragraphs = "".join(f"<p>{breakable(sentence)}</p>" for sentence in sentences if sentence)
    if paragraphs:
        words = [f"{heading} ({beside})", *sentences] if heading else sentences
        _publish(f'<div class="pc-say {NO_MATH}">{head}{paragraphs}</div>', "\n".join(map(visible, words)))


def _publish(page: str, words: str) -> None:
    display({"text/html": page, "text/plain": words}, raw=True)


def _required(what: str, text: str) -> str:
    if not text or not text.strip():
        raise ValueError(f"a chart or table needs its {what}: without it some readers are locked out")
    return text.strip()


def _check_name(name: str) -> None:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,99}", name):
        raise ValueError(f"{name!r} cannot name a file: use small letters, digits and hyphens (see safe.slug)")


def _links(name: str) -> str:
    return f' <a href="tables/{name}.csv">CSV</a>, <a href="tables/{name}-excel.csv">for Excel</a>'


def _rows_note(rows: int, limit: int) -> str:
    return f" · the first {limit:,} of {rows:,} rows" if rows > limit else ""


def _details(data: pd.DataFrame, name: str, saved: bool) -> str:
    """The data behind a chart, folded away."""
    if data.empty:
        return ""
    rows = f"{len(data):,} row{'s' if len(data) != 1 else ''}"
    caption = f"Data behind the chart, {rows}"
    note = _rows_note(len(data), ROWS) + (_links(name) if saved else "")
    body = _box(for_eyes(data.head(ROWS)), caption, note, focusable=not saved)
    return f"<details><summary>Data ({rows})</summary>{body}</details>"


def _box(frame: pd.DataFrame, caption: str, note: str, focusable: bool, places: str = "") -> str:
    """A table in a box that scrolls; where no link inside can take the focus, the box itself does."""
    focus = f' tabindex="0" role="region" aria-label="{escape(caption)}"' if focusable else ""
    return f'<div class="pc-scroll"{focus}>{html_table(frame, caption, note, places)}</div>'
