"use strict";
(() => {
  document.documentElement.classList.add("js");
  const all = (root, selector) => [...root.querySelectorAll(selector)];
  const folded = (element) => element.textContent.toLowerCase();

  class Review {
    constructor(section) {
      this.section = section;
      this.form = section.querySelector(".filters");
      this.list = section.querySelector(".findings");
      this.work = section.querySelector(".work");
      this.output = section.querySelector("output");
      this.none = section.querySelector(".none");
      this.rows = all(section, ".printed tbody tr").map((element) => ({ element, found: [] }));
      this.signs = all(section, "[data-f]").map((element) => ({
        element, numbers: element.dataset.f.split(" ").map(Number),
      }));
      this.findings = all(section, ".finding").map((element, index) => this.finding(element, index));
      this.opened = null;
      this.cameFrom = null;
      this.listen();
    }

    finding(element, index) {
      const rows = element.dataset.rows ? element.dataset.rows.split(" ").map(Number) : [];
      const finding = { element, index, rows, signs: [], shown: true, head: element.querySelector(".head") };
      for (const row of rows) if (this.rows[row]) this.rows[row].found.push(finding);
      const body = element.querySelector(".body");
      body.id = element.id + "-body";
      finding.head.setAttribute("role", "button");
      finding.head.setAttribute("aria-expanded", "false");
      finding.head.setAttribute("aria-controls", body.id);
      return finding;
    }

    listen() {
      for (const sign of this.signs) for (const n of sign.numbers) this.findings[n - 1]?.signs.push(sign.element);
      this.section.addEventListener("click", (event) => this.clicked(event));
      this.section.addEventListener("keydown", (event) => {
        if (event.key === " " && event.target.matches(".head")) { event.preventDefault(); event.target.click(); }
      });
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.form.addEventListener("input", (event) => {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.filter(), event.target.name === "q" ? 90 : 0);
      });
    }

    clicked(event) {
      const toggle = event.target.closest(".toggle");
      const step = event.target.closest(".step");
      const link = event.target.closest("a[href^='#']");
      if (toggle) {
        toggle.setAttribute("aria-pressed", String(toggle.getAttribute("aria-pressed") !== "true"));
        this.filter();
      } else if (step) {
        this.step(Number(step.dataset.step), false);
      } else if (link) {
        this.followed(event, link);
      }
    }

    followed(event, link) {
      const sign = link.closest("[data-f]");
      const item = link.closest(".finding");
      if (sign) {
        event.preventDefault();
        const number = Number(link.getAttribute("href").split("-f").pop());
        this.cameFrom = link;
        this.open(this.findings[this.nextOf(sign, number) - 1]);
      } else if (item) {
        event.preventDefault();
        const finding = this.findings[Number(item.dataset.n) - 1];
        if (!link.matches(".head")) this.show(finding, link.getAttribute("href").slice(1));
        else if (finding === this.opened) this.close();
        else { this.open(finding); this.show(finding); }
      } else {
        const target = document.getElementById(link.getAttribute("href").slice(1));
        if (target?.matches("details")) target.open = true;
      }
    }

    /* A sign of several findings shows them in turn. */
    nextOf(sign, first) {
      const numbers = sign.dataset.f.split(" ").map(Number).filter((n) => this.findings[n - 1].shown);
      const at = this.opened ? numbers.indexOf(this.opened.index + 1) : -1;
      return at < 0 ? (numbers.includes(first) ? first : numbers[0] ?? first) : numbers[(at + 1) % numbers.length];
    }

    open(finding) {
      if (!finding) return;
      this.shut();
      this.opened = finding;
      finding.element.classList.add("open");
      finding.head.setAttribute("aria-expanded", "true");
      for (const sign of finding.signs) sign.classList.add("current");
      history.replaceState(null, "", "#" + finding.element.id);
      const top = finding.element.offsetTop;
      const bottom = top + finding.element.offsetHeight;
      if (top < this.list.scrollTop) this.list.scrollTop = top;
      else if (bottom > this.list.scrollTop + this.list.clientHeight) {
        this.list.scrollTop = Math.min(top, bottom - this.list.clientHeight);
      }
    }

    show(finding, id) {
      const holder = id && document.getElementById(id);
      const sign = holder ? finding.signs.find((element) => holder.contains(element)) : finding.signs[0];
      const target = sign ?? holder;
      if (!target) return;
      target.scrollIntoView({ block: "center" });
      /* Rows not drawn before have another height now. */
      requestAnimationFrame(() => target.scrollIntoView({ block: "center" }));
    }

    shut() {
      if (!this.opened) return;
      this.opened.element.classList.remove("open");
      this.opened.head.setAttribute("aria-expanded", "false");
      for (const sign of this.opened.signs) sign.classList.remove("current");
      this.opened = null;
    }

    close() {
      const opened = this.opened;
      this.shut();
      history.replaceState(null, "", location.pathname + location.search);
      if (this.cameFrom?.isConnected) this.cameFrom.focus({ preventScroll: true });
      else opened?.head.focus({ preventScroll: true });
      this.cameFrom = null;
    }

    step(by, focus = true) {
      const shown = this.findings.filter((finding) => finding.shown);
      if (!shown.length) return;
      const at = shown.indexOf(this.opened);
      const next = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length];
      this.cameFrom = null;
      this.open(next);
      this.show(next);
      if (focus) next.head.focus({ preventScroll: true });
    }

    /* Rows taken away must not leave the reader below what is left. */
    toTop() {
      const top = this.work.getBoundingClientRect().top - document.querySelector(".top").offsetHeight;
      if (top < 0) scrollBy(0, top);
    }

    filter() {
      const query = this.form.q.value.trim().toLowerCase();
      const family = this.form.family.value;
      const project = this.form.project.value;
      const only = this.form.only.checked;
      const severities = new Set(all(this.form, ".toggle[aria-pressed='true']").map((b) => b.dataset.severity));
      let count = 0;
      for (const finding of this.findings) {
        const data = finding.element.dataset;
        if (query) finding.text ??= folded(finding.element);
        finding.shown = severities.has(data.severity) && (!family || data.family === family)
          && (!project || finding.rows.includes(Number(project))) && (!query || finding.text.includes(query));
        finding.element.hidden = !finding.shown;
        count += finding.shown;
      }
      for (const [index, row] of this.rows.entries()) {
        if (query) row.text ??= folded(row.element);
        const found = row.found.some((finding) => finding.shown);
        row.element.hidden = (project && index !== Number(project)) || (only && !found)
          || (query && !found && !row.text.includes(query)) || false;
      }
      for (const sign of this.signs) {
        sign.element.classList.toggle("off", !sign.numbers.some((n) => this.findings[n - 1]?.shown));
      }
      if (this.opened && !this.opened.shown) this.shut();
      this.output.value = count;
      this.none.hidden = count > 0;
      this.toTop();
    }
  }

  const sections = all(document, ".review");
  const overview = document.getElementById("overview");
  const chooser = document.querySelector(".chooser");
  const reviews = new Map();
  const reviewOf = (section) => {
    if (!reviews.has(section)) reviews.set(section, new Review(section));
    return reviews.get(section);
  };
  let current = null;

  const choose = (section) => {
    if (overview) overview.hidden = section !== null;
    for (const other of sections) other.hidden = other !== section;
    if (chooser) chooser.value = section ? section.id : "overview";
    current = section && reviewOf(section);
  };

  const goTo = (hash) => {
    const target = hash && document.getElementById(decodeURIComponent(hash.slice(1)));
    const section = target ? target.closest(".review") : null;
    if (section) {
      choose(section);
      if (target.matches(".finding")) {
        const finding = current.findings[Number(target.dataset.n) - 1];
        current.open(finding);
        current.show(finding);
      } else if (target !== section) target.scrollIntoView();
      else scrollTo(0, 0);
    } else choose(overview ? null : sections[0] ?? null);
  };

  chooser?.addEventListener("change", () => { location.hash = chooser.value; });
  addEventListener("hashchange", () => goTo(location.hash));
  addEventListener("keydown", (event) => {
    if (!current || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      if (event.target.matches("input, select")) event.target.blur();
      current.close();
      return;
    }
    if (event.target.matches("input, select, textarea")) return;
    const move = { j: 1, n: 1, k: -1, p: -1 }[event.key];
    if (move) current.step(move);
    else if (event.key === "/") {
      event.preventDefault();
      current.form.q.focus();
      current.form.q.select();
    }
  });
  /* What is printed is the table chosen; nothing is folded away. */
  addEventListener("beforeprint", () => { for (const details of all(document, ".review:not([hidden]) details")) details.open = true; });
  goTo(location.hash);
})();
