// What results can be narrowed and ordered by, as pressmark/search/facets.py wrote it: values of documents, and days.
// No page here: narrow.js shows what this counts.
(function () {
  "use strict";
  const pressmark = (window.pressmark = window.pressmark || {});
  const MANY = ["person", "organization", "place", "topic"]; // facets of which a document can have several values
  const FIRST_DAY = -62135596800000; // 1 January of the year 1, where Python counts days from
  const A_DAY = 86400000;

  function reader(about, load) {
    const { spans, facets: names } = about;
    const loaded = new Map();

    // For each number of a kind, in order, what `next` reads.
    function each(packed, read) {
      const found = new Map();
      for (const [kind, start, count] of spans) {
        if (packed[kind] === undefined) continue;
        const { next } = pressmark.shards.numbers(packed[kind]);
        for (let n = start; n < start + count; n++) found.set(n, read(next));
      }
      return found;
    }

    async function loading(name) {
      const written = await load("facets/" + name);
      if (name !== "day") {
        const [values, packed] = written;
        return each(packed, (next) => Array.from({ length: next() }, () => values[next()]));
      }
      const last = {};
      const found = new Map();
      for (const [kind, packed] of Object.entries(written)) {
        last[kind] = 0;
        each({ [kind]: packed }, (next) => {
          const step = next();
          if (!step) return "";
          last[kind] += step % 2 ? (step - 1) / 2 : -step / 2;
          return new Date(FIRST_DAY + (last[kind] - 1) * A_DAY).toISOString().slice(0, 10);
        }).forEach((day, number) => found.set(number, day));
      }
      return found;
    }

    // Map from the number of a document to its values (of "day": the day as 2031-03-04, or ""; of "year": one or none).
    function facet(name) {
      if (!loaded.has(name)) {
        const years = (days) => new Map([...days].map(([n, day]) => [n, day ? [day.slice(0, 4)] : []]));
        const found = name === "year" ? facet("day").then(years) : loading(name);
        found.catch(() => loaded.delete(name));
        loaded.set(name, found);
      }
      return loaded.get(name);
    }

    // What there is to choose from: the facets, a year for days.
    const offered = names.map((name) => (name === "day" ? "year" : name));

    // Whether a document has what was chosen of one facet: any of the values, or all where it can have several.
    function has(values, chosen, name) {
      const those = values || [];
      return MANY.includes(name) ? chosen.every((v) => those.includes(v)) : chosen.some((v) => those.includes(v));
    }

    // The hits that have all that was chosen ({facet: [values]}, from, to), but for one facet.
    async function narrowed(hits, { facets = {}, from = "", to = "" }, but = "") {
      let kept = hits;
      for (const [name, chosen] of Object.entries(facets)) {
        if (name === but || !chosen.length || !offered.includes(name)) continue;
        const values = await facet(name);
        kept = kept.filter((n) => has(values.get(n), chosen, name));
      }
      if ((from || to) && names.includes("day")) {
        const days = await facet("day");
        const inside = (day) => day && day >= from && (!to || day.slice(0, to.length) <= to);
        kept = kept.filter((n) => inside(days.get(n)));
      }
      return kept;
    }

    // For each facet its values among the hits with how many have each, the commonest first.
    async function counts(hits, chosen) {
      return Promise.all(offered.map(async (name) => {
        const values = await facet(name);
        const count = new Map();
        const among = await narrowed(hits, chosen, MANY.includes(name) ? "" : name);
        for (const n of among) for (const value of values.get(n) || []) count.set(value, (count.get(value) || 0) + 1);
        const order = name === "year" ? ([a], [b]) => (a < b ? 1 : -1) : ([a, x], [b, y]) => y - x || (a < b ? -1 : 1);
        return { name, values: [...count].sort(order) };
      }));
    }

    // The hits by day, the newest (or, turned, the oldest) first and those without one last; else in the order given.
    async function byDay(hits, oldestFirst) {
      if (!names.includes("day")) return hits;
      const days = await facet("day");
      const key = (n) => days.get(n) || "";
      const turned = oldestFirst ? -1 : 1;
      return [...hits].sort((a, b) => !key(a) - !key(b) || turned * (key(a) < key(b) ? 1 : key(a) > key(b) ? -1 : 0));
    }

    return { narrowed, counts, byDay, offered };
  }

  pressmark.facets = reader;
})();
