// How long publishing takes: a first upload against `aws s3 sync` of the same files to the same store (moto), and a publication of what
// is unchanged. `node benches/publish.mjs [--lessons 10000] [--runs 3]`; the store comes from tests/stores/install, and `aws` from the
// path or from $AWS, where it is installed.
import { spawn, spawnSync } from "node:child_process";
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { write } from "./corpus.mjs";

const option = (/** @type {string} */ name, /** @type {string} */ otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : process.argv[at + 1] ?? otherwise;
};
const lessons = Number(option("lessons", "10000"));
const runs = Number(option("runs", "3"));
const repository = fileURLToPath(new URL("..", import.meta.url));
const attune = resolve(process.env.ATTUNE ?? join(repository, "target", "release", "attune"));
const folder = mkdtempSync(join(tmpdir(), "attune-bench-"));
const root = join(folder, "course");
const variables = { ...process.env, AWS_ACCESS_KEY_ID: "attune", AWS_SECRET_ACCESS_KEY: "attune", AWS_DEFAULT_REGION: "us-east-1" };

/** A port that is free. @returns {Promise<number>} */
const freePort = () =>
  new Promise((found) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => found(port));
    });
  });

const port = await freePort();
const endpoint = `http://127.0.0.1:${port}`;
const store = spawn(join(repository, "tests/stores/.venv/bin/moto_server"), ["-H", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
process.on("exit", () => {
  store.kill();
  rmSync(folder, { recursive: true, force: true });
});
for (let made = false; !made;) {
  made = await fetch(`${endpoint}/course`, { method: "PUT" }).then((answer) => answer.ok, () => false);
}

write(root, lessons);
appendFileSync(join(root, "site.toml"), `\n[publish.live]\nto = "s3://course"\nendpoint = "${endpoint}"\nallow_http = true\n`);

/** Runs a program, and returns what it printed and how long it took. @param {string} program @param {string[]} words */
function timed(program, words) {
  const start = performance.now();
  const ran = spawnSync(program, words, { encoding: "utf8", env: variables });
  if (ran.status !== 0) throw new Error(`${program}: ${ran.stderr}${ran.error ?? ""}`);
  return { out: ran.stdout, said: ran.stderr, seconds: (performance.now() - start) / 1000 };
}

/** @param {string} out */
const stages = (out) => new Map(JSON.parse(out).map((/** @type {{stage: string, seconds: number}} */ stage) => [stage.stage, stage.seconds]));
const publish = ["publish", "live", "--timings=json", "--root", root];

const first = timed(attune, publish);
console.log(first.said.trim().split("\n").at(-1));
const sending = stages(first.out).get("publish") ?? Number.NaN;
const kilobytes = Number(/\((\d+) kB\)/.exec(first.said)?.[1]);
console.log(`  first upload       ${sending.toFixed(2).padStart(9)} s   ${(kilobytes / 1000 / sending).toFixed(2)} MB/s`);

const own = [];
for (let run = 0; run < runs; run += 1) own.push(stages(timed(attune, publish).out).get("publish") ?? Number.NaN);
own.sort((a, b) => a - b);
console.log(`  unchanged          ${(own[Math.floor(runs / 2)] ?? Number.NaN).toFixed(3).padStart(9)} s   to know, the build left out; median of ${runs}`);

const aws = process.env.AWS ?? "aws";
if (spawnSync(aws, ["--version"]).error) {
  console.log("  aws s3 sync              not measured: there is no `aws`");
} else {
  const site = join(folder, "site");
  timed(attune, ["build", "--quiet", "--root", root, "--output", site]);
  await fetch(`${endpoint}/other`, { method: "PUT" });
  const sync = timed(aws, ["--endpoint-url", endpoint, "s3", "sync", "--quiet", site, "s3://other"]);
  console.log(`  aws s3 sync        ${sync.seconds.toFixed(2).padStart(9)} s   ${(kilobytes / 1000 / sync.seconds).toFixed(2)} MB/s`);
}
