// The preview's script: follows what is saved. Never published. Start at `hear`; `morph.js` says how a page changes.
//
// It has to be the first module of a page: what was served is noted before any script has changed it.
import { addScripts, addSheets, changeRest, fingerprint, noteScripts, scriptsFor } from "./head.js";
import { keepPlace } from "./keep.js";
import { Morph, Whole, pair } from "./morph.js";
import { Overlay } from "./overlay.js";

/** How long after the connection broke it is tried again, and said. */
const RETRY = 1000;
/** Where a page that loads itself again leaves for which version it did. */
const LOADED_FOR = "attune:preview";

/** @type {WeakMap<Node, Node>} */
const standing = new WeakMap();
let served = firstServed();
/** The build that the page in view is of, and the newest one. */
let shown = new URL(import.meta.url).search.slice(1);
let newest = shown;
let busy = false;
/** Not every browser tells the answer's status; a page that was not there is then loaded once too often. */
const [navigation] = /** @type {(PerformanceNavigationTiming & {responseStatus?: number})[]} */ (
  performance.getEntriesByType("navigation")
);
const status = navigation?.responseStatus || 200;
/** The pictures that were changed under their names. @type {Map<string, string | null>} */
const pictures = new Map();
const overlay = new Overlay();

/** A copy of the page as it came; a document of its own keeps custom elements in it from coming to life. */
function firstServed() {
  const copy = document.implementation.createHTMLDocument().importNode(document.documentElement, true);
  pair(copy, standing, () => document.documentElement);
  return stripped(copy);
}

/**
 * Without the preview's own lines, and without what only shows where there are no scripts, which a page in view holds
 * as text and a parsed one as elements.
 * @param {HTMLElement} root
 */
function stripped(root) {
  for (const own of root.querySelectorAll('[src^="/__attune/"], [href^="/__attune/"]')) own.remove();
  for (const silent of root.querySelectorAll("noscript")) silent.replaceChildren();
  return root;
}

/** @param {Element} root */
const templates = (root) => [...root.querySelectorAll("template")].map((template) => template.innerHTML);

/** @param {Element} root @param {string} what */
const policy = (root, what) => root.querySelector(`meta[http-equiv="${what}" i]`)?.getAttribute("content");

/**
 * Changes the page in view into what is served now.
 * @param {HTMLElement} next
 */
async function follow(next) {
  const old = served;
  if (policy(old, "Content-Security-Policy") !== policy(next, "Content-Security-Policy"))
    throw new Whole("another policy");
  if (policy(next, "refresh") !== undefined) throw new Whole("the page leads on to another");
  const { moved, scripts } = await scriptsFor(next);
  const [held, words] = [templates(old), templates(next)];
  const isKnown = words.every((each) => held.includes(each));
  // Others come with the scripts that read them, as long as those that were read stay.
  const areNew = scripts.length > 0 && held.every((each) => words.includes(each));
  if (!isKnown && !areNew) throw new Whole("scripts have read the templates already");
  const dropSheets = await addSheets(old, next, standing);
  const goBack = keepPlace();
  dropSheets();
  changeRest(old, next, standing);
  for (const name of ["lang", "dir"]) {
    const value = next.getAttribute(name);
    if (value === null) document.documentElement.removeAttribute(name);
    else if (value !== old.getAttribute(name)) document.documentElement.setAttribute(name, value);
  }
  const [before, now] = [old.querySelector("body"), next.querySelector("body")];
  if (!before || !now) throw new Whole("there is no text");
  new Morph(standing, { scripts: scripts.length > 0, moved }).node(before, now);
  served = next;
  addScripts(scripts);
  goBack();
  await renewPictures();
}

/** A picture keeps its address when it changes; one that did is asked for under another. */
async function renewPictures() {
  const ours = [...document.images].filter((image) => image.src.startsWith(`${location.origin}/`));
  await Promise.all(
    ours.map(async (image) => {
      const address = new URL(image.getAttribute("src") ?? "", location.href);
      address.search = "";
      if (!pictures.has(address.href)) pictures.set(address.href, await fingerprint(address.href, "force-cache"));
      const now = await fingerprint(address.href, "no-cache");
      if (now === pictures.get(address.href)) return;
      pictures.set(address.href, now);
      image.src = `${address.href}?${newest}`;
    }),
  );
}

/** Fetches the page until it is the newest one; saves that come meanwhile are one. */
async function update() {
  if (busy) return;
  busy = true;
  try {
    while (shown !== newest) {
      const goal = newest;
      const answer = await fetch(location.href, { cache: "no-cache" }).catch(() => null);
      // The connection is lost: when it is back, the version comes again.
      if (!answer) return;
      if (answer.redirected || answer.status !== status) throw new Whole("the page has gone, or come");
      const text = await answer.text();
      await follow(stripped(new DOMParser().parseFromString(text, "text/html").documentElement));
      shown = goal;
    }
  } catch {
    await loadWhole();
  } finally {
    busy = false;
  }
}

/** Loads the page again, where the browser keeps its place; once for each build, whatever goes wrong. */
async function loadWhole() {
  // Without the preview there would be no page at all; when it is back, the version comes again.
  if (!(await fetch(location.href, { method: "HEAD", cache: "no-store" }).catch(() => null))) return;
  const now = `${newest} ${location.pathname}`;
  try {
    if (sessionStorage.getItem(LOADED_FOR) === now) return;
    sessionStorage.setItem(LOADED_FOR, now);
  } catch {
    // Storage is off: it has not happened before, as far as anyone knows.
  }
  location.reload();
}

/** @type {EventSource | null} */
let events = null;
let retry = 0;

/** @param {MessageEvent<string>} event */
function hear(event) {
  overlay.lost(false);
  const { version, problems, warnings, warning_count } = JSON.parse(event.data);
  newest = String(version);
  overlay.show(problems);
  overlay.warn(warnings, warning_count);
  update();
}

// A browser opens few connections to one host: only the page in view keeps one, and is told at once when it is back.
function listen() {
  if (document.hidden) return close();
  if (events) return;
  events = new EventSource("/__attune/events");
  events.addEventListener("message", hear);
  events.addEventListener("error", () => {
    close();
    overlay.lost(true);
    retry = setTimeout(listen, RETRY);
  });
}

function close() {
  clearTimeout(retry);
  events?.close();
  events = null;
}

document.addEventListener("visibilitychange", listen);
addEventListener("pageshow", listen);
addEventListener("pagehide", close);
addEventListener("load", () => {
  noteScripts();
  for (const { src } of document.images)
    if (src.startsWith(location.origin)) fingerprint(src, "force-cache").then((held) => pictures.set(src, held));
});
listen();
