"""After a change of any kind a build makes few pages again, and the site is still the one of a clean build."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_archive import many_articles, rendered

from pressmark import pipeline
from pressmark.cli import main

BUILTIN = Path(__file__).parent.parent / "templates"
# Each example is several builds of 240 articles: a few by default, hundreds with `make test-long`.
EXAMPLES = 3 if settings.default is None or settings.default.max_examples <= 100 else 150


def some(root: Path, chance: random.Random) -> Path:
    return chance.choice(sorted((root / "content/articles").glob("*.md")))


def in_some(old: str, new: str) -> Callable[[Path, random.Random], None]:
    def change(root: Path, chance: random.Random) -> None:
        path = some(root, chance)
        path.write_text(path.read_text("utf-8").replace(old, new.format(chance.randrange(1000)), 1), "utf-8")

    return change


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def letter(chance: random.Random) -> str:
    return chance.choice("abcdefghijklmnopqrstuvwx")


def person(aliases: str) -> Callable[[Path, random.Random], None]:
    def change(root: Path, chance: random.Random) -> None:
        one = letter(chance)
        head = f"name: Ida Marsh{one}\nkind: person\naliases: [{aliases.format(letter(chance))}]\n"
        write(root, f"content/entities/ida-marsh{one}.md", f"---\n{head}---\n")

    return change


def rename(root: Path, chance: random.Random) -> None:
    path = some(root, chance)
    text = path.read_text("utf-8")
    if "formerly" not in text:
        path.rename(path.with_name(f"once-{path.name}"))
        write(root, f"content/articles/once-{path.name}", text.replace("---\n", f"---\nformerly: [{path.stem}]\n", 1))


def note(root: Path, chance: random.Random) -> None:
    text = "- id: n-1\n  kind: comment\n  target: {exact: Ana Sol met}\n  text: Who?\n  by: m-ito\n"
    write(root, f"content/notes/{some(root, chance).stem}.yml", text)


def template(root: Path, chance: random.Random) -> None:
    text = (BUILTIN / "pages/topic.html").read_text("utf-8")
    write(root, "templates/pages/topic.html", f"{text}{{# {chance.random()} #}}")


def config(root: Path, chance: random.Random) -> None:
    write(root, "config.yml", f"title: Pier papers {chance.randrange(1000)}\n")


def capture(root: Path, chance: random.Random) -> None:
    number = chance.randrange(1000)
    text = f"Late word {number} on the pier\n\nThe pier opened, Ana Sol said on the quay at {number}.\n"
    write(root, f"content/sources/late-{number}.txt", text)


# Each kind of change, and which share of the site's pages it may have made again, at most. An archive of 240 articles
# with one sentence in all of them is made in few and large portions: of 20,000 articles the shares are far less.
CHANGES: dict[str, tuple[Callable[[Path, random.Random], None], float]] = {
    "body": (in_some("Nothing came", "Little {} came"), 0.45),
    "title": (in_some("title: Word", "title: Speech {}"), 0.45),
    "alias": (person("Commodore Marsh {}"), 0.5),
    "merge": (person("Ida Marsh{}"), 0.7),
    "note": (note, 0.35),
    "story": (in_some("topics:", "stories: [Story {}]\ntopics:"), 0.5),
    "template": (template, 0.1),
    "config": (config, 1.0),
    "rename": (rename, 0.5),
    "delete": (lambda root, chance: some(root, chance).unlink(), 0.5),
    "withdraw": (in_some("language: en", "language: en\nstatus: withdrawn"), 0.5),
    "new capture": (capture, 0.5),
    "nothing": (lambda root, chance: None, 0.0),
}


def files_of(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in sorted(site.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    root = many_articles(tmp_path_factory.mktemp("many") / "archive")
    main(["--archive", str(root)])
    return root


@pytest.mark.slow
@given(st.lists(st.tuples(st.sampled_from(sorted(CHANGES)), st.integers(0, 10**6)), min_size=1, max_size=5))
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_each_change_makes_few_pages_again_and_the_site_is_that_of_a_clean_build(built, tmp_path_factory, history):
    root = tmp_path_factory.mktemp("kept") / "archive"
    shutil.copytree(built, root)
    with pytest.MonkeyPatch.context() as patched:
        rendered(root, patched)  # a copy's files have other times: what is remembered of them is read once more
        for kind, seed in history:
            change, share = CHANGES[kind]
            change(root, random.Random(seed))
            main(["ingest", "--archive", str(root)])
            pages = len(rendered(root, patched))
            assert pages <= share * sum(1 for _ in (root / "site").rglob("*.html")), kind
    clean = tmp_path_factory.mktemp("clean") / "archive"
    shutil.copytree(root, clean, ignore=shutil.ignore_patterns("site", ".cache"))
    pipeline.build(clean)
    assert files_of(root / "site") == files_of(clean / "site")
