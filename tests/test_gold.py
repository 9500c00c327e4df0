"""The labelled articles are consistent, and the tables stay as right on them as they have been measured to be."""

import pytest

from tests.gold.labels import PARTS, articles, labelled, pairs


@pytest.mark.parametrize("record", labelled(), ids=lambda record: record["id"])
def test_labels_point_into_their_article(record):
    article = articles()[record["id"]]
    attributions = record["attributions"]
    spans = [span for row in attributions for name, part in row.items() if name.endswith("_spans") for span in part]
    spans += [(row["start"], row["end"]) for table in ("quantities", "times") for row in record[table]]
    spans += record["planted"]["spans"] if record["planted"] else []
    assert record["date"] == str(article.date)
    assert all(0 <= start < end <= len(article.text) for start, end in spans)
    assert all(article.text[start:end].strip() == article.text[start:end] for start, end in spans)
    assert all(row["via"] in (None, *range(len(attributions))) for row in attributions)
    assert all(row["via"] != place for place, row in enumerate(attributions))


@pytest.mark.parametrize("record", labelled(), ids=lambda record: record["id"])
def test_a_labelled_quantity_stands_in_the_attribution_that_it_names(record):
    for row in record["quantities"]:
        if row["attribution"] is not None:
            content = record["attributions"][row["attribution"]]["content_spans"]
            assert any(start <= row["start"] and row["end"] <= end for start, end in content)


def test_both_parts_and_all_pairs_are_there():
    assert [len(labelled(part)) for part in PARTS] == [20, 40]
    assert sorted(pairs().values()) == [False, False, True, True]
    assert sum(record["planted"] is not None for record in labelled()) == 12
