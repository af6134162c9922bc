"use strict";
// The bars above and below, and the keys.

const HEADINGS = new Set(["part", "chapter", "section", "resolution", "decision", "annex"]);
// Here there is room for one pane at a time, as the style says too.
const telephone = matchMedia("(max-width: 40rem)");
const address = ui("address");
const citation = ui("citation");
const copies = { "copy-address": addressOf, "copy-citation": (node) => node.dataset.citation, "copy-link": () => location.href };

watchers.chosen.push((node) => {
  address.textContent = addressOf(node);
  citation.textContent = node.dataset.citation;
  citation.lang = node.lang;
  citation.dir = node.dir;
  for (const name of Object.keys(copies)) ui(name).disabled = false;
  if (telephone.matches) for (const name of ["outline", "pages"]) toggle(name, false);
});

async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
    say(`Copied: ${words}`);
  } catch {
    say("The browser did not let it be copied");
  }
}

function say(words) {
  ui("said").textContent = words;
  setTimeout(() => (ui("said").textContent = ""), 4000);
}

for (const [name, words] of Object.entries(copies)) {
  ui(name).addEventListener("click", () => copy(words(marked.chosen)));
}
text.addEventListener("click", (event) => {
  const link = event.target.closest(".address");
  if (!link) return;
  event.preventDefault();
  choose(nodeOf(link), "text");
  copy(addressOf(nodeOf(link)));
});

function toggle(name, isOn = document.body.classList.contains(`no-${name}`)) {
  document.body.classList.toggle(`no-${name}`, !isOn);
  ui(`toggle-${name}`).ariaPressed = String(isOn);
}

function changeTheme() {
  const { dataset } = document.documentElement;
  const isDark = dataset.theme ? dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  dataset.theme = isDark ? "light" : "dark";
}

const isHeading = (node) => HEADINGS.has(node.dataset.kind);
const hasFinding = (node) => node.querySelector(".finding") !== null;
const keys = {
  "/": () => query.select(),
  j: () => step(1),
  k: () => step(-1),
  n: () => step(1, isHeading),
  p: () => step(-1, isHeading),
  f: () => nextFinding(),
  c: () => marked.chosen && copy(addressOf(marked.chosen)),
  o: () => toggle("outline"),
  g: () => frames.size && toggle("pages"),
  d: changeTheme,
  "?": () => ui("keys").showModal(),
};

function nextFinding() {
  const node = neighbour(1, hasFinding) ?? nodes.find(hasFinding);
  if (node) choose(node, "keys");
  else text.scrollTop = 0; // those that speak of the whole paper stand on top
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || ui("keys").open) return;
  if (!ui("single-keys").checked || event.target.matches("input, select, textarea")) return;
  const command = keys[event.key];
  if (!command) return;
  event.preventDefault();
  command();
});

for (const [name, other] of [["outline", "pages"], ["pages", "outline"]]) {
  ui(`toggle-${name}`).addEventListener("click", () => {
    toggle(name);
    if (telephone.matches) toggle(other, false);
  });
}
ui("theme").addEventListener("click", changeTheme);
ui("help").addEventListener("click", keys["?"]);
ui("findings").addEventListener("click", nextFinding);

if (matchMedia("(max-width: 60rem)").matches) {
  toggle("outline");
  if (frames.size) toggle("pages");
}
chooseAddressed();
document.documentElement.dataset.ready = Math.round(performance.now());
