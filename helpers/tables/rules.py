"""From the name in a `rule` column to the function that made the row, and what it says of itself."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from functools import cache
from typing import Any

import helpers.findings

HOMES = {
    "sentences": ("mending",),
    "attributions": ("sourcing.",),
    "checks": ("numbers.checks",),
    "time_expressions": ("numbers.times",),
    "number_claims": ("numbers.",),
    "rejected_numbers": ("numbers.",),
}
"""Where the rules of each table stand, as beginnings of module names below the findings floor."""


@cache
def rule_functions(table: str) -> dict[str, Callable[..., Any]]:
    """Every public function among which the rules of a table stand, by name.

    Raises KeyError for a table whose rows have no rule.
    """
    others = ("numbers.checks", "numbers.times") if HOMES[table] == ("numbers.",) else ()
    functions = {}
    for module in pkgutil.walk_packages(helpers.findings.__path__, "helpers.findings."):
        name = module.name.removeprefix("helpers.findings.")
        if name.startswith(HOMES[table]) and not name.startswith(others):
            functions |= _public_functions(module.name)
    return functions


def _public_functions(module_name: str) -> dict[str, Callable[..., Any]]:
    members = inspect.getmembers(importlib.import_module(module_name), inspect.isfunction)
    return {name: function for name, function in members if function.__module__ == module_name and name[0] != "_"}


def meaning(rule: str, table: str) -> str:
    """What a rule looks for: the first line of its function's docstring.

    Raises KeyError if no rule of that table has the name.
    """
    return (inspect.getdoc(rule_functions(table)[rule]) or "").partition("\n")[0]


def place(rule: str, table: str) -> str:
    """Where a rule stands: file and line, below the project's folder."""
    function = rule_functions(table)[rule]
    return f"{function.__module__.replace('.', '/')}.py, line {inspect.getsourcelines(function)[1]}"
