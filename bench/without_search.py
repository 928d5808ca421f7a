"""A build of an archive without the search index: what others do before a search tool is run over their pages.

    python bench/without_search.py DIR

For benchmarks alone: the search page of such a site finds nothing.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def main() -> None:
    sys.path.insert(0, str(ROOT))
    from pressmark import portions
    from pressmark.search import search_outputs
    from pressmark.workers import cores

    portions.MAKERS = tuple(maker for maker in portions.MAKERS if maker is not search_outputs)
    from pressmark.pipeline import build  # what it imports takes the makers from there

    gc.set_threshold(100_000, 50, 100)  # as the command line does
    done = build(Path(sys.argv[1]), cores())
    wrong = [p for p in done.problems if p.severity == "error" and p.code != "broken-link"]
    if done.written is None or wrong:
        sys.exit("\n".join(p.message for p in wrong) or "nothing was written")


if __name__ == "__main__":
    main()
