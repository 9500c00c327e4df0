"""On a cluster the tables are the same, row for row, whatever happens to a worker."""

import os
import signal

import fsspec
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from helpers.tables import analysis, cluster
from helpers.tables.frames import TABLES, unflat
from tests.generated import story

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def client():
    options = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with distributed.LocalCluster(**options) as local, distributed.Client(local) as client:
        yield client


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """Two files of articles, one with names of its own, with an empty row and a text that stands twice."""
    folder = tmp_path_factory.mktemp("news") / "articles"
    (folder / "2026").mkdir(parents=True)
    rows = [{"id": f"s{number}", "text": story(number), "date": f"2026-02-{number % 3 + 10}"} for number in range(30)]
    rows[7]["text"], rows[9]["text"] = "", rows[3]["text"]
    pd.DataFrame(rows).to_parquet(folder / "2026" / "first.parquet", row_group_size=8)
    pd.DataFrame({"body": [story(number) for number in range(100, 112)]}).to_parquet(folder / "second.parquet")
    (folder / "third.parquet").write_bytes(b"PAR1 no table")
    return folder


@pytest.fixture(scope="module")
def alone(source):
    return analysis.analyse(source, processes=1)


def table(to: str, name: str) -> pd.DataFrame:
    system, root = fsspec.core.url_to_fs(to)
    files = [system.open(path, "rb") for path in sorted(system.glob(f"{root}/{name}/*.parquet"))]
    data = unflat(name, pd.concat([pd.read_parquet(file) for file in files], ignore_index=True))
    return data.sort_values("rank", ignore_index=True) if name == "to_check" else data


@pytest.fixture
def corrected(source):
    """A correction that meets its row and one that meets none."""
    path = source / "corrections.csv"
    path.write_text("row,words,verdict,note\ns0:n0,,wrong,\ns0:n99,,wrong,\n", encoding="utf-8")
    yield
    path.unlink()


def assert_same(to: str, alone) -> None:
    for name in TABLES:
        assert_frame_equal(table(to, name), getattr(alone, name), obj=name)


def test_every_table_is_that_of_one_machine(client, source, alone, tmp_path):
    to = f"file://{tmp_path}/tables"
    assert cluster.analyse_on(client, f"file://{source}", to, stretch=5) == len(alone.articles)
    assert_same(to, alone)
    assert len(alone.articles) == 40
    assert not alone.checks.empty
    assert not alone.to_check.empty


def test_corrections_are_honoured_and_a_run_that_goes_on_still_knows_which_met_their_row(
    client, source, alone, corrected, tmp_path
):
    judged, to = analysis.analyse(source, processes=1), f"file://{tmp_path}/tables"
    assert judged.run.corrections[0] == 1
    assert len(judged.number_claims) == len(alone.number_claims) - 1
    for _ in range(2):
        cluster.analyse_on(client, f"file://{source}", to, stretch=20)
        assert_same(to, judged)


def test_a_worker_killed_in_the_middle_costs_time_only(client, source, alone, tmp_path):
    to, first = tmp_path / "tables", f"file://{source}"

    def kill_one_when_something_is_written(event):
        workers = client.run(os.getpid)
        if not killed and list(tmp_path.glob("tables/_done/*")):
            killed.append(next(iter(workers.values())))
            os.kill(killed[0], signal.SIGKILL)

    killed: list[int] = []
    wait = cluster._Run._wait

    def waiting(run):
        kill_one_when_something_is_written(None)
        wait(run)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cluster._Run, "_wait", waiting)
        cluster.analyse_on(client, first, f"file://{to}", stretch=2)
    assert killed
    assert_same(f"file://{to}", alone)
