"""A small invented archive, assembled by hand: what the tests of pages and templates are rendered from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from pressmark.annotation import AnchoredNote, Copy, Mention, OneText, Passage, Quotation, TopicHit
from pressmark.archive import Archive, Record
from pressmark.article import Article, Rights
from pressmark.capture import CapturedBlock
from pressmark.config import Config
from pressmark.dates import UNKNOWN_DATE, Date, parse_date, sort_key
from pressmark.digest import sha256
from pressmark.draft import UNKNOWN, Draft, Value
from pressmark.gathered import GATHERED, gathered
from pressmark.indexed import PLACES, places
from pressmark.labels import Labelled
from pressmark.markup import parse_markdown, plain_text
from pressmark.vocabulary import Author, Entity, Outlet, Role, Story, StoryEvent, TextPage, Topic


def on(text: str) -> Date:
    date = parse_date(text)
    assert date is not None, text
    return date


def _blocks(markdown: str):
    blocks, problems = parse_markdown(markdown, "content/sample.md")
    assert not problems, problems
    return blocks


ENTITIES = (
    Entity(
        "ana-sol",
        "Ana Sol",
        "person",
        aliases=("Mayor Sol", "A. Sol"),
        distinct_from=("ana-soler",),
        roles=(Role("Mayor of Northfield", on("2029")), Role("councillor", on("2021"), on("2029"))),
        same_as=(("wikidata", "Q0"), ("townroll", "N-17")),
        status="reviewed",
        description=_blocks(
            "Ana Sol has led the council of Northfield since 2029.\n\nShe ran on rebuilding the bridge."
        ),
        formerly=("mayor-sol",),
        path="content/entities/ana-sol.md",
    ),
    Entity("ana-soler", "Ana Soler", "person", path="content/entities/ana-soler.md"),
    Entity("bridge-hearing", "Bridge hearing", "event", date=on("2031-02-20"), place="northfield", suggested=True),
    Entity("harbor-authority", "Harbor Authority", "organization", suggested=True),
    Entity(
        "northfield",
        "Northfield",
        "place",
        same_as=(("geonames", "0"),),
        description=_blocks("A town on an invented coast."),
        path="content/entities/northfield.md",
    ),
    Entity("northfield-council", "Northfield Council", "organization", aliases=("the council",), suggested=True),
    Entity("tidewater-report", "Tidewater Report", "work", suggested=True),
    Entity("tomas-brandt", "Tomas Brandt", "person", roles=(Role("harbor engineer"),), suggested=True),
)

FORMS = {
    "ana-sol": ("Ana Sol", "Mayor Sol", "Ms. Sol"),
    "bridge-hearing": ("Bridge hearing",),
    "harbor-authority": ("Harbor Authority",),
    "northfield": ("Northfield",),
    "northfield-council": ("Northfield Council", "the council"),
    "tidewater-report": ("Tidewater Report",),
    "tomas-brandt": ("Tomas Brandt", "Mr. Brandt"),
}

TOPICS = (
    Topic(
        "public-works",
        "Public works",
        scope="Building and upkeep of what the town owns",
        any=("bridge",),
        broader=("town-government",),
        path="content/topics/public-works.md",
    ),
    Topic("ferries", "Ferries", any=("ferry",), suggested=True),
    Topic(
        "town-government", "Town government", entities=("northfield-council",), path="content/topics/town-government.md"
    ),
)

STORIES = (
    Story(
        "northfield-bridge",
        "The Northfield Bridge decision",
        events=(
            StoryEvent("hearing", "Public hearing", on("2031-02-20"), "northfield", "bridge-hearing"),
            StoryEvent("vote", "Council vote", on("2031-03-03"), "Northfield"),
            StoryEvent("opening", "Opening, promised", on("2033~")),
            StoryEvent("survey", "First survey"),
        ),
        description=_blocks("How five papers told one vote."),
        formerly=("bridge",),
        path="content/stories/northfield-bridge.md",
    ),
)

OUTLETS = (
    Outlet("county-post", "County Post", suggested=True),
    Outlet(
        "harbor-ledger",
        "Harbor Ledger",
        aliases=("the Ledger",),
        place="northfield",
        url="https://ledger.example/",
        description=_blocks("A daily of the harbor quarter."),
        path="content/outlets/harbor-ledger.md",
    ),
    Outlet("slipway", "Slipway", suggested=True),
)

AUTHORS = (
    Author("ana-ruiz", "Ana Ruiz", outlet="harbor-ledger", path="content/authors/ana-ruiz.md"),
    Author("colin-penrose", "Colin Penrose", suggested=True),
)

LEDGER = """\
::: summary
Work could start next spring.

The ferry keeps running until then.
:::

Mayor Sol told a full hall on Monday that Northfield would rebuild its bridge. The vote of the council was \
seven to two, \
and nobody left before it was counted.

::: caption {credit="Photograph: P. Lind"}
The old bridge at low water, seen from the ferry slip.
:::

“We will open it in two years,” said Ana Sol, “and we will not close the ferry before that.” Tomas Brandt of \
the Harbor \
Authority, who wrote the Tidewater Report, warned that “two years is a promise that steel does not make.”

## What it costs

The Northfield Council puts the price at 41 million crowns. A third of it is borrowed, a third comes from the \
county, and \
the rest from a toll that **nobody** wants to name.

- Piers: 18 million
- Deck: 15 million
- Approaches: 8 million

“Somebody will pay,” an official who asked not to be named said. “It will be us.”

::: pullquote
two years is a promise that steel does not make
:::

> A bridge is a sentence that a town finishes slowly.

## What comes next

Ms. Sol said that the drawings would be shown at a Bridge hearing in Northfield before the summer. Mr. Brandt \
will not be there.

::: correction
An earlier version gave the vote as eight to one.
:::
"""

POST = """\
NORTHFIELD — The vote of the council was seven to two, and nobody left before it was counted. Mayor Sol \
called it a good day.

“We'll open it within two years,” she said. The Northfield Council meets again in May.

"It is too dear," somebody called from the back.
"""

SLIPWAY = """\
What the mayor did not say. The Harbor Authority has lent the town a crane, and Ana Sol has lent it her name, \
and the ferry \
goes on as it has for forty years.

“A bridge,” the harbor master used to say, “is only a ferry that has stopped.”
"""

NOTES = (
    AnchoredNote(
        "n-7k2",
        "harbor-ledger-bridge-vote",
        "claim",
        "An earlier plan said three years.",
        "open it in two years",
        "body",
        0,
        0,
        True,
        links=("ana-sol",),
        verdict="needs context",
        evidence=("county-post-bridge-vote",),
        by="m-ito",
        on="2031-03-11",
    ),
    AnchoredNote(
        "n-9q1",
        "harbor-ledger-bridge-vote",
        "context",
        "The toll is the one that the county proposed in 2027. " * 8,
        "a toll",
        "body",
        0,
        0,
        True,
        by="p-vance",
        on="2031-03-12",
    ),
    AnchoredNote(
        "n-c04",
        "harbor-ledger-bridge-vote",
        "comment",
        "Taken from the north bank.",
        "at low water",
        "caption",
        0,
        0,
        True,
        by="m-ito",
    ),
    AnchoredNote(
        "n-t01",
        "harbor-ledger-bridge-vote",
        "question",
        "Rebuild, or replace?",
        "rebuild",
        "title",
        0,
        0,
        True,
        by="m-ito",
    ),
    AnchoredNote(
        "n-old",
        "harbor-ledger-bridge-vote",
        "correction",
        "Nine members voted.",
        "all eleven members",
        "body",
        0,
        0,
        False,
        by="m-ito",
    ),
)


def _mentions(text: str) -> tuple[Mention, ...]:
    found: list[Mention] = []
    pairs = sorted(((f, id_) for id_, forms in FORMS.items() for f in forms), key=lambda pair: (-len(pair[0]), pair))
    for form, id_ in pairs:
        kind = next(e.kind for e in ENTITIES if e.id == id_)
        for match in re.finditer(rf"\b{re.escape(form)}\b", text):
            if not any(m.start < match.end() and m.end > match.start() for m in found):
                found.append(Mention(match.start(), match.end(), id_, kind, "name"))
    return tuple(sorted(found, key=lambda m: m.start))


def _quotations(text: str, speakers: Iterable[tuple[str, str]]) -> tuple[Quotation, ...]:
    found = [
        Quotation(m.start(), m.end(), m[0], speaker, words, verb="said", how="said" if speaker or words else "")
        for m, (speaker, words) in zip(re.finditer('[“"][^”"]+[”"]', text), speakers, strict=False)
    ]
    return tuple(found)


def _note(note: AnchoredNote, text: str) -> AnchoredNote:
    start = text.find(note.exact) if note.target == "body" and note.found else 0
    return replace(note, start=start, end=start + len(note.exact))


def _draft(article: Article, raw: str) -> Draft:
    lines = raw.split("\n")
    blocks = [
        Labelled(
            CapturedBlock(line, number, number),
            "share" if "Share this" in line else "title" if line == article.title else "body",
            "a lone call to share"
            if "Share this" in line
            else "the first line"
            if line == article.title
            else "running text",
        )
        for number, line in enumerate(lines, 1)
        if line.strip()
    ]
    values = (
        ("title", Value(article.title, "printed", "line 1") if article.title else UNKNOWN),
        ("subtitle", UNKNOWN),
        ("outlet", Value(article.outlet, "worked out", "line 14: “told the Ledger”") if article.outlet else UNKNOWN),
        ("authors", Value(article.authors, "printed", "line 2") if article.authors else UNKNOWN),
        ("date", Value("2031-03-05", "stated", "meta date, line 3") if article.date.known else UNKNOWN),
    )
    return Draft(
        article.source or "",
        sha256(raw.encode()),
        "plain text",
        "utf-8",
        len(raw.split()),
        values,
        tuple(blocks),
        article.text,
    )


def _record(article: Article, markdown: str, **given) -> Record:
    blocks = _blocks(markdown)
    text = plain_text(blocks)
    article = replace(article, blocks=blocks, text=text, path=f"content/articles/{article.id}.md")
    raw = f"{article.title or ''}\nShare this <b>page</b>\n\n{text}\n"
    values = {
        "article": article,
        "outlet": article.outlet or "",
        "authors": tuple(a.id for a in AUTHORS if a.name in (article.authors or ())),
        "contributors": (),
        "stories": article.stories,
        "topics": (),
        "mentions": _mentions(text),
        "quotations": (),
        "notes": (),
        "passages": (),
        "draft": _draft(article, raw),
        "capture": raw,
        "capture_sha256": sha256(raw.encode()),
    }
    return Record(**(values | given))


def _records() -> tuple[Record, ...]:
    ledger = Article(
        "harbor-ledger-bridge-vote",
        "",
        "Council votes to rebuild Northfield Bridge",
        "Work could start next spring, officials say",
        "harbor-ledger",
        ("Ana Ruiz", "Colin Penrose"),
        (),
        on("2031-03-04"),
        captured=on("2031-03-09T10:15Z"),
        dateline="Northfield",
        section="Local",
        language="en",
        url="https://ledger.example/2031/bridge",
        archived_url="https://keep.example/ledger/bridge",
        source="sources/0001.txt",
        source_sha256="0" * 64,
        status="reviewed",
        stories=("northfield-bridge",),
        rights=Rights("Kept for study", "full"),
        confirmed=(("title", "m-ito"),),
        formerly=("ledger-bridge",),
    )
    post = Article(
        "county-post-bridge-vote",
        "",
        "Bridge wins, seven to two",
        None,
        "county-post",
        None,
        None,
        on("2031-03-05~"),
        language="en",
        source="sources/0002.txt",
        stories=("northfield-bridge",),
        republished_from="harbor-ledger-bridge-vote",
    )
    slipway = Article("untitled-1", "", None, None, "slipway", (), None, UNKNOWN_DATE, source="sources/0003.txt")
    lone = Article(
        "closed-piece",
        "",
        "A piece that may not be shown",
        None,
        None,
        None,
        None,
        on("2030-11"),
        language="he",
        rights=Rights("All rights reserved", "metadata"),
    )
    held = Article(
        "short-piece",
        "",
        "A piece shown in part",
        None,
        "county-post",
        None,
        None,
        on("2031-01-01/2031-01-07"),
        rights=Rights("", "excerpt"),
    )
    one = _record(
        ledger,
        LEDGER,
        topics=(TopicHit("public-works", ("bridge", "toll")), TopicHit("ferries", ("ferry",))),
    )
    two = _record(post, POST, topics=(TopicHit("public-works", ("bridge",)),))
    one = replace(
        one,
        notes=tuple(sorted((_note(n, one.article.text) for n in NOTES), key=lambda n: (n.start, n.id))),
        quotations=_quotations(
            one.article.text,
            [("ana-sol", "Ana Sol"), ("ana-sol", "Ana Sol"), ("tomas-brandt", "Tomas Brandt")]
            + [("", "an official who asked not to be named")] * 2,
        ),
    )
    two = replace(two, quotations=_quotations(two.article.text, [("ana-sol", "she"), ("", "")]))
    shared = "The vote of the council was seven to two, and nobody left before it was counted."
    a, b = one.article.text.index(shared), two.article.text.index(shared)
    size = len(shared)
    one = replace(one, passages=(Passage(one.article.id, a, a + size, two.article.id, b, b + size, "identical", 15),))
    two = replace(two, passages=(Passage(two.article.id, b, b + size, one.article.id, a, a + size, "identical", 15),))
    three = _record(slipway, SLIPWAY, topics=(TopicHit("ferries", ("ferry",)),))
    three = replace(three, quotations=_quotations(three.article.text, [("", "the harbor master")] * 2))
    four = _record(lone, "Ana Sol is named in these secret words.\n", draft=None, capture="", capture_sha256="")
    five = _record(held, "The council met.\n\n" + "Ana Sol spoke at length about the bridge. " * 30 + "\n", draft=None)
    same = OneText((Copy(held.id), Copy(slipway.id, "credit", "County Post", True)), held.id)
    three, five = replace(three, one_text=same), replace(five, one_text=same)
    return tuple(sorted((one, two, three, four, five), key=lambda r: (sort_key(r.article.date), r.article.id)))


def archive_of(records: tuple[Record, ...], config: Config, entities: tuple[Entity, ...] = ENTITIES) -> Archive:
    """The records with everything indexed."""
    ids = [r.article.id for r in records]
    record_of = {r.article.id: r for r in records}
    lists = {
        "mentioning": {
            e.id: tuple(r.article.id for r in records if any(m.entity == e.id for m in r.mentions))
            for e in entities
            if any(m.entity == e.id for r in records for m in r.mentions)
        },
        "by_outlet": {o.id: tuple(r.article.id for r in records if r.outlet == o.id) for o in OUTLETS},
        "by_author": {a.id: tuple(i for i in ids if a.id in record_of[i].authors) for a in AUTHORS},
    }
    return Archive(
        config=config,
        records=records,
        withdrawn=(
            Article(
                "gone",
                "content/articles/gone.md",
                "A secret headline",
                status="withdrawn",
                reason="at the author's wish",
                source="sources/secret.txt",
            ),
        ),
        entities=entities,
        topics=tuple(sorted(TOPICS, key=lambda t: t.id)),
        stories=STORIES,
        outlets=OUTLETS,
        authors=AUTHORS,
        pages=(TextPage("about", "About this archive", _blocks("## Who\n\nWritten for the tests.\n\n- one\n- two\n")),),
        record_of=record_of,
        entity_of={e.id: e for e in entities},
        topic_of={t.id: t for t in TOPICS},
        story_of={s.id: s for s in STORIES},
        outlet_of={o.id: o for o in OUTLETS},
        author_of={a.id: a for a in AUTHORS},
        **{name: places(records, name) for name in PLACES},
        in_topic={t.id: tuple(r.article.id for r in records if any(h.topic == t.id for h in r.topics)) for t in TOPICS},
        in_story={s.id: tuple(r.article.id for r in records if s.id in r.stories) for s in STORIES},
        **lists,
        **{name: gathered(name, lists[index], record_of) for name, (index, _) in GATHERED.items()},
    )


def sample_archive(config: Config | None = None) -> Archive:
    """Five articles of three invented outlets, and one that was withdrawn."""
    chosen = config or Config(
        title="Northfield bridge, 2028–2031", description="What the papers of one coast reported", sample=True
    )
    return archive_of(_records(), chosen)


def empty_archive() -> Archive:
    """An archive with nothing in it but a config."""
    return Archive(Config(), (), (), (), (), (), (), (), (), *({} for _ in range(18)))
