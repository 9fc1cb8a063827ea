// Today's questions, one at a time, from the pages they stand on. What was answered here moves the question to a later
// day and changes nothing else.
import "./item.js";
import { button, element } from "./dom.js";
import { LANGUAGE, message, plural } from "./messages.js";
import { split } from "./course-index.js";
import { dueIn, dueOn, state } from "./fsrs.js";
import { calendar } from "./calendar.js";
import { onNewDay, present } from "./present.js";
import { warn } from "./storage-note.js";
import { dayOf, review } from "./schema.js";
import { change, KEY, load, ROOT, trouble } from "./store.js";

/** How many days ahead are put into a calendar. */
const AHEAD = 90;

const now = () => dayOf(Date.now());
/** The start of a day, in the learner's time. */
const dateOf = (/** @type {number} */ day) => new Date(1970, 0, 1 + day).getTime();
const dayText = (/** @type {number} */ day) =>
  new Intl.DateTimeFormat(LANGUAGE, { dateStyle: "long" }).format(dateOf(day));

/**
 * A question on its page; none where the page does not answer, or answers without it: that may be a page that asks who one is, or
 * one of another edition.
 * @param {string} key
 */
async function fetchQuestion(key) {
  const [address, id] = split(key);
  const url = new URL(encodeURI(address) + (ROOT.protocol === "file:" ? "index.html" : ""), ROOT);
  const text = await (url.protocol === "file:" ? sourceOf(url) : fetchText(url));
  const page = new DOMParser().parseFromString(text, "text/html");
  const item = [...page.querySelectorAll("attune-item")].find((item) => item.getAttribute("data-key") === key);
  if (!(item instanceof HTMLElement) || !id) throw new Error("another page");
  return { item, page, url };
}

/** @param {URL} url */
async function fetchText(url) {
  const answer = await fetch(url);
  return answer.ok ? answer.text() : "";
}

/**
 * A page of a course that was opened from disk, which can be read by no other: it is asked in a frame (`loader.js`).
 * @param {URL} url
 * @returns {Promise<string>}
 */
function sourceOf(url) {
  const frame = element("iframe", "");
  frame.hidden = true;
  frame.src = `${url.href}#attune-source`;
  return new Promise((done, fail) => {
    const end = (/** @type {() => void} */ settle) => {
      removeEventListener("message", hear);
      frame.remove();
      settle();
    };
    const hear = (/** @type {MessageEvent} */ { source, data }) => {
      if (source === frame.contentWindow) end(() => done(String(data)));
    };
    addEventListener("message", hear);
    // What it says comes before it is there; a page that is not there says nothing.
    frame.addEventListener("load", () => setTimeout(() => end(() => fail(new Error("it says nothing")))));
    document.body.append(frame);
  });
}

export class AttuneReview extends HTMLElement {
  /** @type {string[]} */
  today = [];
  at = 0;
  /** Those of questions that are in the course. @type {Record<string, import("./schema.js").Log>} */
  cards = {};
  /** Whether the next question is on its way. */
  busy = false;

  connectedCallback() {
    if (this.dataset.ready) return;
    this.dataset.ready = "true";
    warn();
    void this.show();
    onNewDay(() => this.follow());
    addEventListener("storage", ({ key, newValue, isTrusted }) => {
      if (key !== KEY && key !== null) return;
      // It was erased elsewhere; a page tells its own parts of a change in the same way, without a value.
      if (isTrusted && newValue === null) this.cards = {};
      this.follow();
    });
  }

  /** Goes on where no question waits for an answer, or one that another tab has taken over. */
  follow() {
    const open = this.place.querySelector("attune-item:not([data-seen])");
    const idle = open ? !this.isDue(open.getAttribute("data-key") ?? "") : !this.place.firstChild;
    if (idle && !this.busy) void this.show();
  }

  /** @param {string} key @returns {import("./schema.js").Log} */
  card(key) {
    return load().cards[key] ?? this.cards[key] ?? { l: [] };
  }

  /** @param {string} key whether it is still to be reviewed today */
  isDue(key) {
    return dueOn({ [key]: this.card(key) }, now()).length > 0;
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

  /** The way on to a lesson, which stands where no question is left. @param {boolean} is */
  leadOn(is) {
    this.querySelector("[data-onward]")?.toggleAttribute("hidden", !is);
  }

  async show() {
    this.busy = true;
    this.leadOn(false);
    const known = await present();
    const due = known ? dueIn(known.progress, known.course, now()) : [];
    const there = Object.entries(known?.progress.cards ?? {}).filter(([key]) => known?.course.question(key));
    this.cards = Object.fromEntries(there);
    // What another tab has reviewed meanwhile is done; what has become due since midnight is added.
    this.today = [...this.today.slice(0, this.at), ...this.today.slice(this.at).filter((key) => due.includes(key))];
    this.today.push(...due.filter((key) => !this.today.includes(key)));
    const key = this.today[this.at];
    this.actions.replaceChildren();
    this.place.replaceChildren();
    if (known && key === undefined) this.end();
    else {
      this.status.textContent = "";
      try {
        const { item, page, url } = await fetchQuestion(key ?? "");
        this.put(key ?? "", item, page, url);
      } catch {
        // Not reachable: the question keeps its day.
        this.status.textContent = message("review_skip");
        if (known) this.offerNext();
      }
    }
    this.busy = false;
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
      // What is taken back is no answer.
      if (own.dataset.seen === undefined && detail.share !== null) this.answered(key, own, detail);
      if (detail.done) this.tell(key);
    });
    this.place.replaceChildren(element("p", "review-from", message("review_from"), " ", link), own);
    // Its number on its page means nothing here; its heading says which one of today's it is.
    const heading = element("h2", "", message("review_of", { n: this.at + 1, total: this.today.length }));
    heading.id = `${item.id}-number`;
    own.querySelector(".item-label > :is(h2, h3, h4, h5, h6)")?.replaceWith(heading);
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
    // Another tab may have asked it meanwhile.
    if (!this.isDue(key)) return;
    // What was known is what the first try says.
    const grade = answer.first < 1 ? 1 : answer.sure === 1 ? 2 : answer.sure === 3 ? 4 : 3;
    change(({ cards }) => {
      cards[key] ??= this.card(key);
      review(cards, key, answer.digest, grade);
    });
  }

  /** @param {string} key of a question that has been answered */
  tell(key) {
    const why = trouble();
    this.status.textContent = why ? message(why) : plural("review_back_in", state(this.card(key)).due - now());
    this.offerNext();
  }

  offerNext() {
    this.actions.replaceChildren(button("button", message("review_go"), () => this.next()));
  }

  async next() {
    this.at += 1;
    await this.show();
    // What comes next is said: the question, or that there is none.
    const heading = this.place.querySelector("h2") ?? this.status;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  end() {
    const cards = Object.values(this.cards).filter(({ l }) => l.length);
    const days = cards
      .map((card) => state(card).due)
      .filter((day) => day > now())
      .sort((a, b) => a - b);
    const lead = cards.length === 0 ? "review_empty" : this.today.length ? "review_done" : "review_none";
    const [first] = days;
    this.leadOn(true);
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
