"""Forms of charts with an order: along an article, along the calendar, from mouth to mouth."""

from __future__ import annotations

import datetime as dt

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from helpers.showing import style
from helpers.showing.chart_frame import (
    DASHES,
    LABEL,
    LINE,
    MARGIN,
    MOST,
    area,
    draw_legend,
    draw_references,
    kinds_of,
    known_rows,
    label_heights,
    legend_height,
    look_of,
    rows_figure,
    tick,
)
from helpers.showing.style import INK, MUTED, SERIES, SMALL, WIDTH, styled

CELLS = 200  # bars along an article; longer articles are shown in steps of several sentences


@styled
def strip(
    frame: pd.DataFrame,
    value: str,
    *,
    kind: str | None = None,
    threshold: tuple[float, str] | None = None,
    unit: str = "sentence",
    axis: str = "words",
) -> Figure | None:
    """Things along an article's length: one bar each in the frame's order, as tall as its value.

    kind: column told by colour and hatch; a row without a kind is grey · threshold: a value and its name, drawn
    across · unit: what one bar is · axis: what its height measures
    Beyond 200 bars each stands for the tallest of several.
    """
    rows, _ = known_rows(frame, value, len(frame), sort=False)
    if rows.empty:
        return None
    cells, step = _cells(rows, value, kind)
    kinds = kinds_of(rows, kind)
    above = MARGIN + legend_height(kinds) + LINE
    height = above + 1.7 + 0.5
    fig = Figure(figsize=(WIDTH, height))
    ax = fig.add_axes((0.45 / WIDTH, 0.5 / height, (WIDTH - 0.45 - MARGIN) / WIDTH, 1.7 / height))
    top = max(float(rows[value].max()), threshold[0] if threshold else 0.0)
    ax.set(xlim=(0.4, len(cells) + 0.6), ylim=(0, top * 1.02 or 1))
    few = len(cells) <= 60
    for place, (amount, what) in enumerate(cells, start=1):
        tone, hatch, _ = look_of(kinds, what)
        ax.bar(place, amount, 0.86, **area(tone, hatch if few else ""))
    if threshold:
        ax.axhline(threshold[0], color=INK.light, linewidth=1.1, linestyle=DASHES)
    _strip_axes(ax, step, unit)
    words = f"{axis}; dashed: {threshold[1]}" if threshold else axis
    fig.text(MARGIN / WIDTH, 1 - (above - 0.08) / height, words, size=SMALL, color=MUTED.light)
    draw_legend(fig, kinds)
    return fig


def _strip_axes(ax: Axes, step: int, unit: str) -> None:
    ax.xaxis.set_major_locator(MaxNLocator(6, integer=True, min_n_ticks=1))
    ax.xaxis.set_major_formatter(lambda at, _: tick((at - 1) * step + 1))
    ax.yaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 2.5, 5, 10]))
    ax.yaxis.set_major_formatter(lambda at, _: tick(at))
    ax.tick_params(axis="y", labelsize=SMALL, labelcolor=MUTED.light)
    ax.grid(axis="y")
    ax.set_xlabel(f"each bar the largest of {step} {unit}s" if step > 1 else f"{unit}s in reading order")


def _cells(rows: pd.DataFrame, value: str, kind: str | None) -> tuple[list[tuple[float, object]], int]:
    """Value and kind of each bar, and how many rows a bar stands for."""
    step = -(-len(rows) // CELLS)
    values = rows[value].to_numpy(dtype=float)
    kinds = list(rows[kind]) if kind else [None] * len(rows)
    starts = range(0, len(rows), step)
    tallest = [start + int(np.argmax(values[start : start + step])) for start in starts]
    return [(values[row], kinds[row]) for row in tallest], step


@styled
def timeline(
    frame: pd.DataFrame,
    label: str,
    start: str,
    end: str,
    *,
    kind: str | None = None,
    reference: tuple[dt.date, str] | None = None,
    limit: int = MOST,
) -> Figure | None:
    """Stretches of time, a row each in the frame's order; a missing end is an arrow, a short stretch a mark.

    start, end: columns of dates, the first and the last day · reference: a date and its name, drawn across all rows
    """
    known = frame[frame[start].notna() | frame[end].notna()]
    rows, left_out = known.head(limit), max(0, len(known) - limit)
    if rows.empty:
        return None
    labels = [style.wrap(text, LABEL, 2) for text in rows[label]]
    kinds = kinds_of(rows, kind)
    names = [(float(mdates.date2num(reference[0])), reference[1])] if reference else []
    room = {"kinds": kinds, "left_out": left_out, "axis": 0.24, "references": len(names), "markers": True}
    fig, ax, places = rows_figure(labels, label_heights(labels, 0.32), **room)
    froms, tos = _days(rows[start]), _days(rows[end])
    days = [day for day in [*froms, *tos, *(at for at, _ in names)] if day is not None]
    pad = max((max(days) - min(days)) * 0.06, 1)
    ax.set_xlim(min(days) - pad, max(days) + 1 + pad)
    whats = rows[kind] if kind else [None] * len(rows)
    for place, first, last, what in zip(places, froms, tos, whats, strict=True):
        tone, _, marker = look_of(kinds, what)
        _draw_stretch(ax, place, (first, last), tone.light, marker)
    _date_axis(ax)
    draw_references(ax, names)
    return fig


def _draw_stretch(ax: Axes, place: float, days: tuple[float | None, float | None], colour: str, marker: str) -> None:
    """One stretch of days; where it is open, an arrow to the edge."""
    first, last = days
    window = ax.get_xlim()
    left = window[0] if first is None else first
    right = window[1] if last is None else last + 1
    if first is not None and last is not None and last - first < (window[1] - window[0]) / 60:
        ax.plot((left + right) / 2, place, marker, color=colour, markersize=8)
        return
    ax.plot([left, right], [place, place], color=colour, linewidth=7)
    if first is None:
        ax.plot(left, place, "<", color=colour, markersize=10, clip_on=False)
    if last is None:
        ax.plot(right, place, ">", color=colour, markersize=10, clip_on=False)


def _days(dates: pd.Series) -> list[float | None]:
    return [None if pd.isna(day) else float(mdates.date2num(np.datetime64(day, "D"))) for day in dates]


def _date_axis(ax: Axes) -> None:
    locator = mdates.AutoDateLocator(minticks=2, maxticks=5)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator, show_offset=False))
    ax.grid(axis="x")


@styled
def lines_over_time(
    frame: pd.DataFrame,
    date: str,
    value: str,
    *,
    low: str | None = None,
    high: str | None = None,
    group: str | None = None,
    axis: str = "",
) -> Figure | None:
    """A value through time, a line for each group with its name at the end, and a band between low and high."""
    rows, _ = known_rows(frame[frame[date].notna()], value, len(frame), sort=False)
    rows = rows.sort_values(date, kind="stable")
    if rows.empty:
        return None
    groups = list(rows.groupby(group, sort=False))[: len(SERIES)] if group else [("", rows)]
    names = [style.wrap(name, 16, 2) for name, _ in groups]
    right = max(style.text_width(name, SMALL) for name in names) + 0.22
    fig = Figure(figsize=(WIDTH, 2.9))
    ax = fig.add_axes((0.5 / WIDTH, 0.34 / 2.9, (WIDTH - 0.5 - right) / WIDTH, (2.9 - 0.34 - 0.4) / 2.9))
    ends = []
    for name, (_, points) in zip(names, groups, strict=True):
        tone, _, marker = look_of(names, name)
        days, values = _days(points[date]), points[value].astype(float)
        shape = marker if len(points) <= 60 else None
        ax.plot(days, values, color=tone.light, linewidth=2, marker=shape, markersize=5.5)
        if low and high:
            ends_of_band = (points[low].astype("Float64").astype(float), points[high].astype("Float64").astype(float))
            ax.fill_between(days, *ends_of_band, color=tone.light, alpha=0.2, linewidth=0)
        ends.append((float(values.iloc[-1]), tone))
    _name_ends(ax, names, ends)
    _date_axis(ax)
    ax.grid(axis="y")
    ax.tick_params(axis="y", labelsize=SMALL, labelcolor=MUTED.light)
    ax.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
    ax.yaxis.set_major_formatter(lambda at, _: tick(at))
    fig.text(MARGIN / WIDTH, 1 - 0.24 / 2.9, axis, size=SMALL, color=MUTED.light)
    return fig


def _name_ends(ax: Axes, names: list[str], ends: list[tuple[float, style.Tone]]) -> None:
    """Names behind the ends of lines, moved apart where they would overlap."""
    low, high = ax.get_ylim()
    gap = (high - low) / 11
    place = low - gap
    for position in sorted(range(len(ends)), key=lambda at: ends[at][0]):
        place = max(ends[position][0], place + gap * (1 + names[position].count("\n")))
        look = {"va": "center", "size": SMALL, "color": ends[position][1].light}
        ax.annotate(names[position], (1, place), (6, 0), ("axes fraction", "data"), "offset points", **look)
