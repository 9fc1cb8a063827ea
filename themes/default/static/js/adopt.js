// What was kept under another name comes under the present one. Loaded where something of the kind is found.
import { join } from "./join.js";
import { migrate } from "./migrations.js";
import { renew } from "./renew.js";
import { VERSION } from "./schema.js";
import { KEY, NAMES, normal, ROOT } from "./store.js";

/** @typedef {import("./course-index.js").CourseIndex} CourseIndex */

/** What an entry is of, by the name that this version gives it or the first one gave it. @param {string} name */
const ownerOf = (name) => normal(name.replace(/^attune:(progress:)?/, ""));
/** Whether an entry may be this course's under another name. @param {string} name */
const isFormer = (name) => name !== KEY && NAMES.includes(ownerOf(name));
/** Whether it is this course's by its name alone. @param {string} name */
const isSure = (name) => isFormer(name) && (NAMES.length === 1 || ownerOf(name) !== NAMES.at(-1));

/**
 * Whether a record may be this course's: it knows a page of it, or none.
 * @param {any} record
 * @param {CourseIndex} [course] without it, pages are those that this one leads to
 */
function isOurs({ pages }, course) {
  const links = [...document.querySelectorAll("a")].map(({ href }) => href.replace(/index\.html|#.*/g, ""));
  const known = Object.keys(pages ?? {});
  const isThere = (/** @type {string} */ page) =>
    course?.page(page) || links.includes(new URL(encodeURI(page), ROOT).href);
  return !known.length || known.some(isThere);
}

/**
 * A record that is this course's. Another entry may have the name that an id gave this one: the reader's choice of a look, which has
 * no version, or the record of a course that stands at the same place.
 * @param {string} name
 * @param {CourseIndex} [course]
 * @returns {any} nothing where it is not; throws where it cannot be read
 */
function ownRecord(name, course) {
  const value = JSON.parse(localStorage.getItem(name) ?? "null");
  if (!Number.isInteger(value?.version) || value.version < 1) return undefined;
  return isSure(name) || isOurs(value, course) ? value : undefined;
}

/** Moves what was kept under other names into the present entry of the storage. */
export function adopt() {
  for (const name of Object.keys(localStorage).filter(isFormer)) {
    const text = localStorage.getItem(name) ?? "";
    const own = localStorage.getItem(KEY);
    let moved = text;
    try {
      const [old, now] = [ownRecord(name), JSON.parse(own ?? "null")];
      if (!old || old.version > VERSION || now?.version > VERSION) continue;
      moved = JSON.stringify(now ? join(migrate(now), migrate(old)) : migrate(old));
    } catch {
      // One of the two cannot be read. What stands in the present place stays; else it is set aside when it is read.
      if (own !== null || !isSure(name)) continue;
    }
    try {
      localStorage.setItem(KEY, moved);
      localStorage.removeItem(name);
    } catch {
      // There is no room: it stays where it is.
      continue;
    }
    renew();
  }
}

/**
 * The other names under which something of this course may still be kept: it came from a later version, could not be read, or there
 * was no room to move it.
 * @param {CourseIndex} [course]
 */
export function otherNames(course) {
  try {
    return Object.keys(localStorage).filter((name) => {
      // One that was set aside, and a damaged one, at the same place may be another course's.
      const aside = name.replace(/:damaged$/, "");
      if (aside !== name) return isSure(aside);
      try {
        return isFormer(name) && ownRecord(name, course);
      } catch {
        return isSure(name);
      }
    });
  } catch {
    // Storage that is off keeps nothing.
    return [];
  }
}
