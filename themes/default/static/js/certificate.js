// The certificate of who has passed, from what this browser keeps. The name is typed here and goes nowhere.
import { word } from "./parts.js";
import { load } from "./store.js";

class AttuneCertificate extends HTMLElement {
  connectedCallback() {
    if (this.dataset.ready) return;
    this.dataset.ready = "true";
    const { exams } = load();
    const language = document.documentElement.lang || "en";
    const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
    const lines = [...this.querySelectorAll("[data-exam-key]")].flatMap((entry) => {
      const passed = (exams[entry.getAttribute("data-exam-key") ?? ""]?.done ?? []).filter((attempt) => attempt.pass);
      const best = passed.reduce((a, b) => (a && a.s / a.all >= b.s / b.all ? a : b), passed[0]);
      if (!best) return [];
      const date = new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(best.t);
      const percent = Math.floor((100 * best.s) / best.all + 1e-9);
      return [word("certificate_result", { title: entry.textContent?.trim() ?? "", points: number.format(best.s), all: best.all, percent, date })];
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
