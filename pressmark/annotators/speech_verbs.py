"""BUILD, annotators: the verbs that introduce what somebody says, in the forms in which news prints them."""

from __future__ import annotations

# Verbs that may stand after speech with their subject behind them: "…," said the mayor.
_SAYING = (
    "say ask add write tweet argue note explain claim insist continue announce declare reply respond state warn "
    "suggest assert recall remark maintain admit acknowledge conclude stress emphasize emphasise repeat reiterate "
    "contend predict promise vow joke quip complain lament muse observe concede confess confirm exclaim shout yell "
    "scream whisper murmur mutter cry answer comment counter caution boast brag wonder point charge testify opine "
    "retort rejoin elaborate chant plead proclaim recount volunteer interject gush scoff sneer ponder agree tell "
    "affirm groan grouse grumble rant exhort implore advise chortle remonstrate report read interrupt fume marvel snap "
    "thunder intone enthuse concur deadpan lecture hint reflect venture"
).split()
# Verbs whose object is quoted: she called it "…".
_NAMING = (
    "deny describe call label dub brand denounce condemn criticize criticise praise accuse blast slam mock ridicule "
    "dismiss characterize characterise refer term urge demand believe think hope feel fear express post propose "
    "reveal disclose indicate imply allege swear tout tease deride decry hail laud lambast lambaste assure inform "
    "advise remind rebut clarify outline detail list quote cite pronounce profess reason relate signal specify "
    "speculate stipulate summarize summarise theorize underscore chide scold chastise deem bemoan attack order "
    "instruct forecast estimate regard portray depict vent reject defend question liken compare apologize apologise "
    "greet pledge mention pen discuss encourage object find know see want show publish release hear learn mean "
    "worry consider give press herald rip name knock cast paint tag hammer talk rail fault welcome invoke echo vilify "
    "rate rule deem brand snipe thank credit blame sing protest commend applaud assail bash skewer savage taunt rebuke "
    "recommend lobby allow recite relay sigh snarl jeer reassure reckon recollect caution counsel narrate "
    "excoriate mouth title head caption lampoon needle chant bill style threaten acclaim salute endorse grade"
).split()
_IRREGULAR = {
    "say": "said", "tell": "told", "write": "wrote", "think": "thought", "feel": "felt", "swear": "swore",
    "read": "read", "cast": "cast", "find": "found", "know": "knew", "see": "saw", "show": "showed", "hear": "heard",
    "mean": "meant", "give": "gave",
}  # fmt: skip
_DOUBLED = frozenset(["refer", "quip", "dub", "brag", "slam", "pen", "rip", "tag", "snap"])


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeo":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("sh", "ch", "ss", "x")) else "s")


def _past(verb: str) -> str:
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb in _DOUBLED:
        return verb + verb[-1] + "ed"
    if verb.endswith("y") and verb[-2] not in "aeo":
        return verb[:-1] + "ied"
    return verb + ("d" if verb.endswith("e") else "ed")


def _gerund(verb: str) -> str:
    if verb in _DOUBLED:
        return verb + verb[-1] + "ing"
    return (verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb) + "ing"


_ALL = (*_SAYING, *_NAMING)
SAYING = frozenset(form for verb in _SAYING for form in (_third(verb), _past(verb)))
FINITE = SAYING | frozenset(form for verb in _NAMING for form in (_third(verb), _past(verb))) | {"put", "puts"}
GERUNDS = frozenset(_gerund(verb) for verb in _ALL) | {"putting"}
BASE = frozenset(_ALL) | {"put"}
# Too common with other meanings to count as saying unless a quotation follows at once.
WEAK = frozenset(
    form
    for verb in (
        "find know see want show hear learn mean give read report point feel fear believe think hope consider release "
        "publish put cast discuss list venture press ask allow title head caption style bill grade name"
    ).split()
    for form in (verb, _third(verb), _past(verb), _gerund(verb))
)
# Forms that are nouns as often: they count only behind a subject that is plainly one.
NOUNS = frozenset(
    "claims comments remarks calls demands reports promises charges notes questions posts attacks points answers "
    "orders outlines estimates signals quotes mentions lists requests moans laments jokes details hopes fears "
    "thoughts feelings means labels brands terms tweets cries shouts screams yells reads vows pledges alleges hints "
    "names talks lectures greets shows views wants releases regards recounts reflects boasts forecasts concerns "
    "casts hits rails tags".split()
)
# Plural or present forms that stand bare: "officials say", "the Lees argue".
PRESENT = frozenset(
    "say argue insist warn contend claim describe call believe think note add suggest tell complain write".split()
)
# "shot back", "chimed in": a verb of saying only together with the word behind it.
PHRASAL = {
    "shot": "back", "fired": "back", "hit": "back", "shoots": "back", "fires": "back", "chimed": "in", "weighed": "in",
    "piped": "up", "summed": "up", "went": "on", "goes": "on",
}  # fmt: skip
