"use strict";
// The text: which paragraph is chosen, which one the pointer is on, and who wants to know.

const ui = (name) => document.querySelector(`[data-ui="${name}"]`);
const text = document.querySelector(".text");
const nodes = [...text.querySelectorAll(".node")];
const byAddress = new Map(nodes.map((node) => [node.id, node]));
const watchers = { chosen: [], hot: [] };
const marked = { chosen: null, hot: null };

/** The node that a link of this page leads to. */
const nodeBehind = (link) => byAddress.get(decodeURIComponent(link.hash.slice(1)));
/** The address in the document: that of the page without the mark of the second paper. */
const addressOf = (node) => node.id.replace(/^2:/, "");
const isShown = (node) => !node.hidden;
const nodeOf = (target) => (target instanceof Element ? target.closest(".node") : null);

/** Marks `node` (or nothing, for null) as "chosen" or "hot", and tells the watchers. `from` says who asked. */
function mark(as, node, from) {
  if (marked[as] === node && as === "hot") return;
  marked[as]?.classList.remove(as);
  node?.classList.add(as);
  marked[as] = node;
  for (const watcher of watchers[as]) watcher(node, from);
}

/** Chooses a paragraph, brings it into view, and puts its address behind the page's own. */
function choose(node, from) {
  if (!isShown(node)) unfilter();
  mark("chosen", node, from);
  if (from !== "text") node.scrollIntoView({ block: from === "keys" ? "nearest" : "center" });
  if (decodeURIComponent(location.hash.slice(1)) !== node.id) {
    history.replaceState(null, "", "#" + encodeURI(node.id));
  }
}

/** The paragraph that the window's address names, chosen. */
function chooseAddressed() {
  let address = location.hash.slice(1);
  try {
    address = decodeURIComponent(address);
  } catch {
    return; // not an address of ours
  }
  const node = byAddress.get(address);
  if (node) choose(node, "address");
}

/** The shown node `step` places after the chosen one, among those that `wanted` holds for. */
function neighbour(step, wanted = () => true) {
  const choice = nodes.filter((node) => isShown(node) && (node === marked.chosen || wanted(node)));
  const at = choice.indexOf(marked.chosen);
  return at < 0 ? choice[0] : choice[at + step];
}

function step(by, wanted) {
  const node = neighbour(by, wanted);
  if (!node) return;
  choose(node, "keys");
  node.tabIndex = -1; // what is read aloud follows
  node.focus({ preventScroll: true });
}

text.addEventListener("pointerover", (event) => mark("hot", nodeOf(event.target), "text"));
text.addEventListener("pointerleave", () => mark("hot", null, "text"));
text.addEventListener("click", (event) => {
  const node = nodeOf(event.target);
  if (node && !event.target.closest("a") && getSelection().isCollapsed) choose(node, "text");
});
addEventListener("hashchange", chooseAddressed);
