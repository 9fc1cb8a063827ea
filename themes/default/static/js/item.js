// Questions that check themselves, and remember. The markup is complete without this; an answer is told in an event,
// `attune-answer`.
import { button, element, fault, said } from "./dom.js";
import { message, plural } from "./messages.js";
import { verdict } from "./score.js";
import { keepAnswer, takeAnswerBack } from "./schema.js";
import { change, KEY, load } from "./store.js";
import { taskOf } from "./tasks.js";

/**
 * `share` is null where nothing is scored, or when the answer is taken back; `digest` changes with the question.
 * @typedef {{key: string, digest: string, share: number | null, first: number, sure: number | undefined, points: number,
 *   done: boolean}} Answered
 */

export class AttuneItem extends HTMLElement {
  /** @type {import("./tasks.js").Task | undefined} */
  task;
  tries = 0;
  share = 0;
  /** The share at the first try. */
  first = 0;
  /** How often an answer was taken back before. */
  round = 0;
  /** Whether it was asked if an order that was not touched is meant. */
  asked = false;
  /** What an error is said of. @type {HTMLElement | undefined} */
  field;
  /** @type {string[]} */
  blank = [];
  /** Done when the question can be answered. @type {Promise<void> | undefined} */
  equipped;

  connectedCallback() {
    if (this.dataset.ready) return;
    this.dataset.ready = "true";
    this.equipped = this.begin();
  }

  async begin() {
    // In the facilitator's edition the answer stands open; there is nothing to find out.
    if (this.dataset.open !== undefined) return;
    // Browsers put back by its name what was chosen before, also what was deleted since: each load has names of its own.
    for (const input of this.querySelectorAll("input")) input.name += performance.timeOrigin;
    this.task = await taskOf(this, (text) => this.say(text));
    if (this.task) this.equip(this.task);
    else if (this.answer) this.answer.addEventListener("toggle", () => this.answer.open && this.tell(null, "shown"));
    // Without a model answer to look at, writing is all there is to do.
    else this.addEventListener("change", () => this.tell(null, "shown"));
    this.restore();
  }

  /** What this browser remembers of an answer to this very question; of another one by its name, nothing. */
  restore() {
    const { key = "", digest, former } = this.dataset;
    const kept = this.dataset.fresh === undefined && load().items[key];
    if (!kept) return;
    const same = [digest, former].includes(kept.d);
    this.round = (kept.r ?? 0) + (same ? 0 : 1);
    if (!same || (!kept.n && !kept.v)) return;
    [this.tries, this.share, this.first] = [kept.n, kept.s, kept.f];
    this.task?.write(kept.a, kept.v);
    const sure = this.sure?.querySelector(`input[value="${kept.c}"]`);
    if (sure instanceof HTMLInputElement) sure.checked = true;
    if (this.task && kept.v) this.finish(kept.v, true);
    else if (this.task) this.comment(this.task, verdict(kept.s));
    this.announce(this.task ? kept.s : null, kept.v);
  }

  /** Asks once more: the answer was kept under another name. */
  again() {
    if (!this.tries && !this.dataset.done) this.restore();
  }

  /** @param {import("./tasks.js").Task} task */
  equip(task) {
    this.blank = task.read();
    this.clear();
    this.addEventListener("input", () => this.change());
    this.addEventListener("keydown", (event) => {
      const typed = event.target instanceof HTMLInputElement && event.target.type === "text";
      if (event.key === "Enter" && typed && !event.isComposing) this.check();
    });
  }

  /** The id of its heading. */
  get number() {
    return `${this.id}-number`;
  }

  get answer() {
    return /** @type {HTMLDetailsElement} */ (this.querySelector(":scope > .answer"));
  }

  get result() {
    return /** @type {HTMLElement} */ (this.querySelector(":scope > [data-result]"));
  }

  get sure() {
    return this.querySelector("[data-confidence]");
  }

  /** How sure the learner is, from 1 to 3; undefined where it is not asked. */
  get certainty() {
    const sure = this.sure?.querySelector("input:checked");
    return sure instanceof HTMLInputElement ? Number(sure.value) : undefined;
  }

  /** @returns {number} its points; an open question has none */
  get worth() {
    return this.task ? Number(this.dataset.points ?? 1) : 0;
  }

  /** @returns {number} tries left */
  get left() {
    return this.dataset.attempts ? Number(this.dataset.attempts) - this.tries : Infinity;
  }

  /**
   * @param {string} text for the status region, beside the verdict, which has the focus and is read for that
   * @param {HTMLElement} [field] what the text asks for: it is an error of that, until something is changed
   */
  say(text, field) {
    const region = this.querySelector(":scope > .item-status");
    const now = text.trim();
    // What stands there already is not said anew with every letter that is typed.
    if (region?.textContent !== now) region?.replaceChildren(...(field ? fault(now) : [now]));
    this.field?.removeAttribute("aria-describedby");
    this.field = field;
    field?.setAttribute("aria-describedby", region?.id ?? "");
  }

  /** What was said is said of an answer that is another one now, but for how many attempts are left. */
  change() {
    this.touch();
    this.task?.clear();
    this.result.hidden = true;
    this.say(this.remaining);
  }

  get remaining() {
    return this.tries && this.left < Infinity ? plural("attempts_left", this.left) : "";
  }

  /** Whether something was chosen, moved or typed: then checking it is what comes next. */
  touch() {
    this.toggleAttribute("data-touched", `${this.task?.read()}` !== `${this.blank}`);
  }

  /** The buttons that make sense now. */
  offer() {
    this.touch();
    const buttons = [button("button", message("check"), () => this.check(), this.number)];
    if (this.tries > 0)
      buttons.push(button("button-link", message("show_answer"), () => this.finish("shown"), this.number));
    this.querySelector(":scope > [data-actions]")?.replaceChildren(...buttons);
  }

  check() {
    const { task } = this;
    if (!task || this.dataset.done || this.dataset.exam) return;
    if (!task.ready() && !this.asked) {
      // An order may be meant as it stands; what is empty may not.
      this.asked = task.missing === "order_untouched";
      return this.ask(task.missing, "input, select, .move");
    }
    if (this.sure && !this.certainty) return this.ask("choose_sure", "[data-confidence] input");
    this.tries += 1;
    this.share = task.score();
    if (this.tries === 1) this.first = this.share;
    const found = verdict(this.share);
    if (found === "right" || this.left <= 0) return this.finish(found);
    this.say(`${this.remaining} ${this.calibration(false)}`);
    this.lead(this.comment(task, found));
    this.tell(this.share, "");
  }

  /**
   * Says of an answer that may be changed how right it is.
   * @param {import("./tasks.js").Task} task
   * @param {string} found
   */
  comment(task, found) {
    task.clear();
    const block = task.mark(false, false) ?? this.verdict(found);
    const stands = this.contains(block);
    this.result.replaceChildren(...(stands ? [] : [block]));
    this.result.hidden = stands;
    this.offer();
    return block;
  }

  /**
   * What is said of an answer: of one in parts, how many of them are right.
   * @param {string} found
   * @param {Node[]} more
   */
  verdict(found, ...more) {
    const { n, total, extra = 0 } = this.task?.found() ?? { n: 0, total: 0 };
    if (found === "right" || found === "shown" || !n) return said(found, message(found), ...more);
    const text = `${message("partial_of", { n, total })} ${extra ? plural("subtracted", extra) : ""}`;
    return said("partial", text.trim(), ...more);
  }

  /**
   * @param {string} found `right`, `partial`, `wrong` (no tries left) or `shown`
   * @param {boolean} quiet it was so before, or a test judges it: nothing is announced, kept, or led to
   */
  finish(found, quiet = false) {
    const { task } = this;
    if (!task) return;
    this.dataset.done = "true";
    task.clear();
    const target = task.mark(found !== "right", found === "shown");
    task.lock(true);
    const out = found === "partial" || found === "wrong";
    if (!quiet) this.say(`${out ? message("no_attempts") : ""} ${this.calibration(found === "right")}`);
    const block = this.conclusion(found);
    this.result.replaceChildren(block);
    this.result.hidden = !block.hasChildNodes();
    this.answer.hidden = !this.querySelector(".options");
    const summary = this.answer.querySelector("summary");
    if (summary) summary.textContent = message("about_answers");
    this.sure?.setAttribute("hidden", "");
    this.querySelector(":scope > [data-actions]")?.replaceChildren(
      button("button-link", message("try_again"), () => this.reset(), this.number),
    );
    if (quiet) return;
    this.lead(target ?? block);
    this.tell(this.share, found);
  }

  /**
   * The explanation and, where it is not yet in view, the answer.
   * @param {string} found
   */
  conclusion(found) {
    const shown =
      found === "right" ? "[data-explanation]" : "[data-explanation], .answer-order, .answer-pairs, .answer-blanks";
    const parts = [...this.answer.querySelectorAll(shown)].map((part) => part.cloneNode(true));
    const verdictStands = this.querySelector(".option > .said") && this.querySelector("input[type=radio]");
    return verdictStands
      ? element("div", parts.length ? "said verdict-shown" : "", ...parts)
      : this.verdict(found, ...parts);
  }

  /** @param {boolean} right */
  calibration(right) {
    const sure = this.certainty;
    if (!sure || sure === 2 || this.tries > 1) return "";
    return message(`${sure === 3 ? "sure" : "unsure"}_${right ? "right" : "wrong"}`);
  }

  /**
   * @param {string} key
   * @param {string} selector
   */
  ask(key, selector) {
    const fields = /** @type {HTMLInputElement[]} */ ([...this.querySelectorAll(selector)]);
    // Of radio buttons none of which is chosen, each is indeterminate.
    const empty = fields.find((field) => !field.value || field.matches(":indeterminate")) ?? fields[0];
    this.say(message(key), empty);
    empty?.focus();
  }

  /** @param {HTMLElement | null} target where reading goes on */
  lead(target) {
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: "nearest" });
  }

  reset() {
    const { key = "" } = this.dataset;
    this.round += 1;
    change(({ items }) => takeAnswerBack(items, key, this.round));
    this.forget();
    if (this.task) this.lead(this.querySelector("input, select, .move"));
  }

  /** It is answered no more. */
  forget() {
    this.clear();
    this.announce(null);
  }

  /** As it was before it was answered. */
  clear() {
    [this.tries, this.share, this.first, this.asked] = [0, 0, 0, false];
    delete this.dataset.done;
    this.task?.lock(false);
    this.task?.write([]);
    this.sure?.removeAttribute("hidden");
    for (const input of this.sure?.querySelectorAll("input") ?? []) input.checked = false;
    this.answer.open = false;
    if (!this.task) return;
    this.answer.hidden = true;
    this.change();
    this.offer();
  }

  /**
   * Keeps an answer; one that was missed, or was a guess, comes back in the review.
   * @param {number | null} share
   * @param {string} found how it ended; empty while tries are left
   */
  tell(share, found) {
    const { key = "", digest: d = "", former = "" } = this.dataset;
    if (this.dataset.fresh !== undefined) return this.announce(share, found);
    const [a, s, p] = [this.task?.read() ?? [], share ?? 0, this.worth];
    const [n, f, v, c, r] = [this.tries, this.first, found || undefined, this.certainty, this.round || undefined];
    change((progress) => keepAnswer(progress, key, { d, a, s, p, n, f, v, c, r }, former));
    this.announce(share, found);
  }

  /**
   * @param {number | null} share
   * @param {string} [found] how it ended
   */
  announce(share, found) {
    const { key = "", digest = "" } = this.dataset;
    const { first, certainty: sure, worth: points } = this;
    /** @type {Answered} */
    const detail = { key, digest, share, first, sure, points, done: Boolean(found) };
    this.dispatchEvent(new CustomEvent("attune-answer", { bubbles: true, detail }));
  }
}

/** The questions of the page. */
export const items = () => [...document.querySelectorAll("attune-item")].filter((item) => item instanceof AttuneItem);

// What another tab has erased was not answered here either.
addEventListener("storage", ({ key, newValue, isTrusted }) => {
  if (isTrusted && key === KEY && !newValue) items().forEach((item) => item.forget());
});

customElements.define("attune-item", AttuneItem);
