// Before the first paint: what the reader chose last time. Loaded in <head>, not deferred; the rest is site.js.
(function () {
  "use strict";
  const root = document.documentElement;
  const choices = { theme: ["auto", "light", "dark"], marks: ["plain", "light", "full"], keys: ["on", "off"] };
  root.setAttribute("data-js", "yes");
  for (const name of Object.keys(choices)) {
    let kept = null;
    try {
      kept = window.localStorage.getItem("pressmark." + name);
    } catch {
      // No storage here: the page's own values stand.
    }
    if (choices[name].includes(kept)) root.setAttribute("data-" + name, kept);
  }
})();
