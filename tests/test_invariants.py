"""What holds for every text: places are what they say, order is reading order, ids lead somewhere, nothing is lost."""

import pandas as pd
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from helpers.tables.analysis import analyse
from helpers.tables.frames import TABLES

PIECES = [
    *("“", "”", '"', "'", "’", "‘", "«", "»", "—", " - ", "...", "…", "?", "!", ":", ";", "(", ")", "[", "\n", "\n\n", "\t", " "),
    *("said", "Ada Finch", "the mayor", "according to police", "She told reporters that", "who asked not to be named,", "added"),
    *("declined to comment", "$5m", "43 percent", "3,000 of them", "from 7% to 5%", "two-thirds", "dozens", "1 in 5", "9" * 400),
    *("last week", "in 2024", "on Tuesday", "3/4/2025", "the next five years", "since May 12", "10:30 a.m.", "P5Y", "-0.0", "1e999"),
    *("U.S.", "Mr.", "e.g.", "No. 5", "St.", "A.", "I", "it fell", "it rose by", "was closed by the council", "and", "that", "who"),
    *("\u200b", "\u00ad", "\ufeff", "\x00", "\x1f", "🙂", "👩‍👩‍👧", "ﷺ", "日本語。", "Ünïcödé", "\u0301", "\u202e", "ALL CAPS NOW", "İ", "ß", "ǅ"),
]  # fmt: skip
WRITTEN = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=60).map(" ".join)
TEXTS = st.lists(st.text(max_size=200) | WRITTEN | WRITTEN.map(str.upper), min_size=1, max_size=4)
PLACED = ("sentences", "number_claims", "rejected_numbers", "time_expressions")


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS)
@example(["“A,” he said. “B", "a " * 3000, "1" * 5000, '"' * 500, "(" * 500, ". " * 500, "said " * 500, "\n" * 500])
def test_the_tables_are_sound_for_any_texts(texts):
    given_rows = pd.DataFrame({"article_id": [f"t{n}" for n in range(len(texts))], "text": texts, "date": "2026-02-16"})
    tables = analyse(given_rows, processes=1)
    assert not tables.problems.problem.str.contains("failed").any(), tables.problems.problem.tolist()
    nothing_is_lost(given_rows, tables)
    places_are_what_they_say(tables)
    rows_stand_in_reading_order(tables)
    ids_lead_somewhere(tables)


def nothing_is_lost(given_rows, tables):
    skipped = set(tables.problems[tables.problems.skipped].article_id)
    assert set(tables.articles.article_id) | skipped == set(given_rows.article_id)
    assert not set(tables.articles.article_id) & skipped
    written = given_rows.set_index("article_id").text
    assert all(
        row.text == written[row.article_id].encode("utf-8", "replace").decode() or "\ufffd" in row.text
        for row in tables.articles.itertuples()
    )


def places_are_what_they_say(tables):
    text_of = dict(zip(tables.articles.article_id, tables.articles.text, strict=True))
    for table in PLACED:
        for row in getattr(tables, table).itertuples():
            assert text_of[row.article_id][row.start : row.end] == row.text != "", table
    for row in tables.attributions.itertuples():
        text = text_of[row.article_id]
        for column in ("content", "cue", "source"):
            spans = getattr(row, f"{column}_spans")
            assert all(0 <= start < end <= len(text) for start, end in spans)
            assert spans == sorted(spans)
            if len(spans) == 1:
                assert text[slice(*spans[0])] == getattr(row, column)
        assert row.content_spans
    for row in tables.problems.dropna(subset=["start"]).itertuples():
        assert 0 <= row.start < row.end <= len(text_of[row.article_id])


def rows_stand_in_reading_order(tables):
    order = {name: place for place, name in enumerate(tables.articles.article_id)}
    for table in PLACED:
        data = getattr(tables, table)
        keys = [(order[row.article_id], row.start) for row in data.itertuples()]
        assert keys == sorted(keys), table
    for data in (tables.attributions, tables.readability, tables.sources):
        places = data.article_id.map(order)
        assert places.is_monotonic_increasing
    assert tables.to_check["rank"].tolist() == list(range(1, len(tables.to_check) + 1))


def ids_lead_somewhere(tables):
    ids = {
        "attribution_id": tables.attributions.attribution_id,
        "speaker_id": tables.sources.speaker_id,
        "claim_id": tables.number_claims.claim_id,
        "time_id": tables.time_expressions.time_id,
        "article_id": tables.articles.article_id,
    }
    for name, values in ids.items():
        assert values.is_unique, name
    ids["via"], ids["other_article_id"] = ids["attribution_id"], ids["article_id"]
    for table in TABLES:
        data = getattr(tables, table)
        for name in ids.keys() & set(data.columns) - ({"article_id"} if table == "problems" else set()):
            assert set(data[name].dropna()) <= set(ids[name]), (table, name)
    assert {claim for claims in tables.checks.claim_ids for claim in claims} <= set(ids["claim_id"])
    assert tables.checks.check_id.is_unique


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS)
def test_two_runs_give_the_same_tables_and_order_does_not_matter_to_an_article(texts):
    rows = pd.DataFrame({"article_id": [f"t{n}" for n in range(len(texts))], "text": texts})
    once, again = analyse(rows, processes=1), analyse(rows, processes=1)
    for name, data in once._asdict().items():
        assert_frame_equal(data, getattr(again, name), obj=name)
    alone = [analyse(rows.iloc[[place]], processes=1).attributions for place in range(len(rows))]
    whole = pd.concat([data[data.article_id.isin(once.articles.article_id)] for data in alone], ignore_index=True)
    assert_frame_equal(whole, once.attributions, check_dtype=False)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.binary(max_size=300) | WRITTEN.map(lambda text: text.encode("utf-8", "replace")), min_size=1, max_size=4
    )
)
def test_every_file_of_any_bytes_is_in_articles_or_problems(tmp_path_factory, files):
    folder = tmp_path_factory.mktemp("any")
    for number, data in enumerate(files):
        (folder / f"f{number}.txt").write_bytes(data)
    tables = analyse(folder, processes=1)
    paths = set(tables.articles.path) | set(tables.problems[tables.problems.skipped].path)
    assert paths == {str(folder / f"f{number}.txt") for number in range(len(files))}
    places_are_what_they_say(tables)
