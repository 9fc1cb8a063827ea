// The scheduler of the review against the reference implementation of its formulas, over random histories.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { createEmptyCard, FSRS, generatorParameters } from "ts-fsrs";

import { scripts } from "./support/course.mjs";

/** @type {typeof import("../../themes/default/static/js/fsrs.js")} */
const ours = await import(pathToFileURL(join(scripts, "fsrs.js")).href);

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const reference = new FSRS(generatorParameters({ enable_short_term: false, enable_fuzz: false }));

/** Random numbers that are the same on every run (a linear congruence). @param {number} seed */
function dice(seed) {
  let state = seed;
  return (/** @type {number} */ sides) => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** @param {number} a @param {number} b @param {string} what */
function near(a, b, what) {
  assert.ok(Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(b)), `${what}: ${a} is not ${b}`);
}

test("memory and intervals are the reference's over 2,000 answers", () => {
  const roll = dice(7);
  let answers = 0;
  for (let history = 0; history < 200; history += 1) {
    let time = START;
    const first = 1 + roll(4);
    let { card: known } = reference.next(createEmptyCard(time), time, first);
    /** @type {import("../../themes/default/static/js/store.js").Card} */
    let card = { t: time, g: first };
    assert.equal(ours.due(card), known.due.getTime(), `first grade ${first}`);
    for (let step = 0; step < 10; step += 1) {
      // On the day, early or late.
      const wait = Math.max(1, Math.round(known.scheduled_days * (0.5 + roll(100) / 50)));
      time += wait * DAY;
      const grade = 1 + roll(4);
      known = reference.next(known, time, grade).card;
      card = ours.review(card, grade, time);
      const what = `history ${history}, step ${step}, grade ${grade} after ${wait} days`;
      near(card.s ?? 0, known.stability, `stability, ${what}`);
      near(card.d ?? 0, known.difficulty, `difficulty, ${what}`);
      assert.equal(ours.due(card), known.due.getTime(), `due, ${what}`);
      answers += 1;
    }
  }
  assert.equal(answers, 2000);
});

test("what one is likely to know falls to nine in ten when the stability is over", () => {
  for (const s of [0.5, 3, 40, 900]) near(ours.retrievability(s, s), 0.9, `after ${s} days`);
});

test("a better grade never brings the question back sooner", () => {
  const roll = dice(3);
  for (let each = 0; each < 500; each += 1) {
    const before = { s: 0.1 + roll(1000) / 10, d: 1 + roll(90) / 10 };
    const waits = [1, 2, 3, 4].map((grade) => ours.wait(before, 1 + roll(60), grade));
    assert.ok(waits.every((days) => days >= 1 && days <= 36_500));
    const [again = 0, hard = 0] = waits;
    assert.ok(again <= hard, String(waits));
  }
});
