// Builds courses with the real program, into temporary folders that go away when the tests end.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** The folder that holds the shipped course, which is the repository's own. */
export const repository = fileURLToPath(new URL("../../..", import.meta.url));
/** The theme's scripts, as they are written. */
export const scripts = join(repository, "themes", "default", "static", "js");

/** The program under test: `ATTUNE`, or the debug build. */
export const attune = resolve(process.env.ATTUNE ?? join(repository, "target", "debug", "attune"));
if (!existsSync(attune)) throw new Error(`there is no ${attune}: run \`cargo build\`, or set ATTUNE`);

/** @param {string} name a folder of `courses/` */
export const fixture = (name) => fileURLToPath(new URL(`../courses/${name}`, import.meta.url));

/** @type {string[]} */
const folders = [];
process.on("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new empty folder, gone when the process ends. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), "attune-test-"));
  folders.push(folder);
  return folder;
}

const run = promisify(execFile);

/** @typedef {{ baseUrl?: string, output?: string, env?: Record<string, string>, umask?: string, facilitator?: boolean }} How */

/** What a course is made of, beside what the program writes. */
const PARTS = ["site.toml", "content", "themes"];

/**
 * A copy of a course, to build or to edit: what the program remembers of it stays out of the repository.
 * @param {string} root
 */
export async function copyOf(root) {
  const copy = join(temporaryFolder(), "course");
  for (const part of PARTS) {
    if (existsSync(join(root, part))) await cp(join(root, part), join(copy, part), { recursive: true });
  }
  return copy;
}

/**
 * Builds a copy of a course and says where the site is. The site is the caller's own. Where the same was built before, for this or for another file of
 * tests, it is a copy of that.
 * @param {string} root the course's folder
 * @param {How} [how]
 */
export async function build(root, how = {}) {
  const { baseUrl, facilitator, ...other } = how;
  if (Object.keys(other).length) return buildHere(await copyOf(root), how);
  const program = join(sites, await programStamp());
  const kept = join(program, await digestOf(root, { baseUrl, facilitator }));
  const output = join(temporaryFolder(), "site");
  if (!existsSync(kept)) {
    const day = today();
    await buildHere(await copyOf(root), { ...how, output });
    if (day === today()) await keep(output, kept);
    return output;
  }
  await cp(kept, output, { recursive: true });
  return output;
}

/** Where built sites are kept: a folder for each program, and in it one for each course with its options. */
const sites = join(repository, "target", "sites");
/** What a program may see of the day: pages say when they were built. */
const today = () => new Date().toISOString().slice(0, 10);

/** Tells the program from one that was compiled before or after, at the same place. */
async function programStamp() {
  const { ino, size, mtimeNs, ctimeNs } = await stat(attune, { bigint: true });
  return createHash("sha256").update([attune, ino, size, mtimeNs, ctimeNs].join(" ")).digest("hex").slice(0, 32);
}

/**
 * All that decides what a build makes, but for the program: every file of the course, the options, the environment and the day.
 * @param {string} course
 * @param {{ baseUrl?: string | undefined, facilitator?: boolean | undefined }} options
 */
async function digestOf(course, options) {
  const hash = createHash("sha256");
  const environment = Object.entries(process.env).filter(([name]) => !name.startsWith("NODE_"));
  hash.update(JSON.stringify([options, environment.sort(), today()]));
  for (const part of PARTS.map((part) => join(course, part))) {
    const entry = await stat(part).catch(() => undefined);
    const files = entry?.isDirectory() ? (await filesOf(part)).map((file) => join(part, file)) : entry ? [part] : [];
    for (const file of files) {
      const bytes = await readFile(file);
      hash.update(JSON.stringify([relative(course, file), bytes.length])).update(bytes);
    }
  }
  return hash.digest("hex").slice(0, 32);
}

/**
 * Keeps a copy of a site; whole, whoever looks. Those of other programs go when none was added since yesterday.
 * @param {string} site
 * @param {string} kept
 */
async function keep(site, kept) {
  const program = dirname(kept);
  await mkdir(program, { recursive: true });
  for (const name of await readdir(sites)) {
    const folder = join(sites, name);
    const made = folder === program ? undefined : await stat(folder).catch(() => undefined);
    if (made && Date.now() - made.mtimeMs > 86_400_000) await rm(folder, { recursive: true, force: true });
  }
  const whole = await mkdtemp(join(program, "new-"));
  await cp(site, whole, { recursive: true });
  // Two that build the same at once: the first one's stays.
  await rename(whole, kept).catch(async (fault) => {
    if (!existsSync(kept)) throw fault;
    await rm(whole, { recursive: true, force: true });
  });
}

/**
 * Builds a course where it stands.
 * @param {string} root
 * @param {How} [how]
 * @returns {Promise<string>} the site's folder
 */
export async function buildHere(root, how = {}) {
  const output = how.output ?? join(temporaryFolder(), "site");
  const order = ["build", "--quiet", "--root", root, "--output", output];
  if (how.baseUrl) order.push("--base-url", how.baseUrl);
  if (how.facilitator) order.push("--facilitator");
  const env = { ...process.env, NO_COLOR: "1", ...how.env };
  await run("sh", ["-c", 'umask "$0" && exec "$@"', how.umask ?? "022", attune, ...order], { env, maxBuffer: 1 << 26 });
  return output;
}

/**
 * Every file of a folder, as sorted paths with `/`.
 * @param {string} folder
 * @param {string} [ending]
 */
export async function filesOf(folder, ending = "") {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

/**
 * The address of each page below the site's root, such as `""`, `glossary/` and `404.html`; without those that only
 * lead on to another.
 * @param {string} folder
 */
export async function pagesOf(folder) {
  const files = await filesOf(folder, ".html");
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  const pages = files.filter((_, at) => !texts[at]?.includes('http-equiv="refresh"'));
  return pages.map((file) => file.replace(/(^|\/)index\.html$/, "$1"));
}
