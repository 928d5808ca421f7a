"""From a folder to a site: the same bytes whenever and wherever it is built, and every problem said."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from small_archive import CAPTURES, write_archive

from pressmark.cli import main

ROOT = Path(__file__).parent.parent


def files_of(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in sorted(site.rglob("*")) if p.is_file()}


def run(root: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "build.py"), "--archive", str(root), *words]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env={**os.environ, **environment})


def test_a_folder_of_captures_becomes_a_site(tmp_path, capsys):
    root = write_archive(tmp_path)
    assert main(["--archive", str(root)]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    verdicts = [line for line in said.out.splitlines() if line.startswith("content/sources/")]
    assert [v.partition(":")[0] for v in verdicts] == [f"content/sources/{name}" for name in sorted(CAPTURES)]
    assert "3 articles" in said.out
    made = files_of(root / "site")
    for path in (
        "index.html", "search.html", "timeline.html", "about.html", "data.html", "404.html",
        "articles/harbor-ledger-pier-vote.html", "captures/harbor-ledger-pier-vote.html", "people/ana-sol.html",
        "organizations/northfield-council.html", "topics/pier.html", "stories/pier.html", "outlets/harbor-ledger.html",
        "outlets/county-post.html", "authors/ana-ruiz.html", "quotations/index.html", "search/index.js", ".nojekyll",
        "data/articles.csv", "assets/js/lunr.js",
    ):  # fmt: skip
        assert path in made, path


def test_a_second_build_changes_nothing(tmp_path, capsys):
    root = write_archive(tmp_path)
    main(["--archive", str(root)])
    before = {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*") if p.is_file()}
    for _ in range(3):
        assert main(["--archive", str(root), "--json"]) == 0
        assert '"problem"' not in capsys.readouterr().out
        after = {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*") if p.is_file() and p.parent.name != ".cache"}
        assert after == {p: when for p, when in before.items() if p.parent.name != ".cache"}


def test_an_empty_archive_builds(tmp_path):
    (tmp_path / "content" / "sources").mkdir(parents=True)
    assert main(["--archive", str(tmp_path)]) == 0
    assert (tmp_path / "site" / "people" / "index.html").is_file()


def test_a_folder_without_content_is_a_usage_error(tmp_path, capsys):
    assert main(["--archive", str(tmp_path)]) == 2
    assert "put captures in content/sources/" in capsys.readouterr().err


def test_the_archive_may_be_named_before_or_after_the_command(tmp_path):
    root = write_archive(tmp_path)
    assert main(["--archive", str(root), "check"]) == 0
    assert main(["check", "--archive", str(root)]) == 0
    assert not (root / "site").exists()


def test_one_broken_article_is_named_and_all_others_are_built(tmp_path, capsys):
    root = write_archive(tmp_path)
    main(["ingest", "--archive", str(root)])
    broken = root / "content" / "articles" / "pier-notice.md"
    broken.write_text("---\ntitle: [unclosed\n---\n\nText.\n")
    capsys.readouterr()
    assert main(["--archive", str(root)]) == 1
    assert "content/articles/pier-notice.md:" in capsys.readouterr().err
    made = files_of(root / "site")
    assert "articles/harbor-ledger-pier-vote.html" in made
    assert "articles/pier-notice.html" not in made


def test_a_wrong_value_is_named_and_its_article_still_built(tmp_path, capsys):
    root = write_archive(tmp_path)
    main(["ingest", "--archive", str(root)])
    path = root / "content" / "articles" / "pier-notice.md"
    path.write_text(path.read_text("utf-8").replace("\ndate: unknown\n", "\ndate: 4 March\nathors: [A]\n"), "utf-8")
    capsys.readouterr()
    assert main(["--archive", str(root)]) == 1
    said = capsys.readouterr().err
    assert '"4 March" is not a date here' in said
    assert 'did you mean "authors"' in said
    assert "articles/pier-notice.html" in files_of(root / "site")


def test_warnings_fail_only_a_strict_build(tmp_path):
    root = write_archive(tmp_path)
    main(["--archive", str(root)])
    (root / "content" / "sources" / "pier-notice.md").unlink()
    assert main(["--archive", str(root)]) == 0
    assert main(["--archive", str(root), "--strict"]) == 1


def test_a_broken_template_leaves_the_old_site(tmp_path, capsys):
    root = write_archive(tmp_path)
    main(["--archive", str(root)])
    before = files_of(root / "site")
    (root / "templates" / "pages").mkdir(parents=True)
    (root / "templates" / "pages" / "home.html").write_text("{% if %}")
    assert main(["--archive", str(root)]) == 1
    assert "templates/pages/home.html:1" in capsys.readouterr().err
    assert files_of(root / "site") == before


def test_an_archives_own_template_and_asset_win(tmp_path):
    root = write_archive(tmp_path)
    (root / "templates" / "pages").mkdir(parents=True)
    (root / "templates" / "pages" / "404.html").write_text("<!doctype html><title>gone</title>")
    (root / "assets").mkdir()
    (root / "assets" / "logo.svg").write_text("<svg/>")
    main(["--archive", str(root)])
    made = files_of(root / "site")
    assert made["404.html"] == b"<!doctype html><title>gone</title>"
    assert made["assets/logo.svg"] == b"<svg/>"
    assert "assets/css/tokens.css" in made


def test_a_draft_reaches_no_output(tmp_path):
    root = write_archive(tmp_path)
    main(["ingest", "--archive", str(root)])
    path = root / "content" / "articles" / "pier-notice.md"
    text = path.read_text("utf-8").replace("status: unreviewed", "status: draft").replace("north steps", "Quillwater")
    path.write_text(text, "utf-8")
    main(["--archive", str(root)])
    assert [
        name for name, data in files_of(root / "site").items() if b"Quillwater" in data or b"pier-notice" in data
    ] == []


def test_a_withdrawn_article_leaves_a_tombstone_and_no_word(tmp_path):
    root = write_archive(tmp_path)
    main(["--archive", str(root)])
    path = root / "content" / "articles" / "pier-notice.md"
    path.write_text(
        path.read_text("utf-8").replace("status: unreviewed", "status: withdrawn\nreason: the harbor asked"), "utf-8"
    )
    main(["--archive", str(root)])
    made = files_of(root / "site")
    assert b"the harbor asked" in made["articles/pier-notice.html"]
    assert [name for name, data in made.items() if b"north steps" in data] == []


def other_locale() -> str:
    """An installed locale that is neither C nor English, best one with other rules for capitals; "" without one."""
    if not shutil.which("locale"):
        return ""
    listed = subprocess.run(["locale", "-a"], capture_output=True, text=True).stdout.split()
    found = [name for name in listed if not re.match(r"(?:C|POSIX)\b|en_", name)]
    return min(found, key=lambda name: (name[:3] not in ("tr_", "az_"), name), default="")


@pytest.mark.slow
def test_builds_agree_across_hash_seed_time_zone_locale_and_folder(tmp_path):
    other = other_locale() or "POSIX"
    made = []
    settings_ = (
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "77", "TZ": "Pacific/Auckland", "LC_ALL": other, "PYTHONUTF8": "0"},
        {"PYTHONHASHSEED": "5", "TZ": "America/St_Johns", "LC_ALL": "C", "HOME": "/nonexistent"},
    )
    for number, environment in enumerate(settings_):
        root = write_archive(tmp_path / f"{number}" / ("deep " * number or "x"))
        done = run(root, **environment)
        assert done.returncode == 0, done.stderr
        made.append((files_of(root / "site"), files_of(root / "content")))
    assert made[0] == made[1] == made[2]


def test_a_damaged_cache_changes_nothing(tmp_path):
    root = write_archive(tmp_path)
    main(["--archive", str(root)])
    before = files_of(root / "site")
    for path in (root / ".cache").rglob("*"):
        if path.is_file():
            path.write_bytes(b"\x00junk")
    main(["--archive", str(root)])
    assert files_of(root / "site") == before


def test_init_makes_an_archive_that_builds(tmp_path, capsys):
    assert main(["init", str(tmp_path / "new")]) == 0
    assert "sources/** -text" in (tmp_path / "new" / "content" / ".gitattributes").read_text()
    assert main(["--archive", str(tmp_path / "new")]) == 0
    assert main(["init", str(tmp_path / "new")]) == 1
    assert "already holds an archive" in capsys.readouterr().err
