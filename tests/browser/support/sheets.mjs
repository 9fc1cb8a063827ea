// Pages as they are printed.
import { join } from "node:path";

import { temporaryFolder } from "./course.mjs";

/**
 * Makes the PDF of a page, as its reader would save it; the page stays in the look it has in print.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<string>} where it is
 */
export async function printed(page) {
  // A page that is still laid out for the screen is printed without its end on a busy machine.
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => new Promise((laidOut) => requestAnimationFrame(() => requestAnimationFrame(laidOut))));
  const path = join(temporaryFolder(), "page.pdf");
  await page.pdf({ path, tagged: true, outline: true, preferCSSPageSize: true, format: "A4" });
  return path;
}
