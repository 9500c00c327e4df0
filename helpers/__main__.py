"""The commands: `python -m helpers export PATH --to FOLDER` and its fellows."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from helpers import analyse
from helpers.showing import card, page_tables
from helpers.tables import frames, judging
from helpers.text.stated import COLUMNS

NOTHING = 2  # exit status when there was nothing to analyse
BROKEN_OFF = 130  # as shells have it for Ctrl-C


def export(options: argparse.Namespace) -> int:
    """Read every article at a path and write each table to a folder."""
    tables = analyse(options.path, columns=options.columns)
    _tell_problems(tables)
    if tables.articles.empty:
        return _nothing(options.path)
    frames.write(tables, options.to, options.format)
    print(f"{len(tables.articles)} articles, {len(frames.TABLES)} tables in {options.to}")
    return 0


def cluster(options: argparse.Namespace) -> int:
    """Analyse Parquet tables of articles on a Dask cluster, or on all cores of this machine as if it were one."""
    try:
        from distributed import Client

        from helpers.tables.cluster import analyse_on
    except ImportError:
        print("this needs Dask: pip install distributed (the version in tests/requirements.txt)", file=sys.stderr)
        return NOTHING
    place = {"address": options.scheduler} if options.scheduler else {"threads_per_worker": 1}
    with Client(**place) as client:
        articles = analyse_on(client, options.source, options.to, options.columns, between=options.between)
    print(f"{articles} articles, {len(frames.TABLES)} tables in {options.to}")
    return 0 if articles else NOTHING


def check(options: argparse.Namespace) -> int:
    """Print the ten things to mend in each draft; exit status 1 if a check found an error."""
    tables = analyse(options.path)
    _tell_problems(tables)
    if tables.articles.empty:
        return _nothing(options.path)
    for article in tables.articles.itertuples():
        print(
            "\n".join(card.lines(tables, article.article_id, card.lines_before(article.path, article.text))), end="\n\n"
        )
    print(card.summary(tables))
    return 1 if card.has_error(tables) else 0


def render(options: argparse.Namespace) -> int:
    """Run every notebook and write its page, then the front page."""
    from helpers.showing import pages  # nbconvert takes longer to import than a draft takes to check

    try:
        pages.render(options.seeds, options.to)
    except (FileNotFoundError, pages.NotebookError) as error:
        print(error, file=sys.stderr)
        return NOTHING
    return 0


def share(options: argparse.Namespace) -> int:
    """Write one zip of the rendered pages."""
    from helpers.showing import pages

    try:
        pages.share(options.seeds, options.to, text=options.text)
    except (FileNotFoundError, pages.NotebookError, pages.TextLeakError) as error:
        print(error, file=sys.stderr)
        return NOTHING
    return 0


def sample(options: argparse.Namespace) -> int:
    """Write a sheet for hand-coding: sentences drawn by chance, with all that is marked in them."""
    tables = analyse(options.path)
    if tables.articles.empty:
        return _nothing(options.path)
    sheet = judging.draw(tables, options.number, options.seed)
    page_tables.write_sheet(sheet, options.to)
    print(f"{options.to}: fill in verdict (right, wrong), and missed where a sentence is named alone")
    return 0


def agreement(options: argparse.Namespace) -> int:
    """Print how far coders agree, and the tool's precision and recall against each of them."""
    try:
        sheets = [judging.read_sheet(path) for path in options.sheets]
        alpha = f"{judging.agreement(sheets):.3f}" if len(sheets) > 1 else "needs a second coder"
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return NOTHING
    print(f"Krippendorff's alpha: {alpha}")
    for path, sheet in zip(options.sheets, sheets, strict=True):
        print(f"\n{path}\n{judging.record(sheet).round(3).to_string(index=False)}")
    return 0


def _tell_problems(tables: frames.Tables) -> None:
    for row in tables.problems.itertuples():
        print(f"{row.path}: {row.problem} → {row.remedy}", file=sys.stderr)


def _nothing(path: Path) -> int:
    print(f"nothing to analyse at {path}", file=sys.stderr)
    return NOTHING


def _column(text: str) -> tuple[str, str]:
    field, _, name = text.partition("=")
    if field not in COLUMNS or not name:
        raise argparse.ArgumentTypeError(f"write FIELD=NAME with a field among {', '.join(COLUMNS)}")
    return field, name


def parser() -> argparse.ArgumentParser:
    """Commands and their options."""
    top = argparse.ArgumentParser(prog="python -m helpers", description="Press Check on the command line.")
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser("export", help="write all tables about the articles at PATH to files")
    command.add_argument("path", type=Path, metavar="PATH", help="a file or a folder of articles")
    command.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="where the tables go")
    command.add_argument("--format", choices=["csv", "parquet"], default="csv")
    columns = "in a table of articles, the column that holds a field: --column text=Inhalt"
    command.add_argument(
        "--column", dest="columns", type=_column, action="append", default=[], metavar="FIELD=NAME", help=columns
    )
    command.set_defaults(run=export)

    command = commands.add_parser("cluster", help="the same on a Dask cluster, from Parquet to partitioned Parquet")
    command.add_argument("source", metavar="SOURCE", help="a Parquet file or a folder of them, on any fsspec path")
    command.add_argument("--to", required=True, metavar="FOLDER", help="where the tables go, on any fsspec path")
    command.add_argument("--scheduler", metavar="ADDRESS", help="of the cluster; without it, this machine's cores")
    command.add_argument("--no-between", dest="between", action="store_false", help="compare no article with another")
    command.add_argument("--column", dest="columns", type=_column, action="append", default=[], metavar="FIELD=NAME")
    command.set_defaults(run=cluster)

    command = commands.add_parser("check", help="print the ten things to mend in a draft")
    command.add_argument("path", type=Path, metavar="DRAFT", help="a file or a folder of drafts")
    command.set_defaults(run=check)

    command = commands.add_parser("render", help="run the notebooks and write their pages")
    command.add_argument(
        "--seeds", type=Path, default=Path("seeds"), metavar="PATH", help="a file or a folder of articles"
    )
    command.add_argument("--to", type=Path, default=Path("rendered"), metavar="FOLDER", help="where the pages go")
    command.set_defaults(run=render)

    command = commands.add_parser("share", help="write one zip of the pages")
    command.add_argument(
        "--seeds", type=Path, default=Path("seeds"), metavar="PATH", help="a file or a folder of articles"
    )
    command.add_argument("--to", type=Path, default=Path("share"), metavar="FOLDER", help="where the zip goes")
    command.add_argument("--no-text", dest="text", action="store_false", help="leave the articles' text out")
    command.set_defaults(run=share)

    command = commands.add_parser("sample", help="write a sheet of sentences for hand-coding")
    command.add_argument("number", type=int, metavar="N", help="how many sentences")
    command.add_argument("path", type=Path, nargs="?", default=Path("seeds"), metavar="PATH", help="articles")
    command.add_argument("--to", type=Path, default=Path("sheet.csv"), metavar="FILE")
    command.add_argument("--seed", type=int, default=0, help="another number draws other sentences")
    command.set_defaults(run=sample)

    command = commands.add_parser("agreement", help="compare coded sheets with each other and with the tool")
    command.add_argument("sheets", type=Path, nargs="+", metavar="SHEET")
    command.set_defaults(run=agreement)
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns its exit status (0 done, 1 found an error, 2 nothing to do, 130 broken off)."""
    options = parser().parse_args(arguments)
    if "columns" in options:
        options.columns = dict(options.columns)
    try:
        return options.run(options)
    except KeyboardInterrupt:
        print("broken off; what was parsed is kept, the same command goes on from there", file=sys.stderr)
        return BROKEN_OFF


if __name__ == "__main__":
    sys.exit(main())
