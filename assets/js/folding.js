// Words as the index knows them: the rules of pressmark/folding.py, held to the same cases (tests/cases/folding.json).
(function () {
  "use strict";
  const pressmark = (window.pressmark = window.pressmark || {});

  const ACCENTS = /[\u0300-\u036f]+/g;
  const W = "\\p{L}\\p{N}\\p{M}";
  const TAIL = 3; // letters that make a word of what follows an apostrophe

  // The folding by a table (pressmark/folding.json): `words` gives the words of a text with their places, `spelled` one
  // word's plain form.
  function folder(table) {
    const quoted = (text) => text.replace(/[\\\]^-]/g, "\\$&");
    const keys = (map) => quoted(Object.keys(map).join(""));
    const w = `[${W}_${table.ignored}]`;
    const decimal = `[0-9]+(?:\\.[0-9]+)+[${W}_]*`;
    const grouped = `[0-9]{1,3}(?:,[0-9]{3})+(?:\\.[0-9]+)?[${W}_]*`;
    const initials = `[\\p{L}\\p{Nl}\\p{No}](?:\\.[\\p{L}\\p{Nl}\\p{No}])+\\.?(?!${w})`;
    const unit = `(?:${initials}|${grouped}(?![0-9])|${decimal}|${w}+)`;
    const apostrophes = quoted(table.apostrophes);
    const joints = quoted(table.hyphens + table.joiners);
    const before = keys(table.before);
    const signs = before + keys(table.after);
    const compound = `${unit}(?:[${apostrophes}${joints}]${unit})*`;
    const WORD = new RegExp(`[${before}]?${compound}(?:[${signs}](?!${w}))?`, "gu");
    const NOT_WORD = new RegExp(`[^${W}_.]+`, "gu");
    const APOSTROPHE = new RegExp(`[${apostrophes}]`, "u");
    const JOINT = new RegExp(`[${joints}]`, "u");
    const IGNORED = new RegExp(`[${table.ignored}]`, "gu");
    const SIGNS = new RegExp(`^[${signs}]+|[${signs}]+$`, "gu");
    const UNSPACED = new RegExp(`([${table.unspaced}]+)`, "u");
    const DECIMAL = new RegExp(`^(?:${decimal})$`, "u");
    const SCALED = new RegExp(`^([0-9]+(?:\\.[0-9]+)?)(${Object.keys(table.scales).join("|")})$`, "u");
    const own = (map, key) => (Object.hasOwn(map, key) ? map[key] : undefined);
    const lengths = [...new Set(Object.keys(table.beginnings).map((k) => k.length))].sort((a, b) => b - a);
    const known = new Map();

    function plain(raw) {
      return raw.replace(IGNORED, "").normalize("NFKD").replace(ACCENTS, "").normalize("NFC");
    }

    function spelled(piece) {
      piece = piece.replaceAll(",", "").replace(NOT_WORD, "").replaceAll("_", "");
      if (!DECIMAL.test(piece)) piece = piece.replaceAll(".", "");
      const acronym = own(table.acronyms, piece);
      if (acronym) return acronym;
      piece = [...piece.toLowerCase()].map((c) => own(table.letters, c) || c).join("");
      const word = own(table.spellings, piece) || own(table.irregular, piece);
      if (word) return word;
      for (const length of lengths) {
        const start = own(table.beginnings, piece.slice(0, length));
        if (start) return start + piece.slice(length);
      }
      return piece;
    }

    // One word: `pieces` written together are the word, `tokens` what the index knows it by, `either` the sets of
    // tokens of which one is enough to find it.
    function folded(raw) {
      let word = known.get(raw);
      if (!word) known.set(raw, (word = UNSPACED.test(plain(raw)) ? unspaced(raw) : spaced(raw)));
      return word;
    }

    function spaced(raw) {
      const pieces = [];
      const tails = [];
      const core = raw.replace(SIGNS, "");
      for (const joint of plain(core).split(JOINT)) {
        const parts = joint.split(APOSTROPHE);
        if (parts.length > 1 && /^[sS]$/.test(parts[parts.length - 1])) parts.pop();
        pieces.push(spelled(parts.join("")));
        for (const part of parts.slice(1)) if ([...part].length >= TAIL) tails.push(spelled(part));
      }
      const first = [...raw][0];
      const last = [...raw].pop();
      const digit = /^\p{Nd}/u;
      const endsInDigit = digit.test([...core].pop() || "");
      if (own(table.before, first) && digit.test(core)) {
        const scaled = SCALED.exec(pieces[pieces.length - 1]);
        if (scaled) {
          tails.push(pieces.pop());
          pieces.push(scaled[1], table.scales[scaled[2]]);
        }
        pieces.unshift(spelled(table.before[first]));
      }
      else if (own(table.before, last) && endsInDigit) pieces.unshift(spelled(table.before[last]));
      if (own(table.after, last) && endsInDigit) pieces.push(spelled(table.after[last]));
      const whole = pieces.join("");
      const inner = pieces.length > 1 ? pieces.filter((p) => [...p].length > 1 || /^\p{Nd}$/u.test(p)) : [];
      const tokens = [...new Set([whole, ...inner, ...tails])].filter(Boolean);
      const either = whole ? [[whole]] : [];
      if (inner.length > 1 && inner.length === pieces.length) either.push(inner);
      // Two words that are written as one too: "3.5%" is "3.5 per cent".
      if (whole && pieces.some((p) => own(table.apart, p))) either.push(pieces.flatMap((p) => own(table.apart, p) || [p]));
      return { pieces, tokens, either };
    }

    function unspaced(raw) {
      const pieces = [];
      const tokens = [];
      plain(raw).split(UNSPACED).forEach((run, n) => {
        const letters = [...run];
        if (n % 2 === 0) {
          for (const word of words(run)) {
            pieces.push(...word.pieces);
            tokens.push(...word.tokens);
          }
          return;
        }
        pieces.push(...letters);
        if (letters.length === 1) tokens.push(run);
        for (let i = 0; i + 1 < letters.length; i++) tokens.push(letters[i] + letters[i + 1]);
      });
      return { pieces, tokens, either: tokens.length ? [tokens] : [] };
    }

    function words(text) {
      const found = [];
      for (const match of text.replaceAll("_", " ").matchAll(WORD)) {
        const { pieces, tokens, either } = folded(match[0]);
        found.push({ raw: match[0], start: match.index, end: match.index + match[0].length, pieces, tokens, either });
      }
      return found;
    }

    return { words, spelled: (text) => spelled(plain(text)) };
  }

  pressmark.folding = folder;
})();
