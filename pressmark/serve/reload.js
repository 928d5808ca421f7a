// The editor's desk: reload when this page changed, swap changed styles, show what is wrong. Never part of a built site.
(function () {
  "use strict";
  const here = document.currentScript.dataset.path;
  const version = Number(document.currentScript.dataset.version);
  let box = null;

  function clear() {
    if (box) box.remove();
    box = null;
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

  // Those that this window has not shown before come first: they are of the last save.
  function newestFirst(problems) {
    const name = (problem) => problem.place + problem.message;
    let known = [];
    try {
      known = JSON.parse(sessionStorage.getItem("pressmark-problems")) || [];
      sessionStorage.setItem("pressmark-problems", JSON.stringify(problems.map(name)));
    } catch {
      known = [];
    }
    const old = (problem) => known.includes(name(problem));
    return [...problems.filter((p) => !old(p)), ...problems.filter(old)];
  }

  function show(problems) {
    clear();
    if (!problems.length) return;
    box = styled(document.createElement("section"), {
      position: "fixed", inset: "auto 1rem 1rem 1rem", "max-height": "40vh", overflow: "auto", padding: "1rem 1.25rem",
      background: "#2b0b0b", color: "#fff5f0", border: "2px solid #ff9a9a", "border-radius": "6px", "z-index": "1000",
      font: "15px/1.45 ui-monospace, monospace", "box-shadow": "0 6px 30px rgba(0,0,0,.4)", "text-align": "start",
    });
    box.setAttribute("role", "alert");
    box.dataset.problems = String(problems.length);
    const many = problems.length === 1 ? "1 error in the content" : problems.length + " errors in the content";
    box.append(line("strong", many + "; a file that cannot be read is shown as it last was"));
    newestFirst(problems).forEach((problem) => {
      const item = line("div", "", { "margin-block-start": ".6rem" });
      item.append(line("div", problem.place, { color: "#ffd0b0" }), line("div", problem.message));
      if (problem.hint) item.append(line("div", "hint: " + problem.hint, { color: "#d8c8c0" }));
      box.append(item);
    });
    const close = line("button", "Hide", {
      "margin-block-start": ".8rem", font: "inherit", cursor: "pointer", padding: ".2rem .8rem", color: "#2b0b0b",
      background: "#fff5f0", border: "1px solid #ff9a9a", "border-radius": "4px",
    });
    close.type = "button";
    close.addEventListener("click", clear);
    box.append(close);
    document.body.append(box);
  }

  function swap(paths) {
    document.querySelectorAll('link[rel="stylesheet"]').forEach((link) => {
      const url = new URL(link.href);
      if (!paths.some((path) => url.pathname === "/" + path)) return;
      url.searchParams.set("v", String(Date.now()));
      link.href = url.href;
    });
  }

  const source = new EventSource("/-/events?version=" + version + "&path=" + encodeURIComponent(here));
  source.addEventListener("problems", (event) => show(JSON.parse(event.data)));
  source.addEventListener("styles", (event) => swap(JSON.parse(event.data)));
  source.addEventListener("reload", () => {
    source.close();
    location.reload();
  });
  window.addEventListener("pagehide", () => source.close());
})();
