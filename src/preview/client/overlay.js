// What the preview says over a page: every error with its place, and that the preview has ended. It stands in a shadow
// root, so that no theme dresses it, and everything from the course is put in as text.

/** @typedef {{code: string, message: string, help: string | null, place: string, line: string | null,
 *   editor?: string | null, marked?: [number, number] | null, instead?: string | null}} Problem */

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {string} kind
 * @param {(Node | string)[]} children
 */
function element(name, kind, ...children) {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  made.append(...children);
  return made;
}

/** @param {string} text @param {string} kind @param {(button: HTMLButtonElement) => void} press */
function button(text, kind, press) {
  const made = element("button", kind, text);
  made.type = "button";
  made.addEventListener("click", () => press(made));
  return made;
}

/**
 * What the place opens; without an editor it can be copied.
 * @param {Problem} problem
 */
function placeOf({ place, editor }) {
  if (editor) {
    const link = element("a", "", place);
    link.href = editor;
    return element("p", "place", link);
  }
  return element("p", "place", ...copyable(place));
}

/**
 * Words with a button that copies them.
 * @param {string} text
 */
function copyable(text) {
  const words = element("span", "", text);
  const copy = button("Copy", "copy", (pressed) => {
    // Only a page from this machine may write to the clipboard; elsewhere what is selected can be copied by hand.
    const copied = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error("there is no clipboard"));
    copied.then(
      () => {
        pressed.textContent = "Copied";
        pressed.setAttribute("aria-label", `Copied ${text}`);
      },
      () => getSelection()?.selectAllChildren(words),
    );
  });
  copy.setAttribute("aria-label", `Copy ${text}`);
  return [words, " ", copy];
}

/**
 * The line, with what is meant marked in it.
 * @param {string} line
 * @param {[number, number] | null | undefined} marked
 */
function lineOf(line, marked) {
  if (!marked) return element("pre", "", line);
  const [from, to] = marked;
  return element("pre", "", line.slice(0, from), element("mark", "", line.slice(from, to)), line.slice(to));
}

/** @param {Problem} problem */
function entry(problem) {
  const head = element("p", "message", problem.message);
  const made = element("li", "", head);
  if (problem.place) made.append(placeOf(problem));
  if (problem.line) made.append(lineOf(problem.line, problem.marked));
  if (problem.instead) made.append(element("p", "instead", "Instead: ", ...copyable(problem.instead)));
  if (problem.help) made.append(element("p", "help", problem.help));
  made.append(element("p", "code", problem.code));
  return made;
}

const rules = new Intl.PluralRules("en");
/** @param {number} count @param {string} what */
const counted = (count, what = "error") => `${count} ${rules.select(count) === "one" ? what : `${what}s`}`;

/** @param {Problem[]} problems */
function listOf(problems) {
  const list = element("ol", "", ...problems.map(entry));
  // Safari takes lists without marks for no lists.
  list.setAttribute("role", "list");
  return list;
}

export class Overlay {
  /** What is shown, to leave it alone when it comes again. */
  shown = "[]";
  warned = "[]";

  constructor() {
    const host = document.createElement("div");
    host.id = "attune-preview";
    const root = host.attachShadow({ mode: "open" });
    const style = element("link", "");
    style.rel = "stylesheet";
    style.href = new URL("overlay.css", import.meta.url).href;
    // Until it is there, nothing is shown undressed.
    host.hidden = true;
    for (const event of ["load", "error"]) style.addEventListener(event, () => (host.hidden = false));
    this.panel = element("section", "panel");
    this.panel.setAttribute("aria-label", "Errors in the course");
    this.panel.tabIndex = -1;
    this.again = button("", "again", () => this.fold(false));
    this.ended = element("p", "ended");
    // Regions that speak have to be there before there is something to say.
    this.ended.setAttribute("role", "status");
    this.said = element("p", "visually-hidden");
    this.said.setAttribute("role", "alert");
    // Warnings wait until somebody asks for them.
    this.warnings = element("details", "warnings");
    this.panel.hidden = this.again.hidden = this.ended.hidden = this.warnings.hidden = true;
    root.append(style, this.said, this.warnings, this.panel, this.again, this.ended);
    document.documentElement.append(host);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.panel.hidden) this.fold(true);
    });
  }

  /** @param {Problem[]} problems */
  show(problems) {
    const text = JSON.stringify(problems);
    if (text === this.shown) return;
    this.shown = text;
    this.panel.hidden = this.again.hidden = problems.length === 0;
    this.said.textContent = problems.length > 0 ? `${counted(problems.length)} in the course` : "";
    if (problems.length === 0) return this.panel.replaceChildren();
    const title = element("h2", "", counted(problems.length));
    const note = element("p", "", "The pages are not updated until all errors are fixed.");
    const head = element(
      "header",
      "",
      title,
      note,
      button("Hide", "hide", () => this.fold(true)),
    );
    this.panel.replaceChildren(head, listOf(problems));
    this.again.textContent = counted(problems.length);
    return this.fold(false);
  }

  /** @param {Problem[]} problems those that are shown @param {number} count all there are */
  warn(problems, count) {
    const text = JSON.stringify([count, problems]);
    if (text === this.warned) return;
    this.warned = text;
    this.warnings.hidden = count === 0;
    const [more, list] = [count - problems.length, listOf(problems)];
    if (more > 0) list.append(element("li", "", `${more} more are told by \u201cattune check\u201d.`));
    this.warnings.replaceChildren(element("summary", "", counted(count, "warning")), list);
  }

  /** @param {boolean} away */
  fold(away) {
    const hadFocus = this.panel.matches(":focus-within") || this.again.matches(":focus");
    this.panel.hidden = away;
    this.again.hidden = !away;
    // Who pressed a button that goes away stays where it was; nobody else's focus is taken.
    if (hadFocus) (away ? this.again : this.panel).focus({ preventScroll: true });
  }

  /** @param {boolean} is */
  lost(is) {
    this.ended.hidden = !is;
    this.ended.textContent = is ? "Preview ended" : "";
  }
}
