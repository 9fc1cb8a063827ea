// The scripts import each other without a circle: each can be read after those it imports.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { build, filesOf, fixture, repository, scripts } from "./support/course.mjs";

const site = join(await build(fixture("learner")), "assets");
const published = join(site, (await filesOf(site, "site.js"))[0] ?? "", "..");

for (const [name, folder] of Object.entries({
  "the theme": scripts,
  "what is published of it": published,
  "the preview": join(repository, "src", "preview", "client"),
})) {
  test(`no circle in ${name}`, async () => {
    /** @type {Map<string, string[]>} */
    const imports = new Map();
    for (const file of await filesOf(folder, ".js")) {
      const text = await readFile(join(folder, file), "utf8");
      // Those in comments tell types and load nothing.
      const code = text.replace(/\/\*[^]*?\*\//g, "");
      // What is published together is imported from one file; there only what one waits for can stand in its own way.
      const pattern =
        folder === published
          ? /(?:from|import)"\.\/([^"]+)"|import\("\.\/(migrations\.js)"/g
          : /(?:from |import ?\(?)"\.\/([^"]+)"/g;
      imports.set(
        file,
        [...code.matchAll(pattern)].map(([, name, awaited = ""]) => name ?? awaited),
      );
    }
    assert.ok([...imports.values()].flat().length > 3);
    /** @type {Set<string>} */
    const done = new Set();
    /** @param {string} file @param {string[]} way */
    const walk = (file, way) => {
      assert.ok(!way.includes(file), [...way, file].join(" -> "));
      if (done.has(file)) return;
      for (const other of imports.get(file) ?? []) walk(other, [...way, file]);
      done.add(file);
    };
    for (const file of imports.keys()) walk(file, []);
  });
}
