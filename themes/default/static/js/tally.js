// The line under the questions that says how many are answered and what that is worth. Loaded with the first answer.
import { AttuneItem } from "./item.js";
import { word } from "./parts.js";

/** @param {Map<string, import("./item.js").Answered>} answered by the key of each question */
export function tally(answered) {
  const line = document.querySelector("attune-score");
  if (!(line instanceof HTMLElement)) return;
  const items = [...document.querySelectorAll("attune-item")].filter((item) => item instanceof AttuneItem);
  const all = items.filter((item) => item.task).reduce((sum, item) => sum + Number(item.dataset.points ?? 1), 0);
  const answers = [...answered.values()];
  const points = answers.reduce((sum, answer) => sum + (answer.share ?? 0) * answer.points, 0);
  const done = answers.length;
  const number = new Intl.NumberFormat(document.documentElement.lang || "en", { maximumFractionDigits: 1 });
  const fills = { done, total: items.length, points: number.format(points), all };
  line.hidden = done === 0;
  const status = line.querySelector("[role=status]");
  if (status) status.textContent = word(done === items.length ? "score_done" : "score_so_far", fills);
  const again = line.querySelector("[data-again]");
  if (again instanceof HTMLElement) again.onclick = () => items.reverse().forEach((item) => item.reset());
}
