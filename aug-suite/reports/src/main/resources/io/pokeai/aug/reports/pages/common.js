"use strict";
// What every page has: the data, the theme, tables that sort, cards of pictures.
const DATA = JSON.parse(document.getElementById("data").textContent);

/** Characters that break lines or turn the direction of text, as escapes; as the tables show them. */
function visible(text) {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, (c) =>
    c === "\n" ? "\\n" : c === "\r" ? "\\r" : c === "\t" ? "\\t" : "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
}

/** An element with text; texts from outside only ever become text nodes. */
function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function percent(share, digits = 1) {
  return share === null ? "–" : (share * 100).toFixed(digits) + " %";
}

function count(number) {
  return String(number).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

// ---------------------------------------------------------------- theme

const Theme = (() => {
  const choices = ["automatic", "light", "dark"];
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const listeners = [];
  let choice = "automatic";
  try { choice = localStorage.getItem("pokeai-theme") || choice; } catch (e) { /* files have no storage in some browsers */ }
  if (!choices.includes(choice)) choice = "automatic";
  const button = document.getElementById("theme");

  function apply() {
    if (choice === "automatic") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = choice;
    button.textContent = "Theme: " + choice;
    listeners.forEach((listener) => listener());
  }
  button.hidden = false;
  button.addEventListener("click", () => {
    choice = choices[(choices.indexOf(choice) + 1) % choices.length];
    try { localStorage.setItem("pokeai-theme", choice); } catch (e) { /* then it is not remembered */ }
    apply();
  });
  system.addEventListener("change", apply);
  apply();
  return {
    dark: () => choice === "dark" || (choice === "automatic" && system.matches),
    colour: (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim(),
    changed: (listener) => listeners.push(listener),
  };
})();

// ---------------------------------------------------------------- tables

document.querySelectorAll("table.sortable").forEach((table) => {
  const body = table.tBodies[0];
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    if (head.classList.contains("plain")) return;
    const button = element("button", "", head.textContent);
    button.type = "button";
    head.replaceChildren(button);
    head.setAttribute("aria-sort", "none");
    button.addEventListener("click", () => {
      const numbers = body.rows.length > 0 && body.rows[0].cells[column].dataset.value !== undefined;
      const before = head.getAttribute("aria-sort");
      const descending = before === "none" ? numbers : before === "ascending";
      [...table.tHead.rows[0].cells].forEach((other) => { if (other.hasAttribute("aria-sort")) other.setAttribute("aria-sort", "none"); });
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      const key = (row) => numbers ? Number(row.cells[column].dataset.value) : row.cells[column].textContent;
      const rows = [...body.rows].map((row) => [key(row), row]);
      rows.sort((a, b) => (numbers ? a[0] - b[0] : a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0) * (descending ? -1 : 1));
      body.replaceChildren(...rows.map((pair) => pair[1]));
    });
  });
});

// ---------------------------------------------------------------- cards

/** Where the file of a picture lies, or nothing. */
function fileOf(path) {
  if (!DATA.picture_folder) return null;
  let steps;
  try { steps = path.split("/").map(encodeURIComponent).join("/"); } catch (e) { return null; /* half a character */ }
  return path.startsWith("/") ? "file://" + steps : DATA.picture_folder + steps;
}

/** A picture with lines below it; each line is a list of [class, text]. */
function card(path, thumbnail, lines) {
  const figure = element("figure", "card");
  const frame = element("div", "frame");
  if (thumbnail) {
    const image = element("img");
    image.alt = visible(path);
    image.addEventListener("load", () => {
      if (Math.max(image.naturalWidth, image.naturalHeight) < 80) image.className = "small";
    });
    image.src = thumbnail;
    frame.append(image);
  } else {
    frame.textContent = "not in this page";
  }
  figure.append(frame);
  const caption = element("figcaption");
  lines.forEach((parts) => {
    const line = element("div");
    parts.forEach(([className, text]) => line.append(element(className === "b" ? "b" : "bdi", className === "b" ? "" : className, text)));
    caption.append(line);
  });
  const file = fileOf(path);
  const name = element(file ? "a" : "span", "path", visible(path));
  name.dir = "auto";
  if (file) name.href = file;
  caption.append(name);
  figure.append(caption);
  return figure;
}

/** Shows cards, some at a time. */
function cards(container, button, size, make, total) {
  let shown = 0;
  container.replaceChildren();
  const more = () => {
    const end = Math.min(total, shown + size);
    const added = [];
    for (; shown < end; shown++) added.push(make(shown));
    container.append(...added);
    button.hidden = shown >= total;
    button.textContent = "Show more (" + count(total - shown) + " left)";
    return added;
  };
  button.onclick = () => {
    const added = more();
    if (added.length) { added[0].tabIndex = -1; added[0].focus(); }
  };
  more();
}
