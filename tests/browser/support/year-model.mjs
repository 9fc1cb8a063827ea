// What a learner's record must come to, from what happened and the rules in `docs/progress.md` alone: nothing here knows the program.
import { createEmptyCard, FSRS, generatorParameters } from "ts-fsrs";

const DAY = 86_400_000;
const reference = new FSRS(generatorParameters({ enable_short_term: false, enable_fuzz: false }));

/**
 * A question, whatever it is called and wherever it stands. `there` says whether it is in the course.
 * @typedef {{page: string, id: string, digest: string, there: boolean}} Question
 * What happened. An answer: `r` how often it was taken back before, `n` which try, `v` whether it ended, `f` and `c` share and
 * certainty of the very first try. `day` is that of the learner's calendar.
 * @typedef {{q: Question, t: number, d: string, r: number, n: number, v: boolean, f: number, c: number}} Answered
 * @typedef {{q: Question, t: number, day: number, grade: number}} Reviewed
 * @typedef {{page: string, t: number, gone?: boolean}} Rated
 * @typedef {{seed: number, t: number, asked: Question[]}} Drawn
 * @typedef {{seed: number, q: Question, t: number, right: boolean}} Ticked
 * @typedef {{seed: number, t: number, s: number, n: number, p: number, pass: boolean}} HandedIn
 * What somebody has heard of.
 * @typedef {{answers: Set<Answered>, reviews: Set<Reviewed>, ends: Set<string>, ratings: Set<Rated>, endings: Set<string>,
 *   draws: Set<Drawn>, ticks: Set<Ticked>, handed: Set<HandedIn>}} Known
 */

/** @returns {Known} */
export const nothing = () => ({
  answers: new Set(),
  reviews: new Set(),
  ends: new Set(),
  ratings: new Set(),
  endings: new Set(),
  draws: new Set(),
  ticks: new Set(),
  handed: new Set(),
});

/** @param {(Known | undefined)[]} all @returns {Known} */
export function union(...all) {
  const sum = nothing();
  for (const known of all)
    for (const name of /** @type {(keyof Known)[]} */ (Object.keys(known ?? {})))
      for (const each of known?.[name] ?? []) /** @type {Set<any>} */ (sum[name]).add(each);
  return sum;
}

/**
 * The learner's calendar day, counted from 1970.
 * @param {number} time
 * @param {string} zone
 */
export function calendarDay(time, zone) {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, year: "numeric", month: "numeric", day: "numeric" });
  const of = Object.fromEntries(parts.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(of.year ?? 0, (of.month ?? 1) - 1, of.day ?? 1) / DAY;
}

/** The answer that counts. @param {Known} known @param {Question} q */
export function counts({ answers }, q) {
  const own = [...answers].filter((each) => each.q === q);
  return own.sort((a, b) => b.r - a.r || Number(b.v) - Number(a.v) || b.t - a.t)[0];
}

/**
 * The reviews of a question in their order, each once. Two devices that know the same may note one at the same moment; on two days,
 * or with two grades, these are two.
 * @param {Known} known
 * @param {Question} q
 */
export function reviewsOf({ reviews }, q) {
  const own = [...reviews].filter((each) => each.q === q);
  own.sort((a, b) => a.t - b.t || a.grade - b.grade || a.day - b.day);
  return own.filter((each, at) => {
    const before = own[at - 1];
    return before?.t !== each.t || before.grade !== each.grade || before.day !== each.day;
  });
}

/**
 * On which day a question is due, and when it was last reviewed, by the reference implementation.
 * @param {Known} known
 * @param {Question} q
 */
export function dueDay(known, q) {
  const own = reviewsOf(known, q);
  let [card, time, last, due] = [createEmptyCard(0), 0, own[0]?.day ?? 0, 0];
  for (const { day, grade } of own) {
    time += Math.max(0, day - last) * DAY;
    card = reference.next(card, time, /** @type {1 | 2 | 3 | 4} */ (grade)).card;
    [last, due] = [day, day + Math.round((card.due.getTime() - time) / DAY)];
  }
  return own.length ? { due, last } : undefined;
}

/** What is due, without regard to order. @param {Known} known @param {Question[]} questions @param {number} today */
export function dueToday(known, questions, today) {
  return questions.filter((q) => {
    const card = q.there ? dueDay(known, q) : undefined;
    // A review that lies ahead was noted by a clock that went wrong.
    return card && (card.due <= today || card.last > today + 1);
  });
}

/** The draw that is open: of several the latest. @param {Known} known */
export function openDrawOf({ draws, handed }) {
  const open = [...draws].filter(({ seed }) => ![...handed].some((attempt) => attempt.seed === seed));
  return open.sort((a, b) => b.t - a.t || b.seed - a.seed)[0];
}

/** What was answered last to each question of a draw. @param {Known} known @param {number} seed */
export function ticksOf({ ticks }, seed) {
  /** @type {Map<Question, Ticked>} */
  const last = new Map();
  for (const tick of [...ticks].filter((each) => each.seed === seed).sort((a, b) => a.t - b.t)) last.set(tick.q, tick);
  return last;
}

/** When the ratings of a practice were made that were not deleted. @param {Known} known @param {string} page */
export function ratingsOf({ ratings }, page) {
  const own = [...ratings].filter((each) => each.page === page);
  // Deleting says up to when, and so holds for what another device has not told yet.
  const gone = Math.max(0, ...own.filter((each) => each.gone).map(({ t }) => t));
  const times = own.filter((each) => !each.gone && each.t > gone).map(({ t }) => t);
  return [...new Set(times)].sort((a, b) => a - b);
}
