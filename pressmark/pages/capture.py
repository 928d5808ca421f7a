"""The page of a capture: its raw lines beside what became of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pressmark.archive import Archive, Record
from pressmark.draft import Draft
from pressmark.labels import Labelled
from pressmark.page import ALL, Page
from pressmark.pages.heads import Head
from pressmark.pages.refs import Ref, article_ref, versions_ref
from pressmark.pages.rights import shown
from pressmark.text import counted
from pressmark.urls import index_path, page_path, relative

# A page is read by people: what stands past these is counted and left to the file itself.
MOST_LINES = 6000
LONGEST_LINE = 4000


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line of the capture; `cut` counts the characters left out at its end."""

    number: int
    text: str
    cut: int


@dataclass(frozen=True, slots=True)
class CaptureBlock:
    label: str
    kept: bool
    lines: str
    reason: str
    text: str
    words: int


@dataclass(frozen=True, slots=True)
class Slice:
    """Raw lines and the blocks that were read from them; () where there was nothing to read."""

    lines: tuple[RawLine, ...]
    blocks: tuple[CaptureBlock, ...]


@dataclass(frozen=True, slots=True)
class CapturePage:
    head: Head
    crumbs: tuple[Ref, ...]
    article: Ref
    source: str
    format: str
    encoding: str
    recorded: str
    recomputed: str
    words: int
    kept: int
    dropped: int
    slices: tuple[Slice, ...]
    lines_left_out: int
    has_draft: bool
    has_capture: bool
    held_back: bool
    versions: Ref | None


def _block(labelled: Labelled, with_text: bool) -> CaptureBlock:
    block = labelled.block
    last = f"–{block.last_line}" if block.last_line != block.first_line else ""
    return CaptureBlock(
        labelled.label,
        labelled.kept,
        f"{block.first_line}{last}",
        labelled.reason,
        block.text if with_text else "",
        len(block.text.split()),
    )


def _raw(lines: list[str], first: int, last: int) -> tuple[RawLine, ...]:
    """The raw lines from `first` to `last`, counted from 1."""
    return tuple(
        RawLine(number, lines[number - 1][:LONGEST_LINE], max(len(lines[number - 1]) - LONGEST_LINE, 0))
        for number in range(max(first, 1), min(last, len(lines)) + 1)
    )


def _slices(text: str, draft: Draft | None, with_text: bool) -> Iterator[Slice]:
    """The capture cut where its blocks begin and end; blocks that share a line share a slice. Lines that belong to no
    block have slices of their own, without the blank ones."""
    lines = text.split("\n")[:MOST_LINES] if with_text else []
    groups: list[tuple[int, int, list[Labelled]]] = []
    for labelled in sorted(draft.blocks if draft else (), key=lambda b: (b.block.first_line, b.block.last_line)):
        block = labelled.block
        if groups and block.first_line <= groups[-1][1]:
            first, last, own = groups.pop()
            groups.append((first, max(last, block.last_line), [*own, labelled]))
        else:
            groups.append((block.first_line, block.last_line, [labelled]))
    at = 1
    for first, last, own in [*groups, (len(lines) + 1, len(lines), [])]:
        between = tuple(line for line in _raw(lines, at, first - 1) if line.text.strip())
        if between:
            yield Slice(between, ())
        if own:
            yield Slice(_raw(lines, first, last), tuple(_block(b, with_text) for b in own))
        at = last + 1


def has_capture(record: Record) -> bool:
    """Whether anything is known of a capture of the article; of one written here there is none."""
    return bool(record.article.source or record.article.source_sha256 or record.draft or record.versions)


def capture_page(archive: Archive, record: Record) -> Page:
    article, draft = record.article, record.draft
    here = page_path("capture", article.id)
    with_text = shown(article, archive.config) == "full"
    blocks = draft.blocks if draft else ()
    link = article_ref(here, archive.config, article)
    source = article.source or ""
    context = CapturePage(
        head=Head(f"Capture: {link.text}", f"The capture {source} beside what was read from it", "capture", "articles"),
        crumbs=(
            Ref(relative(here, "index.html"), "Home"),
            Ref(relative(here, index_path("capture")), "Captures"),
        ),
        article=link,
        source=source,
        format=draft.format if draft else "",
        encoding=draft.encoding if draft else "",
        recorded=article.source_sha256 or "",
        recomputed=record.capture_sha256,
        words=draft.words if draft else len(record.capture.split()),
        kept=sum(len(b.block.text.split()) for b in blocks if b.kept),
        dropped=sum(len(b.block.text.split()) for b in blocks if not b.kept),
        slices=tuple(_slices(record.capture, draft, with_text)),
        lines_left_out=max(record.capture.count("\n") + 1 - MOST_LINES, 0) if with_text else 0,
        has_draft=draft is not None,
        has_capture=bool(record.capture_sha256),
        held_back=not with_text,
        versions=versions_ref(here, record),
    )
    return Page(here, "capture.html", context)


@dataclass(frozen=True, slots=True)
class CaptureLine:
    """A capture in the list of captures. `state`: "as recorded", "differs", "not here" or "not recorded"."""

    capture: Ref
    article: Ref
    format: str
    words: str
    sha256: str
    state: str


def capture_line(here: str, archive: Archive, record: Record) -> CaptureLine:
    article = record.article
    recorded, found = article.source_sha256 or "", record.capture_sha256
    state = "not here" if not found else "not recorded" if not recorded else "as recorded"
    return CaptureLine(
        Ref(relative(here, page_path("capture", article.id)), article.source or article.id),
        article_ref(here, archive.config, article),
        record.draft.format if record.draft else "",
        counted(record.draft.words, "word") if record.draft else "",
        found or recorded,
        "differs" if recorded and found and recorded.lower() != found else state,
    )


def capture_pages(archive: Archive, part: slice = ALL) -> Iterator[Page]:
    """One page for each article's capture, if it has one."""
    return (capture_page(archive, record) for record in archive.records[part] if has_capture(record))
