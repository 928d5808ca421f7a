"""INGEST and BUILD: the work on one capture, and on one article, as units for any executor of concurrent.futures:
threads, processes, or a cluster's own.

A unit is what its answer is made of, and nothing else: the bytes of a capture, or an article with its notes. So a unit
may be done anywhere, twice, or again after a failure, with the same answer. Units go by the digests of their bytes; a
run that was broken off is taken up by asking for those digests that have no answer yet.
"""

from __future__ import annotations

import copyreg
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any, TypeVar

from pressmark import reading
from pressmark.annotators.references import Known
from pressmark.article import Article
from pressmark.digest import sha256
from pressmark.draft import Given
from pressmark.notes import Note
from pressmark.problems import Problems
from pressmark.readers import Read, made_ready
from pressmark.record import Record, annotated

Item = TypeVar("Item")
Answer = TypeVar("Answer")
AHEAD = 64  # units that are under way at a time: memory does not grow with their number


@dataclass(frozen=True, slots=True)
class CaptureUnit:
    """A file of captures: its path below the archive, its bytes, and what people wrote beside it, by source."""

    source: str
    data: bytes
    given: tuple[tuple[str, Given], ...] = ()

    @property
    def digest(self) -> str:
        return sha256(self.data)


@dataclass(frozen=True, slots=True)
class ArticleUnit:
    """An article with people's notes on it."""

    article: Article
    notes: tuple[Note, ...] = ()


def read_unit(known: reading.Known, unit: CaptureUnit) -> Read:
    """What the file is read as. Touches nothing; the limits of time and memory are the executor's."""
    readings, problems = reading.read(unit.source, unit.data, known, dict(unit.given))
    return Read(unit.digest, tuple(made_ready(one) for one in readings), problems)


def annotate_unit(known: Known, annotators: tuple[str, ...], unit: ArticleUnit) -> tuple[Record, Problems]:
    """The article's record from itself and the vocabulary, and what is wrong with its notes."""
    return annotated(unit.article, known, unit.notes, annotators)


def answers_of(
    executor: Executor, function: Callable[[Item], Answer], items: Iterable[Item], ahead: int = AHEAD
) -> Generator[Answer, None, None]:
    """What the function gives for each of the items, in their order, whoever executes it.

    At most `ahead` are under way. An exception of the function, or of an executor that broke, is raised here in its
    place; what has been answered before stands. Closed early, it takes back what has not begun.
    """
    waiting = iter(items)
    under_way: deque[Future[Answer]] = deque()
    try:
        while True:
            while len(under_way) < ahead:
                try:
                    item = next(waiting)
                except StopIteration:
                    break
                under_way.append(executor.submit(function, item))
            if not under_way:
                return
            yield under_way.popleft().result()
    finally:
        for future in under_way:
            future.cancel()


def readings(
    executor: Executor, known: reading.Known, units: Iterable[CaptureUnit], ahead: int = AHEAD
) -> Iterator[Read]:
    """What each file is read as, in their order."""
    return answers_of(executor, partial(read_unit, known), units, ahead)


def records(
    executor: Executor, known: Known, annotators: tuple[str, ...], units: Iterable[ArticleUnit], ahead: int = AHEAD
) -> Iterator[tuple[Record, Problems]]:
    """The record of each article by itself, in their order, and what is wrong with its notes."""
    copyreg.pickle(MappingProxyType, _sent)  # what is known is made of read-only mappings, which pickle does not know
    return answers_of(executor, partial(annotate_unit, known, annotators), units, ahead)


def _sent(mapping: MappingProxyType[Any, Any]) -> tuple[Callable[..., MappingProxyType[Any, Any]], tuple[Any, ...]]:
    return _received, (dict(mapping),)


def _received(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)
