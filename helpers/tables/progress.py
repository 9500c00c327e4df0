"""Progress with rate and remaining time: a bar in a terminal, a line in a notebook, nothing where nobody watches."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType

from tqdm import tqdm

DELAY = 3.0  # seconds; a run that is over sooner needs no bar
PAUSE = 0.5  # seconds between two states of the line in a notebook


class Progress:
    """Counts articles. Nothing of it stays behind: a page made from a notebook has the same bytes each time.

    shown: True always, False never, None where somebody watches: in a terminal and in a notebook open in a browser,
        not in one that is executed by a program
    total: a function that counts what is to be done, or None where that cannot be known; called only if shown
    """

    def __init__(self, shown: bool | None, total: Callable[[], int | None]) -> None:
        kernel = _kernel()
        watched = _is_watched(kernel) if kernel else sys.stderr.isatty()
        self.shown = watched if shown is None else shown
        self.in_notebook = kernel is not None
        self.total = total() if self.shown else None
        self.bar: tqdm | _Line | None = None

    def __enter__(self) -> Progress:
        if self.shown:
            # A bar would write to stderr, which a notebook shows as a fault.
            self.bar = _Line(self.total) if self.in_notebook else tqdm(total=self.total, **BAR)
        return self

    def update(self, articles: int) -> None:
        """So many more articles are done."""
        if self.bar is not None:
            self.bar.update(articles)

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.bar is not None:
            self.bar.close()


BAR = {"unit": " articles", "delay": DELAY, "leave": False, "dynamic_ncols": True}


class _Line:
    """One line below a notebook's cell, rewritten in its place and emptied at the end."""

    def __init__(self, total: int | None) -> None:
        self.total, self.done = total, 0
        self.begun = self.last = time.monotonic()
        self.handle = None

    def update(self, articles: int) -> None:
        self.done += articles
        now = time.monotonic()
        if now - self.begun >= DELAY and now - self.last >= PAUSE:
            self.last = now
            self._say(tqdm.format_meter(self.done, self.total, now - self.begun, unit=" articles", ncols=80))

    def close(self) -> None:
        if self.handle is not None:
            self._say("")

    def _say(self, line: str) -> None:
        from IPython.display import display

        if self.handle is None:
            self.handle = display({"text/plain": line}, raw=True, display_id=True)
        else:
            self.handle.update({"text/plain": line}, raw=True)


def _kernel() -> object | None:
    """The kernel of the notebook that this runs in, if it runs in one."""
    module = sys.modules.get("IPython")
    shell = module.get_ipython() if module else None
    return getattr(shell, "kernel", None)


def _is_watched(kernel: object) -> bool:
    """Whether the cell was sent by somebody who could answer a question."""
    return bool(kernel.get_parent("shell").get("content", {}).get("allow_stdin"))
