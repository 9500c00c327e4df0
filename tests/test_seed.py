"""The real article, labelled by hand: what is found of it, and that it is found in the right words."""

from pathlib import Path

import pytest

from helpers import analyse

SEEDS = Path(__file__).parent.parent / "seeds"

ATTRIBUTIONS = [
    # source as written, first and last words of the content, kind, naming
    ("the Associated Press", "In a new confirmation", "forces in Ukraine", "speech", "named"),
    ("North Korea", "a new residential neighborhood", "forces in Ukraine", "act", "named"),
    (None, "to outline the country", "coming years", "stance", "none"),
    ("Western and South Korean", "thousands of North Korean", "falling in the war", "act", "unnamed"),
    ("Images broadcast by state media", "Kim strolling", "present in public", "act", "unnamed"),
    ("Kim", "that the new neighborhood", "fallen soldiers", "speech", "named"),
    ("Kim", "that the homes aim", 'live happily."', "speech", "named"),
    ("He", "that he pushed", "families of the soldiers", "speech", "named"),
    ("Kim", '"unconditional support"', "policies and decisions", "act", "named"),
    ("South Korean, Ukrainian, and Western sources", "Under a joint defense", "reported killed", "speech", "unnamed"),
    ("the South Korean National Intelligence Service", "North Korean forces", "weapon systems", "speech", "named"),
    ("lawmakers", "According to the South Korean", "weapon systems", "speech", "unnamed"),
    (None, "to announce his main goals", "next five years", "stance", "none"),
]
QUANTITIES = [
    # words of the number, low, high, bound, what is counted or measured
    ("thousands", 1_000, 10_000, "=", "North Korean soldiers"),
    ("thousands", 1_000, 10_000, "=", "soldiers"),
    ("two", 2, 2, "=", "leaders"),
    ("14,000", 14_000, 14_000, "~", "soldiers"),
    ("6,000", 6_000, 6_000, ">", "soldiers"),
    ("five years", 5, 5, "=", "year"),
]
TIMES = [
    ("the coming years", "FUTURE_REF"),
    ("a day", "P1D"),
    ("recent months", "PAST_REF"),
    ("Last week", "2026-W07"),
    ("2024", "2024"),
    ("last week", "2026-W07"),
    ("this month", "2026-02"),
    ("the next five years", "P5Y"),
]


@pytest.fixture(scope="module")
def tables():
    return analyse(SEEDS)


def test_attributions(tables):
    text = tables.articles.text[0]
    rows = tables.attributions[~tables.attributions.carrier]
    found = [
        (row.source if isinstance(row.source, str) else None, row.content, row.kind, row.naming)
        for row in rows.itertuples()
    ]
    right = [label for label in ATTRIBUTIONS if any(agrees(label, row, text) for row in found)]
    assert len(right) / len(ATTRIBUTIONS) >= 0.84, [label for label in ATTRIBUTIONS if label not in right]
    assert len(right) / len(found) >= 0.84


def agrees(label, row, text) -> bool:
    source, first, last, kind, naming = label
    words = text[text.index(first) : text.index(last, text.index(first)) + len(last)].split()
    shared = set(words) & set(row[1].split())
    enough = len(shared) / len(set(words) | set(row[1].split())) >= 0.5
    same_source = (row[0] or "").startswith(source) if source else row[0] is None
    return enough and same_source and (kind, naming) == row[2:]


def test_he_is_the_man_with_the_full_name(tables):
    rows = tables.attributions[tables.attributions.source.isin(["He", "Kim"])]
    assert set(rows.speaker) == {"Kim Jong Un"}
    assert set(rows.speaker_kind) == {"person"}


def test_the_intelligence_service_is_known_only_through_lawmakers(tables):
    rows = tables.attributions.set_index("attribution_id")
    service = rows[rows.source == "the South Korean National Intelligence Service"].iloc[0]
    assert rows.loc[service.via].source.startswith("lawmakers")


def test_quantities(tables):
    rows = tables.number_claims
    measured = rows.counted.fillna(rows.unit)
    assert list(zip(rows.text, rows.low, rows.high, rows.bound, measured, strict=True)) == QUANTITIES


def test_the_part_and_the_whole_have_the_same_unnamed_voucher(tables):
    rows = tables.number_claims.merge(tables.attributions[["attribution_id", "naming"]], on="attribution_id")
    assert set(rows[rows.text.isin(["14,000", "6,000"])].naming) == {"unnamed"}


def test_times(tables):
    rows = tables.time_expressions
    assert list(zip(rows.text, rows.value, strict=True)) == TIMES


def test_last_week_is_the_week_before_the_dateline(tables):
    row = tables.time_expressions[tables.time_expressions.text == "Last week"].iloc[0]
    assert (str(row.from_date.date()), str(row.to_date.date())) == ("2026-02-09", "2026-02-15")


def test_nine_paragraphs_and_ten_sentences(tables):
    article = tables.articles.iloc[0]
    assert (article.paragraphs, article.sentences) == (9, 10)
