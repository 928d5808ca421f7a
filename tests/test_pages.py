"""Page builders: which pages an archive has, and what their contexts hold."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_archive import archive_of, empty_archive, on, sample_archive

from pressmark.article import Article, Rights
from pressmark.config import Config
from pressmark.digest import digest
from pressmark.markup import Block, plain_text
from pressmark.pages import all_pages
from pressmark.pages.capture import _slices
from pressmark.pages.citations import bibtex, plain_citation
from pressmark.pages.days import day
from pressmark.pages.linked import script_json
from pressmark.pages.rows import leaves
from pressmark.pages.running import _free
from pressmark.pages.sentences import sentence_at
from pressmark.urls import FOLDERS, index_path

LEDGER = "articles/harbor-ledger-bridge-vote.html"


@pytest.fixture(scope="module")
def archive():
    return sample_archive()


@pytest.fixture(scope="module")
def pages(archive):
    return {page.path: page for page in all_pages(archive)}


def context(pages, path):
    return pages[path].context


# ---- Which pages there are ----


def test_no_two_pages_stand_at_one_path(archive):
    paths = [page.path for page in all_pages(archive)]
    assert len(paths) == len(set(paths))
    assert paths == sorted(paths)


@pytest.mark.parametrize("kind", FOLDERS)
def test_an_empty_archive_has_an_index_page_of_every_kind(kind):
    assert index_path(kind) in {page.path for page in all_pages(empty_archive())}


def test_an_empty_archive_has_the_pages_that_stand_alone():
    paths = {page.path for page in all_pages(empty_archive())}
    alone = {"index.html", "search.html", "timeline.html", "about.html", "data.html", "404.html"}
    assert alone | {"quotations/index.html"} <= paths


def test_contexts_have_one_stable_digest(archive):
    once = [(page.path, digest(page)) for page in all_pages(archive)]
    assert once == [(page.path, digest(page)) for page in all_pages(sample_archive())]


def test_former_ids_lead_to_the_page_of_today(pages):
    assert context(pages, "people/mayor-sol.html").target.href == "ana-sol.html"
    assert context(pages, "articles/ledger-bridge.html").target.href == "harbor-ledger-bridge-vote.html"
    assert context(pages, "stories/bridge.html").target.href == "northfield-bridge.html"


def test_no_redirect_stands_where_something_else_does():
    sample = sample_archive()
    entities = tuple(replace(e, formerly=("tomas-brandt",)) if e.id == "ana-sol" else e for e in sample.entities)
    pages = {p.path: p for p in all_pages(archive_of(sample.records, sample.config, entities))}
    assert pages["people/tomas-brandt.html"].template == "entity.html"


def test_a_withdrawn_article_leaves_a_tombstone_and_nothing_else(pages):
    assert pages["articles/gone.html"].template == "tombstone.html"
    assert context(pages, "articles/gone.html").reason == "at the author's wish"
    assert "captures/gone.html" not in pages


# ---- Articles ----


def test_an_article_page_does_not_change_when_another_article_names_the_same_people(archive):
    fewer = tuple(r for r in archive.records if r.article.id not in ("untitled-1", "short-piece"))
    there = {page.path: page for page in all_pages(archive_of(fewer, archive.config))}
    here = {page.path: page for page in all_pages(archive)}
    assert digest(there[LEDGER]) == digest(here[LEDGER])


def test_the_first_mention_in_each_section_links_and_later_ones_do_not(pages):
    html = [str(part.items[0].html) for part in context(pages, LEDGER).parts]
    first = next(h for h in html if "told a full hall" in h)
    assert 'data-card="ana-sol"' in first and ">Mayor Sol</a>" in first
    later = next(h for h in html if "said" in h and "Ana Sol" in h)
    assert '<span class="mention later" data-kind="person">Ana Sol</span>' in later
    next_section = next(h for h in html if "Ms. Sol" in h)
    assert 'data-card="ana-sol"' in next_section


def test_headings_bear_no_marks(pages):
    parts = [p for p in context(pages, LEDGER).parts if p.form == "heading"]
    assert [str(p.items[0].html) for p in parts] == ["What it costs", "What comes next"]
    assert [p.level for p in parts] == [2, 2]


def test_notes_are_numbered_in_the_order_of_the_page_and_lost_ones_come_last(pages):
    page = context(pages, LEDGER)
    placed = [entry for part in page.parts for entry in part.margin.notes]
    entries = [*page.on_title, *placed, *page.lost_notes]
    assert [entry.number for entry in entries] == [1, 2, 3, 4, 5]
    assert [entry.id for entry in entries] == ["n-t01", "n-c04", "n-7k2", "n-9q1", "n-old"]


def test_a_note_is_referred_to_right_after_its_words(pages):
    html = "".join(str(item.html) for part in context(pages, LEDGER).parts for item in part.items)
    assert (
        'open it in two years</span><sup class="note-reference"><a id="mark-n-7k2" href="#note-n-7k2">3</a></sup>'
        in html
    )


def test_notes_of_two_people_under_one_id_stay_apart(archive):
    twice = tuple(
        replace(r, notes=tuple(replace(n, id="n-1") for n in r.notes))
        if r.article.id == "harbor-ledger-bridge-vote"
        else r
        for r in archive.records
    )
    pages = {p.path: p for p in all_pages(archive_of(twice, archive.config))}
    ids = [entry.id for entry in context(pages, LEDGER).notes]
    assert len(ids) == len(set(ids)) == 4


@pytest.mark.parametrize("show", ["excerpt", "metadata"])
def test_notes_do_not_quote_text_that_is_held_back(archive, show):
    held = tuple(
        replace(r, article=replace(r.article, rights=Rights("", show)))
        if r.article.id == "harbor-ledger-bridge-vote"
        else r
        for r in archive.records
    )
    pages = {p.path: p for p in all_pages(archive_of(held, archive.config))}
    page = context(pages, LEDGER)
    assert "a toll" not in {entry.exact for entry in (*page.notes, *page.lost_notes)}
    assert page.lost_notes == ()


def test_a_speaker_is_named_once_for_a_run_of_blocks(archive):
    record = archive.record_of["harbor-ledger-bridge-vote"]
    same = tuple(replace(q, speaker="ana-sol") for q in record.quotations)
    records = tuple(replace(r, quotations=same) if r is record else r for r in archive.records)
    pages = {p.path: p for p in all_pages(archive_of(records, archive.config))}
    assert [len(part.margin.speakers) for part in context(pages, LEDGER).parts if part.margin.speakers] == [1, 1]


def test_speakers_stand_in_the_margin_named_described_or_not_confirmed(archive, pages):
    states = [e.state for part in context(pages, LEDGER).parts for e in part.margin.speakers]
    assert states == ["named", "named", "described"]
    post = context(pages, "articles/county-post-bridge-vote.html")
    assert [e.state for part in post.parts for e in part.margin.speakers] == ["named", "unconfirmed"]


def test_shared_words_lead_to_the_paragraph_in_the_other_article(archive, pages):
    entry = next(e for part in context(pages, LEDGER).parts for e in part.margin.passages)
    other = archive.record_of["county-post-bridge-vote"].article
    assert entry.other.href == f"county-post-bridge-vote.html#{other.blocks[0].id}"


def test_each_head_value_says_how_it_is_known(pages):
    known = {value.field: value.how for value in context(pages, LEDGER).known}
    assert known["title"] == "confirmed by m-ito"
    assert known["outlet"] == "worked out"
    assert known["authors"] == "printed"
    assert known["date"] == "edited"  # the capture's markup says another day
    untitled = {value.field: value.how for value in context(pages, "articles/untitled-1.html").known}
    assert untitled["title"] == untitled["date"] == "unknown"


def test_a_changed_capture_is_said(pages):
    box = context(pages, LEDGER).capture
    assert (box.agrees, box.recorded) == ("no", "0" * 64)


def test_neighbours_in_a_story_come_by_date(pages):
    (place,) = context(pages, LEDGER).stories
    assert place.before is None
    assert place.after is not None and place.after.text == "Bridge wins, seven to two"


@given(
    st.tuples(st.integers(0, 40), st.integers(0, 40)),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted).map(tuple)),
)
def test_no_word_bears_two_marks(span, taken):
    start, end = sorted(span)
    covered = {i for a, b in taken for i in range(a, b)}
    pieces = _free(start, end, taken)
    assert [i for a, b in pieces for i in range(a, b)] == [i for i in range(start, end) if i not in covered]


# ---- Sentences, dates, lists ----


def article_with(*texts: str) -> Article:
    blocks = tuple(Block(text, id=f"p-{n}") for n, text in enumerate(texts))
    return Article("x", "", blocks=blocks, text=plain_text(blocks))


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("One came. Ana Sol left. Two stayed.", "Ana Sol", "Ana Sol left."),
        ("One came. Mr. Brandt of the U.S. Navy left. Two stayed.", "Brandt", "Mr. Brandt of the U.S. Navy left."),
        ("“It ends.” Ana Sol said so. “Does it?” he asked.", "Ana Sol", "Ana Sol said so."),
        ("Only Ana Sol", "Ana Sol", "Only Ana Sol"),
    ],
)
def test_a_sentence_is_cut_at_its_own_ends(text, words, sentence):
    found = sentence_at(article_with(text), text.index(words), text.index(words) + len(words))
    assert (found.before + found.marked + found.after).strip() == sentence
    assert found.marked == words


@given(st.lists(st.text("ab .!?“”AB", min_size=1, max_size=30), min_size=1, max_size=4), st.data())
def test_a_sentence_stays_in_its_paragraph_and_keeps_its_words(texts, data):
    article = article_with(*texts)
    number = data.draw(st.integers(0, len(texts) - 1))
    offset = sum(len(t) + 2 for t in texts[:number])
    start = data.draw(st.integers(0, len(texts[number]) - 1))
    end = data.draw(st.integers(start + 1, len(texts[number])))
    found = sentence_at(article, offset + start, offset + end)
    assert found.block == f"p-{number}"
    assert found.marked == texts[number][start:end]
    assert found.before + found.marked + found.after in texts[number]


@pytest.mark.parametrize(
    ("edtf", "short", "iso", "uncertain"),
    [
        ("2031-03-04", "2031-03-04", "2031-03-04", False),
        ("2031-03-04~", "c. 2031-03-04", "", True),
        ("2031-03?", "2031-03?", "", True),
        ("2031-XX", "2031", "", True),
        ("unknown", "undated", "", True),
    ],
)
def test_a_date_that_is_not_certain_says_so(edtf, short, iso, uncertain):
    shown = day(on(edtf))
    assert (shown.short, shown.iso, shown.uncertain) == (short, iso, uncertain)


def test_long_lists_are_paged_by_real_pages():
    found = list(leaves("people/nato.html", list(range(401))))
    assert [(path, len(own)) for path, own, _ in found] == [
        ("people/nato.html", 200),
        ("people/nato-2.html", 200),
        ("people/nato-3.html", 1),
    ]
    assert [link.href for link in found[1][2].links] == ["nato.html", "", "nato-3.html"]


def test_a_further_page_never_takes_the_place_of_another_thing():
    paths = [path for path, _, _ in leaves("people/nato.html", list(range(201)), {"people/nato-2.html"})]
    assert paths == ["people/nato.html", "people/nato-page-2.html"]


def test_an_empty_list_is_one_page():
    assert [path for path, _, _ in leaves("x.html", [])] == ["x.html"]


# ---- Things ----


def test_backlinks_are_sentences_with_the_mention_marked(archive, pages):
    entry = next(
        b for b in context(pages, "people/ana-sol.html").backlinks if b.row.article.id == "harbor-ledger-bridge-vote"
    )
    line = entry.lines[0]
    assert line.sentence.marked == "Mayor Sol"
    assert line.sentence.after.endswith("rebuild its bridge.")
    block = archive.record_of["harbor-ledger-bridge-vote"].article.blocks[2]
    assert line.place.href == f"../articles/harbor-ledger-bridge-vote.html#{block.id}"


def test_an_entity_shows_how_each_outlet_names_it(pages):
    lines = {n.outlet.text if n.outlet else "": dict(n.forms) for n in context(pages, "people/ana-sol.html").named_as}
    assert lines["Harbor Ledger"] == {"Ana Sol": 1, "Mayor Sol": 1, "Ms. Sol": 1}


def test_who_is_named_together_is_counted_by_article(pages):
    together = {line.other.text: line.articles for line in context(pages, "people/tomas-brandt.html").together}
    assert together["Ana Sol"] == 1


def test_a_topic_shows_the_words_that_were_met_and_its_neighbours(pages):
    page = context(pages, "topics/public-works.html")
    assert page.found[0].evidence == ("bridge", "toll")
    assert [ref.text for ref in page.broader] == ["Town government"]
    assert [ref.text for ref in context(pages, "topics/town-government.html").narrower] == ["Public works"]


def test_a_story_compares_outlets_and_lists_each_shared_passage_once(pages):
    page = context(pages, "stories/northfield-bridge.html")
    assert [column.outlet.text for column in page.columns] == ["County Post", "Harbor Ledger"]
    assert len(page.shared) == 1
    assert [event.id for event in page.events] == ["hearing", "vote", "opening", "survey"]


def test_quotations_without_a_name_are_listed_and_said_so(pages):
    described = context(pages, "quotations/speakers-not-named.html")
    assert {q.state for q in described.quotations} == {"described"}
    unconfirmed = context(pages, "quotations/speakers-not-confirmed.html")
    assert [q.text for q in unconfirmed.quotations] == ['"It is too dear,"']


def test_the_timeline_goes_by_earliest_date_and_ends_with_the_undated(pages):
    stretches = context(pages, "timeline.html").stretches
    assert [s.year for s in stretches] == ["2030", "2031", "2033", ""]
    names = [moment.thing.text for moment in stretches[1].moments]
    assert names == [
        "A piece shown in part",
        "Public hearing",
        "Council vote",
        "Council votes to rebuild Northfield Bridge",
        "Bridge wins, seven to two",
    ]
    assert [moment.kind for moment in stretches[3].moments] == ["event", "article"]


def test_a_capture_page_shows_every_line_with_words_once(archive):
    record = archive.record_of["harbor-ledger-bridge-vote"]
    shown = [line.number for part in _slices(record.capture, record.draft, True) for line in part.lines]
    lines = record.capture.split("\n")
    assert shown == [n for n, line in enumerate(lines, 1) if line.strip()]


def test_every_block_of_a_capture_says_what_became_of_it(pages):
    page = context(pages, "captures/harbor-ledger-bridge-vote.html")
    blocks = [block for part in page.slices for block in part.blocks]
    assert [(b.label, b.kept) for b in blocks[:3]] == [("title", True), ("share", False), ("body", True)]
    assert page.kept + page.dropped == sum(b.words for b in blocks) == page.words


# ---- Citing ----


def test_a_citation_says_what_is_unknown():
    config = Config(title="Bridge papers")
    cited = plain_citation(Article("x-1", ""), "", config)
    assert cited == "[No headline in the capture.] Outlet unknown, undated. In: Bridge papers, x-1."


def test_bibtex_escapes_what_tex_would_read():
    article = Article("x-1", "", title="50% of {all} & more_or less", date=on("2031-03"))
    entry = bibtex(article, "Post", Config())
    assert r"title = {50\% of \{all\} \& more\_or less}" in entry
    assert "date = {2031-03}" in entry


@given(st.text())
def test_json_in_a_page_cannot_end_its_script(text):
    assert "<" not in script_json({"headline": text})
