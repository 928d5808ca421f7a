"""Search on the building side: folding, the documents, and the scripts that carry them."""

from __future__ import annotations

import itertools
import json
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lunr.index import Index
from sample_archive import empty_archive, sample_archive
from search_scripts import received, rows, unfolded, unpacked

from pressmark.config import Config
from pressmark.folding import tokens
from pressmark.search import (
    Paragraph,
    SearchDocument,
    document_outputs,
    search_documents,
    search_outputs,
    without_remarks,
)
from pressmark.search.counts import FIELDS, Counts, Entry, TermCounter, terms
from pressmark.search.documents import Listed
from pressmark.search.numbering import KINDS, lot, room, slots
from pressmark.search.outputs import in_numbers, numbered, shard_name
from pressmark.search.packing import DIGITS, ONE, Numbers
from pressmark.search.pieces import Packer, Pieces, learnt
from pressmark.search.shards import NEAR, Cut, cut
from pressmark.search.texts import pieces as pieces_of
from pressmark.search.whole import whole_index

CASES = json.loads((Path(__file__).parent / "cases" / "folding.json").read_text("utf-8"))


def found(kind: str, documents: tuple[SearchDocument, ...] | None = None) -> list[SearchDocument]:
    return [d for d in documents or search_documents(sample_archive()) if d.kind == kind]


# ---- Words ----


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_text_is_folded(case):
    assert tokens(case["text"]) == case["tokens"]


@given(st.text())
def test_a_folded_word_stays_as_it_is(text):
    for token in tokens(text):
        if "_" not in token:
            assert token in tokens(token)


@given(st.text())
def test_folding_does_not_depend_on_what_stands_around(text):
    assert tokens(f"bridge {text} vote") == ["bridge", *tokens(text), "vote"]


def test_common_words_are_left_out_but_not_the_country():
    assert terms("The U.S. gave us money, and they may buy") == ["us_", "give", "money", "buy"]
    assert terms("The U.S. gave us money", english=False) == ["the", "us_", "give", "us", "money"]


# ---- Documents ----


def test_articles_quotations_notes_and_vocabulary_are_found():
    kinds = {d.kind for d in search_documents(sample_archive())}
    assert kinds == {
        "article", "quotation", "note", "person", "organization", "place", "event", "work", "topic", "story", "outlet",
        "author",
    }  # fmt: skip


def test_an_entity_is_found_by_every_form_of_its_name():
    ana = next(d for d in found("person") if d.path == "people/ana-sol.html")
    assert ana.title == "Ana Sol"
    assert ana.names.split("\n") == ["Mayor Sol", "A. Sol", "Ms. Sol"]


def test_an_article_is_found_by_the_names_of_what_it_mentions():
    ledger = next(d for d in found("article") if "ledger" in d.path)
    assert {"Ana Sol", "Mayor Sol", "Northfield Council"} <= set(ledger.names.split("\n"))
    assert ledger.outlet == "Harbor Ledger"
    assert ledger.date == "4 March 2031"


def test_an_article_without_headline_is_called_by_its_first_words():
    untitled = next(d for d in found("article") if d.path == "articles/untitled-1.html")
    assert untitled.title == ""
    assert untitled.shown.endswith("…")


def test_quotations_lead_to_their_paragraph():
    archive = sample_archive()
    for quotation in found("quotation"):
        path, _, anchor = quotation.path.partition("#")
        article = archive.record_of[path.removeprefix("articles/").removesuffix(".html")].article
        block = next(b for b in article.blocks if b.id == anchor)
        assert quotation.body in block.text


def test_what_may_not_be_shown_is_not_found():
    everything = json.dumps([d.__repr__() for d in search_documents(sample_archive())])
    assert "secret" not in everything
    short = next(d for d in found("article") if d.path == "articles/short-piece.html")
    assert short.body == "The council met."
    assert [p.text for p in short.paragraphs] == ["The council met."]
    assert not [d for d in found("quotation") if "closed-piece" in d.path or "short-piece" in d.path]


def test_what_the_whole_archive_may_not_show_is_not_found():
    archive = sample_archive(Config(rights_show="metadata"))
    documents = search_documents(archive)
    assert {d.path for d in documents if d.kind == "quotation"} <= {
        d.path for d in documents if "ledger" in d.path
    }  # only the article that has rights of its own
    assert all(not d.body for d in found("article", documents) if "ledger" not in d.path and "short" not in d.path)


# ---- Outputs ----


def written(documents: tuple[SearchDocument, ...], config: Config | None = None) -> dict[str, Any]:
    """What the scripts of documents hand over, by name."""
    files = document_outputs(documents, config or Config())
    return dict(received(f.data) for f in files if f.path.startswith("search/"))


def test_the_scripts_hand_over_what_their_paths_say():
    documents = search_documents(sample_archive())
    files = search_outputs(sample_archive())
    assert len({f.path.lower() for f in files}) == len(files)
    for file in files:
        if file.path.startswith("search/"):
            assert file.path == f"search/{received(file.data)[0]}.js"
    found = written(documents)
    assert found["index"]["documents"] == len(documents)
    assert sum(map(len, rows(found).values())) == len(documents)
    assert len(found["index"]["firsts"].split("|")) == len([name for name in found if name.startswith("terms/")])


def test_an_empty_archive_has_an_index_too():
    found = dict(received(f.data) for f in search_outputs(empty_archive()) if f.path.startswith("search/"))
    assert (found["index"]["firsts"], found["index"]["spans"], found["numbers"]) == ("", [], {})


def test_two_builds_agree():
    assert search_outputs(sample_archive()) == search_outputs(sample_archive())


def test_nothing_in_a_text_ends_the_script():
    hostile = "</script><script>alert(1)</script><!-- \u2028\u2029 \\ \" ' \udc80"
    documents = (SearchDocument("article", "articles/a.html", hostile, title=hostile),)
    for config in (Config(), Config(shards=False)):
        for file in document_outputs(documents, config):
            if file.path.startswith("search/"):
                assert b"<" not in file.data
                assert "\u2028".encode() not in file.data and "\u2029".encode() not in file.data
        assert rows(written(documents, config))["texts/article-0"][0][0][1] == hostile


def test_kinds_have_numbers_of_their_own_with_room_to_grow():
    documents = [SearchDocument(kind, f"{kind}/x{n}.html", str(n)) for kind in reversed(KINDS) for n in range(300)]
    spans = numbered(Listed(documents).handles()).spans
    assert [span.kind for span in spans] == list(KINDS)
    for one, other in itertools.pairwise(spans):
        assert one.start + one.count < other.start
    more = [SearchDocument("article", "article/x.html", "one more"), *documents]
    assert [span.start for span in numbered(Listed(more).handles()).spans] == [span.start for span in spans]


def numbers(documents: Iterable[SearchDocument]) -> dict[str, int]:
    return {d.path: number for number, _, d in in_numbers(tuple(documents))}


def test_one_more_or_less_moves_hardly_any_other():
    documents = [SearchDocument("article", f"articles/a{n}.html", str(n)) for n in range(2000)]
    before = numbers(documents[:-40])
    moved = 0
    for n in range(1960, 2000):
        after = numbers([*documents[:1960], documents[n]])
        moved += sum(before[path] != after[path] for path in before)
    assert moved < 40 * 4


def test_the_order_of_documents_changes_no_number_but_of_those_with_one_key():
    documents = [SearchDocument("article", f"articles/a{n}.html", str(n)) for n in range(300)]
    assert numbers(documents) == numbers(documents[::-1])


@given(st.lists(st.integers(0, (1 << 64) - 1), unique=True, max_size=40), st.booleans())
def test_each_document_has_a_place_of_its_own(drawn, crowded):
    drawn = sorted(one >> 40 << 40 | n if crowded else one for n, one in enumerate(drawn))
    places = slots(drawn)
    assert places == sorted(set(places))
    assert all(place >= one * room(len(drawn)) >> 64 for place, one in zip(places, drawn, strict=True))


@given(st.text(), st.text())
def test_a_lot_is_told_by_kind_and_key(one, other):
    assert (lot("note", one) == lot("note", other)) == (one == other)
    assert len({lot("note", one), lot("article", one), lot("note", one, 1)}) == 3


def test_each_kind_of_document_lies_in_files_of_about_the_same_size():
    short = [SearchDocument("person", f"people/p{n}.html", f"P{n}") for n in range(500)]
    long = Paragraph("p-000001", " ".join(invented(10)))
    articles = [SearchDocument("article", f"articles/a{n}.html", "A", paragraphs=(long,)) for n in range(40)]
    files = [f for f in document_outputs((*short, *articles), Config()) if f.path.startswith("search/texts/")]
    sizes = sorted(len(f.data) for f in files)
    assert 600 < sizes[len(sizes) // 2] < 3600 and sizes[-1] < 6000
    assert len([f for f in files if "article" in f.path]) == 40


# ---- Texts ----

ODD = st.text(st.sampled_from('the of bridge \x00\x01\x02\t\n\r\x1a"\\\\<>|_ é京𐐀\u2028\ud800'), max_size=40)


@given(st.lists(st.lists(ODD, min_size=1, max_size=4), min_size=1, max_size=8))
def test_texts_are_read_as_they_were_written(many):
    pieces = learnt(["the bridge of the ferry and the ferry of the bridge", *many[0]])
    packer = Packer(pieces)
    for texts in many:
        script = f'"{packer.packed(texts)}"'
        assert not set(script) & set("\n\r\x1a<\u2028")
        assert unpacked(json.loads(script, strict=False), pieces) == texts
    assert Pieces(*map(unfolded, pieces.written())) == pieces


def test_text_takes_three_fifths_of_its_bytes():
    text = " ".join(invented(60))
    packed = Packer(learnt([text])).packed([text])
    assert len(packed.encode()) < 0.6 * len(text)


def test_results_show_what_the_documents_say():
    documents = search_documents(sample_archive())
    found = rows(written(documents))
    of_kind = itertools.groupby(in_numbers(documents), key=lambda found: found[1])
    for span, members in ((span, [d for _, _, d in some]) for span, some in of_kind):
        these = [row for name, some in sorted(found.items(), key=lambda f: int(f[0].rpartition("-")[2])) for row in some
                 if name.startswith(f"texts/{span.kind}-")]  # fmt: skip
        assert len(these) == len(members)
        for d, ((place, shown, outlet, date, lang, *texts), ids) in zip(members, these, strict=True):
            assert (shown, outlet, date, lang) == (d.shown, d.outlet, d.date, d.lang)
            assert texts == [p.text for p in d.paragraphs]
            page, _, anchor = place.partition("#")
            assert d.path == f"{span.folder}/{page}.html" + (f"#{anchor}" if anchor else "")
            assert ids == ([] if "#" in place or not any(p.id for p in d.paragraphs) else [p.id for p in d.paragraphs])


def learnt_of(documents: list[SearchDocument]) -> Pieces:
    supply = Listed(documents)
    return pieces_of(numbered(supply.handles()).by_lot(), len(documents), supply)[0]


def test_an_edit_leaves_the_pieces_as_they_are_if_its_article_was_not_learnt_from():
    articles = [
        SearchDocument("article", f"articles/a{n}.html", "A", paragraphs=(Paragraph("", text),))
        for n, text in enumerate(invented(400))
    ]
    before = learnt_of(articles)
    changed = 0
    for n in range(0, 400, 8):
        edited = replace(articles[n], paragraphs=(Paragraph("", "Quite another text."),))
        changed += learnt_of([*articles[:n], edited, *articles[n + 1 :]]) != before
    assert changed < 10


# ---- Facets ----


def test_an_article_can_be_narrowed_by_what_is_known_of_it():
    ledger = next(d for d in found("article") if "ledger" in d.path)
    assert {("outlet", "Harbor Ledger"), ("person", "Ana Sol"), ("organization", "Northfield Council")} <= set(
        ledger.facets
    )
    assert ledger.day == "2031-03-04"
    assert [name for name, _ in ledger.facets].count("status") == 1
    quotation = next(d for d in found("quotation") if d.facets)
    assert {name for name, _ in quotation.facets} <= {"outlet", "status", "person", "organization", "place"}


def test_what_may_not_be_shown_narrows_nothing():
    closed = sample_archive(Config(rights_show="metadata"))
    for document in found("article", search_documents(closed)):
        if "ledger" not in document.path:
            assert {name for name, _ in document.facets} <= {"outlet", "status"}


def test_facets_that_nothing_has_are_not_written():
    bare = (SearchDocument("article", "articles/a.html", "A", title="A"),)
    assert written(bare)["index"]["facets"] == []
    dated = (replace(bare[0], facets=(("outlet", "Post"),), day="2031-03-04"),)
    assert list(written(dated)["index"]["facets"]) == ["outlet", "day"]
    assert written(dated)["facets/outlet"] == [
        ["Post"],
        {"article": DIGITS[1] + 4 * DIGITS[0]},
    ]  # free places have none


# ---- Counting ----


@given(st.lists(st.sampled_from([*"aAbBsSU. ,'’-&$%_()“”!\u00ad½京 éß\t\n", "U.S.", "May", "the ", "2%"]), max_size=30))
def test_words_are_counted_as_the_whole_text_gives_them(parts):
    text = "".join(parts)
    field = TermCounter().counts(Entry((text,))).fields[0]
    expected = Counter(terms(text))
    assert dict(zip(field.terms, field.times, strict=True)) == expected
    assert list(field.terms) == list(expected)
    assert field.length == expected.total()


# ---- Shards ----


def counted(texts: list[str]) -> list[tuple[int, Counts]]:
    counter = TermCounter()
    return [(n, counter.counts(Entry((text, "", "", text[::-1], "")))) for n, text in enumerate(texts)]


def invented(count: int) -> list[str]:
    chance = random.Random(4)
    words = ["".join(chance.choices("abcdeilnorst", k=chance.randint(3, 8))) for _ in range(1500)]
    return [" ".join(words[int(chance.paretovariate(0.6)) % 1500] for _ in range(60)) for _ in range(count)]


@given(st.integers(0, 10**9))
def test_a_number_is_read_as_it_was_written(number):
    written, value, scale = Numbers()[number], 0, 1
    for digit in map(DIGITS.index, written):
        value += digit * scale
        scale *= len(DIGITS) - ONE
    assert value == number
    assert DIGITS.index(written[-1]) < ONE


def by_first(made: Cut) -> dict[str, str]:
    return {shard.first: shard.packed for shard in made.shards}


def test_an_insertion_moves_no_boundary_but_its_own():
    texts = invented(150)
    before = by_first(cut(counted(texts), 512))
    assert len(before) > 20
    for word in ("zzz", "mmm", "aaa", "lentil", "serenata"):
        after = by_first(cut(counted([*texts[:-1], f"{texts[-1]} {word}"]), 512))
        assert len(set(before) ^ set(after)) <= 3


def test_an_edit_changes_only_the_shards_of_its_own_words():
    texts = invented(300)
    before = by_first(cut(counted(texts), 512))
    edited = " ".join(sorted(texts[7].split()[:12]))
    after = by_first(cut(counted([*texts[:7], edited, *texts[8:]]), 512))
    firsts = sorted(set(before) & set(after))
    own = {w for text in (texts[7], edited) for t in (text, text[::-1]) for w in terms(t)}
    touched = {
        first for first, end in zip(firsts, [*firsts[1:], "\uffff"], strict=True) if any(first <= w < end for w in own)
    }
    changed = {first for first in firsts if before[first] != after[first]}
    assert changed and changed <= touched
    assert len(touched) < len(firsts)


def test_shards_are_of_about_one_size():
    sizes = sorted(len(shard.packed) for shard in cut(counted(invented(400))).shards)
    assert NEAR / 2 < sizes[len(sizes) // 2] < 4 * NEAR
    assert sizes[-1] < 12 * NEAR


def test_a_shard_is_named_by_its_first_term_so_that_any_disk_takes_it():
    assert [shard_name(t) for t in ("", "con", "us_", "3.5", "Š", "𐐀")] == [
        "t-", "t-con", "t-us_005f", "t-3_002e5", "t-_0160", "t-_d801_dc00",
    ]  # fmt: skip


# ---- The index in one piece ----


def whole(texts: Iterable[str], boosts: tuple[tuple[str, int], ...] = ()) -> dict[str, Any]:
    counter = TermCounter()
    entries = ((n, counter.counts(Entry((text, "", "", "", ""))), 1.0) for n, text in enumerate(texts))
    index: dict[str, Any] = json.loads(whole_index(entries, boosts, ["stemmer"]))
    return index


def test_boosts_weigh_the_fields():
    texts = ("bridge", "")
    boosted, plain = (whole(texts, b)["fieldVectors"][0][1][1] for b in ((("title", 8),), ()))
    assert boosted == pytest.approx(8 * plain, abs=0.005)


def test_weights_have_three_decimals_as_javascript_rounds():
    vectors = whole(f"bridge {'vote ' * n}" for n in range(5))["fieldVectors"]
    numbers = [n for _, vector in vectors for n in vector[1::2]]
    assert numbers and all(n == round(n, 3) for n in numbers)
    assert not any(isinstance(n, float) and n.is_integer() for n in numbers)


def test_another_language_has_no_stemmer():
    archive = sample_archive()
    german = replace(archive, config=replace(archive.config, language="de"))
    found = dict(received(f.data) for f in search_outputs(german) if f.path == "search/index.js")
    assert found["index"]["pipeline"] == []


def test_lunr_py_reads_the_index_in_one_piece_and_answers_from_it():
    index = Index.load(whole(("The bridge is open", "Money for the bridge", "A ferry sails today")))
    assert {hit["ref"] for hit in index.search("bridge")} == {"0", "1"}
    assert [hit["ref"] for hit in index.search("ferry")] == ["2"]


def test_the_archive_may_have_its_index_in_one_piece():
    found = written(search_documents(sample_archive()), Config(shards=False))
    assert not [name for name in found if name.startswith("terms/") or name == "dictionary"]
    assert found["lunr"]["fields"] == list(FIELDS)
    assert found["lunr"]["fieldVectors"][0][0] == "title/0"


def test_an_entity_is_found_by_a_form_that_only_articles_use():
    archive = sample_archive()
    record = next(r for r in archive.records if r.mentions and r.article.rights is None)
    mention = record.mentions[0]
    text = record.article.text
    other = replace(record.article, text=text[: mention.start] + "Quux Body" + text[mention.end :])
    named = replace(mention, end=mention.start + 9, how="name")
    changed = replace(record, article=other, mentions=(named,), quotations=(), notes=(), passages=())
    found = search_documents(replace(archive, records=(changed,)))
    path = f"/{mention.entity}.html"
    assert ["Quux Body" in d.names for d in found if d.path.endswith(path)] == [True]


def test_entities_say_what_tells_them_apart():
    archive = sample_archive()
    ana = archive.entity_of["ana-sol"]
    double = replace(ana, id="a-sol", name="A. Sol", aliases=(), distinct_from=(), roles=())
    apart = replace(double, id="ivo-sol", name="Ivo Sol")
    both = replace(
        archive,
        entities=tuple(sorted((*archive.entities, double, apart), key=lambda e: e.id)),
        entity_of={**archive.entity_of, "a-sol": double, "ivo-sol": apart},
    )
    found = {d.path.split("/")[1]: d for d in search_documents(both) if d.kind == "person"}
    many = len(archive.mentioning["ana-sol"])
    assert found["ana-sol.html"].date.endswith(f"{many} articles")
    said = "May be the same person as Ana Sol."
    assert [p.text for p in found["a-sol.html"].paragraphs][-1] == said
    assert "may be" not in " ".join(p.text for p in found["ivo-sol.html"].paragraphs).lower()


# ---- Scripts ----


def test_a_script_is_sent_without_remarks_and_does_the_same():
    script = b'// Why\n(function () {\n  "use strict";\n\n  // a remark\n  const a = "// no remark"; // stays\n})();\n'
    assert without_remarks(script) == b'(function () {\n"use strict";\nconst a = "// no remark"; // stays\n})();\n'
    for kept in (b"// Copyright 2031 Ana Sol\n", b"const a = `one\n  // two\n`;\n", b'const a = "one\\\n  // two";\n'):
        assert without_remarks(kept) == kept


def test_our_own_scripts_lose_their_remarks():
    for path in sorted((Path(__file__).parent.parent / "assets/js").glob("*.js")):
        assert len(without_remarks(path.read_bytes())) < 0.97 * len(path.read_bytes())
