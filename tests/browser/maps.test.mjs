// Maps of many scenarios, as browsers draw them: no line crosses a word or a step that it does not lead to, and nothing is cut.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { openBrowser, openPage } from "./support/browser.mjs";
import { buildHere, temporaryFolder } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { none } from "./support/none.mjs";
import { scenario } from "./support/scenarios.mjs";
import { serve } from "./support/server.mjs";

const SEEDS = Array.from({ length: 40 }, (_, at) => at + 1);
/** One is far larger than an author would write; its moments and lines take more than a thousand places. */
const LARGE = 40;
const LANGUAGES = {
  en: ["They agree to meet again", "He leaves without a word", "Unresolved"],
  es: ["Reparación parcial del vínculo", "Malentendido", "Sin reparación"],
  de: ["Keine Wiederherstellung", "Beziehungsabbruch", "MMMM WWWWW"],
  ar: ["إصلاح جزئي للعلاقة", "لم يحدث إصلاح", "استمرار القطيعة بينهما"],
};

const browser = await openBrowser();

/** A facilitator's edition, where maps stand open. @param {string} language @param {string[]} outcomes */
async function site(language, outcomes) {
  const root = temporaryFolder();
  await mkdir(join(root, "content", "room"), { recursive: true });
  const course = `title = "Maps"\nbase_url = "https://attune.example/"\nlanguage = "${language}"\n`;
  await writeFile(join(root, "site.toml"), course);
  // Every other one calls its endings what the interface calls them.
  const scenarios = SEEDS.map((seed) => scenario(seed, seed % 2 ? outcomes : [], seed === LARGE ? 100 : undefined));
  const pages = { "_index.md": "All.", "room/_index.md": "All.", "room/maps.md": scenarios.join("\n") };
  for (const [path, text] of Object.entries(pages))
    await writeFile(join(root, "content", path), `---\ntitle: Maps\n---\n\n${text}\n`);
  return serve(await buildHere(root, { facilitator: true }));
}

/**
 * What is wrong with the maps of a page, and how many lines were looked at, of which some lead back.
 * @param {import("playwright-core").Page} page
 */
function look(page) {
  return page.evaluate(() => {
    const faults = [];
    const seen = { lines: 0, back: 0, words: 0 };
    for (const map of document.querySelectorAll("attune-scenario")) {
      const svg = map.querySelector(".scenario-drawing svg");
      if (!(svg instanceof SVGSVGElement)) throw new Error("no drawing");
      const words = [...svg.querySelectorAll("tspan")].map((line) => ({ text: line.textContent, ...box(line) }));
      const steps = [...svg.querySelectorAll(".map-node")].map((node) => {
        const { cx, cy, r } = /** @type {SVGCircleElement} */ (node.querySelector("circle"));
        return { at: node.getAttribute("data-at"), x: cx.baseVal.value, y: cy.baseVal.value, r: r.baseVal.value };
      });
      const { width, height } = svg.viewBox.baseVal;
      for (const [at, a] of words.entries()) {
        if (a.left < 0 || a.top < 0 || a.right > width || a.bottom > height) faults.push(`${map.id}: ${a.text} is cut`);
        for (const b of words.slice(at + 1))
          if (a.left < b.right && b.left < a.right && a.top + 2 < b.bottom && b.top + 2 < a.bottom)
            faults.push(`${map.id}: ${a.text} over ${b.text}`);
      }
      seen.words += words.length;
      for (const line of svg.querySelectorAll(".map-edge")) {
        if (!(line instanceof SVGPathElement)) continue;
        const { from, to } = line.dataset;
        const name = `${map.id}: the line from ${from} to ${to}`;
        seen.lines++;
        const [start, end] = [from, to].map((id) => steps.find(({ at }) => at === id));
        if (start && end && start.y >= end.y) seen.back++;
        const length = line.getTotalLength();
        for (let at = 0; at <= length; at += 3) {
          const { x, y } = line.getPointAtLength(at);
          const over = words.find((box) => x > box.left && x < box.right && y > box.top && y < box.bottom);
          const through = steps.find((step) => Math.hypot(x - step.x, y - step.y) < step.r - 1);
          const out = x < 0 || y < 0 || x > width || y > height;
          if (!over && !through && !out) continue;
          faults.push(`${name} ${over ? `crosses “${over.text}”` : through ? `crosses ${through.at}` : "is cut"}`);
          break;
        }
      }
    }
    return { faults, seen };

    /** What a line of words takes, in units of the drawing. @param {SVGTSpanElement} line */
    function box(line) {
      const { x, y, width, height } = line.getBBox();
      return { left: x, right: x + width, top: y, bottom: y + height };
    }
  });
}

for (const [language, outcomes] of Object.entries(LANGUAGES)) {
  test(`no line of a map crosses a word, in ${language}`, async (t) => {
    const host = await site(language, outcomes);
    atEnd(t, () => host.close());
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    await page.goto(`${host.root}room/maps/`);
    const { faults, seen } = await look(page);
    assert.ok(seen.lines > 400 && seen.back > 40 && seen.words > 100, JSON.stringify(seen));
    none(faults);
  });
}
