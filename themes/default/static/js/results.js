// Points and percent as they are shown, by one rule, and what was reached in a test. Nothing here touches the page.
import { LANGUAGE, whenAsked } from "./messages.js";

/** Figures in the language's own form, with the digits that the other messages have. */
const number = whenAsked(() => new Intl.NumberFormat(LANGUAGE, { maximumFractionDigits: 1, numberingSystem: "latn" }));
/** What sums of shares are off by at most. */
const OFF = 1e-9;

/**
 * To the nearest step, but never up to a mark that was not reached, and never down to nothing where there is something.
 * @param {number} value
 * @param {number} steps in one
 * @param {number[]} marks
 */
function rounded(value, steps, ...marks) {
  let at = Math.round(value * steps + OFF);
  for (const mark of marks) if (value < mark - OFF) at = Math.min(at, Math.ceil(mark * steps - OFF) - 1);
  return (value > OFF ? Math.max(at, 1) : at) / steps;
}

/**
 * Whole percent. All of it and the mark are shown only where they were reached, nought only where there is nothing.
 * @param {number} part
 * @param {number} all
 * @param {number} [mark] in percent
 */
export function percent(part, all, mark = 100) {
  return all ? rounded((100 * part) / all, 1, 100, mark) : 0;
}

/**
 * Points with at most one decimal, as the language writes them.
 * @param {number} part
 * @param {number} all
 * @param {number} [mark] in percent
 */
export function points(part, all, mark = 100) {
  return number().format(rounded(part, 10, all, (all * mark) / 100));
}

/**
 * Whether points reach a mark in percent.
 * @param {number} part
 * @param {number} all
 * @param {number} mark
 */
export function reaches(part, all, mark) {
  return 100 * part >= mark * all - OFF;
}

/**
 * The figures of an attempt, for messages.
 * @param {{s: number, all: number, p: number}} attempt
 */
export function figures({ s, all, p }) {
  return { points: points(s, all, p), all: number().format(all), percent: number().format(percent(s, all, p)) };
}

/**
 * The attempt that counts: the best of those that passed, whatever the mark is by now, or else the best; the first of equal ones.
 * @param {import("./schema.js").Attempt[]} attempts
 * @returns {import("./schema.js").Attempt | undefined}
 */
export function best(attempts) {
  const passed = attempts.filter(({ pass }) => pass);
  return (passed.length ? passed : attempts).reduce(
    (a, b) => (b.s / b.all > a.s / a.all ? b : a),
    /** @type {import("./schema.js").Attempt} */ (passed[0] ?? attempts[0]),
  );
}

/** @param {import("./schema.js").Attempt} attempt its day */
export function day({ t }) {
  return new Intl.DateTimeFormat(LANGUAGE, { dateStyle: "long" }).format(t);
}
