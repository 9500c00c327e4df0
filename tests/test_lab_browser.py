"""The notebooks in a real JupyterLab, driven as a visitor would: opened, run from the menu, read to the end."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Page

from helpers.showing import pages
from tests.browsing import HOSTILE, MONEY, start_browser

MINUTES = 60_000  # milliseconds
NAMES = [path.name for path in sorted(Path(pages.ROOT, "notebooks").glob("[0-9]*-*.ipynb"))]
ERRORS = '[data-mime-type="application/vnd.jupyter.error"], [data-mime-type="application/vnd.jupyter.stderr"]'
READ_CELLS = """() => [...document.querySelectorAll('.jp-Notebook .jp-Cell')].map(cell => ({
  index: Number(cell.dataset.windowedListIndex ?? cell.closest('[data-windowed-list-index]')?.dataset.windowedListIndex),
  code: cell.classList.contains('jp-CodeCell'),
  prompt: cell.querySelector('.jp-InputPrompt')?.textContent ?? '',
  faults: [...cell.querySelectorAll('ERRORS')].map(output => output.textContent.slice(0, 300)),
  output: (area => {  // the letter of a mark may stand inside what is looked for
    area?.querySelectorAll('a[href*="#"]').forEach(letter => letter.remove());
    return area?.textContent ?? '';
  })(cell.querySelector('.jp-OutputArea')),
  alts: [...cell.querySelectorAll('.jp-OutputArea img')].map(image => image.alt),
}))""".replace("ERRORS", ERRORS)


@pytest.fixture(scope="module")
def browser():
    yield from start_browser()


@pytest.fixture(scope="module")
def folder(browser, tmp_path_factory) -> Path:
    """The project's notebooks beside its helpers, and a hostile article before the seed."""
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(pages.ROOT / "notebooks", root / "notebooks")
    shutil.copytree(pages.ROOT / "seeds", root / "seeds")
    (root / "helpers").symlink_to(pages.ROOT / "helpers")
    (root / "seeds" / "000-hostile.txt").write_text(HOSTILE, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def lab(folder) -> str:
    """Address of a JupyterLab that serves the folder on a free port; ends with the tests."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token = secrets.token_hex(16)
    settings = folder / "share" / "lab" / "settings"
    settings.mkdir(parents=True)
    shutil.copy(pages.ROOT / "helpers/showing/lab-settings.json", settings / "overrides.json")
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}"),
        *(f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={folder}", "--ServerApp.port_retries=0"),
        *(f"--LabApp.app_settings_dir={settings}", "--LabApp.news_url=", "--LabApp.extension_manager=readonly"),
    ]
    own = {
        name: str(folder / "own" / name.lower())
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    }
    with (folder / "lab.log").open("w") as log:
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, env={**os.environ, **own})
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_until_served(f"{address}/api?token={token}", server, folder / "lab.log")
            yield f"{address}/lab/tree/notebooks/NAME?reset&token={token}"
        finally:
            server.terminate()
            server.wait(timeout=30)


def _wait_until_served(address: str, server: subprocess.Popen, log: Path) -> None:
    for _ in range(120):
        assert server.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.5)
    pytest.fail(log.read_text())


def open_notebook(browser: Browser, lab: str, name: str) -> Page:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(lab.replace("NAME", name))
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=2 * MINUTES)
    page.get_by_text("| Idle").wait_for(timeout=2 * MINUTES)  # before that, Lab asks which kernel to take
    return page


def read_to_the_end(page: Page) -> dict[int, dict]:
    """Every cell by its number; Lab keeps only those in view, so the notebook is scrolled through."""
    seen: dict[int, dict] = {}
    page.evaluate(
        "document.querySelector('.jp-Notebook .jp-WindowedPanel-outer, .jp-WindowedPanel-outer').scrollTo(0, 0)"
    )
    while True:
        page.wait_for_timeout(200)
        seen |= {cell["index"]: cell for cell in page.evaluate(READ_CELLS)}
        moved = page.evaluate(
            "(() => { const box = document.querySelector('.jp-WindowedPanel-outer'); const before = box.scrollTop;"
            "box.scrollBy(0, box.clientHeight * 0.7); return box.scrollTop - before; })()"
        )
        if moved < 1:
            return seen


def read_until_run(page: Page) -> dict[int, dict]:
    """Every cell once none of those with code waits or runs; after four minutes as they are."""
    end = time.monotonic() + 240
    while True:
        cells = read_to_the_end(page)
        waiting = [cell for cell in cells.values() if cell["code"] and not re.search(r"\d", cell["prompt"])]
        if not waiting or time.monotonic() > end:
            return cells
        page.wait_for_timeout(1000)


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_to_its_end_from_the_menu(browser, lab, folder, name):
    page = open_notebook(browser, lab, name)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    cells = read_until_run(page)
    made = nbformat.read(folder / "notebooks" / name, as_version=4)
    assert sorted(cells) == list(range(len(made.cells)))
    assert [cell["faults"] for cell in cells.values() if cell["faults"]] == []
    code = [place for place, cell in enumerate(made.cells) if cell.cell_type == "code"]
    assert [cells[place]["prompt"] for place in code] == [f"[{number}]:" for number in range(1, len(code) + 1)]
    assert all(alt.strip() for cell in cells.values() for alt in cell["alts"])
    assert page.title() != "owned"
    assert page.locator(".jp-Dialog").count() == 0
    page.close()


def test_a_notebook_from_elsewhere_keeps_pictures_descriptions_and_money(browser, lab, folder):
    """Lab cleans the outputs of a notebook that it does not trust, and typesets what looks like a formula."""
    source = folder / "notebooks" / "02-who.ipynb"
    shutil.copy(folder / "notebooks" / next(name for name in NAMES if name.startswith("02")), source)
    run = pages.run_notebook(source, {**os.environ, pages.SEEDS_VARIABLE: str(folder / "seeds")})
    nbformat.write(run, source)
    page = open_notebook(browser, lab, source.name)
    cells = read_to_the_end(page)
    assert any(cell["alts"] for cell in cells.values())
    assert all(alt.strip() for cell in cells.values() for alt in cell["alts"])
    everything = "\n".join(cell["output"] for cell in cells.values())
    assert MONEY in re.sub(r"\s+", " ", everything)
    assert "$$x^2$$" in everything
    assert page.title() != "owned"
    page.close()
