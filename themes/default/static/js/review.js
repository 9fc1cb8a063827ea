// Today's questions, one at a time, from the pages they stand on. What was answered here moves the question to a later
// day and changes nothing else.
import { button, element } from "./dom.js";
import { LANGUAGE, message, plural } from "./messages.js";
import { due, review } from "./fsrs.js";
import { calendar } from "./calendar.js";
import { warn } from "./progress.js";
import { change, load, trouble } from "./store.js";

const root = new URL(document.body.dataset.root ?? ".", location.href);
const DAY = 86_400_000;
/** How far ahead days are put into a calendar. */
const AHEAD = 90;

/** The end of today, so that what is due in the evening comes in the morning. */
const tonight = () => new Date().setHours(23, 59, 59, 999);
const dayText = (/** @type {number} */ time) => new Intl.DateTimeFormat(LANGUAGE, { dateStyle: "long" }).format(time);

/**
 * A page of the course; where it has moved, the page it leads to.
 * @param {URL} url
 * @param {boolean} [again]
 * @returns {Promise<{page: Document, url: URL} | undefined>} none when it is gone
 */
async function fetchPage(url, again = true) {
  const answer = await fetch(url);
  if (answer.status === 404 || answer.status === 410) return undefined;
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const onward =
    page.querySelector('meta[http-equiv="refresh"]') && page.querySelector("a[href]")?.getAttribute("href");
  return onward && again ? fetchPage(new URL(onward, answer.url), false) : { page, url: new URL(answer.url) };
}

export class AttuneReview extends HTMLElement {
  /** @type {string[]} */
  today = [];
  at = 0;

  connectedCallback() {
    if (this.dataset.ready) return;
    this.dataset.ready = "true";
    warn();
    const { cards } = load();
    const end = tonight();
    const open = Object.entries(cards).filter(([, card]) => due(card) <= end);
    this.today = open.sort(([, a], [, b]) => due(a) - due(b)).map(([key]) => key);
    void this.show();
  }

  get status() {
    return /** @type {HTMLElement} */ (this.querySelector("[data-status]"));
  }

  get place() {
    return /** @type {HTMLElement} */ (this.querySelector("[data-place]"));
  }

  get actions() {
    return /** @type {HTMLElement} */ (this.querySelector(":scope > [data-actions]"));
  }

  async show() {
    const key = this.today[this.at];
    this.actions.replaceChildren();
    this.place.replaceChildren();
    if (key === undefined) return this.end();
    this.status.textContent = message("review_of", { n: this.at + 1, total: this.today.length });
    const [address = ""] = key.split("#");
    const id = key.slice(address.length + 1);
    try {
      const found = await fetchPage(new URL(`${encodeURI(address)}index.html`, root));
      const item = found?.page.querySelector(`[id="q-${CSS.escape(id)}"]`);
      if (!found || !(item instanceof HTMLElement)) return this.lost(key);
      this.put(key, item, found.page, found.url);
    } catch {
      // Not reachable: the question keeps its day.
      this.status.textContent = message("review_skip");
      this.offerNext();
    }
  }

  /**
   * @param {string} key
   * @param {HTMLElement} item
   * @param {Document} page
   * @param {URL} url
   */
  put(key, item, page, url) {
    const title = page.querySelector("h1")?.textContent?.trim() ?? "";
    const link = element("a", "", title);
    link.href = `${url.href.replace(/index\.html$/, "")}#${item.id}`;
    const own = document.importNode(item, true);
    for (const name of ["href", "src"]) {
      for (const part of own.querySelectorAll(`[${name}]`))
        part.setAttribute(name, new URL(part.getAttribute(name) ?? "", url).href);
    }
    own.dataset.fresh = "";
    own.addEventListener("attune-answer", (event) => {
      const { detail } = /** @type {CustomEvent<import("./item.js").Answered>} */ (event);
      if (detail.done && !own.dataset.seen) this.answered(key, own, detail);
    });
    this.place.replaceChildren(element("p", "review-from", message("review_from"), " ", link), own);
    // Its number on its page means nothing here; the line above says which one it is, also to those who hear its name.
    own.querySelector(".item-label > span")?.remove();
    const label = own.querySelector(".item-label");
    if (label instanceof HTMLElement) label.hidden = !label.textContent?.trim();
    const group = own.querySelector("fieldset[aria-labelledby]");
    this.status.id ||= "review-status";
    group?.setAttribute("aria-labelledby", `${this.status.id} ${group.getAttribute("aria-labelledby")}`);
    if (this.at > 0) own.querySelector("input, select, button")?.scrollIntoView({ block: "nearest" });
  }

  /**
   * @param {string} key
   * @param {HTMLElement} own
   * @param {import("./item.js").Answered} answer
   */
  answered(key, own, answer) {
    own.dataset.seen = "";
    const right = (answer.share ?? 0) >= 1;
    const grade = !right ? 1 : answer.first < 1 || answer.sure === 1 ? 2 : answer.sure === 3 ? 4 : 3;
    const now = Date.now();
    const card = review(load().cards[key] ?? { t: now, g: grade }, grade, now);
    change(({ cards }) => void (cards[key] = card));
    const note = trouble();
    this.status.textContent = note ? message(note) : plural("review_back_in", Math.round((due(card) - now) / DAY));
    this.offerNext();
  }

  /** @param {string} key */
  lost(key) {
    change(({ cards }) => void delete cards[key]);
    this.status.textContent = message("review_lost");
    this.offerNext();
  }

  offerNext() {
    this.actions.replaceChildren(
      button("button", message("review_go"), () => {
        this.at += 1;
        void this.show();
        this.status.tabIndex = -1;
        this.status.focus();
      }),
    );
  }

  end() {
    const { cards } = load();
    const days = Object.values(cards)
      .map(due)
      .filter((time) => time > tonight())
      .sort((a, b) => a - b);
    const lead = Object.keys(cards).length === 0 ? "review_empty" : this.today.length ? "review_done" : "review_none";
    const [first] = days;
    this.status.textContent = [message(lead), first ? message("review_next_day", { date: dayText(first) }) : ""]
      .filter(Boolean)
      .join(" ");
    if (!first) return;
    this.actions.replaceChildren(
      button("button-link", message("review_calendar"), () => {
        const soon = days.filter((time) => time < Date.now() + AHEAD * DAY);
        calendar(soon, this.dataset.title ?? "", location.href.split("#")[0] ?? "");
      }),
    );
  }
}

customElements.define("attune-review", AttuneReview);
