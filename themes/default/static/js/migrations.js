// What earlier versions kept, as this one keeps it. Loaded where something of an earlier version is found.
import { join } from "./join.js";
import { clean, dayOf, table, VERSION } from "./schema.js";

const DAY = 86_400_000;

/**
 * From version 1: cards had a state in place of their reviews, an assessment one open draw, a practice its ratings without
 * times, and the endings of scenarios were called ways.
 * @param {any} old
 */
function fromFirst({ cards, exams, practice, ways, last, ...rest }) {
  const each = (/** @type {unknown} */ records, /** @type {(record: any) => unknown} */ change) =>
    Object.fromEntries(
      Object.entries(table(records) ? /** @type {object} */ (records) : {}).flatMap(([key, record]) => {
        const changed = record && change(record);
        return changed ? [[key, changed]] : [];
      }),
    );
  return {
    ...rest,
    version: 2,
    cards: each(cards, ({ t, g, s, d, u }) => {
      const state = [s, d, u].every((n) => typeof n === "number") ? [s, d, Math.max(1, Math.round((u - t) / DAY))] : [];
      return { l: [[t, g, dayOf(t), ...state]] };
    }),
    exams: each(exams, ({ seed, drawn, open, done }) => {
      const answers = each(open, (a) => ({ t: 0, a }));
      const draw = { t: 0, qt: 0, ...(table(drawn) && { q: drawn }), a: answers };
      return { done, draws: typeof seed === "number" ? { [seed]: draw } : {} };
    }),
    practice: each(practice, (ratings) => Array.isArray(ratings) && { l: ratings.map((n, at) => [at + 1, n]) }),
    endings: ways,
    last: table(last) ? { ...last, t: rest.pages?.[last.k]?.t ?? 0 } : undefined,
  };
}

/** What leads from each version to the next. @type {Record<number, (old: any) => any>} */
const STEPS = { 1: fromFirst };

/**
 * What any version up to this one kept, in this one's shape.
 * @param {any} value with its `version`
 */
export function migrate(value) {
  let now = value;
  while (now.version < VERSION) now = /** @type {(old: any) => any} */ (STEPS[now.version])(now);
  return clean(now);
}

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
    localStorage.setItem(key, moved);
    localStorage.removeItem(name);
  }
}
