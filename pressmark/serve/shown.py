"""EDGE: one state of the site as the desk shows it: pages and files made when they are asked for, and kept."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

from pressmark.archive import Archive
from pressmark.lookup import files_with, page_at
from pressmark.pages import BUILDERS
from pressmark.portions import fixed
from pressmark.render import Renderer
from pressmark.serve.apart import made_apart
from pressmark.tree import Tree

_MOST_KEPT = 500  # pages
SEARCH = "search/"


@dataclass(eq=False)
class Shown:
    """An archive, the templates and assets it is shown with, and what was made of them so far.

    Whatever is asked for is what a build writes there, byte for byte; nothing else is made. With `behind`, search and
    data files are those of that state: they follow when all is up to date.
    """

    archive: Archive
    renderer: Renderer
    assets: Tree
    behind: Shown | None = None
    made: dict[str, bytes | None] = field(default_factory=dict)
    plain: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    making: threading.Lock = field(default_factory=threading.Lock)

    def file(self, path: str) -> bytes | None:
        """The bytes at a path of the site; None when there is nothing. Raises TemplateFault."""
        if path.endswith(".html"):
            return self._page(path)
        if not self.plain:
            self.plain |= {file.path: file.data for file in fixed(self.assets)}
        if path in self.plain:
            return self.plain[path]
        return self.behind.file(path) if self.behind else self._made_with_others(path)

    def _made_with_others(self, path: str) -> bytes | None:
        with self.making:  # what belongs together is made together, and once
            if path not in self.files:
                made = partial(files_with, self.archive, path)
                found = made_apart(made) if path.startswith(SEARCH) else made()
                self.files |= {file.path: file.data for file in found}
            return self.files.get(path)

    def searched(self) -> dict[str, bytes]:
        """The files of search, as far as somebody has asked for them."""
        return {path: data for path, data in self.files.items() if path.startswith(SEARCH)}

    def _page(self, path: str) -> bytes | None:
        if path not in self.made:
            page = page_at(self.archive, path)
            data = self.renderer.rendered(page) if page else None
            if len(self.made) >= _MOST_KEPT:
                self.made.clear()
            self.made[path] = data
            return data
        return self.made[path]

    def examples(self) -> Iterator[str]:
        """The path of one page of each type, so that all templates can be tried."""
        for builder in BUILDERS:
            yield from (page.path for page in islice(builder(self.archive), 1))
