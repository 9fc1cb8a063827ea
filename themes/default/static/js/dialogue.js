// Three ways to read a dialogue: only the words; with the author's marks; or finding the marks oneself and comparing. A
// dialogue with `data-read` opens that way.

/** @param {HTMLElement} dialogue */
async function read(dialogue) {
  const mode = dialogue.querySelector(".dialogue-tools :checked")?.getAttribute("value") ?? "";
  dialogue.dataset.reading = mode;
  dialogue.querySelector(":scope > .mark-exercise-foot")?.remove();
  for (const made of dialogue.querySelectorAll("[data-mark-exercise]")) made.remove();
  if (mode !== "spot") return;
  const { startMarkExercise } = await import("./mark-exercise.js");
  startMarkExercise(dialogue);
}

for (const tools of document.querySelectorAll(".dialogue-tools")) {
  const dialogue = tools.parentElement;
  if (!dialogue) continue;
  const first = tools.querySelector(`[value="${dialogue.dataset.read}"]`);
  if (first instanceof HTMLInputElement) first.checked = true;
  tools.removeAttribute("hidden");
  tools.addEventListener("change", () => read(dialogue));
  read(dialogue);
}

if (document.querySelector(".turn-note")) import("./margin-notes.js");

export {};
