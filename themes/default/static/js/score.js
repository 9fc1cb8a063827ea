// How answers are scored. Nothing here touches the page.

/**
 * `right` for all of the points, `wrong` for none.
 * @param {number} share of the points, from 0 to 1
 * @returns {"right" | "partial" | "wrong"}
 */
export function verdict(share) {
  if (share >= 1) return "right";
  return share > 0 ? "partial" : "wrong";
}

/**
 * Several of the options are right: each one found counts, each one chosen wrongly takes one away.
 * @param {boolean[]} chosen
 * @param {boolean[]} keys
 */
export function multiple(chosen, keys) {
  const total = keys.filter(Boolean).length;
  const hits = chosen.filter((is, at) => is && keys[at]).length;
  const alarms = chosen.filter((is, at) => is && !keys[at]).length;
  return Math.max(0, hits - alarms) / total;
}

/**
 * The entries that may stay when the others are moved: the longest series in the right order.
 * @param {number[]} places the right place of each entry, in the order given
 * @returns {Set<number>} which of them, by index
 */
export function inOrder(places) {
  /** @type {number[][]} */
  const best = [];
  places.forEach((place, at) => {
    const before = best.filter((series, other) => other < at && (places[other] ?? 0) < place);
    best.push([...before.reduce((a, b) => (b.length > a.length ? b : a), []), at]);
  });
  return new Set(best.reduce((a, b) => (b.length > a.length ? b : a), []));
}

/**
 * Share of an order: one entry out of place costs one, wherever it went; a single entry in place is none.
 * @param {number[]} places
 */
export function order(places) {
  return places.length < 2 ? 1 : (inOrder(places).size - 1) / (places.length - 1);
}

/**
 * Share of parts that are right.
 * @param {boolean[]} right
 */
export function parts(right) {
  return right.length === 0 ? 1 : right.filter(Boolean).length / right.length;
}

/**
 * Text as it is compared: case, white space, the encoding of accents and the shape of quotation marks do not count.
 * @param {string} text
 */
export function plain(text) {
  return text
    .normalize("NFC")
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/[“”«»„]/g, '"')
    .replace(/[‐‑–]/g, "-")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}
