"use strict";
// A note beside its call: on a click or Enter, or while the pointer rests on the call.

const shownNote = ui("note");
const GAP = 6; // pixels between a call and its note
const REST = 250; // milliseconds
let resting = 0;
let calling = null; // the call whose note is shown
let isPinned = false; // it was asked for, so that it stays until it is sent away

const callOf = (event) => event.target.closest?.(".call a");

function showNote(call, pinned) {
  const note = nodeBehind(call);
  if (!note) return;
  shownNote.replaceChildren(note.querySelector(".words").cloneNode(true));
  shownNote.lang = note.lang;
  shownNote.dir = note.dir;
  calling = call;
  isPinned = pinned;
  if (!shownNote.matches(":popover-open")) shownNote.showPopover();
  placeNote();
}

/** Below the call where there is room, else above; gone where the call has left the window. */
function placeNote() {
  const call = calling.getBoundingClientRect();
  const window = text.getBoundingClientRect();
  if (call.bottom < window.top || call.top > window.bottom) return shownNote.hidePopover();
  const { width, height } = shownNote.getBoundingClientRect();
  const isRoomBelow = call.bottom + GAP + height < innerHeight;
  shownNote.style.top = `${isRoomBelow ? call.bottom + GAP : call.top - GAP - height}px`;
  shownNote.style.left = `${Math.max(GAP, Math.min(call.left, innerWidth - width - GAP))}px`;
}

text.addEventListener("click", (event) => {
  const call = callOf(event);
  if (!call) return;
  event.preventDefault(); // the note comes here; its own place is at the end
  clearTimeout(resting);
  showNote(call, true);
});
text.addEventListener("pointerover", (event) => {
  clearTimeout(resting);
  const call = callOf(event);
  if (call) resting = setTimeout(showNote, REST, call, false);
  else if (!isPinned && shownNote.matches(":popover-open")) resting = setTimeout(() => shownNote.hidePopover(), REST);
});
shownNote.addEventListener("pointerover", () => clearTimeout(resting));
text.addEventListener("scroll", () => shownNote.matches(":popover-open") && placeNote(), { passive: true });
