
/* The form in one file: a draft in the browser, skip logic, and a file with the answers. */
(() => {
  const form = document.querySelector("[data-lost]");
  if (!form) return;
  const data = JSON.parse(document.getElementById("skema-data").textContent);
  const { fieldsOf, rowsOf } = window.plangen;
  const KEY = `plangen-skema:${data.project}:${data.department}:${JSON.stringify(data.made_from).length}:${location.pathname}`;
  const questions = [...form.querySelectorAll("[data-spoergsmaal]")].filter((one) => one.dataset.spoergsmaal in data.types);
  const byId = Object.fromEntries(questions.map((one) => [one.dataset.spoergsmaal, one]));

  /* --- Answers in the tree of an answer file ---------------------------------------------------------------- */
  const wayOf = (question, name) => name.slice(question.dataset.navn.length + 1).split("/");
  const put = (record, field, kind, value) => {
    if (kind !== "checkbox") { record[field] = value; return; }
    record[field] = [...(record[field] || []), value];
  };
  const isNothing = (value) => value === "" || value === null || value === undefined || (typeof value === "object" && Object.values(value).every(isNothing));
  const record = (question, fields, depth) => {
    const found = {};
    for (const one of fields) {
      const way = wayOf(question, one.name);
      if (way.length <= depth || way[depth].startsWith(".")) continue;
      const boxes = one.type === "checkbox" || (one.type === "hidden" && one.value === "");
      if (boxes && one.type === "hidden") { found[way[depth]] ??= []; continue; }
      put(found, way[depth], one.type, one.value);
    }
    return found;
  };
  const answerOf = (question) => {
    const kind = data.types[question.dataset.spoergsmaal], fields = fieldsOf(question);
    const plain = fields.filter((one) => one.name === question.dataset.navn);
    if (kind === "tabel") {
      const rows = rowsOf(question).map((row) => [record(question, fieldsOf(row), 1), fieldsOf(row).find((one) => one.name.endsWith("/.raekke")).value]).filter(([row, origin]) => origin !== "" || !isNothing(row));
      const none = question.querySelector("input[name$='/.ingen']");
      if (none?.checked && !rows.length) return { answer: "ingen" };
      return { answer: rows.map(([row]) => row), rows: rows.map(([, origin]) => (origin === "" ? null : Number(origin))) };
    }
    if (kind === "faste") {
      const groups = {};
      for (const one of fields) {
        const way = wayOf(question, one.name);
        if (way.length === 2 && !way[0].startsWith(".")) (groups[way[0]] ??= []).push(one);
      }
      return { answer: Object.fromEntries(Object.entries(groups).map(([row, some]) => [row, record(question, some, 1)])) };
    }
    if (kind === "felter") return { answer: record(question, fields, 0) };
    if (kind === "liste" || kind === "egne") {
      const chosen = plain.filter((one) => one.type === "checkbox").map((one) => one.value);
      const others = question.querySelector("textarea[name$='/.andre']")?.value.split("\n").map((one) => one.trim()).filter(Boolean) || [];
      return { answer: [...chosen, ...others] };
    }
    return { answer: plain.length ? plain[plain.length - 1].value : "" };
  };
  const everything = () => {
    const answers = { svar: {}, pakke: {} }, shown = {}, rows = {}, own = {};
    for (const [id, question] of Object.entries(byId)) {
      const found = answerOf(question), [part, name] = question.dataset.navn.split("/");
      answers[part][name] = found.answer;
      shown[id] = JSON.parse(question.querySelector("[data-vist]").value);
      if (found.rows) rows[id] = found.rows;
      const box = question.querySelector("[data-eget]");
      if (box) own[id] = box.checked;
    }
    return { format: data.format, version: data.version, project: data.project, department: data.department, answers_file: data.answers_file, made_from: data.made_from, shown, rows, own, answers };
  };

  /* --- Skip logic ------------------------------------------------------------------------------------------- */
  const valueOf = (id) => {
    if (!(id in byId)) return null;
    const { answer } = answerOf(byId[id]);
    const value = answer !== null && typeof answer === "object" && !Array.isArray(answer) && "valg" in answer ? answer.valg : answer;
    if (Array.isArray(value)) return value.filter((one) => !isNothing(one));
    return isNothing(value) ? null : value;
  };
  const same = (one, other) => (Array.isArray(one) && Array.isArray(other) ? JSON.stringify(one) === JSON.stringify(other) : one === other);
  const holds = ([what, ...parts]) => {
    switch (what) {
      case "navn": return valueOf(parts[0]);
      case "tekst": return parts[0];
      case "liste": return parts.map(holds);
      case "og": return parts.every(holds);
      case "eller": return parts.some(holds);
      case "ikke": return !holds(parts[0]);
      case "lig": return same(holds(parts[0]), holds(parts[1]));
      case "forskellig": return !same(holds(parts[0]), holds(parts[1]));
      case "i": return (holds(parts[1]) || []).includes(holds(parts[0]));
      case "ikke_i": return !(holds(parts[1]) || []).includes(holds(parts[0]));
    }
    return true;
  };
  const follow = (changed) => {
    for (const [id, one] of Object.entries(data.conditions)) {
      if (!(id in byId)) continue;
      const known = one.names.every((name) => name in byId);
      if (known && (changed === null || one.names.includes(changed))) byId[id].hidden = !holds(one.data);
    }
  };

  /* --- The draft ---------------------------------------------------------------------------------------------- */
  const told = document.querySelector("[data-kladde]");
  const draftOf = () => Object.fromEntries(Object.entries(byId).map(([id, question]) => [id, fieldsOf(question).map((one) => [one.name, one.value])]));
  let timer = 0, unsaved = false;
  const keep = () => {
    unsaved = true;
    try {
      localStorage.setItem(KEY, JSON.stringify(draftOf()));
      const now = new Date();
      told.textContent = `Kladden er gemt i denne browser kl. ${String(now.getHours()).padStart(2, "0")}.${String(now.getMinutes()).padStart(2, "0")}. Svarene sendes ingen steder hen, før I gemmer dem som fil.`;
    } catch {
      told.textContent = "Browseren kan ikke gemme en kladde. Gem svarene som fil, før I lukker siden.";
    }
  };
  const restore = () => {
    let draft = null;
    try { draft = JSON.parse(localStorage.getItem(KEY)); } catch { return; }
    if (!draft) return;
    for (const [id, pairs] of Object.entries(draft)) {
      if (id in byId) fill(byId[id], pairs);
    }
    told.textContent = "Kladden fra sidst er hentet frem. Den ligger kun i denne browser på denne computer.";
    follow(null);
  };
  const fill = (question, pairs) => {
    const table = question.querySelector("[data-raekker]");
    if (table) {
      const tokens = [...new Set(pairs.filter(([name]) => name.endsWith("/.raekke")).map(([name]) => name.split("/").at(-2)))];
      for (const row of rowsOf(question)) {
        const token = row.querySelector("input[name$='/.raekke']").name.split("/").at(-2);
        if (!tokens.includes(token)) row.remove();
      }
      for (const token of tokens) {
        const there = rowsOf(question).find((row) => row.querySelector(`[name$='/${token}/.raekke']`));
        table.append(there || window.plangen.newRow(question, token));
      }
      window.plangen.renumber(question);
    }
    const given = {};
    for (const [name, value] of pairs) (given[name] ??= []).push(value);
    for (const one of question.querySelectorAll("input, textarea, select")) {
      if (!one.name || one.closest("template")) continue;
      if (["radio", "checkbox"].includes(one.type)) one.checked = (given[one.name] || []).includes(one.value);
      else if (one.type !== "hidden" && one.name in given) one.value = given[one.name][0];
    }
    rowsOf(question).forEach(window.plangen.titleOf);
  };
  const changed = (event) => {
    const question = event.target.closest("[data-spoergsmaal]");
    if (!question) return;
    follow(question.dataset.spoergsmaal);
    clearTimeout(timer);
    timer = setTimeout(keep, 400);
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

  /* --- The file ------------------------------------------------------------------------------------------------ */
  document.querySelector("[data-gem]").addEventListener("click", () => {
    const file = new Blob([JSON.stringify(everything(), null, 1)], { type: "application/json" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = `${data.project}${data.department && "_"}${data.department}_svar.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    unsaved = false;
    document.querySelector("[data-gemt]").textContent = `Svarene er gemt i filen ${link.download} i mappen med hentede filer. Send den til den, der har sendt skemaet.`;
  });
  document.querySelector("[data-forfra]").addEventListener("click", () => {
    if (!confirm("Skal kladden slettes? Svar, som ikke er gemt som fil, går tabt.")) return;
    localStorage.removeItem(KEY);
    unsaved = false;
    location.reload();
  });
  window.plangen.everything = everything;
  restore();
})();
