"""EDGE: annotations made elsewhere, from files that a person names to content/notes/; what stands there stays."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from pressmark.article import Article, parse_article
from pressmark.disk import FILE_LIMIT, load_file, load_tree, refused, write_file
from pressmark.foreign_notes import dump_notes, is_foreign, parse_foreign, placed_notes
from pressmark.frontmatter import decoded
from pressmark.notes import Note, parse_notes
from pressmark.problems import Problem, Problems, error
from pressmark.text import counted
from pressmark.tree import Tree

NOTES = "content/notes"


def holds_annotations(path: Path) -> bool:
    """Whether a path is a file of annotations rather than a capture."""
    try:
        plain = path.suffix.lower() in (".json", ".jsonld") and path.is_file() and path.stat().st_size <= FILE_LIMIT
        return plain and is_foreign(path.read_bytes())
    except OSError:
        return False


def take_over(root: Path, path: Path) -> tuple[str, Problems]:
    """Write the annotations of a file as notes of the articles that they are about; says in a line what came of it.

    Notes are put behind those that stand in content/notes/<id>.yml; one taken over before is not written again.
    """
    try:
        foreign, problems = parse_foreign(str(path), path.read_bytes())
    except OSError as failure:
        return f"{path}: not read", (refused(root, failure),)
    loaded = (parse_article(f.path, f.data.decode("utf-8-sig", "replace"))[0] for f in _tree(root, "content/articles"))
    articles: tuple[Article, ...] = tuple(article for article in loaded if article is not None)
    read = (parse_notes(f.path, f.data.decode("utf-8-sig", "replace"))[0] for f in _tree(root, NOTES, ".yml"))
    held = frozenset((note.article, note.id) for many in read for note in many or ())
    notes, astray = placed_notes(str(path), foreign, articles, held)
    new: dict[str, list[Note]] = defaultdict(list)
    for note in notes:
        new[note.article].append(note)
    more: list[Problem] = []
    written = 0
    for article, many in sorted(new.items()):
        wrong = _appended(root, f"{NOTES}/{article}.yml", tuple(many))
        more += wrong
        written += 0 if wrong else len(many)
    there = len(foreign) - len(notes) - len(astray)
    line = f"{path}: annotations · {counted(written, 'note')} taken over into {counted(len(new), 'article')}"
    line += f" · {there:,} there already" if there else ""
    return line + (f" · {len(astray):,} of no article" if astray else ""), (*problems, *astray, *more)


def _tree(root: Path, folder: str, suffix: str = ".md") -> Tree:
    return tuple(file for file in load_tree(root, folder)[0] if file.path.endswith(suffix))


def _appended(root: Path, path: str, notes: tuple[Note, ...]) -> Problems:
    old = b""
    before: tuple[Note, ...] = ()
    if (root / path).exists():
        file, problems = load_file(root, path)
        text, wrong = decoded(path, file.data) if file else (None, ())
        standing = parse_notes(path, text)[0] if text is not None else None
        if file is None or standing is None:
            hint = "mend the file, then ingest the annotations again"
            blocked = error(path, "notes-unreadable", "no notes can be put behind what stands here", hint)
            return (*problems, *wrong, blocked)
        old, before = file.data, standing
    joined = old + (b"\n" if old and not old.endswith(b"\n") else b"") + dump_notes(notes).encode()
    after = parse_notes(path, joined.decode("utf-8-sig"))[0] or ()
    if len(after) != len(before) + len(notes):
        hint = "write its notes as a list, one hyphen a note, then ingest the annotations again"
        return (error(path, "notes-unreadable", "no notes can be put behind what stands here", hint),)
    try:
        write_file(root, path, joined)
    except OSError as failure:
        return (refused(root, failure),)
    return ()
