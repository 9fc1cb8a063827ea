// What a learner did, kept in this browser and nowhere else, in one entry of the local storage (`schema.js`). Every change
// reads what is there, changes one record and writes it back in one go. Another tab may write before it has seen that; the
// browser then tells this one, which joins what it has written with what is there now. Nothing here touches the page.
import { clean, table, VERSION } from "./schema.js";

/** @typedef {import("./schema.js").Progress} Progress */

const { root, storage = "" } = document.body.dataset;
/** Where the course stands: a folder, also where the address of its front page names a file in it. */
export const ROOT = new URL(root || ".", location.href);
/**
 * An address as it is kept: what needs no percents has none, all else has them in capitals (RFC 3986, sections 6.2.2.1 and 6.2.2.2),
 * no `/` stands twice, and the file that a folder shows is not named.
 * @param {string} path
 */
export const normal = (path) =>
  unescape(path)
    .replace(/[^\w.~-]/g, escape)
    .replace(/\/+(index\.html$)?/g, "/");
/** What the course is known by: its id and those that it had, and last where it stands on this host. */
export const NAMES = (storage + normal(ROOT.pathname)).split(" ");
/** The course's own entry, by the first of them. */
export const KEY = `attune:progress:${NAMES[0]}`;
/** Whether an entry may be this course's under another name; whether it is, `adopt.js` knows. @param {string} key */
export const isOther = (key) => key !== KEY && NAMES.some((name) => normal(key).endsWith(name));

/** Where a record is set aside that cannot be read. */
const DAMAGED = `${KEY}:damaged`;

/** What was read last, and the text it was read from. @type {{from: string | null, is: Progress}} */
let known = { from: null, is: clean(undefined) };
/** Why nothing is kept: the key of a message, or empty. */
let why = "";
/** What this page wrote last; empty when that was erased since. */
let written = "";
/** What it wrote before that another tab has replaced, and that is not joined yet. @type {string[]} */
let replaced = [];
/** Whether the learner has erased everything while this page was open. */
let erased = false;
/** A join that is on its way. @type {Promise<void> | undefined} */
let joining;

/** Reads what is stored where it has changed. What a later version of this program stored is left alone. */
function read() {
  let from;
  try {
    from = localStorage.getItem(KEY);
  } catch {
    why = "storage_off";
    return;
  }
  if (from === known.from) return;
  // It was erased: then all is well again.
  if (from === null) why = "";
  try {
    const value = JSON.parse(from ?? "{}");
    if (!table(value)) throw new Error("no table");
    if (value.version > VERSION) {
      known.from = from;
      why = "storage_newer";
      return;
    }
    known = { from, is: clean(value) };
  } catch {
    why = "storage_damaged";
    known = { from, is: clean(undefined) };
    try {
      localStorage.setItem(DAMAGED, from ?? "");
    } catch {
      // Then it is only overwritten by the next answer.
    }
  }
}

/** What is kept now. @returns {Progress} */
export function load() {
  read();
  return known.is;
}

/** Why nothing is kept, as the key of a message; empty when all is well. */
export function trouble() {
  read();
  return why;
}

/**
 * Changes what is kept; it holds for this page even where nothing can be kept.
 * @param {(progress: Progress) => void} edit
 * @param {boolean} [aside] whether the learner did nothing for it: then it does not begin anew what was erased
 */
export function change(edit, aside = false) {
  if (aside && erased) return;
  const progress = load();
  edit(progress);
  write(progress);
}

/** @param {Progress} progress */
function write(progress) {
  if (/newer|off/.test(why)) return;
  try {
    const now = JSON.stringify(progress);
    if (now === known.from) return;
    localStorage.setItem(KEY, now);
    if (written && written !== known.from) replaced.push(written);
    known = { from: now, is: progress };
    written = now;
    if (why === "storage_full") why = "";
  } catch {
    why = "storage_full";
  }
}

/**
 * Erases everything that is kept of this course.
 * @param {string[]} names what else it is kept under
 */
export function erase(names) {
  try {
    for (const name of [KEY, DAMAGED, ...names]) localStorage.removeItem(name);
  } catch {
    // Storage is off: nothing was kept.
  }
  // What this page alone knows goes as well.
  known = { from: null, is: clean(undefined) };
  [written, replaced, erased, why] = ["", [], true, why === "storage_off" ? why : ""];
}

addEventListener("storage", ({ key, newValue, isTrusted }) => {
  // A page tells its own parts of a change in the same way.
  if (!isTrusted || (key !== KEY && key !== null)) return;
  if (newValue === null) [written, replaced, erased] = ["", [], true];
  else if (written) joining ??= rejoin();
});

/** Joins what this page has written with what another tab has put in its place. */
async function rejoin() {
  const { canonical, join } = await import("./join.js");
  joining = undefined;
  const theirs = load();
  if (!written || (written === known.from && !replaced.length)) return;
  const own = [...replaced, written].map((text) => clean(JSON.parse(text)));
  replaced = [];
  const all = own.reduce(join, theirs);
  written = known.from ?? "";
  if (canonical(all) !== canonical(theirs)) write(all);
}
