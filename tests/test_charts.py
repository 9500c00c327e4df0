"""Charts, tables and sentences on a page: what they refuse, what they let through, what they leave behind."""

from __future__ import annotations

import base64
import re
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from helpers.showing import charts, forms, style, wording
from helpers.showing.page_tables import RENDERED_VARIABLE, defused

HOSTILE = (
    '<script>alert(1)</script> "$5m and $6m" <img src=x onerror=alert(1)> \u202e\x1b[31m & $$x^2$$ **bold** 日本 🫠'
)


@pytest.fixture
def shown(monkeypatch):
    """All that is displayed, as (HTML, plain words)."""
    seen: list[tuple[str, str]] = []
    monkeypatch.setattr(charts, "display", lambda data, raw: seen.append((data["text/html"], data["text/plain"])))
    return seen


@pytest.fixture
def speakers():
    return pd.DataFrame(
        {
            "speaker": ["the mayor", "a baker", HOSTILE, "unheard"],
            "words": [40, 12, 12, np.nan],
            "low": [30, 8, 9, np.nan],
            "high": [55, 20, 14, np.nan],
            "naming": ["role", "unnamed", None, "named"],
            "from": pd.to_datetime(["2026-01-01", None, "2025-06-01", None]),
            "to": pd.to_datetime(["2026-01-31", "2026-02-02", None, None]),
            "id": ["a1", "a2", "a3", "a4"],
            "via": [pd.NA, "a1", "a2", "a9"],
        }
    )


FORMS = {
    "bars": lambda f: charts.bars(f, "speaker", "words", kind="naming"),
    "dots": lambda f: charts.dots(
        f, "speaker", "words", low="low", high="high", kind="naming", references=[(20, "$20 & <b>")]
    ),
    "strip": lambda f: charts.strip(f, "words", threshold=(25, "25 words")),
    "timeline": lambda f: charts.timeline(f, "speaker", "from", "to"),
    "stacked_share": lambda f: charts.stacked_share(f, "speaker", "words"),
    "small_multiples": lambda f: charts.small_multiples(f, "words", "naming"),
    "lines_over_time": lambda f: charts.lines_over_time(f, "from", "words", low="low", high="high"),
    "chain": lambda f: charts.chain(f, "speaker", "via", row_id="id", kind="naming", note="words"),
}


def show(fig, data, **changes):
    words = {"title": "The mayor speaks most", "alt": "Bars of words per speaker.", "name": "speakers"}
    charts.show(fig, data=data, **{**words, **changes})


def pictures(page: str) -> list[str]:
    return [base64.b64decode(code).decode() for code in re.findall(r'base64,([^"]+)"', page)]


@pytest.mark.parametrize("missing", ["title", "alt"])
def test_a_chart_without_its_words_is_refused(speakers, missing):
    with pytest.raises(ValueError, match=missing):
        show(FORMS["bars"](speakers), speakers, **{missing: "  "})


@pytest.mark.parametrize("name", ["../etc", "Two Words", "", "a/b"])
def test_a_name_that_would_not_do_for_a_file_is_refused(speakers, name):
    with pytest.raises(ValueError, match="cannot name a file"):
        show(None, speakers, name=name)


def test_a_chart_carries_finding_description_and_data(shown, speakers):
    show(FORMS["bars"](speakers), speakers, subtitle="Words", source="One article")
    page, words = shown[0]
    assert page.startswith("<figure")
    assert page.endswith("</figure>")
    assert 'alt="Bars of words per speaker."' in page
    assert words == "Bars of words per speaker."
    assert "The mayor speaks most" in page.split("</figcaption>")[0]
    assert '<th scope="col"' in page
    assert '<th scope="row"' in page
    assert "mathjax_ignore" in page
    assert "tex2jax_ignore" in page


@pytest.mark.parametrize("form", FORMS)
def test_article_text_stays_text(shown, speakers, form):
    with warnings.catch_warnings(action="error"):
        show(FORMS[form](speakers), speakers, title=HOSTILE, alt=HOSTILE, subtitle=HOSTILE, source=HOSTILE)
    page = shown[0][0]
    assert not re.search(r"<script|<b>|<img src=x", page)
    assert "&lt;script&gt;" in page
    assert "$5m and $6m" in page
    assert "\u202e" not in page
    assert "\x1b" not in page
    assert not any(re.search("<script|\u202e|\x1b", picture) for picture in pictures(page))


@pytest.mark.parametrize("form", FORMS)
def test_the_same_figure_gives_the_same_bytes(shown, speakers, form):
    show(FORMS[form](speakers), speakers)
    show(FORMS[form](speakers), speakers)
    assert shown[0] == shown[1]


@pytest.mark.parametrize("form", FORMS)
def test_nothing_to_draw_gives_words(shown, speakers, form):
    fig = FORMS[form](speakers.head(0))
    assert fig is None
    show(fig, speakers.head(0))
    assert "There is nothing to draw." in shown[0][0]
    assert shown[0][1] == "The mayor speaks most. There is nothing to draw."
    assert "<img" not in shown[0][0]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("rows", [1, 3000])
def test_every_form_takes_one_row_and_thousands(speakers, form, rows):
    many = pd.concat([speakers.iloc[[0]]] * rows, ignore_index=True)
    many["id"] = [f"a{row}" for row in range(rows)]
    picture = style.svg(FORMS[form](many))
    assert "nan" not in picture.lower().replace("finance", "")
    assert len(picture) < 200_000


def test_a_category_looks_the_same_in_whatever_chart_and_company_it_stands():
    for kinds in (["named"], ["unnamed", "own voice", "named"], ["role", "none", "named", None]):
        assert forms.look_of(kinds, "named") == style.LOOKS["named"]
    naming = [style.LOOKS[name] for name in ("named", "role", "unnamed", "none", "own voice")]
    for part in ("tone", "hatch", "marker"):
        assert len({getattr(look, part) for look in naming}) == len(naming)
    assert style.LOOKS["known by a role"] == style.LOOKS["role"]


def test_a_part_keeps_its_look_where_another_part_is_missing():
    frame = pd.DataFrame({"precision": ["exact", "about", "vague"], "claims": [0, 2, 3]})
    picture = style.svg(charts.stacked_share(frame, "precision", "claims"))
    vermillion, blue = (style.SERIES[place].tone.light for place in (1, 0))
    assert vermillion in picture
    assert not re.search(rf"[ :\"]var\(--c\d,{blue}\)", picture)


def test_a_far_off_time_is_named_below_the_timeline_instead_of_squeezing_the_others():
    days = {"from": ["1970-01-01", "2026-02-02", "2026-02-05"], "to": ["1979-12-31", "2026-02-02", "2026-02-05"]}
    frame = pd.DataFrame(
        {"text": ["the 1970s", "Monday", "Thursday"], **{k: pd.to_datetime(v) for k, v in days.items()}}
    )
    fig = charts.timeline(frame, "text", "from", "to")
    ax = fig.axes[0]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Monday", "Thursday"]
    assert np.diff(ax.get_xlim())[0] < 10
    assert "one too far off to draw: the 1970s" in style.svg(fig)
    assert "too far off" not in style.svg(charts.timeline(frame.head(1), "text", "from", "to"))


def test_a_longer_label_is_cut():
    frame = pd.DataFrame({"speaker": ["x" * 10_000], "words": [3]})
    picture = style.svg(charts.bars(frame, "speaker", "words"))
    assert "x" * 80 not in picture
    assert "…" in picture


def test_pictures_follow_day_and_night_and_ask_no_network(speakers):
    picture = style.svg(FORMS["bars"](speakers))
    assert "prefers-color-scheme:dark" in picture
    assert not re.search(r"""(href|src)=["']https?:""", picture)


def test_sentences_are_shown_as_text(shown):
    charts.say("It costs $5m and <b>$6m</b>.", "", HOSTILE)
    page, words = shown[0]
    assert page.count("<p>") == 2
    assert "&lt;b&gt;$6m" in page
    assert "<b>" not in page
    assert words.startswith("It costs $5m and <b>$6m</b>.")


def test_a_heading_stands_above_its_sentences(shown):
    charts.say("It is short.", heading="Pool & <b>mill</b>", beside="a1")
    page, words = shown[0]
    assert "<h3>Pool &amp; &lt;b&gt;mill&lt;/b&gt; <small>a1</small></h3><p>It is short.</p>" in page
    assert words == "Pool & <b>mill</b> (a1)\nIt is short."


def test_a_table_says_how_many_rows_it_leaves_out(shown):
    frame = pd.DataFrame({"sentence": range(120), "text": "x"})
    charts.table(frame, caption="Sentences", name="sentences", limit=50)
    page = shown[0][0]
    assert page.count("<tr>") == 51
    assert "the first 50 of 120 rows" in page
    assert 'tabindex="0"' in page
    assert 'role="region"' in page


def test_a_table_without_rows_says_so(shown):
    charts.table(pd.DataFrame({"a": []}), caption="Checks", name="checks")
    assert "Checks: no rows." in shown[0][0]


def test_a_rendering_leaves_pictures_and_data_behind(shown, speakers, tmp_path, monkeypatch):
    monkeypatch.setenv(RENDERED_VARIABLE, str(tmp_path))
    formula = speakers.assign(speaker=["=1+1", "+44", "-1", "@x"])
    show(FORMS["bars"](formula), formula)
    page = shown[0][0]
    for link in re.findall('href="([^"]+)"', page):
        assert (tmp_path / link).stat().st_size > 0
    assert 'tabindex="0"' not in page  # the links can take the focus
    assert "=1+1" in (tmp_path / "tables/speakers.csv").read_text(encoding="utf-8")
    safe_copy = (tmp_path / "tables/speakers-excel.csv").read_bytes()
    assert safe_copy.startswith("\ufeff".encode())
    assert all(f"'{text}".encode() in safe_copy for text in formula["speaker"])
    assert b"var(" not in (tmp_path / "figures/speakers.svg").read_bytes()


def test_nothing_is_written_outside_a_rendering(shown, speakers, tmp_path, monkeypatch):
    monkeypatch.delenv(RENDERED_VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    show(FORMS["bars"](speakers), speakers)
    assert list(Path(tmp_path).iterdir()) == []


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n1", " =1", "\u00a0=1"])
def test_no_cell_starts_a_formula(text):
    assert defused(text) == "'" + text


def test_pages_can_leave_the_articles_text_out(shown, monkeypatch):
    monkeypatch.setenv(wording.TEXT_VARIABLE, "no")
    long = " ".join(f"word{n}" for n in range(40))
    charts.table(pd.DataFrame({"id": [1], "text": [long], "finding": [long]}), caption="Texts", name="texts")
    page = shown[0][0]
    assert page.count("word11") == 2
    assert page.count("word12") == 1
