// An entry of an order under the pointer: it goes where the pointer goes, until that is lifted. Where the browser or the device takes
// the pointer away, nobody has put it anywhere: it goes back.

/**
 * @param {HTMLElement} entry
 * @param {() => HTMLElement[]} entries as they stand
 * @param {() => void} moved after each step
 * @param {() => void} dropped at the end, where it stands elsewhere by then
 */
export function drag(entry, entries, moved, dropped) {
  entry.classList.add("is-dragged");
  const next = entry.nextElementSibling;
  const follow = (/** @type {PointerEvent} */ event) => {
    const over = entries().find((other) => {
      const { top, bottom } = other.getBoundingClientRect();
      return other !== entry && event.clientY > top && event.clientY < bottom;
    });
    if (!over) return;
    const { top, height } = over.getBoundingClientRect();
    const upper = event.clientY < top + height / 2;
    const later = (entry.compareDocumentPosition(over) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
    if (upper && !later) over.before(entry);
    if (!upper && later) over.after(entry);
    moved();
  };
  const end = (/** @type {PointerEvent} */ { type }) => {
    if (type === "pointercancel") {
      entry.parentNode?.insertBefore(entry, next);
      moved();
    }
    removeEventListener("pointermove", follow);
    removeEventListener("pointerup", end);
    removeEventListener("pointercancel", end);
    entry.classList.remove("is-dragged");
    if (entry.nextElementSibling !== next) dropped();
  };
  addEventListener("pointermove", follow);
  addEventListener("pointerup", end);
  addEventListener("pointercancel", end);
}
