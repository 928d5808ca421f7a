"""Where a cold build's time goes, stage by stage, in one process.

    python bench/stages.py [--articles 1000] [--words 150] [--archive DIR] [--plain] [--functions 25]

CPU milliseconds an article: reading, each annotator, each builder of pages (its values, and their rendering), links,
data files, search. `--functions` also names the functions with the most time of their own, which takes longer.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from generate import write_articles

from pressmark import annotators, pipeline, portions, record
from pressmark.archive import Archive
from pressmark.links import Links
from pressmark.render import Renderer


class Clock:
    """CPU seconds by what they went into, in the order in which each was first met."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.times: dict[str, int] = defaultdict(int)

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its time counted under the name."""

        def counted(*values: Any, **named: Any) -> Any:
            began = time.process_time()
            try:
                return function(*values, **named)
            finally:
                self.seconds[name] += time.process_time() - began
                self.times[name] += 1

        return counted

    def told(self, articles: int, parts: Iterable[str], of: str = "") -> None:
        for name in (part for part in parts if self.times[part]):
            print(f"{name:<44}{self.seconds[name] / articles * 1e3:>10.3f} ms{self.times[name]:>9}")
        if of:
            print(f"{of:<44}{sum(self.seconds[name] for name in parts) / articles * 1e3:>10.3f} ms")


def _watched(clock: Clock) -> list[str]:
    """Count what `record` calls of the annotators; the names that are counted."""
    names = []
    for name, function in vars(record).items():
        if callable(function) and getattr(function, "__module__", "").startswith(annotators.__name__ + "."):
            setattr(record, name, clock.timed(f"  {name}", function))
            names.append(f"  {name}")
    return names


def _made(archive: Archive, renderer: Renderer, clock: Clock) -> None:
    links = Links()
    render, take = clock.timed("render", renderer.rendered), clock.timed("links", links.add)
    for portion in portions.portions(archive):
        maker = portions.MAKERS[portion.maker]
        name = f"  {maker.__module__.removeprefix('pressmark.')}.{maker.__name__}"
        part = (slice(portion.start, portion.stop),) if portion.stop else ()
        found = clock.timed(name, maker)(archive, *part)
        if isinstance(found, tuple):
            continue
        pages = iter(found)
        following = clock.timed(name, lambda pages=pages: next(pages, None))
        while (page := following()) is not None:
            clock.times[f"{name}, pages"] += 1
            take(page.path, render(page))


def profiled(root: Path) -> None:
    clock = Clock()
    names = _watched(clock)
    gc.freeze()
    loaded = clock.timed("files", pipeline.load)(root)
    whole = clock.timed("parsed, annotated, indexed", pipeline.understood)
    archive, _, _ = whole(loaded)
    renderer = Renderer(loaded.templates, archive)
    clock.timed("templates compiled", renderer.prepare)()
    count = max(len(archive.records), 1)
    clock.told(count, ["files", "parsed, annotated, indexed"])
    clock.told(count, sorted(names, key=lambda name: -clock.seconds[name]))
    _made(archive, renderer, clock)
    makers = [name for name in clock.seconds if name.startswith("  ") and name not in names]
    print("values of pages, data files, search")
    clock.told(count, sorted(makers, key=lambda name: -clock.seconds[name]), "  together")
    clock.told(count, ["render", "links"])
    print(f"templates compiled: {clock.seconds['templates compiled']:.2f} s once")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=1000)
    options.add_argument("--words", type=int, default=150)
    options.add_argument("--archive", type=Path, help="this one, not an invented one")
    options.add_argument("--plain", action="store_true", help="no annotators, no data files")
    options.add_argument("--functions", type=int, default=0)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        root = asked.archive or Path(place)
        if asked.archive is None:
            write_articles(root, asked.articles, asked.words)
            if asked.plain:
                (root / "config.yml").write_text("annotators: []\ndata: []\n")
        if asked.functions:
            profile = cProfile.Profile()
            profile.runcall(profiled, root)
            pstats.Stats(profile).sort_stats("tottime").print_stats(asked.functions)
        else:
            profiled(root)


if __name__ == "__main__":
    main()
