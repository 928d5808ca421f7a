// The page search.html: loads the index when somebody begins to search, shows answers as the query is typed, and keeps
// the query in the address. The index comes as scripts that call pressmark.search.receive(name, value), so it loads
// from disk too.
(function () {
  "use strict";
  const pressmark = (window.pressmark = window.pressmark || {});
  const PAUSE = 150; // ms without a key before a query is asked
  const STEP = 20; // results shown at once
  const SNIPPET = 260; // characters of a paragraph that a result shows
  const NEAREST = 3; // words offered for one that is nowhere
  const LEAD = 80; // of these before the first marked word
  const FAILED = "The search index could not be loaded. The lists of articles, people and topics work without it.";
  const NONE_LEFT = "Nothing is left of the results with what you chose: take some of it away.";
  const FACETS = ["outlet", "year", "person", "organization", "place", "topic", "status"];
  const KINDS = {
    article: ["article", "Articles"], person: ["person", "People"], organization: ["organization", "Organizations"],
    place: ["place", "Places"], event: ["event", "Events"], work: ["work", "Works"], topic: ["topic", "Topics"],
    story: ["story", "Stories"], outlet: ["outlet", "Outlets"], author: ["author", "Authors"],
    quotation: ["quotation", "Quotations"], note: ["note", "Notes"],
  };

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
      const code = ["folding", "shards", "answers", ...(window.lunr ? [] : ["lunr"])];
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

  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  // Marks words of another language than the page's.
  function speak(made, lang) {
    if (lang) Object.assign(made, { lang, dir: "auto" });
    return made;
  }

  // A part of the text around its first mark, cut at words, with the marked words in <mark>.
  function snippet(text, marks) {
    const first = marks.length ? marks[0][0] : 0;
    let start = 0;
    let end = text.length;
    if (text.length > SNIPPET) {
      if (first > LEAD) start = text.indexOf(" ", first - LEAD) + 1 || first;
      if (start > first) start = first;
      if (start + SNIPPET < text.length) {
        const cut = text.lastIndexOf(" ", start + SNIPPET);
        end = cut > first ? cut : start + SNIPPET;
      }
    }
    const parts = start > 0 ? ["… "] : [];
    let at = start;
    for (const [from, to] of marks) {
      if (from < at || to > end) continue;
      parts.push(text.slice(at, from), element("mark", "", text.slice(from, to)));
      at = to;
    }
    parts.push(text.slice(at, end));
    if (end < text.length) parts.push(" …");
    return parts;
  }

  function counted(n, one, many) {
    return n === 1 ? `1 ${one}` : `${n} ${many}`;
  }

  // What the status line says of an answer.
  function said({ hits, partial, missing, common, broad, unchecked }, query) {
    const named = /["“”]/.test(query) ? query : `“${query}”`;
    const count = counted(hits.length, "result", "results");
    if (broad.length && !hits.length) return `Too many words are like ${broad.join(", ")}: type more of it.`;
    if (common) return "These words are too common to search for alone; add others, or put them in quotation marks.";
    if (!hits.length) return `Nothing found for ${named}. Fewer words, another spelling or a * at the end may help.`;
    if (partial && missing.length) return `Nothing here says “${missing.join("”, “")}”. ${count} for the rest of ${named}:`;
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
    const kinds = element("div", "search-kinds");
    const more = element("button", "search-more");
    const instead = element("p", "search-instead");
    const narrowing = element("details", "search-narrow", element("summary", "", "Narrow or order the results"));
    const NOTHING = { q: "", kind: "", facets: {}, from: "", to: "", order: "" };
    let asked = NOTHING;
    let panel = null; // of narrow.js, and what facets.js reads, once somebody narrows
    let facets = null;
    let limit = STEP;
    let pause = 0;
    let turn = 0; // the latest query asked; answers to earlier ones are dropped

    kinds.setAttribute("role", "group");
    kinds.setAttribute("aria-label", "Kinds of results");
    kinds.hidden = true;
    more.type = "button";
    more.hidden = true;
    instead.hidden = true;
    narrowing.hidden = true;
    list.before(instead, narrowing, kinds);
    list.after(more);

    function result(engine, found, clauses) {
      const best = engine.passage(found, clauses);
      const anchor = best && best.id && !found.path.includes("#") ? "#" + best.id : "";
      const link = element("a", "search-result-title", found.title);
      link.href = root + found.path + anchor;
      speak(link, found.lang);
      const kind = KINDS[found.kind] ? KINDS[found.kind][0] : found.kind;
      const meta = [kind, found.outlet, found.date].filter(Boolean).join(" · ");
      const item = element("li", "search-result", link, element("p", "search-result-meta", meta));
      item.dataset.kind = found.kind;
      if (best) item.append(speak(element("p", "search-result-snippet", ...snippet(best.text, best.marks)), found.lang));
      return item;
    }

    function showKinds(engine, hits) {
      const counts = new Map();
      for (const n of hits) {
        const kind = engine.reader.kind(n);
        counts.set(kind, (counts.get(kind) || 0) + 1);
      }
      const order = [...Object.keys(KINDS), ...counts.keys()];
      const present = [...new Set(order)].filter((kind) => counts.has(kind));
      const choices = present.map((kind) => [kind, KINDS[kind] ? KINDS[kind][1] : kind, counts.get(kind)]);
      kinds.replaceChildren(...[["", "All", hits.length], ...choices].map(([kind, name, count]) => {
        const button = element("button", "search-kind", name + " ", element("span", "search-count", String(count)));
        button.type = "button";
        button.dataset.kind = kind;
        button.setAttribute("aria-pressed", String(kind === asked.kind));
        return button;
      }));
      kinds.hidden = present.length < 2 && !asked.kind;
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
      const shown = await engine.reader.documents(hits.slice(0, limit));
      if (mine !== turn) return;
      const rest = hits.length - limit;
      narrowing.hidden = !engine.about.facets.length || (!answer.hits.length && !narrowed());
      showKinds(engine, all);
      // Whoever is already moving through the list stays at that place of it.
      const at = [...list.children].findIndex((item) => item.contains(document.activeElement));
      list.replaceChildren(...shown.map((found) => result(engine, found, answer.clauses)));
      if (at >= 0) (list.children[Math.min(at, list.children.length - 1)]?.querySelector("a") || input).focus();
      status.textContent = answer.hits.length && !hits.length ? NONE_LEFT : said({ ...answer, hits }, asked.q.trim());
      more.textContent = rest > 0 ? `Show ${Math.min(rest, STEP)} more of ${rest}` : "";
      more.hidden = rest <= 0;
      await offer(engine, answer, mine);
    }

    // Offers, for a word that is nowhere, those nearest to it that are somewhere.
    async function offer(engine, { unknown }, mine) {
      instead.hidden = true;
      if (!unknown.length) return;
      await script(root + "assets/js/spelling.js");
      const [{ raw, term }] = unknown;
      const words = await pressmark.spelling(engine.reader, term, engine.stemsOf, NEAREST);
      if (mine !== turn || !words.length) return;
      const buttons = words.map((word) => {
        const button = element("button", "search-kind", word);
        button.type = "button";
        button.dataset.query = asked.q.replace(raw, () => word);
        return button;
      });
      instead.replaceChildren(`Instead of “${raw}”: `, ...buttons.flatMap((button) => [button, " "]));
      instead.hidden = false;
    }

    function clear(message) {
      list.replaceChildren();
      instead.hidden = kinds.hidden = more.hidden = narrowing.hidden = true;
      if (panel) panel.chips.hidden = true;
      status.textContent = message;
    }

    async function answer() {
      const mine = ++turn;
      if (!asked.q.trim()) return clear("");
      if (panel) panel.state();
      const slow = window.setTimeout(() => {
        if (mine === turn) status.textContent = "Searching …";
      }, 2 * PAUSE);
      try {
        const engine = await ready(root);
        await show(engine, mine);
      } catch (failure) {
        console.error(failure);
        if (mine === turn) clear(FAILED);
      } finally {
        window.clearTimeout(slow);
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
    });
    narrowing.addEventListener("toggle", () => narrowing.open && answer());
    kinds.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      ask({ kind: button.dataset.kind });
      const again = [...kinds.children].find((b) => b.dataset.kind === asked.kind);
      if (again) again.focus();
    });
    instead.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      input.value = button.dataset.query;
      input.focus();
      ask({ q: input.value, kind: "" });
    });
    more.addEventListener("click", async () => {
      const first = list.children.length;
      limit += STEP;
      await answer();
      const next = list.children[first];
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
    askFromAddress();
  }

  const page = document.querySelector("[data-search]");
  if (page) start(page);
})();
