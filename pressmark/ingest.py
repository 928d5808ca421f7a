"""EDGE: captures on disk to proposals and articles; a person's words are never overwritten.

sources ─> captures/ ─> Capture ─> segment ─> Draft ─> names ─> proposals, articles
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from pressmark.article import parse_article
from pressmark.capture import Capture
from pressmark.captures import read_capture
from pressmark.digest import sha256
from pressmark.disk import create_file, file_paths, load_file, load_tree, write_file
from pressmark.draft import Draft, Given, drafted
from pressmark.frontmatter import decoded
from pressmark.labels import OutletHint
from pressmark.names import find_names, proposed_entities
from pressmark.problems import Problem, Problems, error, in_order, warning
from pressmark.proposal import article_from, dump_proposal, follow, parse_proposal
from pressmark.segment import labelled, unaccounted
from pressmark.sidecar import is_sidecar, parse_sidecar
from pressmark.text import ID_LENGTH, folded, is_id, slug, squeezed
from pressmark.tree import File
from pressmark.vocabulary import Vocabulary, parse_vocabulary

SOURCES = "content/sources"
ATTRIBUTES = "content/.gitattributes"
# File names that say nothing of what is in them.
_GENERIC = frozenset(
    "untitled unnamed document page index article saved download downloads capture copy new file text news clipping "
    "scan story html web site view print print-version post item output".split()
)
# A kept share of words below this is worth a look: the text may have been taken for page furniture.
LEAST_KEPT = 0.25
NOTHING_GIVEN: Mapping[str, Given] = MappingProxyType({})

Progress = Callable[[int, int, str], None]
NamesByKind = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one capture was read as: the draft, and the names proposed for the article's head by kind."""

    draft: Draft
    names: NamesByKind
    capture: Capture


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one file, in one line for people."""

    source: str
    article: str
    line: str


@dataclass(frozen=True, slots=True)
class Known:
    """What an archive's vocabulary adds to a reading: hints of its outlets, and the kind of each name it describes."""

    hints: tuple[OutletHint, ...]
    kinds: Mapping[str, str]  # folded name -> kind, where one kind alone bears it


def known_from(vocabulary: Vocabulary) -> Known:
    """What the vocabulary tells the reader of captures; an outlet's names are an organization's."""
    hints = tuple(OutletHint(o.id, o.name, o.aliases, o.drop_lines, o.byline or "") for o in vocabulary.outlets)
    kinds: dict[str, set[str]] = defaultdict(set)
    for entity in vocabulary.entities:
        for name in (entity.name, *entity.aliases):
            kinds[folded(name)].add(entity.kind)
    for outlet in vocabulary.outlets:
        for name in (outlet.name, *outlet.aliases):
            kinds[folded(name)].add("organization")
    return Known(hints, MappingProxyType({name: min(found) for name, found in kinds.items() if len(found) == 1}))


def read(
    source: str, data: bytes, known: Known, given: Mapping[str, Given] = NOTHING_GIVEN
) -> tuple[tuple[Reading, ...], Problems]:
    """Everything the machine makes of a file: a Reading for each capture in it. Touches nothing.

    `given` holds what people wrote beside the file, or beside one capture of many in it, by source.
    A reader that fails is our fault, and is said so with the file's name: it must not stop the other files.
    """
    try:
        return _read(source, data, known, given)
    except Exception as fault:
        message = f"reading it failed: {type(fault).__name__}: {squeezed(str(fault))[:200]}"
        hint = "this is a fault of Pressmark, not of the file: report it with the file; the other files were read"
        return (), (error(source, "reader-fault", message, hint),)


def _read(source: str, data: bytes, known: Known, given: Mapping[str, Given]) -> tuple[tuple[Reading, ...], Problems]:
    captures, problems = read_capture(source, data)
    readings = []
    more: list[Problem] = list(problems)
    for capture in captures:
        blocks = labelled(capture, known.hints)
        if lost := unaccounted(capture, blocks):
            are = "word of the capture is" if lost == 1 else "words of the capture are"
            message = f"{lost} {are} in no block, neither kept nor dropped"
            hint = "this is a fault of Pressmark, not of the file: report it with the file"
            more.append(error(source, "words-lost", message, hint))
        beside = given.get(capture.source) or given.get(source, ())
        draft = drafted(capture, blocks, known.hints, beside)
        language = draft.value("language").value
        found = find_names(draft.body, language if isinstance(language, str) else None)
        names = tuple(replace(n, kind=known.kinds.get(folded(n.name), n.kind)) for n in found)
        readings.append(Reading(draft, proposed_entities(draft.body, names), capture))
    return tuple(readings), in_order(more)


def _telling(stem: str) -> bool:
    """Whether a file's name says what is in it: two words or more, of letters, and not only of the general sort."""
    parts = [p for p in stem.split("-") if p]
    told = [p for p in parts if re.fullmatch(r"[a-z]{3,}", p) and p not in _GENERIC]
    return len(told) >= 2 and not any(re.fullmatch(r"(?=.*\d)[0-9a-f]{8,}", p) for p in parts)


def article_id(source: str, title: str | None, taken: set[str]) -> str:
    """The id of a new article: its file's name if that says something, else its title, else the name after all.

    Never one of `taken`: a number is put at its end.
    """
    stem = slug(re.sub(r"(\.[A-Za-z0-9]{1,5})+$", "", PurePosixPath(source).name))
    candidates = [stem if _telling(stem) else "", slug(title or ""), stem, "article"]
    base = next(c for c in candidates if c and is_id(c))
    number, wanted = 1, base
    while wanted in taken:
        number += 1
        ending = f"-{number}"
        wanted = base[: ID_LENGTH - len(ending)].rstrip("-") + ending
    return wanted


def verdict_line(reading: Reading) -> str:
    """One line on a reading: format, title, outlet, date, words kept and dropped, and what to look at."""
    draft = reading.draft
    kept = sum(len(b.block.text.split()) for b in draft.blocks if b.kept)
    dropped = sum(len(b.block.text.split()) for b in draft.blocks if not b.kept)
    title = draft.value("title").value
    shown = f"“{title}”" if title else "no headline"
    if len(shown) > 60:
        shown = shown[:58] + "…”"
    parts = [draft.format, shown]
    for field in ("outlet", "date"):
        value = draft.value(field).value
        parts.append(str(value) if value else f"{field} unknown")
    parts.append(f"{kept} words kept, {dropped} dropped")
    look = [f for f in ("title", "outlet", "date") if draft.value(f).value is None]
    if not draft.body:
        look.insert(0, "text: no body was found")
    elif kept < LEAST_KEPT * (kept + dropped):
        look.insert(0, f"text: only {100 * kept // max(1, kept + dropped)}% of the words were kept")
    return " · ".join(parts) + (f" · look at {', '.join(look)}" if look else " · good")


@dataclass
class Ingest:
    """One run over an archive's captures: what is known, what is taken, what was said."""

    root: Path
    known: Known
    taken: set[str]
    by_source: dict[str, str]  # source as written in articles ("sources/a.txt") -> article path
    by_digest: dict[str, str]  # SHA-256 -> source
    problems: list[Problem]
    verdicts: list[Verdict]
    sidecars: Mapping[str, tuple[str, ...]]  # capture -> what people wrote beside it

    def file_in(self, source: str, again: bool) -> None:
        """Read one capture, if it is new or everything is read again."""
        key = source.removeprefix("content/")
        known = [s for s in self.by_source if s == key or s.startswith(key + "#")]
        if known and not again:
            return
        file, wrong = load_file(self.root, source)
        self.problems += wrong
        if file is None:
            return
        digest = sha256(file.data)
        same = self.by_digest.get(digest)
        if not known and same is not None and same != key:
            self.problems.append(
                warning(
                    source,
                    "same-capture",
                    f"the same bytes as content/{same}; it was not read again",
                    "delete one of the two files",
                )
            )
            return
        self.by_digest[digest] = key
        given, wrong = given_beside(self.root, self.sidecars.get(source, ()))
        readings, more = read(source, file.data, self.known, given)
        self.problems += (*wrong, *more)
        for reading in readings:
            self._take(reading.capture.source.removeprefix("content/"), reading)

    def _take(self, key: str, reading: Reading) -> None:
        line = verdict_line(reading)
        reading = replace(reading, draft=replace(reading.draft, source=key))
        if key in self.by_source:
            id_ = PurePosixPath(self.by_source[key]).stem
            self._again(id_, key, reading)
        else:
            title = reading.draft.value("title").value
            id_ = article_id(key, title if isinstance(title, str) else None, self.taken)
            self._first(id_, key, reading)
        self.taken.add(id_)
        self.verdicts.append(Verdict(f"content/{key}", id_, f"content/{key}: {line}"))

    def _first(self, id_: str, key: str, reading: Reading) -> None:
        article = article_from(reading.draft, reading.names, source=key)
        write_file(self.root / f"content/proposals/{id_}.md", dump_proposal(reading.draft, reading.names).encode())
        create_file(self.root / f"content/articles/{id_}.md", article.encode())
        self.by_source[key] = f"content/articles/{id_}.md"

    def _again(self, id_: str, key: str, reading: Reading) -> None:
        """Rewrite the proposal, and follow into the article where it still holds the old one."""
        proposal_path = f"content/proposals/{id_}.md"
        new_text = dump_proposal(reading.draft, reading.names)
        article_path = self.by_source[key]
        old, _ = load_file(self.root, proposal_path) if (self.root / proposal_path).exists() else (None, ())
        held, wrong = load_file(self.root, article_path)
        self.problems += wrong
        if held is None:
            return
        if old is None:
            write_file(self.root / proposal_path, new_text.encode())
            return
        if old.data == new_text.encode():
            return
        article, wrong = decoded(article_path, held.data)
        self.problems += wrong
        if article is None:
            return
        before, problems = parse_proposal(proposal_path, old.data.decode("utf-8", "replace"))
        after, _ = parse_proposal(proposal_path, new_text)
        self.problems += problems
        if before is not None and after is not None:
            text, waiting = follow(article, before, after)
            for what in waiting:
                message = f'the new reading of "{what}" waits: somebody changed it in this article'
                hint = f"compare with {proposal_path}, and write here what is right"
                line = _line_of(what, text)
                self.problems.append(warning(article_path, "reading-waits", message, hint, line=line))
            if text.encode() != held.data:
                write_file(self.root / article_path, text.encode())
        write_file(self.root / proposal_path, new_text.encode())


def _line_of(key: str, text: str) -> int:
    """The line of an article on which a key of its head stands, or its text begins ("text"); 1 if there is none."""
    lines = text.splitlines()
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), 0)
    if key == "text":
        return next((n for n, line in enumerate(lines[end + 1 :], end + 2) if line.strip()), 1)
    return next((n for n, line in enumerate(lines[:end], 1) if line.startswith(f"{key}:")), 1)


def _apart(paths: tuple[str, ...]) -> tuple[tuple[str, ...], Mapping[str, tuple[str, ...]], Problems]:
    """The captures among the files, the files beside each of them, and a problem for each that is beside none."""
    captures = tuple(path for path in paths if not is_sidecar(path))
    known = frozenset(captures)
    beside: dict[str, list[str]] = defaultdict(list)
    problems = []
    for path in paths:
        if is_sidecar(path):
            name = path[: path.rindex(".")]
            capture = name if name in known else name.rpartition("#")[0]
            if capture in known:
                beside[capture].append(path)
            else:
                hint = "give it the name of its capture and .yml: bridge.txt.yml"
                problems.append(warning(path, "given-alone", "there is no capture of this name; it is not read", hint))
    return captures, {capture: tuple(found) for capture, found in beside.items()}, tuple(problems)


def given_beside(root: Path, sidecars: tuple[str, ...]) -> tuple[Mapping[str, Given], Problems]:
    """What people wrote beside a capture, by the source that the file's name says."""
    found: dict[str, Given] = {}
    problems: list[Problem] = []
    for path in sidecars:
        file, wrong = load_file(root, path)
        problems += wrong
        if file is not None:
            found[path[: path.rindex(".")]], wrong = parse_sidecar(path, file.data)
            problems += wrong
    return found, tuple(problems)


def vocabulary_of(root: Path) -> Vocabulary:
    """What the archive's files describe of entities and outlets, as far as it can be read."""
    files = [f for folder in ("entities", "outlets") for f in load_tree(root, f"content/{folder}")[0]]
    return parse_vocabulary(tuple(files))[0]


def _known(root: Path, problems: list[Problem]) -> Ingest:
    articles, wrong = load_tree(root, "content/articles")
    problems += wrong
    by_source: dict[str, str] = {}
    by_digest: dict[str, str] = {}
    taken: set[str] = set()
    for file in articles:
        taken.add(PurePosixPath(file.path).stem.lower())
        article, _ = parse_article(file.path, file.data.decode("utf-8", "replace"))
        if article is None:
            # Its head cannot be read just now: its capture must not be taken for a new one.
            found = re.search(rb"^source: *[\"']?([^\"'\r\n]+)", file.data, re.M)
            if found:
                by_source[found[1].decode("utf-8", "replace").strip()] = file.path
            continue
        taken.update(article.formerly)
        for source in (article.source, *article.versions):
            if source:
                by_source[source] = file.path
        if article.source and article.source_sha256:
            by_digest[article.source_sha256] = article.source.partition("#")[0]
    return Ingest(root, known_from(vocabulary_of(root)), taken, by_source, by_digest, problems, [], {})


def ingest(
    root: Path, *, again: bool = False, progress: Progress | None = None
) -> tuple[tuple[Verdict, ...], Problems]:
    """Read the captures in content/sources/ that no article names yet (all of them with `again`).

    Returns a verdict for each capture read, in the order of paths, and every problem.
    """
    paths, problems = file_paths(root, SOURCES)
    run = _known(root, list(problems))
    paths, run.sidecars, wrong = _apart(paths)
    run.problems += wrong
    attributes = root / ATTRIBUTES
    if paths and not attributes.exists() and not (root / ".gitattributes").exists():
        write_file(attributes, b"# captures stay as they are, byte for byte\nsources/** -text\n")
    for number, source in enumerate(paths, 1):
        if progress:
            progress(number, len(paths), source)
        run.file_in(source, again)
    return tuple(run.verdicts), in_order(run.problems)


def sources_of(root: Path) -> tuple[File, ...]:
    """Every capture of the archive with its bytes."""
    return load_tree(root, SOURCES)[0]
