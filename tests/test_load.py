"""Any folder: every input is an article or a problem with a remedy."""

import bz2
import datetime as dt
import gzip
import json
import lzma
import os
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.tables.analysis import load_articles
from helpers.text import formats, stated
from helpers.text.formats import READERS
from helpers.text.load import read
from helpers.text.records import Article, Problem
from helpers.text.stated import COLUMNS, parse_date

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

    @pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
    @pytest.mark.parametrize(
        "phrase",
        [
            "“It’s over,” she said.",
            "Señor Núñez paid £4 for a café crème.",
            "A long day – and nobody knew why.",
            "Beyoncé sang.",
            "© 2020 The Tern® and others",
            "Zürich’s mayor, Jürgen Groß, spoke… and left.",
        ],
    )
    @pytest.mark.parametrize(
        "padding", ["", STORY.replace("“", "").replace("”", "").replace("’", "").replace("é", "e")]
    )
    def test_one_foreign_character_tells_old_encodings_apart(self, tmp_path, encoding, phrase, padding):
        (tmp_path / "pool.txt").write_bytes(f"{phrase} {padding}".encode(encoding))
        assert articles(tmp_path)[0].text == f"{phrase} {padding}"
        assert encoding in problems(tmp_path)[0].problem

    @pytest.mark.parametrize("data", [b"\x89PNG\r\n" + bytes(range(128, 256)) * 9, "Где он? ".encode("cp1251") * 9])
    def test_bytes_that_are_no_western_text_are_refused(self, tmp_path, data):
        (tmp_path / "pool.txt").write_bytes(data)
        (problem,) = problems(tmp_path)
        assert problem.skipped
        assert "no text in UTF-8" in problem.problem

    def test_a_story_that_begins_with_the_word_date_has_no_header(self, tmp_path):
        (tmp_path / "pool.txt").write_text("date palms line the road. " + STORY, encoding="utf-8")
        assert articles(tmp_path)[0].text == "date palms line the road. " + STORY

    def test_a_header_with_a_time_of_day(self, tmp_path):
        (tmp_path / "pool.txt").write_text("date 2026-02-16T09:00 " + STORY, encoding="utf-8")
        assert (articles(tmp_path)[0].date, articles(tmp_path)[0].text) == (dt.date(2026, 2, 16), STORY)

    def test_front_matter_keeps_names_as_written(self, tmp_path):
        front = "title: 2024\nauthor: [Ada Finch, B. Reed]\npublished: 2026-02-31\n"
        (tmp_path / "pool.md").write_text(f"---\n{front}---\n{STORY}", encoding="utf-8")
        (article,) = articles(tmp_path)
        assert (article.title, article.author, article.date) == ("2024", "Ada Finch; B. Reed", None)
        assert "2026-02-31" in problems(tmp_path)[0].problem

    def test_front_matter_with_a_second_colon_is_read_line_by_line(self, tmp_path):
        (tmp_path / "pool.md").write_text(f"---\ntitle: Mayor: I quit\n---\n{STORY}", encoding="utf-8")
        (article,) = articles(tmp_path)
        assert (article.title, article.text) == ("Mayor: I quit", STORY)

    def test_a_rule_of_hyphens_is_no_front_matter(self, tmp_path):
        (tmp_path / "pool.md").write_text(f"---\nPool to close\n---\n{STORY}", encoding="utf-8")
        assert articles(tmp_path)[0].text == f"---\nPool to close\n---\n{STORY}"

    def test_aliases_that_multiply_are_not_written_out(self, tmp_path):
        bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
            f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefghi", "bcdefghij", strict=True)
        )
        (tmp_path / "pool.md").write_text(f"---\n{bomb}title: *j\n---\n{STORY}", encoding="utf-8")
        assert [(article.title, article.text) for article in articles(tmp_path)] == [(None, STORY)]

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

    def test_case_and_marks_in_a_columns_name_do_not_matter(self, tmp_path):
        pd.DataFrame({"Full Text": [STORY], "Publication-Date": ["2026-02-16"]}).to_csv(
            tmp_path / "one.csv", index=False
        )
        (article,) = articles(tmp_path)
        assert (article.text, article.date) == (STORY, dt.date(2026, 2, 16))

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

    def test_a_list_of_json_objects(self, tmp_path):
        rows = [
            dict(row, source={"id": None, "name": "The Tern"}, authors=["A. Finch", "B. Reed"]) for row in self.ROWS
        ]
        (tmp_path / "list.json").write_text(json.dumps(rows, indent=1))
        (tmp_path / "one.json").write_text(json.dumps(rows[0]))
        (tmp_path / "answer.json").write_text(json.dumps({"status": "ok", "articles": rows}))
        for name, number in (("list.json", 2), ("one.json", 1), ("answer.json", 2)):
            found = articles(tmp_path / name)
            assert [article.text for article in found] == [STORY, OTHER][:number]
            assert {(article.outlet, article.author) for article in found} == {("The Tern", "A. Finch; B. Reed")}

    def test_a_long_list_of_json_objects_is_read_piece_by_piece(self, tmp_path):
        rows = [{"id": number, "text": f"{STORY} {number * 997} " * 5} for number in range(900)]
        (tmp_path / "list.json").write_text(json.dumps(rows))
        assert [article.article_id for article in articles(tmp_path)] == [str(number) for number in range(900)]

    def test_what_stands_before_a_broken_place_of_a_json_list_is_read(self, tmp_path):
        (tmp_path / "list.json").write_text(json.dumps([{"text": STORY}])[:-1] + ', {"text": "cut o')
        assert [article.text for article in articles(tmp_path)] == [STORY]
        assert "after 1 articles" in problems(tmp_path)[0].problem

    def test_a_table_without_texts_is_told_of_once(self, tmp_path):
        pd.DataFrame({"name": list("abcdef"), "size": range(6)}).to_csv(tmp_path / "one.csv", index=False)
        pd.DataFrame({"name": list("abcdef"), "size": range(6)}).to_parquet(tmp_path / "two.parquet")
        assert [problem.problem for problem in problems(tmp_path)] == ["no column with the text among name, size"] * 2

    def test_a_quotation_mark_left_open_does_not_swallow_other_files(self, tmp_path):
        (tmp_path / "one.csv").write_text(f'id,text\n1,{STORY[:60]}\n2,"never closed\n' + "3,more\n" * 50)
        (tmp_path / "two.txt").write_text(OTHER)
        assert [article.article_id for article in articles(tmp_path)][::2] == ["1", "two"]

    def test_odd_tables(self, tmp_path):
        bar = f"ID|Text\r1|{STORY[:60]}\r2|{OTHER[:60]}\r"
        (tmp_path / "bar.csv").write_bytes(bar.encode("utf-8-sig"))
        wide = f"text;id\n{STORY[:60]};1;more;and more\n{OTHER[:60]}\n"
        (tmp_path / "wide.csv").write_text(wide)
        pd.DataFrame({"text": [STORY, None, 7.5], "date": ["2026-02-16", "Tuesday", None]}).to_csv(
            tmp_path / "gaps.csv", index=False, encoding="utf-16"
        )
        for name, number in (("bar.csv", 2), ("wide.csv", 2), ("gaps.csv", 2)):
            assert len(articles(tmp_path / name)) == number, name

    def test_a_byte_that_is_no_utf8_far_inside_a_table_costs_nothing(self, tmp_path):
        rows = "".join(f"{number},{STORY[:60]} {number}\n" for number in range(2000))
        (tmp_path / "one.csv").write_bytes(f"id,text\n{rows}".encode() + b"last,Beyonc\xe9 sang.\n")
        assert articles(tmp_path)[-1].text == "Beyoncé sang."
        assert [problem.article_id for problem in problems(tmp_path) if "UTF-8" in problem.problem] == ["last"]

    def test_halves_of_characters_are_replaced_and_told(self, tmp_path):
        (tmp_path / "one.jsonl").write_text(json.dumps({"text": f"\ud83d {STORY}", "title": "\udfff"}))
        frame, faults = load_articles(tmp_path)
        assert frame.text[0] == f"\ufffd {STORY}"
        assert not faults.skipped.any()

    def test_names_inside_a_table_are_made_unique_in_one_pass(self, tmp_path):
        rows = "".join(f"same,{STORY[:40]} {number} {number * 7919}\n" for number in range(3000))
        (tmp_path / "one.csv").write_text(f"id,text\n{rows}")
        names = [article.article_id for article in articles(tmp_path)]
        assert (names[0], names[-1], len(set(names))) == ("same", "same-3000", 3000)


class TestDates:
    @pytest.mark.parametrize(
        "stated",
        ["2026-02-16", "2026/02/16", "20260216", "16.02.2026", "16 February 2026", "Mon, 16 Feb 2026 23:30:00 EST"],
    )
    def test_a_day_stated_in_full(self, stated):
        assert parse_date(stated) == (dt.date(2026, 2, 16), ())

    @pytest.mark.parametrize(
        "stated",
        ["Tuesday", "5", "May", "3 May", "May 2024", "09:30", "02/03/2026", "16/02/26", "1712101430", "0", "x" * 999],
    )
    def test_nothing_left_out_is_guessed(self, stated):
        day, ((problem, remedy),) = parse_date(stated)
        assert day is None
        assert len(problem) < 120
        assert "YYYY-MM-DD" in remedy

    @given(st.text(max_size=70) | st.integers() | st.floats() | st.from_regex(r"\d{1,4}[-/. ]\w{1,9}[-/. ]\d{1,9}"))
    def test_any_value_is_a_day_or_a_fault(self, stated):
        day, faults = parse_date(stated)
        assert (day is None) == bool(faults)


PAGE = (
    "<html><head><title>Pool to close</title>{head}</head><body><nav>Home</nav><article><h1>Pool to close</h1>"
    "{body}</article><footer>Updated 12/03/2017. © 2017 The Tern</footer></body></html>"
)
BODY = "".join(f"<p>{part}</p>" for part in (STORY + " " + OTHER).split("\n\n"))


class TestPages:
    def test_a_day_in_the_running_text_is_not_the_date(self, tmp_path):
        (tmp_path / "pool.html").write_text(PAGE.format(head="", body=BODY + "<p>It opened on 5 March 1998.</p>"))
        assert articles(tmp_path)[0].date is None

    @pytest.mark.parametrize(
        "head",
        [
            '<meta content="2026-02-16T08:00:00Z" property="article:published_time"/>',
            "<META name='date' content='2026-02-16'>",
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-02-16"}</script>',
        ],
    )
    def test_the_date_that_the_page_states(self, tmp_path, head):
        changed = '<meta property="article:modified_time" content="2026-03-01">'
        (tmp_path / "pool.html").write_text(PAGE.format(head=changed + head, body=BODY))
        assert articles(tmp_path)[0].date == dt.date(2026, 2, 16)

    def test_the_encoding_that_the_page_states(self, tmp_path):
        head = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'
        (tmp_path / "pool.html").write_bytes(PAGE.format(head=head, body=BODY).encode("cp1252"))
        assert "“It’s a café’s worth of savings,”" in articles(tmp_path)[0].text

    def test_a_hostile_page_is_told_of_without_a_word_on_the_console(self, tmp_path, capfd):
        (tmp_path / "deep.html").write_text("<div>" * 100_000 + STORY)
        (tmp_path / "none.html").write_text("<html></html>")
        (tmp_path / "odd.html").write_text("<?xml version='1.0' encoding='utf-8'?><p>&#xD800;&#0;" + "x" * 100)
        assert {Path(problem.path).name for problem in problems(tmp_path)} >= {"deep.html", "none.html"}
        assert capfd.readouterr() == ("", "")


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
            ("broken.txt.gz", gzip.compress(STORY.encode())[:12] + b"\xff" * 30),
            ("broken.txt.xz", lzma.compress(STORY.encode())[:40] + b"\xff" * 30),
            ("broken.txt.bz2", bz2.compress(STORY.encode())[:40] + b"\xff" * 30),
            ("wrong.jsonl.gz", STORY.encode()),
            ("deep.json", b"[" * 100_000),
            ("deep.jsonl", b'{"a":' * 100_000),
            ("digits.json", b'[{"text": ' + b"1" * 5000 + b"}]"),
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

    @pytest.mark.parametrize("name", ["bomb.txt.gz", "bomb.html.gz", "bomb.csv.gz", "bomb.jsonl.gz", "bomb.json.gz"])
    def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(self, tmp_path, monkeypatch, name):
        for module in (formats, stated):
            monkeypatch.setattr(module, "LARGEST", 100_000)
        data = b'text,"' if ".csv" in name else b'{"text": "' if ".json" in name else b""
        (tmp_path / name).write_bytes(gzip.compress(data + b"x" * 3_000_000))
        (problem,) = problems(tmp_path)
        assert problem.skipped
        assert "100,000" in problem.problem or "400,000" in problem.problem

    def test_what_is_no_file_is_told_and_links_are_followed_once(self, tmp_path):
        (tmp_path / "folder").mkdir()
        (tmp_path / "folder" / "whole.txt").write_text(STORY)
        (tmp_path / "folder" / "round").symlink_to(tmp_path)
        (tmp_path / "lost.txt").symlink_to(tmp_path / "nowhere")
        os.mkfifo(tmp_path / "pipe.txt")
        assert [article.article_id for article in articles(tmp_path)] == ["whole"]
        assert sorted(Path(problem.path).name for problem in problems(tmp_path)) == ["lost.txt", "pipe.txt"]

    def test_a_folder_that_cannot_be_read_is_told(self, tmp_path, monkeypatch):
        (tmp_path / "shut").mkdir()
        (tmp_path / "whole.txt").write_text(STORY)
        scan = os.scandir

        def scandir(path):
            if Path(path).name == "shut":
                raise PermissionError(13, "Permission denied", str(path))
            return scan(path)

        monkeypatch.setattr(os, "scandir", scandir)
        assert len(articles(tmp_path)) == 1
        assert "cannot be read: Permission denied" in problems(tmp_path)[0].problem

    def test_file_names_that_are_no_utf8(self, tmp_path):
        with open(os.fsencode(tmp_path) + b"/caf\xe9.txt", "w") as handle:
            handle.write(STORY)
        frame, _ = load_articles(tmp_path)
        assert list(frame.article_id) == ["café"]

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


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)])
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 200), noise=st.binary(max_size=40))
def test_a_damaged_archive_is_told_of(tmp_path, suffix, pack, cut, noise):
    path = tmp_path / f"any.txt{suffix}"
    path.write_bytes(pack(STORY.encode())[:cut] + noise)
    assert list(read(path))


def test_every_field_of_an_article_has_names_to_be_found_by():
    assert set(COLUMNS) == {"text", "row_id", "date", "title", "outlet", "author", "url"}
