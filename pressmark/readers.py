"""EDGE: one file of captures with what people wrote beside it, loaded and read within the limits.

The work of one process of many: it takes a path, and gives what an archive needs to know of the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pressmark.beside import is_picture
from pressmark.captures.part import TooSlowError, too_heavy, too_slow
from pressmark.digest import sha256
from pressmark.disk import load_file
from pressmark.limits import limited
from pressmark.problems import Problem, Problems, error, note
from pressmark.proposal import article_from, dump_proposal
from pressmark.reading import Known, Reading, read
from pressmark.sidecar import Beside, parse_sidecar


@dataclass(frozen=True, slots=True)
class Ready:
    """A reading with the text of its proposal, and of the article that would be made of it."""

    reading: Reading
    proposal: str
    article: str


@dataclass(frozen=True, slots=True)
class Read:
    """What one file was read as; its digest is None when it could not be loaded or is a picture, and nothing is ready
    when its bytes are known already."""

    sha256: str | None
    ready: tuple[Ready, ...]
    problems: Problems
    picture: bool = False


def made_ready(reading: Reading) -> Ready:
    """The reading with its texts. The text and blocks of the capture stay behind: the draft has what is needed."""
    lean = replace(reading, capture=replace(reading.capture, text="", blocks=()))
    source = reading.capture.source.removeprefix("content/")
    lean = replace(lean, draft=replace(reading.draft, source=source))
    proposal = dump_proposal(lean.draft, lean.names)
    return Ready(lean, proposal, article_from(lean.draft, lean.names, source=source))


def read_file(root: Path, known: Known, held: frozenset[str], asked: tuple[str, tuple[str, ...]]) -> Read:
    """Load and read one file with what stands beside it, within the limits; one whose digest is among `held` is only
    loaded."""
    source, sidecars = asked
    beside, wrong = given_beside(root, sidecars)
    if source in beside and beside[source].ignored:
        return Read(None, (), (*wrong, _set_aside(source)))
    file, problems = load_file(root, source)
    if file is None:
        return Read(None, (), problems)
    if is_picture(file.data):
        return Read(None, (), problems, picture=True)
    digest = sha256(file.data)
    if digest in held:
        return Read(digest, (), problems)
    given = {name: said.given for name, said in beside.items()}
    ready = []
    with limited() as anew:
        readings, more = read(source, file.data, known, given, anew)
        for reading in readings:
            anew()
            if (own := beside.get(reading.capture.source)) and own.ignored:
                more = (*more, _set_aside(reading.capture.source))
                continue
            try:
                ready.append(made_ready(reading))
            except TooSlowError:
                more = (*more, too_slow(reading.capture.source))
            except MemoryError:
                more = (*more, too_heavy(reading.capture.source))
    return Read(digest, tuple(ready), (*problems, *wrong, *more))


def died(source: str) -> Problem:
    """What to say of a file whose reader did not come back."""
    message = "the process that read it was ended: out of memory or time, or from outside; the other files were read"
    hint = "run it again; if that does not help, keep one article a file, as text or HTML, or take it away"
    return error(source, "reader-died", message, hint)


def _set_aside(source: str) -> Problem:
    hint = "delete the line ignore: true from the .yml file beside it to have it read"
    return note(source, "set-aside", "the file beside this capture says that it is not to be read", hint)


def given_beside(root: Path, sidecars: tuple[str, ...]) -> tuple[Mapping[str, Beside], Problems]:
    """What people wrote beside a capture, by the source that the file's name says."""
    found: dict[str, Beside] = {}
    problems: list[Problem] = []
    for path in sidecars:
        file, wrong = load_file(root, path)
        problems += wrong
        if file is not None:
            found[path[: path.rindex(".")]], wrong = parse_sidecar(path, file.data)
            problems += wrong
    return found, tuple(problems)
