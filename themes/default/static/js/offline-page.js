// The choice to keep the whole course for reading offline, with its size and how much has come, and to give it up.
import { button, element, fault } from "./dom.js";
import { LANGUAGE, message, whenAsked } from "./messages.js";
import { ask, begin, isOff, ownCaches, turn } from "./offline.js";
import { ROOT } from "./store.js";

/** How many files are asked for at once. */
const AT_ONCE = 12;
const megabytes = whenAsked(
  () =>
    new Intl.NumberFormat(LANGUAGE, {
      style: "unit",
      unit: "megabyte",
      maximumFractionDigits: 1,
      numberingSystem: "latn",
    }),
);
const size = (/** @type {number} */ bytes) => megabytes().format(Math.max(0.1, bytes / 1e6));

const section = /** @type {HTMLElement | null} */ (document.querySelector("[data-offline-choice]"));
const actions = section?.querySelector("[data-actions]");
const status = section?.querySelector("[role=status]");
const bar = element("progress", "");

/** @param {string} text */
const say = (text) => void (status && (status.textContent = text));
/** @param {string} key of what went wrong */
const fail = (key) => status?.replaceChildren(...fault(message(key)));

/** @typedef {[string, number]} File its address, and its bytes as it is published, before a server compresses it */

/** What was missing when that was last known. @type {File[] | undefined} */
let known;

/** @returns {Promise<File[]>} the files of the course that are not kept yet */
async function missing() {
  /** @type {{edition: string, files: File[]}} */
  const { edition, files } = await (await fetch(new URL("offline.json", ROOT), { cache: "no-cache" })).json();
  const kept = new Set();
  for (const name of await ownCaches())
    for (const { url } of await (await caches.open(name)).keys())
      // The theme's files are the same in every edition that has them.
      if (name.endsWith(`:${edition}`) || /\/assets\/[0-9a-f]{8}\//.test(url)) kept.add(url);
  known = files
    .map(([path, bytes]) => /** @type {File} */ ([new URL(path, ROOT).href, bytes]))
    .filter(([url]) => !kept.has(url));
  return known;
}

const sum = (/** @type {File[]} */ files) => files.reduce((all, [, bytes]) => all + bytes, 0);

/** Whether the whole course was asked for, and came. @returns {Promise<{isThere: boolean} | undefined>} */
async function asked() {
  for (const name of await ownCaches()) {
    const mark = await (await caches.open(name)).match(new URL("offline-whole", ROOT));
    // Earlier versions kept the wish alone; whether all is there is seen from what is missing.
    if (mark) return { isThere: (await mark.text()) === "there" };
  }
  return undefined;
}

/** @returns {Promise<string | undefined>} the key of what went wrong */
async function download() {
  const files = await missing();
  const total = sum(files);
  Object.assign(bar, { max: total || 1, value: 0, ariaLabel: message("offline_get") });
  // The button that had the focus is gone.
  const isHere = actions?.contains(document.activeElement);
  actions?.replaceChildren(bar);
  bar.tabIndex = -1;
  if (isHere) bar.focus();
  await ask({ whole: false });
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const some = files.slice(at, at + AT_ONCE);
    const came = await ask({ keep: some.map(([url]) => url) });
    if (came.full || came.failed || came.offline) return came.full ? "offline_full" : "load_failed";
    bar.value += sum(some);
    say(message("offline_coming", { done: size(bar.value), total: size(total) }));
  }
  await ask({ whole: true });
  return undefined;
}

async function remove() {
  turn(true);
  await (await navigator.serviceWorker.getRegistration(ROOT.href))?.unregister();
  for (const name of await ownCaches()) await caches.delete(name);
  await offerAgain();
  say(message("offline_removed"));
}

async function get() {
  say("");
  turn(false);
  await begin();
  const wrong = await download().catch(() => "load_failed");
  await offerAgain();
  if (wrong) fail(wrong);
}

/** What had the focus is gone; who went on meanwhile stays there. */
async function offerAgain() {
  const isHere = actions?.contains(document.activeElement);
  await offer();
  if (isHere) actions?.querySelector("button")?.focus();
}

/** What can be chosen now: what did not come can be asked for again. */
async function offer() {
  const whole = await asked();
  const files = await missing().catch(() => known);
  if (!files && !whole) throw new Error("nothing is known of the course's files");
  const isThere = files ? whole && !files.length : whole?.isThere;
  const buttons = isOff() ? [] : [button("button-link", message("offline_remove"), remove)];
  if (files && !isThere)
    buttons.unshift(button("button", message("offline_get_size", { size: size(sum(files)) }), get));
  say(isThere ? message("offline_whole") : "");
  actions?.replaceChildren(...buttons);
}

/** Where the browser can keep a course, and one is online or has it whole. */
export async function show() {
  if (!section || document.body.dataset.offline === undefined || !navigator.serviceWorker) return;
  // From disk all of it is there, and no list of it can be read.
  if (!location.protocol.startsWith("http")) return;
  try {
    // What is kept of this page is not offered again.
    await begin();
    await offer();
    section.hidden = false;
  } catch {
    // Offline without the list, or storage is off: there is nothing to choose.
  }
}
