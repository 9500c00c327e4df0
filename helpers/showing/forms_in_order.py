"""Forms of charts with an order: along an article, along the calendar, from mouth to mouth."""

from __future__ import annotations

import datetime as dt

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch
from matplotlib.ticker import MaxNLocator

from helpers.showing.forms import (
    DASHES,
    LINE,
    MARGIN,
    MOST,
    Kinds,
    area,
    draw_legend,
    draw_references,
    kinds_of,
    known_rows,
    legend_height,
    look_of,
    more,
    rows_figure,
    tick,
    wrapped,
)
from helpers.showing.style import BLUE, CARD, INK, MUTED, SERIES, SMALL, WIDTH, Look, house_style, text_width, wrap
from helpers.showing.wording import spelled

CELLS = 200  # bars along an article; longer articles are shown in steps of several sentences
FAR = 20  # times the middle half of all days: a stretch beyond it would squeeze the others into a spot
MONTH = 30  # days that the middle half is at least taken to last
BETWEEN = 0.12  # inches between two boxes of a chain
ROOT = "The article"
Box = tuple[str, int, object, str]


def _framed(height: float, above: float, below: float, right: float = MARGIN) -> tuple[Figure, Axes]:
    """A figure with one set of axes of a height in inches, numbers at its left."""
    total = above + height + below
    fig = Figure(figsize=(WIDTH, total))
    ax = fig.add_axes((0.5 / WIDTH, below / total, (WIDTH - 0.5 - right) / WIDTH, height / total))
    ax.yaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 2.5, 5, 10]))
    ax.yaxis.set_major_formatter(lambda at, _: tick(at))
    ax.tick_params(axis="y", labelsize=SMALL, labelcolor=MUTED.light)
    ax.grid(axis="y")
    return fig, ax


@house_style()
def strip(
    frame: pd.DataFrame, value: str, *, threshold: tuple[float, str] | None = None, axis: str = "words"
) -> Figure | None:
    """The sentences along an article's length: one bar each in the frame's order, as tall as its value.

    threshold: a value and its name, drawn across · axis: what the height measures
    Beyond 200 sentences each bar stands for the tallest of several.
    """
    rows, _ = known_rows(frame, value, len(frame), sort=False)
    if rows.empty:
        return None
    step = -(-len(rows) // CELLS)
    values = rows[value].astype(float).groupby(np.arange(len(rows)) // step).max()
    fig, ax = _framed(1.7, MARGIN + LINE, 0.5)
    ax.set(xlim=(0.4, len(values) + 0.6), ylim=(0, max(values.max(), threshold[0] if threshold else 0) * 1.02 or 1))
    ax.bar(values.index + 1, values, 0.86, **area(SERIES[0]))
    if threshold:
        ax.axhline(threshold[0], color=INK.light, linewidth=1.1, linestyle=DASHES)
    ax.xaxis.set_major_locator(MaxNLocator(6, integer=True, min_n_ticks=1))
    ax.xaxis.set_major_formatter(lambda at, _: tick((at - 1) * step + 1))
    ax.set_xlabel(f"each bar the largest of {step} sentences" if step > 1 else "sentences in reading order")
    _name_height(fig, f"{axis}; dashed: {threshold[1]}" if threshold else axis)
    return fig


def _name_height(fig: Figure, words: str) -> None:
    """What the height measures, above the axes."""
    fig.text(MARGIN / WIDTH, 1 - (MARGIN + LINE - 0.08) / fig.get_figheight(), words, size=SMALL, color=MUTED.light)


@house_style()
def lines_over_time(
    frame: pd.DataFrame, date: str, value: str, *, low: str, high: str, axis: str = ""
) -> Figure | None:
    """A value through time as a line, and a band between low and high."""
    rows, _ = known_rows(frame[frame[date].notna()], value, len(frame), sort=False)
    rows = rows.sort_values(date, kind="stable")
    if rows.empty:
        return None
    fig, ax = _framed(2.16, MARGIN + LINE + 0.08, 0.34, right=0.22)
    days = [_day(day) for day in rows[date]]
    shape = "o" if len(rows) <= 60 else None
    ax.plot(days, rows[value].astype(float), color=BLUE.light, linewidth=2, marker=shape, markersize=5.5)
    band = (rows[end].astype("Float64").astype(float) for end in (low, high))
    ax.fill_between(days, *band, color=BLUE.light, alpha=0.2, linewidth=0)
    _date_axis(ax)
    _name_height(fig, axis)
    return fig


@house_style()
def timeline(
    frame: pd.DataFrame, label: str, start: str, end: str, *, reference: tuple[dt.date, str] | None = None
) -> Figure | None:
    """Stretches of time, a row each in the frame's order; a missing end is an arrow, a short stretch a mark.

    Stretches so far off that the others could not be told apart are named below instead.

    start, end: columns of dates, the first and the last day · reference: a date and its name, drawn across all rows
    """
    known = frame[frame[start].notna() | frame[end].notna()]
    if known.empty:
        return None
    names = [(_day(reference[0]), reference[1])] if reference else []
    far = _far_off(known[[start, end]], [at for at, _ in names])
    rows, left_out = known[~far].head(MOST), max(0, int((~far).sum()) - MOST)
    distant = "; ".join(dict.fromkeys(map(str, known.loc[far, label])))
    distant = wrap(f"{spelled(int(far.sum()))} too far off to draw: {distant}", 56, 4) if distant else ""
    note = "\n".join(filter(None, (more(left_out), distant)))
    room = {"note": note, "axis": 0.24 + 0.06 * bool(note), "references": len(names)}
    fig, ax, places = rows_figure(wrapped(rows[label], 2), 0.32, **room)
    stretches = [(_day(first), _day(last)) for first, last in zip(rows[start], rows[end], strict=True)]
    days = [day for day in [*np.ravel(stretches), *(at for at, _ in names)] if day is not None]
    pad = max((max(days) - min(days)) * 0.06, 1)
    ax.set_xlim(min(days) - pad, max(days) + 1 + pad)
    for place, stretch in zip(places, stretches, strict=True):
        _draw_stretch(ax, place, *stretch)
    _date_axis(ax)
    draw_references(ax, names)
    return fig


def _far_off(ends: pd.DataFrame, others: list[float]) -> pd.Series:
    """Which stretches reach more than twenty times as far from the median day as the middle half of all days is long."""
    days = ends.map(_day).astype(float)
    every = [*np.ravel(days), *others]
    low, middle, high = (
        np.nanquantile(every, at, method=how) for at, how in ((0.25, "higher"), (0.5, "linear"), (0.75, "lower"))
    )
    far = ((days - middle).abs() > FAR * max(high - low, MONTH)).any(axis=1)
    return far & ~far.all()


def _draw_stretch(ax: Axes, place: float, first: float | None, last: float | None) -> None:
    """One stretch of days; where it is open, an arrow to the edge."""
    window = ax.get_xlim()
    left = window[0] if first is None else first
    right = window[1] if last is None else last + 1
    if first is not None and last is not None and last - first < (window[1] - window[0]) / 60:
        ax.plot((left + right) / 2, place, "o", color=BLUE.light, markersize=8)
        return
    ax.plot([left, right], [place, place], color=BLUE.light, linewidth=7)
    for at, arrow in [(left, "<")] * (first is None) + [(right, ">")] * (last is None):
        ax.plot(at, place, arrow, color=BLUE.light, markersize=10, clip_on=False)


def _day(date: object) -> float | None:
    return None if pd.isna(date) else float(mdates.date2num(np.datetime64(date, "D")))


def _date_axis(ax: Axes) -> None:
    locator = mdates.AutoDateLocator(minticks=2, maxticks=5)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator, show_offset=False))
    ax.grid(axis="x")


@house_style()
def chain(frame: pd.DataFrame, label: str, parent: str, *, row_id: str, kind: str, note: str) -> Figure | None:
    """Who says that who says: boxes set in by one step for every mouth between them and the reader.

    row_id: identity of each box · parent: identity of the box that reports it, missing where the article does itself ·
    kind: column told by the box's colour and edge · note: column written behind the box
    """
    order = depth_first(list(frame[row_id]), list(frame[parent]))
    if not order:
        return None
    kinds = kinds_of(frame, kind)
    boxes: list[Box] = [(ROOT, 0, None, "")]
    for place, depth in order[:MOST]:
        row = frame.iloc[place]
        words = "" if pd.isna(row[note]) else wrap(row[note], 12, 2)
        boxes.append((wrap(row[label], max(28 - 3 * depth, 14)), depth, row[kind], words))
    return _draw_boxes(boxes, kinds, max(0, len(order) - MOST))


def depth_first(ids: list, parents: list) -> list[tuple[int, int]]:
    """Positions in their order, each followed by those that it carries, with its depth from 1; a circle is cut open.

    >>> depth_first(["a", "b", "c"], [None, "c", None])
    [(0, 1), (2, 1), (1, 2)]
    """
    known = set(ids)
    carried: dict[object, list[int]] = {}
    for place, above in enumerate(parents):
        carried.setdefault(above if not pd.isna(above) and above in known else None, []).append(place)
    found: dict[int, int] = {}
    for start in [*carried.get(None, []), *range(len(ids))]:
        stack = [(start, 1)]
        while stack:
            place, depth = stack.pop()
            if place not in found:
                found[place] = depth
                stack.extend((child, depth + 1) for child in reversed(carried.get(ids[place], [])))
    return list(found.items())


def _draw_boxes(boxes: list[Box], kinds: Kinds, left_out: int) -> Figure:
    heights = [LINE * (max(text.count("\n"), note.count("\n")) + 1) + 0.16 for text, _, _, note in boxes]
    step = min(0.42, 1.4 / max(max(depth for _, depth, _, _ in boxes), 1))
    top = MARGIN + legend_height(kinds)
    total = top + sum(heights) + BETWEEN * len(heights) + (LINE if left_out else 0)
    fig = Figure(figsize=(WIDTH, total))
    ax = fig.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(total, 0))
    ax.axis("off")
    trunk: dict[int, float] = {}
    for (text, depth, kind, note), height in zip(boxes, heights, strict=True):
        left = MARGIN + step * depth
        look = look_of(kinds, kind) if depth else SERIES[0]._replace(tone=INK)
        _draw_box(ax, (left, top, height), text, note, look)
        if depth:
            _draw_arrow(ax, left - step + min(0.16, step / 2), trunk[depth - 1], left, top + height / 2)
        trunk[depth] = top + height
        top += height + BETWEEN
    ax.text(MARGIN, total - 0.06, more(left_out), size=SMALL, color=MUTED.light)
    draw_legend(fig, kinds)
    return fig


def _draw_box(ax: Axes, place: tuple[float, float, float], text: str, note: str, look: Look) -> None:
    left, top, height = place
    width = text_width(text) + 0.24
    line = {"facecolor": CARD.light, "edgecolor": look.tone.light, "linewidth": 1.8, "linestyle": look.edge}
    ax.add_patch(FancyBboxPatch((left, top), width, height, boxstyle="round,pad=0,rounding_size=0.06", **line))
    middle = top + height / 2
    ax.text(left + 0.12, middle, text, va="center", linespacing=1.25)
    ax.text(left + width + 0.1, middle, note, va="center", size=SMALL, color=MUTED.light, linespacing=1.25)


def _draw_arrow(ax: Axes, stem: float, above: float, left: float, middle: float) -> None:
    """Down from the box above, then right into this one."""
    ax.plot([stem, stem], [above, middle], color=MUTED.light, linewidth=1.2)
    arrow = {"arrowstyle": "-|>", "color": MUTED.light, "linewidth": 1.2, "shrinkA": 0, "shrinkB": 0}
    ax.annotate("", (left, middle), (stem, middle), arrowprops=arrow)
