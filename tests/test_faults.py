"""Whatever fails, the rest is complete: nothing lost, nothing twice."""

import errno
import os
import signal
import subprocess
import sys
import textwrap
import time
from multiprocessing import active_children
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from nbclient import NotebookClient
from pandas.testing import assert_frame_equal

from helpers.findings import attributions, checks, claims, mending, priorities, readability, speakers, times, vouching
from helpers.tables import analysis, processes
from helpers.text import parse, store
from helpers.text.records import Article
from tests.deadly import doubled, lost
from tests.generated import story

ROOT = Path(__file__).parent.parent
EXTRACTORS = [
    (parse, "segment"),
    (parse, "_parse_text"),
    (parse, "pair_quotes"),
    (attributions, "find_attributions"),
    (speakers, "resolve_speakers"),
    (times, "find_times"),
    (claims, "find_claims"),
    (vouching, "tie"),
    (vouching, "attributed_shares"),
    (mending, "sentences"),
    (readability, "measure"),
    (checks, "check_article"),
    (priorities, "rank_claims"),
]


@pytest.fixture(autouse=True)
def store_folder(tmp_path, monkeypatch):
    """Every test has a store of its own."""
    folder = tmp_path / "store"
    monkeypatch.setenv(store.FOLDER_VARIABLE, str(folder))
    return folder


def stories(folder: Path, number: int) -> Path:
    folder.mkdir()
    for place in range(number):
        (folder / f"s{place:04}.txt").write_text(f" date 2026-02-16 {story(place, paragraphs=3)}", encoding="utf-8")
    return folder


def assert_same(one, other, but=()):
    for name, data in one._asdict().items():
        if name not in but:
            assert_frame_equal(data, getattr(other, name), obj=name)


def entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("??/*") if path.is_file())


class Counted:
    """A function that counts its calls."""

    def __init__(self, function):
        self.function, self.calls = function, 0

    def __call__(self, *arguments):
        self.calls += 1
        return self.function(*arguments)


@pytest.fixture
def parses(monkeypatch):
    counted = Counted(parse._parse_text)
    monkeypatch.setattr(parse, "_parse_text", counted)
    return counted


class TestExtractors:
    @pytest.mark.parametrize(("room", "name"), EXTRACTORS, ids=lambda value: getattr(value, "__name__", value))
    def test_one_that_fails_costs_its_article_only(self, tmp_path, monkeypatch, room, name):
        folder = stories(tmp_path / "news", 3)
        whole = analysis.analyse(folder, processes=1)
        function, turn = getattr(room, name), iter(range(99))

        def fails_on_the_second(*arguments):
            if next(turn) == 1:
                raise ZeroDivisionError("no such luck")
            return function(*arguments)

        monkeypatch.setattr(room, name, fails_on_the_second)
        monkeypatch.setenv(store.FOLDER_VARIABLE, str(tmp_path / "empty"))
        tables = analysis.analyse(folder, processes=1)
        (problem,) = tables.problems.itertuples()
        assert (problem.article_id, problem.skipped) == ("s0001", True)
        assert "ZeroDivisionError: no such luck" in problem.problem
        assert ".py, line " in problem.problem
        assert list(tables.articles.article_id) == ["s0000", "s0001", "s0002"]
        assert "s0001" not in set(tables.sentences.article_id)
        others = whole.attributions[whole.attributions.article_id != "s0001"].reset_index(drop=True)
        assert_frame_equal(tables.attributions, others)

    def test_a_comparison_of_articles_that_fails_leaves_their_tables(self, tmp_path, monkeypatch):
        folder = stories(tmp_path / "news", 3)
        whole = analysis.analyse(folder, processes=1)

        def fails(*arguments):
            raise KeyError("pair")

        monkeypatch.setattr(checks, "check_between", fails)
        tables = analysis.analyse(folder, processes=1)
        assert "the comparison of articles failed: KeyError" in tables.problems.problem.iloc[-1]
        assert_same(tables, whole, but=("problems", "checks", "to_check"))


class TestStore:
    def test_a_second_run_parses_nothing_and_one_more_article_is_one_more_parse(self, tmp_path, parses):
        folder = stories(tmp_path / "news", 60)
        first = analysis.analyse(folder, processes=1)
        assert parses.calls == 60
        assert_same(analysis.analyse(folder, processes=1), first)
        assert parses.calls == 60
        (folder / "new.txt").write_text(story(1000), encoding="utf-8")
        analysis.analyse(folder, processes=1)
        assert parses.calls == 61

    @pytest.mark.parametrize(
        "text", [story(3), "Kim.", "a \u200b🙂 é  \n\n “B” – c…", " \n ", "U.S. U.K. 3,5 km/h" * 40]
    )
    def test_a_parse_comes_back_as_it_was(self, text):
        (whole,) = parse.parse([Article("a", *[None] * 6, text, *[None] * 4)])
        again = store.unpacked(store.packed(whole.doc), parse.model().vocab)
        assert again.text == whole.doc.text
        for token, other in zip(whole.doc, again, strict=True):
            assert (token.text, token.tag_, token.dep_, token.head.i) == (
                other.text,
                other.tag_,
                other.dep_,
                other.head.i,
            )
            assert (token.idx, token.is_sent_start) == (other.idx, other.is_sent_start)

    def test_another_model_is_another_parse(self, tmp_path, parses, monkeypatch):
        folder = stories(tmp_path / "news", 2)
        analysis.analyse(folder, processes=1)
        monkeypatch.setattr(parse, "fingerprint", lambda: "retrained")
        analysis.analyse(folder, processes=1)
        assert parses.calls == 4

    @pytest.mark.parametrize(
        "damage",
        [
            lambda entry, other: entry.write_bytes(b""),
            lambda entry, other: entry.write_bytes(entry.read_bytes()[:-1]),
            lambda entry, other: entry.write_bytes(entry.read_bytes()[:50] + b"\x00" + entry.read_bytes()[51:]),
            lambda entry, other: entry.write_bytes(other.read_bytes()),
            lambda entry, other: (entry.unlink(), entry.mkdir()),
        ],
        ids=["empty", "cut off", "one byte", "of another text", "a folder"],
    )
    def test_a_damaged_entry_is_parsed_again(self, tmp_path, store_folder, parses, damage):
        folder = stories(tmp_path / "news", 3)
        first = analysis.analyse(folder, processes=1)
        damage(*entries(store_folder)[:2])
        assert_same(analysis.analyse(folder, processes=1), first, but=("problems", "run"))
        assert parses.calls == 4

    def test_a_store_that_cannot_be_made_costs_time_only(self, tmp_path, monkeypatch, parses):
        folder = stories(tmp_path / "news", 40)
        (tmp_path / "file").write_text("in the way")
        monkeypatch.setenv(store.FOLDER_VARIABLE, str(tmp_path / "file" / "store"))
        tables = analysis.analyse(folder, processes=1)
        (problem,) = tables.problems.itertuples()
        assert "PRESS_CHECK_STORE" in problem.remedy
        assert not problem.skipped
        assert len(tables.articles) == 40

    def test_a_full_disk_leaves_no_half_written_file(self, tmp_path, store_folder, monkeypatch):
        folder = stories(tmp_path / "news", 5)
        written, replace = [], os.replace

        def full(*paths):
            if len(written) == 2:
                raise OSError(errno.ENOSPC, "No space left on device")
            written.append(paths)
            replace(*paths)

        monkeypatch.setattr(os, "replace", full)
        tables = analysis.analyse(folder, processes=1)
        assert "No space left" in tables.problems.problem.iloc[0]
        assert len(tables.articles) == 5
        assert len(entries(store_folder)) == 2
        assert not list((store_folder / store.UNFINISHED).iterdir())

    def test_what_killed_processes_left_is_cleared_away(self, tmp_path, store_folder):
        unfinished = store_folder / store.UNFINISHED
        unfinished.mkdir(parents=True)
        for name in ("old", "new"):
            (unfinished / name).write_bytes(b"half")
        os.utime(unfinished / "old", (0, 0))
        store._clear_abandoned.cache_clear()
        analysis.analyse(stories(tmp_path / "news", 1), processes=1)
        assert [path.name for path in unfinished.iterdir()] == ["new"]


EXPORT = """
    import sys
    from helpers.tables import analysis, frames, processes
    processes.ALONE = 0
    if __name__ == "__main__":
        frames.write(analysis.analyse(sys.argv[1], processes=2), sys.argv[2])
"""


@pytest.fixture
def export(tmp_path):
    """Starts an export on two processes in a process group of its own."""
    script = tmp_path / "export.py"
    script.write_text(textwrap.dedent(EXPORT))

    def start(source, to):
        command = [sys.executable, str(script), str(source), str(to)]
        options = {"env": {**os.environ, "PYTHONPATH": str(ROOT)}, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen(command, start_new_session=True, **options)

    return start


def wait_for(condition, seconds=60):
    """Whether it comes true in time."""
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


def group_is_gone(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


class TestProcesses:
    @pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT], ids=["kill -9", "Ctrl-C"])
    def test_a_run_broken_off_goes_on_where_it_was(self, tmp_path, store_folder, export, parses, sign):
        folder = stories(tmp_path / "news", 150)
        running = export(folder, tmp_path / "to")
        assert wait_for(lambda: len(entries(store_folder)) >= 40)
        if sign == signal.SIGKILL:
            running.kill()
        else:
            os.killpg(running.pid, sign)  # a terminal sends it to every process of the command
        _, told = running.communicate(timeout=60)
        assert wait_for(lambda: group_is_gone(running.pid))
        assert "ForkPoolWorker" not in told
        assert told.count("Traceback") <= (sign == signal.SIGINT)
        kept = len(entries(store_folder))
        tables = analysis.analyse(folder, processes=1)
        assert parses.calls == 150 - kept < 120
        assert len(tables.articles) == 150

    def test_two_runs_at_once_get_in_no_ones_way(self, tmp_path, store_folder, export):
        folder = stories(tmp_path / "news", 40)
        running = [export(folder, tmp_path / name) for name in ("one", "other")]
        assert [(run.communicate(timeout=120)[1], run.returncode) for run in running] == [("", 0)] * 2
        for path in (tmp_path / "one").iterdir():
            assert path.read_bytes() == (tmp_path / "other" / path.name).read_bytes(), path.name
        assert len(entries(store_folder)) == 40

    def test_a_process_that_is_killed_costs_time_only(self, tmp_path, monkeypatch):
        folder = stories(tmp_path / "news", 64)
        whole = analysis.analyse(folder, processes=1)
        killed, submit = [], processes._submit

        def submit_and_kill(pool, work, batch):
            future = submit(pool, work, batch)
            if not killed:
                killed.append(active_children()[0])
                killed[0].kill()
            return future

        monkeypatch.setattr(processes, "ALONE", 0)
        monkeypatch.setattr(processes, "_submit", submit_and_kill)
        assert_same(analysis.analyse(folder, processes=2), whole)
        assert killed

    def test_an_item_that_ends_every_process_is_told_and_the_others_done(self, monkeypatch):
        monkeypatch.setattr(processes, "ALONE", 0)
        crew = processes.Crew(doubled, lost, 2)
        batches = [[number, number + 1] for number in range(0, 12, 2)]
        batches[3] = [6, "deadly"]
        found = [value for result in crew.results(batches) for value in result]
        assert found == [0, 2, 4, 6, 8, 10, 12, "lost deadly", 16, 18, 20, 22]

    def test_a_script_that_its_processes_would_run_again_comes_to_its_end_alone(self, tmp_path):
        script = tmp_path / "bare.py"
        lines = (
            "from helpers.tables import processes",
            "from tests.deadly import doubled, lost",
            "processes.ALONE = 0",
        )
        script.write_text("\n".join([*lines, "print(list(processes.Crew(doubled, lost, 2).results([[1], [2], [3]])))"]))
        command, env = [sys.executable, str(script)], {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
        assert done.stdout == "[[2], [4], [6]]\n"
        assert "under if __name__ == '__main__'" in done.stderr

    def test_a_system_without_more_processes_works_alone(self, monkeypatch):
        def refused(*arguments, **options):
            raise PermissionError("no semaphores here")

        monkeypatch.setattr(processes, "ALONE", 0)
        monkeypatch.setattr(processes, "ProcessPoolExecutor", refused)
        assert list(processes.Crew(doubled, lost, 2).results([[1], [2], [3]])) == [[2], [4], [6]]


class TestProgress:
    def test_a_terminal_has_a_bar_with_rate_and_remaining_time(self, monkeypatch, capfd):
        monkeypatch.setitem(processes.BAR, "delay", 0)
        with processes.progress(True, lambda: 400) as shown:
            time.sleep(0.2)
            shown.update(100)
        out, bar = capfd.readouterr()
        assert out == ""
        assert "100/400" in bar
        assert "articles/s" in bar

    def test_where_nobody_watches_nothing_is_said(self, capfd):
        with processes.progress(None, lambda: pytest.fail("counted for nobody")) as shown:
            shown.update(100)
        assert capfd.readouterr() == ("", "")

    def test_a_notebook_has_a_line_that_vanishes_and_nothing_on_stderr(self, tmp_path):
        folder = stories(tmp_path / "news", 20)
        call = f"analysis.analyse({str(folder)!r}, processes=1, progress={{}}).articles.words.sum()"
        lines = ["import sys", f"sys.path.insert(0, {str(ROOT)!r})", "from helpers.tables import analysis, processes"]
        cells = [
            "\n".join([*lines, "processes.BAR.update(delay=1e-9, mininterval=0)"]),
            call.format(True),
            call.format(None),
        ]
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        NotebookClient(notebook, kernel_name="python3", coalesce_streams=True).execute()
        watched, unwatched = (cell.outputs for cell in notebook.cells[1:])
        assert [output.get("name", output.output_type) for output in watched] == ["stdout", "execute_result"]
        assert watched[0].text.strip() == ""  # each state of the line replaces the one before
        assert [output.output_type for output in unwatched] == ["execute_result"]

    def test_what_is_to_be_done_is_counted_or_estimated(self, tmp_path):
        folder = stories(tmp_path / "news", 7)
        rows = pd.DataFrame({"text": [story(number) for number in range(1500)]})
        rows.to_parquet(folder / "three.parquet")
        assert analysis.load.expected(folder) == 1507
        rows.to_csv(folder / "more.csv", index=False)
        assert analysis.load.expected(folder) == pytest.approx(3007, rel=0.05)
        rows.to_json(folder / "more.jsonl.gz", orient="records", lines=True)
        assert analysis.load.expected(folder) is None
