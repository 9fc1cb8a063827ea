// What a term means, and which work is cited, beside the link to it: on hover, on focus, and on the first touch. The
// words stand at the foot of the page in any case. The note can be pointed at, and Escape puts it away (WCAG 1.4.13).

import { asset } from "./assets.js";

/** Its style sheet; without it the note stands at the end of the page. */
const dressed = new Promise((done) => {
  const sheet = document.createElement("link");
  Object.assign(sheet, { rel: "stylesheet", href: asset("tooltip.css"), onload: done, onerror: done });
  document.head.append(sheet);
});

const WAIT = 250;
const GRACE = 200;

const note = document.createElement("div");
note.className = "preview";
note.id = "attune-preview";
note.dir = "auto";
note.setAttribute("role", "tooltip");
note.hidden = true;

/** @type {HTMLAnchorElement | null} */
let shown = null;
let timer = 0;

/** @param {EventTarget | null} target */
const linkAt = (target) =>
  target instanceof Element ? /** @type {HTMLAnchorElement | null} */ (target.closest("a.term, a.cite")) : null;

/** The words for a link: `#g-rupture` of the glossary stands here as `t-rupture`. @param {HTMLAnchorElement} link */
function words(link) {
  const id = decodeURIComponent(link.hash.slice(1));
  const source = document.getElementById(link.matches(".term") ? id.replace(/^g-/, "t-") : id);
  return source?.textContent?.trim() ?? "";
}

/** @param {HTMLAnchorElement} link */
function show(link) {
  clearTimeout(timer);
  const text = words(link);
  if (!text || shown === link) return;
  hide();
  shown = link;
  if (!note.isConnected) document.getElementById("main")?.append(note);
  note.textContent = text;
  note.hidden = false;
  link.setAttribute("aria-describedby", note.id);
  place(link);
}

/** Below the link, or above it where there is no room. @param {HTMLAnchorElement} link */
function place(link) {
  const box = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const room = document.documentElement.clientWidth;
  const left = Math.max(8, Math.min(box.left, room - note.offsetWidth - 8));
  const above = box.bottom + note.offsetHeight + 16 > innerHeight && box.top > note.offsetHeight + 16;
  note.style.left = `${left + scrollX}px`;
  note.style.top = `${(above ? box.top - note.offsetHeight - 6 : box.bottom + 6) + scrollY}px`;
}

function hide() {
  clearTimeout(timer);
  shown?.removeAttribute("aria-describedby");
  shown = null;
  note.hidden = true;
}

/** @param {() => void} act @param {number} after milliseconds */
function later(act, after) {
  clearTimeout(timer);
  timer = setTimeout(act, after);
}

document.addEventListener("pointerover", (event) => {
  if (event.pointerType === "touch") return;
  const link = linkAt(event.target);
  if (link) later(() => show(link), WAIT);
  else if (event.target instanceof Node && note.contains(event.target)) clearTimeout(timer);
  else if (shown && shown !== document.activeElement) later(hide, GRACE);
  else if (!shown) clearTimeout(timer);
});
document.addEventListener("focusin", (event) => {
  const link = linkAt(event.target);
  if (link?.matches(":focus-visible")) show(link);
  else if (shown) hide();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && shown) hide();
});
document.addEventListener("click", (event) => {
  const link = linkAt(event.target);
  const touched = event instanceof PointerEvent && event.pointerType === "touch";
  if (link && touched && shown !== link && words(link)) {
    event.preventDefault();
    show(link);
  } else if (!(event.target instanceof Node && note.contains(event.target))) {
    hide();
  }
});
addEventListener("resize", hide);

/**
 * What was done to the first link, before any of this was loaded.
 * @param {HTMLAnchorElement} link
 * @param {string} type of the event
 */
export async function begin(link, type) {
  await dressed;
  if (type === "pointerover") return link.matches(":hover") && later(() => show(link), WAIT);
  if (type === "focusin") return link === document.activeElement && show(link);
  // A touch that was held back goes where it would have gone when there is nothing to say.
  if (words(link)) show(link);
  else location.assign(link.href);
}
