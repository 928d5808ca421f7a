"""INGEST: Markdown made from HTML (pandoc's dialects) to blocks.

Such files are half Markdown, half tags: divs, spans, captions inside an image's alternative text. Markdown is turned
back into tags line for line, so that every line keeps its number, and the result is read as any page is.
"""

from __future__ import annotations

import re
from html import escape
from itertools import islice

from pressmark.capture import Capture
from pressmark.captures.elements import flow, lines_of, visible_words
from pressmark.captures.flow_blocks import blocks_of
from pressmark.captures.grid_tables import DEEPEST, grid_end, grid_rows
from pressmark.text import holds_any

NAME = "Markdown of HTML"
_SIGNS = re.compile(r"(?<!\\)\]\((?:https?:|/|#|<)[^)\s]*\s*\)?|^#{1,6} \S|^:::+ *[{\w]|^</?div\b[^>]*>?$", re.M)
_IN_SIGNS = ("](", "# ", ":::", "<div", "</div")  # one of these is in each: quick to look for
_FEWEST_SIGNS = 3
_SURELY = 9  # with more links than this nothing else needs to be looked for
# What people write by hand as well; it tells only beside a sign. A heading between empty lines counts twice.
_BY_HAND = re.compile(
    r"(?<![\w*\\])(\*{1,2})(?=[^\s*])[^*\n]{0,200}[^\s*\\]\1(?![\w*])|(?:(?<=\n\n)|\A)#{1,6} \S.*(?=\n\n)|"
    r"\n[-*+] \S.*\n[-*+] \S"
)
# How a line begins, white space aside, that is more than words of a paragraph: quick to look for.
_BEGINS = frozenset("`~:#>|-*+_=")
_FENCE = re.compile(r"^\s*(```+|~~~+)\s*(\{?=?\w*\}?).*$")
# What no code block of a page holds.
_LONGEST_CODE = 2000  # lines
_PAGE_GOES_ON = re.compile(r"^(?:#{1,6} \S|:::+|</?div\b)")
_HEADING = re.compile(r"^\s{0,8}(#{1,6})\s+(?=\S)")
_UNDERLINE = re.compile(r"^(=+|-{2,})\s*$")
_ITEM = re.compile(r"^(\s*)(?:[-*+]|(\d{1,9}|[a-z])[.)])(?:\s+|$)")
_QUOTE = re.compile(r"^\s{0,12}>\s?")
_RULE = re.compile(r"^\s*(?:(?:[-*_]\s*){3,}|[-\s]{5,}|\+[-=+:]{5,})$")
_ROW = re.compile(r"^\s*\|.*\|.*\|\s*$")
_ROW_RULE = re.compile(r"^\s*\|(?:\s*:?-+:?\s*\|)+\s*$")
_CLASSES = re.compile(r"(?:^|\s)\.([\w:/.\[\]-]+)")
_ID = re.compile(r"#([\w:-]+)")
_STYLE = re.compile(r"""style="([^"]*)\"""")
_BARE_TAGS = re.compile(r"(?:</?(?!span|a\b|em|strong|b\b|i\b|img)\w[^<>]*>\s*)+")
_LINK_TARGET = re.compile(r"\]\(\s*<?([^\s>)]*(?:\([^\s()]*\))?[^\s>)]*)")
_LAST_ATTRIBUTES = re.compile(r"(\{[^{}]*\})$")
# Pandoc's Markdown writes "---" and "--" for dashes, and straight marks for curly ones; hyphens of the page's own it
# writes with a backslash. Its attributes and fences tell that dialect, and so do three hyphens between words.
_CURLY = ("—", "–", "“", "”", "’", "…")
_HYPHENS_FOR_DASHES = re.compile(
    r"(?<![\w/.-])[^\W\d_]+[\"')\].,]* ?---(?=[\s\"'(]|[^\W_])|(?<=[\"')]) ---(?=\s)|"
    r"\\--|^:::+ *\{|[\])\w] ?\{[.#][\w-]",
    re.M,
)
# Addresses, and hyphens with space on both sides or none: before a word alone they are an option of a command.
_HYPHENS = re.compile(r"\S*(?:://|www\.)\S*|-{4,}|---|(?<!\S)--(?!\S)|(?<=\S)--(?=\S)")
_MAY_BEGIN = re.compile(r"[\\<`!\[\]*_~]")  # how each of the following does: quick to look for
# What an inline text is made of, in order of trial. Tags pass through as they are.
_INLINE = re.compile(
    r"(?P<escaped>\\[\\`*_{}\[\]()#+.!>~$^|<'\"@&/-])"
    r"|(?P<tag></?[a-zA-Z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>|<!--.*?-->)"
    r"|(?P<auto><(?:https?:|mailto:)[^<>\s]+>)"
    r"|(?P<code>(?<!`)`[^`\n]+`(?!`))"
    r"|(?P<open>!?\[)"
    r"|(?P<close>\](?:\(\s*(?:<[^<>\n]*>|(?:[^()\s]|\([^()\s]*\))*)(?:\s+(?:\"(?:[^\"\\]|\\.)*\"|'[^']*'))?\s*\))?"
    r"(?:\{[^{}]*\})?)"
    r"|(?P<mark>\*{1,3}|(?<![\w\\])_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|~~)"
    r"|(?P<hard>\\$)",
    re.S | re.M,
)


def told(text: str) -> bool:
    """Whether the text is of this format: some of what only converters write, or less of it with emphasis and lists."""
    start = text[:200_000]
    if not holds_any(start, _IN_SIGNS):
        return False
    if start.count("](http") - start.count("\\](http") > _SURELY:
        return True
    signs = len(list(islice(_SIGNS.finditer(start), _FEWEST_SIGNS)))
    if 0 < signs < _FEWEST_SIGNS:
        signs += len(list(islice(_BY_HAND.finditer(start), _FEWEST_SIGNS)))
    return signs >= _FEWEST_SIGNS


def read(source: str, sha256: str, encoding: str, text: str) -> Capture:
    """The capture of a Markdown file that was made from HTML."""
    page = as_markup(text)
    events = flow(page)
    blocks = blocks_of(events, lines_of(page))
    return Capture(source, sha256, NAME, encoding, text, blocks, (), visible_words(events))


def as_markup(text: str) -> str:
    """The Markdown as tags, with the same number of lines."""
    return "\n".join(_Lines(text.split("\n"), _writes_dashes(text)).converted())


def _writes_dashes(text: str) -> bool:
    """Whether a converter wrote hyphens for dashes: no dash is left, nor a curly mark, and its notation says so."""
    start = text[:200_000]
    return "--" in start and not holds_any(start, _CURLY) and _HYPHENS_FOR_DASHES.search(start) is not None


def _dashed(text: str) -> str:
    return _HYPHENS.sub(lambda m: m[0] if len(m[0]) > 3 else "–—"[len(m[0]) - 2], text) if "--" in text else text


class _Lines:
    """One pass over the lines: each gives one line of tags, possibly empty."""

    def __init__(self, lines: list[str], dashes: bool = False, depth: int = 0) -> None:
        self.lines = lines
        self.dashes = dashes  # whether two hyphens and three stand for dashes
        self.depth = depth  # of the table in which these lines are a cell
        self.out: list[str] = []
        self.paragraph: list[str] = []
        self.opening = ""
        self.closing = ""

    def converted(self) -> list[str]:
        fence, raw = "", False
        beyond = 0  # the line after a table that has been read as a whole
        for number, line in enumerate(self.lines):
            if number < beyond:
                continue
            mark = _FENCE.match(line) if "```" in line or "~~~" in line else None
            if mark and not fence and not self._closed(mark, number):
                mark = None
                line = ""
            if fence:
                if line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                    fence = ""
                    self.out.append("" if raw else "</pre>")
                else:
                    self.out.append(line if raw else escape(line))
            elif mark and "`" not in line.strip().strip("`"):
                self._end()
                fence, raw = mark[1], "=html" in mark[2]
                self.out.append("" if raw else "<pre>")
            elif "+" in line and self.depth < DEEPEST and (end := grid_end(self.lines, number)) > number:
                self._table(self.lines[number:end])
                beyond = end
            else:
                self._line(line)
        self._end()
        return self.out

    def _closed(self, mark: re.Match[str], number: int) -> bool:
        """Whether a fence has an end before the headings and divs that a page goes on with."""
        for line in self.lines[number + 1 : number + 1 + _LONGEST_CODE]:
            if line.strip().startswith(mark[1]) and not line.strip().strip(mark[1][0]):
                return True
            if "=html" not in mark[2] and _PAGE_GOES_ON.match(line):
                return False
        return False

    def _table(self, lines: list[str]) -> None:
        """A table of drawn lines: its cells one after the other, the first of a row on its own lines and the others on
        the row's last."""
        self._end()
        self.out.append("")
        for height, cells in grid_rows(lines):
            first, *others = [_Lines(cell, self.dashes, self.depth + 1).converted() for cell in cells]
            kept = [*first, *[""] * height][: height - 1]
            rest = " ".join(["", *first[height - 1 :], *(" ".join(other) for other in others)])
            self.out += [*kept, rest]

    def _line(self, line: str) -> None:
        stripped = line.strip()
        if not stripped:
            self._end()
            self.out.append("")
            return
        begun = stripped[0]
        marked = begun.isdecimal() or stripped[1:2] in (".", ")")  # as numbered items are
        if begun not in _BEGINS and not (marked and _ITEM.match(line)):
            if self.paragraph:
                self.paragraph.append(line)
            else:
                self._begin("<p>", "</p>", line)
        else:
            self._marked_line(line, stripped, marked)

    def _marked_line(self, line: str, stripped: str, marked: bool) -> None:
        """A line that may be more than words of a paragraph; `marked` if it begins as a numbered item does."""
        begun = stripped[0]
        quoted = _QUOTE.match(line) if begun == ">" else None
        if quoted:
            line = line[quoted.end() :]
            stripped = line.strip()
            begun = stripped[:1]
        div = stripped.startswith(":::")
        heading = _HEADING.match(line) if begun == "#" else None
        item = _ITEM.match(line) if marked or quoted or begun in ("-", "*", "+") else None
        if div:
            self._end()
            named = stripped.strip(":").strip()
            self.out.append(f"<div{_attributes(named)}>" if named else "</div>")
        elif begun == "|" and _ROW.match(line) and not self.paragraph:
            # A row of a drawn table is a block: its cells with the lines between them, without those at its ends.
            self._begin("<p>", "</p>", "" if _ROW_RULE.match(line) else stripped.strip("|").strip())
            self._end()
        elif begun in ("", "-", "*", "_", "+") and _RULE.match(line) and not self.paragraph:
            self.out.append("<hr>")
        elif heading:
            self._end()
            level = len(heading[1])
            words, attributes = _parted(line[heading.end() :])
            self._begin(f"<h{level}{attributes}>", f"</h{level}>", words)
            self._end()
        elif (
            begun in ("=", "-")
            and _UNDERLINE.match(line)
            and len(self.paragraph) == 1
            and not self.opening.startswith("<li")
        ):
            level = 1 if line[0] == "=" else 2
            self.opening, self.closing = f"<h{level}>", f"</h{level}>"
            self._end()
            self.out.append("")
        elif item:
            self._end()
            kind = "ol" if item[2] else "ul"
            first = f' start="{item[2]}"' if item[2] and item[2].isdigit() and item[2] != "1" else ""
            self._begin(f"<{kind}{first}><li>", f"</li></{kind}>", line[item.end() :])
        elif self.paragraph:
            self.paragraph.append(line)
        else:
            tag, end = ("<blockquote><p>", "</p></blockquote>") if quoted else ("<p>", "</p>")
            self._begin(tag, end, line)

    def _begin(self, opening: str, closing: str, line: str) -> None:
        self.opening, self.closing = opening, closing
        self.paragraph = [line]

    def _end(self) -> None:
        """Writes the paragraph that has been gathered, one line of tags a line."""
        if not self.paragraph:
            return
        text = "\n".join(self.paragraph)
        stripped = text.strip()
        # A paragraph of nothing but block tags is no paragraph.
        bare = self.opening == "<p>" and stripped[:1] == "<" and _BARE_TAGS.fullmatch(stripped)
        if not bare:
            text = self.opening + inline(text, self.dashes) + self.closing
        self.out += text.split("\n")
        self.paragraph, self.opening, self.closing = [], "", ""


def _parted(heading: str) -> tuple[str, str]:
    """A heading's words and the HTML attributes that stand after them."""
    words = heading.rstrip()
    start = words.rfind("{")
    if not words.endswith("}") or start < 0:
        return words.rstrip("#"), ""
    return words[:start].rstrip().rstrip("#"), _attributes(words[start:])


def _attributes(text: str) -> str:
    """A pandoc attribute list, or a bare class name, as HTML attributes."""
    if not text:
        return ""
    inner = text.strip("{} ")
    if not text.startswith("{"):
        return f' class="{escape(inner)}"'
    classes, ids, style = _CLASSES.findall(inner), _ID.search(inner), _STYLE.search(inner)
    found = f' class="{escape(" ".join(classes))}"' if classes else ""
    found += f' id="{escape(ids[1])}"' if ids else ""
    return found + (f' style="{escape(style[1])}"' if style else "")


def inline(text: str, dashes: bool = False) -> str:
    """Inline Markdown as tags: links, images, spans; emphasis marks are dropped, line feeds stay.

    With `dashes`, two hyphens are read as the shorter dash and three as the longer.
    """
    plain = _dashed if dashes else str
    sign = _MAY_BEGIN.search(text)
    if sign is None:
        return plain(text)
    out: list[str] = []
    brackets: list[tuple[int, bool]] = []
    written = 0
    while sign is not None:
        start = sign.start()
        token = _INLINE.match(text, start)
        end = token.end() if token else start + 1
        sign = _MAY_BEGIN.search(text, end)
        if token is None or (token.lastgroup == "tag" and not dashes):
            continue  # stays as it is
        out.append(plain(text[written:start]))
        written = end
        kind = token.lastgroup
        if kind == "escaped":
            out.append(escape(token[0][1:], quote=False))
        elif kind == "tag":
            out.append(token[0])
        elif kind == "auto":
            link = escape(token[0][1:-1], quote=False)
            out.append(f'<a href="{escape(token[0][1:-1])}">{link}</a>')
        elif kind == "code":
            out.append(escape(token[0][1:-1], quote=False))
        elif kind == "open":
            brackets.append((len(out), token[0] == "!["))
            out.append(token[0])
        elif kind == "close":
            out.append(_closed(out, brackets, token[0]))
        elif kind == "hard":
            out.append("<br>")
    out.append(plain(text[written:]))
    return "".join(out)


def _closed(out: list[str], brackets: list[tuple[int, bool]], text: str) -> str:
    """What stands for the end of a bracket; its beginning, in `out`, is replaced where it was a link or an image."""
    lines = "\n" * text.count("\n")
    if not brackets:
        return text
    target = _LINK_TARGET.match(text)
    attrs = _LAST_ATTRIBUTES.search(text) if text[-1] == "}" else None
    start, image = brackets.pop()
    marks = _attributes(attrs[1]) if attrs else ""
    if image and target:
        out[start] = f'<figure role="alt" src="{escape(target[1])}"{marks}>'
        return f"{lines}</figure>"
    if target:
        out[start] = f'<a href="{escape(target[1])}"{marks}>'
        return f"{lines}</a>"
    if attrs:
        out[start] = f"<span{marks}>"
        return f"{lines}</span>"
    return text
