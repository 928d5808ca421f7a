"""Fits the weights by which one of a capture's lines is chosen as its headline, or none of them.

Each capture is one choice: the likelihood of the right lines among all that could be it and "none of them", which
scores 0. A capture without its headline teaches to choose none. Needs numpy and scipy, for the fitting only.

The weights for texts are fitted by `python bench/train_blocks.py CORE --headlines META --write`, where CORE holds
pages with a known text in many shapes of text, and META pages of which only the title is known, as HTML: our own reader
of HTML turns each into a text of all its lines and, where the title is one of them, into a selection around it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

PENALTY = 3.0  # of the squared weights; larger ones make the weights smaller
RAREST = 8  # a trait that fewer lines bear gets no weight
SMALLEST = 0.03  # a weight that is not written
ROUNDS = 120


@dataclass(frozen=True, slots=True)
class Choice:
    """The lines of one capture that could be its headline: their traits, which are right, and how much it counts."""

    lines: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    counts: float = 1.0
    numbers: tuple[int, ...] = ()  # of their blocks


def choice_weights(choices: Iterable[Choice], penalty: float = PENALTY) -> dict[str, float]:
    """The weight of each trait, and that of being a line at all as "always"."""
    known = [choice for choice in choices if choice.lines]
    borne = Counter(name for choice in known for names in choice.lines for name in names)
    columns = {name: number for number, name in enumerate(sorted(n for n, k in borne.items() if k >= RAREST), 1)}
    best = _fitted(known, columns, penalty)
    weights = {"always": best[0], **{name: best[number] for name, number in columns.items()}}
    return {name: round(float(w), 2) for name, w in weights.items() if abs(w) >= SMALLEST}


def chosen(choice: Choice, weights: dict[str, float]) -> int | None:
    """Which of the lines these weights choose; None for none of them."""
    always = weights.get("always", 0.0)
    scores = [always + sum(weights.get(name, 0.0) for name in names) for names in choice.lines]
    best = max(range(len(scores)), key=lambda i: (scores[i], -i), default=None)
    return best if best is not None and scores[best] > 0 else None


def texts_of_page(
    lines: Sequence[str], title: str, plain: Callable[[str], str], seed: str
) -> Iterator[tuple[str, str]]:
    """A page's lines as texts by shape: the whole, and a selection from a little above its title into its text."""
    yield "page as text", "\n".join(lines)
    at = [i for i, line in enumerate(lines) if plain(line) == title]
    if at:
        chance = hashlib.md5(f"{seed} {title}".encode()).digest()
        place = at[-1] if len(at) < 3 else at[1]
        end = place + max(20, int((len(lines) - place) * (0.3 + 0.6 * chance[1] / 255)))
        yield "selection", "\n\n".join(lines[max(0, place - chance[0] % 9) : end])


def _fitted(known: Sequence[Choice], columns: dict[str, int], penalty: float) -> np.ndarray:
    rows, starts, group, right = [], [0], [], []
    for number, choice in enumerate(known):
        for names, answer in zip(choice.lines, choice.right, strict=True):
            rows += [0, *(columns[name] for name in set(names) if name in columns)]
            starts.append(len(rows))
            group.append(number)
            right.append(answer)
        starts.append(len(rows))  # none of them: no trait at all
        group.append(number)
        right.append(not any(choice.right))
    matrix = csr_matrix((np.ones(len(rows)), rows, starts), shape=(len(group), len(columns) + 1))
    counts = np.array([choice.counts for choice in known])
    groups, truth = np.array(group), np.array(right)
    firsts = np.r_[0, np.flatnonzero(np.diff(groups)) + 1]

    def shares(scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        most = np.maximum.reduceat(scores, firsts)
        raised = np.exp(scores - most[groups])
        total = np.add.reduceat(raised, firsts)
        return most + np.log(total), raised / total[groups]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        total, share = shares(scores)
        held, due = shares(np.where(truth, scores, -1e9))
        value = (counts * (total - held)).sum() + penalty / 2 * (weights[1:] ** 2).sum()
        slope = matrix.T @ (counts[groups] * (share - due))
        slope[1:] += penalty * weights[1:]
        return value, slope

    start = np.zeros(len(columns) + 1)
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x
