// Elements that scripts make: signs, buttons, and what is said about an answer.

/** @type {Record<string, string>} */
const SIGNS = {
  right: "M2.5 8.5l3.5 3.5 7.5-8",
  partial: "M8 2.25a5.75 5.75 0 1 0 0 11.5a5.75 5.75 0 1 0 0-11.5zM8 2.25v11.5M6 2.6v10.8M4 4v8",
  wrong: "M3.5 3.5l9 9M12.5 3.5l-9 9",
  shown: "M8 3v10M4 9l4 4 4-4",
};

/** @param {string} name one of ours, so that the markup is ours too */
export function sign(name) {
  const holder = document.createElement("template");
  holder.innerHTML = `<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true"><path d="${SIGNS[name]}"/></svg>`;
  return holder.content;
}

/** What says that something failed. @param {string} text */
export const fault = (text) => [sign("wrong"), " ", text];

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {string} className
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(name, className, ...children) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
}

/** Buttons that have a name of two parts. */
let named = 0;

/**
 * @param {string} className
 * @param {string} text
 * @param {() => void} press
 * @param {string} [of] the id of what tells it from the same button elsewhere on the page, and is a part of its name
 */
export function button(className, text, press, of) {
  const made = element("button", className, text);
  if (of) {
    made.id = `${of}--${(named += 1)}`;
    made.setAttribute("aria-labelledby", `${made.id} ${of}`);
  }
  made.type = "button";
  made.addEventListener("click", press);
  return made;
}

/**
 * Boxes and buttons that keep their native look and the focus while a question is done, and no longer change.
 * @param {HTMLElement} item
 * @param {HTMLInputElement[]} inputs
 * @returns {(locked: boolean) => void}
 */
export function lockOf(item, inputs) {
  item.addEventListener("click", (event) => {
    if (item.dataset.done && inputs.some((input) => input === event.target)) event.preventDefault();
  });
  return (locked) => inputs.forEach((input) => (input.ariaDisabled = locked ? "true" : null));
}

/**
 * What is said about an answer. It can take the focus.
 * @param {string} verdict
 * @param {string} text
 * @param {(Node | string)[]} more
 */
export function said(verdict, text, ...more) {
  const line = element("p", "reason-verdict", sign(verdict), element("span", "", text));
  const block = element("div", `said verdict-${verdict}`, line, ...more);
  block.tabIndex = -1;
  return block;
}

/**
 * A sign and a word beside one entry, pair, blank or rating.
 * @param {string} verdict
 * @param {string} text
 */
export function entryVerdict(verdict, text) {
  return element("span", `entry-verdict verdict-${verdict}`, sign(verdict), element("span", "", text));
}
