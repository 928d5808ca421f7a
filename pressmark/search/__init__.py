"""BUILD: the archive to what search.html loads, all of it classic scripts that work from disk.

`counts` turns texts into counted terms, `shards` these into the parts of an index that a query needs, `whole` into one
lunr index; `texts` holds what results show. Documents are referred to by their numbers (`numbering`).
"""

from pressmark.search.counts import Counts, Entry, TermCounter
from pressmark.search.documents import Paragraph, SearchDocument, search_documents
from pressmark.search.outputs import document_outputs, lunr_js, search_outputs
from pressmark.search.scripts import without_remarks

__all__ = [
    "Counts", "Entry", "Paragraph", "SearchDocument", "TermCounter", "document_outputs", "lunr_js", "search_documents",
    "search_outputs", "without_remarks",
]  # fmt: skip
