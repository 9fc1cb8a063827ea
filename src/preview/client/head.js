// What a page draws on: stylesheets, scripts and the other lines of its head. A stylesheet is swapped when the new one
// is there, so that nothing flashes; a script that has changed cannot be taken back, and asks for the whole page.
import { Whole } from "./morph.js";

/** @typedef {import("./morph.js").Standing} Standing */

/** How long a new stylesheet is waited for. */
const PATIENCE = 3000;
/** The theme's files stand below a digest of them all: one changed file gives every file a new address. */
const FOLDER = /(\/assets\/)[0-9a-f]+(?=\/)/;
const REST = "meta:not([charset]), link:not([rel~=stylesheet]), style";

/** @param {string} address */
const withoutFolder = (address) => new URL(address, location.href).href.replace(FOLDER, "$1");

/**
 * What a file of this site holds, for comparison; nothing when it is not there.
 * @param {string} address
 * @param {RequestCache} cache
 */
export async function fingerprint(address, cache) {
  const answer = await fetch(address, { cache });
  return answer.ok ? (answer.headers.get("etag") ?? (await answer.text())) : null;
}

/** The scripts that run on this page, each with what it held when it was loaded. @type {Map<string, string | null>} */
const running = new Map();

/** Notes the scripts that were loaded since the last time, with those that scripts loaded. */
export async function noteScripts() {
  const loads = /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByType("resource"));
  // What was fetched to be compared does not run.
  const names = loads.filter((load) => load.initiatorType !== "fetch").map((load) => new URL(load.name));
  const ours = names.filter(({ origin, pathname }) => origin === location.origin && /\.m?js$/.test(pathname));
  const fresh = ours.filter(({ pathname, href }) => !pathname.startsWith("/__attune/") && !running.has(href));
  await Promise.all(fresh.map(async ({ href }) => running.set(href, await fingerprint(href, "force-cache"))));
}

/**
 * @param {Element} root
 * @param {string} selector
 * @param {string} attribute
 */
function addresses(root, selector, attribute) {
  return [...root.querySelectorAll(selector)].map((element) => element.getAttribute(attribute) ?? "");
}

/**
 * Whether the theme's files have another folder than those that run here, and which scripts are to be added.
 * @param {Element} next
 * @returns {Promise<{moved: boolean, scripts: Element[]}>}
 */
export async function scriptsFor(next) {
  await noteScripts();
  const all = [...addresses(next, "script[src]", "src"), ...addresses(next, "link[rel~=stylesheet]", "href")];
  const folder = all.map((address) => FOLDER.exec(new URL(address, location.href).href)?.[0]).find(Boolean);
  let moved = false;
  await Promise.all(
    [...running].map(async ([address, held]) => {
      const now = folder ? address.replace(FOLDER, folder) : address;
      if (now === address && FOLDER.test(address)) return;
      moved ||= now !== address;
      if ((await fingerprint(now, "no-cache")) !== held) throw new Whole(`${now} has changed`);
    }),
  );
  // One that ran once does not run again: those in use count, not those that the page last asked for.
  const had = new Set(addresses(document.documentElement, "script[src]", "src").map(withoutFolder));
  const isNew = (/** @type {Element} */ script) => !had.has(withoutFolder(script.getAttribute("src") ?? ""));
  return { moved, scripts: [...next.querySelectorAll("head script[src]")].filter(isNew) };
}

/**
 * A script that came by parsing never runs: a new one does.
 * @param {Element[]} scripts
 */
export function addScripts(scripts) {
  for (const script of scripts) {
    const made = document.createElement("script");
    for (const { name, value } of script.attributes) made.setAttribute(name, value);
    document.head.append(made);
  }
}

/** @param {HTMLLinkElement} sheet */
function loaded(sheet) {
  return new Promise((done) => {
    sheet.addEventListener("load", () => done(true));
    sheet.addEventListener("error", () => done(false));
    setTimeout(() => done(false), PATIENCE);
  });
}

/**
 * Loads the stylesheets that are new beside those that stand.
 * @param {Element} old
 * @param {Element} next
 * @param {Standing} standing
 * @returns {Promise<() => void>} takes away those that are no longer there
 */
export async function addSheets(old, next, standing) {
  const olds = [...old.querySelectorAll("head link[rel~=stylesheet]")];
  /** @type {Set<Node>} */
  const kept = new Set();
  const waiting = [];
  /** @type {Node | undefined} */
  let last;
  for (const sheet of next.querySelectorAll("head link[rel~=stylesheet]")) {
    const same = olds.find((other) => other.isEqualNode(sheet) && !kept.has(other));
    let live = same && standing.get(same);
    if (same && live) {
      kept.add(same);
    } else {
      const made = /** @type {HTMLLinkElement} */ (document.importNode(sheet, true));
      waiting.push(loaded(made));
      // In the order in which they stand on the page, since the later one wins.
      const first = olds[0] && standing.get(olds[0]);
      if (last instanceof Element) last.after(made);
      else if (first instanceof Element) first.before(made);
      else document.head.append(made);
      live = made;
    }
    standing.set(sheet, live);
    last = live;
  }
  await Promise.all(waiting);
  return () => {
    for (const sheet of olds) if (!kept.has(sheet)) removeLive(sheet, standing);
  };
}

/** @param {Node} node @param {Standing} standing */
function removeLive(node, standing) {
  const live = standing.get(node);
  live?.parentNode?.removeChild(live);
}

/**
 * Title, descriptions and icons.
 * @param {Element} old
 * @param {Element} next
 * @param {Standing} standing
 */
export function changeRest(old, next, standing) {
  const title = next.querySelector("head > title")?.textContent ?? "";
  if (title !== old.querySelector("head > title")?.textContent) document.title = title;
  const olds = new Set(old.querySelector("head")?.querySelectorAll(REST));
  for (const line of next.querySelector("head")?.querySelectorAll(REST) ?? []) {
    const same = [...olds].find((other) => other.isEqualNode(line));
    if (same) olds.delete(same);
    const live = (same && standing.get(same)) ?? document.importNode(line, true);
    if (!same) document.head.append(live);
    standing.set(line, live);
  }
  for (const line of olds) removeLive(line, standing);
}
