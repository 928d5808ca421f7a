"""INGEST: the lines that stand with a picture or a video: captions, credits, titles and times."""

from __future__ import annotations

import re

from pressmark.segment.beginnings import LETTERS, Begun
from pressmark.text import holds_any

# How an agency or library signs: capitals, three small letters after a slash, or a name that says what it deals in.
_AGENCY = (
    r"(?:[A-Z]{2,6}(?: (?:Photo|Images?|Pool))?|[a-z]{3,4}|(?:[A-Z][\w&.’'-]+ ){0,3}(?:Press|Images?|Pictures?|Photos?|"
    r"Agency|Agentur|"
    r"Alliance|Stock|Wire|Archive|Archiv|Collection|Library|Handout|News|Media|TV)|via [A-Z][\w .&-]{1,30}|(?:file|"
    r"handout|courtesy)"
    r"(?: photo)?|[A-Z]?[a-z]*(?:stock|photo|press|images))"
)
ENDS_IN_CREDIT = "ends in a picture’s credit"
_CREDIT_WORD = (
    r"(?:photos?|pictures?|images?|photograph(?:s|er|y|ed)?|credits?|foto\w*|bild(?:er|quelle|nachweis|rechte)?|"
    r"symbol(?:bild|foto)|"
    r"archiv(?:bild|foto)?|imagen|imagem|immagine|crédito\w*|credito\w*|quelle|source|illustration\w*|grafik|graphic|"
    r"video|"
    r"screenshot|copyright|visual|afbeelding|beeld)"
)
_CREDIT = re.compile(
    rf"\(?(?i:{_CREDIT_WORD})(?i: (?:by|courtesy(?: of)?|credit|von|de))*\s?[:/©|—–] ?(?P<who>\S.{{0,90}})|"
    rf"\(?(?i:{_CREDIT_WORD}) (?i:by|courtesy of|via|von|par|de|di) (?P<maker>\S.{{0,90}})|"
    r"(?i:credit|image|photo|foto|bild)(?:\.\.\.|…).{0,90}|"
    r"(?i:image|media|photo|picture) (?i:copyright|source|credit),? [A-Z].{1,60}|"
    r"\(?(?:[\w.@&’'-]+ ){0,4}(?:[Ii]mages|[Ss]tock) ?/ ?[A-Za-z][\w.-]+\)|"
    r"(?:[A-Z][\w.@&’'-]* ){1,4}\| (?:[A-Z][\w.&’'-]* ){1,3}\| (?:[A-Z][\w.]+ ){0,2}(?:Images|Press|Photos?)|"
    r"(?:©|\([cC]\)) ?\S.{0,80}|"
    rf"\(?(?:[A-Z][^.!?,]{{0,40}}(?: ?/ ?|, )){{1,4}}{_AGENCY}(?: via [^.!?]{{0,40}})?\)?|"
    r"\(?(?:[A-Z]{2,6}|[A-Z][\w.]+ [A-Z][\w.]+) via [A-Z][^.!?]{1,40}\)?"
)
_CRUMB = re.compile(
    r"(?:image|photo|picture|foto|bild|bilder|video|gallery|galerie|image \d+ of \d+|\(|\)|hide caption|toggle caption|"
    r"(?:view|open|show|see|expand|enlarge|full ?screen|click to)\b.{0,20}\b(?:images?|gallery|photos?|caption|larger|"
    r"full ?screen)\b.*|"
    r"\d+ ?(?:photos?|images?|bilder|fotos)|bild (?:vergrossern|offnen).*|(?:image|photo|bild) ?(?:credit|caption|"
    r"source)s?:?|"
    r"(?:credit|image|photo|foto|bild)s?(?: by)?:?(?:\.\.\.|…)?|caption:?)"
)
_CREDITED_TEXT = r"(?:[^.!?]|\.(?=\w)|(?<=\b[A-Z])\.)"  # no sentence ends in it: "sea.example" and "C. Lee" do not
_TAIL = 240  # characters at a caption’s end that can hold its credit
# A caption ends in a credit: in brackets, after a word such as "photo:", after a sign, or after a full stop.
_CAPTION_END = re.compile(
    rf"(?:\((?:[^()]{{0,80}}\b)?(?:(?i:{_CREDIT_WORD})\b[^()]{{0,80}}|[A-Z][^()/]{{1,40}}/ ?[A-Z][^()]{{1,40}}|"
    rf"[A-Z][^()/]{{1,40}}/ ?{_AGENCY}|(?i:file|handout))\)|"
    rf"(?:\b|(?<=[a-zß-ü]))(?i:{_CREDIT_WORD})(?i: (?:by|credit|courtesy of))?\s?[:/©|] ?"
    rf"(?P<who>{_CREDITED_TEXT}{{2,60}})|"
    rf"© ?{_CREDITED_TEXT}{{2,160}}|(?i:credit)(?:\.\.\.|…) ?[^.!?]{{2,70}}|"
    rf"[.!?”\"] ?[A-Z][^.!?]{{0,50}}(?:/|via |, ?|\| ?){_AGENCY}\)?|"
    r"\b(?i:file (?:photo|image|picture)|archivbild\w*|archivfoto\w*|symbolbild\w*)\.?)\s*$"
)
_CAPTION_START = re.compile(
    r"(?:(?:image|media) caption(?!s\b),? ?\S|"
    r"(?:image|photo|picture|file photo|file|bild|foto|caption|pictured|above|below|left|right|top|from left|"
    r"clockwise "
    r"from \w+)(?: caption| above| below)?: ?\S|in this (?:\w+ ){0,4}(?:photo|image|picture|file|frame|screen)|"
    r"an? (?:undated |aerial |file |general )?(?:photo|image|picture|view|handout|photograph)\b)"
)
# "ON THE QUAY … The mayor opens": some papers head their captions so.
_SHOUTED_START = re.compile(r"(?:[^\W\d_a-zß-ÿ]|[’' ,-]){6,40}(?:…|\.\.\.) ?[^\W\d_a-z]")
_PLACE_START = re.compile(
    r"[a-z .,'-]{3,40} [-–—] (?:january|february|march|april|may|june|july|august|september|october|november|december) "
    r"\d{1,2}:"
)
# The same less surely: capitalized names around a slash, or in brackets after the caption's full stop.
_SIGNED_END = re.compile(
    r"(?:(?:[.!?”\"…] ?|\s|(?<=[a-zß-ÿ])|@)(?:[^\W\d_a-z][\w.@’'-]*[ _]){0,4}[\w.@’'-]+ ?/ ?[^\W\d_a-z][\w.’'-]*"
    r"(?: [^\W\d_a-z][\w.’'-]*){0,3}|"
    r"[.!?”\"] ?\((?:[^\W\d_a-z]|via |courtesy )(?:[^().!?]|(?<=\b[A-Z])\.){2,70}\)|"
    r"[.!?”\"] ?[^\W\d_a-z][^.!?()]{2,40} \([^\W\d_a-z][^()a-z]{1,20}\)|"
    r"(?i:cedida por|cortes[ií]a de|gentileza|courtesy of|provided by) [^.!?]{2,80}|"
    r" \("
    r")\s*$"
)
# A line of nothing but who made a picture: names around a slash or in brackets.
_BARE_CREDIT = re.compile(
    r"\(?(?:[^\W\d_a-z][\w.&’'-]*[ ,]{1,2}){0,5}[\w.&’'-]*[^\W\d_]\.? ?/ ?"
    r"(?:[^\W\d_a-z][\w.&’'-]*[ /]{0,3}|via |pool ){1,7}\)?|"
    r"\((?:[^\W\d_a-z][\w.&’'-]* ?){1,6}\)"
)
_PLACED = re.compile(
    r"\((?:l|r|left|right|centre|center|c|links|rechts|mitte|izq\.?|dcha\.?|l\.|r\.|m\.|2nd \w+|second \w+)\)|"
    r", (?:left|right|center|centre)(?:,(?! (?:not|but|or)\b)| and )|"
    r", (?:at )?(?:far|front|top|bottom|upper|lower) (?:left|right)(?:[,;)]| and |$)|"
    r"\b(?:second|third|fourth) from (?:the )?(?:left|right)\b|, (?:second|third|fourth) (?:left|right)\b|"
    r"\((?:von |v\. ?)?(?:li?|links)\.? ?(?:nach|n\.|to) (?:re?|rechts)\.?\)"
)
# The same less surely: so may a paragraph say, but hardly one short sentence without quoted words.
_SEEN = re.compile(
    r"\b(?:pictured|looks? on|are seen|is seen|seen (?:here|in this)|poses? (?:for|with)|auf dem (?:foto|bild)|"
    r"im bild|zu sehen)\b"
)
_LONGEST_SEEN = 30
# "Ana Sol (Northfield) waves": no sentence, and a person with a club or party.
_NAMED_START = re.compile(
    r"[^\W\d_a-z][\w.’'-]+(?: [^\W\d_][\w.’'-]+){1,2} \((?:[^\W\d_a-z][\w.’'&-]* ?){1,4}\),? [^.!?]*[^\W\d_]\)?"
)
_MORE_SENTENCES = re.compile(r"[.!?] \S.*[.!?]$|[\"“”„«»]")
_SHORT_TIME = r"\d{1,2}:\d\d(?::\d\d)?"
_VIDEO = re.compile(
    rf"(?:{_SHORT_TIME}(?:\s*[-–—|/]\s*(?:{_SHORT_TIME}|.{{0,40}}))?|{_SHORT_TIME}\s*(?:source|quelle|fuente|now "
    rf"playing|video)\b.{{0,40}}|"
    rf"(?:video|watch|now playing|playing|video:|duration|lange)[:|]? ?{_SHORT_TIME}.{{0,30}}|"
    r"(?:video|watch|see more|now playing|play video|video player|watch live|live|jw player|this video|"
    r"this browser does not support the video|(?:watch|play|sehen sie) (?:the |this |das )?video.{0,40}|"
    r"(?:video )?(?:loading|unavailable|wird geladen).{0,40}|(?:autoplay|replay|mute|skip(?! to\b)).{0,20}))"
)
_SOURCE_TIME = re.compile(r"(\d{1,2}:\d\d)\s*[-–—|]?\s*(?:source|quelle|fuente|fonte)\s*:\s*(.{2,40})", re.I)


def picture_line(text: str, folded_line: str, words: int, said: frozenset[str]) -> tuple[str, str] | None:
    """The label and reason for a line that by its own words stands with a picture or a video; None for all others.

    `said` are the folded line's `letter_runs`.
    """
    if not folded_line or words > 140:
        return None
    begun = _BEGUN[folded_line[:LETTERS]]
    if words <= 10 and _VIDEO_AT in begun and _VIDEO.fullmatch(folded_line):
        return "video", "is a video’s time or control"
    if words <= 8 and _CRUMB_AT in begun and _CRUMB.fullmatch(folded_line):
        return "furniture", "is a crumb of a picture’s frame"
    credit = _CREDIT.fullmatch(text) if words <= 16 and _MAY_CREDIT.search(folded_line) else None
    if credit and _names(credit["who"] or credit["maker"]) and not _STATE_END.search(text):
        return "credit", "names who made the picture"
    ended = text[-1] in '.!?”"“»' and not folded_line.endswith(("photo.", "foto.", "bild.", "image.", "picture."))
    end = _CAPTION_END.search(text[-_TAIL:]) if words >= 3 and not ended and may_end(text, folded_line) else None
    if end and _names(end["who"]):
        return "caption", ENDS_IN_CREDIT
    marked = "/" in text or "(" in text
    if words <= 8 and marked and _BARE_CREDIT.fullmatch(text) and not folded_line.isdigit():
        return "credit", "is nothing but names, as credits are"
    signed = 4 <= words <= 70 and not ended and (marked or not said.isdisjoint(_LENT))
    if signed and _SIGNED_END.search(text[-_TAIL:]) and not _ADDRESS_END.search(text):
        return "caption", "ends in names, as captions do"
    if words <= 60 and (
        (_CAPTION_AT in begun and _CAPTION_START.match(folded_line))
        or _placed_start(folded_line)
        or (("…" in text or "..." in text) and _SHOUTED_START.match(text))
    ):
        return "caption", "begins as a picture’s caption does"
    if words <= 45 and ("(" in folded_line or not said.isdisjoint(_PLACES)):
        seen = words <= _LONGEST_SEEN and _SEEN.search(folded_line) and not _MORE_SENTENCES.search(text)
        if seen or _PLACED.search(folded_line):
            return "caption", "says who stands where in a picture"
    if 5 <= words <= 25 and not ended and "(" in text and _NAMED_START.fullmatch(text):
        return "caption", "begins with a name and what it belongs to, and does not end"
    return None


_VIDEO_AT, _CRUMB_AT, _CAPTION_AT = range(3)
_BEGUN = Begun((_VIDEO, _CRUMB, _CAPTION_START))
_ADDRESS_END = re.compile(r"\S\.[a-z]{2,10}/\S*\s*$")  # of a page, not names around a slash
_STATE_END = re.compile(r"\d.*, (?!A[FP]P?$)[A-Z]{2}$")  # a place in a list of days, not an agency
# What stands in every line that one of the patterns above finds, in folded lines: quick to look for.
_MAY_CREDIT = re.compile(r"[:/©|—–,(]| (?:copyright|source|credit) |\.\.\.| (?:by|courtesy of|via|von|par|de|di) ")
_SIGNS, _PARTING = (":", "/", "|", "..."), (",", "/", "|", "via ")
# How the words of credits begin, or what all of some hold.
_CREDITED = tuple(
    "photo picture image credit foto bild archiv imagen imagem immagin quelle source illustration grafik graphic video "
    "screenshot copyright visual beeld".split()
)
_AFTER_STOP = re.compile('[.!?”"] ?[A-Z]')
_FILED = ("file ", "archiv", "symbolb")
_LENT = frozenset("cedida cortesia gentileza courtesy provided".split())
_PLACES = frozenset("left right center centre looks look seen pictured pose poses foto bild sehen".split())


def may_end(text: str, folded_line: str) -> bool:
    """Whether a line may end in a picture's credit: false where what all such endings hold is missing."""
    if "©" in text or (folded_line[-1:] == ")" and "(" in text) or holds_any(folded_line, _FILED):
        return True
    if holds_any(folded_line, _SIGNS) and holds_any(folded_line, _CREDITED):
        return True
    return holds_any(folded_line, _PARTING) and _AFTER_STOP.search(text, max(0, len(text) - _TAIL)) is not None


def _placed_start(folded_line: str) -> bool:
    dashed = " - " in folded_line or " – " in folded_line or " — " in folded_line
    return dashed and _PLACE_START.match(folded_line) is not None


_LINKING = frozenset(["with", "from", "courtesy", "photo", "file", "sobre", "alliance", "picture", "press", "images"])


def _names(credited: str | None) -> bool:
    """Whether what follows a credit's colon is a few names; True when there was no colon."""
    words = (credited or "").replace("/", " ").split()
    return len(words) <= 12 and all(
        not word[0].islower() or len(word) <= 3 or word in _LINKING or "." in word for word in words
    )


def video_source(text: str) -> str:
    """Whom a video's time line names as its source ("01:41 - Source: X"); "" for other lines."""
    match = _SOURCE_TIME.fullmatch(text.strip())
    return str(match[2]).strip() if match else ""


def signed_picture(text: str, words: int) -> bool:
    """Whether a line of rights is short enough to be a picture's own, where it stands inside a text."""
    return words <= 16 and text.startswith(("©", "(c)", "(C)"))


_DAY = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan\.|feb\.|aug\.|"
    r"sept\.|"
    r"oct\.|nov\.|dec\.) \d{1,2},? (?:19|20)\d\d"
)
_SCENE = re.compile(
    r"\b(?:looks?(?: on)?|stands?|sits?|walks?|attends?|speaks?|gathers?|holds?|takes? part|poses?|arrives?|leaves?|"
    r"waves?|waits?|"
    r"march(?:es)?|shakes? hands|drops?|fl(?:y|ies)|rides?|runs?|works?|listens?|watch(?:es)?|carry|carries|meets?|"
    r"greets?|"
    r"gestures?|smiles?|reacts?|rests?|line up|lines up|delivers?|addresses|celebrates?|protests?|inspects?)\b"
    rf".*\b(?:on|in|,) (?:[a-z]+day, )?{_DAY}\.?"
)

_YEAR = re.compile(r"\d(?:(?<=1)9|(?<=2)0)\d\d")


def scene(text: str, folded_line: str, words: int) -> bool:
    """Whether one sentence says in the present tense what is to be seen on a full date, as captions do."""
    if not 8 <= words <= 60 or not ("19" in folded_line or "20" in folded_line):
        return False
    if any(mark in text for mark in '“”"?'):
        return False
    match = _SCENE.search(folded_line) if _YEAR.search(folded_line) else None
    if match is None or len(folded_line) - match.end() >= 60:
        return False
    return not re.search(r"\b(?:said|says|told)\b", folded_line)
