"""The fact-checker's list: which claims come first, and why."""

from hypothesis import given
from hypothesis import strategies as st

from helpers.findings.priorities import WEIGHTS, WORTH_CHECKING, rank_claims
from helpers.text.records import Article, Attribution, Check, NumberClaim, Sentence, Source, ToCheck

ARTICLES = [Article(name, None, None, None, None, None, "en", "", 1, 2, 9, None) for name in ("a", "b")]
SENTENCES = [Sentence(name, n, n, 0, 9, "", 9, 9, "", 0.0) for name in ("a", "b") for n in (0, 1)]


def claim(name: str, text: str, value: float, article: str = "a", sentence: int = 1, **more) -> NumberClaim:
    row = NumberClaim(
        claim_id=name, article_id=article, sentence=sentence, start=sentence * 100, end=sentence * 100 + len(text), text=text,
        rule="count", reason=None, kind="count", low=value, high=value, bound="=", vague=False, direction=None, change_id=None,
        change_role=None, unit=None, counted="soldiers", attribution_id=None, time_id=None,
    )  # fmt: skip
    return row._replace(**more)


def attribution(name: str, source: str | None, naming: str) -> Attribution:
    return Attribution(
        name, "a", 1, "r", "c", [], "said", [], source, [], "indirect", "speech", source, "s1", "person", naming, None, False, False
    )  # fmt: skip


def check(*claim_ids: str) -> Check:
    return Check(
        "k1", "a", None, "r", "It is 20 percent; the article says 30.", list(claim_ids), "30", "20", "error", 0
    )


def ranked(claims, attributions=(), sources=(), checks=()) -> list[ToCheck]:
    return rank_claims(claims, attributions, sources, checks, ARTICLES, SENTENCES)


def test_a_disputed_claim_comes_before_one_in_the_lead():
    rows = ranked([claim("c0", "47", 47, sentence=0), claim("c1", "30", 30)], checks=[check("c1")])
    assert [(row.rank, row.claim_id, row.disputed) for row in rows] == [(1, "c1", True), (2, "c0", False)]
    assert "a check disputes it: It is 20 percent; the article says 30" in rows[0].why


def test_a_claim_in_the_lead_bears_the_load_and_says_so():
    (row,) = ranked([claim("c0", "47", 47, sentence=0)])
    assert (row.load_bearing, row.precise, row.unvouched, row.thin, row.large, row.disputed) == (
        True,
        True,
        True,
        False,
        False,
        False,
    )
    assert (
        row.why
        == "“47 soldiers”: it carries the story (in the title or the lead, or repeated); no source is given; it is stated precisely."
    )


def test_a_number_said_twice_bears_the_load():
    rows = ranked([claim("c0", "47", 47), claim("c1", "forty-seven", 47)])
    assert all(row.load_bearing for row in rows)


def test_an_unnamed_source_is_thin_and_quoted():
    (row,) = ranked(
        [claim("c0", "47", 47, sentence=0, attribution_id="q0")], [attribution("q0", "two aides", "unnamed")]
    )
    assert row.thin
    assert not row.unvouched
    assert "it comes from “two aides”, a source without a name" in row.why


def test_the_only_source_of_an_article_is_thin_even_if_named():
    source = Source("s1", "a", "Anna Ray", "person", "named", 3, 40, 0, 1)
    (row,) = ranked(
        [claim("c0", "47", 47, sentence=0, attribution_id="q0")], [attribution("q0", "Anna Ray", "named")], [source]
    )
    assert row.thin
    assert "the only source" in row.why


def test_a_hedged_or_round_number_is_not_precise():
    rows = ranked([claim("c0", "6,000", 6000, sentence=0), claim("c1", "14,000", 14000, sentence=0, bound="~")])
    assert [row.precise for row in rows] == [False, False]


def test_the_largest_of_its_kind_needs_others_to_compare():
    rows = ranked([claim("c0", "47", 47, sentence=0), claim("c1", "31", 31, sentence=0), claim("c2", "5", 5, "b", 0)])
    assert {row.claim_id: row.large for row in rows} == {"c0": True, "c1": False, "c2": False}


def test_nothing_to_rank():
    assert ranked([]) == []


CLAIMS = st.lists(
    st.builds(
        lambda n, value, article, sentence, bound: claim(f"c{n}", str(value), value, article, sentence, bound=bound),
        st.integers(), st.integers(0, 10**6), st.sampled_from("ab"), st.integers(0, 1), st.sampled_from("=~<>"),
    ),
    max_size=12,
    unique_by=lambda row: row.claim_id,
)  # fmt: skip


@given(CLAIMS)
def test_weights_fall_and_every_listed_claim_reaches_the_threshold(claims):
    rows = ranked(claims, checks=[check("c1", "c3")])
    weights = [sum(weight for name, weight in WEIGHTS.items() if getattr(row, name)) for row in rows]
    assert weights == sorted(weights, reverse=True)
    assert all(weight >= WORTH_CHECKING for weight in weights)
    assert [row.rank for row in rows] == list(range(1, len(rows) + 1))
    assert all(row.why.endswith(".") for row in rows)


def test_a_vague_amount_is_not_listed_unless_a_check_names_it():
    vague = claim("c0", "thousands", 1000, sentence=0, vague=True)
    assert ranked([vague]) == []
    assert [row.disputed for row in ranked([vague], checks=[check("c0")])] == [True]


def test_a_handful_is_neither_large_nor_telling_when_repeated():
    rows = ranked([claim("c0", "two", 2), claim("c1", "two", 2), claim("c2", "one", 1)])
    assert rows == []
