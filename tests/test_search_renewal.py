"""Search scripts that are brought up to date are those that are made from nothing, byte for byte."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark.config import Config
from pressmark.search import Paragraph, SearchDocument
from pressmark.search.documents import Handle, own_key
from pressmark.search.facets import About
from pressmark.search.outputs import Edition, search_files
from pressmark.search.renewal import Known, Renewed, renewed


class Owned:
    """Documents by the kind and id of whose they are."""

    def __init__(self, owners: dict[tuple[str, str], tuple[SearchDocument, ...]]) -> None:
        self.owners = owners

    def handles(self) -> Iterator[Handle]:
        for owner in self.owners:
            yield from self.of(*owner)

    def of(self, kind: str, owner: str) -> Iterator[Handle]:
        for n, d in enumerate(self.owners.get((kind, owner), ())):
            yield Handle(d.kind, own_key(d), owner, n)

    def document(self, handle: Handle) -> SearchDocument:
        kind = "article" if handle.kind in ("quotation", "note") else handle.kind
        return self.owners[kind, handle.owner][handle.n]


class Kept:
    """What a keeper is given, and a shelf gives back."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, int], Known] = {}

    def document(self, *given):  # of a keeper, and of a shelf
        if len(given) == 2:
            return self.known[given]
        lot, handle, *known = given
        self.known[handle.kind, lot] = Known(*known)
        return None

    def all(self, edition: Edition, places: dict[str, list[About]]) -> None:
        self.edition, self.places = edition, {kind: list(rows) for kind, rows in places.items()}

    def facets(self):
        return self.places

    def take(self, done: Renewed) -> None:
        self.edition = done.edition
        for of in done.lost:
            del self.known[of]
        self.known |= {of: known for of, (_, known) in done.documents.items()}
        if done.facets is not None:
            self.places = done.facets


def made(supply: Owned, kept: Kept | None = None) -> dict[str, bytes]:
    return {f.path: f.data for f in search_files(supply, Config(), kept)}


def same(before: Owned, after: Owned, kept: Kept, files: dict[str, bytes]) -> tuple[bool, int, dict[str, bytes]]:
    """Hold what differs to what is made from nothing; whether it could be told, how many files differ, and all."""
    changed = [
        owner for owner in {**before.owners, **after.owners} if before.owners.get(owner) != after.owners.get(owner)
    ]
    expected = made(after)
    done = renewed(kept.edition, kept, changed, after, Config())
    if done is None:
        fresh = Kept()
        made(after, fresh)
        kept.__dict__ = fresh.__dict__
        return False, 0, expected
    found = {path: data for path, data in files.items() if path not in done.gone} | {f.path: f.data for f in done.files}
    assert found == expected
    kept.take(done)
    fresh = Kept()
    made(after, fresh)
    assert kept.edition == fresh.edition
    assert kept.known == fresh.known
    assert kept.places == fresh.places
    return True, sum(files.get(path) != data for path, data in expected.items()), expected


WORDS = ["bridge", "bridges", "vote", "ferry", "U.S.", "3.5", "𐐀𐐁", "é", "京", "harborside", "Ana", "Sol", "the"]


def an_article(chance: random.Random, id_: str) -> tuple[SearchDocument, ...]:
    def text(most: int) -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(0, most)))

    facets = tuple((name, chance.choice(WORDS)) for name in ("outlet", "person", "topic") if chance.random() < 0.6)
    day = f"2031-03-{chance.randint(1, 28):02}" if chance.random() < 0.7 else ""
    page = f"articles/{id_}.html"
    bodies = [text(40) for _ in range(chance.randint(0, 3))]
    article = SearchDocument(
        "article", page, id_, text(6), text(4), text(5), "\n".join(bodies), "Post", day,
        tuple(Paragraph(f"p-{n:06x}", t) for n, t in enumerate(bodies)), facets=facets, day=day,
    )  # fmt: skip
    said = [text(3) for _ in range(chance.randint(0, 3))]
    quotations = (
        SearchDocument(
            "quotation", f"{page}#p-{n:06x}", t, body=t, paragraphs=(Paragraph(f"p-{n:06x}", t),), facets=facets[:1]
        )
        for n, t in enumerate(said)
    )
    return (article, *quotations)


def a_person(chance: random.Random, id_: str) -> tuple[SearchDocument, ...]:
    return (SearchDocument("person", f"people/{id_}.html", id_, id_, " ".join(chance.choices(WORDS, k=2))),)


def archive(seed: int, count: int) -> Owned:
    chance = random.Random(seed)
    owners = {("article", f"a{n}"): an_article(chance, f"a{n}") for n in range(count)}
    return Owned(owners | {("person", f"p{n}"): a_person(chance, f"p{n}") for n in range(count // 4)})


def edited(before: Owned, chance: random.Random, many: int) -> Owned:
    owners = dict(before.owners)
    for _ in range(many):
        what = chance.random()
        kind = "article" if chance.random() < 0.8 else "person"
        id_ = f"{kind[0]}{chance.randrange(len(owners) + 5)}"
        if what < 0.2:
            owners.pop((kind, id_), None)
        else:
            owners[kind, id_] = (an_article if kind == "article" else a_person)(chance, id_)
    return Owned(owners)


@pytest.mark.parametrize("seed", range(4))
def test_edit_after_edit_gives_what_is_made_from_nothing(seed):
    chance = random.Random(seed)
    now, kept = archive(seed, 400), Kept()
    files = made(now, kept)
    told = 0
    for _ in range(25):
        after = edited(now, chance, chance.choice([0, 1, 1, 1, 3, 8]))
        could, _, files = same(now, after, kept, files)
        told += could
        now = after
    assert told > 8


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 60), st.integers(0, 4))
def test_an_archive_of_any_size_is_brought_up_to_date(seed, count, many):
    before, kept = archive(seed, count), Kept()
    files = made(before, kept)
    same(before, edited(before, random.Random(seed + 1), many), kept, files)
