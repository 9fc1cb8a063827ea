// A page that has moved takes along what was kept under its old addresses. This runs before any question asks for its
// answer, and only where a page has old addresses.
import { joinRecord, TABLES } from "./join.js";
import { change, KEY, load } from "./store.js";

const { key: now = "", was = "" } = document.querySelector("article")?.dataset ?? {};
const before = was.split(" ").filter(Boolean);
/** @param {string} key of a record @returns {string | undefined} the old address that it begins with */
const oldOf = (key) => before.find((address) => key === address || key.startsWith(`${address}#`));

const kept = load();
if (TABLES.some((name) => Object.keys(kept[name]).some(oldOf)) || (kept.last && oldOf(kept.last.k))) {
  change((progress) => {
    for (const name of TABLES) {
      const records = /** @type {Record<string, unknown>} */ (progress[name]);
      for (const [key, record] of Object.entries(records)) {
        const old = oldOf(key);
        if (old === undefined) continue;
        const own = now + key.slice(old.length);
        records[own] = own in records ? joinRecord(name, records[own], record) : record;
        delete records[key];
      }
    }
    if (progress.last && oldOf(progress.last.k)) progress.last.k = now;
  });
  // What is shown of one's progress was drawn before.
  dispatchEvent(new StorageEvent("storage", { key: KEY }));
}
