"""Fits the weights of single words: which speak for what stands around an article, and which for a caption.

    python bench/train_words.py CASES [MORE…] --write        fits to all sites and writes pressmark/segment/words.json

CASES and MORE are as for bench/train_trees.py, which validates these weights with its trees: it fits both without the
sites that they are tried on. Two regularized logistic regressions over the sets of folded words of blocks. A word must
stand on several sites to get a weight, and a site's blocks count as the root of their number, so that no site's own
phrases are learnt. Needs numpy and scipy, for the fitting only.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from page_texts import ReadPage, read_pages
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from train_blocks import Case, load_cases, plain

sys.path.insert(0, str(Path(__file__).parent.parent))

from pressmark.labels import RUNNING
from pressmark.segment.traits import look
from pressmark.segment.word_scores import Words, words_of

TARGET = Path(__file__).parent.parent / "pressmark" / "segment" / "words.json"
SHAPES = frozenset(["paste", "inscriptis", "bs4"])
FEWEST_SITES = 8
FEWEST_WORDS = 6  # of a block
SHARE = 0.5  # how much all blocks that are no text count, beside those that are
KNOWN = 4  # as in word_scores.py


@dataclass(frozen=True, slots=True)
class Example:
    """A block's words, and what it is: "text", "around" or "caption"."""

    site: str
    what: str
    said: frozenset[str]


def examples_of(cases: Iterable[Case], pages: Iterable[ReadPage]) -> list[Example]:
    """The blocks of captures and pages, each once a site."""
    found: dict[tuple[str, str], Example] = {}

    def add(site: str, what: str, text: str, said: frozenset[str]) -> None:
        if text.count(" ") >= FEWEST_WORDS - 1:
            found.setdefault((site, plain(text)), Example(site, what, said))

    for case in cases:
        for it, answer, pictured in zip(case.looks, case.answers, case.pictured, strict=True):
            if "alt" not in it.block.traits:
                figure = pictured or "figcaption" in it.block.traits
                add(case.site, "caption" if figure else "text" if answer else "around", it.text, it.said)
    for page in pages:
        for block, label in zip(page.blocks, page.labels, strict=True):
            if "alt" not in block.traits and block.text.strip():
                what = "text" if label in RUNNING else "caption" if label == "caption" else "around"
                add(page.case["site"], what, block.text, look(block).said)
    return list(found.values())


def fitted_words(examples: list[Example]) -> Words:
    """The weights of words by these examples."""
    return words_of(written_words(examples))


def written_words(examples: list[Example]) -> dict[str, tuple[float, float]]:
    """The same as they stand in words.json."""
    first, around = _fitted(examples, "around")
    second, caption = _fitted(examples, "caption")
    pairs = {word: (round(10 * around.get(word, 0.0)), round(10 * caption.get(word, 0.0))) for word in around | caption}
    kept: dict[str, tuple[float, float]] = {"": (round(first, 2), round(second, 2))}
    return kept | {word: pair for word, pair in sorted(pairs.items()) if any(pair)}


def _fitted(examples: list[Example], against: str) -> tuple[float, dict[str, float]]:
    """What the sum begins with, and the weight of each word: above 0 it speaks for `against` rather than for text."""
    known = [example for example in examples if example.what in (against, "text")]
    sites: dict[str, set[str]] = defaultdict(set)
    for example in known:
        for word in example.said:
            sites[word].add(example.site)
    words = sorted(word for word, where in sites.items() if len(where) >= FEWEST_SITES)
    columns = {word: number for number, word in enumerate(words)}
    values, places, starts = [], [], [0]
    for example in known:
        held = sorted(columns[word] for word in example.said if word in columns)
        values += [1 / max(KNOWN, len(held)) ** 0.5] * len(held)
        places += held
        starts.append(len(places))
    matrix = csr_matrix((values, places, starts), shape=(len(known), len(words)))
    answers = np.array([example.what == against for example in known])
    often = Counter((example.site, example.what) for example in known)
    counts = np.array([often[example.site, example.what] ** -0.5 for example in known])
    counts[answers] *= SHARE * counts[~answers].sum() / counts[answers].sum()
    counts *= len(counts) / counts.sum()
    sign = np.where(answers, 1.0, -1.0)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margins = sign * (matrix @ weights[1:] + weights[0])
        slope = -sign * counts / (1 + np.exp(np.clip(margins, -50, 50)))
        value = (counts * np.logaddexp(0, -margins)).sum() + (weights[1:] ** 2).sum() / 2
        return value, np.r_[slope.sum(), matrix.T @ slope + weights[1:]]

    best = minimize(loss, np.zeros(len(words) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 60}).x
    return float(best[0]), {word: float(best[number + 1]) for word, number in columns.items()}


def as_written(words: dict[str, tuple[float, float]]) -> str:
    """The words as the package keeps them: a line a word."""
    lines = [f"{json.dumps(word, ensure_ascii=False)}: [{one}, {two}]" for word, (one, two) in words.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path, help="a folder with truth.json")
    parser.add_argument("more", type=Path, nargs="*", help="folders of further pages")
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    args = parser.parse_args()
    cases = load_cases(args.cases, SHAPES | {"html"})
    kept = written_words(examples_of(cases, (page for folder in args.more for page in read_pages(folder))))
    print(len(kept), "words")
    if args.write:
        TARGET.write_text(as_written(kept), "utf-8")


if __name__ == "__main__":
    main()
