"""What charts and computed sentences say of tables: true with ties, one article and none, and changed by other data."""

import pandas as pd
import pytest

from helpers import analyse
from helpers.showing import counted, findings, readable, sourced
from helpers.tables.frames import make_tables

TWO_SIDES = (
    "The pool will close in June, said Ada Finch, the mayor. “It leaks and it has leaked for years,” she said.\n\n"
    "Critics say 60 of the 90 members will leave. The council spent £2m on the roof. It declined to comment."
)
ONE_VOICE = (
    "The mill stands at the end of the road. It has four floors and a cellar. Nobody has lived there since the flood."
)


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    folder = tmp_path_factory.mktemp("seeds")
    (folder / "pool.txt").write_text(f" date 2024-05-07 {TWO_SIDES}", encoding="utf-8")
    (folder / "mill.txt").write_text(f" date 2024-06-07 {ONE_VOICE}", encoding="utf-8")
    return analyse(folder)


@pytest.fixture(scope="module")
def nothing():
    return make_tables({})


def test_the_three_findings_of_an_article(tables):
    grade, who, numbers = findings.all_three(tables, "pool")
    assert grade.startswith("It reads at school grade")
    assert who.startswith("Two sources speak (one named, one unnamed)")
    assert "number claims" in numbers


def test_an_article_without_sources_says_so(tables):
    assert findings.sourcing(tables, "mill") == "Nobody is quoted or cited: all of it is in the article’s own voice."
    assert sourced.sources_finding(sourced.sources(tables, "mill")) == "Nobody speaks in this article"
    assert sourced.second_source(tables, "mill") == "There is no second source."


def test_an_article_without_a_title_is_headed_by_its_first_words(tables):
    assert findings.heading(tables, "mill") == "The mill stands at the end of the road. It has four …"


def test_the_collection_says_how_much_was_read(tables, nothing):
    assert findings.collection(tables).startswith("Two articles with ")
    assert "nothing to read" in findings.collection(nothing)


@pytest.mark.parametrize("room", [readable, sourced, counted])
def test_every_view_and_its_finding_survive_an_article_that_is_not_there(room, nothing):
    for name in dir(room):
        view, finding = getattr(room, name), getattr(room, f"{name}_finding", None)
        if finding and name not in ("overall", "by_outlet", "over_time", "per_article"):
            assert finding(view(nothing, "nowhere")), name


def test_views_over_articles_survive_none_and_one(nothing, tables):
    assert readable.overall_finding(readable.overall(nothing)) == "No article has a grade"
    assert sourced.per_article_finding(sourced.per_article(nothing)) == "No article has a source"
    assert "two articles" in findings.comparison(nothing)[0]
    assert len(findings.cards(tables)) == 2


class TestFindingsFollowTheData:
    def test_who_has_most_words(self):
        frame = pd.DataFrame({"speaker": ["Ada", "Ben"], "words": [30, 10]})
        assert sourced.sources_finding(frame) == "Ada has the most words: 75 %"
        assert sourced.sources_finding(frame.assign(words=[10, 30])) == "Ben has the most words: 75 %"
        assert sourced.sources_finding(frame.assign(words=[10, 10])) == "Ada and Ben have the most words: 50 % each"

    def test_which_sentences_run_long(self):
        frame = pd.DataFrame({"sentence": [1, 2], "words": [40, 10]})
        assert readable.along_finding(frame) == "One of two sentences runs past 25 words; longest: 1 (40 words)"
        assert "longest: 2 (40 words)" in readable.along_finding(frame.assign(words=[10, 40]))

    def test_lead_and_body(self):
        frame = pd.DataFrame({"part": ["lead", "body"], "words_per_sentence": [30.0, 20.0]})
        assert readable.parts_finding(frame) == "The lead has 30 words a sentence, the body 20"
        assert (
            readable.parts_finding(frame.assign(words_per_sentence=[20.0, 30.0]))
            == "The lead has 20 words a sentence, the body 30"
        )
        assert readable.parts_finding(frame.assign(words_per_sentence=[20.0, 20.4])).startswith(
            "Lead and body are alike"
        )

    def test_a_title_stands_beside_lead_and_body(self, tmp_path):
        (tmp_path / "pool.md").write_text(f"---\ntitle: Pool to close in June\n---\n{TWO_SIDES}", encoding="utf-8")
        frame = readable.parts(analyse(tmp_path), "pool")
        assert list(frame.part) == ["lead", "body", "title"]
        assert readable.parts_finding(frame).endswith("; the title has five words")

    def test_articles_whose_intervals_overlap_are_too_close_to_tell(self):
        frame = pd.DataFrame({"score": [12.0, 8.0], "low": [9.0, 5.0], "high": [15.0, 11.0], "rests_on": [40, 40]})
        assert "too close to tell" in readable.overall_finding(frame)
        assert "differ reliably" in readable.overall_finding(frame.assign(low=[10.0, 6.0], high=[14.0, 10.0]))

    def test_who_vouches(self):
        frame = pd.DataFrame(
            {"voucher": ["Ada", counted.OWN_VOICE], "naming": ["named", "own voice"], "claims": [3, 1]}
        )
        assert (
            counted.by_voucher_finding(frame)
            == "Ada vouches for most; one of four numbers stands in the article’s own voice"
        )
        assert (
            counted.by_voucher_finding(frame.assign(claims=[1, 3]))
            == "Three of four numbers stand in the article’s own voice"
        )

    def test_the_article_with_most_numbers_of_its_own(self):
        frame = pd.DataFrame({"article": ["a", "b"], "numbers in own voice": [1, 2]})
        assert findings.own_numbers_finding(frame) == "b: two numbers in its own voice"
        assert (
            findings.own_numbers_finding(frame.assign(**{"numbers in own voice": [2, 2]}))
            == "a and b: two numbers in its own voice, each"
        )


def test_a_sentence_that_begins_with_a_description_begins_with_a_capital():
    frame = pd.DataFrame({"speaker": ["an internal memo"], "words": [9]})
    assert sourced.sources_finding(frame) == "An internal memo has the most words: 100 %"
    frame = pd.DataFrame({"voucher": ["a list"], "naming": ["unnamed"], "claims": [3]})
    assert counted.by_voucher_finding(frame).startswith("A list vouches for most")


def test_the_reporters_own_question_rests_on_nobody_and_is_no_statement(tmp_path):
    story = (
        "Asked whether the mill would close, she replied that it would. Critics say it is safe. It reportedly leaks."
    )
    (tmp_path / "mill.txt").write_text(f"Ada Finch runs the mill, said Ben Cole. {story}", encoding="utf-8")
    frame = sourced.unnamed_statements(analyse(tmp_path), "mill")
    assert list(frame.naming) == ["unnamed", "none"]
    assert sourced.unnamed_finding(frame) == "Two statements rest on unnamed sources, one of them on none"
    assert sourced.unnamed_finding(frame[frame.naming == "none"]) == "One statement rests on no source"
    assert sourced.unnamed_finding(frame.head(1)) == "One statement rests on sources that nobody could call back"


def test_what_to_check_first_is_counted_from_one_in_every_article(tables):
    for name in ("pool", "mill"):
        frame = counted.to_check(tables, name)
        assert list(frame["rank"]) == list(range(1, len(frame) + 1))
    assert list(frame.columns[:2]) == ["rank", "why"]
    assert sorted(tables.to_check["rank"]) == list(range(1, len(tables.to_check) + 1))


class TestDerivedShares:
    def shares(self, tmp_path, text):
        (tmp_path / "story.txt").write_text(text, encoding="utf-8")
        return counted.derived_shares(analyse(tmp_path), "story")

    def test_bounds_are_carried_through(self, tmp_path):
        frame = self.shares(tmp_path, "The army sent about 14,000 soldiers, and more than 6,000 of them were killed.")
        assert counted.derived_finding(frame) == "More than 6,000 of about 14,000 is at least about 43 %"

    def test_the_whole_may_follow_its_part(self, tmp_path):
        frame = self.shares(tmp_path, "The firm runs 400 shops abroad. It will close 23 of its 115 shops here.")
        assert list(frame.whole) == ["115"]

    def test_a_part_must_be_called_one(self, tmp_path):
        assert self.shares(tmp_path, "It sent 14,000 soldiers north. In May 6,000 soldiers came home.").empty
