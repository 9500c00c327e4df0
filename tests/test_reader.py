"""The marked-up article: every mark in its place, told apart without colour, nothing of the article let loose."""

import re
from html import unescape

import pytest

from helpers import analyse
from helpers.showing import reader

STORY = (
    "Ada Finch, the mayor, said the pool cost $5m and the roof $6m. “It leaks,” she said.\n\n"
    "Critics say 60 of the 90 members will leave. About 40 had signed up."
)


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    folder = tmp_path_factory.mktemp("seeds")
    (folder / "a b;c.txt").write_text(STORY, encoding="utf-8")
    return analyse(folder)


def text_of(page: str) -> str:
    body = page.split("<details>")[0]
    return unescape(re.sub(r"<a href[^>]*>.*?</a>|<ul.*?</ul>|<[^>]+>", "", body))


@pytest.mark.parametrize("view", [reader.speakers, reader.numbers])
def test_the_story_is_shown_whole_and_in_order(tables, view):
    shown = " ".join(text_of(view(tables, "a b;c").html).split())
    assert " ".join(STORY.split()).replace(" ", "") in shown.replace(" ", "")


def test_nothing_of_the_article_becomes_markup(tmp_path):
    story = "Critics say <script>alert(1)</script> is <img src=x onerror=alert(2)> and \u202eturned."
    (tmp_path / "x.txt").write_text(story, encoding="utf-8")
    page = reader.speakers(analyse(tmp_path), "x").html
    assert "<script" not in page
    assert "<img" not in page
    assert "\u202e" not in page
    assert "&lt;" in page


def test_amounts_of_money_are_kept_from_mathjax(tables):
    for view in (reader.speakers, reader.numbers):
        assert 'class="marked tex2jax_ignore mathjax_ignore"' in view(tables, "a b;c").html


def test_speakers_differ_by_line_and_letter_and_the_unnamed_carry_a_question_mark(tables):
    page = reader.speakers(tables, "a b;c").html
    lines = set(re.findall(r"underline (solid|dashed|dotted|double|wavy)", page))
    assert len(lines) == 2
    assert re.search(r"<strong>A</strong>: Ada Finch \(named", page)
    assert re.search(r"<strong>B\?</strong>: [Cc]ritics \(unnamed", page)


def test_a_claim_shows_its_bound_and_who_vouches(tables):
    page = reader.numbers(tables, "a b;c").html
    assert re.search(r">40</span><a [^>]*>~ own</a>", page)
    assert re.search(r">60</span><a [^>]*>= B\?</a>", page)


def test_a_letter_means_the_same_source_in_both_views_and_is_explained_in_both(tmp_path):
    story = "The council hopes to open 3 pools. Critics say 60 will leave. Ada Finch said it cost $5m."
    (tmp_path / "x.txt").write_text(story, encoding="utf-8")
    tables = analyse(tmp_path)
    heard, vouching = (
        dict(re.findall(r"<li><strong>([A-Z]+\??)</strong>: ([\w ]+)", view(tables, "x").html))
        for view in (reader.speakers, reader.numbers)
    )
    assert set(heard) == {"A?", "B"}
    assert {letter: name.strip() for letter, name in vouching.items() if letter in heard} == {
        letter: name.strip() for letter, name in heard.items()
    }


def test_every_mark_leads_to_its_note_and_every_note_to_its_sentence(tables):
    for view in (reader.speakers, reader.numbers):
        page = view(tables, "a b;c").html
        names = set(re.findall(r'id="([^"]+)"', page))
        links = set(re.findall(r'href="#([^"]+)"', page))
        assert links
        assert links <= names


def test_a_note_names_the_rule_and_what_it_looks_for(tables):
    page = reader.speakers(tables, "a b;c").html
    assert "rule <code>clause</code>: A clause as object" in page


def test_small_numbers_of_marks_are_words_and_labels_stay_in_one_line(tables):
    page = reader.speakers(tables, "a b;c").html
    assert "<summary>Three marks, each with its rule</summary>" in page
    assert "white-space:nowrap" in re.search(r'<a href="#[^>]*aria-label="note A"', page)[0]


def test_hard_sentences_say_why(tmp_path):
    (tmp_path / "long.txt").write_text(
        "The pool " + "and the mill and the road and the bridge " * 5 + "will close.", encoding="utf-8"
    )
    page = reader.sentences(analyse(tmp_path), "long").html
    assert "readers lose the thread" in page


def test_without_text_only_places_remain(tables, monkeypatch):
    monkeypatch.setenv("PRESS_CHECK_TEXT", "no")
    page = reader.speakers(tables, "a b;c").html
    assert "members will leave" not in page
    assert "left out" in page


def test_an_article_that_is_not_there(tables):
    assert "no article" in reader.speakers(tables, "nowhere").html
