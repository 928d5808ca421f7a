"""An archive that was built after every change has the site that a clean build of it gives, byte for byte."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_archive import write_archive

from pressmark.cli import main

BUILTIN = Path(__file__).parent.parent / "templates"
# Each example is several builds: a few by default, hundreds with `make test-long`.
EXAMPLES = 6 if settings.default is None or settings.default.max_examples <= 100 else 250


def files_of(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in sorted(site.rglob("*")) if p.is_file()}


def replaced(root: Path, article: str, old: str, new: str) -> None:
    path = root / "content" / "articles" / f"{article}.md"
    if path.exists():
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def written(root: Path, name: str, text: str) -> None:
    path = root / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def dropped(root: Path, pattern: str) -> None:
    for path in sorted((root / "content").glob(pattern)):
        path.unlink()


def renamed(root: Path, old: str, new: str) -> None:
    for folder, ending in (("articles", "md"), ("proposals", "md"), ("notes", "yml")):
        path = root / "content" / folder / f"{old}.{ending}"
        if path.exists():
            path.rename(path.with_name(f"{new}.{ending}"))
    replaced(root, new, "formerly: []", f"formerly: [{old}]")


def template(root: Path, name: str, old: str, new: str) -> None:
    path = root / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text((BUILTIN / name).read_text("utf-8").replace(old, new), "utf-8")


def unremembered(root: Path, data: bytes | None) -> None:
    for path in sorted((root / ".cache").glob("*")):
        if data is None:
            path.unlink()
        else:
            path.write_bytes(data)


PERSON = "---\nname: Ruben Hale\nkind: person\n{}---\n"
NOTE = "- id: n-1\n  kind: comment\n  target: {exact: public}\n  text: Who?\n  by: m-ito\n"
CHANGES = {
    "a body": lambda root: replaced(root, "pier-notice", "further notice", "the first of May"),
    "a body back": lambda root: replaced(root, "pier-notice", "the first of May", "further notice"),
    "a headline": lambda root: replaced(root, "county-post-pier-money", "Pier to be mended", "The pier, mended"),
    "an article of its own": lambda root: written(
        root, "articles/quay.md", "---\ntitle: On the quay\npeople: [Ana Sol]\n---\n\nAna Sol stood on the pier.\n"
    ),
    "another person": lambda root: replaced(root, "county-post-pier-money", "people: [", "people: [Ida Marsh, "),
    "an entity": lambda root: written(root, "entities/ruben-hale.md", PERSON.format("")),
    "an alias": lambda root: written(root, "entities/ruben-hale.md", PERSON.format("aliases: [the harbor master]\n")),
    "a merge": lambda root: written(root, "entities/ruben-hale.md", PERSON.format("aliases: [Ana Sol, Mayor Sol]\n")),
    "no alias": lambda root: dropped(root, "entities/ana-sol.md"),
    "an ignored name": lambda root: written(
        root, "entities/northfield.md", "---\nname: Northfield\nkind: place\nstatus: ignored\n---\n"
    ),
    "a date": lambda root: replaced(root, "pier-notice", "date: unknown", "date: 2031-03~"),
    "an impossible date": lambda root: replaced(root, "pier-notice", "date: unknown", "date: 4 March"),
    "a head that cannot be read": lambda root: replaced(root, "quay", "title: On the quay", "title: [On the quay"),
    "a new capture": lambda root: written(
        root, "sources/late-word.txt", "Late word on the pier\n\nIt opened, Ana Sol said.\n"
    ),
    "a capture goes": lambda root: dropped(root, "sources/pier-notice.md"),
    "a note": lambda root: written(root, "notes/pier-notice.yml", NOTE),
    "a note astray": lambda root: written(root, "notes/nowhere.yml", NOTE),
    "a topic": lambda root: written(root, "topics/quay.md", "---\nname: The quay\nany: [quay, steps]\n---\n"),
    "a story": lambda root: replaced(root, "county-post-pier-money", "stories: []", "stories: [pier]"),
    "a story's event": lambda root: written(
        root, "stories/pier.md", "---\ntitle: Pier\nevents:\n  - {id: vote, date: 2031-03-05, title: V}\n---\n"
    ),
    "the archive's title": lambda root: written(root, "../config.yml", "title: Pier papers\n"),
    "fewer annotators": lambda root: written(root, "../config.yml", "annotators: [mentions]\n"),
    "a config that cannot be read": lambda root: written(root, "../config.yml", "title: [\n"),
    "a part of all pages": lambda root: template(root, "base.html", "</body>", "<!-- ours --></body>"),
    "a page's template": lambda root: template(root, "pages/topic.html", "{% block", "<!-- ours -->{% block"),
    "a template at fault": lambda root: template(root, "pages/article.html", "{% block", "{% if %}{% block"),
    "no templates": lambda root: shutil.rmtree(root / "templates", ignore_errors=True),
    "an asset": lambda root: written(root, "../assets/mark.svg", "<svg/>"),
    "withdrawn": lambda root: replaced(root, "county-post-pier-money", "status: unreviewed", "status: withdrawn"),
    "a draft": lambda root: replaced(root, "pier-notice", "status: unreviewed", "status: draft"),
    "another id": lambda root: renamed(root, "pier-notice", "pier-closed"),
    "an article goes": lambda root: dropped(root, "*/pier-notice.*"),
    "nothing": lambda root: None,
    "nothing remembered": lambda root: unremembered(root, None),
    "what is remembered is junk": lambda root: unremembered(root, b"\x00junk"),
    "a page is lost": lambda root: (root / "site" / "index.html").unlink(missing_ok=True),
}
HEALED = {  # changes after which nothing is written until they are made good
    "a config that cannot be read": "the archive's title",
    "a template at fault": "no templates",
}


@pytest.mark.slow
@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=3), st.sampled_from("123")),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_an_incremental_build_equals_a_clean_one(tmp_path_factory, history):
    root = write_archive(tmp_path_factory.mktemp("kept"))
    main(["--archive", str(root)])
    for changes, jobs in history:
        for name in changes:
            CHANGES[name](root)
        main(["--archive", str(root), "--jobs", jobs])
    for change, cure in HEALED.items():
        if any(change in changes for changes, _ in history):
            CHANGES[cure](root)
    main(["--archive", str(root), "--jobs", "2"])
    clean = tmp_path_factory.mktemp("clean") / "archive"
    shutil.copytree(root, clean, ignore=shutil.ignore_patterns("site", ".cache"))
    main(["--archive", str(clean), "--jobs", "1"])
    assert files_of(root / "site") == files_of(clean / "site")
    assert not (root / "site" / ".staging").exists()
