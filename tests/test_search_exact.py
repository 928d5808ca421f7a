"""What the shards answer is what lunr.js answers out of one index over all documents: documents, order, scores, bits.

The other side is lunr.js itself, as the installed package carries it, building its own index in the browser.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from sample_archive import sample_archive
from test_search_browser import POLICY, odd_words

from pressmark.config import Config
from pressmark.folding import table
from pressmark.search import Paragraph, SearchDocument, document_outputs, search_documents
from pressmark.search.counts import FIELDS
from pressmark.search.outputs import entry, in_numbers

pytestmark = pytest.mark.browser

ASSETS = Path(__file__).parent.parent / "assets" / "js"
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Exact</title>
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<script defer src="assets/js/search.js"></script></head><body></body></html>"""

# One form a line of what can be asked; WORD and OTHER stand for words of the archive at hand, RARE for a rare one.
FORMS = """
WORD · OTHER · RARE · zzzzqq · the · us_ · WORD OTHER · OTHER WORD · WORD OTHER RARE · WORD WORD · WORD zzzzqq
title:WORD · names:WORD · summary:WORD · body:WORD · outlet:WORD · title:WORD body:OTHER · title:OTHER title:WORD
WORD^10 · WORD^10 OTHER · OTHER^0 WORD · title:WORD^5 OTHER · WORD^2 WORD^3 · names:OTHER^3 body:WORD^2 RARE
+WORD · +WORD +OTHER · +WORD OTHER · +WORD -OTHER · +title:WORD OTHER · +zzzzqq WORD · +WORD +RARE -OTHER
-WORD · -WORD -OTHER · -zzzzqq · -title:WORD · WORD -body:OTHER · -WORD OTHER · -OTH* WORD
WOR* · OTH* · W* · +WOR* · -WOR* RARE · title:WOR* · WOR*^4 OTHER · WOR* OTH* · WORD* · zzq*
*ORD · *D · *ORD OTHER · W*D · W*R*D · *OR* · *a* · title:*ORD · *THER^3 WORD · *q*z* · w*
WORD~1 · OTHER~2 · WORD~1 OTHER · WROD~1 · WRD~1 · WORDX~1 · XWORD~2 · title:WORD~1 · +WORD~1 · -WORD~1 OTHER
WORD~1^3 · RARE~2 · WO~1 · WORD~0 · W*D~1 · a~1 · OTHER~1 RARE~2 WOR*
+WORD -title:OTHER^2 RARE~1 · +body:WORD title:OTH* -RARE · WORD OTHER^5 +R* *e*
""".replace("\n", " · ").split(" · ")
FORMS = [form for form in FORMS if form.strip()]


def forms(words: tuple[str, str, str]) -> list[str]:
    """The forms with the words put in, whole, cut short, or with letters lost."""
    word, other, rare = words
    made = []
    for form in FORMS:
        for mark, text in (
            ("XWORD", f"x{word}"), ("WORDX", f"{word}x"), ("WROD", word[0] + word[2] + word[1] + word[3:]),
            ("WRD", word[0] + word[2:]), ("W*R*D", f"{word[0]}*{word[2]}*{word[-1]}"), ("W*D", f"{word[0]}*{word[-1]}"),
            ("WORD", word), ("OTHER", other), ("RARE", rare), ("WOR*", f"{word[:-1]}*"), ("OTH*", f"{other[:2]}*"),
            ("*ORD", f"*{word[1:]}"), ("*OR*", f"*{word[1:-1]}*"), ("*THER", f"*{other[1:]}"), ("*D", f"*{word[-1]}"),
            ("W*", f"{word[0]}*"), ("WO~", f"{word[:2]}~"), ("R*", f"{rare[0]}*"),
        ):  # fmt: skip
            form = form.replace(mark, text)
        made.append(form)
    return made


BUILD = """([table, fields, boosts, english, documents]) => {
    const fold = pressmark.folding(table), builder = new lunr.Builder();
    if (english) builder.pipeline.add(lunr.stopWordFilter, lunr.stemmer);
    if (english) builder.searchPipeline.add(lunr.stemmer);
    fields.forEach((name) => builder.field(name, { boost: boosts[name] }));
    documents.forEach(([id, texts, boost]) => {
        const document = { id: String(id) };
        fields.forEach((name, n) => { document[name] = fold.words(texts[n]).flatMap((word) => word.tokens); });
        builder.add(document, { boost });
    });
    window.whole = builder.build();
    const lengths = {};
    for (const term in whole.invertedIndex) lengths[term] = fields.reduce(
        (sum, field) => sum + Object.keys(whole.invertedIndex[term][field]).length, 0);
    return lengths;
}"""
COMPARE = """async (queries) => {
    const bits = (results) => JSON.stringify(results.map(({ ref, score, matchData }) => {
        const view = new DataView(new ArrayBuffer(8));
        view.setFloat64(0, score === 0 ? 0 : score);
        return [ref, view.getUint32(0), view.getUint32(4), JSON.stringify(matchData.metadata)];
    }));
    const answer = async (ask) => {
        try {
            return bits(await ask());
        } catch (failure) {
            if (failure.name !== "QueryParseError" && !(failure instanceof lunr.QueryParseError)) throw failure;
            return "refused: " + failure.message;
        }
    };
    const different = [];
    let hits = 0;
    for (const query of queries) {
        const theirs = await answer(async () => whole.search(query));
        const ours = await answer(() => engine.reader.search(query));
        hits += theirs.length;
        if (ours !== theirs) different.push([query, ours.slice(0, 300), theirs.slice(0, 300)]);
    }
    return { different, hits };
}"""


class Side:
    """A page with `engine` over the scripts that we write and `whole`, what lunr.js builds of the same documents."""

    def __init__(self, chromium: Any, folder: Path, documents: tuple[SearchDocument, ...], config: Config) -> None:
        files = {f.path: f.data for f in document_outputs(documents, config)}
        files |= {f"assets/js/{p.name}": p.read_bytes() for p in sorted(ASSETS.iterdir())}
        for path, data in (files | {"index.html": PAGE.encode()}).items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        self.files = files
        self.page = chromium.new_page()
        self.page.set_default_timeout(120_000)
        self.page.goto((folder / "index.html").as_uri())
        self.page.evaluate("async () => { window.engine = await pressmark.search.ready(''); }")
        given = [[n, entry(d).texts, span.weight] for n, span, d in in_numbers(documents)]
        english = config.language == "en"
        args = [table(), list(FIELDS), dict(config.boosts), english, given]
        self.spread: dict[str, int] = self.page.evaluate(BUILD, args)

    def words(self, seed: int) -> tuple[str, str, str]:
        """A common word, another, and a rare one, of plain letters."""
        plain = sorted(t for t in self.spread if t.isascii() and t.isalpha() and len(t) > 3)
        ranked = sorted(plain, key=lambda t: (-self.spread[t], t))
        chance = random.Random(seed)
        return chance.choice(ranked[:5]), chance.choice(ranked[5:40]), chance.choice(ranked[len(ranked) // 2 :])

    def compare(self, queries: list[str]) -> None:
        found = self.page.evaluate(COMPARE, queries)
        assert found["different"] == []
        assert found["hits"] > 0


def invented(count: int, seed: int) -> tuple[SearchDocument, ...]:
    """Documents of odd and plain words, of several kinds, some fields empty."""
    chance = random.Random(seed)
    vocabulary = odd_words()[:1200]
    chance.shuffle(vocabulary)
    vocabulary[5:5] = ["trans-Atlantic", "U.S.", "Ana", "2%", "ab½", "𐐀𐐁", "𠀀字", "北京市", "3.5", "don't", "Москва"]

    def text(longest: int) -> str:
        many = chance.choice([0, 1, 3, longest])
        return " ".join(vocabulary[int(chance.paretovariate(0.5)) % len(vocabulary)] for _ in range(many))

    kinds = ["article"] * 6 + ["quotation", "note", "person", "place"]
    made = []
    for n in range(count):
        kind = chance.choice(kinds)
        body = text(90)
        made.append(
            SearchDocument(
                kind, f"{kind}s/d{n}.html", f"Document {n}", text(6), text(9), text(12), body, text(2),
                paragraphs=(Paragraph(f"p-{n:06}", body),),
            )
        )  # fmt: skip
    return tuple(made)


def newswire(count: int) -> tuple[SearchDocument, ...]:
    """Reports as the bench invents them: 142 words with the lopsided frequencies of news."""
    from newswire import reports

    return tuple(
        SearchDocument(
            "article", f"articles/r{n}.html", r.title, r.title, "\n".join(r.names), "", "\n".join(r.paragraphs),
            r.outlet, paragraphs=tuple(Paragraph(f"p-{i:06}", text) for i, text in enumerate(r.paragraphs)),
        )
        for n, r in enumerate(reports(count, 142))
    )  # fmt: skip


@pytest.fixture(scope="module")
def sides(chromium, tmp_path_factory):
    """The sample archive and invented texts of three sizes."""
    made = {"sample": Side(chromium, tmp_path_factory.mktemp("sample"), search_documents(sample_archive()), Config())}
    for count in (8, 60, 600):
        folder = tmp_path_factory.mktemp("invented")
        made[str(count)] = Side(chromium, folder, invented(count, count), Config())
    yield made
    for side in made.values():
        side.page.close()


@pytest.mark.parametrize("name", ["sample", "8", "60", "600"])
def test_the_shards_answer_as_one_index_of_lunr_js_does(sides, name):
    for seed in range(3):
        queries = forms(sides[name].words(seed))
        assert len(queries) >= 60
        sides[name].compare(queries)


@pytest.mark.slow
def test_at_the_sizes_of_large_archives_too(chromium, tmp_path, monkeypatch, request):
    """1,000 articles as the bench invents news; with --hypothesis-profile=long, as make test-long has it, 20,000."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent.parent / "bench"))
    long = request.config.getoption("--hypothesis-profile") == "long"
    for count in (1_000, 5_000, 20_000) if long else (1_000,):
        side = Side(chromium, tmp_path / str(count), newswire(count), Config())
        for seed in range(3):
            side.compare(forms(side.words(seed)))
        side.page.close()


def test_whatever_is_asked_is_answered_or_refused_alike(sides):
    chance = random.Random(5)
    words = sorted(sides["600"].spread)
    for _ in range(3):
        made = []
        for _ in range(60):
            parts = []
            for _ in range(chance.randint(1, 4)):
                word = chance.choice(words)
                sign = chance.choice(["", "", "", "+", "-", "title:", "+body:", "-names:", "nofield:"])
                turn = chance.choice(["", "", "", "*", "~1", "^3", "~1^2", "~", "^", "*~1", ":"])
                parts.append(sign + chance.choice([word, word, word[:2], word[: len(word) // 2] + "*"]) + turn)
            made.append(" ".join(parts))
        sides["600"].compare(made)


def test_without_stemmer_and_with_other_boosts_too(chromium, tmp_path):
    boosts = (("title", 3), ("names", 1), ("summary", 7), ("outlet", 2), ("body", 5))
    side = Side(chromium, tmp_path, invented(80, 9), Config(language="de", boosts=boosts))
    side.compare(forms(side.words(1)))
    side.page.close()


def test_in_one_piece_it_is_byte_for_byte_what_lunr_js_writes(chromium, tmp_path):
    for name, documents in (("a", search_documents(sample_archive())), ("b", invented(200, 4)), ("c", ())):
        side = Side(chromium, tmp_path / name, documents, Config(shards=False))
        script = side.files["search/lunr.js"]
        ours = script.removeprefix(b'pressmark.search.receive("lunr",').removesuffix(b");\n")
        assert ours == side.page.evaluate("JSON.stringify(whole)").encode()
        if documents:
            side.compare(forms(side.words(2)))
        side.page.close()


def test_only_the_shards_of_the_words_asked_for_are_loaded(chromium, tmp_path):
    side = Side(chromium, tmp_path, invented(600, 600), Config())
    shards = len([path for path in side.files if path.startswith("search/terms/")])
    word, other, rare = side.words(1)
    side.page.evaluate("query => engine.reader.search(query)", f"{word} {other} {rare}")
    loaded = side.page.evaluate("[...document.scripts].map((s) => s.src).filter((src) => src.includes('/search/'))")
    terms = [src for src in loaded if "/terms/" in src]
    assert 1 <= len(terms) <= 3 < shards
    assert not [src for src in loaded if "/texts/" in src or "dictionary" in src]
    side.page.close()


def test_the_odd_words_are_in_the_text(sides):
    """Otherwise the tests above would compare nothing but plain words."""
    assert {"us_", "3.5", "北京", "dont"} <= set(sides["600"].spread)


def test_results_show_the_very_texts_of_documents(chromium, tmp_path):
    chance = random.Random(2)
    odd = [*'abe .,“”’é京𐐀\x01\x02\t\n\r\x1a\x7f"\\<>|_#&', "the ", "bridge ", "\u2028", "\ud83c", "</script>", "<!--"]

    def text(longest: int) -> str:
        return "".join(chance.choices(odd, k=chance.randint(0, longest)))

    documents = tuple(
        SearchDocument(
            "article", f"articles/d{n}.html", text(30), *(text(30) for _ in FIELDS),
            paragraphs=tuple(Paragraph(f"p-{n:06x}" + "-2" * (n % 9 == 0), text(300)) for _ in range(n % 4)),
        )
        for n in range(60)
    )  # fmt: skip
    side = Side(chromium, tmp_path, documents, Config())
    shown = side.page.evaluate("engine.reader.everything().then(engine.reader.documents)")
    assert [(d["path"], d["title"], [tuple(p.values()) for p in d["paragraphs"]]) for d in shown] == [
        (d.path, d.shown, [(p.id, p.text) for p in d.paragraphs]) for _, _, d in in_numbers(documents)
    ]
    side.page.close()
