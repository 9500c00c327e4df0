"""Who vouches: number claims tied to the attributions they stand in, sentences to the share attributed."""

from __future__ import annotations

import numpy as np

from helpers.text.records import Attribution, NumberClaim, Sentence
from helpers.text.segment import words

NOBODY = -1


def tie(claims: list[NumberClaim], attributions: list[Attribution]) -> list[NumberClaim]:
    """Claims with the `attribution_id` of the innermost attribution in whose content they begin.

    A refusal to answer vouches for nothing. Where two attributions share the content, the one that the article
    reports itself (without `via`) carries the claim.
    """
    holders = _painted(attributions, max((claim.end for claim in claims), default=0))
    return [
        claim._replace(
            attribution_id=None if (at := holders[claim.start]) == NOBODY else attributions[at].attribution_id
        )
        for claim in claims
    ]


def attributed_shares(sentences: list[Sentence], attributions: list[Attribution]) -> list[Sentence]:
    """Sentences with the share of their words that stand inside the content of speech."""
    speech = [row for row in attributions if row.kind == "speech"]
    inside = _painted(speech, max((sentence.end for sentence in sentences), default=0)) != NOBODY
    return [sentence._replace(attributed=_share(sentence, inside)) for sentence in sentences]


def _share(sentence: Sentence, inside: np.ndarray) -> float:
    places = [sentence.start + start for start, _ in words(sentence.text)]
    return float(inside[places].mean()) if places else 0.0


def _painted(attributions: list[Attribution], length: int) -> np.ndarray:
    """For each character the number of the innermost attribution around it; short spans are painted over long ones."""
    spans = [
        (start - end, not row.via, -place, start, end)
        for place, row in enumerate(attributions)
        if row.kind != "no_answer"
        for start, end in row.content_spans
    ]
    holders = np.full(length, NOBODY)
    for _, _, place, start, end in sorted(spans):
        holders[start:end] = -place
    return holders
