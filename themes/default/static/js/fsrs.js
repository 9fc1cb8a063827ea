// When a question comes back. These are the formulas of FSRS-6, the Free Spaced Repetition Scheduler (Ye, Su & Cao 2022,
// "A stochastic shortest path algorithm for optimizing spaced repetition scheduling", 10.1145/3534678.3539081; the open
// description of version 6 has the formulas and the default weights), with whole days as its shortest interval. Nothing
// here touches the page. Grades are 1 (forgotten), 2 (hard), 3 (good) and 4 (easy); stability and intervals are in days, and
// days are those of the learner's calendar (`dayOf` in `schema.js`).

/** The default weights of FSRS-6. */
const W = /** @type {const} */ ([
  0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483,
  0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
]);
/** How likely the answer should still be known when the question comes back. */
const RETENTION = 0.9;
/** The longest interval: a hundred years. */
const LONGEST = 36_500;
const FACTOR = 0.9 ** (-1 / W[20]) - 1;

/** @typedef {{s: number, d: number}} Memory stability in days, difficulty from 1 to 10 */

const within = (/** @type {number} */ value, /** @type {number} */ least, /** @type {number} */ most) =>
  Math.min(Math.max(value, least), most);
const stable = (/** @type {number} */ s) => within(s, 0.001, LONGEST);
const firstDifficulty = (/** @type {number} */ grade) => W[4] - Math.exp(W[5] * (grade - 1)) + 1;

/**
 * How likely the answer is still known.
 * @param {number} days since it was last asked
 * @param {number} s
 */
export function retrievability(days, s) {
  return (1 + (FACTOR * days) / s) ** -W[20];
}

/**
 * What is known of the memory after an answer.
 * @param {Memory | undefined} before
 * @param {number} days since the answer before
 * @param {number} grade
 * @returns {Memory}
 */
export function remember(before, days, grade) {
  if (!before)
    return { s: stable(W[/** @type {0 | 1 | 2 | 3} */ (grade - 1)]), d: within(firstDifficulty(grade), 1, 10) };
  const { s, d } = before;
  const r = retrievability(days, s);
  const damped = d + (-W[6] * (grade - 3) * (10 - d)) / 9;
  const next = within(W[7] * firstDifficulty(4) + (1 - W[7]) * damped, 1, 10);
  if (grade === 1) {
    const forgotten = W[11] * d ** -W[12] * ((s + 1) ** W[13] - 1) * Math.exp((1 - r) * W[14]);
    return { s: stable(Math.min(s, forgotten)), d: next };
  }
  const aside = (grade === 2 ? W[15] : 1) * (grade === 4 ? W[16] : 1);
  return {
    s: stable(s * (1 + Math.exp(W[8]) * (11 - d) * s ** -W[9] * (Math.exp((1 - r) * W[10]) - 1) * aside)),
    d: next,
  };
}

/** @param {number} s days until the answer is as likely known as {@link RETENTION} */
const interval = (s) => within(Math.round((s / FACTOR) * (RETENTION ** (-1 / W[20]) - 1)), 1, LONGEST);

/**
 * The days until the question comes back: more for a better grade, even where rounding would make them the same.
 * @param {Memory | undefined} before
 * @param {number} days
 * @param {number} grade
 */
export function wait(before, days, grade) {
  const [again = 1, hard = 1, good = 1, easy = 1] = [1, 2, 3, 4].map((each) =>
    interval(remember(before, days, each).s),
  );
  const waits = [Math.min(again, hard)];
  for (const each of [hard, good, easy]) waits.push(Math.max(each, (waits.at(-1) ?? 0) + 1));
  return waits[grade - 1] ?? 1;
}

/**
 * What a card's reviews come to: what is known of the memory, and the day on which the question comes back.
 * @param {import("./schema.js").Log} card
 */
export function state({ l }) {
  /** @type {Memory | undefined} */
  let memory;
  let [last, due] = [0, 0];
  for (const [, grade = 1, day = 0, s, d, days] of l) {
    const elapsed = Math.max(0, day - last);
    due = day + (days ?? wait(memory, elapsed, grade));
    memory = s && d ? { s, d } : remember(memory, elapsed, grade);
    last = day;
  }
  return { memory, last, due };
}

/**
 * The questions that are due on a day, those that wait longest first. A review on a day that is still to come was noted by a
 * clock that went wrong; such a question is due.
 * @param {Record<string, import("./schema.js").Log>} cards
 * @param {number} today
 * @returns {string[]} their keys
 */
export function dueOn(cards, today) {
  const all = Object.entries(cards).map(([key, card]) => ({ key, ...state(card) }));
  const now = all.filter(({ memory, last, due }) => memory && (due <= today || last > today + 1));
  return now.sort((a, b) => a.due - b.due || (a.key < b.key ? -1 : 1)).map(({ key }) => key);
}

/**
 * The same of those that are in the course.
 * @param {Pick<import("./schema.js").Progress, "cards">} progress
 * @param {import("./course-index.js").CourseIndex} course
 * @param {number} today
 */
export function dueIn({ cards }, course, today) {
  return dueOn(cards, today).filter((key) => course.question(key) !== undefined);
}
