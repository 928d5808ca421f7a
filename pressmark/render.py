"""BUILD: a page and its template to the bytes of an HTML file."""

from __future__ import annotations

import contextlib
import re
import traceback
from collections.abc import Callable
from dataclasses import dataclass

from jinja2 import TemplateNotFound, TemplateSyntaxError

from pressmark.archive import Archive
from pressmark.config import Config
from pressmark.environment import Templates
from pressmark.page import Page
from pressmark.problems import Problem, error
from pressmark.tree import Tree

# What an HTML document may not hold (html.spec.whatwg.org, "control character in input stream"); captures do.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# How they begin in UTF-8: those of one byte, and the others with the first and last of the byte that follows.
_CONTROLS = bytes(n for n in range(0x80) if _FORBIDDEN.match(chr(n)))
_BEGINNINGS = ((b"\xc2", 0x80, 0x9F), (b"\xef\xb7", 0x90, 0xAF), (b"\xef\xbf", 0xBE, 0xBF))

_NO_ATTRIBUTE = re.compile(r"has no (?:attribute|element) '?(\w+)'?$")
_UNDEFINED = re.compile(r"^'(\w+)' is undefined$")
ENDLESS = "it includes or calls itself without end"
HINT = "correct it at this line; the built-in template of the same name shows what a page has"


@dataclass(frozen=True, slots=True)
class Site:
    """What every template knows of the archive as a whole; nothing in it changes from build to build."""

    title: str
    description: str
    language: str
    site_url: str
    sample: bool


def site_of(config: Config) -> Site:
    base = (config.site_url or "").rstrip("/")
    return Site(config.title, config.description, config.language, base, config.sample)


def grouped(number: int) -> str:
    """A number with a comma at every third digit."""
    return f"{number:,}"


def encoded(text: str) -> bytes:
    """The text as UTF-8; characters that HTML forbids are U+FFFD."""
    try:
        data = text.encode()
    except UnicodeEncodeError:  # half of a pair
        return _FORBIDDEN.sub("\ufffd", text).encode()
    # Nearly no page has any, and a pattern of so many characters takes longer over a page than a template.
    clean = len(data.translate(None, _CONTROLS)) == len(data)
    if clean and not any(one[0][:1] in data and _follows(data, *one) for one in _BEGINNINGS):
        return data
    return _FORBIDDEN.sub("\ufffd", text).encode()


def _follows(data: bytes, start: bytes, first: int, last: int) -> bool:
    """Whether a byte from `first` to `last` stands behind any `start`."""
    at = data.find(start)
    while at >= 0:
        at += len(start)
        if first <= data[at] <= last:
            return True
        at = data.find(start, at)
    return False


def _in_words(said: str) -> str:
    """What Jinja says of a template, without Python's names of things."""
    missing = _NO_ATTRIBUTE.search(said) or _UNDEFINED.search(said)
    if missing:
        return f'there is no value "{missing[1]}" here'
    return said[:1].lower() + said[1:].rstrip(".")


class TemplateFault(Exception):  # noqa: N818 (it carries a Problem, and the user's template is at fault)
    """A template cannot be read, or asks for what a page does not have; `problem` says which and where, `page` for
    which page."""

    def __init__(self, problem: Problem, page: str = "") -> None:
        super().__init__(problem, page)  # so that it can be sent from one process to another
        self.problem = problem
        self.page = page


class Renderer:
    """Renders the pages of one archive with one set of templates, whose paths begin at the templates folder
    ("pages/article.html").

    Templates see `site`, `page` (the page's context), `path` (from the site's root) and `root` (the way up: "" or
    "../"). An undefined name is a fault, and every value is escaped unless it is Markup.
    """

    def __init__(self, templates: Tree, archive: Archive) -> None:
        self._site = site_of(archive.config)
        self._templates = {file.path: file.data.decode("utf-8", "replace") for file in templates}
        self._environment = Templates(self._source)
        self._environment.filters["grouped"] = grouped

    def prepare(self) -> None:
        """Compile the templates of pages, so that processes forked from this one need not. What is wrong with one is
        said when a page needs it."""
        for path in sorted(self._templates):
            if path.startswith("pages/"):
                with contextlib.suppress(TemplateSyntaxError, TemplateNotFound):
                    self._environment.get_template(path)

    def rendered(self, page: Page) -> bytes:
        """The page as UTF-8; characters that HTML forbids are shown as U+FFFD. Raises TemplateFault."""
        root = "../" * page.path.count("/")
        name = f"pages/{page.template}"
        try:
            template = self._environment.get_template(name)
            text = template.render(site=self._site, page=page.context, path=page.path, root=root)
        except TemplateSyntaxError as wrong:
            path = f"templates/{wrong.name or name}"
            message = _in_words(wrong.message or "cannot be read")
            raise TemplateFault(error(path, "bad-template", message, HINT, line=wrong.lineno), page.path) from wrong
        except TemplateNotFound as wrong:
            message = f"there is no such template; {page.path} needs it"
            hint = "put it back, or correct the name in the template that includes it"
            raise TemplateFault(error(f"templates/{wrong.name}", "no-template", message, hint), page.path) from wrong
        except Exception as wrong:  # a template may call anything that a value has, and that may raise anything
            raise TemplateFault(self._fault(name, page, wrong), page.path) from wrong
        return encoded(text)

    def _source(self, path: str) -> tuple[str, str, Callable[[], bool]] | None:
        """A template's source and the name that tracebacks give it; it never goes stale."""
        source = self._templates.get(path)
        return None if source is None else (source, path, lambda: True)

    def _fault(self, name: str, page: Page, wrong: Exception) -> Problem:
        """The fault of a running template, at the innermost template line that the traceback passes."""
        frames = traceback.extract_tb(wrong.__traceback__)
        places = [(f.filename, f.lineno or 0) for f in frames if f.filename in self._templates]
        where, line = places[-1] if places else (name, 0)
        said = ENDLESS if isinstance(wrong, RecursionError) else _in_words(str(wrong) or type(wrong).__name__)
        message = f"{said}, on {page.path}"
        return error(f"templates/{where}", "bad-template", message, HINT, line=line)
