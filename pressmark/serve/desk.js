// The editor's desk: put in what has changed of an open page, swap changed styles, show what is wrong. Never part of a
// built site.
(function () {
  "use strict";
  const { path, mark } = document.currentScript.dataset;
  const PLACES = 20; // that are looked at to find the place again
  let shows = mark; // says which state of the page this is
  let box = null;

  // ---- The page: what differs from what the server sent last is put in, and nothing else is touched ----

  // The parts of the body as the server sent them, each with the node that stands for it here.
  let parts = [...document.body.children].filter((node) => node.localName !== "script")
    .map((here) => ({ here, sent: here.cloneNode(true) }));
  let head = scripts(document);

  function scripts(page) {
    return [...page.head.querySelectorAll("script[src], link[rel=stylesheet]")]
      .map((node) => node.getAttribute("src") || node.getAttribute("href").split("?")[0]).join("\n");
  }

  function attributes(here, sent, now) {
    for (const { name } of [...sent.attributes]) if (!now.hasAttribute(name)) here.removeAttribute(name);
    for (const { name, value } of now.attributes) if (sent.getAttribute(name) !== value) here.setAttribute(name, value);
  }

  // Makes a node, sent before as `sent`, what it is now, and gives what stands there then. Where a script has added to it
  // since, it is replaced as a whole.
  function update(here, sent, now) {
    if (sent.isEqualNode(now)) return here;
    const same = sent.nodeType === Node.ELEMENT_NODE && now.nodeType === Node.ELEMENT_NODE
      && sent.localName === now.localName && here.childNodes.length === sent.childNodes.length;
    if (!same) {
      const made = document.importNode(now, true);
      here.replaceWith(made);
      return made;
    }
    attributes(here, sent, now);
    const [was, is, live] = [[...sent.childNodes], [...now.childNodes], [...here.childNodes]];
    let start = 0;
    let end = 0;
    const most = Math.min(was.length, is.length);
    while (start < most && was[start].isEqualNode(is[start])) start += 1;
    while (end < most - start && was[was.length - 1 - end].isEqualNode(is[is.length - 1 - end])) end += 1;
    const [from, to] = [was.length - end, is.length - end];
    if (from === to) {
      for (let at = start; at < to; at += 1) update(live[at], was[at], is[at]);
      return here;
    }
    const after = live[from] || null;
    for (const old of live.slice(start, from)) old.remove();
    for (const added of is.slice(start, to)) here.insertBefore(document.importNode(added, true), after);
    return here;
  }

  // Whether a node does not move when the window is scrolled.
  function stays(node) {
    for (let up = node; up && up.localName !== "main"; up = up.parentElement) {
      if (["sticky", "fixed"].includes(getComputedStyle(up).position)) return true;
    }
    return false;
  }

  // What stands at the top of the window, to be put there again; what lies above may have grown. Who is at the top of
  // the page stays there.
  function held() {
    const places = [];
    if (window.scrollY > 0) {
      for (const node of document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, dd, tr, [id])")) {
        const { top, bottom, height } = node.getBoundingClientRect();
        if (!height || bottom <= 0 || top >= window.innerHeight || stays(node)) continue;
        places.push({ node, id: node.id, top });
        if (places.length === PLACES) break;
      }
    }
    return () => {
      for (const { node, id, top } of places) {
        const again = node.isConnected ? node : id && document.getElementById(id);
        if (again) return window.scrollBy({ top: again.getBoundingClientRect().top - top, behavior: "instant" });
      }
      return undefined;
    };
  }

  // Where the focus is, by the way down from the next element above with an id.
  function focus() {
    const { activeElement } = document;
    if (!activeElement || activeElement === document.body) return () => {};
    const steps = [];
    let node = activeElement;
    while (node.parentElement && node !== document.body && !node.id) {
      steps.unshift([...node.parentElement.children].indexOf(node));
      node = node.parentElement;
    }
    const { id, localName } = node;
    return () => {
      if (activeElement.isConnected) return;
      let again = id ? document.getElementById(id) : document.querySelector(localName);
      for (const step of steps) again = again && again.children[step];
      if (!again) return;
      again.focus({ preventScroll: true });
      if ("value" in activeElement && "value" in again) again.value = activeElement.value;
    };
  }

  // Folded parts that somebody has opened, or closed.
  function folds() {
    const all = () => [...document.querySelectorAll("main details")];
    const before = all().map(({ open }) => open);
    return () => all().forEach((details, at) => {
      if (before.length === all().length && details.open !== before[at]) details.open = before[at];
    });
  }

  function follow({ mark: now, html }) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const next = [...page.body.children].filter((node) => node.localName !== "script");
    const alike = next.length === parts.length && next.every((node, at) => node.localName === parts[at].sent.localName);
    if (!alike || scripts(page) !== head) {
      window.location.reload();
      return;
    }
    const again = [folds(), held(), focus()];
    document.title = page.title;
    parts = parts.map(({ here, sent }, at) => ({ here: update(here, sent, next[at]), sent: next[at] }));
    head = scripts(page);
    shows = now;
    again.forEach((restore) => restore());
    if (window.pressmark && window.pressmark.site) window.pressmark.site.show();
  }

  // ---- What is wrong ----

  function clear() {
    if (box) box.remove();
    box = null;
    leaveRoom();
  }

  // So much room stays below the page that all of it can be scrolled clear of the box.
  function leaveRoom() {
    const room = box ? box.offsetHeight + 32 + "px" : "";
    document.body.style.paddingBlockEnd = room;
    document.documentElement.style.scrollPaddingBlockEnd = room;
  }

  function styled(node, rules) {
    Object.entries(rules).forEach(([name, value]) => node.style.setProperty(name, value));
    return node;
  }

  function line(tag, text, rules) {
    const node = styled(document.createElement(tag), rules || {});
    node.textContent = text;
    return node;
  }

  // The names of errors that were shown in this window, or that somebody folded in this browser.
  function remembered(storage) {
    try {
      return JSON.parse(storage().getItem("pressmark-problems")) || [];
    } catch {
      return [];
    }
  }

  function remember(storage, names) {
    try {
      storage().setItem("pressmark-problems", JSON.stringify(names));
    } catch {
      // it is shown again, then
    }
  }

  const inWindow = () => sessionStorage;
  const here = () => localStorage;
  // Without the line: what stands above an error may grow.
  const name = (problem) => problem.place.replace(/(:\d+)+$/, "") + " " + problem.message;

  function fold(open) {
    const list = box.lastElementChild;
    list.hidden = !open;
    box.firstElementChild.setAttribute("aria-expanded", String(open));
    styled(box, open
      ? { inset: "auto 1rem 1rem 1rem", padding: "0 0 .7rem" }
      : { inset: "auto 1rem 1rem auto", padding: "0" });
    styled(box.firstElementChild, { "font-weight": open ? "bold" : "normal", "inset-block-start": "0" });
    box.firstElementChild.firstElementChild.textContent = open ? "▾" : "▸";
    leaveRoom();
  }

  // What the writer is at must not lie under the box.
  function clearFocus() {
    const { activeElement } = document;
    if (!activeElement || activeElement === document.body || box.contains(activeElement)) return;
    const under = activeElement.getBoundingClientRect().bottom - box.getBoundingClientRect().top;
    if (under > 0 && !stays(activeElement)) window.scrollBy({ top: under + 16, behavior: "instant" });
  }

  // All that is wrong, in full where some of it is new to this window, else as a button that unfolds it.
  function show(problems) {
    const open = box !== null && !box.lastElementChild.hidden;
    const known = [...remembered(inWindow), ...remembered(here)];
    const names = problems.map(name);
    const fresh = problems.filter((problem) => !known.includes(name(problem)));
    remember(inWindow, names);
    const folded = remembered(here).filter((one) => names.includes(one));
    if (remembered(here).length !== folded.length) remember(here, folded);
    clear();
    if (!problems.length) return;
    box = styled(document.createElement("section"), {
      position: "fixed", "max-height": "40vh", overflow: "auto", "z-index": "1000", "box-sizing": "border-box",
      background: "#2b0b0b", color: "#fff5f0", border: "2px solid #ff9a9a", "border-radius": "6px",
      font: "15px/1.45 ui-monospace, monospace", "box-shadow": "0 6px 30px rgba(0,0,0,.4)", "text-align": "start",
      "overflow-wrap": "anywhere",
    });
    box.setAttribute("role", fresh.length ? "alert" : "region");
    box.setAttribute("aria-label", "What is wrong");
    box.dataset.problems = String(problems.length);
    const many = problems.length === 1 ? "1 error in the content" : problems.length + " errors in the content";
    const toggle = line("button", many, {
      font: "inherit", cursor: "pointer", color: "inherit", background: "#2b0b0b", border: "0", padding: ".4rem .8rem",
      "text-align": "start", "min-block-size": "2.5rem", "inline-size": "100%", position: "sticky",
    });
    toggle.type = "button";
    const sign = line("span", "", { "margin-inline-end": ".6em" });
    sign.setAttribute("aria-hidden", "true");
    toggle.prepend(sign);
    const list = line("div", "", { "padding-inline": ".8rem" });
    list.append(line("div", "A file that cannot be read is shown as it last was."));
    [...fresh, ...problems.filter((problem) => !fresh.includes(problem))].forEach((problem) => {
      const item = line("div", "", { "margin-block-start": ".6rem" });
      item.append(line("div", problem.place, { color: "#ffd0b0" }), line("div", problem.message));
      if (problem.hint) item.append(line("div", "hint: " + problem.hint, { color: "#d8c8c0" }));
      list.append(item);
    });
    const close = line("button", "Fold", {
      "margin-block": ".8rem .3rem", font: "inherit", cursor: "pointer", padding: ".2rem .8rem", color: "#2b0b0b",
      background: "#fff5f0", border: "1px solid #ff9a9a", "border-radius": "4px", "min-block-size": "2.5rem",
    });
    close.type = "button";
    const turn = () => {
      const unfolds = list.hidden;
      remember(here, unfolds ? remembered(here).filter((one) => !names.includes(one)) : names);
      fold(unfolds);
      if (!unfolds) toggle.focus({ preventScroll: true });
    };
    toggle.addEventListener("click", turn);
    close.addEventListener("click", turn);
    list.append(close);
    box.append(toggle, list);
    document.body.append(box);
    fold(fresh.length > 0 || open);
    clearFocus();
  }

  window.addEventListener("resize", () => box && leaveRoom());

  // ---- Styles ----

  function swap(paths) {
    document.querySelectorAll('link[rel="stylesheet"]').forEach((link) => {
      const url = new URL(link.href);
      if (!paths.some((path) => url.pathname === "/" + path)) return;
      url.searchParams.set("v", String(Date.now()));
      // The old rules stay until the new ones are there: no moment is without any.
      const fresh = link.cloneNode();
      fresh.href = url.href;
      fresh.addEventListener("load", () => link.remove());
      link.after(fresh);
    });
  }

  // ---- News ----

  let source = null;

  function listen() {
    const query = new URLSearchParams({ path, mark: shows });
    source = new EventSource("/-/events?" + query);
    source.addEventListener("page", (event) => follow(JSON.parse(event.data)));
    source.addEventListener("problems", (event) => show(JSON.parse(event.data)));
    source.addEventListener("styles", (event) => swap(JSON.parse(event.data)));
    source.addEventListener("reload", () => window.location.reload());
    // By itself it would ask again with the mark of the page as it was first.
    source.addEventListener("error", () => {
      source.close();
      window.setTimeout(listen, 500);
    });
  }

  listen();
  window.addEventListener("pagehide", () => source.close());
  window.addEventListener("pageshow", (event) => event.persisted && listen());
})();
