"""BUILD: the archive to what search.html loads, all of it classic scripts that work from disk.

`search/index.js` holds the lunr index and the table of foldings, `search/documents.js` what results show. Both call
`pressmark.search.receive(name, value)`. Documents are referred to by their numbers.
"""

from pressmark.search.documents import Paragraph, SearchDocument, search_documents
from pressmark.search.outputs import document_outputs, lunr_js, search_outputs

__all__ = ["Paragraph", "SearchDocument", "document_outputs", "lunr_js", "search_documents", "search_outputs"]
