// The certificate of who has passed, from what this browser keeps. The name is typed here and goes nowhere.
import { best, day, figures } from "./results.js";
import { message } from "./messages.js";
import { warn } from "./storage-note.js";
import { load } from "./store.js";

class AttuneCertificate extends HTMLElement {
  connectedCallback() {
    if (this.dataset.ready) return;
    this.dataset.ready = "true";
    warn();
    const { exams } = load();
    const lines = [...this.querySelectorAll("[data-exam-key]")].flatMap((entry) => {
      const passed = best(
        (exams[entry.getAttribute("data-exam-key") ?? ""]?.done ?? []).filter((attempt) => attempt.pass),
      );
      return passed
        ? [
            message("certificate_result", {
              title: entry.textContent?.trim() ?? "",
              ...figures(passed),
              date: day(passed),
            }),
          ]
        : [];
    });
    if (lines.length === 0) return this.querySelector("[data-none]")?.removeAttribute("hidden");
    this.querySelector("[data-certificate]")?.removeAttribute("hidden");
    const result = this.querySelector("[data-certificate] [data-result]");
    if (result) result.textContent = lines.join("\n");
    const form = this.querySelector("form[data-form]");
    const name = this.querySelector("[data-name]");
    const field = this.querySelector("input");
    if (!(form instanceof HTMLFormElement) || !name || !field) return;
    form.hidden = false;
    field.addEventListener("input", () => (name.textContent = field.value.trim() || "\u00a0"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      print();
    });
  }
}

customElements.define("attune-certificate", AttuneCertificate);
