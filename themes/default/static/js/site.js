// What every page does with script: the header goes away while reading down, the contents stand open beside the text
// where there is room, and printing opens what is folded. What is seldom needed is loaded when it is.

// Nearly every script makes elements and says something: no page has that twice.
import "./dom.js";
import "./messages.js";
import "./progress.js";

// The address of a page needs no `index.html` on a server; from disk it does.
if (location.protocol.startsWith("http") && location.pathname.endsWith("/index.html")) {
  const clean = location.pathname.slice(0, -"index.html".length) + location.search + location.hash;
  history.replaceState(history.state, "", clean);
}

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

const masthead = document.querySelector("[data-masthead]");
if (masthead) {
  let last = scrollY;
  addEventListener(
    "scroll",
    () => {
      const down = scrollY > last;
      if (Math.abs(scrollY - last) > 8 || scrollY < 80) {
        const away = down && scrollY > 80 && !masthead.contains(document.activeElement);
        masthead.toggleAttribute("data-away", away);
        last = scrollY;
      }
    },
    { passive: true },
  );
  masthead.addEventListener("focusin", () => masthead.removeAttribute("data-away"));
}

const wide = matchMedia("(min-width: 75rem)");
const toc = document.querySelector("details[data-toc]");
const unfold = () => toc?.toggleAttribute("open", wide.matches);
wide.addEventListener("change", unfold);
unfold();

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

// On a phone the contents are a dialog.
document
  .getElementById("tree")
  ?.addEventListener("toggle", () => import("./contents-dialog.js").then(({ follow }) => follow()));

// The contents of the page say which part of it is being read.
const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll(".toc a")]);
const read = () => {
  const here = links.findLast((link) => {
    const head = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return head && head.getBoundingClientRect().top < innerHeight / 3;
  });
  for (const link of links) link.ariaCurrent = link === here ? "true" : null;
};
addEventListener("scroll", read, { passive: true });
read();

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
