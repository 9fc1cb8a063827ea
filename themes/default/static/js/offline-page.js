// The choice to keep the whole course for reading offline, with its size and how much has come, and to give it up.
import { button, element } from "./dom.js";
import { LANGUAGE, message } from "./messages.js";
import { ask, begin, isOff, ownCaches, turn } from "./offline.js";
import { ROOT } from "./store.js";

/** How many files are asked for at once. */
const AT_ONCE = 12;
const megabytes = new Intl.NumberFormat(LANGUAGE, {
  style: "unit",
  unit: "megabyte",
  maximumFractionDigits: 1,
  numberingSystem: "latn",
});
const size = (/** @type {number} */ bytes) => megabytes.format(Math.max(0.1, bytes / 1e6));

const section = /** @type {HTMLElement | null} */ (document.querySelector("[data-offline-choice]"));
const actions = section?.querySelector("[data-actions]");
const status = section?.querySelector("[role=status]");
const bar = element("progress", "");

/** @param {string} text */
const say = (text) => void (status && (status.textContent = text));

/** @returns {Promise<{files: [string, number][]}>} every file with its bytes; 0 for a page, which is as large as this one */
const listed = async () => (await fetch(new URL("offline.json", ROOT), { cache: "no-cache" })).json();

async function whole() {
  const marks = (await ownCaches()).map(async (name) =>
    (await caches.open(name)).match(new URL("offline-whole", ROOT)),
  );
  return (await Promise.all(marks)).some(Boolean);
}

async function download() {
  const { files } = await listed();
  Object.assign(bar, { max: files.length, value: 0, ariaLabel: message("offline_get") });
  actions?.replaceChildren(bar);
  let [done, bytes] = [0, 0];
  await ask({ whole: true });
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const some = files.slice(at, at + AT_ONCE).map(([path]) => new URL(path, ROOT).href);
    const came = await ask({ keep: some });
    if (came.full || came.failed || came.offline) {
      await offer();
      return say(message(came.full ? "offline_full" : "load_failed"));
    }
    [done, bytes] = [done + some.length, bytes + came.bytes];
    bar.value = done;
    say(message("offline_coming", { done, total: files.length, size: size(bytes) }));
  }
  await offer();
  say(message("offline_whole"));
}

async function remove() {
  turn(true);
  await (await navigator.serviceWorker.getRegistration(ROOT.href))?.unregister();
  for (const name of await ownCaches()) await caches.delete(name);
  await offer();
  say(message("offline_removed"));
}

async function get() {
  turn(false);
  await begin();
  await download();
}

/** What can be chosen now. */
async function offer() {
  const own = performance.getEntriesByType("navigation")[0];
  const page = own instanceof PerformanceNavigationTiming ? own.decodedBodySize : 0;
  const { files } = await listed();
  const all = files.reduce((sum, [, bytes]) => sum + (bytes || page), 0);
  const buttons = [button("button-link", message("offline_remove"), remove)];
  if (isOff()) buttons.pop();
  if (!(await whole())) buttons.unshift(button("button", message("offline_get_size", { size: size(all) }), get));
  else say(message("offline_whole"));
  actions?.replaceChildren(...buttons);
}

/** Where the browser can keep a course, and one is online or has it whole. */
export async function show() {
  if (!section || document.body.dataset.offline === undefined || !navigator.serviceWorker) return;
  try {
    await offer();
    section.hidden = false;
  } catch {
    // Offline without the list, or storage is off: there is nothing to choose.
  }
}
