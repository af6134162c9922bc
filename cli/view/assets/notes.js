"use strict";
// A note beside its call: on a click, on Enter, or when the pointer rests on it.

const shownNote = ui("note");
const GAP = 6; // pixels between a call and its note
const REST = 250; // milliseconds
let resting = 0;

function showNote(link) {
  const note = byAddress.get(decodeURIComponent(link.hash.slice(1)));
  if (!note) return;
  const copy = note.querySelector(".words").cloneNode(true);
  shownNote.replaceChildren(copy);
  shownNote.lang = note.lang;
  shownNote.dir = note.dir;
  shownNote.showPopover();
  const call = link.getBoundingClientRect();
  const { width, height } = shownNote.getBoundingClientRect();
  const isRoomBelow = call.bottom + GAP + height < innerHeight;
  shownNote.style.top = `${isRoomBelow ? call.bottom + GAP : call.top - GAP - height}px`;
  shownNote.style.left = `${Math.max(GAP, Math.min(call.left, innerWidth - width - GAP))}px`;
}

const callOf = (event) => event.target.closest?.(".call a");

text.addEventListener("click", (event) => {
  const call = callOf(event);
  if (!call) return;
  event.preventDefault(); // the note comes here; its own place is at the end
  clearTimeout(resting);
  showNote(call);
});
text.addEventListener("pointerover", (event) => {
  clearTimeout(resting);
  const call = callOf(event);
  if (call) resting = setTimeout(showNote, REST, call);
});
text.addEventListener("scroll", () => shownNote.hidePopover(), { passive: true });
