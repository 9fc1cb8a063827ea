// What a learner did, kept in this browser and nowhere else: one record for each answer, page and exercise, in one entry
// of the local storage. Every change reads what is there, changes one record and writes it back in one go, so that two
// tabs never overwrite each other. Nothing here touches the page.

/**
 * An answer: the digest of its question, what was answered, the share of the points, the points, tries, how it ended
 * (absent while tries are left), the share at the first try, how sure the learner was, and when.
 * @typedef {{d: string, a: string[], s: number, p: number, n: number, v?: string, f: number, c?: number, t: number}} Answer
 * A page: when last open, how many questions it has, whether its end was reached, its title.
 * @typedef {{t: number, n: number, e?: boolean, h: string}} Visit
 * A question that comes back: when last seen, the grade given then, and, once it was reviewed, what `fsrs.js` needs.
 * @typedef {{t: number, g: number, s?: number, d?: number, u?: number, n?: number}} Card
 * An assessment: the seed of the draw that is open with its answers, and what was reached before.
 * @typedef {{seed?: number, open?: Record<string, string[]>, done: Attempt[]}} Exam
 * @typedef {{t: number, s: number, p: number, all: number, pass: boolean, o: Record<string, [number, number]>}} Attempt
 * @typedef {{version: number, items: Record<string, Answer>, pages: Record<string, Visit>, cards: Record<string, Card>,
 *   exams: Record<string, Exam>, practice: Record<string, number[]>, ways: Record<string, string[]>,
 *   last?: {k: string, h: string, at: string}}} Progress
 */

const VERSION = 1;
const { root = ".", storage = "" } = document.body.dataset;
/** The course's own entry: its id, or where it stands on this host. */
export const KEY = `attune:${storage || new URL(root, location.href).pathname}`;

const text = (/** @type {unknown} */ value) => typeof value === "string";
const number = (/** @type {unknown} */ value) => Number.isFinite(value);
const maybe = (/** @type {(value: unknown) => boolean} */ is, /** @type {unknown} */ value) => value === undefined || is(value);
const list = (/** @type {(value: unknown) => boolean} */ is, /** @type {unknown} */ value) => Array.isArray(value) && value.every(is);
const table = (/** @type {unknown} */ value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** What a record of each table must be; anything else is left out. @type {Record<string, (r: any) => boolean>} */
const SHAPES = {
  items: (r) => text(r.d) && list(text, r.a) && [r.s, r.p, r.n, r.f, r.t].every(number) && maybe(text, r.v) && maybe(number, r.c),
  pages: (r) => number(r.t) && number(r.n) && text(r.h),
  cards: (r) => number(r.t) && number(r.g) && [r.s, r.d, r.u, r.n].every((n) => maybe(number, n)),
  exams: (r) => list((a) => table(a) && table(/** @type {any} */ (a).o), r.done) && maybe(number, r.seed) && maybe(table, r.open),
  practice: (r) => list(number, r),
  ways: (r) => list(text, r),
};

/**
 * Progress with only what is well formed.
 * @param {any} value
 * @returns {Progress}
 */
export function clean(value) {
  /** @type {any} */
  const kept = { version: VERSION };
  for (const [name, is] of Object.entries(SHAPES)) {
    const records = table(value?.[name]) ? Object.entries(value[name]) : [];
    kept[name] = Object.fromEntries(records.filter(([, record]) => typeof record === "object" && record && is(record)));
  }
  const { last } = value ?? {};
  if (table(last) && [last.k, last.h, last.at].every(text)) kept.last = last;
  return kept;
}

/** What was read last, and the text it was read from. @type {{from: string | null, is: Progress}} */
let known = { from: null, is: clean(undefined) };
/** Why nothing is kept: the key of a word, or empty. */
let why = "";

/** Whether what was stored is from a later version of this program: it is left alone. */
function read() {
  let from;
  try {
    from = localStorage.getItem(KEY);
  } catch {
    why = "storage_off";
    return;
  }
  if (from === null ? known.from === null : from === known.from) return;
  try {
    const value = JSON.parse(from ?? "{}");
    if (!table(value)) throw new Error("no table");
    if (value.version > VERSION) {
      why = "storage_newer";
      return;
    }
    known = { from, is: clean(value) };
  } catch {
    // What cannot be read is laid aside rather than lost.
    why = "storage_damaged";
    known = { from, is: clean(undefined) };
    try {
      localStorage.setItem(`${KEY}:damaged`, from ?? "");
    } catch {
      // Then it is only overwritten by the next answer.
    }
  }
}

/** What is kept now. @returns {Progress} */
export function load() {
  read();
  return known.is;
}

/** Why nothing is kept, as the key of a word; empty when all is well. */
export function trouble() {
  read();
  return why;
}

/** Forgets everything. */
export function erase() {
  known = { from: null, is: clean(undefined) };
  try {
    localStorage.removeItem(KEY);
    localStorage.removeItem(`${KEY}:damaged`);
    why = "";
  } catch {
    why = "storage_off";
  }
}

/**
 * Changes what is kept; it holds for this page even where nothing can be kept.
 * @param {(progress: Progress) => void} edit
 */
export function change(edit) {
  const progress = load();
  edit(progress);
  if (why === "storage_newer" || why === "storage_off") return;
  try {
    const now = JSON.stringify(progress);
    localStorage.setItem(KEY, now);
    known.from = now;
    if (why === "storage_full") why = "";
  } catch {
    why = "storage_full";
  }
}

/**
 * Of a page's questions, of which a test counts as one: how many were answered, and how many there are. A page is done when all are answered and its
 * end was reached.
 * @param {Progress} progress
 * @param {string} page its address
 */
export function pageState({ items, pages, exams }, page) {
  const visit = pages[page];
  const handedIn = exams[page]?.done.length ? 1 : 0;
  const answered = Object.entries(items).filter(([key, item]) => item.v && key.startsWith(`${page}#`)).length + handedIn;
  const total = visit?.n ?? 0;
  return { begun: Boolean(visit), answered, total, done: Boolean(visit?.e) && answered >= total };
}

// A page that has moved takes along what was kept under its old addresses, before anything on it asks.
const { key: now = "", was = "" } = document.querySelector("article")?.dataset ?? {};
const before = was.split(" ").filter((address) => address && address in load().pages);
if (before.length) {
  change((progress) => {
    for (const name of Object.keys(SHAPES)) {
      const records = /** @type {any} */ (progress)[name];
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
