"""EDGE: what waits for a decision, decisions written into content/, and the last ones taken back byte for byte.

Accepting writes the patch that was shown; refusing lists the item's id under `refused` in its article, where everybody
sees it. Before either, the files' bytes go to .cache/undo/, so that `undo` can put them back; nothing else reads those.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pressmark.digest import sha256
from pressmark.disk import load_file, load_tree, locked, write_file
from pressmark.pipeline import Loaded, load, understood
from pressmark.problems import Problem, Problems, error, in_order
from pressmark.proposal import article_from, dump_proposal, parse_proposal, still_waiting
from pressmark.proposal.editing import ArticleText
from pressmark.proposal.further import version_id
from pressmark.sources import FURTHER, sources_in
from pressmark.tree import Tree
from pressmark.waiting import Item, patch, waiting

UNDO = ".cache/undo"
_KEPT = 100  # decisions that can be taken back


@dataclass(frozen=True, slots=True)
class Edit:
    """What a decision does to one file: its bytes before and after, None where there is no file."""

    path: str
    before: bytes | None
    after: bytes | None


def _below(files: Tree, folder: str) -> Tree:
    return tuple(f for f in files if f.path.startswith(f"content/{folder}/"))


def items_in(loaded: Loaded) -> tuple[Item, ...]:
    """What waits in an archive that was loaded, by path and line."""
    archive, _, _ = understood(loaded)
    content = loaded.content
    articles, proposals, notes = (_below(content, folder) for folder in ("articles", "proposals", "notes"))
    return waiting(articles, proposals, notes, archive, _below(content, "entities"))


def review(root: Path) -> tuple[Item, ...]:
    """What waits for somebody's decision, by path and line; writes nothing."""
    return items_in(load(root))


def accept(root: Path, ids: Iterable[str]) -> tuple[tuple[str, ...], Problems]:
    """Write what was proposed, one after the other; a line and the patch of each that was written, and every
    problem."""
    return _decided(root, ids, "accepted")


def refuse(root: Path, ids: Iterable[str]) -> tuple[tuple[str, ...], Problems]:
    """Remember in the articles that what was proposed is not wanted; a line for each, and every problem."""
    return _decided(root, ids, "refused")


def _decided(root: Path, ids: Iterable[str], what: str) -> tuple[tuple[str, ...], Problems]:
    lines: list[str] = []
    problems: list[Problem] = []
    with locked(root):
        loaded = load(root)
        items = items_in(loaded)
        changed: set[str] = set()
        record = _Record(root, what)
        for id_ in dict.fromkeys(ids):
            if changed & {path for i in items if i.id == id_ for path in (i.path, i.article)}:
                loaded = load(root)
                items, changed = items_in(loaded), set()
            found = [item for item in items if item.id == id_]
            problems += () if found else (_unknown(id_, items),)
            for item in found:
                edits, wrong = _accepted(root, loaded, item) if what == "accepted" else _refused(root, loaded, item)
                problems += wrong
                if edits:
                    record.add(id_, edits)
                    changed |= {edit.path for edit in edits}
                    lines.append(f"{what} {id_}: {edits[0].path}")
                    # The article may have been edited since the patch was looked at: say what was written in the end.
                    lines += (patch(item).rstrip("\n"),) if what == "accepted" else ()
    return tuple(lines), in_order(problems)


def _unknown(id_: str, items: tuple[Item, ...]) -> Problem:
    like = sorted({i.id for i in items if i.id.startswith(id_)})
    hint = f"did you mean {' or '.join(like)}?" if like else "build.py review lists what waits, each with its id"
    return error("content", "nothing-waits", f'nothing waits under the id "{id_}"', hint)


def _unsafe(item: Item) -> Problem:
    hint = f"{item.why}: write it by hand; or refuse it"
    return error(item.path, "cannot-write", f'"{item.id}" cannot be written here safely', hint, line=item.line)


def _with_text(root: Path, path: str, before: str, after: str) -> Edit | None:
    """The edit of a file from one text to another, its byte order mark kept; None if it does not hold that text. A new
    file has no text before."""
    file, _ = load_file(root, path)
    if file is None and not before and not (root / path).exists():
        return Edit(path, None, after.encode())
    if file is None or file.data.decode("utf-8-sig", "replace") != before:
        return None
    mark = file.data[: len(file.data) - len(before.encode())]
    return Edit(path, file.data, mark + after.encode())


def _accepted(root: Path, loaded: Loaded, item: Item) -> tuple[list[Edit], Problems]:
    edit = _with_text(root, item.path, item.before, item.after) if item.after is not None else None
    if edit is None:
        return [], (_unsafe(item),)
    edits = [edit]
    if item.kind == "reading":
        # What was decided does not wait any more, also when somebody goes back on it by hand.
        articles, proposals = _below(loaded.content, "articles"), _below(loaded.content, "proposals")
        path = sources_in(articles, proposals).proposal_of.get(item.path, "")
        file, _ = load_file(root, path) if path else (None, ())
        text = file.data.decode("utf-8-sig", "replace") if file else ""
        proposal, _ = parse_proposal(path, text) if file else (None, ())
        if file and proposal and dump_proposal(proposal.draft, proposal.names, proposal.waiting) == text:
            left = dump_proposal(proposal.draft, proposal.names, still_waiting(item.after or "", proposal, item.id))
            edits += [Edit(path, file.data, left.encode())] if left != text else []
    return edits, ()


def _refused(root: Path, loaded: Loaded, item: Item) -> tuple[list[Edit], Problems]:
    if item.kind == "merge":
        apart = _with_text(root, item.path, item.before, item.apart) if item.apart is not None else None
        return ([apart], ()) if apart else ([], (_unsafe(item),))
    file, wrong = load_file(root, item.article)
    before = file.data.decode("utf-8-sig", "replace") if file else ""
    text = ArticleText(before)
    held = text.held("refused")
    if not isinstance(held, tuple) or not text.put("refused", (*held, item.id)):
        return [], wrong or (_unsafe(item),)
    edit = _with_text(root, item.article, before, text.text())
    edits = [edit] if edit else []
    if edits and item.kind == "version":
        edits += _unread(loaded, item)
    return edits, ()


def _unread(loaded: Loaded, item: Item) -> Iterator[Edit]:
    """The reading of a capture that is no version of its article is taken away: it is new again at the next build."""
    articles, proposals = _below(loaded.content, "articles"), _below(loaded.content, "proposals")
    known = sources_in(articles, proposals)
    files = {f.path: f.data for f in proposals}
    for source, article in known.pending().items():
        path = known.proposals[source].path
        if article.path == item.article and version_id(known.proposals[source].sha256, source) == item.id:
            yield Edit(path, files[path], None)


# ---- the journal ----------------------------------------------------------------------------------------------------


def _entries(root: Path) -> list[Path]:
    folder = root / UNDO
    return sorted(folder.glob("*.json")) if folder.is_dir() else []


class _Record:
    """One command's record in the journal, written before its files are: what was cut off in the middle can be taken
    back too."""

    def __init__(self, root: Path, what: str) -> None:
        self.root = root
        self.what = what
        self.entries = _entries(root)
        self.number = int(self.entries[-1].stem) + 1 if self.entries else 1
        self.before: dict[str, bytes | None] = {}
        self.after: dict[str, list[str | None]] = {}  # digests of what each file was made, one after the other

    def add(self, id_: str, edits: list[Edit]) -> None:
        """Note what happens to some files, then write them."""
        self.what += f" {id_}"
        for edit in edits:
            self.before.setdefault(edit.path, edit.before)
            self.after.setdefault(edit.path, []).append(_sum(edit.after))
        files = [
            {
                "path": path,
                "before": None if before is None else base64.b64encode(before).decode(),
                "after": self.after[path],
            }
            for path, before in self.before.items()
        ]
        held = json.dumps({"what": self.what, "files": files}, indent=0)
        write_file(self.root, f"{UNDO}/{self.number:06}.json", held.encode())
        for edit in edits:
            _put(self.root, edit.path, edit.after)
        for old in self.entries[: max(0, len(self.entries) + 1 - _KEPT)]:
            old.unlink(missing_ok=True)


def _put(root: Path, path: str, data: bytes | None) -> None:
    if data is None:
        (root / path).unlink(missing_ok=True)
    else:
        write_file(root, path, data)


def undo(root: Path) -> tuple[tuple[str, ...], Problems]:
    """Take back the last decision that is left: its files get the bytes they had. Where one was changed since, nothing
    is written, and that is said."""
    with locked(root):
        entries = _entries(root)
        if not entries:
            hint = "only what accept and refuse wrote on this machine can be taken back; git knows the rest"
            return (), (error("content", "nothing-to-undo", "there is no decision to take back", hint),)
        entry = entries[-1]
        name = entry.relative_to(root).as_posix()
        found = _journalled(entry)
        if found is None:
            message = "this record of a decision cannot be read"
            return (), (error(name, "bad-journal", message, "delete it to go on to the one before"),)
        what, files = found
        for path, before, after in files:
            file = root / path
            now = file.read_bytes() if file.is_file() else None
            if now != before and _sum(now) not in after:
                message = f'"{what}" cannot be taken back: this file was changed since'
                hint = f"take it back by hand; or delete {name} to go on to the decision before"
                return (), (error(path, "changed-since", message, hint),)
        made: tuple[str, ...] = ()
        for path, before, _ in files:
            if before is not None and FURTHER.fullmatch(path):
                more, wrong = _made_since(root, path, before)
                if wrong:
                    return (), wrong
                made += more
        for path, before, _ in files:
            _put(root, path, before)
        for path in made:
            (root / path).unlink(missing_ok=True)
        entry.unlink()
        lines = [f"took back: {what} ({', '.join(path for path, *_ in files)})"]
        return (*lines, *(f"deleted {path}: it was made because of that" for path in made)), ()


def _made_since(root: Path, path: str, reading: bytes) -> tuple[tuple[str, ...], Problems]:
    """The article and proposal that a build made of a further capture after it was refused as one, whose reading comes
    back to a path; a problem where somebody worked on that article: it is theirs."""
    proposal, _ = parse_proposal(path, reading.decode("utf-8-sig", "replace"))
    articles, proposals = (load_tree(root, f"content/{folder}")[0] for folder in ("articles", "proposals"))
    sources = sources_in(articles, proposals)
    article = sources.articles.get(proposal.draft.source) if proposal is not None else None
    if article is None:
        return (), ()
    own = sources.proposal_of.get(article.path, "")
    files = {file.path: file.data.decode("utf-8", "replace") for file in (*articles, *proposals)}
    now, _ = parse_proposal(own, files.get(own, ""))
    untouched = now is not None and article_from(now.draft, now.names, source=now.draft.source) == files[article.path]
    if not untouched or (root / f"content/notes/{article.id}.yml").exists():
        message = "this article was made because of what is to be taken back, and somebody worked on it since"
        hint = "take it back by hand: list the capture under versions in the other article, and delete this one"
        return (), (error(article.path, "changed-since", message, hint),)
    return (article.path, own), ()


def _sum(data: bytes | None) -> str | None:
    return None if data is None else sha256(data)


def _journalled(entry: Path) -> tuple[str, list[tuple[str, bytes | None, list[str | None]]]] | None:
    """What a record of the journal says: the decision, and path, bytes before and digests after of each file."""
    try:
        held = json.loads(entry.read_text("utf-8"))
        files = [
            (
                str(f["path"]),
                None if f["before"] is None else base64.b64decode(f["before"], validate=True),
                list(f["after"]),
            )
            for f in held["files"]
        ]
        safe = all(path.startswith("content/") and ".." not in path.split("/") for path, *_ in files)
        return (str(held["what"]), files) if safe and files else None
    except (ValueError, KeyError, TypeError):
        return None
