"""An archive with some records replaced is the archive that is assembled of all of them anew."""

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from pressmark.pipeline import Loaded, understood
from pressmark.revision import revised
from pressmark.tree import File

PEOPLE = ("Ana Sol", "Ruben Hale", "Ida Marsh")
OUTLETS = ("Harbor Ledger", "County Post")
STORIES = ("The old pier", "The ferry")
NUMBERS = range(6)

versions = st.fixed_dictionaries({
    "title": st.sampled_from(["Pier shut", "Pier open again", "The vote"]),
    "date": st.sampled_from(["2031-03-04", "2031-03-05", "2031-02", "unknown"]),
    "outlet": st.sampled_from(OUTLETS),
    "authors": st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True),
    "people": st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True),
    "topics": st.lists(st.sampled_from(["piers", "boats"]), max_size=2, unique=True),
    "stories": st.lists(st.sampled_from(STORIES), max_size=2, unique=True),
    "body": st.lists(
        st.sampled_from([
            "“It is open,” Ana Sol said.", "Ruben Hale told the County Post that the piles had gone.",
            "“Nobody will,” said Ida Marsh.", "The Harbor Ledger first reported the vote on March 4.", "Ms. Sol left.",
        ]),
        min_size=1, max_size=4,
    ),
})  # fmt: skip
# Names everybody and everything, so that what has a page stays the same whatever the others say.
ALL = {"title": "All", "date": "2030", "authors": PEOPLE, "people": PEOPLE, "topics": ("piers", "boats")} | {
    "stories": STORIES, "outlet": "Harbor Ledger", "body": ["Ana Sol, Ruben Hale, Ida Marsh."],
}  # fmt: skip


def archive_of(versions):
    files = []
    for number, one in enumerate((*versions, ALL, ALL | {"outlet": "County Post"})):
        head = "".join(
            f"{key}: {value}\n" if isinstance(value, str) else f"{key}: [{', '.join(value)}]\n"
            for key, value in one.items()
            if key != "body"
        )
        text = f"---\nlanguage: en\n{head}---\n\n" + "\n\n".join(one["body"]) + "\n"
        files.append(File(f"content/articles/piece-{number}.md", text.encode()))
    return understood(Loaded(None, tuple(files), (), (), (), ()))[0]


def plain(value):
    return list(value.items()) if hasattr(value, "items") else value


@given(st.lists(st.tuples(versions, st.none() | versions), min_size=2, max_size=5))
def test_replaced_records_are_indexed_as_if_all_were_assembled_anew(history):
    before = archive_of([old for old, _ in history])
    after = archive_of([new or old for old, new in history])
    changed = [r for r in after.records if r != before.record_of[r.article.id]]
    found = revised(before, reversed(changed))
    for field in fields(after):
        assert plain(getattr(found, field.name)) == plain(getattr(after, field.name)), field.name


def test_a_record_of_an_article_that_is_not_held_is_left_out():
    archive, other = archive_of([]), archive_of([ALL | {"title": "Other"}] * 5)
    assert revised(archive, [other.record_of["piece-4"]]) is archive
