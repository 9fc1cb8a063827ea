// Scenarios made by numbers: many shapes that no author would think of, with choices that lead back, to the moment itself, and far down.

/** The Mulberry32 generator: the same numbers for a seed everywhere. @param {number} seed @returns {() => number} from 0 to 1 */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * A scenario as its author writes it. Every moment is reached from the first, and leads to an ending in the end.
 * @param {number} seed
 * @param {string[]} outcomes what endings are called; without any, as the interface calls them
 * @param {number} [moments] how many there are beside the endings; without, a few
 * @returns {string}
 */
export function scenario(seed, outcomes, moments) {
  const next = numbers(seed);
  const below = (/** @type {number} */ limit) => Math.floor(next() * limit);
  const going = moments ?? 2 + below(9);
  const endings = 2 + below(4);
  /** @type {Set<number>[]} */
  const leads = Array.from({ length: going }, (_, from) => new Set([from + 1 + below(going + endings - from - 1)]));
  for (let to = 1; to < going + endings; to++) {
    if (!leads.some((all, from) => from < to && all.has(to))) leads[below(Math.min(to, going))]?.add(to);
  }
  for (const all of leads) while (next() < 0.4) all.add(below(going + endings));
  const known = outcomes.length
    ? outcomes.map((_, at) => `way-${String.fromCharCode(97 + at)}`)
    : ["repaired", "partial", "ruptured"];
  const used = Array.from({ length: endings }, () => known[below(known.length)] ?? "repaired");
  const named = outcomes.flatMap((words, at) => (used.includes(known[at] ?? "") ? [`${known[at]}: ${words}`] : []));
  const head = `::: scenario {#s${seed}${named.length ? ` outcomes="${named.join("; ")}"` : ""}}\nOne.\n`;
  const parts = leads.map((all, at) => {
    const options = [...all].map((to) => `- [To ${to}.](#s${seed}-m${to})\n\n  Said.\n`);
    return `### Moment ${at} {#s${seed}-m${at}}\n\nIt goes on.\n\n${options.join("\n")}`;
  });
  const ends = used.map((name, at) => `### End ${at} {#s${seed}-m${going + at} ending=${name}}\n\nThat was it.\n`);
  return [head, ...parts, ...ends, ":::\n"].join("\n");
}
