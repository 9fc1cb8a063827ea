// A cold build and the one after it, in turns: seconds, peak memory and their ratio. `node benches/cold.mjs
// [--lessons 10000] [--runs 5] [--search]`; `--out DIR` says where to write, for a look at another disk.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { write } from "./corpus.mjs";

const option = (/** @type {string} */ name, /** @type {string} */ otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : process.argv[at + 1] ?? otherwise;
};
const lessons = Number(option("lessons", "10000"));
const runs = Number(option("runs", "5"));
const repository = fileURLToPath(new URL("..", import.meta.url));
const attune = resolve(process.env.ATTUNE ?? join(repository, "target", "release", "attune"));
const folder = mkdtempSync(join(option("out", tmpdir()), "attune-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const root = join(folder, "course");
write(root, lessons);

/** @param {string} output */
function build(output) {
  const search = process.argv.includes("--search") ? [] : ["--no-search"];
  const line = [attune, "build", "--quiet", "--timings=json", ...search, "--root", root, "--output", output];
  // GNU time tells the peak of memory, where it is installed.
  const timed = spawnSync("/usr/bin/time", ["-f", "%M", ...line], { encoding: "utf8" });
  const made = timed.error ? spawnSync(line[0] ?? "", line.slice(1), { encoding: "utf8" }) : timed;
  if (made.status !== 0) throw new Error(made.stderr);
  /** @type {{stage: string, seconds: number}[]} */
  const stages = JSON.parse(made.stdout);
  const memory = timed.error ? Number.NaN : Number(made.stderr.trim().split("\n").at(-1)) / 1024;
  return { stages, memory };
}

/** @type {Map<string, number[]>} */
const taken = new Map();
let peak = 0;
for (let run = 0; run < runs; run += 1) {
  rmSync(join(root, ".attune"), { recursive: true, force: true });
  // A new name each time: some file systems are slow to use again what was just deleted.
  const output = join(folder, `site-${run}`);
  for (const name of ["cold", "again"]) {
    const start = performance.now();
    const { stages, memory } = build(output);
    const all = [["", (performance.now() - start) / 1000], ...stages.map(({ stage, seconds }) => [stage, seconds])];
    for (const [stage, seconds] of /** @type {[string, number][]} */ (all)) {
      const key = stage ? `${name}: ${stage}` : name;
      taken.set(key, [...(taken.get(key) ?? []), seconds]);
    }
    if (name === "cold") peak = Math.max(peak, memory);
  }
}
const median = (/** @type {string} */ key) => (taken.get(key) ?? []).sort((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN;
console.log(`${lessons} lessons, median of ${runs}, peak ${peak.toFixed(0)} MB`);
for (const key of taken.keys()) console.log(`  ${key.padEnd(18)} ${(median(key) * 1000).toFixed(1).padStart(9)} ms`);
console.log(`  again / cold       ${(median("again") / median("cold")).toFixed(3).padStart(9)}`);
