"use strict";
/* Sorts and filters the tables. Without it the page is plain, and everything stands in it. */
(() => {
  const danish = new Intl.Collator("da", { numeric: true, sensitivity: "base" });
  const form = document.querySelector(".filter");
  const word = document.getElementById("ord");
  const pack = document.getElementById("afdeling");
  const told = document.getElementById("svar");
  const tables = [...document.querySelectorAll("table")];

  const value = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.v ?? cell.textContent.trim();
  };

  const sort = (table, column, head) => {
    const up = head.getAttribute("aria-sort") !== "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const body = table.tBodies[0];
    const rows = [...body.rows];
    rows.sort((a, b) => danish.compare(value(a, column), value(b, column)) * (up ? 1 : -1));
    body.append(...rows);
    told.textContent = `Sorteret efter ${head.textContent}, ${up ? "stigende" : "faldende"}.`;
  };

  const buttons = new Map();
  for (const table of tables) {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(table, column, head));
      head.append(button);
      buttons.set(head, button);
    });
  }

  /* Browsers print a heading on each page of a table, but no button in it. */
  addEventListener("beforeprint", () => buttons.forEach((button, head) => head.replaceChildren(...button.childNodes)));
  addEventListener("afterprint", () => buttons.forEach((button, head) => {
    button.append(...head.childNodes);
    head.append(button);
  }));

  const filter = () => {
    const wanted = word.value.trim().toLocaleLowerCase("da");
    let shown = 0;
    for (const table of tables) {
      let here = 0;
      for (const row of table.tBodies[0].rows) {
        const packs = row.dataset.pakker.split(" ");
        const mine = !pack.value || packs.includes(pack.value);
        row.hidden = !mine || !row.textContent.toLocaleLowerCase("da").includes(wanted);
        here += row.hidden ? 0 : 1;
      }
      table.parentElement.nextElementSibling.hidden = here > 0;
      shown += here;
    }
    told.textContent = `${shown} linjer vises.`;
  };

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  form.hidden = false;
})();
