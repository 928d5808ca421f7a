"""What the search documents of an archive are made of, and whose are others than they were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pressmark.archive import Archive
from pressmark.facts import NUMBER, SIZE
from pressmark.facts import THINGS as INDEX_OF
from pressmark.record import Record
from pressmark.search.documents import Named, named_in, persons_alike, written_in
from pressmark.search.renewal import Owner

# The facets of an article that its search documents are made of: the first ones, so that their digests stand together.
FACETS = ("head", "body", "topics", "mentions", "quotations", "notes")
_SIZE = SIZE * len(FACETS)
_KINDS = {"topics": "topic", "stories": "story", "outlets": "outlet", "authors": "author"}

Forms = frozenset[tuple[str, str]]  # entities, each with a form under which an article names it, "" for any
Written = Mapping[str, Mapping[str, int]]  # of each entity its forms, with how many articles have each


@dataclass(frozen=True, slots=True)
class Sources:
    """Digests of all that search documents are made of, by article and by thing ("person/ana-sol"), the forms under
    which articles name entities, and which persons may be one."""

    config: bytes
    articles: Mapping[str, bytes]
    things: Mapping[str, bytes]
    written: Written
    alike: Mapping[str, tuple[str, ...]]

    @property
    def named(self) -> Named:
        """How the archive names its entities."""
        return Named({entity: tuple(sorted(forms)) for entity, forms in self.written.items()}, self.alike)


Digest = Callable[[str], bytes]


def sources(archive: Archive, articles: Mapping[str, bytes], fact: Digest) -> Sources:
    """What the archive's search documents are made of, but for names: `articles` are the digests of all facets of each,
    and `fact` gives those of all other facts (`facts`)."""
    assert [NUMBER[name] for name in FACETS] == list(range(len(FACETS)))
    own = {id_: digests[:_SIZE] for id_, digests in articles.items()}
    things = {
        f"{_KINDS.get(name) or thing.kind}/{thing.id}": fact(f"{index}/{thing.id}")
        for name, index in INDEX_OF.items()
        for thing in getattr(archive, name)
    }
    return Sources(fact("config"), own, things, {}, {})


def with_names(of: Sources, archive: Archive) -> Sources:
    """The same with the names that the archive has for its entities."""
    found: dict[str, Counter[str]] = {}
    for record in archive.records:
        for entity, form in written_in(record, archive.config):
            found.setdefault(entity, Counter())[form] += 1
    return replace(of, written=found, alike=persons_alike(archive))


def forms_in(record: Record, archive: Archive) -> Forms:
    """The entities that an article names, and the full forms under which it does."""
    return frozenset(written_in(record, archive.config)) | {(entity, "") for entity in named_in(record)}


def changed_owners(
    before: Sources, now: Sources, archive: Archive, forms_before: Callable[[str], Forms]
) -> tuple[frozenset[Owner], Sources]:
    """Whose documents may be others than before, and what is now with the names of entities. `forms_before` gives what
    `forms_in` gave of an article."""
    articles = _differing(before.articles, now.articles)
    things = _differing(before.things, now.things)
    written, renamed, counted = _rewritten(before.written, articles, archive, forms_before)
    persons = persons_alike(archive) if any(thing.startswith("person/") for thing in things) else before.alike
    others = {id_ for id_ in before.alike.keys() | persons.keys() if before.alike.get(id_) != persons.get(id_)}
    found: set[Owner] = {("article", id_) for id_ in articles}
    found |= {(kind, id_) for kind, _, id_ in (thing.partition("/") for thing in things)}
    found |= {(e.kind, e.id) for id_ in renamed | counted | others if (e := archive.entity_of.get(id_))}
    ids = {id_ for _, id_ in (thing.split("/") for thing in things)}
    if ids or renamed:
        found |= {("article", id_) for id_ in _naming(archive, ids, ids | renamed)}
        found |= {("author", a.id) for a in archive.authors if a.outlet in ids}
    return frozenset(found), replace(now, written=written, alike=persons)


def _differing(before: Mapping[str, bytes], now: Mapping[str, bytes]) -> set[str]:
    return {key for key, digest in now.items() if before.get(key) != digest} | {key for key in before if key not in now}


def _rewritten(
    before: Written, articles: Iterable[str], archive: Archive, forms_before: Callable[[str], Forms]
) -> tuple[Written, set[str], set[str]]:
    """The forms of entities with those of some articles as they are now, the entities that have others, and those
    that other articles name."""
    written = dict(before)
    touched: set[str] = set()
    counted: set[str] = set()
    for id_ in sorted(articles):
        old = forms_before(id_)
        record = archive.record_of.get(id_)
        new = forms_in(record, archive) if record else frozenset()
        counted |= {entity for entity, form in old ^ new if not form}
        for step, pairs in ((-1, old - new), (1, new - old)):
            for entity, form in pairs:
                if not form:
                    continue
                if entity not in touched:
                    touched.add(entity)
                    written[entity] = Counter(written.get(entity, {}))
                written[entity][form] += step  # type: ignore[index]
    renamed = set()
    for entity in touched:
        forms = {form: count for form, count in written.pop(entity).items() if count}
        if forms.keys() != before.get(entity, {}).keys():
            renamed.add(entity)
        if forms:
            written[entity] = forms
    return written, renamed, counted


def _naming(archive: Archive, changed: Collection[str], named: Collection[str]) -> Iterator[str]:
    """The articles whose documents have words of these things; those of `named` that are entities may have other forms
    of their names."""
    for id_ in named:
        yield from archive.mentioning.get(id_, ())
    for id_ in changed:
        yield from (article for article, _ in archive.quoting.get(id_, ()))
        for index in (archive.in_topic, archive.by_outlet, archive.by_author):
            yield from index.get(id_, ())
    for record in archive.records:
        if record.notes and _linked(record) & set(changed):
            yield record.article.id


def _linked(record: Record) -> set[str]:
    return {id_ for note in record.notes for id_ in (*note.links, note.entity, note.speaker)}
