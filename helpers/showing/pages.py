"""From notebooks to pages that open without a network: rendered only where something changed, and shared as one file."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import os
import platform
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from html import unescape
from pathlib import Path

import nbformat
import pandas as pd
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbconvert import HTMLExporter
from nbformat import NotebookNode
from traitlets.config import Config, PyFileConfigLoader

from helpers.showing.page_parts import front_pages, notebook_title, sequence
from helpers.showing.page_tables import RENDERED_VARIABLE
from helpers.showing.wording import QUOTATION, TEXT_VARIABLE
from helpers.tables.analysis import analyse, load_articles
from helpers.tables.judging import CORRECTIONS
from helpers.text.parse import MODEL_VARIABLE

ROOT = Path(__file__).resolve().parents[2]
SEEDS_VARIABLE = "PRESS_CHECK_SEEDS"
CONFIG = Path(__file__).parent / "template" / "nbconvert_config.py"
INDEX = "index.html"
AT_ONCE = 2  # notebooks; each holds all tables in memory
CELL_SECONDS = 24 * 3600  # a cell that analyses thousands of articles may take its time
NOTES = ".state"
LINKED = re.compile(r'href="((?:figures|tables)/[a-z0-9-]+\.[a-z]+)"')
ZIP = "press-check"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip file can state: the same pages give the same bytes
PICTURE = re.compile(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)")
INSIDE_LINE = re.compile(r"</?(?:a|b|bdi|bdo|cite|code|em|i|mark|q|s|small|span|strong|sub|sup|u|wbr)\b[^>]*>")
EDGE = re.compile(r"^\W+|\W+$")
BREAK = " ¶ "
Say = Callable[[str], None]


class NotebookError(RuntimeError):
    """A notebook could not be run to its end; the message names it, its cell and the fault."""


def render(
    seeds: Path, to: Path, *, notebooks: Path = ROOT / "notebooks", text: bool = True, say: Say = print
) -> list[Path]:
    """Run every notebook on the articles at `seeds` and write its page into `to`, then the front page, index.html.

    text: false leaves the articles' text out of every page but for quotations of at most twelve words ·
    say: takes a line for each step · returns the pages written; what has not changed is not rendered again
    Raises FileNotFoundError if `seeds` does not exist, NotebookError if a notebook fails.
    """
    if not seeds.exists():
        raise FileNotFoundError(f"{seeds} does not exist: name a file or folder of articles")
    to.mkdir(parents=True, exist_ok=True)
    everything = sequence(notebooks)
    keys, made = _keys(everything, seeds, text), _made_from(to)
    missing = {name for name in {*keys, *made} if not (to / name).exists()}
    fresh = {name for name, key in keys.items() if made.get(name) == key and name not in missing}
    stale = [path for path in everything if f"{path.stem}.html" not in fresh]
    if INDEX in fresh and not stale and not missing:
        say(f"{to / INDEX} (nothing has changed)")
        return []
    before, written = contents(to), []
    for name, source in _sources(stale, everything, seeds, to, text, say):
        (to / name).write_text(source, encoding="utf-8")
        written.append(to / name)
        made[name] = keys.get(name, keys[INDEX])
        _note(to, made)  # at once, so that an interrupted rendering can go on
    _note(to, {name: made[name] for name in {*keys, *(path.name for path in written)}})
    for path in {*before} - {*contents(to)}:
        path.unlink()
    say(str(to / INDEX))
    return written


def _sources(
    stale: list[Path], notebooks: list[Path], seeds: Path, to: Path, text: bool, say: Say
) -> Iterator[tuple[str, str]]:
    """Name and HTML of each page to be written."""
    tables = analyse(seeds)  # first of all, so that the notebooks find the parsed texts in the store
    for path, notebook in _run_all(stale, environment(seeds, to, text), say):
        yield f"{path.stem}.html", _page(notebook, path)
    yield from front_pages(tables, notebooks, text).items()


def _made_from(folder: Path) -> dict[str, str]:
    """Name of each page in a folder → hash of all that it was made from; damaged or missing notes are as none."""
    try:
        notes = json.loads((folder / NOTES).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    # A name that leads out of the folder was not written here.
    return {name: key for name, key in notes.items() if name == Path(name).name} if isinstance(notes, dict) else {}


def _note(folder: Path, made: dict[str, str]) -> None:
    (folder / NOTES).write_text(json.dumps(made, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def contents(folder: Path) -> list[Path]:
    """The pages that were rendered into a folder and the files they link to, in a stable order; nothing else in it."""
    pages = [path for name in _made_from(folder) if (path := folder / name).is_file()]
    files = {folder / link for page in pages for link in LINKED.findall(page.read_text(encoding="utf-8"))}
    return sorted({*pages, *(path for path in files if path.is_file())})


def _run_all(paths: list[Path], surroundings: dict[str, str], say: Say) -> Iterator[tuple[Path, NotebookNode]]:
    """Notebooks with their outputs in their order, two run at a time."""

    def run(path: Path) -> NotebookNode:
        say(f"[{paths.index(path) + 1}/{len(paths)}] {path.name}")
        return run_notebook(path, surroundings)

    house_config()  # read once, before the threads
    with ThreadPoolExecutor(max_workers=min(AT_ONCE, os.cpu_count() or 1)) as pool:
        yield from zip(paths, pool.map(run, paths), strict=True)


def run_notebook(path: Path, environment: dict[str, str]) -> NotebookNode:
    """A notebook with the outputs of a run in its own folder; the file stays as it is."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=CELL_SECONDS,
        record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
        config=house_config(),
    )
    try:
        client.execute(env=environment)
    except CellExecutionError as error:
        cell = next(cell for cell in notebook.cells if any(o.output_type == "error" for o in cell.get("outputs", [])))
        raise NotebookError(f"{path.name}, cell {cell.id}: {error.ename}: {error.evalue}") from error
    return notebook


def _page(notebook: NotebookNode, path: Path) -> str:
    """The page of a notebook that has been run."""
    resources = {"metadata": {"name": path.stem, "path": str(path.parent)}}
    body, _ = HTMLExporter(config=house_config()).from_notebook_node(notebook, resources=resources)
    return body


@cache
def house_config() -> Config:
    """The settings that nbconvert's own command line reads from template/nbconvert_config.py."""
    before = list(sys.path)
    try:
        return PyFileConfigLoader(CONFIG.name, path=str(CONFIG.parent)).load_config()
    finally:
        sys.path[:] = before


def environment(seeds: Path, to: Path, text: bool) -> dict[str, str]:
    """What a notebook's process is told."""
    return {
        **os.environ,
        SEEDS_VARIABLE: str(seeds.resolve()),
        RENDERED_VARIABLE: str(to.resolve()),
        TEXT_VARIABLE: "yes" if text else "no",
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": "0",
    }


def _files(place: Path) -> list[Path]:
    """Every file that a result may depend on, in a stable order."""
    if place.is_file():
        return [place]
    return sorted(path for path in place.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def _keys(notebooks: list[Path], seeds: Path, text: bool) -> dict[str, str]:
    """Name of each page → one hash of all that it is made from.

    That is the articles, the helpers, the pinned packages, the notebook itself, and the titles of the others, which
    stand in the navigation; for the front page all notebooks.
    """
    titles = [(path.stem, notebook_title(nbformat.read(path, as_version=4), path.stem)) for path in notebooks]
    shared = f"{platform.python_version()} model={os.environ.get(MODEL_VARIABLE)} text={text} {titles}"
    beside = [] if seeds.is_dir() else [seeds.parent / CORRECTIONS]
    shared += _digest([*_files(ROOT / "helpers"), *_files(seeds), *beside, ROOT / "requirements.lock"])
    return {f"{path.stem}.html": _digest([path], shared) for path in notebooks} | {INDEX: _digest(notebooks, shared)}


def _digest(files: list[Path], also: str = "") -> str:
    """One hash of names and contents; a file that is not there counts as empty."""
    digest = hashlib.sha256(also.encode("utf-8", "surrogateescape"))
    for path in files:
        digest.update(path.name.encode("utf-8", "surrogateescape"))
        digest.update(hashlib.sha256(path.read_bytes() if path.exists() else b"").digest())
    return digest.hexdigest()


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
    name = ZIP if text else f"{ZIP}-without-text"
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
        for file in contents(folder):
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
        words = [word for chunk in part.split() if (word := EDGE.sub("", chunk).casefold())]
        yield from (tuple(words[at : at + QUOTATION + 1]) for at in range(len(words) - QUOTATION))


def words_of(page: str, suffix: str) -> str:
    """What a reader of a file can read, pictures included; cells, paragraphs and other blocks parted by ¶."""
    if suffix == ".csv":
        return BREAK.join(cell for row in csv.reader(io.StringIO(page)) for cell in row)
    pictures = (base64.b64decode(code).decode() for code in PICTURE.findall(page))
    visible = PICTURE.sub("", page) + BREAK.join(["", *pictures])
    attributes = re.findall(r'(?:alt|title|content|aria-label)="([^"]*)"', visible)
    plain = re.sub(r"<[^>]*>", BREAK, INSIDE_LINE.sub("", visible))
    return unescape(BREAK.join([plain, *attributes]))
