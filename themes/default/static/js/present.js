// The course as it is now, from its own index, and the record in it. A page that asks waits for both; where the index cannot be
// had, nothing is known of the course, and nothing of the record is moved.
import { CourseIndex } from "./course-index.js";
import { scriptValue } from "./script-value.js";
import { dayOf } from "./schema.js";
import { renew } from "./renew.js";
import { change, load, ROOT } from "./store.js";

const MINUTE = 60_000;

/** @type {Promise<CourseIndex | undefined> | undefined} */
let asked;
/**
 * Whether this page has kept the record under present names. It does so once: another tab that still writes old ones would be
 * answered without end.
 */
let moved = false;

/** What `course.js` says. @returns {Promise<any>} */
async function fetchCourse() {
  const file = new URL("course.js", ROOT);
  if (!location.protocol.startsWith("http")) return scriptValue(file, "attuneCourse");
  // A host may let browsers keep it for a while; then an edit would be seen late.
  const answer = await fetch(file, { cache: "no-cache" });
  const text = answer.ok ? await answer.text() : "";
  return JSON.parse(text.slice(text.indexOf("=") + 1));
}

/** @returns {Promise<CourseIndex | undefined>} */
async function fetchIndex() {
  try {
    const value = await fetchCourse();
    if (value?.attune === 1 && Array.isArray(value.pages) && value.pages.length) return new CourseIndex(value.pages);
  } catch {
    // Not reachable, or a page that asks who one is.
  }
  asked = undefined;
  return undefined;
}

/**
 * The record with present names, and the course.
 * @returns {Promise<{progress: import("./schema.js").Progress, course: CourseIndex} | undefined>}
 */
export async function present() {
  const course = await (asked ??= fetchIndex());
  if (!course) return undefined;
  course.reveal(load());
  if (course.holds(load())) return { progress: load(), course };
  const { settle } = await import("./settle.js");
  const settled = settle(load(), course);
  if (settled && moved) return { progress: settled, course };
  if (settled) {
    moved = true;
    change((progress) => void Object.assign(progress, settled), true);
    renew();
  }
  return { progress: load(), course };
}

/**
 * Calls when the learner's day is another: after midnight, where clocks are changed, and where one comes back the next day.
 * @param {() => void} call
 */
export function onNewDay(call) {
  let day = dayOf(Date.now());
  const look = () => {
    const now = dayOf(Date.now());
    if (now === day) return;
    day = now;
    call();
  };
  setInterval(look, MINUTE);
  document.addEventListener("visibilitychange", look);
}
