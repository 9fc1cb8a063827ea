// A page that has moved takes along what was kept under its old addresses. This runs before anything else on it asks, and
// only where a page has old addresses.
import { change, load } from "./store.js";

/** The tables of what is kept whose keys begin with a page's address. */
const TABLES = /** @type {const} */ (["items", "pages", "cards", "exams", "practice", "ways"]);

const { key: now = "", was = "" } = document.querySelector("article")?.dataset ?? {};
const before = was.split(" ").filter((address) => address && address in load().pages);
if (before.length) {
  change((progress) => {
    for (const name of TABLES) {
      const records = /** @type {Record<string, unknown>} */ (progress[name]);
      for (const key of Object.keys(records)) {
        const old = before.find((address) => key === address || key.startsWith(`${address}#`));
        if (old === undefined) continue;
        records[now + key.slice(old.length)] ??= records[key];
        delete records[key];
      }
    }
    if (progress.last && before.includes(progress.last.k)) progress.last.k = now;
  });
}
