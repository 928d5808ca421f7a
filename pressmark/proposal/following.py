"""A better reading carried into an article: only where the article still holds the old one, piece by piece.

Whatever a person changed, moved, commented or confirmed stays as it is; where both changed, the new reading waits. What
waits is known by what it would change: the proposal keeps the old reading of it, and everything else is compared anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pressmark.annotation import HEAD_KEY
from pressmark.digest import digest
from pressmark.draft import FIELDS
from pressmark.nodes import Mapping
from pressmark.proposal.alignment import Change
from pressmark.proposal.chunks import Chunk, Cut, chunks_of
from pressmark.proposal.editing import ArticleText, Held
from pressmark.proposal.files import NOTHING_WAITS, Proposal, Waiting, bounded
from pressmark.proposal.first_article import article_blocks, proposed
from pressmark.proposal.merging import ListMerge, TextMerge, before, list_merge, text_merge
from pressmark.text import fit, squeezed

# What the body is called among the keys.
TEXT = "text"
# Lists of which every name is a statement: nobody else wrote it.
WRITERS = ("authors", "contributors")
# Lists of the entities that a text names: unknown where nobody has looked for them.
NAMED = tuple(HEAD_KEY.values())
# So many changes are tried one by one where all of them together cannot be made.
_MOST_TRIED = 64
_MOST_TURNS = 6


@dataclass(frozen=True, slots=True)
class Difference:
    """Something in which a new reading waits: a key of the head or a stretch of the text.

    `line` is where it stands in the article, `after` the whole article with it accepted, None where it cannot be
    written safely. `was`, `new` are the machine's old and new words.
    """

    id: str
    key: str
    line: int
    was: str
    new: str
    after: str | None


def readings(proposal: Proposal) -> dict[str, Held]:
    """What a proposal puts into an article's head, by key."""
    draft = proposal.draft
    values: dict[str, Held] = {field: proposed(draft.value(field)) for field in FIELDS}
    names = dict(bounded(proposal.names))
    for kind, key in HEAD_KEY.items():
        values[key] = None if proposal.unread else tuple(squeezed(fit(name)) for name in names.get(kind, ()))
    return values


def _proposed_chunks(proposal: Proposal) -> tuple[Chunk, ...]:
    return chunks_of(article_blocks(proposal.draft))


def waiting_id(*what: object) -> str:
    """The name under which something waits: the same for the same thing on every machine."""
    return "w-" + digest(what)[:7]


def _source(proposal: Proposal) -> tuple[str, str]:
    """What tells a capture from every other, whatever it and its article are called."""
    _, number, record = proposal.draft.source.rpartition("#")
    return proposal.draft.sha256, record if number and record.isdigit() else ""


def _change_ids(proposal: Proposal, merge: TextMerge) -> list[str]:
    seen: Counter[tuple[tuple[str, ...], ...]] = Counter()
    ids = []
    for change in merge.changes:
        sides = merge.old[change.first : change.last], merge.new[change.begin : change.end]
        what = tuple(tuple(chunk.key[1] for chunk in side) for side in sides)
        seen[what] += 1
        ids.append(waiting_id(_source(proposal), TEXT, *what, seen[what]))
    return ids


def _decided(text: ArticleText) -> tuple[set[str], set[str]]:
    """The keys that somebody has vouched for by name, and the ids of what they refused."""
    named = text.nodes().get("confirmed")
    refused = text.held("refused")
    confirmed = {key.text for key, _ in named.entries} if isinstance(named, Mapping) else set()
    return confirmed, set(refused) if isinstance(refused, tuple) else set()


# ---- following ------------------------------------------------------------------------------------------------------


def follow(article_text: str, old: Proposal, new: Proposal) -> tuple[str, Waiting]:
    """The article's text with the new reading wherever it still held the old one, and what waits: all that differs
    where a person wrote, everything in an article that is reviewed, withdrawn or cannot be read.

    Line ends, comments, the order of keys and everything that a person wrote stay. The digest of the capture never
    changes. Following once more changes nothing.
    """
    text, waiting = _once(article_text, old, new)
    for _ in range(_MOST_TURNS if waiting != NOTHING_WAITS else 0):
        # With what followed, some of what waits may be seen more clearly.
        again = _once(text, replace(new, waiting=waiting), new)
        if again == (text, waiting):
            break
        text, waiting = again
    return text, waiting


def _once(article_text: str, old: Proposal, new: Proposal) -> tuple[str, Waiting]:
    text = ArticleText(article_text)
    confirmed, refused = _decided(text)
    closed = text.headed is None or text.held("status") in ("reviewed", "withdrawn")
    was, now = readings(old) | dict(old.waiting.fields), readings(new)
    fields = []
    for key, value in now.items():
        if value != was[key]:
            id_ = waiting_id(_source(new), key, was[key], value)
            open_ = not closed and key not in confirmed and id_ not in refused
            left = _followed(text, key, was[key], value, open_)
            if left != value:
                fields.append((key, left))
    chunks = before(_proposed_chunks(old), old.waiting.text)
    merge = text_merge(chunks, _proposed_chunks(new), text.cut().chunks)
    kept = _text_followed(text, merge, refused, _change_ids(new, merge), not closed and TEXT not in confirmed)
    return text.text(), Waiting(tuple(fields), merge.waiting(kept))


def _followed(text: ArticleText, key: str, was: Held, value: Held, open_: bool) -> Held:
    """Carries a value into the head as far as that may be; gives the reading with which the article is in step now."""
    held = text.held(key)
    if held == value and text.headed is not None:
        return value
    if value is None and was == () and key in NAMED:
        # Of what was said to be none it is now said that it is not known: nobody is asked of that.
        if open_ and held == was:
            text.put(key, None)
        return value
    if not open_:
        return was
    if (merged := _merged(key, was, value, held)) is not None:
        return merged.base if merged.followed == held or text.put(key, merged.followed) else was
    return value if held == was and text.put(key, value) else was


def _merged(key: str, was: Held, value: Held, held: Held | Mapping) -> ListMerge | None:
    """A list with what a new reading changes in it; None where it is decided as a whole: who wrote an article, once
    somebody has named all of them or taken a name away."""
    if key in NAMED and value is not None:
        was, held = () if was is None else was, () if held is None else held
    if not (isinstance(was, tuple) and isinstance(value, tuple) and isinstance(held, tuple)):
        return None
    whole = key in WRITERS and not (was and set(was) <= set(held))
    return None if whole else list_merge(was, value, held)


def _text_followed(text: ArticleText, merge: TextMerge, refused: set[str], ids: list[str], open_: bool) -> list[Change]:
    """Carries into the text what may be; gives the changes that wait."""
    states = list(zip(merge.changes, merge.standings, ids, strict=True))
    free = [change for change, state, id_ in states if state == "held" and id_ not in refused] if open_ else []
    here = text.cut()
    if free and not text.put_chunks(here, merge.with_changes(free)):
        tried: list[Change] = []
        for change in free[:_MOST_TRIED]:
            if ArticleText(text.text()).put_chunks(here, merge.with_changes([*tried, change])):
                tried.append(change)
        free = tried
        text.put_chunks(here, merge.with_changes(free))
    return [change for change, state, _ in states if state != "settled" and change not in free]


# ---- what waits -----------------------------------------------------------------------------------------------------


def differences(article_text: str, proposal: Proposal) -> tuple[Difference, ...]:
    """What waits in an article for somebody's decision, in the order of keys and of the text.

    Nobody is asked of what the article holds by now, of what somebody refused or confirmed, and of a withdrawn article.
    """
    text = ArticleText(article_text)
    if proposal.waiting == NOTHING_WAITS or text.headed is None or text.held("status") == "withdrawn":
        return ()
    confirmed, refused = _decided(text)
    found = [d for d in _waiting_fields(text, proposal) if d.key not in confirmed]
    if proposal.waiting.text and TEXT not in confirmed:
        found += _waiting_text(text, proposal)
    return tuple(d for d in found if d.id not in refused)


def _waiting_fields(text: ArticleText, proposal: Proposal) -> Iterator[Difference]:
    now = readings(proposal)
    for key, was in proposal.waiting.fields:
        held, value = text.held(key), now[key]
        merged = _merged(key, was, value, held)
        wanted = merged.all if merged else value
        if not _alike(key, held, wanted):
            after = ArticleText(text.text())
            written = after.text() if after.put(key, wanted) else None
            id_ = waiting_id(_source(proposal), key, was, value)
            yield Difference(id_, key, text.line(key), in_words(was), in_words(value), written)


def _alike(key: str, held: Held | Mapping, wanted: Held) -> bool:
    """Whether nobody need be asked which of the two a key is to hold."""
    return held == wanted or (key in NAMED and not wanted and held in (None, ()))


def _waiting_text(text: ArticleText, proposal: Proposal) -> Iterator[Difference]:
    here = text.cut()
    new = _proposed_chunks(proposal)
    merge = text_merge(before(new, proposal.waiting.text), new, here.chunks)
    for change, state, id_ in zip(merge.changes, merge.standings, _change_ids(proposal, merge), strict=True):
        if state != "settled":
            after = ArticleText(text.text())
            written = after.text() if after.put_chunks(here, merge.with_changes([change])) else None
            line = _line(text, here, merge.slot(change))
            was, wanted = merge.old[change.first : change.last], merge.new[change.begin : change.end]
            yield Difference(id_, TEXT, line, _shown(was), _shown(wanted), written)


def _line(text: ArticleText, here: Cut, at: int) -> int:
    body = text.headed.body_line if text.headed else 1
    return body + (here.lines[min(at, len(here.lines) - 1)] if here.lines else 0)


def _shown(chunks: Sequence[Chunk]) -> str:
    return "\n\n".join(chunk.source for chunk in chunks)


def in_words(value: Held) -> str:
    """A value as people read it in a sentence."""
    return "unknown" if value is None else value if isinstance(value, str) else f"[{', '.join(value)}]"


def still_waiting(article_text: str, proposal: Proposal, accepted: str) -> Waiting:
    """What waits without that which was accepted (its id) and what the article holds by now: nobody is asked for it
    again when they go back on it by hand."""
    text = ArticleText(article_text)
    now = readings(proposal)
    fields = []
    for key, was in proposal.waiting.fields:
        held, value = text.held(key), now[key]
        merged = _merged(key, was, value, held)
        id_ = waiting_id(_source(proposal), key, was, value)
        if id_ != accepted and not _alike(key, held, merged.all if merged else value):
            fields.append((key, was))
    new = _proposed_chunks(proposal)
    merge = text_merge(before(new, proposal.waiting.text), new, text.cut().chunks)
    states = zip(merge.changes, merge.standings, _change_ids(proposal, merge), strict=True)
    kept = (change for change, state, id_ in states if state != "settled" and id_ != accepted)
    return Waiting(tuple(fields), merge.waiting(kept))
