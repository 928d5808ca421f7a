// Queries and their answers: text to words and operators, asked of lunr, phrases checked on what the documents say.
// No page here: search.js shows what this finds.
(function () {
  "use strict";
  const pressmark = (window.pressmark = window.pressmark || {});

  // ---- Queries: text to clauses; what is no operator is a word, so no input is an error ----

  const LONGEST = 400; // characters of a query that are read
  const FUZZY_LONGEST = 30; // letters of a word that may be misspelt: lunr's automaton grows with both
  const CHUNK = /([+-]?)(?:(\p{L}+):)?(?:"([^"]*)"?|(\S+))/gu;
  const TURNED = /^(.+?)(?:~([0-9]))?(?:\^([0-9]{1,2}))?$/u;

  // Clauses: {sign: "", "+" or "-", fields, boost, fuzzy, pattern, phrase, words}.
  function parsed(text, fold, fields, typed) {
    const clauses = [];
    const clean = text.slice(0, LONGEST).replace(/[“”„‟«»＂]/g, '"');
    for (const [chunk, sign, field, phrase, rest] of clean.matchAll(CHUNK)) {
      const named = field && fields.includes(field.toLowerCase());
      const clause = { sign, fields: named ? [field.toLowerCase()] : fields, boost: 1, fuzzy: 0, pattern: "" };
      if (phrase !== undefined && (named || !field)) {
        const words = fold.words(phrase);
        if (words.length) clauses.push({ ...clause, phrase: true, words });
        continue;
      }
      const turned = TURNED.exec(named || !field ? rest : chunk.slice(sign.length));
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
    return clauses;
  }

  // ---- The index ----

  // What lunr.js would have written of the index that was packed by pressmark/search/index.py.
  function unpacked({ version, fields, pipeline, terms, vectors }) {
    const names = terms ? terms.split(" ") : [];
    const postings = names.map((_, n) => {
      const posting = { _index: n };
      for (const field of fields) posting[field] = {};
      return posting;
    });
    const fieldVectors = vectors.map((vector, n) => {
      const field = fields[n % fields.length];
      const ref = String(Math.floor(n / fields.length));
      for (let i = 0; i < vector.length; i += 2) postings[vector[i]][field][ref] = {};
      return [field + "/" + ref, vector];
    });
    const invertedIndex = names.map((term, n) => [term, postings[n]]).sort((a, b) => (a[0] < b[0] ? -1 : 1));
    return { version, fields, fieldVectors, invertedIndex, pipeline };
  }

  // ---- Answers ----

  // The engine over what search/index.js and search/documents.js hold.
  function engine(data, rows) {
    const lunr = window.lunr;
    const index = lunr.Index.load(unpacked(data.index));
    const fold = pressmark.folding(data.folding);
    const stemmed = data.index.pipeline.length > 0;
    const stems = new Map();
    const documents = rows.map(([kind, path, title, outlet, date, flat, lang]) => {
      const paragraphs = [];
      for (let i = 0; i < flat.length; i += 2) paragraphs.push({ id: flat[i], text: flat[i + 1] });
      return { kind, path, title, outlet, date, paragraphs, lang };
    });

    // Stop words are English, as the stemmer is; an index without stemmer has none (pressmark/search/index.py).
    function common(token) {
      return stemmed && lunr.stopWordFilter(new lunr.Token(token)) === undefined;
    }

    function stem(token) {
      if (!stems.has(token)) stems.set(token, index.pipeline.runString(token)[0] || "");
      return stems.get(token);
    }

    function expanded(clause) {
      return index.tokenSet.intersect(lunr.TokenSet.fromClause(clause)).toArray();
    }

    // What answers a clause: for each of its words the sets of terms of which one, whole, is enough. None at all when
    // its words are too common to be indexed.
    function groups(clause) {
      if (clause.pattern) return [expanded({ term: clause.pattern }).map((term) => [term])];
      const found = [];
      for (const { either } of clause.words) {
        const sets = either.map((set) => set.filter((t) => !common(t)).map(stem)).filter((set) => set.length);
        if (!sets.length) continue;
        const term = sets[0][0];
        const misspelt = clause.fuzzy && term.length <= FUZZY_LONGEST;
        const fuzzy = misspelt ? expanded({ term, editDistance: clause.fuzzy }) : [];
        found.push([...sets, ...fuzzy.map((term) => [term])]);
      }
      return found;
    }

    // "trans atlantic" is "transatlantic" too, "2 percent" is "2%".
    function joinNeighbours(clauses) {
      for (let i = 1; i < clauses.length; i++) {
        const pair = [clauses[i - 1], clauses[i]];
        if (pair.some((c) => c.phrase || c.pattern || c.sign || !c.groups.length)) continue;
        const whole = stem(pair.flatMap((c) => c.words[0].pieces).join(""));
        if (index.invertedIndex[whole]) for (const clause of pair) clause.groups[0].push([whole]);
      }
    }

    function understood(text) {
      const clauses = parsed(text, fold, index.fields, data.folding.typed);
      for (const clause of clauses) clause.groups = groups(clause);
      if (!clauses.some((c) => c.groups.length || c.phrase)) {
        // Nothing but common words: perhaps a name or acronym that is written like one (May, WHO).
        for (const c of clauses) {
          const names = c.words.map(({ pieces }) => pieces.join("") + "_").filter((term) => index.invertedIndex[term]);
          c.groups = names.map((term) => [[term]]);
        }
      }
      joinNeighbours(clauses);
      return clauses;
    }

    // All documents with any of the clauses' terms, as lunr ranks them: Map from number to the fields of each term.
    function ranked(clauses) {
      const asked = clauses.flatMap(({ groups, fields, boost }) =>
        [...new Set(groups.flat(2))].map((term) => ({ term, fields, boost, usePipeline: false })));
      const found = asked.length ? index.query((query) => asked.forEach((clause) => query.clause(clause))) : [];
      return new Map(found.map(({ ref, matchData }) => [Number(ref), matchData.metadata]));
    }

    function answers(clause, number, met) {
      const hit = (term) => term in met && clause.fields.some((field) => field in met[term]);
      if (!clause.groups.every((sets) => sets.some((set) => set.every(hit)))) return false;
      return !clause.phrase || texts(clause, documents[number]).some((text) => places(clause, text).length > 0);
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
    // missing: words that no document has; common: nothing but common words; clauses}.
    function ask(text) {
      const clauses = understood(text);
      const wanted = clauses.filter((c) => c.sign !== "-" && (c.groups.length || c.phrase));
      const unwanted = clauses.filter((c) => c.sign === "-" && (c.groups.length || c.phrase));
      const plus = wanted.filter((c) => c.sign === "+");
      const required = plus.length ? [...plus, ...wanted.filter((c) => c.phrase)] : wanted;
      const everything = wanted.length ? wanted.every((c) => !c.groups.length) : unwanted.length > 0;
      const met = everything ? new Map(documents.map((_, n) => [n, {}])) : ranked(wanted);
      const no = unwanted.map((c) => [c, ranked([c])]);
      const kept = [...met.keys()].filter((n) => !no.some(([c, theirs]) => answers(c, n, theirs.get(n) || {})));
      const all = (these) => kept.filter((n) => these.every((c) => answers(c, n, met.get(n))));
      const nowhere = required.filter((c) => !c.phrase && !c.groups.flat(2).some((term) => index.invertedIndex[term]));
      const full = all(required);
      const partial = !full.length && !everything && kept.length > 0;
      const common = clauses.length > 0 && !wanted.length && !unwanted.length;
      const rest = partial && nowhere.length ? all(required.filter((c) => !nowhere.includes(c))) : [];
      const missing = nowhere.map((c) => c.pattern || c.words[0].raw);
      return { hits: partial ? (rest.length ? rest : kept) : full, partial, missing, common, clauses: wanted };
    }

    // The paragraph of a document that answers best, with its words to be marked: {id, text, marks: [[start, end]]}.
    function passage(number, clauses) {
      const sought = new Set(clauses.flatMap((c) => c.groups.flat(2)));
      const phrases = clauses.filter((c) => c.phrase);
      let best = null;
      for (const { id, text } of documents[number].paragraphs) {
        const words = fold.words(text);
        const met = words.map((word) => word.tokens.map(stem).filter((term) => sought.has(term)));
        const runs = phrases.flatMap((clause) => places(clause, text, words));
        const score = runs.length * 1000 + new Set(met.flat()).size * 10 + Math.min(met.flat().length, 9);
        if (best && score <= best.score) continue;
        const marks = words.filter((_, n) => met[n].length || runs.some(([a, b]) => a <= n && n <= b));
        best = { id: score ? id : "", text, score, marks: marks.map(({ start, end }) => [start, end]) };
      }
      return best;
    }

    return { ask, passage, documents, index };
  }

  pressmark.answers = engine;
})();
