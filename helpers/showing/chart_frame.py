"""What the forms of charts share: labelled rows, kinds and their looks, reference lines, axes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from helpers.showing import style
from helpers.showing.html_table import number
from helpers.showing.style import BLUE, CARD, GREY, HATCHES, INK, MARKERS, MUTED, SERIES, SMALL, WIDTH, Tone

MOST = 25  # rows in one chart
MARGIN = 0.12  # inches
LABEL = 24  # characters in a line of a label
LINE = 0.19  # inches from one line of type to the next
GAP = 4  # points between a mark and its words
DASHES = (0, (4, 2))
NO_KIND = "not known"
Reference = tuple[float, str]
Kinds = list[str | None]


def known_rows(frame: pd.DataFrame, value: str, limit: int, sort: bool) -> tuple[pd.DataFrame, int]:
    """Rows with a finite value, the largest first if sorted, and how many more there are than fit."""
    amounts = pd.to_numeric(frame[value], errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    rows = frame[np.isfinite(amounts)]
    if sort:
        rows = rows.sort_values(value, ascending=False, kind="stable")
    return rows.head(limit), max(0, len(rows) - limit)


def kinds_of(rows: pd.DataFrame, kind: str | None) -> Kinds:
    """Kinds in order of appearance, None at the end for rows without one."""
    if not kind:
        return []
    found = list(dict.fromkeys(rows[kind].dropna().astype(str)))
    return [*found, None] if rows[kind].isna().any() else found


def look_of(kinds: Kinds, kind: object = None) -> tuple[Tone, str, str]:
    """Colour, hatch and marker of a kind; plain blue without kinds, plain grey for a missing one.

    Kinds beyond the sixth share the last look.
    """
    if not kinds:
        return BLUE, "", MARKERS[0]
    if kind is None or pd.isna(kind):
        return GREY, "", MARKERS[-1]
    position = min(kinds.index(str(kind)), len(SERIES) - 1)
    return SERIES[position], HATCHES[position], MARKERS[position]


def label_heights(labels: list[str], least: float) -> list[float]:
    """Height in inches of each row, so that its label has room."""
    return [max(least, LINE * (text.count("\n") + 1) + 0.12) for text in labels]


def rows_figure(
    labels: list[str],
    heights: list[float],
    *,
    kinds: Kinds = (),
    left_out: int = 0,
    axis: float = 0.0,
    references: int = 0,
    markers: bool = False,
) -> tuple[Figure, Axes, list[float]]:
    """A figure with a labelled row for each label, and the height of each row's middle.

    The vertical axis counts inches, so that rows keep their height. · axis: inches below the rows for an axis ·
    references: lines of names above them · markers: whether the legend shows markers or areas
    """
    left = max(style.text_width(text) for text in labels) + 0.1 + MARGIN
    above = MARGIN + legend_height(kinds) + LINE * references + (0.06 if references else 0)
    below = MARGIN + axis + (LINE if left_out else 0)
    inner = sum(heights)
    total = above + inner + below
    fig = Figure(figsize=(WIDTH, total))
    ax = fig.add_axes((left / WIDTH, below / total, (WIDTH - left - MARGIN) / WIDTH, inner / total), ylim=(0, inner))
    places = [inner - sum(heights[:row]) - heights[row] / 2 for row in range(len(heights))]
    ax.set_yticks(places, labels, linespacing=1.25)
    ax.spines["bottom"].set_visible(False)
    draw_legend(fig, kinds, markers)
    if left_out:
        fig.text(MARGIN / WIDTH, 0.06 / total, f"and {left_out:,} more, in the data", size=SMALL, color=MUTED.light)
    return fig, ax, places


def _legend_places(kinds: Kinds) -> list[tuple[float, int, str]]:
    """Left edge in inches, line and words of each kind, set as running text."""
    places, left, line = [], MARGIN, 0
    for kind in kinds:
        words = NO_KIND if kind is None else style.wrap(kind, 50, 1)
        width = 0.3 + style.text_width(words, SMALL) + 0.22
        if left > MARGIN and left + width > WIDTH:
            left, line = MARGIN, line + 1
        places.append((left, line, words))
        left += width
    return places


def legend_height(kinds: Kinds) -> float:
    """Inches that the legend of these kinds takes."""
    return LINE * (_legend_places(kinds)[-1][1] + 1) + 0.1 if kinds else 0.0


def draw_legend(fig: Figure, kinds: Kinds, markers: bool = False) -> None:
    """Kinds and their looks at the top of the figure."""
    if not kinds:
        return
    total = fig.get_figheight()
    ax = fig.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(total, 0), zorder=-1)
    ax.axis("off")
    for kind, (left, line, words) in zip(kinds, _legend_places(kinds), strict=True):
        tone, hatch, marker = look_of(kinds, kind)
        middle = MARGIN + LINE * line + 0.07
        if markers:
            ax.plot(left + 0.11, middle, marker, color=tone.light, markersize=8)
        else:
            ax.add_patch(Rectangle((left, middle - 0.065), 0.22, 0.13, **area(tone, hatch)))
        ax.text(left + 0.3, middle, words, va="center", size=SMALL)


def area(tone: Tone, hatch: str) -> dict[str, object]:
    """The look of an area of a kind."""
    return {"facecolor": tone.light, "hatch": hatch, "edgecolor": CARD.light, "linewidth": 0}


def draw_references(ax: Axes, references: Sequence[Reference]) -> None:
    """Dashed lines across all rows, each named above them on a line of its own."""
    top = ax.get_ylim()[1]
    low, high = ax.get_xlim()
    for level, (at, name) in enumerate(references):
        left = (at - low) / (high - low) > 0.5
        height = top + 0.06 + LINE * (len(references) - 1 - level)
        ax.plot([at, at], [0, height + 0.12], color=INK.light, linewidth=1.1, linestyle=DASHES, clip_on=False)
        side = {"xytext": (-GAP if left else GAP, 0), "ha": "right" if left else "left"}
        ax.annotate(name, (at, height), textcoords="offset points", size=SMALL, annotation_clip=False, **side)


def number_axis(ax: Axes, title: str) -> None:
    """A light grid of few round numbers along the bottom."""
    ax.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 5, 10]))
    ax.xaxis.set_major_formatter(lambda value, _: tick(value))
    ax.grid(axis="x")
    ax.set_xlabel(title)


def tick(value: float) -> str:
    """A number at an axis, without needless decimals.

    >>> tick(12000.0), tick(0.25), tick(2.5)
    ('12,000', '0.25', '2.5')
    """
    digits = next((digits for digits in range(4) if abs(round(value, digits) - value) < 1e-9), 4)
    return number(value, digits)


def padded(values: Sequence[float], share: float = 0.06) -> tuple[float, float]:
    """Both ends of an axis that holds all values with some room."""
    low, high = min(values), max(values)
    spread = (high - low) or max(abs(high), 1.0)
    return low - share * spread, high + share * spread
