"""What finding attributions costs: parse and rules side by side, in microseconds of processor time a word.

    python -m tests.benchmarks.sourcing_speed [FOLDER]

FOLDER holds .txt files (without it, the seeds). Their paragraphs are strung together into texts of 1,000, 10,000 and
100,000 words, the same number of words for each length; one more text is a single paragraph of 20,000 words. No text is
cached; models and word lists are loaded before.
"""

from __future__ import annotations

import sys
import time
from itertools import cycle
from pathlib import Path

from helpers.findings.attributions import find_attributions
from helpers.text.parse import parse
from helpers.text.records import Article
from helpers.text.segment import segment, words

LENGTHS = [1_000, 10_000, 100_000]
TOTAL = 100_000


def main(folder: str = "seeds") -> None:
    """Print one line a length; the last column compares with the first line."""
    paragraphs = _paragraphs(Path(folder))
    _timed(_texts(paragraphs, 1_000, 1, "\n\n"))
    base = 0.0
    for length in LENGTHS:
        base = _report(f"{length:,} words", _texts(paragraphs, length, TOTAL // length, "\n\n"), base)
    _report("20,000 words, one paragraph", _texts(paragraphs, 20_000, 1, " "), base)


def _paragraphs(folder: Path) -> list[tuple[str, int]]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    found = [text[start:end] for text in texts for start, end in segment(text).paragraphs]
    return [(paragraph, len(words(paragraph))) for paragraph in found]


def _texts(paragraphs: list[tuple[str, int]], length: int, number: int, between: str) -> list[str]:
    source, texts = cycle(paragraphs), []
    for _ in range(number):
        chosen, count = [], 0
        while count < length:
            paragraph, more = next(source)
            chosen.append(paragraph)
            count += more
        texts.append(between.join(chosen))
    return texts


def _timed(texts: list[str]) -> tuple[float, float, int, int]:
    articles = [
        Article(str(i), None, None, None, None, None, "en", text, 0, 0, 0, None) for i, text in enumerate(texts)
    ]
    start = time.process_time()
    parsed = list(parse(articles))
    between = time.process_time()
    found = sum(len(find_attributions(one)) for one in parsed)
    return between - start, time.process_time() - between, found, sum(len(words(text)) for text in texts)


def _report(name: str, texts: list[str], base: float) -> float:
    parsing, rules, found, count = _timed(texts)
    cost = 1e6 * (parsing + rules) / count
    print(
        f"{name:28} parse {1e6 * parsing / count:6.2f} + rules {1e6 * rules / count:5.2f} µs a word, "
        f"{found:6,} attributions, {cost / (base or cost):.2f} times the cost a word of the shortest"
    )
    return base or cost


if __name__ == "__main__":
    main(*sys.argv[1:])
