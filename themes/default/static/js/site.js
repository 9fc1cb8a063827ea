// What every page does with script: the header goes away while reading down, the contents stand open beside the text
// where there is room, and printing opens what is folded. What is seldom needed is loaded when it is.

// Nearly every script makes elements and says something: no page has that twice.
import "./dom.js";
import "./messages.js";
import "./outdated.js";
import "./progress.js";

// On a server a page is a folder, and its address ends with `/`. Without that all relative addresses lead elsewhere, and some hosts
// show the page all the same. From disk it is a file.
const { pathname, protocol } = location;
const folder = pathname.replace(/index\.html$/, "").replace(/\/[^/.]+$/, "$&/");
const whole = folder + location.search + location.hash;
if (protocol === "file:") import("./from-disk.js");
else if (folder.length < pathname.length) history.replaceState(history.state, "", whole);
else if (folder !== pathname && document.body.dataset.root?.[0] !== "/") location.replace(whole);

try {
  if (sessionStorage.getItem("attune:search-highlight"))
    import("./search-highlight.js").then(({ markFound }) => markFound());
} catch {
  // Storage is off: nothing was looked for.
}

// What a term means comes with the first link to one that is pointed at, reached by keyboard, or touched.
const asked = ["pointerover", "focusin", "click"];
/** @param {Event} event */
async function explain(event) {
  const link = event.target instanceof Element && event.target.closest("a.term, a.cite");
  const touched = event instanceof PointerEvent && event.pointerType === "touch";
  if (!(link instanceof HTMLAnchorElement) || touched !== (event.type === "click")) return;
  if (event.type === "focusin" && !link.matches(":focus-visible")) return;
  if (touched) event.preventDefault();
  for (const type of asked) document.removeEventListener(type, explain);
  const { begin } = await import("./tooltip.js");
  begin(link, event.type);
}
for (const type of asked) document.addEventListener(type, explain);

// What stands open where there is room.
for (const fold of document.querySelectorAll("details[data-unfold]")) {
  const wide = matchMedia(`(min-width: ${fold.getAttribute("data-unfold")})`);
  const unfold = () => fold.toggleAttribute("open", wide.matches);
  wide.addEventListener("change", unfold);
  unfold();
}

// Search waits for the first reader who asks for it.
const search = document.querySelector("button[data-search]");
if (search instanceof HTMLButtonElement) {
  search.hidden = false;
  // Where there is a command key, it is that one.
  const control = search.querySelector("[data-control]");
  if (control && /Mac|iP/.test(navigator.platform)) control.textContent = "⌘ K";
  search.addEventListener("click", () => import("./search.js").then(({ openSearch }) => openSearch()));
  addEventListener("keydown", (event) => {
    const { target } = event;
    const typing = target instanceof Element && target.closest("input, textarea, select, dialog");
    const command = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !typing;
    if (event.altKey || event.shiftKey || !(command || slash)) return;
    event.preventDefault();
    search.click();
  });
}

// On a phone the contents are a dialog. Beside the text, where they are longer than the window, they begin where one is.
const tree = document.getElementById("tree");
tree?.addEventListener("toggle", () => import("./contents-dialog.js").then(({ follow }) => follow(wide)));
const wide = matchMedia("(min-width: 50rem)");
if (wide.matches)
  requestAnimationFrame(() => {
    const here = /** @type {HTMLElement | null | undefined} */ (tree?.querySelector("[aria-current]"));
    if (tree && here) tree.scrollTop = here.offsetTop - tree.clientHeight / 2;
  });

// Reading on, the header goes away, and the contents say which part is being read.
addEventListener("scroll", () => import("./reading.js").then(({ follow }) => follow()), { once: true, passive: true });

// The choice of a look opens from the header.
const settings = document.querySelector("button[data-appearance]");
if (settings instanceof HTMLButtonElement) {
  settings.hidden = false;
  settings.addEventListener("click", () => import("./appearance.js"));
}

// What was read can be read offline, where the course is published so.
if (document.body.dataset.offline !== undefined && navigator.serviceWorker)
  addEventListener("load", () => import("./offline.js").then(({ begin }) => begin()));

/** @type {HTMLDetailsElement[]} */
let opened = [];
addEventListener("beforeprint", () => {
  for (const link of document.querySelectorAll("a")) link.classList.toggle("bare", link.href === link.textContent);
  opened = [...document.querySelectorAll("details")].filter((details) => !details.open);
  for (const details of opened) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of opened) details.open = false;
});
