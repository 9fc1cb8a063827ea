// Putting entries in order: with buttons that name what they move, and by dragging as well.
import { entryVerdict } from "./dom.js";
import { message } from "./messages.js";

/** @typedef {import("./tasks.js").Task} Task */

export class Ordering {
  /**
   * @param {HTMLElement} item
   * @param {(text: string) => void} announce
   */
  constructor(item, announce) {
    this.list = /** @type {HTMLElement} */ (item.querySelector(".order"));
    this.announce = announce;
    for (const entry of this.entries()) this.equip(entry);
    /** The entries as they were found. */
    this.start = this.entries();
    /** Whether an entry was moved, though it may stand where it stood. */
    this.touched = false;
    this.renumber();
  }

  /** @returns {HTMLElement[]} the entries as they stand */
  entries() {
    return /** @type {HTMLElement[]} */ ([...this.list.querySelectorAll(":scope > .order-entry")]);
  }

  /**
   * Which entries may stay when the others are moved: the longest series in the right order (Moodle's "longest ordered subset"). A
   * single entry is in no order.
   */
  inOrder() {
    const places = this.entries().map((entry) => Number(entry.dataset.place));
    /** @type {number[][]} */
    const best = [];
    const longest = (/** @type {number[][]} */ all) => all.reduce((a, b) => (b.length > a.length ? b : a), []);
    places.forEach((place, at) => {
      best.push([...longest(best.filter((_, other) => (places[other] ?? 0) < place)), at]);
    });
    const found = longest(best);
    return found.length > 1 ? found : [];
  }

  /** @returns {Task} */
  task() {
    // As they are found, entries are in the wrong order: only two may be in the right one.
    const two = this.start.length < 3;
    return {
      read: () => this.entries().map((entry) => entry.dataset.id ?? ""),
      write: (answer, v) => {
        const by = (/** @type {HTMLElement} */ entry) => {
          const { dataset } = entry;
          if (!answer.length) return this.start.indexOf(entry);
          const at = answer.findIndex((name) => name === dataset.id || name === `n${dataset.place}`);
          // Version 1 named entries by where they were shown; of these only a right order is known.
          return at < 0 && v === "right" ? Number(dataset.place) : at;
        };
        this.list.append(...this.entries().sort((a, b) => by(a) - by(b)));
        this.touched = answer.length > 0;
        this.renumber();
      },
      ready: () => this.entries().some((entry, at) => entry !== this.start[at]) || (two && this.touched),
      score: () => this.inOrder().length / this.start.length,
      found: () => ({ n: this.inOrder().length, total: this.start.length }),
      mark: () => {
        const stay = this.inOrder();
        this.entries().forEach((entry, at) => {
          const right = stay.includes(at);
          entry.append(entryVerdict(right ? "right" : "wrong", message(right ? "in_place" : "out_of_place")));
        });
        return undefined;
      },
      clear: () => this.list.querySelectorAll(".entry-verdict").forEach((mark) => mark.remove()),
      lock: (locked) => {
        for (const tool of this.list.querySelectorAll(".order-moves, .grip")) tool.toggleAttribute("hidden", locked);
      },
      missing: two ? "order_untouched" : "order_first",
    };
  }

  /** @param {HTMLElement} entry */
  equip(entry) {
    entry.querySelector("select")?.remove();
    for (const tool of entry.querySelectorAll("[hidden]")) tool.removeAttribute("hidden");
    const [up, down, grip] = /** @type {HTMLElement[]} */ ([...entry.querySelectorAll(".move, .grip")]);
    up?.addEventListener("click", () => this.move(entry, -1, up));
    down?.addEventListener("click", () => this.move(entry, 1, down));
    grip?.setAttribute("aria-hidden", "true");
    grip?.addEventListener("pointerdown", (event) => this.drag(entry, grip, event));
  }

  renumber() {
    const entries = this.entries();
    entries.forEach((entry, at) => {
      const number = entry.querySelector(".order-number");
      if (number) number.textContent = String(at + 1);
      entry.querySelectorAll(".move").forEach((tool, place) => {
        tool.ariaDisabled = at === (place ? entries.length - 1 : 0) ? "true" : null;
      });
    });
  }

  /**
   * @param {HTMLElement} entry
   * @param {number} by
   * @param {HTMLElement} tool keeps the focus
   */
  move(entry, by, tool) {
    const other = by < 0 ? entry.previousElementSibling : entry.nextElementSibling;
    if (!other) return;
    other[by < 0 ? "before" : "after"](entry);
    tool.focus();
    this.moved(entry);
  }

  /** @param {HTMLElement} entry */
  moved(entry) {
    this.touched = true;
    this.renumber();
    const entries = this.entries();
    const fills = { text: entry.dataset.text ?? "", n: entries.indexOf(entry) + 1, total: entries.length };
    this.list.dispatchEvent(new Event("input", { bubbles: true }));
    this.announce(message("moved", fills));
  }

  /**
   * What it takes to drag comes with the first time; by then the pointer may be up again.
   * @param {HTMLElement} entry
   * @param {HTMLElement} grip
   * @param {PointerEvent} start
   */
  async drag(entry, grip, start) {
    if (start.button !== 0) return;
    start.preventDefault();
    grip.setPointerCapture(start.pointerId);
    const { drag } = await import("./drag.js");
    if (!grip.hasPointerCapture(start.pointerId)) return;
    drag(
      entry,
      () => this.entries(),
      () => this.renumber(),
      () => this.moved(entry),
    );
  }
}
