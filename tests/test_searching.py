"""Search that is brought up to date with what the last build left is what a first build makes, byte for byte."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from pressmark import pipeline
from pressmark.facts import FACETS as ARTICLE_FACETS
from pressmark.kept import Kept as Derived
from pressmark.memo import Memory
from pressmark.reuse import present
from pressmark.search import search_outputs
from pressmark.search.owners import FACETS, sources
from pressmark.searching import STORE, Held, Search, searched
from pressmark.staging import opened
from pressmark.tracked import NONE, Reads, tracked

PEOPLE = [f"{given} {family}" for given in ("Ana", "Ida", "Tom") for family in ("Sol", "Marsh", "Reed", "Vale")]
WORDS = "bridge ferry vote harbor council money storm the of a repair price U.S. 2% café 北京 under".split()
COUNT = 160


def sentence(chance: random.Random) -> str:
    words = " ".join(chance.choices(WORDS, k=chance.randint(5, 14)))
    who = chance.choice(PEOPLE)
    return chance.choice([
        f"{who} said the {words}.", f"“We {words},” {who} said.", f"The {words} was met by {who} in Northfield."
    ])  # fmt: skip


def article(chance: random.Random, n: int) -> str:
    head = f"title: Word {n} {chance.choice(WORDS)}\noutlet: Paper {n % 4}\nlanguage: en\n"
    head += f"date: 2031-{1 + n % 12:02}-{1 + n % 28:02}\nauthors: [Joss Field]\npeople: [{chance.choice(PEOPLE)}]\n"
    head += f"topics: [topic {n % 6}]\nplaces: [Northfield]\n"
    return f"---\n{head}---\n\n" + "\n\n".join(sentence(chance) for _ in range(chance.randint(1, 6))) + "\n"


def put(root: Path, name: str, text: str) -> None:
    path = root / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    chance = random.Random(5)
    for n in range(COUNT):
        put(tmp_path, f"articles/word-{n}.md", article(chance, n))
    put(tmp_path, "entities/ana-sol.md", "---\nname: Ana Sol\nkind: person\naliases: [Mayor Sol]\n---\n\nThe mayor.\n")
    return tmp_path


class Builds:
    """One archive, searched again and again; files that are derived of it are kept to be quick."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.kept = Derived()
        self.standing: Held = ()
        self.written: list[str] = []

    def archive(self):
        return pipeline.understood(pipeline.load(self.root), kept=self.kept)[0]

    def again(self, program: str = "this", fails: bool = False) -> None:
        """Bring the files up to date; `fails`: all but the last step, as a build that is killed."""
        archive = self.archive()
        facts = present(archive, (), Memory())
        now = sources(archive, {id_: digests for id_, (_, digests) in facts.articles.items()}, facts.digest)
        staging, _ = opened(self.root / "site")
        assert staging
        found = Search(self.root, program, archive, now, self.standing).staged(staging)
        if not fails:
            done, problems = staging.finish(found)
            assert problems == ()
            self.written = list(done.written)
            self.standing = tuple((one.path, one.digest, one.size) for one in found)

    def check(self) -> None:
        """Hold the files to what is made of nothing."""
        expected = {f.path: f.data for f in search_outputs(self.archive())}
        site = self.root / "site"
        held = {p.relative_to(site).as_posix(): p.read_bytes() for p in sorted(site.rglob("*.js"))}
        assert held == expected


def edit(root: Path, chance: random.Random, step: int) -> None:
    n = chance.randrange(COUNT)
    path = root / f"content/articles/word-{n}.md"
    what = chance.randrange(9)
    if what == 0:
        path.unlink(missing_ok=True)
    elif what == 1:
        put(root, f"articles/new-{step}.md", article(chance, n))
    elif what == 2 and path.exists():
        path.rename(path.with_name(f"moved-{step}.md"))
    elif what == 3:
        aliases = chance.choice(["Mayor Sol", "Ms. Sol", "A. Sol"])
        put(root, "entities/ana-sol.md", f"---\nname: Ana Sol\nkind: person\naliases: [{aliases}]\n---\n\nThe mayor.\n")
    elif what == 4:
        note = {"comment": "text: Was it so?\n  links: [ana-sol]", "context": "text: It was."}
        kind = chance.choice(sorted(note))
        text = f"- id: n-1\n  kind: {kind}\n  target: {{exact: said}}\n  by: m-ito\n  on: 2031-05-0{1 + step % 9}\n"
        put(root, f"notes/word-{n}.yml", text + f"  {note[kind]}\n")
    elif what == 5:
        put(root, f"topics/topic-{step % 6}.md", f"---\nname: topic {step % 6}\nscope: Part {step}\n---\n")
    elif path.exists():
        path.write_text(path.read_text("utf-8") + "\n" + sentence(chance) + "\n", "utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_a_history_of_edits_ends_as_a_first_build_does(root, seed):
    builds = Builds(root)
    builds.again()
    builds.check()
    chance = random.Random(seed)
    for step in range(14):
        for _ in range(chance.choice([1, 1, 2])):
            edit(root, chance, step)
        builds.again()
        builds.check()


def lengthen(root: Path, n: int, words: str) -> None:
    path = root / f"content/articles/word-{n}.md"
    path.write_text(path.read_text("utf-8") + f"\n{words}\n", "utf-8")


@pytest.mark.slow
def test_one_more_sentence_makes_few_files_again(root):
    builds = Builds(root)
    builds.again()
    few = 0
    for n in range(0, 24, 2):
        lengthen(root, n, "The bridge is open.")
        builds.again()
        few += len(builds.written) < 45
        assert "search/index.js" in builds.written
    assert few > 6  # texts are written otherwise if the article was one that their pieces were learnt from
    builds.check()


@pytest.mark.slow
def test_settings_count_for_all(root):
    builds = Builds(root)
    builds.again()
    for settings in ("search: {boosts: {title: 3}}\n", "language: de\n", "rights: {show: metadata}\n",
                     "search: {shards: false}\n", ""):  # fmt: skip
        (root / "config.yml").write_text(settings, "utf-8")
        builds.again()
        builds.check()


@pytest.mark.slow
def test_what_is_kept_may_be_lost_damaged_or_of_another_build(root):
    builds = Builds(root)
    builds.again()
    store = root / STORE
    chance = random.Random(1)
    for step, damage in enumerate(("none", "gone", "another's", "short", *["bytes"] * 8, "rows", "killed", "program")):
        data = bytearray(store.read_bytes()) if store.exists() else bytearray()
        lengthen(root, step, "Ana Sol saw the ferry in Northfield.")
        if damage == "gone":
            store.unlink()
        elif damage == "another's":
            store.write_bytes(b"not ours")
        elif damage == "short":
            store.write_bytes(data[: len(data) // 2])
        elif damage == "bytes":
            for _ in range(chance.choice([1, 40, 400])):
                data[chance.randrange(len(data))] = chance.randrange(256)
            store.write_bytes(data)
        elif damage == "killed":
            builds.again(fails=True)
        builds.again("that" if damage == "program" else "this")
        builds.check()


def test_all_that_search_reads_of_an_article_is_in_its_sources(root):
    archive = Builds(root).archive()
    reads = Reads()
    numbers = {r.article.id: n for n, r in enumerate(archive.records)}
    view = tracked(archive, numbers, reads, NONE)
    assert search_outputs(view) == search_outputs(archive)
    names = [name for name, _ in ARTICLE_FACETS]
    assert {names[facet % 16] for facet in reads.facets if facet % 16 < len(names)} <= set(FACETS)


def test_the_sources_say_when_search_is_as_it_was(root):
    archive = Builds(root).archive()

    def digest() -> bytes:
        archive = Builds(root).archive()
        facts = present(archive, (), Memory())
        return searched(sources(archive, {id_: d for id_, (_, d) in facts.articles.items()}, facts.digest))

    before = digest()
    assert digest() == before
    lengthen(root, 3, "One more.")
    assert digest() != before
    assert archive.records
