// What a reader must not lose when the page changes: the place on the page, and what has the focus.

/** Where on the window a line is looked for that the reader may be reading, as shares of its height. */
const LINES = [0.2, 0.35, 0.5, 0.65, 0.8];

/**
 * Notes the reader's place.
 * @returns {() => void} goes back to it
 */
export function keepPlace() {
  const focus = keepFocus();
  const root = document.documentElement;
  // The browser's own anchoring would come on top.
  root.style.overflowAnchor = "none";
  const spots = LINES.map((line) => document.elementFromPoint(innerWidth / 2, innerHeight * line))
    .filter((spot) => spot !== null && spot !== root && spot !== document.body)
    .map((spot) => ({
      spot: /** @type {Element} */ (spot),
      top: /** @type {Element} */ (spot).getBoundingClientRect().top,
    }));
  const atTop = scrollY === 0;
  return () => {
    const found = atTop ? undefined : spots.find(({ spot }) => spot.isConnected && spot.checkVisibility());
    // A long way is no scrolling: a smooth one would be seen.
    if (found) scrollBy({ top: found.spot.getBoundingClientRect().top - found.top, behavior: "instant" });
    focus();
    requestAnimationFrame(() => {
      root.style.removeProperty("overflow-anchor");
      if (!root.getAttribute("style")) root.removeAttribute("style");
    });
  };
}

/** Focus that is lost because its element was replaced goes to the one that took its place. */
function keepFocus() {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return () => {};
  const holder = focused.closest("[id]");
  const kind = focused.localName;
  const at = holder ? [...holder.querySelectorAll(kind)].indexOf(focused) : -1;
  const range =
    focused instanceof HTMLTextAreaElement || focused instanceof HTMLInputElement
      ? [focused.selectionStart, focused.selectionEnd]
      : [];
  return () => {
    if (document.activeElement === focused) return;
    const holds = holder && document.getElementById(holder.id);
    const next = focused.isConnected ? focused : at < 0 ? holds : holds?.querySelectorAll(kind)[at];
    if (!(next instanceof HTMLElement)) return;
    next.focus({ preventScroll: true });
    const [start, end] = range;
    const writes = next instanceof HTMLTextAreaElement || next instanceof HTMLInputElement;
    if (writes && typeof start === "number") next.setSelectionRange(start, end ?? start);
  };
}
