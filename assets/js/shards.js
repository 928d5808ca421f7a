// The index that pressmark/search wrote: cut into shards by ranges of terms, of which only those with a query's terms
// are loaded, or in one piece. Either answers as one lunr.Index over all documents does, to the last bit: of the terms
// at hand a small lunr.Index is made, with the scores that lunr.Builder gives, and asked.
(function () {
  "use strict";
  const pressmark = (window.pressmark = window.pressmark || {});
  const MOST_SHARDS = 40; // that one pattern may load
  const MOST_TERMS = 250; // that one pattern or misspelt word may stand for

  // ---- Numbers and words as pressmark/search/packing.py writes them ----

  const CHARACTERS = Array.from({ length: 125 }, (_, n) => String.fromCharCode(n + 3)).filter((c) => !'\n\r\x1a"\\<'.includes(c));
  const DIGITS = CHARACTERS.filter((c) => !" |!".includes(c));
  const ONE = 102; // digits that end a number
  const MORE = DIGITS.length - ONE;
  const VALUES = new Int8Array(128);
  DIGITS.forEach((digit, value) => {
    VALUES[digit.charCodeAt(0)] = value;
  });

  // Entries after one another, each beginning with how much of its word the one before has: [[word, the rest]].
  function words(packed, skipped = 0) {
    let word = "";
    return (packed ? packed.split("|") : []).map((entry) => {
      const space = entry.indexOf(" ");
      const end = space < 0 ? entry.length : space;
      word = word.slice(0, VALUES[entry.charCodeAt(skipped)]) + entry.slice(skipped + 1, end);
      return [word, skipped ? entry.slice(0, skipped) : entry.slice(end + 1)];
    });
  }

  // Reads packed numbers one after the other while there are more; `passed` says whether a mark comes next, and goes past it.
  function numbers(packed) {
    let at = 0;
    function next() {
      let value = 0;
      let scale = 1;
      for (;;) {
        const digit = VALUES[packed.charCodeAt(at++)];
        value += digit * scale;
        if (digit < ONE) return value;
        scale *= MORE;
      }
    }
    function passed(mark) {
      if (packed[at] !== mark) return false;
      at++;
      return true;
    }
    return { next, passed, more: () => at < packed.length };
  }

  // Where a term is: `place`, `first` and `field` say when it first comes; for each field null or the documents that
  // have it there, how often, and how long the field is in each.
  function posting(packed, fieldCount) {
    const { next, passed } = numbers(packed);
    const place = next();
    const mask = next();
    const found = { place, first: Infinity, field: 0, fields: [] };
    for (let field = 0; field < fieldCount; field++) {
      if (!(mask & (1 << field))) {
        found.fields.push(null);
        continue;
      }
      const count = next() + 1;
      const documents = new Array(count);
      const times = new Array(count).fill(1);
      const lengths = new Array(count);
      for (let n = 0, document = -1; n < count; n++) {
        document += next() + 1;
        documents[n] = document;
        lengths[n] = next();
      }
      if (passed("!")) {
        for (let left = next() + 1, at = -1; left > 0; left--) {
          at += next() + 1;
          times[at] = next() + 2;
        }
      }
      if (documents[0] < found.first) Object.assign(found, { first: documents[0], field });
      found.fields.push({ documents, times, lengths });
    }
    return found;
  }

  // ---- Lunr's index of some terms ----

  const K1 = 1.2;
  const B = 0.75;

  // The weight of a term in a field of a document (createFieldVectors in lunr.js), step by step.
  function score(idf, times, length, average, boost, weight) {
    let value = idf * ((K1 + 1) * times) / (K1 * (1 - B + B * (length / average)) + times);
    value *= boost;
    value *= weight;
    return Math.round(value * 1000) / 1000;
  }

  // lunr numbers terms as they first come; sums depend on that order.
  function inOrderOfComing([, a], [, b]) {
    return a.first - b.first || a.field - b.field || a.place - b.place;
  }

  const NOTHING = Object.freeze({});

  // The lunr.Index of postings (Map from term), with the documents of these numbers and those that have a term.
  function indexOf(about, pipeline, postings, complete) {
    const { fields, totals, boosts, spans, documents } = about;
    const invertedIndex = Object.create(null);
    const elements = Object.create(null);
    for (const n of complete) for (const field of fields) elements[field + "/" + n] = [];
    [...postings].sort(inOrderOfComing).forEach(([term, { fields: places }], number) => {
      const entry = (invertedIndex[term] = { _index: number });
      fields.forEach((name, f) => {
        const refs = (entry[name] = Object.create(null));
        if (places[f]) for (const document of places[f].documents) refs[document] = NOTHING;
      });
      const idf = lunr.idf(entry, documents);
      fields.forEach((name, f) => {
        if (!places[f]) return;
        const average = totals[f] / documents;
        const { documents: refs, times, lengths } = places[f];
        for (let n = 0, span = 0; n < refs.length; n++) {
          while (span + 1 < spans.length && spans[span + 1][1] <= refs[n]) span++;
          const vector = (elements[name + "/" + refs[n]] ||= []);
          vector.push(number, score(idf, times[n], lengths[n], average, boosts[f], spans[span][4]));
        }
      });
    });
    const fieldVectors = Object.create(null);
    for (const ref in elements) fieldVectors[ref] = new lunr.Vector(elements[ref]);
    const tokenSet = lunr.TokenSet.fromArray(Object.keys(invertedIndex).sort());
    return new lunr.Index({ invertedIndex, fieldVectors, tokenSet, fields, pipeline });
  }

  // ---- Which terms a clause stands for ----

  // Whether so many changes can make one word of the other: not all for which this holds are as near, but no others.
  function near(word, other, changes) {
    if (Math.abs(word.length - other.length) > changes) return false;
    const letters = new Map();
    for (const letter of word) letters.set(letter, (letters.get(letter) || 0) + 1);
    let left = word.length;
    for (const letter of other) {
      const count = letters.get(letter) || 0;
      if (count) left--;
      letters.set(letter, count - 1);
    }
    return left <= changes;
  }

  // Whether a word fits a pattern, as a function; by UTF-16 units, as lunr reads it.
  function like(pattern) {
    const quoted = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\/]/g, "\\$&"));
    const all = new RegExp("^" + quoted.join(".*") + "$", "s");
    return (word) => all.test(word);
  }

  function intersection(terms, clause) {
    return lunr.TokenSet.fromArray(terms).intersect(lunr.TokenSet.fromClause(clause)).toArray();
  }

  // The readers of the two forms. Each has `index(terms, numbers)`, a lunr.Index that knows these terms and documents at
  // least, and `expanded(clause)`, the terms that a clause of lunr.Query stands for; null if they are more than may be loaded.
  function parts(about, load, pipeline) {
    const { fields } = about;
    const firsts = words(about.firsts).map(([first]) => first);
    const shards = new Map(); // number to Map from term to what is packed of it
    let all = null;

    function at(term) {
      let low = 0;
      let high = firsts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (firsts[middle] <= term) low = middle;
        else high = middle - 1;
      }
      return low;
    }

    function name(first) {
      const part = (c) => (/[a-z0-9]/.test(c) ? c : "_" + c.charCodeAt(0).toString(16).padStart(4, "0"));
      return "terms/t-" + first.split("").map(part).join("");
    }

    function shard(number) {
      if (!shards.has(number)) {
        const loaded = load(name(firsts[number])).then((packed) => new Map(words(packed)));
        loaded.catch(() => shards.delete(number));
        shards.set(number, loaded);
      }
      return shards.get(number);
    }

    async function index(terms, complete = []) {
      const wanted = [...new Set(terms)].filter((term) => term && firsts.length);
      const found = await Promise.all(wanted.map((term) => shard(at(term))));
      const present = wanted.map((term, n) => [term, found[n].get(term)]).filter(([, packed]) => packed !== undefined);
      const postings = new Map(present.map(([term, packed]) => [term, posting(packed, fields.length)]));
      return indexOf(about, pipeline, postings, complete);
    }

    // All terms, each with the power of two that its fields of documents come to.
    function dictionary() {
      all = all || load("dictionary").then((packed) => words(packed, 1).map(([term, many]) => [term, VALUES[many.charCodeAt(0)]]));
      all.catch(() => {
        all = null;
      });
      return all;
    }

    async function beginning(prefix, limit) {
      const numbers = [];
      for (let n = at(prefix); n < firsts.length && (n === at(prefix) || firsts[n].startsWith(prefix)); n++) numbers.push(n);
      if (numbers.length > limit) return null;
      const loaded = firsts.length ? await Promise.all(numbers.map(shard)) : [];
      return loaded.flatMap((terms) => [...terms.keys()]).filter((term) => term.startsWith(prefix));
    }

    async function expanded(clause, { shards: mostShards = MOST_SHARDS, terms: mostTerms = MOST_TERMS } = {}) {
      const { term } = clause;
      const star = term.indexOf("*");
      const fuzzy = "editDistance" in clause;
      if (star < 0 && !fuzzy) return term ? [term] : [];
      let terms;
      if (!fuzzy && star > 0 && star === term.length - 1) {
        terms = await beginning(term.slice(0, -1), mostShards);
        if (!terms) return null;
      } else {
        terms = (await dictionary()).map(([word]) => word);
        if (star < 0) terms = terms.filter((word) => near(term, word, clause.editDistance));
        else if (!fuzzy) terms = terms.filter(like(term));
      }
      const found = intersection(terms, clause);
      return found.length > mostTerms ? null : found;
    }

    return { index, expanded, dictionary };
  }

  function whole(about, load) {
    let loading = null;

    function index() {
      loading = loading || load("lunr").then((written) => lunr.Index.load(written));
      loading.catch(() => {
        loading = null;
      });
      return loading;
    }

    async function expanded(clause) {
      return (await index()).tokenSet.intersect(lunr.TokenSet.fromClause(clause)).toArray();
    }

    async function dictionary() {
      const { invertedIndex } = await index();
      const many = (term) => about.fields.reduce((sum, field) => sum + Object.keys(invertedIndex[term][field]).length, 0);
      return Object.keys(invertedIndex).map((term) => [term, Math.floor(Math.log2(many(term) || 1))]);
    }

    return { index, expanded, dictionary };
  }

  // ---- Texts as pressmark/search/pieces.py writes them ----

  const END = "\x01";
  const AS_IT_IS = "\x02";

  // Reads packed texts: gives a function from what is packed to the texts.
  function unpacker([short, long]) {
    const pieces = (packed) => words(packed).map(([piece]) => piece.replaceAll("_", " "));
    const found = new Map();
    const one = pieces(short);
    const own = new Set(one.filter((piece) => CHARACTERS.includes(piece)));
    const free = CHARACTERS.filter((symbol) => !own.has(symbol));
    for (const piece of one) found.set(own.has(piece) ? piece : free.shift(), piece);
    pieces(long).forEach((piece, n) => {
      found.set(free[Math.floor(n / CHARACTERS.length)] + CHARACTERS[n % CHARACTERS.length], piece);
    });

    return function texts(packed) {
      const all = [];
      let text = "";
      for (let at = 0; at < packed.length; at++) {
        const symbol = packed[at];
        if (symbol === END) {
          all.push(text);
          text = "";
        } else if (symbol === AS_IT_IS) {
          const character = String.fromCodePoint(packed.codePointAt(at + 1));
          text += character;
          at += character.length;
        } else {
          text += found.get(symbol) ?? found.get(symbol + packed[++at]);
        }
      }
      return [...all, text].map((each) => each.slice(0, -1)); // a space ends each
    };
  }

  // The ids of paragraphs: a list, or their six digits as four characters each; "" of those without.
  function anchors(written) {
    if (typeof written !== "string") return written;
    const hex = Array.from(window.atob(written), (byte) => byte.charCodeAt(0).toString(16).padStart(2, "0")).join("");
    return (hex.match(/.{6}/g) || []).map((digits) => "p-" + digits);
  }

  // ---- Documents ----

  // What is known of documents by their numbers, and the rows of texts that results show of them.
  function shelf(about, load) {
    const unpacked = unpacker(about.pieces);
    const rows = new Map();
    let all = null;

    // The numbers of all documents: of each range how many are free, how many after these are taken, and so on.
    function everything() {
      all = all || load("numbers").then((written) => about.spans.flatMap(([kind, start]) => {
        const { next, more } = numbers(written[kind]);
        const found = [];
        for (let at = start; more(); ) {
          at += next();
          for (let left = next(); left > 0; left--) found.push(at++);
        }
        return found;
      }));
      all.catch(() => {
        all = null;
      });
      return all;
    }

    function spanOf(number) {
      return about.spans.find(([, start, count]) => number >= start && number < start + count);
    }

    async function document(number) {
      const [kind, start, , folder, , many] = spanOf(number);
      const first = Math.floor((number - start) / many) * many;
      const loaded = await load(`texts/${kind}-${first}`);
      const row = 2 * (number - start - first);
      const [place, title, outlet, date, lang, ...texts] = unpacked(loaded[row]);
      const ids = anchors(loaded[row + 1]);
      const [stem, anchor] = place.split("#");
      const path = (folder ? folder + "/" : "") + stem + ".html" + (anchor ? "#" + anchor : "");
      const paragraphs = texts.map((text, n) => ({ id: anchor || ids[n] || "", text }));
      return { kind, path, title, outlet, date, paragraphs, lang };
    }

    // The documents of these numbers, in their order.
    function documents(wanted) {
      return Promise.all(wanted.map((number) => {
        if (!rows.has(number)) rows.set(number, document(number).catch((failure) => {
          rows.delete(number);
          throw failure;
        }));
        return rows.get(number);
      }));
    }

    return { documents, everything, kind: (number) => spanOf(number)[0] };
  }

  // ---- Both together ----

  // The reader of an index: `about` is what search/index.js holds, `load(name)` gives what search/NAME.js holds.
  function reader(about, load) {
    const pipeline = lunr.Pipeline.load(about.pipeline);
    const form = about.firsts !== undefined ? parts(about, load, pipeline) : whole(about, load);
    const shelved = shelf(about, load);

    // What lunr.Index.search gives of a query in lunr's own notation; throws what it throws.
    async function search(text) {
      const query = new lunr.Query(about.fields);
      new lunr.QueryParser(text, query).parse();
      const limits = { shards: Infinity, terms: Infinity };
      const terms = await Promise.all(query.clauses.flatMap((clause) => {
        const given = clause.usePipeline ? pipeline.runString(clause.term, { fields: clause.fields }) : [clause.term];
        return given.map((term) => form.expanded({ ...clause, term }, limits));
      }));
      const index = await form.index(terms.flat(), query.isNegated() ? await shelved.everything() : []);
      return index.query((asked) => asked.clauses.push(...query.clauses));
    }

    return { ...form, ...shelved, search, pipeline, fields: about.fields };
  }

  pressmark.shards = Object.assign(reader, { numbers });
})();
