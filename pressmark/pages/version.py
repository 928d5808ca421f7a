"""The page of an article's versions: what changed from each capture of it to the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

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
    """One capture of the article; `number` counts from 1 in the order in which they were taken."""

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
    """From one capture to the next; `silent`: words changed and no correction is printed that was not there before."""

    before: int
    after: int
    summary: str
    silent: bool
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class VersionPage:
    head: Head
    crumbs: tuple[Ref, ...]
    article: Ref
    capture: Ref
    held: tuple[Held, ...]
    steps: tuple[Step, ...]
    held_back: bool


def _held(record: Record) -> list[tuple[Held, Draft | None]]:
    """The captures in the order in which they were taken: the article's own first unless the times say otherwise."""
    article = record.article
    captured = article.captured
    found = [(captured.earliest, 0, article.source or "", record.draft, captured.text, record.capture_sha256)]
    for place, version in enumerate(record.versions, 1):
        time = version.captured
        found.append((time, place, version.source, version.draft, time or "unknown", version.capture_sha256))
    if all(time for time, *_ in found):
        found.sort(key=lambda one: (one[4][:16], one[1]))
    return [
        (
            Held(
                number,
                source,
                draft.format if draft else "",
                day(parse_date(text) or UNKNOWN_DATE, "unknown"),
                digest,
                numbered(draft.words, "word") if draft else "",
                draft is not None,
            ),
            draft,
        )
        for number, (_, _, source, draft, text, digest) in enumerate(found, 1)
    ]


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


def _step(one: tuple[Held, Draft | None], other: tuple[Held, Draft | None], with_text: bool) -> Step:
    before, after = one[1], other[1]
    if before is None or after is None:
        return Step(one[0].number, other[0].number, "one of the two has not been read", False, ())
    found = changes(_blocks(before), _blocks(after))
    came, went = counted(found)
    corrected = any(c.label == "correction" and c.kind != "same" for c in found)
    told = stretches(found) if with_text and (came or went) else ()
    return Step(one[0].number, other[0].number, summary(came, went), bool(came or went) and not corrected, told)


def steps(record: Record, with_text: bool) -> tuple[Step, ...]:
    """What changed from each capture of the article to the next."""
    held = _held(record)
    return tuple(_step(one, other, with_text) for one, other in pairwise(held))


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
        held=tuple(held for held, _ in _held(record)),
        steps=steps(record, with_text),
        held_back=not with_text,
    )
    return Page(here, "version.html", context)


def version_pages(archive: Archive, part: slice = ALL) -> Iterator[Page]:
    """One page for each article that was captured more than once."""
    return (version_page(archive, record) for record in archive.records[part] if record.versions)
