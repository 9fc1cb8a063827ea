// What a learner did, kept in this browser and nowhere else: one record for each answer, page and exercise, in one entry
// of the local storage. Every change reads what is there, changes one record and writes it back in one go. Another tab may
// write before it has seen that; the browser then tells this one, which repeats its changes of the last seconds on what is
// there now. So a change must come to the same when it is made again. Nothing here touches the page.

/**
 * An answer: the digest of its question, what was answered, the share of the points, the points, tries, how it ended
 * (absent while tries are left), the share at the first try, how sure the learner was, and when.
 * @typedef {{d: string, a: string[], s: number, p: number, n: number, v?: string, f: number, c?: number, t: number}} Answer
 * A page: when last open, how many questions it has, whether its end was reached, its title.
 * @typedef {{t: number, n: number, e?: boolean, h: string}} Visit
 * A question that comes back: when last seen, the grade given then, and, once it was reviewed, what `fsrs.js` needs.
 * @typedef {{t: number, g: number, s?: number, d?: number, u?: number, n?: number}} Card
 * An assessment: the seed of the draw that is open, its questions by their ids with digest and objective, and its answers;
 * `sampling.js` reads these. And what was reached before.
 * @typedef {{seed?: number, drawn?: Record<string, string[]>, open?: Record<string, string[]>, done: Attempt[]}} Exam
 * An attempt: when, the points, the mark to reach in percent, all points, points by objective with what there was to reach,
 * the seed of its draw, and how many questions were answered.
 * @typedef {{t: number, s: number, p: number, all: number, pass: boolean, o: Record<string, [number, number]>, d?: number,
 *   n?: number}} Attempt
 * @typedef {{version: number, items: Record<string, Answer>, pages: Record<string, Visit>, cards: Record<string, Card>,
 *   exams: Record<string, Exam>, practice: Record<string, number[]>, ways: Record<string, string[]>,
 *   last?: {k: string, h: string, at: string}}} Progress
 */

const VERSION = 1;
const { root = ".", storage = "" } = document.body.dataset;
/** The course's own entry: its id, or where it stands on this host. */
export const KEY = `attune:${storage || new URL(root, location.href).pathname}`;

const text = (/** @type {unknown} */ value) => typeof value === "string";
// No larger than a date can be, with room for the longest interval.
const number = (/** @type {unknown} */ value) => typeof value === "number" && Math.abs(value) < 8e15;
const maybe = (/** @type {(value: unknown) => boolean} */ is, /** @type {unknown} */ value) =>
  value === undefined || is(value);
const list = (/** @type {(value: unknown) => boolean} */ is, /** @type {unknown} */ value) =>
  Array.isArray(value) && value.every(is);
const table = (/** @type {unknown} */ value) => typeof value === "object" && value !== null && !Array.isArray(value);

const attempt = (/** @type {any} */ a) =>
  table(a) &&
  [a.t, a.s, a.p, a.all].every(number) &&
  a.all > 0 &&
  table(a.o) &&
  Object.values(a.o).every((pair) => list(number, pair));

/** What a record of each table must be; anything else is left out. @type {Record<string, (r: any) => boolean>} */
const SHAPES = {
  items: (r) =>
    text(r.d) && list(text, r.a) && [r.s, r.p, r.n, r.f, r.t].every(number) && maybe(text, r.v) && maybe(number, r.c),
  pages: (r) => number(r.t) && number(r.n) && text(r.h),
  cards: (r) => number(r.t) && [1, 2, 3, 4].includes(r.g) && [r.s, r.d, r.u, r.n].every((n) => maybe(number, n)),
  exams: (r) => Array.isArray(r.done) && (r.done = r.done.filter(attempt)),
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
/** The changes of the last seconds. @type {((progress: Progress) => void)[]} */
const recent = [];

/** Reads what is stored where it has changed. What a later version of this program stored is left alone. */
function read() {
  let from;
  try {
    from = localStorage.getItem(KEY);
  } catch {
    why = "storage_off";
    return;
  }
  if (from === known.from) return;
  // It was erased: then all is well again.
  if (from === null) why = "";
  try {
    const value = JSON.parse(from ?? "{}");
    if (!table(value)) throw new Error("no table");
    if (value.version > VERSION) {
      known.from = from;
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

/**
 * Changes what is kept; it holds for this page even where nothing can be kept.
 * @param {(progress: Progress) => void} edit comes to the same when it is made again
 */
export function change(edit) {
  recent.push(edit);
  setTimeout(() => recent.shift(), 3000);
  write(edit);
}

/** @param {(progress: Progress) => void} edit */
function write(edit) {
  const progress = load();
  edit(progress);
  if (/newer|off/.test(why)) return;
  try {
    const now = JSON.stringify(progress);
    if (now === known.from) return;
    localStorage.setItem(KEY, now);
    known.from = now;
    if (why === "storage_full") why = "";
  } catch {
    why = "storage_full";
  }
}

addEventListener("storage", ({ key, newValue }) => {
  if (key === KEY && newValue && recent.length)
    write((progress) => {
      const { last } = progress;
      for (const edit of recent) edit(progress);
      // Where one was last is the other tab's to say.
      progress.last = last;
    });
});

/**
 * Of a page's questions, of which a test counts as one: how many were answered, and how many there are. A page is done when
 * all are answered and its end was reached.
 * @param {Progress} progress
 * @param {string} page its address, and after each `|` an old one
 */
export function pageState({ items, pages, exams }, page) {
  page = page.split("|").find((key) => pages[key]) ?? page;
  const visit = pages[page];
  const handedIn = exams[page]?.done.length ? 1 : 0;
  const answered =
    Object.entries(items).filter(([key, item]) => item.v && key.startsWith(`${page}#`)).length + handedIn;
  const total = visit?.n ?? 0;
  return { begun: Boolean(visit), answered, total, done: Boolean(visit?.e) && answered >= total };
}
