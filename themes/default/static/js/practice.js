// Practice: a timer, a recording that stays in memory, and ratings over time. The markup is complete without this.
import { button, element } from "./dom.js";
import { LANGUAGE, message, plural } from "./messages.js";
import { change, load, trouble } from "./store.js";

/** How many earlier ratings are shown and kept. */
const KEPT = 12;

export class AttunePractice extends HTMLElement {
  connectedCallback() {
    if (this.dataset.ready) return;
    this.dataset.ready = "true";
    for (const level of this.querySelectorAll("[data-level]")) this.equip(level);
    this.offer();
  }

  /** @param {Element} level */
  equip(level) {
    const actions = level.querySelector("[data-actions]");
    const status = level.querySelector("[data-status]");
    const seconds = Number(this.dataset.seconds);
    if (seconds) actions?.append(timer(seconds, status));
    actions?.append(...recorder(status));
  }

  /** What can be done with a rating. */
  offer() {
    const boxes = /** @type {HTMLInputElement[]} */ ([...this.querySelectorAll(".criteria input")]);
    const keep = this.querySelector("[data-keep]");
    const status = this.querySelector("[data-kept]");
    const key = this.dataset.key ?? "";
    const before = () => load().practice[key] ?? [];
    const say = (/** @type {string} */ text) => {
      const list = new Intl.ListFormat(LANGUAGE, { type: "unit" }).format(before().map((n) => `${n}/${boxes.length}`));
      if (status) status.textContent = [text, list && message("practice_before", { list })].filter(Boolean).join(" ");
    };
    const store = (/** @type {number[]} */ own) => {
      change(({ practice }) => {
        if (own.length) practice[key] = own.slice(-KEPT);
        else delete practice[key];
      });
      return trouble();
    };
    keep?.replaceChildren(
      button("button", message("practice_keep"), () => {
        const n = boxes.filter((box) => box.checked).length;
        const note = store([...before(), n]);
        say(note ? message(note) : message("practice_kept", { n, total: boxes.length }));
      }),
      button("button-link", message("practice_forget"), () => {
        store([]);
        say("");
      }),
    );
    say("");
  }
}

/**
 * @param {number} seconds
 * @param {Element | null} status
 */
function timer(seconds, status) {
  let left = 0;
  let ticking = 0;
  const shown = element("span", "timer-left");
  const start = button("button-link", plural("practice_timer", seconds), () => {
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
  });
  return element("span", "timer", start, " ", shown);
}

/**
 * The recording is a blob of this page; nothing keeps or sends it.
 * @param {Element | null} status
 */
function recorder(status) {
  const player = element("audio", "");
  player.controls = true;
  player.hidden = true;
  player.setAttribute("aria-label", message("practice_recorded"));
  /** @type {MediaRecorder | undefined} */
  let recording;
  const press = button("button-link", message("practice_record"), async () => {
    if (recording) return recording.stop();
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const made = new MediaRecorder(stream);
      /** @type {Blob[]} */
      const pieces = [];
      made.addEventListener("dataavailable", (event) => pieces.push(event.data));
      made.addEventListener("stop", () => {
        for (const track of stream.getTracks()) track.stop();
        if (player.src) URL.revokeObjectURL(player.src);
        player.src = URL.createObjectURL(new Blob(pieces, { type: made.mimeType }));
        player.hidden = false;
        recording = undefined;
        press.textContent = message("practice_record");
        if (status) status.textContent = message("practice_recorded");
      });
      made.start();
      recording = made;
      press.textContent = message("practice_stop");
    } catch {
      // No microphone, or the learner said no.
      if (status) status.textContent = message("practice_no_microphone");
    }
  });
  return [press, player];
}

customElements.define("attune-practice", AttunePractice);
