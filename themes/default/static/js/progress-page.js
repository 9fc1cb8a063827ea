// The page of one's own progress: what was done in figures, and what is kept as a file to take along, add from, or erase.
import { otherNames } from "./adopt.js";
import { button, element, fault, sign } from "./dom.js";
import { LANGUAGE, message, plural, whenAsked } from "./messages.js";
import { download } from "./download.js";
import { best, figures, percent } from "./results.js";
import { isSame } from "./course-index.js";
import { answersOn, completion, there } from "./course-state.js";
import { dueIn } from "./fsrs.js";
import { join } from "./join.js";
import { migrate } from "./migrations.js";
import { onNewDay, present } from "./present.js";
import { showProgress } from "./progress-lists.js";
import { dayOf, VERSION } from "./schema.js";
import { settle } from "./settle.js";
import { change, erase, KEY, load, NAMES, trouble } from "./store.js";

const share = whenAsked(() => new Intl.NumberFormat(LANGUAGE, { style: "percent", numberingSystem: "latn" }));

/** Above this a file is not one of ours. */
const LARGEST = 10_000_000;

/** @param {import("./schema.js").Answer[]} items how sure one was, and how often that was right */
function calibration(items) {
  return [3, 2, 1].flatMap((sure) => {
    const said = items.filter((item) => item.c === sure);
    const right = said.filter((item) => item.f >= 1).length;
    return said.length ? [message(`progress_sure_${sure}`, { n: right, total: said.length })] : [];
  });
}

/**
 * How many questions of a test were answered, in the best filled attempt. One that was kept without that number was handed in
 * whole.
 * @param {import("./schema.js").Progress} progress
 * @param {import("./course-index.js").IndexedPage} page
 */
function tested({ exams }, { key, test = 0 }) {
  return Math.max(0, ...(exams[key]?.done ?? []).map(({ n = test }) => Math.min(n, test)));
}

/**
 * A line with its share as a figure and a bar; who hears the line needs neither.
 * @param {string} line
 * @param {number} part
 * @param {number} all
 */
function measured(line, part, all) {
  const bar = element("progress", "");
  Object.assign(bar, { value: part, max: all });
  bar.ariaHidden = "true";
  const made = element("li", "", element("span", "", line), bar);
  made.dataset.share = share().format(percent(part, all) / 100);
  return made;
}

/**
 * What was done, in lines.
 * @param {import("./schema.js").Progress} progress
 * @param {import("./course-index.js").CourseIndex} course
 */
function facts(progress, course) {
  // Pages outside all modules are no part of the course's total.
  const pages = [...course.pages.values()].filter(({ module }) => module !== undefined);
  const { done = 0, total: lessons = 0 } = completion(progress, course).lessons ?? {};
  const answered = pages.filter(({ test }) => !test).flatMap((page) => answersOn(progress, page));
  const tests = pages.filter(({ test }) => test);
  const n = answered.length + tests.reduce((sum, page) => sum + tested(progress, page), 0);
  const total = pages.reduce((sum, { test, items = {} }) => sum + (test ?? Object.keys(items).length), 0);
  const scored = answered.filter((item) => item.p > 0);
  const first = scored.filter((item) => item.f >= 1).length;
  const lines = [];
  if (done) lines.push(measured(plural("lessons_done", lessons, { done, total: lessons }), done, lessons));
  if (n) lines.push(measured(plural("answered_of", total, { done: n, total }), n, total));
  if (scored.length)
    lines.push(measured(message("progress_first", { n: first, total: scored.length }), first, scored.length));
  const ratings = there(progress.practice, course).flatMap(({ l }) => l).length;
  const endings = there(progress.endings, course).flat().length;
  const more = [
    ...calibration(answered),
    ...(ratings ? [plural("progress_practice", ratings)] : []),
    ...(endings ? [plural("progress_ways", endings)] : []),
  ];
  lines.push(...more.map((line) => element("li", "", line)));
  return lines.length ? lines : [element("li", "", message("progress_none"))];
}

export class AttuneProgress extends HTMLElement {
  connectedCallback() {
    if (this.dataset.ready) return;
    this.dataset.ready = "true";
    document.querySelector("[data-keep]")?.removeAttribute("hidden");
    void this.draw();
    this.offer();
    void import("./offline-page.js").then(({ show }) => show());
    addEventListener("storage", (event) => event.key === KEY && this.draw());
    onNewDay(() => this.draw());
  }

  async draw() {
    const note = trouble();
    if (note) this.say(message(note), true);
    // It says that all is saved.
    document.querySelector(".opening .summary")?.toggleAttribute("hidden", note === "storage_off");
    const known = await present();
    if (!known) return;
    const { progress, course } = known;
    // Here a module that was not begun says so, too.
    void showProgress();
    this.querySelector("[data-facts]")?.replaceChildren(...facts(progress, course));
    const now = dueIn(progress, course, dayOf(Date.now())).length;
    const review = /** @type {HTMLElement | null} */ (this.querySelector("[data-due]"));
    if (review) {
      // The page's own word for the link stays while there is nothing to review.
      const name = (review.dataset.name ??= review.textContent ?? "");
      review.textContent = now ? plural("review_due", now) : name;
      this.querySelector("[data-no-due]")?.remove();
      if (!now) {
        const none = element("span", "", message("review_none"));
        none.dataset.noDue = "";
        review.before(none);
      }
    }
    for (const entry of document.querySelectorAll("[data-exam-key]")) {
      const exam = progress.exams[entry.getAttribute("data-exam-key") ?? ""];
      const reached = best(exam?.done ?? []);
      entry.querySelector("[data-attempt]")?.remove();
      const begun = reached || Object.keys(exam?.draws ?? {}).length > 0;
      const word = message(reached?.pass ? "done" : begun ? "begun" : "not_begun");
      const made = reached?.pass ? element("span", "done", sign("right"), element("span", "", word)) : word;
      entry.querySelector("[data-status]")?.replaceChildren(made);
      if (!reached) continue;
      const line = element(
        "span",
        "",
        message("attempt_line", { ...figures(reached), word: message(reached.pass ? "passed" : "not_passed") }),
      );
      line.dataset.attempt = "";
      entry.querySelector(".facts")?.append(line);
    }
  }

  get actions() {
    return document.querySelector("[data-keep] [data-actions]");
  }

  /**
   * @param {string} text
   * @param {boolean} [isWrong] whether something failed
   */
  say(text, isWrong) {
    const status = document.querySelector("[data-keep] [role=status]");
    status?.replaceChildren(...(isWrong ? fault(text) : [text]));
  }

  offer() {
    const file = element("input", "");
    file.type = "file";
    file.accept = ".json,application/json";
    file.hidden = true;
    file.addEventListener("change", () => void this.take(file));
    this.actions?.replaceChildren(
      button("button", message("export"), () => this.save()),
      button("button-link", message("import"), () => file.click()),
      button("button-link button-danger", message("erase"), () => this.ask()),
      file,
    );
  }

  /** The course that a file belongs to, by its title, and by its id where it has one. */
  get course() {
    return { course: this.dataset.file ?? "", id: NAMES.length > 1 ? NAMES[0] : undefined };
  }

  save() {
    // What a newer version kept is saved as it stands, for that version to read.
    const newer = trouble() === "storage_newer" && localStorage.getItem(KEY);
    const kept = { attune: 1, ...this.course, kept: newer ? JSON.parse(newer) : load() };
    download(JSON.stringify(kept, null, 1), "application/json", `${message("file_name")}.json`);
  }

  /**
   * Whether a file is of this course: one with an id may be renamed; one without is known by its title, or by an answer to one of its
   * questions.
   * @param {{course?: unknown, id?: unknown}} file
   * @param {import("./schema.js").Progress} kept
   * @param {import("./course-index.js").CourseIndex} [course]
   */
  isOurs({ course: title, id }, { items }, course) {
    const own = this.course;
    if (own.id && id) return NAMES.includes(String(id));
    if (title === undefined || own.course === title) return true;
    return Object.entries(items).some(([key, { d }]) => isSame(d, course?.question(key)));
  }

  /** @param {HTMLInputElement} input */
  async take(input) {
    const [file] = input.files ?? [];
    input.value = "";
    if (!file) return;
    try {
      if (file.size > LARGEST) throw new Error("too large");
      const value = JSON.parse(await file.text());
      if (typeof value?.kept !== "object" || value.kept === null || !Number.isInteger(value.kept.version))
        throw new Error("another file");
      if (value.attune > 1 || value.kept.version > VERSION) return this.say(message("import_newer"), true);
      const other = migrate(value.kept);
      const course = (await present())?.course;
      if (!this.isOurs(value, other, course))
        return this.say(message("import_elsewhere", { title: String(value.course ?? value.id) }), true);
      // It may be of another edition.
      const now = (course && settle(other, course)) ?? other;
      change((progress) => void Object.assign(progress, join(progress, now)));
      void this.draw();
      dispatchEvent(new StorageEvent("storage", { key: KEY }));
      this.say(message(trouble() || "imported"), Boolean(trouble()));
    } catch {
      // Not a file of ours: what is kept was not touched.
      this.say(message("import_unreadable"), true);
    }
  }

  ask() {
    this.say(message("erase_ask"));
    const no = button("button-link", message("erase_no"), () => {
      this.say("");
      this.offer();
      this.actions?.querySelector("button")?.focus();
    });
    const yes = button("button button-danger", message("erase_yes"), async () => {
      erase(otherNames((await present())?.course));
      dispatchEvent(new StorageEvent("storage", { key: KEY }));
      this.offer();
      this.say(message(trouble() || "erased"), Boolean(trouble()));
      this.actions?.querySelector("button")?.focus();
    });
    this.actions?.replaceChildren(no, yes);
    no.focus();
  }
}

customElements.define("attune-progress", AttuneProgress);
