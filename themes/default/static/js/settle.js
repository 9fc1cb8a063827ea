// A record in the course as it is now. Pages move and questions are given other ids or another page; what was kept of them goes on
// under the present name. What is kept of anything that is no longer there stays as it is and counts for nothing, until it is there
// again: nothing is ever deleted here. Nothing here touches the page.
import { isSame, split } from "./course-index.js";
import { joinRecord, TABLES } from "./join.js";

/** @typedef {import("./schema.js").Progress} Progress */
/** @typedef {import("./course-index.js").CourseIndex} CourseIndex */

/**
 * The digests that are known of each question of a record, by its key. Of what was asked in a test only the page is known.
 * @param {Progress} progress
 * @returns {[string, string][]} keys, or addresses, each with a digest
 */
function digests({ items, cards, exams }) {
  /** @type {Map<string, string>} */
  const known = new Map();
  for (const [key, { q }] of Object.entries(cards)) if (q) known.set(key, q.d);
  for (const [key, { d }] of Object.entries(items)) known.set(key, d);
  const asked = Object.entries(exams).flatMap(([address, { draws, done }]) => [
    ...Object.values(draws).flatMap(({ q = {} }) => Object.entries(q).map(([id, [d = ""]]) => [`${address}#${id}`, d])),
    ...done.flatMap(({ q = [] }) => q.map((d) => [address, d])),
  ]);
  return [...known, .../** @type {[string, string][]} */ (asked)];
}

/**
 * Pages that are not there under any known address, each with the one that has most of its questions now: only where that is
 * most of what is known of the old one, and most of what the new one asks or of the same title.
 * @param {Progress} progress
 * @param {CourseIndex} course
 * @returns {Map<string, string>}
 */
function successors(progress, course) {
  /** @type {Map<string, {all: Set<string>, now: Map<string, Set<string>>}>} */
  const gone = new Map();
  for (const [key, digest] of digests(progress)) {
    const [address] = split(key);
    if (course.page(address)) continue;
    const entry = gone.get(address) ?? { all: new Set(), now: new Map() };
    gone.set(address, entry);
    entry.all.add(digest);
    const found = course.find(key, digest);
    if (found === undefined) continue;
    const [page] = split(found);
    entry.now.set(page, (entry.now.get(page) ?? new Set()).add(digest));
  }
  const next = new Map();
  for (const [address, { all, now }] of gone) {
    const [best] = [...now].sort(([, a], [, b]) => b.size - a.size);
    if (!best || 2 * best[1].size <= all.size) continue;
    const page = course.pages.get(best[0]);
    // A test asks some of its questions.
    const asked = progress.exams[address] && page?.test;
    const most = 2 * best[1].size > (asked || Object.keys(page?.items ?? {}).length);
    if (most || page?.title === progress.pages[address]?.h) next.set(address, best[0]);
  }
  return next;
}

/**
 * What the record holds, under present names.
 * @param {Progress} progress
 * @param {CourseIndex} course
 * @returns {Progress | undefined} nothing when all stand where they stood
 */
export function settle(progress, course) {
  const next = successors(progress, course);
  /** @param {string} address */
  const pageOf = (address) =>
    course.titled(progress, address) ?? course.page(address)?.key ?? next.get(address) ?? address;
  let same = true;
  /** @type {any} */
  const settled = { ...progress };
  for (const name of TABLES) {
    /** @type {Map<string, any>} */
    const table = new Map();
    for (const [key, record] of Object.entries(progress[name])) {
      const [address, id] = split(key);
      // What was answered last says best which question it is.
      const digests = { items: [record.d], cards: [progress.items[key]?.d, record.q?.d] }[String(name)] ?? [];
      const found = digests.map((digest) => digest && course.find(key, digest)).find(Boolean);
      const now = found ?? pageOf(address) + id;
      same &&= now === key;
      const own = table.get(now);
      table.set(now, own === undefined ? record : meet(name, own, record, course.question(now)));
    }
    settled[name] = Object.fromEntries(table);
  }
  const { last } = progress;
  if (last && pageOf(last.k) !== last.k) [same, settled.last] = [false, { ...last, k: pageOf(last.k) }];
  return same ? undefined : settled;
}

/**
 * Two records that have come to the same name. Of answers, one to the question as it is now counts before one to another.
 * @param {(typeof TABLES)[number]} name
 * @param {any} a
 * @param {any} b
 * @param {string | undefined} digests
 */
function meet(name, a, b, digests) {
  const [x, y] = name === "items" ? [isSame(a.d, digests), isSame(b.d, digests)] : [false, false];
  return x === y ? joinRecord(name, a, b) : x ? a : b;
}
