"""INGEST: which blocks repeat words of the text beside them: the text needs them once."""

from __future__ import annotations

from pressmark.segment.traits import Look
from pressmark.text import folded

_MOST_COMPARED = 1500  # blocks of running text; each is looked for in all others
_LONG = 12  # words; a shorter line without a sentence's end is rather a heading
_MOST_ALIKE = 3  # lines of the same words; more are a refrain
_QUOTES = "\"“”„«»‘’'‚ .,"


def pull_quotes(looks: list[Look], running: list[int]) -> list[int]:
    """The short blocks, of these running ones, whose words stand in another of them too.

    Markup sets a pull quote apart: what is marked up as the paragraph that it repeats is none, nor a heading or a row.
    """
    if len(running) > _MOST_COMPARED:
        return []
    texts = {i: (looks[i].folded or folded(looks[i].text)).strip(_QUOTES) for i in running}
    whole = "\n" + "\n\n".join(texts[i] for i in running) + "\n"
    found = []
    for i in running:
        block = looks[i].block
        if not 5 <= looks[i].words <= 60 or whole.find(texts[i], whole.find(texts[i]) + 1) < 0:
            continue
        if block.traits and block.shape in ("heading", "table"):
            continue
        if not block.traits and texts[i].endswith("?"):  # asked again, of another person
            continue
        refrain = whole.count(f"\n{texts[i]}\n") > _MOST_ALIKE
        if not block.traits and looks[i].words < _LONG and (refrain or not looks[i].sentence):
            continue  # or heads a part in words from it
        others = [
            j
            for j in running
            if (j < i and texts[j] == texts[i]) or (texts[i] in texts[j] and len(texts[j]) > len(texts[i]))
        ]
        if others and not (block.traits and any(looks[j].block.traits == block.traits for j in others)):
            found.append(i)
    return found
