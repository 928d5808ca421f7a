"""INGEST: the weights by which named traits speak for running text, or for a headline (+), or against it (-).

Fitted by regularized logistic regression to public collections of news pages with a known text: to selections from
pages, to dumps of whole pages, to markup, and to pages of which an extractor has given its view; for each a first and a
second judgement. bench/train_blocks.py writes weights.json anew whenever a trait changes. A trait without a weight says
nothing.
"""

from __future__ import annotations

import json
from importlib import resources

WEIGHTS: dict[str, dict[str, float]] = json.loads(
    resources.files("pressmark.segment").joinpath("weights.json").read_text("utf-8")
)
