"""Five real captures, read slowly line by line: which lines are text, and what every other line is.

Only the numbers of lines stand here, none of the captures' words. Each of the captures is one article.
"""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from pressmark.captures import read_capture
from pressmark.draft import Draft, drafted
from pressmark.labels import RUNNING
from pressmark.segment import labelled, unaccounted

SEEDS = Path(__file__).parent.parent.parent / "shared" / "seeds"

pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="SKIPPED: the five real captures (../shared/seeds) are not here"
)

Lines = tuple[tuple[int, int], ...]


def single(*numbers: int) -> Lines:
    return tuple((n, n) for n in numbers)


@dataclass(frozen=True)
class Read:
    """What a person reads in a capture: the lines of each paragraph, and those of everything else, by what they are.

    `title`, `subtitle`, `section`, `date` and `dateline` are lines, 0 where the capture has none. `writers` and
    `helpers` are the lines that name them, with how many they name.
    """

    body: Lines
    headings: tuple[int, ...] = ()
    title: int = 0
    subtitle: int = 0
    section: int = 0
    date: int = 0
    dateline: int = 0
    writers: tuple[int, int, int] = (0, 0, 0)
    helpers: tuple[int, int, int] = (0, 0, 0)
    captions: Lines = ()
    summary: tuple[int, ...] = ()
    dropped: tuple[int, ...] = ()
    outlet: int = 0  # a line in which the outlet's name stands


READINGS = {
    "000": Read(
        body=single(6, 8, 10, 16, 18, 20, 22, 24, 26, 30, 32, 34, 36, 38),
        headings=(16,),
        helpers=(40, 40, 2),
        captions=single(1, 28),
        dropped=(2, 3, 12, 13, 14),
        outlet=40,
    ),
    "001": Read(body=single(3, 5, 7, 9, 11, 13), title=1, dateline=3, dropped=(16, 18)),
    "002": Read(body=single(*range(5, 27)), title=1, summary=(2, 3, 4)),
    "003": Read(
        body=(
            (264, 267), (269, 270), (272, 277), (279, 283), (293, 297), (299, 305), (307, 310), (312, 316), (318, 320),
            (330, 331), (362, 364), (366, 369), (371, 374), (376, 381), (383, 386), (396, 399), (401, 402), (404, 410),
            (412, 417), (419, 420), (422, 424), (439, 443), (453, 455), (457, 460), (462, 468), (470, 472), (474, 480),
            (482, 484), (486, 492), (502, 508), (510, 514), (557, 561), (563, 565), (567, 574), (576, 580), (590, 595),
            (597, 601), (603, 605), (607, 610), (612, 618), (620, 624), (626, 630),
        ),
        title=187,
        section=34,
        date=229,
        dateline=264,
        writers=(220, 223, 2),
        captions=((199, 206), (345, 352), (430, 433), (542, 547)),
        dropped=(19, 23, 27, 62, 85, 103, 143, 147, 168, 172, 656, 660, 679, 685, 687, *range(692, 709)),
        outlet=688,
    ),
    "004": Read(
        body=single(*range(9, 46, 2)),
        title=4,
        subtitle=6,
        section=2,
        dateline=9,
        helpers=(47, 47, 3),
        dropped=(1, 7),
        outlet=45,
    ),
}  # fmt: skip


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def shown(lines: list[str], first: int, last: int) -> str:
    """The words that lines show, without Markdown's links and tags."""
    text = " ".join(line.strip() for line in lines[first - 1 : last])
    text = re.sub(r"<[^<>]*>", "", text)
    return re.sub(r"\[([^\[\]]*)\]\([^()]*\)", r"\1", text).lstrip("# ")


@pytest.fixture(params=sorted(READINGS), scope="module")
def seed(request) -> tuple[Read, list[str], Draft]:
    (path,) = SEEDS.glob(f"{request.param}_*")
    (capture,), problems = read_capture(path.name, path.read_bytes())
    assert problems == ()
    labels = labelled(capture)
    assert unaccounted(capture, labels) == 0
    return READINGS[request.param], capture.text.split("\n"), drafted(capture, labels)


def labels_at(draft: Draft, lines: Lines) -> set[str]:
    return {
        b.label
        for b in draft.blocks
        for first, last in lines
        if first <= b.block.first_line and b.block.last_line <= last
    }


def test_the_body_is_the_lines_that_a_reader_takes_for_it(seed):
    read, lines, draft = seed
    due = Counter(word for first, last in read.body for word in words_of(shown(lines, first, last)))
    found = Counter(words_of(draft.body))
    both = (due & found).total()
    assert 2 * both / (due.total() + found.total()) >= 0.98


def test_every_paragraph_stands_whole_and_in_order(seed):
    read, lines, draft = seed
    due = [" ".join(words_of(shown(lines, first, last))) for first, last in read.body]
    assert [" ".join(words_of(part)) for part in draft.body.split("\n\n")] == due


def test_each_line_has_the_label_of_what_it_is(seed):
    read, _, draft = seed
    assert labels_at(draft, read.body) <= set(RUNNING)
    assert labels_at(draft, single(*read.headings)) <= {"heading"}
    assert [b.block.first_line for b in draft.blocks if b.label == "heading"] == list(read.headings)
    assert all(labels_at(draft, (lines,)) & {"caption"} for lines in read.captions)
    assert labels_at(draft, read.captions) <= {"caption", "credit", "furniture"}
    assert labels_at(draft, single(*read.summary)) <= {"summary"}
    gone = [b for b in draft.blocks if b.block.first_line in read.dropped]
    assert len(gone) > 0 or not read.dropped
    assert not [b for b in gone if b.kept]
    told = {n for part in (read.body, read.captions) for first, last in part for n in range(first, last + 1)}
    told |= {read.title, read.subtitle, read.section, *read.summary, *read.dropped}
    told |= {n for first, last, _ in (read.writers, read.helpers) for n in range(first, last + 1)}
    rest = {b.label for b in draft.blocks if b.block.first_line not in told}
    assert rest <= {"date", "dateline", "kicker", "furniture"}


def line_of(draft: Draft, field: str) -> int:
    found = re.match(r"lines? (\d+)", draft.value(field).evidence)
    return int(found[1]) if found and draft.value(field).value else 0


def test_title_subtitle_section_date_and_dateline_come_from_their_lines(seed):
    read, lines, draft = seed
    fields = {field: line_of(draft, field) for field in ("title", "subtitle", "section", "date", "dateline")}
    assert fields == {
        "title": read.title,
        "subtitle": read.subtitle,
        "section": read.section,
        "date": read.date,
        "dateline": read.dateline,
    }
    for field in ("title", "subtitle", "section"):
        line = getattr(read, field)
        assert not line or words_of(str(draft.value(field).value)) == words_of(shown(lines, line, line))
    if read.dateline:
        place = str(draft.value("dateline").value)
        assert lines[read.dateline - 1].startswith(place.upper())
    assert draft.value("updated").value is None
    assert draft.value("language").value == "en"


def test_writers_and_helpers_are_those_whom_their_lines_name(seed):
    read, lines, draft = seed
    for field, (first, last, many) in (("authors", read.writers), ("contributors", read.helpers)):
        names = draft.value(field).value or ()
        if field == "authors" and not many and names:  # who reported may be held for who wrote
            first, last, many = read.helpers
        assert len(names) == many
        assert all(name in shown(lines, first, last) for name in names)


def test_the_outlet_is_one_that_the_capture_speaks_for(seed):
    read, lines, draft = seed
    outlet = draft.value("outlet").value
    if not read.outlet:
        assert outlet is None
    else:
        assert str(outlet) in " ".join(shown(lines, read.outlet - 1, read.outlet).split())


def test_a_repeated_standfirst_stands_once_in_the_text_and_once_above_it(seed):
    read, _, draft = seed
    if not read.subtitle:
        assert draft.value("subtitle").value is None
        return
    subtitle = " ".join(words_of(str(draft.value("subtitle").value)))
    assert " ".join(words_of(draft.body)).count(subtitle) == 1
    assert [b.label for b in draft.blocks if " ".join(words_of(b.block.text)) == subtitle] == ["subtitle", "body"]
