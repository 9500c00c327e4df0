"""The rendered pages as one file to hand on, with the articles' text or without it."""

from __future__ import annotations

import base64
import csv
import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pandas as pd

from helpers.showing.page_state import PageState
from helpers.showing.pages import ROOT, Say, render
from helpers.showing.wording import QUOTATION
from helpers.tables.analysis import load_articles

NAME = "press-check"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip file can state: the same pages give the same bytes
_PICTURE = re.compile(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)")
_INSIDE_LINE = re.compile(r"</?(?:a|b|bdi|bdo|cite|code|em|i|mark|q|s|small|span|strong|sub|sup|u|wbr)\b[^>]*>")
_EDGE = re.compile(r"^\W+|\W+$")
_BREAK = " ¶ "


class TextLeakError(RuntimeError):
    """A page that should do without the articles' text holds a long stretch of it; the message says where."""


def share(
    seeds: Path,
    to: Path,
    *,
    text: bool = True,
    notebooks: Path = ROOT / "notebooks",
    rendered: Path = ROOT / "rendered",
    say: Say = print,
) -> Path:
    """Render what is stale and write one zip into the folder `to`: unpacked, its index.html opens by double click.

    text: false renders anew, beside `rendered`, without the articles' text, and proves that no stretch of more than
    twelve words of it is left · returns the zip
    Raises what `render` raises, and TextLeakError if the proof fails.
    """
    name = NAME if text else f"{NAME}-without-text"
    pages = rendered if text else rendered.with_name(f"{rendered.name}-without-text")
    render(seeds, pages, notebooks=notebooks, text=text, say=say)
    if not text:
        prove_without_text(pages, load_articles(seeds)[0])
    to.mkdir(parents=True, exist_ok=True)
    path = to / f"{name}.zip"
    _zip(pages, path, name)
    say(f"{path} ({path.stat().st_size / 1e6:.1f} MB): unpack it and open {name}/index.html")
    return path


def _zip(folder: Path, path: Path, name: str) -> None:
    """The pages, pictures and tables of a rendering under one name, in a stable order."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in PageState(folder).contents():
            entry = zipfile.ZipInfo(f"{name}/{file.relative_to(folder).as_posix()}", FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, file.read_bytes())


def prove_without_text(folder: Path, articles: pd.DataFrame) -> None:
    """Raise TextLeakError if any file in the folder holds more than twelve words of an article in one stretch."""
    stretches = {stretch for text in articles.text.dropna() for stretch in _stretches(text)}
    for file in sorted(folder.rglob("*")):
        if file.suffix in (".html", ".svg", ".csv"):
            for stretch in _stretches(words_of(file.read_text(encoding="utf-8-sig"), file.suffix)):
                if stretch in stretches:
                    raise TextLeakError(
                        f"{file.name} holds “{' '.join(stretch)}”: more than {QUOTATION} words of an article"
                    )


def _stretches(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of thirteen words that nothing breaks."""
    for part in text.split("¶"):
        words = [word for chunk in part.split() if (word := _EDGE.sub("", chunk).casefold())]
        yield from (tuple(words[at : at + QUOTATION + 1]) for at in range(len(words) - QUOTATION))


def words_of(page: str, suffix: str) -> str:
    """What a reader of a file can read, pictures included; cells, paragraphs and other blocks parted by ¶."""
    if suffix == ".csv":
        return _BREAK.join(cell for row in csv.reader(io.StringIO(page)) for cell in row)
    pictures = (base64.b64decode(code).decode() for code in _PICTURE.findall(page))
    visible = _PICTURE.sub("", page) + _BREAK.join(["", *pictures])
    attributes = re.findall(r'(?:alt|title|content|aria-label)="([^"]*)"', visible)
    plain = re.sub(r"<[^>]*>", _BREAK, _INSIDE_LINE.sub("", visible))
    return unescape(_BREAK.join([plain, *attributes]))
