// Pages as they are printed.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

import { temporaryFolder } from "./course.mjs";

const run = promisify(execFile);

/** What stands below is the margin, with the sheet's number: 22 mm of 297 on A4, of 279 on Letter. */
const MARGIN = 21 / 297;
/** Dots an inch, enough for the end of a line. */
const DOTS = "24";
/** As light as what is printed is at most, of 255. */
const INK = 225;

/**
 * Makes the PDF of a page, as its reader would save it; the page stays in the look it has in print.
 * @param {import("playwright-core").Page} page
 * @param {"A4" | "Letter"} [format]
 * @returns {Promise<string>} where it is
 */
export async function printed(page, format = "A4") {
  // A page that is still laid out for the screen is printed without its end on a busy machine.
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => new Promise((laidOut) => requestAnimationFrame(() => requestAnimationFrame(laidOut))));
  const path = join(temporaryFolder(), "page.pdf");
  await page.pdf({ path, tagged: true, outline: true, preferCSSPageSize: true, format });
  return path;
}

/** @param {string} file @returns {Promise<string[]>} the words of each sheet */
export async function sheets(file) {
  const { stdout } = await run("pdftotext", ["-layout", file, "-"], { maxBuffer: 1 << 26 });
  return stdout.split("\f").slice(0, -1);
}

/**
 * The headings of a PDF with the sheet on which each stands, and the last line of each sheet where all of it is bold, as headings are;
 * else empty. The sheet's number is left out.
 * @param {string} file
 * @returns {Promise<{outline: {title: string, sheet: number}[], last: string[]}>}
 */
export async function headings(file) {
  const { stdout } = await run("pdftohtml", ["-xml", "-i", "-stdout", file], { maxBuffer: 1 << 28 });
  const items = stdout.matchAll(/<item page="(\d+)">(.*?)<\/item>/g);
  const outline = [...items].map(([, sheet, title = ""]) => ({ title: title.trim(), sheet: Number(sheet) }));
  return { outline, last: lastBold(stdout) };
}

/** @param {string} xml what `pdftohtml` makes of a PDF */
function lastBold(xml) {
  return xml
    .split("<page ")
    .slice(1)
    .map((sheet) => {
      const height = Number(/height="(\d+)"/.exec(sheet)?.[1]);
      const parts = [...sheet.matchAll(/<text top="(\d+)"[^>]* height="(\d+)"[^>]*>(.*?)<\/text>/g)]
        .map(([, top, high, words = ""]) => ({ end: Number(top) + Number(high), words }))
        .filter(({ end, words }) => end < height * (1 - MARGIN) && words.replace(/<[^>]*>/g, "").trim());
      const end = Math.max(0, ...parts.map((part) => part.end));
      const last = parts.filter((part) => end - part.end < 4).map(({ words }) => words.trim());
      const isBold = last.every((words) => /^(<a [^>]*>)?<b>.*<\/b>(<\/a>)?$/.test(words));
      return isBold ? last.join(" ").replace(/<[^>]*>/g, "") : "";
    });
}

/**
 * How far down each sheet is printed on, words, lines and pictures alike, as a part of its height; its number in the margin left out.
 * @param {string} file
 * @returns {Promise<number[]>}
 */
export async function inked(file) {
  const options = /** @type {const} */ ({ encoding: "buffer", maxBuffer: 1 << 30 });
  const { stdout } = await run("pdftoppm", ["-r", DOTS, "-gray", file], options);
  const ends = [];
  for (let at = 0; at < stdout.length;) {
    // Netpbm's form for grey pictures: width, height, and then a byte for each dot.
    const [head = "", width = "", height = ""] =
      /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(stdout.toString("latin1", at, at + 40)) ?? [];
    if (!head) throw new Error("no picture of a sheet");
    at += head.length;
    const [across, down] = [Number(width), Number(height)];
    let row = Math.floor(down * (1 - MARGIN));
    while (row > 0 && !stdout.subarray(at + row * across, at + (row + 1) * across).some((dot) => dot < INK)) row -= 1;
    ends.push(row / down);
    at += across * down;
  }
  return ends;
}
