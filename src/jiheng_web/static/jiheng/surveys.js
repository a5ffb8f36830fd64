// Hides the questions that are not asked after the other answers. Without it they stay in sight,
// and the server leaves out what was answered all the same.
"use strict";
(() => {
  const form = document.querySelector("form.survey");
  const places = [...form.querySelectorAll("[data-asked]")].map((place) => [place, JSON.parse(place.dataset.asked)]);
  if (!places.length) return;
  let said;
  const empty = (value) => value === null || value === "" || (Array.isArray(value) && !value.length);
  const number = (value) => {
    const found = typeof value === "number" ? value : typeof value === "string" && value.trim() ? Number(value.replaceAll(",", "")) : NaN;
    return Number.isFinite(found) ? found : null;
  };
  const answer = (name) => {
    const found = said.getAll(`q.${name}`).filter((one) => one !== "");
    if (!found.length) return null;
    return form.querySelector(`[name="${CSS.escape(`q.${name}`)}"]`).type === "checkbox" ? found : found[0];
  };
  const joined = (sign, tree) => {
    const decisive = sign === "or", first = worth(tree[2]);
    if (first === decisive) return decisive;
    const second = worth(tree[3]);
    if (second === decisive) return decisive;
    return first === !decisive && second === !decisive ? !decisive : null;
  };
  const compare = {
    "=": (a, b) => a === b, "!=": (a, b) => a !== b, "<": (a, b) => a < b,
    "<=": (a, b) => a <= b, ">": (a, b) => a > b, ">=": (a, b) => a >= b,
  };
  const work = {
    "+": (a, b) => a + b, "-": (a, b) => a - b, "*": (a, b) => a * b,
    div: (a, b) => (b ? a / b : null), mod: (a, b) => (b ? a % b : null),
  };
  const compared = (sign, left, right, tree) => {
    const bare = (one) => one[0] === "text" && one[1] === "";
    if (bare(tree[2]) || bare(tree[3])) return empty(bare(tree[3]) ? left : right) === (sign === "=");
    if (typeof left === "number" || typeof right === "number") { left = number(left); right = number(right); }
    if (Array.isArray(left)) left = left.join(" ");
    return left === null || right === null ? null : compare[sign](left, right);
  };
  const call = {
    not: (value) => (typeof value === "boolean" ? !value : null),
    "-": (value) => (number(value) === null ? null : -number(value)),
    number,
    "string-length": (value) => (typeof value === "string" ? value.length : 0),
    "count-selected": (value) => (Array.isArray(value) ? value.length : value === null ? 0 : 1),
    selected: (value, option) => (Array.isArray(value) ? value.includes(option) : value !== null && value === option),
  };
  const worth = (tree) => {
    const [kind, what] = tree;
    if (kind === "text" || kind === "number") return what;
    if (kind === "name") return answer(what);
    if (kind === "call") return call[what](...tree.slice(2).map(worth));
    if (what === "and" || what === "or") return joined(what, tree);
    const left = worth(tree[2]), right = worth(tree[3]);
    if (what in compare) return compared(what, left, right, tree);
    const [a, b] = [number(left), number(right)];
    return a === null || b === null ? null : work[what](a, b);
  };
  const show = () => {
    for (const [place, tree] of places) {
      said = new FormData(form);
      const asked = worth(tree) === true;
      place.hidden = !asked;
      place.querySelectorAll("input, textarea").forEach((field) => { field.disabled = !asked; });
    }
  };
  form.addEventListener("input", show);
  show();
})();
