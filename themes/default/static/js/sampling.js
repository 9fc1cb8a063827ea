// Which questions a test asks. Chance draws them once; then they are kept by their ids, each with its digest, so that an
// edit of the pool changes what it touches and nothing else. Nothing here touches the page.

/** @typedef {{id: string, digest: string, former: string, objective: string, module: string}} Candidate */

/**
 * Random numbers from 0 to 1 that a seed decides (xorshift with 32 bits, Marsaglia 2003, 10.18637/jss.v008.i14).
 * @param {number} seed
 */
function chance(seed) {
  // Nought would stay nought, and the first numbers of small seeds are small.
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/**
 * In an order that the seed decides (Fisher and Yates).
 * @template T
 * @param {T[]} entries
 * @param {() => number} next
 */
function shuffled(entries, next) {
  const all = [...entries];
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = Math.floor(next() * (at + 1));
    [all[at], all[other]] = [/** @type {T} */ (all[other]), /** @type {T} */ (all[at])];
  }
  return all;
}

/**
 * Questions for a test: each module by its share of the pool, and within it no objective twice before each was taken once.
 * A share that is no whole number is taken up or down by chance, as often as it is near to either, so that every question has
 * the same chance (systematic sampling; Madow 1949, 10.1214/aoms/1177729988).
 * @template {{objective: string, module: string}} T
 * @param {T[]} pool
 * @param {number} amount
 * @param {number} seed
 * @returns {T[]} in the order of the pool
 */
export function draw(pool, amount, seed) {
  const next = chance(seed);
  /** @type {Map<string, T[]>} */
  const modules = new Map();
  for (const item of pool) modules.set(item.module, [...(modules.get(item.module) ?? []), item]);
  const take = Math.min(amount, pool.length);
  let sum = Math.floor(next() * pool.length);
  const shares = shuffled([...modules.values()], next).map((items) => {
    const before = Math.floor(sum / pool.length);
    sum += take * items.length;
    return { items, take: Math.floor(sum / pool.length) - before };
  });
  const drawn = new Set(
    shares.flatMap(({ items, take }) => {
      /** @type {Map<string, number>} */
      const taken = new Map();
      const turns = shuffled(items, next).map((item) => {
        const turn = taken.get(item.objective) ?? 0;
        taken.set(item.objective, turn + 1);
        return { item, turn };
      });
      return turns
        .sort((a, b) => a.turn - b.turn)
        .slice(0, take)
        .map(({ item }) => item);
    }),
  );
  return pool.filter((item) => drawn.has(item));
}

/**
 * The questions of a draw as they are kept: by id, with digest and objective.
 * @param {Candidate[]} drawn
 * @returns {Record<string, string[]>}
 */
export function named(drawn) {
  return Object.fromEntries(drawn.map(({ id, digest, objective }) => [id, [digest, objective]]));
}

/**
 * A table of lists of text, by ids; before draws were kept, answers stood under whole keys.
 * @param {unknown} value
 * @returns {Map<string, string[]>}
 */
function lists(value) {
  const entries = typeof value === "object" && value ? Object.entries(value) : [];
  const sound = entries.filter(([, list]) => Array.isArray(list) && list.every((each) => typeof each === "string"));
  return new Map(sound.map(([key, list]) => [key.slice(key.indexOf("#") + 1), list]));
}

/**
 * Sets an entry of a table; it may have the name of something that every object has.
 * @template T
 * @param {Record<string, T>} table
 * @param {string} name
 * @param {T} value
 */
export function put(table, name, value) {
  Object.defineProperty(table, name, { value, configurable: true, enumerable: true, writable: true });
}

/**
 * A table in which nothing stands but these entries.
 * @template T
 * @param {[string, T][]} entries
 * @returns {Record<string, T>}
 */
const bare = (entries) => Object.setPrototypeOf(Object.fromEntries(entries), null);

/** @typedef {{seed: number, drawn?: Record<string, string[]>, open: Record<string, string[]>}} OpenDraw */

/**
 * The draw that is open: of several, begun on devices that did not know of each other, the one that was begun last.
 * @param {import("./schema.js").Exam} exam
 * @returns {OpenDraw | undefined}
 */
export function openDraw({ draws }) {
  const [latest] = Object.entries(draws).sort(([a, x], [b, y]) => y.t - x.t || Number(b) - Number(a));
  if (!latest) return undefined;
  const [seed, { q, a }] = latest;
  const given = Object.entries(a).filter(([, answer]) => answer.a.length);
  return {
    seed: Number(seed),
    drawn: q,
    open: bare(given.map(([id, answer]) => [id, answer.a])),
  };
}

/**
 * A draw that is open, in the pool as it is now. A question with another id is the same question; an answer to one that was edited
 * is dropped; for a question that is gone another of its objective comes in, where there is one.
 * @template {Candidate} T
 * @param {T[]} pool
 * @param {number} amount how many are drawn where only the seed was kept
 * @param {OpenDraw} exam
 * @returns {{drawn: T[], open: Record<string, string[]>}} in the order of the pool
 */
export function resume(pool, amount, { seed, drawn, open }) {
  const kept = drawn ? lists(drawn) : lists(named(draw(pool, amount, seed)));
  const answers = lists(open);
  /** @type {Map<T, string[] | undefined>} */
  const now = new Map();
  const isSame = (/** @type {T} */ item, digest = "") => [item.digest, item.former].includes(digest);
  const taken = new Set();
  for (const [id, [digest]] of kept) {
    const own = pool.find((item) => item.id === id);
    const same = own && isSame(own, digest) ? own : pool.find((item) => isSame(item, digest) && !kept.has(item.id));
    const item = same ?? own;
    if (!item) continue;
    taken.add(id);
    if (!now.has(item)) now.set(item, same && answers.get(id));
  }
  for (const [id, [, objective]] of kept) {
    const other = !taken.has(id) && pool.find((item) => item.objective === objective && !now.has(item));
    if (other) now.set(other, undefined);
  }
  return {
    drawn: pool.filter((item) => now.has(item)),
    open: bare([...now].flatMap(([{ id }, answer]) => (answer ? [[id, answer]] : []))),
  };
}
