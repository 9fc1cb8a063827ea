// Today's questions, one at a time, from the pages they stand on. What was answered here moves the question to a later
// day and changes nothing else.
import { button, element } from "./dom.js";
import { LANGUAGE, message, plural } from "./messages.js";
import { dueOn, state } from "./fsrs.js";
import { calendar } from "./calendar.js";
import { warn } from "./progress.js";
import { dayOf, note, takeBack } from "./schema.js";
import { change, load, ROOT, trouble } from "./store.js";

/** How many days ahead are put into a calendar. */
const AHEAD = 90;

const now = () => dayOf(Date.now());
/** The start of a day, in the learner's time. */
const dateOf = (/** @type {number} */ day) => new Date(1970, 0, 1 + day).getTime();
const dayText = (/** @type {number} */ day) =>
  new Intl.DateTimeFormat(LANGUAGE, { dateStyle: "long" }).format(dateOf(day));

/**
 * A page of the course; where it has moved, the page it leads to.
 * @param {URL} url
 * @param {boolean} [again]
 * @returns {Promise<{page: Document, url: URL} | undefined>} none when the host has none
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

/**
 * Whether a page is no longer in the course, which a host's 404 alone does not say: it may be in the middle of a change.
 * @param {string} address
 */
async function isGone(address) {
  const answer = await fetch(new URL("titles.js", ROOT));
  const text = answer.ok ? await answer.text() : "";
  return text.includes("attuneTitles") && !text.includes(`[${JSON.stringify(`${address}index.html`)},`);
}

export class AttuneReview extends HTMLElement {
  /** @type {string[]} */
  today = [];
  at = 0;

  connectedCallback() {
    if (this.dataset.ready) return;
    this.dataset.ready = "true";
    warn();
    this.today = dueOn(load().cards, now());
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
    const due = dueOn(load().cards, now());
    // What another tab has reviewed meanwhile is done; what has become due since midnight is added.
    this.today = [...this.today.slice(0, this.at), ...this.today.slice(this.at).filter((key) => due.includes(key))];
    this.today.push(...due.filter((key) => !this.today.includes(key)));
    const key = this.today[this.at];
    this.actions.replaceChildren();
    this.place.replaceChildren();
    if (key === undefined) return this.end();
    this.status.textContent = message("review_of", { n: this.at + 1, total: this.today.length });
    const [address = ""] = key.split("#");
    const id = key.slice(address.length + 1);
    try {
      const found = await fetchPage(new URL(`${encodeURI(address)}index.html`, ROOT));
      const item = found?.page.querySelector(`[id="q-${CSS.escape(id)}"]`);
      if (found && item instanceof HTMLElement) return this.put(key, item, found.page, found.url);
      // A sign-in page has no questions either.
      const { key: own = "", was = "" } = found?.page.querySelector("article")?.dataset ?? {};
      const isPage = found && [own, ...was.split(" ")].includes(address);
      if (isPage || (!found && (await isGone(address)))) return this.lost(key);
      throw new Error("another page");
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
      if (own.dataset.seen === undefined) this.answered(key, own, detail);
      if (detail.done) this.tell(key);
    });
    this.place.replaceChildren(element("p", "review-from", message("review_from"), " ", link), own);
    // Its number on its page means nothing here; the line above says which one it is, also to those who hear its name.
    own.querySelector(".item-label > span")?.remove();
    const label = own.querySelector(".item-label");
    if (label instanceof HTMLElement) label.hidden = !label.textContent?.trim();
    const group = own.querySelector("fieldset[aria-labelledby]");
    this.status.id ||= "review-status";
    group?.setAttribute("aria-labelledby", `${this.status.id} ${group.getAttribute("aria-labelledby")}`);
    this.actions.replaceChildren(button("button-link", message("review_later"), () => this.next()));
    if (this.at > 0) own.querySelector("input, select, button")?.scrollIntoView({ block: "nearest" });
  }

  /**
   * @param {string} key
   * @param {HTMLElement} own
   * @param {import("./item.js").Answered} answer
   */
  answered(key, own, answer) {
    own.dataset.seen = "";
    // What was known is what the first try says.
    const grade = answer.first < 1 ? 1 : answer.sure === 1 ? 2 : answer.sure === 3 ? 4 : 3;
    change(({ cards }) => note(cards, key, grade, now()));
  }

  /** @param {string} key of a question that has been answered */
  tell(key) {
    const why = trouble();
    const card = load().cards[key];
    this.status.textContent = why || !card ? message(why) : plural("review_back_in", state(card).due - now());
    this.offerNext();
  }

  /** @param {string} key */
  lost(key) {
    change(({ cards }) => takeBack(cards, key));
    this.status.textContent = message("review_lost");
    this.offerNext();
  }

  offerNext() {
    this.actions.replaceChildren(button("button", message("review_go"), () => this.next()));
  }

  next() {
    this.at += 1;
    void this.show();
    this.status.tabIndex = -1;
    this.status.focus();
  }

  end() {
    const cards = Object.values(load().cards).filter(({ l }) => l.length);
    const days = cards
      .map((card) => state(card).due)
      .filter((day) => day > now())
      .sort((a, b) => a - b);
    const lead = cards.length === 0 ? "review_empty" : this.today.length ? "review_done" : "review_none";
    const [first] = days;
    this.status.textContent = [message(lead), first ? message("review_next_day", { date: dayText(first) }) : ""]
      .filter(Boolean)
      .join(" ");
    if (!first) return;
    this.actions.replaceChildren(
      button("button-link", message("review_calendar"), () => {
        const soon = days.filter((day) => day < now() + AHEAD).map(dateOf);
        calendar(soon, this.dataset.title ?? "", location.href.split("#")[0] ?? "");
      }),
    );
  }
}

customElements.define("attune-review", AttuneReview);
