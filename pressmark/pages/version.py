"""The page of an article's versions: what changed from each capture of it to the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pressmark.annotators.capture_order import HowOrdered, Taken, earlier, in_order, taken
from pressmark.annotators.versions import Change, changes, counted
from pressmark.archive import Archive, Record
from pressmark.dates import UNKNOWN_DATE, parse_date
from pressmark.draft import Draft
from pressmark.page import ALL, Page
from pressmark.pages.days import Day, day
from pressmark.pages.heads import Head
from pressmark.pages.refs import Ref, article_ref
from pressmark.pages.rights import shown
from pressmark.text import counted as numbered
from pressmark.urls import index_path, page_path, relative

# An unchanged block is shown where it stands between two changes; longer runs are folded.
FOLDED = 2


@dataclass(frozen=True, slots=True)
class Held:
    """One capture of the article; `number` counts from 1, in the order in which they were taken where that is told."""

    number: int
    source: str
    format: str
    captured: Day
    sha256: str
    words: str
    read: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks that follow each other: changed ones, or unchanged ones that are `folded` under the words given."""

    folded: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """From one capture to the next; `silent`: words changed and no correction is printed that was not there before.
    `order` says what tells that the one was taken before the other ("captured", "updated", "correction"), "" nothing:
    `summary` then says what stands in one alone."""

    before: int
    after: int
    summary: str
    silent: bool
    stretches: tuple[Stretch, ...]
    order: HowOrdered


@dataclass(frozen=True, slots=True)
class VersionPage:
    head: Head
    crumbs: tuple[Ref, ...]
    article: Ref
    capture: Ref
    held: tuple[Held, ...]
    steps: tuple[Step, ...]
    held_back: bool


@dataclass(frozen=True, slots=True)
class _Read:
    """A capture with the machine's reading of it, and what tells when it was taken."""

    held: Held
    draft: Draft | None
    taken: Taken


def _held(record: Record) -> list[_Read]:
    """The captures in the order in which they were taken: the article's own first unless something says otherwise."""
    article = record.article
    found = [(article.source or "", record.draft, article.captured, record.capture_sha256)]
    for version in record.versions:
        captured = parse_date(version.captured) or UNKNOWN_DATE
        found.append((version.source, version.draft, captured, version.capture_sha256))
    told = [taken(captured, draft) for _, draft, captured, _ in found]
    held = []
    for number, place in enumerate(in_order(told), 1):
        source, draft, captured, digest = found[place]
        words = numbered(draft.words, "word") if draft else ""
        own = Held(
            number, source, draft.format if draft else "", day(captured, "unknown"), digest, words, draft is not None
        )
        held.append(_Read(own, draft, told[place]))
    return held


def _blocks(draft: Draft) -> tuple[tuple[str, str], ...]:
    return tuple((b.label, b.block.text) for b in draft.blocks if b.kept)


def stretches(found: tuple[Change, ...]) -> tuple[Stretch, ...]:
    """The blocks in runs of changed and unchanged ones."""
    groups: list[list[Change]] = []
    for change in found:
        if groups and (groups[-1][0].kind == "same") == (change.kind == "same"):
            groups[-1].append(change)
        else:
            groups.append([change])
    return tuple(
        Stretch(
            f"{numbered(len(own), 'block')} unchanged" if own[0].kind == "same" and len(own) >= FOLDED else "",
            tuple(own),
        )
        for own in groups
    )


def summary(came: int, went: int) -> str:
    """What changed, in one line."""
    if not came and not went:
        return "no words changed"
    parts = [f"{numbered(came, 'word')} came"] if came else []
    return " and ".join([*parts, f"{numbered(went, 'word')} went"] if went else parts)


def _apart(one: int, other: int, there: int, here: int) -> str:
    """What stands in one of two captures alone, in one line, where nothing tells which is the earlier one."""
    if not here and not there:
        return "no words differ"
    parts = [f"{numbered(n, 'word')} only in {number}" for number, n in ((one, there), (other, here)) if n]
    return ", ".join(parts)


def _step(one: _Read, other: _Read, with_text: bool) -> Step:
    numbers = one.held.number, other.held.number
    order = earlier(one.taken, other.taken)
    if one.draft is None or other.draft is None:
        return Step(*numbers, "one of the two has not been read", False, (), order)
    found = changes(_blocks(one.draft), _blocks(other.draft))
    came, went = counted(found)
    corrected = any(c.label == "correction" and c.kind != "same" for c in found)
    told = stretches(found) if with_text and (came or went) else ()
    said = summary(came, went) if order else _apart(*numbers, went, came)
    return Step(*numbers, said, bool(came or went) and not corrected, told, order)


def steps(record: Record, with_text: bool) -> tuple[Step, ...]:
    """What changed from each capture of the article to the next."""
    return tuple(_step(one, other, with_text) for one, other in pairwise(_held(record)))


def version_page(archive: Archive, record: Record) -> Page:
    article = record.article
    here = page_path("version", article.id)
    with_text = shown(article, archive.config) == "full"
    link = article_ref(here, archive.config, article)
    context = VersionPage(
        head=Head(f"Versions: {link.text}", f"What changed between the captures of {link.text}", "version", "articles"),
        crumbs=(
            Ref(relative(here, "index.html"), "Home"),
            Ref(relative(here, index_path("version")), "Versions"),
        ),
        article=link,
        capture=Ref(relative(here, page_path("capture", article.id)), "The article’s own capture"),
        held=tuple(one.held for one in _held(record)),
        steps=steps(record, with_text),
        held_back=not with_text,
    )
    return Page(here, "version.html", context)


def version_pages(archive: Archive, part: slice = ALL) -> Iterator[Page]:
    """One page for each article that was captured more than once."""
    return (version_page(archive, record) for record in archive.records[part] if record.versions)
