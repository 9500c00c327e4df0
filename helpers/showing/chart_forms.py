"""Forms of charts that compare: each takes a tidy frame and gives a figure, or None where there is nothing to draw."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from helpers.showing import style
from helpers.showing.chart_frame import (
    GAP,
    LABEL,
    MARGIN,
    MOST,
    NO_KIND,
    Reference,
    area,
    draw_references,
    kinds_of,
    known_rows,
    label_heights,
    look_of,
    number_axis,
    padded,
    rows_figure,
)
from helpers.showing.html_table import decimals, number
from helpers.showing.style import BLUE, HATCHES, INK, MUTED, SERIES, SIZE, SMALL, WIDTH, styled

POINTS = 30  # values that are all shown; more become a histogram


@styled
def bars(
    frame: pd.DataFrame,
    label: str,
    value: str,
    *,
    low: str | None = None,
    high: str | None = None,
    kind: str | None = None,
    unit: str = "",
    sort: bool = True,
    limit: int = MOST,
) -> Figure | None:
    """Horizontal bars from zero, the longest on top, the value written at each.

    label, value: columns · low, high: columns of an interval, drawn as a whisker · kind: column told by colour and
    hatch · unit: written behind each value · sort: false keeps the frame's order · limit: rows drawn at most
    """
    rows, left_out = known_rows(frame, value, limit, sort)
    if rows.empty:
        return None
    labels = [style.wrap(text, LABEL) for text in rows[label]]
    kinds = kinds_of(rows, kind)
    spans = _spans(rows, value, low, high)
    written = _written(rows, value, low, high, unit)
    fig, ax, places = rows_figure(labels, label_heights(labels, 0.34), kinds=kinds, left_out=left_out)
    _range_with_words(ax, spans, written)
    looks = [look_of(kinds, what) for what in rows[kind]] if kind else [look_of([])] * len(rows)
    for place, amount, (start, end), words, (tone, hatch, _) in zip(
        places, rows[value].astype(float), spans, written, looks, strict=True
    ):
        ax.barh(place, amount, 0.2, **area(tone, hatch))
        if end > start:
            ax.plot([start, end], [place, place], color=INK.light, linewidth=1.4, marker="|", markersize=6)
        ax.annotate(words, (max(end, 0), place), (GAP, 0), textcoords="offset points", va="center", size=SIZE)
    ax.axvline(0, color=MUTED.light, linewidth=1)
    ax.set_xticks([])
    return fig


@styled
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

    references: pairs of a value and its name, drawn across all rows · axis: what the axis measures
    """
    rows, left_out = known_rows(frame, value, limit, sort)
    if rows.empty:
        return None
    labels = [style.wrap(text, LABEL) for text in rows[label]]
    kinds = kinds_of(rows, kind)
    room = {"kinds": kinds, "left_out": left_out, "axis": 0.42, "references": len(references), "markers": True}
    fig, ax, places = rows_figure(labels, label_heights(labels, 0.4), **room)
    spans = _spans(rows, value, low, high)
    ax.set_xlim(*padded([*np.ravel(spans), *(at for at, _ in references)]))
    digits = decimals(rows[value])
    whats = rows[kind] if kind else [None] * len(rows)
    for place, amount, span, what in zip(places, rows[value].astype(float), spans, whats, strict=True):
        tone, _, marker = look_of(kinds, what)
        ax.plot(span, [place, place], color=tone.light, linewidth=4, alpha=0.4)
        ax.plot(amount, place, marker, color=tone.light, markersize=8)
        above = {"xytext": (0, 6), "textcoords": "offset points", "ha": "center", "size": SMALL}
        ax.annotate(number(amount, digits), (amount, place), **above)
    number_axis(ax, axis)
    draw_references(ax, references)
    return fig


@styled
def stacked_share(
    frame: pd.DataFrame, label: str, value: str, *, unit: str = "", sort: bool = True, limit: int = 6
) -> Figure | None:
    """One bar of parts that make a whole; below it each part with its value and share.

    Rows of one label are one part; parts beyond `limit` are one, "others".
    """
    parts = _parts(frame, label, value, sort, limit)
    if not parts:
        return None
    whole = sum(amount for _, amount in parts)
    heights = label_heights([text for text, _ in parts], 0.28)
    height = 0.62 + sum(heights) + MARGIN
    fig = Figure(figsize=(WIDTH, height))
    ax = fig.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(height, 0))
    ax.axis("off")
    digits = decimals(pd.Series([amount for _, amount in parts]))
    left, top = MARGIN, 0.62
    for position, ((text, amount), tall) in enumerate(zip(parts, heights, strict=True)):
        look = area(SERIES[position % len(SERIES)], HATCHES[position % len(HATCHES)])
        width = amount / whole * (WIDTH - 2 * MARGIN)
        middle = top + tall / 2
        ax.add_patch(Rectangle((left, MARGIN), max(width - 0.02, 0.005), 0.36, **look))
        ax.add_patch(Rectangle((MARGIN, middle - 0.08), 0.22, 0.16, **look))
        ax.text(MARGIN + 0.34, middle, text, va="center", linespacing=1.25)
        words = f"{number(amount, digits)}{unit}  ·  {amount / whole:.0%}"
        ax.text(WIDTH - MARGIN, middle, words, ha="right", va="center")
        left, top = left + width, top + tall
    return fig


def _parts(frame: pd.DataFrame, label: str, value: str, sort: bool, limit: int) -> list[tuple[str, float]]:
    rows, _ = known_rows(frame[[label, value]], value, len(frame), sort=False)
    sums = rows.assign(**{label: rows[label].fillna(NO_KIND)}).groupby(label, sort=False)[value].sum().astype(float)
    sums = sums.sort_values(ascending=False, kind="stable") if sort else sums
    parts = [(style.wrap(text, 32, 2), amount) for text, amount in sums.items() if amount > 0]
    if len(parts) <= limit:
        return parts
    rest = parts[limit - 1 :]
    return [*parts[: limit - 1], (f"others ({len(rest):,})", sum(amount for _, amount in rest))]


@styled
def small_multiples(
    frame: pd.DataFrame,
    value: str,
    by: str,
    *,
    highlight: str | None = None,
    axis: str = "",
    references: Sequence[Reference] = (),
) -> Figure | None:
    """The distribution of a value in each group, one above the other on a common axis, with each group's median.

    Up to 30 values are all drawn as points, more as a histogram. · highlight: column of bool, its rows marked by
    a diamond
    """
    rows, _ = known_rows(frame, value, len(frame), sort=False)
    groups = list(rows.groupby(by, sort=False))[:MOST]
    if not groups:
        return None
    labels = [f"{style.wrap(name, LABEL, 2)}\nn = {len(group):,}" for name, group in groups]
    room = {"axis": 0.42, "references": len(references)}
    fig, ax, places = rows_figure(labels, label_heights(labels, 0.78), **room)
    every = rows[value].astype(float)
    ax.set_xlim(*padded([every.min(), every.max(), *(at for at, _ in references)]))
    edges = np.linspace(*padded([every.min(), every.max()], 0.001), 31)
    for place, (_, group) in zip(places, groups, strict=True):
        values = np.sort(group[value].to_numpy(float))
        _draw_points(ax, values, place) if len(values) <= POINTS else _draw_histogram(ax, values, edges, place)
        median = float(np.median(values))
        ax.plot([median, median], [place - 0.25, place + 0.24], color=INK.light, linewidth=1.6)
        ax.text(median, place + 0.25, number(median, decimals(every)), ha="center", va="bottom", size=SMALL)
        if highlight:
            marked = group.loc[group[highlight].fillna(False).astype(bool), value].astype(float)
            ax.plot(marked, [place - 0.17] * len(marked), "D", color=style.VERMILLION.light, markersize=7)
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


def _spans(rows: pd.DataFrame, value: str, low: str | None, high: str | None) -> list[tuple[float, float]]:
    """Both ends of each row's interval; the value itself where it has none."""
    amounts = rows[value].astype("Float64")
    starts = rows[low].astype("Float64").fillna(amounts) if low else amounts
    ends = rows[high].astype("Float64").fillna(amounts) if high else amounts
    return list(zip(starts.astype(float), ends.astype(float), strict=True))


def _written(rows: pd.DataFrame, value: str, low: str | None, high: str | None, unit: str) -> list[str]:
    """The words at each bar: value, unit and interval."""
    digits = decimals(rows[value])
    words = [f"{number(amount, digits)}{unit}" for amount in rows[value].astype(float)]
    if not (low and high):
        return words
    known = rows[low].notna() & rows[high].notna()
    spans = _spans(rows, value, low, high)
    return [
        f"{text} ({number(start, digits)}–{number(end, digits)})" if both else text
        for text, (start, end), both in zip(words, spans, known, strict=True)
    ]


def _range_with_words(ax: Axes, spans: list[tuple[float, float]], written: list[str]) -> None:
    """An axis long enough for the words at the bars' ends."""
    low, high = min(0.0, *np.ravel(spans)), max(0.0, *np.ravel(spans))
    width = ax.get_position().width * WIDTH
    need = max(style.text_width(words) for words in written) + 2 * GAP / 72
    ax.set_xlim(low, low + ((high - low) or 1.0) / max(1 - need / width, 0.2))
