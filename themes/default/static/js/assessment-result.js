// How a test ended: what it was worth, what was missed, and what comes back in the review. Loaded while it is answered, and where
// an earlier result is shown.
import { best, day, figures, percent, reaches } from "./results.js";
import { element, said, sign } from "./dom.js";
import { LANGUAGE, message, plural, whenAsked } from "./messages.js";
import { verdict } from "./score.js";
import { review } from "./schema.js";
import { change, KEY, trouble } from "./store.js";

/** @typedef {import("./assessment.js").AttuneAssessment} AttuneAssessment */
/** @typedef {import("./assessment.js").Entry} Entry */
/** @typedef {import("./schema.js").Attempt} Attempt */

const share = whenAsked(() => new Intl.NumberFormat(LANGUAGE, { style: "percent", numberingSystem: "latn" }));

/** Hands in the draw that is open. @param {AttuneAssessment} test */
export function handIn(test) {
  const { seed, drawn } = test;
  if (seed === undefined) return;
  const gaps = test.gaps();
  /** @type {Map<string, [number, number]>} */
  const o = new Map();
  /** @type {Set<Entry>} */
  const missed = new Set();
  let [points, all] = [0, 0];
  for (const entry of drawn) {
    const got = judge(entry.item, !gaps.includes(entry) || test.isPartly(entry));
    const worth = Number(entry.item.dataset.points ?? 1);
    [points, all] = [points + got * worth, all + worth];
    const [before, of] = o.get(entry.objective) ?? [0, 0];
    o.set(entry.objective, [before + got * worth, of + worth]);
    if (got < 1) missed.add(entry);
  }
  const [t, p] = [Date.now(), Number(test.dataset.pass)];
  /** @type {Attempt} */
  const attempt = {
    t,
    s: points,
    p,
    all,
    pass: reaches(points, all, p),
    o: Object.fromEntries(o),
    d: seed,
    n: drawn.length - gaps.length,
    q: drawn.map(({ digest }) => digest),
  };
  change(({ exams, cards }) => {
    const exam = (exams[test.address] ??= { draws: {}, done: [] });
    // Another tab may have handed in the same answers.
    if (!exam.done.some(({ d, s, n }) => d === seed && s === points && n === attempt.n))
      exam.done = [...exam.done, attempt];
    delete exam.draws[seed];
    for (const { key, digest } of missed) review(cards, key, digest, 1);
  });
  test.seed = undefined;
  test.told = t;
  // As if from another tab: whoever shows how far one is draws it anew.
  dispatchEvent(new StorageEvent("storage", { key: KEY }));
  test.foot.replaceChildren();
  test.count.remove();
  showResult(test, attempt, missed);
  test.offer(message("assessment_again"));
  // Past all the questions it would be a long way.
  test.scrollIntoView({ block: "start", behavior: "instant" });
  test.result.focus({ preventScroll: true });
}

/**
 * What an answer is worth, with everything said about it: one that is filled in half, what is right of it.
 * @param {import("./item.js").AttuneItem} item
 * @param {boolean} given
 */
function judge(item, given) {
  const got = given && item.task ? item.task.score() : 0;
  item.dataset.exam = "done";
  item.finish(given ? verdict(got) : "shown", true);
  if (!given) unanswered(item);
  return got;
}

/**
 * Says of a question that it was left empty, where its answer stands without a word about that.
 * @param {import("./item.js").AttuneItem} item
 */
function unanswered({ result }) {
  const [block] = result.children;
  // Its answer stands at the options.
  if (block && block.childElementCount < 2) block.remove();
  result.prepend(said("wrong", message("not_answered")));
  result.hidden = false;
}

/**
 * Says how many answers are gone since their questions were edited.
 * @param {AttuneAssessment} test
 * @param {Record<string, string[]>} before the answers that were kept
 * @param {Record<string, string[]>} now those that still are
 */
export function showLost({ actions }, before, now) {
  const lost = Object.keys(before).length - Object.keys(now).length;
  if (lost <= 0) return;
  const line = element("p", "box box-advisory");
  line.role = "status";
  actions.append(line);
  line.textContent = plural("assessment_lost", lost);
}

/**
 * Shows an attempt, and the best of what was reached before.
 * @param {AttuneAssessment} test
 * @param {Attempt} attempt
 * @param {Set<Entry>} [missed] of the questions that stand below; none where they do not
 */
export function showResult(test, attempt, missed) {
  const { p, pass } = attempt;
  const o = new Map(Object.entries(attempt.o));
  const of = (/** @type {Element} */ line) => o.get(line.getAttribute("data-id") ?? "");
  const lines = [...test.querySelectorAll("[data-objectives] li")].filter(of);
  const open = lines.filter((line) => {
    const [got = 0, all = 0] = of(line) ?? [];
    return got < all;
  });
  const list = (/** @type {Element[]} */ some) => element("ul", "", ...some.map((line) => line.cloneNode(true)));
  const score = element("div", "assessment-score", share().format(percent(attempt.s, attempt.all, p) / 100));
  const block = said(
    pass ? "right" : "partial",
    message(pass ? "passed" : "not_passed"),
    score,
    element("p", "", plural("assessment_result", attempt.all, { ...figures(attempt), pass: p })),
  );
  const note = trouble();
  if (test.isLost() && !document.querySelector(".storage-note"))
    block.append(element("p", "storage-note box box-advisory", message(note)));
  if (pass) block.append(element("p", "", certificate(test)));
  /** @type {Node[]} */
  const parts = [block];
  if (missed) parts.push(strip(test, missed));
  if (open.length) parts.push(element("h2", "", message("assessment_missed")), list(open));
  const reached = lines.filter((line) => !open.includes(line));
  if (reached.length)
    parts.push(element("details", "", element("summary", "", message("assessment_reached")), list(reached)));
  test.result.replaceChildren(...parts);
  test.result.hidden = false;
  showBest(test, missed && attempt);
}

/**
 * The questions by their numbers, with a sign each; those that were missed are links.
 * @param {AttuneAssessment} test
 * @param {Set<Entry>} missed
 */
function strip({ drawn }, missed) {
  const entries = drawn.map((entry, at) => {
    const isMissed = missed.has(entry);
    const number = element(
      isMissed ? "a" : "span",
      isMissed ? "verdict-wrong" : "verdict-right",
      sign(isMissed ? "wrong" : "right"),
      String(at + 1),
    );
    const name = `${message("question_of", { n: at + 1, total: drawn.length })}: ${message(isMissed ? "your_answer_wrong" : "your_answer_right")}`;
    if (number instanceof HTMLAnchorElement) {
      number.href = `#${entry.item.id}`;
      number.ariaLabel = name;
    } else number.append(element("span", "visually-hidden", message("your_answer_right")));
    return element("li", "", number);
  });
  const made = element("ol", "assessment-strip", ...entries);
  made.ariaLabel = message("assessment_answers");
  return made;
}

/**
 * @param {AttuneAssessment} test
 * @param {Attempt} [now] what stands below in full; it is not said twice
 */
function showBest(test, now) {
  const line = test.querySelector("[data-before]");
  const reached = best(test.exam.done);
  if (!(line instanceof HTMLElement)) return;
  line.hidden = !reached || reached.t === now?.t;
  if (!reached) return;
  line.replaceChildren(
    `${message(reached.pass ? "passed" : "not_passed")}. `,
    message("assessment_before", { ...figures(reached), date: day(reached) }),
  );
  if (reached.pass) line.append(" ", certificate(test));
}

/** @param {AttuneAssessment} test */
function certificate(test) {
  const link = element("a", "", message("assessment_certificate"));
  link.href = test.dataset.certificate ?? "";
  return link;
}
