// Options that are each rated best, defensible or unhelpful.
import { entryVerdict, lockOf, said } from "./dom.js";
import { message } from "./messages.js";
import { parts } from "./score.js";

/** @typedef {import("./tasks.js").Task} Task */

/**
 * An answer is the ratings, each after the key of its option.
 * @param {HTMLElement} item
 * @returns {Task}
 */
export function ratingTask(item) {
  const options = /** @type {HTMLFieldSetElement[]} */ ([...item.querySelectorAll(".rating")]);
  const inputs = (/** @type {HTMLElement} */ option) => [...option.querySelectorAll("input")];
  const ratings = () => options.map((option) => inputs(option).find((input) => input.checked)?.value ?? "");
  const named = (/** @type {HTMLElement} */ { dataset }, /** @type {string} */ rating) => `${dataset.id}:${rating}`;
  const right = () => ratings().map((rating, at) => rating === options[at]?.dataset.right);
  const clear = () => item.querySelectorAll(".ratings :is(.said, .entry-verdict)").forEach((block) => block.remove());

  /**
   * What is said of one option: the reason of the rating, where that is known by now.
   * @param {HTMLElement} option
   * @param {boolean} is whether it was rated as the author does
   * @param {boolean} given whether it was rated
   * @param {boolean} known
   */
  const speak = (option, is, given, known) => {
    const name = is ? "right" : given ? "wrong" : "shown";
    const reason = item.querySelector(`.reason[data-for="${option.dataset.id}"]`);
    const rating = message("rated", { rating: reason?.querySelector(".reason-word")?.textContent ?? "" });
    const texts = [given && message(`your_answer_${name}`), known && rating].filter(Boolean);
    const feedback = known && reason?.querySelector("[data-feedback]")?.cloneNode(true);
    const words = texts.join(". ");
    option.after(feedback ? said(name, words, feedback) : entryVerdict(name, words));
  };

  return {
    read: () => ratings().map((rating, at) => rating && named(/** @type {HTMLElement} */ (options[at]), rating)),
    write: (answer) =>
      options.forEach((option) => {
        for (const input of inputs(option)) input.checked = answer.includes(named(option, input.value));
      }),
    ready: () => ratings().every(Boolean),
    score: () => parts(right()),
    found: () => ({ n: right().filter(Boolean).length, total: options.length }),
    mark: (all, asked) => {
      const given = ratings();
      right().forEach((is, at) => {
        const option = options[at];
        if (option) speak(option, is, Boolean(given[at]), is || all || asked);
      });
      return undefined;
    },
    clear,
    lock: lockOf(item, options.flatMap(inputs)),
    missing: "rate_all",
  };
}
