// A recording of what a learner says in a practice: a blob of this page; nothing keeps or sends it. Loaded when it is asked for.
import { element } from "./dom.js";
import { message } from "./messages.js";

/** What each button does. @type {WeakMap<HTMLElement, () => Promise<void>>} */
const recorders = new WeakMap();

/**
 * Begins a recording, or ends it.
 * @param {HTMLButtonElement} press its button
 * @param {Element | null} status
 */
export function toggle(press, status) {
  const known = recorders.get(press) ?? recorder(press, status);
  recorders.set(press, known);
  return known();
}

/**
 * @param {HTMLButtonElement} press
 * @param {Element | null} status
 */
function recorder(press, status) {
  const player = element("audio", "");
  player.controls = true;
  player.hidden = true;
  player.setAttribute("aria-label", message("practice_recorded"));
  press.after(player);
  /** @type {MediaRecorder | undefined} */
  let recording;
  return async () => {
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
  };
}
