"""BUILD: the archive as data files under data/, one module a kind of file."""

from __future__ import annotations

from pressmark.archive import Archive
from pressmark.exports import tables, texts, web_annotations
from pressmark.tree import Tree

# The last of them can make the files of some of the records: they take a slice of these too.
SLICED = (web_annotations.exported,)
EXPORTS = (tables.exported, texts.exported, web_annotations.exported)


def exported(archive: Archive) -> Tree:
    """Every data file of the archive, sorted by path."""
    return tuple(sorted(file for export in EXPORTS for file in export(archive)))
