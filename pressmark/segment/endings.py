"""INGEST: how the text of a text capture ends: at headings of what is no text, and not at a box inside it."""

from __future__ import annotations

import re

from pressmark.labels import RUNNING
from pressmark.segment.traits import Look

# A heading of leads to other pages, a line by itself.
_LEADS = re.compile(
    r"(?:(?:related|recommended|further|similar)(?: (?:stories|articles|news|reading|posts|content|coverage|links|"
    r"topics))?|more (?:on|from|like|about) (?:this|the) (?:story|topic|subject|author|section)|"
    r"(?:more|other|latest|top) (?:stories|news|articles|headlines|coverage)|(?:most|also) (?:read|popular|viewed)|"
    r"read (?:more|next|also)|(?:you )?(?:may|might) also like|(?:up|what to read) next|mehr zum thema|zum thema|"
    r"das konnte sie auch interessieren|meistgelesen|auch interessant|weitere artikel|a lire aussi|"
    r"sur le meme (?:sujet|theme)|"
    r"(?:noticias|articulos) relacionad[ao]s|leggi anche|lees ook|les ogsa|las mer)\W*"
)
_COMMENTS = re.compile(
    r"(?:(?:\d+ )?(?:reader |readers' )?(?:comments?|kommentare?|comentarios?|commentaires?|reacties|kommentarer)"
    r"(?: ?\(?\d+\)?)?|join the (?:conversation|discussion)|what readers say)\W*"
)
# What stands in comments and nowhere else.
_TALK = re.compile(
    r"(?:reply|antworten|responder|repondre|report|melden|(?:\d+ )?(?:likes?|replies)|"
    r"(?:\d+|an?|one) (?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?) ago|"
    r"vor \d+ \w+|hace \d+ \w+|il y a \d+ \w+)"
)
_BOX = ("newsletter", "related", "advertisement")
_LONGEST_LEAD = 18  # words
_LONGEST_BOX = 8  # blocks
_FEWEST = 10  # words of a paragraph after a box
_SENTENCE = 5  # words of the shortest sentence that is taken for the text's last
_LONGEST_LAST = 30  # and of the longest: of more words enough is known otherwise
_MENU = 3  # blocks that are links: a page has as many around its text
_TEXT = 0.5
# Whoever speaks so to the reader, or of the page itself, does not go on with a report.
_OFFERS = re.compile(
    r"\b(?:your?|we|us|our|i|my|click|subscri\w+|newsletters?|e-?mails?|website|journalism|reader\w*|this (?:article|"
    r"story|post|report|page|site)|covers|writes|(?:is|was) (?:an? |the )?(?:\w+ ){0,3}(?:reporter|editor|writer|"
    r"journalist|correspondent|author|columnist|contributor|freelance\w*))\b"
)

# What tells a sentence that reports something: a verb that stands in one of the forms that news is told in.
_REPORTS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|did|do|said|says|[a-z]{3,}ed)\b"
)
_REPORTS_ELSEWHERE = re.compile(
    r"\b(?:ist|sind|war|waren|hat|haben|hatten?|wird|werden|wurden?|soll(?:en)?|kann|konnen|est|sont|etait|etaient|sera|"
    r"seront|ont|es|son|fue|fueron|eran?|seran?|han?|e|sono|fu|hanno|zijn|heeft|hebben|wordt|worden|zal|er|var|har|vil|"
    r"skal|blir|blev|ble)\b"
)
# How a lead to another page begins, and what a page says of itself and to its readers beside _OFFERS.
_TEASES = re.compile(
    r"(?:why|how|what|who|where|here|meet|inside|watch|see|read|follow|listen|find|get|join|have|do|did|are|is)\b"
)
_OF_PAGE = re.compile(
    r"\b(?:sie|ihr\w*|ihnen|wir|uns|unser\w*|ich|hier|mehr|vous|votre|vos|nous|notre|nos|ici|plus|usted\w*|nosotros|"
    r"nuestr\w+|aqui|voi|vostr\w|noi|nostr\w|qui|uw|wij|ons|onze|vi|oss|vart?|du|here|follow|contact\w*|tips?|"
    r"photos?|images?|reach(?:ed)?|copyright|rights|advert\w*|comments?|republish\w*|originally|published|appeared|"
    r"(?:reported|edited|written) by|(?:report|edit|writ)ing by)\b|@|https?:|www"
)
_FULL_STOP = re.compile(r"\.[\"'”’»)]*$")
_PASSED = ("advertisement", "caption", "credit", "share")  # what may stand between a text and its last sentence


def last_sentences(looks: list[Look], found: dict[int, tuple[str, str]]) -> dict[int, tuple[str, str]]:
    """The short paragraphs straight below the text that no rule labelled and that report something in a whole sentence.

    How likely they are counts for nothing here: a short line at the end of a text is mostly no part of it. These are
    (17 of 17 in six shapes of pages with a known text; 0 of 2 German ones in dumps, where only English verbs count).
    """
    last = max((i for i, (label, _) in found.items() if label in RUNNING), default=len(looks))
    taken: dict[int, tuple[str, str]] = {}
    for i in range(last + 1, len(looks)):
        if found.get(i, ("",))[0] in _PASSED:
            continue
        if i in found or not _reports(looks[i]) or looks[i].block.traits != looks[last].block.traits:
            break
        taken[i] = ("body", "is a whole sentence straight below the text")
    return taken


def _reports(it: Look) -> bool:
    """Whether a short paragraph says something in the way of news, and nothing of the page."""
    plain = it.block.shape == "paragraph" and not (it.furniture or it.picture or it.date or it.byline)
    if not plain or not _SENTENCE <= it.words <= _LONGEST_LAST or it.links > 0.3 or not _FULL_STOP.search(it.text):
        return False
    told = _REPORTS.search(it.folded) or (not it.dumped and _REPORTS_ELSEWHERE.search(it.folded))
    begins = it.text.lstrip("“\"‘«„'")[:1].isupper()
    about = _OFFERS.search(it.folded) or _OF_PAGE.search(it.folded) or _TEASES.match(it.folded)
    return bool(told) and begins and not about


def endings(looks: list[Look], chances: list[float], taken: frozenset[int]) -> dict[int, tuple[str, str]]:
    """The blocks that stand below such headings, and paragraphs with which the text goes on below a box, labelled."""
    if any(it.extracted >= 0 for it in looks):
        return {}
    sure = [i for i, it in enumerate(looks) if chances[i] >= _TEXT and it.prose]
    lists = _lists(looks, chances, taken)
    if len(sure) < 2:
        return lists
    found: dict[int, tuple[str, str]] = {}
    for i in range(sure[0] + 1, len(looks)):
        if looks[i].words > 8 or looks[i].sentence or looks[i].links > 0.5:
            continue
        if _COMMENTS.fullmatch(looks[i].folded) and _is_talk(looks, i, sure):
            return found | {
                j: ("comments", "stands among comments") for j in range(i + 1, len(looks)) if _mute(looks[j])
            }
        if _LEADS.fullmatch(looks[i].folded) and 3 * sum(j > i for j in sure) <= len(sure):
            found |= dict.fromkeys(_leads(looks, i), ("related", f"stands below “{looks[i].text}”"))
    return lists | _gone_on(looks, chances, sure, taken.union(found)) | found


def _mute(it: Look) -> bool:
    """Whether a line does not say itself what else it is."""
    return it.furniture is None


def _is_talk(looks: list[Look], heading: int, sure: list[int]) -> bool:
    """Whether comments stand below a heading, and not above most of the text."""
    if 2 * sum(j < heading for j in sure) < len(sure):
        return False
    return any(_TALK.fullmatch(it.folded) for it in looks[heading + 1 : heading + 8])


def _talk(looks: list[Look], heading: int) -> range:
    """The blocks of the comments below a heading: up to the one after the last line that only comments have."""
    last = heading
    for i in range(heading + 1, len(looks)):
        if i - last > _LONGEST_BOX:
            break
        if _TALK.fullmatch(looks[i].folded):
            last = i
    return range(heading + 1, min(len(looks), last + 2))


def _leads(looks: list[Look], heading: int) -> list[int]:
    """The headlines straight below a heading of leads: lines that do not end as sentences do."""
    found: list[int] = []
    for i in range(heading + 1, len(looks)):
        it = looks[i]
        if it.furniture or it.words > _LONGEST_LEAD or it.text[-1] in ".:;" or it.byline or it.date:
            break
        found.append(i)
    return found


def _gone_on(
    looks: list[Look], chances: list[float], sure: list[int], taken: frozenset[int]
) -> dict[int, tuple[str, str]]:
    """The paragraphs that stand straight below a box of other things which stands below the text, and are like it."""
    last = max(i for i, chance in enumerate(chances) if chance >= _TEXT)
    box = range(last + 1, min(len(looks), last + 1 + _LONGEST_BOX))
    after = next((i for i in box if _running(looks[i])), None)
    if after is None or after in taken or after == last + 1:
        return {}
    traits = looks[after].block.traits  # without them nothing tells a paragraph of the text from a lead to another page
    if not traits or all(traits != looks[i].block.traits for i in sure):
        return {}
    inside = looks[last + 1 : after]
    named = inside[0].furniture and inside[0].furniture[0] in _BOX and inside[0].words <= 8
    if not named or any(it.byline or it.date for it in inside):
        return {}
    rest = range(after, len(looks))
    end = next((i for i in rest if i in taken or not _running(looks[i]) or looks[i].block.traits != traits), len(looks))
    return dict.fromkeys(range(after, end), ("body", "reads as running text and stands below a box inside it"))


def _lists(looks: list[Look], chances: list[float], taken: frozenset[int]) -> dict[int, tuple[str, str]]:
    """The lists straight below a paragraph of a text without a page around it, in its place in the markup."""
    found: dict[int, tuple[str, str]] = {}
    if sum(it.links > 0.5 for it in looks) >= _MENU:
        return found
    for i, above in enumerate(looks):
        end = i + 1
        while end < len(looks) and looks[end].block.shape == "item" and end not in taken:
            end += 1
        items = looks[i + 1 : end]
        if above.block.shape != "paragraph" or chances[i] < _TEXT or not above.prose or len(items) < 2:
            continue
        place = above.block.traits[:-1]
        plain = all(not (it.block.links or it.furniture or it.date) for it in items)
        if above.block.traits and plain and all(it.block.traits[:-2] == place for it in items):
            found |= dict.fromkeys(range(i + 1, end), ("list", "is an item of a list straight below the text"))
    return found


def _running(it: Look) -> bool:
    plain = it.block.shape == "paragraph" and not (it.furniture or it.picture or it.date or it.byline)
    return (
        plain and it.words >= _FEWEST and it.sentence and it.links < 0.3 and it.text[0].isupper()
        and not _OFFERS.search(it.folded)
    )  # fmt: skip
