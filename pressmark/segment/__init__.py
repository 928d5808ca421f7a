"""INGEST: a Capture to labelled blocks: each block of the page bears one label and the reason for it, in words."""

from __future__ import annotations

from pressmark.capture import Capture
from pressmark.labels import Labelled, OutletHint
from pressmark.segment.labelling import Labelling
from pressmark.text import word_count

__all__ = ["labelled", "unaccounted"]


def labelled(capture: Capture, outlets: tuple[OutletHint, ...] = ()) -> tuple[Labelled, ...]:
    """Every block of the capture with its label, in the capture's order.

    Lines that an outlet's `drop_lines` name are dropped when the capture's text names that outlet.
    """
    return Labelling(capture, outlets).labels()


def unaccounted(capture: Capture, labels: tuple[Labelled, ...]) -> int:
    """How many of the capture's words stand in no labelled block; 0 when kept and dropped words make up the whole."""
    return capture.words - sum([word_count(label.block.text) for label in labels])
