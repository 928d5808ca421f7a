"""Who said what: an index of speakers, a page for each, and one each for those not named and not confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pressmark.archive import Archive
from pressmark.page import Page
from pressmark.pages.backlinks import Said, sayings, told
from pressmark.pages.heads import Head
from pressmark.pages.listed import filing_key, roles_line
from pressmark.pages.refs import Ref, entity_ref
from pressmark.pages.rows import Leaf, leaves
from pressmark.record import all_quotations
from pressmark.text import counted
from pressmark.urls import relative

# Reserved: no entity has such an id.
DESCRIBED = "quotations/speakers-not-named.html"
UNCONFIRMED = "quotations/speakers-not-confirmed.html"
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


def _places(archive: Archive, described: bool) -> list[tuple[str, int]]:
    """The quotations whose speaker is only described, or not known at all."""
    return [
        (record.article.id, index)
        for record in archive.records
        for index, quotation in enumerate(all_quotations(record))
        if quotation.speaker not in archive.entity_of and bool(quotation.how) == described
    ]


def _indirect_places(archive: Archive) -> dict[str, tuple[tuple[str, int], ...]]:
    """Where articles say in their own words what somebody said: by entity id, and under "" all of it."""
    found: dict[str, list[tuple[str, int]]] = {"": []}
    for record in archive.records:
        for index, one in enumerate(record.indirect):
            found[""].append((record.article.id, index))
            if one.speaker in archive.entity_of:
                found.setdefault(one.speaker, []).append((record.article.id, index))
    return {speaker: tuple(places) for speaker, places in found.items()}


def _told_pages(
    archive: Archive, places: tuple[tuple[str, int], ...], taken: frozenset[str], only: str
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
    only: str = "",
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


def quotation_pages(archive: Archive, only: str = "") -> Iterator[Page]:
    """The index of speakers and their pages, 200 quotations on each."""
    described, unconfirmed = _places(archive, True), _places(archive, False)
    taken = frozenset(f"quotations/{id_}.html" for id_ in archive.quoting)
    indirect = _indirect_places(archive)
    for here, own, leaf in leaves(INDEX, _speakers(archive, INDEX), taken, only=only):
        others = (
            SpeakerLine(
                Ref(relative(here, DESCRIBED), "Speakers described but not named"), Ref("", ""), "", len(described)
            ),
            SpeakerLine(Ref(relative(here, UNCONFIRMED), "Speakers not confirmed"), Ref("", ""), "", len(unconfirmed)),
            SpeakerLine(
                Ref(relative(here, IN_OTHER_WORDS), "Said in the articles’ words"), Ref("", ""), "", len(indirect[""])
            ),
        )
        context = QuotationsPage(
            head=Head("Quotations", "Who said what, by speaker", "quotations", "quotations"),
            crumbs=_crumbs(here, index=True),
            heading="Quotations",
            about="Direct speech by speaker, as the articles attribute it.",
            speaker=None,
            total=sum(len(all_quotations(record)) for record in archive.records),
            speakers=own,
            others=others,
            quotations=(),
            indirect=(),
            leaf=leaf,
        )
        yield Page(here, "quotations.html", context)
    for id_, places in archive.quoting.items():
        entity = archive.entity_of.get(id_)
        if entity and places:
            heading = f"Quotations: {entity.name}"
            about = f"What {entity.name} is quoted as saying"
            yield from _list_pages(
                archive, f"quotations/{id_}.html", places, heading, about, id_, taken, indirect.get(id_, ()), only
            )
    about = "The text describes who speaks without naming them: “an official”, “a neighbor”."
    heading = "Speakers described but not named"
    yield from _list_pages(archive, DESCRIBED, tuple(described), heading, about, "", taken, only=only)
    about = "Direct speech whose speaker the text does not make certain. Nobody has confirmed one yet."
    heading = "Speakers not confirmed"
    yield from _list_pages(archive, UNCONFIRMED, tuple(unconfirmed), heading, about, "", taken, only=only)
    yield from _told_pages(archive, indirect[""], taken, only)
