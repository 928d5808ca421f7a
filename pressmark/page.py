"""A page: where it stands, which template renders it, and the frozen context it is made of."""

from __future__ import annotations

from dataclasses import dataclass

# What a builder of pages takes when it is to make the pages of all its items.
ALL = slice(None)
# The paths of the pages that a builder is to make, of those that it would make; all of them if it is empty.
Only = str | frozenset[str]


@dataclass(frozen=True, slots=True)
class Page:
    """`path` is relative to the site's root ("people/ana-sol.html"); `template` names a file in templates/pages/;
    `context` is a frozen dataclass, seen by the template as `page`."""

    path: str
    template: str
    context: object
