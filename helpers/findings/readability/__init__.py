"""How hard an article is to read: eight measures with intervals, from counts of its sentences.

`words` knows what the formulas ask of a word, `counts` sums it up by sentence, `formulas` are the published ones, and
`intervals` tells how sure a score is.
"""

from __future__ import annotations

import numpy as np

from helpers.findings.readability.counts import COLUMNS, count_sentences
from helpers.findings.readability.formulas import FORMULAS
from helpers.findings.readability.intervals import FEWEST_SENTENCES, interval
from helpers.text.records import Article, Readability
from helpers.text.segment import Segments


def measure(article: Article, segments: Segments) -> list[Readability]:
    """Scores of an article, one row per measure, in the order of FORMULAS.

    Units and direction stand with each formula in `formulas`. A score is missing, with the reason, for a
    text without English words or in another language; an interval is missing for fewer than five sentences.
    """
    reason = _no_score(article)
    if reason is None:
        counts = count_sentences(article.text, segments).counts
        counts = counts[counts[:, COLUMNS.index("words")] > 0]
        reason = None if counts[:, COLUMNS.index("letters")].sum() else "the text has no words"
    if reason:
        return [Readability(article.article_id, name, None, None, None, reason) for name in FORMULAS]
    return [_score(article.article_id, name, counts) for name in FORMULAS]


def _no_score(article: Article) -> str | None:
    if article.language and article.language.split("-")[0].lower() != "en":
        return f"the formulas are made for English, the article is in {article.language!r}"
    if not any("a" <= letter <= "z" for letter in article.text.lower()):
        return "the text has no English words" if article.text.strip() else "the text is empty"
    return None


def _score(article_id: str, name: str, counts: np.ndarray) -> Readability:
    score = float(FORMULAS[name](counts.sum(axis=0)))
    if len(counts) < FEWEST_SENTENCES:
        reason = f"no interval: {len(counts)} sentences, at least {FEWEST_SENTENCES} are needed"
        return Readability(article_id, name, score, None, None, reason)
    return Readability(article_id, name, score, *interval(counts, FORMULAS[name]), None)
