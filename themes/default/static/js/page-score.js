// How many of a page's questions were answered, and with how many points. A test says that itself.
import { items } from "./item.js";
import { showScore } from "./score-line.js";

/** @typedef {import("./item.js").Answered} Answered */

/** What was answered on this page. @type {Map<string, Answered>} */
const answers = new Map();
document.addEventListener("attune-answer", (event) => {
  const { detail } = /** @type {CustomEvent<Answered>} */ (event);
  if (detail.share === null && !detail.done) answers.delete(detail.key);
  else answers.set(detail.key, detail);
  // When all questions of the page are there.
  queueMicrotask(() => {
    const each = items();
    const all = each.reduce((sum, item) => sum + item.worth, 0);
    const reset = () => each.reverse().forEach((item) => item.reset());
    showScore([...answers.values()], { total: each.length, all }, reset);
  });
});
