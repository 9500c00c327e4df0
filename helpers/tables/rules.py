"""From the name in a `rule` column to the function that made the row, and what it says of itself."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from functools import cache
from typing import Any

ROOMS = {
    "sentences": "mending",
    "attributions": "attributions",
    "checks": "checks",
    "time_expressions": "times",
    "number_claims": "claims",
    "rejected_numbers": "claims",
}
"""The room of the findings floor in which the rules of each table stand."""


@cache
def rule_functions(table: str) -> dict[str, Callable[..., Any]]:
    """Every public function among which the rules of a table stand, by name.

    Raises KeyError for a table whose rows have no rule.
    """
    room = importlib.import_module(f"helpers.findings.{ROOMS[table]}")
    files = [room.__name__, *(file.name for file in pkgutil.iter_modules(room.__path__, room.__name__ + "."))]
    return {name: function for file in files for name, function in _public_functions(file).items()}


def _public_functions(module_name: str) -> dict[str, Callable[..., Any]]:
    members = inspect.getmembers(importlib.import_module(module_name), inspect.isfunction)
    return {name: function for name, function in members if function.__module__ == module_name and name[0] != "_"}


def meaning(rule: str, table: str) -> str:
    """What a rule looks for: the first line of its function's docstring.

    Raises KeyError if no rule of that table has the name.
    """
    return (inspect.getdoc(rule_functions(table)[rule]) or "").partition("\n")[0]
