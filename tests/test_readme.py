"""The README says what is now true."""

import re
from pathlib import Path

from helpers.__main__ import parser
from tests.accuracy.readme_table import readme_table

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_its_table_of_accuracy_holds_the_measured_figures():
    assert readme_table() in README


def test_its_make_targets_exist():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"(?:^    |`)make ([a-z]+)", README, re.M)) <= targets


def test_its_commands_exist():
    known = set(parser()._subparsers._group_actions[0].choices)
    assert set(re.findall(r"-m helpers ([a-z]+)", README)) <= known


def test_its_pictures_and_files_exist_and_are_described():
    for alt, target in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", README):
        assert len(alt) > 20
        assert (ROOT / target).exists()
    for path in re.findall(r"`((?:helpers|tests|seeds|notebooks)/[\w./-]+)`", README):
        assert (ROOT / path).exists(), path
