"""Fits the weights of the second judgement of what kind a name is, and says how well they do on texts not seen.

    python bench/train_kinds.py FILE…              strict F1 on every fourth document of each file, by rules and by both
    python bench/train_kinds.py FILE… --write      then fits to all of it, writes pressmark/names/kind_weights.json

Each FILE has a token and a tag (IOB) a line, an empty line between sentences and -DOCSTART- before documents, or is of
Universal NER (iob2). It must be of an open licence: what ships was fitted to WikiGold (CC BY 4.0) and the development
and test parts of Universal NER's English EWT (CC BY-SA 4.0). Documents of sports, which the weights do not judge, are
left out. Nothing but the standard library is used; the same files give the same weights.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from dataclasses import dataclass
from math import exp, sqrt
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from pressmark.names import kind_votes
from pressmark.names.document import by_rules, decided, name_key
from pressmark.names.evidence import is_sports
from pressmark.names.kind_votes import CLASSES, said, traits
from pressmark.names.parsing import drafts
from pressmark.names.tokens import tokens

TARGET = Path(__file__).parent.parent / "pressmark" / "names" / "kind_weights.json"
EPOCHS, RATE, DECAY = 4, 0.1, 1e-3
RAREST = 2  # drafts with a trait
LEAST = 0.04  # a trait whose weights are all smaller is left out
KINDS = {"PER": "person", "ORG": "organization", "LOC": "place"}
TIGHT_BEFORE, TIGHT_BEHIND = set(", . ; : ? ! ) ] % 's 'S n't 'm 're 've 'll 'd".split()), set("( [ $ £ €".split())
MARKS = {"-LRB-": "(", "-RRB-": ")", "``": '"', "''": '"'}

Span = tuple[int, int]
Example = tuple[dict[str, float], int]


@dataclass(frozen=True)
class Text:
    text: str
    gold: dict[Span, str]


def load(path: Path) -> list[Text]:
    """The texts of a file with the spans of their names."""
    documents = re.split(r"^(?:-DOCSTART-|# newdoc).*$", path.read_text("utf-8"), flags=re.M)
    lines = ([line for line in document.splitlines() if not line.startswith("# ")] for document in documents)
    return [joined(some) for some in lines if any(some)]


def joined(lines: list[str]) -> Text:
    text, gold, tight = "", {}, True
    start, end, kind = 0, 0, ""
    for line in [*lines, ""]:
        columns = line.split("\t")[1:3] if "\t" in line else line.split()
        token, tag = (columns[0], columns[-1]) if columns else ("", "O")
        if kind and (not token or tag[:1] in "OB" or tag[2:] != kind):
            gold[start, end] = KINDS.get(kind, "none")
            kind = ""
        if not token:
            continue
        token = MARKS.get(token, token)
        text += "" if tight or token in TIGHT_BEFORE else " "
        if tag != "O" and not kind:
            start, kind = len(text), tag[2:]
        text += token
        end, tight = len(text), token in TIGHT_BEHIND
    return Text(text, gold)


def examples(text: Text) -> list[Example]:
    """What is seen of each draft of a text, and its class; drafts that cut a name are left out."""
    found = tokens(text.text)
    if is_sports(found):
        return []
    parts = drafts(found)
    keys = [name_key(found, draft) for draft in parts]
    sums, sturdy = by_rules(found, keys, parts, sports=False)
    result = []
    for key, draft in zip(keys, parts, strict=True):
        span = bare(text.text, found.starts[draft.first], found.end(draft.last - 1))
        kind = {bare(text.text, *s): k for s, k in text.gold.items()}.get(span, "none")
        if kind == "none" and any(s[0] < span[1] and span[0] < s[1] for s in text.gold):
            continue
        seen = dict.fromkeys(traits(found, draft), 1.0) | dict(said(sums[key], key not in sturdy))
        result.append((seen, CLASSES.index(kind)))
    return result


def bare(text: str, start: int, end: int) -> Span:
    """A span without its leading article."""
    return (start + 4, end) if text[start : start + 4].lower() == "the " else (start, end)


def fitted(some: list[Example]) -> dict[str, list[float]]:
    """Weights by gradients of the likelihood, each step by what a trait has moved so far."""
    count = Counter(trait for seen, _ in some for trait in seen)
    cut = [({t: v for t, v in seen.items() if count[t] >= RAREST}, kind) for seen, kind in some]
    weights = {t: [0.0] * len(CLASSES) for t in sorted(count) if count[t] >= RAREST}
    moved = {t: [1.0] * len(CLASSES) for t in weights}
    order = random.Random(1)
    for _ in range(EPOCHS):
        order.shuffle(cut)
        for seen, kind in cut:
            totals = [sum(weights[t][n] * v for t, v in seen.items()) for n in range(len(CLASSES))]
            chances = [exp(total - max(totals)) for total in totals]
            wrong = [chance / sum(chances) - (n == kind) for n, chance in enumerate(chances)]
            for trait, value in seen.items():
                weight, far = weights[trait], moved[trait]
                for n, much in enumerate(wrong):
                    step = much * value + DECAY * weight[n]
                    far[n] += step * step
                    weight[n] -= RATE * step / sqrt(far[n])
    return {t: w for t, w in weights.items() if max(map(abs, w)) >= LEAST}


def f1(texts: list[Text], weights: dict[str, list[float]]) -> float:
    """Strict F1 of names with these weights; with none, of the rules alone."""
    right = given = wanted = 0
    kind_votes.weights = lambda: {t: tuple(w) for t, w in weights.items()}
    for text in texts:
        found = tokens(text.text)
        names = decided(found, drafts(found))
        answer = {(bare(text.text, n.end - len(n.name), n.end), n.kind) for n in names if n.kind in CLASSES}
        gold = {(bare(text.text, *s), k) for s, k in text.gold.items() if k != "none"}
        right, given, wanted = right + len(answer & gold), given + len(answer), wanted + len(gold)
    return 200 * right / (given + wanted)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    sets = [load(path) for path in asked.files]
    seen = [[examples(text) for text in texts] for texts in sets]
    weights = fitted([e for some in seen for n, one in enumerate(some) if n % 4 for e in one])
    for path, texts in zip(asked.files, sets, strict=True):
        held = texts[::4]
        print(f"{path.name}: {f1(held, {}):.1f} by rules, {f1(held, weights):.1f} by both, {len(held)} documents")
    if asked.write:
        weights = fitted([e for some in seen for one in some for e in one])
        rounded = {trait: [round(100 * w) for w in weights[trait]] for trait in sorted(weights)}
        TARGET.write_text(json.dumps(rounded, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
        print(f"wrote {len(rounded)} traits, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
