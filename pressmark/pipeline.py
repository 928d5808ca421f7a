"""EDGE: the archive's folder to the site's files; everything between the two ends is pure.

articles, proposals, notes, vocabulary ─> annotators/ ─> records ─> archive ─> pages/ ─> render ─> site/
                                                                        └──> search ─────────────> site/
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TypeVar

from pressmark import derived, memo
from pressmark.archive import Archive, assembled
from pressmark.article import Article, parse_article
from pressmark.config import Config, parse_config
from pressmark.digest import sha256
from pressmark.disk import is_litter, load_file, load_tree, locked
from pressmark.draft import Draft
from pressmark.frontmatter import decoded
from pressmark.kept import Kept
from pressmark.notes import Note, parse_notes
from pressmark.problems import Problem, Problems, in_order, warning
from pressmark.production import NOTHING, Produced, Progress, outputs_of, produced
from pressmark.proposal import parse_proposal
from pressmark.sources import source_problems, sources_in
from pressmark.staging import SITE
from pressmark.stamp import Brought, files_of_site, inputs, now, program, remember
from pressmark.tree import File, Tree
from pressmark.vocabulary import FOLDERS as VOCABULARY
from pressmark.vocabulary import parse_vocabulary
from pressmark.workers import shared_out

PACKAGE = Path(__file__).parent
# The folders of content/: captures first, then what people and the machine write of them.
FOLDERS = ("sources", "articles", "proposals", "notes", *VOCABULARY)
_QUOTED = re.compile(r'"([^"]+)"')
T = TypeVar("T")
_TOGETHER = 200  # files that are parsed at a time


@dataclass(frozen=True, slots=True)
class Loaded:
    """An archive's folder as a value: config.yml, content/ without captures, captures, templates and assets (the
    archive's own over the built-in ones), and what could not be read. `themed` are the templates of the theme: the
    path that each bears, and where it stands."""

    config: File | None
    content: Tree
    sources: Tree
    templates: Tree
    assets: Tree
    problems: Problems
    themed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """A site as a value. `outputs` is empty when a template kept it from being rendered, or when config.yml, which says
    what may be published, cannot be read. `good` are config.yml and the content files as they last could be read: give
    them to the next call to keep a broken file's pages."""

    outputs: Tree
    archive: Archive
    problems: Problems
    good: Tree


def builtin(folder: str) -> Path:
    """The folder of the built-in templates or assets: at the repository's root, or inside the installed package."""
    beside = PACKAGE.parent / folder
    return beside if (PACKAGE.parent / "build.py").is_file() and beside.is_dir() else PACKAGE / f"builtin_{folder}"


def _over(root: Path, folder: str, theme: str, problems: list[Problem]) -> Tree:
    """Built-in files, then the theme's, then the archive's own, later ones over earlier ones of the same path."""
    merged: dict[str, File] = {}
    places = [(builtin(folder).parent, builtin(folder).name)]
    if theme != "default":
        places.append((root, f"themes/{theme}/{folder}"))
    if (root / folder).resolve() != builtin(folder).resolve():
        places.append((root, folder))
    for base, below in places:
        files, wrong = load_tree(base, below)
        problems += wrong
        for file in files:
            path = file.path.removeprefix(below + "/")
            merged[path] = File(path, file.data)
    return tuple(sorted(merged.values()))


def _no_theme(root: Path, theme: str, config: File) -> Problems:
    if theme == "default" or (root / "themes" / theme).is_dir():
        return ()
    line = next((n for n, text in enumerate(config.data.splitlines(), 1) if text.startswith(b"theme:")), 0)
    hint = f"make the folder themes/{theme}/, or delete the line"
    return (warning("config.yml", "no-theme", f'there is no theme "{theme}"; the default is used', hint, line=line),)


def load(root: Path) -> Loaded:
    """Everything that a build reads, as one value."""
    design = load_design(root)
    problems = [*design.problems, *_not_content(root)]
    content: list[File] = []
    for folder in FOLDERS[1:]:
        files, wrong = load_tree(root, f"content/{folder}")
        content += files
        problems += wrong
    sources, wrong = load_tree(root, "content/sources")
    return replace(design, content=tuple(sorted(content)), sources=sources, problems=in_order((*problems, *wrong)))


def load_design(root: Path) -> Loaded:
    """What a build reads beside the content: settings, templates and assets."""
    problems: list[Problem] = []
    config: File | None = None
    theme = "default"
    if (root / "config.yml").exists() or (root / "config.yml").is_symlink():
        config, wrong = load_file(root, "config.yml")
        problems += wrong
        settings = parse_config("config.yml", config.data.decode("utf-8", "replace"))[0] if config else None
        if config is not None and settings is not None:
            theme = settings.theme
            problems += _no_theme(root, theme, config)
    templates = _over(root, "templates", theme, problems)
    assets = _over(root, "assets", theme, problems)
    themed = tuple((f"templates/{f.path}", path) for f in templates if (path := _theme_path(root, theme, f.path)))
    return Loaded(config, (), (), templates, assets, in_order(problems), themed)


def _not_content(root: Path) -> Problems:
    """A warning for each name in content/ that is none of its folders: nothing there is read."""
    found = sorted(p.name for p in (root / "content").iterdir()) if (root / "content").is_dir() else []
    hint = f"the folders of content/ are {', '.join(FOLDERS)}"
    return tuple(
        warning(f"content/{name}", "stray-file", "this is not read", hint)
        for name in found
        if name not in FOLDERS and not is_litter(name)
    )


def _theme_path(root: Path, theme: str, template: str) -> str:
    """Where the theme's template stands; "" if the theme has none, or the archive its own over it."""
    own = (root / "templates" / template).is_file() and (root / "templates").resolve() != builtin("templates").resolve()
    path = f"themes/{theme}/templates/{template}"
    return "" if theme == "default" or own or not (root / path).is_file() else path


def _below(files: Tree, folder: str) -> Tree:
    return tuple(f for f in files if f.path.startswith(f"content/{folder}/"))


def _text(file: File, problems: list[Problem]) -> str | None:
    text, wrong = decoded(file.path, file.data)
    problems += wrong
    return text


def _parsed(file: File, parse: Callable[[str, str], tuple[T | None, Problems]]) -> tuple[T | None, Problems]:
    text, wrong = decoded(file.path, file.data)
    if text is None:
        return None, wrong
    value, more = parse(file.path, text)
    return value, (*wrong, *more)


class _Reader:
    """Parses content files one by one, keeps every problem, and falls back to a file's last good bytes."""

    def __init__(self, files: Tree, good: Tree, jobs: int, kept: Kept) -> None:
        self.files = files
        self.jobs = jobs
        self.kept = kept
        self.last_good = {f.path: f for f in good}
        self.good: list[File] = []
        self.problems: list[Problem] = []

    def strays(self) -> Problems:
        """A warning for each file of articles, proposals or notes that nobody reads for its name's ending."""
        problems = []
        for folder, suffix in (("articles", ".md"), ("proposals", ".md"), ("notes", ".yml")):
            for file in _below(self.files, folder):
                if not file.path.endswith(suffix):
                    name = file.path.rpartition("/")[2].partition(".")[0]
                    hint = f"rename it to {name}{suffix} if it belongs here, or move it away"
                    problems.append(warning(file.path, "stray-file", "this file is not read", hint))
        return tuple(problems)

    def values(
        self, folder: str, suffix: str, parse: Callable[[str, str], tuple[T | None, Problems]]
    ) -> tuple[tuple[File, T], ...]:
        found: list[tuple[File, T]] = []
        files = [f for f in _below(self.files, folder) if f.path.endswith(suffix)]
        fresh = [f for f in files if self.kept.parsed(f) is None]

        def work(start: int) -> list[tuple[T | None, Problems]]:
            return [_parsed(file, parse) for file in fresh[start : start + _TOGETHER]]

        answers = shared_out(work, range(0, len(fresh), _TOGETHER), self.jobs)
        for file, answer in zip(fresh, chain.from_iterable(answers), strict=True):
            self.kept.keep_parsed(file, answer)
        for file in files:
            value, wrong = self.kept.parsed(file)
            self.problems += wrong
            if value is None and (old := self.last_good.get(file.path)) is not None:
                file = old
                value, _ = parse(file.path, file.data.decode("utf-8-sig"))
            if value is not None:
                self.good.append(file)
                found.append((file, value))
        return tuple(found)


def _vocabulary_files(reader: _Reader) -> Tree:
    """The vocabulary's files that can be decoded; one that cannot be parsed is replaced by its last good bytes."""
    kept: list[File] = []
    for file in reader.files:
        if file.path.split("/")[1] not in VOCABULARY or not file.path.endswith(".md"):
            continue
        text = _text(file, reader.problems)
        old = reader.last_good.get(file.path)
        changed = old is not None and old.data != file.data  # only then is there something to fall back to
        if old is not None and changed and (text is None or _withheld(file)):
            reader.problems += parse_vocabulary((file,))[1] if text is not None else ()
            file = old
        if text is not None or old is not None:
            kept.append(file)
            reader.good.append(file)
    return tuple(kept)


def _withheld(file: File) -> bool:
    vocabulary, _ = parse_vocabulary((file,))
    held = (
        vocabulary.entities, vocabulary.topics, vocabulary.stories, vocabulary.outlets, vocabulary.authors,
        vocabulary.pages,
    )  # fmt: skip
    return not any(held)


def _settings(loaded: Loaded, reader: _Reader) -> Config:
    """The settings, as they last could be read if they cannot be now; if they never could, those that show least."""
    if _has_no_config(loaded):
        return Config()
    text = _text(loaded.config, reader.problems) if loaded.config else None
    config, wrong = parse_config("config.yml", text) if text is not None else (None, ())
    reader.problems += wrong
    file = loaded.config
    if config is None and (file := reader.last_good.get("config.yml")) is not None:
        config, _ = parse_config("config.yml", file.data.decode("utf-8-sig"))
    if config is not None and file is not None:
        reader.good.append(file)
    return config or Config(publish_unreviewed=False, rights_show="metadata")


def _has_no_config(loaded: Loaded) -> bool:
    return loaded.config is None and not any(p.path == "config.yml" for p in loaded.problems)


def may_show(loaded: Loaded, good: Tree) -> bool:
    """Whether it is known what may be shown: the settings can be read, or could at some time, or there are none."""
    return _has_no_config(loaded) or any(file.path == "config.yml" for file in good)


def understood(
    loaded: Loaded, good: Tree = (), jobs: int = 1, kept: Kept | None = None
) -> tuple[Archive, Problems, Tree]:
    """The archive that the files describe, every problem with them, and the files as they last could be read.

    `kept` is what was kept of the last time, where there was one; it is brought up to date.
    """
    kept = kept or Kept()
    kept.only({file.path for file in loaded.content})
    reader = _Reader(loaded.content, good, jobs, kept)
    config = _settings(loaded, reader)
    reader.problems += reader.strays()
    articles: tuple[tuple[File, Article], ...] = reader.values("articles", ".md", parse_article)
    proposals = reader.values("proposals", ".md", parse_proposal)
    notes: tuple[tuple[File, tuple[Note, ...]], ...] = reader.values("notes", ".yml", parse_notes)
    files = _vocabulary_files(reader)
    vocabulary, wrong = parse_vocabulary(files)
    reader.problems += wrong
    held = {f.path: p.draft for f, p in proposals}
    drafts: dict[str, Draft] = {path.rpartition("/")[2].removesuffix(".md"): draft for path, draft in held.items()}
    ours, theirs = _below(loaded.content, "articles"), _below(loaded.content, "proposals")
    known = sources_in(ours, theirs)
    of = known.proposal_of
    drafts |= {a.id: held[of[f.path]] for f, a in articles if of.get(f.path) in held}
    reader.problems += source_problems(ours, theirs, {f.path.removeprefix("content/") for f in loaded.sources}, known)
    captures = {f.path.removeprefix("content/"): (f.data, sha256(f.data)) for f in loaded.sources}
    archive, wrong = assembled(
        config,
        tuple(a for _, a in articles),
        vocabulary,
        tuple(n for _, many in notes for n in many),
        drafts,
        captures,
        partial(shared_out, jobs=jobs),
        kept,
    )
    return archive, in_order((*reader.problems, *placed(wrong, reader.good))), tuple(reader.good)


def placed(problems: Iterable[Problem], files: Iterable[File]) -> Problems:
    """The problems; those that name no line stand at the first line of their file's head with the words they quote."""
    data = {f.path: f.data for f in files}
    return tuple(replace(p, line=_quoted_at(p, data[p.path])) if not p.line and p.path in data else p for p in problems)


def _quoted_at(problem: Problem, data: bytes) -> int:
    words = _QUOTED.search(problem.message)
    if words is None:
        return 0
    head = re.split(rb"^(?:---|\.\.\.)[ \t]*$", data, maxsplit=2, flags=re.M)[:2]
    lines = b"---".join(head).decode("utf-8", "replace").splitlines()
    wanted = words[1].removeprefix("content/")
    return next((number for number, line in enumerate(lines, 1) if wanted in line), 0)


def built(loaded: Loaded, good: Tree = (), progress: Progress | None = None) -> Built:
    """The site's files, sorted by path. Content that is wrong is reported and never stops the rest."""
    archive, problems, good = understood(loaded, good)
    if not may_show(loaded, good):
        return Built((), archive, in_order((*loaded.problems, *problems)), good)
    outputs, more = outputs_of(archive, loaded.templates, loaded.assets, progress)
    return Built(outputs, archive, in_order((*loaded.problems, *problems, *in_theme(more, loaded))), good)


def in_theme(problems: Problems, loaded: Loaded) -> Problems:
    """The problems, those with a theme's template at the place where that stands."""
    themed = dict(loaded.themed)
    return tuple(replace(p, path=themed.get(p.path, p.path)) for p in problems)


def build(
    root: Path, jobs: int = 1, progress: Progress | None = None, said: Problems = (), *, remembered: bool = True
) -> Brought:
    """Bring site/ up to date with the content, in as many processes as `jobs` says; the same bytes for any number.

    `said` are the problems of the captures that were read before it. It is all remembered for `stamp.unchanged`, unless
    the next build would say other things.
    """
    since, ours = now(), program()
    read = inputs(root, since)
    loaded = load(root)
    with locked(root):
        before = derived.recalled(root, ours, loaded.content)
        archive, problems, good = understood(loaded, jobs=jobs, kept=before.kept)
        derived.remember(root, ours, before)
        del before
        problems = (*loaded.problems, *problems)
        if not may_show(loaded, good):
            return _brought(archive, in_order((*said, *problems)), Produced(None, 0, 0))
        loaded, good = replace(loaded, content=(), sources=()), ()  # their bytes are not needed any more
        memory = memo.recalled(root, ours)
        if memory.site != files_of_site(root):
            memory = NOTHING  # it is of another site than this
        done, more = produced(root / SITE, archive, loaded.templates, loaded.assets, jobs, progress, memory, ours)
        problems = in_order((*said, *problems, *in_theme(more, loaded)))
        brought = _brought(archive, problems, done)
        if done.remembered is not None and done.written is not None:
            site = files_of_site(root)
            memo.remember(root, ours, memory, done.remembered(site))
            if remembered and not any(p.code == "bad-manifest" for p in problems):
                remember(root, since, read, brought, site)
        return brought


def _brought(archive: Archive, problems: Problems, done: Produced) -> Brought:
    counts = (len(archive.records), len(archive.entities), done.pages, done.search)
    return Brought(*counts, problems, done.written)
