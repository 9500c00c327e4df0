"""Who the sources are, how far the article names them, and through whom they are known."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.findings.attributions import find_attributions
from helpers.findings.speakers import resolve_speakers
from helpers.text.parse import Parsed, parse
from helpers.text.records import Article, Attribution, Span

PASSAGES = Path(__file__).parent / "gold" / "passages.jsonl"
TITLES = set("the a an mr mrs ms dr sir president minister his her their".split())  # noqa: SIM905


def parsed(text: str) -> Parsed:
    return next(parse([Article("a", None, None, None, None, None, "en", text, 0, 0, 0, None)]))


def row(article: Parsed, number: int, source: Span | None, cue: Span | None, content: list[Span], carrier=False):
    """An attribution as the extractor gives it, the speaker's columns neutral."""
    text = article.text
    return Attribution(
        attribution_id=article.row_id("a", number),
        article_id=article.article.article_id,
        sentence=article.segments.sentence_at(content[0][0]),
        rule="test",
        content=" … ".join(text[start:end] for start, end in content),
        content_spans=content,
        cue=text[slice(*cue)] if cue else None,
        cue_spans=[cue] if cue else [],
        source=text[slice(*source)] if source else None,
        source_spans=[source] if source else [],
        quote_type="indirect",
        kind="speech",
        speaker=None,
        speaker_id=None,
        speaker_kind="unknown",
        naming="none",
        via=None,
        carrier=carrier,
        inferred=False,
    )


def resolve(marked: str):
    """Rows and sources of a text in which [sources] stand in brackets, each a source of what follows to the stop."""
    text, spans = "", []
    for part in re.split(r"(\[[^\]]*\])", marked):
        if part.startswith("["):
            spans.append((len(text), len(text) + len(part) - 2))
            part = part[1:-1]
        text += part
    article = parsed(text)
    rows = []
    for number, span in enumerate(spans):
        cue = re.compile(r"\S+").search(text, span[1])
        end = text.find(".", cue.end())
        rows.append(row(article, number, span, cue.span(), [(cue.end(), end if end > 0 else len(text))]))
    return resolve_speakers(article, rows)


def last(marked: str) -> Attribution:
    return resolve(marked)[0][-1]


@pytest.mark.parametrize(
    ("marked", "speaker"),
    [
        ("Dr. Ina Holm runs the ward. [Holm] said it was full.", "Ina Holm"),
        ("Ina Holm runs the ward. [Ms. Holm] said it was full.", "Ina Holm"),
        ("[Holm] said it was full. Ina Holm runs the ward.", "Ina Holm"),
        ("The Port Safety Board (PSB) met on Monday. [The PSB] said it was late.", "Port Safety Board"),
        ("The Port Safety Board met on Monday. [The PSB] said it was late.", "Port Safety Board"),
        ("The Ministry of Works has moved. [The ministry] said rents were high.", "Ministry of Works"),
        ("Tarn Motors closed a plant. [The company] said demand was weak.", "Tarn Motors"),
        ("[The company’s chief executive, Olga Prem,] said demand was weak.", "Olga Prem"),
        ("Olga Prem, the chief executive, left early. [The chief executive] said she was tired.", "Olga Prem"),
        ("Mayor Jon Vasik opened the bridge. [The mayor] said it would last.", "Jon Vasik"),
        ("Jon Vasik opened the bridge. [He] said it would last.", "Jon Vasik"),
        ("Ms. Prem met Mr. Vasik at noon. [She] said the talks were short.", "Prem"),
        ("Ms. Prem met Mr. Vasik at noon. [He] said the talks were short.", "Vasik"),
        ("Tarn Motors closed a plant.\n\nDemand was weak, and [it] said so.", "Tarn Motors"),
        ("Gov. Ana Ruiz and her deputy, Lee Park, resigned. [Park] said he was tired.", "Lee Park"),
        ("[Pope Clement] said so.", "Pope Clement"),
        ("Kim Sung Ho visited the yard. [Kim] said it was clean.", "Kim Sung Ho"),
        ("Sir Piers Marsh, the owner, left. [Sir Piers] said he was tired.", "Piers Marsh"),
        ("Chief Supt. Dan Lee spoke at noon. [Lee] said it was over.", "Dan Lee"),
        ("Owen Pratt, 34, was freed on Monday. [The 34-year-old] said he was glad.", "Owen Pratt"),
        ("Sen. Ruth Amos (D-Ohio) left early. [The Ohio senator] said she was tired.", "Ruth Amos"),
        ("US Secretary of State Ann Hart left. [The secretary of state] said she was tired.", "Ann Hart"),
        ("[One resident, Jan Koss,] said it was loud.", "Jan Koss"),
        ("The mayor of Harwick, Dot Penn, left. [The mayor] said she was tired.", "Dot Penn"),
        ("[The New Lamp newspaper] said so.", "New Lamp"),
        ("[A podcast], ‘Deep Salt’, said so.", "Deep Salt"),
        ("Theresa May spoke on 3 May. [May] said she was early.", "Theresa May"),
        ("Ann Ray’s letter was short. [She] said it was late.", "Ann Ray"),
        ("Tarn Foods will close. The union Baker’s Hand is angry. [The firm] said demand was weak.", "Tarn Foods"),
        ("Lake Credit Union will join Tarn Bank. [The bank] said branches would stay.", "Tarn Bank"),
        ("The startup, called Fernway, has a bank. [The company] said it had grown.", "Fernway"),
        ("Tarn Motors was bought by Pell Group. Pell Group moved. [The company] said demand was weak.", "Pell Group"),
        ("Tessaly, which makes locks, has moved. [The company] said demand was weak.", "Tessaly"),
        ("[The GFW union] said so.", "GFW union"),
        ("Owen Pell’s wife, Ann Dow, came. Ann Dow said [her husband] knew it.", "Owen Pell"),
        ("His bank, Tarn Alto, has been accused by [the union] of fraud. [It] denied this.", "Tarn Alto"),
        ("Tom Beck said so. [Beck] said more. Then Ann Ruiz, the owner, left. She wept. [She] said so.", "Ann Ruiz"),
        ("Tarn Dairies will pay. Unison is glad. [The dairy firm] said so.", "Tarn Dairies"),
        ("Crumbs, the bakery chain, has moved. No staff were told. [Crumbs] said demand was weak.", "Crumbs"),
        ("NorSky has two jets. [The airline] said so.", "NorSky"),
        ("Ann Lee and her husband, Sam Lee, came. [Mrs Lee] said so.", "Ann Lee"),
        ("Bryn Tolley left. [Leader Ann Firth] said so. [She] said he was heard. [He] denied it.", "Bryn Tolley"),
        ("His employer, Tarn Roofing, is sorry. [The company] said so.", "Tarn Roofing"),
        ("Gil and Sue Arden lost a barn. [They] said it was old.", "Gil Arden and Sue Arden"),
        ("[Ann Pell] told us that [the owner] admitted it. At noon [she] said it was late.", "Ann Pell"),
    ],
)
def test_a_speaker_gets_the_fullest_name(marked, speaker):
    assert last(marked).speaker == speaker
    assert last(marked).naming == "named"


def test_an_interview_has_two_parties():
    text = "Jon Pell met Ann Lee, who runs the mill. She spoke to the Harwick Courier.\n\nQ: Is it late?\n\nA: It is not.\n\nQ: Why?"
    article = parsed(text)
    rows, _ = resolve_speakers(article, find_attributions(article))
    assert [r.speaker for r in rows if r.rule == "labelled"] == ["Harwick Courier", "Ann Lee", "Harwick Courier"]


@pytest.mark.parametrize(
    "marked",
    [
        "Ann Bell and Carl Bell own the mill. [Bell] said it was for sale.",
        "Ann Bell and Carl Bell own the mill. Bell left early. [She] said it was for sale.",
        "Ms. Orr met Ms. Dale. [He] said it rained.",
        "[He] said it rained.",
    ],
)
def test_nobody_is_guessed(marked):
    assert last(marked).speaker is None
    assert last(marked).speaker_id is None


def test_two_people_with_one_surname_are_kept_apart():
    rows, sources = resolve("[Ann Bell] said yes. [Carl Bell] said no. [Ann] said they differ.")
    assert [r.speaker for r in rows] == ["Ann Bell", "Carl Bell", "Ann Bell"]
    assert len(sources) == 2


@pytest.mark.parametrize(
    ("marked", "speaker"),
    [
        ("Ida Kern told her son the inn was shut. [He] said it was late.", "her son"),
        ("[Witnesses] said so. [One] said it was loud. [Another] said it was not.", "another witness"),
        ("[A bank employee] said so. Nothing more was known. [The employee] said more.", "a bank employee"),
        ("Candidates in close races, [who] said so, won.", "candidates in close races"),
        ("[One of them, Kit Ames,] said so.", "Kit Ames"),
        ("[A Tarn newspaper], Norland’s oldest, said so.", "a Tarn newspaper"),
        ("Later [Tarn Foods manager Jo Bright] said so. [The company] said more.", "Tarn Foods"),
        ("The central bank of Arl met. [The bank] said so.", "the central bank of Arl"),
        ("A federal appeals court met. [The court] said so.", "a federal appeals court"),
        ("The Dairy Workers’ Federation is on strike. [The company] said so.", "the company"),
        ("The agency asked 20 economists. [12] said so.", "12 economists"),
        ("Of the 1,840 nurses asked, [62%] said so.", "62% of the 1,840 nurses"),
        ("Five may stay. [The remaining three] said so.", "the remaining three"),
        ("A study by a sociologist, Emil Dorn, is out. [He] said so.", "Emil Dorn"),
    ],
)
def test_what_stands_beside_and_before_tells_who(marked, speaker):
    assert last(marked).speaker == speaker


def test_a_description_is_repeated_rather_than_given_to_somebody_named_later():
    rows, _ = resolve("[The tall senator] said so. [The senator] said more. Sen. Ruth Amos said less.")
    assert [r.speaker for r in rows] == ["the tall senator", "the tall senator"]


def test_a_name_keeps_to_itself_what_a_headline_puts_beside_it():
    rows, _ = resolve(
        "Why Nobody Trusts Mayor Jon Vasik Any More. The town is small. [Jon Vasik] said so. [Vasik] left it."
    )
    assert {r.speaker for r in rows} == {"Jon Vasik"}


def test_a_given_name_says_nothing_about_the_pronoun():
    """Two people of whom the article says nothing but the names: either pronoun leads to the same answer."""
    text = "Mary Holt met John Pell. [{}] said the talks were short."
    assert last(text.format("He")).speaker == last(text.format("She")).speaker


@pytest.mark.parametrize(
    ("source", "kind", "naming"),
    [
        ("Sources", "group", "unnamed"),
        ("Officials", "group", "unnamed"),
        ("A witness", "person", "unnamed"),
        ("One driver", "person", "unnamed"),
        ("A senior aide", "person", "unnamed"),
        ("An aide who asked not to be named", "person", "unnamed"),
        ("Two people briefed on the talks", "group", "unnamed"),
        ("A police spokeswoman", "person", "role"),
        ("A spokesman for the bank", "person", "role"),
        ("Her lawyer", "person", "role"),
        ("The mayor", "person", "role"),
        ("The girl’s grandfather", "person", "role"),
        ("Police", "government", "role"),
        ("Prosecutors", "government", "role"),
        ("The foreign ministry", "government", "role"),
        ("The sheriff’s office", "government", "role"),
        ("The hospital", "organisation", "role"),
        ("The union", "organisation", "role"),
        ("State television", "media", "role"),
        ("Local media", "media", "unnamed"),
        ("Court documents", "document", "role"),
        ("An internal note", "document", "unnamed"),
        ("The report", "document", "role"),
        ("Western estimates", "document", "unnamed"),
        ("Airlines", "group", "unnamed"),
        ("Democrats", "group", "unnamed"),
        ("South Korean, Norwegian, and Western sources", "group", "unnamed"),
        ("Reuters", "media", "named"),
        ("Norway", "government", "named"),
        ("The Ministry of Works", "government", "named"),
        ("Tarn Motors", "organisation", "named"),
        ("Ina Holm", "person", "named"),
        ("Ina Holm and Jon Vasik", "group", "named"),
        ("A poll by Gallup", "document", "named"),
        ("A federal appeals court", "government", "role"),
        ("The Ohio Supreme Court", "government", "named"),
        ("The remaining three", "group", "unnamed"),
        ("An investigation by the inspector", "document", "role"),
        ("Figures compiled by the ministry", "document", "role"),
        ("The transport safety board", "government", "role"),
        ("Tarn Research", "organisation", "named"),
        ("The aide, who spoke on condition of anonymity,", "person", "unnamed"),
        ("The aide, who asked not to be named,", "person", "unnamed"),
    ],
)
def test_kind_and_naming_follow_from_the_words(source, kind, naming):
    found = last(f"[{source}] said that it was late.")
    assert (found.speaker_kind, found.naming) == (kind, naming)


@pytest.mark.parametrize(
    ("marked", "naming"),
    [
        ("[A poll published on Monday by Quantor] said so.", "named"),
        ("A survey is out. [The poll], by Quantor Research, said so.", "named"),
        ("A poll by Quantor is out. [The survey] said so.", "named"),
        ("[A study published on Monday in the journal Soil] said so.", "named"),
        ("[Their paper, published in the journal Soil], said so.", "named"),
        ("[Research published on Monday] said so. Ina Holm, who led the study, left.", "named"),
        ("[A report in the Harwick Gazette] said so.", "named"),
        ("A poll by Quantor is out. [Another survey] said so.", "unnamed"),
        ("A poll by Quantor is out. [A survey in the 1990s] said so.", "unnamed"),
        ("[A memo seen by Quantor] said so.", "unnamed"),
        ("[An indictment] said so.", "role"),
        ("[Satellite images] said so.", "role"),
    ],
)
def test_a_document_is_named_after_its_maker(marked, naming):
    assert resolve(marked)[0][0].naming == naming


def test_a_people_is_no_short_form_of_a_body_that_is_named_after_it():
    text = "Later the South Korean Port Office closed. [South Korean, Norwegian, and Western sources] said so."
    assert last(text).naming == "unnamed"


def test_a_description_stays_as_it_is_written():
    assert last("[The spy agency] said so.").speaker == "the spy agency"
    assert last("[Engineers who saw it] said so.").speaker == "engineers who saw it"


def test_without_a_source_there_is_no_speaker():
    article = parsed("It is understood that the board met.")
    rows, sources = resolve_speakers(article, [row(article, 0, None, (0, 16), [(17, 36)])])
    assert (rows[0].speaker, rows[0].naming, sources) == (None, "none", [])


def test_a_plural_source_counts_once():
    _, sources = resolve("[Officials] said one thing. [Officials] said another. [The officials] said a third.")
    assert [(s.speaker, s.attributions) for s in sources] == [("officials", 3)]


def test_one_of_many_is_one_of_those_who_spoke():
    assert last("[Insiders] said no. [One] said yes.").speaker == "one insider"


class TestChains:
    """Who is known only through somebody else."""

    @staticmethod
    def via(text, *parts):
        """Parents of rows given as (source, cue, content), the content None for a whole sentence's rest."""
        article = parsed(text)
        rows = []
        for number, (source, cue, content, *carrier) in enumerate(parts):
            places = [(text.index(part), text.index(part) + len(part)) for part in (source, cue, content)]
            rows.append(row(article, number, places[0], places[1], [places[2]], carrier=bool(carrier)))
        found, _ = resolve_speakers(article, rows)
        numbers = {r.attribution_id: number for number, r in enumerate(found)}
        return [numbers.get(r.via) for r in found]

    def test_a_saying_inside_a_saying(self):
        text = "His brother said that the landlord had promised them a new boiler."
        inner = ("the landlord", "promised", "a new boiler")
        assert self.via(text, ("His brother", "said", "that the landlord had promised them a new boiler"), inner) == [
            None,
            0,
        ]

    def test_whoever_is_cited(self):
        text = "The minister will go, the Courier reported, citing two aides."
        content = "The minister will go"
        assert self.via(text, ("the Courier", "reported", content, True), ("two aides", "citing", content)) == [None, 0]

    def test_a_medium_that_was_told(self):
        text = "The minister will go, an aide told Radio Vesk."
        content = "The minister will go"
        assert self.via(text, ("an aide", "told", content), ("Radio Vesk", "told", content, True)) == [1, None]

    def test_the_nearer_of_two_accordings(self):
        text = "According to the agency, ships have left, according to two senators."
        outer, inner = "According to the agency, ships have left", "ships have left"
        rows = ("two senators", "according to", outer), ("the agency", "According to", inner)
        assert self.via(text, *rows) == [None, 0]

    def test_of_two_that_hold_each_other_the_first_to_begin_is_the_outer(self):
        text = "Two aides said the president would quit, the Courier reported."
        rows = (
            ("the Courier", "reported", "Two aides said the president would quit"),
            ("Two aides", "said", "the president would quit, the Courier reported"),
        )
        assert self.via(text, *rows) == [None, 0]

    def test_three_steps(self):
        text = "According to the Lamp, an aide said the envoy had called the truce a napkin."
        rows = (
            ("the Lamp", "According to", "an aide said the envoy had called the truce a napkin"),
            ("an aide", "said", "the envoy had called the truce a napkin"),
            ("the envoy", "called", "the truce a napkin"),
        )
        assert self.via(text, *rows) == [None, 0, 1]


def passages():
    return [json.loads(line) for line in PASSAGES.read_text(encoding="utf-8").splitlines()]


def words(name):
    found = re.findall(r"[\w&]+", (name or "").lower().replace("’s", ""))
    return {word for word in found if word not in TITLES}


def oracle(passage) -> tuple[Parsed, list[Attribution]]:
    """A passage with the sources, cues and contents that a person marked."""
    article, golds = parsed(passage["text"]), passage["attributions"]
    rows = []
    for number, gold in enumerate(golds):
        told = [other for other in golds if other["via"] == number and other["content"] == gold["content"]]
        cue = article.text[slice(*gold["cue"])] if gold["cue"] else ""
        cited = any(article.text[slice(*other["cue"])] in ("citing", "saying") for other in told)
        carrier = cited or any(other["cue"] == gold["cue"] for other in told) or (bool(told) and cue.endswith(" by"))
        spans = [gold[name] and tuple(gold[name]) for name in ("source", "cue")]
        rows.append(row(article, number, *spans, [tuple(part) for part in gold["content_parts"]], carrier))
    return article, rows


def share(pairs) -> float:
    found = [bool(right) for right in pairs]
    return sum(found) / len(found)


def test_speakers_of_the_passages_when_the_sources_are_given():
    """Floors a little below what was measured: naming 100, speaker 98, kind 100, via 100 of 100."""
    pairs = []
    for passage in passages():
        article, rows = oracle(passage)
        found, _ = resolve_speakers(article, rows)
        ids = [guess.attribution_id for guess in found]
        pairs += [
            (g, f, ids[g["via"]] if g["via"] is not None else None)
            for g, f in zip(passage["attributions"], found, strict=True)
        ]
    assert share(gold["naming"] == guess.naming for gold, guess, _ in pairs) > 0.97
    assert share(words(gold["speaker"]) <= words(guess.speaker) for gold, guess, _ in pairs) > 0.95
    assert share(gold["speaker_kind"] == guess.speaker_kind for gold, guess, _ in pairs) > 0.97
    assert share(via == guess.via for _, guess, via in pairs) > 0.97


def places(spans) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}


def best(gold, rows) -> Attribution | None:
    """The row whose content overlaps most with a marked one, the same source preferred."""
    content, source = places(gold["content_parts"]), places([gold["source"]] if gold["source"] else [])

    def overlap(r):
        return len(content & places(r.content_spans)) / len(content | places(r.content_spans))

    alike = [r for r in rows if overlap(r) >= 0.3]
    return max(
        alike,
        key=lambda r: (bool(source & places(r.source_spans)) or not (source or r.source), overlap(r)),
        default=None,
    )


def test_speakers_of_the_passages_from_the_bare_text():
    """Floors below what was measured: found 87, of the found naming 99, speaker 95; no speech where there is none."""
    pairs, false = [], 0
    for passage in passages():
        article = parsed(passage["text"])
        rows, _ = resolve_speakers(article, find_attributions(article))
        pairs += [(gold, best(gold, rows)) for gold in passage["attributions"]]
        false += sum(r.kind == "speech" for r in rows) if not passage["attributions"] else 0
    assert false == 0
    assert share(guess for _, guess in pairs) > 0.8
    found = [(gold, guess) for gold, guess in pairs if guess]
    assert share(gold["naming"] == guess.naming for gold, guess in found) > 0.85
    assert share(words(gold["speaker"]) <= words(guess.speaker) for gold, guess in found) > 0.8


PIECES = st.sampled_from(
    [
        "he ",
        "she ",
        "they ",
        "it ",
        "one ",
        "who ",
        "Ann Lee ",
        "Mr. Lee ",
        "the council ",
        "sources ",
        "said ",
        "told ",
        "according to ",
        "citing ",
        ", ",
        ". ",
        "“",
        "”",
        '"',
        "’s ",
        "NATO ",
        "and ",
        "of ",
        "that ",
        "rain fell ",
        "\n\n",
        "😀",
        "A ",
        "7 ",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60))
def test_links_hold_on_any_text(text):
    article = parsed(text)
    found = find_attributions(article)
    rows, sources = resolve_speakers(article, found)
    assert [r.attribution_id for r in rows] == [r.attribution_id for r in found]
    parents = {r.attribution_id: r.via for r in rows}
    assert all(via is None or via in parents for via in parents.values())
    for start in parents:
        seen, above = {start}, parents[start]
        while above:
            assert above not in seen
            seen.add(above)
            above = parents[above]
    assert {r.speaker_id for r in rows if r.speaker_id} == {s.speaker_id for s in sources}
    assert all((r.speaker is None) == (r.speaker_id is None) for r in rows)
