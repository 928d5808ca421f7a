// The page search.html: loads the index when somebody begins to search, shows answers as the query is typed, and keeps
// the query in the address. The index comes as scripts that call pressmark.search.receive(name, value), so it loads
// from disk too.
(function () {
  "use strict";
  const pressmark = (window.pressmark = window.pressmark || {});
  const PAUSE = 150; // ms without a key before a query is asked
  const STEP = 20; // results shown at once
  const NEAREST = 3; // words offered for one that is nowhere
  const MISSPELT = 3; // words that are nowhere for which others are offered
  const FEW_WORDS = 6; // of a query that found nothing, that are offered one by one
  const FAILED = "The search index could not be loaded. The lists of articles, people and topics work without it.";
  const NONE_LEFT = "Nothing is left of the results with what you chose: take some of it away.";
  const FACETS = ["outlet", "year", "person", "organization", "place", "topic", "status"];
  const IN_GROUP = { article: 10 }; // results of a kind that are shown beside those of others
  const IN_OTHER_GROUP = 3;

  // ---- Loading ----

  const received = new Map();
  const files = new Map(); // address to its loading
  let loading = null;

  function receive(name, value) {
    received.set(name, value);
  }

  function script(src) {
    if (!files.has(src)) {
      files.set(src, new Promise((resolve, reject) => {
        const element = document.createElement("script");
        element.src = src;
        element.onload = resolve;
        element.onerror = () => {
          files.delete(src);
          reject(new Error(src + " did not load"));
        };
        document.head.append(element);
      }));
    }
    return files.get(src);
  }

  // The engine of answers.js, once all it needs at first is there; tried again after a failure.
  function ready(root) {
    const load = (name) => script(root + "search/" + name + ".js").then(() => received.get(name));
    if (!loading) {
      const code = ["folding", "shards", "answers", "results", ...(window.lunr ? [] : ["lunr"])];
      loading = Promise.all([load("index"), load("folding"), ...code.map((name) => script(`${root}assets/js/${name}.js`))])
        .then(([about, table]) => ({ ...pressmark.answers(pressmark.shards(about, load), table), about, load }));
      loading.catch(() => {
        loading = null;
      });
    }
    return loading;
  }

  pressmark.search = { receive, ready };

  // ---- The page ----

  function made(name, className) {
    return Object.assign(document.createElement(name), { className });
  }

  function counted(n, one, many) {
    return n === 1 ? `1 ${one}` : `${n} ${many}`;
  }

  // What the status line says of an answer.
  function said({ hits, partial, missing, common, broad, unchecked, empty, clauses }, query) {
    const named = /["“”]/.test(query) ? query : `“${query}”`;
    const count = counted(hits.length, "result", "results");
    if (empty) return `There is no word or number in ${query} to look for.`;
    if (broad.length && !hits.length) return `Too many words are like ${broad.join(", ")}: type more of it.`;
    if (common) return "These words are too common to search for alone; add others, or put them in quotation marks.";
    if (!hits.length) return `Nothing found for ${named}. Fewer words, another spelling or a * at the end may help.`;
    if (partial && missing.length) return `Nothing here says “${missing.join("”, “")}”. ${count} for the rest of ${named}:`;
    if (partial && clauses.every((c) => c.phrase)) return `Nothing here says ${named} word for word. ${count} with some of the words:`;
    if (partial) return `Nothing has all of ${named}. ${count} with some of it:`;
    if (unchecked) return `${count} for ${named} among the best matches; ${unchecked} more were not looked through`;
    return `${count} for ${named}`;
  }

  function start(page) {
    const root = page.dataset.root || "";
    const form = page.querySelector("form");
    const input = page.querySelector("input[type=search]");
    const status = page.querySelector(".search-status");
    const list = page.querySelector(".search-results");
    const kinds = made("div", "search-kinds");
    const more = made("button", "search-more");
    const instead = made("div", "search-instead");
    const narrowing = made("details", "search-narrow");
    const NOTHING = { q: "", kind: "", facets: {}, from: "", to: "", order: "" };
    let asked = NOTHING;
    let panel = null; // of narrow.js, and what facets.js reads, once somebody narrows
    let facets = null;
    let limit = STEP;
    let pause = 0;
    let turn = 0; // the latest query asked; answers to earlier ones are dropped
    let slow = 0; // until it is said that an answer is long in coming

    narrowing.append(Object.assign(document.createElement("summary"), { textContent: "Narrow or order the results" }));
    kinds.setAttribute("role", "group");
    kinds.setAttribute("aria-label", "Kinds of results");
    kinds.hidden = true;
    more.type = "button";
    more.hidden = true;
    instead.hidden = true;
    narrowing.hidden = true;
    list.before(instead, narrowing, kinds);
    list.after(more);

    function showKinds(engine, hits) {
      const counts = new Map();
      for (const kind of hits.map(engine.reader.kind)) counts.set(kind, (counts.get(kind) || 0) + 1);
      kinds.replaceChildren(...pressmark.results.choices(counts, hits.length, asked.kind));
      kinds.hidden = counts.size < 2 && !asked.kind;
    }

    // The hits by kind, in the order of each kind's best: [kind, the first of them, how many there are].
    function grouped(engine, hits) {
      const groups = new Map();
      for (const hit of hits) {
        const kind = engine.reader.kind(hit);
        if (!groups.has(kind)) groups.set(kind, []);
        groups.get(kind).push(hit);
      }
      return [...groups].map(([kind, those]) => [kind, those.slice(0, IN_GROUP[kind] || IN_OTHER_GROUP), those.length]);
    }

    // What to show of the hits: several kinds each under its heading, one kind or an order by date as one list.
    async function laidOut(engine, hits, { clauses }) {
      const { element, result, group } = pressmark.results;
      const groups = asked.kind || asked.order ? [] : grouped(engine, hits);
      const alone = groups.length < 2;
      const shown = alone ? [["", hits.slice(0, limit), hits.length]] : groups;
      const items = await Promise.all(shown.map(async ([, some]) =>
        (await engine.reader.documents(some)).map((found) => result(root, found, engine.passage(found, clauses)))));
      const rest = alone ? hits.length - limit : 0;
      const parts = shown.map(([kind, , many], n) => (alone ? element("ol", "", ...items[n]) : group(kind, items[n], many)));
      return { parts, rest };
    }

    function narrowed() {
      return asked.from || asked.to || asked.order || Object.values(asked.facets).some((values) => values.length);
    }

    // The hits that have all that was chosen, in the order chosen; the panel shows what else there is to choose.
    async function chosen(engine, all, mine) {
      if (!narrowed() && !narrowing.open) return all;
      await Promise.all(["facets", "narrow"].map((name) => script(`${root}assets/js/${name}.js`)));
      if (!panel) {
        facets = pressmark.facets(engine.about, engine.load);
        panel = pressmark.narrow(() => asked, (change) => ask(change));
        narrowing.append(...panel.parts);
        narrowing.after(panel.chips);
      }
      const { narrowed: kept, counts, byDay } = facets;
      const [hits, found] = await Promise.all([kept(all, asked), narrowing.open ? counts(all, asked) : null]);
      if (mine === turn) {
        panel.state();
        if (found) panel.show(found);
      }
      return asked.order ? byDay(hits, asked.order === "oldest") : hits;
    }

    async function show(engine, mine) {
      const answer = await engine.ask(asked.q);
      const all = await chosen(engine, answer.hits, mine);
      const hits = all.filter((n) => !asked.kind || engine.reader.kind(n) === asked.kind);
      const { parts, rest } = await laidOut(engine, hits, answer);
      if (mine !== turn) return;
      narrowing.hidden = !engine.about.facets.length || (!answer.hits.length && !narrowed());
      showKinds(engine, all);
      // Whoever is already moving through the list stays at that place of it.
      const at = items().findIndex((item) => item.contains(document.activeElement));
      list.replaceChildren(...parts);
      const now = items();
      if (at >= 0) (now[Math.min(at, now.length - 1)]?.querySelector("a") || input).focus();
      window.clearTimeout(slow);
      status.textContent = answer.hits.length && !hits.length ? NONE_LEFT : said({ ...answer, hits }, asked.q.trim());
      more.textContent = rest > 0 ? `Show ${Math.min(rest, STEP)} more of ${rest}` : "";
      more.hidden = rest <= 0;
      await offer(engine, answer, hits, mine);
    }

    function items() {
      return [...list.querySelectorAll(".search-result")];
    }

    // Offers, for a word that is nowhere, those nearest to it that are somewhere; and where nothing was found, what of
    // the query or of the choices may be left out.
    async function offer(engine, answer, hits, mine) {
      instead.hidden = true;
      const unknown = answer.unknown.slice(0, MISSPELT);
      const lines = [];
      if (unknown.length) {
        await script(root + "assets/js/spelling.js");
        const nearest = await Promise.all(unknown.map(({ term }) => pressmark.spelling(engine.reader, term, engine.stemsOf, NEAREST)));
        const put = (query, n, word) => query.replace(unknown[n].raw, () => word);
        if (unknown.length > 1 && nearest.every((words) => words.length)) {
          const all = nearest.reduce((query, [best], n) => put(query, n, best), asked.q);
          lines.push(["Perhaps: ", [[all, { q: all }]]]);
        }
        nearest.forEach((words, n) => lines.push([`Instead of “${unknown[n].raw}”: `, words.map((word) => [word, { q: put(asked.q, n, word) }])]));
      }
      if (!hits.length || answer.partial) lines.push(["Or: ", loosened(answer, hits)]);
      if (mine !== turn) return;
      offerAll(lines.filter(([, changes]) => changes.length));
    }

    // Ways to ask for less: [what the button says, what of the query is to be otherwise].
    function loosened({ hits: before, alone }, hits) {
      const found = [];
      if (!hits.length && (before.length || narrowed() || asked.kind)) {
        found.push(["without what was chosen", { kind: "", facets: {}, from: "", to: "" }]);
      }
      const bare = asked.q.replace(/["“”„‟«»＂]/g, " ").replace(/\s+/g, " ").trim();
      if (bare && /["“”„‟«»＂]/.test(asked.q)) found.push([bare, { q: bare }]);
      if (!hits.length && alone.length <= FEW_WORDS) for (const word of alone) if (word !== bare) found.push([word, { q: word }]);
      return found;
    }

    function offerAll(lines) {
      const { element, button } = pressmark.results;
      const offered = ([name, change]) => {
        const made = button("search-kind", name);
        made.addEventListener("click", () => {
          if ("q" in change) input.value = change.q;
          input.focus();
          ask({ kind: "", ...change });
        });
        return [made, " "];
      };
      instead.replaceChildren(...lines.map(([before, changes]) => element("p", "", before, ...changes.flatMap(offered))));
      instead.hidden = !lines.length;
    }

    // What was searched for last, while nothing is asked.
    async function showRecent() {
      const mine = turn;
      try {
        await Promise.all(["recent", "results"].map((name) => script(`${root}assets/js/${name}.js`)));
      } catch {
        return;
      }
      const queries = pressmark.recent.kept();
      if (mine !== turn || asked.q.trim() || !queries.length) return;
      offerAll([["You searched for: ", queries.map((q) => [q, { q }])]]);
      const forget = pressmark.results.button("search-forget", "Forget these");
      forget.addEventListener("click", () => {
        pressmark.recent.forget();
        instead.hidden = true;
        input.focus();
      });
      instead.append(forget);
    }

    // Kept is what somebody pressed Enter for or followed a result of, not what was typed on the way.
    function remember() {
      if (pressmark.recent) pressmark.recent.keep(asked.q);
    }

    function clear(message) {
      window.clearTimeout(slow);
      list.replaceChildren();
      instead.hidden = kinds.hidden = more.hidden = narrowing.hidden = true;
      if (panel) panel.chips.hidden = true;
      status.textContent = message;
    }

    async function answer() {
      const mine = ++turn;
      window.clearTimeout(slow);
      if (!asked.q.trim()) {
        clear("");
        return showRecent();
      }
      if (panel) panel.state();
      slow = window.setTimeout(() => {
        status.textContent = "Searching …";
      }, 2 * PAUSE);
      try {
        const engine = await ready(root);
        await show(engine, mine);
      } catch (failure) {
        console.error(failure);
        if (mine === turn) clear(FAILED);
      }
      return undefined;
    }

    // ---- The query in the address ----

    function fromAddress() {
      const after = new URLSearchParams(window.location.hash.slice(1));
      const given = after.has("q") ? after : new URLSearchParams(window.location.search);
      const some = (name) => [name, given.get(name) || ""];
      const facets = FACETS.filter((name) => given.has(name)).map((name) => [name, given.getAll(name)]);
      return { ...Object.fromEntries(["q", "kind", "from", "to", "order"].map(some)), facets: Object.fromEntries(facets) };
    }

    function toAddress() {
      const { facets, ...rest } = asked;
      const several = Object.entries(facets).flatMap(([name, values]) => values.map((value) => [name, value]));
      const kept = [...Object.entries(rest).filter(([, value]) => value), ...several];
      const address = window.location.pathname + (kept.length ? "#" + new URLSearchParams(kept) : "");
      try {
        window.history.replaceState(null, "", address);
      } catch {
        // Some browsers refuse this for files; the search works without.
      }
    }

    function ask(change, { record = true } = {}) {
      window.clearTimeout(pause);
      asked = { ...asked, ...change };
      limit = STEP;
      if (record) toAddress();
      answer();
    }

    function askFromAddress() {
      const given = fromAddress();
      input.value = given.q;
      ask(given, { record: false });
    }

    // ---- What the reader does ----

    input.addEventListener("focus", () => ready(root).catch(() => undefined));
    input.addEventListener("input", () => {
      window.clearTimeout(pause);
      pause = window.setTimeout(() => ask({ q: input.value, kind: "" }), PAUSE);
    });
    document.addEventListener("submit", (event) => {
      const box = event.target.querySelector("input[type=search]");
      if (event.target !== form && !event.target.matches(".search-box")) return;
      event.preventDefault();
      input.value = box.value;
      ask({ q: input.value, kind: asked.q === input.value ? asked.kind : "" });
      remember();
    });
    narrowing.addEventListener("toggle", () => narrowing.open && answer());
    page.addEventListener("click", (event) => {
      if (event.target.closest(".search-result-title")) remember();
      const button = event.target.closest("button[data-kind]");
      if (!button) return;
      ask({ kind: button.dataset.kind });
      const again = [...kinds.children].find((b) => b.dataset.kind === asked.kind);
      if (again) again.focus();
    });
    more.addEventListener("click", async () => {
      const first = items().length;
      limit += STEP;
      await answer();
      const next = items()[first];
      if (next) next.querySelector("a").focus();
    });
    page.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const links = [...list.querySelectorAll(".search-result-title")];
      const at = links.indexOf(document.activeElement);
      if (event.key === "Escape") {
        if (at < 0 && document.activeElement !== input) return;
        event.preventDefault();
        if (at < 0) input.value = "";
        input.focus();
        if (at < 0) ask(NOTHING);
      } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (at < 0 && (document.activeElement !== input || event.key === "ArrowUp")) return;
        const next = at + (event.key === "ArrowDown" ? 1 : -1);
        if (next >= links.length) return;
        event.preventDefault();
        (next < 0 ? input : links[next]).focus();
      }
    });
    window.addEventListener("hashchange", askFromAddress);
    script(root + "assets/js/recent.js").catch(() => undefined);
    askFromAddress();
  }

  const page = document.querySelector("[data-search]");
  if (page) start(page);
})();
