// Why nothing is kept, said once on a page. Loaded where that is so, and where something is made of what is kept.
import { element } from "./dom.js";
import { message } from "./messages.js";
import { trouble } from "./store.js";

/**
 * Nothing where all is well.
 * @param {EventTarget | null} [after] what was to be kept; the head of the page, where nothing is yet
 */
export function warn(after = document.querySelector("main .opening > :last-child")) {
  const note = trouble();
  if (!note || !(after instanceof Element) || document.querySelector(".storage-note")) return;
  const line = element("p", "storage-note box box-advisory");
  line.setAttribute("role", "status");
  after.after(line);
  line.textContent = message(note);
}
