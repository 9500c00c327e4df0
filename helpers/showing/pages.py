"""From notebooks to pages that open without a network: rendered only when something changed, and shared as one file."""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbconvert import HTMLExporter
from nbformat import NotebookNode
from traitlets.config import Config, PyFileConfigLoader

from helpers.showing.front_page import front_page
from helpers.showing.page_parts import notebook_title, sequence
from helpers.showing.page_state import PageState
from helpers.showing.page_tables import RENDERED_VARIABLE
from helpers.showing.wording import TEXT_VARIABLE
from helpers.tables.analysis import analyse
from helpers.tables.judging import CORRECTIONS
from helpers.text.parse import MODEL_VARIABLE

ROOT = Path(__file__).resolve().parents[2]
SEEDS_VARIABLE = "PRESS_CHECK_SEEDS"
CONFIG = Path(__file__).parent / "template" / "nbconvert_config.py"
INDEX = "index.html"
AT_ONCE = 2  # notebooks; each holds all tables in memory
CELL_SECONDS = 24 * 3600  # a cell that analyses thousands of articles may take its time
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
    keys = _keys(everything, seeds, text)
    state = PageState(to)
    stale = [path for path in everything if not state.is_fresh(*keys[path.stem])]
    if not stale and state.is_fresh(*keys["index"]):
        say(f"{to / INDEX} (nothing has changed)")
        return []
    tables = analyse(seeds)  # first of all, so that the notebooks find the parsed texts in the store
    written = [
        state.write_page(*keys[path.stem], _page(notebook, path))
        for path, notebook in _run_all(stale, environment(seeds, to, text), say)
    ]
    written.append(state.write_page(*keys["index"], front_page(tables, everything, text)))
    state.clear_leftovers({name for name, _ in keys.values()}, all_anew=len(stale) == len(everything))
    say(str(to / INDEX))
    return written


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


def _keys(notebooks: list[Path], seeds: Path, text: bool) -> dict[str, tuple[str, str]]:
    """For each page, by its stem, its name and one hash of all that it is made from.

    That is the articles, the helpers, the pinned packages, the notebook itself, and the titles of the others, which
    stand in the navigation; for the front page all notebooks.
    """
    titles = [(path.stem, notebook_title(nbformat.read(path, as_version=4), path.stem)) for path in notebooks]
    shared = f"{platform.python_version()} model={os.environ.get(MODEL_VARIABLE)} text={text} {titles}"
    beside = [] if seeds.is_dir() else [seeds.parent / CORRECTIONS]
    shared += _digest([*_files(ROOT / "helpers"), *_files(seeds), *beside, ROOT / "requirements.lock"])
    keys = {path.stem: _digest([path], shared) for path in notebooks} | {"index": _digest(notebooks, shared)}
    return {stem: (f"{stem}.html", key) for stem, key in keys.items()}


def _digest(files: list[Path], also: str = "") -> str:
    """One hash of names and contents; a file that is not there counts as empty."""
    digest = hashlib.sha256(also.encode("utf-8", "surrogateescape"))
    for path in files:
        digest.update(path.name.encode("utf-8", "surrogateescape"))
        digest.update(hashlib.sha256(path.read_bytes() if path.exists() else b"").digest())
    return digest.hexdigest()
