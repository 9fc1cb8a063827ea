// Questions for a group: one at a time in large type. Each step shows the next part of an answer, or the next question; without script
// all stand below each other, and each answer opens by itself.

import { button, element } from "./dom.js";
import { message } from "./messages.js";

/** Keys that go on and back: those of the keyboard, and those that presenters' remote controls send. */
const ON = new Set([" ", "ArrowDown", "PageDown", "n"]);
const BACK = new Set(["ArrowUp", "PageUp", "p"]);
/** In a script that is read from the right, going on leads to the left. */
const [FORWARD, BACKWARD] =
  document.documentElement.dir === "rtl" ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];

class AttuneSlides extends HTMLElement {
  /** @type {HTMLElement[]} */
  #slides = [];
  /** Which question is shown, and how many parts of its answer. */
  #at = 0;
  #shown = 0;
  /** @type {HTMLButtonElement | undefined} */
  #back;
  /** @type {HTMLButtonElement | undefined} */
  #on;

  connectedCallback() {
    const actions = this.querySelector("[data-actions]");
    if (this.hasAttribute("data-running") || !(actions instanceof HTMLElement)) return;
    this.#slides = [...this.querySelectorAll("[data-slide]")].filter((slide) => slide instanceof HTMLElement);
    if (!this.#slides.length) return;
    this.setAttribute("data-running", "");
    this.#back = button("button", message("previous"), () => this.#step(-1));
    this.#on = button("button", message("next"), () => this.#step(1));
    const full = button("button-link", message("slides_full"), () => this.requestFullscreen());
    full.hidden = !document.fullscreenEnabled;
    actions.append(this.#back, this.#on, full, element("p", "item-hint-line", message("slides_keys")));
    addEventListener("keydown", this);
    addEventListener("hashchange", this);
    addEventListener("beforeprint", this);
    addEventListener("afterprint", this);
    this.#open();
  }

  disconnectedCallback() {
    for (const type of ["keydown", "hashchange", "beforeprint", "afterprint"]) removeEventListener(type, this);
  }

  /** @param {Event} event */
  handleEvent(event) {
    if (event instanceof KeyboardEvent) this.#key(event);
    else if (event.type === "hashchange") this.#open();
    else if (event.type === "beforeprint") for (const slide of this.#slides) this.#reveal(slide, Infinity, false);
    else this.#show(false);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { target, key } = event;
    const busy = target instanceof Element && target.closest("input, textarea, select, dialog, [popover], a, summary");
    // A button that has the focus is pressed by the space bar as everywhere.
    const pressed = key === " " && target instanceof HTMLButtonElement;
    if (busy || pressed || event.ctrlKey || event.metaKey || event.altKey) return;
    const way = ON.has(key) || key === FORWARD ? 1 : BACK.has(key) || key === BACKWARD ? -1 : 0;
    if (way) this.#step(key === " " && event.shiftKey ? -1 : way);
    else if (key === "Home") this.#go(0, 0);
    else if (key === "End") this.#go(this.#slides.length - 1, 0);
    else return;
    event.preventDefault();
  }

  /** The question that the address names, or the first one. */
  #open() {
    const id = decodeURIComponent(location.hash.slice(1));
    const at = this.#slides.findIndex((slide) => slide.id === id);
    this.#at = Math.max(at, 0);
    this.#shown = 0;
    this.#show(at >= 0);
  }

  /**
   * The parts of an answer, which open one by one.
   * @param {HTMLElement} slide
   */
  #parts(slide) {
    const parts = [
      ...slide.querySelectorAll(
        ".answer-body > :not(.reasons, .answer-order, .answer-blanks, .answer-pairs, .answer-lead)",
      ),
    ];
    const entries = slide.querySelectorAll(":is(.reasons, .answer-order, .answer-blanks) > li, .answer-pairs > *");
    return [...entries, ...parts];
  }

  /** @param {number} way 1 on, -1 back */
  #step(way) {
    const slide = this.#slides[this.#at];
    if (!slide) return;
    const shown = this.#shown + way;
    if (shown >= 0 && shown <= this.#parts(slide).length) return this.#go(this.#at, shown);
    const next = this.#slides[this.#at + way];
    if (next) this.#go(this.#at + way, way > 0 ? 0 : this.#parts(next).length);
  }

  /** @param {number} at @param {number} shown */
  #go(at, shown) {
    const moved = at !== this.#at;
    this.#at = at;
    this.#shown = shown;
    this.#show(moved);
    const slide = this.#slides[at];
    if (moved && slide) history.replaceState(history.state, "", `#${encodeURIComponent(slide.id)}`);
  }

  /** @param {HTMLElement} slide @param {number} shown @param {boolean} focus */
  #reveal(slide, shown, focus) {
    const parts = this.#parts(slide);
    parts.forEach((part, place) => part instanceof HTMLElement && (part.hidden = place >= shown));
    const answer = slide.querySelector("[data-answer]");
    if (answer instanceof HTMLDetailsElement) answer.open = shown > 0;
    const last = parts[Math.min(shown, parts.length) - 1];
    if (last && focus) last.scrollIntoView({ block: "nearest" });
  }

  /** @param {boolean} moved whether another question is shown than before */
  #show(moved) {
    this.#slides.forEach((slide, place) => {
      slide.hidden = place !== this.#at;
      const page = slide.closest(".slide-page");
      if (page instanceof HTMLElement && place === this.#at) page.hidden = false;
    });
    for (const page of this.querySelectorAll(".slide-page"))
      if (page instanceof HTMLElement) page.hidden = !page.contains(this.#slides[this.#at] ?? null);
    const slide = this.#slides[this.#at];
    if (!slide) return;
    this.#reveal(slide, this.#shown, true);
    if (moved) slide.focus({ preventScroll: false });
    if (this.#back) this.#back.disabled = this.#at === 0 && this.#shown === 0;
    const done = this.#shown >= this.#parts(slide).length && this.#at === this.#slides.length - 1;
    if (this.#on) this.#on.disabled = done;
  }
}

customElements.define("attune-slides", AttuneSlides);
