// Two records of the same course as one. The join of any two is the same in either order, of any three in any grouping, and of
// one with itself the same again; so tabs, devices and files can meet in any way and often. Nothing here touches the page.
import { VERSION } from "./schema.js";

/** @typedef {import("./schema.js").Progress} Progress */

/**
 * JSON that is the same for the same value, whatever the order of its keys.
 * @param {unknown} value
 * @returns {string}
 */
export function canonical(value) {
  return JSON.stringify(value, (_, inner) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/**
 * Joins two values by taking the one that ranks higher; of equal rank, the one that is written higher.
 * @template T
 * @param {(value: T) => number[]} rank
 * @returns {(a: T, b: T) => T}
 */
const higher = (rank) => (a, b) => {
  const [x, y] = [rank(a), rank(b)];
  const at = x.findIndex((n, place) => n !== y[place]);
  if (at >= 0) return (x[at] ?? 0) > (y[at] ?? 0) ? a : b;
  return canonical(a) > canonical(b) ? a : b;
};

/**
 * Joins two tables record by record.
 * @template T
 * @param {(a: T, b: T) => T} one
 * @returns {(a: Record<string, T>, b: Record<string, T>) => Record<string, T>}
 */
const each = (one) => (a, b) => {
  const [x, y] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  for (const [key, record] of y) {
    const own = x.get(key);
    x.set(key, own === undefined ? record : one(own, record));
  }
  return Object.fromEntries(x);
};

/**
 * All entries of both, each once, in an order that goes by what they are.
 * @template T
 * @param {T[]} a
 * @param {T[]} b
 * @param {(entry: T) => number} time
 */
function union(a, b, time) {
  const all = new Map([...a, ...b].map((entry) => [canonical(entry), entry]));
  return [...all].sort(([x, s], [y, t]) => time(s) - time(t) || (x < y ? -1 : 1)).map(([, entry]) => entry);
}

/**
 * The later of two.
 * @template {{t: number}} T
 * @param {T} a
 * @param {T} b
 * @returns {T}
 */
const newer = (a, b) => higher((/** @type {T} */ { t }) => [t])(a, b);

/** @param {import("./schema.js").Log} a @param {import("./schema.js").Log} b @returns {import("./schema.js").Log} */
const logs = (a, b) => {
  const x = Math.max(a.x ?? -Infinity, b.x ?? -Infinity);
  const l = union(a.l, b.l, ([t = 0]) => t).filter(([t = 0]) => t > x);
  const q = a.q && b.q ? newer(a.q, b.q) : (a.q ?? b.q);
  return { l, ...(x > -Infinity && { x }), ...(q && { q }) };
};

const answered = each((/** @type {{t: number, a: string[]}} */ a, /** @type {{t: number, a: string[]}} */ b) =>
  newer(a, b),
);

/** A draw: begun once; its questions as they were last; each answer as it was last. */
const draws = each((/** @type {import("./schema.js").Draw} */ a, /** @type {import("./schema.js").Draw} */ b) => {
  const pool = higher((/** @type {{q?: object, qt: number}} */ { qt }) => [qt]);
  const { q, qt } = /** @type {import("./schema.js").Draw} */ (pool({ q: a.q, qt: a.qt }, { q: b.q, qt: b.qt }));
  return { t: Math.max(a.t, b.t), ...(q && { q }), qt, a: answered(a.a, b.a) };
});

/** How the records of each table are joined. */
const RECORDS = {
  // One that is finished outranks one that is not, unless it was taken back since.
  items: higher((/** @type {import("./schema.js").Answer} */ { r = 0, v, t }) => [r, v ? 1 : 0, t]),
  /** @param {import("./schema.js").Visit} a @param {import("./schema.js").Visit} b @returns {import("./schema.js").Visit} */
  pages: (a, b) => {
    const [{ e, ...x }, { e: f, ...y }] = [a, b];
    const later = newer(x, y);
    // The title under which its end was reached stays; of two, one that does not hang on the order of joins.
    const titles = [...(e ? [x.h] : []), ...(f ? [y.h] : [])].sort();
    return { ...later, h: titles.at(-1) ?? later.h, ...((e || f) && { e: true }) };
  },
  cards: logs,
  /** @param {import("./schema.js").Exam} a @param {import("./schema.js").Exam} b */
  exams: (a, b) => {
    const done = union(a.done, b.done, ({ t }) => t);
    const open = Object.entries(draws(a.draws, b.draws)).filter(([seed]) => !done.some(({ d }) => String(d) === seed));
    return { draws: Object.fromEntries(open), done };
  },
  practice: logs,
  endings: (/** @type {string[]} */ a, /** @type {string[]} */ b) => [...new Set([...a, ...b])].sort(),
};

/** The tables of a record, whose keys begin with a page's address. */
export const TABLES = /** @type {(keyof typeof RECORDS)[]} */ (Object.keys(RECORDS));

/**
 * Two records of one table and key as one.
 * @param {keyof typeof RECORDS} name the table
 * @param {any} a
 * @param {any} b
 */
export function joinRecord(name, a, b) {
  return /** @type {(a: any, b: any) => any} */ (RECORDS[name])(a, b);
}

/**
 * @param {Progress} a
 * @param {Progress} b
 * @returns {Progress}
 */
export function join(a, b) {
  /** @type {any} */
  const joined = { version: VERSION };
  for (const name of TABLES) joined[name] = each((/** @type {any} */ x, y) => joinRecord(name, x, y))(a[name], b[name]);
  const last = a.last && b.last ? newer(a.last, b.last) : (a.last ?? b.last);
  if (last) joined.last = last;
  return joined;
}
