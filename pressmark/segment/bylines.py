"""INGEST: who wrote an article, from the lines that say so: bylines and the lines that name who helped."""

from __future__ import annotations

import re

from pressmark.names.organizations import is_press_word
from pressmark.names.people import is_given
from pressmark.segment.caseless_bylines import caseless_byline
from pressmark.segment.head_words import AGENCY, BEFORE_BY, BY, BY_FIRST, PUBLISHED, UPDATED, words_of
from pressmark.segment.printed_dates import MONTHS
from pressmark.text import folded, holds_any, letter_runs

_BY_WORDS, _FIRST_WORDS = words_of(BY), words_of(BY_FIRST)
_BEFORE = rf"(?:{words_of(BEFORE_BY)})"
_BY = re.compile(
    rf"^(?:(?:{_BEFORE} (?:and \w+ )?){{0,3}}(?:{_BY_WORDS})|{_BEFORE}(?: and \w+)?:|{_FIRST_WORDS})\s*:?"
    r"\s+(?=[^\W\d_])|(?-i:[Bb]y(?=[A-Z][a-z]+ [A-Z]))",
    re.I,
)
_FIRST = frozenset(word.rstrip(":") for word in f"{BY} {BY_FIRST} {BEFORE_BY}".split())
# The same further on in a line: after a date, a mark, or words that say what was done.
_BY_WITHIN = re.compile(
    rf"(?:(?:^|[|•·–—(/,\x1f-]\s*|\d\s)(?:{_BEFORE} ){{0,3}}|\b(?:{_BEFORE} ){{1,3}})(?:{_BY_WORDS})\s*:?\s+"
    r"(?=(?-i:[^\W\d_a-zß-ÿ]))|(?<=[\d\s\x1f])by(?=(?-i:[A-Z]))",
    re.I,
)
_BY_LETTERS = frozenset(word.rstrip(":") for word in BY.split())
_SEPARATOR = re.compile(
    r"\s*(?:,|;|/|\||•|·|&|\b[Aa]nd\b|\b[Uu]nd\b|\bAND\b|\bUND\b|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bog\b|\boch\b|\ben\b|\bwith\b)\s*"
)
_PARTICLES = frozenset(
    "de la le du da do dos di del della van von der den zu zur al el bin ibn ter ten st. san y e af av".split()
)
_NUMBERS = re.compile(r"[\d\x1f]")
_SHOUTED = re.compile(r"[^a-zß-ÿ\d]{4,}?(?:,| (?:and|und|et|y) |\d|$)")
_WORD = re.compile(r"^[^\W\d_](?:[^\W\d_]|[’'.-])*$")
# What stands after a name in a byline and is no name.
_ROLE = re.compile(
    r"(?<=[^\W\d_])\s*(?:\(|\[|–|—|\| |,? (?:in|aus|for|en|fra) [A-ZÄÖÜ])|"
    r"(?<=[^\W_A-Z])\s*(?=(?:Staff|Senior|Chief|Political|Business|Special|Associate[d]?|Contributor|Contributing|"
    r"Correspondent|Reporter|Editor|Writer|Deputy|Assistant|National|Sports?|Health|Science|Technology|Courtesy|"
    r"Redakteur\w*|Korrespondent\w*|Volontär\w*|Reporterin|Journalist\w*|Published|Updated|Follow|Posted|Columnist|"
    r"Freelance\w*|Digital|World|News|Breaking|Executive|Managing|Producer|Community|Local|Opinion|Foreign|"
    r"Investigative|Lifestyle|Travel|Entertainment|Culture|Showbiz|Royal|Crime|Education|Money|Consumer|TV|Film|"
    r"Food|Environment|Climate|Transport|Home|Video|Audience|Content|Property|For|The|Leitende\w*|Wirtschafts\w*|"
    r"Enviad[oa]|"
    r"Tips|"
    r"Redaktion\w*|Chefredakteur\w*|Ressortleiter\w*|Autorin|Autor)\b)"
)
_GLUED = re.compile(r"(?<=[a-zß-ÿ]) ?(?:Twitter|Facebook|Instagram|LinkedIn|Email|Bio|Follow)+$")
_NOT_NAMES = re.compile(
    r"^(?:the|a|an|our|staff|wire|news|editors?|reporters?|agenc\w+|admin|redaktion|redaccion|redazione|report|this|"
    r"guest|team|desk|correspondents?|special|photos?|images?|video|published|updated|"
    r"services?|press|click|continue)\b",
    re.I,
)
_CAPITAL = r"[^\W\d_a-zß-ÿ][\w’'.-]*"
_NAME = rf"(?:{_CAPITAL}\.?(?:\s+(?:(?:de|la|le|du|da|di|del|van|von|der|den|al|bin|ter)\s+)*{_CAPITAL}){{1,3}})"
_AGENCY = r"(?:(?:the )?[^\W\d_a-zß-ÿ][\w.&’'-]*(?:\s+(?:[^\W\d_a-zß-ÿ][\w.&’'-]*)){0,4})"
# A weekday or month that follows a name without a comma: "By Ana Ruiz Wednesday".
_DAY = re.compile(
    r"\s+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october|"
    r"november|december)$",
    re.I,
)
# Words that never stand in a name: what comes after them is something else.
_STOP = re.compile(
    rf"\s+(?:{words_of(PUBLISHED)}|{words_of(UPDATED)}|last|share|lesezeit|kategorie\w*|most|recent|more|view|show|email|is|was|ist)\b.*$"
    r"|[@:].*$",
    re.I,
)
# What follows a name and belongs to the next words: "Ana Ruiz am 3. Mai", "Ana Ruiz on".
_HANGING = re.compile(r"(?:\s+(?:[^\W\d_A-ZÀ-ÖØ-Þ]{1,3}|\(|-))+$")
_ROLE_WORD = re.compile(
    r"edition|redaktion|staff|writers?|reporters?|editors?|correspondents?|columnists?|bureau|avenue", re.I
)
# The end of a sentence, and not that of an initial or a title.
_SENTENCE_END = re.compile(r"(?<=[^\W\d_A-Z]{3}[.!?])\s+(?=[(—–-]?[^\W\d_a-z])")
# In every line that names who helped: quick to look for.
HELPING = ("contribut", "report", "assist", "research", "mitarbeit")
_HELPED = re.compile("|".join(HELPING), re.I)
_CONTRIBUTED = re.compile(
    r"^(?:[(—–\-\[*]\s*)?(?:(?:additional |further )?reporting (?:was contributed )?by\s|with (?:additional "
    r")?(?:reporting|"
    r"contributions?|files) (?:by|from)\s|(?:mit )?(?:unter )?mitarbeit\s*(?:von)?:?\s|.{3,300}?\b"
    r"(?:contribut(?:ed|ing)\b.{0,30}\b(?:report(?:ing)?|article|story|research|from)|contributed\s*[.)]*$|"
    r"reported from\b|also reported\b|contributed to this|(?:provided|added) (?:additional )?(?:reporting|"
    r"research)\b))",
    re.I,
)


def byline_names(text: str) -> tuple[str, ...] | None:
    """The names that a byline gives, in order; () when it names nobody we can tell; None when it is no byline."""
    if caseless := caseless_byline(text):
        return caseless
    start = _BY.match(text) if len(text) <= 260 and may_begin_with_by(text) else None
    if not start:
        return None
    names = names_in(text[start.end() :])
    if names and len(text.split()) > 12 and folded(names[0].split()[0]) not in folded(text[start.end() :][:40]):
        return None  # a sentence that begins with such a word and names somebody later
    return names if names or len(text.split()) <= 6 else None


def may_begin_with_by(text: str) -> bool:
    """Whether a text begins with a word that stands in a byline before a name: quick to look for."""
    first = (text[:60].split(None, 1) or ("",))[0]
    return first.casefold().rstrip(":") in _FIRST or first[:2] in ("By", "by")


def names_in(text: str) -> tuple[str, ...]:
    """The personal names at the start of a text of names; reading ends where something else begins."""
    found: list[str] = []
    shouted = bool(_SHOUTED.match(text))
    before, *after = _NUMBERS.split(text, 1)
    if after:
        before = _without_month(before)
    for part in _SEPARATOR.split(before):
        cleaned = _GLUED.sub("", _BY.sub("", part)).strip(" .:*-–—•\u00a0")
        cleaned = _STOP.sub("", cleaned)
        role = _ROLE.search(cleaned)
        name = cleaned[: role.start()].strip(" ,.-–—") if role else cleaned
        name = _DAY.sub("", _lowered(name) if shouted and name.isupper() else name)
        name = _HANGING.sub("", name)
        several = _run_together(name)
        if several:
            found += several
            continue
        if not is_name(name) or _is_employer(name):
            if found:
                break
            continue
        found.append(name)
    return tuple(dict.fromkeys(found))


def names_with_roles(text: str) -> tuple[str, ...]:
    """The names in a line of names and roles that begins with one, "Ana Ruiz Deputy Editor", "A. B., C. D. (reporter)".

    () for lines of which a part is neither.
    """
    found: list[str] = []
    for part in _SEPARATOR.split(_BRACKETED.sub("", text).strip()) if len(text) <= 120 else ():
        role = _ROLE_AFTER.search(part)
        name = part[: role.start()].strip() if role else part
        if not is_name(name) or _is_employer(name) or name.count(" ") > 3:
            return ()
        found.append(name)
    return tuple(found) if _BRACKETED.search(text) or _ROLE_AFTER.search(text) else ()


_BRACKETED = re.compile(r"\s*\([^()\d]{3,40}\)")
# What a person is, behind their name: words in capitals that begin as offices do.
_ROLE_AFTER = re.compile(
    r" (?=(?:Staff|Senior|Chief|Political|Business|Special|Associate|Contribut\w+|Correspondent|Reporter|Editor|Writer|"
    r"Deputy|Assistant|National|Columnist|Freelance\w*|Executive|Managing|Producer|Investigative|Digital|Audience|Content|"
    r"Redakteur\w*|Korrespondent\w*|Journalist\w*|Chefredakteur\w*|Autorin|Autor|Enviad[oa])\b)"
    r"(?:[A-Z&][\w&’'-]*,? ?|of |and )+$"
)


def _run_together(text: str) -> list[str]:
    """The names in a row of five words or more that are nothing but names: each begins with a given name."""
    words = text.split()
    if not 5 <= len(words) <= 14 or not all(_WORD.match(word) and word[0].isupper() for word in words):
        return []
    starts = [0]
    for place in range(2, len(words) - 1):
        if is_given(words[place]) and not is_given(words[place - 1]) and place - starts[-1] >= 2:
            starts.append(place)
    names = [" ".join(words[a:b]) for a, b in zip(starts, [*starts[1:], len(words)], strict=True)]
    told = (
        is_given(words[0]) and len(names) > 1 and all(2 <= name.count(" ") + 1 <= 4 and is_name(name) for name in names)
    )
    return names if told else []


# At the end of a name in a byline: an agency or a desk, not a person.
_PRESS = frozenset(
    "Images Press News Agency Agencies Media Pictures Photos Pool Desk Newsroom Redaktion Ajansı Staff Wire".split()
)


def _without_month(text: str) -> str:
    """A text that a number follows without the name of a month at its end."""
    head, _, last = text.rstrip(" .,").rpartition(" ")
    return head if folded(last) in MONTHS else text


def _is_employer(name: str) -> bool:
    """Whether what could be a name is where somebody works, or what as: "Harbor Ledger", but not "Emily Post"."""
    words = name.split()
    press = (is_press_word(words[-1]) and not is_given(words[0])) or words[-1] in _PRESS
    return press or any(_ROLE_WORD.fullmatch(word) for word in words)


def _lowered(name: str) -> str:
    """A name set in capitals as one in lower case; initials stay."""
    return " ".join(word if "." in word or len(word) < 3 else word.title() for word in name.split())


def seems_personal(name: str) -> bool:
    """Whether one of a name's words is a known given name, or its script is one of which no given names are known."""
    return any(is_given(word) for word in name.split()) or not _LATIN.search(name)


_BETWEEN_NAMES = re.compile(r"\s*(?:,|;|\||&|/| and | und | y | et | e )\s*")
_LATIN = re.compile("[a-zA-Z]")


def names_someone(text: str) -> bool:
    """Whether the text is nothing but personal names, the first of which begins with a given name."""
    parts = [part for part in _BETWEEN_NAMES.split(text) if part]
    if not parts or not is_given(parts[0].split()[0].title()):
        return False
    return all((is_name(part) and not _is_employer(part)) or bool(_run_together(part)) for part in parts)


_REPORTED = re.compile(r"[(\[—–\s]*(?:reporting|writing|reporting and writing) (?:was )?by:? ", re.I)
_NEXT_TASK = re.compile(r"[;.]|,? (?:and )?(?:additional|further|editing|edited|writing|compiled|graphics)\b", re.I)


def reporters(text: str) -> tuple[str, ...]:
    """Those whom an agency's tail line names as the reporters: "Reporting by A. B.; editing by C. D."."""
    start = _REPORTED.match(text)
    return names_in(_NEXT_TASK.split(text[start.end() :])[0]) if start else ()


_WHO_IS = re.compile(
    r"(?P<name>(?-i:[^\W\d_a-z])[^.,;:!?]{3,40}?),? (?:(?:is|was|ist|est|es|è|is also) (?:an?|the|our|eine?|un|une|una|"
    r"el|la|le)\b.{0,60}?\b|(?:ist|war) (?:[^\W\d_][\w-]*-)?)(?:writer|report\w*|correspondent\w*|editor\w*|"
    r"journalist\w*|columnist\w*|"
    r"contributor|redakt\w+|korrespondent\w*|autor\w*|author|producer|critic|periodista|giornalista|"
    r"fellow|professor|freelance\w*)\b",
    re.I,
)


def presented(text: str) -> tuple[str, ...]:
    """Who is presented as a writer: "A. B. is a reporter …"."""
    match = _WHO_IS.match(text)
    names = names_in(match["name"]) if match else ()
    return names if names and is_given(names[0].split()[0]) else ()


_NOBODY = re.compile(
    r"(?:the |our |news |cnn |web )?(?:staff|wire|wires|desk|team|newsroom|admin|administrator|editors?|us|you|me|him|"
    r"her|them|now|"
    r"redaktion|redaccion|redazione|redaction|redacao|redaktionen|redactie|redakcja|author|"
    r"autor)(?: (?:writers?|reports?|reporters?|"
    r"and .*|desk|team))?|.* (?:wires?|staff)|the|a|an|all|this|that",
)


# Agencies and sites that write their names in lower case.
_AGENCY_NAME = re.compile(r"[a-z]{2,4}|[a-z0-9-]+(?:\.[a-z]{2,4}){1,2}")


def signature(text: str) -> tuple[str, ...]:
    """Who stands after the "by" of a byline that holds no full name: a pen name, initials; () without one.

    An agency, a desk or a team is nobody.
    """
    start = _BY.match(text) or _by_inside(text)
    rest = (
        re.split(
            r"\s*(?:,|\||·|•|/|\d|\x1f|\(| – | — | - | (?:on|in|am|le|el|at|kategorie\w*)\b)", text[start.end() :]
        )[0]
        if start
        else ""
    )
    rest = rest.strip(" .:-–—")
    if (
        not rest
        or len(rest.split()) > 4
        or not (rest[0].isupper() or _AGENCY_NAME.fullmatch(rest))
        or _NOBODY.fullmatch(folded(rest))
        or AGENCY.fullmatch(rest)
    ):
        return ()
    return (rest,)


def says_by(text: str) -> bool:
    """Whether a line holds a "by" before something that may be a name."""
    return _by_inside(text) is not None


def _by_inside(text: str) -> re.Match[str] | None:
    flat = text.casefold()
    may = "by" in flat or not _BY_LETTERS.isdisjoint(letter_runs(flat))  # quick to look for
    return _BY_WITHIN.search(text) if may else None


def by_within(text: str) -> str:
    """What follows a "by" that stands inside a head line, up to the next of its parts; "" without one."""
    start = _by_inside(text)
    if not start:
        return ""
    return re.split(r"\s*(?:\||·|•|\x1f)|\s+(?:on|am|le|el|at|in|[–—-])\s", text[start.end() :])[0].strip()


def is_name(text: str) -> bool:
    """Whether the text can be a person's name: two to five capitalized words, particles aside."""
    words = text.split()
    if not 2 <= len(words) <= 6 or _NOT_NAMES.match(text):
        return False
    capital = [w for w in words if w[0].isupper()]
    return (
        len(capital) >= 2
        and all(_WORD.match(w) for w in words)
        and all(w[0].isupper() or w.lower() in _PARTICLES for w in words)
        and not all(w.isupper() and len(w) > 2 for w in words)
    )


def contributed(text: str) -> tuple[str, ...] | None:
    """The names in a line such as "A. B. and C. D. contributed to this report"; None when it is no such line."""
    if len(text) > 500 or not holds_any(text.casefold(), HELPING) or not _CONTRIBUTED.match(text):
        return None
    names: list[str] = []
    told = [sentence for sentence in _SENTENCE_END.split(text) if _HELPED.search(sentence)]
    text = " ".join(told)
    owner = employer(text)
    if owner:
        text = text.replace(owner, "", 1).lstrip("’'s ")
    people = re.sub(rf"\b(?:from|in|reported|reporting)\s+(?:{_AGENCY})", _kept_verb, text)
    for match in re.finditer(_NAME, people):
        name = re.sub(r"[’']s$", "", match[0]).strip(" .,")
        name = re.sub(r"^(?:Additional|Further|Reporting|With|The|Mit|Mitarbeit)\s+", "", name)
        if is_name(name) and not _is_employer(name):
            names.append(name)
    return tuple(dict.fromkeys(names)) or None


def _kept_verb(match: re.Match[str]) -> str:
    return match[0].split()[0]


_OWNER = re.compile(
    r"(?:[(—–-]\s*)?(?P<owner>(?:[Tt]he )?[^\W\d_a-zß-ÿ][\w.&-]*(?: (?:of |and )?[^\W\d_a-zß-ÿ][\w.&-]*){0,3})"
    r"(?:[’']s|(?<=s)[’']) (?=[^\W\d_a-zß-ÿ])"
)


def employer(text: str) -> str:
    """The outlet that a contributors' line names as theirs: "X’s A. B. … contributed to this report"; "" if none."""
    owner = _OWNER.match(text)
    return owner["owner"] if owner else ""
