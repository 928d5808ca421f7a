"""BUILD, annotators: what numbers count, the names of currencies and measures, and plural nouns by their form."""

from __future__ import annotations

import re

# Signs that say which currency it is, and those that only say what is printed: "$" is the dollar of many countries.
SIGNS = {
    "US$": "USD", "U.S.$": "USD", "C$": "CAD", "CA$": "CAD", "A$": "AUD", "AU$": "AUD", "NZ$": "NZD", "HK$": "HKD",
    "S$": "SGD", "R$": "BRL", "€": "EUR", "₹": "INR", "₽": "RUB", "₪": "ILS", "₺": "TRY", "₴": "UAH", "₦": "NGN",
    "$": "$", "£": "£", "¥": "¥", "₩": "₩",
}  # fmt: skip
CODES = (
    "USD", "EUR", "GBP", "JPY", "CNY", "CAD", "AUD", "CHF", "SEK", "NOK", "DKK", "RUB", "INR", "BRL", "MXN", "PLN",
    "CZK", "HUF", "TRY", "UAH", "ILS", "ZAR", "NZD", "HKD", "SGD", "KRW",
)  # fmt: skip
_WHOSE = (
    "U.S.|US|American|Canadian|Australian|New Zealand|Hong Kong|Singapore|British|Egyptian|Lebanese|Swiss|Norwegian|"
    "Danish|Swedish|Czech|Mexican|Argentine|Colombian|Chilean|Indian|Pakistani|Japanese|Chinese|Russian|Turkish|Polish"
)
CURRENCY_WORDS = (
    rf"(?:(?:{_WHOSE})\s+)?(?:dollars?|euros?|pounds\s+sterling|francs?|kron(?:er|or|e|a)|crowns?|pesos?|rupees?|yen|yuan|"
    r"renminbi|ro?ubles?|liras?|zlotys?|hryvnias?|shekels?|cents)"
    rf"|(?:British|Egyptian|Lebanese)\s+pounds?"
)
_OWN = {
    ("dollar", "american"): "USD", ("dollar", "us"): "USD", ("dollar", "canadian"): "CAD",
    ("dollar", "australian"): "AUD", ("dollar", "new zealand"): "NZD", ("dollar", "hong kong"): "HKD",
    ("dollar", "singapore"): "SGD", ("pound", "british"): "GBP", ("pound", "egyptian"): "EGP",
    ("pound", "lebanese"): "LBP", ("franc", "swiss"): "CHF", ("krone", "norwegian"): "NOK", ("krone", "danish"): "DKK",
    ("krone", "swedish"): "SEK", ("crown", "czech"): "CZK", ("crown", "swedish"): "SEK", ("crown", "norwegian"): "NOK",
    ("crown", "danish"): "DKK", ("peso", "mexican"): "MXN", ("peso", "argentine"): "ARS",
    ("peso", "colombian"): "COP", ("peso", "chilean"): "CLP", ("rupee", "indian"): "INR",
    ("rupee", "pakistani"): "PKR",
}  # fmt: skip
_SURE = {
    "euro": "EUR", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "zloty": "PLN", "hryvnia": "UAH", "shekel": "ILS",
    "pounds sterling": "GBP", "ruble": "rubles", "rouble": "rubles", "dollar": "$",
}  # fmt: skip

_MEASURE = {
    "year": "years?", "month": "months?", "week": "weeks?", "day": "days?", "hour": "hours?", "minute": "minutes?",
    "second": "seconds?", "decade": "decades?", "mile": "miles?", "foot": "foot|feet", "inch": "inch(?:es)?",
    "yard": "yards?", "acre": "acres?", "kilometer": "kilomet(?:er|re)s?|km", "meter": "met(?:er|re)s?",
    "centimeter": "centimet(?:er|re)s?|cm", "millimeter": "millimet(?:er|re)s?|mm", "hectare": "hectares?",
    "square mile": r"square[\s-]miles?", "square foot": r"square[\s-](?:foot|feet)",
    "square kilometer": r"square[\s-]kilomet(?:er|re)s?", "square meter": r"square[\s-]met(?:er|re)s?",
    "cubic yard": r"cubic[\s-]yards?", "cubic meter": r"cubic[\s-]met(?:er|re)s?", "ton": "tons?", "tonne": "tonnes?",
    "pound": "pounds?", "ounce": "ounces?", "kilogram": "kilogram(?:me)?s?|kilos?|kg", "gallon": "gallons?",
    "liter": "lit(?:er|re)s?", "barrel": "barrels?", "degree": "degrees?", "megawatt": "megawatts?|MW",
    "gigawatt": "gigawatts?|GW", "kilowatt": "kilowatts?|kW", "mile an hour": "m\\.?p\\.?h\\.?", "knot": "knots?",
}  # fmt: skip
MEASURES = "|".join(f"(?:{form})" for _, form in sorted(_MEASURE.items(), key=lambda item: (-len(item[0]), item[0])))

# Words that are no part of what is counted.
STOPS = frozenset(
    (
        "a an the this that these those and or but nor so yet as at by for from in into of off on onto over per than "
        "to toward towards under until up upon via with within without about after against along among around before "
        "behind below beneath beside between beyond despite during except like near since through throughout is are "
        "was were be been being am has have had do does did will would shall should can could may might must not no "
        "if when while where who whom whose which what why how because although though unless whether he she it they "
        "we you i him her them us me his hers its their our your my mine ours said says say told more less fewer "
        "most least each every all both either neither some any such same other another only just also even still "
        "already now then there here percent percentage ago ahead away back down out later earlier plus minus took "
        "made came went got gave held saw left led voted met won lost put set run ran cost costs remain remains "
        "means makes takes gives goes comes wants needs rises falls shows stands begins ends includes requires "
        "allows keeps hopes pays sits lies runs saying"
    ).split()
)
_IRREGULAR = {
    "people": "person", "persons": "person", "men": "man", "women": "woman", "children": "child", "police": "police",
    "aircraft": "aircraft", "feet": "foot", "teeth": "tooth", "mice": "mouse", "lives": "life", "wives": "wife",
    "knives": "knife", "halves": "half", "troops": "troop", "headquarters": "headquarters", "series": "series",
    "servicemen": "serviceman", "policemen": "policeman", "firemen": "fireman", "fishermen": "fisherman",
    "lawmakers": "lawmaker", "personnel": "personnel", "cattle": "cattle", "sheep": "sheep", "fish": "fish",
    "criteria": "criterion", "alumni": "alumnus", "buses": "bus",
}  # fmt: skip
_NO_PLURAL = frozenset(
    "always perhaps besides towards afterwards news politics physics economics its this thus us yes was is has does "
    "as across less unless whereas process business witness illness crisis basis analysis status campus focus bonus "
    "virus plus minus times overseas monday’s his hers ours yours theirs sometimes nowadays regardless".split()
)


def currency(words: str) -> str:
    """What a currency's words stand for: "USD" for "U.S. dollars", "$" for dollars of no named country."""
    plain = re.sub(r"\s+", " ", words.lower().replace(".", ""))
    whose, _, name = plain.rpartition(" ") if plain != "pounds sterling" else ("", "", plain)
    name = {"kroner": "krone", "kronor": "krone", "krona": "krone"}.get(name, name)
    stem = name if name in _SURE or name == "cents" else name.removesuffix("s")
    own = _OWN.get((stem, whose))
    if own:
        return own
    return f"{whose} {name}".strip() if whose and stem != "euro" else _SURE.get(stem, name)


def measure(words: str) -> str:
    """The name of a measure: "foot" for "feet"."""
    for name, form in _MEASURE.items():
        if re.fullmatch(form, words, re.I):
            return name
    return words.lower()


def is_plural(word: str) -> bool:
    """Whether a word has the form of a plural noun."""
    plain = word.lower()
    if plain in _IRREGULAR:
        return True
    if plain in _NO_PLURAL or word.isupper() or "’" in word or "'" in word:
        return False
    return len(plain) > 3 and plain.endswith("s") and not plain.endswith(("ss", "us", "is", "ous"))


def singular(word: str) -> str:
    """A noun by which its plural and singular are compared; capitals stay where the noun has them."""
    plain = word if word[:1].isupper() else word.lower()
    if plain.lower() in _IRREGULAR:
        return _IRREGULAR[plain.lower()]
    if not is_plural(word):
        return plain
    if plain.endswith("ies") and len(plain) > 4:
        return plain[:-3] + "y"
    if plain.endswith(("ches", "shes", "sses", "xes", "zes")):
        return plain[:-2]
    return plain[:-1]
