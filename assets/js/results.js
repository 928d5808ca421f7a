// What answers look like: results with a piece of the text around what was found, under one heading for each kind.
// search.js says which; here are only elements.
(function () {
  "use strict";
  const pressmark = (window.pressmark = window.pressmark || {});
  const SNIPPET = 260; // characters of a paragraph that a result shows
  const LEAD = 80; // of these before the first marked word
  const MARKING = ["article", "quotation", "note"]; // kinds whose pages mark what was found (found.js)
  const KINDS = {
    article: ["article", "Articles"], person: ["person", "People"], organization: ["organization", "Organizations"],
    place: ["place", "Places"], event: ["event", "Events"], work: ["work", "Works"], topic: ["topic", "Topics"],
    story: ["story", "Stories"], outlet: ["outlet", "Outlets"], author: ["author", "Authors"],
    quotation: ["quotation", "Quotations"], note: ["note", "Notes"],
  };

  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  function button(className, ...children) {
    const made = element("button", className, ...children);
    made.type = "button";
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

  // Where a result leads: to the paragraph that answers best, with the words to be marked there.
  function address(document, { best, found }) {
    const anchor = document.path.includes("#") ? "" : best && best.id;
    const marking = MARKING.includes(document.kind) && found.length ? "found=" + encodeURIComponent(found.join("|")) : "";
    if (document.path.includes("#")) return document.path + (marking ? "&" + marking : "");
    const after = [anchor, marking].filter(Boolean).join("&");
    return document.path + (after ? "#" + after : "");
  }

  // One result: what is known of its document, and the passage that answers.
  function result(root, document, passage) {
    const link = element("a", "search-result-title", document.title);
    link.href = root + address(document, passage);
    speak(link, document.lang);
    const kind = KINDS[document.kind] ? KINDS[document.kind][0] : document.kind;
    const meta = [kind, document.outlet, document.date].filter(Boolean).join(" · ");
    const item = element("li", "search-result", link, element("p", "search-result-meta", meta));
    item.dataset.kind = document.kind;
    const { best } = passage;
    if (best) item.append(speak(element("p", "search-result-snippet", ...snippet(best.text, best.marks)), document.lang));
    return item;
  }

  function named(kind) {
    return KINDS[kind] ? KINDS[kind][1] : kind;
  }

  // Results under the heading of their kind, with a button to all of that kind where there are more.
  function group(kind, items, many) {
    const made = element("section", "search-group", element("h2", "", named(kind)), element("ol", "", ...items));
    made.setAttribute("aria-label", named(kind));
    if (many <= items.length) return made;
    const all = button("search-kind", `All ${many} ${named(kind).toLowerCase()}`);
    all.dataset.kind = kind;
    made.append(all);
    return made;
  }

  // Buttons to the kinds that the hits have, with how many of each; `chosen` is the one that is shown alone.
  function choices(counts, many, chosen) {
    const order = [...new Set([...Object.keys(KINDS), ...counts.keys()])].filter((kind) => counts.has(kind));
    return [["", "All", many], ...order.map((kind) => [kind, named(kind), counts.get(kind)])].map(([kind, name, count]) => {
      const made = button("search-kind", name + " ", element("span", "search-count", String(count)));
      made.dataset.kind = kind;
      made.setAttribute("aria-pressed", String(kind === chosen));
      return made;
    });
  }

  pressmark.results = { element, button, result, group, choices };
})();
