"use strict";
// Search as one types, without regard to capitals and accents, and the choice of a kind.

const query = ui("query");
const kind = ui("kind");
const matchesOnly = ui("matches-only");
const ASIDE = ".call, .address, .finding, .told, .back";
let matches = []; // { node, range }
let current = -1;
let indexed = null;

const folds = new Map([["’", "'"], ["\u00a0", " "], ["\u202f", " "]]);
/** One character for one, so that places in the folded text are places in the text. */
function fold(words) {
  let folded = "";
  for (let i = 0; i < words.length; i++) {
    const char = words[i];
    if (!folds.has(char)) folds.set(char, char.normalize("NFD").toLowerCase()[0]);
    folded += folds.get(char);
  }
  return folded;
}

/** What can be searched: for each node its words, folded, and the text nodes that they stand in. */
function index() {
  return nodes.map((node) => {
    const pieces = [];
    let words = "";
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const piece = walker.currentNode;
      if (piece.parentElement.closest(ASIDE)) continue;
      pieces.push({ piece, start: words.length });
      words += piece.data;
    }
    return { node, pieces, words: fold(words) };
  });
}

function placeIn(pieces, at, isEnd) {
  const found = pieces.findLast(({ start }) => (isEnd ? start < at : start <= at));
  return [found.piece, at - found.start];
}

function find(wanted) {
  indexed ??= index();
  const found = [];
  for (const { node, pieces, words } of indexed) {
    if (kind.value && node.dataset.kind !== kind.value) continue;
    for (let at = words.indexOf(wanted); at >= 0; at = words.indexOf(wanted, at + wanted.length)) {
      const range = new StaticRange({
        startContainer: placeIn(pieces, at, false)[0],
        startOffset: placeIn(pieces, at, false)[1],
        endContainer: placeIn(pieces, at + wanted.length, true)[0],
        endOffset: placeIn(pieces, at + wanted.length, true)[1],
      });
      found.push({ node, range });
    }
  }
  return found;
}

function light(name, ranges) {
  if (globalThis.Highlight) CSS.highlights.set(name, new Highlight(...ranges));
}

function search() {
  const wanted = fold(query.value.trim().replace(/\s+/g, " "));
  matches = wanted ? find(wanted) : [];
  current = -1;
  light("found", matches.map(({ range }) => range));
  light("found-now", []);
  filter();
  const below = matches.findIndex(({ node }) => node.getBoundingClientRect().bottom > text.getBoundingClientRect().top);
  if (matches.length) goTo(Math.max(0, below));
  else ui("count").textContent = wanted ? "no match" : "";
}

function goTo(at) {
  if (matches.length === 0) return;
  current = (at + matches.length) % matches.length;
  const { node, range } = matches[current];
  light("found-now", [range]);
  ui("count").textContent = `${current + 1} of ${matches.length}`;
  choose(node, "search");
}

/** Shows what is of the kind wanted and, where that is asked for, holds a match; headings above stay. */
function filter() {
  const holding = matchesOnly.ariaPressed === "true" && query.value.trim() ? new Set(matches.map((m) => m.node)) : null;
  const isWanted = (node) => (!kind.value || node.dataset.kind === kind.value) && (!holding || holding.has(node));
  const isFiltered = Boolean(kind.value || holding);
  for (const node of nodes) node.hidden = isFiltered && !isWanted(node);
  if (!isFiltered) return;
  nodes.filter(isShown).forEach(showHeadings);
  for (const row of text.querySelectorAll(".row:has(> .node:not([hidden]))")) {
    for (const node of row.children) node.hidden = false;
  }
}

function showHeadings(node) {
  let link = links.get(addressOf(node));
  while ((link = link?.closest("ul").parentElement.querySelector(":scope > a"))) nodeBehind(link).hidden = false;
}

/** Shows everything again: a paragraph is wanted that the filter hides. */
function unfilter() {
  kind.value = "";
  matchesOnly.ariaPressed = "false";
  filter();
}

query.addEventListener("input", search);
query.addEventListener("keydown", (event) => {
  if (event.key === "Enter") goTo(current + (event.shiftKey ? -1 : 1));
  if (event.key === "Escape") {
    query.value = "";
    search();
    text.focus();
  }
});
kind.addEventListener("change", search);
matchesOnly.addEventListener("click", () => {
  matchesOnly.ariaPressed = String(matchesOnly.ariaPressed !== "true");
  filter();
});
ui("next").addEventListener("click", () => goTo(current + 1));
ui("previous").addEventListener("click", () => goTo(current - 1));
