"use strict";
(() => {
  const colourOf = (model) => Theme.colour("m" + model % 6);
  const dashes = [[], [6, 4], [2, 3]];
  const dashOf = (model) => dashes[Math.floor(model / 6) % dashes.length];
  const name = (model) => visible(DATA.models[model]);

  // ---------------------------------------------------------------- one map at a time, or the difference of two
  const controls = document.getElementById("map-controls");
  if (controls) {
    controls.hidden = false;
    const one = document.getElementById("map-model"), other = document.getElementById("map-other");
    const maps = [...document.querySelectorAll(".model-map")];
    const place = document.getElementById("difference");
    const show = () => {
      const two = other.value !== "" && other.value !== one.value;
      maps.forEach((map) => { map.hidden = two || map.dataset.model !== one.value; });
      place.hidden = !two;
      if (two) place.replaceChildren(...difference(maps[Number(one.value)], Number(one.value), Number(other.value)));
    };
    one.addEventListener("change", show);
    other.addEventListener("change", show);
    show();
  }

  /** The table of a model, with the difference to another one in each cell. */
  function difference(map, first, second) {
    const box = map.querySelector(".scroll").cloneNode(true);
    box.setAttribute("aria-label", "Difference of accuracy");
    const paint = (cell, mine, theirs) => {
      cell.removeAttribute("title");
      cell.className = "n";
      if (mine === null || theirs === null || mine === undefined || theirs === undefined) { cell.textContent = mine === undefined ? "" : "–"; return; }
      const points = (mine - theirs) * 100;
      cell.textContent = (points > 0 ? "+" : "") + (points.toFixed(1) === "-0.0" ? "0.0" : points.toFixed(1));
      const step = Math.min(10, Math.ceil(Math.abs(points) / 3));
      cell.className = "n " + (points >= 0 ? "h" : "c") + step;
    };
    const share = (cell) => cell ? cell[0] : null;
    const mean = (cells) => { const there = cells.filter((cell) => cell); return there.length ? there.reduce((sum, cell) => sum + cell[0], 0) / there.length : null; };
    const rows = [...box.querySelectorAll("tbody tr")].filter((row) => !row.classList.contains("group"));
    const last = (row) => row.cells[row.cells.length - 1];
    paint(last(rows[0]), share(DATA.clean[first]), share(DATA.clean[second]));
    DATA.corruptions.forEach((corruption, c) => {
      const row = rows[c + 1];
      DATA.severities.forEach((severity, s) => {
        const mine = DATA.cells[first][c][s], theirs = DATA.cells[second][c][s];
        if (mine || theirs) paint(row.cells[s + 1], share(mine), share(theirs));
      });
      paint(last(row), mean(DATA.cells[first][c]), mean(DATA.cells[second][c]));
    });
    const hint = element("p", "hint");
    hint.append("Accuracy of ", element("bdi", "", name(first)), " minus that of ", element("bdi", "", name(second)),
      ", in points. Blue: the first one is better; orange: the second one.");
    return [hint, box];
  }

  // ---------------------------------------------------------------- curves
  const choice = document.getElementById("curve-of");
  if (!choice) return;
  document.getElementById("curve-controls").hidden = false;

  /** For each model a list of [severity, accuracy, low, high]. */
  function curves() {
    const chosen = choice.value;
    const members = DATA.corruptions.map((corruption, c) => c)
      .filter((c) => chosen.startsWith("suite:") ? DATA.corruptions[c].suite === chosen.slice(6) && DATA.corruptions[c].in_means : c === Number(chosen));
    return DATA.models.map((model, m) => {
      const points = [];
      if (DATA.clean[m]) points.push([0, ...DATA.clean[m]]);
      DATA.severities.forEach((severity, s) => {
        const cells = members.map((c) => DATA.cells[m][c][s]).filter((cell) => cell);
        // A mean over other corruptions than at the other severities would not be comparable with them.
        const wanted = members.filter((c) => DATA.cells[m][c].filter((cell) => cell).length > 1).length;
        if (!cells.length || cells.length < wanted) return;
        const several = members.filter((c) => DATA.cells[m][c].filter((cell) => cell).length > 1).map((c) => DATA.cells[m][c][s]).filter((cell) => cell);
        const mean = several.reduce((sum, cell) => sum + cell[0], 0) / several.length;
        points.push(members.length === 1 ? [severity, ...cells[0]] : [severity, mean, null, null]);
      });
      return points;
    });
  }

  const draw = chartOf("curve-chart", (place, width) => {
    const lines = curves();
    const levels = [...new Set(lines.flatMap((line) => line.map((point) => point[0])))].sort((a, b) => a - b);
    return new uPlot({
      width, height: Math.min(420, Math.max(300, width * 0.6)), padding: [12, 16, 0, 0], cursor: { drag: { x: false, y: false } },
      scales: { x: { time: false, range: [-0.15, Math.max(...levels) + 0.15] }, y: { range: [0, 1] } },
      axes: [{ ...axis("severity", (plot, splits) => splits.map((v) => Number.isInteger(v) ? (v === 0 ? "clean" : String(v)) : ""), 42), splits: () => levels },
        axis("accuracy", percents, 58)],
      series: [{ label: "severity", value: (plot, v) => v === null || v === undefined ? "–" : v === 0 ? "clean" : String(v) },
        ...lines.map((line, m) => ({
          label: name(m), stroke: colourOf(m), width: 2.2, dash: dashOf(m),
          points: { show: true, size: 7, fill: colourOf(m), stroke: colourOf(m) },
          value: (plot, v) => v === null || v === undefined ? "–" : percent(v),
        }))],
      hooks: { drawAxes: lines.map((line, m) => whiskers(line.map((point) => [point[0], point[2], point[3]]), "m" + m % 6)) },
    }, [levels, ...lines.map((line) => levels.map((level) => { const found = line.find((point) => point[0] === level); return found ? found[1] : null; }))], place);
  });
  choice.addEventListener("change", draw);
})();
