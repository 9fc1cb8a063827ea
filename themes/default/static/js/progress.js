// How far one is: kept while reading a lesson, shown in the tree; where pages are listed, `progress-lists.js` shows it there. The
// pages are complete without this.
import { element, sign } from "./dom.js";
import { message } from "./messages.js";
import { change, KEY, load, pageState, ROOT, trouble } from "./store.js";

/**
 * @param {HTMLElement} page
 * @param {string} k
 */
function visit(page, k) {
  const h = page.querySelector("h1")?.textContent?.trim() ?? "";
  const n = page.querySelectorAll("attune-assessment, attune-item:not(attune-assessment ~ * attune-item)").length;
  const now = Date.now();
  change((progress) => {
    const { t = 0, e } = progress.pages[k] ?? {};
    progress.pages[k] = { t: Math.max(t, now), n, e, h };
    progress.last = { k, h, at: progress.last?.k === k ? progress.last.at : "", t: now };
  });
  // The foot of the page in view: then it was read to its end.
  const end = page.querySelector(".closing");
  if (end) {
    new IntersectionObserver(
      (seen, observer) => {
        if (!seen.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        change(({ pages }) => {
          if (pages[k]) pages[k].e = true;
        }, true);
        update();
      },
      { rootMargin: "0px 0px 200px 0px" },
    ).observe(end);
  }
  addEventListener("pagehide", () => {
    const passed = [...page.querySelectorAll(".prose :is(h2, h3)[id]")].filter(
      (head) => head.getBoundingClientRect().top < innerHeight / 3,
    );
    change((progress) => void (progress.last = { k, h, at: passed.at(-1)?.id ?? "", t: Date.now() }), true);
  });
  document.addEventListener("attune-answer", (event) => {
    update();
    if (event.target instanceof Element) say(trouble(), event.target);
  });
}

/**
 * Why nothing is kept, once on a page.
 * @param {string} note empty when all is well
 * @param {Element} after
 */
function say(note, after) {
  if (!note || document.querySelector(".storage-note")) return;
  const line = element("p", "storage-note");
  line.setAttribute("role", "status");
  after.after(line);
  line.textContent = message(note);
}

/** The same where something is made of what is kept, before anything is. */
export function warn() {
  const head = document.querySelector("main .opening > :last-child");
  if (head) say(trouble(), head);
}

/**
 * Shows something of one's progress, until it is drawn anew.
 * @param {Element | null} parent
 * @param {HTMLElement} made
 */
function show(parent, made) {
  made.dataset.progress = "";
  parent?.append(made);
}

function update() {
  const progress = load();
  for (const old of document.querySelectorAll("[data-progress]")) old.remove();
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".tree-module ol a"))) {
    const address = decodeURI(link.pathname.slice(ROOT.pathname.length)).replace(/index\.html$/, "");
    if (pageState(progress, address).done)
      show(link, element("span", "done", sign("right"), element("span", "visually-hidden", message("done"))));
  }
  if (document.querySelector(".entry, [data-lessons], [data-start]"))
    void import("./progress-lists.js").then(({ showLists }) => showLists(progress, ROOT, show));
}

const lesson = document.querySelector("article");
if (lesson?.dataset.key !== undefined) visit(lesson, lesson.dataset.key);
update();
if (/damaged|newer/.test(trouble())) warn();
// What another tab has done shows here too; so does what was done meanwhile, when one comes back to this page.
addEventListener("storage", (event) => event.key === KEY && update());
addEventListener("pageshow", (event) => event.persisted && update());
