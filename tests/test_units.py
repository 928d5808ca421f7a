"""Captures are read, and articles annotated, by any executor, in units that can be done anywhere and again."""

import multiprocessing
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from small_archive import CAPTURES, VOCABULARY, write_archive

from pressmark.annotators.references import known_things
from pressmark.article import parse_article
from pressmark.config import ANNOTATORS
from pressmark.ingest import ingest
from pressmark.reading import known_from
from pressmark.registry import registered
from pressmark.tree import File
from pressmark.units import ArticleUnit, CaptureUnit, annotate_unit, answers_of, read_unit, readings, records
from pressmark.vocabulary import parse_vocabulary

UNITS = [CaptureUnit(f"content/sources/{name}", text.encode()) for name, text in sorted(CAPTURES.items())]
FILES = tuple(File(f"content/{path}", text.encode()) for path, text in sorted(VOCABULARY.items()))


def spawned() -> Executor:
    """Processes that share nothing with this one, as those of another machine."""
    return ProcessPoolExecutor(2, multiprocessing.get_context("spawn"))


EXECUTORS = {"threads": lambda: ThreadPoolExecutor(2), "processes": spawned}


class OneByOne(Executor):
    """An executor that does each unit when it is asked, and counts them."""

    def __init__(self) -> None:
        self.asked: list[object] = []

    def submit(self, function, /, *values, **named):  # type: ignore[no-untyped-def]
        self.asked.append(values[0])
        future: Future[object] = Future()
        try:
            future.set_result(function(*values, **named))
        except Exception as fault:
            future.set_exception(fault)
        return future


@pytest.mark.parametrize("name", [pytest.param("threads"), pytest.param("processes", marks=pytest.mark.slow)])
def test_any_executor_reads_captures_as_one_process_does(name):
    known = known_from(parse_vocabulary(FILES)[0])
    with EXECUTORS[name]() as executor:
        found = list(readings(executor, known, UNITS))
    assert found == [read_unit(known, unit) for unit in UNITS]
    assert [one.sha256 for one in found] == [unit.digest for unit in UNITS]
    assert "Council votes to mend the old pier" in found[1].ready[0].article


def article_units() -> list[ArticleUnit]:
    bodies = ("Mayor Ana Sol spoke.\n\n“It is done,” Sol said on 4 March 2031.", "The Ledger asked Ana Sol.", "No one.")
    texts = (f"---\ntitle: Number {n}\nlanguage: en\n---\n\n{body}\n" for n, body in enumerate(bodies))
    parsed = (parse_article(f"content/articles/number-{n}.md", text)[0] for n, text in enumerate(texts))
    return [ArticleUnit(article) for article in parsed if article]


@pytest.mark.parametrize("name", [pytest.param("threads"), pytest.param("processes", marks=pytest.mark.slow)])
def test_any_executor_annotates_as_one_process_does(name):
    units = article_units()
    articles = tuple(unit.article for unit in units)
    vocabulary = parse_vocabulary(FILES)[0]
    known = known_things(registered(articles, vocabulary)[0], articles, articles, vocabulary)
    with EXECUTORS[name]() as executor:
        found = list(records(executor, known, ANNOTATORS, units))
    assert found == [annotate_unit(known, ANNOTATORS, unit) for unit in units]
    assert [m.entity for m in found[0][0].mentions] == ["ana-sol", "ana-sol"]


def test_no_more_units_are_under_way_than_asked_for():
    executor, handed = OneByOne(), []

    def units():
        for number in range(10):
            handed.append(number)
            yield number

    answers = answers_of(executor, str, units(), ahead=3)
    assert next(answers) == "0"
    assert handed == [0, 1, 2]
    assert [*answers] == [str(number) for number in range(1, 10)]


def test_a_failure_leaves_what_was_answered_and_the_rest_can_be_asked_for_again():
    def picky(number: int) -> int:
        if number == 3 and number not in seen:
            seen.add(number)
            raise BrokenProcessPool("the node went away")
        return number * number

    seen: set[int] = set()
    done: dict[int, int] = {}
    for _ in range(2):
        missing = [number for number in range(6) if number not in done]
        try:
            for number, answer in zip(missing, answers_of(OneByOne(), picky, missing), strict=True):
                done[number] = answer
        except BrokenProcessPool:
            assert done == {0: 0, 1: 1, 2: 4}
    assert done == {number: number * number for number in range(6)}


def contents(root: Path) -> dict[str, bytes]:
    return {str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def test_ingest_takes_an_executor_and_writes_the_same(tmp_path):
    ingest(write_archive(tmp_path / "one"))
    executor = OneByOne()
    verdicts, _ = ingest(write_archive(tmp_path / "two"), executor=executor)
    assert contents(tmp_path / "one/content") == contents(tmp_path / "two/content")
    assert len(executor.asked) == len(verdicts) == len(CAPTURES)
    again = OneByOne()
    assert ingest(tmp_path / "two", executor=again)[0] == () and again.asked == []
