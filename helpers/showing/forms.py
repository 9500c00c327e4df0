"""Forms of charts that compare, row by row: each takes a tidy frame and gives a figure, or None with nothing to draw."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from helpers.showing.page_tables import decimals, number
from helpers.showing.style import (
    BLUE,
    CARD,
    INK,
    LOOKS,
    MUTED,
    NOT_KNOWN,
    SERIES,
    SIZE,
    SMALL,
    WIDTH,
    Look,
    house_style,
    text_width,
    wrap,
)

MOST = 25  # rows in one chart
POINTS = 30  # values that are all shown; more become a histogram
MARGIN = 0.12  # inches
LABEL = 22  # characters in a line of a label
LINE = 0.2  # inches from one line of type to the next
GAP = 4  # points between a mark and its words
DASHES = (0, (4, 2))
NO_KIND = "not known"
Reference = tuple[float, str]
Kinds = list[str | None]


@house_style()
def bars(frame: pd.DataFrame, label: str, value: str, *, kind: str | None = None, sort: bool = True) -> Figure | None:
    """Horizontal bars from zero, the longest on top, the value written at each.

    label, value: columns · kind: column told by colour and hatch · sort: false keeps the frame's order
    """
    rows, left_out = known_rows(frame, value, MOST, sort)
    if rows.empty:
        return None
    kinds = kinds_of(rows, kind)
    fig, ax, places = rows_figure(wrapped(rows[label]), 0.34, kinds=kinds, note=more(left_out))
    amounts, digits = rows[value].astype(float), decimals(rows[value])
    written = [number(amount, digits) for amount in amounts]
    need = (max(map(text_width, written)) + 2 * GAP / 72) / (ax.get_position().width * WIDTH)
    ax.set_xlim(0, (amounts.max() or 1.0) / max(1 - need, 0.2))
    for place, amount, words, what in zip(places, amounts, written, rows[kind] if kind else rows.index, strict=True):
        ax.barh(place, amount, 0.2, **area(look_of(kinds, what)))
        ax.annotate(words, (amount, place), (GAP, 0), textcoords="offset points", va="center", size=SIZE)
    ax.axvline(0, color=MUTED.light, linewidth=1)
    ax.set_xticks([])
    return fig


@house_style()
def dots(
    frame: pd.DataFrame,
    label: str,
    value: str,
    *,
    low: str | None = None,
    high: str | None = None,
    kind: str | None = None,
    references: Sequence[Reference] = (),
    axis: str = "",
    sort: bool = True,
    limit: int = MOST,
) -> Figure | None:
    """A dot a row on a common axis, with its interval as a line, and reference lines with their names.

    low, high: columns of the interval · kind: column told by colour and marker · references: pairs of a value and its
    name, drawn across all rows · axis: what the axis measures · sort: false keeps the frame's order
    """
    rows, left_out = known_rows(frame, value, limit, sort)
    if rows.empty:
        return None
    kinds = kinds_of(rows, kind)
    room = {"kinds": kinds, "note": more(left_out), "axis": 0.42, "references": len(references), "markers": True}
    fig, ax, places = rows_figure(wrapped(rows[label]), 0.4, **room)
    amounts, digits = rows[value].astype(float), decimals(rows[value])
    # A value without an interval is its own.
    ends = [rows[end].astype("Float64").fillna(rows[value]).astype(float) if end else amounts for end in (low, high)]
    ax.set_xlim(*padded([*np.ravel(ends), *(at for at, _ in references)]))
    whats = rows[kind] if kind else rows.index
    for place, amount, span, what in zip(places, amounts, zip(*ends, strict=True), whats, strict=True):
        look = look_of(kinds, what)
        ax.plot(span, [place, place], color=look.tone.light, linewidth=4, alpha=0.4)
        ax.plot(amount, place, look.marker, color=look.tone.light, markersize=8)
        above = {"xytext": (0, 6), "textcoords": "offset points", "ha": "center", "size": SMALL}
        ax.annotate(number(amount, digits), (amount, place), **above)
    number_axis(ax, axis)
    draw_references(ax, references)
    return fig


def ranking(
    frame: pd.DataFrame, label: str, value: str, *, low: str | None = None, high: str | None = None, axis: str = ""
) -> Figure | None:
    """A dot a row with its interval, the largest on top; of more rows than a page can name, their distribution."""
    if len(known_rows(frame, value, len(frame), sort=False)[0]) <= POINTS:
        return dots(frame, label, value, low=low, high=high, axis=axis, limit=POINTS)
    return small_multiples(frame.assign(every="all of them"), value, "every", axis=axis)


@house_style()
def stacked_share(frame: pd.DataFrame, label: str, value: str) -> Figure | None:
    """One bar of parts that make a whole, in the frame's order; below it each part with its value and share."""
    rows, _ = known_rows(frame, value, len(SERIES), sort=False)
    kinds = kinds_of(rows, label)  # of all, so that a part keeps its look where another is missing
    rows = rows[rows[value] > 0]
    if rows.empty:
        return None
    whole, digits = float(rows[value].sum()), decimals(rows[value])
    heights = label_heights(labels := wrapped(rows[label]), 0.28)
    height = 0.62 + sum(heights) + MARGIN
    fig = Figure(figsize=(WIDTH, height))
    ax = fig.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(height, 0))
    ax.axis("off")
    left, top = MARGIN, 0.62
    for what, text, amount, tall in zip(rows[label], labels, rows[value].astype(float), heights, strict=True):
        width, middle, look = amount / whole * (WIDTH - 2 * MARGIN), top + tall / 2, area(look_of(kinds, what))
        ax.add_patch(Rectangle((left, MARGIN), max(width - 0.02, 0.005), 0.36, **look))
        ax.add_patch(Rectangle((MARGIN, middle - 0.08), 0.22, 0.16, **look))
        ax.text(MARGIN + 0.34, middle, text, va="center", linespacing=1.25)
        words = f"{number(amount, digits)}  ·  {amount / whole:.0%}"
        ax.text(WIDTH - MARGIN, middle, words, ha="right", va="center")
        left, top = left + width, top + tall
    return fig


@house_style()
def small_multiples(frame: pd.DataFrame, value: str, by: str, *, axis: str = "") -> Figure | None:
    """The distribution of a value in each group, one above the other on a common axis, with each group's median.

    Up to 30 values are all drawn as points, more as a histogram.
    """
    rows, _ = known_rows(frame, value, len(frame), sort=False)
    groups = list(rows.groupby(by, sort=False))[:MOST]
    if not groups:
        return None
    labels = [f"{wrap(name, LABEL, 2)}\nn = {len(group):,}" for name, group in groups]
    fig, ax, places = rows_figure(labels, 0.78, axis=0.42)
    every = rows[value].astype(float)
    ax.set_xlim(*padded(every))
    edges = np.linspace(*padded(every, 0.001), 31)
    for place, (_, group) in zip(places, groups, strict=True):
        values = np.sort(group[value].to_numpy(float))
        _draw_points(ax, values, place) if len(values) <= POINTS else _draw_histogram(ax, values, edges, place)
        median = float(np.median(values))
        ax.plot([median, median], [place - 0.25, place + 0.24], color=INK.light, linewidth=1.6)
        ax.text(median, place + 0.25, number(median, decimals(every)), ha="center", va="bottom", size=SMALL)
    number_axis(ax, axis)
    return fig


def _draw_points(ax: Axes, values: np.ndarray, place: float) -> None:
    """Every value as a point, stacked where several fall together."""
    width = np.diff(ax.get_xlim())[0] / 45
    heights: dict[int, int] = {}
    for value in values:
        column = math.floor(value / width)
        ax.plot(value, place - 0.17 + 0.09 * heights.get(column, 0), "o", color=BLUE.light, markersize=6, alpha=0.75)
        heights[column] = min(heights.get(column, 0) + 1, 3)


def _draw_histogram(ax: Axes, values: np.ndarray, edges: np.ndarray, place: float) -> None:
    counts, _ = np.histogram(values, edges)
    tall = 0.42 * counts / counts.max()
    ax.bar(edges[:-1], tall, np.diff(edges) * 0.9, bottom=place - 0.22, align="edge", color=BLUE.light, alpha=0.75)


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


def look_of(kinds: Kinds, kind: object) -> Look:
    """A kind's own look, or that of its place among the kinds; plain blue without kinds, plain grey for a missing one.

    Kinds beyond the sixth share the last look.
    """
    if not kinds:
        return SERIES[0]
    if kind is None or pd.isna(kind):
        return NOT_KNOWN
    return LOOKS.get(str(kind)) or SERIES[min(kinds.index(str(kind)), len(SERIES) - 1)]


def wrapped(labels: pd.Series, lines: int = 3) -> list[str]:
    """The labels of rows, none of them wider than its place."""
    return [wrap(text, LABEL, lines) for text in labels]


def more(left_out: int) -> str:
    """What stands below a chart that has not room for all rows."""
    return f"and {left_out:,} more, in the data" if left_out else ""


def label_heights(labels: list[str], least: float) -> list[float]:
    """Height in inches of each row, so that its label has room."""
    return [max(least, LINE * (text.count("\n") + 1) + 0.12) for text in labels]


def rows_figure(
    labels: list[str],
    least: float,
    *,
    kinds: Kinds = (),
    note: str = "",
    axis: float = 0.0,
    references: int = 0,
    markers: bool = False,
) -> tuple[Figure, Axes, list[float]]:
    """A figure with a labelled row for each label, and the height of each row's middle.

    The vertical axis counts inches, so that rows keep their height. · least: height of a row · note: lines below all ·
    axis: inches below the rows for an axis · references: lines of names above them · markers: whether the legend shows markers or areas
    """
    heights = label_heights(labels, least)
    left = max(map(text_width, labels)) + 0.1 + MARGIN
    above = MARGIN + legend_height(kinds) + LINE * references + (0.06 if references else 0)
    below = MARGIN + axis + (LINE * (note.count("\n") + 1) if note else 0)
    inner = sum(heights)
    total = above + inner + below
    fig = Figure(figsize=(WIDTH, total))
    ax = fig.add_axes((left / WIDTH, below / total, (WIDTH - left - MARGIN) / WIDTH, inner / total), ylim=(0, inner))
    places = [inner - sum(heights[:row]) - heights[row] / 2 for row in range(len(heights))]
    ax.set_yticks(places, labels, linespacing=1.25)
    ax.spines["bottom"].set_visible(False)
    draw_legend(fig, kinds, markers)
    fig.text(MARGIN / WIDTH, 0.06 / total, note, size=SMALL, color=MUTED.light, linespacing=1.25)
    return fig, ax, places


def _legend_places(kinds: Kinds) -> list[tuple[float, int, str]]:
    """Left edge in inches, line and words of each kind, set as running text."""
    places, left, line = [], MARGIN, 0
    for kind in kinds:
        words = NO_KIND if kind is None else wrap(kind, 44, 1)
        width = 0.3 + text_width(words, SMALL) + 0.22
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
    ax = fig.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(fig.get_figheight(), 0), zorder=-1)
    ax.axis("off")
    for kind, (left, line, words) in zip(kinds, _legend_places(kinds), strict=True):
        look = look_of(kinds, kind)
        middle = MARGIN + LINE * line + 0.07
        if markers:
            ax.plot(left + 0.11, middle, look.marker, color=look.tone.light, markersize=8)
        else:
            ax.add_patch(Rectangle((left, middle - 0.065), 0.22, 0.13, **area(look)))
        ax.text(left + 0.3, middle, words, va="center", size=SMALL)


def area(look: Look) -> dict[str, object]:
    """The look of an area of a kind."""
    return {"facecolor": look.tone.light, "hatch": look.hatch, "edgecolor": CARD.light, "linewidth": 0}


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

    >>> tick(12000.0), tick(0.1 + 0.2), tick(-2.5)
    ('12,000', '0.3', '−2.5')
    """
    return f"{value:,.12g}".replace("-", "−")


def padded(values: Sequence[float], share: float = 0.08) -> tuple[float, float]:
    """Both ends of an axis that holds all values with some room."""
    low, high = min(values), max(values)
    spread = (high - low) or max(abs(high), 1.0)
    return low - share * spread, high + share * spread
