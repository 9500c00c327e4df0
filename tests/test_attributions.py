"""Who says what: one invented sentence for each form of attribution, and what must hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.findings.sourcing.attributions import find_attributions
from helpers.text.parse import parse
from helpers.text.records import Article, Attribution


def attributions(text: str) -> list[Attribution]:
    article = Article("test", None, None, None, None, None, "en", text, 0, 0, 0, None)
    return find_attributions(next(parse([article])))


def found(text: str) -> list[tuple[str | None, str, str]]:
    """Source, cue and content of every attribution of a text."""
    return [(row.source, row.cue, row.content) for row in attributions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The baker said the oven was cold.", ("The baker", "said", "the oven was cold")),
        ("The oven was cold, the baker said.", ("the baker", "said", "The oven was cold")),
        ("“The oven is cold,” said the baker.", ("the baker", "said", "“The oven is cold,”")),
        ("The oven was cold, according to the baker.", ("the baker", "according to", "The oven was cold")),
    ],
)
def test_forms(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in found(text)


WORDS = [
    "“",
    "”",
    '"',
    "'",
    "‘",
    "’",
    ".",
    ",",
    ":",
    "—",
    "Q:",
    "A:",
    "Ann",
    "said",
    "he",
    "SAID",
    "that",
    "rained",
    "told",
    "mayor",
    "😀",
    "\u200b",
    "было",
    "你好",
    "$5m",
    "(",
    ")",
    "and",
]
PIECES = st.lists(st.sampled_from([*WORDS, "\n\n", "\n", " ", "it rained", "according to"]), max_size=40).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(PIECES, st.text(max_size=120)))
def test_any_text_gives_rows_in_reading_order_with_exact_offsets(text: str) -> None:
    rows = attributions(text)
    assert [row.content_spans[0] for row in rows] == sorted(row.content_spans[0] for row in rows)
    for row in rows:
        assert row.content == " … ".join(text[start:end] for start, end in row.content_spans)
        assert row.cue == " … ".join(text[start:end] for start, end in row.cue_spans)
        assert (row.source is None) == (row.source_spans == [])
        for start, end in [*row.content_spans, *row.cue_spans, *row.source_spans]:
            assert 0 <= start < end <= len(text)


def test_according_to_a_medium_is_one_attribution_and_tells_no_medium() -> None:
    rows = attributions("The mill will close, according to Radio Vesta.")
    assert [(row.rule, row.source, row.carrier) for row in rows] == [("according_to", "Radio Vesta", False)]
