// Find the marks of a dialogue oneself, then compare with the author's, turn by turn. Each turn has a quiet button that opens what it
// can be marked with. Where the author has several marks on a turn, any of them is right. Loaded when someone wants to.
import { asset } from "./assets.js";
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
    href: asset("mark-exercise.css"),
    onload: done,
    onerror: done,
  });
  document.head.append(sheet);
});

/** The marks of all dialogues of the page: only what occurs in one would give away what does not. */
function choices() {
  const all = [...document.querySelectorAll("[data-dialogue] > .turn")].flatMap(marksOf);
  const labels = [...new Map(all.map((mark) => [mark.label, mark])).values()];
  // Both ruptures beside each other, and what repairs them last.
  const roles = ["confrontation", "withdrawal", "strategy", "repair"];
  labels.sort((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role) || a.label.localeCompare(b.label));
  return labels.map(({ label }) => label);
}

/** A turn with what the learner marked it as. */
class MarkedTurn {
  /** Empty where nothing was marked. */
  label = "";

  /**
   * @param {HTMLElement} turn
   * @param {number} at its number
   * @param {string[]} labels
   * @param {() => void} changed
   * @param {string} of the id of the dialogue
   */
  constructor(turn, at, labels, changed, of) {
    const speaker = turn.querySelector(".turn-speaker")?.textContent?.trim() ?? "";
    this.turn = turn;
    this.name = { n: at, speaker };
    this.labels = labels;
    this.changed = changed;
    this.press = button("mark-exercise-button", "", () => (this.panel ? this.close() : this.open()), of);
    this.line = element("div", "mark-exercise-line", this.press);
    this.line.dataset.markExercise = "";
    this.line.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.panel) this.close();
    });
    turn.append(this.line);
    this.show();
  }

  show() {
    const { press, label, name } = this;
    press.textContent = label || message("spot_mark");
    press.setAttribute("aria-label", message(label ? "spot_marked" : "spot_label", { ...name, label }));
    press.setAttribute("aria-expanded", String(Boolean(this.panel)));
    press.classList.toggle("is-marked", Boolean(label));
  }

  open() {
    const choice = (/** @type {string} */ label) => {
      const made = button("mark-exercise-choice", label || message("spot_none"), () => {
        this.label = label;
        this.close();
        this.changed();
      });
      made.setAttribute("aria-pressed", String(label === this.label));
      return made;
    };
    this.panel = element("div", "mark-exercise-panel", ...this.labels.map(choice), choice(""));
    this.panel.setAttribute("role", "group");
    this.panel.setAttribute("aria-label", message("spot_label", this.name));
    this.line.append(this.panel);
    this.show();
    /** @type {HTMLElement | null} */ (this.panel.querySelector("[aria-pressed=true]"))?.focus();
    // What can be chosen stands above the foot.
    this.panel.scrollIntoView({ block: "nearest" });
  }

  close() {
    this.panel?.remove();
    this.panel = undefined;
    this.show();
    this.press.focus();
  }

  /** Says how the mark and the author's go together. @returns {{total: number, found: number, extra: number}} */
  compare() {
    const marks = marksOf(this.turn).map(({ label }) => label);
    const hit = marks.includes(this.label);
    const extra = Boolean(this.label) && !hit;
    const own = (/** @type {string} */ key) => entryVerdict(hit ? "right" : "wrong", `${message(key)}: ${this.label}`);
    const said = element("div", "mark-exercise-said");
    if (hit) said.append(own("spot_hit"));
    else if (extra) said.append(own("spot_other"));
    for (const label of marks.filter((mark) => mark !== this.label))
      said.append(element("span", "mark-exercise-missed", message(hit ? "spot_also" : "spot_missed", { label })));
    this.line.replaceChildren(said);
    return { total: marks.length ? 1 : 0, found: hit ? 1 : 0, extra: extra ? 1 : 0 };
  }
}

/** @param {HTMLElement} dialogue */
export async function startMarkExercise(dialogue) {
  await dressed;
  if (dialogue.dataset.reading !== "spot") return;
  const ask = element("p", "mark-exercise-ask", message("spot_ask"));
  ask.dataset.markExercise = "";
  dialogue.querySelector(".dialogue-tools")?.after(ask);
  const status = element("p", "item-status");
  status.setAttribute("role", "status");
  status.tabIndex = -1;
  const actions = element("div", "item-actions");
  dialogue.append(element("div", "mark-exercise-foot", status, actions));
  const labels = choices();
  /** @type {MarkedTurn[]} */
  let turns = [];
  const count = () => {
    const n = turns.filter(({ label }) => label).length;
    status.textContent = plural("spot_count", turns.length, { n, total: turns.length });
    return n;
  };

  const begin = () => {
    for (const { line } of turns) line.remove();
    delete dialogue.dataset.compared;
    const all = /** @type {HTMLElement[]} */ ([...dialogue.querySelectorAll(":scope > .turn")]);
    turns = all.map((turn, at) => new MarkedTurn(turn, at + 1, labels, count, dialogue.id));
    actions.replaceChildren(button("button", message("spot_compare"), compare, dialogue.id));
    count();
  };

  function compare() {
    if (!count()) {
      status.textContent = message("spot_choose");
      return turns[0]?.press.focus();
    }
    const results = turns.map((turn) => turn.compare());
    const sum = (/** @type {"total" | "found" | "extra"} */ key) => results.reduce((n, result) => n + result[key], 0);
    dialogue.dataset.compared = "";
    status.textContent = [
      plural("spot_found", sum("total"), { n: sum("found"), total: sum("total") }),
      sum("extra") ? plural("spot_extra", sum("extra")) : "",
    ]
      .join(" ")
      .trim();
    const again = () => {
      begin();
      turns[0]?.press.focus();
    };
    actions.replaceChildren(button("button-link", message("spot_again"), again, dialogue.id));
    status.focus({ preventScroll: true });
  }
  begin();
}
