"""CPU time of the whole analysis against spaCy's own parse, stage by stage.

    python -m tests.benchmarks.analysis_speed FOLDER [--articles N]

Both sides work on the same articles in the same process, one after the other in small portions, so that a busy
machine slows both alike. The parse is `nlp.pipe` with all components that the model has by default. The analysis is
`analyse` with one process and an empty store: reading the files, every extractor, every table. No text is cached on
either side; models and word lists are loaded before.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from itertools import islice
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

import spacy

from helpers.findings import attributions, checks, claims, mending, priorities, readability, speakers, times, vouching
from helpers.tables import analysis, gathered
from helpers.text import parse
from helpers.text.parse import DEFAULT_MODEL
from helpers.text.store import FOLDER_VARIABLE

PORTION = 50  # articles
STAGES: dict[str, tuple[ModuleType, str]] = {
    "segment": (parse, "segment"),
    "parse": (parse, "_parse_text"),
    "quotes": (parse, "pair_quotes"),
    "attributions": (attributions, "find_attributions"),
    "speakers": (speakers, "resolve_speakers"),
    "times": (times, "find_times"),
    "claims": (claims, "find_claims"),
    "vouching (claims)": (vouching, "tie"),
    "vouching (sentences)": (vouching, "attributed_shares"),
    "mending": (mending, "sentences"),
    "readability": (readability, "measure"),
    "checks": (checks, "check_article"),
    "checks between": (checks, "check_between"),
    "priorities": (priorities, "rank_claims"),
    "frames": (gathered, "frame"),
    "frames joined": (gathered, "_joined"),
}


@contextmanager
def stopwatches(spent: Counter[str]) -> Iterator[None]:
    """While open, the CPU time inside each stage's function is added up."""
    patches = [
        patch.object(room, name, _timed(getattr(room, name), stage, spent)) for stage, (room, name) in STAGES.items()
    ]
    for each in patches:
        each.start()
    try:
        yield
    finally:
        for each in patches:
            each.stop()


def _timed(function: Callable, stage: str, spent: Counter[str]) -> Callable:
    @wraps(function)
    def timed(*arguments, **options):
        begun = time.process_time()
        try:
            return function(*arguments, **options)
        finally:
            spent[stage] += time.process_time() - begun

    return timed


def measure(files: list[Path]) -> tuple[int, float, float, Counter[str]]:
    """Words, CPU seconds of the default parse, CPU seconds of the analysis, and of its stages."""
    default = spacy.load(DEFAULT_MODEL)
    spent: Counter[str] = Counter()
    words, parsing, whole = 0, 0.0, 0.0
    waiting = iter(files)
    for number, portion in enumerate(iter(lambda: list(islice(waiting, PORTION)), [])):
        with tempfile.TemporaryDirectory() as place:
            folder, store = Path(place, "articles"), Path(place, "store")
            folder.mkdir()
            for path in portion:
                shutil.copy(path, folder)
            with patch.dict(os.environ, {FOLDER_VARIABLE: str(store)}):
                if number == 0:  # word lists and models are read on first use
                    analysis.analyse(portion[0], processes=1, progress=False)
                    list(default.pipe(["Warm."]))
                    shutil.rmtree(store)
                begun = time.process_time()
                with stopwatches(spent):
                    tables = analysis.analyse(folder, processes=1, progress=False)
                whole += time.process_time() - begun
        texts = list(tables.articles.text)
        begun = time.process_time()
        for _ in default.pipe(texts):
            pass
        parsing += time.process_time() - begun
        words += int(tables.articles.words.sum())
    return words, parsing, whole, spent


def report(words: int, parsing: float, whole: float, spent: Counter[str]) -> str:
    """The figures as a table: microseconds a word, and the share of the default parse."""
    rows = [(stage, spent[stage]) for stage in STAGES]
    rows += [("reading, names, twins, store, rest", whole - sum(spent.values())), ("whole analysis", whole)]
    lines = [f"{words:,} words; the default parse takes {parsing / words * 1e6:.1f} µs a word", ""]
    lines += ["| stage | µs a word | × the default parse |", "|---|---:|---:|"]
    lines += [f"| {stage} | {seconds / words * 1e6:.2f} | {seconds / parsing:.3f} |" for stage, seconds in rows]
    return "\n".join(lines)


def main() -> None:
    """Print the report on the articles of a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=200, help="how many of them (default 200)")
    options = parser.parse_args()
    files = sorted(path for path in options.folder.iterdir() if path.is_file())[: options.articles]
    print(report(*measure(files)))


if __name__ == "__main__":
    main()
