"""The labelled articles are consistent, and the tables stay as right on them as they have been measured to be."""

import pytest

from tests.gold.labels import PARTS, articles, labelled, pairs
from tests.gold.matching import pair_attributions, same_quantity
from tests.gold.score import right_by_rule, scores

FLOORS = {
    ("development", "attributions"): (89, 85),
    ("development", "of kind speech"): (94, 93),
    ("development", "speaker"): (96, 96),
    ("development", "naming"): (97, 97),
    ("development", "speaker_kind"): (93, 93),
    ("development", "via"): (97, 77),
    ("development", "quantities"): (94, 93),
    ("development", "times"): (90, 88),
    ("development", "checks"): (83, 83),
    ("held", "attributions"): (91, 80),
    ("held", "of kind speech"): (93, 87),
    ("held", "speaker"): (87, 87),
    ("held", "naming"): (88, 88),
    ("held", "speaker_kind"): (94, 94),
    ("held", "via"): (88, 38),
    ("held", "quantities"): (89, 88),
    ("held", "times"): (88, 84),
    ("held", "checks"): (97, 37),
    ("held", "checks between articles"): (97, 47),
}
"""(part, measure) → precision and recall (%), a little below what was measured last."""


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


TEXT = "The mayor said that it rained. The bridge is closed, she said."
RAIN = {"content_spans": [[15, 29]], "cue_spans": [[10, 14]], "source_spans": [[0, 9]], "carrier": False}
BRIDGE = {"content_spans": [[31, 51]], "cue_spans": [[57, 61]], "source_spans": [[53, 56]], "carrier": False}


def test_an_attribution_is_found_with_half_of_its_content_and_its_source():
    assert pair_attributions(TEXT, [RAIN, BRIDGE], [BRIDGE, RAIN]) == {0: 1, 1: 0}
    shorter = {**RAIN, "content_spans": [[20, 29]]}  # two words of three
    assert pair_attributions(TEXT, [RAIN], [shorter]) == {0: 0}
    assert pair_attributions(TEXT, [RAIN], [{**RAIN, "content_spans": [[23, 29]]}]) == {}
    assert pair_attributions(TEXT, [RAIN], [{**RAIN, "source_spans": []}]) == {}


def test_a_quantity_is_right_with_value_bound_and_unit_or_counted_head():
    miles = {"low": 3.0, "high": 3.0, "bound": "~", "unit": "mile", "counted": None}
    assert same_quantity(miles, {**miles, "counted": "road"})
    assert not same_quantity(miles, {**miles, "unit": "kilometre"})
    assert not same_quantity(miles, {**miles, "bound": "="})
    votes = {"low": 81, "high": 81, "bound": "=", "unit": None, "counted": "votes"}
    assert same_quantity(votes, {**votes, "counted": "valid votes"})
    assert not same_quantity(votes, {**votes, "counted": None})
    assert not same_quantity(votes, {**votes, "high": None})


@pytest.mark.parametrize("part", PARTS)
def test_the_tables_are_as_right_as_they_were(part):
    measured = scores(part).set_index("measure")
    floors = {measure: floor for (where, measure), floor in FLOORS.items() if where == part}
    now = {measure: tuple(measured.loc[measure, ["precision", "recall"]].round(1)) for measure in floors}
    fallen = {measure: (now[measure], floor) for measure, floor in floors.items() if not is_above(now[measure], floor)}
    assert not fallen


def is_above(figures: tuple[float, float], floor: tuple[float, float]) -> bool:
    return all(figure >= least for figure, least in zip(figures, floor, strict=True))


def test_every_row_found_is_counted_under_its_rule():
    rules, measured = right_by_rule("held"), scores("held").set_index("measure")
    for table in ("attributions", "quantities", "times"):
        counted = rules[rules["table"] == table]
        assert counted["rows"].sum() == measured.loc[table, "found"]
        assert counted["right"].sum() == measured.loc[table, "right"]
