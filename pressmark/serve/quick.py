"""BUILD: an archive with what a save changed in one article, before anything else is derived again.

Takes the Archive that stands, what is known of it, and files of articles, notes and proposals; gives the Archive with
those articles' records made anew. What depends on other articles stays as it was as far as that can be: a whole
derivation brings it up to date behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from pressmark.annotation import Passage
from pressmark.annotators.attributions import Articles, Held, articles_of, sources
from pressmark.annotators.date_estimates import estimate
from pressmark.annotators.references import Known
from pressmark.archive import Archive
from pressmark.article import Article, parse_article
from pressmark.frontmatter import decoded
from pressmark.kept import Kept
from pressmark.notes import Note, parse_notes
from pressmark.problems import Problem, Problems
from pressmark.proposal import parse_proposal
from pressmark.record import Record, annotated, told
from pressmark.revision import revised
from pressmark.tree import File


@dataclass(frozen=True, slots=True)
class Standing:
    """What the articles of an archive were derived with: names and ids that lead somewhere, notes by article."""

    known: Known
    notes: Mapping[str, tuple[Note, ...]]
    articles: Articles


def standing(archive: Archive, kept: Kept) -> Standing | None:
    """What stands after a derivation of the archive; None if there was none."""
    if kept.known is None:
        return None
    notes = {id_: held[1] for id_, held in kept.local.items() if held[1]}
    return Standing(kept.known, notes, articles_of(_held(r) for r in archive.records))


def _held(record: Record) -> Held:
    article = record.article
    return Held(article.id, record.outlet, record.stories, record.when, article.republished_from or "")


def quickened(archive: Archive, known: Standing, files: Iterable[File]) -> tuple[Archive, Problems]:
    """The archive with the records of the articles that the files are about, as far as it holds them, and what is wrong
    with the files. A file that cannot be read changes nothing."""
    records: dict[str, Record] = {}
    problems: list[Problem] = []
    for file in files:
        text, wrong = decoded(file.path, file.data)
        problems += wrong
        if text is not None:
            found, wrong = _of_file(archive, known, file.path, text, records)
            problems += wrong
            records |= {found.article.id: found} if found else {}
    return revised(archive, records.values()), tuple(problems)


def _of_file(
    archive: Archive, known: Standing, path: str, text: str, records: Mapping[str, Record]
) -> tuple[Record | None, Problems]:
    folder, id_ = path.split("/")[1], path.rpartition("/")[2].partition(".")[0]
    held = records.get(id_) or archive.record_of.get(id_)
    if folder == "articles" and path.endswith(".md"):
        article, wrong = parse_article(path, text)
        if article is None or held is None or held.article.path != path or not _is_shown(article, archive):
            return None, wrong
        return renewed(archive, known, held, article, known.notes.get(id_, ())), wrong
    if folder == "notes" and path.endswith(".yml"):
        notes, wrong = parse_notes(path, text)
        if notes is None or held is None:
            return None, wrong
        others = [note for note in known.notes.get(id_, ()) if note.path != path]
        merged = tuple(sorted((*others, *notes), key=lambda note: note.path))
        return renewed(archive, known, held, held.article, merged), wrong
    if folder == "proposals" and path.endswith(".md"):
        proposal, wrong = parse_proposal(path, text)
        if proposal is None or held is None or held.draft is None or held.draft.source != proposal.draft.source:
            return None, wrong
        return replace(held, draft=proposal.draft), wrong
    return None, ()


def _is_shown(article: Article, archive: Archive) -> bool:
    return article.status == "reviewed" or (article.status == "unreviewed" and archive.config.publish_unreviewed)


def renewed(archive: Archive, known: Standing, old: Record, article: Article, notes: tuple[Note, ...]) -> Record:
    """The record of an article as it reads now; what it shares with others is what it was, where the words stand."""
    annotators = archive.config.annotators
    record, _ = annotated(article, known.known, notes, annotators)
    # A name that nothing bears yet has no page to lead to before the next derivation.
    record = replace(
        record,
        authors=tuple(a for a in record.authors if a in archive.author_of),
        contributors=tuple(a for a in record.contributors if a in archive.author_of),
        stories=tuple(s for s in record.stories if s in archive.story_of),
        topics=tuple(hit for hit in record.topics if hit.topic in archive.topic_of),
        outlet=record.outlet if record.outlet in archive.outlet_of else "",
        passages=_where_they_stand(old, article.text),
        draft=old.draft,
        capture=old.capture,
        capture_sha256=old.capture_sha256,
        capture_path=old.capture_path,
        versions=old.versions,
        one_text=old.one_text,
    )
    if not article.date.known:
        guess = old.estimate if old.article.text == article.text else None
        record = replace(record, estimate=guess or estimate(article.text, article.captured, ()))
    if record.attributions:
        rests = sources(_held(record), article.text, record.attributions, record.passages, known.articles)
        record = replace(record, sources=rests)
    figures, dates = told(record.article, record.when, annotators)
    return replace(record, figures=figures, dates=dates)


def _where_they_stand(old: Record, text: str) -> tuple[Passage, ...]:
    """The passages whose words are still there, each at the place nearest to where it was."""
    before = old.article.text
    if before == text:
        return old.passages
    found = []
    for passage in old.passages:
        words = before[passage.start : passage.end]
        later = text.find(words, passage.start)
        earlier = text.rfind(words, 0, passage.end)
        places = [at for at in (later, earlier) if at >= 0]
        if places:
            at = min(places, key=lambda place: abs(place - passage.start))
            found.append(replace(passage, start=at, end=at + len(words)))
    return tuple(sorted(found, key=lambda p: (p.start, p.other)))
