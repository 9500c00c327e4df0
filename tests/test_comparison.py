"""Two articles or groups compared, from the tables."""

import pytest

from helpers.findings.mending import sentences
from helpers.findings.readability import measure
from helpers.tables.comparison import compare
from helpers.tables.frames import make_tables
from helpers.text.parse import parse
from helpers.text.records import Article

EASY = "The dog ran. The old man saw it. It was a big red dog. He ran to the lake. The dog swam. They went home. "
HARD = (
    "Municipal authorities, notwithstanding considerable parliamentary opposition, authorized infrastructural "
    "modernization. Subsequent deliberations concerning supplementary appropriations proved extraordinarily "
    "acrimonious. Independent economists anticipated substantial administrative complications. Nevertheless "
    "legislators unanimously ratified comprehensive environmental regulations. Commercial organizations "
    "immediately initiated precautionary litigation. "
)


@pytest.fixture(scope="module")
def tables():
    texts = {"easy": EASY, "easy2": EASY * 2, "hard": HARD, "hard2": HARD * 2, "short": "The dog ran."}
    articles = [Article(name, None, None, None, None, None, "en", text, 1, 1, 1, None) for name, text in texts.items()]
    rows = {"articles": articles, "sentences": [], "readability": []}
    for parsed in parse(articles):
        rows["sentences"] += sentences(parsed)
        rows["readability"] += measure(parsed.article, parsed.segments)
    return make_tables(rows)


def test_a_hard_and_an_easy_article_differ(tables):
    found = compare(tables, "hard", "easy")
    assert found.verdict == "these differ"
    assert found.low < found.difference < found.high
    assert found.difference > 10


def test_turning_the_sides_round_turns_the_sign(tables):
    found, turned = compare(tables, "hard", "easy", "smog_index"), compare(tables, "easy", "hard", "smog_index")
    assert found.difference == -turned.difference
    assert (found.low, found.high) == (-turned.high, -turned.low)


def test_like_articles_and_like_groups_are_too_close_to_tell(tables):
    assert compare(tables, "easy", "easy2").verdict == "too close to tell"
    assert compare(tables, ["easy", "hard"], ["easy2", "hard2"]).verdict == "too close to tell"


def test_articles_without_an_interval_are_left_out(tables):
    assert compare(tables, ["hard", "short"], "easy") == compare(tables, "hard", "easy")
    with pytest.raises(ValueError, match="each side"):
        compare(tables, "short", "easy")
