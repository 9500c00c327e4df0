"""The public corpora and their scorers, used as they lie in their folder."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from helpers import analyse
from helpers.tables import frames


def load_scorer(corpora: Path, name: str) -> ModuleType:
    """A scorer of the folder, imported as it is."""
    path = corpora / name
    specification = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(specification)
    sys.path.insert(0, str(corpora))
    sys.modules[path.stem] = module
    specification.loader.exec_module(module)
    return module


def scored(corpora: Path, scorer_name: str, gold: str) -> dict[str, Any]:
    """What a scorer prints about one gold file, analysed now."""
    goldio = load_scorer(corpora, "sourcing/score_sourcing.py")
    with tempfile.TemporaryDirectory() as folder:
        export(goldio, goldio.goldio.read_gold(str(corpora / gold)), Path(folder))
        return run(corpora / scorer_name, str(corpora / gold), f"{folder}/out")


def run(*command: str | Path) -> dict[str, Any]:
    """The JSON that a scorer prints when it is run as a command."""
    done = subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def export(scorer: ModuleType, records: list[dict[str, Any]], folder: Path) -> None:
    """The records' texts as article files, analysed, with the tables in `folder/out`."""
    write_articles(scorer, records, folder)
    frames.write(analyse(folder / "in"), folder / "out")


def write_articles(scorer: ModuleType, records: list[dict[str, Any]], folder: Path) -> None:
    """The records' texts as article files in `folder/in`."""
    (folder / "in").mkdir()
    for record in records:
        date = str(record.get("date") or record.get("ref") or "")[:10]
        head = f" date {date} " if len(date) == 10 else ""
        text = record["text"].lstrip() if head else record["text"]
        (folder / "in" / scorer.goldio.file_name(record["id"])).write_bytes(f"{head}{text}".encode())


def found(scorer: ModuleType, records: list[dict[str, Any]], *, time: bool) -> dict[str, Any]:
    """What is found now in each record, as the scorer of numbers and times reads it."""
    with tempfile.TemporaryDirectory() as folder:
        export(scorer, records, Path(folder))
        return scorer.load_tables(f"{folder}/out", records, time, set(), not time)
