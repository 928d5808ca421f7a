"""BUILD, annotators: who a verb of saying has for its subject: noun phrases before and behind it, in blanked text."""

from __future__ import annotations

import re

from pressmark.annotators.speech_verbs import FINITE, NOUNS, PRESENT

BLANK = "\ufffc"  # stands for every character of a quotation, so that its words are no cues
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_ABBREVIATED = (
    r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Adm|Col|Capt|Lt|Sgt|Maj|St|Jr|Sr|Prof|Rev|Hon|Sens|Reps|Pres|[^\W\d_a-z])"
)
_WRONG = "\u0300-\u036f\u0080-\u009f¡-©¬-¹¼-¿"  # accents apart, and what letters wrongly decoded turn into
_CAPITAL = rf"(?:(?:[^\W\d_a-z]\.){{2,}}|{_ABBREVIATED}\.|@?[^\W\d_a-z][\w’'&{_WRONG}-]*|al-[^\W\d_a-z]\w+)"
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
    r"(?:less than |more than |about |nearly )?(?:an?|one|two|three|four|five|six|ten|several|\d+) "
    r"(?:day|week|month|year|hour)s? ago|"
    r"(?:earlier |later |late |early )?(?:last|this) (?:week|month|year|night|[A-Z]\w+day|[A-Z]\w+)|"
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
_APPOSED = re.compile(
    r"\s*(?:who|whose|which|where|a|an|the|now|then|one|its|his|her|their|aged?|[a-z]|\d|D-|R-|Jr|Sr|[DRI]\b)"
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
# An unnamed speaker as a noun phrase: a determiner or a number and words, or bare plural nouns.
_UNNAMED = re.compile(
    r"(?:(?:the|a|an|one|another|two|three|four|five|some|several|many|most|his|her|their|its|our|my|other|both|this|"
    r"that|these|those|no|all|each|every|few|any|about|nearly|almost|at least|"
    r"only|just|more|fewer|less|roughly|half|\d+)\b.*|"
    r"(?:(?![a-z]+(?:ed|ing)\b)[\w’'-]+\s+){0,4}[a-z-]+(?:s|men|women|people|police)"
    r"(?:\s(?:in|of|for|from|at|with|close to|familiar with|near)\b.*)?)",
    re.I | re.S,
)
_ASIDE = re.compile(r"\s*\([^()]*\)$")
_LEADING = re.compile(r"(?:But|And|Yet|So|Then|Still|Now|Also|However|Meanwhile|Or|Even)\s+,?\s*")
_CONJUNCTION = re.compile(r"(?:but|and|while|though|although|as|when|because|so|yet|or)\s+")
_REACH = 600  # how far before its verb, in code points, a subject may begin
_WHEN = re.compile(
    r"(?:late|early|last|this|next|on|in)?\s*(?:[A-Z][a-z]+day|today|yesterday|week|month|year)(?:\s\w+)?"
)
# A phrase that opens a sentence, and is nobody's description: "after winning the vote, Ana Sol, said".
_CIRCUMSTANCE = re.compile(r"\s*(?:after|before|during|when|while|since|following)\s")
_NO_SUBJECT = re.compile(r"(?:that|when|after|as|before|while|if|because|during)\s")
_NO_NOUN = re.compile(rf"(?:{_PREPOSITION.pattern}|[a-z]+(?:ed|ing)\b)")
_CONTRACTED = re.compile(r"\b(?:he|she|they|it|I|we|you)[’'](?:s|re|d|ll|m|ve)\b", re.I)
_REDUCED = re.compile(rf"(?:{_PREPOSITION.pattern}|[a-z]+ing\b|[a-z]+ed\s(?:by|in|at|with|to|on|for|from)\b)")
# The first half of "the Florida senator and former mayor", "Ana Sol and Bruno Lind".
_NOUN = r"(?![a-z]+ed\b|is\b|was\b|has\b|had\b)[\w’'-]+"
_COORDINATED = re.compile(rf"(?:the|an?|his|her|their)\s{_NOUN}(?:\s{_NOUN}){{0,3}}|{NAME.pattern}")
_NAME_AND_COMMA = re.compile(rf"(?:^|[,;:—{BLANK}]\s*)({NAME.pattern}),\s*$")
_RELATIVE = re.compile(r"(?:^|[\s,])(?:who|which|that)$")


def subject_behind(text: str, at: int, end: int) -> tuple[int, int] | None:
    """The noun phrase that begins here, for "said the mayor" and "according to the mayor"."""
    while at < end and text[at] in " \n,":
        at += 1
    stop = end
    described = DETERMINER.match(text, at, end) is not None
    for m in (_LATE if described else _RIGHT_END).finditer(text, at, end):
        # The full stop of "Mr." or of an initial ends nothing; nor does "in" right after a bare noun phrase's head.
        if m[0] == "." and re.search(rf"(?<![\w]){_ABBREVIATED}$|(?:[^\W\d_a-z]\.)+[^\W\d_a-z]$", text[at : m.start()]):
            continue
        if described and " " not in text[at : m.start()].strip():
            continue
        stop = m.start()
        break
    phrase = text[at:stop].rstrip()
    if not phrase or _WHEN.fullmatch(phrase) or _NO_SUBJECT.match(phrase):
        return None
    name = NAME.match(text, at, stop)
    if name is not None and name_start(text, at, name.end()) == at:
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


def name_start(text: str, start: int, end: int) -> int:
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
    return name is not None and name_start(text, start, name.end()) == start


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
        left = text[begin : m.start()].rpartition(BLANK)[2].strip()
        if m[0] != "and " or not _COORDINATED.fullmatch(left):
            begin = m.end()
    if begin == end:
        return None
    found = _phrase(text, begin, end, start)
    return found if found is None else _described_by(text, start, found, end) or found


def _described_by(text: str, start: int, found: tuple[int, int], end: int) -> tuple[int, int] | None:
    """The name that an apposition with a relative clause describes: "Ana Sol, the engineer who built it, said"."""
    if not DETERMINER.match(text, *found) or not re.search(r"\bwho\b", text[found[0] : end]):
        return None
    name = _NAME_AND_COMMA.search(text, start, found[0])
    return (name.start(1), name.end(1)) if name is not None and starts_name(text, *name.span(1)) else None


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
    lead = text[slice(*pieces[-2])]
    if NAME.fullmatch(_ASIDE.sub("", last)) and _CIRCUMSTANCE.match(lead):
        return pieces[-1][0], pieces[-1][0] + len(_ASIDE.sub("", last))
    if NAME.fullmatch(last) and lead.startswith("whose "):
        return pieces[-1][0], pieces[-1][0] + len(last)
    if NAME.fullmatch(last) and DETERMINER.match(lead) and not (len(pieces) > 2 and starts_name(text, *pieces[-3])):
        return pieces[-1][0], pieces[-1][0] + len(last)
    whose = next((n for n, piece in enumerate(pieces) if n and text.startswith("whose ", piece[0])), 0)
    # "Ana Sol, whose brother, Tom Vey, owns the pier, said"
    if whose and last[:1].islower() and not DETERMINER.match(last):
        pieces = pieces[: whose + 1]
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
    piece = _ASIDE.sub("", text[begin:end])
    end = begin + len(piece)
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
    if _CONTRACTED.search(piece) or piece.endswith(("’s", "'s")):
        return None
    pronoun = _PRONOUN.search(piece)
    if pronoun is not None:
        return begin + pronoun.start(1), end
    if _RELATIVE.search(piece):
        before = _RELATIVE.sub("", piece).rstrip(" ,")
        return _phrase(text, begin, begin + len(before), floor) if before else None
    names = [m for m in NAME.finditer(text, begin, end) if name_start(text, m.start(), m.end()) < m.end()]
    if not names:
        return _description(text, begin, end)
    first, last = names[0], names[-1]
    first_start = name_start(text, first.start(), first.end())
    if first_start == begin:
        after = text[first.end() : end].lstrip()
        if last.end() == end and len(names) == 1:
            return begin, end
        if _REDUCED.match(after):
            return begin, first.end()
        between = text[first.end() : last.start()] if last.end() == end else after
        return (begin, end) if _NOMINAL.fullmatch(between.strip()) else None
    if last.end() != end:
        return _description(text, begin, end)
    before = text[begin : last.start()]
    if DETERMINER.match(before) or (before[:1].islower() and not _NO_NOUN.match(before)):
        return begin, end
    return name_start(text, last.start(), last.end()), end


def _past_verbs(text: str, begin: int, end: int) -> tuple[int, int]:
    """Whose words they are in "officials said Ms. Lee (warned)": hers; in "officials said the plan (is)": theirs."""
    for word in WORD.finditer(text, begin, end):
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
