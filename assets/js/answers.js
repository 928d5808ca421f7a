// Queries and their answers: text to words and operators, asked of lunr, phrases checked on what the documents say.
// No page here: search.js shows what this finds.
(function () {
  "use strict";
  const pressmark = (window.pressmark = window.pressmark || {});

  // ---- Queries: text to clauses; what is no operator is a word, so no input is an error ----

  const LONGEST = 400; // characters of a query that are read
  const INITIAL = 0.05; // what a single letter weighs beside words
  const FUZZY_LONGEST = 30; // letters of a word that may be misspelt: lunr's automaton grows with both
  const CHUNK = /([+-]?)(?:(\p{L}+):)?(?:"([^"]*)"?|(\S+))/gu;
  const TURNED = /^(.+?)(?:~([0-9]))?(?:\^([0-9]{1,2}))?$/u;

  // Clauses: {sign: "", "+" or "-", fields, boost, fuzzy, pattern, phrase, words}.
  function parsed(text, fold, fields, typed) {
    const clauses = [];
    const clean = text.slice(0, LONGEST).replace(/[“”„‟«»＂]/g, '"');
    for (const [chunk, operator, field, phrase, rest] of clean.matchAll(CHUNK)) {
      // A query cannot begin with what it does without: "-3 °C" is a temperature.
      const sign = !clauses.length && /^-\p{Nd}/u.test(chunk) ? "" : operator;
      const named = field && fields.includes(field.toLowerCase());
      const clause = { sign, fields: named ? [field.toLowerCase()] : fields, boost: 1, fuzzy: 0, pattern: "" };
      if (phrase !== undefined && (named || !field)) {
        const words = fold.words(phrase);
        if (words.length) clauses.push({ ...clause, phrase: true, words });
        continue;
      }
      const turned = TURNED.exec(named || !field ? rest : chunk.slice(operator.length));
      if (!turned) continue;
      const [, core, fuzzy, boost] = turned;
      clause.boost = Number(boost) || 1;
      const pattern = core.split("*").map(fold.spelled).join("*").replace(/\*+/g, "*");
      if (pattern.includes("*") && pattern.length > 2) {
        clauses.push({ ...clause, pattern, words: [] });
        continue;
      }
      for (const word of fold.words(core)) {
        const either = Object.hasOwn(typed, core) ? [[typed[core]]] : word.either;
        clauses.push({ ...clause, fuzzy: Math.min(Number(fuzzy) || 0, 2), words: [{ ...word, either }] });
      }
    }
    // "M. Dunn": the initial ranks those who are found by the name, and hardly anybody else.
    const initial = (c) => !c.phrase && !c.sign && /^\p{L}$/u.test(c.words.map(({ pieces }) => pieces.join("")).join(""));
    if (!clauses.every(initial)) for (const c of clauses) if (initial(c) && c.boost === 1) c.boost = INITIAL;
    return clauses;
  }

  // ---- Answers ----

  const CHECKED = 200; // documents whose paragraphs are looked through for a phrase, the best first
  const AT_ONCE = 20;
  const FILLING = "aba";
  const MARKED = 12; // different words that the page a result leads to is told to mark

  // The engine over a reader of shards.js and the table of foldings.
  function engine(reader, table) {
    const lunr = window.lunr;
    const fold = pressmark.folding(table);
    const stemmed = reader.pipeline.toJSON().length > 0;
    const stems = new Map();

    // Stop words are English, as the stemmer is; an index without stemmer has none (pressmark/search/counts.py).
    function common(token) {
      return stemmed && lunr.stopWordFilter(new lunr.Token(token)) === undefined;
    }

    function stem(token) {
      if (!stems.has(token)) stems.set(token, reader.pipeline.runString(token)[0] || "");
      return stems.get(token);
    }

    // The index knows stems: *bridge is *bridg there, and the word before the star in voting* is vote. What may stand
    // for a star is put there as a stem, so that the end is stemmed as that of a longer word is.
    function patterns(pattern) {
      const at = pattern.lastIndexOf("*");
      const last = pattern.slice(at + 1);
      const start = pattern.slice(0, at).replaceAll("*", "");
      if (!last) return [pattern, pattern.indexOf("*") === at && stem(start)].filter(Boolean);
      const stemmed = stem(start + FILLING + last);
      const end = stemmed.startsWith(start + FILLING) ? stemmed.slice((start + FILLING).length) : "";
      return [...new Set([pattern, end && pattern.slice(0, at + 1) + end])].filter(Boolean);
    }

    // What answers a clause: for each of its words the sets of terms of which one, whole, is enough. None at all when
    // its words are too common to be indexed, or stand for too many (then `broad` is true).
    async function groups(clause) {
      if (clause.pattern) {
        const found = await Promise.all(patterns(clause.pattern).map((term) => reader.expanded({ term })));
        clause.broad = found.includes(null);
        return clause.broad ? [] : [[...new Set(found.flat())].map((term) => [term])];
      }
      const found = [];
      for (const { either } of clause.words) {
        const sets = either.map((set) => set.filter((t) => !common(t)).map(stem)).filter((set) => set.length);
        if (!sets.length) continue;
        const term = sets[0][0];
        const misspelt = clause.fuzzy && term.length <= FUZZY_LONGEST;
        const fuzzy = misspelt ? (await reader.expanded({ term, editDistance: clause.fuzzy })) || [] : [];
        found.push([...sets, ...fuzzy.map((term) => [term])]);
      }
      return found;
    }

    // "trans atlantic" is "transatlantic" too, "2 percent" is "2%": pairs of clauses with what they are together.
    function neighbours(clauses) {
      const found = [];
      for (let i = 1; i < clauses.length; i++) {
        const pair = [clauses[i - 1], clauses[i]];
        if (pair.some((c) => c.phrase || c.pattern || c.sign || !c.groups.length)) continue;
        found.push({ pair, whole: stem(pair.flatMap((c) => c.words[0].pieces).join("")) });
      }
      return found;
    }

    // The clauses of a query and a lunr.Index that knows all their terms.
    async function understood(text) {
      const clauses = parsed(text, fold, reader.fields, table.typed);
      await Promise.all(clauses.map(async (clause) => {
        clause.groups = await groups(clause);
      }));
      const lost = !clauses.some((c) => c.groups.length || c.phrase);
      if (lost) {
        // Nothing but common words: perhaps a name or acronym that is written like one (May, WHO).
        for (const c of clauses) c.groups = c.words.map(({ pieces }) => [[pieces.join("") + "_"]]);
      }
      const pairs = neighbours(clauses);
      const terms = [...clauses.flatMap((c) => c.groups.flat(2)), ...pairs.map(({ whole }) => whole)];
      const index = await reader.index(terms);
      const known = (term) => index.invertedIndex[term] !== undefined;
      if (lost) for (const c of clauses) c.groups = c.groups.filter(([[term]]) => known(term));
      for (const { pair, whole } of pairs) if (known(whole) && !lost) for (const c of pair) c.groups[0].push([whole]);
      return { clauses, index, known };
    }

    // All documents with any of the clauses' terms, as lunr ranks them: Map from number to the fields of each term.
    function ranked(index, clauses) {
      const asked = clauses.flatMap(({ groups, fields, boost }) =>
        [...new Set(groups.flat(2))].map((term) => ({ term, fields, boost, usePipeline: false })));
      const found = asked.length ? index.query((query) => asked.forEach((clause) => query.clause(clause))) : [];
      return new Map(found.map(({ ref, matchData }) => [Number(ref), matchData.metadata]));
    }

    // Whether a document has a clause's words somewhere, be they next to one another or not.
    function answers(clause, met) {
      const hit = (term) => term in met && clause.fields.some((field) => field in met[term]);
      return clause.groups.every((sets) => sets.some((set) => set.every(hit)));
    }

    // Of these documents, those whose texts have every one of the phrases, in their order; the best are looked through.
    async function saying(phrases, numbers) {
      const found = [];
      for (let at = 0; at < Math.min(numbers.length, CHECKED); at += AT_ONCE) {
        const some = numbers.slice(at, Math.min(at + AT_ONCE, CHECKED));
        const documents = await reader.documents(some);
        const has = (document) => (c) => texts(c, document).some((text) => places(c, text).length > 0);
        found.push(...some.filter((_, n) => phrases.every(has(documents[n]))));
      }
      return found;
    }

    function texts(clause, { title, paragraphs }) {
      return clause.fields.includes("body") ? [title, ...paragraphs.map((p) => p.text)] : [title];
    }

    // Where a text holds the words of a phrase one after the other, as [first, last] numbers of its words. Pieces are
    // compared written together, so hyphens and spaces do not matter.
    function places(clause, text, words = fold.words(text)) {
      const written = (pieces) => pieces.join("").replaceAll("_", "");
      const sought = written(clause.words.flatMap((word) => word.pieces));
      const starts = new Map();
      const ends = new Map();
      let run = "";
      words.forEach((word, n) => {
        for (const piece of word.pieces) {
          starts.set(run.length, n);
          run += written([piece]);
          ends.set(run.length, n);
        }
      });
      const found = [];
      for (let at = run.indexOf(sought); sought && at >= 0; at = run.indexOf(sought, at + 1)) {
        const end = at + sought.length;
        if (starts.has(at) && ends.has(end)) found.push([starts.get(at), ends.get(end)]);
      }
      return found;
    }

    // {hits: numbers of documents, best first; partial: no document has all that was asked, these have the most of it;
    // missing: words that no document has, unknown: the same with their terms, but for patterns; common: nothing but
    // common words; broad: patterns that too many words have; alone: words that something answers, if asked for alone;
    // empty: there is nothing to look for;
    // unchecked: documents not looked through for a phrase; clauses}.
    async function ask(text) {
      const { clauses, index, known } = await understood(text);
      const wanted = clauses.filter((c) => c.sign !== "-" && (c.groups.length || c.phrase));
      const unwanted = clauses.filter((c) => c.sign === "-" && (c.groups.length || c.phrase));
      const plus = wanted.filter((c) => c.sign === "+");
      const required = plus.length ? [...plus, ...wanted.filter((c) => c.phrase)] : wanted;
      const everything = wanted.length ? wanted.every((c) => !c.groups.length) : unwanted.length > 0;
      const met = everything ? new Map((await reader.everything()).map((n) => [n, {}])) : ranked(index, wanted);
      const kept = await without(index, unwanted, [...met.keys()]);
      let unchecked = 0;
      const all = async (these) => {
        const having = kept.filter((n) => these.every((c) => answers(c, met.get(n))));
        const phrases = these.filter((c) => c.phrase);
        if (!phrases.length) return having;
        unchecked = Math.max(0, having.length - CHECKED);
        return saying(phrases, having);
      };
      const nowhere = required.filter((c) => !c.phrase && !c.groups.flat(2).some(known));
      const full = nowhere.length ? [] : await all(required);
      const partial = !full.length && !everything && kept.length > 0;
      const common = clauses.length > 0 && !wanted.length && !unwanted.length;
      const rest = partial && nowhere.length ? await all(required.filter((c) => !nowhere.includes(c))) : [];
      const missing = nowhere.map((c) => c.pattern || c.words[0].raw);
      const unknown = nowhere.filter((c) => !c.pattern && c.groups.length).map((c) => ({ raw: c.words[0].raw, term: c.groups[0][0][0] }));
      const broad = clauses.filter((c) => c.broad).map((c) => c.pattern);
      const found = wanted.filter((c) => !c.phrase && !c.pattern && c.groups.flat(2).some(known));
      const alone = [...new Set(found.map((c) => c.words[0].raw))];
      const hits = partial ? (rest.length ? rest : kept) : full;
      return { hits, partial, missing, unknown, common, broad, unchecked, alone, empty: !clauses.length, clauses: wanted };
    }

    // The documents that none of the clauses answers.
    async function without(index, clauses, numbers) {
      let kept = numbers;
      for (const clause of clauses) {
        const theirs = clause.groups.length ? ranked(index, [clause]) : new Map(kept.map((n) => [n, {}]));
        let having = kept.filter((n) => theirs.has(n) && answers(clause, theirs.get(n)));
        if (clause.phrase) having = await saying([clause], having);
        const out = new Set(having);
        kept = kept.filter((n) => !out.has(n));
      }
      return kept;
    }

    // {best: the paragraph that answers best, null if there is none: {id, text, marks: [[start, end]]}; found: the words
    // and phrases of title and paragraphs that answer, as they are written but for capitals}.
    function passage({ title, paragraphs }, clauses) {
      const alone = new Set(clauses.filter((c) => !c.phrase).flatMap((c) => c.groups.flat(2)));
      const found = new Set();
      const sought = new Set(clauses.flatMap((c) => c.groups.flat(2)));
      const phrases = clauses.filter((c) => c.phrase);
      let best = null;
      for (const { id, text } of [{ text: title }, ...paragraphs]) {
        const words = fold.words(text);
        const met = words.map((word) => word.tokens.map(stem).filter((term) => sought.has(term)));
        const runs = phrases.flatMap((clause) => places(clause, text, words));
        words.forEach(({ raw }, n) => met[n].some((term) => alone.has(term)) && found.add(raw.toLowerCase()));
        for (const [a, b] of runs) found.add(text.slice(words[a].start, words[b].end).toLowerCase());
        if (id === undefined) continue;
        const score = runs.length * 1000 + new Set(met.flat()).size * 10 + Math.min(met.flat().length, 9);
        if (best && score <= best.score) continue;
        const marks = words.filter((_, n) => met[n].length || runs.some(([a, b]) => a <= n && n <= b));
        best = { id: score ? id : "", text, score, marks: marks.map(({ start, end }) => [start, end]) };
      }
      return { best, found: [...found].slice(0, MARKED) };
    }

    // The words of a text as they are written, each with its terms.
    function stemsOf(text) {
      return fold.words(text).map(({ raw, tokens }) => ({ raw, stems: tokens.map(stem) }));
    }

    return { ask, passage, stemsOf, reader };
  }

  pressmark.answers = engine;
})();
