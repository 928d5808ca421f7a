"""Search documents to the scripts in search/, and lunr.js from the package that carries it."""

from __future__ import annotations

import json
from importlib import resources

from pressmark.archive import Archive
from pressmark.config import Config
from pressmark.folding import table
from pressmark.search.documents import SearchDocument, search_documents
from pressmark.search.index import Entry, packed_index
from pressmark.tree import File, Tree

# A quotation or note also stands in its article: by itself it must not outrank the page it belongs to.
_WEIGHTS = {"quotation": 0.25, "note": 0.5}


def lunr_js() -> bytes:
    """lunr.js 2.3.9 as the installed mkdocs package carries it."""
    return resources.files("mkdocs").joinpath("contrib/search/templates/search/lunr.js").read_bytes()


def search_outputs(archive: Archive) -> Tree:
    """The search scripts of an archive."""
    return document_outputs(search_documents(archive), archive.config)


def document_outputs(documents: tuple[SearchDocument, ...], config: Config) -> Tree:
    """The search scripts of these documents, weighed and stemmed as the config says."""
    index = packed_index(map(entry, documents), config.boosts, config.language)
    shown = [
        [d.kind, d.path, d.shown, d.outlet, d.date, [part for p in d.paragraphs for part in (p.id, p.text)]]
        + ([d.lang] if d.lang else [])
        for d in documents
    ]
    return (
        File("assets/js/lunr.js", lunr_js()),
        _script("search/documents.js", "documents", shown),
        _script("search/index.js", "index", {"folding": table(), "index": index}),
    )


def entry(document: SearchDocument) -> Entry:
    """What lunr is given of a document."""
    d = document
    return Entry((d.title, d.names, d.summary, d.body, d.outlet), _WEIGHTS.get(d.kind, 1))


def _script(path: str, name: str, value: object) -> File:
    """A script that hands the value over; nothing in it can end a script element or a line of JavaScript."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    # A lone surrogate has no UTF-8; its escape is what JSON writes for it.
    data = f'pressmark.search.receive("{name}",{text});\n'.encode("utf-8", "backslashreplace")
    return File(path, data)
