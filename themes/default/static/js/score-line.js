// The line under the questions that says how many are answered and what that is worth.
import { plural } from "./messages.js";
import { points } from "./results.js";

/**
 * @param {{share: number | null, points: number}[]} answers
 * @param {{total: number, all: number}} page how many questions it has, and all points that can be had
 * @param {() => void} reset takes every answer back
 */
export function showScore(answers, { total, all }, reset) {
  const line = document.querySelector("attune-score");
  if (!(line instanceof HTMLElement)) return;
  const sum = answers.reduce((sum, answer) => sum + (answer.share ?? 0) * answer.points, 0);
  const done = answers.length;
  line.hidden = done === 0;
  const status = line.querySelector("[role=status]");
  if (status)
    status.textContent = plural(done === total ? "score_done" : "score_so_far", total, {
      done,
      total,
      points: points(sum, all),
      all,
    });
  const again = line.querySelector("[data-again]");
  if (again instanceof HTMLElement) again.onclick = reset;
}
