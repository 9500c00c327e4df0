"""Rate with a cold and a warm store, with one and more processes, and peak memory against the size of the tables.

    python -m tests.benchmarks.rate_and_memory FOLDER [--articles 1000 10000] [--paragraphs 8] [--processes 1 2]

Articles are made by shuffling the paragraphs of the texts in FOLDER. Every run is a process of its own; its peak is
the largest resident memory of that process and of the largest of those that it started.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

from helpers.tables.analysis import analyse
from helpers.tables.frames import Tables
from helpers.text.formats import HEADER
from helpers.text.store import FOLDER_VARIABLE

MB = 1 << 20


def shuffled(folder: Path, to: Path, articles: int, paragraphs: int) -> None:
    """Write that many articles, each of so many paragraphs drawn from all texts of a folder."""
    texts = [HEADER.sub("", path.read_text(encoding="utf-8"), count=1) for path in sorted(folder.iterdir())]
    pool = [part for text in texts for part in text.split("\n\n") if len(part) > 40]
    chance = random.Random(1)
    to.mkdir()
    for number in range(articles):
        day = f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}"
        text = "\n\n".join(chance.sample(pool, paragraphs))
        (to / f"{number:06}.txt").write_text(f" date {day} {text}", encoding="utf-8")


def size_of(tables: Tables) -> int:
    """Bytes of all tables, the lists of spans with all that they hold."""
    return sum(_size(data[name]) for data in tables for name in data)


def _size(column: pd.Series) -> int:
    size = column.memory_usage(index=False, deep=True)
    if column.dtype == object:
        size += sum(sys.getsizeof(item) + 56 * isinstance(item, tuple) for items in column for item in items)
    return size


def run(folder: Path, processes: int) -> dict[str, float]:
    """One analysis in this process, and what it took."""
    begun = time.monotonic()
    tables = analyse(folder, processes=processes, progress=False)
    seconds = time.monotonic() - begun
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "articles": len(tables.articles),
        "words": int(tables.articles.words.sum()),
        "seconds": seconds,
        "cpu": own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime,
        "peak": own.ru_maxrss * 1024,
        "other": others.ru_maxrss * 1024,
        "tables": size_of(tables),
    }


def apart(folder: Path, processes: int, store: Path) -> dict[str, float]:
    """The same in a new process."""
    command = [sys.executable, "-m", "tests.benchmarks.rate_and_memory", str(folder), "--run", str(processes)]
    done = subprocess.run(command, env={**os.environ, FOLDER_VARIABLE: str(store)}, capture_output=True, check=True)
    return json.loads(done.stdout)


def main() -> None:
    """Print a line per run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--paragraphs", type=int, default=8)
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--run", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        print(json.dumps(run(options.folder, options.run)))
        return
    print(
        "| articles | words | processes | store | words/s | CPU µs a word | peak MB | tables MB | beyond | largest worker MB |"
    )
    print("|---:|---:|---:|---|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as place:
        for articles in options.articles:
            folder = Path(place, f"articles-{articles}")
            shuffled(options.folder, folder, articles, options.paragraphs)
            for processes in options.processes:
                for state in ("cold", "warm"):
                    one = apart(folder, processes, Path(place, f"store-{articles}-{processes}"))
                    rate, cpu = one["words"] / one["seconds"], one["cpu"] / one["words"] * 1e6
                    peak, size = one["peak"] / MB, one["tables"] / MB
                    other = one["other"] / MB if processes > 1 else 0
                    print(
                        f"| {one['articles']:,} | {one['words']:,} | {processes} | {state} | {rate:,.0f} | {cpu:.1f} "
                        f"| {peak:.0f} | {size:.0f} | {peak - size:.0f} | {other:.0f} |",
                        flush=True,
                    )


if __name__ == "__main__":
    main()
