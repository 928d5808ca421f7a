"""Search on the building side: folding, the documents, and the scripts that carry them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lunr.index import Index
from sample_archive import empty_archive, sample_archive

from pressmark.config import Config
from pressmark.folding import tokens
from pressmark.search import SearchDocument, document_outputs, search_documents, search_outputs
from pressmark.search.index import Entry, packed_index, terms

CASES = json.loads((Path(__file__).parent / "cases" / "folding.json").read_text("utf-8"))


def received(data: bytes) -> tuple[str, object]:
    """What a script hands to pressmark.search.receive."""
    match = re.fullmatch(r'pressmark\.search\.receive\("(\w+)",(.*)\);\n', data.decode())
    assert match
    return match[1], json.loads(match[2])


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


def test_the_scripts_hand_over_documents_and_index():
    files = {f.path: f.data for f in search_outputs(sample_archive())}
    assert sorted(files) == ["assets/js/lunr.js", "search/documents.js", "search/index.js"]
    name, rows = received(files["search/documents.js"])
    assert name == "documents"
    assert len(rows) == len(search_documents(sample_archive()))
    name, value = received(files["search/index.js"])
    assert name == "index"
    assert len(value["index"]["vectors"]) == len(rows) * len(value["index"]["fields"])


def test_an_empty_archive_has_an_index_too():
    files = {f.path: f.data for f in search_outputs(empty_archive())}
    assert received(files["search/documents.js"]) == ("documents", [])


def test_two_builds_agree():
    assert search_outputs(sample_archive()) == search_outputs(sample_archive())


def test_nothing_in_a_text_ends_the_script():
    hostile = "</script><script>alert(1)</script><!-- \u2028\u2029 \\ \" ' \udc80"
    data = document_outputs((SearchDocument("article", "articles/a.html", hostile, title=hostile),), Config())[1].data
    assert b"<" not in data
    assert "\u2028".encode() not in data and "\u2029".encode() not in data
    assert received(data)[1][0][2] == hostile


def test_boosts_weigh_the_fields():
    def weight(*boosts: tuple[str, int]) -> float:
        entries = [Entry(("bridge", "", "", "", "")), Entry(("", "", "", "", ""))]
        return packed_index(entries, boosts)["vectors"][0][1]

    assert weight(("title", 8)) == pytest.approx(8 * weight(), abs=0.005)


def test_weights_have_three_decimals_as_javascript_rounds():
    index = packed_index([Entry((f"bridge {'vote ' * n}", "", "", "", "")) for n in range(5)])
    numbers = [n for vector in index["vectors"] for n in vector[1::2]]
    assert numbers and all(n == round(n, 3) for n in numbers)
    assert not any(isinstance(n, float) and n.is_integer() for n in numbers)


def test_documents_of_one_archive_differ_by_their_config():
    archive = sample_archive()
    german = replace(archive, config=replace(archive.config, language="de"))
    _, value = received(search_outputs(german)[2].data)
    assert value["index"]["pipeline"] == []


def test_lunr_py_reads_the_index_and_answers_from_it():
    texts = ("The bridge is open", "Money for the bridge", "A ferry sails today")
    packed = packed_index([Entry((text, "", "", "", "")) for text in texts])
    words = packed["terms"].split()
    inverted: dict[str, dict[str, Any]] = {
        word: {"_index": n, **{field: {} for field in packed["fields"]}} for n, word in enumerate(words)
    }
    vectors = []
    for n, vector in enumerate(packed["vectors"]):
        document, field = divmod(n, len(packed["fields"]))
        vectors.append([f"{packed['fields'][field]}/{document}", vector])
        for number in vector[::2]:
            inverted[words[number]][packed["fields"][field]][str(document)] = {}
    serialised = {
        "version": packed["version"], "fields": packed["fields"], "fieldVectors": vectors,
        "invertedIndex": sorted([word, posting] for word, posting in inverted.items()), "pipeline": packed["pipeline"],
    }  # fmt: skip
    index = Index.load(serialised)
    assert {hit["ref"] for hit in index.search("bridge")} == {"0", "1"}
    assert [hit["ref"] for hit in index.search("ferry")] == ["2"]


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
