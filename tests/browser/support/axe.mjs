// axe-core: every rule of WCAG 2.0 to 2.2, levels A and AA, and axe's own best practices; those off by default as well.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { PHONE } from "./browser.mjs";
import { sideways } from "./layout.mjs";
import { none } from "./none.mjs";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** What stays in view while a page scrolls under it. */
const stays = ".masthead, .bar, .assessment-count";

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
  const asked = { tags, colours, part, stays };
  return page.evaluate(async ({ tags, colours, part, stays }) => {
    const axe = /** @type {typeof import("axe-core")} */ (Reflect.get(globalThis, "axe"));
    const known = axe.getRules(tags).map((rule) => rule.ruleId);
    if (!colours.every((rule) => known.includes(rule))) throw new Error("axe has other rules on colours");
    const values = known.filter((rule) => part === "all" || colours.includes(rule) === (part === "colours"));
    const rules = Object.fromEntries(values.map((rule) => [rule, { enabled: true }]));
    const found = await axe.run(document, { runOnly: { type: "rule", values }, rules, resultTypes: ["violations"] });
    // Where a page happens to stand, something that is large enough lies half under what stays in view, and scrolls out of it.
    const fixed = [...document.querySelectorAll(stays)];
    /** @param {import("axe-core").UnlabelledFrameSelector} target */
    const isLargeAndUnder = ([target]) => {
      const element = typeof target === "string" ? document.querySelector(target) : null;
      const place = element?.getBoundingClientRect();
      // WCAG 2.5.8
      if (!place || place.width < 24 || place.height < 24) return false;
      return fixed.some((other) => {
        const { top, bottom } = other.getBoundingClientRect();
        return !other.contains(element) && place.top < bottom && place.bottom > top;
      });
    };
    return found.violations.flatMap((rule) =>
      rule.nodes
        .filter((node) => rule.id !== "target-size" || !isLargeAndUnder(node.target))
        .map((node) => {
          const why = node.failureSummary?.split("\n").slice(1).join(" ").trim();
          return `${rule.id}: ${node.target.join(" ")}: ${why}`;
        }),
    );
  }, asked);
}

/** What is found by its name in a list of controls, without what stands around it. */
const NAMED = 'button, summary, fieldset, [role="button"], [role="group"], [role="radiogroup"], [role="region"]';

/**
 * Buttons and groups of a page that nothing but their place tells apart, by the names that axe computes for them.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<string[]>} element and name of each
 */
export async function indistinct(page) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(source);
  return page.evaluate((selector) => {
    const axe = /** @type {typeof import("axe-core")} */ (Reflect.get(globalThis, "axe"));
    axe.setup(document);
    try {
      const shown = [...document.querySelectorAll(selector)].filter(
        (one) =>
          one.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) &&
          !one.closest('[aria-hidden="true"], [inert]'),
      );
      const names = shown.map((one) => {
        const name = axe.commons.text.accessibleText(one) || (one.textContent ?? "");
        return `${one.getAttribute("role") ?? one.localName} “${name.replace(/\s+/g, " ").trim()}”`;
      });
      return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
    } finally {
      axe.teardown();
    }
  }, NAMED);
}

/**
 * All that the rules on colours look at: of each element with words, its colour, size and weight, and the grounds of all it stands in; of a link, also
 * the words around it.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<string[]>} each once
 */
function colouring(page) {
  return page.evaluate(() => {
    /** @type {Map<Element | null, string>} */
    const grounds = new Map([[null, ""]]);
    /** @param {Element} element @returns {string} */
    const ground = (element) => {
      const known = grounds.get(element);
      if (known !== undefined) return known;
      const { backgroundColor, backgroundImage, opacity, filter } = getComputedStyle(element);
      const own = [backgroundColor, backgroundImage, opacity, filter].join();
      const made = own === "rgba(0, 0, 0, 0),none,1,none" ? "" : ` ${own}`;
      grounds.set(element, ground(/** @type {Element} */ (element.parentElement)) + made);
      return grounds.get(element) ?? "";
    };
    const found = new Set();
    for (const element of document.querySelectorAll("body, body *")) {
      const words = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
      if (!(words || element.matches("input, select, textarea"))) continue;
      const style = getComputedStyle(element);
      const link = element.closest("a");
      const around = link?.parentElement && getComputedStyle(link.parentElement).color;
      const underlined = link && getComputedStyle(link).textDecorationLine;
      const { color, fontSize, fontWeight, textShadow } = style;
      found.add([color, fontSize, fontWeight, textShadow, around, underlined, ground(element)].join("|"));
    }
    return [...found];
  });
}

/** What the rules on colours found nothing to say of. @type {Set<string>} */
const passed = new Set();

/**
 * What the rules on colours find: they are asked where something is coloured as nothing was before, on any page of this file.
 * @param {import("playwright-core").Page} page
 */
async function violationsOfColours(page) {
  const all = await colouring(page);
  if (all.every((one) => passed.has(one))) return [];
  const found = await violations(page, "colours");
  if (!found.length) for (const one of all) passed.add(one);
  return found;
}

/**
 * Puts what stays in view elsewhere, or back where the style sheets have it.
 * @param {import("playwright-core").Page} page
 * @param {"static" | ""} position
 */
function place(page, position) {
  return page.evaluate(
    ({ stays, position }) => {
      for (const one of document.querySelectorAll(stays)) {
        if (one instanceof HTMLElement) one.style.setProperty("position", position, "important");
      }
    },
    { stays, position },
  );
}

/**
 * In light, in dark, in more contrast and on a phone, and there never wider than it; in the look and at the size it had, afterwards.
 * @param {import("playwright-core").Page} page
 */
export async function assertAccessibleInEveryLook(page) {
  none(await indistinct(page));
  none(await violations(page, "all but colours"), "light");
  none(await violationsOfColours(page), "light");
  await page.emulateMedia({ colorScheme: "dark" });
  none(await violationsOfColours(page), "dark");
  await page.emulateMedia({ colorScheme: "light", contrast: "more" });
  none(await violationsOfColours(page), "more contrast");
  await page.emulateMedia({ contrast: "no-preference" });
  const size = page.viewportSize();
  await page.setViewportSize(PHONE);
  none(await sideways(page));
  // What is small and lies half under the header or a bar would count as too small to hit.
  await place(page, "static");
  none(await violations(page, "all but colours"), "phone");
  await place(page, "");
  if (size) await page.setViewportSize(size);
}

/**
 * @param {import("playwright-core").Page} page
 * @param {string} state what the page shows, for the message
 */
export async function assertAccessible(page, state) {
  none(await indistinct(page), state);
  none(await violations(page), state);
}
