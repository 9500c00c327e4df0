"""From the name in a `rule` column to the function that made the row, and what it says of itself."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from functools import cache
from typing import Any

import helpers.findings


@cache
def rule_functions() -> dict[str, Callable[..., Any]]:
    """Every public function of the findings floor by its name; a `rule` column holds only such names."""
    functions = {}
    for module in pkgutil.walk_packages(helpers.findings.__path__, "helpers.findings."):
        for name, function in inspect.getmembers(importlib.import_module(module.name), inspect.isfunction):
            if function.__module__ == module.name and not name.startswith("_"):
                functions[name] = function
    return functions


def meaning(rule: str) -> str:
    """What a rule looks for: the first line of its function's docstring.

    Raises KeyError if no function has that name.
    """
    return (inspect.getdoc(rule_functions()[rule]) or "").partition("\n")[0]


def place(rule: str) -> str:
    """Where a rule stands: file and line, below the project's folder."""
    function = rule_functions()[rule]
    return f"{function.__module__.replace('.', '/')}.py, line {inspect.getsourcelines(function)[1]}"
