"""Every notebook runs and reads well with no, one and three articles, and under papermill."""

import re
from pathlib import Path

import nbformat
import papermill
import pytest

from helpers.showing import pages

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
GOLD = sorted((ROOT / "tests" / "gold" / "articles").glob("*.txt"))
SEEDS = {0: [], 1: sorted((ROOT / "seeds").glob("*.txt")), 3: GOLD[:3]}


@pytest.fixture(scope="module", params=SEEDS, ids=lambda number: f"{number} articles")
def executed(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("seeds")
    for path in SEEDS[request.param]:
        (folder / path.name).write_bytes(path.read_bytes())
    environment = pages.environment(folder, tmp_path_factory.mktemp("rendered"), text=True)
    return request.param, {path.stem: pages.run_notebook(path, environment) for path in NOTEBOOKS}


def test_no_cell_writes_to_stderr_or_fails(executed):
    _, notebooks = executed
    for name, notebook in notebooks.items():
        for cell in notebook.cells:
            kinds = {(output.output_type, output.get("name")) for output in cell.get("outputs", [])}
            assert not kinds & {("error", None), ("stream", "stderr")}, (name, cell.id)


def test_every_notebook_states_its_findings(executed):
    number, notebooks = executed
    for name, notebook in notebooks.items():
        text = "\n".join(words(notebook))
        assert len(text) > 200, name
        lone = re.search(r".*(<NA>|NaT|\bnan\b|  None\b).*", text)  # a cell of a table, no word of a story
        assert not lone, (name, lone[0])
    start = "\n".join(words(notebooks["00-start-here"]))
    assert ("nothing to read" in start) == (number == 0)
    side = "\n".join(words(notebooks["04-side-by-side"]))
    assert ("needs two articles" in side) == (number < 2)


def test_every_picture_is_described(executed):
    _, notebooks = executed
    for name, notebook in notebooks.items():
        for page in outputs(notebook, "text/html"):
            for tag in re.findall(r"<img\b[^>]*>", page):
                alt = re.search(r'alt="([^"]*)"', tag)
                assert alt, name
                assert len(alt[1]) > 20, name


def test_papermill_changes_the_article(tmp_path):
    out = tmp_path / "out.ipynb"
    parameters = {"SEEDS": str(ROOT / "tests" / "gold" / "articles"), "ARTICLE": GOLD[4].stem}
    papermill.execute_notebook(
        str(ROOT / "notebooks" / "02-sourcing.ipynb"),
        str(out),
        parameters,
        cwd=str(ROOT / "notebooks"),
        progress_bar=False,
    )
    assert GOLD[4].stem in "\n".join(outputs(nbformat.read(out, as_version=4), "text/html"))


def outputs(notebook, kind: str) -> list[str]:
    found = [output.get("data", {}).get(kind, "") for cell in notebook.cells for output in cell.get("outputs", [])]
    return [text for text in found if text]


def words(notebook) -> list[str]:
    return outputs(notebook, "text/plain")
