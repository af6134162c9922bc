"use strict";
// The outline: opens and closes, is walked with arrow keys, and shows where the text stands.

const tree = document.querySelector(".outline");
const links = new Map([...tree.querySelectorAll("a")].map((a) => [decodeURIComponent(a.hash.slice(1)), a]));
const twistOf = (link) => link.parentElement.querySelector(":scope > button");

function open(twist, isOpen) {
  twist.setAttribute("aria-expanded", String(isOpen));
  twist.parentElement.querySelector(":scope > ul").hidden = !isOpen;
}

tree.addEventListener("click", (event) => {
  const twist = event.target.closest("button");
  if (twist) return open(twist, twist.getAttribute("aria-expanded") === "false");
  const link = event.target.closest("a");
  const node = link && nodeBehind(link);
  if (!node) return;
  event.preventDefault();
  choose(node, "outline");
});

tree.addEventListener("keydown", (event) => {
  if (event.target.localName !== "a") return;
  const isRight = getComputedStyle(event.target).direction === "rtl";
  const inwards = isRight ? "ArrowLeft" : "ArrowRight";
  const outwards = isRight ? "ArrowRight" : "ArrowLeft";
  const seen = [...tree.querySelectorAll("a")].filter((link) => link.checkVisibility());
  const at = seen.indexOf(event.target);
  const twist = twistOf(event.target);
  const isOpen = twist?.getAttribute("aria-expanded") === "true";
  let next = null;
  if (event.key === "ArrowDown") next = seen[at + 1];
  else if (event.key === "ArrowUp") next = seen[at - 1];
  else if (event.key === inwards && twist && !isOpen) open(twist, true);
  else if (event.key === inwards) next = seen[at + 1];
  else if (event.key === outwards && isOpen) open(twist, false);
  else if (event.key === outwards) next = event.target.parentElement.parentElement.parentElement.querySelector("a");
  else return;
  event.preventDefault();
  if (tree.contains(next)) next.focus();
});

/** Marks the outline's line for `node`, or for the nearest heading that has one to be seen. */
function showPlace(node) {
  tree.querySelector("[aria-current]")?.removeAttribute("aria-current");
  let link = node && links.get(addressOf(node));
  while (link && !link.checkVisibility()) link = link.closest("ul").parentElement.querySelector(":scope > a");
  if (!link) return;
  link.setAttribute("aria-current", "location");
  const { top, bottom } = link.getBoundingClientRect();
  const window = tree.getBoundingClientRect();
  if (top < window.top || bottom > window.bottom) tree.scrollTop += top - window.top - window.height / 3;
}

let isAwaited = false;
text.addEventListener(
  "scroll",
  () => {
    if (isAwaited) return;
    isAwaited = true;
    requestAnimationFrame(() => {
      isAwaited = false;
      const { left, top, width, height } = text.getBoundingClientRect();
      const chosen = marked.chosen?.getBoundingClientRect();
      if (chosen && chosen.bottom > top && chosen.top < top + height) return;
      const seen = document.elementsFromPoint(left + width / 3, top + 60);
      const node = seen.map(nodeOf).find(Boolean);
      if (node) showPlace(node);
    });
  },
  { passive: true },
);
watchers.chosen.push(showPlace);
