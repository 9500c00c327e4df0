"""Scores, intervals and comparisons of readability."""

import math
import subprocess
import sys
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.findings.readability import measure
from helpers.findings.readability.counts import COLUMNS, count_sentences
from helpers.findings.readability.formulas import FORMULAS, dale_chall, flesch_kincaid_grade
from helpers.findings.readability.intervals import Estimate, difference, interval, student_t
from helpers.findings.readability.words import DATA, is_familiar, look_up, textstat_offline
from helpers.text.records import Article
from helpers.text.segment import segment

SEED = Path(__file__).parent.parent / "seeds" / "000_1568b18e2622dca9.txt"
CLEAN = (
    "The council opened the new bridge over the river on Monday. It had taken four years and two lawsuits by the "
    "neighbors. The mayor promised that traffic would flow again before winter. Nobody believed a single word of "
    "it. Engineers warned about the foundation and about the considerable weight of the trucks. Children crossed "
    "first and waved their little flags. An elderly woman complained that the ceremony was far too long."
)
NEWS = (
    "LAKE CITY, Ore. (AP) — The council's $3.5 million bridge opened on Sept. 3, two years late, Mr. Hale said. "
    "“Nobody wanted it,” Dr. J. K. Okoro, a well-known engineer, told the Lake City Herald. The U.S. government paid "
    "half of it—1,200 people crossed by 7 p.m. local time. Why did it take so long? Hale Inc. blamed deliberations in "
    "the state's legislature, municipal indecisiveness and, above all, an extraordinarily complicated authorization "
    "procedure. It rained."
)
GOLDEN = {
    "seed": {
        "overall_grade": (14.602083333333333, 11.69542188998011, 17.508744776686555),
        "flesch_kincaid_grade": (20.075617283950617, 16.05573271409657, 24.095501853804663),
        "flesch_reading_ease": (23.26527777777781, 8.458595361922416, 38.0719601936332),
        "gunning_fog": (21.03950617283951, 17.18973308074983, 24.88927926492919),
        "smog_index": (18.9813275721742, 16.296315721391, 21.666339422957403),
        "coleman_liau_index": (13.414320987654321, 11.417977534540459, 15.410664440768183),
        "automated_readability_index": (23.742296296296296, 19.043722460258877, 28.440870132333714),
        "dale_chall": (8.8033, 8.081994071543736, 9.524605928456264),
    },
    "news": {
        "overall_grade": (6.163636363636365, -0.8357967075441364, 13.163069434816865),
        "flesch_kincaid_grade": (9.109000000000002, -0.8242747374174826, 19.042274737417486),
        "flesch_reading_ease": (52.01950000000002, -14.009187765829424, 118.04818776582947),
        "gunning_fog": (10.866666666666667, 0.13418495774590333, 21.599148375587433),
        "smog_index": (11.20814326018867, 3.710447756253947, 18.705838764123392),
        "coleman_liau_index": (9.053333333333331, -3.490531685792961, 21.59719835245962),
        "automated_readability_index": (9.312000000000001, -1.3743937986666452, 19.998393798666648),
        "dale_chall": (6.7829, -0.500175825217072, 10.429475825217072),
    },
}


def article(text: str, language: str | None = None) -> Article:
    return Article("a", None, None, None, None, None, language, text, 0, 0, 0, None)


def scores(text: str, language: str | None = None) -> dict:
    return {row.measure: row for row in measure(article(text, language), segment(text))}


def seed() -> str:
    return SEED.read_text(encoding="utf-8").removeprefix(" date 2026-02-16 ")


@pytest.mark.parametrize("name", GOLDEN)
def test_golden_numbers(name):
    rows = scores({"seed": seed(), "news": NEWS}[name])
    for measure_name, expected in GOLDEN[name].items():
        row = rows[measure_name]
        assert (row.score, row.low, row.high) == pytest.approx(expected, abs=1e-9)
    assert list(rows) == list(GOLDEN[name])


@pytest.fixture(scope="module")
def textstat():
    return textstat_offline()


class TestTextstat:
    """On clean text our counts and textstat's are the same, so that the formulas can be held against each other."""

    @pytest.mark.parametrize(
        "name",
        [
            "flesch_kincaid_grade",
            "flesch_reading_ease",
            "smog_index",
            "coleman_liau_index",
            "automated_readability_index",
        ],
    )
    def test_same_scores_on_clean_text(self, textstat, name):
        assert scores(CLEAN)[name].score == pytest.approx(getattr(textstat, name)(CLEAN), abs=1e-9)

    def test_same_dale_chall_where_no_word_is_inflected_or_a_name(self, textstat):
        text = "The old man had a dog. It ran to the lake and back. A municipal engineer saw it. He was a happy man."
        assert scores(text)["dale_chall"].score == pytest.approx(textstat.dale_chall_readability_score(text), abs=1e-9)

    def test_abbreviations_do_not_lower_the_grade(self, textstat):
        assert scores(NEWS)["flesch_kincaid_grade"].score > textstat.flesch_kincaid_grade(NEWS) + 1

    def test_needs_no_network(self):
        code = (
            "import socket; socket.socket.connect = socket.getaddrinfo = None;"
            "from helpers.findings.readability.words import textstat_offline;"
            "assert textstat_offline().syllable_count('deliberation') == 5"
        )
        subprocess.run([sys.executable, "-c", code], check=True, cwd=SEED.parents[1], env={"HOME": "/nonexistent"})


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("bridge", 1), ("deliberations", 5), ("well-known", 2), ("Sh", 1), ("boss's", 2), ("council’s", 2),
        ("14,000", 1), ("U.S", 2), ("F.B.W", 5), ("Zelenskyy", 3), ("https://lake.org/bridge", 1), ("unfriended", 3),
        ("naïve", 2), ("北京", 1), ("🎉a", 1),
    ],
)  # fmt: skip
def test_syllables(word, syllables):
    assert look_up(word).syllables == syllables


def test_the_dictionary_gives_every_word_a_vowel_and_comes_with_its_licence():
    folder = DATA / "corpora" / "cmudict"
    lines = (folder / "cmudict").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 130_000
    assert all(any(phone[-1].isdigit() for phone in line.split()[2:]) for line in lines)
    assert "Carnegie Mellon" in (folder / "LICENSE").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "word", ["dogs", "carries", "stopped", "making", "taken", "biggest", "nicer", "happiest", "quickly", "children's"]
)
def test_regular_forms_of_familiar_words_are_familiar(word):
    assert is_familiar(word)


@pytest.mark.parametrize("word", ["legislature", "municipal", "indecisiveness", "ing"])
def test_other_words_are_not_familiar(word):
    assert not is_familiar(word)


def column(text: str, name: str) -> list[float]:
    return count_sentences(text, segment(text)).counts[:, COLUMNS.index(name)].tolist()


def test_well_known_names_are_neither_unfamiliar_nor_complex():
    assert column("We saw Alessandro Zimmermann. Later Zimmermann left.", "unfamiliar") == [0, 0]
    assert column("We saw Alessandro. Alessandro's men left.", "unfamiliar") == [0, 0]
    assert column("We saw Philadelphia and Qexmundia.", "unfamiliar") == [1]
    assert column("We saw Philadelphia and Qexmundia.", "complex") == [0]
    assert column("We saw the municipal zone. Municipal men left.", "unfamiliar") == [2, 1]
    assert column("They saw Philadelphia again.", "complex") == [0]
    assert column("They saw Philadelphia again.", "polysyllables") == [1]


def test_capitals_of_a_headline_make_no_names():
    headline = "Council Votes On Municipal Legislature\n\nThe town was quiet."
    assert column(headline, "unfamiliar")[0] == column(headline.lower(), "unfamiliar")[0] == 3


@pytest.mark.parametrize(
    ("word", "is_complex"),
    [("deliberate", True), ("promises", False), ("invited", False), ("covering", False), ("matter-of-fact", False)],
)
def test_complex_words_by_gunnings_rule(word, is_complex):
    assert look_up(word).complex is is_complex


def test_dashes_and_apostrophes_of_every_make_count_the_same():
    plain = "The men's boat sank - nobody drowned. It wasn't deep, it was well-known for that, and they swam."
    curly = plain.replace("'", "’").replace(" - ", "—").replace("-", "‑")
    assert column(plain, "words") == column(curly, "words")
    assert column(plain, "syllables") == column(curly, "syllables")


def test_sentences_of_one_word_count():
    assert column("Rain. More rain. The river rose over its banks.", "sentences") == [1, 1, 1]


@pytest.mark.parametrize(
    ("text", "language", "reason"),
    [
        ("", None, "empty"),
        (" \n ", None, "empty"),
        ("3.5 14,000 2024", None, "no English words"),
        ("!!! ???", "en", "no English words"),
        ("Сегодня шёл дождь.", None, "no English words"),
        ("Heute hat es geregnet.", "de", "'de'"),
    ],
)
def test_no_score_where_none_can_be_given(text, language, reason):
    for row in scores(text, language).values():
        assert (row.score, row.low, row.high) == (None, None, None)
        assert reason in row.reason


def test_a_text_of_few_sentences_has_scores_without_intervals():
    row = scores("The rain fell. The river rose.", "en-GB")["overall_grade"]
    assert row.score < 4
    assert (row.low, row.high) == (None, None)
    assert "2 sentences" in row.reason


def test_equal_sentences_leave_no_doubt():
    row = scores(" ".join(["The rain fell on the dark town."] * 6))["overall_grade"]
    assert row.high - row.low == pytest.approx(0, abs=1e-9)


def test_intervals_narrow_with_more_sentences():
    short, long = scores(CLEAN), scores(" ".join([CLEAN] * 4))
    for name in FORMULAS:
        assert long[name].high - long[name].low < short[name].high - short[name].low


def test_near_its_threshold_the_dale_chall_interval_holds_both_sides_of_the_step():
    easy = np.array([1.0, 20, 22, 80, 100, 0, 0, 0])
    hard = easy + np.array([0, 0, 0, 0, 0, 0, 0, 2])
    low, high = interval(np.array([easy, hard] * 6), dale_chall)
    assert high - low > 3.6365


def test_an_interval_of_one_sentence_is_refused():
    with pytest.raises(ValueError, match="two sentences"):
        interval(np.ones((1, len(COLUMNS))), flesch_kincaid_grade)


def estimate(score: float, reach: float) -> Estimate:
    return Estimate(score, score - reach, score + reach, 30)


def test_a_difference_within_the_doubt_is_too_close_to_tell():
    close = difference([estimate(12, 2)], [estimate(10, 2)])
    assert close.verdict == "too close to tell"
    assert close.difference == pytest.approx(2)
    assert math.hypot(2, 2) - 0.1 < close.high - 2 < math.hypot(2, 2)
    assert difference([estimate(12, 1)], [estimate(10, 1)]).verdict == "these differ"


def test_groups_are_compared_by_the_spread_of_their_articles():
    wide = difference([estimate(g, 0.1) for g in (6, 10, 14)], [estimate(g, 0.1) for g in (8, 12, 16)])
    narrow = difference([estimate(g, 0.1) for g in (9.9, 10, 10.1)], [estimate(g, 0.1) for g in (11.9, 12, 12.1)])
    assert (wide.difference, wide.verdict) == (-2, "too close to tell")
    assert narrow.verdict == "these differ"


def test_articles_that_happen_to_agree_keep_the_doubt_of_their_sentences():
    assert difference([estimate(10, 3)] * 2, [estimate(11, 3)] * 2).verdict == "too close to tell"


def test_a_comparison_with_nothing_is_refused():
    with pytest.raises(ValueError, match="each side"):
        difference([], [estimate(10, 1)])


@settings(deadline=None)
@given(st.floats(1, 500), st.floats(1, 500))
def test_students_t_falls_with_the_degrees_of_freedom(one, other):
    few, many = sorted((one, other))
    assert student_t(few) >= student_t(many) > 1.96


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80) | st.text(alphabet="aZ é1.!?'’—-\n北", max_size=80))
def test_any_text_gives_eight_rows_and_finite_numbers(text):
    rows = scores(text)
    assert list(rows) == list(FORMULAS)
    for row in rows.values():
        if row.score is None:
            assert row.reason
        else:
            assert math.isfinite(row.score)
            assert row.low is None or row.low <= row.score <= row.high


@settings(deadline=None)
@given(st.lists(st.sampled_from(CLEAN.split(". ")), min_size=5, max_size=12))
def test_scores_do_not_depend_on_the_order_of_sentences(parts):
    text, turned = (". ".join(order) + "." for order in (parts, parts[::-1]))
    for name, row in scores(text).items():
        assert row.score == pytest.approx(scores(turned)[name].score, abs=1e-9)


@pytest.mark.parametrize("text", ["word " * 50_000, "a" * 1_000_000, "9" * 400, "🎉" * 1_000, "Mr. " * 10_000])
def test_hostile_texts_give_numbers_or_a_reason(text):
    for row in scores(text).values():
        assert (row.score is None) == (row.low is None and "no interval" not in row.reason)


def test_memory_does_not_grow_with_the_number_of_texts():
    texts = (f"{CLEAN} It cost {number} dollars. " * 40 for number in range(60))
    tracemalloc.start()
    for number, text in enumerate(texts):
        scores(text)
        if number == 10:
            before = tracemalloc.get_traced_memory()[0]
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert grown < 10 * len(text)


def test_scoring_loads_neither_nltk_nor_textstat():
    code = (
        "import sys; from helpers.findings.readability.words import look_up;"
        "look_up('deliberations'); assert not {'nltk', 'textstat'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=SEED.parents[1])
