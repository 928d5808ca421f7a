// On every page: the switches for marks, theme and keys, preview cards, keys, and the search box.
// Everything here is an addition; a page reads well without it.
(function () {
  "use strict";
  const root = document.documentElement;
  const pressmark = (window.pressmark = window.pressmark || {});
  const { src } = document.currentScript;

  // ---- Switches: <fieldset data-switch="marks"> with <button data-set="plain"> … ----

  function shown(name) {
    const value = root.getAttribute("data-" + name);
    for (const group of document.querySelectorAll(`[data-switch="${name}"]`)) {
      for (const button of group.querySelectorAll("[data-set]")) {
        button.setAttribute("aria-pressed", String(button.dataset.set === value));
      }
    }
  }

  function choose(name, value) {
    root.setAttribute("data-" + name, value);
    try {
      window.localStorage.setItem("pressmark." + name, value);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
    shown(name);
    if (name === "marks") preview.close();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-switch] [data-set]");
    if (button) choose(button.closest("[data-switch]").dataset.switch, button.dataset.set);
  });

  // ---- Preview cards: a.mention[data-card="x"] shows a copy of .card[data-card-of="x"] ----

  const preview = (function () {
    const OPEN_AFTER = 400; // ms of hovering
    const CLOSE_AFTER = 250; // ms to cross from the link to the card
    const GAP = 8; // px between link, card and window
    const ID = "preview-card";
    let box = null;
    let link = null;
    let timer = 0;
    let touched = false;
    let pointer = null; // how far down the window the pointer was last

    function cardOf(mention) {
      for (const card of document.querySelectorAll("[data-card-of]")) {
        if (card.dataset.cardOf === mention.dataset.card) return card;
      }
      return null;
    }

    function close() {
      window.clearTimeout(timer);
      if (!box) return;
      box.remove();
      link.removeAttribute("aria-describedby");
      box = link = null;
    }

    function open(mention) {
      window.clearTimeout(timer);
      const card = link === mention ? null : cardOf(mention);
      if (!card || root.getAttribute("data-marks") === "plain") return;
      close();
      const copy = card.cloneNode(true);
      for (const part of [copy, ...copy.querySelectorAll("[id]")]) part.removeAttribute("id");
      copy.removeAttribute("data-card-of");
      copy.hidden = false;
      box = document.createElement("div");
      box.className = "preview";
      box.id = ID;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", "About " + mention.textContent.trim());
      box.append(copy);
      document.body.append(box);
      link = mention;
      link.setAttribute("aria-describedby", ID);
      place();
      // Once more when the browser has scrolled the focused link into view.
      window.requestAnimationFrame(() => box && place());
    }

    // Below the line of the link (the one under the pointer), else above it, always inside the window.
    function place() {
      const lines = [...link.getClientRects()];
      const line = lines.find((r) => pointer !== null && r.top <= pointer && pointer <= r.bottom) || lines[0];
      if (!line) return close();
      const width = root.clientWidth;
      const height = window.innerHeight;
      const style = box.style;
      style.position = "absolute";
      style.maxWidth = width - 2 * GAP + "px";
      style.maxHeight = height - 2 * GAP + "px";
      style.overflow = "auto";
      style.left = style.top = "0px";
      const size = box.getBoundingClientRect();
      const left = Math.min(line.left, width - size.width - GAP);
      let top = line.bottom + GAP;
      if (top + size.height > height - GAP && line.top - GAP - size.height >= GAP) {
        top = line.top - GAP - size.height;
      }
      top = Math.min(top, height - size.height - GAP);
      style.left = Math.max(GAP, left) + window.scrollX + "px";
      style.top = Math.max(GAP, top) + window.scrollY + "px";
      return undefined;
    }

    function later(ms, act) {
      window.clearTimeout(timer);
      timer = window.setTimeout(act, ms);
    }

    function mentionAt(event) {
      return event.target instanceof Element ? event.target.closest("a.mention[data-card]") : null;
    }

    function inside(event) {
      return box !== null && event.target instanceof Node && box.contains(event.target);
    }

    document.addEventListener("pointerover", (event) => {
      pointer = event.clientY;
      if (event.pointerType === "touch") return;
      const mention = mentionAt(event);
      if (inside(event) || (mention && mention === link)) window.clearTimeout(timer);
      else if (mention) later(OPEN_AFTER, () => open(mention));
    });
    document.addEventListener("pointerout", (event) => {
      if (event.pointerType !== "touch" && (inside(event) || mentionAt(event))) later(CLOSE_AFTER, close);
    });
    document.addEventListener("focusin", (event) => {
      const mention = mentionAt(event);
      if (mention && mention.matches(":focus-visible") && !touched) open(mention);
      else if (!inside(event)) close();
    });
    // The first tap shows the card, the second follows the link; a tap elsewhere closes it.
    document.addEventListener("pointerdown", (event) => {
      touched = event.pointerType === "touch";
      if (!inside(event) && !mentionAt(event)) close();
    });
    document.addEventListener("keydown", () => {
      touched = false;
      pointer = null;
    });
    document.addEventListener("click", (event) => {
      const mention = mentionAt(event);
      if (!touched || !mention || mention === link) return;
      open(mention);
      if (link === mention) event.preventDefault();
    });
    window.addEventListener("resize", close);
    return { close, isOpen: () => box !== null };
  })();

  // ---- Keys ----

  function typing(target) {
    return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && preview.isOpen()) {
      preview.close();
      return;
    }
    // Keys of one character are in the way of speech input and of some readers: a switch turns them off.
    if (typing(event.target) || root.getAttribute("data-keys") === "off") return;
    const marks = { 1: "plain", 2: "light", 3: "full" }[event.key];
    if (marks && document.querySelector('[data-switch="marks"]')) choose("marks", marks);
    if (event.key === "/") {
      const box = document.querySelector("[data-search] input[type=search]")
        || document.querySelector(".search-box input[type=search]");
      if (!box) return;
      event.preventDefault();
      box.focus();
      box.select();
    }
  });

  // ---- The search box of other pages: the query stands after "#", so that it never reaches a server ----

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches(".search-box") || document.querySelector("[data-search]")) return;
    event.preventDefault();
    const query = new FormData(form).get("q") || "";
    window.location.assign(form.action + "#" + new URLSearchParams({ q: String(query) }));
  });

  // ---- Where a search result led: the words it found are marked (found.js) ----

  function markFound() {
    if (!window.location.hash.includes("found=") && !(window.history.state || {}).found) return;
    const script = document.createElement("script");
    script.src = src.replace(/site\.js$/, "found.js");
    document.head.append(script);
    window.removeEventListener("hashchange", markFound);
  }

  window.addEventListener("hashchange", markFound);
  markFound();

  // ---- Print: what is folded away is printed too ----

  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const details of opened) details.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
    opened = [];
  });

  function show() {
    ["marks", "theme", "keys"].forEach(shown);
  }

  show();
  pressmark.site = { choose, show };
})();
