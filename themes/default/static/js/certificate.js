// The certificate of who has done what the course requires, from what this browser keeps. It states that and nothing else. The name
// is typed here and goes nowhere.
import { completion } from "./course-state.js";
import { element } from "./dom.js";
import { message, plural } from "./messages.js";
import { present } from "./present.js";
import { best, day, figures } from "./results.js";
import { load } from "./store.js";
import { warn } from "./storage-note.js";

class AttuneCertificate extends HTMLElement {
  connectedCallback() {
    if (this.dataset.ready) return;
    this.dataset.ready = "true";
    warn();
    void this.show();
  }

  /** What was reached in each test that was passed. @param {import("./schema.js").Progress} progress */
  results({ exams }) {
    return [...this.querySelectorAll("[data-exam-key]")].flatMap((entry) => {
      const done = exams[entry.getAttribute("data-exam-key") ?? ""]?.done ?? [];
      const passed = best(done.filter((attempt) => attempt.pass));
      const title = entry.textContent?.trim() ?? "";
      return passed ? [plural("certificate_result", passed.all, { title, ...figures(passed), date: day(passed) })] : [];
    });
  }

  async show() {
    const required = (this.dataset.requires ?? "").split(" ");
    const known = await present();
    const results = this.results(known?.progress ?? load());
    const tests = { done: results.length, total: this.querySelectorAll("[data-exam-key]").length };
    // What the page itself names needs no index of the course.
    const counts = { ...(known && completion(known.progress, known.course)), assessment: tests };
    if (required.some((name) => !(name in counts))) {
      const status = this.querySelector("[data-unknown]");
      if (status) status.textContent = message("certificate_unknown");
      return;
    }
    const of = (/** @type {string} */ name) =>
      /** @type {Record<string, {done: number, total: number}>} */ (counts)[name] ?? { done: 0, total: 1 };
    if (required.some((name) => of(name).done < of(name).total)) {
      const missing = required.map((name) =>
        element("li", "", plural(`certificate_${name}_of`, of(name).total, of(name))),
      );
      if (required.join() !== "assessment") this.querySelector("[data-missing]")?.replaceChildren(...missing);
      this.querySelector("[data-none]")?.removeAttribute("hidden");
      return;
    }
    const lines = required.flatMap((name) =>
      name === "assessment" ? results : [plural(`certificate_${name}`, of(name).done)],
    );
    const certificate = this.querySelector("[data-certificate]");
    certificate?.querySelector("[data-result]")?.replaceChildren(...lines.map((line) => element("li", "", line)));
    certificate?.removeAttribute("hidden");
    this.ask();
  }

  /** Asks for the name. */
  ask() {
    const form = this.querySelector("form[data-form]");
    const name = this.querySelector("[data-name]");
    const field = this.querySelector("input");
    if (!(form instanceof HTMLFormElement) || !name || !field) return;
    form.hidden = false;
    field.addEventListener("input", () => {
      const text = field.value.trim();
      name.textContent = text || "\u00a0";
      // A long name is set smaller, so that it stays on its line or two.
      name.classList.toggle("is-long", [...text].length > 32);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      print();
    });
  }
}

customElements.define("attune-certificate", AttuneCertificate);
