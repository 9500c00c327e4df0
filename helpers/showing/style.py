"""The one visual language of all charts: colours, type, and how a figure becomes a picture."""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from helpers.showing.wording import cut, visible

WIDTH = 4.2  # inches; on a telephone of 375 pixels type of 10 points is then some 12.5 pixels high
SIZE = 10.5
SMALL = 10


class Tone(NamedTuple):
    """A colour by day and by night."""

    light: str
    dark: str


CARD = Tone("#ffffff", "#1f2327")
INK = Tone("#1d2023", "#eeede9")
MUTED = Tone("#555b63", "#b0b6bd")
GRID = Tone("#d9dce0", "#40464c")
BLUE = Tone("#0072b2", "#5cb6ec")
VERMILLION = Tone("#d55e00", "#f28a4c")
GREEN = Tone("#00906a", "#37c598")
PURPLE = Tone("#b3568f", "#de95bf")
AMBER = Tone("#c98a00", "#f0b83a")
GREY = Tone("#878d95", "#8e959d")
_TONES = [CARD, INK, MUTED, GRID, BLUE, VERMILLION, GREEN, PURPLE, AMBER, GREY]


class Look(NamedTuple):
    """How a category is drawn, told apart with every common kind of colour blindness and never by colour alone."""

    tone: Tone
    hatch: str  # of areas
    marker: str  # of points
    edge: str  # of boxes


SERIES = [
    Look(BLUE, "", "o", "-"),
    Look(VERMILLION, "////", "s", "--"),
    Look(GREEN, "----", "^", ":"),
    Look(PURPLE, "xxxx", "D", "-."),
    Look(AMBER, "||||", "v", "--"),
    Look(GREY, "++++", "X", ":"),
]
"""Looks of categories that stand in one chart only, in their order."""
NOT_KNOWN = Look(GREY, "", "X", ":")
_SAID, _OWN, _ROLE, _NONE = (
    Look(BLUE, "", "o", "-"),
    Look(GREY, "....", "D", "-"),
    Look(PURPLE, "----", "^", "-."),
    Look(AMBER, "xxxx", "v", ":"),
)
LOOKS = {
    "named": Look(GREEN, "", "o", "-"),
    "role": _ROLE,
    "known by a role": _ROLE,
    "unnamed": Look(VERMILLION, "////", "s", "--"),
    "none": _NONE,
    "no source given": _NONE,
    "attributed": _SAID,
    "quoted": _SAID,
    "paraphrased": _SAID._replace(hatch="////"),
    "own voice": _OWN,
    "the article’s own voice": _OWN,
    "Press Check": Look(BLUE, "", "o", "-"),
    "others": Look(VERMILLION, "////", "s", "--"),
    "people": Look(GREEN, "----", "^", ":"),
    "held": Look(BLUE, "", "o", "-"),
    "development": Look(AMBER, "||||", "v", "--"),
}
"""Categories that several charts show look the same in all of them, by whichever name they go."""

# The letters themselves are drawn by the reader's own fonts; these only measure, and serve the PNG.
_FALLBACKS = ["Noto Sans CJK JP", "Noto Sans CJK SC", "PingFang SC", "Hiragino Sans", "Microsoft YaHei", "Noto Emoji"]
_STACK = (
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'Liberation Sans', Arial, sans-serif"
)


@cache
def _families() -> list[str]:
    """A font for every character: matplotlib's own, what the machine has for other scripts, and boxes for the rest."""
    last_resort = Path(mpl.get_data_path()) / "fonts/ttf/LastResortHE-Regular.ttf"
    font_manager.fontManager.addfont(last_resort)
    installed = set(font_manager.get_font_names())
    boxes = FontProperties(fname=str(last_resort)).get_name()
    return ["DejaVu Sans", *(name for name in _FALLBACKS if name in installed), boxes]


@cache
def _settings() -> dict[str, object]:
    return {
        "font.family": _families(),
        "font.enable_last_resort": False,
        "font.size": SIZE,
        "text.parse_math": False,
        "text.color": INK.light,
        "svg.fonttype": "none",
        "svg.hashsalt": "press-check",
        "figure.facecolor": CARD.light,
        "savefig.facecolor": CARD.light,
        "axes.facecolor": CARD.light,
        "axes.edgecolor": GRID.light,
        "axes.labelcolor": MUTED.light,
        "axes.labelsize": SMALL,
        "axes.axisbelow": True,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.spines.left": False,
        "grid.color": GRID.light,
        "grid.linewidth": 0.7,
        "xtick.color": MUTED.light,
        "xtick.labelsize": SMALL,
        "xtick.major.size": 0,
        "ytick.color": INK.light,
        "ytick.labelsize": SIZE,
        "ytick.major.size": 0,
        "hatch.linewidth": 0.9,
        "lines.solid_capstyle": "butt",
    }


@contextmanager
def house_style() -> Iterator[None]:
    """All that is drawn or saved inside, or in a function so decorated, follows the visual language."""
    with mpl.rc_context(_settings()):
        yield


def text_width(text: str, size: float = SIZE) -> float:
    """Width in inches of the longest line of a text."""
    font = FontProperties(family=_families(), size=size)
    lines = text.split("\n")
    return max(text_to_path.get_text_width_height_descent(line, font, ismath=False)[0] for line in lines) / 72


def wrap(text: object, length: int, lines: int = 3) -> str:
    """Text in at most so many lines of at most so many characters.

    >>> wrap("The ministry of agriculture and fisheries", 15, 2)
    'The ministry of\\nagriculture…'
    """
    rows = textwrap.wrap(" ".join(visible(text)[: 4 * length * lines].split()), length)
    if len(rows) <= lines:
        return "\n".join(rows)
    return "\n".join([*rows[: lines - 1], cut(" ".join(rows[lines - 1 :]), length)])


def svg(fig: Figure) -> str:
    """The figure as SVG for a page: light by day, dark by night, its letters set in the reader's own fonts."""
    picture = _plain_svg(fig)
    for number, tone in enumerate(_TONES):
        picture = re.sub(rf'(?<=[ :"]){tone.light}\b', f"var(--c{number},{tone.light})", picture)
    night = ";".join(f"--c{number}:{tone.dark}" for number, tone in enumerate(_TONES))
    night = f"@media screen and (prefers-color-scheme:dark){{svg{{{night}}}}}"
    return picture.replace("</style>", night + "</style>", 1)


def _plain_svg(fig: Figure, **options: object) -> str:
    buffer = io.StringIO()
    with house_style():
        fig.savefig(buffer, format="svg", metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")), **options)
    picture = buffer.getvalue()
    picture = picture[picture.index("<svg") :]
    picture = re.sub(r"font-family: [^;\"]*(?=[;\"])", f"font-family: {_STACK}", picture)
    return re.sub(r" transform=\"rotate\(-0 [^\"]*\)\"", "", picture)


@house_style()
def write_pictures(fig: Figure, stem: Path, title: str, subtitle: str, source: str) -> None:
    """Write STEM.svg and STEM.png for use elsewhere: light, with the words inside the picture."""
    height = fig.get_figheight()
    place = 1 + 0.12 / height
    for text, look in (
        (wrap(subtitle, 58), {"size": SIZE, "color": MUTED.light}),
        (wrap(title, 44), {"size": SIZE + 3}),
    ):
        if text:
            fig.text(0.02, place, text, va="bottom", **look)
            place += (text.count("\n") + 1) * look["size"] * 1.35 / 72 / height + 0.04 / height
    if source:
        fig.text(0.02, -0.08 / height, wrap(source, 62), va="top", size=SMALL, color=MUTED.light)
    frame = {"bbox_inches": "tight", "pad_inches": 0.15}
    stem.with_suffix(".svg").write_text(_plain_svg(fig, **frame), encoding="utf-8")
    fig.savefig(stem.with_suffix(".png"), format="png", dpi=200, metadata={"Software": None}, **frame)
