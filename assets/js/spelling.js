// Words that are nowhere in the archive, and those nearest to them that are: loaded when a query has such a word.
(function () {
  "use strict";
  const pressmark = (window.pressmark = window.pressmark || {});
  const TRIED = 12; // of the nearest terms, the commonest first
  const SHORT = 4; // letters of a word in which one is wrong at most

  // How many letters to put in, leave out, change or swap to make one word of the other; more than `most` is `most` + 1.
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = [];
    let last = Array.from({ length: other.length + 1 }, (_, n) => n);
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1] ? 0 : 1;
        row[j] = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + same);
        const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > most) return most + 1;
      [before, last] = [last, row];
    }
    return last[other.length];
  }

  // The terms of the dictionary nearest to a term, best first: few changes, then common ones, then the same beginning.
  function nearest(dictionary, term) {
    const most = term.length > SHORT ? 2 : 1;
    return dictionary
      .filter(([other]) => Math.abs(other.length - term.length) <= most && other !== term)
      .map(([other, many]) => ({ other, many, far: distance(term, other, most) }))
      .filter(({ other, far }) => far <= most && far < other.length - 1 && !/\d/.test(other))
      .sort((a, b) => a.far - b.far || b.many - a.many || (b.other[0] === term[0]) - (a.other[0] === term[0])
        || (a.other < b.other ? -1 : 1))
      .slice(0, TRIED)
      .map(({ other }) => other);
  }

  // A word as somebody wrote it for each of the terms, which are stems; null where none is found.
  async function written(reader, terms, stemsOf) {
    const index = await reader.index(terms);
    return Promise.all(terms.map(async (term) => {
      const posting = index.invertedIndex[term];
      const field = posting && ["body", "title", ...reader.fields].find((name) => Object.keys(posting[name]).length);
      if (!field) return null;
      const [document] = await reader.documents([Number(Object.keys(posting[field])[0])]);
      for (const text of [...document.paragraphs.map((p) => p.text), document.title]) {
        const word = stemsOf(text).find(({ stems }) => stems.includes(term));
        if (word) return word.raw.toLowerCase();
      }
      return null;
    }));
  }

  // Up to `many` words of the archive that look most like a word that is not in it.
  async function instead(reader, term, stemsOf, many) {
    const terms = nearest(await reader.dictionary(), term).slice(0, many + 2);
    const words = await written(reader, terms, stemsOf);
    return [...new Set(words.filter(Boolean))].slice(0, many);
  }

  pressmark.spelling = instead;
})();
