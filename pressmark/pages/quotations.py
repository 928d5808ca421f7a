"""Who said what: an index of speakers, a page for each, and one each for those not named and not confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pressmark.archive import Archive
from pressmark.indexed import DESCRIBED, RETOLD, UNCONFIRMED
from pressmark.page import ALL, Only, Page
from pressmark.pages.backlinks import Said, sayings, told
from pressmark.pages.heads import Head
from pressmark.pages.listed import filing_key, roles_line
from pressmark.pages.refs import Ref, entity_ref
from pressmark.pages.rows import Leaf, leaves
from pressmark.text import counted
from pressmark.urls import relative
from pressmark.vocabulary import Entity

# Reserved: no entity has such an id.
NOT_NAMED = "quotations/speakers-not-named.html"
NOT_CONFIRMED = "quotations/speakers-not-confirmed.html"
IN_OTHER_WORDS = "quotations/in-other-words.html"
INDEX = "quotations/index.html"
TOLD = 40  # shown of what a speaker is said to have said, on the first of the speaker's pages


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    speaker: Ref
    page: Ref
    roles: str
    number: int


@dataclass(frozen=True, slots=True)
class QuotationsPage:
    """`speakers` are filled on the index alone, `quotations` and `indirect` on the others."""

    head: Head
    crumbs: tuple[Ref, ...]
    heading: str
    about: str
    speaker: Ref | None
    total: int
    speakers: tuple[SpeakerLine, ...]
    others: tuple[SpeakerLine, ...]
    quotations: tuple[Said, ...]
    indirect: tuple[Said, ...]
    leaf: Leaf


def _crumbs(here: str, index: bool) -> tuple[Ref, ...]:
    home = Ref(relative(here, "index.html"), "Home")
    return (home,) if index else (home, Ref(relative(here, INDEX), "Quotations"))


def _told_pages(
    archive: Archive, places: tuple[tuple[str, int], ...], taken: frozenset[str], only: Only
) -> Iterator[Page]:
    heading = "Said in the articles’ words"
    about = "What the articles say, without quoting, that somebody said: “She said that the bridge was safe.”"
    for here, own, leaf in leaves(IN_OTHER_WORDS, places, taken, only=only):
        context = QuotationsPage(
            head=Head(heading, about, "quotations", "quotations"),
            crumbs=_crumbs(here, index=False),
            heading=heading,
            about=about,
            speaker=None,
            total=len(places),
            speakers=(),
            others=(),
            quotations=(),
            indirect=told(here, archive, own),
            leaf=leaf,
        )
        yield Page(here, "quotations.html", context)


def _list_pages(
    archive: Archive,
    path: str,
    places: tuple[tuple[str, int], ...],
    heading: str,
    about: str,
    speaker: str = "",
    taken: frozenset[str] = frozenset(),
    indirect: tuple[tuple[str, int], ...] = (),
    only: Only = "",
) -> Iterator[Page]:
    for here, own, leaf in leaves(path, places, taken, only=only):
        entity = archive.entity_of.get(speaker)
        context = QuotationsPage(
            head=Head(heading, about, "quotations", "quotations"),
            crumbs=_crumbs(here, index=False),
            heading=heading,
            about=about,
            speaker=entity_ref(here, entity) if entity else None,
            total=len(places),
            speakers=(),
            others=(),
            quotations=sayings(here, archive, own),
            indirect=told(here, archive, indirect[:TOLD]) if here == path else (),
            leaf=leaf,
        )
        yield Page(here, "quotations.html", context)


def _speakers(archive: Archive, here: str) -> list[SpeakerLine]:
    lines = []
    for id_, places in archive.quoting.items():
        entity = archive.entity_of.get(id_)
        if entity and places:
            page = Ref(relative(here, f"quotations/{id_}.html"), counted(len(places), "quotation"))
            lines.append(SpeakerLine(entity_ref(here, entity), page, roles_line(entity), len(places)))
    return sorted(lines, key=lambda line: (filing_key(line.speaker.text, "person"), line.speaker.id))


def _taken(archive: Archive) -> frozenset[str]:
    """Where speakers' pages may stand."""
    return frozenset(speaker_path(entity) for entity in archive.entities)


def speaker_path(entity: Entity) -> str:
    """The first page of what an entity is quoted as saying."""
    return f"quotations/{entity.id}.html"


def speaker_pages(archive: Archive, part: slice = ALL, only: Only = "") -> Iterator[Page]:
    """What each entity is quoted as saying, 200 quotations on a page; no page for one that is not quoted."""
    taken = _taken(archive)
    for entity in archive.entities[part]:
        if places := archive.quoting.get(entity.id, ()):
            heading = f"Quotations: {entity.name}"
            about = f"What {entity.name} is quoted as saying"
            indirect = archive.telling.get(entity.id, ())
            path = speaker_path(entity)
            yield from _list_pages(archive, path, places, heading, about, entity.id, taken, indirect, only)


def quotation_pages(archive: Archive, only: Only = "") -> Iterator[Page]:
    """The index of speakers, and what is said by nobody who is named."""
    taken = _taken(archive)
    described, unconfirmed, retold = (archive.unspoken.get(key, ()) for key in (DESCRIBED, UNCONFIRMED, RETOLD))
    speakers = _speakers(archive, INDEX)
    for here, own, leaf in leaves(INDEX, speakers, taken, only=only):
        others = (
            ("Speakers described but not named", NOT_NAMED, len(described)),
            ("Speakers not confirmed", NOT_CONFIRMED, len(unconfirmed)),
            ("Said in the articles’ words", IN_OTHER_WORDS, len(retold)),
        )
        context = QuotationsPage(
            head=Head("Quotations", "Who said what, by speaker", "quotations", "quotations"),
            crumbs=_crumbs(here, index=True),
            heading="Quotations",
            about="Direct speech by speaker, as the articles attribute it.",
            speaker=None,
            total=sum(line.number for line in speakers) + len(described) + len(unconfirmed),
            speakers=own,
            others=tuple(SpeakerLine(Ref(relative(here, path), text), Ref("", ""), "", n) for text, path, n in others),
            quotations=(),
            indirect=(),
            leaf=leaf,
        )
        yield Page(here, "quotations.html", context)
    about = "The text describes who speaks without naming them: “an official”, “a neighbor”."
    heading = "Speakers described but not named"
    yield from _list_pages(archive, NOT_NAMED, described, heading, about, "", taken, only=only)
    about = "Direct speech whose speaker the text does not make certain. Nobody has confirmed one yet."
    heading = "Speakers not confirmed"
    yield from _list_pages(archive, NOT_CONFIRMED, unconfirmed, heading, about, "", taken, only=only)
    yield from _told_pages(archive, retold, taken, only)
