"""Fits the weights by which blocks are told to be running text, and says how well they do on sites they have not seen.

    python bench/train_blocks.py CASES              cross-validated body F1 and caption leak by shape
    python bench/train_blocks.py CASES --write      then fits to all sites and writes pressmark/segment/weights.py

CASES is a folder with a truth.json: {"cases": [{"site", "english", "files": {shape: path}, "truth": {"body", "optional",
"captions": [{"caption"}]}}]}; paths are relative to it, and a file ending in .gz is unpacked. Nothing of it is shipped.

Needs numpy and scipy beside Pressmark's own requirements, for the fitting only; they are in no requirements file, since
neither a build nor a test needs them. The same cases give the same weights.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from pressmark.capture import Capture
from pressmark.captures import read_capture
from pressmark.labels import RUNNING
from pressmark.segment.labelling import Labelling
from pressmark.segment.likelihood import Weights, kind_of, placed_traits
from pressmark.segment.traits import Look, looks_of
from pressmark.text import folded

TARGET = Path(__file__).parent.parent / "pressmark" / "segment" / "weights.py"
PENALTY = 6.0  # of the squared weights; larger ones make the weights smaller
RAREST = 12  # a trait that fewer blocks bear gets no weight
CAPTION_COUNTS = 3.0  # how many times more a caption counts than another block: there are few, and each reads as text
SMALLEST = 0.03  # a weight that is not written
HEAD = '''"""INGEST: the weights by which a block's named traits speak for running text (+) or against it (-).

Fitted by regularized logistic regression to public collections of news pages with a known text: once to text captures,
once to markup, once to pages of which an extractor has given its view. Written by bench/train_blocks.py, anew whenever
a trait changes. A trait without a weight says nothing.
"""

from __future__ import annotations

# fmt: off
WEIGHTS: dict[str, dict[str, float]] = {
'''


@dataclass(frozen=True, slots=True)
class Case:
    """One capture with the truth about it."""

    site: str
    english: bool
    shape: str
    kind: str
    capture: Capture
    looks: tuple[Look, ...]
    traits: tuple[tuple[str, ...], ...]
    answers: tuple[bool, ...]  # whether each block is running text
    counts: tuple[float, ...]  # how much each block counts
    body: str
    optional: str
    captions: tuple[str, ...]


def words_of(text: str) -> list[str]:
    return folded(text).split()


def runs(words: list[str]) -> Counter[tuple[str, ...]]:
    """Runs of four words, or the whole where there are fewer."""
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3))) if words else Counter()


def plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", folded(text)))


def load_cases(folder: Path, shapes: frozenset[str]) -> list[Case]:
    """The cases of a folder, one for each page and shape."""
    found = []
    for case in json.loads((folder / "truth.json").read_text("utf-8"))["cases"]:
        if not case["truth"].get("body"):
            continue
        for shape, name in sorted(case["files"].items()):
            if shapes and shape not in shapes:
                continue
            data = (folder / name).read_bytes()
            captures, _ = read_capture(name, gzip.decompress(data) if name.endswith(".gz") else data)
            if len(captures) == 1:
                found.append(judged(case, shape, captures[0]))
    return found


def judged(case: dict, shape: str, capture: Capture) -> Case:
    """A capture with what its blocks should be."""
    truth = case["truth"]
    looks = tuple(looks_of(capture))
    body = runs(plain(truth["body"]).split())
    paragraphs = {plain(line) for line in truth["body"].split("\n")}
    captions = tuple(
        plain(c["caption"])
        for c in truth.get("captions", ())
        if len(plain(c.get("caption") or "").split()) >= 6 and plain(c["caption"]) not in plain(truth["body"])
    )
    answers, counts = [], []
    for it in looks:
        words = plain(it.text).split()
        whole = " ".join(words)
        held = runs(words)
        share = sum(run in body for run in held) / len(held) if held else 0.0
        answers.append(whole in paragraphs or (len(words) >= 5 and share >= 0.5))
        caption = not answers[-1] and any(c in whole or whole in c for c in captions if len(words) >= 5)
        counts.append(min(len(words), 60) ** 0.5 / 4 * (CAPTION_COUNTS if caption else 1.0))
    traits = tuple(tuple(dict.fromkeys(names)) for names in placed_traits(list(looks)))
    return Case(
        case["site"], case["english"], shape, kind_of(list(looks)), capture, looks, traits, tuple(answers), tuple(counts),
        truth["body"], truth.get("optional", ""), captions,
    )  # fmt: skip


def fitted(cases: list[Case]) -> dict[str, float]:
    """The weights of the traits of these cases, without those that say next to nothing."""
    borne = Counter(name for case in cases for names in case.traits for name in names)
    columns = {name: number for number, name in enumerate(sorted(n for n, count in borne.items() if count >= RAREST), 1)}
    rows, starts, wanted, counts = [], [0], [], []
    for case in cases:
        for names, answer, count in zip(case.traits, case.answers, case.counts, strict=True):
            rows += [0, *(columns[name] for name in names if name in columns)]
            starts.append(len(rows))
            wanted.append(1.0 if answer else -1.0)
            counts.append(count)
    matrix = csr_matrix((np.ones(len(rows)), rows, starts), shape=(len(wanted), len(columns) + 1))
    sign, count = np.array(wanted), np.array(counts)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margins = sign * (matrix @ weights)
        value = (count * np.logaddexp(0, -margins)).sum() + PENALTY / 2 * (weights[1:] ** 2).sum()
        slope = matrix.T @ (-sign * count / (1 + np.exp(np.clip(margins, -50, 50))))
        slope[1:] += PENALTY * weights[1:]
        return value, slope

    best = minimize(loss, np.zeros(len(columns) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    weights = {"always": round(float(best[0]), 2)}
    weights |= {name: round(float(best[number]), 2) for name, number in columns.items()}
    return {name: weight for name, weight in weights.items() if abs(weight) >= SMALLEST}


def fitted_by_kind(cases: Iterable[Case]) -> Weights:
    by_kind: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        by_kind[case.kind].append(case)
    return {kind: fitted(of_kind) for kind, of_kind in sorted(by_kind.items(), reverse=True)}


def folds_of(cases: list[Case], number: int) -> list[frozenset[str]]:
    """The sites in so many groups, each left out once."""
    sites = sorted({case.site for case in cases}, key=lambda site: (sum(map(ord, site)) * 7919 % 1009, site))
    return [frozenset(sites[start::number]) for start in range(number)]


def precision_and_recall(case: Case, body: str) -> tuple[float | None, float | None]:
    want, have = (runs(re.findall(r"\w+", text)) for text in (case.body, body))
    both = (want & have).total()
    extra = (have - want - runs(re.findall(r"\w+", case.optional))).total()
    return (both / (both + extra) if both + extra else None), (both / want.total() if want else None)


def report(cases: list[Case], bodies: list[str]) -> str:
    """Body F1, precision, recall and caption leak of each shape, and of its English pages."""
    rows: dict[str, list[tuple[float | None, float | None, float | None]]] = defaultdict(list)
    for case, body in zip(cases, bodies, strict=True):
        leak = sum(c in plain(body) for c in case.captions) / len(case.captions) if case.captions else None
        for name in (case.shape, f"{case.shape} (English)") if case.english else (case.shape,):
            rows[name].append((*precision_and_recall(case, body), leak))
    lines = [f"{'shape':<24}{'pages':>7}{'F1':>8}{'P':>8}{'R':>8}{'captions':>10}"]
    for name, found in sorted(rows.items()):
        p, r, leak = (mean([row[place] for row in found]) for place in range(3))
        lines.append(f"{name:<24}{len(found):>7}{2 * p * r / (p + r or 1):>8.3f}{p:>8.3f}{r:>8.3f}{leak:>10.3f}")
    return "\n".join(lines)


def mean(values: list[float | None]) -> float:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else 0.0


def body_of(case: Case, weights: Weights) -> str:
    labels = Labelling(case.capture, (), weights, case.looks).labels()
    return "\n\n".join(found.block.text for found in labels if found.label in RUNNING)


def written(weights: Weights) -> str:
    """The module that holds the weights."""
    lines = []
    for kind, by_trait in weights.items():
        lines.append(f'    "{kind}": {{')
        line = "       "
        for name, weight in sorted(by_trait.items()):
            item = f" {json.dumps(name, ensure_ascii=False)}: {weight},"
            if len(line) + len(item) > 118:
                lines.append(line)
                line = "       "
            line += item
        lines += [line, "    },"]
    return HEAD + "\n".join(lines) + "\n}\n# fmt: on\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path, help="a folder with truth.json")
    parser.add_argument("--shapes", default="", help="comma list; default: all")
    parser.add_argument("--folds", type=int, default=4, help="groups of sites, each left out once; 0: no validation")
    parser.add_argument("--keep", type=Path, help="also write the weights of each group, with its sites, as JSON here")
    parser.add_argument("--write", action="store_true", help="fit to all sites and write the weights into the package")
    args = parser.parse_args()
    cases = load_cases(args.cases, frozenset(filter(None, args.shapes.split(","))))
    bodies = [""] * len(cases)
    kept = []
    for left_out in folds_of(cases, args.folds) if args.folds else ():
        weights = fitted_by_kind(case for case in cases if case.site not in left_out)
        kept.append({"sites": sorted(left_out), "weights": weights})
        for number, case in enumerate(cases):
            if case.site in left_out:
                bodies[number] = body_of(case, weights)
    if args.folds:
        print(report(cases, bodies))
    if args.keep:
        args.keep.write_text(json.dumps(kept), "utf-8")
    if args.write:
        TARGET.write_text(written(fitted_by_kind(cases)), "utf-8")


if __name__ == "__main__":
    main()
