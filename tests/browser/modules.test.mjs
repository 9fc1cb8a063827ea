// The scripts are written as modules that import each other without a circle, and published as plain scripts, which run where a
// page was opened from disk too.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { parse } from "acorn";

import { build, filesOf, fixture, repository, scripts } from "./support/course.mjs";

for (const [name, folder] of Object.entries({
  "the theme": scripts,
  "the preview": join(repository, "src", "preview", "client"),
})) {
  test(`no circle in ${name}`, async () => {
    /** @type {Map<string, string[]>} */
    const imports = new Map();
    for (const file of await filesOf(folder, ".js")) {
      const text = await readFile(join(folder, file), "utf8");
      // Those in comments tell types and load nothing; what is loaded later cannot stand in its own way.
      const code = text.replace(/\/\*[^]*?\*\//g, "");
      imports.set(
        file,
        [...code.matchAll(/(?:from|import) "\.\/([^"]+)"/g)].map(([, name = ""]) => name),
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

test("every published script is a plain one", async () => {
  const site = await build(fixture("learner"));
  const files = await filesOf(join(site, "assets"), ".js");
  assert.ok(files.length > 10);
  for (const file of files)
    parse(await readFile(join(site, "assets", file), "utf8"), { ecmaVersion: 2022, sourceType: "script" });
  for (const page of (await filesOf(site, ".html")).slice(0, 20))
    assert.doesNotMatch(await readFile(join(site, page), "utf8"), /type="module"/, page);
});
