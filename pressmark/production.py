"""EDGE: an archive to its site: every portion made, here or in forked processes, and handed on as it is made.

A site is never held whole: each process compares and stages its own files, and what comes back is their digests, where
they lead and what went wrong.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pressmark.archive import Archive
from pressmark.links import Links, broken_links, named_breaks
from pressmark.memo import Made, Memory
from pressmark.portions import MAKERS, Portion, fixed, made, names, portions, redirects
from pressmark.problems import Problems, error
from pressmark.render import Renderer, TemplateFault
from pressmark.reuse import Numbering, Present, facet_numbers, present, remembered, standing
from pressmark.search import search_outputs
from pressmark.search.owners import sources
from pressmark.searching import Search, searched
from pressmark.staging import FOREIGN, Kept, Staging, Written, opened
from pressmark.tracked import NONE, Reads, tracked
from pressmark.tree import File, Tree
from pressmark.workers import shared_out

NOTHING = Memory()
SEARCHED = "search"  # the fact of all that search is made of
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Produced:
    """A site that was written: what of it was new, how many pages it has, and how many bytes search takes. `written` is
    None when nothing was: a template is at fault, or the folder is not ours."""

    written: Written | None
    pages: int
    search: int
    remembered: Callable[[str], Memory] | None = None  # given a digest of the site's files, what to remember of it


def _first(faults: Iterable[TemplateFault]) -> Problems:
    """The fault of the page whose path comes first: the same one however the work was cut."""
    return (min(faults, key=lambda fault: fault.page).problem,)


def outputs_of(
    archive: Archive, templates: Tree, assets: Tree, progress: Progress | None = None
) -> tuple[Tree, Problems]:
    """Pages, search, data and assets of an archive as values; no output at all when a template is at fault."""
    renderer = Renderer(templates, archive)
    files: list[File] = []
    faults: list[TemplateFault] = []
    all_portions = portions(archive)
    for number, portion in enumerate(all_portions, 1):
        try:
            files += made(archive, renderer, portion)
        except TemplateFault as fault:
            faults.append(fault)
        if progress:
            progress(number, len(all_portions), "")
    try:
        files += redirects(archive, renderer, {file.path for file in files})
    except TemplateFault as fault:
        faults.append(fault)
    if faults:
        return (), _first(faults)
    outputs = tuple(sorted((*files, *fixed(assets))))
    return outputs, (*_twice(f.path for f in outputs), *broken_links(outputs))


def _twice(paths: Iterable[str]) -> Problems:
    seen: dict[str, str] = {}
    problems = []
    for path in paths:
        other = seen.setdefault(path.lower(), path)
        if other is not path:
            message = f'"{other}" would be the same file where capitals and small letters are one'
            problems.append(error(f"site/{path}", "same-path", message, "rename one of the two"))
    return tuple(problems)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came of some files: how each was taken, where they lead, the fault that ended it, and the facts that were
    read for them."""

    kept: tuple[Kept, ...]
    links: Links
    fault: TemplateFault | None
    facets: array[int] = field(default_factory=lambda: array("i"))
    others: tuple[str, ...] = ()


class _Press:
    """Makes portions of one archive and stages their files."""

    def __init__(self, archive: Archive, renderer: Renderer, staging: Staging, now: Present, search: Search) -> None:
        self.archive = archive
        self.search = search
        self.renderer = renderer
        self.staging = staging
        self.numbers = now.numbers

    def portion(self, numbered: tuple[int, Portion]) -> _Answer:
        number, portion = numbered
        if _of_search(portion):
            return _Answer(self.search.staged(self.staging), Links(), None, others=(SEARCHED,))
        reads = Reads()
        part = slice(portion.start, portion.stop) if portion.stop else NONE
        view = tracked(self.archive, self.numbers, reads, part)
        answer = self.taken(str(number), made(view, self.renderer, portion, reads))
        return replace(answer, facets=facet_numbers(reads), others=tuple(sorted(reads.others)))

    def taken(self, name: str, files: Iterable[File]) -> _Answer:
        kept: list[Kept] = []
        links = Links()
        try:
            for number, file in enumerate(files):
                kept.append(self.staging.put(f"{name}-{number}", file))
                if file.path.endswith(".html"):
                    links.add(file.path, file.data)
        except TemplateFault as fault:
            return _Answer((), Links(), fault)
        return _Answer(tuple(kept), links, None)

    def answers(self, work: Sequence[tuple[int, Portion]], jobs: int, progress: Progress | None) -> Iterator[_Answer]:
        """What comes of the portions, made in as many processes as `jobs` says."""
        if work:
            self.renderer.prepare()
        return shared_out(self.portion, work, jobs, (lambda n: progress(n, len(work), "")) if progress else None)


class _Site:
    """Takes what is made, or stands, and remembers it."""

    def __init__(self, now: Present, memory: Memory) -> None:
        self.kept: list[Kept] = []
        self.links = Links()
        self.faults: list[TemplateFault] = []
        self.now = now
        self.memory = memory
        self.numbering = Numbering(memory, now)
        self.portions: dict[bytes, Made] = {}
        self.paths: dict[str, str] = {}  # each once: hundreds of portions lead to the same ones

    def take(self, answer: _Answer, name: bytes = b"") -> None:
        """What was just made; a portion has a name."""
        self.kept.extend(answer.kept)
        self.links.merge(answer.links)
        self.faults.extend([answer.fault] if answer.fault else [])
        if name and not answer.fault and all(one.staged != FOREIGN for one in answer.kept):
            files = tuple((one.path, one.digest, one.size) for one in answer.kept)
            links = answer.links
            paths = tuple([self.paths.setdefault(path, path) for path in sorted(links.paths)])
            wanted, places = sorted(links.wanted), sorted(links.places)
            others = self.numbering.of(answer.others)
            self.portions[name] = Made(answer.facets, others, files, paths, array("Q", wanted), array("Q", places))

    def keep(self, made: Made, name: bytes) -> None:
        """A portion that stands."""
        self.kept.extend(Kept(*one, "") for one in made.kept)
        self.links.paths.update(made.paths)
        self.links.wanted.update(made.wanted)
        self.links.places.update(made.places)
        self.portions[name] = made

    def remembered(self, site: str) -> Memory:
        """What is to be remembered once all of it stands; `site` is the digest of its files."""
        return remembered(site, self.now, self.numbering, self.portions, self.memory)


def produced(
    site: Path,
    archive: Archive,
    templates: Tree,
    assets: Tree,
    jobs: int,
    progress: Progress | None = None,
    memory: Memory = NOTHING,
    program: str = "",
) -> tuple[Produced, Problems]:
    """Bring a folder to hold the site of the archive, as `staging` says. Portions that are as remembered are not made
    again: `memory` must be of the site that stands. `program` keeps beside the folder what search is made of, if it has
    a name. Raises OSError when the disk refuses."""
    staging, problems = opened(site)
    if staging is None:
        return Produced(None, 0, 0), problems
    now = present(archive, templates, memory)
    of_search = sources(archive, {id_: digests for id_, (_, digests) in now.articles.items()}, now.digest)
    now = replace(now, others={**now.others, SEARCHED: searched(of_search)})
    taking = _Site(now, memory)
    work = portions(archive)
    known = names(archive, work)
    held = next((memory.portions.get(name) for name, p in zip(known, work, strict=True) if _of_search(p)), None)
    finding = Search(site.parent, program, archive, of_search, held.kept if held else ())
    press = _Press(archive, Renderer(templates, archive), staging, now, finding)
    stands = standing(memory, now, known)
    for name, made_before in stands.items():
        taking.keep(made_before, name)
    missing = [(number, work[number]) for number, name in enumerate(known) if name not in stands]
    for (number, _), answer in zip(missing, press.answers(missing, jobs, progress), strict=True):
        taking.take(answer, known[number])
    taking.take(press.taken("r", redirects(archive, press.renderer, {one.path for one in taking.kept})))
    if taking.faults:
        staging.give_up()
        return Produced(None, 0, 0), _first(taking.faults)
    taking.take(press.taken("a", fixed(assets)))
    kept = sorted(taking.kept, key=lambda one: one.path)
    problems = (*_twice(one.path for one in kept), *_broken(taking.links, kept, staging))
    written, wrong = staging.finish(kept)
    pages = sum(one.path.endswith(".html") for one in kept)
    search = sum(one.size for one in kept if one.path.startswith("search/"))
    return Produced(written, pages, search, taking.remembered), (*problems, *wrong)


def _of_search(portion: Portion) -> bool:
    return MAKERS[portion.maker] is search_outputs


def _broken(links: Links, kept: list[Kept], staging: Staging) -> Problems:
    gone, nowhere = links.astray({one.path for one in kept})
    if not gone and not nowhere:
        return ()
    return named_breaks((File(k.path, staging.data(k)) for k in kept if k.path.endswith(".html")), gone, nowhere)
