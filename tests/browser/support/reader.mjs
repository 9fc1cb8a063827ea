// A screen reader without a voice: what it would say of a part of a page, phrase by phrase, from the tree that browsers give it.
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Locator} Locator */

const folder = fileURLToPath(new URL("../transcripts", import.meta.url));
const package_ = dirname(createRequire(import.meta.url).resolve("@guidepup/virtual-screen-reader/package.json"));
/** Its module as a script, since a page takes no modules from elsewhere. */
const source = (await readFile(join(package_, "lib", "esm", "index.browser.js"), "utf8")).replace(
  /export\{(?:.*,)?(\S+) as virtual\};/,
  "globalThis.virtualReader=$1;",
);

/** More phrases than any part of a page has. */
const MOST = 400;

/**
 * Everything that is said of an element when one reads on from its beginning to its end.
 * @param {Locator} part
 * @returns {Promise<string[]>}
 */
export async function read(part) {
  const page = part.page();
  if (!(await page.evaluate(() => "virtualReader" in globalThis))) await page.evaluate(`(()=>{${source}\n})()`);
  return part.evaluate(async (container, most) => {
    /** @type {typeof import("@guidepup/virtual-screen-reader").virtual} */
    const reader = Reflect.get(globalThis, "virtualReader");
    await reader.start({ container });
    const first = await reader.lastSpokenPhrase();
    for (let left = most; left > 0; left -= 1) {
      await reader.next();
      if ((await reader.lastSpokenPhrase()) === first) break;
    }
    const said = await reader.spokenPhraseLog();
    await reader.stop();
    // Of an option it says the value, too, which no other reader does.
    return said.slice(0, -1).map((phrase) => phrase.replace(/, [0-9a-f]{8}(?=,)/, ""));
  }, MOST);
}

/**
 * What is said by itself while something is done: where the focus goes, and what live regions say.
 * @param {Locator} part
 * @param {() => Promise<void>} act
 * @returns {Promise<string[]>}
 */
export async function heard(part, act) {
  const before = await part.getByRole("status").allTextContents();
  await act();
  const after = await part.getByRole("status").allTextContents();
  const said = after.filter((text, at) => text.trim() && text !== before[at]).map((text) => `status: ${spaced(text)}`);
  const focus = await part.evaluate((node) => {
    const at = document.activeElement;
    if (!at || !node.contains(at)) return "";
    const labels = (at.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id));
    return (
      at.getAttribute("aria-label") ??
      (labels
        .map((label) => label?.innerText)
        .join(" ")
        .trim() ||
        (at instanceof HTMLElement ? at.innerText : ""))
    );
  });
  return focus ? [...said, `focus: ${spaced(focus)}`] : said;
}

/** @param {string} text */
const spaced = (text) => text.replace(/\s+/g, " ").trim();

/**
 * Compares a transcript with the one that is kept, or keeps it (`UPDATE=1`).
 * @param {string} name
 * @param {Record<string, string[]>} parts what is said, by what is done
 */
export async function assertTranscript(name, parts) {
  const text = Object.entries(parts)
    .map(([title, said]) => [`# ${title}`, ...said, ""].join("\n"))
    .join("\n");
  const file = join(folder, `${name}.txt`);
  if (process.env.UPDATE) {
    await mkdir(folder, { recursive: true });
    await writeFile(file, text);
    return;
  }
  assert.equal(text, await readFile(file, "utf8"), `${name}: UPDATE=1 keeps what is said now; read it aloud first`);
}
