// Chromium, and a watch on everything a page may complain of.
import { after } from "node:test";

import { chromium } from "playwright-core";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").BrowserContextOptions} ContextOptions */

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Long enough for a slow machine; what is waited for ends the wait. */
const PATIENCE = 15_000;

/** The sizes a page is looked at. */
export const PHONE = { width: 320, height: 640 };
export const DESK = { width: 1280, height: 800 };

/** One browser for a file of tests; it closes by itself. */
export async function openBrowser() {
  const browser = await chromium.launch({ executablePath, args });
  after(() => browser.close());
  return browser;
}

/**
 * A page in a context of its own: nothing stored, nothing shared.
 * Nothing is kept for reading offline, unless `offline` says so.
 * @param {import("playwright-core").Browser} browser
 * @param {ContextOptions & {offline?: boolean}} [options]
 */
export async function openPage(browser, { offline = false, ...options } = {}) {
  const context = await browser.newContext({ viewport: DESK, reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(PATIENCE);
  if (!offline)
    await context.addInitScript(() =>
      Object.defineProperty(Navigator.prototype, "serviceWorker", { value: undefined }),
    );
  return context.newPage();
}

/**
 * Collects what must not happen on a page. Read the list at the end.
 * @param {Page} page
 * @param {string} origin where requests may go
 * @returns {string[]}
 */
export function watch(page, origin) {
  /** @type {string[]} */
  const complaints = [];
  page.on("console", (message) => complaints.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("requestfailed", (request) => {
    // A page that is left while it loads gives up what is on its way.
    const why = request.failure()?.errorText;
    if (why !== "net::ERR_ABORTED") complaints.push(`failed: ${request.url()} ${why}`);
  });
  page.on("request", (request) => {
    // What is made on the page itself never leaves it.
    const own = [`${origin}/`, `blob:${origin}/`, "data:"];
    if (!own.some((start) => request.url().startsWith(start))) {
      complaints.push(`elsewhere: ${request.url()}`);
    }
  });
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`status ${response.status()}: ${response.url()}`);
  });
  return complaints;
}

/**
 * Whether all of an element can be seen: in the window, and not under another.
 * @param {import("playwright-core").Locator} locator
 */
export function isUncovered(locator) {
  return locator.evaluate((node) => {
    const box = node.getBoundingClientRect();
    const inside = box.top >= 0 && box.bottom <= innerHeight + 1;
    const spots = [box.top + 2, (box.top + box.bottom) / 2, box.bottom - 2];
    const x = box.left + Math.min(box.width / 2, 40);
    const open = spots.every((y) => {
      const top = document.elementFromPoint(x, y);
      return top !== null && (node.contains(top) || top.contains(node));
    });
    return inside && open;
  });
}
