"""From notebooks to pages that open without a network: rendered only when something changed, and shared as one file."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbconvert import HTMLExporter
from nbformat import NotebookNode
from traitlets.config import Config, PyFileConfigLoader

from helpers.showing.export_tables import RENDERED_VARIABLE
from helpers.showing.front_page import front_page
from helpers.showing.page_parts import sequence
from helpers.showing.safe import TEXT_VARIABLE
from helpers.tables.analysis import analyse

ROOT = Path(__file__).resolve().parents[2]
SEEDS_VARIABLE = "PRESS_CHECK_SEEDS"
CONFIG = Path(__file__).parent / "template" / "nbconvert_config.py"
STATE = ".state"
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
    surroundings = environment(seeds, to, text)
    state = _read_state(to)
    shared = _fingerprint([*_files(ROOT / "helpers"), *_files(seeds), ROOT / "requirements.lock"], f"text={text}")
    everything = sequence(notebooks)
    written = []
    for step, path in enumerate(everything, start=1):
        page = to / f"{path.stem}.html"
        key = _fingerprint(everything, shared + path.stem)
        if state.get(page.name) == key and page.exists():
            continue
        say(f"[{step}/{len(everything)}] {path.name}")
        page.write_text(_page(run_notebook(path, surroundings), path), encoding="utf-8")
        written.append(page)
        _write_state(to, state | {page.name: key})
        state[page.name] = key
    index = to / "index.html"
    key = _fingerprint(everything, shared)
    if written or state.get(index.name) != key or not index.exists():
        index.write_text(front_page(analyse(seeds), everything, text), encoding="utf-8")
        _write_state(to, state | {index.name: key})
        written.append(index)
    say(f"{index}" if written else f"{index} (nothing has changed)")
    return written


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


def _fingerprint(files: Iterable[Path], also: str) -> str:
    """One hash of names and contents."""
    digest = hashlib.sha256(f"{platform.python_version()} {also}".encode())
    for path in files:
        if path.exists():
            digest.update(path.name.encode("utf-8", "surrogateescape"))
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _read_state(folder: Path) -> dict[str, str]:
    """Which pages were made from what; empty if that is not known."""
    path = folder / STATE
    if not path.exists():
        return {}
    try:
        state = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return {}
    return state if isinstance(state, dict) else {}


def _write_state(folder: Path, state: dict[str, str]) -> None:
    (folder / STATE).write_text(json.dumps(state, indent=1, sort_keys=True) + "\n", encoding="utf-8")
