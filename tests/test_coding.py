"""Corrections are honoured at every run; coders' agreement and the tool's record come from their sheets."""

import csv

import pytest

from helpers import analyse
from helpers.tables import coding
from helpers.tables.corrections import correct, read_corrections
from helpers.text.records import TABLES

STORY = (
    "Ada Finch said 40 swimmers had signed up. Her brother denied it.\n\n"
    "“We counted 35 of them,” the mayor told reporters on Tuesday. Critics say the pool holds 60."
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "pool.txt").write_text(STORY, encoding="utf-8")
    return tmp_path


def records(tables):
    return {name: [TABLES[name](*row) for row in getattr(tables, name).itertuples(index=False)] for name in TABLES}


def write(folder, *lines):
    with open(folder / "corrections.csv", "w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["row", "words", "verdict", "note"])
        writer.writerows(lines)


class TestCorrections:
    def test_a_row_judged_wrong_is_taken_out_with_what_hangs_on_it(self, folder):
        rows = records(analyse(folder))
        held = next(claim for claim in rows["number_claims"] if claim.text == "40")
        said = next(row for row in rows["attributions"] if row.attribution_id == held.attribution_id)
        write(folder, (said.attribution_id, said.content, "wrong", "she did not"))
        assert correct(rows, folder) == 1
        assert said not in rows["attributions"]
        assert next(claim for claim in rows["number_claims"] if claim.text == "40").attribution_id is None

    def test_a_row_judged_right_stays(self, folder):
        rows = records(analyse(folder))
        claim = rows["number_claims"][0]
        write(folder, (claim.claim_id, claim.text, "right", ""))
        assert correct(rows, folder) == 1
        assert claim in rows["number_claims"]

    @pytest.mark.parametrize("line", [("pool:n99", "40", "wrong", ""), ("pool:n0", "other words", "wrong", "")])
    def test_a_correction_that_fits_no_row_is_told(self, folder, line):
        rows = records(analyse(folder))
        before = list(rows["number_claims"])
        write(folder, line)
        assert correct(rows, folder) == 0
        assert rows["number_claims"] == before
        assert "line 2 fits no row" in rows["problems"][-1].problem

    def test_a_line_without_verdict_is_told(self, folder):
        write(folder, ("pool:n0", "40", "perhaps", ""))
        corrections, problems = read_corrections(folder)
        assert not corrections
        assert "verdict" in problems[0].problem


class TestCoding:
    @pytest.fixture
    def sheet(self, folder):
        return coding.draw(analyse(folder), 4)

    def test_a_sheet_holds_what_is_marked_in_the_sentences_drawn(self, sheet):
        assert list(sheet.columns) == coding.COLUMNS
        assert {"40", "60"} <= set(sheet.marked)
        assert len(sheet[(sheet.marked == "") & (sheet.table == "attributions")]) == 4

    def test_the_same_seed_draws_the_same_sentences(self, folder):
        tables = analyse(folder)
        assert coding.draw(tables, 2, seed=1).equals(coding.draw(tables, 2, seed=1))

    def test_precision_and_recall_against_a_coder(self, sheet):
        marked = (sheet.table == "number_claims") & (sheet.marked != "")
        sheet.loc[marked, "verdict"] = coding.RIGHT
        sheet.loc[marked.idxmax(), "verdict"] = coding.WRONG
        sheet.loc[(sheet.table == "number_claims") & (sheet.marked == ""), "missed"] = ["1", "", "", ""]
        row = coding.record(sheet).set_index("table").loc["number_claims"]
        number = int(marked.sum())
        assert row.precision == pytest.approx((number - 1) / number)
        assert row.recall == pytest.approx((number - 1) / number)

    def test_alpha_is_one_for_coders_who_agree_and_lower_for_others(self, sheet):
        marked = sheet[sheet.marked != ""].index
        one, other = sheet.copy(), sheet.copy()
        one.loc[marked, "verdict"] = other.loc[marked, "verdict"] = coding.RIGHT
        one.loc[marked[0], "verdict"] = other.loc[marked[0], "verdict"] = coding.WRONG
        assert coding.agreement([one, other]) == pytest.approx(1)
        other.loc[marked[1], "verdict"] = coding.WRONG
        assert coding.agreement([one, other]) < 1

    def test_alpha_is_refused_where_it_is_undefined(self, sheet):
        with pytest.raises(ValueError, match="two coders"):
            coding.agreement([sheet, sheet])

    def test_a_sheet_with_other_words_for_a_verdict_is_refused(self, sheet, tmp_path):
        sheet.loc[0, "verdict"] = "yes"
        sheet.to_csv(tmp_path / "sheet.csv", index=False)
        with pytest.raises(ValueError, match="yes"):
            coding.read_sheet(tmp_path / "sheet.csv")
