"""Fits the trees of the second judgement of blocks, and says how well they do on sites they have not seen.

    python bench/train_trees.py CASES              cross-validated body F1, paragraphs and caption leak by shape
    python bench/train_trees.py CASES --kinds page --shapes html,mhtml,warc,singlefile      the same for pages
    python bench/train_trees.py CASES --more META          fits texts to pastes of pages too (bench/page_texts.py)
    python bench/train_trees.py CASES --more META --write  then fits to all sites, writes pressmark/segment/
                                                           block_trees.json, words.json and weights.json

CASES is as for bench/train_blocks.py. What is fitted of each kind of captures are the weights of the first judgement,
the trees and, for texts, the words that the trees weigh (bench/train_words.py). Needs lightgbm, numpy and scipy beside
Pressmark's own requirements, for the fitting only. The same cases and the same lightgbm give the same trees.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

import lightgbm
import numpy as np
import train_blocks
import train_words
from page_texts import pasted, read_pages
from train_blocks import INNER_FOLDS, Case, fitted, folds_of, load_cases, mean, plain, precision_and_recall
from train_words import SHAPES as WORD_SHAPES
from train_words import Example, examples_of, fitted_words, written_words

sys.path.insert(0, str(Path(__file__).parent.parent))

from pressmark.labels import RUNNING
from pressmark.segment.labelling import Labelling
from pressmark.segment.likelihood import Weights, chance, unclear
from pressmark.segment.page_measures import rows_of
from pressmark.segment.trees import Forest, forest_of
from pressmark.segment.weights import WEIGHTS
from pressmark.segment.word_scores import WORDS, Words

TARGET = Path(__file__).parent.parent / "pressmark" / "segment" / "block_trees.json"
SHAPES = "paste,inscriptis,bs4,lynx,w3m,html2text,pandoc_gfm,pandoc_md"
ROUNDS = 150
SETTINGS = {
    "objective": "binary", "learning_rate": 0.08, "num_leaves": 8, "min_data_in_leaf": 80, "feature_fraction": 0.4,
    "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 10.0, "max_bin": 63, "seed": 1, "deterministic": True,
    "force_row_wise": True, "num_threads": 2, "verbose": -1,
}  # fmt: skip


def first_judgements(case: Case, weights: dict[str, float]) -> list[float]:
    """What the first judgement says of each block."""
    return [chance(list(names), weights) for names in case.traits]


def fitted_trees(cases: list[Case], examples: list[Example]) -> tuple[dict[str, float], list[object]]:
    """The weights of the first judgement, and the trees fitted to judgements of sites that it had not seen.

    The words that they weigh are fitted to the examples of the other sites.
    """
    rows: list[list[float]] = []
    answers: list[bool] = []
    counts: list[float] = []
    for left_out in folds_of(cases, INNER_FOLDS):
        weights = fitted([case for case in cases if case.site not in left_out])
        others = [example for example in examples if example.site not in left_out]
        words = fitted_words(others) if others else WORDS
        for case in cases:
            if case.site not in left_out:
                continue
            first = first_judgements(case, weights)
            found = rows_of(list(case.looks), first, case.kind, None, words)
            for i, is_open in enumerate(unclear(first)):
                if is_open:
                    rows.append(found[i])
                    answers.append(case.answers[i])
                    counts.append(case.counts[i])
    known = lightgbm.Dataset(np.array(rows, dtype=np.float64), np.array(answers, dtype=float), weight=np.array(counts))
    model = lightgbm.train(SETTINGS, known, ROUNDS).dump_model()
    return fitted(cases), [as_written(tree["tree_structure"]) for tree in model["tree_info"]]


def as_written(node: dict) -> object:
    """A tree as the package keeps it: a leaf's value, or place, limit, left, right."""
    if "leaf_value" in node:
        return round(node["leaf_value"], 4)
    limit = float(f"{node['threshold']:.6g}")
    return [node["split_feature"], limit, as_written(node["left_child"]), as_written(node["right_child"])]


def paragraphs(text: str) -> list[str]:
    """The words of each paragraph; of each line, where empty lines part fewer than three."""
    blocks = re.split(r"\n\s*\n", text)
    blocks = text.split("\n") if len(blocks) < 3 else blocks
    return [" ".join(re.findall(r"\w+", block)) for block in blocks if block.strip()]


def kept_paragraphs(case: Case, body: str) -> float | None:
    """The share of the true paragraphs of five words or more that stand in the body as they are."""
    want = Counter(line for line in paragraphs(case.body) if line.count(" ") >= 4)
    return (want & Counter(paragraphs(body))).total() / want.total() if want else None


def read(case: Case, weights: Weights, trees: dict[str, Forest], words: Words) -> tuple[float | None, ...]:
    """Precision, recall, paragraphs kept and captions leaked of one capture."""
    labels = Labelling(case.capture, (), weights, case.looks, trees, words).labels()
    body = "\n\n".join(found.block.text for found in labels if found.label in RUNNING)
    flat = plain(body)
    leak = sum(caption in flat for caption in case.captions) / len(case.captions) if case.captions else None
    return (*precision_and_recall(case, body), kept_paragraphs(case, body), leak)


def report(found: list[tuple[Case, tuple[float | None, ...]]]) -> str:
    rows: dict[str, list[tuple[float | None, ...]]] = defaultdict(list)
    for case, figures in found:
        for name in (case.shape, f"{case.shape} (English)") if case.english else (case.shape,):
            rows[name].append(figures)
    lines = [f"{'shape':<24}{'pages':>7}{'F1':>8}{'P':>8}{'R':>8}{'para':>8}{'captions':>10}"]
    for name, figures in sorted(rows.items()):
        p, r, kept, leak = (mean([row[place] for row in figures]) for place in range(4))
        lines.append(f"{name:<24}{len(figures):>7}{2 * p * r / (p + r or 1):>8.3f}{p:>8.3f}{r:>8.3f}{kept:>8.3f}"
                     f"{leak:>10.3f}")  # fmt: skip
    return "\n".join(lines)


def write(trees: dict[str, list[object]], weights: Weights, examples: list[Example]) -> None:
    """Writes all that was fitted into the package."""
    parts = [f'"{kind}": [\n' + ",\n".join(map(json.dumps, trees[kind])) + "\n]" for kind in sorted(trees)]
    TARGET.write_text("{\n" + ",\n".join(parts) + "\n}\n", "utf-8")
    train_blocks.TARGET.write_text(train_blocks.written(weights), "utf-8")
    if examples:
        train_words.TARGET.write_text(train_words.as_written(written_words(examples)), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path, help="a folder with truth.json")
    parser.add_argument("--shapes", default=SHAPES, help="comma list")
    parser.add_argument("--kinds", default="text,dump,markup", help="comma list of the kinds of captures to fit to")
    parser.add_argument("--more", type=Path, nargs="*", default=[], help="folders of further pages, for texts")
    parser.add_argument("--folds", type=int, default=4, help="groups of sites, each left out once; 0: no validation")
    parser.add_argument("--write", action="store_true", help="fit to all sites and write the trees into the package")
    args = parser.parse_args()
    cases = load_cases(args.cases, frozenset(args.shapes.split(",")))
    written: dict[str, list[object]] = json.loads(TARGET.read_text("utf-8"))
    weights_of = dict(WEIGHTS)
    found: list[tuple[Case, tuple[float | None, ...]]] = []
    kinds = args.kinds.split(",")
    pages = [page for folder in args.more for page in read_pages(folder)]
    texts = examples_of(load_cases(args.cases, WORD_SHAPES | {"html"}), pages) if "text" in kinds else []
    for kind in kinds:
        examples = texts if kind == "text" else []
        of_kind = [case for case in cases if case.kind == kind]
        made = filter(None, map(pasted, [*read_pages(args.cases), *pages])) if args.more and kind == "text" else ()
        known = [*of_kind, *made]
        for left_out in folds_of(of_kind, args.folds) if args.folds else ():
            others = [example for example in examples if example.site not in left_out]
            first, trees = fitted_trees([case for case in known if case.site not in left_out], others)
            weights, forests = WEIGHTS | {kind: first}, {kind: forest_of(trees)}
            words = fitted_words(others) if others else WORDS
            found += [(case, read(case, weights, forests, words)) for case in of_kind if case.site in left_out]
        if args.write:
            weights_of[kind], written[kind] = fitted_trees(known, examples)
    if found:
        print(report(found))
    if args.write:
        write(written, weights_of, texts)


if __name__ == "__main__":
    main()
