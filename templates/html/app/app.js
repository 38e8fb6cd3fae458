/* Makes the pages quicker: answers are saved as they are given, rows come and go without a new page, and what a
 * change hides or shows follows at once. Without it every page works with its buttons. */
"use strict";
(() => {
  const form = document.querySelector("[data-skema]");
  const WAIT = 900;

  /* --- Small things on every page ------------------------------------------------------------------------ */
  document.querySelector("[data-fokus]")?.focus();
  document.querySelectorAll("[data-vaelger]").forEach((chooser) => {
    chooser.addEventListener("change", () => chooser.requestSubmit());
    chooser.querySelector("button")?.classList.add("usynlig");
  });
  const job = document.querySelector("[data-opgave]");
  if (job) {
    const look = async () => {
      const told = await (await fetch(job.dataset.opgave)).json();
      if (!told.i_gang) { location.reload(); return; }
      job.querySelector("[data-hvad]").textContent = `Danner: ${told.hvad}`;
      job.querySelector("[data-fremdrift]").value = told.procent;
      setTimeout(look, 1000);
    };
    setTimeout(look, 1000);
  }

  /* --- Rows ---------------------------------------------------------------------------------------------- */
  let fresh = 0;
  const rowsOf = (question) => [...question.querySelectorAll("[data-raekke]")];
  const renumber = (question) => rowsOf(question).forEach((row, at) => {
    row.querySelector(".nummer").textContent = at + 1;
    row.querySelector("[role=group]").setAttribute("aria-label", `Række ${at + 1}`);
  });
  const titleOf = (row) => {
    const first = [...row.querySelectorAll("input:not([type]), textarea")].find((one) => one.value.trim());
    row.querySelector(".kaldt").textContent = first ? first.value.trim().slice(0, 120) : "Ny række";
  };
  const newRow = (question, token) => {
    const holder = document.createElement("div");
    holder.innerHTML = question.querySelector("template").innerHTML.replaceAll("/ny/", `/${token}/`).replaceAll("/ny\"", `/${token}"`).replaceAll("-ny\"", `-${token}"`).replaceAll("-ny-", `-${token}-`);
    return holder.firstElementChild;
  };
  const addRow = (question) => {
    while (question.querySelector(`[name*='/n${fresh}/']`)) fresh += 1;
    const row = newRow(question, `n${fresh}`);
    question.querySelector("[data-raekker]").append(row);
    renumber(question);
    row.open = true;
    row.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  };
  const moveOption = (button) => {
    const option = button.closest(".valg"), up = button.dataset.flyt === "op";
    const chosen = [...option.parentElement.querySelectorAll(":scope > .valg:has(input:checked)")];
    const near = chosen[chosen.indexOf(option) + (up ? -1 : 1)];
    if (!near) return;
    if (up) near.before(option); else near.after(option);
    button.focus();
    option.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const change = (button) => {
    const question = button.closest("[data-spoergsmaal]"), row = button.closest("[data-raekke]");
    if (button.matches("[data-tilfoej]")) { addRow(question); return; }
    const rows = rowsOf(question), at = rows.indexOf(row);
    if (button.matches("[data-slet]")) {
      const near = rows[at + 1] || rows[at - 1];
      row.remove();
      (near?.querySelector("summary") || question.querySelector("[data-tilfoej]")).focus();
    } else if (button.matches("[data-op]") && at > 0) {
      rows[at - 1].before(row); button.focus();
    } else if (button.matches("[data-ned]") && at < rows.length - 1) {
      rows[at + 1].after(row); button.focus();
    } else { return; }
    renumber(question);
    const own = question.querySelector("[data-eget]");
    if (own) own.checked = true;
    question.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const fieldsOf = (question) => [...question.querySelectorAll("input, textarea, select")].filter((one) => one.name && (!["radio", "checkbox"].includes(one.type) || one.checked));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-tilfoej], [data-slet], [data-op], [data-ned], [data-flyt]");
    if (!button) return;
    event.preventDefault();
    if (button.matches("[data-flyt]")) moveOption(button); else change(button);
  });
  document.addEventListener("input", (event) => {
    const row = event.target.closest("[data-raekke]");
    if (row) titleOf(row);
  });
  window.plangen = { fieldsOf, rowsOf, newRow, renumber, titleOf };

  /* --- Saving -------------------------------------------------------------------------------------------- */
  if (!form) return;
  const waiting = new Map();
  let queue = Promise.resolve(), unsaved = 0;
  const say = (question, text, kind = "") => {
    const place = question.querySelector("[data-tilstand]");
    place.className = `gemt ${kind}`;
    place.textContent = text;
  };
  const sent = (question) => {
    const body = new URLSearchParams();
    for (const one of fieldsOf(question)) body.append(one.name, one.value);
    return body;
  };
  /* After saving, each row has the number that it has in the file; a new row with nothing in it has none. */
  const numbered = (question, count) => {
    let at = 0;
    for (const row of rowsOf(question)) {
      const number = row.querySelector("input[name$='/.raekke']");
      const filled = [...row.querySelectorAll("input:not([type=hidden]), textarea, select")].some((one) => ["radio", "checkbox"].includes(one.type) ? one.checked : one.value.trim());
      if (number.value !== "" || filled) { number.value = at; at += 1; }
    }
    if (at !== count) location.reload();
  };
  /* What is found at fields and rows. A row that was added here has fields of other names than after loading the page. */
  const moved = {};
  const found = (question, places) => {
    question.querySelectorAll("[data-fund], [data-raekkefund]").forEach((one) => { one.innerHTML = ""; });
    question.querySelectorAll("[aria-invalid]").forEach((one) => one.removeAttribute("aria-invalid"));
    const single = question.tagName === "DIV";
    if (single && question.querySelector("[data-beskeder] .fejltekst")) question.querySelector("[data-beskeder] ~ .felt [name]").setAttribute("aria-invalid", "true");
    for (const one of places) {
      const row = rowsOf(question).find((row) => row.querySelector("input[name$='/.raekke']").value === one.raekke);
      const token = row ? row.querySelector("input[name$='/.raekke']").name.split("/").at(-2) : one.raekke;
      const name = [question.dataset.navn, token, one.felt].filter(Boolean).join("/");
      const field = question.querySelector(one.felt ? `[name='${name}']:not([type=hidden])` : `[name^='${name}/']:not([type=hidden])`);
      if (!field) continue;
      const place = one.felt ? field.closest(".felt").querySelector("[data-fund]") : field.closest(".raekke").querySelector("[data-raekkefund]");
      place.innerHTML = one.html;
      moved[one.sted] = field;
      if (!place.querySelector(".fejltekst")) continue;
      if (one.felt && !["radio", "checkbox"].includes(field.type)) field.setAttribute("aria-invalid", "true");
      const around = field.closest("details.raekke");
      if (around) around.open = true;
    }
  };
  const update = (told) => {
    for (const question of form.querySelectorAll("[data-spoergsmaal]")) {
      const id = question.dataset.spoergsmaal, place = question.querySelector("[data-beskeder]");
      if (!(id in told.beskeder)) continue;
      question.hidden = told.skjult.includes(id);
      if (place.querySelector(".konflikt, .afvist")) continue;
      /* Rows are known by their numbers, which hold while nobody else has changed the answer. */
      const fits = question.querySelector("[data-version]").value === told.versioner[id];
      place.innerHTML = fits ? told.beskeder[id] : told.alle[id];
      found(question, fits ? told.felter[id] : []);
      question.classList.toggle("forkert", question.querySelector(".fejltekst") !== null);
    }
    const note = form.querySelector("[data-skjulte]");
    if (note) note.hidden = !told.skjult.length;
    document.querySelector("[data-opsummering]").innerHTML = told.opsummering;
    document.querySelector("[data-trin]").innerHTML = told.trin;
  };
  /* What is found in the answers takes longer than saving them: it is asked for once for all that is saved meanwhile. */
  let judging = false, toJudge = null;
  const judge = async (question) => {
    toJudge = question;
    if (judging) return;
    judging = true;
    let last = null;
    while (toJudge) {
      last = toJudge;
      toJudge = null;
      try { update(await (await fetch(form.dataset.fund)).json()); } catch { /* asked for again after the next save */ }
    }
    judging = false;
    show(last);
  };
  /* Somebody has to decide: the question stands as the server has it. A field alone holds what was sent already, and may be
   * written in. */
  const decide = (question, html) => {
    const holder = document.createElement("div"), focused = document.activeElement.id;
    holder.innerHTML = html;
    const other = holder.firstElementChild;
    if (question.tagName === "DIV") {
      for (const name of ["version", "vist"]) question.querySelector(`[data-${name}]`).value = other.querySelector(`[data-${name}]`).value;
      question.querySelector("[data-beskeder]").replaceWith(other.querySelector("[data-beskeder]"));
      question.className = other.className;
      return question;
    }
    question.replaceWith(other);
    if (focused) document.getElementById(focused)?.focus();
    return other;
  };
  const save = async (question) => {
    say(question, "Gemmer …", "venter");
    let answer, told;
    try {
      answer = await fetch(form.action, { method: "POST", body: sent(question), headers: { Accept: "application/json" } });
      told = await answer.json();
    } catch {
      say(question, "Ikke gemt: serveren svarer ikke. Svaret står her stadig; prøv igen med Gem.", "ikke");
      return;
    }
    const mine = told.svar?.[question.dataset.spoergsmaal];
    if (!mine) { say(question, "Ikke gemt. Hent siden igen.", "ikke"); return; }
    if (mine.spoergsmaal && waiting.has(question)) return; /* it is being written in, and is saved again */
    if (mine.udfald === "konflikt") {
      const other = decide(question, mine.spoergsmaal);
      say(other, "Ikke gemt: en anden har ændret det samme. Vælg ovenfor.", "ikke");
      other.querySelector(".konflikt")?.scrollIntoView({ block: "nearest" });
    } else if (mine.udfald === "afvist") {
      say(decide(question, mine.spoergsmaal), "Ikke gemt.", "ikke");
    } else {
      question.querySelector("[data-version]").value = mine.version;
      question.querySelector("[data-vist]").value = mine.vist;
      question.querySelectorAll(".konflikt, .afvist").forEach((one) => one.remove());
      if (rowsOf(question).length) numbered(question, mine.raekker);
      say(question, "Gemt");
      unsaved = waiting.size;
      if (mine.udfald === "gemt") judge(question);
    }
  };
  const enqueue = (question) => {
    clearTimeout(waiting.get(question));
    waiting.delete(question);
    queue = queue.then(() => save(question));
  };
  const later = (question, wait) => {
    unsaved += 1;
    clearTimeout(waiting.get(question));
    waiting.set(question, setTimeout(() => enqueue(question), wait));
  };
  form.addEventListener("input", (event) => {
    const question = event.target.closest("[data-spoergsmaal]");
    if (question) later(question, WAIT);
  });
  form.addEventListener("change", (event) => {
    const question = event.target.closest("[data-spoergsmaal]");
    if (!question) return;
    if (event.target.matches("[data-eget]")) question.querySelector(".eget-felter").open = event.target.checked;
    const own = question.querySelector("[data-eget]");
    if (own && event.target !== own && event.target.closest(".eget-felter")) own.checked = true;
    later(question, 150);
  });
  form.addEventListener("click", (event) => {
    const keep = event.target.closest("[data-behold]");
    if (!keep) return;
    event.preventDefault();
    enqueue(keep.closest("[data-spoergsmaal]"));
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-brug]")) { event.preventDefault(); unsaved = 0; location.reload(); }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-opsummering] a");
    const place = link && (moved[link.hash.slice(1)] || document.getElementById(link.hash.slice(1)));
    if (!place) return;
    event.preventDefault();
    for (let around = place.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
    place.scrollIntoView({ block: "center" });
    place.focus();
  });
  form.addEventListener("submit", () => { unsaved = 0; });
  addEventListener("beforeunload", (event) => { if (waiting.size) event.preventDefault(); });

  /* --- The document beside the questions ------------------------------------------------------------------ */
  const frame = document.querySelector("[data-visning]"), chosen = document.querySelector("[data-dokument]");
  let shown = 0;
  const show = (question) => {
    if (!frame) return;
    const documents = question ? question.dataset.dokumenter.split(" ") : [];
    const there = [...chosen.options].map((one) => one.value);
    if (question && !documents.includes(chosen.value)) {
      const other = documents.find((one) => there.includes(one));
      if (other) chosen.value = other;
    }
    const query = new URLSearchParams(location.search).get("afdeling");
    const place = new URLSearchParams({ n: (shown += 1), ...(query ? { afdeling: query } : {}), ...(question ? { sted: question.dataset.spoergsmaal } : {}) });
    frame.contentWindow.location.replace(`${form.dataset.forhaandsvisning}${chosen.value}?${place}#her`);
  };
  chosen?.addEventListener("change", () => show(null));

  /* Somebody may save the answer file in another program meanwhile: the document is as it was, or is shown anew. */
  const asShown = async () => (await fetch(frame.contentWindow.location.href)).text();
  let left = null;
  if (frame) {
    addEventListener("blur", () => { left = asShown().catch(() => null); });
    addEventListener("focus", async () => {
      const [then, now] = [await left, left && !waiting.size ? await asShown().catch(() => null) : null];
      left = null;
      if (then && now && then !== now) frame.contentWindow.location.reload();
    });
  }
})();
