"""Every rendered page in a browser without a network: quiet, accessible, whole, and deaf to hostile articles."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from urllib.parse import unquote

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from nbconvert import HTMLExporter
from nbformat import v4
from playwright.sync_api import Page

from helpers.showing import pages
from tests.browsing import HOSTILE, MONEY, quiet_page, start_browser

NAMES = ["index", "article-1", *(path.stem for path in sorted(Path(pages.ROOT, "notebooks").glob("[0-9]*-*.ipynb")))]
PLACEHOLDER = "No description has been provided for this image"
FOCUSABLE = "a[href], summary, button, input, select, textarea, [tabindex]"


@pytest.fixture(scope="module")
def browser():
    yield from start_browser()


@pytest.fixture(scope="module")
def rendered(browser, tmp_path_factory) -> Path:
    """All pages about a hostile article (the one looked at closely) and the seed."""
    folder = tmp_path_factory.mktemp("rendered")
    seeds = folder / "seeds"
    seeds.mkdir()
    (seeds / "000-hostile.txt").write_text(HOSTILE, encoding="utf-8")
    for seed in Path(pages.ROOT, "seeds").glob("*.txt"):
        (seeds / seed.name).write_bytes(seed.read_bytes())
    pages.render(seeds, folder / "pages", say=lambda line: None)
    return folder / "pages"


@pytest.fixture(params=NAMES)
def name(request) -> str:
    return request.param


@pytest.fixture(params=[("light", 1200), ("light", 375), ("dark", 1200), ("dark", 375)], ids=lambda p: f"{p[0]}-{p[1]}")
def page(request, browser, rendered, name):
    """A page with everything folded opened; whatever it should not do fails the test at the end."""
    scheme, width = request.param
    with quiet_page(browser, color_scheme=scheme, viewport={"width": width, "height": 800}) as (page, noise):
        page.goto((rendered / f"{name}.html").as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        yield page
        assert page.title() != "owned"
    assert noise == []


def test_nothing_sticks_out_at_the_side(page: Page):
    width, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert width <= room


def test_axe_finds_no_barrier(page: Page):
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"][:200] for node in rule["nodes"]][:3]) for rule in found] == []


def test_every_image_is_described_and_every_table_headed(browser, rendered, name):
    with quiet_page(browser) as (page, _):
        page.goto((rendered / f"{name}.html").as_uri())
        images = page.evaluate("[...document.querySelectorAll('img')].map(i => [i.alt, i.naturalWidth])")
        assert all(alt.strip() and PLACEHOLDER not in alt and width > 0 for alt, width in images)
        drawings = page.evaluate("[...document.querySelectorAll('svg')].map(s => s.getAttribute('aria-label'))")
        assert all(drawings)
        bare = page.evaluate(
            "[...document.querySelectorAll('table')].filter(t => !t.querySelector('thead th') || "
            "[...t.querySelectorAll('th')].some(h => !h.textContent.trim())).length"
        )
        assert bare == 0


def test_links_lead_somewhere(browser, rendered, name):
    with quiet_page(browser) as (page, _):
        page.goto((rendered / f"{name}.html").as_uri())
        links = page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))")
        anchors = set(page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)"))
    assert not [link for link in links if link.startswith("#") and unquote(link[1:]) not in anchors]
    local = [link.partition("#")[0] for link in links if not link.startswith(("#", "https:"))]
    assert not [link for link in local if not (rendered / link).exists()]


def test_the_tab_key_visits_what_can_be_used_in_reading_order(browser, rendered, name):
    with quiet_page(browser) as (page, _):
        page.goto((rendered / f"{name}.html").as_uri())
        stops = page.evaluate(f"[...document.querySelectorAll({FOCUSABLE!r})].filter(e => e.checkVisibility()).length")
        odd = page.evaluate(
            "[...document.querySelectorAll('[tabindex]')].filter(e => e.tabIndex > 0 || e.role !== 'region').length"
        )
        assert odd == 0
        page.evaluate("window.seen = []")
        places = []
        for _ in range(stops):
            page.keyboard.press("Tab")
            places.append(
                page.evaluate(
                    f"[...document.querySelectorAll({FOCUSABLE!r})].filter(e => e.checkVisibility())"
                    ".indexOf(document.activeElement)"
                )
            )
        assert places == list(range(stops))


def test_the_first_tab_skips_to_the_text(browser, rendered, name):
    with quiet_page(browser, viewport={"width": 1200, "height": 800}) as (page, _):
        page.goto((rendered / f"{name}.html").as_uri())
        page.keyboard.press("Tab")
        assert "Skip" in page.evaluate("document.activeElement.textContent")
        assert page.locator(".skip").bounding_box()["y"] >= 0
        page.keyboard.press("Enter")
        page.wait_for_function("location.hash === '#main'")


def test_hostile_text_is_shown_as_text(browser, rendered):
    with quiet_page(browser) as (page, noise):
        page.goto((rendered / "02-sourcing.html").as_uri())
        shown = page.locator("main").inner_text()
        assert page.title().startswith("Who says so?")
    assert noise == []
    for words in [
        MONEY,
        '<script>document.title = "owned"</script>',
        "**not**",
        "$$x^2$$",
        "\\(y\\)",
        "&lt;i&gt;",
        "日本",
        "🫠",
    ]:
        assert words in shown
    assert "\u202e" not in shown
    assert "\x1b" not in shown


def test_pages_print_in_black_on_white_with_their_pictures(browser, rendered, tmp_path):
    with quiet_page(browser, color_scheme="dark") as (page, _):
        page.goto((rendered / "01-readability.html").as_uri())
        page.emulate_media(media="print")
        colours = page.evaluate(
            "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
        )
        assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
        assert not page.locator(".source").first.is_visible()
        assert page.locator(".pc-figure img").first.is_visible()


def test_mathjax_leaves_amounts_of_money_alone(browser, tmp_path):
    """The stock template with MathJax 2.7 really at work: a formula is set, sentences and tables of ours are not."""
    package = importlib.util.find_spec("nbclassic")
    if package is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("nbclassic, which brings MathJax, is missing: see tests/requirements.txt")
        pytest.skip("nbclassic, which brings MathJax, is not installed")
    mathjax = Path(package.origin).parent / "static/components/MathJax/MathJax.js"
    code = (
        f"import sys\nsys.path.insert(0, {str(pages.ROOT)!r})\nimport pandas as pd\nfrom helpers.showing import charts\n"
        f"frame = pd.DataFrame({{'claim': [{MONEY!r}], 'n': [2]}})\n"
        f"charts.say({MONEY!r})\ncharts.table(frame, caption={MONEY!r}, name='money')\n"
        f"charts.show(charts.bars(frame, 'claim', 'n'), title={MONEY!r}, alt={MONEY!r}, data=frame, name='money')"
    )
    cells = [v4.new_markdown_cell("A formula: $x^2$"), v4.new_code_cell(code)]
    path = tmp_path / "money.ipynb"
    nbformat.write(v4.new_notebook(cells=cells), path)
    run = pages.run_notebook(path, dict(os.environ))
    exporter = HTMLExporter(mathjax_url=f"{mathjax.as_uri()}?config=TeX-AMS-MML_HTMLorMML-full,Safe", require_js_url="")
    (tmp_path / "money.html").write_text(exporter.from_notebook_node(run)[0], encoding="utf-8")
    with quiet_page(browser) as (page, _):
        page.goto((tmp_path / "money.html").as_uri())
        page.wait_for_selector(".MathJax", state="attached", timeout=60_000)
        page.wait_for_function("MathJax.Hub.queue.pending === 0 && MathJax.Hub.queue.running === 0")
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert "".join(page.locator(".jp-OutputArea").all_inner_texts()).count(MONEY) == 5
        assert page.locator(".MathJax").count() == 1
