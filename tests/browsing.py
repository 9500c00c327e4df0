"""A browser for the tests: Debian's Chromium without a network, and articles that mean harm."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
MONEY = "The bridge costs $5m and $6m, or $5% & $6 each"
HOSTILE = f""" date 2026-02-16 <script>document.title = "owned"</script> {MONEY}, said <img src=x onerror="document.title='owned'"> Smith on Monday.

"It is **not** a [link](javascript:document.title='owned') and $$x^2$$ is no formula \\(y\\)," the mayor, Ann <b>Bold</b> Brown, told reporters. "<svg onload=document.title='owned'>," she added.

About \u202e14,000 of 20,000\u202c \x1b[31mred\x1b[0m people, or 70 percent, signed, according to <a href="https://example.org/track">a note</a> seen by The Herald. &lt;i&gt; is an entity, `code` is none.

=HYPERLINK("https://example.org/","click") said +44 people and -1 people. @SUM(1+1) people came, 日本 people and 🫠🇪🇺 people.

{"W" * 10_000} said that 3 people of {"9" * 400} people had seen </p></figure></body><style>*{{display:none}}</style>.
"""


def start_browser() -> Iterator[Browser]:
    """Debian's Chromium; without it the tests are skipped, or fail where REQUIRE_BROWSER=1."""
    if not Path(CHROMIUM).exists():
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("no chromium: apt-get install chromium")
        pytest.skip("no chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@contextmanager
def quiet_page(browser: Browser, **options: object) -> Iterator[tuple[Page, list[str]]]:
    """A page without a network, and a list of all that it should not do: requests, console errors, dialogs."""
    context = browser.new_context(offline=True, **options)
    page = context.new_page()
    noise: list[str] = []
    page.on("request", lambda request: request.url.startswith(("data:", "file:")) or noise.append(request.url))
    page.on("requestfailed", lambda request: noise.append(f"failed: {request.url[:200]}"))
    page.on("console", lambda message: message.type in ("error", "warning") and noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on("dialog", lambda dialog: (noise.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    yield page, noise
    context.close()
