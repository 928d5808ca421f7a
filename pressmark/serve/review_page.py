"""EDGE: the desk's page of what waits for a decision, with the commands to copy; it is in no site."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from pressmark.text import counted
from pressmark.waiting import Item, patch

_STYLES = ("tokens", "base", "layout", "parts", "pages")
# The styles put the sign before the words again.
_TAGS = {"+": "ins", "-": "del"}


def _line(line: str) -> str:
    tag = _TAGS.get(line[:1]) if not line.startswith(("+++", "---")) else None
    return f"<{tag}>{escape(line[1:])}</{tag}>" if tag else escape(line)


def _item(item: Item) -> str:
    shown = "\n".join(_line(line) for line in patch(item).splitlines())
    commands = [f"python build.py accept {item.id}"] if item.after is not None else []
    commands.append(f"python build.py refuse {item.id}")
    article = f"/articles/{item.article.rpartition('/')[2].removesuffix('.md')}.html"
    return (
        f'<section aria-labelledby="{item.id}"><h2 id="{item.id}">{escape(item.path)}:{item.line}</h2>'
        f'<p>{escape(item.why)} (<a href="{escape(article)}">the article</a>)</p>'
        + (f"<pre>{shown}</pre>" if shown else "<p>Nothing is proposed: write it by hand, or refuse.</p>")
        + f"<pre><code>{escape(chr(10).join(commands))}</code></pre></section>"
    )


def review_page(items: Iterable[Item]) -> bytes:
    """The whole page; what captures and people wrote stands in it as text alone."""
    held = tuple(items)
    styles = "".join(f'<link rel="stylesheet" href="/assets/css/{name}.css">' for name in _STYLES)
    styles += '<link rel="icon" href="/assets/icons/icon.svg" type="image/svg+xml">'
    body = "".join(map(_item, held)) or "<p>Nothing waits for a decision.</p>"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Review</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'; object-src 'none'; "
        f'base-uri \'none\'; form-action \'none\'">{styles}</head><body class="page"><main class="main">'
        f'<p><a href="/index.html">The archive</a></p><h1>{counted(len(held), "thing")} to decide</h1>{body}'
        "</main></body></html>"
    ).encode()
