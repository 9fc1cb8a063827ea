// What was kept elsewhere, added to what is kept here.
import { change } from "./store.js";

/**
 * Adds what was kept elsewhere: of two records the later one stays.
 * @param {import("./store.js").Progress} other
 */
export function merge(other) {
  change((progress) => {
    for (const name of /** @type {const} */ (["items", "pages", "cards"])) {
      for (const [key, record] of Object.entries(other[name])) {
        const own = progress[name][key];
        if (!own || own.t < record.t) /** @type {any} */ (progress[name])[key] = record;
      }
    }
    for (const [key, visit] of Object.entries(other.pages)) {
      const own = progress.pages[key];
      if (own && visit.e) own.e = true;
    }
    for (const [key, exam] of Object.entries(other.exams)) {
      const own = (progress.exams[key] ??= { done: [] });
      const times = own.done.map(({ t }) => t);
      own.done = [...own.done, ...exam.done.filter(({ t }) => !times.includes(t))].sort((a, b) => a.t - b.t);
      // A draw that is open goes on here, unless another is open or this one was handed in.
      const { seed, drawn, open } = exam;
      if (seed !== undefined && own.seed === undefined && !own.done.some(({ d }) => d === seed))
        Object.assign(own, { seed, drawn, open });
    }
    for (const [key, ratings] of Object.entries(other.practice)) {
      if (ratings.length > (progress.practice[key]?.length ?? 0)) progress.practice[key] = ratings;
    }
    for (const [key, endings] of Object.entries(other.ways)) {
      progress.ways[key] = [...new Set([...(progress.ways[key] ?? []), ...endings])];
    }
    progress.last ??= other.last;
  });
}
