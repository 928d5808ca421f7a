"""EDGE: an archive to its site: every portion made, here or in forked processes, and handed on as it is made.

A site is never held whole: each process compares and stages its own files, and what comes back is their digests, where
they lead and what went wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pressmark.archive import Archive
from pressmark.links import Links, broken_links, named_breaks
from pressmark.portions import Portion, fixed, made, portions, redirects
from pressmark.problems import Problems, error
from pressmark.render import Renderer, TemplateFault
from pressmark.staging import Kept, Staging, Written, opened
from pressmark.tree import File, Tree
from pressmark.workers import shared_out

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Produced:
    """A site that was written: what of it was new, how many pages it has, and how many bytes search takes. `written` is
    None when nothing was: a template is at fault, or the folder is not ours."""

    written: Written | None
    pages: int
    search: int


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
    """What came of some files: how each was taken, where they lead, and the fault that ended it."""

    kept: tuple[Kept, ...]
    links: Links
    fault: TemplateFault | None


class _Press:
    """Makes portions of one archive and stages their files."""

    def __init__(self, archive: Archive, renderer: Renderer, staging: Staging) -> None:
        self.archive = archive
        self.renderer = renderer
        self.staging = staging

    def portion(self, numbered: tuple[int, Portion]) -> _Answer:
        number, portion = numbered
        return self.taken(str(number), made(self.archive, self.renderer, portion))

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

    def answers(self, jobs: int, progress: Progress | None) -> Iterator[_Answer]:
        """All portions, in as many processes as `jobs` says."""
        work = tuple(enumerate(portions(self.archive)))
        self.renderer.prepare()
        return shared_out(self.portion, work, jobs, (lambda n: progress(n, len(work), "")) if progress else None)


def produced(
    site: Path, archive: Archive, templates: Tree, assets: Tree, jobs: int, progress: Progress | None = None
) -> tuple[Produced, Problems]:
    """Bring a folder to hold the site of the archive, as `staging` says. Raises OSError when the disk refuses."""
    staging, problems = opened(site)
    if staging is None:
        return Produced(None, 0, 0), problems
    press = _Press(archive, Renderer(templates, archive), staging)
    kept: list[Kept] = []
    links = Links()
    faults: list[TemplateFault] = []

    def take(answer: _Answer) -> None:
        kept.extend(answer.kept)
        links.merge(answer.links)
        faults.extend([answer.fault] if answer.fault else [])

    for answer in press.answers(jobs, progress):
        take(answer)
    take(press.taken("r", redirects(archive, press.renderer, {one.path for one in kept})))
    if faults:
        staging.give_up()
        return Produced(None, 0, 0), _first(faults)
    take(press.taken("a", fixed(assets)))
    kept.sort(key=lambda one: one.path)
    problems = (*_twice(one.path for one in kept), *_broken(links, kept, staging))
    written, wrong = staging.finish(kept)
    pages = sum(one.path.endswith(".html") for one in kept)
    search = sum(one.size for one in kept if one.path.startswith("search/"))
    return Produced(written, pages, search), (*problems, *wrong)


def _broken(links: Links, kept: list[Kept], staging: Staging) -> Problems:
    gone, nowhere = links.astray({one.path for one in kept})
    if not gone and not nowhere:
        return ()
    return named_breaks((File(k.path, staging.data(k)) for k in kept if k.path.endswith(".html")), gone, nowhere)
