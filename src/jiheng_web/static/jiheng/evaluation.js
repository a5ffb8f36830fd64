// Draws the first rows of the table beside a chart: its heads of rows and the cells marked as shares.
const share = (cell) => Number(cell.textContent.replace("%", "").trim()) || 0;

const draw = (place) => {
  const unit = place.dataset.unit ?? "";
  const rows = [...document.querySelector(place.dataset.chart).tBodies[0].rows].slice(0, 20);
  const chart = echarts.init(place);
  chart.setOption({
    aria: { enabled: true },
    color: ["#2f6fb0"],
    tooltip: { trigger: "axis", renderMode: "richText", axisPointer: { type: "shadow" } },
    grid: { left: 8, right: 48, top: 8, bottom: 8, containLabel: true },
    xAxis: { type: "value", max: ({ max }) => Math.max(max, 100), axisLabel: { formatter: `{value}${unit}` } },
    yAxis: {
      type: "category",
      inverse: true,
      axisLabel: { width: 150, overflow: "truncate", interval: 0, fontSize: 11 },
      data: rows.map((row) => row.querySelector("th").textContent.trim()),
    },
    series: [{
      type: "bar",
      barMaxWidth: 28,
      label: { show: true, position: "right", formatter: `{c}${unit}` },
      data: rows.map((row) => share(row.querySelector("[data-share]"))),
    }],
  });
  window.addEventListener("resize", () => chart.resize());
};

if (window.echarts) document.querySelectorAll("[data-chart]").forEach(draw);
