"""The commands as a shell or a newsroom's system calls them."""

import json

import pandas as pd
import pytest

from helpers.__main__ import main
from helpers.text.records import TABLES

CLEAN = "Ada Finch, who runs the pool in Lower Marsh, said on Tuesday that it would close in June."
SLIP = (
    " date 2024-05-07 Profit at Marsh Mills rose 10% to £30m in the year to March, from £20m a year earlier, the company "
    "said on Tuesday. The mill makes flour.\n"
)


@pytest.fixture
def draft(tmp_path):
    path = tmp_path / "draft.txt"
    path.write_text(CLEAN, encoding="utf-8")
    return path


def test_export_writes_every_table_and_a_schema(tmp_path, draft, capsys):
    assert main(["export", str(draft), "--to", str(tmp_path / "out")]) == 0
    assert {path.stem for path in (tmp_path / "out").glob("*.csv")} == set(TABLES)
    attribution = pd.read_csv(tmp_path / "out" / "attributions.csv").iloc[0]
    start, end = map(int, attribution.source_spans.split("-"))
    assert CLEAN[start:end] == "Ada Finch"
    assert set(json.loads((tmp_path / "out" / "schema.json").read_text())) == set(TABLES)


def test_parquet_holds_the_same_rows_as_csv(tmp_path, draft):
    for kind in ("csv", "parquet"):
        main(["export", str(draft), "--to", str(tmp_path / kind), "--format", kind])
    csv, parquet = (
        pd.read_csv(tmp_path / "csv" / "attributions.csv"),
        pd.read_parquet(tmp_path / "parquet" / "attributions.parquet"),
    )
    assert list(csv.content) == list(parquet.content)
    assert list(csv.content_spans) == list(parquet.content_spans)


def test_nothing_to_analyse_ends_with_two_and_one_clear_line(tmp_path, capsys):
    (tmp_path / "in").mkdir()
    assert main(["export", str(tmp_path / "in"), "--to", str(tmp_path / "out")]) == 2
    assert "nothing to analyse" in capsys.readouterr().err.splitlines()[-1]


def test_a_bad_file_is_told_and_the_rest_is_written(tmp_path, draft, capsys):
    (tmp_path / "broken.txt").write_bytes(bytes(range(256)) * 4)
    assert main(["export", str(tmp_path), "--to", str(tmp_path / "out")]) == 0
    assert "broken.txt" in capsys.readouterr().err


def test_columns_of_a_table_can_be_named(tmp_path):
    pd.DataFrame({"Inhalt": [CLEAN]}).to_csv(tmp_path / "week.csv", index=False)
    assert main(["export", str(tmp_path / "week.csv"), "--to", str(tmp_path / "out"), "--column", "text=Inhalt"]) == 0
    assert pd.read_csv(tmp_path / "out" / "articles.csv").text[0] == CLEAN


def test_two_exports_give_the_same_bytes(tmp_path, draft):
    for name in ("one", "two"):
        main(["export", str(draft), "--to", str(tmp_path / name)])
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_check_names_lines_and_ends_with_one_on_an_error(tmp_path, capsys):
    path = tmp_path / "profit.txt"
    path.write_text(SLIP, encoding="utf-8")
    assert main(["check", str(path)]) == 1
    out = capsys.readouterr().out
    assert "line 1: error:" in out
    assert "50" in out  # from 20 to 30 is a rise of half


def test_check_ends_with_zero_without_an_error(draft, capsys):
    assert main(["check", str(draft)]) == 0
    assert "no errors found" in capsys.readouterr().out


def test_check_prints_nothing_that_moves_the_cursor(tmp_path, capsys):
    path = tmp_path / "hostile.txt"
    path.write_text(
        "Critics\x1b[2J said the \u202emill would close, and \x1b]0;title\x07 nobody answered. " * 3, encoding="utf-8"
    )
    main(["check", str(path)])
    out = capsys.readouterr().out
    assert not set(out) & {"\x1b", "\x07", "\u202e"}


def test_line_numbers_count_the_front_matter(tmp_path, capsys):
    path = tmp_path / "draft.md"
    path.write_text("---\ntitle: Mill\n---\nThe mill stands.\n\nCritics say it will fall.\n", encoding="utf-8")
    main(["check", str(path)])
    assert "line 6: rests on “Critics”" in capsys.readouterr().out


def test_a_sheet_is_drawn_coded_and_compared(tmp_path, draft, capsys):
    sheet = tmp_path / "sheet.csv"
    assert main(["sample", "5", str(draft), "--to", str(sheet)]) == 0
    rows = pd.read_csv(sheet, dtype="string", keep_default_na=False)
    rows.loc[rows.marked != "", "verdict"] = "right"
    rows.to_csv(sheet, index=False)
    assert main(["agreement", str(sheet)]) == 0
    assert "needs a second coder" in capsys.readouterr().out
    assert main(["agreement", str(draft)]) == 2


def test_a_finding_on_dates_alone_is_told_in_its_own_line(tmp_path, capsys):
    path = tmp_path / "bridge.txt"
    path.write_text(
        " date 2024-06-03 The town will hold a party.\n\nBuilt in 1950, the bridge celebrates its 80th anniversary.\n",
        encoding="utf-8",
    )
    main(["check", str(path)])
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "80th" in line and line.startswith("line")]
    assert line.startswith("line 3:")
