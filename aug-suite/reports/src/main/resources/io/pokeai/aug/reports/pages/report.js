"use strict";
(() => {
  const rows = DATA.rows;
  const name = (k) => visible(DATA.classes[k]);
  const line = (i) => {
    const right = rows.truth[i] === rows.predicted[i];
    return right
      ? [[["", "right: "], ["b", name(rows.truth[i])]], [["", percent(rows.confidence[i]) + " sure"]]]
      : [[["", "is "], ["b", name(rows.truth[i])]], [["", "answered "], ["wrong", name(rows.predicted[i])]], [["", percent(rows.confidence[i]) + " sure"]]];
  };
  const cardOf = (i) => card(rows.path[i], DATA.thumbnails[rows.row[i]], line(i));

  // ---------------------------------------------------------------- pictures of a confusion
  const section = document.getElementById("pictures");
  const hint = document.getElementById("pictures-hint");
  function choose(truths, answers, truthName, answerName, total, diagonal) {
    const truth = new Set(truths), answer = new Set(answers);
    const found = [];
    for (let i = 0; i < rows.row.length; i++) {
      if (truth.has(rows.truth[i]) && answer.has(rows.predicted[i])) found.push(i);
    }
    // Of several classes the right answers are none of the confusions.
    const what = diagonal ? truthName + ", answered right" : truthName + " taken for " + answerName;
    document.getElementById("pictures-title").textContent = what;
    hint.textContent = count(total) + (total === 1 ? " picture" : " pictures")
      + (found.length < total ? "; " + (diagonal ? "the least confident " : "this page holds ") + count(found.length) + ". test_predictions_*.csv has all." : ".");
    cards(document.getElementById("picture-cards"), document.getElementById("more-pictures"), 24, (j) => cardOf(found[j]), found.length);
    section.scrollIntoView({ block: "start" });
    section.focus({ preventScroll: true });
  }
  const counts = new Map();
  for (let i = 0; i < DATA.confusion.length; i += 3) counts.set(DATA.confusion[i] + " " + DATA.confusion[i + 1], DATA.confusion[i + 2]);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.show");
    if (!button) return;
    const holder = button.dataset.truth === undefined ? button.closest("tr") : button;
    const truth = Number(holder.dataset.truth), predicted = Number(holder.dataset.predicted);
    document.querySelectorAll("tr.chosen").forEach((row) => row.classList.remove("chosen"));
    button.closest("tr").classList.add("chosen");
    choose([truth], [predicted], name(truth), name(predicted), counts.get(truth + " " + predicted) || 0, truth === predicted);
  });

  heatMap("map", { classes: DATA.classes, cells: DATA.confusion, order: DATA.order, choose, wide: true });

  // ---------------------------------------------------------------- classes
  const filter = document.getElementById("class-filter");
  const body = document.getElementById("class-table").tBodies[0];
  filter.addEventListener("input", () => {
    const wanted = filter.value.toLowerCase();
    let shown = 0;
    [...body.rows].forEach((row) => {
      row.hidden = !row.cells[0].textContent.toLowerCase().includes(wanted);
      shown += row.hidden ? 0 : 1;
    });
    document.getElementById("class-count").textContent = wanted ? count(shown) + " of " + count(body.rows.length) : "";
  });

  // ---------------------------------------------------------------- plots
  if (DATA.reliability.length) { reliabilityChart("reliability-chart", DATA.reliability); countChart("confidence-counts", DATA.reliability); }
  if (DATA.risk.length) riskChart("risk-chart", DATA.risk);

  // ---------------------------------------------------------------- mistakes and labels
  cards(document.getElementById("mistake-cards"), document.getElementById("more-mistakes"), 24, cardOf, rows.mistakes);
  const issues = document.getElementById("issue-cards");
  if (issues) {
    cards(issues, document.getElementById("more-issues"), 24, (i) => {
      const one = DATA.issues[i];
      return card(one.path, DATA.issue_thumbnails[one.row], [
        [["", "labelled "], ["wrong", name(one.label)]], [["", "perhaps "], ["b", name(one.suggested)]],
        [["", percent(one.self_confidence) + " for its label"]]]);
    }, DATA.issues.length);
  }
})();
