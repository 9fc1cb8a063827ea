// The same course gives the same bytes: in another folder, time zone, umask, locale or number of threads. And what has
// not changed is not written again.
import assert from "node:assert/strict";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";

import { build, buildHere, copyOf, filesOf, fixture, repository } from "./support/course.mjs";

/**
 * @param {string} folder
 * @returns {Promise<Map<string, string>>} each file's bytes
 */
async function bytesOf(folder) {
  const files = await filesOf(folder);
  return new Map(
    await Promise.all(
      files.map(async (file) => /** @type {const} */ ([file, await readFile(join(folder, file), "latin1")])),
    ),
  );
}

for (const [name, course] of /** @type {[string, string][]} */ ([
  ["the shipped course", repository],
  ["the course of extremes", fixture("extremes")],
])) {
  describe(name, () => {
    test("gives the same bytes everywhere", async () => {
      const one = await bytesOf(
        await build(course, { env: { TZ: "Pacific/Kiritimati", RAYON_NUM_THREADS: "1" }, umask: "022" }),
      );
      const env = { TZ: "America/Los_Angeles", RAYON_NUM_THREADS: "7", LC_ALL: "C", LANG: "tr_TR.UTF-8" };
      const other = await bytesOf(await build(course, { env, umask: "077" }));
      assert.deepEqual([...other.keys()], [...one.keys()]);
      const differing = [...one.keys()].filter((file) => one.get(file) !== other.get(file));
      assert.deepEqual(differing, []);
    });

    test("a second build touches no file", async () => {
      const copy = await copyOf(course);
      const output = await buildHere(copy);
      const times = async () => {
        const files = await filesOf(output);
        return Promise.all(
          files.map(async (file) => {
            const { mtimeNs, ino } = await stat(join(output, file), { bigint: true });
            return `${file} ${mtimeNs} ${ino}`;
          }),
        );
      };
      const before = await times();
      await buildHere(copy, { output });
      assert.deepEqual(await times(), before);
    });
  });
}
