// What is kept of a learner's course: the shape of every record, and what is read of one that may be damaged. Version 2.
// Everything in it can be joined with what another device or tab has kept (`join.js`), so nothing is ever taken out: what is
// taken back is said by a later record. Nothing here touches the page.

/**
 * An answer. `d` digest of its question, `a` what was answered, by the keys of options, `s` share of the points (0 to 1), `p` points, `n` tries, `v`
 * how it ended (absent while tries are left), `f` share at the very first try, `c` how sure the learner was then (1 to 3), `t`
 * when, `r` how often it was taken back before.
 * @typedef {{d: string, a: string[], s: number, p: number, n: number, v?: string, f: number, c?: number, t: number,
 *   r?: number}} Answer
 * A page: `t` when last open, `e` whether its end was reached, `h` its title then, or when it was last open.
 * @typedef {{t: number, e?: boolean, h: string}} Visit
 * Entries that begin with their time, and `x`, up to when they are taken back; of a card, `q` the digest of its question, as it
 * was at `t`.
 * @typedef {{l: number[][], x?: number, q?: {t: number, d: string}}} Log
 * A draw of an assessment: `t` when it was begun, `q` its questions by id with digest and objective, as they were at `qt`, `a`
 * the answers by id.
 * @typedef {{t: number, q?: Record<string, string[]>, qt: number, a: Record<string, {t: number, a: string[]}>}} Draw
 * An attempt: `t` when, `s` points, `p` the passing score in percent, `all` points there were, `o` points by objective with
 * what there was to reach, `d` the seed of its draw, `n` how many questions were answered, `q` the digests of all that were
 * asked.
 * @typedef {{t: number, s: number, p: number, all: number, pass: boolean, o: Record<string, [number, number]>, d?: number,
 *   n?: number, q?: string[]}} Attempt
 * An assessment: draws that are open, by their seed, and the attempts.
 * @typedef {{draws: Record<string, Draw>, done: Attempt[]}} Exam
 * Cards of the review hold `[time, grade, day]` and, for what an earlier version kept, stability, difficulty and interval;
 * a practice holds `[time, statements met]`.
 * @typedef {{version: number, items: Record<string, Answer>, pages: Record<string, Visit>, cards: Record<string, Log>,
 *   exams: Record<string, Exam>, practice: Record<string, Log>, endings: Record<string, string[]>,
 *   last?: {k: string, h: string, at: string, t: number}}} Progress
 */

/** The version of this schema. */
export const VERSION = 2;
const DAY = 86_400_000;

const text = (/** @type {unknown} */ value) => typeof value === "string";
// No larger than a date can be, with room for the longest interval.
const number = (/** @type {unknown} */ value) => typeof value === "number" && Math.abs(value) < 8e15;
const maybe = (/** @type {(value: unknown) => boolean} */ is, /** @type {unknown} */ value) =>
  value === undefined || is(value);
const list = (/** @type {(value: unknown) => boolean} */ is, /** @type {unknown} */ value) =>
  Array.isArray(value) && value.every(is);
/** @param {unknown} value */
export const table = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

const attempt = (/** @type {any} */ a) =>
  table(a) &&
  [a.t, a.s, a.p, a.all].every(number) &&
  a.all > 0 &&
  maybe((q) => list(text, q), a.q) &&
  table(a.o) &&
  Object.values(a.o).every((pair) => list(number, pair));
const answer = (/** @type {any} */ a) => table(a) && number(a.t) && list(text, a.a);
const draw = (/** @type {any} */ r) =>
  table(r) &&
  [r.t, r.qt].every(number) &&
  maybe(table, r.q) &&
  Object.values(r.q ?? {}).every((q) => list(text, q)) &&
  table(r.a) &&
  (r.a = pick(r.a, answer));
const log = (/** @type {any} */ r, /** @type {number} */ least) =>
  Array.isArray(r.l) &&
  maybe(number, r.x) &&
  (r.l = r.l.filter(
    (/** @type {any[]} */ entry) => list(number, entry) && entry.length >= least && entry[0] > (r.x ?? -Infinity),
  ));

/** @param {object} records @param {(record: any) => unknown} is */
const pick = (records, is) => Object.fromEntries(Object.entries(records).filter(([, record]) => is(record)));

/** What a record of each table must be; anything else is left out. @type {Record<string, (r: any) => unknown>} */
const SHAPES = {
  items: (r) =>
    text(r.d) &&
    list(text, r.a) &&
    [r.s, r.p, r.n, r.f, r.t].every(number) &&
    maybe(text, r.v) &&
    maybe(number, r.c) &&
    maybe(number, r.r),
  pages: (r) => number(r.t) && text(r.h),
  cards: (r) =>
    log(r, 3) &&
    maybe((/** @type {any} */ q) => table(q) && number(q.t) && text(q.d), r.q) &&
    (r.l = r.l.filter((/** @type {number[]} */ [, grade = 0]) => [1, 2, 3, 4].includes(grade))),
  exams: (r) =>
    Array.isArray(r.done) &&
    table(r.draws) &&
    (r.done = r.done.filter(attempt)) &&
    (r.draws = pick(r.draws, draw)) &&
    r.done.every((/** @type {Attempt} */ { d }) => delete r.draws[String(d)]),
  practice: (r) => log(r, 2),
  endings: (r) => list(text, r),
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
    kept[name] = table(value?.[name])
      ? pick(value[name], (record) => typeof record === "object" && record && is(record))
      : {};
  }
  const { last } = value ?? {};
  if (table(last) && [last.k, last.h, last.at].every(text) && number(last.t)) kept.last = last;
  return kept;
}

/**
 * The learner's calendar day of a time, counted from 1970.
 * @param {number} time
 */
export function dayOf(time) {
  return Math.floor((time - new Date(time).getTimezoneOffset() * 60_000) / DAY);
}

/**
 * Adds an entry to a log. Its time is later than that of any before it, also when a clock was set back.
 * @param {Record<string, Log>} logs
 * @param {string} key
 * @param {number[]} rest of the entry, after its time
 */
export function note(logs, key, ...rest) {
  const { l = [], x = 0 } = logs[key] ?? {};
  const t = Math.max(Date.now(), x + 1, ...l.map(([t = 0]) => t + 1));
  logs[key] = { ...logs[key], l: [...l, [t, ...rest]] };
  return t;
}

/**
 * Notes a review on a question's card.
 * @param {Record<string, Log>} cards
 * @param {string} key
 * @param {string} d the digest of the question
 * @param {number} grade
 */
export function review(cards, key, d, grade) {
  const t = note(cards, key, grade, dayOf(Date.now()));
  cards[key] = { ...cards[key], l: cards[key]?.l ?? [], q: { t, d } };
}

/**
 * Keeps an answer, with the time. What was known at the very first try to this question stays so; a first try that was missed, or
 * was a guess, brings the question back in the review, and a right one on a lesson's page does not.
 * @param {Pick<Progress, "items" | "cards">} progress
 * @param {string} key
 * @param {Omit<Answer, "t">} answer
 * @param {string} former the digest of the same question in earlier versions
 */
export function keepAnswer({ items, cards }, key, answer, former) {
  const { d, n, v, f, c } = answer;
  const kept = items[key];
  const first = kept && [d, former].includes(kept.d) ? { f: kept.f, c: kept.c } : {};
  items[key] = { ...answer, ...first, t: Date.now() };
  const grade = f < 1 ? 1 : c === 1 ? 2 : 0;
  // An open question, which is worth nothing, is not reviewed.
  if (answer.p && n === 1 && v !== "shown" && grade) review(cards, key, d, grade);
}

/**
 * Takes an answer back, so that a later one counts however the earlier ended.
 * @param {Progress["items"]} items
 * @param {string} key
 * @param {number} r how often it was taken back, with this time
 */
export function takeAnswerBack(items, key, r) {
  const kept = items[key];
  if (kept) items[key] = { ...kept, a: [], s: 0, n: 0, v: undefined, t: Date.now(), r };
}

/**
 * Takes back what a log holds.
 * @param {Record<string, Log>} logs
 * @param {string} key
 */
export function takeBack(logs, key) {
  const { l = [] } = logs[key] ?? {};
  if (l.length) logs[key] = { l: [], x: Math.max(...l.map(([t = 0]) => t)) };
}
