// Practice: a timer, a recording (`recorder.js`), and ratings over time. The markup is complete without this.
import { button, element } from "./dom.js";
import { LANGUAGE, message, plural } from "./messages.js";
import { note, takeBack } from "./schema.js";
import { change, KEY, load, trouble } from "./store.js";

/** How many earlier ratings are shown. */
const RATINGS = 12;

/** What was said to each of a client's statements is rated on its own: `[time, statements met, level]`. */
export class AttunePractice extends HTMLElement {
  connectedCallback() {
    if (this.dataset.ready) return;
    this.dataset.ready = "true";
    const levels = [...this.querySelectorAll("[data-level]")];
    const shows = levels.map((level) => this.equip(level, levels.length === 1));
    this.offer(() => shows.forEach((show) => show(true)));
    // Rated here or in another tab, or erased there.
    addEventListener("storage", ({ key, newValue, isTrusted }) => {
      if (key === KEY) shows.forEach((show) => show(isTrusted && !newValue));
    });
  }

  get key() {
    return this.dataset.key ?? "";
  }

  /**
   * @param {Element} level
   * @param {boolean} only whether ratings that name no level are its own
   * @returns {(anew: boolean) => void} shows the ratings that are kept; `anew` when they were deleted
   */
  equip(level, only) {
    const actions = level.querySelector("[data-actions]");
    const status = level.querySelector("[data-status]");
    const seconds = Number(this.dataset.seconds);
    const of = `${level.id}-title`;
    if (seconds) actions?.append(timer(seconds, status, of));
    const begin = () => import("./recorder.js").then(({ toggle }) => toggle(record, status));
    const record = button("button-link", message("practice_record"), begin, of);
    actions?.append(record);
    const boxes = /** @type {HTMLInputElement[]} */ ([...level.querySelectorAll(".criteria input")]);
    // Browsers put back by its name what was ticked before, also what was deleted since: each load has names of its own.
    for (const box of boxes) box.name = String(performance.timeOrigin);
    const kept = level.querySelector("[data-kept]");
    const number = Number(level.getAttribute("data-level"));
    const list = new Intl.ListFormat(LANGUAGE, { type: "unit" });
    let said = "";
    const say = (text = said) => {
      said = text;
      const own = (load().practice[this.key]?.l ?? []).filter(([, , of]) => of === number || (only && !of));
      const before = own.slice(-RATINGS).map(([, n]) => `${n}/${boxes.length}`);
      const earlier = before.length ? message("practice_before", { list: list.format(before) }) : "";
      if (kept) kept.textContent = [text, earlier].filter(Boolean).join(" ");
    };
    // What was saved as it stands is not saved again.
    let saved = "";
    const save = () => {
      const n = boxes.filter((box) => box.checked).length;
      const now = boxes.map((box) => box.checked).join();
      if (saved !== now) change(({ practice }) => note(practice, this.key, n, number));
      saved = now;
      say(trouble() ? message(trouble()) : message("practice_kept", { n, total: boxes.length }));
      // Whoever shows how far one is draws it anew.
      dispatchEvent(new StorageEvent("storage", { key: KEY }));
    };
    level.querySelector("[data-keep]")?.append(button("button", message("practice_keep"), save, of));
    say();
    return (anew) => {
      if (anew) saved = "";
      say(anew ? "" : said);
    };
  }

  /** @param {() => void} show after what is kept was deleted */
  offer(show) {
    const place = this.querySelector("[data-forget]");
    const status = this.querySelector("[data-forgotten]");
    const answer = (/** @type {boolean} */ yes) => {
      if (yes) change(({ practice }) => takeBack(practice, this.key));
      if (yes) show();
      if (status) status.textContent = yes ? message("erased") : "";
      place?.replaceChildren(remove);
      remove.focus();
    };
    const of = `${this.id}-label`;
    const ask = () => {
      if (!load().practice[this.key]?.l.length) return;
      const no = button("button-link", message("erase_no"), () => answer(false), of);
      place?.replaceChildren(
        no,
        button("button button-danger", message("erase_yes"), () => answer(true), of),
      );
      if (status) status.textContent = message("practice_forget_ask");
      no.focus();
    };
    const remove = button("button-link", message("practice_forget"), ask, of);
    place?.append(remove);
  }
}

/**
 * @param {number} seconds
 * @param {Element | null} status
 * @param {string} of the id of its level's heading
 */
function timer(seconds, status, of) {
  let left = 0;
  let ticking = 0;
  const shown = element("span", "timer-left");
  const begin = () => {
    clearInterval(ticking);
    left = seconds;
    shown.textContent = plural("practice_left", left);
    if (status) status.textContent = "";
    ticking = setInterval(() => {
      left -= 1;
      shown.textContent = left > 0 ? plural("practice_left", left) : "";
      if (left > 0) return;
      clearInterval(ticking);
      // Said once: a count that speaks every second would speak over the answer.
      if (status) status.textContent = message("practice_over");
    }, 1000);
  };
  const start = button("button-link", plural("practice_timer", seconds), begin, of);
  return element("span", "timer", start, " ", shown);
}

customElements.define("attune-practice", AttunePractice);
