// A learner's year, played by a script: three devices with clocks apart, exports and imports, damage, and a course that is edited
// meanwhile. At its end the record is that of a model which knows only what happened and the rules in `docs/progress.md`.
// `LEARNERS=300 node --test year.test.mjs` plays more of them.
import assert from "node:assert/strict";
import { join as path } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { scripts } from "./support/course.mjs";

/** @param {string} name */
const load = (name) => import(pathToFileURL(path(scripts, name)).href);
/** @type {typeof import("../../themes/default/static/js/schema.js")} */
const { clean, keepAnswer, note, takeAnswerBack, takeBack } = await load("schema.js");
/** @type {typeof import("../../themes/default/static/js/join.js")} */
const { join } = await load("join.js");
/** @type {typeof import("../../themes/default/static/js/course-index.js")} */
const { CourseIndex } = await load("course-index.js");
/** @type {typeof import("../../themes/default/static/js/settle.js")} */
const { settle } = await load("settle.js");

const DAY = 86_400_000;
const LEARNERS = Number(process.env.LEARNERS ?? 10);

/**
 * A question, whatever it is called and wherever it stands. `there` says whether it is in the course.
 * @typedef {{page: string, id: string, digest: string, there: boolean}} Question
 * What happened to it. `r`, `v`, `t` rank an answer; a review has a grade.
 * @typedef {{q: Question, t: number, d: string, r: number, n: number, v: boolean, f: number}} Answered
 * @typedef {{q: Question, t: number, day: number}} Reviewed
 * @typedef {{page: string, t: number, gone?: boolean}} Rated
 * What a device has heard of.
 * @typedef {{answers: Set<Answered>, reviews: Set<Reviewed>, ends: Set<string>, ratings: Set<Rated>}} Known
 * @typedef {{record: import("../../themes/default/static/js/schema.js").Progress, known: Known, ahead: number}} Device
 */

/** @returns {Known} */
const nothing = () => ({ answers: new Set(), reviews: new Set(), ends: new Set(), ratings: new Set() });
/** @param {Question} q */
const keyOf = (q) => `${q.page}#${q.id}`;

/** The answer that counts, by the rule of the table. @param {Iterable<Answered>} all @param {Question} q */
function counts(all, q) {
  return [...all].filter((each) => each.q === q).sort((a, b) => b.r - a.r || Number(b.v) - Number(a.v) || b.t - a.t)[0];
}

/** @param {number} seed */
function year(seed) {
  let state = seed;
  const roll = (/** @type {number} */ sides) => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * sides);
  };
  let names = 0;
  const name = () => (names += 1).toString(16).padStart(8, "0").repeat(2);
  const pages = ["a/", "b/", "c/"];
  /** @type {Question[]} */
  const questions = Array.from({ length: 12 }, (_, at) => ({
    page: pages[at % 3] ?? "",
    id: `q${at}`,
    digest: name(),
    there: true,
  }));
  const course = () =>
    new CourseIndex(
      pages.map((key) => ({
        key,
        title: key,
        module: 1,
        items: Object.fromEntries(
          questions
            .filter((q) => q.there && q.page === key)
            .map(({ id, digest }) => [id, `${digest.slice(0, 8)} ${digest.slice(0, 8)}`]),
        ),
      })),
    );
  /** @type {Device[]} */
  const devices = [0, 40 * 60_000, -3 * DAY].map((ahead) => ({ record: clean({}), known: nothing(), ahead }));
  let now = Date.UTC(2026, 0, 1, 8);
  const real = Date.now;
  /** @param {Device} device */
  const open = (device) => {
    Date.now = () => now + device.ahead;
    device.record = settle(device.record, course()) ?? device.record;
  };
  /** @type {Record<string, number>} */
  const did = {};

  /** @type {Record<string, (device: Device) => void>} */
  const acts = {
    answer({ record, known }) {
      const q = questions[roll(questions.length)];
      if (!q?.there) return;
      const [key, right] = [keyOf(q), roll(3) > 0];
      // As the page has it.
      const kept = record.items[key];
      const same = kept?.d === q.digest;
      let [round, tries, first] = [(kept?.r ?? 0) + (kept && !same ? 1 : 0), same ? kept.n : 0, same ? kept.f : 0];
      if (same && kept.v) {
        round += 1;
        takeAnswerBack(record.items, key, round);
        tries = 0;
      }
      if (tries === 0) first = Number(right);
      const answer = {
        d: q.digest,
        a: ["x"],
        s: Number(right),
        p: 1,
        n: tries + 1,
        v: right ? "right" : undefined,
        f: first,
      };
      keepAnswer(record, key, { ...answer, r: round || undefined }, "");
      // As the rules have it.
      const last = counts(known.answers, q);
      const t = Date.now();
      const again = last && (last.d !== q.digest || last.v) ? 1 : 0;
      const n = last && !again ? last.n + 1 : 1;
      // What was known at the first try to a question in these words.
      const f = last?.d === q.digest ? last.f : Number(right);
      known.answers.add({ q, t, d: q.digest, r: (last?.r ?? 0) + again, n, v: right, f });
      if (n > 1 || right) return;
      const latest = Math.max(0, ...[...known.reviews].filter((each) => each.q === q).map((each) => each.t));
      known.reviews.add({ q, t: Math.max(t, latest + 1), day: Math.floor(t / DAY) });
    },
    read({ record, known }) {
      const page = pages[roll(3)] ?? "";
      record.pages[page] = { t: Date.now(), h: page, e: true };
      known.ends.add(page);
    },
    rate({ record, known }) {
      const page = pages[roll(3)] ?? "";
      note(record.practice, `${page}#p`, 3);
      const latest = Math.max(0, ...[...known.ratings].filter((each) => each.page === page).map((each) => each.t));
      known.ratings.add({ page, t: Math.max(Date.now(), latest + 1) });
    },
    unrate({ record, known }) {
      if (roll(10)) return;
      const page = pages[roll(3)] ?? "";
      takeBack(record.practice, `${page}#p`);
      const own = [...known.ratings].filter((each) => each.page === page && !each.gone);
      // Deleting says up to when, and so holds for what another device has not told yet.
      if (own.length) known.ratings.add({ page, t: Math.max(...own.map((each) => each.t)), gone: true });
    },
    carry(device) {
      const other = devices[roll(devices.length)];
      if (!other || other === device) return;
      open(other);
      const file = clean(JSON.parse(JSON.stringify(device.record)));
      other.record = join(other.record, settle(file, course()) ?? file);
      for (const name of /** @type {(keyof Known)[]} */ (Object.keys(other.known)))
        for (const each of device.known[name]) /** @type {Set<any>} */ (other.known[name]).add(each);
    },
    damage(device) {
      if (roll(20)) return;
      const text = JSON.stringify(device.record);
      const broken = text.slice(0, roll(text.length - 1));
      try {
        device.record = clean(JSON.parse(broken));
      } catch {
        device.record = clean({});
      }
      device.known = nothing();
    },
    edit() {
      const q = questions[roll(questions.length)];
      if (roll(4) || !q) return;
      const kind = roll(4);
      if (kind === 0) q.there = !q.there;
      else if (!q.there) return;
      else if (kind === 1) q.digest = name();
      // One that was given other words and not answered since is known by its id alone.
      else if (devices.some(({ known }) => (counts(known.answers, q)?.d ?? q.digest) !== q.digest)) return;
      else if (kind === 2) q.id = name();
      else q.page = pages[roll(3)] ?? "";
      // Each device is opened between two editions.
      for (const device of devices) open(device);
    },
  };
  try {
    const all = Object.keys(acts);
    for (let step = 0; step < 365 * 3; step += 1) {
      now += 1 + roll((2 * DAY) / 3);
      const device = devices[roll(3)];
      const act = all[roll(all.length)] ?? "";
      if (!device) continue;
      open(device);
      acts[act]?.(device);
      did[act] = (did[act] ?? 0) + 1;
    }
    for (const device of devices) open(device);
    const [first, second, third] = devices.map(({ record }) => record);
    if (!first || !second || !third) throw new Error("three");
    compare(join(join(first, second), third), devices, questions, pages);
    compare(join(third, join(second, first)), devices, questions, pages);
  } finally {
    Date.now = real;
  }
  return did;
}

/**
 * @param {import("../../themes/default/static/js/schema.js").Progress} record
 * @param {Device[]} devices
 * @param {Question[]} questions
 * @param {string[]} pages
 */
function compare(record, devices, questions, pages) {
  const answers = new Set(devices.flatMap(({ known }) => [...known.answers]));
  const reviews = [...new Set(devices.flatMap(({ known }) => [...known.reviews]))];
  const ratings = [...new Set(devices.flatMap(({ known }) => [...known.ratings]))];
  for (const q of questions) {
    const [own, kept] = [counts(answers, q), record.items[keyOf(q)]];
    const is = kept && { d: kept.d, r: kept.r ?? 0, n: kept.n, v: Boolean(kept.v), f: kept.f, t: kept.t };
    assert.deepEqual(
      is,
      own && { d: own.d, r: own.r, n: own.n, v: own.v, f: own.f, t: own.t },
      `answer to ${keyOf(q)}`,
    );
    const times = new Set(reviews.filter((each) => each.q === q).map(({ t, day }) => `${t} ${day}`));
    const log = (record.cards[keyOf(q)]?.l ?? []).map(([t, , day]) => `${t} ${day}`);
    assert.deepEqual([...log].sort(), [...times].sort(), `reviews of ${keyOf(q)}`);
  }
  for (const page of pages) {
    assert.equal(
      Boolean(record.pages[page]?.e),
      devices.some(({ known }) => known.ends.has(page)),
      `end of ${page}`,
    );
    const own = ratings.filter((each) => each.page === page);
    const gone = Math.max(0, ...own.filter((each) => each.gone).map(({ t }) => t));
    const times = own.filter((each) => !each.gone && each.t > gone).map(({ t }) => t);
    assert.deepEqual(
      (record.practice[`${page}#p`]?.l ?? []).map(([t]) => t),
      [...new Set(times)].sort((a, b) => a - b),
      `ratings on ${page}`,
    );
  }
}

test(`the years of ${LEARNERS} learners end as the model has them`, (t) => {
  process.env.TZ = "UTC";
  /** @type {Record<string, number>} */
  const sum = {};
  for (let learner = 1; learner <= LEARNERS; learner += 1)
    for (const [act, n] of Object.entries(year(learner * 7919))) sum[act] = (sum[act] ?? 0) + n;
  t.diagnostic(JSON.stringify(sum));
  assert.ok((sum.answer ?? 0) > LEARNERS * 50, "they answered");
});
