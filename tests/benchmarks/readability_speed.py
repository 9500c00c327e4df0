"""CPU time of all readability work against spaCy's own parse of the same articles.

    python tests/benchmarks/readability_speed.py FOLDER [--articles N]

Readability is cutting into sentences, scores with intervals, and the sentences to mend; mending reads the lean parse,
which is made beforehand and not counted here. The parse to compare with is `nlp.pipe` with all components that the
model has by default. Both sides take turns on portions of articles, so that a busy machine slows both alike. Models and
word lists are loaded before; what a running process remembers of words is part of the design and starts empty.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

import spacy

sys.path.insert(0, str(Path(__file__).parents[2]))

from helpers.findings import mending, readability
from helpers.text.load import read
from helpers.text.parse import DEFAULT_MODEL, Parsed, parse
from helpers.text.records import Article
from helpers.text.segment import segment, words

PORTION = 20  # articles
WARM = "The council's deliberations were opened by the mayor. It utilized an investigation."


def timed(work: Callable[[], object]) -> float:
    """CPU seconds of a piece of work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def mend(portion: Iterable[Parsed]) -> None:
    """Scores, then sentences to mend, article by article as the analysis does."""
    for parsed in portion:
        readability.measure(parsed.article, parsed.segments)
        mending.sentences(parsed)


def main() -> None:
    """Print microseconds a word and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--articles", type=int, default=200)
    options = parser.parse_args()
    articles = list(islice((item for item in read(options.folder) if isinstance(item, Article)), options.articles))
    full = spacy.load(DEFAULT_MODEL)
    warm = next(parse([articles[0]._replace(text=WARM)]))
    mend([warm])
    list(full.pipe([WARM]))
    spent = {"segment": 0.0, "scores and mending": 0.0, "spaCy": 0.0}
    for first in range(0, len(articles), PORTION):
        portion = articles[first : first + PORTION]
        parsed = list(parse(portion))
        spent["spaCy"] += timed(lambda texts=[one.text for one in portion]: list(full.pipe(texts)))
        spent["segment"] += timed(lambda texts=[one.text for one in portion]: [segment(text) for text in texts])
        spent["scores and mending"] += timed(lambda portion=parsed: mend(portion))
    count = sum(len(words(article.text)) for article in articles)
    for name, seconds in spent.items():
        print(f"{name:20} {seconds / count * 1e6:8.2f} microseconds a word")
    ratio = (spent["segment"] + spent["scores and mending"]) / spent["spaCy"]
    print(f"{len(articles)} articles, {count} words: readability costs {ratio:.1%} of spaCy's parse")


if __name__ == "__main__":
    main()
