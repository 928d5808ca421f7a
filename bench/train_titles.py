"""Fits the weights by which an HTML page's headline is told, and says how well they do on sites they have not seen.

    python bench/train_titles.py CASES…             cross-validated share of right headlines, by collection
    python bench/train_titles.py CASES… --write     then fits to all sites and writes pressmark/segment/page_titles.json

CASES are folders with a truth.json as bench/train_blocks.py reads it; a case counts if it is known in the shape "html"
and its truth holds a title. Nothing of it is shipped. Needs numpy and scipy besides, for the fitting only.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from headline_fit import Choice, choice_weights
from train_blocks import alike, folds_of, plain

sys.path.insert(0, str(Path(__file__).parent.parent))

from pressmark.captures import read_capture
from pressmark.draft import drafted
from pressmark.segment import labelled
from pressmark.segment.likelihood import likelihoods
from pressmark.segment.page_titles import stated_title, title_traits, without_kicker
from pressmark.segment.stated_titles import stated_instead
from pressmark.segment.traits import looks_of

TARGET = Path(__file__).parent.parent / "pressmark" / "segment" / "page_titles.json"
PENALTY = 6.0  # of the squared weights; larger ones make the weights smaller
LIKE = 0.7  # a line that shares fewer of a title's words is not that title in other words


@dataclass(frozen=True, slots=True)
class Case:
    """One page with its title, the lines that could be it, and what the markup alone would give."""

    site: str
    group: str
    title: str
    lines: tuple[str, ...]
    instead: tuple[str, ...]  # what is taken where that line is the headline
    traits: tuple[tuple[str, ...], ...]
    now: str  # what the package as it stands takes for the title
    stated: str  # what it takes where no line of the page is the headline


def load_cases(folder: Path) -> list[Case]:
    found = []
    for case in json.loads((folder / "truth.json").read_text("utf-8"))["cases"]:
        name, title = case["files"].get("html"), case["truth"].get("title")
        if not name or not title:
            continue
        data = (folder / name).read_bytes()
        captures, _ = read_capture(name, gzip.decompress(data) if name.endswith(".gz") else data)
        if len(captures) != 1:
            continue
        capture = captures[0]
        looks = looks_of(capture)
        hidden = frozenset(i for i, it in enumerate(looks) if {"hidden", "alt", "role:alt"} & set(it.block.traits))
        lines = title_traits(looks, likelihoods(looks), capture.facts, hidden)
        draft = drafted(capture, labelled(capture))
        now = draft.value("title").value
        stated = stated_title(capture.facts)
        group = f"{case['source']}{' English' if case['english'] and case['source'] == 'fundus' else ''}"
        forms = [without_kicker(looks[i].text, capture.facts) for i, _ in lines]
        texts = ["", *(it.text for it in looks), ""]
        instead = [
            stated_instead(form, (texts[i], texts[i + 2]), draft.body, capture.facts) or (form,)
            for form, (i, _) in zip(forms, lines, strict=True)
        ]
        traits = tuple(tuple(dict.fromkeys(names)) for _, names in lines)
        told = plain(stated[0] if stated else "")
        found.append(
            Case(
                case["site"],
                group,
                plain(title),
                tuple(map(plain, forms)),
                tuple(plain(one[0]) for one in instead),
                traits,
                plain(str(now or "")),
                told,
            )
        )
    return found


def fitted(cases: list[Case]) -> dict[str, float]:
    """The weights that tell the line that is the title, or else nearest to it, among all lines of its page."""
    choices = []
    for case in cases:
        likeness = [alike(case.title, line) for line in case.lines]
        best = max(likeness, default=0.0)
        choices.append(Choice(case.traits, tuple(best >= LIKE and one == best for one in likeness)))
    return choice_weights(choices, PENALTY)


def chosen(case: Case, weights: dict[str, float]) -> str:
    best, most = case.stated, 0.0
    for line, names in zip(case.instead, case.traits, strict=True):
        score = weights.get("always", 0.0) + sum(weights.get(name, 0.0) for name in names)
        if score > most:
            best, most = line, score
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path, nargs="+", help="folders with truth.json")
    parser.add_argument("--folds", type=int, default=5, help="groups of sites, each left out once")
    parser.add_argument("--write", action="store_true", help="fit to all sites and write the weights into the package")
    args = parser.parse_args()
    cases = [case for folder in args.cases for case in load_cases(folder)]
    rows: dict[str, list[tuple[bool, bool, bool]]] = defaultdict(list)
    for left_out in folds_of(cases, args.folds):  # type: ignore[arg-type]
        weights = fitted([case for case in cases if case.site not in left_out])
        for case in cases:
            if case.site in left_out:
                row = (chosen(case, weights) == case.title, case.now == case.title, case.title in case.lines)
                for group in (case.group, "all"):
                    rows[group].append(row)
    print(f"{'collection':<24}{'pages':>7}{'right':>8}{'now':>8}{'shown':>8}")
    for group, found in sorted(rows.items()):
        right, now, shown = (sum(row[place] for row in found) / len(found) for place in range(3))
        print(f"{group:<24}{len(found):>7}{right:>8.3f}{now:>8.3f}{shown:>8.3f}")
    if args.write:
        TARGET.write_text(json.dumps(fitted(cases), ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
