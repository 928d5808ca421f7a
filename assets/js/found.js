// On a page that a search result led to: marks the words that were found, and leads from one to the next. They come in
// the address, as in #p-3f2a1c&found=vote|voted, and are taken out of it at once. Loaded by site.js only then.
(function () {
  "use strict";
  const pressmark = (window.pressmark = window.pressmark || {});
  const MOST = 500; // places that are marked
  const BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, blockquote, figcaption, pre, td";
  const LEFT_OUT = "script, style, button, [hidden], .permalink";
  let groups = []; // the marks of each place: several where a link or the like begins within the words
  let at = -1;
  let bar = null;
  let arriving = null; // words on the way to their block

  // What the address asks for: {place: id of the block to open at, words}.
  function asked() {
    const parts = window.location.hash.slice(1).split("&");
    const found = parts.find((part) => part.startsWith("found="));
    const place = parts[0].startsWith("found=") ? "" : parts[0];
    const words = found ? new URLSearchParams(found).get("found").split("|").filter(Boolean) : [];
    return { place, words };
  }

  // Finds any of the words, whole, however their spaces and capitals are; the longest first.
  function finder(words) {
    const quoted = [...words].sort((a, b) => b.length - a.length)
      .map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replace(/\s+/g, "\\s+"));
    return new RegExp(`(?<![\\p{L}\\p{N}])(?:${quoted.join("|")})(?![\\p{L}\\p{N}])`, "giu");
  }

  // The text nodes of a block that are read with it: not those of blocks inside it, nor what is hidden.
  function texts(block) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const { parentElement } = walker.currentNode;
      if (parentElement.closest(BLOCKS) === block && !parentElement.closest(LEFT_OUT)) found.push(walker.currentNode);
    }
    return found;
  }

  // Puts what lies between two offsets of the nodes' joined text into marks.
  function marked(nodes, start, end) {
    const made = [];
    let offset = 0;
    for (const node of nodes) {
      const length = node.data.length;
      const from = Math.max(0, start - offset);
      const to = Math.min(length, end - offset);
      offset += length;
      if (from >= to) continue;
      const middle = from ? node.splitText(from) : node;
      if (to - from < middle.data.length) middle.splitText(to - from);
      const mark = document.createElement("mark");
      mark.className = "found";
      middle.replaceWith(mark);
      mark.append(middle);
      made.push(mark);
    }
    return made;
  }

  function markAll(words) {
    const pattern = finder(words);
    const blocks = `:is(.article h1, .article .standfirst, .article .text *, main:not(:has(.article)) *):is(${BLOCKS})`;
    for (const block of document.querySelectorAll(blocks)) {
      const nodes = texts(block);
      const matches = [...nodes.map((node) => node.data).join("").matchAll(pattern)];
      // From the last to the first, so that the offsets of those before stay true.
      const here = matches.reverse().map((match) => marked(texts(block), match.index, match.index + match[0].length));
      groups.push(...here.reverse());
      if (groups.length >= MOST) break;
    }
  }

  function unmark() {
    for (const mark of groups.flat()) {
      const { parentNode } = mark;
      mark.replaceWith(...mark.childNodes);
      parentNode.normalize();
    }
    groups = [];
    at = -1;
    if (bar) bar.remove();
    bar = null;
    for (const opened of document.querySelectorAll("[data-opened]")) opened.removeAttribute("data-opened");
  }

  function go(to) {
    for (const mark of groups[at] || []) mark.removeAttribute("aria-current");
    at = (to + groups.length) % groups.length;
    for (const mark of groups[at]) mark.setAttribute("aria-current", "true");
    groups[at][0].scrollIntoView({ block: "center" });
    tell();
  }

  function tell() {
    const [said] = bar.getElementsByTagName("span");
    said.textContent = at < 0 ? `${groups.length} found` : `${at + 1} of ${groups.length} found`;
  }

  // Goes to the next place after the one that is shown, or the one before.
  function step(by) {
    if (at >= 0) return go(at + by);
    return go(by > 0 ? 0 : groups.length - 1);
  }

  function button(name, text, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.setAttribute("aria-label", name);
    made.addEventListener("click", act);
    return made;
  }

  function close() {
    unmark();
    keep(null);
    document.querySelector("main").focus({ preventScroll: true });
  }

  // Lets the words last as long as this place in the browser's history does: over reloading, and coming back.
  function keep(words, address) {
    try {
      window.history.replaceState(words && { found: words }, "", address);
    } catch {
      // Some browsers refuse this for files; the words are marked until the page is left.
    }
  }

  function showBar() {
    bar = document.createElement("div");
    bar.className = "found-bar";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "Words found on this page");
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    bar.append(said, button("Previous place", "Previous", () => step(-1)), button("Next place", "Next", () => step(1)),
      button("Take the marks away", "Close", close));
    document.querySelector("main").append(bar);
    tell();
  }

  // Opens at the block as any link to it does, and at the first of the words there.
  function show(place, words) {
    unmark();
    markAll(words);
    const opened = place && document.getElementById(place);
    if (opened) opened.setAttribute("data-opened", ""); // Firefox forgets the target when the words are kept
    if (!groups.length) return opened && opened.scrollIntoView({ block: "center" });
    showBar();
    const first = opened ? groups.findIndex(([mark]) => opened.contains(mark)) : -1;
    if (first >= 0) go(first);
    else if (opened) opened.scrollIntoView({ block: "center" });
    return undefined;
  }

  function begin() {
    const { place, words } = asked();
    const kept = (window.history.state || {}).found;
    if (words.length) {
      // Going there makes the block the page's target; the words are kept when that is done.
      if (place) window.location.replace("#" + place);
      else keep(words, window.location.pathname + window.location.search);
      arriving = place ? words : null;
      show(place, words);
    } else if (arriving) {
      keep(arriving);
      arriving = null;
    } else if (Array.isArray(kept) && !groups.length) {
      show(place, kept);
    }
  }

  document.addEventListener("keydown", (event) => {
    if (!bar || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "Escape") close();
    if (document.documentElement.getAttribute("data-keys") === "off") return;
    if (event.key === "n") step(1);
    if (event.key === "p") step(-1);
  });
  window.addEventListener("hashchange", begin);
  pressmark.found = { begin };
  begin();
})();
