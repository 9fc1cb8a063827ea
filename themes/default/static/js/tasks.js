// The kinds of answer: each reads, writes, scores and marks the controls of one question.
import { entryVerdict, lockOf, said } from "./dom.js";
import { message } from "./messages.js";
import { multiple, parts, plain } from "./score.js";

/**
 * One question's answer, as a list of texts, which name options by their keys, wherever they stand. `ready` says whether there is
 * something to check, `missing` is the message for when there is not; `score` is the share of the points; `found` says how many
 * of how many parts are right and how many wrong choices take one away; `mark` says what is right, with `all` also of what was
 * not chosen, and returns where reading goes on: what was chosen, or the answer where it was asked for. `clear` takes the marks
 * away.
 * @typedef {{read: () => string[], write: (answer: string[], v?: string) => void, ready: () => boolean, missing: string,
 *   score: () => number, found: () => {n: number, total: number, extra?: number},
 *   mark: (all: boolean, asked: boolean) => HTMLElement | undefined, clear: () => void,
 *   lock: (locked: boolean) => void}} Task
 */

/**
 * @param {HTMLElement} item
 * @param {(text: string) => void} announce
 * @returns {Promise<Task | undefined>}
 */
export async function taskOf(item, announce) {
  if (item.querySelector(".options")) return choiceTask(item);
  if (item.querySelector(".ratings")) return (await import("./rating.js")).ratingTask(item);
  if (item.querySelector(".order")) {
    const { Ordering } = await import("./ordering.js");
    return new Ordering(item, announce).task();
  }
  if (item.querySelector(".pairs")) return fieldTask(item, ".pair");
  if (item.querySelector("[data-number]")) {
    const { fits } = await import("./number.js");
    return fieldTask(item, "[data-blank]", fits);
  }
  if (item.querySelector("[data-blank]")) return fieldTask(item, "[data-blank]");
  return undefined;
}

/**
 * What an option is named by in a kept answer; earlier versions went by where it was written, and by the letter shown.
 * @param {HTMLInputElement | HTMLOptionElement} option
 */
const names = ({ value, dataset }) => [value, ...(dataset.former?.split(" ") ?? [])];

/**
 * Options of which one or several are chosen.
 * @param {HTMLElement} item
 * @returns {Task}
 */
function choiceTask(item) {
  const options = /** @type {HTMLElement[]} */ ([...item.querySelectorAll(".option")]);
  const inputs = options.map((option) => /** @type {HTMLInputElement} */ (option.querySelector("input")));
  const credits = options.map((option) => option.dataset.credit ?? "none");
  const full = credits.map((credit) => credit === "full");
  const several = inputs[0]?.type === "checkbox";
  const read = () => inputs.filter((input) => input.checked).map((input) => input.value);

  /** @param {number} at */
  const reason = (at) => item.querySelector(`.reason[data-for="${inputs[at]?.value}"]`);
  /** @param {number} at */
  const speak = (at) => {
    const credit = credits[at];
    const name = credit === "full" ? "right" : credit === "half" ? "partial" : "wrong";
    const missed = several && read()[0] && !inputs[at]?.checked && full[at];
    const text = missed ? message("missed") : (reason(at)?.querySelector(".reason-word")?.textContent ?? message(name));
    const feedback = reason(at)?.querySelector("[data-feedback]")?.cloneNode(true);
    const block = said(name, text, ...(feedback ? [feedback] : []));
    options[at]?.append(block);
    return block;
  };
  return {
    read,
    write: (answer) =>
      inputs.forEach((input) => {
        input.checked = answer.some((key) => names(input).includes(key));
      }),
    ready: () => read().length > 0,
    score: () => {
      const chosen = inputs.map((input) => input.checked);
      if (several) return multiple(chosen, full);
      const credit = credits[chosen.indexOf(true)];
      return credit === "full" ? 1 : credit === "half" ? 0.5 : 0;
    },
    found: () => {
      const hits = inputs.filter((input, at) => several && input.checked && full[at]);
      return { n: hits.length, total: full.filter(Boolean).length, extra: read().length - hits.length };
    },
    mark: (all, asked) => {
      const spoken = inputs.map((input, at) => (input.checked || (all && full[at]) ? speak(at) : undefined));
      // Where the answer was asked for: a right option, and first one that was not chosen.
      if (asked) return spoken.find((_, at) => full[at] && !inputs[at]?.checked) ?? spoken[full.indexOf(true)];
      return several ? undefined : spoken.find((_, at) => inputs[at]?.checked);
    },
    clear: () => item.querySelectorAll(".option > .said").forEach((block) => block.remove()),
    lock: lockOf(item, inputs),
    missing: "choose_first",
  };
}

/**
 * Menus and fields that are each right or not: pairs to match, blanks and menus in the text.
 * @param {HTMLElement} item
 * @param {string} selector
 * @param {(typed: string, forms: string) => boolean} [fits] whether a number that was typed is right
 * @returns {Task}
 */
function fieldTask(item, selector, fits) {
  const places = /** @type {HTMLElement[]} */ ([...item.querySelectorAll(selector)]);
  const fields = places.map((place) => {
    return /** @type {HTMLInputElement | HTMLSelectElement} */ (place.querySelector("input, select"));
  });
  // Terms may be written in any order; blanks stand in the text.
  const ids = places.map(({ dataset }) => (dataset.id ? `${dataset.id}:` : ""));
  const right = () => fields.map((field, at) => isRight(field, places[at], fits));
  const clear = () =>
    places.forEach((place) => {
      place.classList.remove("verdict-right", "verdict-wrong");
      place.querySelector(".entry-verdict")?.remove();
    });
  return {
    read: () => fields.map((field, at) => field.value && ids[at] + field.value),
    write: (answer) =>
      fields.forEach((field, at) => {
        const own = ids[at] ? answer.find((text) => text.startsWith(ids[at] ?? "")) : answer[at];
        // Earlier versions kept pairs in their order.
        const value = own?.slice(ids[at]?.length) ?? answer[at] ?? "";
        const known = [...field.querySelectorAll("option")].find((option) => names(option).includes(value));
        field.value = known?.value ?? (field instanceof HTMLInputElement ? value : "");
      }),
    ready: () => fields.every((field) => field.value.trim() !== ""),
    score: () => parts(right()),
    found: () => ({ n: right().filter(Boolean).length, total: fields.length }),
    mark: () => {
      right().forEach((is, at) => {
        const found = is ? "right" : "wrong";
        places[at]?.classList.add(`verdict-${found}`);
        places[at]?.append(entryVerdict(found, message(`your_answer_${found}`)));
      });
      return undefined;
    },
    clear,
    lock: (locked) => fields.forEach((field) => (field.disabled = locked)),
    missing: "fill_all",
  };
}

/**
 * @param {HTMLInputElement | HTMLSelectElement} field
 * @param {HTMLElement | undefined} place
 * @param {(typed: string, forms: string) => boolean} [fits]
 */
function isRight(field, place, fits) {
  if (field instanceof HTMLInputElement) {
    const { accepted = "", exact, number } = field.dataset;
    if (number) return fits?.(field.value, number) === true;
    const is = (/** @type {string} */ text) => plain(text, exact !== undefined);
    return accepted.split("|").some((text) => is(text) === is(field.value));
  }
  const wanted = place?.dataset.right;
  return wanted === undefined ? field.selectedOptions[0]?.hasAttribute("data-right") === true : field.value === wanted;
}
