// Makes a grid of the plain form of indicators: moves and pastes like a spreadsheet, checks while
// one writes, saves by itself. Everything it does can be done with the plain form, too.
"use strict";
(() => {
  const form = document.getElementById("sheet");
  if (!form || typeof Tabulator === "undefined") return;
  const byId = (id) => document.getElementById(id);
  const words = JSON.parse(byId("words").textContent);
  const levels = JSON.parse(byId("levels-data").textContent);
  const comments = JSON.parse(byId("comments-data").textContent);
  const say = (text, facts) => text.replace(/\{(\w+)\}/g, (_, name) => facts[name]);
  const later = (wait, act) => {
    let timer;
    return () => { clearTimeout(timer); timer = setTimeout(act, wait); };
  };

  // What stands in the plain form becomes the data of the grid.
  const plain = byId("plain");
  const heads = [...plain.querySelectorAll("th[data-column]")];
  const columns = heads.map((head) => head.dataset.column).filter((name) => name !== "target");
  let next = 0;
  const blank = () => ({ id: next++, origin: "", target: "", ...Object.fromEntries(columns.map((c) => [c, ""])) });
  const rows = [...plain.querySelectorAll("tr[data-row]")].map((line) => {
    const row = blank();
    for (const cell of line.querySelectorAll("input, textarea")) {
      const name = cell.name.split(".")[2];
      if (name) row[name] = cell.value;
    }
    row.target = line.querySelector(".reading").textContent.trim();
    return row;
  });
  const titles = Object.fromEntries(heads.map((head) => [head.dataset.column, head.textContent]));
  plain.remove();
  for (const id of ["grid", "grid-tools", "grid-hint"]) byId(id).hidden = false;
  byId("look").hidden = true;

  // What was seen of the content: row → field → {severity, title}; faults; rows as they were sent.
  let marks = new Map(), faults = {}, seen = rows.map((row) => row.id), remarked = new Map();
  seen.forEach((id, n) => {
    for (const name of columns) {
      const said = comments[`indicators.${n}.${name}`];
      if (said) remarked.set(`${id}.${name}`, said.join("\n"));
    }
  });

  const widths = { level1: 92, level2: 108, name: 190, sign: 58, period_value: 84, annual_value: 108, unit: 58, weight: 54, explanation: 150, scoring_rule: 150, target: 116 };
  const paint = (cell) => {
    const key = `${cell.getData().id}.${cell.getField()}`, element = cell.getElement();
    const mark = marks.get(key), remark = remarked.get(key), fault = faults[key];
    for (const name of ["block", "must", "advice"]) element.classList.toggle(name, !!mark && mark.severity === name);
    element.classList.toggle("marked", !!mark);
    element.classList.toggle("faulty", !!fault);
    element.classList.toggle("commented", !!remark);
    element.title = [fault, mark && mark.title, remark].filter(Boolean).join("\n");
  };
  const format = (cell) => { paint(cell); return document.createTextNode(cell.getValue() || ""); };

  // A cell being written: Enter goes down, Tab on, Alt+Enter breaks the line, Escape leaves it.
  let typed = null;
  const write = (cell, rendered, done, leave) => {
    const box = document.createElement("textarea");
    box.setAttribute("aria-label", titles[cell.getField()]);
    box.value = typed === null ? cell.getValue() || "" : typed;
    typed = null;
    rendered(() => { box.focus({ preventScroll: true }); box.setSelectionRange(box.value.length, box.value.length); });
    const finish = (down, right) => { done(box.value); step(cell, down, right); };
    box.addEventListener("blur", () => done(box.value));
    box.addEventListener("input", () => { if (cell.getField() === "name") suggest(box.value); });
    box.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.isComposing) return;
      if (event.key === "Escape") { leave(); focusGrid(); }
      else if (event.key === "Enter" && (event.altKey || event.ctrlKey)) box.setRangeText("\n", box.selectionStart, box.selectionEnd, "end");
      else if (event.key === "Enter") finish(event.shiftKey ? -1 : 1, 0);
      else if (event.key === "Tab") finish(0, event.shiftKey ? -1 : 1);
      else return;
      event.preventDefault();
    });
    return box;
  };
  const options = (name) => [...byId(`choices-${name}`).children].map((one) => one.value);
  const choose = (name) => ({
    editor: "list",
    editorParams: {
      autocomplete: true, freetext: true, listOnEmpty: true, allowEmpty: true, maxHeight: 260, selectContents: true,
      valuesLookup: (cell) => (name === "level2" && levels[cell.getData().level1]) || options(name),
    },
  });
  const column = (name) => ({
    title: titles[name], field: name, width: widths[name], headerSort: false, headerWordWrap: true, resizable: true, formatter: format,
    hozAlign: name === "weight" ? "right" : "left",
    ...(byId(`choices-${name}`) ? choose(name) : { editor: write }),
  });
  const shownColumns = columns.map(column);
  shownColumns.splice(columns.indexOf("unit") + 1, 0, {
    title: words.target, field: "target", width: widths.target, headerSort: false, headerWordWrap: true, cssClass: "reading", formatter: (cell) => document.createTextNode(cell.getValue() || ""),
  });

  // Inside a grid everything has a role, also what stands there when it has no rows.
  const nothing = document.createElement("div");
  nothing.className = "tabulator-placeholder-contents";
  nothing.setAttribute("role", "row");
  nothing.append(Object.assign(document.createElement("span"), { role: "gridcell", textContent: "—" }));
  const grid = new Tabulator("#grid", {
    data: rows, index: "id", columns: shownColumns, renderVertical: "basic", maxHeight: "62vh", layout: "fitDataFill",
    movableRows: true, selectableRange: 1, selectableRangeRows: true, selectableRangeColumns: false,
    editTriggerEvent: "dblclick", columnDefaults: { variableHeight: true },
    rowHeader: { title: "#", formatter: "rownum", headerSort: false, width: 42, hozAlign: "center", resizable: false, rowHandle: true, frozen: true },
    placeholder: nothing,
  });

  // Undo holds whole contents: they are small, and a paste is one step.
  const past = [], future = [];
  const data = () => grid.getRows().map((row) => ({ ...row.getData() }));
  let before = rows.map((row) => ({ ...row }));
  const changed = () => {
    past.push(before); if (past.length > 100) past.shift();
    future.length = 0; before = data(); dirty();
  };
  const restore = async (from, to) => {
    if (!from.length) return;
    to.push(before);
    const known = new Map(before.map((row) => [row.id, row.origin]));
    before = from.pop().map((row) => ({ ...row, origin: known.get(row.id) ?? row.origin }));
    await grid.replaceData(before.map((row) => ({ ...row })));
    dirty();
  };
  grid.on("cellEdited", changed);
  grid.on("rowMoved", changed);

  const focusGrid = () => byId("grid").querySelector(".tabulator-tableholder").focus({ preventScroll: true });
  const range = () => grid.getRanges()[0];
  const block = () => {
    const cells = range() ? range().getStructuredCells() : [];
    return cells.map((line) => line.filter((cell) => columns.includes(cell.getField()))).filter((line) => line.length);
  };
  const go = (cell) => {
    if (!cell) return;
    range().setBounds(cell, cell);
    cell.getElement()?.scrollIntoView({ block: "nearest", inline: "nearest" });
    focusGrid();
  };
  const order = () => shownColumns.map((one) => one.field).filter((name) => name !== "target");
  const step = (cell, down, right) => {
    const all = grid.getRows(), names = order();
    let row = all.indexOf(cell.getRow()) + down, at = names.indexOf(cell.getField()) + right;
    if (at >= names.length) { at = 0; row += 1; }
    if (at < 0) { at = names.length - 1; row -= 1; }
    if (row >= 0 && row < all.length) go(all[row].getCell(names[at])); else go(cell);
  };

  // Cells as a spreadsheet puts them on the clipboard: tabs, line ends, quotes around both.
  const parse = (text) => {
    const lines = [[""]];
    let quoted = false;
    for (let n = 0; n < text.length; n += 1) {
      const sign = text[n], line = lines[lines.length - 1], last = line.length - 1;
      if (quoted) {
        if (sign === '"' && text[n + 1] === '"') { line[last] += '"'; n += 1; }
        else if (sign === '"') quoted = false;
        else line[last] += sign;
      } else if (sign === '"' && line[last] === "") quoted = true;
      else if (sign === "\t") line.push("");
      else if (sign === "\n") lines.push([""]);
      else if (sign !== "\r") line[last] += sign;
    }
    if (lines.length > 1 && lines[lines.length - 1].join("") === "") lines.pop();
    return lines;
  };
  const quote = (text) => (/["\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const update = async (changes) => { await grid.updateData(changes); changed(); };
  const paste = async (text) => {
    const cells = block();
    const first = cells.length ? cells[0][0] : null;
    const lines = parse(text), names = order();
    const from = first ? grid.getRows().indexOf(first.getRow()) : grid.getRows().length;
    const left = first ? names.indexOf(first.getField()) : 0;
    if (lines.length === 1 && lines[0].length === 1) {
      return update(cells.map((line) => ({ id: line[0].getData().id, ...Object.fromEntries(line.map((cell) => [cell.getField(), lines[0][0]])) })));
    }
    const missing = from + lines.length - grid.getRows().length;
    if (missing > 0) await grid.addData(Array.from({ length: missing }, blank));
    const all = grid.getRows();
    const changes = lines.map((line, n) => ({
      id: all[from + n].getData().id,
      ...Object.fromEntries(line.map((value, k) => [names[left + k], value]).filter(([name]) => name)),
    }));
    await update(changes);
    const last = lines[0].length - 1;
    range()?.setBounds(all[from].getCell(names[left]), all[from + lines.length - 1].getCell(names[Math.min(left + last, names.length - 1)]));
  };
  const mine = (event) => {
    const active = document.activeElement;
    return byId("grid").contains(active) && !/^(INPUT|TEXTAREA|SELECT)$/.test(active.tagName) && event.isTrusted !== undefined;
  };
  document.addEventListener("paste", (event) => {
    if (!mine(event)) return;
    event.preventDefault(); event.stopPropagation();
    paste(event.clipboardData.getData("text/plain"));
  }, true);
  for (const kind of ["copy", "cut"]) document.addEventListener(kind, (event) => {
    if (!mine(event)) return;
    event.preventDefault(); event.stopPropagation();
    event.clipboardData.setData("text/plain", block().map((line) => line.map((cell) => quote(cell.getValue() || "")).join("\t")).join("\n"));
    if (kind === "cut") acts.clear();
  }, true);

  const selected = () => [...new Set(block().map((line) => line[0].getRow()))];
  const shift = async (by) => {
    const chosen = selected(), all = grid.getRows();
    if (!chosen.length) return;
    const places = chosen.map((row) => all.indexOf(row));
    const beside = by < 0 ? all[Math.min(...places) - 1] : all[Math.max(...places) + 1];
    if (!beside) return;
    for (const row of by < 0 ? chosen : chosen.slice().reverse()) await row.move(beside, by < 0);
  };
  const acts = {
    add: async () => {
      const here = selected().pop();
      const row = await grid.addRow(blank(), false, here);
      changed(); go(row.getCell("level1"));
    },
    remove: async () => {
      const chosen = selected();
      if (!chosen.length) return;
      const at = grid.getRows().indexOf(chosen[0]);
      await grid.deleteRow(chosen.map((row) => row.getData().id));
      changed();
      const rest = grid.getRows();
      if (rest.length) go(rest[Math.min(at, rest.length - 1)].getCell("name"));
    },
    up: () => shift(-1),
    down: () => shift(1),
    fill: async () => {
      const [top, ...below] = block();
      if (!top) return;
      const all = grid.getRows(), at = all.indexOf(top[0].getRow());
      const source = below.length ? top : top.map((cell) => (at > 0 ? all[at - 1].getCell(cell.getField()) : cell));
      const values = Object.fromEntries(source.map((cell) => [cell.getField(), cell.getValue() || ""]));
      await update((below.length ? below : [top]).map((line) => ({ id: line[0].getData().id, ...values })));
    },
    clear: () => update(block().map((line) => ({ id: line[0].getData().id, ...Object.fromEntries(line.map((cell) => [cell.getField(), ""])) }))),
    undo: () => restore(past, future),
    redo: () => restore(future, past),
  };
  byId("grid-tools").addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) acts[button.dataset.do]();
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") { event.preventDefault(); save(); return; }
    if (!mine(event)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    let act = null;
    if (event.ctrlKey || event.metaKey) act = { d: acts.fill, z: event.shiftKey ? acts.redo : acts.undo, y: acts.redo }[key];
    else if (key === "Delete" || key === "Backspace") act = acts.clear;
    else if (key === "Enter" || key === "F2") act = () => { const cell = block()[0]?.[0]; if (cell) cell.edit(true); };
    else if ((key.length === 1 || key === "Process") && !event.altKey) {
      const cell = block()[0]?.[0];
      if (!cell) return;
      typed = ""; cell.edit(true); typed = null; event.stopPropagation();
      return;
    }
    if (act) { event.preventDefault(); event.stopPropagation(); act(); }
  }, true);

  // What a machine sees: readings, findings, safe changes, the sum of weights.
  const sheet = () => {
    const fields = {};
    for (const one of form.querySelectorAll("[name^='field.']")) fields[one.name.slice(6)] = one.value;
    return { fields, rows: grid.getRows().map((row) => { const { id, target, ...cells } = row.getData(); return cells; }) };
  };
  const post = (address, body) => fetch(address, {
    method: "POST", credentials: "same-origin", redirect: "error",
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value },
    body: JSON.stringify(body),
  });
  const where = (place) => {
    const found = /^indicators\.(\d+)\.(\w+)$/.exec(place);
    return found && { id: seen[Number(found[1])], name: found[2] };
  };
  const repaint = () => grid.getRows().forEach((row) => row.getCells().forEach((cell) => { if (columns.includes(cell.getField())) paint(cell); }));
  const setFaults = (found) => {
    faults = {};
    for (const [place, why] of Object.entries(found || {})) {
      const at = where(place);
      if (at) faults[`${at.id}.${at.name}`] = why;
    }
    for (const box of form.querySelectorAll("[name^='field.']")) {
      const why = (found || {})[box.name.slice(6)];
      if (why) box.setAttribute("aria-invalid", "true"); else box.removeAttribute("aria-invalid");
      box.title = why || "";
    }
  };
  const show = (look, ids) => {
    seen = ids; marks = new Map();
    for (const mark of [...look.marks].reverse()) for (const place of mark.places) {
      const at = where(place);
      if (at) marks.set(`${at.id}.${at.name}`, mark);
    }
    setFaults(look.faults);
    byId("findings").innerHTML = look.findings;
    for (const [name, count] of Object.entries(look.counts)) document.querySelector(`[data-count=${name}]`).textContent = count;
    look.targets.forEach((said, n) => {
      const row = grid.getRow(ids[n]);
      if (row && row.getData().target !== said) row.update({ target: said });
    });
    const sum = look.weights, line = byId("weights");
    line.textContent = sum ? say(words.sum, sum) + (sum.agrees ? "" : ` ${words.wrong}`) : "";
    line.classList.toggle("wrong", !!sum && !sum.agrees);
    offer(look.fixes);
    repaint();
  };
  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const offer = (fixes) => {
    byId("fixes-card").hidden = !fixes.length;
    byId("fixes").replaceChildren(...fixes.map((fix) => {
      const at = where(fix.place), line = element("li", "");
      const position = at ? grid.getRows().findIndex((row) => row.getData().id === at.id) + 1 : 0;
      const name = at ? `${say(words.row, { row: position })} ${titles[at.name]}` : fix.place;
      const button = element("button", words.tidy, { type: "button", class: "quiet small" });
      button.addEventListener("click", () => {
        if (at) update([{ id: at.id, [at.name]: fix.after }]);
        else { form.elements[`field.${fix.place}`].value = fix.after; dirty(); }
      });
      line.append(element("a", name, { href: `#cell-${fix.place}` }), "：", element("del", fix.before), " → ", element("ins", fix.after), " ", button);
      return line;
    }));
  };
  let asked = 0;
  const look = async () => {
    const turn = ++asked, ids = grid.getRows().map((row) => row.getData().id);
    try {
      const answer = await post(form.dataset.check, sheet());
      if (answer.ok && turn === asked) show(await answer.json(), ids);
    } catch { /* nothing is lost: it is asked again with the next change */ }
  };

  // Saving: some seconds after the last change, one at a time; what is typed meanwhile comes next.
  const status = byId("status"), trouble = byId("trouble");
  let unsaved = form.dataset.unsaved === "1", saving = false, stopped = false, serial = 0;
  const lookSoon = later(350, look);
  const saveSoon = later(2500, () => save());
  const retry = later(10000, () => save());
  const dirty = () => {
    unsaved = true; serial += 1;
    status.textContent = words.changed;
    lookSoon(); if (!stopped) saveSoon();
  };
  const complain = (text, link) => {
    trouble.hidden = !text;
    trouble.replaceChildren(text || "");
    if (link) trouble.append(" ", element("a", words.compare, { href: link }));
  };
  const save = async () => {
    if (saving) return;
    saving = true;
    const now = serial, ids = grid.getRows().map((row) => row.getData().id);
    const revision = form.elements.revision;
    status.textContent = words.saving;
    try {
      const answer = await post(form.action, { revision: revision.value, ...sheet() });
      const said = await answer.json();
      if (answer.ok) {
        revision.value = said.revision;
        const origins = new Map(ids.map((id) => [id, ""]));
        said.origins.forEach((place, n) => origins.set(ids[place], String(n)));
        for (const row of grid.getRows()) if (origins.has(row.getData().id)) row.getData().origin = origins.get(row.getData().id);
        for (const row of before) if (origins.has(row.id)) row.origin = origins.get(row.id);
        complain("");
        if (now === serial) { unsaved = false; asked += 1; show(said, ids); status.textContent = say(words.saved, { time: new Date().toTimeString().slice(0, 8) }); }
      } else {
        status.textContent = words.changed;
        if (said.faults) { setFaults(said.faults); repaint(); complain(`${words.faults} ${said.message}`); }
        else {
          stopped = true; unsaved = !said.mine;
          status.textContent = said.mine ? words.kept : words.changed; status.classList.add("refused");
          complain(answer.status === 401 ? words.ended : said.message, answer.status === 401 ? "/login" : said.conflict);
        }
      }
    } catch {
      status.textContent = words.changed; complain(words.failed); retry();
    }
    saving = false;
    if (unsaved && !stopped && now !== serial) saveSoon();
  };
  form.addEventListener("input", (event) => { if (event.target.name?.startsWith("field.")) dirty(); });
  form.addEventListener("submit", (event) => { event.preventDefault(); save(); });
  window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && unsaved && !stopped) save(); });

  // Links to cells lead into the grid.
  const jump = (place) => {
    const at = where(place);
    const row = at && grid.getRow(at.id);
    if (row) { go(row.getCell(at.name)); return true; }
    const box = byId(`cell-${place}`);
    if (box?.focus) box.focus();
    return false;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#cell-']");
    if (link && jump(decodeURIComponent(link.getAttribute("href").slice(6)))) event.preventDefault();
  });

  // Words of other projects for the indicator one writes.
  let wanted = "";
  const ask = later(300, async () => {
    try {
      const answer = await fetch(`${form.dataset.suggestions}?name=${encodeURIComponent(wanted)}`, { headers: { Accept: "application/json" } });
      if (answer.ok) suggestions((await answer.json()).suggestions);
    } catch { /* it is only a help */ }
  });
  const suggest = (name) => { if (name.trim().length > 1 && name !== wanted) { wanted = name; ask(); } };
  const suggestions = (found) => {
    byId("suggestions-card").hidden = !found.length;
    byId("suggestions").replaceChildren(...found.map((one) => {
      const { cells } = one, line = element("li", "");
      const button = element("button", words.take, { type: "button", class: "quiet small" });
      button.addEventListener("mousedown", (event) => event.preventDefault());
      button.addEventListener("click", () => {
        const row = selected()[0];
        if (!row) return;
        const now = row.getData(), taken = { id: now.id, name: cells.name };
        for (const name of columns) if (name !== "name" && name !== "weight" && !now[name]) taken[name] = cells[name] || "";
        update([taken]);
      });
      const value = cells.annual_value || cells.period_value;
      line.append(element("strong", cells.name), ` ${value}${cells.unit && !value.endsWith(cells.unit) ? cells.unit : ""} `, element("span", `${one.year} ${one.project}`, { class: "hint" }), " ", button);
      return line;
    }));
  };
  grid.on("rangeChanged", () => { const cell = block()[0]?.[0]; if (cell?.getField() === "name" && cell.getValue()) suggest(cell.getValue()); });
  grid.on("tableBuilt", () => {
    // What holds the rows takes the focus, so it cannot do without a role.
    grid.element.querySelector(".tabulator-tableholder").setAttribute("role", "rowgroup");
    grid.element.querySelector(".tabulator-table").setAttribute("role", "none");
    repaint();
    if (!location.hash) { document.activeElement.blur(); window.scrollTo(0, 0); }
    if (unsaved) dirty(); else look();
  });
})();
