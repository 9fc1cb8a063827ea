// What is undone when a test ends, the last first: a page is closed before the server that it loads from.
// `t.after` of Node runs the first first, and a page that still loaded met a server that was gone.

/** @typedef {import("node:test").TestContext} TestContext */
/** @typedef {() => unknown} Undo */

/** @type {WeakMap<TestContext, Undo[]>} */
const undoing = new WeakMap();

/**
 * Undoes something when the test ends, whether it passed or not. What fails does not keep the rest from being undone.
 * @param {TestContext} t
 * @param {Undo} undo
 */
export function atEnd(t, undo) {
  const known = undoing.get(t);
  if (known) {
    known.push(undo);
    return;
  }
  const all = [undo];
  undoing.set(t, all);
  // eslint-disable-next-line no-restricted-syntax -- the one place
  t.after(async () => {
    const faults = [];
    for (const each of all.reverse()) {
      try {
        await each();
      } catch (fault) {
        faults.push(fault);
      }
    }
    if (faults.length === 1) throw faults[0];
    if (faults.length > 1) throw new AggregateError(faults, faults.map(String).join("\n"));
  });
}
