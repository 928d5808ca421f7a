"""How much work a build does, counted and not timed: what is parsed, rendered and hashed, and how that grows."""

import sys
from collections import Counter
from pathlib import Path

import pytest
from counted_calls import calls

from pressmark import article, digest, frontmatter, pipeline
from pressmark.render import Renderer
from pressmark.staging import Staging

sys.path.insert(0, str(Path(__file__).parent.parent / "bench"))
from generate import write_articles

FEW, MANY = 20, 60


def archive(root: Path, count: int, config: str = "") -> Path:
    write_articles(root, count, 60)
    (root / "config.yml").write_text(config, "utf-8")
    return root


class Work:
    """What a build in one process did."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.parsed: Counter[str] = Counter()
        self.heads: Counter[str] = Counter()
        self.rendered: Counter[str] = Counter()
        self.put: Counter[str] = Counter()
        self.hashed = 0
        with monkeypatch.context() as patched:
            self._watch(patched)
            self.brought = pipeline.build(root)
        self.site = {p.relative_to(root / "site").as_posix(): p.stat().st_size for p in files(root / "site")}
        self.content = sum(p.stat().st_size for p in files(root / "content"))

    def _watch(self, patched: pytest.MonkeyPatch) -> None:
        parse, head, sha256 = article.parse_article, frontmatter.read_nodes, digest.sha256
        render, put = Renderer.rendered, Staging.put

        def counted_parse(path, text):
            self.parsed[path] += 1
            return parse(path, text)

        def counted_head(path, *rest):
            self.heads[path] += 1
            return head(path, *rest)

        def counted_sha256(data):
            self.hashed += len(data)
            return sha256(data)

        def counted_render(renderer, page):
            self.rendered[page.path] += 1
            return render(renderer, page)

        def counted_put(staging, name, file):
            self.put[file.path] += 1
            return put(staging, name, file)

        patched.setattr(pipeline, "parse_article", counted_parse)
        patched.setattr(frontmatter, "read_nodes", counted_head)
        for module in [m for name, m in sorted(sys.modules.items()) if name.startswith("pressmark")]:
            if getattr(module, "sha256", None) is sha256:
                patched.setattr(module, "sha256", counted_sha256)
        patched.setattr(Renderer, "rendered", counted_render)
        patched.setattr(Staging, "put", counted_put)


def files(folder: Path) -> list[Path]:
    return [p for p in sorted(folder.rglob("*")) if p.is_file()]


@pytest.mark.slow
def test_a_cold_build_does_everything_once(tmp_path, monkeypatch):
    root = archive(tmp_path, FEW)
    work = Work(root, monkeypatch)
    assert set(work.parsed.values()) == {1} and len(work.parsed) == FEW
    assert sum(work.heads.values()) == FEW  # their captures are asked of the bytes
    pages = {path for path in work.site if path.endswith(".html")}
    assert set(work.rendered) == pages and set(work.rendered.values()) == {1}
    assert set(work.put) == set(work.site) - {"manifest.json"} and set(work.put.values()) == {1}
    assert work.hashed <= 1.1 * (sum(work.site.values()) + work.content)


@pytest.mark.slow
def test_a_build_of_nothing_new_parses_and_renders_nothing(tmp_path, monkeypatch):
    root = archive(tmp_path, FEW)
    Work(root, monkeypatch)
    again = Work(root, monkeypatch)
    assert not again.parsed and not again.heads and not again.rendered
    assert all(path.startswith("assets/") or path in (".nojekyll", "_headers") for path in again.put)
    assert again.hashed <= 1.1 * sum(again.site[path] for path in again.put)


@pytest.mark.slow
def test_the_files_and_pages_of_an_article_do_not_grow_with_the_archive(tmp_path, monkeypatch):
    config = "annotators: []\ndata: []\n"
    few = Work(archive(tmp_path / "few", FEW, config), monkeypatch)
    many = Work(archive(tmp_path / "many", MANY, config), monkeypatch)
    more = MANY - FEW
    own = {path for path in many.rendered if path.startswith("articles/article-")}
    assert len(own) == MANY and not any(path.startswith("captures/article-") for path in many.rendered)
    # Beside its own page, an article costs no more than its share of the pages of terms.
    assert len(many.rendered) - len(few.rendered) <= 1.4 * more
    assert len(many.site) - len(few.site) <= 2.2 * more


@pytest.mark.slow
@pytest.mark.parametrize(("config", "most"), [("annotators: []\ndata: []\n", 3000), ("", 5500)])
def test_the_calls_for_an_article_hardly_grow_with_the_archive(tmp_path, config, most):
    pipeline.build(archive(tmp_path / "first", 4, config))  # what is read once for all is read here
    few = calls(lambda: pipeline.build(archive(tmp_path / "few", FEW, config))) / FEW
    many = calls(lambda: pipeline.build(archive(tmp_path / "many", MANY, config))) / MANY
    assert many <= 1.3 * few
    assert many <= most
