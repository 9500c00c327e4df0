"""Pairs of quotation marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.text.quotes import pair_quotes
from helpers.text.segment import segment

MARKS = "“”\"‘’'«»„"


def quoted(text):
    """The quotations of a text as it writes them."""
    return [text[pair.start : pair.end] for pair in pairing(text).pairs]


def pairing(text):
    return pair_quotes(text, segment(text).paragraphs)


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ('She said "no" and "never".', ['"no"', '"never"']),
        ("“Go,” he said. “Now.”", ["“Go,”", "“Now.”"]),
        ("«Bonjour», »Hallo« and „Servus“", ["«Bonjour»", "»Hallo«", "„Servus“"]),
        ("The post read ''sold out,'' he wrote.", ["''sold out,''"]),
        ("'''Quiet Hour,''' she said.", ["'''Quiet Hour,'''", "'Quiet Hour,'"]),
        ("”Wrong side,” she typed.", ["”Wrong side,”"]),
        ('Mixed: “one" and "two”.', ['“one"', '"two”']),
        ('A blank too far: "yes "he said, "no".', ['"yes "', '"no"']),
        ("“—No”—he sighed—“never”", ["“—No”", "“never”"]),
    ],
)
def test_double_marks_pair_by_the_side_they_touch(text, quotations):
    assert quoted(text) == quotations
    assert pairing(text).unpaired == []


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("‘It’s a deal,’ said Ann. They called it ‘a stitch-up’.", ["‘It’s a deal,’", "‘a stitch-up’"]),
        ("'It's a deal,' said Ann.", ["'It's a deal,'"]),
        ("‘The workers’ vote was lost,’ he said.", ["‘The workers’ vote was lost,’"]),
        ("The ‘experts’ went to the dogs’ home. ‘Fine,’ she said.", ["‘experts’", "‘Fine,’"]),
        ("‘She told me “no” twice,’ he said.", ["‘She told me “no” twice,’", "“no”"]),
        ("“She told me ‘no’ twice,” he said.", ["“She told me ‘no’ twice,”", "‘no’"]),
        ("'We had 'em all in the '90s,' he said.", ["'We had 'em all in the '90s,'"]),
    ],
)
def test_single_marks_quote(text, quotations):
    assert quoted(text) == quotations
    assert pairing(text).unpaired == []


@pytest.mark.parametrize(
    "text",
    [
        "Rock 'n' roll of the '90s and the ’60s, the workers' vote, the nurses’ pay, don't, O’Neill.",
        'He is 6\'2" and she is 5ft 3" tall; the pipe is 12" wide and 6\' long.',
        "He is 6’ 2” tall.",
        "They were goin’ home with the dogs’ owner.",
    ],
)
def test_apostrophes_feet_and_inches_are_no_marks(text):
    assert pairing(text).pairs == []
    assert pairing(text).unpaired == []


def test_inches_inside_a_quotation_do_not_close_it():
    assert quoted('"He is 6\'2" tall," she said. "Yes."') == ['"He is 6\'2" tall,"', '"Yes."']
    assert quoted('He said "we need 12" and left.') == ['"we need 12"']


def test_a_quotation_over_several_paragraphs_goes_on_where_each_opens_again():
    for text in ("“One.\n\n“Two.\n\n“Three,” he said.\n\nNo.", "‘One.\n\n‘Two.\n\n‘Three,’ he said.\n\nNo."):
        pairs = pairing(text).pairs
        assert [(pair.closed, pair.continues) for pair in pairs] == [(False, False), (False, True), (True, True)]
        assert quoted(text)[1][1:] == "Two."


def test_a_quotation_may_go_on_without_a_new_mark():
    text = '"One thing,\n\nand another," she said.'
    assert quoted(text) == ['"One thing,', 'and another,"']
    assert pairing(text).pairs[1].continues


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ('"I left, he said. "Then I came back."', [0]),
        ("It was great,” she said.", [13]),
        ("He said: ‘I have had enough.", [9]),
        ('It ended"\n\nwell.', [8]),
    ],
)
def test_a_mark_without_a_partner_is_named_with_its_place(text, lost):
    assert [start for start, _ in pairing(text).unpaired] == lost


def test_around_gives_the_outermost_quotation():
    text = "Ann: “She said ‘no’ to me.” Bob left."
    found = pairing(text)
    assert found.around(text.index("no")) == found.pairs[0]
    assert found.pairs[1].depth == 1
    assert found.around(text.index("Bob")) is None
    assert found.around(0) is None


texts = st.text(st.sampled_from([*MARKS, *"ab S1.,:-\n("]), max_size=60) | st.text(max_size=40)


@given(texts)
def test_any_two_quotations_nest_or_are_disjoint(text):
    pairs = pairing(text).pairs
    for first in pairs:
        for second in pairs:
            apart = first.end <= second.start or second.end <= first.start
            nested = (first.start <= second.start and second.end <= first.end) or (
                second.start <= first.start and first.end <= second.end
            )
            assert apart or nested


@given(texts)
def test_no_mark_serves_twice(text):
    found = pairing(text)
    ends = [pair.end for pair in found.pairs if pair.closed]
    starts = [pair.start for pair in found.pairs if not pair.continues]
    assert len(set(starts)) == len(starts)
    assert len(set(ends)) == len(ends)
    lost = {place for start, end in found.unpaired for place in range(start, end)}
    assert not lost & set(starts)
    assert not lost & {end - 1 for end in ends}


@given(texts)
def test_every_double_mark_is_paired_or_named_unless_it_measures(text):
    found = pairing(text)
    known = {place for start, end in found.unpaired for place in range(start, end)}
    for pair in found.pairs:
        known |= {pair.start, pair.end - 1} if pair.closed else {pair.start}
    for place, sign in enumerate(text):
        measures = place and text[place - 1].isdigit()
        assert sign not in '“”"«»„' or place in known or measures


@given(texts)
def test_around_agrees_with_the_list_of_pairs(text):
    found = pairing(text)
    for offset in range(len(text)):
        outer = [pair for pair in found.pairs if pair.depth == 0 and pair.start <= offset < pair.end]
        assert found.around(offset) == (outer[0] if outer else None)
