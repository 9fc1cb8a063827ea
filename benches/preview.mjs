// How long an author waits: from saving a file to the page that shows it, for every kind of edit; and whether memory
// grows. `node benches/preview.mjs [--lessons 10000] [--edits 50] [--many 500]` builds a course in a temporary folder.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync, mkdirSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { lessonPath, moduleName, write } from "./corpus.mjs";

const option = (/** @type {string} */ name, /** @type {number} */ otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const lessons = option("lessons", 10_000);
const edits = option("edits", 50);
const many = option("many", 500);
const repository = fileURLToPath(new URL("..", import.meta.url));
const attune = resolve(process.env.ATTUNE ?? join(repository, "target", "release", "attune"));
const PATIENCE = 60_000;

const root = mkdtempSync(join(tmpdir(), "attune-bench-"));
process.on("exit", () => rmSync(root, { recursive: true, force: true }));
write(root, lessons);
const file = (/** @type {string} */ path) => join(root, path);
const sleep = (/** @type {number} */ ms) => new Promise((done) => setTimeout(done, ms));

const begun = performance.now();
const child = spawn(attune, ["serve", "--root", root, "--port", "0"], { stdio: ["ignore", "ignore", "pipe"] });
process.on("exit", () => child.kill());
const origin = await new Promise((found) => {
  let said = "";
  child.stderr.on("data", (data) => {
    said += data;
    const [, port] = /http:\/\/127\.0\.0\.1:(\d+)/.exec(said) ?? [];
    if (port) found(`http://127.0.0.1:${port}/`);
  });
});

/** @param {string} path @returns {Promise<{status: number, text: string}>} */
const ask = (path) => new Promise((done, failed) => {
  request(origin + path, (response) => {
    let text = "";
    response.setEncoding("utf8").on("data", (part) => { text += part; });
    response.on("end", () => done({ status: response.statusCode ?? 0, text }));
  }).on("error", failed).end();
});

/**
 * Milliseconds until the answer is as it should be.
 * @param {string} path
 * @param {(answer: {status: number, text: string}) => boolean} wanted
 */
async function until(path, wanted) {
  const start = performance.now();
  for (;;) {
    if (wanted(await ask(path))) return performance.now() - start;
    if (performance.now() - start > PATIENCE) throw new Error(`${path} did not change`);
    await sleep(1);
  }
}

/** Megabytes of the preview, where the system tells. */
const memory = () => {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
};

/**
 * @param {string} name
 * @param {number} times
 * @param {(turn: number) => Promise<number>} once
 */
async function measure(name, times, once) {
  const taken = [];
  for (let turn = 0; turn < times; turn += 1) {
    taken.push(await once(turn));
    await sleep(60);
  }
  taken.sort((a, b) => a - b);
  const median = taken[Math.floor(taken.length / 2)] ?? 0;
  console.log(`${name.padEnd(34)} median ${median.toFixed(1).padStart(7)} ms  worst ${(taken.at(-1) ?? 0).toFixed(1).padStart(7)} ms  of ${times}`);
}

await until(`${lessonPath(1)}/`, ({ status }) => status === 200);
console.log(`${"ready".padEnd(34)} ${(performance.now() - begun).toFixed(0)} ms, ${memory().toFixed(0)} MB`);
// Faults of templates are looked for behind; that is over before the first edit.
await sleep(lessons / 2);
console.log(`${"after looking through every page".padEnd(34)} ${memory().toFixed(0)} MB`);

const one = `content/${lessonPath(1)}.md`;
const address = `${lessonPath(1)}/`;
const text = readFileSync(file(one), "utf8");
const few = Math.max(3, Math.floor(edits / 5));
const body = (/** @type {number} */ turn) => {
  writeFileSync(file(one), `${text}\nEdit number ${turn} of the bench.\n`);
  return until(address, (answer) => answer.text.includes(`Edit number ${turn} of the bench.`));
};
await measure("body of a lesson", edits, body);
await measure("title of a lesson", edits, (turn) => {
  writeFileSync(file(one), text.replace(/title: .*/, `title: Title ${turn}`));
  return until(address, (answer) => answer.text.includes(`<h1>Title ${turn}</h1>`));
});
await measure("new lesson", few, (turn) => {
  writeFileSync(file(`content/${moduleName(0)}/zz-new-${turn}.md`), `---\ntitle: New ${turn}\n---\n\nText.\n`);
  return until(`${moduleName(0)}/zz-new-${turn}/`, ({ status }) => status === 200);
});
await measure("lesson renamed", few, (turn) => {
  renameSync(file(`content/${moduleName(0)}/zz-new-${turn}.md`), file(`content/${moduleName(0)}/zz-other-${turn}.md`));
  return until(`${moduleName(0)}/zz-other-${turn}/`, ({ status }) => status === 200);
});
await measure("lesson deleted", few, (turn) => {
  rmSync(file(`content/${moduleName(0)}/zz-other-${turn}.md`));
  return until(`${moduleName(0)}/zz-other-${turn}/`, ({ status }) => status === 404);
});
// Nothing links to a module of its own.
mkdirSync(file("content/zz-apart"));
writeFileSync(file("content/zz-apart/_index.md"), "---\ntitle: Apart\n---\n");
await until("zz-apart/", ({ status }) => status === 200);
await measure("folder moved", few, (turn) => {
  const [from, to] = turn % 2 ? ["zz-moved", "zz-apart"] : ["zz-apart", "zz-moved"];
  renameSync(file(`content/${from}`), file(`content/${to}`));
  return until(`${from}/`, ({ status }) => status === 404);
});
await measure("site.toml", few, (turn) => {
  writeFileSync(file("site.toml"), `title = "Course ${turn}"\n`);
  return until(address, (answer) => answer.text.includes(`Course ${turn}`));
});
const base = readFileSync(join(repository, "themes/default/templates/base.html"), "utf8");
mkdirSync(file("themes/default/templates"), { recursive: true });
await measure("base template of the theme", few, (turn) => {
  writeFileSync(file("themes/default/templates/base.html"), base.replace("</body>", `<p>Turn ${turn}</p></body>`));
  return until(address, (answer) => answer.text.includes(`Turn ${turn}`));
});
if (many > 0) {
  const levels = [];
  for (let turn = 0; turn < many; turn += 1) {
    await body(turn + 1000);
    if (turn % 50 === 49) levels.push(memory().toFixed(0));
  }
  console.log(`${`memory after each 50 of ${many} edits`.padEnd(34)} ${levels.join(" ")} MB`);
}
process.exit(0);
