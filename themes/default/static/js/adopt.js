// What was kept under another name comes under the present one. Loaded where something of the kind is found.
import { join } from "./join.js";
import { migrate } from "./migrations.js";
import { renew } from "./renew.js";
import { VERSION } from "./schema.js";

/** @param {any} record whether it may be this course's: it knows a page that this one leads to, or none */
function isOurs({ pages }) {
  const links = [...document.querySelectorAll("a")].map(({ href }) => href.replace(/index\.html|#.*/g, ""));
  const root = new URL(document.body.dataset.root ?? ".", location.href);
  const known = Object.keys(pages ?? {});
  return !known.length || known.some((page) => links.includes(new URL(encodeURI(page), root).href));
}

/**
 * Moves what was kept under other names into the present entry of the storage.
 * @param {string} first what version 1 called the entry
 * @param {string[]} place what another course at this place may have called its own
 * @param {string} key
 */
export function adopt(first, place, key) {
  for (const name of [first, ...place]) {
    const text = localStorage.getItem(name);
    if (text === null) continue;
    const own = localStorage.getItem(key);
    let moved = text;
    try {
      const [old, now] = [JSON.parse(text), JSON.parse(own ?? "null")];
      // Another entry may once have had the name that an id gave this one.
      if (!Number.isInteger(old?.version) || (name !== first && !isOurs(old))) continue;
      if (old.version < 1 || old.version > VERSION || now?.version > VERSION) continue;
      moved = JSON.stringify(now ? join(migrate(now), migrate(old)) : migrate(old));
    } catch {
      // One of the two cannot be read. What stands in the present place stays; else it is set aside when it is read.
      if (own !== null || name !== first) continue;
    }
    try {
      localStorage.setItem(key, moved);
      localStorage.removeItem(name);
    } catch {
      // There is no room: it stays where it is.
      continue;
    }
    renew();
  }
}
