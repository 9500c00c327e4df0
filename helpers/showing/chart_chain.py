"""The form of a chart for who says that who says: boxes, each set in under the one that reports it."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from helpers.showing import style
from helpers.showing.chart_frame import LINE, MARGIN, MOST, Kinds, draw_legend, kinds_of, legend_height, look_of
from helpers.showing.style import CARD, INK, MUTED, SMALL, WIDTH, Tone, styled

EDGES = ["-", "--", ":", "-."]
BETWEEN = 0.12  # inches between two boxes
Box = tuple[str, int, object, str]


@styled
def chain(
    frame: pd.DataFrame,
    label: str,
    parent: str,
    *,
    row_id: str,
    kind: str | None = None,
    note: str | None = None,
    root: str = "The article",
    limit: int = MOST,
) -> Figure | None:
    """Who says that who says: boxes set in by one step for every mouth between them and the reader.

    row_id: identity of each box · parent: identity of the box that reports it, missing where the article does itself ·
    kind: column told by the box's colour and edge · note: column written behind the box
    """
    order = depth_first(list(frame[row_id]), list(frame[parent]))
    if not order:
        return None
    kinds = kinds_of(frame, kind)
    boxes: list[Box] = [(root, 0, None, "")]
    for place, depth in order[:limit]:
        row = frame.iloc[place]
        words = "" if not note or pd.isna(row[note]) else style.wrap(row[note], 16, 2)
        boxes.append((style.wrap(row[label], max(34 - 3 * depth, 16)), depth, row[kind] if kind else None, words))
    return _draw(boxes, kinds, max(0, len(order) - limit))


def depth_first(ids: list, parents: list) -> list[tuple[int, int]]:
    """Positions in their order, each followed by those that it carries, with its depth from 1; a circle is cut open.

    >>> depth_first(["a", "b", "c"], [None, "c", None])
    [(0, 1), (2, 1), (1, 2)]
    """
    known = set(ids)
    children: dict[object, list[int]] = {}
    for place, above in enumerate(parents):
        missing = above is None or pd.isna(above) or above not in known
        children.setdefault(None if missing else above, []).append(place)
    out: list[tuple[int, int]] = []
    seen: set[int] = set()
    for start in [*children.get(None, []), *range(len(ids))]:
        stack = [(start, 1)]
        while stack:
            place, depth = stack.pop()
            if place not in seen:
                seen.add(place)
                out.append((place, depth))
                stack.extend((child, depth + 1) for child in reversed(children.get(ids[place], [])))
    return out


def _draw(boxes: list[Box], kinds: Kinds, left_out: int) -> Figure:
    heights = [LINE * (max(text.count("\n"), note.count("\n")) + 1) + 0.16 for text, _, _, note in boxes]
    step = min(0.42, 1.6 / max(max(depth for _, depth, _, _ in boxes), 1))
    top = MARGIN + legend_height(kinds)
    total = top + sum(heights) + BETWEEN * len(heights) + (LINE if left_out else 0)
    fig = Figure(figsize=(WIDTH, total))
    ax = fig.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(total, 0))
    ax.axis("off")
    trunk: dict[int, float] = {}
    for (text, depth, kind, note), height in zip(boxes, heights, strict=True):
        left = MARGIN + step * depth
        tone, edge = (INK, "-") if not depth else _edge(kinds, kind)
        _draw_box(ax, (left, top, height), text, note, tone, edge)
        if depth:
            _draw_arrow(ax, left - step + min(0.16, step / 2), trunk[depth - 1], left, top + height / 2)
        trunk[depth] = top + height
        top += height + BETWEEN
    if left_out:
        ax.text(MARGIN, total - 0.06, f"and {left_out:,} more, in the data", size=SMALL, color=MUTED.light)
    draw_legend(fig, kinds)
    return fig


def _edge(kinds: Kinds, kind: object) -> tuple[Tone, str]:
    if not kinds:
        return MUTED, "-"
    position = kinds.index(None if kind is None or pd.isna(kind) else str(kind))
    return look_of(kinds, kind)[0], EDGES[position % len(EDGES)]


def _draw_box(ax: Axes, place: tuple[float, float, float], text: str, note: str, tone: Tone, edge: str) -> None:
    left, top, height = place
    width = style.text_width(text) + 0.24
    look = {"facecolor": CARD.light, "edgecolor": tone.light, "linewidth": 1.8, "linestyle": edge}
    ax.add_patch(FancyBboxPatch((left, top), width, height, boxstyle="round,pad=0,rounding_size=0.06", **look))
    middle = top + height / 2
    ax.text(left + 0.12, middle, text, va="center", linespacing=1.25)
    ax.text(left + width + 0.1, middle, note, va="center", size=SMALL, color=MUTED.light, linespacing=1.25)


def _draw_arrow(ax: Axes, stem: float, above: float, left: float, middle: float) -> None:
    """Down from the box above, then right into this one."""
    ax.plot([stem, stem], [above, middle], color=MUTED.light, linewidth=1.2)
    arrow = {"arrowstyle": "-|>", "color": MUTED.light, "linewidth": 1.2, "shrinkA": 0, "shrinkB": 0}
    ax.annotate("", (left, middle), (stem, middle), arrowprops=arrow)
