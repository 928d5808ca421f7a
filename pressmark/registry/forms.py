"""REGISTRY: the ways in which an entity's name may stand in running text, indexed by their first word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from pressmark.names.organizations import is_acronym
from pressmark.names.people import is_initial, name_parts
from pressmark.text import folded
from pressmark.vocabulary import Entity

# A word, or letters with full stops between them: "U.S.", "J.K.".
TOKEN = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_](?!\w)\.?|[^\W_]+")
_ARTICLE = re.compile(r"the\s+", re.I)
_MIDDLE = re.compile(r"(?<=\s)[^\W\d_]\.(?:[^\W\d_]\.)*\s+(?=\S)")
# Shorter acronyms are never written with one capital: "Us" and "Eu" are words.
_PRONOUNCED = 4


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write an entity's name.

    `words` are folded; `cases` say of each "Upper", "ALL" or "" (any case). `how` becomes the mention's. A form of
    `how` "surname" counts only where its person is known to be meant, one of "not" is where the entity is never meant;
    `local` forms count only in articles that list the entity.
    """

    words: tuple[str, ...]
    cases: tuple[str, ...]
    entity: str
    kind: str
    how: str
    local: bool = False


@lru_cache(maxsize=65536)
def folded_word(word: str) -> str:
    """A word as forms compare it: lower case, without accents and full stops."""
    if word.isascii():
        return word.lower().replace(".", "")
    return folded(word).replace(".", "")


def _case(word: str) -> str:
    letters = word.replace(".", "")
    if len(letters) > 1 and letters.isupper():
        return "ALL"
    return "Upper" if letters[:1].isupper() else ""


def fits(word: str, case: str) -> bool:
    """Whether a word of a text is written as the form demands; text in capitals throughout always is."""
    if case == "":
        return True
    if case == "Upper":
        return word[0].isupper()
    plain = word.replace(".", "")
    return plain.isupper() or (len(plain) >= _PRONOUNCED and plain[0].isupper() and plain[1:].islower())


def form(name: str, entity: str, kind: str, how: str, *, local: bool = False) -> Form | None:
    """The form that a written name gives; None when it holds no word."""
    words = TOKEN.findall(name)
    if not words:
        return None
    cases = tuple(_case(word) for word in words)
    return Form(tuple(folded_word(word) for word in words), cases, entity, kind, how, local)


def without_article(name: str) -> str:
    """The name without a leading "The", unless a single word is left, which "the" may belong to."""
    rest = _ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name
    return rest if len(TOKEN.findall(rest)) > 1 or is_acronym(rest) else name


def written_forms(name: str, kind: str) -> Iterator[str]:
    """The spellings under which one name is looked for in running text."""
    name = without_article(name) if kind != "work" else name
    yield name
    if kind != "person":
        return
    parts = name_parts(name)
    if parts.title and parts.given:
        name = " ".join(part for part in (parts.given, parts.middle, parts.surname, parts.suffix) if part)
        yield name
    if is_initial(parts.given):
        letters = [letter for letter in f"{parts.given}{parts.middle}" if letter.isalpha()]
        if len(letters) > 1 and all(is_initial(word) for word in parts.middle.split()):
            yield f"{'.'.join(letters)}. {parts.surname}"
            yield f"{'. '.join(letters)}. {parts.surname}"
    elif parts.given:
        plain = _MIDDLE.sub("", name)
        if plain != name:
            yield plain


def forms_of(entity: Entity, spellings: Iterable[str], *, local: bool, ambiguous: frozenset[str]) -> Iterator[Form]:
    """All forms of one entity: its name, aliases and other spellings, its surname, and the phrases it is not.

    `ambiguous` are spellings without middle initials that more than one person bears.
    """
    for index, name in enumerate(dict.fromkeys((entity.name, *entity.aliases, *spellings))):
        how = "acronym" if is_acronym(name) and entity.kind != "person" and index else "name"
        if index and how == "name" and name in entity.aliases:
            how = "alias"
        for spelling in written_forms(name, entity.kind):
            if spelling != name and folded(spelling) in ambiguous:
                continue
            found = form(spelling, entity.id, entity.kind, how, local=local)
            if found is not None:
                yield found
    for phrase in entity.excluded:
        found = form(phrase, entity.id, entity.kind, "not")
        if found is not None:
            yield found
    if entity.kind == "person":
        for name in dict.fromkeys((entity.name, *entity.aliases, *spellings)):
            parts = name_parts(name)
            found = form(parts.surname, entity.id, "person", "surname", local=local)
            if found is not None and (parts.given or parts.title) and not is_initial(parts.surname):
                yield found


def by_first_word(found: Iterable[Form]) -> Mapping[str, tuple[Form, ...]]:
    """The forms by their first word, longest first."""
    index: dict[str, dict[Form, None]] = {}
    for one in found:
        index.setdefault(one.words[0], {})[one] = None
    order = {
        word: tuple(sorted(forms, key=lambda f: (-len(f.words), f.words, f.how, f.entity, f.cases, f.local)))
        for word, forms in sorted(index.items())
    }
    return MappingProxyType(order)
