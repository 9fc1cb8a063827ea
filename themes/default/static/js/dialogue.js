// Marks of a dialogue can be hidden, to guess first and compare then.
import { word } from "./parts.js";

for (const dialogue of document.querySelectorAll("[data-dialogue]")) {
  if (!dialogue.querySelector("[data-mark]")) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = word("hide_marks");
  button.addEventListener("click", () => {
    const hidden = dialogue.classList.toggle("marks-hidden");
    button.textContent = word(hidden ? "show_marks" : "hide_marks");
  });
  const tools = document.createElement("p");
  tools.className = "dialogue-tools";
  tools.append(button);
  dialogue.append(tools);
}
