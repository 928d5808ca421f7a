"""The article file as ingest first writes it: every key of the head, filled with what is proposed, and typed blocks."""

from __future__ import annotations

from dataclasses import replace

from pressmark.annotation import HEAD_KEY
from pressmark.draft import Draft, Value
from pressmark.frontmatter import Writable, dump_headed
from pressmark.labels import RUNNING, TYPED, Labelled
from pressmark.markdown import MAX_DEPTH, dump_markdown
from pressmark.markup import Block, Form, Mark, Role
from pressmark.numbering import Numbering
from pressmark.proposal.files import Names, bounded, bounded_value, unread
from pressmark.text import fit, squeezed

_ROLES: dict[str, Role] = {
    "summary": "summary",
    "caption": "caption",
    "credit": "caption",
    "pull quote": "pullquote",
    "correction": "correction",
    "contributors": "credits",
}
_FORMS: dict[str, Form] = {"heading": "heading", "list": "item", "quotation": "quotation"}


def proposed(value: Value) -> str | tuple[str, ...] | None:
    """A proposed value as an article's head holds it; None is unknown."""
    held = bounded_value(value).value
    if isinstance(held, tuple):
        return tuple(squeezed(fit(part)) for part in held)
    text = squeezed(fit(held)) if held is not None else None
    return None if text in ("", "unknown") else text


def _block(labelled: Labelled) -> Block:
    """A kept block as the article has it: words, links and form. A heading inside the text is never of level 1."""
    source = labelled.block
    role = _ROLES.get(labelled.label, "body")
    form = _FORMS.get(labelled.label, "item" if role != "body" and source.shape == "item" else "paragraph")
    level = 0
    if form == "heading":
        level = min(max(source.level, 2), 6)
    elif form == "item":
        level = min(max(source.level, 1), MAX_DEPTH)
    marks = tuple(Mark(link.start, link.end, "link", link.target) for link in source.links)
    ordered = source.ordered and form == "item"
    return Block(source.text, role, form, level, ordered, marks, number=source.number if ordered else 0)


def article_blocks(draft: Draft) -> tuple[Block, ...]:
    """The article's blocks: running text and typed blocks in the order of the capture.

    A credit goes to the caption it stands beside. Blocks of a summary, correction or credits that follow each other
    share one container; each caption has its own.
    """
    kept = [b for b in draft.blocks if b.label in RUNNING + TYPED and b.block.text.strip()]
    credits: dict[int, str] = {}
    joined: set[int] = set()
    for at, labelled in enumerate(kept):
        beside = (at - 1, at + 1) if labelled.label == "credit" else ()
        for other in beside:
            if 0 <= other < len(kept) and kept[other].label == "caption" and other not in credits:
                credits[other] = labelled.block.text
                joined.add(at)
                break
    blocks: list[Block] = []
    group = 0
    for at, labelled in enumerate(kept):
        if at in joined:
            continue
        block = _block(labelled)
        if block.role != "body":
            together = blocks and blocks[-1].role == block.role and block.role != "caption"
            group += not together
            block = replace(block, group=group, credit=credits.get(at, ""))
        blocks.append(block)
    return _numbered(blocks)


def _numbered(blocks: list[Block]) -> tuple[Block, ...]:
    """The blocks with numbers where their lists would not give them by themselves."""
    numbering = Numbering()
    done: list[Block] = []
    for block in blocks:
        if not done or block.form != "item" or (block.role, block.group) != (done[-1].role, done[-1].group):
            numbering.end()
        number = numbering.stated(block.level, block.ordered, block.number) if block.form == "item" else 0
        done.append(replace(block, number=number))
    return tuple(done)


def article_from(draft: Draft, names: Names, *, source: str) -> str:
    """The article file's text: unreviewed, every value as proposed or unknown, then the blocks.

    `source` is the capture's path as articles write it, from content/ on ("sources/0001.txt").
    """
    value = {field: proposed(held) for field, held in draft.values}
    entities: dict[str, Writable] = dict.fromkeys(HEAD_KEY.values(), None if unread(draft, names) else ())
    entities |= {HEAD_KEY[kind]: tuple(squeezed(fit(n)) for n in held) for kind, held in bounded(names)}
    head: dict[str, Writable] = {
        **{key: value[key] for key in ("title", "subtitle", "outlet", "authors", "contributors", "date", "updated")},
        "captured": value["captured"],
        **{key: value[key] for key in ("dateline", "section", "language", "url")},
        "archived_url": value["archived_url"],
        "republished_from": value["republished_from"],
        "source": source,
        "source_sha256": draft.sha256,
        "versions": (),
        "acquired_from": value["acquired_from"],
        "status": "unreviewed",
        **entities,
        "topics": (),
        "stories": (),
    }
    return dump_headed(head, dump_markdown(article_blocks(draft)))
