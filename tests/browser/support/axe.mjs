// axe-core: every rule of WCAG 2.0 to 2.2, levels A and AA, and axe's own best practices; those off by default as well.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { PHONE } from "./browser.mjs";
import { sideways } from "./layout.mjs";
import { none } from "./none.mjs";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** The rules on colours: all that changes where nothing but colours do, and the dearest. */
const colours = ["color-contrast", "link-in-text-block"];

/**
 * What axe finds on a page, one line for each place.
 * @param {import("playwright-core").Page} page
 * @param {"all" | "colours" | "all but colours"} [part] of the rules
 * @returns {Promise<string[]>}
 */
export async function violations(page, part = "all") {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(source);
  const asked = { tags, colours, part };
  return page.evaluate(async ({ tags, colours, part }) => {
    const axe = /** @type {typeof import("axe-core")} */ (Reflect.get(globalThis, "axe"));
    const known = axe.getRules(tags).map((rule) => rule.ruleId);
    if (!colours.every((rule) => known.includes(rule))) throw new Error("axe has other rules on colours");
    const values = known.filter((rule) => part === "all" || colours.includes(rule) === (part === "colours"));
    const rules = Object.fromEntries(values.map((rule) => [rule, { enabled: true }]));
    const found = await axe.run(document, { runOnly: { type: "rule", values }, rules, resultTypes: ["violations"] });
    return found.violations.flatMap((rule) =>
      rule.nodes.map((node) => {
        const why = node.failureSummary?.split("\n").slice(1).join(" ").trim();
        return `${rule.id}: ${node.target.join(" ")}: ${why}`;
      }),
    );
  }, asked);
}

/**
 * In light, in dark, in more contrast and on a phone, and there never wider than it; in the look and at the size it had, afterwards.
 * @param {import("playwright-core").Page} page
 */
export async function assertAccessibleInEveryLook(page) {
  none(await violations(page), "light");
  await page.emulateMedia({ colorScheme: "dark" });
  none(await violations(page, "colours"), "dark");
  await page.emulateMedia({ colorScheme: "light", contrast: "more" });
  none(await violations(page, "colours"), "more contrast");
  await page.emulateMedia({ contrast: "no-preference" });
  const size = page.viewportSize();
  await page.setViewportSize(PHONE);
  none(await sideways(page));
  // All of the page at once: what lies half under the header or a bar would count as too small to hit.
  const height = await page.evaluate(() => document.documentElement.scrollHeight + innerHeight);
  // A browser takes minutes to draw what is far higher: such a page is looked at as it stands.
  if (height < 20_000) await page.setViewportSize({ width: PHONE.width, height });
  none(await violations(page, "all but colours"), "phone");
  if (size) await page.setViewportSize(size);
}

/**
 * @param {import("playwright-core").Page} page
 * @param {string} state what the page shows, for the message
 */
export async function assertAccessible(page, state) {
  none(await violations(page), state);
}
