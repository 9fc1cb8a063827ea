// A test: questions drawn from the page's own, answered without feedback, handed in together. The page is complete
// without this; then all questions check themselves as everywhere.
import { AttuneItem } from "./item.js";
import { button, count, element, said, word } from "./parts.js";
import { verdict } from "./score.js";
import { change, KEY, load, trouble } from "./store.js";

/**
 * Random numbers from 0 to 1 that a seed decides (xorshift with 32 bits, Marsaglia 2003, 10.18637/jss.v008.i14).
 * @param {number} seed
 */
function chance(seed) {
  // Nought would stay nought, and the first numbers of small seeds are small.
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/**
 * In an order that the seed decides (Fisher and Yates).
 * @template T
 * @param {T[]} entries
 * @param {() => number} next
 */
function shuffled(entries, next) {
  const all = [...entries];
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = Math.floor(next() * (at + 1));
    [all[at], all[other]] = [/** @type {T} */ (all[other]), /** @type {T} */ (all[at])];
  }
  return all;
}

/**
 * Questions for a test: each module by its share of the pool, and within it no objective twice before each was taken once.
 * @template {{objective: string, module: string}} T
 * @param {T[]} pool
 * @param {number} amount
 * @param {number} seed
 * @returns {T[]} in the order of the pool
 */
export function draw(pool, amount, seed) {
  const next = chance(seed);
  /** @type {Map<string, T[]>} */
  const modules = new Map();
  for (const item of pool) modules.set(item.module, [...(modules.get(item.module) ?? []), item]);
  const shares = [...modules.values()].map((items) => {
    const exact = (amount * items.length) / pool.length;
    return { items, take: Math.floor(exact), rest: exact % 1 };
  });
  // What rounding leaves goes to the largest remainders, chance deciding between equal ones (Hamilton's method).
  let left = Math.min(amount, pool.length) - shares.reduce((sum, share) => sum + share.take, 0);
  for (const share of shuffled(shares, next).sort((a, b) => b.rest - a.rest)) {
    if (left <= 0) break;
    if (share.take < share.items.length) [share.take, left] = [share.take + 1, left - 1];
  }
  const drawn = new Set(shares.flatMap(({ items, take }) => {
    /** @type {Map<string, number>} */
    const taken = new Map();
    const turns = shuffled(items, next).map((item) => {
      const turn = taken.get(item.objective) ?? 0;
      taken.set(item.objective, turn + 1);
      return { item, turn };
    });
    return turns.sort((a, b) => a.turn - b.turn).slice(0, take).map(({ item }) => item);
  }));
  return pool.filter((item) => drawn.has(item));
}

/** @typedef {{item: AttuneItem, key: string, objective: string, module: string}} Entry */

export class AttuneAssessment extends HTMLElement {
  /** @type {Entry[]} */
  pool = [];
  /** @type {Entry[]} */
  drawn = [];

  async connectedCallback() {
    if (this.dataset.ready) return;
    this.dataset.ready = "true";
    const modules = new Map([...this.querySelectorAll("[data-objectives] li")].map((line) => [line.getAttribute("data-id"), line.getAttribute("data-module") ?? ""]));
    const items = /** @type {AttuneItem[]} */ ([...document.querySelectorAll("article attune-item")].filter((item) => item instanceof AttuneItem));
    this.pool = items.map((item) => {
      const { key = "", objective = key } = item.dataset;
      item.dataset.fresh = "";
      return { item, key, objective, module: modules.get(objective) ?? "" };
    });
    for (const { item } of this.pool) item.hidden = true;
    await Promise.all(items.map((item) => item.equipped));
    for (const type of ["change", "click", "input"]) {
      document.querySelector("article")?.addEventListener(type, (event) => event.target instanceof Element && event.target.closest("attune-item") && this.keep());
    }
    const { seed, open } = this.exam;
    if (seed !== undefined) this.begin(seed, open ?? {});
    else this.offer(word("assessment_begin"));
    this.before();
  }

  get address() {
    return this.dataset.key ?? "";
  }

  /** @returns {import("./store.js").Exam} */
  get exam() {
    return load().exams[this.address] ?? { done: [] };
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

  /** @param {string} text */
  offer(text) {
    this.actions.replaceChildren(button("button", text, () => {
      this.begin(crypto.getRandomValues(new Uint32Array(1))[0] ?? 0, {});
      this.drawn[0]?.item.scrollIntoView({ block: "start" });
      const field = this.drawn[0]?.item.querySelector("input, select, button");
      if (field instanceof HTMLElement) field.focus({ preventScroll: true });
    }));
  }

  /** The best of what was reached before. */
  before() {
    const line = this.querySelector("[data-before]");
    const { done } = this.exam;
    if (!(line instanceof HTMLElement) || done.length === 0) return;
    const best = done.reduce((a, b) => (b.s / b.all > a.s / a.all ? b : a));
    const date = new Intl.DateTimeFormat(document.documentElement.lang || "en", { dateStyle: "long" }).format(best.t);
    line.replaceChildren(`${word(best.pass ? "passed" : "not_passed")}. `, word("assessment_before", { percent: percent(best.s, best.all), date }));
    if (best.pass) line.append(" ", this.certificate());
    line.hidden = false;
  }

  certificate() {
    const link = element("a", "", word("assessment_certificate"));
    link.href = this.dataset.certificate ?? "";
    return link;
  }

  /**
   * @param {number} seed
   * @param {Record<string, string[]>} answers
   */
  begin(seed, answers) {
    for (const { item } of this.pool) {
      item.hidden = true;
      item.clear();
      item.dataset.exam = "open";
    }
    this.drawn = draw(this.pool, Number(this.dataset.draw), seed);
    this.drawn.forEach(({ item, key }, at) => {
      item.hidden = false;
      const number = item.querySelector(".item-label > span");
      if (number) number.textContent = word("question_of", { n: at + 1, total: this.drawn.length });
      const kept = answers[key];
      if (kept) item.task?.write(kept);
    });
    change(({ exams }) => void (exams[this.address] = { done: [], ...exams[this.address], seed, open: answers }));
    this.result.hidden = true;
    this.actions.replaceChildren();
    this.foot.replaceChildren(button("button", word("assessment_hand_in"), () => this.handIn(false)), this.note(word(trouble() || "assessment_kept")));
  }

  /** @param {string} text */
  note(text) {
    const line = element("p", "item-status", text);
    line.setAttribute("role", "status");
    return line;
  }

  keep() {
    if (!this.drawn[0] || this.drawn[0].item.dataset.exam !== "open") return;
    /** @type {Record<string, string[]>} */
    const open = {};
    for (const { item, key } of this.drawn) {
      const answer = item.task?.read() ?? [];
      if (answer.some(Boolean)) open[key] = answer;
    }
    change(({ exams }) => {
      const exam = exams[this.address];
      if (exam) exam.open = open;
    });
  }

  /** @param {boolean} anyway */
  handIn(anyway) {
    const empty = this.drawn.filter(({ item }) => !item.task?.ready());
    const [first] = empty;
    if (first && !anyway) {
      this.foot.replaceChildren(
        button("button", word("assessment_hand_in"), () => this.handIn(false)),
        button("quiet", word("assessment_anyway"), () => this.handIn(true)),
        this.note(count("assessment_open", empty.length)),
      );
      const field = first.item.querySelector("input, select, button");
      first.item.scrollIntoView({ block: "center" });
      return field instanceof HTMLElement && field.focus({ preventScroll: true });
    }
    /** @type {Record<string, [number, number]>} */
    const o = {};
    let [points, all] = [0, 0];
    for (const { item, objective } of this.drawn) {
      const [share, worth] = [item.judge(), Number(item.dataset.points ?? 1)];
      [points, all] = [points + share * worth, all + worth];
      const [got, of] = o[objective] ?? [0, 0];
      o[objective] = [got + share * worth, of + worth];
    }
    const pass = percent(points, all) >= Number(this.dataset.pass);
    const attempt = { t: Date.now(), s: points, p: Number(this.dataset.pass), all, pass, o };
    change(({ exams }) => void (exams[this.address] = { done: [...(exams[this.address]?.done ?? []), attempt] }));
    // As if from another tab: whoever shows how far one is draws it anew.
    dispatchEvent(new StorageEvent("storage", { key: KEY }));
    this.foot.replaceChildren();
    this.tell(attempt);
    this.before();
    this.offer(word("assessment_again"));
  }

  /** @param {import("./store.js").Attempt} attempt */
  tell({ s, all, pass, o }) {
    const number = new Intl.NumberFormat(document.documentElement.lang || "en", { maximumFractionDigits: 1 });
    const figures = { points: number.format(s), all, percent: percent(s, all), pass: this.dataset.pass ?? "" };
    const lines = [...this.querySelectorAll("[data-objectives] li")].filter((line) => o[line.getAttribute("data-id") ?? ""]);
    const missed = lines.filter((line) => {
      const [got = 0, of = 0] = o[line.getAttribute("data-id") ?? ""] ?? [];
      return got < of;
    });
    const list = (/** @type {Element[]} */ some) => element("ul", "", ...some.map((line) => line.cloneNode(true)));
    const block = said(pass ? "right" : "partial", word(pass ? "passed" : "not_passed"), element("p", "", word("assessment_result", figures)));
    if (pass) block.append(element("p", "", this.certificate()));
    if (missed.length) block.append(element("h2", "", word("assessment_missed")), list(missed));
    const reached = lines.filter((line) => !missed.includes(line));
    if (reached.length) block.append(element("details", "", element("summary", "", word("assessment_reached")), list(reached)));
    this.result.replaceChildren(block);
    this.result.hidden = false;
    this.scrollIntoView({ block: "start" });
    this.result.focus({ preventScroll: true });
  }
}

/**
 * Whole percent, never rounded up to a mark that was not reached.
 * @param {number} part
 * @param {number} all
 */
function percent(part, all) {
  return all ? Math.floor((100 * part) / all + 1e-9) : 0;
}

customElements.define("attune-assessment", AttuneAssessment);
