"""EXPORT: CSV tables (RFC 4180, UTF-8) and the datapackage.json that describes them (Frictionless Data Package 1)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable

from pressmark.annotators.notes import target_text
from pressmark.archive import Archive
from pressmark.exports.texts import open_records
from pressmark.pages.compare import first_of
from pressmark.pages.resting import source_groups
from pressmark.record import all_mentions, all_quotations
from pressmark.tree import File, Tree

Row = tuple[str, ...]

# Table name, what a row is, columns with what they hold.
TABLES: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    (
        "articles",
        "one article a row",
        (
            ("id", "article id; its page is articles/<id>.html"),
            ("title", "headline, empty where the capture has none"),
            ("outlet", "outlet id"),
            ("authors", "names, separated by semicolons"),
            ("date", "EDTF date, or unknown"),
            ("earliest", "first day the date can mean"),
            ("latest", "last day the date can mean"),
            ("dateline", "place of the dateline"),
            ("language", "BCP 47 tag"),
            ("url", "address of the original"),
            ("status", "unreviewed, reviewed"),
            ("republished_from", "outlet or article id of the original"),
            ("source", "path of the capture"),
            ("source_sha256", "SHA-256 of the capture's bytes"),
            ("words", "words in the running text"),
        ),
    ),
    (
        "entities",
        "one entity a row",
        (
            ("id", "entity id"),
            ("kind", "person, organization, place, event or work"),
            ("name", "shown name"),
            ("aliases", "other names, separated by semicolons"),
            ("same_as", "identifiers elsewhere, scheme:value, separated by semicolons"),
            ("described", "yes when a person has written a file for it, else no"),
            ("articles", "number of articles that mention it"),
        ),
    ),
    (
        "mentions",
        "one mention a row; offsets are code points into data/text/<article>.txt",
        (
            ("article", "article id"),
            ("entity", "entity id"),
            ("start", "first code point"),
            ("end", "after the last code point"),
            ("text", "the words of the mention"),
            ("how", "the rule that joined them"),
            ("target", "body; or title, summary or caption, to whose own text the offsets then refer"),
        ),
    ),
    (
        "quotations",
        "one quotation a row, or what an article says in its own words that somebody said; offsets as in mentions",
        (
            ("article", "article id"),
            ("start", "first code point, the opening mark included"),
            ("end", "after the closing mark"),
            ("text", "the words quoted, with their marks"),
            ("speaker", "entity id, empty when not known"),
            ("speaker_text", "the words that name the speaker"),
            ("verb", "the verb of saying"),
            ("how", "the rule that found the speaker; empty: not confirmed"),
            ("meant", "the name that the words stand for, where no entity bears it"),
            ("kind", "direct or indirect"),
            ("target", "body; or title, summary or caption, to whose own text the offsets then refer"),
        ),
    ),
    (
        "figures",
        "one figure a row; offsets as in mentions",
        (
            ("article", "article id"),
            ("start", "first code point"),
            ("end", "after the last code point"),
            ("text", "the figure as it is printed"),
            ("kind", "money, share, measure or count"),
            ("value", "a decimal, without grouping"),
            ("upper", "the end of a range, empty where there is none"),
            ("unit", "percent, a currency's code or sign as far as it is certain, or the singular of what is counted"),
            ("of", "what it is of, in the text's words"),
            ("hedge", "what makes it less sure: nearly, at least"),
            ("per", "the unit of time or amount of a rate"),
        ),
    ),
    (
        "dates",
        "one day, or span of days, of which an article tells a row; offsets as in mentions",
        (
            ("article", "article id"),
            ("start", "first code point"),
            ("end", "after the last code point"),
            ("text", "the words that name the day"),
            ("date", "EDTF date or interval"),
            ("earliest", "first day it can mean"),
            ("latest", "last day it can mean"),
            ("counted_from", "the date of publication (EDTF) from which it is counted; empty: printed in full"),
        ),
    ),
    (
        "attributions",
        "one place where an article gives something to another outlet's reporting a row; offsets as in mentions",
        (
            ("article", "article id"),
            ("start", "first code point"),
            ("end", "after the last code point"),
            ("text", "the outlet's name as it stands there"),
            ("cue", "how it is given: according to, told, reported by, first reported by, as reported"),
            ("name", "the outlet's name in full"),
            ("outlet", "outlet id, empty where the archive knows none"),
            ("report", "id of the very article, empty where it is not held or not known"),
            ("how", "what tells that it is that article"),
            ("rests", "yes where the article rests on it as a whole, else no"),
        ),
    ),
    (
        "passages",
        "one passage shared by two articles a row; each pair once",
        (
            ("article", "article id"),
            ("start", "first code point"),
            ("end", "after the last code point"),
            ("other", "the other article's id"),
            ("other_start", "first code point in the other"),
            ("other_end", "after the last code point in the other"),
            ("kind", "identical, cut, elided, edited or template"),
            ("words", "shared words"),
        ),
    ),
    (
        "copies",
        "one article of a text that several articles have a row",
        (
            ("text", "id of the article that the others are set beside; their page is compare/<text>.html"),
            ("article", "article id"),
            ("origin", "yes for the article that the others have it from, where that is known, else no"),
            ("how", "what tells that it was taken from elsewhere: stated, credit or date; empty: nothing does"),
            ("words", "the words of the credit"),
            ("other_name", "yes where its byline names others than the first one's and it credits nobody, else no"),
            ("wire", "id of the outlet whose text it is, where none of its articles is among them"),
        ),
    ),
    (
        "stories",
        "one article of a story a row",
        (
            ("story", "story id; its page is stories/<story>.html"),
            ("title", "the story's title"),
            ("article", "article id"),
            ("source", "a number inside the story: articles that rest on one report, or have one text, bear the same"),
        ),
    ),
)


def _articles(archive: Archive) -> Iterable[Row]:
    for record in archive.records:
        a = record.article
        yield (
            a.id, a.title or "", record.outlet, "; ".join(a.authors or ()), a.date.text, a.date.earliest, a.date.latest,
            a.dateline or "", a.language or "", a.url or "", a.status, a.republished_from or "", a.source or "",
            a.source_sha256 or "", str(len(a.text.split())),
        )  # fmt: skip


def _entities(archive: Archive) -> Iterable[Row]:
    for e in archive.entities:
        same_as = "; ".join(f"{scheme}:{value}" for scheme, value in e.same_as)
        number = len(archive.mentioning.get(e.id, ()))
        yield (e.id, e.kind, e.name, "; ".join(e.aliases), same_as, "no" if e.suggested else "yes", str(number))


def _mentions(archive: Archive) -> Iterable[Row]:
    for record in open_records(archive):
        for m in all_mentions(record):
            words = target_text(record.article, m.target)[m.start : m.end]
            yield (record.article.id, m.entity, str(m.start), str(m.end), words, m.how, m.target)


def _quotations(archive: Archive) -> Iterable[Row]:
    for record in open_records(archive):
        for q in (*all_quotations(record), *record.indirect):
            spans = (str(q.start), str(q.end))
            yield (
                record.article.id,
                *spans,
                q.text,
                q.speaker,
                q.speaker_text,
                q.verb,
                q.how,
                q.meant,
                q.kind,
                q.target,
            )


def _figures(archive: Archive) -> Iterable[Row]:
    for record in open_records(archive):
        for f in record.figures:
            spans = (str(f.start), str(f.end))
            yield (record.article.id, *spans, f.text, f.kind, f.value, f.upper, f.unit, f.of, f.hedge, f.per)


def _dates(archive: Archive) -> Iterable[Row]:
    for record in open_records(archive):
        for d in record.dates:
            days = (d.date.text, d.date.earliest, d.date.latest)
            yield (record.article.id, str(d.start), str(d.end), d.text, *days, d.counted_from)


def _attributions(archive: Archive) -> Iterable[Row]:
    for record in open_records(archive):
        for source in record.sources:
            for a in source.places:
                rests = "yes" if source.rests else "no"
                spans = (str(a.start), str(a.end))
                yield (record.article.id, *spans, a.text, a.cue, a.name, a.outlet, source.article, source.how, rests)


def _passages(archive: Archive) -> Iterable[Row]:
    for record in open_records(archive):
        for p in record.passages:
            if p.article < p.other:
                spans = (str(p.start), str(p.end), p.other, str(p.other_start), str(p.other_end))
                yield (p.article, *spans, p.kind, str(p.words))


def _copies(archive: Archive) -> Iterable[Row]:
    for record in open_records(archive):
        text = record.one_text
        own = next((copy for copy in text.copies if copy.article == record.article.id), None) if text else None
        if text and own:
            marks = ("yes" if own.article == text.origin else "no", own.how, own.words)
            yield (first_of(text), own.article, *marks, "yes" if own.other_name else "no", text.wire)


def _stories(archive: Archive) -> Iterable[Row]:
    given = {record.article.id for record in open_records(archive)}
    for story in archive.stories:
        records = [archive.record_of[id_] for id_ in archive.in_story.get(story.id, ())]
        for number, group in enumerate(source_groups(records), 1):
            for id_ in group:
                if id_ in given:
                    yield (story.id, story.title, id_, str(number))


_ROWS = {
    "articles": _articles,
    "entities": _entities,
    "mentions": _mentions,
    "quotations": _quotations,
    "figures": _figures,
    "dates": _dates,
    "attributions": _attributions,
    "passages": _passages,
    "copies": _copies,
    "stories": _stories,
}
# A cell that begins so would run as a formula in a spreadsheet (OWASP, CSV injection); such a cell gets a leading mark.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _csv(header: Row, rows: Iterable[Row]) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(tuple("'" + cell if cell.startswith(_FORMULA) else cell for cell in row) for row in rows)
    return stream.getvalue().encode("utf-8")


def exported(archive: Archive) -> Tree:
    """The tables and their description. A cell that a spreadsheet would run as a formula begins with an apostrophe.

    Of an article that is not shown in full, only its row among the articles is given away.
    """
    if "tables" not in archive.config.data:
        return ()
    files = []
    resources = []
    for name, about, columns in TABLES:
        data = _csv(tuple(column for column, _ in columns), _ROWS[name](archive))
        files.append(File(f"data/{name}.csv", data))
        resources.append(
            {
                "name": name,
                "path": f"{name}.csv",
                "description": about,
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(data),
                "schema": {
                    "fields": [{"name": c, "type": "string", "description": what} for c, what in columns],
                },
            }
        )
    package = {
        "name": "pressmark-archive",
        "title": archive.config.title,
        "description": archive.config.description,
        "profile": "tabular-data-package",
        "resources": resources,
    }
    text = json.dumps(package, indent=2, ensure_ascii=False) + "\n"
    return (*files, File("data/datapackage.json", text.encode("utf-8")))
