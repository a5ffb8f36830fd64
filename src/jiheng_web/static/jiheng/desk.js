// Draws the charts of the overview from the tables beside them, whose heads are the legend; ticks all boxes of a page.
// One for each state, in their order; a state without its own would look like another.
const COLOURS = ["#8a97a8", "#c43d33", "#e0a83c", "#7fbfc9", "#4c8fd0", "#27528f", "#8a5fb0", "#2f8a4b"];

const numberIn = (cell) => Number(cell.textContent.replaceAll(",", "").trim()) || 0;

const draw = (place) => {
  const table = document.querySelector(place.dataset.chart);
  const rows = [...table.tBodies[0].rows];
  const cells = [...table.tHead.rows[0].cells].slice(1);
  const heads = cells.map((cell) => cell.textContent.trim());
  const states = rows.length ? rows[0].querySelectorAll("[data-state]").length : 0;
  cells.slice(0, states).forEach((cell, at) => {
    const key = document.createElement("span");
    key.className = "key";
    key.style.background = COLOURS[at];
    cell.prepend(key);
  });
  const chart = echarts.init(place);
  chart.setOption({
    aria: { enabled: true },
    color: COLOURS,
    tooltip: { trigger: "axis", renderMode: "richText", axisPointer: { type: "shadow" } },
    grid: { left: 8, right: 16, top: 8, bottom: 8, containLabel: true },
    xAxis: { type: "value", minInterval: 1 },
    yAxis: {
      type: "category",
      inverse: true,
      data: rows.map((row) => row.cells[0].textContent.trim()),
      axisLabel: { width: 120, overflow: "truncate" },
    },
    series: heads.slice(0, states).map((name, at) => ({
      name,
      type: "bar",
      stack: "all",
      data: rows.map((row) => numberIn(row.querySelectorAll("[data-state]")[at])),
    })),
  });
  window.addEventListener("resize", () => chart.resize());
};

if (window.echarts) document.querySelectorAll("[data-chart]").forEach(draw);

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-every]")) return;
  const boxes = event.target.closest("form").querySelectorAll("input[name=keys]");
  for (const box of boxes) box.checked = event.target.checked;
});
