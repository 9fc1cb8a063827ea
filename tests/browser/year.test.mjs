// A learner's year, played by a script: three devices in three zones with clocks apart, two tabs each that hear of each other late,
// exports and imports, damage, a test, and a course that is edited meanwhile. At its end the record is that of a model which knows
// only what happened and the rules in `docs/progress.md` (`support/year-model.mjs`).
// `LEARNERS=300 node --test year.test.mjs` plays more of them.
import assert from "node:assert/strict";
import { join as path } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { Browser } from "./support/browser-storage.mjs";
import { scripts } from "./support/course.mjs";
import {
  calendarDay,
  counts,
  dueDay,
  dueToday,
  nothing,
  openDrawOf,
  ratingsOf,
  reviewsOf,
  ticksOf,
  union,
} from "./support/year-model.mjs";

/** @param {string} name */
const load = (name) => import(pathToFileURL(path(scripts, name)).href);
/** @type {typeof import("../../themes/default/static/js/schema.js")} */
const { clean, keepAnswer, note, review, takeAnswerBack, takeBack } = await load("schema.js");
/** @type {typeof import("../../themes/default/static/js/join.js")} */
const { join } = await load("join.js");
/** @type {typeof import("../../themes/default/static/js/course-index.js")} */
const { CourseIndex } = await load("course-index.js");
/** @type {typeof import("../../themes/default/static/js/settle.js")} */
const { settle } = await load("settle.js");
/** @type {typeof import("../../themes/default/static/js/fsrs.js")} */
const { dueIn, state } = await load("fsrs.js");
/** @type {typeof import("../../themes/default/static/js/sampling.js")} */
const { draw, named, openDraw, put } = await load("sampling.js");

/** @typedef {import("../../themes/default/static/js/schema.js").Progress} Progress */
/** @typedef {import("./support/year-model.mjs").Question} Question */
/** @typedef {import("./support/year-model.mjs").Known} Known */
/** @typedef {import("./support/browser-storage.mjs").BrowserTab} BrowserTab */
/**
 * A browser with its zone and how far its clock is ahead; `known` is what its record must hold, `knowledge` what each text of the
 * record that was ever kept holds, and `wrote` what each tab has written.
 * @typedef {{browser: Browser, zone: string, ahead: number, known: Known, knowledge: Map<string, Known>,
 *   wrote: Map<BrowserTab, Known>}} Device
 */

const DAY = 86_400_000;
const KEY = "attune:progress:/";
const LEARNERS = Number(process.env.LEARNERS ?? 5);
const ZONES = ["Europe/Berlin", "America/Los_Angeles", "Pacific/Auckland"];
const PAGES = ["a/", "b/", "c/"];
/** How many questions the test draws. */
const DRAWN = 4;

/** @param {Question} q */
const keyOf = (q) => `${q.page}#${q.id}`;

/** Random numbers that are the same on every run (a linear congruence). @param {number} seed */
function dice(seed) {
  let now = seed;
  return (/** @type {number} */ sides) => {
    now = (now * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((now / 2 ** 32) * sides);
  };
}

/** One learner's year: the course as it is by now, three devices, and what may happen on a day. */
class Year {
  now = Date.UTC(2026, 0, 1, 8);
  names = 0;
  /** The page of the test, and the mark that passes it. */
  test = "t/";
  mark = 50;
  /** @type {Device[]} */
  devices = [];
  /** How often each thing was done. @type {Record<string, number>} */
  did = {};

  /** @param {number} seed */
  constructor(seed) {
    this.roll = dice(seed);
    const question = (/** @type {string} */ page) => ({
      page,
      id: `q${this.names}`,
      digest: this.name(),
      there: true,
    });
    /** @type {Question[]} */
    this.lessons = Array.from({ length: 12 }, (_, at) => question(PAGES[at % 3] ?? ""));
    /** @type {Question[]} */
    this.pool = Array.from({ length: 7 }, () => question(this.test));
  }

  get questions() {
    return [...this.lessons, ...this.pool];
  }

  /** A name that was not there before. */
  name() {
    return (this.names += 1).toString(16).padStart(8, "0").repeat(2);
  }

  /** @template T @param {T[]} all @returns {T} */
  one(all) {
    return /** @type {T} */ (all[this.roll(all.length)]);
  }

  /** The course as it is now. */
  course() {
    const items = (/** @type {string} */ key) =>
      Object.fromEntries(
        this.questions
          .filter((q) => q.there && q.page === key)
          .map(({ id, digest }) => [id, `${digest.slice(0, 8)} ${digest.slice(0, 8)}`]),
      );
    const lessons = PAGES.map((key) => ({ key, title: key, module: 1, items: items(key) }));
    return new CourseIndex([
      ...lessons,
      { key: this.test, title: "Test", module: 1, test: DRAWN, items: items(this.test) },
    ]);
  }

  async begin() {
    for (const [at, zone] of ZONES.entries()) {
      const ahead = [0, 40 * 60_000, -3 * DAY][at] ?? 0;
      const browser = new Browser();
      /** @type {Device} */
      const device = { browser, zone, ahead, known: nothing(), knowledge: new Map(), wrote: new Map() };
      this.devices.push(device);
      this.enter(device);
      await browser.newTab();
      await browser.newTab();
    }
  }

  /** Makes a device's clock and zone those of the program. @param {Device} device */
  enter(device) {
    process.env.TZ = device.zone;
    Date.now = () => this.now + device.ahead;
  }

  /** What a tab sees. @param {Device} device @param {BrowserTab} tab @returns {Known} */
  seen({ knowledge }, tab) {
    return knowledge.get(tab.getItem(KEY) ?? "") ?? nothing();
  }

  /** Notes what a tab's record holds by now. @param {Device} device @param {BrowserTab} tab @param {Known} known */
  holds(device, tab, known) {
    const text = tab.getItem(KEY) ?? "";
    device.knowledge.set(text, union(device.knowledge.get(text), known));
    device.wrote.set(tab, union(device.wrote.get(tab), known));
  }

  /** Tells a tab of what the others wrote. @param {Device} device @param {BrowserTab} tab */
  async hear(device, tab) {
    this.enter(device);
    let before = "";
    await tab.hear(
      () => (before = tab.getItem(KEY) ?? ""),
      () => {
        // What it wrote itself and what it was told of stand together now.
        if ((tab.getItem(KEY) ?? "") === before) return;
        this.holds(device, tab, union(device.wrote.get(tab), device.knowledge.get(before)));
      },
    );
  }

  /** Until no tab of a device has anything to say. @param {Device} device */
  async settle(device) {
    const { tabs } = device.browser;
    for (let round = 0; tabs.some(({ waiting }) => waiting.length); round += 1) {
      assert.ok(round < 20, "the tabs come to rest");
      for (const tab of tabs) await this.hear(device, tab);
    }
    for (const tab of tabs) assert.equal(tab.getItem(KEY), tabs[0]?.getItem(KEY), "they see the same");
  }

  /** What every page does first: the record goes under present names. @param {Device} device @param {BrowserTab} tab */
  open(device, tab) {
    this.enter(device);
    tab.enter();
    const known = this.seen(device, tab);
    const settled = settle(tab.store.load(), this.course());
    if (!settled) return;
    tab.store.change((progress) => void Object.assign(progress, settled), true);
    this.holds(device, tab, known);
  }

  /**
   * Something is done in a tab: `act` does it in the record, and says it of what is known.
   * @param {Device} device
   * @param {BrowserTab} tab
   * @param {(progress: Progress, known: Known) => void} act
   */
  do(device, tab, act) {
    const known = union(this.seen(device, tab));
    tab.store.change((progress) => act(progress, known));
    this.holds(device, tab, known);
    device.known = union(device.known, known);
  }

  /** @type {Record<string, (device: Device, tab: BrowserTab) => void | Promise<void>>} */
  acts = {
    answer: (device, tab) => {
      const q = this.one(this.lessons);
      if (q.there) this.do(device, tab, (progress, known) => this.answer(q, progress, known, device.zone));
    },
    review: (device, tab) => {
      const today = calendarDay(Date.now(), device.zone);
      const known = this.seen(device, tab);
      const due = dueIn(tab.store.load(), this.course(), today);
      assert.deepEqual([...due].sort(), dueToday(known, this.questions, today).map(keyOf).sort(), "what is due today");
      const q = this.questions.find((each) => each.there && keyOf(each) === due[0]);
      if (!q) return;
      const grade = 1 + this.roll(4);
      this.do(device, tab, (progress, own) => {
        review(progress.cards, keyOf(q), q.digest, grade);
        this.noteReview(own, q, grade, device.zone);
      });
    },
    read: (device, tab) =>
      this.do(device, tab, ({ pages }, { ends }) => {
        const page = this.one(PAGES);
        pages[page] = { t: Date.now(), h: page, e: true };
        ends.add(page);
      }),
    end: (device, tab) =>
      this.do(device, tab, ({ endings }, known) => {
        const [page, end] = [this.one(PAGES), this.one(["x", "y", "z"])];
        endings[`${page}#s`] = [...new Set([...(endings[`${page}#s`] ?? []), end])];
        known.endings.add(`${page} ${end}`);
      }),
    rate: (device, tab) =>
      this.do(device, tab, ({ practice }, { ratings }) => {
        const page = this.one(PAGES);
        note(practice, `${page}#p`, 3);
        const latest = Math.max(0, ...[...ratings].filter((each) => each.page === page).map((each) => each.t));
        ratings.add({ page, t: Math.max(Date.now(), latest + 1) });
      }),
    unrate: (device, tab) => {
      if (this.roll(10)) return;
      this.do(device, tab, ({ practice }, { ratings }) => {
        const page = this.one(PAGES);
        takeBack(practice, `${page}#p`);
        const own = [...ratings].filter((each) => each.page === page && !each.gone);
        if (own.length) ratings.add({ page, t: Math.max(...own.map((each) => each.t)), gone: true });
      });
    },
    test: (device, tab) => this.do(device, tab, (progress, known) => this.sit(progress, known, device.zone)),
    hear: (device, tab) => this.hear(device, tab),
    reload: async (device, tab) => {
      await this.settle(device);
      device.wrote.delete(tab);
      await tab.open();
    },
    carry: async (device, tab) => {
      const other = this.one(this.devices.filter((each) => each !== device));
      await this.settle(other);
      const [from] = other.browser.tabs;
      if (!from) return;
      this.open(other, from);
      const file = clean(JSON.parse(JSON.stringify(from.store.load())));
      this.enter(device);
      tab.enter();
      const now = settle(file, this.course()) ?? file;
      this.do(device, tab, (progress, known) => {
        Object.assign(progress, join(progress, now));
        Object.assign(known, union(known, other.known));
      });
    },
    damage: async (device) => {
      if (this.roll(20)) return;
      await this.settle(device);
      const text = device.browser.kept.get(KEY) ?? "{}";
      const broken = text.slice(0, 1 + this.roll(text.length - 2));
      for (const tab of device.browser.tabs) tab.view.set(KEY, broken);
      device.browser.kept.set(KEY, broken);
      Object.assign(device, { known: nothing(), knowledge: new Map(), wrote: new Map() });
      for (const tab of device.browser.tabs) await tab.open();
    },
    edit: async () => {
      if (this.roll(4)) return;
      for (const device of this.devices) await this.settle(device);
      const kind = this.roll(6);
      if (kind === 0) this.test = `t${this.name()}/`;
      else if (kind === 1) this.mark = this.one([25, 50, 75, 100]);
      else this.edit(this.one(this.lessons));
      for (const q of this.pool) q.page = this.test;
      // Each tab is opened between two editions.
      for (const device of this.devices) {
        for (const tab of device.browser.tabs) this.open(device, tab);
        await this.settle(device);
      }
    },
  };

  /** @param {Question} q */
  edit(q) {
    const kind = this.roll(4);
    if (kind === 0) q.there = !q.there;
    else if (!q.there) return;
    else if (kind === 1) q.digest = this.name();
    // One that was given other words and not answered since is known by its id alone.
    else if (this.devices.some(({ known }) => (counts(known, q)?.d ?? q.digest) !== q.digest)) return;
    else if (kind === 2) q.id = this.name();
    else q.page = this.one(PAGES);
  }

  /** @param {Question} q @param {Progress} record @param {Known} known @param {string} zone */
  answer(q, record, known, zone) {
    const [key, right, sure] = [keyOf(q), this.roll(3) > 0, 1 + this.roll(3)];
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
    const found = { d: q.digest, a: ["x"], s: Number(right), p: 1, n: tries + 1, v: right ? "right" : undefined };
    keepAnswer(record, key, { ...found, f: first, c: sure, r: round || undefined }, "");
    // As the rules have it.
    const last = counts(known, q);
    const t = Date.now();
    const again = last && (last.d !== q.digest || last.v) ? 1 : 0;
    const n = last && !again ? last.n + 1 : 1;
    // What was known, and how surely, at the first try to a question in these words.
    const [f, c] = last?.d === q.digest ? [last.f, last.c] : [Number(right), sure];
    known.answers.add({ q, t, d: q.digest, r: (last?.r ?? 0) + again, n, v: right, f, c });
    if (n === 1 && !right) this.noteReview(known, q, 1, zone);
    else if (n === 1 && sure === 1) this.noteReview(known, q, 2, zone);
  }

  /** A review is later than all before it. @param {Known} known @param {Question} q @param {number} grade @param {string} zone */
  noteReview(known, q, grade, zone) {
    const latest = Math.max(0, ...reviewsOf(known, q).map((each) => each.t));
    known.reviews.add({ q, t: Math.max(Date.now(), latest + 1), day: calendarDay(Date.now(), zone), grade });
  }

  /** Begins the test, answers something of it, or hands it in. @param {Progress} record @param {Known} known @param {string} zone */
  sit(record, known, zone) {
    const exam = (record.exams[this.test] ??= { draws: {}, done: [] });
    const [open, expected, t] = [openDraw(exam), openDrawOf(known), Date.now()];
    assert.equal(open?.seed, expected?.seed, "the draw that is open");
    if (!open || !expected) {
      const seed = this.roll(2 ** 31);
      const pool = this.pool.map((q) => ({ ...q, former: q.digest, objective: q.id, module: "", q }));
      const drawn = draw(pool, DRAWN, seed);
      exam.draws[seed] = { t, q: named(drawn), qt: t, a: {} };
      known.draws.add({ seed, t, asked: drawn.map(({ q }) => q) });
      return;
    }
    const { seed, asked } = expected;
    if (this.roll(3)) {
      const [q, right] = [this.one(asked), this.roll(4) > 0];
      const answer = { t, a: [right ? "right" : "wrong"] };
      put(/** @type {import("../../themes/default/static/js/schema.js").Draw} */ (exam.draws[seed]).a, q.id, answer);
      known.ticks.add({ seed, q, t, right });
      return;
    }
    // As the page has it.
    const points = Object.values(open.open).filter(([text]) => text === "right").length;
    const n = Object.keys(open.open).length;
    const pass = 100 * points >= this.mark * asked.length;
    exam.done = [
      ...exam.done,
      { t, s: points, p: this.mark, all: asked.length, pass, o: {}, d: seed, n, q: asked.map((q) => q.digest) },
    ];
    delete exam.draws[seed];
    for (const q of asked) if (open.open[q.id]?.[0] !== "right") review(record.cards, keyOf(q), q.digest, 1);
    // As the rules have it.
    const given = ticksOf(known, seed);
    const s = asked.filter((q) => given.get(q)?.right).length;
    known.handed.add({ seed, t, s, n: given.size, p: this.mark, pass: s / asked.length >= this.mark / 100 });
    for (const q of asked) if (!given.get(q)?.right) this.noteReview(known, q, 1, zone);
  }

  async play() {
    const acts = Object.keys(this.acts);
    for (let step = 0; step < 365 * 4; step += 1) {
      // Some things happen at the same minute in two tabs, others days apart.
      this.now += this.roll(3) ? 1 + this.roll(DAY / 2) : 1 + this.roll(60_000);
      const [device, act] = [this.one(this.devices), this.one(acts)];
      const tab = this.one(device.browser.tabs);
      // A tab hears late, and not after what it does next.
      if (tab.waiting.length > 2 || this.roll(2)) await this.hear(device, tab);
      this.open(device, tab);
      await this.acts[act]?.(device, tab);
      this.did[act] = (this.did[act] ?? 0) + 1;
    }
    for (const device of this.devices) {
      await this.settle(device);
      for (const tab of device.browser.tabs) this.open(device, tab);
      await this.settle(device);
    }
    const records = this.devices.map(({ browser }) => clean(JSON.parse(browser.kept.get(KEY) ?? "{}")));
    for (const [at, record] of records.entries()) this.compare(record, this.devices[at]?.known ?? nothing());
    const [first, second, third] = /** @type {[Progress, Progress, Progress]} */ (records);
    const all = union(...this.devices.map(({ known }) => known));
    this.compare(join(join(first, second), third), all);
    this.compare(join(third, join(second, first)), all);
  }

  /** @param {Progress} record @param {Known} known */
  compare(record, known) {
    for (const q of this.questions) {
      const [own, kept] = [counts(known, q), record.items[keyOf(q)]];
      const is = kept && { d: kept.d, r: kept.r ?? 0, n: kept.n, v: Boolean(kept.v), f: kept.f, c: kept.c, t: kept.t };
      const { q: _, ...must } = own ?? { q };
      assert.deepEqual(is ?? {}, must, `answer to ${keyOf(q)}`);
      const log = record.cards[keyOf(q)]?.l ?? [];
      assert.deepEqual(
        log.map(([t, grade, day]) => ({ t, day, grade })),
        reviewsOf(known, q).map(({ t, day, grade }) => ({ t, day, grade })),
        `reviews of ${keyOf(q)}`,
      );
      if (log.length) assert.equal(state({ l: log }).due, dueDay(known, q)?.due, `${keyOf(q)} is due`);
    }
    for (const page of PAGES) {
      assert.equal(Boolean(record.pages[page]?.e), known.ends.has(page), `end of ${page}`);
      assert.deepEqual(
        (record.practice[`${page}#p`]?.l ?? []).map(([t]) => t),
        ratingsOf(known, page),
        `ratings on ${page}`,
      );
      const ends = [...known.endings]
        .filter((each) => each.startsWith(page))
        .map((each) => each.slice(page.length + 1));
      assert.deepEqual([...(record.endings[`${page}#s`] ?? [])].sort(), ends.sort(), `endings on ${page}`);
    }
    const exam = record.exams[this.test] ?? { done: [], draws: {} };
    const figures = (
      /** @type {{d?: number, seed?: number, t: number, s: number, n?: number, p: number, pass: boolean}} */ each,
    ) => `${each.d ?? each.seed} ${each.t} ${each.s} ${each.n} ${each.p} ${each.pass}`;
    assert.deepEqual(exam.done.map(figures).sort(), [...known.handed].map(figures).sort(), "attempts");
    const closed = new Set([...known.handed].map(({ seed }) => seed));
    const open = [...known.draws].filter(({ seed }) => !closed.has(seed));
    assert.deepEqual(
      Object.keys(exam.draws).sort(),
      open.map(({ seed }) => String(seed)).sort(),
      "draws that are open",
    );
    for (const { seed, asked } of open) {
      const given = ticksOf(known, seed);
      const is = Object.entries(exam.draws[seed]?.a ?? {}).map(([id, { t, a }]) => `${id} ${t} ${a}`);
      const must = asked
        .flatMap((q) => given.get(q) ?? [])
        .map((each) => `${each.q.id} ${each.t} ${each.right ? "right" : "wrong"}`);
      assert.deepEqual(is.sort(), must.sort(), "answers of an open draw");
    }
  }
}

test(`the years of ${LEARNERS} learners end as the model has them`, async (t) => {
  const { Date: clock, process: machine } = globalThis;
  const [real, zone] = [clock.now, machine.env.TZ];
  /** @type {Record<string, number>} */
  const sum = {};
  try {
    for (let learner = 1; learner <= LEARNERS; learner += 1) {
      const year = new Year(learner * 7919);
      await year.begin();
      await year.play();
      for (const [act, n] of Object.entries(year.did)) sum[act] = (sum[act] ?? 0) + n;
      sum.attempts = (sum.attempts ?? 0) + union(...year.devices.map(({ known }) => known)).handed.size;
    }
  } finally {
    clock.now = real;
    if (zone === undefined) delete machine.env.TZ;
    else machine.env.TZ = zone;
  }
  t.diagnostic(JSON.stringify(sum));
  assert.ok((sum.answer ?? 0) > LEARNERS * 50 && (sum.attempts ?? 0) > LEARNERS * 5, "they answered and sat tests");
});
