"""EDGE: how much time and memory the reading of one capture may take. Time is the processor's, so that a busy machine
refuses nothing that an idle one reads.

Where a system has no timer of this kind (Windows), or another thread than the main one reads (the editor's desk), no
time is kept; the limits on size that the readers have themselves hold everywhere.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from multiprocessing import parent_process
from pathlib import Path

from pressmark.captures.part import TooSlowError

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment] # told apart wherever it is used

# A page is read in a hundredth of this.
SECONDS = 5.0
# A second call, should a library swallow the first.
_AGAIN = 0.5
# What a process may take beyond what it has when it begins to read.
MEMORY = 2 * 1024**3
# A reader that no call reaches, because it is in a library's own code, ends with its process.
_LAST_SECONDS = 15


class _Clock:
    """Whether the time that runs is somebody's: a call that comes late reaches nobody."""

    runs = False


def _ring(_signal: int, _frame: object) -> None:
    if _Clock.runs:
        raise TooSlowError


@contextlib.contextmanager
def limited() -> Iterator[Callable[[], None]]:
    """Hold the limits inside: TooSlowError is raised when the time is up, MemoryError when no more is to be had.

    Yields what gives the time anew, for the next capture in a file of many. A process that works for another one ends
    where nothing else stops it.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield lambda: None
        return

    def anew() -> None:
        signal.setitimer(signal.ITIMER_PROF, SECONDS, _AGAIN)
        if parent_process() is not None:
            _end_after(_LAST_SECONDS)

    before = signal.signal(signal.SIGPROF, _ring)
    with _memory():
        try:
            _Clock.runs = True
            anew()
            yield anew
        finally:
            _Clock.runs = False
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before if before is not None else signal.SIG_DFL)


@contextlib.contextmanager
def _memory() -> Iterator[None]:
    held = _held()
    if resource is None or not held:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = held + MEMORY
    if resource.RLIM_INFINITY not in (soft, hard):
        wanted = min(wanted, soft)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
    try:
        yield
    finally:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _held() -> int:
    """The bytes of address space that the process has; 0 where the system does not say so."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * resource.getpagesize() if resource is not None else 0


def _end_after(seconds: int) -> None:
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds, hard))
