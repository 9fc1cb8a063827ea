// Which child of an element as it was is which child as it is: what has a name by its name, what is the same by its
// being the same, what reads alike by its words, and the rest by its place. Nothing here touches the page.

/** Partners: a child as it is, with the one that it was. @typedef {Map<Node, Node>} Partners */

/** From this share of words in common, two elements are the same one before and after an edit. */
const ALIKE = 0.5;

/** @param {Node} node @returns {node is Element} */
const isElement = (node) => node.nodeType === Node.ELEMENT_NODE;

/** @param {Node} node */
const isBlank = (node) => !isElement(node) && !node.nodeValue?.trim();

/** @param {Node} node */
const ownId = (node) => (isElement(node) ? node.id : "");

/**
 * @param {Node[]} olds
 * @param {Node[]} nexts
 * @returns {Partners}
 */
export function match(olds, nexts) {
  /** @type {Partners} */
  const partners = new Map();
  let start = 0;
  let [oldEnd, nextEnd] = [olds.length, nexts.length];
  const same = (/** @type {number} */ a, /** @type {number} */ b) => {
    const [old, next] = [olds[a], nexts[b]];
    if (!old || !next?.isEqualNode(old)) return false;
    partners.set(next, old);
    return true;
  };
  while (start < oldEnd && start < nextEnd && same(start, start)) start += 1;
  while (oldEnd > start && nextEnd > start && same(oldEnd - 1, nextEnd - 1))
    [oldEnd, nextEnd] = [oldEnd - 1, nextEnd - 1];

  const free = new Set(olds.slice(start, oldEnd));
  const open = new Set(nexts.slice(start, nextEnd));
  const join = (/** @type {Node} */ next, /** @type {Node | undefined} */ old) => {
    if (!old) return;
    partners.set(next, old);
    free.delete(old);
    open.delete(next);
  };
  byName(open, free, join);
  byBeingEqual(open, free, join);
  byWords(open, free, join);
  byPlace(olds, nexts, partners, open, free, join);
  return partners;
}

/** @typedef {(next: Node, old: Node | undefined) => void} Join */

/**
 * Its own id, or the ids of what is in it.
 * @param {Node} node
 * @returns {Set<string>}
 */
function names(node) {
  if (!isElement(node)) return new Set();
  return new Set(node.id ? [node.id] : [...node.querySelectorAll("[id]")].map((inner) => inner.id));
}

/** @param {Set<Node>} open @param {Set<Node>} free @param {Join} join */
function byName(open, free, join) {
  const known = new Map([...free].map((old) => [old, names(old)]));
  for (const next of [...open]) {
    const wanted = [...names(next)];
    const shared = (/** @type {Node} */ old) => {
      const isSame = old.nodeName === next.nodeName && Boolean(ownId(old)) === Boolean(ownId(next));
      return isSame ? wanted.filter((name) => known.get(old)?.has(name)).length : 0;
    };
    if (wanted.length > 0) join(next, best(free, shared, 1));
  }
}

/** @param {Set<Node>} open @param {Set<Node>} free @param {Join} join */
function byBeingEqual(open, free, join) {
  const text = (/** @type {Node} */ node) => (isElement(node) ? node.outerHTML : `${node.nodeName} ${node.nodeValue}`);
  /** @type {Map<string, Node[]>} */
  const known = new Map();
  for (const old of free) if (!isBlank(old)) known.set(text(old), [...(known.get(text(old)) ?? []), old]);
  for (const next of [...open]) if (!isBlank(next)) join(next, known.get(text(next))?.shift());
}

/** @param {Set<Node>} open @param {Set<Node>} free @param {Join} join */
function byWords(open, free, join) {
  const words = (/** @type {Node} */ node) => new Set(node.textContent?.toLowerCase().match(/[\p{L}\p{N}]+/gu));
  const known = new Map([...free].filter(isElement).map((old) => [/** @type {Node} */ (old), words(old)]));
  for (const next of [...open].filter(isElement)) {
    const here = words(next);
    const likeness = (/** @type {Node} */ old) => {
      const there = known.get(old);
      if (!there || old.nodeName !== next.nodeName || ownId(old) !== next.id) return 0;
      return (2 * [...here].filter((word) => there.has(word)).length) / (here.size + there.size || 1);
    };
    join(next, best(free, likeness, ALIKE));
  }
}

/**
 * The rest: in order, between the same neighbours.
 * @param {Node[]} olds
 * @param {Node[]} nexts
 * @param {Partners} partners
 * @param {Set<Node>} open
 * @param {Set<Node>} free
 * @param {Join} join
 */
function byPlace(olds, nexts, partners, open, free, join) {
  const places = new Map(olds.map((old, at) => [old, at]));
  const placeOf = (/** @type {Node} */ next) => places.get(/** @type {Node} */ (partners.get(next)));
  let after = -1;
  nexts.forEach((next, at) => {
    if (!open.has(next)) {
      after = placeOf(next) ?? after;
      return;
    }
    const following = nexts.slice(at + 1).find((other) => !open.has(other));
    const before = (following && placeOf(following)) ?? olds.length;
    const fits = (/** @type {Node} */ old) =>
      free.has(old) && old.nodeName === next.nodeName && ownId(old) === ownId(next);
    const found = olds.slice(after + 1, before).find(fits);
    join(next, found);
    after = (found && places.get(found)) ?? after;
  });
}

/**
 * The first of those with the highest value, if that is high enough.
 * @param {Set<Node>} nodes
 * @param {(node: Node) => number} value
 * @param {number} least
 */
function best(nodes, value, least) {
  /** @type {Node | undefined} */
  let found;
  let highest = 0;
  for (const node of nodes) {
    const here = value(node);
    if (here >= least && here > highest) [found, highest] = [node, here];
  }
  return found;
}

/**
 * The children that need not move when the others do: the longest series of partners in the order in which they stood.
 * @param {Node[]} olds
 * @param {Node[]} nexts
 * @param {Partners} partners
 * @returns {Set<Node>}
 */
export function steady(olds, nexts, partners) {
  const places = new Map(olds.map((old, at) => [old, at]));
  const kept = nexts.filter((next) => partners.has(next));
  const place = kept.map((next) => places.get(/** @type {Node} */ (partners.get(next))) ?? 0);
  if (place.every((here, at) => at === 0 || (place[at - 1] ?? 0) < here)) return new Set(kept);
  /** For each, how long the longest series up to it is, and which one stands before it there. */
  const lengths = place.map(() => 1);
  const before = place.map(() => -1);
  place.forEach((here, at) => {
    for (let other = 0; other < at; other += 1) {
      const length = (lengths[other] ?? 0) + 1;
      if ((place[other] ?? 0) < here && length > (lengths[at] ?? 0)) [lengths[at], before[at]] = [length, other];
    }
  });
  /** @type {Set<Node>} */
  const still = new Set();
  for (let at = lengths.indexOf(Math.max(...lengths)); at >= 0; at = before[at] ?? -1) {
    const next = kept[at];
    if (next) still.add(next);
  }
  return still;
}
