// Draws the share of points by level out of the table beside the chart.
const share = (cell) => Number(cell.textContent.replace("%", "").trim()) || 0;

const draw = (place) => {
  const rows = [...document.querySelector(place.dataset.chart).tBodies[0].rows];
  const chart = echarts.init(place);
  chart.setOption({
    aria: { enabled: true },
    color: ["#2f6fb0"],
    tooltip: { trigger: "axis", renderMode: "richText", axisPointer: { type: "shadow" } },
    grid: { left: 8, right: 48, top: 8, bottom: 8, containLabel: true },
    xAxis: { type: "value", max: 100, axisLabel: { formatter: "{value}%" } },
    yAxis: {
      type: "category",
      inverse: true,
      data: rows.map((row) => row.cells[0].textContent.trim()),
    },
    series: [{
      type: "bar",
      barMaxWidth: 28,
      label: { show: true, position: "right", formatter: "{c}%" },
      data: rows.map((row) => share(row.querySelector("[data-share]"))),
    }],
  });
  window.addEventListener("resize", () => chart.resize());
};

if (window.echarts) document.querySelectorAll("[data-chart]").forEach(draw);
