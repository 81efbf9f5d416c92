"use strict";
// Plots by uPlot in the look of the PNG ones.

/** Draws into a place now, and again whenever its width or the colours change; gives a function that draws again. */
function chartOf(id, build) {
  const place = document.getElementById(id);
  if (!place) return () => {};
  let plot = null;
  const make = () => {
    if (plot) plot.destroy();
    place.replaceChildren();
    plot = build(place, Math.max(260, Math.min(760, place.clientWidth)));
  };
  make();
  Theme.changed(make);
  let before = place.clientWidth, timer = 0;
  window.addEventListener("resize", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { if (place.clientWidth !== before) { before = place.clientWidth; make(); } }, 150);
  });
  return make;
}

function axis(label, values, size) {
  return {
    label, values, size, labelSize: 24, stroke: Theme.colour("ink"), font: "12px system-ui, sans-serif", labelFont: "13px system-ui, sans-serif",
    grid: { stroke: Theme.colour("hair"), width: 1 }, ticks: { stroke: Theme.colour("hair"), width: 1 },
  };
}

const percents = (plot, splits) => splits.map((v) => +(v * 100).toFixed(1) + " %");

/** Draws bars with caps from low to high at x, behind the points. */
function whiskers(points, colour = "series") {
  return (plot) => {
    const context = plot.ctx, cap = 4 * devicePixelRatio;
    context.save();
    context.strokeStyle = Theme.colour(colour);
    context.lineWidth = 1.6 * devicePixelRatio;
    context.beginPath();
    points.forEach(([x, low, high]) => {
      if (low === null || high === null) return;
      const at = plot.valToPos(x, "x", true), from = plot.valToPos(low, "y", true), to = plot.valToPos(high, "y", true);
      context.moveTo(at, from); context.lineTo(at, to);
      context.moveTo(at - cap, from); context.lineTo(at + cap, from);
      context.moveTo(at - cap, to); context.lineTo(at + cap, to);
    });
    context.stroke();
    context.restore();
  };
}

function reliabilityChart(id, bins) {
  const used = bins.filter((bin) => bin[2] > 0);
  chartOf(id, (place, width) => new uPlot({
    width, height: Math.min(520, width), padding: [12, 28, 0, 0], legend: { show: false }, cursor: { drag: { x: false, y: false } },
    scales: { x: { time: false, range: [-0.02, 1.02] }, y: { range: [-0.02, 1.02] } },
    axes: [axis("confidence", percents, 42), axis("accuracy", percents, 58)],
    series: [{}, { stroke: Theme.colour("series"), fill: Theme.colour("series"), paths: () => null, points: { show: true, size: 9, fill: Theme.colour("series") } }],
    hooks: { drawAxes: [(plot) => {
      const context = plot.ctx;
      context.save();
      context.setLineDash([6 * devicePixelRatio, 5 * devicePixelRatio]);
      context.strokeStyle = Theme.colour("faint");
      context.lineWidth = 1.5 * devicePixelRatio;
      context.beginPath();
      context.moveTo(plot.valToPos(0, "x", true), plot.valToPos(0, "y", true));
      context.lineTo(plot.valToPos(1, "x", true), plot.valToPos(1, "y", true));
      context.stroke();
      context.restore();
    }, whiskers(used.map((bin) => [bin[3], bin[5], bin[6]]))] },
  }, [used.map((bin) => bin[3]), used.map((bin) => bin[4])], place));
}

function countChart(id, bins) {
  chartOf(id, (place, width) => new uPlot({
    width, height: 150, padding: [8, 28, 0, 0], legend: { show: false }, cursor: { show: false },
    scales: { x: { time: false, range: [-0.02, 1.02] }, y: { range: (plot, low, high) => [0, Math.max(1, high * 1.05)] } },
    axes: [{ show: false, size: 42 }, axis("pictures", (plot, splits) => splits.map((v) => Number.isInteger(v) ? count(v) : ""), 58)],
    series: [{}, { fill: Theme.colour("band"), width: 0, paths: uPlot.paths.bars({ size: [0.94, Infinity] }), points: { show: false } }],
  }, [bins.map((bin) => (bin[0] + bin[1]) / 2), bins.map((bin) => bin[2])], place));
}

function riskChart(id, points) {
  chartOf(id, (place, width) => new uPlot({
    width, height: 340, cursor: { drag: { x: false, y: false } },
    scales: { x: { time: false, range: [0, 1] }, y: { range: (plot, low, high) => [0, Math.max(0.02, high * 1.1)] } },
    axes: [axis("coverage: pictures that are answered", percents, 42), axis("risk: wrong among them", percents, 64)],
    series: [{ label: "coverage", value: (plot, v) => v === null || v === undefined ? "–" : percent(v) },
      { label: "risk", stroke: Theme.colour("series"), width: 2.2, points: { show: points.length < 3 }, value: (plot, v) => v === null || v === undefined ? "–" : percent(v, 2) }],
  }, [points.map((p) => p[0]), points.map((p) => p[1])], place));
}

/** Of a logarithmic axis, those that have a label: 1, 2 and 5 of each power of ten. */
function roundSplits(plot, splits) {
  return splits.map((v) => [1, 2, 5].includes(+(v / 10 ** Math.floor(Math.log10(v) + 1e-9)).toPrecision(6)) ? v : null);
}

/** Points [name, cost, accuracy, low, high]; those that no other beats are filled, the others hollow. */
function paretoChart(id, label, models) {
  const sorted = [...models].sort((a, b) => a[1] - b[1] || b[2] - a[2]);
  let best = -1;
  const frontier = sorted.map((m) => { const is = m[2] > best; if (is) best = m[2]; return is; });
  const lows = sorted.map((m) => m[3] ?? m[2]), highs = sorted.map((m) => m[4] ?? m[2]);
  const room = Math.max(0.01, (Math.max(...highs) - Math.min(...lows)) * 0.08);
  const costs = sorted.map((m) => m[1]), middle = Math.sqrt(costs[0] * costs[costs.length - 1]);
  const log = costs[costs.length - 1] / costs[0] >= 4;
  chartOf(id, (place, width) => new uPlot({
    width, height: 420, legend: { show: false }, cursor: { drag: { x: false, y: false } },
    scales: { x: { time: false, distr: log ? 3 : 1, range: log ? [costs[0] / 1.6, costs[costs.length - 1] * 1.6] : [0, costs[costs.length - 1] * 1.25] },
      y: { range: [Math.max(0, Math.min(...lows) - room), Math.min(1.005, Math.max(...highs) + room)] } },
    axes: [{ ...axis(label, (plot, splits) => splits.map((v) => v === null ? "" : String(+v.toPrecision(3))), 42), ...(log ? { filter: roundSplits } : {}) }, axis("test accuracy", percents, 64)],
    series: [{}, { paths: () => null, points: { show: false } }],
    hooks: { draw: [(plot) => {
      const context = plot.ctx, ratio = devicePixelRatio;
      context.save();
      context.strokeStyle = Theme.colour("series");
      context.lineWidth = 1.4 * ratio;
      context.beginPath();
      let last = null;
      sorted.forEach((m, i) => {
        if (!frontier[i]) return;
        const x = plot.valToPos(m[1], "x", true), y = plot.valToPos(m[2], "y", true);
        if (last) { context.moveTo(last[0], last[1]); context.lineTo(x, last[1]); context.lineTo(x, y); }
        last = [x, y];
      });
      context.stroke();
      whiskers(sorted.map((m) => [m[1], m[3], m[4]]))(plot);
      context.font = "600 " + 12 * ratio + "px system-ui, sans-serif";
      sorted.forEach((m, i) => {
        const x = plot.valToPos(m[1], "x", true), y = plot.valToPos(m[2], "y", true), r = 5 * ratio;
        context.fillStyle = context.strokeStyle = Theme.colour(frontier[i] ? "series" : "error");
        if (frontier[i]) { context.beginPath(); context.arc(x, y, r, 0, 7); context.fill(); }
        else { context.fillRect(x - r, y - r, 2 * r, 2 * r); }
        context.fillStyle = Theme.colour("ink");
        const right = m[1] <= middle;
        context.textAlign = right ? "left" : "right";
        context.fillText(fitted(context, visible(m[0]), 220 * ratio), x + (right ? 9 : -9) * ratio, y - 7 * ratio);
      });
      context.restore();
    }] },
  }, [costs, sorted.map((m) => m[2])], place));
}
