"use strict";
(() => {
  const models = DATA.models;
  const costs = (name, scale) => models.filter((m) => m[name] !== undefined && m.accuracy !== null)
    .map((m) => [m.name, m[name] * scale, m.accuracy, m.low, m.high]);
  [["latency-chart", "latency of a picture (ms)", costs("latency_ms", 1)], ["size-chart", "size of the model (MB)", costs("model_bytes", 1e-6)]].forEach(([id, label, points]) => {
    const place = document.getElementById(id);
    if (!place) return;
    if (points.length) paretoChart(id, label, points);
    else place.replaceWith(element("p", "hint", "Not known of these models: " + label + "."));
  });

  if (!DATA.maps.length) return;
  const select = (side) => document.getElementById(side + "-model");
  const chosen = (side) => DATA.maps[Number(select(side).value)];
  const maps = {};
  ["left", "right"].forEach((side) => {
    maps[side] = heatMap(side, { classes: DATA.classes, cells: chosen(side).confusion, order: DATA.order });
    select(side).addEventListener("change", () => { maps[side].set(chosen(side).confusion, DATA.order); differences(); });
  });
  // One choice of order and rows for both.
  ["order", "rows"].forEach((what) => {
    const left = document.getElementById("left-" + what), right = document.getElementById("right-" + what);
    left.addEventListener("change", () => { if (right.value !== left.value) { right.value = left.value; right.dispatchEvent(new Event("change")); } });
    right.addEventListener("change", () => { if (left.value !== right.value) { left.value = right.value; left.dispatchEvent(new Event("change")); } });
  });

  /** The confusions whose counts differ most between the two. */
  function differences() {
    const cells = new Map();
    ["left", "right"].forEach((side, i) => {
      const confusion = chosen(side).confusion;
      for (let c = 0; c < confusion.length; c += 3) {
        if (confusion[c] === confusion[c + 1]) continue;
        const key = confusion[c] * DATA.classes.length + confusion[c + 1];
        if (!cells.has(key)) cells.set(key, [0, 0]);
        cells.get(key)[i] = confusion[c + 2];
      }
      document.getElementById(side + "-name").textContent = visible(chosen(side).name);
    });
    const rows = [...cells].filter(([, n]) => n[0] !== n[1]).sort((a, b) => Math.abs(b[1][0] - b[1][1]) - Math.abs(a[1][0] - a[1][1]) || a[0] - b[0]).slice(0, 50);
    document.getElementById("difference-rows").replaceChildren(...rows.map(([key, n]) => {
      const row = element("tr");
      [Math.floor(key / DATA.classes.length), key % DATA.classes.length].forEach((k) => { const cell = element("td"); cell.append(element("bdi", "", visible(DATA.classes[k]))); row.append(cell); });
      n.forEach((number) => row.append(element("td", "n", count(number))));
      return row;
    }));
  }
  differences();
})();
