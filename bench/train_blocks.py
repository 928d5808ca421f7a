"""Fits the weights by which blocks are told to be running text, and says how well they do on sites they have not seen.

    python bench/train_blocks.py CASES              cross-validated body F1 and caption leak by shape
    python bench/train_blocks.py CASES --headlines [MORE…]  right headlines in text, cross-validated; with --write fits
                                                    them alone. MORE hold pages of which only the title is known
                                                    (bench/headline_fit.py says how they become texts)
    python bench/train_blocks.py CASES --write      then fits to all sites and writes pressmark/segment/weights.json

CASES is a folder with a truth.json: {"cases": [{"site", "english", "files": {shape: path}, "truth": {"body", "title",
"optional", "captions": [{"caption"}]}}]}; paths are relative to it, and a file ending in .gz is unpacked. Nothing of it
is shipped.

Needs numpy and scipy beside Pressmark's own requirements, for the fitting only; they are in no requirements file, since
neither a build nor a test needs them. The same cases give the same weights.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from headline_fit import Choice, choice_weights, chosen, texts_of_page
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

sys.path.insert(0, str(Path(__file__).parent.parent))

from pressmark.capture import Capture
from pressmark.captures import read_capture
from pressmark.labels import RUNNING
from pressmark.segment.headlines import headline_traits
from pressmark.segment.heads import first_text
from pressmark.segment.labelling import Labelling
from pressmark.segment.likelihood import Weights, kind_of, likelihoods, placed_traits
from pressmark.segment.traits import Look, looks_of
from pressmark.segment.weights import WEIGHTS
from pressmark.text import folded

TARGET = Path(__file__).parent.parent / "pressmark" / "segment" / "weights.json"
PENALTY = 6.0  # of the squared weights; larger ones make the weights smaller
RAREST = 12  # a trait that fewer blocks bear gets no weight
CAPTION_COUNTS = 3.0  # how many times more a caption counts than another block: there are few, and each reads as text
HEADLINE_ONLY = 0.5  # how much a page counts of which only the title is known
CUT_COUNTS = 0.3  # and a text without its head, which teaches to choose none
HEADLINE_SHAPES = frozenset(["paste", "inscriptis", "bs4", "pandoc_gfm", "html2text", "lynx", "w3m"])
LIKE = 0.6  # a line that shares fewer of a title's words is not that title in other words
INNER_FOLDS = 3
SMALLEST = 0.05  # a weight that is not written


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
    pictured: tuple[bool, ...]  # whether each is a caption
    counts: tuple[float, ...]  # how much each block counts
    body: str
    optional: str
    captions: tuple[str, ...]
    title: str


def words_of(text: str) -> list[str]:
    return folded(text).split()


def runs(words: list[str]) -> Counter[tuple[str, ...]]:
    """Runs of four words, or the whole where there are fewer."""
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3))) if words else Counter()


def plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", folded(text)))


def load_cases(folder: Path, shapes: frozenset[str], *, titles: bool = False) -> list[Case]:
    """The cases of a folder, one for each page and shape; with `titles` those of which only the title is known too."""
    found = []
    for case in json.loads((folder / "truth.json").read_text("utf-8"))["cases"]:
        if not case["truth"].get("body") and not (titles and case["truth"].get("title")):
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
    body = runs(plain(truth.get("body") or "").split())
    paragraphs = {plain(line) for line in (truth.get("body") or "").split("\n")}
    captions = tuple(
        plain(c["caption"])
        for c in truth.get("captions", ())
        if len(plain(c.get("caption") or "").split()) >= 6 and plain(c["caption"]) not in plain(truth.get("body") or "")
    )
    answers, pictured, counts = [], [], []
    for it in looks:
        words = plain(it.text).split()
        whole = " ".join(words)
        held = runs(words)
        share = sum(run in body for run in held) / len(held) if held else 0.0
        answers.append(whole in paragraphs or (len(words) >= 5 and share >= 0.5))
        pictured.append(not answers[-1] and any(c in whole or whole in c for c in captions if len(words) >= 5))
        counts.append(min(it.words, 60) ** 0.5 / 4 * (CAPTION_COUNTS if pictured[-1] else 1.0))
    traits = tuple(tuple(dict.fromkeys(names)) for names in placed_traits(list(looks)))
    return Case(
        case["site"], case["english"], shape, kind_of(list(looks)), capture, looks, traits, tuple(answers),
        tuple(pictured), tuple(counts), truth.get("body") or "", truth.get("optional", ""), captions,
        plain(truth.get("title") or ""),
    )  # fmt: skip


def fitted(cases: list[Case]) -> dict[str, float]:
    """The weights of the first judgement, by which blocks are told to be running text."""
    return regression(
        (names, answer, count)
        for case in cases
        for names, answer, count in zip(case.traits, case.answers, case.counts, strict=True)
    )


def regression(examples: Iterable[tuple[Iterable[str], bool, float]]) -> dict[str, float]:
    """The weights of traits that tell the true examples from the false ones; each example counts so much."""
    known = list(examples)
    borne = Counter(name for names, _, _ in known for name in names)
    common = sorted(name for name, count in borne.items() if count >= RAREST)
    columns = {name: number for number, name in enumerate(common, 1)}
    rows, starts = [], [0]
    for names, _, _ in known:
        rows += [0, *(columns[name] for name in names if name in columns)]
        starts.append(len(rows))
    matrix = csr_matrix((np.ones(len(rows)), rows, starts), shape=(len(known), len(columns) + 1))
    sign = np.array([1.0 if answer else -1.0 for _, answer, _ in known])
    count = np.array([counts for _, _, counts in known])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margins = sign * (matrix @ weights)
        value = (count * np.logaddexp(0, -margins)).sum() + PENALTY / 2 * (weights[1:] ** 2).sum()
        slope = matrix.T @ (-sign * count / (1 + np.exp(np.clip(margins, -50, 50))))
        slope[1:] += PENALTY * weights[1:]
        return value, slope

    best = minimize(loss, np.zeros(len(columns) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 80}).x
    weights = {"always": round(float(best[0]), 2)}
    weights |= {name: round(float(best[number]), 2) for name, number in columns.items()}
    return {name: weight for name, weight in weights.items() if abs(weight) >= SMALLEST}


def fitted_by_kind(cases: Iterable[Case]) -> Weights:
    by_kind: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        by_kind[case.kind].append(case)
    weights: Weights = dict(WEIGHTS)  # what no case is of keeps its weights
    for kind, of_kind in sorted(by_kind.items(), reverse=True):
        weights[kind] = fitted(of_kind)
    in_text, in_markup = [*by_kind["text"], *by_kind["dump"]], [*by_kind["markup"], *by_kind["page"]]
    weights["headline in text"] = fitted_to_headlines(in_text, weights)
    weights["headline in markup"] = fitted_to_headlines(in_markup, weights)
    return weights


def fitted_to_headlines(cases: list[Case], weights: Weights) -> dict[str, float]:
    """The weights by which the headline is told among the lines that could be it.

    Where the title that is known does not stand in the capture, the line most like it counts, if one is like it; else
    none of the lines is right.
    """
    return choice_weights(choice_of(case, weights) for case in cases if case.title)


def choice_of(case: Case, weights: Weights) -> Choice:
    """The lines of a case that could be its headline, and which are right."""
    looks = list(case.looks)
    taken = frozenset(i for i, it in enumerate(looks) if "hidden" in it.block.traits)
    found = headline_traits(looks, likelihoods(looks, weights), case.capture.facts, taken)
    likeness = [alike(case.title, plain(looks[i].text)) for i, _ in found]
    best = max(likeness, default=0.0)
    right = tuple(best >= LIKE and like == best for like in likeness)
    counts = (1.0 if case.body else HEADLINE_ONLY) * (CUT_COUNTS if case.shape.endswith(", cut") else 1.0)
    return Choice(tuple(tuple(names) for _, names in found), right, counts, tuple(i for i, _ in found))


def alike(one: str, other: str) -> float:
    """How many of their words two lines share, 0 to 1."""
    a, b = Counter(one.split()), Counter(other.split())
    return 2 * (a & b).total() / ((a.total() + b.total()) or 1)


def folds_of(cases: list[Case], number: int) -> list[frozenset[str]]:
    """The sites in so many groups, each left out once."""
    sites = sorted({case.site for case in cases}, key=lambda site: (sum(map(ord, site)) * 7919 % 1009, site))
    return [frozenset(sites[start::number]) for start in range(number)]


def precision_and_recall(case: Case, body: str) -> tuple[float | None, float | None]:
    want, have = (runs(re.findall(r"\w+", text)) for text in (case.body, body))
    both = (want & have).total()
    extra = (have - want - runs(re.findall(r"\w+", case.optional))).total()
    return (both / (both + extra) if both + extra else None), (both / want.total() if want else None)


def report(cases: list[Case], readings: list[tuple[str, bool | None]]) -> str:
    """Body F1, precision, recall, caption leak and right headlines of each shape, and of its English pages."""
    rows: dict[str, list[tuple[float | None, ...]]] = defaultdict(list)
    for case, (body, title) in zip(cases, readings, strict=True):
        leak = sum(c in plain(body) for c in case.captions) / len(case.captions) if case.captions else None
        for name in (case.shape, f"{case.shape} (English)") if case.english else (case.shape,):
            rows[name].append((*precision_and_recall(case, body), leak, title))
    lines = [f"{'shape':<24}{'pages':>7}{'F1':>8}{'P':>8}{'R':>8}{'captions':>10}{'title':>8}"]
    for name, found in sorted(rows.items()):
        p, r, leak, title = (mean([row[place] for row in found]) for place in range(4))
        f1 = 2 * p * r / (p + r or 1)
        lines.append(f"{name:<24}{len(found):>7}{f1:>8.3f}{p:>8.3f}{r:>8.3f}{leak:>10.3f}{title:>8.3f}")
    return "\n".join(lines)


def mean(values: list[float | None]) -> float:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else 0.0


def reading_of(case: Case, weights: Weights) -> tuple[str, bool | None]:
    """The running text, and whether the headline is the right one (None where the capture does not show it)."""
    labels = Labelling(case.capture, (), weights, case.looks).labels()
    shown = case.title and any(plain(it.text) == case.title for it in case.looks)
    right = any(found.label == "title" and plain(found.block.text) == case.title for found in labels)
    body = "\n\n".join(found.block.text for found in labels if found.label in RUNNING)
    return body, right if shown else None


def written(weights: Weights) -> str:
    """The weights as the package keeps them: a line a trait, so that a change can be read."""
    return json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def text_cases(folder: Path, more: list[Path]) -> list[tuple[Case, Choice]]:
    """The cases in text of a folder, those of pages in other folders as texts, and their choices of a headline."""
    cases = [case for case in load_cases(folder, HEADLINE_SHAPES) if case.kind in ("text", "dump") and case.title]
    for other in more:
        cases += [text for page in load_cases(other, frozenset(["html"]), titles=True) for text in as_texts(page)]
    cut = [beheaded(case) for case in cases]
    return [(case, choice_of(case, WEIGHTS)) for case in (*cases, *cut)]


def as_texts(page: Case) -> Iterator[Case]:
    """A page of which only the title is known, as a text of the whole and as a selection from it."""
    known = {"site": page.site, "english": page.english, "truth": {"title": page.title}}
    for shape, text in texts_of_page([it.text for it in page.looks], page.title, plain, page.site):
        captures, _ = read_capture("page.txt", text.encode("utf-8"))
        if len(captures) == 1 and captures[0].blocks:
            yield judged(known, shape, captures[0])


def beheaded(case: Case) -> Case:
    """The case without anything above its text: it has no headline."""
    begin = first_text(list(case.looks), likelihoods(list(case.looks), WEIGHTS))
    return replace(case, looks=case.looks[begin:], shape=f"{case.shape}, cut")


def validated_headlines(known: list[tuple[Case, Choice]], folds: int) -> str:
    """The share of right headlines of each shape by weights fitted without the site, where the title is a line."""
    rows: dict[str, list[bool]] = defaultdict(list)
    for left_out in folds_of([case for case, _ in known], folds):
        weights = choice_weights(choice for case, choice in known if case.site not in left_out)
        for case, choice in known:
            if case.site not in left_out or case.shape.endswith(", cut"):
                continue
            lines = [plain(case.looks[i].text) for i in choice.numbers]
            place = chosen(choice, weights)
            if any(plain(it.text) == case.title for it in case.looks):
                for name in (case.shape, f"{case.shape} (English)") if case.english else (case.shape,):
                    rows[name].append(place is not None and lines[place] == case.title)
    return "\n".join(
        f"{name:<24}{len(found):>7}{sum(found) / len(found):>8.3f}" for name, found in sorted(rows.items())
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path, help="a folder with truth.json")
    parser.add_argument("--shapes", default="", help="comma list; default: all")
    parser.add_argument("--folds", type=int, default=4, help="groups of sites, each left out once; 0: no validation")
    parser.add_argument("--keep", type=Path, help="also write the weights of each group, with its sites, as JSON here")
    parser.add_argument("--write", action="store_true", help="fit to all sites and write the weights into the package")
    parser.add_argument("--headlines", type=Path, nargs="*", help="those in text alone, with these folders too")
    args = parser.parse_args()
    if args.headlines is not None:
        known = text_cases(args.cases, args.headlines)
        if args.folds:
            print(validated_headlines(known, args.folds))
        if args.write:
            weights = {"headline in text": choice_weights(choice for _, choice in known)}
            TARGET.write_text(written(dict(WEIGHTS) | weights), "utf-8")
        return
    cases = load_cases(args.cases, frozenset(filter(None, args.shapes.split(","))))
    readings: list[tuple[str, bool | None]] = [("", None)] * len(cases)
    kept = []
    for left_out in folds_of(cases, args.folds) if args.folds else ():
        weights = fitted_by_kind(case for case in cases if case.site not in left_out)
        kept.append({"sites": sorted(left_out), "weights": weights})
        for number, case in enumerate(cases):
            if case.site in left_out:
                readings[number] = reading_of(case, weights)
    if args.folds:
        print(report(cases, readings))
    if args.keep:
        args.keep.write_text(json.dumps(kept), "utf-8")
    if args.write:
        TARGET.write_text(written(fitted_by_kind(cases)), "utf-8")


if __name__ == "__main__":
    main()
