"""The quotations of the five real captures, as a person read them, against what the machine makes of the captures.

The captures are no part of the project, so that nothing of theirs stands here: a quotation is where it begins in its
file and how many of its first words are compared, a speaker is where the name or description stands.
"""

import re
from pathlib import Path

import pytest

from pressmark.inspection import Found, found_in
from pressmark.reading import known_from, read
from pressmark.vocabulary import Vocabulary

SEEDS = Path(__file__).parent.parent.parent / "shared" / "seeds"

pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="SKIPPED: the five real captures (../shared/seeds) are not here"
)

# Line, word in the line and number of words of a quotation; line, first and last word of its speaker's surname, or of
# the words that describe a speaker whom the text does not name. Lines and words count from 1.
READ = {
    "000": """
        10 31 2 10 20 27 described
        20 1 8 13 1 1 named
        20 46 8 22 1 1 named
        24 1 8 22 1 1 named
        26 40 8 26 5 5 named
        30 18 8 30 11 15 described
        34 1 8 32 39 39 named
        34 24 8 34 16 16 named
    """,
    "001": """
        9 1 8 7 76 76 named
        9 56 8 9 26 26 named
        11 33 3 11 28 28 named
        11 49 8 11 28 28 named
        13 43 8 13 12 15 described
    """,
    "002": """
        11 28 8 12 4 4 named
        12 7 4 12 4 4 named
        12 20 8 12 4 4 named
        18 18 1 18 1 1 named
        18 25 6 18 1 1 named
        18 33 8 18 1 1 named
        19 1 8 19 27 27 named
        19 30 8 19 27 27 named
        24 1 8 23 27 27 named
        24 18 7 24 14 14 named
        25 1 6 24 14 14 named
        25 29 5 25 12 12 named
        26 1 8 25 12 12 named
    """,
    "003": """
        307 12 8 309 5 5 named
        312 1 8 309 5 5 named
        315 2 8 314 8 8 named
        319 11 6 318 5 5 named
        330 1 7 331 12 12 named
        368 8 2 362 2 2 named
        369 2 2 362 2 2 named
        491 9 4 502 11 11 named
        590 1 8 592 6 6 named
        594 8 8 592 6 6 named
        622 4 3 620 6 6 named
    """,
    "004": """
        17 1 8 17 10 12 described
        19 7 3 19 23 29 described
        19 12 8 19 23 29 described
        21 20 8 21 18 18 named
        27 1 4 27 5 5 named
        27 7 8 27 5 5 named
        31 10 1 31 2 6 described
        31 37 1 31 2 6 described
        33 19 4 33 5 5 named
        37 22 4 37 11 11 named
        37 27 3 37 11 11 named
        39 1 8 37 11 11 named
        39 12 8 37 11 11 named
    """,
}
RIGHT = 0.95


def plain(word: str) -> str:
    return re.sub(r"[^a-z0-9]", "", word.lower())


def plain_words(words: list[str]) -> list[str]:
    return [plain(word) for word in words if plain(word)]


def expected(number: str, lines: list[str]) -> list[tuple[list[str], list[str], str]]:
    """First words, the speaker's words and whether they name or describe, of each quotation that a person found."""
    found = []
    for row in READ[number].strip().split("\n"):
        *places, kind = row.split()
        line, word, count, said_line, first, last = map(int, places)
        following = plain_words(lines[line - 1].split()[word - 1 :] + " ".join(lines[line : line + 8]).split())
        found.append((following[:count], plain_words(lines[said_line - 1].split()[first - 1 : last]), kind))
    return found


def given(found: Found) -> list[tuple[list[str], list[str], str]]:
    """The same of what the machine found, with all words."""
    answers = []
    for q in found.quotations:
        name = (found.registry.name_of(q.speaker) if q.speaker else "") or q.meant
        speaker = plain_words(name.split())[-1:] if name else plain_words(q.speaker_text.split())
        answers.append((plain_words(q.text.split()), speaker, "named" if name else "described"))
    return answers


def test_quotations_of_real_captures_and_their_speakers_are_right() -> None:
    right, of_person, of_machine, wrong = 0, 0, 0, []
    for number in READ:
        (path,) = SEEDS.glob(f"{number}_*")
        (reading, *_), _ = read(path.name, path.read_bytes(), known_from(Vocabulary()), {})
        language = reading.draft.value("language").value
        found = found_in(
            reading.draft.body, language if isinstance(language, str) else None, Vocabulary(), reading.names
        )
        answers = given(found)
        for words, speaker, kind in expected(number, path.read_text("utf-8").split("\n")):
            hit = next((a for a in answers if a[0][: len(words)] == words and a[1:] == (speaker, kind)), None)
            if hit is None:
                wrong.append((number, words[:3]))
            else:
                answers.remove(hit)
                right += 1
            of_person += 1
        of_machine += len(found.quotations)
    assert of_person == 50
    assert 2 * right / (of_person + of_machine) >= RIGHT, (right, of_person, of_machine, wrong)
