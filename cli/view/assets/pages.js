"use strict";
// The printed pages: drawn when they come near, with boxes on them, and clicked to find a paragraph.

const pages = document.querySelector(".pages");
const frames = new Map(); // "paper/page" -> figure
const boxesOn = new Map(); // "paper/page" -> [{ node, x0, top, x1, bottom }]
const TOLERANCE = 3; // points by which a click may miss

for (const figure of pages.querySelectorAll("figure")) {
  frames.set(`${figure.dataset.paper}/${figure.dataset.page}`, figure);
  figure.style.aspectRatio = `${figure.dataset.width} / ${figure.dataset.height}`;
}
for (const node of nodes) {
  for (const box of boxesOf(node)) {
    if (!boxesOn.has(box.key)) boxesOn.set(box.key, []);
    boxesOn.get(box.key).push({ node, ...box });
  }
}
if (frames.size === 0) {
  document.body.classList.add("no-pages");
  ui("toggle-pages").hidden = true;
}

function boxesOf(node) {
  if (!node?.dataset.boxes) return [];
  return node.dataset.boxes.split(" ").map((box) => {
    const [page, x0, top, x1, bottom] = box.split(",").map(Number);
    return { key: `${node.dataset.paper}/${page}`, x0, top, x1, bottom };
  });
}

// A picture lives as long as its page is near: those of 200 pages would fill the memory.
const near = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      target.classList.toggle("near", isIntersecting);
      if (isIntersecting) drawPicture(target);
      else target.querySelector("img").removeAttribute("src");
    }
  },
  { root: pages, rootMargin: "100% 0px" },
);
for (const figure of frames.values()) near.observe(figure);
addEventListener("DOMContentLoaded", () => pages.querySelectorAll("figure.near").forEach(drawPicture));

/** Draws a page, where its picture has come already: pictures come last. */
function drawPicture({ dataset, firstElementChild: image }) {
  const data = document.querySelector(`script[data-picture="${dataset.paper}/${dataset.page}"]`);
  const isWhole = data && (data.nextSibling || document.readyState !== "loading");
  if (isWhole && !image.src) image.src = `data:${data.dataset.mime};base64,${data.textContent}`;
}

/** Draws the boxes of `node` as "hot" or "chosen"; those drawn before go. */
function drawBoxes(as, node) {
  for (const old of pages.querySelectorAll(`.box.${as}`)) old.remove();
  for (const box of boxesOf(node)) {
    const figure = frames.get(box.key);
    if (!figure) continue;
    const { width, height } = figure.dataset;
    const drawn = document.createElement("div");
    drawn.className = `box ${as}`;
    drawn.style.insetBlockStart = `${(box.top / height) * 100}%`;
    drawn.style.left = `${(box.x0 / width) * 100}%`;
    drawn.style.width = `${((box.x1 - box.x0) / width) * 100}%`;
    drawn.style.height = `${((box.bottom - box.top) / height) * 100}%`;
    figure.append(drawn);
  }
}

/** Scrolls to the first box drawn, where none of them is to be seen. */
function showBox(as) {
  const drawn = [...pages.querySelectorAll(`.box.${as}`)];
  const window = pages.getBoundingClientRect();
  const isSeen = drawn.some((box) => {
    const { top, bottom } = box.getBoundingClientRect();
    return top < window.bottom - 20 && bottom > window.top + 20;
  });
  if (drawn.length === 0 || isSeen) return;
  const { top, height } = drawn[0].getBoundingClientRect();
  pages.scrollTop += top - window.top - Math.max(20, (window.height - height) / 3);
}

function showPaper(paper) {
  for (const [, figure] of frames) figure.hidden = figure.dataset.paper !== paper;
  for (const tab of pages.querySelectorAll("[data-shows]")) {
    tab.setAttribute("aria-pressed", String(tab.dataset.shows === paper));
  }
}

function follow(as) {
  return (node, from) => {
    if (node && from !== "pages" && boxesOf(node).length) showPaper(node.dataset.paper);
    drawBoxes(as, node);
    if (marked.hot === marked.chosen) drawBoxes("hot", null); // one box is enough
    if (from !== "pages") showBox(as);
  };
}
watchers.hot.push(follow("hot"));
watchers.chosen.push(follow("chosen"));

/** The smallest paragraph at a point of the window, or null. */
function nodeAt(event) {
  const figure = event.target.closest("figure");
  if (!figure) return null;
  const frame = figure.getBoundingClientRect();
  const x = ((event.clientX - frame.left) / frame.width) * figure.dataset.width;
  const y = ((event.clientY - frame.top) / frame.height) * figure.dataset.height;
  const area = ({ x0, top, x1, bottom }) => (x1 - x0) * (bottom - top);
  return (boxesOn.get(`${figure.dataset.paper}/${figure.dataset.page}`) ?? [])
    .filter((box) => box.x0 - TOLERANCE <= x && x <= box.x1 + TOLERANCE)
    .filter((box) => box.top - TOLERANCE <= y && y <= box.bottom + TOLERANCE)
    .reduce((best, box) => (best && area(best) <= area(box) ? best : box), null)?.node ?? null;
}

pages.addEventListener("pointermove", (event) => mark("hot", nodeAt(event), "pages"));
pages.addEventListener("pointerleave", () => mark("hot", null, "pages"));
pages.addEventListener("click", (event) => {
  const tab = event.target.closest("[data-shows]");
  if (tab) return showPaper(tab.dataset.shows);
  const node = nodeAt(event);
  if (node) choose(node, "pages");
});
showPaper("0");
