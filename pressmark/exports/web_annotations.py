"""EXPORT: annotations as W3C Web Annotations (Recommendation of 23 February 2017), with both text selectors."""

from __future__ import annotations

from collections.abc import Iterable

from pressmark.annotation import Attribution, Figure, Mention, Quotation, ToldDate
from pressmark.archive import Archive, Record
from pressmark.exports.texts import open_records
from pressmark.json_text import indented
from pressmark.page import ALL
from pressmark.selectors import describe
from pressmark.tree import File, Tree

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


def _notes(record: Record, source: str) -> list[Json]:
    found = []
    for n in record.notes:
        if n.found and n.target == "body":
            body: Json = {"type": "TextualBody", "value": n.text, "purpose": "commenting"}
            where = target(source, record.article.text, n.start, n.end)
            item = _annotation(f"{source}#note-{n.id}", "commenting", body, where)
            if n.by:
                item["creator"] = {"type": "Person", "name": n.by}
            found.append(item)
    return found


def exported(archive: Archive, part: slice = ALL) -> Tree:
    """data/annotations/<id>.jsonld for each article: a list of Web Annotations on data/text/<id>.txt."""
    files = []
    for record in open_records(archive, part) if "annotations" in archive.config.data else ():
        source = f"../text/{record.article.id}.txt"
        items = web_annotations(source, record.article.text, record.mentions, (*record.quotations, *record.indirect))
        items += _found_besides(record, source)
        items += _notes(record, source)
        text = indented(items) + "\n"
        files.append(File(f"data/annotations/{record.article.id}.jsonld", text.encode("utf-8")))
    return tuple(files)
