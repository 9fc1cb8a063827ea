// Reading offline: keeps the site's worker (`offline-worker.js`), and asks it to keep this page. Loaded when the page is there.
import { element } from "./dom.js";
import { message } from "./messages.js";
import { ROOT } from "./store.js";

/** Where a reader's choice to have nothing kept stands. */
const OFF = `attune:offline:${ROOT.pathname}`;

export const isOff = () => localStorage.getItem(OFF) !== null;
/** @type {Promise<void> | undefined} */
let begun;
/** @param {boolean} off */
export function turn(off) {
  begun = undefined;
  if (off) localStorage.setItem(OFF, "");
  else localStorage.removeItem(OFF);
}

/** @param {string} scope @returns {Promise<string[]>} */
const cachesOf = async (scope) => (await caches.keys()).filter((name) => name.startsWith(`attune:${scope}:`));
/** The caches of this course. */
export const ownCaches = () => cachesOf(ROOT.href);

/** Removes the worker that earlier versions had for the front page where its address names a file, with what it kept. */
async function removeFormer() {
  const scope = `${ROOT.href}index.html`;
  const former = await navigator.serviceWorker.getRegistration(scope);
  if (former?.scope === scope) await former.unregister();
  for (const name of await cachesOf(scope)) await caches.delete(name);
}

/**
 * Asks the worker for something, and waits.
 * @param {{keep?: string[], note?: string, whole?: boolean}} what `whole`: the whole course is asked for, and whether it is there
 * @returns {Promise<{failed: number, full: boolean, offline?: boolean}>}
 */
export async function ask(what) {
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  return new Promise((done) => {
    port1.onmessage = ({ data }) => done(data);
    active?.postMessage(what, [port2]);
  });
}

/** The look of this page, for one that stands alone: files of the theme may be gone by then. */
function look() {
  const now = getComputedStyle(document.documentElement);
  const [paper, ink, soft, accent, serif] = ["--paper", "--ink", "--ink-soft", "--accent", "--serif"].map((name) =>
    now.getPropertyValue(name),
  );
  return `:root{color-scheme:${now.colorScheme};background:${paper};color:${ink};font:1.125rem/1.6 ${serif}}
body{max-inline-size:35rem;margin:4rem auto;padding-inline:1.25rem}h1{font-size:2rem;font-weight:400;line-height:1.2}
p{color:${soft}}a{color:${accent};display:inline-block;padding-block:.5rem;margin-inline-end:1.5rem}`;
}

/** What stands where a page was not kept. */
function note() {
  const { title, lang, dir } = document.documentElement;
  const made = document.implementation.createHTMLDocument(title || message("offline_none"));
  Object.assign(made.documentElement, { lang, dir });
  const viewport = Object.assign(element("meta", ""), {
    name: "viewport",
    content: "width=device-width, initial-scale=1",
  });
  made.head.append(viewport, element("style", "", look()));
  const [home, again] = [element("a", "", message("offline_home")), element("a", "", message("reload"))];
  home.setAttribute("href", ROOT.pathname);
  again.setAttribute("href", "");
  made.body.append(
    element("h1", "", message("offline_none")),
    element("p", "", message("offline_none_text")),
    again,
    home,
  );
  return `<!doctype html>${made.documentElement.outerHTML}`;
}

/** Registers the worker, and has this page kept. The preview has none, and removes one that was there. */
export const begin = () => (begun ??= register());

async function register() {
  try {
    await removeFormer();
    const known = await navigator.serviceWorker.getRegistration(ROOT.href);
    if (isOff() || document.querySelector('script[src*="/__attune/"]')) return;
    await navigator.serviceWorker.register(new URL("sw.js", ROOT), { scope: ROOT.href });
    // The first page was there before its worker.
    if (known?.active && navigator.serviceWorker.controller) return;
    const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
    await ask({ note: note(), keep: [location.href, ...loaded] });
  } catch {
    // The browser does not let it, or storage is off: the page needs a connection, as any page does.
  }
}
