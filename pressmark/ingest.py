"""EDGE: captures on disk to proposals and articles; a person's words are never overwritten.

sources ─> captures/ ─> Capture ─> segment ─> Draft ─> names ─> proposals, articles
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Generator, Mapping
from concurrent.futures import Executor
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath

from pressmark.beside import passed_over, saved_with_pages
from pressmark.config import parse_config
from pressmark.copies import copy_in, fit_name
from pressmark.disk import (
    clear_left,
    create_file,
    file_paths,
    load_file,
    load_tree,
    locked,
    names_in,
    refused,
    write_file,
)
from pressmark.draft import Draft
from pressmark.frontmatter import decoded, read_headed
from pressmark.names.pipelines import installed_pipeline
from pressmark.note_imports import holds_annotations, take_over
from pressmark.problems import Problem, Problems, error, in_order, note, warning
from pressmark.proposal import differences, dump_proposal, follow, parse_proposal
from pressmark.proposal.further import refuses, version_id
from pressmark.proposal.kinship import Kinship
from pressmark.readers import Read, Ready, died, made_ready, read_file
from pressmark.reading import Known, article_id, known_from, no_article, verdict_line
from pressmark.relatives import Relative, Relatives, as_copy, listed_version, resemblance, write_further
from pressmark.sidecar import is_sidecar
from pressmark.sources import Said, Sources, article_gone, file_of, reading_waits, sources_in
from pressmark.units import answers_of
from pressmark.vocabulary import Vocabulary, parse_vocabulary
from pressmark.workers import Died, all_answers

SOURCES = "content/sources"
ATTRIBUTES = "content/.gitattributes"
AS_THEY_ARE = b"# captures stay as they are, byte for byte\nsources/** -text\n"
_VERDICTS = frozenset(("pages-skipped", "same-capture"))
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one file, in one line for people."""

    source: str
    article: str
    line: str


@dataclass
class Ingest:
    """One run over an archive's captures: what is known, what is taken, what was said."""

    root: Path
    known: Known
    sources: Sources
    files: frozenset[str]  # the captures that are there, below content/
    taken: set[str]
    by_file: dict[str, list[str]]  # a capture -> the sources in it that articles and proposals name
    by_digest: dict[str, str]  # SHA-256 -> the capture with these bytes that is there
    problems: list[Problem]
    verdicts: list[Verdict]
    sidecars: Mapping[str, tuple[str, ...]]  # capture -> what people wrote beside it
    relatives: Relatives
    astray: tuple[Said, ...]  # proposals whose article somebody deleted
    pictures: list[str]  # files that are no captures
    dry: bool = False  # read and say, write nothing

    def wanted(self, source: str, again: bool) -> bool:
        """Whether a file is read: it is new, or everything is read again."""
        return again or not self.by_file.get(source.removeprefix("content/"))

    def held(self) -> frozenset[str]:
        """The digests of all bytes that are not read once more under a name that is new (`_held_already`)."""
        ours = {article.path for article in self.sources.articles.values()}
        read = (digest for digest, many in self.sources.read.items() if any(one.path in ours for one in many))
        return frozenset((*self.by_digest, *read, *(p.sha256 for p in self.astray)))

    def file_in(self, source: str, found: Read | Died) -> None:
        """Take in what one file was read as, unless its bytes are not those that it should have."""
        key = source.removeprefix("content/")
        named = self.by_file.get(key, [])
        if isinstance(found, Died):
            self.problems.append(_or_aside(died(source), source))
            return
        if found.sha256 is None:
            self.problems += found.problems
            if found.picture:
                self.pictures.append(source)
            return
        refusals = self._changed(source, named, found.sha256) if named else self._held_already(key, found.sha256)
        if refusals:
            self.problems += refusals
            return
        self.by_digest.setdefault(found.sha256, key)
        self.problems += found.problems if found.ready else (_or_aside(p, source) for p in found.problems)
        for ready in found.ready:
            try:
                self._take(ready.reading.draft.source, ready)
            except OSError as failure:
                self.problems.append(refused(self.root, failure))
        self.verdicts += _verdicts(found.problems)

    def _changed(self, source: str, named: list[str], digest: str) -> list[Problem]:
        """A warning for each article that was made of other bytes than stand there now."""
        problems = []
        for article in {a.path: a for name in named if (a := self.sources.articles.get(name))}.values():
            proposal = self.sources.proposals.get(article.sources[0])
            recorded = article.sha256 or (proposal.sha256 if proposal else "")
            if recorded and recorded != digest:
                message = f'"{source}" is not the file that was read: its SHA-256 is {digest[:12]}… now'
                hint = "put the old file back; to keep the new one too, give it another name and ingest it"
                problems.append(warning(article.path, "capture-changed", message, hint))
        return problems

    def _held_already(self, key: str, digest: str) -> list[Problem]:
        """Why a capture that nobody names is not read: its bytes are held, under a name that is there or was."""
        if (same := self.by_digest.get(digest)) is not None:
            message = f"the same bytes as content/{same}; it was not read again"
            return [warning(f"content/{key}", "same-capture", message, "delete one of the two files")]
        problems = []
        for one in self.sources.read.get(digest, ()):
            old = one.sources[0]
            if one in self.sources.articles.values():
                new = key + old.removeprefix(file_of(old, self.files))
                message = f'"content/{file_of(old)}" is named "content/{key}" now: the bytes are the same'
                problems.append(warning(one.path, "capture-renamed", message, f"write source: {new}"))
        gone = [p for p in self.astray if p.sha256 == digest]
        return problems or [article_gone(p) for p in gone]

    def _take(self, key: str, ready: Ready) -> None:
        reading = ready.reading
        line = verdict_line(reading)
        article = self.sources.articles.get(key)
        if article is not None:
            id_ = PurePosixPath(article.path).stem
            if not self.dry:
                self._again(article.path, id_, ready)
        elif (article := self.sources.further(key)) is not None:
            id_ = PurePosixPath(article.path).stem
            if not self.dry:
                write_further(self.root, id_, key, ready.proposal, self.sources)
        elif key in self.sources.proposals:
            return
        elif reading.instead is not None:
            self.problems += no_article(reading)
            self.verdicts.append(Verdict(f"content/{key}", "", f"content/{key}: no article · {reading.instead.what}"))
            return
        elif (relative := self._relative(key, reading.draft)).kinship.kind == "version":
            id_ = relative.id
            line += f" · another capture of {id_}"
            if not self.dry:
                self.problems += listed_version(self.root, relative, key, self.sources)
                write_further(self.root, id_, key, ready.proposal, self.sources)
        else:
            id_, line = self._new(key, ready, relative, line)
        self.taken.add(id_)
        self.verdicts.append(Verdict(f"content/{key}", id_, f"content/{key}: {line}"))

    def _new(self, key: str, ready: Ready, relative: Relative, line: str) -> tuple[str, str]:
        """An article of its own for a new capture: its id, and what is said of it."""
        draft = as_copy(ready.reading.draft, relative)
        if draft != ready.reading.draft:
            ready = made_ready(replace(ready.reading, draft=draft))
        reading = ready.reading
        title = reading.draft.value("title").value
        id_ = article_id(key, title if isinstance(title, str) else None, self.taken)
        if not self.dry:
            self._first(id_, ready)
            self.relatives.add(id_, reading.draft)
            self.problems += resemblance(f"content/articles/{id_}.md", relative)
        return id_, line + (f" · copy of {relative.id}" if relative.kinship.kind == "copy" else "")

    def _relative(self, key: str, draft: Draft) -> Relative:
        """What a new capture has to do with the articles that are held; nothing where somebody refused it as one's."""
        relative = self.relatives.of(draft)
        if relative.kinship.kind == "version":
            file, _ = load_file(self.root, f"content/articles/{relative.id}.md")
            if file and refuses(file.data.decode("utf-8-sig", "replace"), version_id(draft.sha256, key)):
                return Relative("", Kinship(""))
        return relative

    def _first(self, id_: str, ready: Ready) -> None:
        """The article first: one without a proposal is whole, a proposal without an article looks like a deletion."""
        create_file(self.root, f"content/articles/{id_}.md", ready.article.encode())
        write_file(self.root, f"content/proposals/{id_}.md", ready.proposal.encode())

    def _again(self, article_path: str, id_: str, ready: Ready) -> None:
        """Rewrite the proposal, and follow into the article where it still holds the old one."""
        proposal_path = self.sources.proposal_of.get(article_path, f"content/proposals/{id_}.md")
        reading, new_text = ready.reading, ready.proposal
        old, _ = load_file(self.root, proposal_path) if (self.root / proposal_path).exists() else (None, ())
        held, wrong = load_file(self.root, article_path)
        self.problems += wrong
        if held is None or (old is not None and old.data == new_text.encode()):
            return
        article, wrong = decoded(article_path, held.data)
        headed, more = read_headed(article_path, article) if article is not None else (None, ())
        if article is None or headed is None:
            # The proposal stays the base of the merge until the head can be read again.
            self.problems += (*wrong, *more)
            return
        before, problems = parse_proposal(proposal_path, old.data.decode("utf-8-sig", "replace")) if old else (None, ())
        after, _ = parse_proposal(proposal_path, new_text)
        self.problems += problems
        if before is not None and after is not None:
            text, waiting = follow(article, before, after)
            self.problems += reading_waits(article_path, differences(text, replace(after, waiting=waiting)))
            new_text = dump_proposal(reading.draft, reading.names, waiting)
            if text != article:
                bom = held.data[: -len(article.encode())]
                write_file(self.root, article_path, bom + text.encode())
            if old is not None and old.data == new_text.encode():
                return
        write_file(self.root, proposal_path, new_text.encode())


def _verdicts(problems: Problems) -> list[Verdict]:
    """The notes that are a file's, or some of its pages', only verdict, as such: nobody need ask for them."""
    told = [p for p in problems if p.code in _VERDICTS and p.severity == "note"]
    return [Verdict(p.path, "", f"{p.path}: {p.message}") for p in told]


def _or_aside(problem: Problem, source: str) -> Problem:
    """The problem of a capture that gave nothing, with the way to keep it and have it passed over."""
    if problem.path != source or problem.severity == "note":
        return problem
    name = source.rpartition("/")[2]
    return replace(problem, hint=f"{problem.hint}. To set it aside, write ignore: true in {name}.yml beside it")


def _apart(paths: tuple[str, ...]) -> tuple[tuple[str, ...], Mapping[str, tuple[str, ...]], Problems]:
    """The captures among the files, the files beside each of them, and a problem for each that is beside none."""
    captures = tuple(path for path in paths if not is_sidecar(path) and fit_name(path) == path)
    known = frozenset(captures)
    beside: dict[str, list[str]] = defaultdict(list)
    problems = []
    for path in paths:
        if fit_name(path) != path:
            message = "its name holds a line break or another control character, or ends in a space; it is not read"
            problems.append(warning(path, "unfit-name", message, f"rename it: {fit_name(path).rpartition('/')[2]}"))
        elif is_sidecar(path):
            name = path[: path.rindex(".")]
            capture = name if name in known else name.rpartition("#")[0]
            if capture in known:
                beside[capture].append(path)
            else:
                hint = "give it the name of its capture and .yml: bridge.txt.yml"
                problems.append(warning(path, "given-alone", "there is no capture of this name; it is not read", hint))
    return captures, {capture: tuple(found) for capture, found in beside.items()}, tuple(problems)


def vocabulary_of(root: Path) -> Vocabulary:
    """What the archive's files describe of entities and outlets, as far as it can be read."""
    files = [f for folder in ("entities", "outlets") for f in load_tree(root, f"content/{folder}")[0]]
    return parse_vocabulary(tuple(files))[0]


def pipeline_of(root: Path) -> tuple[str, Problems]:
    """The spaCy pipeline that an archive's config.yml asks for, "" for none. Problems: no-pipeline."""
    file, _ = load_file(root, "config.yml") if (root / "config.yml").is_file() else (None, ())
    text = file.data.decode("utf-8-sig", "replace") if file else ""
    config, _ = parse_config("config.yml", text) if text else (None, ())
    if config is None or config.names != "spacy":
        return "", ()
    name = installed_pipeline()
    line = next((n for n, one in enumerate(text.splitlines(), 1) if one.startswith("names:")), 0)
    message = "spaCy or an English pipeline of it is not installed; names are found by the rules alone"
    hint = "pip install 'pressmark[spacy]', then python -m spacy download en_core_web_md; or delete the line"
    return name, () if name else (error("config.yml", "no-pipeline", message, hint, line=line),)


def _started(root: Path, paths: tuple[str, ...], dry: bool) -> Ingest:
    """A run before its first capture: what articles and proposals say, and every name that is taken."""
    articles, wrong = load_tree(root, "content/articles")
    proposals, more = load_tree(root, "content/proposals")
    sources = sources_in(articles, proposals)
    files = frozenset(path.removeprefix("content/") for path in paths)
    by_file: dict[str, list[str]] = defaultdict(list)
    for name in sources.named():
        by_file[file_of(name, files)].append(name)
    by_digest = {
        digest: file for digest, read in sources.read.items() for one in read
        if (file := file_of(one.sources[0], files)) in files
    }  # fmt: skip
    taken = {*sources.taken, *names_in(root, "content/articles"), *names_in(root, "content/proposals")}
    astray = sources.astray()
    problems = [*wrong, *more, *map(article_gone, astray)]
    pipeline, lacking = pipeline_of(root)
    problems += lacking
    known = known_from(vocabulary_of(root), pipeline)
    relatives = Relatives(root, known.hints)
    return Ingest(root, known, sources, files, taken, by_file, by_digest, problems, [], {}, relatives, astray, [], dry)


def _run(
    root: Path, again: bool, dry: bool, jobs: int, progress: Progress | None, executor: Executor | None = None
) -> tuple[tuple[Verdict, ...], Problems]:
    found, problems = file_paths(root, SOURCES)
    paths, sidecars, wrong = _apart(found)
    run = _started(root, paths, dry)
    run.sidecars = sidecars
    run.problems += (*problems, *wrong)
    attributes = root / ATTRIBUTES
    if paths and not dry and not attributes.exists() and not (root / ".gitattributes").exists():
        write_file(root, ATTRIBUTES, AS_THEY_ARE)
    pieces = saved_with_pages(paths)
    wanted = [source for source in paths if run.wanted(source, again) and source not in pieces]
    # What nobody names and whose bytes are held is a copy or was deleted: that is said of it, and it is not read again.
    reader = partial(read_file, root, run.known, frozenset() if again else run.held())
    asked = ((source, sidecars.get(source, ())) for source in wanted)
    one_by_one = all_answers(reader, asked, len(wanted), jobs)
    answers: Generator[Read | Died, None, None] = answers_of(executor, reader, asked) if executor else one_by_one
    with closing(answers) as all_read:
        for number, (source, found_there) in enumerate(zip(wanted, all_read, strict=True), 1):
            if progress:
                progress(number, len(wanted), source)
            run.file_in(source, found_there)
    run.problems += passed_over(run.pictures)
    return tuple(run.verdicts), in_order(run.problems)


def ingest(
    root: Path,
    given: tuple[Path, ...] = (),
    *,
    again: bool = False,
    jobs: int = 1,
    progress: Progress | None = None,
    executor: Executor | None = None,
) -> tuple[tuple[Verdict, ...], Problems]:
    """Copy in what is given, and read the captures in content/sources/ that no article or proposal names yet (all of
    them with `again`). Files of annotations that are given become notes.

    In as many processes as `jobs` says, or by an executor whose workers see the same files; what comes of it is the
    same for any. What was written before an executor broke stands, and is not read again.

    Returns a verdict for each capture read, in the order of paths, after those on files whose bytes are held already,
    and every problem. One run at a time: another waits.
    """
    with locked(root):
        clear_left(root, "content")
        notes = tuple(path for path in given if holds_annotations(path))
        captures = tuple(path for path in given if path not in notes)
        problems = list(copy_in(root, captures) if captures else ())
        verdicts, more = _run(root, again, False, jobs, progress, executor)
        verdicts = (*_verdicts(tuple(problems)), *verdicts)
        for path in notes:
            line, wrong = take_over(root, path)
            verdicts = (*verdicts, Verdict(str(path), "", line))
            problems += wrong
        return verdicts, in_order((*problems, *more))


def unread(root: Path) -> Problems:
    """What is wrong with the captures that no article names yet, and a note for each; writes nothing."""
    verdicts, problems = _run(root, False, True, 1, None)
    hint = "it is read at the next build, or with ingest"
    articles = [v for v in verdicts if v.article]
    notes = [note(v.source, "not-ingested", "no article names this capture yet", hint) for v in articles]
    return in_order((*problems, *notes))
