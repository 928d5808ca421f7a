"""BUILD: what waits for somebody's decision, each with the patch that accepting it would be. Pure; nothing is written.

Takes the files of articles, proposals and notes and the archive made of them; gives one Item for each better reading
that met a person's words, capture to be listed, estimate of a date, likely copy, note that lost its words, and topic
or story that the archive suggests.
"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pressmark.annotators.notes import target_text
from pressmark.annotators.suggestions import Read, story_suggestions, topic_suggestions
from pressmark.annotators.topic_model import topic_proposals
from pressmark.archive import Archive, Record
from pressmark.dates import in_words
from pressmark.frontmatter import decoded, dump_headed
from pressmark.labels import OutletHint
from pressmark.merges import merges, mixed
from pressmark.names import is_english
from pressmark.nodes import Mapping, Scalar, Sequence, quoted, read_yaml
from pressmark.notes import parse_notes
from pressmark.proposal import differences, parse_proposal
from pressmark.proposal.editing import ArticleText, Held
from pressmark.proposal.following import TEXT, waiting_id
from pressmark.proposal.further import refuses, version_id, with_version
from pressmark.proposal.kinship import Told, credits_of, kinship
from pressmark.proposal.likeness import Index, grams, url_key
from pressmark.selectors import Selector, candidates, resolve
from pressmark.sources import Sources, file_of, sources_in
from pressmark.text import clipped, counted, folded, slug
from pressmark.tree import Tree

Kind = Literal["reading", "version", "date", "copy", "note", "merge", "kind", "story", "topic"]
_SHOWN = 80
_SUGGESTED = ("story", "topic")
_SAID = 5  # words of a quotation that two articles do not share by accident
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits.

    `id` is the same on every machine. `path` and `line` are where accepting it changes something: `before` is that
    file's text ("" where there is none yet), `after` what it would be, None where only a person can write it. A refusal
    is written into `article`, or makes `apart` of the file.
    """

    id: str
    kind: Kind
    article: str
    path: str
    line: int
    why: str
    before: str
    after: str | None
    apart: str | None = None


def patch(item: Item) -> str:
    """The item as a patch that `git apply` takes, "" where there is none."""
    if item.after is None:
        return ""
    old = f"a/{item.path}" if item.before else "/dev/null"
    lines = difflib.unified_diff(_LINE.findall(item.before), _LINE.findall(item.after), old, f"b/{item.path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def waiting(articles: Tree, proposals: Tree, notes: Tree, archive: Archive, entities: Tree = ()) -> tuple[Item, ...]:
    """Everything that waits, by path and line, and what is only suggested last; what somebody refused or confirmed is
    not asked again."""
    texts = {f.path: text for f in (*articles, *notes) if (text := decoded(f.path, f.data)[0]) is not None}
    sources = sources_in(articles, proposals)
    found = [
        *_readings(texts, proposals, sources),
        *_versions(texts, sources),
        *(item for record in archive.records for item in _dates(texts, record)),
        *_copies(texts, archive),
        *(item for record in archive.records for item in _notes(texts, record)),
        *_merges(entities, archive),
        *_suggested(texts, archive),
    ]
    kept = (i for i in found if i.kind == "reading" or not refuses(texts.get(i.article, ""), i.id))
    return tuple(sorted(kept, key=lambda i: (i.kind in _SUGGESTED, i.path, i.line, i.kind, i.id)))


def _written(text: str, key: str, value: Held) -> tuple[int, str | None]:
    """The line of a key, and the text with another value there; None where that is not safe."""
    edited = ArticleText(text)
    line = edited.line(key)
    return line, edited.text() if edited.put(key, value) else None


def _confirmed(record: Record, key: str) -> bool:
    return any(name == key for name, _ in record.article.confirmed)


# ---- what ingest found ----------------------------------------------------------------------------------------------


def _readings(texts: dict[str, str], proposals: Tree, sources: Sources) -> Iterator[Item]:
    files = {f.path: f for f in proposals}
    for path, text in texts.items():
        file = files.get(sources.proposal_of.get(path, ""))
        proposal, _ = parse_proposal(file.path, file.data.decode("utf-8-sig", "replace")) if file else (None, ())
        if proposal is None:
            continue
        evidence = {field: value.evidence for field, value in proposal.draft.values}
        for found in differences(text, proposal):
            if found.key == TEXT:
                why = "the text is read otherwise now, and somebody changed it here"
            else:
                why = f"{found.key} was read as {clipped(found.was, _SHOWN)}, and is now {clipped(found.new, _SHOWN)}"
                why += f" ({clipped(evidence[found.key], _SHOWN)})" if evidence.get(found.key) else ""
            yield Item(found.id, "reading", path, path, found.line, why, text, found.after)


def _versions(texts: dict[str, str], sources: Sources) -> Iterator[Item]:
    for source, article in sources.pending().items():
        text = texts.get(article.path)
        if text is not None:
            why = f"content/{file_of(source)} is another capture of this article"
            id_ = version_id(sources.proposals[source].sha256, source)
            line = ArticleText(text).line("versions")
            yield Item(id_, "version", article.path, article.path, line, why, text, with_version(text, source))


# ---- what the archive tells -----------------------------------------------------------------------------------------


def _dates(texts: dict[str, str], record: Record) -> Iterator[Item]:
    """The estimate of a date that is closed at both sides: by it the article stands in lists."""
    article, guess = record.article, record.estimate
    if guess and record.when.known and not article.date.known and not _confirmed(record, "date"):
        text = texts[article.path]
        line, after = _written(text, "date", guess.date.text)
        why = f"no date is printed; probably {in_words(guess.date)}: {guess.rests_on}"
        id_ = waiting_id("date", article.source_sha256 or article.id, guess.date.text)
        yield Item(id_, "date", article.path, article.path, line, why, text, after)


def _told(record: Record) -> Told:
    article, draft = record.article, record.draft
    text = article.text or (draft.body if draft else "")
    credits = credits_of(draft) if draft else ()
    key = url_key(article.url or "")
    return Told(article.id, article.title or "", record.outlet, article.date, grams(text), key, credits)


def _copies(texts: dict[str, str], archive: Archive) -> Iterator[Item]:
    """Articles that are nearly one of another outlet: with a patch where something tells which came first."""
    hints = tuple(OutletHint(o.id, o.name, o.aliases, o.drop_lines, o.byline or "") for o in archive.outlets)
    told = {record.article.id: _told(record) for record in archive.records}
    index = Index()
    for record in archive.records:
        index.add(record.article.id, (), record.article.title or "", record.article.text)
    originals = {r.article.id: r.article.republished_from for r in archive.records}
    for record in archive.records:
        article, mine = record.article, told[record.article.id]
        if article.republished_from or _confirmed(record, "republished_from"):
            continue
        for other in index.near(mine.title, mine.grams):
            if other == article.id or originals[other] in (article.id, record.outlet):
                continue
            kin = kinship(mine, told[other], hints)
            text, id_ = texts[article.path], waiting_id("copy", article.id, other)
            if kin.kind == "copy":
                line, after = _written(text, "republished_from", other)
                why = f"looks like a copy of {archive.record_of[other].article.path}: {kin.evidence}"
                yield Item(id_, "copy", article.path, article.path, line, why, text, after)
                break
            known = mine.outlet or told[other].outlet
            if kin.kind == "alike" and not originals[other] and article.id > other and known:
                line = ArticleText(text).line("republished_from")
                why = f"is nearly {archive.record_of[other].article.path} ({kin.evidence}), and nothing tells which "
                why += "came first: write republished_from in the later one"
                yield Item(id_, "copy", article.path, article.path, line, why, text, None)


def _read(archive: Archive, record: Record) -> Read:
    """What the suggestions need of an article; names are blanked out of its words."""
    words, at, text = [], 0, record.article.text
    for mention in record.mentions:
        words.append(text[at : mention.start])
        at = max(at, mention.end)
    ids = sorted({m.entity for m in record.mentions} & archive.entity_of.keys())
    names = tuple((id_, archive.entity_of[id_].name) for id_ in ids)
    said = tuple(folded(q.text) for q in record.quotations if len(q.text.split()) >= _SAID)
    article = record.article
    return Read(
        article.id, article.title or "", "\n".join((*words, text[at:])), names, said, record.when, record.stories
    )


def _merges(entities: Tree, archive: Archive) -> Iterator[Item]:
    """Persons who may be one under two forms of a given name, and names that are listed as several kinds."""
    texts = {f.path: text for f in entities if (text := decoded(f.path, f.data)[0]) is not None}
    for found in merges(archive, texts):
        id_ = waiting_id("merge", *sorted((found.kept, found.other)))
        line = ArticleText(found.before).line("aliases") if found.before else 1
        path, article = found.path, found.article or found.path
        yield Item(id_, "merge", article, path, line, found.why, found.before, found.joined, found.apart)
    for one in mixed(archive, texts):
        yield Item(waiting_id("kind", *one.ids), "kind", one.article, one.path, 1, one.why, "", one.after)


def _suggested(texts: dict[str, str], archive: Archive) -> Iterator[Item]:
    """Stories that articles may tell together, and topics that several of them have and no file describes."""
    reads = {r.article.id: _read(archive, r) for r in archive.records if is_english(r.article.language)}
    path_of = {r.article.id: r.article.path for r in archive.records}
    for story in story_suggestions(tuple(reads.values())):
        if story.story:
            for id_ in story.articles:
                path, title = path_of[id_], archive.story_of[story.story].title
                why = f"may belong to the story {title}: {story.reason}"
                held = ArticleText(texts[path]).held("stories")
                line, after = _written(texts[path], "stories", (*held, story.story) if isinstance(held, tuple) else ())
                own = after if isinstance(held, tuple) else None
                yield Item(waiting_id("story", id_, story.story), "story", path, path, line, why, texts[path], own)
            continue
        first = path_of[story.articles[0]]
        why = f"these {counted(len(story.articles), 'article')} may tell one story ({story.reason}): give it a name, "
        why += f"and write that under stories in each: {', '.join(story.articles)}"
        line = ArticleText(texts[first]).line("stories")
        yield Item(waiting_id("story", *story.articles), "story", first, first, line, why, texts[first], None)
    known = [word for t in archive.topics for word in (t.name, *t.any, *t.all)]
    known += [name for e in archive.entities for name in (e.name, *e.aliases)]
    for topic in topic_suggestions(tuple(reads.values()), known):
        path = f"content/topics/{slug(topic.phrase)}.md"
        after = dump_headed({"name": topic.phrase.capitalize(), "any": (topic.phrase,)}, "")
        article = path_of[topic.articles[0]]
        yield Item(waiting_id("topic", topic.phrase), "topic", article, path, 1, topic.reason, "", after)
    if archive.config.learn_topics:
        yield from _learned(texts, archive, tuple(reads.values()))


def _learned(texts: dict[str, str], archive: Archive, reads: tuple[Read, ...]) -> Iterator[Item]:
    """Articles that read like those which people listed under a topic."""
    listed: dict[str, set[str]] = defaultdict(set)
    id_of = {folded(word): t.id for t in archive.topics for word in (t.id, t.name)}
    for record in archive.records:
        for name in record.article.topics:
            if topic := id_of.get(folded(name)):
                listed[topic].add(record.article.id)
    for found in topic_proposals(reads, listed, archive.in_topic):
        path = archive.record_of[found.article].article.path
        held = ArticleText(texts[path]).held("topics")
        own = (*held, found.topic) if isinstance(held, tuple) else ()
        line, after = _written(texts[path], "topics", own)
        why = f"may belong to the topic {archive.topic_of[found.topic].name}: {found.reason}"
        id_ = waiting_id("topic", found.article, found.topic)
        yield Item(id_, "topic", path, path, line, why, texts[path], after if isinstance(held, tuple) else None)


def _notes(texts: dict[str, str], record: Record) -> Iterator[Item]:
    for note in record.notes:
        if note.found or not note.exact or note.path not in texts:
            continue
        held = target_text(record.article, note.target)
        near = candidates(held, Selector(note.exact), 2)
        text = texts[note.path]
        words = held[near[0].start : near[0].end] if near else ""
        unsure = len(near) > 1 and words == held[near[1].start : near[1].end]
        after = _with_words(note.path, text, note.line, words) if words and not unsure else None
        meant = (
            next((n for n in parse_notes(note.path, after)[0] or () if n.line == note.line), None) if after else None
        )
        if meant is None or resolve(held, Selector(meant.exact, meant.prefix, meant.suffix)) is None:
            after = None
        lost = f"the words “{clipped(note.exact, _SHOWN)}” of the note {note.id}"
        why = f"{lost} are written otherwise now" if after else f"{lost} do not stand in the {note.target} any more"
        id_ = waiting_id("note", record.article.id, note.id, note.exact, words)
        yield Item(id_, "note", record.article.path, note.path, note.line, why, text, after)


def _with_words(path: str, text: str, line: int, words: str) -> str | None:
    """The notes with other words as the target of the note on that line; None where that is not safe."""
    node, _ = read_yaml(path, text)
    for item in node.items if isinstance(node, Sequence) else ():
        if item.line != line or not isinstance(item, Mapping):
            continue
        target = {key.text: value for key, value in item.entries}.get("target")
        entries = target.entries if isinstance(target, Mapping) else ()
        for key, value in entries:
            if key.text == "exact" and isinstance(value, Scalar):
                return _replaced(path, text, value, words)
    return None


def _replaced(path: str, text: str, old: Scalar, words: str) -> str | None:
    lines = _LINE.findall(text)
    at, begin = old.line - 1, old.column - 1
    line = lines[at]
    wanted = _texts(path, text, (old.line, old.column), words)
    for end in range(begin + 1, len(line) + 1):
        tried = "".join([*lines[:at], line[:begin] + quoted(words) + line[end:], *lines[at + 1 :]])
        if _texts(path, tried) == wanted and line[begin:end].strip() == line[begin:end]:
            return tried
    return None


def _texts(path: str, text: str, place: tuple[int, int] = (0, 0), words: str = "") -> object:
    """What a file of YAML says, without places; with other words for the scalar at one of them."""

    def plain(node: object) -> object:
        if isinstance(node, Mapping):
            return [(key.text, plain(value)) for key, value in node.entries]
        if isinstance(node, Sequence):
            return [plain(item) for item in node.items]
        if isinstance(node, Scalar):
            return words if (node.line, node.column) == place else node.text
        return None

    return plain(read_yaml(path, text)[0])
