"""Corrections are honoured at every run; coders' agreement and the tool's record come from their sheets."""

import csv

import pytest

from helpers import analyse
from helpers.showing import findings
from helpers.tables import judging

STORY = (
    "Ada Finch said 40 swimmers had signed up. Her brother denied it.\n\n"
    "“We counted 35 of them,” the mayor told reporters on Tuesday. Critics say the pool holds 60."
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "pool.txt").write_text(STORY, encoding="utf-8")
    return tmp_path


def write(folder, *lines):
    with open(folder / "corrections.csv", "w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["row", "words", "verdict", "note"])
        writer.writerows(lines)


class TestCorrections:
    def test_a_row_judged_wrong_is_taken_out_with_what_hangs_on_it(self, folder):
        before = analyse(folder)
        held = before.number_claims[before.number_claims.text == "40"].iloc[0]
        said = before.attributions.set_index("attribution_id").loc[held.attribution_id]
        write(folder, (held.attribution_id, said.content, "wrong", "she did not"))
        after = analyse(folder)
        assert held.attribution_id not in set(after.attributions.attribution_id)
        assert said.speaker_id not in set(after.sources.speaker_id) or len(after.sources) < len(before.sources)
        assert after.number_claims[after.number_claims.text == "40"].attribution_id.isna().all()
        assert after.run.corrections[0] == 1
        assert "One correction by hand is honoured" in findings.collection(after)

    def test_the_words_may_be_those_of_the_cue_or_left_out(self, folder):
        said = analyse(folder).attributions.iloc[0]
        for words in (said.cue, ""):
            write(folder, (said.attribution_id, words, "wrong", ""))
            assert analyse(folder).run.corrections[0] == 1

    def test_a_file_of_corrections_in_a_folder_below_is_told(self, folder):
        (folder / "below").mkdir()
        write(folder / "below", ("pool:n0", "40", "wrong", ""))
        (problem,) = analyse(folder).problems.itertuples()
        assert (problem.problem, problem.remedy) == ("this is read only at the top", f"move it into {folder}")

    def test_a_row_judged_right_stays(self, folder):
        before = analyse(folder)
        claim = before.number_claims.iloc[0]
        write(folder, (claim.claim_id, claim.text, "right", ""))
        after = analyse(folder)
        assert after.number_claims.equals(before.number_claims)
        assert after.run.corrections[0] == 1

    @pytest.mark.parametrize("line", [("pool:n99", "40", "wrong", ""), ("pool:n0", "other words", "wrong", "")])
    def test_a_correction_that_fits_no_row_is_told(self, folder, line):
        before = analyse(folder)
        write(folder, line)
        after = analyse(folder)
        assert after.number_claims.equals(before.number_claims)
        assert "line 2 fits no row" in after.problems.problem.iloc[-1]
        assert after.run.corrections[0] == 0

    def test_a_line_without_verdict_is_told(self, folder):
        write(folder, ("pool:n0", "40", "perhaps", ""))
        found = judging.read_corrections(folder)
        assert not found.rows
        assert "verdict" in found.problems[0].problem

    def test_the_file_of_corrections_is_no_article(self, folder):
        write(folder, ("pool:n0", "40", "right", ""))
        assert list(analyse(folder).articles.article_id) == ["pool"]


class TestCoding:
    @pytest.fixture
    def sheet(self, folder):
        return judging.draw(analyse(folder), 4)

    def test_a_sheet_holds_what_is_marked_in_the_sentences_drawn(self, sheet):
        assert list(sheet.columns) == judging.SHEET
        assert {"40", "60"} <= set(sheet.marked)
        assert len(sheet[(sheet.marked == "") & (sheet.table == "attributions")]) == 4

    def test_the_same_seed_draws_the_same_sentences(self, folder):
        tables = analyse(folder)
        assert judging.draw(tables, 2, seed=1).equals(judging.draw(tables, 2, seed=1))

    def test_precision_and_recall_against_a_coder(self, sheet):
        marked = (sheet.table == "number_claims") & (sheet.marked != "")
        sheet.loc[marked, "verdict"] = judging.RIGHT
        sheet.loc[marked.idxmax(), "verdict"] = judging.WRONG
        sheet.loc[(sheet.table == "number_claims") & (sheet.marked == ""), "missed"] = ["1", "", "", ""]
        row = judging.record(sheet).set_index("table").loc["number_claims"]
        number = int(marked.sum())
        assert row.precision == pytest.approx((number - 1) / number)
        assert row.recall == pytest.approx((number - 1) / number)

    def test_alpha_is_one_for_coders_who_agree_and_lower_for_others(self, sheet):
        marked = sheet[sheet.marked != ""].index
        one, other = sheet.copy(), sheet.copy()
        one.loc[marked, "verdict"] = other.loc[marked, "verdict"] = judging.RIGHT
        one.loc[marked[0], "verdict"] = other.loc[marked[0], "verdict"] = judging.WRONG
        assert judging.agreement([one, other]) == pytest.approx(1)
        other.loc[marked[1], "verdict"] = judging.WRONG
        assert judging.agreement([one, other]) < 1

    def test_alpha_is_refused_where_it_is_undefined(self, sheet):
        with pytest.raises(ValueError, match="two coders"):
            judging.agreement([sheet, sheet])

    def test_a_sheet_with_other_words_for_a_verdict_is_refused(self, sheet, tmp_path):
        sheet.loc[0, "verdict"] = "yes"
        sheet.to_csv(tmp_path / "sheet.csv", index=False)
        with pytest.raises(ValueError, match="yes"):
            judging.read_sheet(tmp_path / "sheet.csv")
