// Draws each chart from the table beside it, so that both always say the same.
"use strict";
(() => {
  const blue = "#1f5fa8";
  const draw = (place) => {
    const table = document.getElementById(place.dataset.chart);
    const rows = [...table.querySelectorAll("tbody tr")].filter((row) => row.dataset.value !== "");
    if (!rows.length) { place.hidden = true; return; }
    place.classList.add("drawn");
    const labels = rows.map((row) => row.dataset.label);
    const chart = window.echarts.init(place, null, { renderer: "canvas" });
    chart.setOption({
      animation: false,
      grid: { left: 8, right: 64, top: 8, bottom: 8, containLabel: true },
      xAxis: { type: "value", axisLabel: { hideOverlap: true } },
      yAxis: { type: "category", inverse: true, data: labels, axisLabel: { width: 150, overflow: "truncate" } },
      series: [{
        type: "bar", barMaxWidth: 22, itemStyle: { color: blue },
        data: rows.map((row) => Number(row.dataset.value)),
        label: { show: true, position: "right", formatter: (one) => one.value.toLocaleString("zh-CN", { maximumFractionDigits: 6 }) },
      }],
    });
    new ResizeObserver(() => chart.resize()).observe(place);
  };
  document.querySelectorAll("[data-chart]").forEach(draw);
})();
