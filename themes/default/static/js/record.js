// The page of one's own progress: what was done in figures, and what is kept as a file to take along, add from, or erase.
import { button, count, element, word } from "./parts.js";
import { download } from "./download.js";
import { due } from "./fsrs.js";
import { merge } from "./merge.js";
import { change, clean, KEY, load, pageState, trouble } from "./store.js";

/** Above this a file is not one of ours. */
const LARGEST = 10_000_000;

/** @param {Record<string, import("./store.js").Answer>} items how sure one was, and how often that was right */
function calibration(items) {
  return [3, 2, 1].flatMap((sure) => {
    const said = Object.values(items).filter((item) => item.v && item.c === sure);
    const right = said.filter((item) => item.f >= 1).length;
    return said.length ? [word(`progress_sure_${sure}`, { n: right, total: said.length })] : [];
  });
}

/** @param {HTMLElement} record */
function facts(record) {
  const progress = load();
  const lessons = [...document.querySelectorAll("[data-lessons]")].flatMap((module) => (module.getAttribute("data-lessons") ?? "").split(" ").filter(Boolean));
  const done = lessons.filter((key) => pageState(progress, key).done).length;
  const answered = Object.values(progress.items).filter((item) => item.v);
  const scored = answered.filter((item) => item.p > 0);
  const first = scored.filter((item) => item.f >= 1).length;
  const lines = [];
  if (done) lines.push(word("progress_pages", { n: done, total: lessons.length }));
  if (answered.length) lines.push(word("progress_items", { n: answered.length, total: record.dataset.items ?? "" }));
  if (scored.length) lines.push(word("progress_first", { n: Math.round((100 * first) / scored.length) }));
  lines.push(...calibration(progress.items));
  const ratings = Object.values(progress.practice).flat().length;
  if (ratings) lines.push(count("progress_practice", ratings));
  const ways = Object.values(progress.ways).flat().length;
  if (ways) lines.push(count("progress_ways", ways));
  return lines.length ? lines : [word("progress_none")];
}

/** Forgets everything. */
function erase() {
  try {
    localStorage.removeItem(KEY);
    localStorage.removeItem(`${KEY}:damaged`);
  } catch {
    // Storage is off: nothing was kept.
  }
  // What this page alone knows goes as well.
  if (trouble()) change((progress) => void (Object.assign(progress, clean(undefined)), delete progress.last));
}

export class AttuneRecord extends HTMLElement {
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
    const now = Object.values(cards).filter((card) => due(card) <= Date.now()).length;
    const review = this.querySelector("[data-due]");
    if (review) review.textContent = now ? count("review_due", now) : word("review_none");
    for (const entry of document.querySelectorAll("[data-exam-key]")) {
      const best = exams[entry.getAttribute("data-exam-key") ?? ""]?.done.reduce((a, b) => (b.s > a.s ? b : a));
      entry.querySelector("[data-attempt]")?.remove();
      if (!best) continue;
      const line = element("span", "", word("attempt_line", { percent: Math.floor((100 * best.s) / best.all), word: word(best.pass ? "passed" : "not_passed") }));
      line.dataset.attempt = "";
      entry.querySelector(".facts")?.append(line);
    }
    const note = trouble();
    if (note) this.say(word(note));
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
      button("button", word("export"), () => this.save()),
      button("quiet", word("import"), () => file.click()),
      button("quiet", word("erase"), () => this.ask()),
      file,
    );
  }

  save() {
    const kept = { attune: 1, course: this.dataset.file, kept: load() };
    download(JSON.stringify(kept, null, 1), "application/json", `${word("file_name")}.json`);
  }

  /** @param {HTMLInputElement} input */
  async take(input) {
    const [file] = input.files ?? [];
    input.value = "";
    if (!file) return;
    try {
      if (file.size > LARGEST) throw new Error("too large");
      const value = JSON.parse(await file.text());
      if (typeof value?.kept !== "object" || value.kept === null || !Number.isInteger(value.kept.version)) throw new Error("another file");
      if (value.attune > 1 || value.kept.version > load().version) return this.say(word("import_newer"));
      merge(clean(value.kept));
      this.draw();
      dispatchEvent(new StorageEvent("storage", { key: KEY }));
      this.say(word(trouble() || "imported"));
    } catch {
      // Not a file of ours: what is kept was not touched.
      this.say(word("import_unreadable"));
    }
  }

  ask() {
    this.say(word("erase_ask"));
    const no = button("quiet", word("erase_no"), () => {
      this.say("");
      this.offer();
      this.actions?.querySelector("button")?.focus();
    });
    const yes = button("button", word("erase_yes"), () => {
      erase();
      dispatchEvent(new StorageEvent("storage", { key: KEY }));
      this.offer();
      this.say(word(trouble() || "erased"));
      this.actions?.querySelector("button")?.focus();
    });
    this.actions?.replaceChildren(no, yes);
    no.focus();
  }
}

customElements.define("attune-record", AttuneRecord);
