"""One builder of a search index on one file of reports, in a process of its own: CPU seconds and peak memory.

python bench/search_builders.py index|again|ours|whole|lunr.py|pages REPORTS.json FOLDER
"""

from __future__ import annotations

import gc
import html
import json
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from lunr import lunr

from pressmark.config import Config
from pressmark.search import Paragraph, SearchDocument, TermCounter, document_outputs
from pressmark.search.documents import Handle, own_key
from pressmark.search.outputs import entry, in_numbers, search_files, shard_files
from pressmark.search.renewal import renewed
from pressmark.search.shards import cut
from pressmark.searching import Keeper, Shelf, kept_edition, kept_otherwise
from pressmark.store import reading, write_rows
from pressmark.tree import File


def reports(path: Path) -> Iterator[dict[str, str]]:
    """The reports of the file, one a line."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def documents(path: Path) -> Iterator[SearchDocument]:
    """The reports as search documents."""
    for report in reports(path):
        paragraphs = tuple(Paragraph(f"p-{n:06x}", text) for n, text in enumerate(report["paragraphs"]))
        yield SearchDocument(
            "article", f"articles/{report['id']}.html", report["title"], report["title"], "\n".join(report["names"]),
            "", "\n".join(report["paragraphs"]), report["outlet"], report["date"], paragraphs,
        )  # fmt: skip


def index(path: Path, folder: Path) -> None:
    """The index alone, which is all that lunr's builders make: the shards, the list of them and the dictionary."""
    gc.disable()
    counter = TermCounter()
    made = cut((n, counter.counts(entry(d))) for n, _, d in in_numbers(tuple(documents(path))))
    write(shard_files(made, {}), folder)


class Reports:
    """The reports as what can be found, each by its id."""

    def __init__(self, found: Iterable[SearchDocument]) -> None:
        self.found = {d.path: d for d in found}

    def handles(self) -> Iterator[Handle]:
        """The handles of all reports."""
        return (Handle(d.kind, own_key(d), path) for path, d in self.found.items())

    def of(self, kind: str, owner: str) -> Iterator[Handle]:
        """The handle of a report."""
        yield Handle(kind, owner, owner)

    def document(self, handle: Handle) -> SearchDocument:
        """The report."""
        return self.found[handle.owner]


def again(path: Path, folder: Path) -> Callable[[], None]:
    """All scripts of the reports and what is kept of them on the disk, and what makes them again after an edit of one
    report: what is kept is opened and brought up to date too."""
    supply = Reports(documents(path))
    store = folder / "search.sqlite"
    keeper = Keeper(store)
    write(search_files(supply, Config(), keeper), folder)
    keeper.writer.finish("bench")
    old = list(supply.found.values())[len(supply.found) // 2]
    words = old.body.split()[9:]
    parts = (Paragraph(p.id, p.text) for p in old.paragraphs[1:])
    title = f"Corrected: {old.title}"
    edited = replace(old, title=title, shown=title, body=" ".join(words), paragraphs=tuple(parts))
    supply.found[old.path] = edited

    def made() -> None:
        with reading(store, "bench") as reader:
            assert reader
            edition = kept_edition(reader)
            done = renewed(edition, Shelf(reader), [("article", old.path)], supply, Config())
        assert done
        write(done.files, folder)
        write_rows(store, "bench", kept_otherwise(done, edition), anew=False)

    return made


def ours(path: Path, folder: Path, shards: bool) -> None:
    """All scripts in search/, and what they need of assets/js/."""
    write(document_outputs(tuple(documents(path)), Config(shards=shards)), folder)


def write(files: Iterable[File], folder: Path) -> None:
    """The files, into the folder."""
    made: set[Path] = set()
    for file in files:
        target = folder / file.path
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        target.write_bytes(file.data)


def lunr_py(path: Path, folder: Path) -> None:
    """One index, written as JSON."""
    documents = [
        {"id": report["id"], "title": report["title"], "body": "\n".join(report["paragraphs"])}
        | {"names": "\n".join(report["names"]), "outlet": report["outlet"]}
        for report in reports(path)
    ]
    index = lunr(ref="id", fields=("title", "names", "body", "outlet"), documents=documents)
    (folder / "index.json").write_text(json.dumps(index.serialize()), "utf-8")


def pages(path: Path, folder: Path) -> None:
    """A page a report, for peers that read pages."""
    for report in reports(path):
        body = "".join(f"<p>{html.escape(text)}</p>" for text in report["paragraphs"])
        title = html.escape(report["title"])
        line = html.escape(f"{report['outlet']}, {report['date']}. {', '.join(report['names'])}")
        (folder / f"{report['id']}.html").write_text(
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body><main '
            f"data-pagefind-body><h1>{title}</h1><p>{line}</p>{body}"
            "</main></body></html>",
            "utf-8",
        )


def main() -> None:
    what, path, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    began = time.process_time()
    if what == "again":
        edited = again(path, folder)
        gc.collect()
        gc.disable()
        began = time.process_time()
        edited()
    elif what == "index":
        index(path, folder)
    elif what in ("ours", "whole"):
        ours(path, folder, what == "ours")
    elif what == "lunr.py":
        lunr_py(path, folder)
    else:
        pages(path, folder)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"cpu": round(time.process_time() - began, 2), "peak_mb": round(peak)}))


if __name__ == "__main__":
    main()
