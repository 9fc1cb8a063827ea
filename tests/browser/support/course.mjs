// Builds courses with the real program, into temporary folders that go away when the tests end.
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { cp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve, sep } from "node:path";
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

/**
 * A copy of a course, to build or to edit: what the program remembers of it stays out of the repository.
 * @param {string} root
 */
export async function copyOf(root) {
  const copy = join(temporaryFolder(), "course");
  for (const part of ["site.toml", "content", "themes"]) {
    if (existsSync(join(root, part))) await cp(join(root, part), join(copy, part), { recursive: true });
  }
  return copy;
}

/**
 * Builds a copy of a course and says where the site is.
 * @param {string} root the course's folder
 * @param {How} [how]
 */
export async function build(root, how) {
  return buildHere(await copyOf(root), how);
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
