"""The published formulas, computed from counts of sentences.

Each takes an array whose last axis holds the columns of `counts.COLUMNS`, summed over a text (or over many
resampled texts at once), and gives one score a text. On clean text they agree with textstat to the last digit, save
where textstat departs from a formula's authors: there the formula says so.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from helpers.findings.readability.counts import COLUMNS

Formula = Callable[[np.ndarray], np.ndarray]
CLOZE = (12.5, 18.5, 24.5, 30.5, 36.5, 42.0, 47.0, 51.5, 55.5, 61.0)
GRADE = (16.5, 14.0, 11.5, 9.5, 7.5, 5.5, 4.0, 3.0, 2.0, 1.0)
DALE_CHALL_STEP = 3.6365
DALE_CHALL_LIMIT = 5.0


def _total(counts: np.ndarray, column: str) -> np.ndarray:
    return counts[..., COLUMNS.index(column)]


def _ratio(counts: np.ndarray, upper: str, lower: str) -> np.ndarray:
    return _total(counts, upper) / _total(counts, lower)


def overall_grade(counts: np.ndarray) -> np.ndarray:
    """School grade a reader needs, higher = harder: the New Dale-Chall formula of 1995.

    It weighs the share of words that are not familiar (regular forms of familiar words and well-known names are) and
    the words per sentence. The formula predicts the share of gaps that readers fill; its authors' table turns that into
    grades, here as a line through the middle of each band and straight on beyond its ends.
    Source: J. S. Chall and E. Dale, Readability Revisited, 1995, pages 66 and 74.
    """
    cloze = 64 - 0.95 * unfamiliar_share(counts) - 0.69 * _ratio(counts, "words", "sentences")
    beyond = np.minimum(cloze - CLOZE[0], 0) * (GRADE[1] - GRADE[0]) / (CLOZE[1] - CLOZE[0])
    return np.interp(cloze, CLOZE, GRADE) + beyond


def flesch_kincaid_grade(counts: np.ndarray) -> np.ndarray:
    """School grade, higher = harder. Source: J. P. Kincaid and others, 1975."""
    return 0.39 * _ratio(counts, "words", "sentences") + 11.8 * _ratio(counts, "syllables", "words") - 15.59


def flesch_reading_ease(counts: np.ndarray) -> np.ndarray:
    """0 (very hard) to 100 (very easy), higher = easier. Source: R. Flesch, A New Readability Yardstick, 1948."""
    return 206.835 - 1.015 * _ratio(counts, "words", "sentences") - 84.6 * _ratio(counts, "syllables", "words")


def gunning_fog(counts: np.ndarray) -> np.ndarray:
    """School grade, higher = harder; complex words by Gunning's own rule, which textstat does not follow.

    Words of three syllables and more are complex, but not names, not compounds of short words, and not words that have
    the third syllable from -es, -ed or -ing. Source: R. Gunning, The Technique of Clear Writing, 1952.
    """
    return 0.4 * (_ratio(counts, "words", "sentences") + 100 * _ratio(counts, "complex", "words"))


def smog_index(counts: np.ndarray) -> np.ndarray:
    """School grade, higher = harder; made for 30 sentences or more. Source: G. H. McLaughlin, 1969."""
    return 1.043 * np.sqrt(30 * _ratio(counts, "polysyllables", "sentences")) + 3.1291


def coleman_liau_index(counts: np.ndarray) -> np.ndarray:
    """School grade, higher = harder. Source: M. Coleman and T. L. Liau, 1975."""
    return 5.8 * _ratio(counts, "letters", "words") - 29.6 * _ratio(counts, "sentences", "words") - 15.8


def automated_readability_index(counts: np.ndarray) -> np.ndarray:
    """School grade, higher = harder. Source: R. J. Senter and E. A. Smith, 1967."""
    return 4.71 * _ratio(counts, "characters", "words") + 0.5 * _ratio(counts, "words", "sentences") - 21.43


def dale_chall(counts: np.ndarray) -> np.ndarray:
    """Score of 1948, higher = harder: 4.9 or less is grade 4, 7.0-7.9 grades 9-10, 9.0-9.9 college.

    Regular forms of familiar words and well-known names are familiar; textstat counts them as difficult.
    Source: E. Dale and J. S. Chall, A Formula for Predicting Readability, 1948, in the usual form that adds a step
    where more than 5 % of the words are unfamiliar.
    """
    return dale_chall_line(counts) + DALE_CHALL_STEP * (unfamiliar_share(counts) > DALE_CHALL_LIMIT)


def dale_chall_line(counts: np.ndarray) -> np.ndarray:
    """The 1948 score without its step."""
    return 0.1579 * unfamiliar_share(counts) + 0.0496 * _ratio(counts, "words", "sentences")


def unfamiliar_share(counts: np.ndarray) -> np.ndarray:
    """Percentage of the words that are not familiar."""
    return 100 * _ratio(counts, "unfamiliar", "words")


FORMULAS: dict[str, Formula] = {
    formula.__name__: formula
    for formula in (
        overall_grade,
        flesch_kincaid_grade,
        flesch_reading_ease,
        gunning_fog,
        smog_index,
        coleman_liau_index,
        automated_readability_index,
        dale_chall,
    )
}
"""Every measure by name, in the order in which it is shown."""
