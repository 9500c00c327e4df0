"""The house keeps its order: imports run only downward, the contract is whole, notebooks keep the house style."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from helpers.tables import frames
from helpers.text.records import TABLES

ROOT = Path(__file__).parent.parent
FLOORS = ["text", "findings", "tables", "showing"]
MODULES = sorted(path for path in (ROOT / "helpers").rglob("*.py") if "template" not in path.parts)
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_floor_imports_only_lower_floors(path):
    floor = path.relative_to(ROOT / "helpers").parts[0]
    if floor not in FLOORS:
        return
    above = FLOORS[FLOORS.index(floor) + 1 :]
    upward = {name for name in imported(path) for other in above if name.startswith(f"helpers.{other}")}
    assert not upward


@pytest.mark.parametrize("path", [p for p in MODULES if p.parent.name == "showing"], ids=lambda path: path.name)
def test_the_showing_floor_knows_frames_only(path):
    assert not {name for name in imported(path) if name.startswith(("helpers.findings", "spacy"))}


def test_nothing_but_the_cluster_needs_what_only_the_tests_install():
    wanted = (ROOT / "tests" / "requirements.lock").read_text(encoding="utf-8")
    given = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    names = [re.findall(r"^([a-z0-9-]+)==", text, re.M) for text in (wanted, given)]
    only_tests = {name.replace("-", "_") for name in set(names[0]) - set(names[1])}
    rooms = [path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".") for path in MODULES]
    rooms = [room for room in rooms if room.rpartition(".")[2] not in ("cluster", "parts")]
    code = (
        f"import sys, importlib; sys.modules.update(dict.fromkeys({sorted(only_tests)!r})); "
        f"[importlib.import_module(room) for room in {rooms!r}]"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-800:]


@pytest.mark.parametrize("door", [p for p in MODULES if p.name == "__init__.py" and p.parent.parent.name == "findings"])
def test_the_door_of_a_room_names_every_file_in_it(door):
    said = ast.get_docstring(ast.parse(door.read_text(encoding="utf-8")))
    assert {file.stem for file in door.parent.glob("*.py")} - {"__init__"} <= set(re.findall(r"`([a-z_]+)`", said))


def test_no_room_is_too_large():
    long = {path.name: lines for path in MODULES if (lines := len(path.read_text().splitlines())) > 400}
    assert not long


def test_every_table_and_column_has_a_meaning():
    dictionary = frames.data_dictionary()
    assert list(dictionary) == list(TABLES)
    for table in dictionary.values():
        assert table["meaning"]
        assert all(len(column["meaning"]) > 5 for column in table["columns"])


def test_tables_hold_the_columns_of_their_records():
    assert list(frames.Tables._fields) == list(TABLES)
    empty = frames.make_tables({})
    for name, data in empty._asdict().items():
        assert list(data.columns) == list(TABLES[name]._fields)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
class TestNotebooks:
    def test_has_one_title(self, path):
        text = "\n".join(cell.source for cell in cells(path, "markdown"))
        assert len(re.findall(r"^# ", text, re.M)) == 1

    def test_is_valid_and_carries_no_outputs(self, path):
        notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
        nbformat.validate(notebook)
        assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
        assert not [cell.id for cell in cells(path, "code") if cell.outputs or cell.execution_count]

    def test_cells_have_names_that_say_what_they_do(self, path):
        names = [cell.id for cell in nbformat.read(path, as_version=4).cells]
        assert len(set(names)) == len(names)
        assert not [name for name in names if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name)]

    def test_has_one_cell_of_parameters(self, path):
        assert len([c for c in cells(path, "code") if "parameters" in c.metadata.get("tags", [])]) == 1

    def test_cells_are_short_and_define_nothing(self, path):
        for cell in cells(path, "code"):
            assert len(cell.source.splitlines()) <= 12, cell.id
            assert not re.search(r"^\s*(def|class|lambda) ", cell.source, re.M), cell.id

    def test_prose_holds_no_number_and_no_dollar(self, path):
        for cell in cells(path, "markdown"):
            prose = re.sub(r"`[^`]*`|\]\([^)]*\)|\[[^\]]*\]", "", cell.source)
            assert "$" not in prose, cell.id
            assert not re.search(r"\d[\d.,]*\s*(%|per cent|percent|articles?|words?|sentences?|claims?)", prose), (
                cell.id
            )


def cells(path: Path, kind: str) -> list:
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]
