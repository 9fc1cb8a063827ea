// What earlier versions kept, as this one keeps it. Nothing here touches the page.
import { clean, dayOf, table, VERSION } from "./schema.js";

const DAY = 86_400_000;

/**
 * From version 1: cards had a state in place of their reviews, an assessment one open draw, a practice its ratings without
 * times, and the endings of scenarios were called ways.
 * @param {any} old
 */
function fromFirst({ cards, exams, practice, ways, last, ...rest }) {
  const each = (/** @type {unknown} */ records, /** @type {(record: any) => unknown} */ change) =>
    Object.fromEntries(
      Object.entries(table(records) ? /** @type {object} */ (records) : {}).flatMap(([key, record]) => {
        const changed = record && change(record);
        return changed ? [[key, changed]] : [];
      }),
    );
  return {
    ...rest,
    version: 2,
    cards: each(cards, ({ t, g, s, d, u }) => {
      const state = [s, d, u].every((n) => typeof n === "number") ? [s, d, Math.max(1, Math.round((u - t) / DAY))] : [];
      return { l: [[t, g, dayOf(t), ...state]] };
    }),
    exams: each(exams, ({ seed, drawn, open, done }) => {
      const answers = each(open, (a) => ({ t: 0, a }));
      const draw = { t: 0, qt: 0, ...(table(drawn) && { q: drawn }), a: answers };
      return { done, draws: typeof seed === "number" ? { [seed]: draw } : {} };
    }),
    practice: each(practice, (ratings) => Array.isArray(ratings) && { l: ratings.map((n, at) => [at + 1, n]) }),
    endings: ways,
    last: table(last) ? { ...last, t: rest.pages?.[last.k]?.t ?? 0 } : undefined,
  };
}

/** What leads from each version to the next. @type {Record<number, (old: any) => any>} */
const STEPS = { 1: fromFirst };

/**
 * What any version up to this one kept, in this one's shape.
 * @param {any} value with its `version`
 */
export function migrate(value) {
  let now = value;
  while (now.version < VERSION) now = /** @type {(old: any) => any} */ (STEPS[now.version])(now);
  return clean(now);
}
