// The scripts are plain JavaScript whose types stand in their comments; the compiler holds them to it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";

import { filesOf, fixture, repository, scripts } from "./support/course.mjs";

const typescript = dirname(createRequire(import.meta.url).resolve("typescript/package.json"));
const tsc = join(typescript, "bin", "tsc");
const strict = ["--noEmit", "--checkJs", "--allowJs", "--strict", "--noUncheckedIndexedAccess", "--target", "es2022"];
const lib = ["--lib", "es2023,dom,dom.iterable"];

/**
 * @param {string[]} files
 * @param {string[]} options
 */
function check(files, options) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tsc, ...strict, ...lib, ...options, ...files], {
    cwd: fixture(".."),
    encoding: "utf8",
  });
  assert.equal(status, 0, `${stdout}${stderr}`);
}

test("the theme's scripts pass the type checker", async () => {
  const files = (await filesOf(scripts, ".js")).map((file) => join(scripts, file));
  assert.ok(files.length > 0);
  check(files, ["--module", "esnext", "--moduleResolution", "bundler", "--types", ""]);
});

test("the preview's scripts pass the type checker", () => {
  const start = join(repository, "src", "preview", "client", "reload.js");
  check([start], ["--module", "esnext", "--moduleResolution", "bundler", "--types", ""]);
});

test("these tests pass the type checker", async () => {
  const here = fixture("..");
  const files = (await filesOf(here, ".mjs")).filter((file) => !file.startsWith("node_modules/"));
  check(
    files.map((file) => join(here, file)),
    ["--module", "nodenext", "--moduleResolution", "nodenext", "--types", "node", "--skipLibCheck"],
  );
});
