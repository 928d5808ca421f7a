"""INGEST and BUILD: which capture is which article's, by what articles and proposals say of them.

Takes the files of content/articles/ and content/proposals/, gives what is known of captures before any is read, and
what is wrong between the three folders.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from types import MappingProxyType

from pressmark import nodes
from pressmark.frontmatter import read_headed
from pressmark.nodes import Node, Scalar, Sequence
from pressmark.problems import Problem, Problems, in_order, warning
from pressmark.proposal import Difference, differences, parse_proposal
from pressmark.tree import File, Tree

_KEYS = ("source", "source_sha256", "versions", "formerly")
# What a file must hold to say anything: one of the keys, or an escape that may stand for a letter of it.
_SAYS = re.compile("|".join((*_KEYS, r"\\")).encode())
_RECORD = re.compile(r"#\d+$")
# A further capture's reading: that of ID is ID.md.
FURTHER = re.compile(r"content/proposals/(?:.*/)?([^/]+)--[1-9]\d*\.md")
_WAITS = re.compile(rb"^(?:waits:|::: was )", re.M)


@dataclass(frozen=True, slots=True)
class Said:
    """What an article or proposal says of captures. `sources` are all those written under `source`: one, as a rule."""

    path: str
    id: str
    sources: tuple[str, ...]
    sha256: str
    versions: tuple[str, ...]
    formerly: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """What an archive knows of its captures; sources as articles write them ("sources/a.txt", "sources/a.warc#3")."""

    articles: Mapping[str, Said]  # source -> the article written from it
    versions: Mapping[str, Said]  # source -> the article that lists it as a further capture
    proposals: Mapping[str, Said]  # source -> the proposal that reads it
    proposal_of: Mapping[str, str]  # path of an article -> path of its proposal
    read: Mapping[str, tuple[Said, ...]]  # SHA-256 -> those that were read from these bytes
    taken: frozenset[str]  # ids that no new article may bear

    def named(self) -> tuple[str, ...]:
        """Every source that an article or a proposal names, sorted: none of them is new."""
        return tuple(sorted({*self.articles, *self.versions, *self.proposals}))

    def astray(self) -> tuple[Said, ...]:
        """The proposals that read what no article names any more: somebody deleted the article."""
        pending = self.pending()
        known = {*self.proposal_of.values(), *(self.proposals[source].path for source in pending)}
        kept = (p for s, p in self.proposals.items() if s not in self.articles and s not in self.versions)
        return tuple(sorted({p.path: p for p in kept if p.path not in known}.values(), key=lambda p: p.path))

    def further(self, source: str) -> Said | None:
        """The article that a source is a further capture of, or waits to be."""
        listed = self.versions.get(source)
        return listed or (self.pending().get(source) if source in self.proposals else None)

    def pending(self) -> Mapping[str, Said]:
        """The further captures that were read and wait to be listed: source -> the article that they are another of."""
        own = {a.id: a for a in self.articles.values()}
        own = {old: a for a in own.values() for old in a.formerly} | own
        found = {}
        for source, proposal in self.proposals.items():
            further = FURTHER.fullmatch(proposal.path)
            if further and further[1] in own and source not in self.versions and source not in self.articles:
                found[source] = own[further[1]]
        return MappingProxyType({source: found[source] for source in sorted(found)})


def normal(source: str) -> str:
    """A source as captures are named: below content/, without "./"."""
    return posixpath.normpath(source.strip()).removeprefix("content/")


def file_of(source: str, files: Container[str] = ()) -> str:
    """The file that a source stands in: itself, or without the number of its record. A file's own name may end in
    a number sign and digits too: it is one of `files` then."""
    return source if source in files else _RECORD.sub("", source)


def _stem(path: str) -> str:
    return posixpath.basename(path).partition(".")[0].lower()


def _texts(node: Node | None) -> tuple[str, ...]:
    if isinstance(node, Scalar):
        return () if node.empty or node.text == "unknown" else (node.text,)
    return tuple(t for item in node.items for t in _texts(item)) if isinstance(node, Sequence) else ()


def _line_by_line(text: str) -> dict[str, Node]:
    """The keys that we need, each read by itself: whatever else is wrong with the head, they can be told."""
    found: dict[str, Node] = {}
    for key in _KEYS:
        lines = re.search(rf"^{key}[ \t]*:.*(?:\n(?:[ \t]+\S|-[ \t]).*)*", nodes.line_feeds(text), re.M)
        for part in (lines[0], lines[0].partition("\n")[0]) if lines else ():
            headed, _ = read_headed("", f"---\n{part}\n---\n")
            if headed is not None and headed.head.entries:
                found[key] = headed.head.entries[0][1]
                break
    return found


# What files were found to say: a build asks each several times over.
_SAID: dict[tuple[str, bytes, bool], Said] = {}
_MOST_SAID = 1 << 17


def said(file: File, *, ours: bool = False) -> Said:
    """What a file says of captures, also where its head cannot be read just now. `ours` is a file that only the
    machine writes, whose lines can be trusted."""
    key = (file.path, blake2b(file.data, digest_size=16).digest(), ours)
    if key not in _SAID:
        if len(_SAID) >= _MOST_SAID:
            _SAID.clear()
        _SAID[key] = _said(file, ours)
    return _SAID[key]


def _said(file: File, ours: bool) -> Said:
    if not _SAYS.search(file.data):  # as all articles that people wrote here
        return Said(file.path, _stem(file.path), (), "", (), ())
    text = file.data.decode("utf-8-sig", "replace")
    headed = None if ours else read_headed("", text)[0]
    held = {key.text: node for key, node in headed.head.entries} if headed else _line_by_line(text)
    sources, sha256, versions, formerly = (_texts(held.get(key)) for key in _KEYS)
    as_named = tuple(map(normal, sources))
    return Said(file.path, _stem(file.path), as_named, "".join(sha256[:1]), tuple(map(normal, versions)), formerly)


def _paired(articles: list[Said], proposals: list[Said]) -> Mapping[str, str]:
    """The proposal of each article: that of its id, of a former id, or of its source; each proposal once."""
    if not proposals:
        return MappingProxyType({})
    by_id = {p.id: p for p in proposals}
    by_source = {source: p for p in reversed(proposals) for source in p.sources}
    pairs: dict[str, str] = {}
    used: set[str] = set()
    for key in ("id", "formerly", "sources"):
        for article in (a for a in articles if a.path not in pairs):
            wanted = (article.id,) if key == "id" else getattr(article, key)
            known = by_source if key == "sources" else by_id
            found = next((known[w].path for w in wanted if w in known and known[w].path not in used), None)
            if found:
                pairs[article.path] = found
                used.add(found)
    return MappingProxyType(pairs)


def sources_in(articles: Tree, proposals: Tree) -> Sources:
    """What the files say of captures. Where two name one source, the one whose path sorts first counts."""
    ours = [said(f) for f in sorted(articles)]
    theirs = [said(f, ours=True) for f in sorted(proposals)]
    read: dict[str, tuple[Said, ...]] = {}
    for one in (*ours, *theirs):
        if one.sources and one.sha256:
            read[one.sha256] = (*read.get(one.sha256, ()), one)
    return Sources(
        articles=MappingProxyType({s: one for one in reversed(ours) for s in one.sources}),
        versions=MappingProxyType({s: one for one in reversed(ours) for s in one.versions}),
        proposals=MappingProxyType({s: one for one in reversed(theirs) for s in one.sources}),
        proposal_of=_paired(ours, theirs),
        read=MappingProxyType(read),
        taken=frozenset((*(i for one in ours for i in (one.id, *one.formerly)), *(one.id for one in theirs))),
    )


# ---- what is wrong between them -------------------------------------------------------------------------------------


def line_of(key: str, text: str) -> int:
    """The line of an article on which a key of its head stands, or its text begins ("text"); 1 if there is none."""
    lines = text.splitlines()
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), 0)
    if key == "text":
        return next((n for n, line in enumerate(lines[end + 1 :], end + 2) if line.strip()), 1)
    return next((n for n, line in enumerate(lines[:end], 1) if line.startswith(f"{key}:")), 1)


def reading_waits(article: str, waiting: Iterable[Difference]) -> list[Problem]:
    """A warning for each key of an article (and one for its text) whose new reading waits, at its first line."""
    by_key = {d.key: d for d in reversed(list(waiting))}
    hint = "build.py review shows both: accept or refuse it, or write here what is right and list {} under confirmed"
    return [
        warning(
            article,
            "reading-waits",
            f'the new reading of "{key}" waits: somebody decided it in this article',
            hint.format(key),
            line=found.line,
        )
        for key, found in reversed(by_key.items())
    ]


def article_gone(proposal: Said) -> Problem:
    """What to say of a capture whose article somebody deleted."""
    message = f'no article names "content/{proposal.sources[0]}", which was read here; it is not read again'
    hint = "put the article back, with status: withdrawn to hide it; delete this file too to have the capture read anew"
    return warning(proposal.path, "article-gone", message, hint)


def version_waits(article: str, source: str) -> Problem:
    """What to say of a further capture that an article does not list."""
    message = f'"content/{file_of(source)}" is another capture of this article, and waits to be listed in it'
    hint = "build.py review shows it: accept it, or refuse it if it is an article of its own"
    return warning(article, "version-waits", message, hint)


def source_problems(articles: Tree, proposals: Tree, captures: Container[str], known: Sources) -> Problems:
    """What is wrong between articles, proposals and captures (paths below content/); `known` is `sources_in` them.

    Problems: article-gone, shared-source, capture-missing for versions; and as notes, because a build decides nothing,
    reading-waits and version-waits until they are settled.
    """
    problems = [article_gone(proposal) for proposal in known.astray()]
    waits = [version_waits(article.path, source) for source, article in known.pending().items()]
    readings = {f.path: f for f in proposals}
    for file in articles:
        own = said(file)
        reading = readings.get(known.proposal_of.get(file.path, ""))
        if not (own.sources or own.versions or reading):
            continue
        text = file.data.decode("utf-8-sig", "replace")
        for source in own.sources:
            if (other := known.articles[source]).path != own.path:
                message = f'"{source}" is also the source of {other.path}'
                hint = "delete one of the two articles, or correct its source"
                problems.append(warning(own.path, "shared-source", message, hint, line=line_of("source", text)))
        for source in own.versions:
            if source not in captures and (path := file_of(source)) not in captures:
                hint = "put the file back, or correct the article's versions"
                message = f'there is no capture "content/{path}"'
                problems.append(warning(own.path, "capture-missing", message, hint, line=line_of("versions", text)))
        if reading is not None and _WAITS.search(reading.data):
            proposal, _ = parse_proposal(reading.path, reading.data.decode("utf-8-sig", "replace"))
            waits += reading_waits(file.path, differences(text, proposal)) if proposal else ()
    return in_order([*problems, *(replace(wait, severity="note") for wait in waits)])
