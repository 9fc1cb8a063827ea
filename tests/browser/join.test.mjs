// The record of a learner's progress: what is kept elsewhere can be joined with it in any order, in any grouping and any
// number of times, and what earlier versions kept becomes what this one keeps.
import assert from "node:assert/strict";
import { join as path } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { scripts } from "./support/course.mjs";
import { nothing, reviewsOf } from "./support/year-model.mjs";

/** @param {string} name */
const load = (name) => import(pathToFileURL(path(scripts, name)).href);
/** @type {typeof import("../../themes/default/static/js/join.js")} */
const { canonical, join, TABLES } = await load("join.js");
/** @type {typeof import("../../themes/default/static/js/schema.js")} */
const { clean, note, takeBack } = await load("schema.js");
/** @type {typeof import("../../themes/default/static/js/migrations.js")} */
const { migrate } = await load("migrations.js");

/** @typedef {import("../../themes/default/static/js/schema.js").Progress} Progress */
/** @typedef {(sides: number) => number} Roll */

/** Random numbers that are the same on every run (a linear congruence). @param {number} seed @returns {Roll} */
function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/**
 * A record with few keys, few times and few values, so that any two have much to disagree about.
 * @param {Roll} roll
 * @returns {Progress}
 */
function record(roll) {
  /** @template T @param {T[]} all @returns {T} */
  const one = (all) => /** @type {T} */ (all[roll(all.length)]);
  const key = () => one(["a/", "b/", "__proto__", "constructor", "ü/𝒳/"]) + one(["", "#1", "#2", "#__proto__"]);
  const letters = () => Array.from({ length: roll(3) }, () => one(["a", "b", "c"]));
  /** @template T @param {() => T} make @returns {Record<string, T>} */
  const some = (make) => Object.fromEntries(Array.from({ length: roll(4) }, () => [key(), make()]));
  /** @param {(t: number) => number[]} entry @param {object} [q] the question, of a card */
  const log = (entry, q = {}) => {
    const times = new Set(Array.from({ length: roll(6) }, () => 1 + roll(12)));
    return { l: [...times].sort((a, b) => a - b).map(entry), ...(roll(3) ? {} : { x: roll(9) }), ...q };
  };
  const attempt = () => ({
    t: roll(5),
    s: roll(3),
    p: 70,
    all: 4,
    pass: one([true, false]),
    o: { notice: [roll(2), 1] },
    ...(roll(2) ? { d: roll(4) } : {}),
    ...(roll(2) ? { n: roll(5) } : {}),
    ...(roll(2) ? { q: letters() } : {}),
  });
  const draw = () => ({
    t: roll(4),
    qt: roll(3),
    ...(roll(3) ? { q: { 1: [one(["d", "e"]), "notice"] } } : {}),
    a: Object.fromEntries(letters().map((id) => [id, { t: roll(3), a: letters() }])),
  });
  return clean(
    JSON.parse(
      JSON.stringify({
        items: some(() => ({
          d: one(["d", "e"]),
          a: letters(),
          s: one([0, 0.5, 1]),
          p: 1,
          n: roll(3),
          v: one([undefined, "right", "shown"]),
          f: one([0, 1]),
          c: one([undefined, 1, 3]),
          t: roll(4),
          r: one([undefined, 1, 2]),
        })),
        pages: some(() => ({ t: roll(4), e: one([undefined, true]), h: one(["A", "B"]) })),
        cards: some(() =>
          log(
            (t) => [t, 1 + roll(4), Math.floor(t / 3), ...(roll(5) ? [] : [2.5, 5, 3])],
            roll(3) ? { q: { t: roll(4), d: one(["d", "e"]) } } : {},
          ),
        ),
        exams: some(() => ({
          done: Array.from({ length: roll(3) }, attempt).sort((a, b) => a.t - b.t),
          draws: Object.fromEntries(Array.from({ length: roll(3) }, () => [roll(4), draw()])),
        })),
        practice: some(() => log((t) => [t, roll(4), ...(roll(2) ? [1 + roll(3)] : [])])),
        endings: some(() => [...new Set(letters())].sort()),
        last: one([undefined, { k: one(["a/", "b/"]), h: one(["A", "B"]), at: one(["", "s-x"]), t: roll(3) }]),
      }),
    ),
  );
}

/** A record whose lists stand in their order, as those stand that grow by and by. @param {Roll} roll */
const ordered = (roll) => {
  const made = record(roll);
  for (const [key, { done }] of Object.entries(join(made, made).exams)) Object.assign(made.exams[key] ?? {}, { done });
  return made;
};

/** @param {Progress} value as it is after it was stored and read */
const stored = (value) => clean(JSON.parse(JSON.stringify(value)));

test("joining is commutative, associative and idempotent over 10,000 triples of whole records", () => {
  const roll = dice(11);
  let differing = 0;
  /** How often each part of a record was there. @type {Map<string, number>} */
  const parts = new Map();
  for (let each = 0; each < 10_000; each += 1) {
    const [a, b, c] = [ordered(roll), ordered(roll), ordered(roll)];
    assert.equal(canonical(join(a, a)), canonical(a), `idempotent, ${each}`);
    assert.equal(canonical(stored(a)), canonical(a), `kept as it is, ${each}`);
    for (const [name, part] of Object.entries(a))
      if (typeof part === "object" && Object.keys(part).length) parts.set(name, (parts.get(name) ?? 0) + 1);
    const ab = join(a, b);
    assert.equal(canonical(join(b, a)), canonical(ab), `commutative, ${each}`);
    assert.equal(canonical(join(ab, a)), canonical(ab), `absorbs, ${each}`);
    assert.equal(canonical(join(ab, c)), canonical(join(a, join(b, c))), `associative, ${each}`);
    if (canonical(ab) !== canonical(a)) differing += 1;
  }
  assert.ok(differing > 9000, "most have something to join");
  assert.deepEqual([...parts.keys()].sort(), [...TABLES, "last"].sort(), "all that a record can have");
  for (const [name, times] of parts) assert.ok(times > 5000, `${name}: ${times}`);
});

const empty = clean(undefined);
/** @param {Partial<Progress>} parts @returns {Progress} */
const kept = (parts) => ({ ...empty, ...parts });
const answer = { d: "x", a: ["a"], s: 1, p: 1, n: 1, v: "right", f: 1, t: 10 };

test("a later, shorter visit does not undo that a page was read to its end, under the title it had then", () => {
  const read = kept({ pages: { a: { t: 1, e: true, h: "A" } } });
  const visit = kept({ pages: { a: { t: 9, h: "A, revised" } } });
  assert.deepEqual(join(read, visit).pages.a, { t: 9, h: "A", e: true });
});

test("a finished answer outlasts a later try that is not, unless it was taken back", () => {
  const done = kept({ items: { q: answer } });
  const later = kept({ items: { q: { ...answer, s: 0, v: undefined, t: 99 } } });
  assert.equal(join(done, later).items.q?.v, "right");
  const again = kept({ items: { q: { ...answer, a: [], n: 0, v: undefined, t: 20, r: 1 } } });
  assert.equal(join(done, again).items.q?.v, undefined);
});

test("reviews on two devices are all kept, in the order in which they were made", () => {
  const one = kept({
    cards: {
      q: {
        l: [
          [1, 1, 0],
          [5, 3, 1],
        ],
      },
    },
  });
  const two = kept({
    cards: {
      q: {
        l: [
          [1, 1, 0],
          [3, 2, 1],
        ],
      },
    },
  });
  assert.deepEqual(join(one, two).cards.q?.l, [
    [1, 1, 0],
    [3, 2, 1],
    [5, 3, 1],
  ]);
});

test("reviews that two devices note at the same moment are two where their day or grade differs, here and in the model of a year", () => {
  const logs = [
    [[5, 1, 20_666]],
    [[5, 1, 20_665]],
    [[5, 3, 20_665]],
    // What cannot be told apart is one.
    [[5, 1, 20_665]],
  ];
  const all = logs.map((l) => kept({ cards: { q: { l } } })).reduce(join);
  assert.deepEqual(all.cards.q?.l, [
    [5, 1, 20_665],
    [5, 1, 20_666],
    [5, 3, 20_665],
  ]);
  const q = { page: "a/", id: "q", digest: "x", there: true };
  const reviews = new Set(logs.flat().map(([t = 0, grade = 0, day = 0]) => ({ q, t, grade, day })));
  assert.deepEqual(
    reviewsOf({ ...nothing(), reviews }, q).map(({ t, grade, day }) => [t, grade, day]),
    all.cards.q?.l,
  );
});

test("ratings on two devices are all kept, and what was deleted stays so", () => {
  /** @type {Record<string, import("../../themes/default/static/js/schema.js").Log>} */
  const here = {};
  for (const n of [1, 2, 3]) note(here, "p", n);
  const copy = structuredClone(here);
  takeBack(here, "p");
  assert.deepEqual(join(kept({ practice: here }), kept({ practice: copy })).practice.p?.l, []);
  note(here, "p", 4);
  assert.deepEqual(
    join(kept({ practice: here }), kept({ practice: copy })).practice.p?.l.map(([, n]) => n),
    [4],
  );
});

test("what two devices have handed in of one draw is kept of both, and the draw is closed", () => {
  const attempt = { t: 5, s: 3, p: 70, all: 4, pass: true, o: {}, d: 7 };
  const draw = { t: 1, qt: 1, q: {}, a: { one: { t: 2, a: ["a"] } } };
  const one = kept({ exams: { e: { done: [attempt], draws: {} } } });
  const two = kept({ exams: { e: { done: [{ ...attempt, t: 6, s: 4 }], draws: {} } } });
  const open = kept({ exams: { e: { done: [], draws: { 7: draw, 8: draw } } } });
  const { done, draws } = join(join(one, open), two).exams.e ?? { done: [], draws: {} };
  assert.deepEqual(
    done.map(({ s }) => s),
    [3, 4],
  );
  assert.deepEqual(Object.keys(draws), ["8"]);
});

test("answers given to one draw on two devices are joined one by one", () => {
  const draw = { t: 1, qt: 1, q: {}, a: {} };
  const one = kept({
    exams: { e: { done: [], draws: { 7: { ...draw, a: { x: { t: 2, a: ["a"] }, y: { t: 9, a: ["b"] } } } } } },
  });
  const two = kept({
    exams: { e: { done: [], draws: { 7: { ...draw, a: { x: { t: 3, a: [] }, z: { t: 4, a: ["c"] } } } } } },
  });
  assert.deepEqual(join(one, two).exams.e?.draws[7]?.a, {
    x: { t: 3, a: [] },
    y: { t: 9, a: ["b"] },
    z: { t: 4, a: ["c"] },
  });
});

test("what version 1 kept is all there in the present version", () => {
  const day = Date.UTC(2026, 0, 10, 12);
  const old = {
    version: 1,
    items: { "a/#1": answer },
    pages: { "a/": { t: day, n: 1, e: true, h: "A" } },
    cards: { "a/#1": { t: day, g: 1 }, "a/#2": { t: day, g: 3, s: 6.5, d: 5, u: day + 6 * 86_400_000, n: 4 } },
    exams: {
      "t/": {
        seed: 5,
        drawn: { 1: ["d", "o"] },
        open: { 1: ["b"] },
        done: [{ t: 1, s: 1, p: 50, all: 1, pass: true, o: {} }],
      },
    },
    practice: { "a/#p": [2, 3] },
    ways: { "a/#s": ["end"] },
    last: { k: "a/", h: "A", at: "s-x" },
  };
  const now = migrate(old);
  assert.equal(now.version, 2);
  assert.deepEqual(now.items, old.items);
  assert.deepEqual(now.pages, old.pages);
  assert.deepEqual(
    now.cards["a/#1"]?.l.map(([t, g]) => [t, g]),
    [[day, 1]],
  );
  assert.deepEqual(now.cards["a/#2"]?.l[0]?.slice(3), [6.5, 5, 6]);
  assert.deepEqual(now.exams["t/"], {
    done: old.exams["t/"].done,
    draws: { 5: { t: 0, qt: 0, q: { 1: ["d", "o"] }, a: { 1: { t: 0, a: ["b"] } } } },
  });
  assert.deepEqual(now.practice["a/#p"]?.l, [
    [1, 2],
    [2, 3],
  ]);
  assert.deepEqual(now.endings, { "a/#s": ["end"] });
  assert.deepEqual(now.last, { ...old.last, t: day });
  assert.equal(canonical(migrate(JSON.parse(JSON.stringify(now)))), canonical(now), "and is not changed again");
});

test("a damaged record of version 1 gives what is well formed of it", () => {
  for (const part of ["items", "pages", "cards", "exams", "practice", "ways", "last"])
    for (const value of [null, 7, "x", [], [null], { a: null }, { a: 7 }, { a: [] }, { a: {} }, { a: { t: "x" } }]) {
      const now = migrate({ version: 1, [part]: value });
      assert.deepEqual(Object.keys(now.items), [], `${part}: ${JSON.stringify(value)}`);
      assert.equal(canonical(join(now, now)), canonical(now));
    }
});
