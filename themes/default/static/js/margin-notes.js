// Where a note comes beside its turn, the contents of the page give it their room.
const toc = document.querySelector(".toc");
const margin = matchMedia("(min-width: 75rem)");
let room = 0;
function makeRoom() {
  if (!(toc instanceof HTMLDetailsElement) || !margin.matches) return;
  const { top, height } = toc.getBoundingClientRect();
  if (toc.open) room = height;
  toc.open = ![...document.querySelectorAll(".turn-note")].some((note) => {
    const box = note.getBoundingClientRect();
    return box.height > 0 && box.top < top + room && box.bottom > top;
  });
}
addEventListener("scroll", makeRoom, { passive: true });
makeRoom();

export {};
