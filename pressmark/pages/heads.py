"""What every page says of itself to browsers, search engines and the top bar."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

NO_DATA = Markup("")


@dataclass(frozen=True, slots=True)
class Tag:
    """A <meta> element: `key` is "name" or "property"."""

    key: str
    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Head:
    """`title` stands in the window's title, `section` says which entry of the top bar is current, `kind` which page
    type this is. `data` is schema.org JSON, escaped for a script element, "" when there is none."""

    title: str
    description: str
    kind: str
    section: str = ""
    tags: tuple[Tag, ...] = ()
    data: Markup = NO_DATA
