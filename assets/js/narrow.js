// The panel that narrows and orders results: facets with counts, days, order; and what was chosen, to be taken back.
// search.js says what is asked and is told of changes; facets.js counts.
(function () {
  "use strict";
  const pressmark = (window.pressmark = window.pressmark || {});
  const FEW = 8; // values of a facet that are shown at once
  const NAMES = {
    outlet: "Outlet", year: "Year", person: "Person", organization: "Organization", place: "Place", topic: "Topic",
    status: "Status",
  };

  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  // `chosen` gives {facets, from, to, order} as they are, `change` takes what of it is to be otherwise.
  function panel(chosen, change) {
    const chips = element("p", "search-chosen");
    const facets = element("div", "search-facets");
    const from = element("input");
    const to = element("input");
    const order = element("select", "", ...[["", "best match first"], ["newest", "newest first"], ["oldest", "oldest first"]]
      .map(([value, text]) => Object.assign(element("option", "", text), { value })));
    const days = element("p", "search-days", element("label", "", "From ", from), " ", element("label", "", "to ", to), " ",
      element("label", "", "Order ", order));
    const open = new Set(); // facets of which all values are shown

    from.type = to.type = "date";
    chips.hidden = true;

    function toggled(name, value) {
      const { facets: now } = chosen();
      const those = now[name] || [];
      const kept = those.includes(value) ? those.filter((v) => v !== value) : [...those, value];
      return { facets: { ...now, [name]: kept } };
    }

    function choice(name, value, count) {
      const box = element("input");
      box.type = "checkbox";
      box.checked = (chosen().facets[name] || []).includes(value);
      box.dataset.facet = name;
      box.value = value;
      return element("li", "", element("label", "", box, " ", value, " ", element("span", "search-count", String(count))));
    }

    function group({ name, values }) {
      const now = chosen().facets[name] || [];
      const all = [...values, ...now.filter((v) => !values.some(([value]) => value === v)).map((v) => [v, 0])];
      const shown = open.has(name) ? all : all.filter(([value], n) => n < FEW || now.includes(value));
      const made = element("fieldset", "search-facet", element("legend", "", NAMES[name] || name),
        element("ul", "", ...shown.map(([value, count]) => choice(name, value, count))));
      if (shown.length < all.length) {
        const more = element("button", "search-kind", `All ${all.length}`);
        more.type = "button";
        more.addEventListener("click", () => {
          open.add(name);
          made.replaceWith(group({ name, values }));
        });
        made.append(more);
      }
      return made;
    }

    // Shows the facets with their counts.
    function show(counts) {
      const { activeElement } = document;
      const kept = facets.contains(activeElement) && { facet: activeElement.dataset.facet, value: activeElement.value };
      facets.replaceChildren(...counts.filter(({ name, values }) => values.length || chosen().facets[name]).map(group));
      if (kept) [...facets.querySelectorAll("input")]
        .find((box) => box.dataset.facet === kept.facet && box.value === kept.value)?.focus();
    }

    function chip(text, undone) {
      const button = element("button", "search-chip", text, element("span", "", " ×"));
      button.type = "button";
      button.setAttribute("aria-label", `${text}: take this away`);
      button.addEventListener("click", () => {
        change(undone);
        (chips.querySelector("button") || document.querySelector("[data-search] input")).focus();
      });
      return button;
    }

    // Shows what is chosen.
    function state() {
      const { facets: now, from: since, to: until, order: by } = chosen();
      const values = Object.entries(now).flatMap(([name, those]) => those.map((value) =>
        chip(`${NAMES[name] || name}: ${value}`, toggled(name, value))));
      if (since) values.push(chip(`from ${since}`, { from: "" }));
      if (until) values.push(chip(`to ${until}`, { to: "" }));
      chips.replaceChildren(...values.flatMap((one) => [one, " "]));
      chips.hidden = !values.length;
      from.value = since;
      to.value = until;
      order.value = by;
    }

    facets.addEventListener("change", ({ target }) => change(toggled(target.dataset.facet, target.value)));
    from.addEventListener("change", () => change({ from: from.value }));
    to.addEventListener("change", () => change({ to: to.value }));
    order.addEventListener("change", () => change({ order: order.value }));
    return { chips, parts: [days, facets], show, state };
  }

  pressmark.narrow = panel;
})();
