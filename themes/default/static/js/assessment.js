// A test: questions drawn from the page's own, answered without feedback, handed in together. The page is complete
// without this; then all questions check themselves as everywhere. Two tabs with the same test are one test.
import { draw, named, openDraw, put, resume } from "./sampling.js";
import { best, day, figures, reaches } from "./results.js";
import { AttuneItem } from "./item.js";
import { button, element, said } from "./dom.js";
import { message, plural } from "./messages.js";
import { warn } from "./storage-note.js";
import { verdict } from "./score.js";
import { review } from "./schema.js";
import { change, KEY, load, trouble } from "./store.js";

if (document.querySelector(".dialogue")) import("./dialogue.js");

/** @typedef {import("./sampling.js").Candidate & {item: AttuneItem, key: string}} Entry */
/** @typedef {import("./schema.js").Attempt} Attempt */

/** Why the browser keeps nothing new: then the page knows better than what is kept. */
const LOST = ["storage_off", "storage_full", "storage_newer"];

/** @param {AttuneItem} item */
function focusIn(item) {
  const field = item.querySelector("input, select, button");
  if (field instanceof HTMLElement) field.focus({ preventScroll: true });
}

export class AttuneAssessment extends HTMLElement {
  /** @type {Entry[]} */
  pool = [];
  /** @type {Entry[]} */
  drawn = [];
  /** Of the draw that is open; none before and after. @type {number | undefined} */
  seed;
  /** The answers so far, by id. @type {Map<string, string[]>} */
  given = new Map();
  /** Handing in was asked for while questions were open. */
  asked = false;
  /** When the attempt was made whose result stands here. */
  told = -1;
  note = element("p", "item-status");
  anyway = button("button-link", message("assessment_anyway"), () => this.handIn(true));

  async connectedCallback() {
    if (this.dataset.ready) return;
    this.dataset.ready = "true";
    this.note.setAttribute("role", "status");
    this.note.tabIndex = -1;
    const modules = new Map(
      [...this.querySelectorAll("[data-objectives] li")].map((line) => [
        line.getAttribute("data-id"),
        line.getAttribute("data-module") ?? "",
      ]),
    );
    const items = /** @type {AttuneItem[]} */ (
      [...document.querySelectorAll("article attune-item")].filter((item) => item instanceof AttuneItem)
    );
    this.pool = items.map((item) => {
      const { key = "", digest = "", former = "", objective = key } = item.dataset;
      item.dataset.fresh = "";
      return {
        item,
        key,
        id: key.slice(key.indexOf("#") + 1),
        digest,
        former,
        objective,
        module: modules.get(objective) ?? "",
      };
    });
    for (const { item } of this.pool) item.hidden = true;
    await Promise.all(items.map((item) => item.equipped));
    for (const type of ["change", "input"]) {
      document.querySelector("article")?.addEventListener(type, ({ target }) => {
        const entry = this.drawn.find(({ item }) => target instanceof Element && item.contains(target));
        if (entry) this.keep(entry);
      });
    }
    warn();
    this.follow();
    addEventListener("storage", ({ key }) => (key === KEY || key === null) && this.follow());
    addEventListener("pageshow", ({ persisted }) => persisted && this.follow());
  }

  get address() {
    return this.dataset.key ?? "";
  }

  /** @returns {import("./schema.js").Exam} */
  get exam() {
    return load().exams[this.address] ?? { draws: {}, done: [] };
  }

  get actions() {
    return /** @type {HTMLElement} */ (this.querySelector(":scope > [data-actions]"));
  }

  get foot() {
    return /** @type {HTMLElement} */ (document.querySelector("[data-assessment-foot]"));
  }

  get result() {
    return /** @type {HTMLElement} */ (this.querySelector(":scope > [data-result]"));
  }

  /** Shows what is kept: the draw that is open, wherever it was begun, or the last result. */
  follow() {
    const seed = openDraw(this.exam)?.seed;
    const reads = this.seed === undefined && this.drawn.length > 0;
    if (!this.isConnected || reads || (this.seed !== undefined && LOST.includes(trouble()))) return;
    if (seed === undefined) this.close();
    else if (seed !== this.seed) this.open();
    else this.take();
  }

  /** No draw is open: how the last one ended, and another. */
  close() {
    const last = this.exam.done.at(-1);
    if (this.seed === undefined && this.told === (last?.t ?? 0)) return;
    [this.seed, this.drawn, this.told] = [undefined, [], 0];
    for (const { item } of this.pool) item.hidden = true;
    this.foot.replaceChildren();
    this.result.hidden = true;
    if (last) this.tell(last);
    this.before();
    this.offer(message(last ? "assessment_again" : "assessment_begin"));
  }

  /** Answers that another tab gave to the same draw. */
  take() {
    const kept = openDraw(this.exam);
    if (!kept) return;
    const { open } = resume(this.pool, Number(this.dataset.draw), kept);
    for (const { item, id } of this.drawn) {
      const answer = open[id];
      if (JSON.stringify(answer) === JSON.stringify(this.given.get(id))) continue;
      item.task?.write(answer ?? item.blank);
      if (answer) this.given.set(id, answer);
      else this.given.delete(id);
    }
    this.say();
  }

  /** @param {string} text */
  offer(text) {
    this.actions.replaceChildren(
      button("button", text, () => {
        this.begin();
        const [first] = this.drawn;
        if (!first) return;
        first.item.scrollIntoView({ block: "start" });
        focusIn(first.item);
      }),
    );
  }

  /** The best of what was reached before. */
  before() {
    const line = this.querySelector("[data-before]");
    const reached = best(this.exam.done);
    if (!(line instanceof HTMLElement)) return;
    line.hidden = !reached;
    if (!reached) return;
    line.replaceChildren(
      `${message(reached.pass ? "passed" : "not_passed")}. `,
      message("assessment_before", { ...figures(reached), date: day(reached) }),
    );
    if (reached.pass) line.append(" ", this.certificate());
  }

  certificate() {
    const link = element("a", "", message("assessment_certificate"));
    link.href = this.dataset.certificate ?? "";
    return link;
  }

  /** A new draw, or the one that was begun in another tab meanwhile. */
  begin() {
    const [seed = 0] = crypto.getRandomValues(new Uint32Array(1));
    const drawn = named(draw(this.pool, Number(this.dataset.draw), seed));
    change(({ exams }) => {
      const exam = (exams[this.address] ??= { draws: {}, done: [] });
      const t = Date.now();
      if (!openDraw(exam)) exam.draws[seed] = { t, q: drawn, qt: t, a: {} };
    });
    this.open();
  }

  /** Shows the draw that is open. */
  open() {
    const now = openDraw(this.exam);
    if (!now) return;
    const { seed } = now;
    const { drawn, open } = resume(this.pool, Number(this.dataset.draw), now);
    [this.seed, this.drawn, this.asked] = [seed, drawn, false];
    for (const { item } of this.pool) {
      item.hidden = true;
      item.clear();
      item.sure?.setAttribute("hidden", "");
      item.dataset.exam = "open";
    }
    drawn.forEach(({ item, id }, at) => {
      item.hidden = false;
      const number = item.querySelector(".item-label > span");
      if (number) number.textContent = this.numberOf(at);
      const kept = open[id];
      if (!kept) return;
      item.task?.write(kept);
      // Earlier versions named options otherwise.
      open[id] = item.task?.read() ?? kept;
    });
    this.given = new Map(Object.entries(open));
    const names = named(drawn);
    if (JSON.stringify(names) !== JSON.stringify(now.drawn)) {
      const t = Date.now();
      change(({ exams }) => {
        const kept = exams[this.address]?.draws[seed];
        if (!kept) return;
        for (const id of new Set([...Object.keys(now.open), ...Object.keys(open)]))
          if (String(now.open[id]) !== String(open[id])) put(kept.a, id, { t, a: open[id] ?? [] });
        Object.assign(kept, { q: names, qt: t });
      });
    }
    this.result.hidden = true;
    this.actions.replaceChildren();
    this.note.replaceChildren();
    this.foot.replaceChildren(
      button("button", message("assessment_hand_in"), () => this.handIn(false)),
      this.anyway,
      this.note,
    );
    this.say();
  }

  /** @param {number} at */
  numberOf(at) {
    return message("question_of", { n: at + 1, total: this.drawn.length });
  }

  /** Questions without a whole answer; entries in the order in which they were found are none. */
  gaps() {
    return this.drawn.filter(({ item, id }) => !this.given.has(id) || !item.task?.ready());
  }

  /** @param {Entry} entry whether something of it was filled in, and not all */
  isPartly({ item, id }) {
    return this.given.has(id) && /_all$/.test(item.task?.missing ?? "") && !item.task?.ready();
  }

  /** What stands beside the button: whether answers are kept, and, once one wanted to hand in, what is still open. */
  say() {
    const gaps = this.asked ? this.gaps() : [];
    const [first] = gaps;
    this.anyway.hidden = !first;
    const note = trouble();
    const partly = gaps.filter((entry) => this.isPartly(entry)).length;
    const [open, half] = [gaps.length - partly, partly && plural("assessment_partly", partly)];
    const text =
      [note && message(note), open && plural("assessment_open", open), half].filter(Boolean).join(" ") ||
      message("assessment_kept");
    if (!first) return this.note.textContent !== text && this.note.replaceChildren(text);
    const name = this.numberOf(this.drawn.indexOf(first));
    if (this.note.textContent === `${text} ${name}`) return;
    const link = element("a", "", name);
    link.href = `#${first.item.id}`;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      first.item.scrollIntoView({ block: "center" });
      focusIn(first.item);
    });
    this.note.replaceChildren(`${text} `, link);
  }

  /** @param {Entry} entry whose answer has changed; that of any other is left to the tab it is given in */
  keep({ item, id }) {
    const { seed, drawn, given } = this;
    if (seed === undefined) return;
    const answer = item.task?.read() ?? [];
    if (answer.some(Boolean)) given.set(id, answer);
    else given.delete(id);
    const t = Date.now();
    change(({ exams }) => {
      const exam = (exams[this.address] ??= { draws: {}, done: [] });
      if (exam.done.some(({ d }) => d === seed)) return;
      const all = Object.fromEntries([...given].map(([key, a]) => [key, { t, a }]));
      const kept = (exam.draws[seed] ??= { t, q: named(drawn), qt: t, a: all });
      put(kept.a, id, { t, a: given.get(id) ?? [] });
    });
    this.say();
  }

  /** @param {boolean} anyway */
  handIn(anyway) {
    const { seed, drawn } = this;
    if (seed === undefined) return;
    this.asked = true;
    const gaps = this.gaps();
    if (gaps.length && !anyway) {
      this.say();
      this.note.focus({ preventScroll: true });
      return this.note.scrollIntoView({ block: "center" });
    }
    /** @type {Map<string, [number, number]>} */
    const o = new Map();
    /** @type {Entry[]} */
    const missed = [];
    let [points, all] = [0, 0];
    for (const entry of drawn) {
      const given = !gaps.includes(entry) || this.isPartly(entry);
      const [share, worth] = [judge(entry.item, given), Number(entry.item.dataset.points ?? 1)];
      [points, all] = [points + share * worth, all + worth];
      const [got, of] = o.get(entry.objective) ?? [0, 0];
      o.set(entry.objective, [got + share * worth, of + worth]);
      if (share < 1) missed.push(entry);
    }
    const [t, p] = [Date.now(), Number(this.dataset.pass)];
    /** @type {Attempt} */
    const attempt = {
      t,
      s: points,
      p,
      all,
      pass: reaches(points, all, p),
      o: Object.fromEntries(o),
      d: seed,
      n: drawn.length - gaps.length,
      q: drawn.map(({ digest }) => digest),
    };
    change(({ exams, cards }) => {
      const exam = (exams[this.address] ??= { draws: {}, done: [] });
      // Another tab may have handed in the same answers.
      if (!exam.done.some(({ d, s, n }) => d === seed && s === points && n === attempt.n))
        exam.done = [...exam.done, attempt];
      delete exam.draws[seed];
      for (const { key, digest } of missed) review(cards, key, digest, 1);
    });
    this.seed = undefined;
    // As if from another tab: whoever shows how far one is draws it anew.
    dispatchEvent(new StorageEvent("storage", { key: KEY }));
    this.foot.replaceChildren();
    this.tell(attempt);
    this.before();
    this.offer(message("assessment_again"));
    // Past all the questions it would be a long way.
    this.scrollIntoView({ block: "start", behavior: "instant" });
    this.result.focus({ preventScroll: true });
  }

  /** @param {Attempt} attempt */
  tell(attempt) {
    const { t, p, pass } = attempt;
    const o = new Map(Object.entries(attempt.o));
    const of = (/** @type {Element} */ line) => o.get(line.getAttribute("data-id") ?? "");
    const lines = [...this.querySelectorAll("[data-objectives] li")].filter(of);
    const missed = lines.filter((line) => {
      const [got = 0, all = 0] = of(line) ?? [];
      return got < all;
    });
    const list = (/** @type {Element[]} */ some) => element("ul", "", ...some.map((line) => line.cloneNode(true)));
    const block = said(
      pass ? "right" : "partial",
      message(pass ? "passed" : "not_passed"),
      element("p", "", message("assessment_result", { ...figures(attempt), pass: p })),
    );
    const note = trouble();
    if (LOST.includes(note) && !document.querySelector(".storage-note"))
      block.append(element("p", "storage-note", message(note)));
    if (pass) block.append(element("p", "", this.certificate()));
    if (missed.length) block.append(element("h2", "", message("assessment_missed")), list(missed));
    const reached = lines.filter((line) => !missed.includes(line));
    if (reached.length)
      block.append(element("details", "", element("summary", "", message("assessment_reached")), list(reached)));
    this.result.replaceChildren(block);
    this.result.hidden = false;
    this.told = t;
  }
}

/**
 * What an answer is worth, with everything said about it: one that is filled in half, what is right of it.
 * @param {AttuneItem} item
 * @param {boolean} given
 */
function judge(item, given) {
  const share = given && item.task ? item.task.score() : 0;
  item.dataset.exam = "done";
  item.finish(given ? verdict(share) : "shown", true);
  return share;
}

customElements.define("attune-assessment", AttuneAssessment);
