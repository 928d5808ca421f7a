"""EXPORT: annotations as W3C Web Annotations (Recommendation of 23 February 2017), with both text selectors."""

from __future__ import annotations

from collections.abc import Iterable

from pressmark.annotation import Attribution, Figure, Mention, Quotation, Target, ToldDate
from pressmark.annotators.notes import target_text
from pressmark.archive import Archive, Record
from pressmark.exports.texts import open_records, targets, text_path
from pressmark.json_text import indented
from pressmark.page import ALL
from pressmark.pages.rights import shown
from pressmark.record import all_mentions, all_quotations
from pressmark.selectors import describe
from pressmark.tree import File, Tree

# What of the Recommendation's motivations (section 3.3.5) says most of what a kind of note is for.
MOTIVATIONS = {
    "claim": "assessing",
    "context": "describing",
    "question": "questioning",
    "correction": "editing",
    "entity": "identifying",
    "quotation": "describing",
    "passage": "linking",
}
CONTEXT = "http://www.w3.org/ns/anno.jsonld"

Json = dict[str, object]


def target(source: str, text: str, start: int, end: int) -> Json:
    """A span of a text as an annotation target: TextQuoteSelector and TextPositionSelector (code points)."""
    selector = describe(text, start, end)
    quote = {
        "type": "TextQuoteSelector",
        "exact": selector.exact,
        "prefix": selector.prefix,
        "suffix": selector.suffix,
    }
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    return {"source": source, "selector": [quote, position]}


def _annotation(id_: str, purpose: str, body: Json, where: Json) -> Json:
    return {
        "@context": CONTEXT,
        "id": id_,
        "type": "Annotation",
        "motivation": purpose,
        "body": body,
        "target": where,
    }


def web_annotations(source: str, text: str, mentions: Iterable[Mention], quotations: Iterable[Quotation]) -> list[Json]:
    """The mentions and quotations of one text as Web Annotations, in the order of their spans.

    `source` is the IRI or path of the text; annotation ids are fragments of it.
    """
    found: list[tuple[int, int, Json]] = []
    for m in mentions:
        body: Json = {
            "type": "SpecificResource",
            "source": f"urn:pressmark:{m.kind}:{m.entity}",
            "purpose": "identifying",
        }
        name = f"{source}#mention-{m.start}-{m.end}"
        found.append((m.start, m.end, _annotation(name, "identifying", body, target(source, text, m.start, m.end))))
    for q in quotations:
        body = {
            "type": "TextualBody",
            "value": q.speaker or (q.meant or q.speaker_text if q.how else "") or "speaker not confirmed",
            "purpose": "describing",
        }
        name = f"{source}#{'quotation' if q.kind == 'direct' else 'indirect'}-{q.start}-{q.end}"
        found.append((q.start, q.end, _annotation(name, "describing", body, target(source, text, q.start, q.end))))
    return [item for _, _, item in sorted(found, key=lambda f: (f[0], -f[1]))]


def collection(id_: str, label: str, items: list[Json]) -> Json:
    """Annotations as one document: a collection with its only page in it (sections 5.1 and 5.2)."""
    page = {"id": f"{id_}#page", "type": "AnnotationPage", "startIndex": 0, "items": items}
    return {
        "@context": CONTEXT,
        "id": id_,
        "type": "AnnotationCollection",
        "label": label,
        "total": len(items),
        "first": page,
        "last": f"{id_}#page",
    }


def _found_besides(record: Record, source: str) -> list[Json]:
    """The figures, days told of and attributions of an article, in the order of their spans."""
    found: list[tuple[int, int, str, str]] = []
    for one in (*record.figures, *record.dates, *record.attributions):
        if isinstance(one, Figure):
            value = " ".join(v for v in (one.hedge, one.value, one.upper and f"to {one.upper}", one.unit) if v)
            found.append((one.start, one.end, "figure", f"{value} of {one.of}" if one.of else value))
        elif isinstance(one, ToldDate):
            found.append((one.start, one.end, "date", one.date.text))
        elif isinstance(one, Attribution):
            found.append((one.start, one.end, "attribution", f"{one.cue} {one.name}"))
    items = []
    for start, end, kind, value in sorted(found):
        body: Json = {"type": "TextualBody", "value": value, "purpose": "describing"}
        where = target(source, record.article.text, start, end)
        items.append(_annotation(f"{source}#{kind}-{start}-{end}", "describing", body, where))
    return items


def _passages(archive: Archive, record: Record, base: str) -> list[Json]:
    """The words that other articles have too, each linked to where they stand there, if that may be shown."""
    found = []
    for p in record.passages:
        other = archive.record_of[p.other].article
        if shown(other, archive.config) == "full":
            source = f"{base}{text_path(record.article.id)}"
            there = target(f"{base}{text_path(p.other)}", other.text, p.other_start, p.other_end)
            body: Json = {"type": "SpecificResource", "purpose": "linking", **there}
            name = f"{source}#passage-{p.start}-{p.end}-{p.other}-{p.other_start}"
            found.append(_annotation(name, "linking", body, target(source, record.article.text, p.start, p.end)))
    return found


def _notes(record: Record, source: str, about: Target) -> list[Json]:
    """People's notes whose words stand where they stood, each with the motivation that says what kind it is."""
    found = []
    text = target_text(record.article, about)
    for n in record.notes:
        if n.found and n.target == about:
            purpose = MOTIVATIONS.get(n.kind, "commenting")
            said = " ".join(part for part in (n.verdict and f"[{n.verdict}]", n.text) if part)
            body: Json = {"type": "TextualBody", "value": said, "purpose": purpose}
            item = _annotation(f"{source}#note-{n.id}", purpose, body, target(source, text, n.start, n.end))
            if n.by:
                item["creator"] = {"type": "Person", "name": n.by}
            found.append(item)
    return found


def exported(archive: Archive, part: slice = ALL) -> Tree:
    """data/annotations/<id>.jsonld for each article: a collection of the Web Annotations on data/text/<id>.txt, and on
    the texts of its title, summary and captions, each target by itself."""
    files = []
    for record in open_records(archive, part) if "annotations" in archive.config.data else ():
        items: list[Json] = []
        site = archive.config.site_url
        base = f"{site.rstrip('/')}/data/text/" if site else "../text/"
        for about in targets(record):
            source = f"{base}{text_path(record.article.id, about)}"
            text = target_text(record.article, about)
            mentions = (m for m in all_mentions(record) if m.target == about)
            said = (q for q in (*all_quotations(record), *record.indirect) if q.target == about)
            items += web_annotations(source, text, mentions, said)
            if about == "body":
                items += _found_besides(record, source)
                items += _passages(archive, record, base)
            items += _notes(record, source, about)
        path = f"data/annotations/{record.article.id}.jsonld"
        id_ = f"{site.rstrip('/')}/{path}" if site else path.rpartition("/")[2]
        whole = collection(id_, record.article.title or record.article.id, items)
        files.append(File(path, (indented(whole) + "\n").encode("utf-8")))
    return tuple(files)
