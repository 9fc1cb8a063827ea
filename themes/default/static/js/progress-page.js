// The page of one's own progress: what was done in figures, and what is kept as a file to take along, add from, or erase.
import { button, element } from "./dom.js";
import { message, plural } from "./messages.js";
import { download } from "./download.js";
import { best, figures, percent } from "./results.js";
import { dueOn } from "./fsrs.js";
import { join } from "./join.js";
import { migrate } from "./migrations.js";
import { dayOf, VERSION } from "./schema.js";
import { change, erase, KEY, load, pageState, ROOT, trouble } from "./store.js";

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

/** The addresses of the pages that this one knows of. */
function pages() {
  const links = [...document.querySelectorAll("a")].filter((link) => link.href.startsWith(ROOT.href));
  return new Set([
    ...[...document.querySelectorAll("[data-lessons]")].flatMap((module) =>
      (module.getAttribute("data-lessons") ?? "").split(/[ |]/),
    ),
    ...[...document.querySelectorAll("[data-exam-key]")].map((entry) => entry.getAttribute("data-exam-key") ?? ""),
    ...links.map((link) =>
      decodeURI(new URL(link.href).pathname.slice(ROOT.pathname.length)).replace(/index\.html$/, ""),
    ),
  ]);
}

/**
 * Records of pages that are there.
 * @template T
 * @param {Record<string, T>} records
 * @param {Set<string>} known
 * @returns {[string, T][]} each with its page
 */
function there(records, known) {
  const paged = Object.entries(records).map(
    ([key, record]) => /** @type {[string, T]} */ ([key.split("#")[0] ?? "", record]),
  );
  return paged.filter(([page]) => known.has(page));
}

/**
 * Answers on pages that are there, and on each no more than it has questions: the later ones.
 * @param {import("./schema.js").Progress} progress
 * @param {Set<string>} known
 */
function answers({ items, pages }, known) {
  /** @type {Record<string, number>} */
  const counted = {};
  return there(items, known)
    .filter(([, item]) => item.n || item.v)
    .sort(([, a], [, b]) => b.t - a.t)
    .flatMap(([page, item]) => {
      counted[page] = (counted[page] ?? 0) + 1;
      return counted[page] <= (pages[page]?.n ?? Infinity) ? [item] : [];
    });
}

/**
 * How many questions of the tests were answered, in the best filled attempt at each. One that was kept without that number
 * was handed in whole.
 * @param {import("./schema.js").Progress} progress
 */
function tested({ exams }) {
  return [...document.querySelectorAll("[data-exam-key]")].reduce((sum, entry) => {
    const most = Number(entry.getAttribute("data-items"));
    const done = exams[entry.getAttribute("data-exam-key") ?? ""]?.done ?? [];
    return sum + Math.max(0, ...done.map(({ n = most }) => Math.min(n, most)));
  }, 0);
}

/** @param {HTMLElement} record */
function facts(record) {
  const progress = load();
  const known = pages();
  const lessons = [...document.querySelectorAll("[data-lessons]")].flatMap((module) =>
    (module.getAttribute("data-lessons") ?? "").split(" ").filter(Boolean),
  );
  const done = lessons.filter((key) => pageState(progress, key).done).length;
  const answered = answers(progress, known);
  const n = answered.length + tested(progress);
  const scored = answered.filter((item) => item.p > 0);
  const first = scored.filter((item) => item.f >= 1).length;
  const lines = [];
  if (done) lines.push(message("progress_pages", { n: done, total: lessons.length }));
  if (n) lines.push(message("progress_items", { n, total: record.dataset.items ?? "" }));
  if (scored.length) lines.push(message("progress_first", { n: percent(first, scored.length) }));
  lines.push(...calibration(answered));
  const ratings = there(progress.practice, known).flatMap(([, own]) => own.l).length;
  if (ratings) lines.push(plural("progress_practice", ratings));
  const endings = there(progress.endings, known).flatMap(([, own]) => own).length;
  if (endings) lines.push(plural("progress_ways", endings));
  return lines.length ? lines : [message("progress_none")];
}

export class AttuneProgress extends HTMLElement {
  connectedCallback() {
    if (this.dataset.ready) return;
    this.dataset.ready = "true";
    document.querySelector("[data-keep]")?.removeAttribute("hidden");
    this.draw();
    this.offer();
    addEventListener("storage", (event) => event.key === KEY && this.draw());
  }

  draw() {
    this.querySelector("[data-facts]")?.replaceChildren(...facts(this).map((line) => element("li", "", line)));
    const { cards, exams } = load();
    const now = dueOn(cards, dayOf(Date.now())).length;
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
      const reached = best(exams[entry.getAttribute("data-exam-key") ?? ""]?.done ?? []);
      entry.querySelector("[data-attempt]")?.remove();
      if (!reached) continue;
      const line = element(
        "span",
        "",
        message("attempt_line", { ...figures(reached), word: message(reached.pass ? "passed" : "not_passed") }),
      );
      line.dataset.attempt = "";
      entry.querySelector(".facts")?.append(line);
    }
    const note = trouble();
    if (note) this.say(message(note));
  }

  get actions() {
    return document.querySelector("[data-keep] [data-actions]");
  }

  /** @param {string} text */
  say(text) {
    const status = document.querySelector("[data-keep] [role=status]");
    if (status) status.textContent = text;
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
      button("button-link", message("erase"), () => this.ask()),
      file,
    );
  }

  /** The course that a file belongs to, by its title, and by its id where it has one. */
  get course() {
    return { course: this.dataset.file ?? "", id: document.body.dataset.storage || undefined };
  }

  save() {
    // What a newer version kept is saved as it stands, for that version to read.
    const newer = trouble() === "storage_newer" && localStorage.getItem(KEY);
    const kept = { attune: 1, ...this.course, kept: newer ? JSON.parse(newer) : load() };
    download(JSON.stringify(kept, null, 1), "application/json", `${message("file_name")}.json`);
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
      if (value.attune > 1 || value.kept.version > VERSION) return this.say(message("import_newer"));
      // A course that has an id may be renamed; one that has none is known by its title.
      const own = this.course;
      const same = own.id && value.id ? own.id === value.id : value.course === undefined || own.course === value.course;
      if (!same) return this.say(message("import_elsewhere", { title: String(value.course ?? value.id) }));
      const other = migrate(value.kept);
      change((progress) => void Object.assign(progress, join(progress, other)));
      this.draw();
      dispatchEvent(new StorageEvent("storage", { key: KEY }));
      this.say(message(trouble() || "imported"));
    } catch {
      // Not a file of ours: what is kept was not touched.
      this.say(message("import_unreadable"));
    }
  }

  ask() {
    this.say(message("erase_ask"));
    const no = button("button-link", message("erase_no"), () => {
      this.say("");
      this.offer();
      this.actions?.querySelector("button")?.focus();
    });
    const yes = button("button", message("erase_yes"), () => {
      erase();
      dispatchEvent(new StorageEvent("storage", { key: KEY }));
      this.offer();
      this.say(message(trouble() || "erased"));
      this.actions?.querySelector("button")?.focus();
    });
    this.actions?.replaceChildren(no, yes);
    no.focus();
  }
}

customElements.define("attune-progress", AttuneProgress);
