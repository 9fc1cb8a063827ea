// The scheduler of the review against the reference implementation of its formulas, over random histories.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { createEmptyCard, FSRS, generatorParameters } from "ts-fsrs";

import { scripts } from "./support/course.mjs";

/** @type {typeof import("../../themes/default/static/js/fsrs.js")} */
const ours = await import(pathToFileURL(join(scripts, "fsrs.js")).href);

/** @type {typeof import("../../themes/default/static/js/schema.js")} */
const schema = await import(pathToFileURL(join(scripts, "schema.js")).href);

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

/** @typedef {import("../../themes/default/static/js/schema.js").Log} Log */

test("memory and intervals are the reference's over 2,000 answers", () => {
  const roll = dice(7);
  let answers = 0;
  for (let history = 0; history < 200; history += 1) {
    let time = START;
    const first = 1 + roll(4);
    let { card: known } = reference.next(createEmptyCard(time), time, first);
    /** @type {Log} */
    const card = { l: [[time, first, time / DAY]] };
    assert.equal(ours.state(card).due * DAY, known.due.getTime(), `first grade ${first}`);
    for (let step = 0; step < 10; step += 1) {
      // On the day, early or late.
      const wait = Math.max(1, Math.round(known.scheduled_days * (0.5 + roll(100) / 50)));
      time += wait * DAY;
      const grade = 1 + roll(4);
      known = reference.next(known, time, grade).card;
      card.l.push([time, grade, time / DAY]);
      const { memory, due } = ours.state(card);
      const what = `history ${history}, step ${step}, grade ${grade} after ${wait} days`;
      near(memory?.s ?? 0, known.stability, `stability, ${what}`);
      near(memory?.d ?? 0, known.difficulty, `difficulty, ${what}`);
      assert.equal(due * DAY, known.due.getTime(), `due, ${what}`);
      answers += 1;
    }
  }
  assert.equal(answers, 2000);
});

for (const zone of ["Europe/Berlin", "America/Los_Angeles", "Pacific/Auckland", "Asia/Kolkata"]) {
  test(`a year of reviews at any hour in ${zone} is the reference's over calendar days`, () => {
    const before = process.env.TZ;
    process.env.TZ = zone;
    try {
      const roll = dice(zone.length);
      let reviews = 0;
      for (let each = 0; each < 40; each += 1) {
        /** @type {Record<string, Log>} */
        const cards = {};
        let day = 0;
        let known = createEmptyCard(START);
        while (day < 365) {
          // Any minute of the learner's day, those that a change of clocks leaves out or repeats among them.
          const moment = new Date(2026, 0, 1 + day, roll(24), roll(60)).getTime();
          const grade = 1 + roll(4);
          cards.q = { l: [...(cards.q?.l ?? []), [moment, grade, schema.dayOf(moment)]] };
          known = reference.next(known, START + day * DAY, grade).card;
          const { memory, due } = ours.state(cards.q);
          const what = `card ${each}, day ${day}, grade ${grade}`;
          near(memory?.s ?? 0, known.stability, `stability, ${what}`);
          assert.equal(
            due - schema.dayOf(new Date(2026, 0, 1).getTime()),
            (known.due.getTime() - START) / DAY,
            `due, ${what}`,
          );
          const eve = new Date(2026, 0, 1 + due - schema.dayOf(new Date(2026, 0, 1).getTime()) - 1, 23, 59).getTime();
          assert.deepEqual(ours.dueOn(cards, schema.dayOf(eve)), [], `the evening before, ${what}`);
          assert.deepEqual(ours.dueOn(cards, schema.dayOf(eve + 60_000)), ["q"], `after midnight, ${what}`);
          day = (known.due.getTime() - START) / DAY + (roll(3) ? 0 : roll(9));
          reviews += 1;
        }
      }
      assert.ok(reviews > 200, String(reviews));
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });
}

test("missed at nine in the evening and reviewed at seven in the morning is one day", () => {
  const evening = new Date(2026, 2, 3, 21).getTime();
  const morning = new Date(2026, 2, 4, 7).getTime();
  assert.equal(schema.dayOf(morning) - schema.dayOf(evening), 1);
  const card = { l: [[evening, 1, schema.dayOf(evening)]] };
  assert.deepEqual(ours.dueOn({ card }, schema.dayOf(morning)), ["card"]);
});

test("a clock that was set back, or stood years ahead, hides no question", () => {
  const today = schema.dayOf(Date.UTC(2026, 4, 5, 12));
  const ahead = { l: [[Date.UTC(2031, 0, 1), 3, today + 1700]] };
  assert.deepEqual(ours.dueOn({ ahead }, today), ["ahead"]);
  /** @type {Record<string, Log>} */
  const cards = { ahead };
  schema.note(cards, "ahead", 3, today);
  assert.ok((cards.ahead?.l[1]?.[0] ?? 0) > Date.UTC(2031, 0, 1), "what is noted later comes later");
  assert.deepEqual(ours.dueOn(cards, today), [], "and is what counts");
  assert.ok(ours.state(cards.ahead ?? { l: [] }).due > today);
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
