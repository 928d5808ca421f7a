"""BUILD, annotators: verbs of saying and their subjects, in a sentence whose quotations are blanked out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pressmark.annotators.speech_verbs import BASE, FINITE, GERUNDS, NOUNS, PHRASAL, PRESENT, SAYING

BLANK = "\ufffc"  # stands for every character of a quotation, so that its words are no cues

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_ABBREVIATED = (
    r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Adm|Col|Capt|Lt|Sgt|Maj|St|Jr|Sr|Prof|Rev|Hon|Sens|Reps|Pres|[^\W\d_a-z])"
)
_CAPITAL = rf"(?:(?:[^\W\d_a-z]\.){{2,}}|{_ABBREVIATED}\.|@?[^\W\d_a-z][\w’'&-]*|al-[^\W\d_a-z]\w+)"
_LINK = r"(?:of the|of|the|de la|de|la|le|van der|van|von|der|den|del|di|da|al|bin|ibn|el|for|&|dos|du|and)"
NAME = re.compile(rf"(?<![\w’'-]){_CAPITAL}(?:\s+(?:{_LINK}\s+)?{_CAPITAL})*")
_NO_NAME = frozenset(
    "On In At But And The After Before When While As If For So Then Also Later Yet Still Now By With From Since During "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August September "
    "October November December He She It They We I You His Her Their Its Our My This That These Those A An One Another "
    "Or Nor Not No To Of Though Although Because However Meanwhile Earlier Asked Speaking According Even Once Indeed "
    "Instead Early Late Alongside Unlike Amid Against Along Beyond Beside Besides Following Prior Here There What Who "
    "How Why Where Which Some Many Most Both Several Other Only Just Today Yesterday "
    "Tonight Perhaps Like Last Next Among Despite Until Under Over About Mr Mrs Ms".split()
)
_PRONOUN = re.compile(r"(?:^|[\s(\[—–-])(he|she|they|we|I|it|you|He|She|They|We|It|You)$")
DETERMINER = re.compile(
    r"(?:the|a|an|one|another|two|three|four|some|several|many|most|his|her|their|its|our|my|other|both|this|that|these"
    r"|those|no|all|each|every|few|any|a few|former|senior)\b",
    re.I,
)
_PREPOSITION = re.compile(
    r"(?:of|for|to|at|with|from|in|by|on|about|near|inside|within|during|after|before|under|over)\b"
)
_TRAILING = re.compile(
    r"(?:^|\s+)(?:had|has|have|would|will|could|can|should|may|might|must|did|does|do|was|is|were|are|be|to|also|later|then|"
    r"further|once|often|even|just|only|never|not|first|already|always|still|again|now|soon|rather|since|ever|"
    r"been|being|went on|goes on|going on|went|continued|proceeded|began|appeared|seemed|took|takes|tried|[a-z]+ly|"
    r"\w+n[’']t|has been|on \w+day|\w+day|in turn|in part|instead|himself|herself|previously|in \d{4}|of course)$"
)
_CLAUSE = re.compile(
    r"[;:…]\s*|\s[—–-]{1,2}\s|[—–]|\s--\s?|(?<!\d),(?!\d)\s*|,\s+|\n|"
    r"\b(?:that|and|but|when|while|because|if|as|where|although|though|after|before|since|which|than|or|so|what|how|"
    r"whether|until|once|But|And|When|While|As|If|Yet|So|Although|Though|Because|After|Before|Then|Or|why|whom)(?:\s+|$)"
)
_RIGHT_END = re.compile(
    r"[.,;:()\[\]“”\"\n—–…"
    + BLANK
    + r"]|\s(?:who|whose|which|that|when|while|after|before|during|as|last|this|in|on|at|to|"
    r"about|because|and then|but|following|via|later|early|earlier|yesterday|today|tonight|recently|if|with|adding|"
    r"through|over|until|since|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b|\s-+\s"
)
_ACCORDING = re.compile(r"\b(?:[Aa]ccording to|[Ii]n the words of|[Ii]n the view of|[Aa]s quoted by)\s+")
_NOUNS = re.compile(
    r"(?P<who>"
    + NAME.pattern
    + r"|\b(?:his|her|their|His|Her|Their)\b)(?:(?<=s)[’']|(?<=[’']s)|(?<=is)|(?<=er)|(?<=ir))\s+"
    r"(?:[\w’'-]+\s+){0,4}(?:claim|statement|remark|comment|assertion|call|promise|suggestion|description|vow|"
    r"warning|reference|argument|declaration|insistence|pledge|threat|contention|admission|tweet|letter|speech|words|"
    r"response|answer|question|demand|proposal|complaint|criticism|view|belief|opinion|message|slogan|motto|"
    r"testimony|e-mail|email|post|accusation|allegation|observation|denial|apology|joke|quote|mantra|refrain|plan)s?\b"
)
_APPOSED = re.compile(
    r"\s*(?:who|whose|which|where|a|an|the|now|then|one|its|his|her|their|aged?|[a-z]|\d|D-|R-|Jr|Sr|[DRI]\b)"
)
_MODIFIES = re.compile(
    r"(?:[’']s?|\b(?:the|a|an|his|her|their|its|our|my|your|these|those|this|such|some|any|no|more|most|new|recent|many|"
    r"several|few|other|of|for|with|from|against|about|into|by|both|all|very|so|two|three|so-called|own|same))\s+$",
    re.I,
)
_LATE = re.compile(
    r"[.,;:()\[\]“”\"\n—–…" + BLANK + r"]|\s(?:who|whose|which|when|while|after|before|during|last|this|"
    r"(?:in|on|at|via|by|during) (?:an?|the|his|her|their|reporters|[A-Z]\w+)|"
    r"because|but|following|later|earlier|yesterday|today|tonight|recently|if|adding|[A-Z]\w+day)\b|\s-+\s"
)
# Lower-case words that may stand inside a noun phrase: "Harbor Union spokeswoman Bea Stone", "council members".
_NOMINAL = re.compile(
    r"(?!(?:[\w’'-]+\s+)*(?:the|a|an|his|her|their|its|him|them|it|is|was|are|were|has|had|have|would|will|could|not|"
    r"[a-z]+ed|[a-z]+ing)\b)(?:[\w’'/-]+\s+){0,3}[\w’'/-]+"
)
_PLURAL = re.compile(r"(?:[a-z]+s|[^\W\d_a-z][\w’'-]*|\b(?:they|who|people|police|both|others|some|many))\s+$")
# An unnamed speaker as a noun phrase: a determiner or a number and words, or bare plural nouns.
_UNNAMED = re.compile(
    r"(?:(?:the|a|an|one|another|two|three|four|five|some|several|many|most|his|her|their|its|our|my|other|both|this|"
    r"that|these|those|no|all|each|every|few|any|about|nearly|almost|at least|\d+)\b.*|"
    r"(?:(?![a-z]+(?:ed|ing)\b)[\w’'-]+\s+){0,4}[a-z-]+(?:s|men|women|people|police)"
    r"(?:\s(?:in|of|for|from|at|with|close to|familiar with|near)\b.*)?)",
    re.I | re.S,
)
_ASIDE = re.compile(r"\s*\([^()]*\)$")
_LEADING = re.compile(r"(?:But|And|Yet|So|Then|Still|Now|Also|However|Meanwhile|Or|Even)\s+,?\s*")
_CONJUNCTION = re.compile(r"(?:but|and|while|though|although|as|when|because|so|yet|or)\s+")
_REACH = 600  # how far before its verb, in code points, a subject may begin
_CLOSES = re.compile(r"\s*(?:[.,;]|$)")
_RELATIVE = re.compile(r"(?:^|[\s,])(?:who|which|that)$")


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying (or "according to") with its subject; `start` == `end` where the sentence leaves it out.

    `meant` is whom the sentence itself names for a subject that is a pronoun, (0, 0) where it names nobody.
    """

    verb_start: int
    verb_end: int
    start: int
    end: int
    rule: str  # "verb", "inverted", "according to", "participle", "noun", "label", "credit"
    verb: str
    meant: tuple[int, int] = (0, 0)

    @property
    def has_subject(self) -> bool:
        return self.end > self.start


def cues(text: str, start: int, end: int) -> list[Cue]:
    """Every cue of a sentence, by the place of its verb; the text is blanked, the offsets are the text's."""
    found: list[Cue] = []
    for word in _WORD.finditer(text, start, end):
        cue = _verb_cue(text, start, end, word)
        if cue is not None:
            found.append(cue)
    for m in _ACCORDING.finditer(text, start, end):
        subject = _right(text, m.end(), end)
        if subject is not None:
            found.append(Cue(m.start(), m.end(), *subject, "according to", m[0].strip()))
    for m in _NOUNS.finditer(text, start, end):
        stop = m.end("who")
        while text[stop - 1] in "’'" or text[stop - 2 : stop] in ("’s", "'s"):
            stop -= 1 if text[stop - 1] in "’'" else 2
        begin = _name_start(text, m.start("who"), stop)
        if begin < stop:
            found.append(Cue(m.end("who"), m.end(), begin, stop, "noun", text[m.end("who") : m.end()].strip(" ’'")))
    return sorted(found, key=lambda c: (c.verb_start, c.verb_end))


def _verb_cue(text: str, start: int, end: int, word: re.Match[str]) -> Cue | None:
    verb = word[0]
    if verb in FINITE:
        if _MODIFIES.search(text[max(start, word.start() - 12) : word.start()]):
            return None
        speech = _after_speech(text, start, word.start())
        aside = text[max(start, word.start() - 4) : word.start()].rstrip().endswith(",") and verb not in (
            "told",
            "tells",
            "asked",
            "asks",
        )
        if verb in SAYING and (speech or aside):
            subject = _right(text, word.end(), end)
            if subject is not None and (speech or _CLOSES.match(text, subject[1], end)):
                return Cue(word.start(), word.end(), *subject, "inverted", verb)
        by = re.compile(r"\s+(?:as\s+)?by\s+").match(text, word.end(), end)
        if by is not None and re.search(
            r"(?:was|were|been|is|are|being|as|,)\s*$", text[max(start, word.start() - 12) : word.start()]
        ):
            agent = _right(text, by.end(), end)
            if agent is not None:
                return Cue(word.start(), by.end(), *agent, "inverted", verb)
        subject = subject_before(text, start, word.start()) or (word.start(), word.start())
        if verb in NOUNS and subject[0] == subject[1]:
            return None
        return Cue(word.start(), word.end(), *subject, "verb", verb)
    if verb in GERUNDS:
        return Cue(word.start(), word.end(), *_adjoining(text, start, word.start()), "participle", verb)
    if verb in BASE and re.search(
        r"(?:\b(?:to|did|does|do|not|will|would|could|can|should|must|may|might|never|also|and|I|we|they|you|We|They|You)|n[’']t)\s+$",
        text[max(start, word.start() - 12) : word.start()],
    ):
        infinitive = re.search(r"\bto\s+$", text[max(start, word.start() - 4) : word.start()])
        subject = None if infinitive else subject_before(text, start, word.start())
        return Cue(word.start(), word.end(), *(subject or (word.start(), word.start())), "verb", verb)
    particle = PHRASAL.get(verb)
    if particle is not None and text.startswith(f" {particle}", word.end()):
        subject = subject_before(text, start, word.start()) or (word.start(), word.start())
        return Cue(word.start(), word.end() + 1 + len(particle), *subject, "verb", f"{verb} {particle}")
    if verb in PRESENT and _PLURAL.search(text[max(start, word.start() - 40) : word.start()]):
        subject = subject_before(text, start, word.start())
        return None if subject is None else Cue(word.start(), word.end(), *subject, "verb", verb)
    return None


def _adjoining(text: str, start: int, participle: int) -> tuple[int, int]:
    """The name right before a participle, as in "with Ms. Lee calling it a mistake"; else nothing."""
    start = max(start, participle - _REACH // 4)
    m = re.search(r"(?:^|\b(?:with|and|while|of|as)\s+)(" + NAME.pattern + r")\s+$", text[start:participle])
    if m is None or _name_start(text, start + m.start(1), start + m.end(1)) >= start + m.end(1):
        return participle, participle
    return _name_start(text, start + m.start(1), start + m.end(1)), start + m.end(1)


def _after_speech(text: str, start: int, at: int) -> bool:
    """Whether a quotation ends right before, with at most a comma or an adverb between."""
    return bool(
        re.search(
            BLANK + r"\s*[,.]?[’'\"]?\s*[—–-]{0,2}\s*(?:[a-z]+ly\s+|also\s+|then\s+)?$", text[max(start, at - 40) : at]
        )
    )


def _right(text: str, at: int, end: int) -> tuple[int, int] | None:
    """The noun phrase that begins here, for "said the mayor" and "according to the mayor"."""
    while at < end and text[at] in " \n,":
        at += 1
    stop = end
    described = DETERMINER.match(text, at, end) is not None
    for m in (_LATE if described else _RIGHT_END).finditer(text, at, end):
        # The full stop of "Mr." or of an initial ends nothing; nor does "in" right after a bare noun phrase's head.
        if m[0] == "." and re.search(rf"(?<![\w]){_ABBREVIATED}$|(?:[^\W\d_a-z]\.)+[^\W\d_a-z]$", text[at : m.start()]):
            continue
        stop = m.start()
        break
    phrase = text[at:stop].rstrip()
    if not phrase:
        return None
    name = NAME.match(text, at, stop)
    if name is not None and _name_start(text, at, name.end()) == at:
        return at, _trimmed_end(text, at, at + len(phrase))
    if name is None and not DETERMINER.match(phrase) and not _PRONOUN.search(phrase.split()[0]):
        later = NAME.search(text, at, stop)
        plural = re.match(r"(?:[a-z]+\s+){0,3}[a-z]+s$", phrase)
        if (later is None or len(text[at : later.start()].split()) > 5 or _PREPOSITION.match(phrase)) and not plural:
            return None
    if _PRONOUN.search(phrase.split()[0]):
        return at, at + len(phrase.split()[0])
    return at, at + len(phrase)


def _trimmed_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " .,;:’'":
        if text[end - 1] == "." and re.search(r"(?:Jr|Sr|(?:[A-Z]\.)+[A-Z])\.$", text[start:end]):
            break
        end -= 1
    return end


def _name_start(text: str, start: int, end: int) -> int:
    """Where the name really begins: words that are capitalised only because a sentence begins are stepped over."""
    while start < end:
        word = re.compile(r"\S+\s*").match(text, start, end)
        if word is None or word[0].strip().rstrip(".,") not in _NO_NAME or word[0].strip() in ("Mr.", "Mrs.", "Ms."):
            break
        if word[0].strip() == "The" and word.end() < end:
            break
        start = word.end()
    return start


def starts_name(text: str, start: int, end: int) -> bool:
    """Whether a name begins the span, not a word that is capitalised because a sentence begins."""
    name = NAME.match(text, start, end) if start < end else None
    return name is not None and _name_start(text, start, name.end()) == start


def subject_before(text: str, start: int, verb: int) -> tuple[int, int] | None:
    """The subject of the verb that stands at `verb`: the noun phrase before it, past adverbs and appositions."""
    start, end = max(start, verb - _REACH), verb
    while True:
        while end > start and text[end - 1].isspace():
            end -= 1
        m = _TRAILING.search(text[start:end]) or _ASIDE.search(text[start:end])
        if m is None:
            break
        end = start + m.start()
    if end > start and text[end - 1] in ",—–":
        return _before_apposition(text, start, end)
    begin = start
    for m in _CLAUSE.finditer(text, start, end):
        begin = m.end()
    if begin == end:
        return None
    return _phrase(text, begin, end, start)


def _before_apposition(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The subject before ", who was adviser to Mr. Lee," or ", the mayor of Northfield,"."""
    mark = text[end - 1]
    cuts = [start]
    for m in re.finditer(r"[,;:" + BLANK + "]\\s*" if mark == "," else r"\s*[—–]\s*", text[start : end - 1]):
        cuts.append(start + m.end())
    cuts.append(end)
    pieces = [(cuts[n], cuts[n + 1]) for n in range(len(cuts) - 1)]
    if len(pieces) < 2:
        return _phrase(text, start, end - 1, start)
    last = text[pieces[-1][0] : pieces[-1][1]].strip(" ,—–")
    for begin, stop in reversed(pieces[:-1]):
        piece = _ASIDE.sub("", text[begin:stop].rstrip(" ,—–;:"))
        conjunction = _CONJUNCTION.match(piece)
        if conjunction is not None:
            begin, piece = begin + conjunction.end(), piece[conjunction.end() :]
        elif begin > start and _APPOSED.match(piece):
            continue
        if not piece:
            continue
        found = _phrase(text, begin, begin + len(piece), start)
        if found is None:
            continue
        described = text[found[0] : found[1]][0].islower() or DETERMINER.match(text[found[0] : found[1]])
        if described and NAME.fullmatch(last):
            begin = pieces[-1][0]
            return begin, begin + len(last)
        return found
    return None


def _phrase(text: str, begin: int, end: int, floor: int) -> tuple[int, int] | None:
    """The noun phrase that ends at `end`, in a clause that begins at `begin`."""
    while (m := _LEADING.match(text, begin, end)) is not None:
        begin = m.end()
    while end > begin and text[end - 1] in " ,.;:\n" and not re.search(rf"\b{_ABBREVIATED}\.$", text[begin:end]):
        end -= 1
    piece = text[begin:end]
    if not piece.strip() or BLANK in piece:
        begin += piece.rfind(BLANK) + 1
        piece = text[begin:end]
        if not piece.strip():
            return None
    begin += len(piece) - len(piece.lstrip())
    piece = text[begin:end]
    begin, end = _past_verbs(text, begin, end)
    piece = text[begin:end].rstrip()
    end = begin + len(piece)
    pronoun = _PRONOUN.search(piece)
    if pronoun is not None:
        return begin + pronoun.start(1), end
    if _RELATIVE.search(piece):
        before = _RELATIVE.sub("", piece).rstrip(" ,")
        return _phrase(text, begin, begin + len(before), floor) if before else None
    names = [m for m in NAME.finditer(text, begin, end) if _name_start(text, m.start(), m.end()) < m.end()]
    if not names:
        return _description(text, begin, end)
    first, last = names[0], names[-1]
    first_start = _name_start(text, first.start(), first.end())
    if first_start == begin:
        after = text[first.end() : end].lstrip()
        if last.end() == end and len(names) == 1:
            return begin, end
        if _PREPOSITION.match(after):
            return begin, first.end()
        between = text[first.end() : last.start()] if last.end() == end else after
        return (begin, end) if _NOMINAL.fullmatch(between.strip()) else None
    if last.end() != end:
        return _description(text, begin, end)
    before = text[begin : last.start()]
    if DETERMINER.match(before) or (before[:1].islower() and not _PREPOSITION.match(before)):
        return begin, end
    return _name_start(text, last.start(), last.end()), end


def _past_verbs(text: str, begin: int, end: int) -> tuple[int, int]:
    """Whose words they are in "officials said Ms. Lee (warned)": hers; in "officials said the plan (is)": theirs."""
    for word in _WORD.finditer(text, begin, end):
        if word[0] not in FINITE | PRESENT or word[0] in NOUNS or word.end() >= end - 1 or word.start() == begin:
            continue
        if re.search(r"\b(?:who|that|which)\s+(?:\w+\s+)?$", text[begin : word.start()]):
            continue
        rest = re.compile(r"\s+(?=[^\W\d_a-z]|(?:the|a|an|he|she|they)\b)").match(text, word.end(), end)
        if rest is not None:
            return (rest.end(), end) if NAME.fullmatch(text, rest.end(), end) else (begin, word.start())
    return begin, end


def _description(text: str, begin: int, end: int) -> tuple[int, int] | None:
    """An unnamed speaker: "a senior official", "officials in the meeting", "one aide who asked not to be named"."""
    piece = text[begin:end]
    if re.search(r"(?<!who )\b(?:declined|refused|was|were|is|are|had|has|have|did|will|would)\b", piece):
        return None
    if _PREPOSITION.match(piece[:1].lower() + piece[1:]):
        m = re.search(r"\b(?:the|a|an|one|his|her|their|another)\s+(?:[\w’'.-]+\s+){0,4}[\w’'.-]+$", piece)
        return None if m is None else (begin + m.start(), end)
    return (begin, end) if len(piece.split()) <= 14 and _UNNAMED.fullmatch(piece) else None
