"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const output = document.querySelector(".walk output");
  const word = output.textContent.split(" ").slice(0, -1).join(" ");
  const checks = [...document.querySelectorAll("[data-check]")];
  const items = [...document.querySelectorAll(".item")];
  const leaves = [...document.querySelectorAll(".leaf")];
  let lit = [];
  let at = -1;
  let zoom = 1;

  const leafOf = (element) => element.closest(".leaf");
  const boxesOf = (item) => {
    const number = item.dataset.n;
    return [...leafOf(item).querySelectorAll(`[data-i~="${number}"]`)];
  };
  const itemsOf = (box) => box.dataset.i.split(" ")
    .map((number) => document.getElementById(`${leafOf(box).id}-i${number}`)).filter(Boolean);

  function clear() {
    for (const element of lit) element.classList.remove("on");
    lit = [];
  }

  function light(elements) {
    clear();
    lit = elements;
    for (const element of lit) element.classList.add("on");
  }

  function visible(element) {
    if (!element) return;
    const box = element.getBoundingClientRect();
    const panel = element.closest(".records");
    const top = panel ? panel.getBoundingClientRect().top : 90;
    const bottom = panel ? panel.getBoundingClientRect().bottom : innerHeight;
    if (box.top < top || box.bottom > Math.min(bottom, innerHeight)) element.scrollIntoView({ block: "center" });
  }

  function within(panel, item) {
    const seen = panel.getBoundingClientRect();
    const box = item.getBoundingClientRect();
    if (box.top < seen.top || box.bottom > seen.bottom) {
      panel.scrollTop += box.top - seen.top - panel.clientHeight / 3;
    }
  }

  function showItem(item) {
    const boxes = boxesOf(item);
    light([item, ...boxes]);
    visible(boxes[0] ?? leafOf(item));
    within(item.closest(".records"), item);
    at = checks.includes(item) ? checks.indexOf(item) : at;
    count();
  }

  function showBox(box) {
    const items = itemsOf(box);
    light([...new Set(items.flatMap(boxesOf)), ...items]);
    if (items[0]) {
      within(items[0].closest(".records"), items[0]);
      items[0].focus({ preventScroll: true });
    }
  }

  function count() {
    output.textContent = `${word} ${at + 1}/${checks.length}`;
  }

  function step(by) {
    if (!checks.length) {
      output.textContent = output.dataset.none;
      return;
    }
    at = at < 0 && by < 0 ? checks.length - 1 : (at + by + checks.length) % checks.length;
    go(checks[at]);
  }

  function go(item) {
    if (leafOf(item) !== leafInView()) leafOf(item).scrollIntoView({ block: "start" });
    item.focus({ preventScroll: true });
    showItem(item);
  }

  function leafInView() {
    const active = document.activeElement.closest(".leaf");
    const seen = (leaf) => leaf.getBoundingClientRect().bottom > 130;
    if (active && seen(active) && active.getBoundingClientRect().top < innerHeight) return active;
    return leaves.find(seen);
  }

  function stepValue(by) {
    const leaf = leafInView();
    const active = document.activeElement.closest(".item");
    const last = active ?? lit.find((element) => element.matches(".item"));
    const from = last && leafOf(last) === leaf ? items.indexOf(last) + by : items.findIndex((item) => leafOf(item) === leaf);
    if (items[from]) go(items[from]);
  }

  function stepLeaf(by) {
    const leaf = leaves[leaves.indexOf(leafInView()) + by];
    if (!leaf) return;
    leaf.scrollIntoView({ block: "start" });
    leaf.focus({ preventScroll: true });
  }

  function enlarge(by) {
    zoom = Math.min(Math.max(zoom * by, 0.4), 4);
    root.style.setProperty("--zoom", zoom.toFixed(3));
  }

  document.addEventListener("click", (event) => {
    const item = event.target.closest(".item");
    const box = event.target.closest("[data-i]");
    const button = event.target.closest("button");
    if (item) { event.preventDefault(); item.focus({ preventScroll: true }); showItem(item); }
    else if (box) { event.preventDefault(); showBox(box); }
    else if (button?.dataset.step) step(Number(button.dataset.step));
    else if (button?.dataset.zoom) enlarge(Number(button.dataset.zoom));
  });
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  document.body.append(tip);
  function tell(box) {
    tip.hidden = !box;
    if (!box) return;
    if (box.title) { box.dataset.tip = box.title; box.removeAttribute("title"); }
    tip.textContent = box.dataset.tip;
    const at = box.getBoundingClientRect();
    tip.style.left = `${Math.min(at.left, innerWidth - 430)}px`;
    const below = at.bottom + 6;
    tip.style.top = below + tip.offsetHeight < innerHeight ? `${below}px` : `${at.top - tip.offsetHeight - 6}px`;
  }
  document.addEventListener("mouseover", (event) => tell(event.target.closest("[data-i]")));
  document.addEventListener("scroll", () => tell(null), { passive: true });
  document.addEventListener("focusin", (event) => {
    const item = event.target.closest(".item");
    if (item && !item.classList.contains("on")) showItem(item);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else if (event.key === "j") stepValue(1);
    else if (event.key === "k") stepValue(-1);
    else if (event.key === "]") stepLeaf(1);
    else if (event.key === "[") stepLeaf(-1);
    else if (event.key === "+" || event.key === "=") enlarge(1.25);
    else if (event.key === "-") enlarge(0.8);
    else if (event.key === "Escape") clear();
    else return;
    event.preventDefault();
  });
  for (const button of document.querySelectorAll(".walk button")) button.disabled = !checks.length;
  count();
})();
