"""EDGE: work that takes long, done in a process of its own, so that who answers a save need not wait for it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection

from pressmark.tree import File, Tree

_NICER = 5  # than those who answer


def made_apart(work: Callable[[], Tree]) -> Tree:
    """The files that the work makes, in a process forked from this one; in this one where the system does not bear
    that, or that process dies, for want of memory perhaps."""
    if sys.platform != "linux":
        return work()
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(work, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        return tuple(File(path, data) for path, data in ours.recv())
    except EOFError:
        return work()
    finally:
        ours.close()
        process.join()


def _send(work: Callable[[], Tree], pipe: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started this process ends it
    os.nice(_NICER)
    pipe.send([(file.path, file.data) for file in work()])
