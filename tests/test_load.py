"""Any folder: every input is an article or a problem with a remedy."""

import bz2
import datetime as dt
import gzip
import json
import lzma

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.tables.analysis import load_articles
from helpers.text.formats import COLUMNS, READERS
from helpers.text.load import read
from helpers.text.records import Article, Problem

STORY = (
    "The council of Lower Marsh voted on Tuesday to close the swimming pool in June.\n\n"
    "“It’s a café’s worth of savings,” said Ada Finch, who chairs the committee and has swum there since she was six."
)
OTHER = (
    "Nobody was hurt when a grain barge ran aground off Tern Point before dawn, the coastguard said.\n\n"
    "The crew of nine walked ashore at low tide and were given breakfast by a surprised hotel."
)


def articles(path, **options):
    return [row for row in read(path, **options) if isinstance(row, Article)]


def problems(path, **options):
    return [row for row in read(path, **options) if isinstance(row, Problem)]


class TestTextFiles:
    def test_the_text_behind_the_date_is_verbatim(self, tmp_path):
        (tmp_path / "pool.txt").write_bytes(f" date 2026-02-16 {STORY}\r\n ".encode())
        (article,) = articles(tmp_path)
        assert article.text == f"{STORY}\r\n "
        assert article.date == dt.date(2026, 2, 16)
        assert article.article_id == "pool"

    def test_a_text_without_a_date_is_an_article(self, tmp_path):
        (tmp_path / "pool.txt").write_text(STORY, encoding="utf-8")
        (article,) = articles(tmp_path)
        assert (article.date, article.text, article.language) == (None, STORY, "en")

    def test_a_bad_date_is_told_and_the_rest_read(self, tmp_path):
        (tmp_path / "pool.txt").write_text(f" date 2026-02-31 {STORY}", encoding="utf-8")
        assert articles(tmp_path)[0].text == STORY
        (problem,) = problems(tmp_path)
        assert "2026-02-31" in problem.problem
        assert not problem.skipped

    def test_front_matter(self, tmp_path):
        (tmp_path / "pool.md").write_text(
            f"---\ntitle: Pool to close\nsource: The Tern\ndate: 2026-02-16\n---\n{STORY}"
        )
        (article,) = articles(tmp_path)
        assert (article.title, article.outlet, article.date) == ("Pool to close", "The Tern", dt.date(2026, 2, 16))
        assert article.text == STORY

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman"])
    def test_encodings_are_told_apart(self, tmp_path, encoding):
        (tmp_path / "pool.txt").write_bytes(STORY.encode(encoding))
        assert articles(tmp_path)[0].text == STORY

    @pytest.mark.parametrize(
        ("suffix", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)]
    )
    def test_compressed_copies(self, tmp_path, suffix, pack):
        (tmp_path / f"pool.txt{suffix}").write_bytes(pack(STORY.encode()))
        (article,) = articles(tmp_path)
        assert (article.article_id, article.text) == ("pool", STORY)


class TestTables:
    ROWS = ({"Headline": "Pool", "Body": STORY, "published": "2026-02-16", "ID": "a1"}, {"Body": OTHER, "ID": "a2"})

    def test_columns_are_found_by_their_usual_names(self, tmp_path):
        frame = pd.DataFrame(self.ROWS)
        frame.to_csv(tmp_path / "one.csv", index=False, sep=";")
        (tmp_path / "two.jsonl").write_text("\n".join(json.dumps(row) for row in self.ROWS))
        frame.to_parquet(tmp_path / "three.parquet")
        for name in ("one.csv", "two.jsonl", "three.parquet"):
            first, second = articles(tmp_path / name)
            assert (first.article_id, first.title, first.date) == ("a1", "Pool", dt.date(2026, 2, 16))
            assert (second.article_id, second.text, second.title) == ("a2", OTHER, None)

    def test_columns_can_be_named(self, tmp_path):
        pd.DataFrame({"Rubrik": ["Pool"], "Brødtekst": [STORY]}).to_csv(tmp_path / "one.csv", index=False)
        (problem,) = problems(tmp_path)
        assert "no column with the text" in problem.problem
        (article,) = articles(tmp_path, columns={"text": "Brødtekst", "title": "Rubrik"})
        assert (article.text, article.title) == (STORY, "Pool")

    def test_a_broken_line_costs_only_itself(self, tmp_path):
        (tmp_path / "one.jsonl").write_text(
            json.dumps({"text": STORY}) + '\n{"text": "cut off\n' + json.dumps({"text": OTHER})
        )
        assert [article.text for article in articles(tmp_path)] == [STORY, OTHER]
        assert "line 2" in problems(tmp_path)[0].problem


def test_a_web_page_gives_its_article_and_not_its_menu(tmp_path):
    body = "".join(f"<p>{part}</p>" for part in (STORY + " " + OTHER).split("\n\n"))
    page = (
        '<html><head><title>Pool to close</title><meta property="og:site_name" content="The Tern">'
        '<meta property="article:published_time" content="2026-02-16T08:00:00Z"></head><body><nav><a href="/">Home</a>'
        f"<a href='/sport'>Sport</a></nav><article><h1>Pool to close</h1>{body}</article><footer>All rights</footer></body></html>"
    )
    (tmp_path / "pool.html").write_text(page, encoding="utf-8")
    (article,) = articles(tmp_path)
    assert (article.title, article.outlet, article.date) == ("Pool to close", "The Tern", dt.date(2026, 2, 16))
    assert "Ada Finch" in article.text
    assert "Sport" not in article.text


class TestFaults:
    def test_a_missing_path(self, tmp_path):
        (problem,) = problems(tmp_path / "nowhere")
        assert problem.skipped
        assert problem.remedy

    def test_an_empty_folder(self, tmp_path):
        assert "no articles" in problems(tmp_path)[0].problem

    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("empty.txt", b""),
            ("blank.txt", b" date 2026-02-16 \n\n"),
            ("bytes.txt", bytes(range(256)) * 8),
            ("cut.txt.gz", gzip.compress(b"story " * 1000)[:40]),
            ("fake.parquet", b"PAR1 no table"),
            ("none.csv", b"text,date\n"),
            ("page.html", b"<html></html>"),
            ("picture.png", b"\x89PNG"),
        ],
    )
    def test_what_cannot_be_read_is_told_with_a_remedy_and_the_rest_is_read(self, tmp_path, name, data):
        (tmp_path / name).write_bytes(data)
        (tmp_path / "whole.txt").write_text(STORY)
        found, faults = load_articles(tmp_path)
        assert list(found.article_id) == ["whole"]
        assert faults.skipped.all()
        assert faults.path.str.endswith(name).any()
        assert (faults.remedy.str.len() > 10).all()

    def test_duplicates_are_read_once_and_near_duplicates_told(self, tmp_path):
        (tmp_path / "a.txt").write_text(STORY + " " + OTHER)
        (tmp_path / "b.txt").write_text(STORY + "\n" + OTHER)
        (tmp_path / "c.txt").write_text("Tern Point, Monday. " + STORY + " " + OTHER)
        (tmp_path / "d.txt").write_text(OTHER)
        assert [article.article_id for article in articles(tmp_path)] == ["a", "c", "d"]
        same, near = (problem for problem in problems(tmp_path))
        assert (same.article_id, same.skipped) == ("b", True)
        assert (near.article_id, near.skipped) == ("c", False)

    def test_names_that_collide_are_kept_apart(self, tmp_path):
        for folder, text in (("north", STORY), ("south", OTHER)):
            (tmp_path / folder).mkdir()
            (tmp_path / folder / "lead.txt").write_text(text)
        assert [article.article_id for article in articles(tmp_path)] == ["north/lead", "south/lead"]

    def test_another_language_is_named(self, tmp_path):
        (tmp_path / "fr.txt").write_text(
            "Le conseil municipal a voté mardi la fermeture de la piscine. " * 4, encoding="utf-8"
        )
        assert articles(tmp_path)[0].language == "fr"
        assert "'fr'" in problems(tmp_path)[0].problem

    def test_a_short_text_has_no_language(self, tmp_path):
        (tmp_path / "kim.txt").write_text("Kim.")
        assert articles(tmp_path)[0].language is None

    def test_readmes_and_hidden_files_are_never_articles(self, tmp_path):
        (tmp_path / "README.md").write_text(STORY)
        (tmp_path / ".notes.txt").write_text(STORY)
        (tmp_path / "whole.txt").write_text(OTHER)
        assert [article.text for article in articles(tmp_path)] == [OTHER]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=400) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace")),
    suffix=st.sampled_from(sorted(READERS)),
)
def test_every_input_is_an_article_or_a_problem(tmp_path, data, suffix):
    path = tmp_path / f"any{suffix}"
    path.write_bytes(data)
    rows = list(read(path))
    assert rows
    for row in rows:
        if isinstance(row, Article):
            assert row.text.strip()
        else:
            assert row.problem
            assert row.remedy


def test_every_field_of_an_article_has_names_to_be_found_by():
    assert set(COLUMNS) == {"text", "row_id", "date", "title", "outlet", "author", "url"}
