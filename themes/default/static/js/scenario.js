// A scenario, one moment at a time: a choice, what is said of it, the next moment; the way so far, back, begin again, and
// at the end a map of the ways. Each step is one of the browser's too: its Back is one step back. The markup is complete
// without this.
import { button, element, said } from "./dom.js";
import { message, plural } from "./messages.js";
import { change, KEY, load } from "./store.js";

/**
 * What was said at a moment.
 * @typedef {{at: string, words: string}} Step
 * What an entry of the browser's history knows: where each scenario of the page stands, and how many entries in a row,
 * this one and those before it, are steps of which scenario.
 * @typedef {{scenarios?: Record<string, {at: string, way: Step[]}>, run?: {key: string, n: number}}} Place
 */

export class AttuneScenario extends HTMLElement {
  /** @type {Step[]} */
  way = [];
  at = "";
  /** @type {Set<string>} moments that were reached since the page was opened */
  seen = new Set();

  connectedCallback() {
    // In the facilitator's edition every moment stands open.
    if (this.dataset.open !== undefined) return;
    addEventListener("popstate", this);
    if (this.dataset.ready) return;
    this.dataset.ready = "true";
    for (const choice of this.querySelectorAll("a.choice-words")) {
      choice.addEventListener("click", (event) => {
        event.preventDefault();
        if (choice instanceof HTMLAnchorElement) this.choose(choice);
      });
    }
    // What is on the map can be read once more: it counts as a step, from which one can go back.
    for (const node of this.map.querySelectorAll("a.map-node")) {
      node.addEventListener("click", (event) => {
        event.preventDefault();
        this.look(node.getAttribute("data-at") ?? "");
      });
    }
    this.map.hidden = true;
    this.stand(history.state, false);
    this.keep(false);
  }

  disconnectedCallback() {
    removeEventListener("popstate", this);
  }

  /** @param {PopStateEvent} event an entry that knows nothing is a place on the page, and no step */
  handleEvent({ state }) {
    if (!state?.scenarios?.[this.key]) return;
    this.stand(state, true);
    // The browser scrolls to where the entry was left, which may be the end of what stood there.
    if (this.contains(document.activeElement)) requestAnimationFrame(() => this.lead());
  }

  get key() {
    return this.dataset.key ?? "";
  }

  /** The id of its heading. */
  get label() {
    return `${this.id}--label`;
  }

  get start() {
    return this.moments[0]?.id ?? "";
  }

  /**
   * Stands where an entry of the history says, as after a reload.
   * @param {Place | null} place
   * @param {boolean} lead
   */
  stand(place, lead) {
    const kept = place?.scenarios?.[this.key];
    const known = new Set(this.moments.map(({ id }) => id));
    const whole = kept && [kept.at, ...kept.way.map((step) => step.at)].every((id) => known.has(id));
    const { at, way } = whole ? kept : { at: this.start, way: [] };
    if (this.at === at && this.way.length === way.length) return;
    this.way = [...way];
    for (const step of way) this.seen.add(step.at);
    this.go(at, lead);
  }

  /** @param {boolean} anew whether this is a step, or only what the present entry knows */
  keep(anew) {
    /** @type {Place} */
    const { scenarios, run, ...rest } = history.state ?? {};
    const place = { ...rest, scenarios: { ...scenarios, [this.key]: { at: this.at, way: this.way } }, run };
    if (!anew) return history.replaceState(place, "");
    history.pushState({ ...place, run: { key: this.key, n: this.steps + 1 } }, "");
  }

  /** How many steps of this scenario the browser can go back. @returns {number} */
  get steps() {
    const { run } = history.state ?? {};
    return run?.key === this.key ? run.n : 0;
  }

  get moments() {
    return /** @type {HTMLElement[]} */ ([...this.querySelectorAll("[data-moment]")]);
  }

  get map() {
    return /** @type {HTMLDetailsElement} */ (this.querySelector(".scenario-map"));
  }

  /** @param {string} text */
  say(text) {
    const status = this.querySelector("[data-status]");
    if (status) status.textContent = text;
  }

  /** @param {HTMLAnchorElement} choice */
  choose(choice) {
    const item = choice.closest("li");
    const words =
      choice.querySelector(":scope > :not(.choice-to)")?.textContent ?? choice.firstChild?.textContent ?? "";
    const to = choice.dataset.to ?? "";
    const next = () => {
      this.way.push({ at: this.at, words: words.trim() });
      this.go(to, true);
      this.keep(true);
    };
    const feedback = item?.querySelector("[data-feedback]");
    if (!item || !feedback) return next();
    this.clear();
    item.classList.add("is-chosen");
    const block = said(
      "shown",
      message("scenario_about"),
      ...[...feedback.childNodes].map((node) => node.cloneNode(true)),
    );
    block.append(button("button", message("scenario_go"), next, this.label));
    item.append(block);
    for (const other of this.querySelectorAll(".choice"))
      other.classList.toggle("is-left", other !== item && other.parentElement === item.parentElement);
    block.focus();
  }

  /**
   * Goes to a moment of the map: back to it where it is on the way here, and else to it as one that was met.
   * @param {string} id
   */
  look(id) {
    const place = this.way.findIndex(({ at }) => at === id);
    if (place >= 0) this.way.length = place;
    else if (id !== this.at) this.way.push({ at: this.at, words: "" });
    this.go(id, true);
    this.keep(true);
  }

  /** Takes away what was said of a choice. */
  clear() {
    for (const block of this.querySelectorAll(".choice > .said")) block.remove();
    for (const choice of this.querySelectorAll(".choice")) choice.classList.remove("is-chosen", "is-left");
  }

  /**
   * @param {string} id
   * @param {boolean} lead whether reading goes on there
   */
  go(id, lead) {
    this.clear();
    this.at = id;
    this.seen.add(id);
    let now;
    for (const moment of this.moments) {
      moment.hidden = moment.id !== id;
      if (!moment.hidden) now = moment;
    }
    this.drawWay();
    const actions = [];
    if (this.way.length) {
      actions.push(button("button-link", message("scenario_back"), () => this.back(), this.label));
      actions.push(button("button-link", message("scenario_restart"), () => this.restart(), this.label));
    }
    this.querySelector(":scope > [data-actions]")?.replaceChildren(...actions);
    const ended = now?.dataset.ending !== undefined;
    this.map.hidden = !ended && this.map.hidden;
    if (ended) this.drawMap();
    const { key } = this;
    if (ended) {
      change(({ endings }) => void (endings[key] = [...new Set([...(endings[key] ?? []), id])]));
      // Whoever shows how far one is draws it anew.
      dispatchEvent(new StorageEvent("storage", { key: KEY }));
    }
    const known = load().endings[key] ?? [];
    const endings = this.moments.filter((moment) => moment.dataset.ending !== undefined && known.includes(moment.id));
    const total = Number(this.dataset.endings);
    this.say(
      ended ? `${message("scenario_end")} ${plural("scenario_found", total, { n: endings.length, total })}` : "",
    );
    if (lead) this.lead();
    this.dispatchEvent(
      new CustomEvent("attune-scenario", { bubbles: true, detail: { key: this.dataset.key, at: id, ended } }),
    );
  }

  /** Leads to the beginning of the moment, where it is not in view. */
  lead() {
    const now = this.moments.find((moment) => !moment.hidden);
    // What scrolls into view keeps clear of the header.
    const header = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
    now?.focus({ preventScroll: true });
    now?.scrollIntoView({ block: now.getBoundingClientRect().top < header ? "start" : "nearest" });
  }

  back() {
    const step = this.way.pop();
    if (!step) return;
    this.go(step.at, true);
    if (this.steps) history.back();
    else this.keep(false);
  }

  restart() {
    const taken = this.way.length;
    this.way = [];
    this.go(this.start, true);
    if (this.steps >= taken) history.go(-taken);
    else this.keep(false);
  }

  drawWay() {
    const list = this.querySelector("[data-path]");
    if (!(list instanceof HTMLElement)) return;
    list.hidden = this.way.length === 0;
    list.replaceChildren(
      ...this.way.map(({ at, words }) => {
        const title = this.querySelector(`#${CSS.escape(at)}-title strong`)?.textContent ?? "";
        return element(
          "li",
          "",
          element("span", "scenario-path-title", title),
          ...(words ? [" ", element("span", "scenario-path-choice", message("scenario_chosen", { words }))] : []),
        );
      }),
    );
  }

  /** Marks where one has been. */
  drawMap() {
    const taken = new Set(this.way.map(({ at }, place) => `${at}>${this.way[place + 1]?.at ?? this.at}`));
    for (const edge of this.map.querySelectorAll(".map-edge")) {
      edge.classList.toggle("is-taken", taken.has(`${edge.getAttribute("data-from")}>${edge.getAttribute("data-to")}`));
    }
    for (const node of this.map.querySelectorAll("[data-at]")) {
      const id = node.getAttribute("data-at") ?? "";
      node.classList.toggle("is-seen", this.seen.has(id));
      if (node.localName !== "li") continue;
      node.querySelector(".scenario-path-seen")?.remove();
      if (this.seen.has(id)) node.append(element("span", "scenario-path-seen", ` · ${message("scenario_seen")}`));
    }
  }
}

customElements.define("attune-scenario", AttuneScenario);
