// Three ways to read a dialogue: only the words; with the author's marks; or finding the marks oneself and comparing.
import { element, word } from "./parts.js";

const MODES = /** @type {const} */ (["plain", "marks", "spot"]);

/**
 * @param {HTMLElement} dialogue
 * @param {number} number
 */
function equip(dialogue, number) {
  if (!dialogue.querySelector(":scope > .dialogue-key") || dialogue.querySelector(":scope > .dialogue-tools")) return;
  const tools = element("fieldset", "dialogue-tools", element("legend", "unseen", word("reading")));
  for (const mode of MODES) {
    const input = element("input", "");
    Object.assign(input, { type: "radio", name: `reading-${number}`, value: mode, checked: mode === "marks", autocomplete: "off" });
    input.addEventListener("change", () => read(dialogue, mode));
    tools.append(element("label", "", input, " ", word(`reading_${mode}`)));
  }
  dialogue.prepend(tools);
  read(dialogue, "marks");
}

/**
 * @param {HTMLElement} dialogue
 * @param {typeof MODES[number]} mode
 */
async function read(dialogue, mode) {
  dialogue.dataset.reading = mode;
  dialogue.querySelector(":scope > .spot-foot")?.remove();
  for (const made of dialogue.querySelectorAll("[data-spot]")) made.remove();
  if (mode !== "spot") return;
  const { spot } = await import("./spot.js");
  if (dialogue.dataset.reading === "spot") spot(dialogue);
}

document.querySelectorAll("[data-dialogue]").forEach((dialogue, number) => {
  if (dialogue instanceof HTMLElement) equip(dialogue, number);
});
