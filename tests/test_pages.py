"""Pages made of notebooks: self-contained, linked with each other, made again only when something changed."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from nbformat import v4

from helpers.showing import pages
from helpers.showing.page_parts import front_pages, notebook_description, notebook_title
from helpers.showing.style import LOOKS
from helpers.showing.wording import TEXT_VARIABLE, quotable
from helpers.tables.frames import make_tables
from helpers.text.records import Article, Problem, Sentence

TEXT = (
    "The mayor of a small town said on Monday that the new bridge would cost far more than anybody had thought. "
    "Nobody else was asked."
)
SETUP = f"import sys\nsys.path.insert(0, {str(pages.ROOT)!r})\nfrom helpers.showing import charts"


def article(number: int = 1, title: str | None = None, text: str = TEXT) -> Article:
    return Article(f"a{number}", dt.date(2026, 2, 16), title, "Daily", None, None, "en", text, 1, 2, 24, "a.txt")


def tables(*articles: Article, problems: tuple = ()):
    sentences = [
        Sentence(a.article_id, n, 0, 0, 9, "x", words, 9, "", share)
        for a in articles
        for n, words, share in [(0, 20, 0.5), (1, 4, 0.0)]
    ]
    return make_tables({"articles": list(articles), "sentences": sentences, "problems": list(problems)})


def notebook(title: str, *code: str):
    cells = [
        v4.new_markdown_cell(f"# {title}\n\nWhat is it *about*?", id="title"),
        v4.new_markdown_cell(
            "[← One](01-one.ipynb) · [Two →](02-two.ipynb#Who)", id="steps", metadata={"tags": ["steps"]}
        ),
        v4.new_markdown_cell(
            "## Who?\n\nSee [the other](02-two.ipynb#Who) and [a page](https://example.org/x.ipynb).", id="who"
        ),
        *(v4.new_code_cell(source, id=f"code-{place}") for place, source in enumerate(code)),
    ]
    made = v4.new_notebook(cells=cells)
    made.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return made


@pytest.fixture
def collection(tmp_path):
    """Two notebooks without outputs, and a folder with one article."""
    folder = tmp_path / "notebooks"
    folder.mkdir()
    nbformat.write(notebook("Is it one?", SETUP, "charts.say('It costs $5m and <b>$6m</b>.')"), folder / "01-one.ipynb")
    nbformat.write(notebook("Is it two?", "1 + 1"), folder / "02-two.ipynb")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a1.txt").write_text(f" date 2026-02-16 {TEXT}", encoding="utf-8")
    return tmp_path


class Elements(HTMLParser):
    """Every element of a page as (name, attributes)."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict]] = []
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def elements(source: str, tag: str) -> list[dict]:
    return [attributes for name, attributes in Elements(source).found if name == tag]


@pytest.fixture
def run_render(collection, monkeypatch):
    """Render the collection into a folder; takes the lines it says along."""
    monkeypatch.setattr(pages, "analyse", lambda seeds: tables(article()))
    said: list[str] = []

    def run(to: str = "rendered", text: bool = True) -> list[str]:
        said.clear()
        written = pages.render(
            collection / "seeds", collection / to, notebooks=collection / "notebooks", text=text, say=said.append
        )
        return [page.name for page in written]

    run.said = said
    return run


@pytest.fixture
def render(run_render, monkeypatch):
    """The same without starting a kernel: the cells stay without outputs."""
    monkeypatch.setattr(pages, "run_notebook", lambda path, environment: nbformat.read(path, as_version=4))
    return run_render


def test_a_page_is_complete_and_asks_nobody_for_anything(render, collection):
    assert render() == ["01-one.html", "02-two.html", "index.html", "article-1.html"]
    for page in (collection / "rendered").glob("*.html"):
        source = page.read_text(encoding="utf-8")
        assert "<script" not in source
        for _, attributes in Elements(source).found:
            assert not {"src", "srcset", "action"} & set(attributes) or attributes["src"].startswith("data:")
            assert not re.match("https?:(?!//example.org)|//", attributes.get("href") or "")
        assert not re.search(r"@import|url\(", source)
        policies = [m["content"] for m in elements(source, "meta") if m.get("http-equiv") == "Content-Security-Policy"]
        assert policies[0].startswith("default-src 'none'")
        assert elements(source, "html")[0]["lang"] == "en"
        assert re.search(r"<title>[^<]+</title>", source)
        assert next(m["content"] for m in elements(source, "meta") if m.get("name") == "description")
        assert elements(source, "a")[0] == {"class": "skip", "href": "#main"}


def test_pages_know_their_neighbours(render, collection):
    render()
    page = (collection / "rendered" / "01-one.html").read_text(encoding="utf-8")
    links = elements(page, "a")
    assert [link["href"] for link in links if link.get("rel") == "next"] == ["02-two.html"]
    assert not [link for link in links if link.get("rel") == "prev"]
    assert [link["href"] for link in links if link.get("aria-current") == "page"] == ["01-one.html"]
    assert page.count("02-two.html#Who") == 1  # the link in running text stays, the notebook's own steps go
    assert 'href="https://example.org/x.ipynb"' in page
    assert "¶" not in page
    assert 'id="Who?"' in page


def test_computed_sentences_stay_text(run_render, collection):
    run_render()
    page = (collection / "rendered" / "01-one.html").read_text(encoding="utf-8")
    assert "It costs $5m and &lt;b&gt;$6m&lt;/b&gt;." in page


def test_nothing_is_done_twice(render, collection):
    render()
    stamps = {page: page.stat().st_mtime_ns for page in (collection / "rendered").rglob("*")}
    assert render() == []
    assert "nothing has changed" in render.said[-1]
    assert stamps == {page: page.stat().st_mtime_ns for page in (collection / "rendered").rglob("*")}


def test_a_changed_article_renders_all_anew_a_changed_notebook_or_a_lost_page_itself(render, collection):
    render()
    (collection / "rendered" / "02-two.html").unlink()
    assert render() == ["02-two.html", "index.html", "article-1.html"]
    nbformat.write(notebook("Is it two?", "2 + 2"), collection / "notebooks" / "02-two.ipynb")
    assert render() == ["02-two.html", "index.html", "article-1.html"]
    (collection / "seeds" / "a2.txt").write_text(" date 2026-02-17 Another.", encoding="utf-8")
    assert len(render()) == 4


def test_a_damaged_state_renders_anew(render, collection):
    render()
    (collection / "rendered" / ".state").write_text("no json", encoding="utf-8")
    assert len(render()) == 4


def test_what_an_earlier_rendering_left_is_cleared_and_nothing_else(run_render, collection):
    table = "import pandas as pd\ncharts.table(pd.DataFrame({'n': [1]}), caption='Numbers', name='%s')"
    path = collection / "notebooks" / "03-three.ipynb"
    nbformat.write(notebook("Three", SETUP, table % "old"), path)
    run_render()
    own = collection / "rendered" / "tables" / "my-own.csv"
    own.write_text("mine", encoding="utf-8")
    nbformat.write(notebook("Three", SETUP, table % "new"), path)
    (collection / "notebooks" / "02-two.ipynb").unlink()
    run_render()
    assert {file.name for file in own.parent.iterdir()} == {"new.csv", "new-excel.csv", "my-own.csv"}
    assert not (collection / "rendered" / "02-two.html").exists()
    assert own not in pages.contents(collection / "rendered")


def test_two_renderings_give_the_same_bytes(run_render, collection):
    run_render("one")
    run_render("two")
    for page in (collection / "one").rglob("*.html"):
        assert page.read_bytes() == (collection / "two" / page.name).read_bytes()


def test_a_failing_notebook_is_named_with_its_cell(run_render, collection):
    nbformat.write(notebook("Broken", "1 / 0"), collection / "notebooks" / "03-broken.ipynb")
    with pytest.raises(pages.NotebookError, match=r"03-broken\.ipynb, cell code-0: ZeroDivisionError"):
        run_render()


def test_missing_articles_are_named(collection):
    with pytest.raises(FileNotFoundError, match="nowhere"):
        pages.render(collection / "nowhere", collection / "rendered")


def front_page(tables, notebooks) -> str:
    return front_pages(tables, notebooks)["index.html"]


def test_the_front_page_shows_findings_not_files():
    page = front_page(tables(article(1, "A bridge & a <b>mayor</b>"), article(2)), [])
    assert "A bridge &amp; a &lt;b&gt;mayor&lt;/b&gt;" in page
    assert "16 February 2026" in page
    assert "The mayor of a small town said on Monday that the new …" in page
    assert page.count("Is it readable?</a></dt>") == 2
    assert re.search(r'<svg[^>]*role="img"[^>]*aria-label="Outline of the text: 2 sentences', page)


def test_every_article_on_the_front_page_has_a_page_with_its_evidence():
    made = front_pages(tables(article(1), article(2, "A <b>mayor</b>")), [])
    assert list(made) == ["index.html", "article-1.html", "article-2.html"]
    links = [link["href"] for link in elements(made["index.html"], "a")]
    for part in ("readability", "sourcing", "number"):
        assert f"article-2.html#{part}" in links
        assert f'id="{part}"' in made["article-2.html"]
    assert "A &lt;b&gt;mayor&lt;/b&gt;" in made["article-2.html"]


def test_the_page_of_an_article_says_which_notebook_tells_more(collection):
    path = collection / "notebooks" / "02-sourcing.ipynb"
    nbformat.write(notebook("Who says so?"), path)
    page = front_pages(tables(article()), [path])["article-1.html"]
    assert page.count("what else there is to see") == 1
    assert '<a href="02-sourcing.html">Who says so?</a></p>' in page


def test_the_keys_of_the_front_page_have_the_colours_of_the_charts():
    page = front_page(tables(article()), [])
    for name, category in (("said", "attributed"), ("own", "own voice")):
        tone = LOOKS[category].tone
        assert f"--{name}: {tone.light};" in page
        assert f"--{name}: {tone.dark};" in page


def test_the_pages_of_articles_leave_the_text_out_where_asked():
    whole, without = (front_pages(tables(article()), [], text=text)["article-1.html"] for text in (True, False))
    assert 'id="a1-speaks-s0"' in whole
    assert 'id="a1-speaks-s0"' not in without


def test_the_front_page_without_articles_says_so():
    fault = Problem("x.bin", None, None, None, "unknown format", "save it as text", True)
    page = front_page(tables(problems=(fault,)), [])
    assert "no article was found" in page
    assert "unknown format → save it as text" in page


def test_the_front_page_stays_small_with_thousands_of_articles():
    page = front_page(tables(*(article(number) for number in range(3000))), [])
    assert "2,940 more articles" in page
    assert len(page) < 400_000


def test_shared_pages_lie_in_one_folder_with_the_same_bytes(render, collection, monkeypatch):
    monkeypatch.setattr(pages, "analyse", lambda seeds: tables(article()))
    places = {"notebooks": collection / "notebooks", "rendered": collection / "rendered", "say": render.said.append}
    first = pages.share(collection / "seeds", collection / "one", **places)
    second = pages.share(collection / "seeds", collection / "two", **places)
    assert first.read_bytes() == second.read_bytes()
    names = zipfile.ZipFile(first).namelist()
    assert "press-check/index.html" in names
    assert all(name.startswith("press-check/") and not name.endswith(".state") for name in names)


def test_a_page_that_keeps_the_text_is_not_shared_without_it(tmp_path):
    articles = tables(article()).articles
    cut = " ".join(TEXT.split()[:12])
    (tmp_path / "a.html").write_text(f"<p>{cut}</p><p>{TEXT[len(cut) :][:30]}</p>", encoding="utf-8")
    pages.prove_without_text(tmp_path, articles)
    marked = TEXT.replace("mayor", "<mark>may<wbr>or</mark>")
    (tmp_path / "b.html").write_text(f"<p>{marked}</p>", encoding="utf-8")
    with pytest.raises(pages.TextLeakError, match=r"b\.html"):
        pages.prove_without_text(tmp_path, articles)


@pytest.mark.parametrize("name", ["c.csv", "c.svg"])
def test_the_proof_reads_tables_and_pictures(tmp_path, name):
    content = f'number,text\r\n1,"{TEXT}"\r\n' if name == "c.csv" else f"<svg><text>{TEXT}</text></svg>"
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(pages.TextLeakError, match=name):
        pages.prove_without_text(tmp_path, tables(article()).articles)


def test_notebooks_learn_that_the_text_stays_out(run_render, collection):
    code = f"import os\nprint('text allowed:', os.environ[{TEXT_VARIABLE!r}])"
    nbformat.write(notebook("Three", code), collection / "notebooks" / "03-three.ipynb")
    run_render("plain", text=False)
    assert "text allowed: no" in (collection / "plain" / "03-three.html").read_text(encoding="utf-8")
    assert "left out" in (collection / "plain" / "index.html").read_text(encoding="utf-8")


def test_title_and_description_come_from_the_first_cell():
    made = notebook("Is it *one*?")
    assert notebook_title(made, "x") == "Is it one?"
    assert notebook_description(made) == "What is it about?"
    assert notebook_title(v4.new_notebook(), "x") == "x"


def test_the_configuration_of_the_command_line_is_the_renderers_own():
    config = pages.house_config()
    assert config.HTMLExporter.template_name == "press_check"
    assert Path(config.TemplateExporter.extra_template_basedirs[0]).is_dir()


def test_what_may_be_quoted_passes_the_proof(tmp_path, monkeypatch):
    monkeypatch.setenv(TEXT_VARIABLE, "no")
    text = " ".join(f"left-{number}-right's," for number in range(30))
    (tmp_path / "a.html").write_text(f"<p>{quotable(text)}</p><p>{quotable(text)}</p>", encoding="utf-8")
    pages.prove_without_text(tmp_path, tables(article(text=text)).articles)
