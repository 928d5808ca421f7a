"""EDGE: one function over many items in processes of their own; the answers come in the order of the items.

Whatever the number of processes, the answers are the same. A process that dies costs the item that it was at, no other.
No more than a few items a process are under way at any time, so that memory does not grow with their number.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

_AHEAD = 2  # items that a process has: one it is at, and one that waits
_WINDOW = 16  # items a process that are under way or wait for an earlier one's answer
_FEWEST = 4  # items for which a process is worth its start

Item = TypeVar("Item")
Answer = TypeVar("Answer")


class Died:
    """In place of an answer: the process that was at the item died."""


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


def all_answers(
    function: Callable[[Item], Answer], items: Iterable[Item], count: int, jobs: int
) -> Generator[Answer | Died, None, None]:
    """What the function gives for each of the items (`count` of them, each small), in their order.

    With one job, or few items, they are taken one after the other in this process. An exception of the function is
    raised here. Close the iterator to end the processes.
    """
    jobs = min(jobs, count // _FEWEST)
    if jobs < 2:
        yield from map(function, items)
        return
    crew = _Crew(function, jobs)
    try:
        yield from crew.answers(items)
    finally:
        crew.end()


def shared_out(
    function: Callable[[Item], Answer], items: Sequence[Item], jobs: int, progress: Callable[[int], None] | None = None
) -> Iterator[Answer]:
    """Like `all_answers`, in processes forked from this one where the system bears it and else in this one; what a
    process was at when it died, for want of memory perhaps, is done here.

    The function may be any one, and hold whatever it needs: a fork has it already.
    """
    gc.freeze()  # what all processes share is not copied in order to be looked through
    try:
        with closing(all_answers(function, items, len(items), jobs if sys.platform == "linux" else 1)) as answers:
            for number, (item, answer) in enumerate(zip(items, answers, strict=True), 1):
                yield function(item) if isinstance(answer, Died) else answer
                if progress:
                    progress(number)
    finally:
        gc.unfreeze()


def _context() -> BaseContext:
    # A fork has everything loaded already; elsewhere than on Linux the systems' own libraries do not bear it.
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def _work(function: Callable[[Item], Answer], pipe: Connection, others: tuple[Connection, ...]) -> None:
    """The life of a process: an answer for each item, until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started this process ends it
    for other in others:
        other.close()  # or the end of the process that started us would not be heard
    while True:
        try:
            item = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer: tuple[bool, object] = (True, function(item))
        except Exception as fault:
            answer = (False, fault)
        try:
            pipe.send(answer)
        except OSError:
            return


class _Worker:
    """One process, the pipe to it, and the numbers of the items that it has."""

    def __init__(self, process: BaseProcess, pipe: Connection) -> None:
        self.process = process
        self.pipe = pipe
        self.numbers: deque[int] = deque()


class _Crew(Generic[Item, Answer]):
    """The processes that work on one run of items."""

    def __init__(self, function: Callable[[Item], Answer], jobs: int) -> None:
        self.function = function
        self.context = _context()
        self.workers: list[_Worker] = []
        for _ in range(jobs):
            self._start()
        self.under_way: dict[int, Item] = {}
        self.again: deque[int] = deque()  # numbers of items whose process died before it came to them
        self.ready: dict[int, Answer | Died] = {}

    def _start(self) -> None:
        ours, theirs = self.context.Pipe()
        # A fork inherits all pipes that are open; another kind of process has only what it is given.
        others = (*(w.pipe for w in self.workers), ours) if self.context.get_start_method() == "fork" else ()
        process: BaseProcess = self.context.Process(  # type: ignore[attr-defined] # every context has it
            target=_work, args=(self.function, theirs, others), daemon=True
        )
        process.start()
        theirs.close()
        self.workers.append(_Worker(process, ours))

    def answers(self, items: Iterable[Item]) -> Iterator[Answer | Died]:
        waiting = enumerate(items)
        wanted = 0
        more = True
        while more or self.under_way or self.ready:
            more = self._hand_out(waiting, wanted) if more or self.again else more
            self._collect()
            while wanted in self.ready:
                yield self.ready.pop(wanted)
                wanted += 1

    def _hand_out(self, waiting: Iterator[tuple[int, Item]], wanted: int) -> bool:
        """Give each process what it has room for; whether there may be further items."""
        for worker in sorted(self.workers, key=lambda w: len(w.numbers)):
            while len(worker.numbers) < _AHEAD:
                if self.again:
                    number = self.again.popleft()
                else:
                    if len(self.under_way) + len(self.ready) >= _WINDOW * len(self.workers):
                        return True
                    found = next(waiting, None)
                    if found is None:
                        return False
                    number, self.under_way[found[0]] = found
                worker.numbers.append(number)
                try:
                    worker.pipe.send(self.under_way[number])
                except OSError:
                    break  # it has died: its pipe says so below
        return True

    def _collect(self) -> None:
        """Wait for an answer, or for the end of a process, and take all that are there."""
        busy = {w.pipe: w for w in self.workers if w.numbers}
        for pipe in wait(list(busy)) if busy else ():
            worker = busy[pipe]  # type: ignore[index] # only pipes are waited for
            try:
                right, answer = worker.pipe.recv()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if not right:
                raise answer
            self._done(worker.numbers.popleft(), answer)

    def _done(self, number: int, answer: Answer | Died) -> None:
        del self.under_way[number]
        self.ready[number] = answer

    def _bury(self, worker: _Worker) -> None:
        """Another process in a dead one's place; the item it was at is lost, the others are given out again."""
        self._done(worker.numbers.popleft(), Died())
        self.again.extend(worker.numbers)
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()
        self.workers.remove(worker)
        self._start()

    def end(self) -> None:
        """End all processes at once."""
        for worker in self.workers:
            worker.process.kill()
            worker.pipe.close()
        for worker in self.workers:
            worker.process.join()
