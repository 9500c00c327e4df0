"""What is to be mended, and why; what is left alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.findings.mending import RULES, explain, sentences
from helpers.text.parse import parse
from helpers.text.records import Article, Sentence


def mend(text: str) -> list[Sentence]:
    article = Article("a", None, None, None, None, None, None, text, 0, 0, 0, None)
    return sentences(next(parse([article])))


def flags(text: str) -> list[list[str]]:
    return [row.flags.split(";") if row.flags else [] for row in mend(text)]


def words(number: int) -> str:
    return "We saw " + "old " * (number - 3) + "dogs."


def test_long_begins_above_25_words():
    assert flags(words(25)) == [[]]
    assert flags(words(26)) == [["long"]]
    assert mend(words(26))[0].why == "26 words; readers lose the thread beyond 25"


FLAGGED = [
    ("deep", "We know that she said that the boat sank because it was old."),
    ("passive", "The bridge was opened by the mayor."),
    ("passive", "Two dogs have been bitten by a cat."),
    ("nominalised", "The police conducted an investigation last year."),
    ("nominalised", "The council has made a decision about it."),
    ("unfamiliar", "Municipal deliberations concerning infrastructural modernization proceeded."),
    ("acronym", "The plan was sent to the ZQRF last night."),
    ("acronym", "Two ZQRFs met in the town."),
    ("jargon", "The town will utilize the old bridge."),
    ("jargon", "They utilized it prior to the war."),
    ("jargon", "Two stakeholders came to dinner."),
    ("figures", "The town got 3 buses, 14 trams, 200 bikes and 2.5 million tickets."),
]
LEFT_ALONE = [
    ("deep", "He left because it rained, she said."),
    ("deep", "He said he would go home."),
    ("passive", "Three men were killed on the road."),
    ("passive", "The film is based on a book by a friend."),
    ("passive", "The man walked by the lake."),
    ("passive", "The work is expected by Thursday."),
    ("deep", "He wanted to go home to see the man wearing the hat."),
    ("passive", "“The bridge was opened by the mayor,” she said."),
    ("nominalised", "The decision came late."),
    ("nominalised", "They read the decision."),
    ("unfamiliar", "We met Alessandro Zimmermann and Guadalupe Kowalczyk near Timbuktu and Ouagadougou today."),
    ("unfamiliar", "It was an extraordinary day for the old dog and for me."),
    ("acronym", "The NATO ships and the FBI men left."),
    ("acronym", "The Zinc Quarry Relief Fund paid, and the ZQRF lent more."),
    ("acronym", "The relief fund (ZQRF) paid."),
    ("acronym", "The ZQRF (Zinc Quarry Relief Fund) paid."),
    ("acronym", "The shop of QZ Harrow was shut."),
    ("acronym", "LAKE CITY — The old dog left the town."),
    ("acronym", "THE ZQRF PAID FOR THE OLD DOG."),
    ("jargon", "“We must utilize it,” the mayor said."),
    ("jargon", "The use of the bridge is free."),
    ("figures", "On May 5, 2019, and June 6, 2020, and July 7, 2021, it rained."),
    ("figures", "The town got 3 buses and 2.5 million tickets."),
    ("figures", "An 81-year-old man drove 12 miles (19 kilometers) on Route 9 and met three old men and two dogs."),
]


@pytest.mark.parametrize(("flag", "text"), FLAGGED)
def test_flagged(flag, text):
    assert flag in flags(text)[0]


@pytest.mark.parametrize(("flag", "text"), LEFT_ALONE)
def test_left_alone(flag, text):
    assert flag not in flags(text)[0]


def test_an_acronym_is_flagged_at_its_first_mention_only():
    assert flags("The ZQRF paid. The ZQRF left.") == [["acronym"], []]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The bridge was opened by the old mayor.", "passive “opened by … mayor”; say who did it first"),
        ("The police conducted an investigation.", "“conducted … investigation” hides a verb: investigate"),
        ("The town will utilize it.", "“utilize”: use"),
        ("The ZQRF paid.", "ZQRF: say in full at first mention"),
        ("It has 3 cats, 4 dogs, 5 cows and 6 hens.", "4 figures in one sentence"),
    ],
)
def test_why_says_what_was_found(text, why):
    assert mend(text)[0].why == why


def test_reasons_stand_in_the_order_of_the_flags():
    row = mend("The town will utilize " + "old " * 25 + "dogs.")[0]
    assert (row.flags, row.why) == ("long;jargon", "30 words; readers lose the thread beyond 25 · “utilize”: use")


def test_every_rule_is_explained_in_one_line():
    for flag in RULES:
        assert explain(flag).endswith(".")
    with pytest.raises(KeyError):
        explain("unknown")


def test_rows_follow_the_text_and_hold_its_words():
    text = "By Ann Lee\n\nThe old bridge fell. “Why?” she asked.\n\n***"
    rows = mend(text)
    assert [row.text for row in rows] == ["By Ann Lee", "The old bridge fell.", "“Why?” she asked.", "***"]
    assert [(row.sentence, row.paragraph) for row in rows] == [(0, 0), (1, 1), (2, 1), (3, 2)]
    assert [(row.words, row.syllables) for row in rows] == [(3, 3), (4, 4), (3, 3), (0, 0)]
    assert all(text[row.start : row.end] == row.text for row in rows)
    assert {row.attributed for row in rows} == {0.0}


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.sampled_from('aB1 .?!"“”()\n,:-AQ\u200b北'), max_size=60) | st.text(max_size=60))
def test_any_text_gives_one_row_per_sentence_with_known_flags(text):
    for number, row in enumerate(mend(text)):
        assert row.sentence == number
        assert text[row.start : row.end] == row.text
        assert set(filter(None, row.flags.split(";"))) <= set(RULES)
        assert bool(row.flags) == bool(row.why)


@pytest.mark.parametrize("text", ["ABCD " * 5_000, "1 " * 5_000, "that he said " * 2_000, "(NRC) " * 3_000])
def test_hostile_texts_are_read_to_the_end(text):
    assert sum(row.words for row in mend(text)) == len(text.split())


def test_the_particle_of_an_empty_verb_is_named():
    assert mend("The men carried out an inspection.")[0].why == "“carried out … inspection” hides a verb: inspect"
