"""What the numbers of an article cost: parse, times, claims and checks side by side, in microseconds of processor time a word.

Run from the project's root: python tests/benchmarks/numbers_speed.py FOLDER [ARTICLES], where FOLDER holds .txt files;
without a folder the seeds are read over and over.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from helpers.findings.checks import check_article
from helpers.findings.claims import find_claims
from helpers.findings.times import find_times
from helpers.text import segment
from helpers.text.parse import parse
from helpers.text.records import Article


def main(folder: str = "seeds", limit: str = "200") -> None:
    """Print one line a stage."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path(folder).glob("*.txt"))]
    texts = (texts * (int(limit) // len(texts) + 1))[: int(limit)]
    articles = [
        Article(str(i), None, None, None, None, None, "en", text, 0, 0, 0, None) for i, text in enumerate(texts)
    ]
    words = sum(len(segment.words(text)) for text in texts)
    start = time.process_time()
    parsed = list(parse(articles))
    after_parse = time.process_time()
    times = [find_times(one) for one in parsed]
    after_times = time.process_time()
    claims = [find_claims(one, found)[0] for one, found in zip(parsed, times, strict=True)]
    after_claims = time.process_time()
    checks = [check_article(*both) for both in zip(parsed, claims, times, strict=True)]
    after_checks = time.process_time()
    print(
        f"{len(texts)} articles, {words} words, {sum(map(len, times))} times, {sum(map(len, claims))} claims, "
        f"{sum(map(len, checks))} findings"
    )
    for stage, seconds in (
        ("parse", after_parse - start),
        ("times", after_times - after_parse),
        ("claims", after_claims - after_times),
        ("checks", after_checks - after_claims),
    ):
        print(f"{stage:8} {1e6 * seconds / words:7.2f} µs a word  {words / max(seconds, 1e-9):12,.0f} words a second")


if __name__ == "__main__":
    main(*sys.argv[1:])
