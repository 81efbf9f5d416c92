"use strict";
// The confusion matrix on a canvas: the algorithm of the PNG (ConfusionView, ConfusionMap), with the same steps and colours.

/** The rows and columns that are shown: all classes in an order, or those with most errors and "(other)". */
function confusionView(classes, cells, order, most) {
  const n = classes.length;
  let shown = order;
  if (n > most) {
    const errors = new Array(n).fill(0);
    for (let i = 0; i < cells.length; i += 3) {
      if (cells[i] !== cells[i + 1]) { errors[cells[i]] += cells[i + 2]; errors[cells[i + 1]] += cells[i + 2]; }
    }
    const chosen = new Set([...errors.keys()].sort((a, b) => errors[b] - errors[a] || a - b).slice(0, most - 1));
    shown = order.filter((k) => chosen.has(k));
  }
  const size = Math.min(n, most);
  const place = new Array(n).fill(size - 1);
  shown.forEach((k, i) => { place[k] = i; });
  const counts = new Map();
  let otherRight = 0;
  for (let i = 0; i < cells.length; i += 3) {
    const at = place[cells[i]] * size + place[cells[i + 1]];
    counts.set(at, (counts.get(at) || 0) + cells[i + 2]);
    if (n > most && cells[i] === cells[i + 1] && place[cells[i]] === size - 1) otherRight += cells[i + 2];
  }
  const names = shown.map((k) => visible(classes[k]));
  if (n > most) names.push("(other)");
  return { size, shown, names, counts, otherRight, other: n > most ? n - most + 1 : 0 };
}

function stepOf(number) {
  let step = 0;
  while (step + 1 < DATA.steps.length && DATA.steps[step + 1] <= number) step++;
  return step;
}

function css(colour) {
  return "#" + colour.toString(16).padStart(6, "0");
}

function inkOn(colour) {
  const light = 0.2126 * (colour >> 16) + 0.7152 * ((colour >> 8) & 255) + 0.0722 * (colour & 255);
  return light < 127.5 ? "#fff" : "#14171b";
}

function colours() {
  return Theme.dark() ? DATA.colours.dark : DATA.colours.light;
}

/** Elides the middle of names that are too long. */
function fitted(context, text, pixels) {
  if (context.measureText(text).width <= pixels) return text;
  const letters = [...text];
  for (let kept = letters.length - 1; kept > 0; kept--) {
    const head = Math.ceil(kept / 2);
    const shorter = letters.slice(0, head).join("") + "…" + letters.slice(letters.length - (kept - head)).join("");
    if (context.measureText(shorter).width <= pixels) return shorter;
  }
  return "…";
}

/**
 * Draws into the canvas `id` and lets people walk over it.
 * options: classes, cells (truth, answer, count, …), order (clustered), choose(truths, answers, names) or nothing.
 */
function heatMap(id, options) {
  const canvas = document.getElementById(id);
  const scroll = document.getElementById(id + "-scroll");
  const status = document.getElementById(id + "-status");
  const orderSelect = document.getElementById(id + "-order");
  const rowSelect = document.getElementById(id + "-rows");
  const classes = options.classes;
  const GAP = 5;
  let view, cell, left, top, selected = null;

  const phone = () => scroll.clientWidth < 700;
  const choices = [10, 30, 60].filter((most) => most < classes.length);
  choices.forEach((most) => rowSelect.append(new Option(most + " with most errors, and (other)", most)));
  rowSelect.append(new Option(classes.length > 400 ? "400 with most errors, and (other)" : "all " + classes.length, Math.min(400, classes.length)));
  rowSelect.value = rowSelect.options[phone() && choices.length > 1 ? 1 : rowSelect.options.length - 1].value;

  const at = (truth, answer) => view.counts.get(truth * view.size + answer) || 0;
  const isOther = (place) => place >= view.shown.length;
  const alphabetical = classes.map((name, k) => k);

  function rebuild() {
    const order = orderSelect.value === "clustered" ? options.order : alphabetical;
    view = confusionView(classes, options.cells, order, Number(rowSelect.value));
    selected = null;
    draw();
    status.textContent = view.other
      ? "(other) stands for the " + count(view.other) + " classes with the fewest errors; " + count(view.otherRight) + " of their pictures are right."
      : "";
  }

  function draw() {
    const context = canvas.getContext("2d");
    const probe = 12;
    context.font = probe + "px system-ui, sans-serif";
    const widest = Math.min(phone() ? 96 : 160, Math.max(...view.names.map((name) => context.measureText(name).width), 40)) + 2;
    left = Math.ceil(widest + GAP * 2);
    top = left;
    // Large matrices may be wider than the text.
    scroll.parentElement.classList.toggle("wide", left + view.size * 13 > 1240 && options.wide);
    cell = Math.max(13, Math.min(34, Math.floor((scroll.clientWidth - left - 4) / view.size)));
    const font = Math.max(11, Math.min(13, cell - 2));
    const width = left + view.size * cell + 2, height = top + view.size * cell + 2;
    const scale = Math.min(window.devicePixelRatio || 1, 8000 / Math.max(width, height));
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.style.width = width + "px";
    canvas.style.height = height + "px";
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.fillStyle = Theme.colour("paper");
    context.fillRect(0, 0, width, height);
    context.strokeStyle = Theme.colour("hair");
    context.lineWidth = 0.5;
    context.beginPath();
    for (let i = 0; i <= view.size; i++) {
      context.moveTo(left + i * cell + 0.5, top); context.lineTo(left + i * cell + 0.5, top + view.size * cell);
      context.moveTo(left, top + i * cell + 0.5); context.lineTo(left + view.size * cell, top + i * cell + 0.5);
    }
    context.stroke();
    const palette = colours();
    const numbers = Math.max(9, Math.floor(cell * 0.42));
    context.textBaseline = "middle";
    view.counts.forEach((number, key) => {
      const truth = Math.floor(key / view.size), answer = key % view.size;
      const kind = truth !== answer ? palette.errors : isOther(truth) ? palette.mixed : palette.right;
      const colour = kind[stepOf(number)];
      context.fillStyle = css(colour);
      context.fillRect(left + answer * cell + 1, top + truth * cell + 1, cell - 1, cell - 1);
      if (cell >= 19) {
        context.font = numbers + "px system-ui, sans-serif";
        context.fillStyle = inkOn(colour);
        context.textAlign = "center";
        if (context.measureText(number).width < cell - 2) context.fillText(number, left + (answer + 0.5) * cell, top + (truth + 0.5) * cell + 1);
      }
    });
    context.font = font + "px system-ui, sans-serif";
    context.fillStyle = Theme.colour("ink");
    view.names.forEach((name, i) => {
      const text = fitted(context, name, widest);
      context.textAlign = "right";
      context.fillText(text, left - GAP, top + (i + 0.5) * cell + 1);
      context.save();
      context.translate(left + (i + 0.5) * cell + 1, top - GAP);
      context.rotate(-Math.PI / 2);
      context.textAlign = "left";
      context.fillText(text, 0, 0);
      context.restore();
    });
    if (selected) {
      const [truth, answer] = selected;
      context.strokeStyle = Theme.colour("ink");
      context.lineWidth = 2.5;
      context.strokeRect(left + answer * cell, top + truth * cell, cell + 1, cell + 1);
      context.fillStyle = Theme.dark() ? "rgba(255,255,255,.10)" : "rgba(0,0,0,.06)";
      context.fillRect(0, top + truth * cell, left + view.size * cell, cell);
      context.fillRect(left + answer * cell, 0, cell, top + view.size * cell);
    }
    legend();
  }

  function legend() {
    const line = document.getElementById(id + "-legend");
    if (!line) return;
    line.replaceChildren();
    [["Errors", colours().errors], ["Right answers", colours().right]].forEach(([name, list]) => {
      const scale = element("span", "scale", name);
      const strip = element("canvas");
      const wide = phone() ? 30 : 40, high = 18, ratio = window.devicePixelRatio || 1;
      strip.width = wide * list.length * ratio; strip.height = high * ratio;
      strip.style.width = wide * list.length + "px"; strip.style.height = high + "px";
      strip.setAttribute("role", "img");
      const names = DATA.steps.map((from, i) => i + 1 === DATA.steps.length ? from + "+" : DATA.steps[i + 1] - 1 === from ? String(from) : from + "–" + (DATA.steps[i + 1] - 1));
      strip.setAttribute("aria-label", name + ", from faint to strong: " + names.join(", ") + " pictures");
      const context = strip.getContext("2d");
      context.scale(ratio, ratio);
      context.font = (phone() ? "9px" : "11px") + " system-ui, sans-serif"; context.textAlign = "center"; context.textBaseline = "middle";
      list.forEach((colour, i) => {
        context.fillStyle = css(colour); context.fillRect(i * wide, 0, wide - 1, high);
        context.fillStyle = inkOn(colour); context.fillText(names[i], (i + 0.5) * wide, high / 2 + 1);
      });
      scale.append(strip);
      line.append(scale);
    });
    line.append(element("span", "", "pictures in a cell; rows are true classes, columns answers"));
  }

  function tell(truth, answer) {
    const number = at(truth, answer);
    if (isOther(truth) && isOther(answer)) {
      status.textContent = "Among the " + count(view.other) + " other classes: " + count(view.otherRight) + " right, " + count(number - view.otherRight) + " confused.";
      return;
    }
    status.textContent = (truth === answer ? "" : "True class ") + view.names[truth] + (truth === answer ? ", answered right: " : ", answered " + view.names[answer] + ": ")
      + count(number) + (number === 1 ? " picture" : " pictures") + (number && options.choose ? ". Enter or a click shows them." : ".");
  }

  function select(truth, answer, keepInView) {
    selected = [truth, answer];
    draw();
    tell(truth, answer);
    if (keepInView) {
      const x = left + answer * cell, y = top + truth * cell;
      if (x - left < scroll.scrollLeft) scroll.scrollLeft = x - left;
      if (x + cell > scroll.scrollLeft + scroll.clientWidth) scroll.scrollLeft = x + 2 * cell - scroll.clientWidth;
      const box = canvas.getBoundingClientRect();
      if (box.top + y < 40) window.scrollBy(0, box.top + y - 40);
      if (box.top + y + cell > window.innerHeight - 40) window.scrollBy(0, box.top + y + cell - window.innerHeight + 40);
    }
  }

  function open() {
    if (!selected || !options.choose || !at(...selected)) return;
    const members = (place) => isOther(place) ? classes.map((name, k) => k).filter((k) => !view.shown.includes(k)) : [view.shown[place]];
    options.choose(members(selected[0]), members(selected[1]), view.names[selected[0]], view.names[selected[1]], at(...selected), selected[0] === selected[1] && !isOther(selected[0]));
  }

  function cellAt(event) {
    const box = canvas.getBoundingClientRect();
    const answer = Math.floor((event.clientX - box.left - left) / cell), truth = Math.floor((event.clientY - box.top - top) / cell);
    return truth >= 0 && answer >= 0 && truth < view.size && answer < view.size ? [truth, answer] : null;
  }

  canvas.addEventListener("pointermove", (event) => {
    const found = cellAt(event);
    if (found) tell(...found);
    canvas.style.cursor = found && at(...found) && options.choose ? "pointer" : "default";
  });
  canvas.addEventListener("click", (event) => {
    const found = cellAt(event);
    if (found) { select(...found, false); open(); }
  });
  canvas.addEventListener("keydown", (event) => {
    const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const key = event.key;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (moves[key]) {
      const [truth, answer] = selected || [0, 0];
      select(Math.max(0, Math.min(view.size - 1, truth + moves[key][0])), Math.max(0, Math.min(view.size - 1, answer + moves[key][1])), true);
    } else if (key === "n" || key === "N" || key === "p" || key === "P") {
      const errors = [...view.counts.keys()].filter((k) => Math.floor(k / view.size) !== k % view.size).sort((a, b) => a - b);
      if (!errors.length) return;
      const now = selected ? selected[0] * view.size + selected[1] : -1;
      const next = key.toLowerCase() === "n" ? errors.find((k) => k > now) ?? errors[0] : errors.filter((k) => k < now).pop() ?? errors[errors.length - 1];
      select(Math.floor(next / view.size), next % view.size, true);
    } else if (key === "Enter" || key === " ") {
      open();
    } else {
      return;
    }
    event.preventDefault();
  });
  orderSelect.addEventListener("change", rebuild);
  rowSelect.addEventListener("change", rebuild);
  Theme.changed(draw);
  let timer = 0, before = scroll.clientWidth;
  window.addEventListener("resize", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { if (scroll.clientWidth !== before) { before = scroll.clientWidth; draw(); } }, 150);
  });
  rebuild();
  return { set: (cells, order) => { options.cells = cells; options.order = order; rebuild(); } };
}
