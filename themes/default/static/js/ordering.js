// Putting entries in order: with buttons that name what they move, and by dragging as well.
import { button, element, entryVerdict, sign, word } from "./parts.js";
import { inOrder, order } from "./score.js";

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
    this.renumber();
  }

  /** @returns {HTMLElement[]} the entries as they stand */
  entries() {
    return /** @type {HTMLElement[]} */ ([...this.list.querySelectorAll(":scope > .order-entry")]);
  }

  places() {
    return this.entries().map((entry) => Number(entry.dataset.place));
  }

  /** @returns {Task} */
  task() {
    return {
      read: () => this.entries().map((entry) => entry.dataset.letter ?? ""),
      write: (answer) => {
        const entries = this.entries();
        const by = (/** @type {HTMLElement} */ entry) => answer.indexOf(entry.dataset.letter ?? "");
        this.list.append(...entries.sort((a, b) => by(a) - by(b)));
        this.renumber();
      },
      ready: () => true,
      score: () => order(this.places()),
      mark: () => {
        const stay = inOrder(this.places());
        this.entries().forEach((entry, at) => {
          const right = stay.has(at);
          entry.append(entryVerdict(right, word(right ? "in_place" : "out_of_place")));
        });
        return undefined;
      },
      clear: () => this.list.querySelectorAll(".entry-verdict").forEach((mark) => mark.remove()),
      lock: (locked) => {
        for (const tool of this.list.querySelectorAll(".order-moves, .grip")) tool.toggleAttribute("hidden", locked);
      },
      missing: "choose_first",
    };
  }

  /** @param {HTMLElement} entry */
  equip(entry) {
    const text = entry.dataset.text ?? "";
    entry.querySelector("select")?.remove();
    entry.prepend(element("span", "order-number"));
    const moves = element("span", "order-moves");
    for (const [name, by] of /** @type {[string, number][]} */ ([["up", -1], ["down", 1]])) {
      const made = button("move", "", () => this.move(entry, by, made));
      made.setAttribute("aria-label", word(`move_${name}`, { text }));
      made.append(sign(name));
      moves.append(made);
    }
    const grip = element("span", "grip");
    grip.title = word("drag");
    grip.addEventListener("pointerdown", (event) => this.drag(entry, grip, event));
    entry.append(moves, grip);
  }

  renumber() {
    const entries = this.entries();
    entries.forEach((entry, at) => {
      const number = entry.querySelector(".order-number");
      if (number) number.textContent = String(at + 1);
      const [up, down] = entry.querySelectorAll(".move");
      for (const [tool, ends] of /** @type {[Element | undefined, boolean][]} */ ([[up, at === 0], [down, at === entries.length - 1]])) {
        if (ends) tool?.setAttribute("aria-disabled", "true");
        else tool?.removeAttribute("aria-disabled");
      }
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
    if (by < 0) other.before(entry);
    else other.after(entry);
    tool.focus();
    this.moved(entry);
  }

  /** @param {HTMLElement} entry */
  moved(entry) {
    this.renumber();
    const entries = this.entries();
    const fills = { text: entry.dataset.text ?? "", n: entries.indexOf(entry) + 1, total: entries.length };
    this.announce(word("moved", fills));
    this.list.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /**
   * @param {HTMLElement} entry
   * @param {HTMLElement} grip
   * @param {PointerEvent} start
   */
  drag(entry, grip, start) {
    if (start.button !== 0) return;
    start.preventDefault();
    const before = this.entries().indexOf(entry);
    entry.classList.add("is-dragged");
    const follow = (/** @type {PointerEvent} */ event) => {
      const over = this.entries().find((other) => {
        const { top, bottom } = other.getBoundingClientRect();
        return other !== entry && event.clientY > top && event.clientY < bottom;
      });
      if (!over) return;
      const { top, height } = over.getBoundingClientRect();
      const upper = event.clientY < top + height / 2;
      const later = (entry.compareDocumentPosition(over) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
      if (upper && !later) over.before(entry);
      if (!upper && later) over.after(entry);
      this.renumber();
    };
    const end = () => {
      removeEventListener("pointermove", follow);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
      entry.classList.remove("is-dragged");
      if (this.entries().indexOf(entry) !== before) this.moved(entry);
    };
    addEventListener("pointermove", follow);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
  }
}
