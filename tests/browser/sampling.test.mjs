// Which questions of a pool a test asks: drawn a thousand times, every one comes, and every module has its share.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { scripts } from "./support/course.mjs";

/** @type {typeof import("../../themes/default/static/js/sampling.js")} */
const { draw } = await import(pathToFileURL(join(scripts, "sampling.js")).href);

const DRAWS = 1000;

/**
 * A pool of modules, each a list of how many questions its objectives have.
 * @param {number[][]} modules
 */
const poolOf = (modules) =>
  modules.flatMap((objectives, module) =>
    objectives.flatMap((questions, objective) =>
      Array.from({ length: questions }, (_, at) => ({
        id: `${module}-${objective}-${at}`,
        digest: "",
        objective: `${module}-${objective}`,
        module: String(module),
      })),
    ),
  );

/** @type {[string, number[][], number][]} */
const pools = [
  ["a module with one of 21 questions", [[4, 4, 2], [5, 5], [1]], 5],
  ["two modules, of which one is small, and one question", [[20], [1]], 1],
  ["nine modules and fewer questions than modules", [[3], [2, 1], [4], [2], [1], [6], [2], [3], [1, 1]], 6],
  ["modules of one size", [[2, 1], [3], [1, 1, 1]], 4],
  ["one module whose objectives have many questions and one", [[9, 1]], 2],
  ["all of the pool", [[2, 2], [1]], 5],
  ["more than the pool has", [[2], [1]], 9],
];

for (const [name, modules, amount] of pools) {
  test(`${name}: every question can be drawn, and every module has its share`, () => {
    const pool = poolOf(modules);
    const size = Math.min(amount, pool.length);
    /** @type {Map<string, number>} */
    const times = new Map(pool.map(({ id }) => [id, 0]));
    /** @type {Map<string, number>} */
    const shares = new Map();
    for (let seed = 0; seed < DRAWS; seed += 1) {
      const drawn = draw(pool, amount, Math.imul(seed, 2_654_435_761) >>> 0);
      assert.equal(new Set(drawn).size, size, `seed ${seed}`);
      modules.forEach((objectives, module) => {
        const own = drawn.filter((item) => item.module === String(module));
        const exact = (size * objectives.reduce((a, b) => a + b, 0)) / pool.length;
        assert.ok(own.length >= Math.floor(exact) && own.length <= Math.ceil(exact), `${own.length} of ${exact}`);
        shares.set(String(module), (shares.get(String(module)) ?? 0) + own.length);
        const asked = objectives.map((_, at) => own.filter((item) => item.objective === `${module}-${at}`).length);
        const twice = Math.max(...asked) > 1;
        assert.ok(!twice || asked.every(Boolean), `an objective of module ${module} twice before another once`);
      });
      for (const { id } of drawn) times.set(id, (times.get(id) ?? 0) + 1);
    }
    assert.deepEqual(
      [...times].filter(([, count]) => count === 0),
      [],
      "questions that never came",
    );
    modules.forEach((objectives, module) => {
      const exact = (size * objectives.reduce((a, b) => a + b, 0)) / pool.length;
      const mean = (shares.get(String(module)) ?? 0) / DRAWS;
      assert.ok(Math.abs(mean - exact) < 0.08, `module ${module}: ${mean} in place of ${exact}`);
    });
    assert.deepEqual(draw(pool, amount, 7), draw(pool, amount, 7), "the same seed draws the same");
  });
}
