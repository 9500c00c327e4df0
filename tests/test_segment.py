"""Paragraphs, sentences and words: what counts as one."""

import re
import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.text.segment import segment, words

SEED = Path(__file__).parent.parent / "seeds" / "000_1568b18e2622dca9.txt"


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in segment(text).sentences]


def paragraphs(text: str) -> list[str]:
    return [text[start:end] for start, end in segment(text).paragraphs]


def spelled(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


# A bar marks each end of a sentence inside the line.
CUT = [
    "The vote was close.| Nobody left.",
    # titles, initials, degrees
    "Mr. Ortega met Sen. Ruth Lake and Gen. J. K. Brandt.| They shook hands.",
    "Prof. Dr. Mary W. Okoro, Ph.D., spoke first.| Lt. Gov. Hale spoke last.",
    "Mr Ortega met Dr Lake.| Mrs Hale was late.",
    "She took Vitamin C.| The cold went away.",
    "GEN. BRANDT MET SEN. LAKE.| NOBODY ELSE CAME.",
    # countries and states
    "The U.S. Senate and the U.K. Treasury agreed.| Washington was pleased.",
    "He returned to the U.S.| He never left again.",
    "They moved from Salem, Ore. to Boise.| In Washington, D.C. the lights went out.",
    "It was built in Oakland, Calif.| The plant closed in 1994.",
    # companies: the same stop may end the sentence
    "Harrow Inc. Chief Executive Ann Lee sold shares of Lake Corp.| The shares fell.",
    "It bought Lake & Bros. Paints from Harrow Cos.| But nobody noticed.",
    "Many shares fell, most of all Lake Corp.| Shares of Harrow rose.",
    'He ran Harrow Inc.| "We never owed a cent," he said.',
    "Sammy Davis Jr. Park is open.| Ted Hale Sr. is not.",
    # numbers, hours, days
    "It grew 3.5 percent, or $1.2 million, by 7 a.m. Tuesday.| No. 10 Downing St. was silent.",
    "The doors close at 9 p.m. Eastern time.| They open at 8 a.m.| Tickets cost $5.",
    "The doors close at 9 p.m. Denver time.| Bring a coat.",
    "On Feb. 16 and Sept. 3, 2021, it rained.| It rained in Dec.| Then it stopped.",
    "The answer was no.| Seven members left.",
    "See p. 12, fig. 3 and vol. 2 of the report.| It is long.",
    "It cost 20.| 5 people paid.",
    "1. Buy bread.| 2. Buy milk.",
    "The law, e.g. Article 5, i.e. the tax, etc. was struck down, cf. Lake v. Hale.| It stays so.",
    # datelines
    "PYONGYANG, Feb. 16 (AP) — The street was opened.| Crowds came.",
    "ALBANY, N.Y. — The street was opened.| Crowds came.",
    "LAKE CITY, Fla. (Reuters) - The street was opened.| Crowds came.",
    # quotations
    '"I came. |I saw. |I left," he said.| Nobody laughed.'.replace(" |", "| "),
    '"Who pays for this?" she asked.| Nobody answered.',
    '“Stop!” cried the guard.| “Who goes there?” Captain Lake asked.| “Me.”',
    "‘We are done.’ |The hall emptied.".replace(" |", "| "),
    "He called it “over.”| Then he sat down.",
    "(The bill failed in 2019.)| It is back.",
    "He asked (was it May?) and left.| She stayed.",
    # ellipses
    "He waited... and waited.| Nobody came…| She had left.",
    "He said . . . nothing at all.| And then?",
    "We saw it, and ... I was afraid.| It was over. ...| I left.",
    # a blank forgotten
    "The fire is over.|The street is open.",
    'The fire is out.”|The street is open.',
    "Is it over?|Nobody knows.",
    "Write to ann.lee@lake.org or see https://lake.org/a.Html today.| Or call.",
    "He sold Booking.Com and node.js to Yahoo! Japan.| It was cheap.",
    # small letters behind a stop
    "the fire is out.| nobody was hurt.",
    "The phone sold well.| iPhones always do.",
    # footnotes, other scripts, signs
    "The lake froze.[3]| Skaters came.*| All fell.",
    "Great news! 🎉",
    "湖が凍った。|人が来た。| また来た！",
]  # fmt: skip


@pytest.mark.parametrize("marked", CUT)
def test_sentences(marked):
    whole = marked.replace("|", "")
    assert sentences(whole) == [part.strip() for part in marked.split("|")]


def test_a_headline_and_a_byline_are_paragraphs_and_sentences_of_their_own():
    text = "Council opens bridge\nBy Ann Lee\nThe bridge was opened on Monday. Crowds came.\n\n\nIt cost $5 million."
    assert paragraphs(text) == text.replace("\n\n\n", "\n").split("\n")
    assert sentences(text)[:3] == ["Council opens bridge", "By Ann Lee", "The bridge was opened on Monday."]


def test_a_text_wrapped_at_a_width_is_put_together_again():
    text = (
        "The council opened the new bridge over the river on\n"
        "Monday, after four years of work and two lawsuits by\n"
        "neighbours. It cost more than the mayor had promised.\n"
        "He paid.\n"
        "Traffic will be let across from Tuesday, the town says,\n"
        "although the lamps are missing."
    )
    assert len(paragraphs(text)) == 2
    assert sentences(text)[1] == "It cost more than the mayor had promised."
    assert sentences(text)[3].startswith("Traffic")
    assert sentences(text)[3].endswith("missing.")


@pytest.mark.parametrize("indent", ["", "   "])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("width", [40, 66, 90])
def test_wrapping_does_not_change_sentences(indent, between, width):
    blocks = [
        "Mr. Hale opened the bridge on Sept. 3 with a long speech about the river and the town, the mayor said.",
        "It cost $3.5 million — twice the price — and took four years. Nobody on the council of Lake City, Ore. was",
        "surprised. “We knew it,” Dr. J. K. Okoro told reporters. “Who did not?” She had left Harrow Inc. in May.",
    ]
    whole = [blocks[0], " ".join(blocks[1:])]
    text = between.join(textwrap.fill(block, width, initial_indent=indent) for block in whole)
    assert [" ".join(sentence.split()) for sentence in sentences(text)] == sentences("\n\n".join(whole))


def test_items_of_a_list_are_paragraphs():
    text = "The plan:\n• lower fares\n• more trains\n- no strikes\n1) one ticket"
    assert len(paragraphs(text)) == 5


@pytest.mark.parametrize("newline", ["\n\n", "\r\n\r\n", "\r\r", "\n \t\n", "\u2029"])
def test_a_blank_line_parts_paragraphs_in_every_notation(newline):
    assert paragraphs(f"the first line{newline}goes on") == ["the first line", "goes on"]


def test_one_line_broken_inside_a_sentence_is_mended_in_any_notation():
    assert paragraphs("The council opened\r\nthe bridge.") == ["The council opened\r\nthe bridge."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AT&T's 3,000.5 well-paid workers", ["AT&T's", "3,000.5", "well-paid", "workers"]),
        ("at 10:30, don’t—ever—stop...now", ["at", "10:30", "don’t", "ever", "stop", "now"]),
        ("It is over.The U.S. left bbc.co.uk", ["It", "is", "over", "The", "U.S", "left", "bbc.co.uk"]),
        ("see https://lake.org/a?b=c, please", ["see", "https://lake.org/a?b=c", "please"]),
        ("cafe\u0301s co\u00adoperate", ["cafe\u0301s", "co\u00adoperate"]),
        ("“He” -- *only* he _knew_ (not I)", ["He", "only", "he", "knew", "not", "I"]),
        ("$5m, 43%, 🎉 – …", ["5m", "43"]),
    ],
)
def test_words(text, expected):
    assert spelled(text) == expected


def test_sentence_at_finds_the_sentence_of_an_offset_and_the_one_before_a_gap():
    cut = segment("One came.  Two left.")
    assert [cut.sentence_at(offset) for offset in (0, 8, 9, 10, 11, 19, 20)] == [0, 0, 0, 0, 1, 1, 1]


def test_the_seed_has_nine_paragraphs_and_ten_sentences():
    cut = segment(re.sub(r"^ date \S+ ", "", SEED.read_text(encoding="utf-8")))
    assert (len(cut.paragraphs), len(cut.sentences)) == (9, 10)
    assert cut.paragraph_of == [0, 1, 2, 3, 4, 5, 5, 6, 7, 8]


HOSTILE = [
    "a" * 300_000, "!" * 300_000, "! " * 150_000, ". " * 150_000, "\n \n" * 100_000, '"' * 300_000, "a.A" * 100_000,
    "Mr. " * 75_000, "aa.Bb " * 50_000, "http://" + "a." * 150_000, "a," * 150_000, " " * 300_000, "a\n" * 100_000,
    "word " * 50_000, "?\" " * 100_000, "A. B. " * 50_000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:8]))
def test_hostile_texts_are_cut_whole(text):
    check_invariants(text)


@settings(deadline=None)
@given(
    st.text(alphabet=st.sampled_from("aB1 .?!\"'“”’()[]\n\r,:-—…•\u2029\u200bÉé北"), max_size=60) | st.text(max_size=60)
)
def test_spans_are_ordered_disjoint_and_cover_every_word(text):
    check_invariants(text)


def check_invariants(text: str) -> None:
    cut = segment(text)
    assert len(cut.paragraph_of) == len(cut.sentences)
    for spans in (cut.paragraphs, cut.sentences):
        edges = [edge for span in spans for edge in span]
        assert edges == sorted(edges)
        assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
    for (start, end), number in zip(cut.sentences, cut.paragraph_of, strict=True):
        assert cut.paragraphs[number][0] <= start < end <= cut.paragraphs[number][1]
    inside = [span for start, end in cut.sentences for span in words(text, start, end)]
    assert inside == words(text)


PLAIN = ["The lake froze.", "Was it cold?", "Skaters came!", "“It held,” he said.", "Nobody fell (so they say)."]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PLAIN), min_size=1, max_size=12), st.sampled_from([" ", "  ", "\n\n"]))
def test_sentences_joined_by_blanks_are_found_again(parts, blank):
    assert sentences(blank.join(parts)) == parts
