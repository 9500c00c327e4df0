"""The commands: `python -m helpers export PATH --to FOLDER` and its fellows."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from helpers.tables import frames
from helpers.tables.analysis import analyse

NOTHING = 2  # exit status when there was nothing to analyse


def export(options: argparse.Namespace) -> int:
    """Read every article at a path and write each table to a folder."""
    tables = analyse(options.path)
    for problem in tables.problems.itertuples():
        print(f"{problem.path}: {problem.problem} → {problem.remedy}", file=sys.stderr)
    if tables.articles.empty:
        print(f"nothing to analyse at {options.path}", file=sys.stderr)
        return NOTHING
    frames.write(tables, options.to, options.format)
    print(f"{len(tables.articles)} articles, {len(frames.TABLES)} tables in {options.to}")
    return 0


def parser() -> argparse.ArgumentParser:
    """Commands and their options."""
    top = argparse.ArgumentParser(prog="python -m helpers", description="Press Check on the command line.")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    command = commands.add_parser("export", help="write all tables about the articles at PATH to files")
    command.add_argument("path", type=Path, metavar="PATH", help="a file or a folder of articles")
    command.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="where the tables go")
    command.add_argument("--format", choices=["csv", "parquet"], default="csv")
    command.set_defaults(run=export)
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns its exit status (0 done, 1 found an error, 2 nothing to do)."""
    options = parser().parse_args(arguments)
    return options.run(options)


if __name__ == "__main__":
    sys.exit(main())
