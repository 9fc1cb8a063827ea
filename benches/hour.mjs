// An hour of authoring: 1,000 edits of all kinds against the running preview, each answer compared with what a cold build
// makes. `node benches/hour.mjs [--edits 1000] [--lessons 60] [--seed 1]`
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { write } from "./corpus.mjs";

const option = (/** @type {string} */ name, /** @type {number} */ otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const edits = option("edits", 1000);
const lessons = option("lessons", 60);
const seed = option("seed", 1);
const repository = fileURLToPath(new URL("..", import.meta.url));
const attune = resolve(process.env.ATTUNE ?? join(repository, "target", "release", "attune"));
/** A page has this long to become what it should be. */
const PATIENCE = 180_000;

const folder = mkdtempSync(join(tmpdir(), "attune-hour-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const root = join(folder, "course");
write(root, lessons);

let state = seed;
const pick = (/** @type {number} */ below) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};
const at = (/** @type {string} */ path) => join(root, path);
const one = (/** @type {string[]} */ of) => of[pick(of.length)] ?? "";
/** @param {string} [from] @returns {string[]} */
const pages = (from = "content") => readdirSync(at(from), { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? pages(`${from}/${entry.name}`) : entry.name.endsWith(".md") ? [`${from}/${entry.name}`] : []);
const put = (/** @type {string} */ path, /** @type {string} */ text) => {
  mkdirSync(dirname(at(path)), { recursive: true });
  // Editors save in both ways.
  if (pick(2)) return writeFileSync(at(path), text);
  writeFileSync(`${at(path)}~`, text);
  return renameSync(`${at(path)}~`, at(path));
};
const text = (/** @type {string} */ path) => readFileSync(at(path), "utf8");

/** Does something that an author might do; the error it makes is fixed by the step after it. @type {(() => void)[]} */
let fix = [];
/** @param {number} number */
function edit(number) {
  if (fix.length) return fix.pop()?.();
  const lesson = one(pages().filter((path) => !path.endsWith("_index.md")));
  const kinds = [
    () => put(lesson, `${text(lesson)}\nEdit ${number}.\n`),
    () => put(lesson, `${text(lesson)}\nEdit ${number}.\n`),
    () => put(lesson, text(lesson).replace(/title: .*/, `title: Title ${number}`)),
    () => put(lesson, `${text(lesson)}\n::: note\nNote ${number}.\n:::\n`),
    () => put(`${dirname(lesson)}/zz-new-${number}.md`, `---\ntitle: New ${number}\n---\n\nText ${number}.\n`),
    () => {
      const own = one(pages().filter((path) => path.includes("zz-new")));
      if (own) rmSync(at(own));
    },
    () => {
      const own = one(pages().filter((path) => path.includes("zz-new")));
      if (own) renameSync(at(own), at(own.replace(/zz-new-\d+/, `zz-new-${number}`)));
    },
    () => {
      const before = text(lesson);
      put(lesson, `${before}\n[nowhere](nowhere-${number}.md)\n`);
      fix.push(() => put(lesson, `${before}\nFixed ${number}.\n`));
    },
    () => put("site.toml", `title = "Course ${number}"\n`),
    () => put("themes/default/static/extra.css", `p { margin: ${number}px }\n`),
    () => put("themes/default/strings/en.toml", `skip = "Skip ${number}"\n`),
    () => put("content/glossary.yaml", `rupture:\n  term: Rupture ${number}\n  definition: A strain.\n`),
    () => {
      const [from, to] = existsSync(at("content/zz-apart")) ? ["zz-apart", "zz-moved"] : ["zz-moved", "zz-apart"];
      if (existsSync(at(`content/${from}`))) renameSync(at(`content/${from}`), at(`content/${to}`));
      else put("content/zz-apart/_index.md", "---\ntitle: Apart\n---\n\nText.\n");
    },
  ];
  return kinds[pick(kinds.length)]?.();
}

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

/** A page without what the preview puts into it. @param {string} path */
async function served(path) {
  const answer = await fetch(origin + path, { headers: { "accept-encoding": "identity" } });
  const html = await answer.text();
  const own = /<link rel="stylesheet" href="\/__attune\/[^>]*>|<script type="module" src="\/__attune\/[^>]*><\/script>|<noscript><p class="attune-problems">[^]*?<\/noscript>/g;
  return { status: answer.status, html: html.replace(own, "") };
}

/** @param {string} from @param {string} [below] @returns {string[]} */
const files = (from, below = "") => readdirSync(join(from, below), { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? files(from, `${below}${entry.name}/`) : [`${below}${entry.name}`]);

let [compared, broken] = [0, 0];
for (let number = 0; number < edits; number += 1) {
  edit(number);
  const cold = join(folder, "cold");
  rmSync(cold, { recursive: true, force: true });
  rmSync(at(".attune"), { recursive: true, force: true });
  try {
    execFileSync(attune, ["build", "--quiet", "--root", root, "--output", cold], { stdio: "ignore" });
  } catch {
    // A course with errors: the last good page stays, which the next good build shows.
    broken += 1;
    continue;
  }
  const made = files(cold).filter((path) => path.endsWith("index.html"));
  const changed = made.filter((path) => statSync(join(cold, path)).isFile());
  // Every page now and then, otherwise a few.
  const looked = number % 50 === 0 ? changed : Array.from({ length: 8 }, () => one(changed));
  for (const path of looked) {
    const wanted = readFileSync(join(cold, path), "utf8");
    const start = performance.now();
    let answer = await served(path.replace(/index\.html$/, ""));
    while (answer.html !== wanted) {
      if (performance.now() - start > PATIENCE) throw new Error(`edit ${number}: ${path} differs from a cold build`);
      await new Promise((done) => setTimeout(done, 5));
      answer = await served(path.replace(/index\.html$/, ""));
    }
    compared += 1;
  }
  const gone = await served(`zz-never/${number}/`);
  if (gone.status !== 404) throw new Error("an address that was never there answers");
}
console.log(`${edits} edits, ${broken} of them errors; ${compared} answers were what a cold build makes`);
process.exit(0);
