"""Batches of work on several processes, in their order, in bounded memory, whatever happens to one; and progress."""

from __future__ import annotations

import itertools
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import current_process, get_context, parent_process
from typing import Any, Generic, TypeVar

from tqdm import tqdm

Item = TypeVar("Item")
Result = TypeVar("Result")

ALONE = 4.0  # seconds of work before other processes are worth their start


def cores() -> int:
    """How many processes can work at once on this machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Crew(Generic[Item, Result]):
    """Works through batches; the result for each is `work(batch)`.

    work: what to do with a batch; it and all it gets and gives must travel between processes
    lost: the result for a single item that ends every process which takes it up
    processes: how many work at once
    """

    def __init__(
        self, work: Callable[[list[Item]], Result], lost: Callable[[Item], Result], processes: int | None
    ) -> None:
        self.work, self.lost = work, lost
        self.processes = processes or cores()
        self.pool: ProcessPoolExecutor | None = None

    def results(self, batches: Iterable[list[Item]]) -> Iterator[Result]:
        """Results in the order of the batches, alone for the first seconds, then shared out."""
        if getattr(current_process(), "_inheriting", False):
            raise RuntimeError(
                "this script is read again by each process: put its calls under if __name__ == '__main__':"
            )
        batches, begun = iter(batches), time.monotonic()
        for batch in batches:
            yield self.work(batch)
            if self.processes > 1 and time.monotonic() - begun > ALONE:
                break
        first = next(batches, None)
        self.pool = None if first is None else _pool(self.processes)
        if self.pool is None:
            yield from map(self.work, batches if first is None else itertools.chain([first], batches))
            return
        try:
            yield from self._shared_out(itertools.chain([first], batches))
        finally:  # also when the reader stops: nothing new is begun, what is under way comes to its end
            if self.pool is not None:
                self.pool.shutdown(cancel_futures=True)

    def _shared_out(self, batches: Iterable[list[Item]]) -> Iterator[Result]:
        """Only so many batches are under way that memory stays bounded."""
        waiting: deque[tuple[list[Item], Future[Result] | None]] = deque()
        for batch in batches:
            waiting.append((batch, self._submit(batch)))
            if len(waiting) > 2 * self.processes:
                yield from self._finished(*waiting.popleft())
        while waiting:
            yield from self._finished(*waiting.popleft())

    def _submit(self, batch: list[Item]) -> Future[Result] | None:
        """A batch given to a process; where one has died, all are started afresh."""
        future = _submit(self.pool, self.work, batch) if self.pool else None
        if future is None and self.processes > 1:
            self.pool = _pool(self.processes)
            future = _submit(self.pool, self.work, batch) if self.pool else None
        return future

    def _finished(self, batch: list[Item], future: Future[Result] | None) -> Iterator[Result]:
        result = _outcome(future)
        if result is None:
            yield from self._again(batch)
        else:
            yield result

    def _again(self, batch: list[Item]) -> Iterator[Result]:
        """A batch whose process died, in a process of its own; if that dies too, item by item."""
        pool = _pool(1) if self.processes > 1 else None
        if pool is None or _outcome(_submit(pool, len, [])) is None:
            self.pool, self.processes = None, 1  # no process can be started here: on alone
            yield self.work(batch)
            return
        with pool:
            result = _outcome(_submit(pool, self.work, batch))
        if result is not None:
            yield result
        elif len(batch) == 1:
            yield self.lost(batch[0])
        else:
            for item in batch:
                yield from self._again([item])


def _pool(processes: int) -> ProcessPoolExecutor | None:
    """New processes, or None where the system allows none."""
    try:
        # A process forked from a notebook's threads can hang; one started afresh cannot.
        return ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_begin)
    except (OSError, NotImplementedError):
        return None


def _submit(pool: ProcessPoolExecutor, work: Callable, batch: list) -> Future | None:
    """A batch given to a process; None if one has died before and the pool takes no more."""
    try:
        return pool.submit(work, batch)
    except (BrokenProcessPool, OSError):
        return None


def _outcome(future: Future | None) -> Any:
    """The result of a batch, or None if its process has died."""
    try:
        return future.result() if future else None
    except BrokenProcessPool:
        return None


def _begin() -> None:
    """Ctrl-C is the parent's business; a process whose parent was killed ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent_process().join()
    os._exit(1)


BAR = {"unit": " articles", "delay": 3.0, "leave": False, "dynamic_ncols": True}
"""The bar of a run: none where it is over in three seconds, and gone at the end."""


def progress(shown: bool | None, total: Callable[[], int | None]) -> tqdm:
    """A bar with rate and remaining time, in a terminal or below a notebook's cell.

    shown: True always, False never, None where somebody watches: in a terminal and in a notebook open in a browser,
        not in one that is executed by a program
    total: a function that counts what is to be done, or None where that cannot be known; called only if shown
    """
    kernel = _kernel()
    if shown is None:
        # A cell sent by a person allows questions; a program that executes a notebook does not.
        asked = kernel and kernel.get_parent("shell").get("content", {}).get("allow_stdin")
        shown = bool(asked) if kernel else sys.stderr.isatty()
    # What a cell writes to stderr is shown as a fault.
    stream = sys.stdout if kernel else sys.stderr
    return tqdm(total=total() if shown else None, file=stream, disable=not shown, **BAR)


def _kernel() -> Any:
    """The kernel of the notebook that this runs in, if it runs in one."""
    module = sys.modules.get("IPython")
    shell = module.get_ipython() if module else None
    return getattr(shell, "kernel", None)
