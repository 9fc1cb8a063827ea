// A test: questions drawn from the page's own, answered without feedback, handed in together. The page is complete
// without this; then all questions check themselves as everywhere. Two tabs with the same test are one test.
import { draw, named, openDraw, put, resume } from "./sampling.js";
import { AttuneItem } from "./item.js";
import { button, element } from "./dom.js";
import { message, plural } from "./messages.js";
import { change, KEY, load, trouble } from "./store.js";

if (document.querySelector(".dialogue")) import("./dialogue.js");

/** @typedef {import("./sampling.js").Candidate & {item: AttuneItem, key: string}} Entry */

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
  /** How many questions have an answer, in view while they are answered. */
  count = element("p", "assessment-count");
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
    if (trouble()) void import("./storage-note.js").then(({ warn }) => warn());
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

  /** Whether nothing new is kept. */
  isLost() {
    return LOST.includes(trouble());
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
    if (!this.isConnected || reads || (this.seed !== undefined && this.isLost())) return;
    if (seed === undefined) this.close();
    else if (seed !== this.seed) this.open();
    else this.take();
  }

  /** No draw is open: how the last one ended, and another. */
  close() {
    const last = this.exam.done.at(-1);
    if (this.seed === undefined && this.told === (last?.t ?? 0)) return;
    [this.seed, this.drawn, this.told] = [undefined, [], last?.t ?? 0];
    for (const { item } of this.pool) item.hidden = true;
    this.foot.replaceChildren();
    this.result.hidden = true;
    this.count.remove();
    this.querySelector("[data-before]")?.toggleAttribute("hidden", !last);
    if (last)
      this.ending().then(
        ({ showResult }) => this.told === last.t && this.seed === undefined && showResult(this, last),
        // Offline: the page of one's progress has it too.
        () => {},
      );
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
      item.task?.write(answer ?? []);
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

  /** How it ended, and what comes of it. @returns {Promise<typeof import("./assessment-result.js")>} */
  ending() {
    return import("./assessment-result.js");
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
      const number = item.querySelector(".item-label > :first-child");
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
        for (const id in { ...now.open, ...open })
          if (String(now.open[id]) !== String(open[id])) put(kept.a, id, { t, a: open[id] ?? [] });
        Object.assign(kept, { q: names, qt: t });
      });
    }
    this.result.hidden = true;
    this.after(this.count);
    this.actions.replaceChildren();
    this.note.replaceChildren();
    // What is needed at the end is there when it comes; where it is not, it is asked for again.
    this.ending().then(
      ({ showLost }) => showLost(this, now.open, open),
      () => {},
    );
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

  /**
   * What stands above the questions, how many are answered; and beside the button, whether answers are kept, and, once one wanted
   * to hand in, what is still open.
   */
  say() {
    const all = this.drawn.length;
    this.count.textContent = plural("answered_of", all, { done: all - this.gaps().length, total: all });
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
  async handIn(anyway) {
    this.asked = true;
    const gaps = this.gaps();
    if (gaps.length && !anyway) {
      this.say();
      this.note.focus({ preventScroll: true });
      return this.note.scrollIntoView({ block: "center" });
    }
    const ending = await this.ending().catch(() => undefined);
    if (ending) ending.handIn(this);
    else this.note.textContent = message("load_failed");
  }
}

customElements.define("attune-assessment", AttuneAssessment);
