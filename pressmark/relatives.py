"""EDGE: what a new capture is to the articles on disk, and the files of an article's further captures.

The index of what is held is made at the first question: a run without a new capture never pays for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from pressmark.article import Article, parse_article
from pressmark.dates import UNKNOWN_DATE, parse_date
from pressmark.disk import load_file, load_tree, write_file
from pressmark.draft import UNKNOWN, Draft, Value
from pressmark.frontmatter import decoded
from pressmark.labels import OutletHint
from pressmark.problems import Problem, note
from pressmark.proposal import parse_proposal
from pressmark.proposal.further import decided_versions, with_version
from pressmark.proposal.kinship import Kinship, Told, credits_of, kinship
from pressmark.proposal.likeness import Index, grams, url_key
from pressmark.sources import FURTHER, Sources, version_waits
from pressmark.text import folded

_RECENT = 64
# The strongest tie first; of equal ones the likeliest article.
_ORDER = ("version", "copy", "original", "alike", "")


@dataclass(frozen=True, slots=True)
class Relative:
    """The article that a new capture has to do with ("" if none), and how."""

    id: str
    kinship: Kinship


@dataclass
class Relatives:
    """The articles of an archive as a new capture is compared with them."""

    root: Path
    hints: tuple[OutletHint, ...]
    index: Index | None = None
    ids: dict[str, str] = field(default_factory=dict)  # folded name of an outlet -> its id
    recent: dict[str, Told | None] = field(default_factory=dict)  # the articles compared last

    def _indexed(self) -> Index:
        if self.index is None:
            self.index = Index()
            for hint in self.hints:
                self.ids |= {folded(name): hint.id for name in (hint.id, hint.name, *hint.aliases)}
            for file in load_tree(self.root, "content/articles")[0]:
                article, _ = parse_article(file.path, file.data.decode("utf-8", "replace"))
                if article is not None:
                    text = article.text or self._reading(article.id)[1]
                    self.index.add(article.id, (article.url or "",), article.title or "", text)
        return self.index

    def _outlet(self, name: str | None) -> str:
        return self.ids.get(folded(name), name) if name else ""

    def _reading(self, id_: str) -> tuple[tuple[str, ...], str]:
        """What a held article's capture credits, and the text that was read in it."""
        path = f"content/proposals/{id_}.md"
        file, _ = load_file(self.root, path) if (self.root / path).exists() else (None, ())
        proposal, _ = parse_proposal(path, file.data.decode("utf-8", "replace")) if file else (None, ())
        return (credits_of(proposal.draft), proposal.draft.body) if proposal else ((), "")

    def _held(self, id_: str) -> Told | None:
        """A held article as it is compared; the last few are kept, since copies of one text come together."""
        if id_ not in self.recent:
            while len(self.recent) >= _RECENT:
                del self.recent[next(iter(self.recent))]
            self.recent[id_] = self._told(id_)
        return self.recent[id_]

    def _told(self, id_: str) -> Told | None:
        path = f"content/articles/{id_}.md"
        file, _ = load_file(self.root, path)
        article, _ = parse_article(path, file.data.decode("utf-8", "replace")) if file else (None, ())
        if not isinstance(article, Article):
            return None
        credits, body = self._reading(id_)
        outlet = self._outlet(article.outlet)
        found = grams(article.text or body)
        return Told(id_, article.title or "", outlet, article.date, found, url_key(article.url or ""), credits)

    def of(self, draft: Draft) -> Relative:
        """The article that the capture has most to do with."""
        index = self._indexed()
        values = {name: value.value for name, value in draft.values if isinstance(value.value, str)}
        date = parse_date(values.get("date", "unknown")) or UNKNOWN_DATE
        title, url, found = values.get("title", ""), values.get("url", ""), grams(draft.body)
        new = Told("", title, self._outlet(values.get("outlet")), date, found, url_key(url), credits_of(draft))
        ids = dict.fromkeys([id_ for id_ in (index.at_url(url),) if id_] + list(index.near(title, found)))
        ties = [Relative(id_, kinship(new, held, self.hints)) for id_ in ids if (held := self._held(id_))]
        return min(ties, key=lambda tie: _ORDER.index(tie.kinship.kind), default=Relative("", Kinship("")))

    def add(self, id_: str, draft: Draft) -> None:
        """Remember an article that was just written."""
        values = {name: value.value for name, value in draft.values if isinstance(value.value, str)}
        self._indexed().add(id_, (values.get("url", ""),), values.get("title", ""), draft.body)


def as_copy(draft: Draft, relative: Relative) -> Draft:
    """The draft with what it was taken from, where a credit or a date tells that and nobody said otherwise."""
    if relative.kinship.kind != "copy" or draft.value("republished_from") != UNKNOWN:
        return draft
    value = Value(relative.id, "worked out", relative.kinship.evidence)
    return replace(draft, values=tuple((k, value if k == "republished_from" else v) for k, v in draft.values))


def resemblance(path: str, relative: Relative) -> tuple[Problem, ...]:
    """What is said of an article that is much like another, where the direction is not told or is the other way."""
    held = f"content/articles/{relative.id}.md"
    evidence = relative.kinship.evidence
    if relative.kinship.kind == "original":
        id_ = PurePosixPath(path).stem
        hint = f"if it was, write there: republished_from: {id_}"
        return (note(held, "looks-like-copy", f"looks as if it was taken from {path}: {evidence}", hint),)
    if relative.kinship.kind == "alike":
        hint = "say which came first: write republished_from in the later one; or do nothing"
        return (note(path, "looks-like-copy", f"looks like a copy of {held}: {evidence}", hint),)
    return ()


def listed_version(root: Path, relative: Relative, key: str, sources: Sources) -> tuple[Problem, ...]:
    """Write a further capture into its article's `versions`; where somebody decided those, or that is not safe, nothing
    is written, and it waits."""
    path = f"content/articles/{relative.id}.md"
    file, wrong = load_file(root, path)
    text, more = decoded(path, file.data) if file else (None, ())
    known = frozenset(source for source, read in sources.proposals.items() if FURTHER.fullmatch(read.path))
    written = with_version(text, key) if text is not None and not decided_versions(text, known) else None
    bom = file.data[: -len(text.encode())] if file and text else b""
    if written is None:
        return (*wrong, *more, version_waits(path, key))
    if written != text:
        write_file(root, path, bom + written.encode())
    message = f"another capture of {path}: {relative.kinship.evidence}"
    hint = "its words are compared on the article's page of versions; the article stays as it is"
    return (note(f"content/{key}", "another-version", message, hint),)


def write_further(root: Path, id_: str, key: str, proposal: str, sources: Sources) -> None:
    """Write the reading of a further capture beside the article's own, under the number it has or the next one."""
    known = sources.proposals.get(key)
    if known is not None and FURTHER.fullmatch(known.path):
        path = known.path
    else:
        number = 2
        while (root / f"content/proposals/{id_}--{number}.md").exists():
            number += 1
        path = f"content/proposals/{id_}--{number}.md"
    write_file(root, path, proposal.encode())
