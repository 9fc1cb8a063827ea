// What was reached in a test, in figures that agree. Nothing here touches the page.
import { LANGUAGE } from "./messages.js";

/** What sums of shares are off by at most. */
const OFF = 1e-9;

/**
 * Whole percent, never rounded up to a mark that was not reached.
 * @param {number} part
 * @param {number} all
 */
export function percent(part, all) {
  return all ? Math.floor((100 * part) / all + OFF) : 0;
}

/**
 * Points and percent as they are shown: points down to hundredths, and the percent of what is shown, down to tenths. All
 * points are a whole number, so a mark in whole percent is reached by what is shown when it is reached at all.
 * @param {{s: number, all: number}} attempt
 */
export function figures({ s, all }) {
  const number = new Intl.NumberFormat(LANGUAGE, { maximumFractionDigits: 2 });
  const points = Math.floor(100 * s + OFF) / 100;
  const tenths = all ? Math.floor((1000 * points) / all + OFF) / 10 : 0;
  return { points: number.format(points), all: number.format(all), percent: number.format(tenths) };
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
