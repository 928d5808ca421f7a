"""INGEST: what to call a block that is no part of the article, by its words, its markup, its links and its place."""

from __future__ import annotations

from pressmark.segment.traits import Look

_BY_PART = {
    "ads": ("advertisement", "is marked up as an advertisement"),
    "talk": ("comments", "is marked up as part of the comments"),
    "legal": ("legal", "is marked up as a notice"),
    "offer": ("newsletter", "is marked up as an offer to sign up"),
    "share": ("share", "is marked up as a tool of the page"),
    "related": ("related", "is marked up as a lead to other pages"),
    "around": ("navigation", "is marked up as a way around the site"),
    "tags": ("navigation", "is marked up as a tag or section"),
}
_BY_ELEMENT = (
    ("nav", "navigation", "stands in the page’s navigation"),
    ("footer", "navigation", "stands in the page’s footer"),
    ("header", "navigation", "stands in the page’s header"),
    ("aside", "related", "stands beside the text"),
    ("form", "furniture", "stands in a form"),
    ("button", "share", "is a button"),
)


def outside_label(it: Look, place: str) -> tuple[str, str]:
    """The dropped label and the reason for a block outside the text; `place` is "before", "inside" or "after" it."""
    if it.furniture:
        return it.furniture
    if it.picture:
        return it.picture if it.picture[0] in ("credit", "caption", "video") else ("furniture", it.picture[1])
    for element, label, reason in _BY_ELEMENT:
        if element in it.block.traits:
            return label, reason
    for part in reversed(it.parts):
        if part in _BY_PART:
            return _BY_PART[part]
    if it.links > 0.7:
        return "related", "is nothing but a link"
    if it.block.shape == "item":
        return "navigation", f"is an item of a list {_WHERE[place]}"
    if it.words <= 12:
        return "furniture", f"is a short line {_WHERE[place]}"
    return "furniture", f"does not read as part of the article, {_WHERE[place]}"


def shouted_link(it: Look) -> bool:
    """Whether a paragraph is a lead to another page that is set in capitals, as publishers put them between others."""
    plain = it.block.shape == "paragraph" and it.words >= 3 and bool(it.block.traits)
    return plain and it.links > 0.9 and it.text.isupper()


_WHERE = {"before": "before the text", "inside": "among the paragraphs", "after": "after the text"}
