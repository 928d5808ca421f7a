"""What is kept of a derivation changes nothing: after any change the archive is the one derived from nothing."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark import archive as assembling
from pressmark import pipeline
from pressmark.kept import Kept
from pressmark.pipeline import Loaded, understood
from pressmark.tree import File

BODIES = (
    "“It is open,” Ana Sol said. The NHA had closed the pier on March 4.",
    "Ruben Hale told the County Post that the piles had lost a third of their strength.\n\nMs. Sol left at once.",
    "The Harbor Ledger first reported the vote. Hale spoke of the Gull Island ferry, which costs 4,000 crowns.",
    "Mayor Sol and Sol’s brother Tom Sol met Ida Marsh of the Northfield Harbor Authority (NHA) on Monday.",
    "The piles under the pier had lost a third of their strength, said the harbor master on Gull Island yesterday.",
)
HEADS = {
    "title": ["The pier", "Ferry to Gull Island", "Ana Sol speaks"],
    "outlet": ["Harbor Ledger", "County Post", "The Packet"],
    "date": ["2031-03-04", "2031-03", "unknown"],
    "authors": ["[Ana Ruiz]", "[Tom Vey, Ida Marsh]", "[]"],
    "people": ["[Ana Sol]", "[Ruben Hale, Tom Sol]", "[Ana B. Sol, ana-sol]", "[Mr. Sol]", "[]"],
    "organizations": ["[Northfield Harbor Authority]", "[NHA]", "[]"],
    "places": ["[Gull Island]", "[Sol]", "[]"],
    "topics": ["[piers]", "[Ferries]", "[]"],
    "stories": ["[The old pier]", "[ferry]", "[]"],
    "status": ["unreviewed", "reviewed", "draft", "withdrawn"],
    "formerly": ["[]", "[pier-once]"],
    "republished_from": ["unknown", "piece-1", "Harbor Ledger"],
}
articles = st.builds(
    lambda head, body: "---\nlanguage: en\n" + "".join(f"{k}: {v}\n" for k, v in head.items()) + f"---\n\n{body}\n",
    st.fixed_dictionaries({}, optional={key: st.sampled_from(values) for key, values in HEADS.items()}),
    st.sampled_from(BODIES),
)
NOTE = "- id: n-1\n  kind: {}\n  target: {{exact: pier}}\n  text: Who?\n  links: [ana-sol]\n  {}\n  by: m-ito\n"
OTHERS = {
    "entities/ana-sol.md": [
        "---\nname: Ana Sol\nkind: person\naliases: [{}]\nstatus: {}\nroles: [{{title: mayor}}]\n---\n".format(*values)
        for values in (("", "reviewed"), ("the harbor master", "reviewed"), ("", "ignored"), ("Tom Sol", "reviewed"))
    ],
    "entities/pier.md": ["---\nname: The pier\nkind: place\n---\n", "---\nname: Pier Sol\nkind: person\n---\n"],
    "topics/piers.md": ["---\nname: Piers\nany: [pier]\n---\n", "---\nname: Piers\nany: [piles]\nall: [sol]\n---\n"],
    "stories/ferry.md": ["---\ntitle: Ferry\nevents:\n  - {id: vote, date: 2031-03-05, title: V}\n---\n"],
    "outlets/county-post.md": ["---\nname: County Post\naliases: [the Post]\n---\n"],
    "authors/ana-ruiz.md": ["---\nname: Ana Ruiz\naliases: [A. Ruiz]\n---\n"],
    "notes/piece-1.yml": [NOTE.format("comment", ""), NOTE.format("entity", "entity: ana-sol"), "- id: ["],
    "notes/piece-9.yml": [NOTE.format("comment", "")],
}
CONFIGS = (b"title: Pier papers\n", b"annotators: [mentions]\n", b"publish_unreviewed: false\n", b"title: [\n")
changes = st.one_of(
    st.tuples(st.sampled_from([f"articles/piece-{n}.md" for n in range(5)]), st.none() | articles),
    st.sampled_from(sorted(OTHERS)).flatmap(
        lambda path: st.tuples(st.just(path), st.sampled_from([None, *OTHERS[path]]))
    ),
    st.tuples(st.just("config.yml"), st.none() | st.sampled_from(CONFIGS)),
)


def loaded(files) -> Loaded:
    content = tuple(File(f"content/{p}", d.encode()) for p, d in sorted(files.items()) if p != "config.yml" and d)
    config = files.get("config.yml")
    return Loaded(File("config.yml", config) if config else None, content, (), (), (), ())


def plain(value):
    return list(value.items()) if hasattr(value, "items") else value


@given(
    st.lists(articles, min_size=5, max_size=5),
    st.lists(st.lists(changes, min_size=1, max_size=2), min_size=1, max_size=5),
)
def test_what_is_kept_changes_no_archive_after_any_history(first, history):
    files = {f"articles/piece-{number}.md": text for number, text in enumerate(first)}
    kept, good = Kept(), ()
    understood(loaded(files), kept=kept)
    for step in history:
        files |= dict(step)
        archive, problems, good_now = understood(loaded(files), good, kept=kept)
        expected, said, same_good = understood(loaded(files), good)
        assert (problems, good_now) == (said, same_good)
        for field in fields(archive):
            assert plain(getattr(archive, field.name)) == plain(getattr(expected, field.name)), field.name
        good = good_now


@pytest.fixture
def counted(monkeypatch):
    """How often articles are parsed, and annotated."""
    counts = {"parsed": [], "annotated": []}
    annotated, parse = assembling.annotated, pipeline.parse_article

    def counting_annotated(article, *rest):
        counts["annotated"].append(article.id)
        return annotated(article, *rest)

    def counting_parse(path, text):
        counts["parsed"].append(path.rpartition("/")[2].removesuffix(".md"))
        return parse(path, text)

    monkeypatch.setattr(assembling, "annotated", counting_annotated)
    monkeypatch.setattr(pipeline, "parse_article", counting_parse)
    return counts


HEAD = "---\nlanguage: en\noutlet: Harbor Ledger\npeople: [{}]\n---\n\n"
FILES = {f"articles/piece-{n}.md": HEAD.format("Ana Sol") + BODIES[n] for n in range(5)}


@pytest.mark.parametrize(("changed", "parsed", "annotated"), [
    ({"articles/piece-0.md": HEAD.format("Ana Sol") + "Other words.\n"}, ["piece-0"], ["piece-0"]),
    # A new name: the article, and those in which its words stand.
    ({"articles/piece-0.md": HEAD.format("Ruben Hale") + "Other words.\n"}, ["piece-0"],
     ["piece-0", "piece-1", "piece-2"]),
    ({"entities/gull-island.md": "---\nname: Gull Island\nkind: place\n---\n"}, [], ["piece-2", "piece-4"]),
    ({"notes/piece-3.yml": NOTE.format("comment", "")}, [], ["piece-3"]),
    ({}, [], []),
])  # fmt: skip
def test_only_what_a_change_concerns_is_derived_again(counted, changed, parsed, annotated):
    kept = Kept()
    understood(loaded(FILES), kept=kept)
    counted["parsed"].clear()
    counted["annotated"].clear()
    understood(loaded(FILES | changed), kept=kept)
    assert (sorted(counted["parsed"]), sorted(counted["annotated"])) == (parsed, annotated)
