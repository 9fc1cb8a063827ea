// How far one is: kept while reading a lesson, and shown by `progress-lists.js` in the tree and where pages are listed. The pages are
// complete without this.
import { change, isOther, KEY, load, trouble } from "./store.js";

/**
 * @param {HTMLElement} page
 * @param {string} k
 */
function visit(page, k) {
  const h = page.querySelector("h1")?.textContent?.trim() ?? "";
  const now = Date.now();
  change((progress) => {
    const { t = 0, e, h: read } = progress.pages[k] ?? {};
    // By its title it is known which page was read to its end.
    progress.pages[k] = { t: Math.max(t, now), e, h: (e && read) || h };
    progress.last = { k, h, at: progress.last?.k === k ? progress.last.at : "", t: now };
  });
  // The foot of the page in view: then it was read to its end.
  const end = page.querySelector(".pager, .closing");
  if (end) {
    new IntersectionObserver(
      (seen, observer) => {
        if (!seen.some((entry) => entry.isIntersecting)) return;
        observer.disconnect();
        change(({ pages }) => {
          Object.assign(pages[k] ?? {}, { e: true, h });
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
    if (trouble()) void warn(event.target);
  });
}

/**
 * Says why nothing is kept.
 * @param {EventTarget | null} [after] what was to be kept; the head of the page, where nothing is yet
 */
const warn = async (after) => (await import("./storage-note.js")).warn(after);

/** Shows it. @param {boolean} [isBack] */
const update = async (isBack) => (await import("./progress-lists.js")).showProgress(isBack);

try {
  if (Object.keys(localStorage).some(isOther)) void import("./adopt.js").then(({ adopt }) => adopt());
} catch {
  // Storage is off: nothing was kept.
}

// Who has done nothing has nothing to be shown.
const { pages, cards, exams } = load();
const isNew = ![pages, cards, exams].some((table) => Object.keys(table).length);
const lesson = document.querySelector("article");
if (lesson?.dataset.key !== undefined) visit(lesson, lesson.dataset.key);
if (!isNew) void update();
// From disk there may be no storage on any page; on a host that is so where the learner wants it.
if (/damaged|newer/.test(trouble()) || (trouble() && location.protocol === "file:")) void warn();
// What another tab has done shows here too; so does what was done meanwhile, when one comes back to this page.
addEventListener("storage", (event) => event.key === KEY && update());
addEventListener("pageshow", (event) => event.persisted && update(true));
