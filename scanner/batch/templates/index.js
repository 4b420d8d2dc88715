"use strict";
/* Sorts and filters the table that is there; nothing is fetched and nothing is made. */
(() => {
  const table = document.getElementById("papers");
  const tools = document.querySelector(".tools");
  if (!table) return;
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const first = heads.findIndex((head) => head.classList.contains("label"));
  const rows = [...body.rows].map((row) => ({
    row,
    level: row.dataset.level,
    words: row.textContent.toLowerCase(),
    by: [...row.cells].map((cell) => value(cell.dataset.by ?? cell.textContent.trim())),
  }));
  const [search, level, label] = ["search", "level", "label"].map((id) => document.getElementById(id));
  const count = tools.querySelector(".count");
  const none = document.querySelector(".none");

  function value(text) {
    return text !== "" && !Number.isNaN(Number(text)) ? Number(text) : text.toLowerCase();
  }

  function filter() {
    const sought = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const each of rows) {
      const fits =
        (!level.value || each.level === level.value) &&
        (!label.value || each.by[first + Number(label.value)] !== "") &&
        sought.every((word) => each.words.includes(word));
      if (each.row.hidden === fits) each.row.hidden = !fits;
      shown += fits;
    }
    count.textContent = count.dataset.words.replace("{shown}", shown).replace("{total}", rows.length);
    none.hidden = shown > 0;
  }

  function sort(column, down) {
    rows.sort((a, b) => {
      const [x, y] = [a.by[column], b.by[column]];
      if (x === y) return 0;
      if (x === "" || y === "") return x === "" ? 1 : -1; // what has nothing stands last, either way
      const order = typeof x === typeof y ? (x < y ? -1 : 1) : typeof x === "number" ? -1 : 1;
      return down ? -order : order;
    });
    body.append(...rows.map((each) => each.row));
    heads.forEach((head, at) =>
      at === column ? head.setAttribute("aria-sort", down ? "descending" : "ascending") : head.removeAttribute("aria-sort"),
    );
  }

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const now = head.getAttribute("aria-sort");
      sort(column, now ? now === "ascending" : head.dataset.first === "down");
    });
  });
  tools.addEventListener("input", filter);
  tools.addEventListener("reset", () => setTimeout(filter));
  tools.addEventListener("submit", (event) => event.preventDefault());
  tools.hidden = false;
  filter();
})();
