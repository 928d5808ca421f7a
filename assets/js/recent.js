// The searches that a reader made last, kept in this browser only, and only if it keeps anything; see search.js.
(function () {
  "use strict";
  const pressmark = (window.pressmark = window.pressmark || {});
  const MOST = 8;
  // Archives on one host, or on one disk, share its storage: each has its own list.
  const KEY = "pressmark.recent:" + window.location.pathname.replace(/[^/]*$/, "");

  // The queries, the latest first; none without storage, or if something else is kept there.
  function kept() {
    try {
      const found = JSON.parse(window.localStorage.getItem(KEY) || "[]");
      return Array.isArray(found) ? found.filter((query) => typeof query === "string").slice(0, MOST) : [];
    } catch {
      return [];
    }
  }

  function write(queries) {
    try {
      if (queries.length) window.localStorage.setItem(KEY, JSON.stringify(queries));
      else window.localStorage.removeItem(KEY);
    } catch {
      // No storage here: nothing is kept.
    }
  }

  function keep(query) {
    const clean = query.trim().slice(0, 200);
    if (clean) write([clean, ...kept().filter((other) => other !== clean)].slice(0, MOST));
  }

  pressmark.recent = { kept, keep, forget: () => write([]) };
})();
