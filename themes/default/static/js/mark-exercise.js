// Find the marks of a dialogue oneself, then compare with the author's, turn by turn. Loaded when someone wants to.
import { button, element, entryVerdict } from "./dom.js";
import { message, plural } from "./messages.js";

/** @param {Element} turn the author's marks: what each is called, and the role that groups it */
function marksOf(turn) {
  return [...turn.querySelectorAll(".turn-marks > li")].map((mark) => ({
    label: mark.textContent?.trim() ?? "",
    role: mark.getAttribute("data-role") ?? "",
  }));
}

/** Its style sheet stands beside the scripts. */
const dressed = new Promise((done) => {
  const sheet = element("link", "");
  Object.assign(sheet, {
    rel: "stylesheet",
    href: new URL("../mark-exercise.css", import.meta.url).href,
    onload: done,
    onerror: done,
  });
  document.head.append(sheet);
});

/** @param {HTMLElement} dialogue */
export async function startMarkExercise(dialogue) {
  await dressed;
  if (dialogue.dataset.reading !== "spot") return;
  const turns = /** @type {HTMLElement[]} */ ([...dialogue.querySelectorAll(":scope > .turn")]);
  // Those of the page's other dialogues are offered as well: only what occurs would give away what does not.
  const labels = [
    ...new Map(
      [...document.querySelectorAll("[data-dialogue] > .turn")].flatMap(marksOf).map((mark) => [mark.label, mark]),
    ).values(),
  ];
  labels.sort((a, b) => a.role.localeCompare(b.role) || a.label.localeCompare(b.label));
  /** @type {HTMLSelectElement[]} */
  const fields = turns.map((turn, at) => {
    const options = [
      element("option", "", message("spot_none")),
      ...labels.map(({ label }) => element("option", "", label)),
    ];
    options.forEach((option, place) => {
      option.value = place === 0 ? "" : (option.textContent ?? "");
    });
    const select = element("select", "mark-exercise-choice", ...options);
    const speaker = turn.querySelector(".turn-speaker")?.textContent?.trim() ?? "";
    select.setAttribute("aria-label", message("spot_label", { n: at + 1, speaker }));
    select.autocomplete = "off";
    turn.append(element("div", "mark-exercise-line", select));
    turn.lastElementChild?.setAttribute("data-mark-exercise", "");
    return select;
  });
  const status = element("p", "item-status");
  status.setAttribute("role", "status");
  status.textContent = message("spot_ask");
  const actions = element("div", "item-actions");
  dialogue.append(element("div", "mark-exercise-foot", status, actions));

  const ask = () => {
    actions.replaceChildren(button("button", message("spot_compare"), compare));
    for (const field of fields) field.disabled = false;
    for (const said of dialogue.querySelectorAll(".mark-exercise-said")) said.remove();
    delete dialogue.dataset.compared;
  };

  function compare() {
    if (!fields.some((field) => field.value)) {
      status.textContent = message("spot_choose");
      return fields[0]?.focus();
    }
    let [found, total, more] = [0, 0, 0];
    fields.forEach((field, at) => {
      const turn = turns[at];
      if (!turn) return;
      const marks = marksOf(turn);
      const hit = marks.some(({ label }) => label === field.value);
      const missed = marks.filter(({ label }) => label !== field.value);
      total += marks.length;
      found += hit ? 1 : 0;
      more += field.value && !hit ? 1 : 0;
      field.disabled = true;
      const said = element("div", "mark-exercise-said");
      if (hit) said.append(entryVerdict(true, message("spot_hit")));
      else if (field.value) said.append(entryVerdict(false, message("spot_other")));
      for (const { label } of missed)
        said.append(element("span", "mark-exercise-missed", message("spot_missed", { label })));
      field.parentElement?.append(said);
    });
    dialogue.dataset.compared = "";
    status.textContent = [message("spot_found", { n: found, total }), more ? plural("spot_extra", more) : ""]
      .join(" ")
      .trim();
    actions.replaceChildren(
      button("button-link", message("spot_again"), () => {
        for (const field of fields) field.value = "";
        status.textContent = message("spot_ask");
        ask();
        fields[0]?.focus();
      }),
    );
    status.tabIndex = -1;
    status.focus();
  }
  ask();
}
