"""Who says what: invented sentences for each form of attribution, and what must hold for any text."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.findings.attributions import find_attributions, lists
from helpers.text import lexicon
from helpers.text.lemmas import lemma_of
from helpers.text.parse import parse
from helpers.text.records import Article, Attribution


def attributions(text: str) -> list[Attribution]:
    article = Article("test", None, None, None, None, None, "en", text, 0, 0, 0, None)
    return find_attributions(next(parse([article])))


def found(text: str) -> list[tuple[str | None, str, str]]:
    """Source, cue and content of every attribution of a text that no medium only carries."""
    return [(row.source, row.cue, row.content) for row in attributions(text) if not row.carrier]


def one(text: str) -> Attribution:
    """The only attribution of a text."""
    (row,) = attributions(text)
    return row


SPEECH = {
    "The baker said the oven was cold.": ("The baker", "said", "the oven was cold"),
    "The baker said on Monday that the oven was cold.": ("The baker", "said", "that the oven was cold"),
    "The oven was cold, the baker said.": ("the baker", "said", "The oven was cold"),
    "The oven, the baker said, was cold.": ("the baker", "said", "The oven … was cold"),
    "“The oven is cold,” said the baker.": ("the baker", "said", "“The oven is cold,”"),
    "“The oven is cold,” Rosa Field, founder of Field & Sons, says.": (
        "Rosa Field",
        "says",
        "“The oven is cold,”",
    ),
    "The baker told reporters that the oven was cold.": ("The baker", "told", "that the oven was cold"),
    "The mill lost a million pounds, she added, its third loss.": (
        "she",
        "added",
        "The mill lost a million pounds … its third loss",
    ),
    "Of the 90 divers who wrote, 31, or 34 per cent, said the reef was dead.": ("31", "said", "the reef was dead"),
    "The mill promised in writing that the oven was cold.": ("The mill", "promised", "that the oven was cold"),
    "Rents rose last year, Tarn’s bureau estimates.": ("Tarn’s bureau", "estimates", "Rents rose last year"),
    "The inspector asked whether the oven was cold.": ("The inspector", "asked", "whether the oven was cold"),
    "The oven was cold, according to the baker.": ("the baker", "according to", "The oven was cold"),
    "According to two bakers, the oven was cold.": ("two bakers", "According to", "the oven was cold"),
    "The oven, per the fire chief, was cold.": ("the fire chief", "per", "The oven … was cold"),
    "As the baker noted, the oven was cold.": ("the baker", "noted", "the oven was cold"),
    "It was announced that the oven was cold.": (None, "announced", "that the oven was cold"),
    "The baker was quoted as saying that the oven was cold.": ("The baker", "saying", "that the oven was cold"),
    "The baker is said to own nine ovens.": (None, "said", "The baker … to own nine ovens"),
    "The photographs show that the oven was cold.": ("The photographs", "show", "that the oven was cold"),
    "A survey of bakers found that ovens are cold.": ("A survey of bakers", "found", "that ovens are cold"),
    "The claim by the baker that the oven was cold was false.": ("the baker", "claim", "that the oven was cold"),
    "The claim that the oven was cold spread quickly.": (None, "claim", "that the oven was cold"),
    "The oven was cold, or so the baker used to claim.": ("the baker", "claim", "The oven was cold"),
    "Sorry, the baker said.": ("the baker", "said", "Sorry"),
    "The baker, his brother writes, never lit the oven.": ("his brother", "writes", "The baker … never lit the oven"),
    "Asked if the oven was cold, she left the room.": (None, "Asked", "if the oven was cold"),
    "Rosa Field: “The oven is cold.”": ("Rosa Field", ":", "“The oven is cold.”"),
    "And from Rosa Field: “The oven is cold.”": ("Rosa Field", ":", "“The oven is cold.”"),
    "“Too cold to bake” — the baker Rosa Field on the oven": ("the baker Rosa Field", "—", "“Too cold to bake”"),
    "School ovens are safe – inspectorate": ("inspectorate", "–", "School ovens are safe"),
    "“The oven is cold.” — Rosa Field": ("Rosa Field", "—", "“The oven is cold.”"),
    "Asked whether the oven was cold, she left the room.": (None, "Asked", "whether the oven was cold"),
    "The firm issued a statement saying the oven was cold.": ("The firm", "saying", "the oven was cold"),
    "The baker, 44, also said that the oven was cold.": ("The baker", "said", "that the oven was cold"),
}


@pytest.mark.parametrize(("text", "expected"), SPEECH.items())
def test_clauses_and_quotations_are_speech(text: str, expected: tuple[str | None, str, str]) -> None:
    row = one(text)
    assert (row.source, row.cue, row.content) == expected
    assert row.kind == "speech"


ACTS = {
    "The union criticised the new shifts.": ("The union", "criticised", "the new shifts"),
    "The new shifts were criticised by the union.": ("the union", "criticised", "The new shifts"),
    "The union vowed to fight the new shifts.": ("The union", "vowed", "to fight the new shifts"),
    "The union vowed not to sign the new shifts.": ("The union", "vowed", "not to sign the new shifts"),
    "The union urged members to reject the offer.": ("The union", "urged", "to reject the offer"),
    "The union called for longer breaks.": ("The union", "called for", "longer breaks"),
    "The union called on the firm to sign.": ("The union", "called on", "the firm to sign"),
    "The union described the offer as an insult.": ("The union", "described", "the offer as an insult"),
    "The union called the offer “an insult”.": ("The union", "called", "the offer “an insult”"),
    "The union denied breaking the deal.": ("The union", "denied", "breaking the deal"),
    "The union put the number at 13.": ("The union", "put", "the number at 13"),
    "Her criticism of the offer grew.": ("Her", "criticism of", "the offer"),
    "Amid Dutch estimates of the damage, the dam was closed.": ("Dutch", "estimates of", "the damage"),
}


def test_the_unit_of_a_number_is_no_source():
    assert one("The bridge weighs 6kg, or $6 each, said on Monday.").source is None


@pytest.mark.parametrize(
    ("text", "source", "kind", "content"),
    [
        ("In her view, the oven is cold.", "her", "stance", "the oven is cold"),
        ("To Mr Tarn's mind, the oven is cold.", "Mr Tarn", "stance", "the oven is cold"),
        ("The oven is, in his words, “cold as a cellar”.", "his", "speech", "The oven is … “cold as a cellar”"),
    ],
)
def test_a_standpoint_attributes_the_clause_around_it(text, source, kind, content):
    row = one(text)
    assert (row.source, row.kind, row.content) == (source, kind, content)


def test_who_means_a_person_and_no_thing():
    row = one("Officials close to the budget, who warned that money was short, left early.")
    assert row.source == "Officials close to the budget … who"


@pytest.mark.parametrize(("text", "expected"), ACTS.items())
def test_noun_phrases_and_infinitives_are_acts(text: str, expected: tuple[str, str, str]) -> None:
    row = one(text)
    assert (row.source, row.cue, row.content) == expected
    assert row.kind == "act"


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The mayor believes that trams are safe.", "The mayor", "that trams are safe"),
        ("The mayor hopes to ride the first tram.", "The mayor", "to ride the first tram"),
        ("The tram is expected to start in May.", None, "The tram … to start in May"),
    ],
)
def test_belief_and_expectation_are_stances(text: str, source: str | None, content: str) -> None:
    row = one(text)
    assert (row.kind, row.source, row.content) == ("stance", source, content)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The mayor declined to comment.", "The mayor"),
        ("The mayor did not respond to a request for comment.", "The mayor"),
        ("The mayor could not be reached for comment.", "The mayor"),
        ("The mayor refused to answer questions.", "The mayor"),
    ],
)
def test_refusals_are_no_answers(text: str, source: str) -> None:
    row = one(text)
    assert (row.kind, row.source) == ("no_answer", source)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor did not say that trams were safe.",
        "Nobody said that trams were safe.",
        "If the mayor says that trams are safe, people will ride.",
        "The mayor will say that trams are safe.",
        "The mayor left without saying that trams were safe.",
        "The tram ran according to plan.",
        "The storm put lives at risk.",
        "Storm closes the coast road – in pictures",
        "The choir sang “The Green Hills” in the hall.",
        "The so-called “night mayor” opened the tram line.",
        "Joe “the Bolt” Perry won the race by two seconds.",
    ],
)
def test_what_was_not_said_and_what_is_no_saying(text: str) -> None:
    assert found(text) == []


def test_a_quotation_in_two_parts_is_one_attribution() -> None:
    text = "“The oven is cold,” said the baker. “We open at nine.”"
    assert found(text) == [("the baker", "said", "“The oven is cold,” … “We open at nine.”")]


def test_a_quotation_goes_on_from_what_was_said_and_not_from_what_was_added() -> None:
    text = "“The oven is cold,” the baker said, adding that the shop was shut. “We will open it at nine.”"
    assert [content for _, _, content in found(text)] == [
        "“The oven is cold,” … “We will open it at nine.”",
        "that the shop was shut",
    ]


def test_a_quoted_paragraph_without_a_cue_goes_on_from_the_one_before() -> None:
    text = "“The oven is cold,” said the baker.\n\n“We will open the shop at nine tomorrow.”"
    assert len(found(text)) == 1
    assert one(text).content.endswith("“We will open the shop at nine tomorrow.”")


def test_a_partial_quotation_belongs_to_the_whole_complement() -> None:
    row = one("The baker said that the oven was “stone cold” all week.")
    assert row.content == "that the oven was “stone cold” all week"
    assert row.quote_type == "mixed"


def test_every_cue_is_an_attribution_of_its_own() -> None:
    text = "The mayor told the council that trams were safe, adding that buses were not."
    assert found(text) == [
        ("The mayor", "told", "that trams were safe"),
        ("The mayor", "adding", "that buses were not"),
    ]


def test_a_transcript_gives_each_speaker_a_paragraph() -> None:
    text = "Q: Where were you?\n\nA: At the mill. I told Ann so.\n\nROSA FIELD: That is true."
    assert found(text) == [
        ("Q", ":", "Where were you?"),
        ("A", ":", "At the mill. I told Ann so."),
        ("ROSA FIELD", ":", "That is true."),
    ]


@pytest.mark.parametrize("label", ["Related", "Editor's note", "Photo", "UPDATE", "Read more"])
def test_a_rubric_is_no_speaker(label: str) -> None:
    assert found(f"{label}: The mill in the hills of the north.") == []


def test_a_headline_in_capitals_of_titles_has_a_speaker() -> None:
    text = "Harbour Mayor Slams Tram Plan\n\nThe plan was made in May."
    assert found(text)[0] == ("Harbour Mayor", "Slams", "Tram Plan")


def test_a_relative_pronoun_stands_with_its_noun() -> None:
    row = one("We met a baker who said that the oven was cold.")
    assert row.source == "a baker … who"


def test_a_dateline_is_neither_source_nor_content() -> None:
    text = "HELMSTAD (Norwire) - The bank said that rates would rise."
    assert found(text) == [("The bank", "said", "that rates would rise")]


def test_what_somebody_else_said_is_reported_in_turn() -> None:
    text = "Her brother said the landlord had promised that the heating would work."
    assert found(text) == [
        ("Her brother", "said", "the landlord had promised that the heating would work"),
        ("the landlord", "promised", "that the heating would work"),
    ]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("He said she had told him that the oven was cold.", ("she", "told", "that the oven was cold")),
        (
            "Ann said her brother believed that the oven was cold.",
            ("her brother", "believed", "that the oven was cold"),
        ),
        ("Ann said the mayor had described it as a farce.", ("the mayor", "described", "it as a farce")),
        (
            "Ann writes that she was assured by officials that the oven was cold.",
            ("officials", "assured", "that the oven was cold"),
        ),
        ("Ann Lee: They laughed. The mayor said it was cold.", ("The mayor", "said", "it was cold")),
    ],
)
def test_sayings_and_beliefs_inside_a_saying_have_rows(text: str, inner: tuple[str, str, str]) -> None:
    assert len(found(text)) == 2
    assert found(text)[1] == inner


def test_endless_nesting_ends() -> None:
    assert len(attributions("He said that " * 400)) < 100


def test_two_voices_for_one_sentence() -> None:
    text = "The minister said the bridge was safe, according to two aides."
    assert found(text) == [
        ("two aides", "according to", "The minister said the bridge was safe"),
        ("The minister", "said", "the bridge was safe"),
    ]


@pytest.mark.parametrize(
    ("text", "carrier", "cue"),
    [
        ("“The oven is cold,” the baker told Radio Vesta.", "Radio Vesta", "told"),
        ("A memo seen by the Harbour Times says the oven was cold.", "the Harbour Times", "seen"),
        ("The oven was cold, the baker said in an interview with Radio Vesta.", "Radio Vesta", "interview"),
        ("The oven was cold, the Harbour Times reported, citing two aides.", "the Harbour Times", "reported"),
        ("A baker reached by the Harbour Times said that the oven was cold.", "the Harbour Times", "reached"),
        ("The oven was cold, two aides told the paper.", "the paper", "told"),
        ("The oven was cold, according to a review by the city obtained by Vestapress.", "Vestapress", "obtained"),
        ("The Harbour Times quoted an aide as saying that the oven was cold.", "The Harbour Times", "quoted"),
        ("“The oven is cold,” Radio Vesta quoted an aide as saying.", "Radio Vesta", "quoted"),
    ],
)
def test_a_medium_that_carries_a_saying_has_a_row_with_the_same_content(text: str, carrier: str, cue: str) -> None:
    rows = attributions(text)
    assert len(rows) == 2
    assert [(row.source, row.cue) for row in rows if row.carrier] == [(carrier, cue)]
    assert rows[0].content_spans == rows[1].content_spans


def test_an_ordinary_audience_carries_nothing() -> None:
    assert not one("The baker told the court that the oven was cold.").carrier
    assert not one("The baker told a news conference that the oven was cold.").carrier


def test_a_partial_quotation_beside_a_verb_takes_the_clause_around_it() -> None:
    row = one("The chief told the crew he was “not quite there yet” on hiring.")
    assert row.content == "he was “not quite there yet” on hiring"


def test_hearsay_reaches_to_the_next_comma() -> None:
    row = one("In May, the ferry reportedly sank, leaving nine people in the water.")
    assert (row.source, row.cue, row.content) == (None, "reportedly", "the ferry … sank")


def test_a_name_keeps_both_brackets() -> None:
    assert one("The Guild of Potters (GOP) says that clay is dear.").source == "The Guild of Potters (GOP)"


def test_an_editor_can_add_a_verb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = "The mayor yodelled that the trams were safe."
    assert found(sentence) == []
    shutil.copytree(lexicon.FOLDER, tmp_path, dirs_exist_ok=True)
    with (tmp_path / lists.VERB_LIST).open("a", encoding="utf-8") as verb_list:
        verb_list.write("yodel\tsay\tclause\t-\n")
    memories = [lexicon.rows, lists.verbs]
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    for memory in memories:
        memory.cache_clear()
    try:
        assert found(sentence) == [("The mayor", "yodelled", "that the trams were safe")]
    finally:
        for memory in memories:
            memory.cache_clear()


def test_ids_are_numbered_in_reading_order() -> None:
    rows = attributions("The baker said it rained. The mayor said it snowed.")
    assert [row.attribution_id for row in rows] == ["test:a0", "test:a1"]
    assert [row.sentence for row in rows] == [0, 1]


HOSTILE = [
    "",
    "\n\n",
    "“",
    "“Everything here is one quotation, he said, and it never ends.",
    "HE SAID THAT IT RAINED. “IT RAINS,” SHE SAID.",
    "He said" * 500,
    "said " * 2000,
    "“He said “she said “they said” that” so” it rained.",
    "😀 said 😀 that \u200b it rained, said 😀.",
    "Он сказал: “It rained,” said 王小明。",
    "It rained, " * 2000 + "he said.",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_have_exact_offsets(text: str) -> None:
    check(text, attributions(text))


WORDS = ["“", "”", '"', "'", "‘", "’", ".", ",", ":", "—", "Q:", "Ann", "said", "he", "SAID", "that", "rained", "told"]
PIECES = st.lists(
    st.sampled_from(
        [*WORDS, "mayor", "😀", "\u200b", "было", "你好", "$5m", "(", ")", "and", "\n\n", "\n", " ", "according to"]
    ),
    max_size=40,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(PIECES, st.text(max_size=120)))
def test_any_text_gives_rows_in_reading_order_with_exact_offsets(text: str) -> None:
    check(text, attributions(text))


def check(text: str, rows: list[Attribution]) -> None:
    """Rows are in reading order, their strings are the slices of their spans, their spans stand in the text."""
    assert [row.content_spans[0] for row in rows] == sorted(row.content_spans[0] for row in rows)
    for row in rows:
        assert row.content == " … ".join(text[start:end] for start, end in row.content_spans)
        assert row.cue == " … ".join(text[start:end] for start, end in row.cue_spans)
        assert (row.source is None) == (row.source_spans == [])
        assert row.content_spans == sorted(row.content_spans)
        for start, end in [*row.content_spans, *row.cue_spans, *row.source_spans]:
            assert 0 <= start < end <= len(text)


def test_according_to_a_medium_is_one_attribution_and_tells_no_medium() -> None:
    rows = attributions("The mill will close, according to Radio Vesta.")
    assert [(row.rule, row.source, row.carrier) for row in rows] == [("according_to", "Radio Vesta", False)]


def test_every_verb_of_the_list_is_known_by_its_regular_forms():
    verbs = {row[0] for row in lexicon.rows("reporting-verbs.tsv") if row[0].isalpha()}
    silent_e = {(verb + "d", verb[:-1] + "ing") for verb in verbs if re.search(r"[^aeiou]e$", verb)}
    long_vowel = {(verb + "ed", verb + "ing") for verb in verbs if re.search(r"[aeo][aiou][dklmnpt]$", verb)}
    forms = [(form, tag) for both in silent_e | long_vowel for form, tag in zip(both, ("VBD", "VBG"), strict=True)]
    assert len(forms) > 200
    assert not [form for form, tag in forms if lemma_of(form, tag) not in verbs]
