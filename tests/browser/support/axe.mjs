// axe-core: every rule of WCAG 2.0 to 2.2, levels A and AA, and axe's own best practices; those off by default as well.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { none } from "./none.mjs";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/**
 * What axe finds on a page, one line for each place.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<string[]>}
 */
export async function violations(page) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(source);
  return page.evaluate(async (tags) => {
    const axe = /** @type {typeof import("axe-core")} */ (Reflect.get(globalThis, "axe"));
    const rules = Object.fromEntries(axe.getRules(tags).map((rule) => [rule.ruleId, { enabled: true }]));
    const found = await axe.run(document, {
      runOnly: { type: "tag", values: tags },
      rules,
      resultTypes: ["violations"],
    });
    return found.violations.flatMap((rule) =>
      rule.nodes.map((node) => {
        const why = node.failureSummary?.split("\n").slice(1).join(" ").trim();
        return `${rule.id}: ${node.target.join(" ")}: ${why}`;
      }),
    );
  }, tags);
}

/**
 * @param {import("playwright-core").Page} page
 * @param {string} state what the page shows, for the message
 */
export async function assertAccessible(page, state) {
  none(await violations(page), state);
}
