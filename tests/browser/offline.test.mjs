// Reading offline: what was read is there without a connection, the whole course on request; a deployment in between mixes nothing; a
// full device breaks nothing; and it can be switched off. With the real worker, in Chromium.
import assert from "node:assert/strict";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";

import { openBrowser, openPage } from "./support/browser.mjs";
import { buildHere, copyOf, fixture } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { gate } from "./support/gate.mjs";
import { check, choose, question } from "./support/item.mjs";
import { QUIET } from "./support/learner.mjs";
import { serve } from "./support/server.mjs";

/** @typedef {import("playwright-core").Page} Page */

const SUB = "/some/where/";
const LESSON = "first/shift/";
const PLAIN = "first/plain/";
const browser = await openBrowser();

/**
 * A course of its own below a path, and a reader.
 * @param {import("node:test").TestContext} t
 */
async function published(t) {
  const course = await copyOf(fixture("learner"));
  const output = await buildHere(course, { baseUrl: `https://attune.example${SUB}` });
  const site = await serve(output, SUB);
  atEnd(t, () => site.close());
  const front = await gate(site.origin);
  atEnd(t, () => front.close());
  const host = { origin: front.origin, root: front.origin + SUB };
  const page = await openPage(browser, { offline: true });
  atEnd(t, () => page.context().close());
  // The host is out of reach, too: what the browser is told does not always reach a worker that was started anew.
  /** @param {boolean} isOffline */
  const setOffline = async (isOffline) => {
    if (isOffline) front.answers.set(/^/, { gone: true });
    else front.answers.clear();
    await page.context().setOffline(isOffline);
  };
  /** @param {string} file @param {(text: string) => string} change */
  const edit = async (file, change) =>
    writeFile(join(course, file), change(await readFile(join(course, file), "utf8")));
  const deploy = () => buildHere(course, { output, baseUrl: `https://attune.example${SUB}` });
  return { page, host, answers: front.answers, drop: front.drop, setOffline, edit, deploy, output, course };
}

/** Waits until a page is kept. @param {Page} page @param {string} path */
const kept = (page, path) =>
  page.evaluate(async (url) => {
    for (;;) {
      const names = (await caches.keys()).filter((name) => name.startsWith("attune:"));
      for (const name of names) if (await (await caches.open(name)).match(url)) return;
      await new Promise((done) => setTimeout(done, 50));
    }
  }, new URL(path, page.url()).href);

/** Until the worker of this page's site is there. @param {Page} page */
const ready = (page) => page.evaluate(async () => void (await navigator.serviceWorker.ready));
/** @param {Page} page @returns {Promise<string[]>} */
const names = (page) => page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith("attune:")));
/** @param {Page} page */
const registrations = (page) => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);

/** @param {Page} page */
const isKeptOrWorked = async (page) => (await registrations(page)) > 0 || (await names(page)).length > 0;

/** Whether a worker with a cache of its own is the only one. @param {Page} page @param {string | undefined} before the cache of the other one */
const isTakenOver = (page, before) =>
  page.evaluate(async (old) => {
    const all = (await caches.keys()).filter((name) => name.startsWith("attune:"));
    const registration = await navigator.serviceWorker.getRegistration();
    return (
      all.some((name) => name !== old) && registration?.active && !registration.installing && !registration.waiting
    );
  }, before);

/**
 * A worker that another one waits for is stopped when it has had nothing to do for half a minute; under a debugger, as here, only after five.
 * @param {Page} page
 */
async function stopWorkerThatIsWaitedFor(page) {
  const isWaitedFor = await page.evaluate(async () => !!(await navigator.serviceWorker.getRegistration())?.waiting);
  if (!isWaitedFor) return;
  const session = await page.context().newCDPSession(page);
  await session.send("ServiceWorker.enable");
  await session.send("ServiceWorker.stopAllWorkers");
  await session.detach();
}

/** The bytes of all files that are kept. @param {import("playwright-core").Page} page */
const bytesKept = (page) =>
  page.evaluate(async () => {
    let bytes = 0;
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        if (/offline-(note|whole)$/.test(request.url)) continue;
        bytes += (await (await cache.match(request))?.blob())?.size ?? 0;
      }
    }
    return bytes;
  });

/** What a page stands on, and its letters. @param {import("playwright-core").Page} page */
const look = (page) =>
  page.evaluate(() => {
    const ground = [document.documentElement, document.body].map((node) => getComputedStyle(node).backgroundColor);
    const { color, fontFamily } = getComputedStyle(document.querySelector("h1") ?? document.body);
    return [ground.find((each) => each !== "rgba(0, 0, 0, 0)"), color, fontFamily];
  });

describe("offline", () => {
  test("what was read is there with working questions, also after a restart of the page; what was not says so", async (t) => {
    const { page, host, setOffline } = await published(t);
    await page.goto(host.root + LESSON, QUIET);
    await ready(page);
    await kept(page, host.root + LESSON);
    await kept(page, `${host.root}offline-note`);
    await setOffline(true);
    await page.reload();
    const item = await question(page, "one");
    await choose(item, "Noticing");
    await check(item);
    await item.locator(".said").first().waitFor();
    await page.goto(host.root + PLAIN);
    await page.getByRole("heading", { name: "You are offline" }).waitFor();
    await page.getByRole("link", { name: "Home" }).waitFor();
    // It has the look of the course, in the dark too, and the width of a phone.
    for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
      await page.emulateMedia({ colorScheme });
      await page.goto(host.root + LESSON);
      const paper = await look(page);
      await page.goto(host.root + PLAIN);
      await page.getByRole("heading", { name: "You are offline" }).waitFor();
      assert.deepEqual(await look(page), paper, colorScheme);
    }
    assert.equal(await page.locator("meta[name=viewport]").count(), 1);
    await setOffline(false);
    await page.getByRole("link", { name: "Reload page" }).click();
    await page.locator("article.lesson").waitFor();
    await page.goto(host.root + PLAIN, QUIET);
    await kept(page, host.root + PLAIN);
    await setOffline(true);
    await page.reload();
    await page.locator("article.lesson").waitFor();
    // As somebody may have written it down.
    await page.goto(`${host.root}${LESSON.replace(/\/$/, "")}?from=paper`, QUIET);
    await question(page, "one");
    await page.waitForURL(`${host.root}${LESSON}?from=paper`);
  });

  test("the whole course comes with its size and how much has come, and search works in it", async (t) => {
    const { page, host, setOffline } = await published(t);
    await page.goto(`${host.root}my/progress/`, QUIET);
    await ready(page);
    const get = page.getByRole("button", { name: /^Make available offline \([\d.]+ MB\)$/ });
    await get.waitFor();
    const said = Number(/[\d.]+/.exec(await get.innerText())?.[0]);
    const before = await bytesKept(page);
    await page.evaluate(() => {
      const bars = Object.assign(globalThis, { bars: /** @type {number[]} */ ([]) }).bars;
      new MutationObserver(() => {
        const bar = document.querySelector("[data-offline-choice] progress");
        if (bar instanceof HTMLProgressElement) bars.push(bar.position);
      }).observe(document.body, { childList: true, subtree: true });
    });
    await get.click();
    await page.getByText("The whole course is available offline.").waitFor();
    const came = (await bytesKept(page)) - before;
    assert.equal(said, Math.round(came / 1e5) / 10, "the size is that of what came");
    const bars = await page.evaluate(() => /** @type {{bars: number[]}} */ (/** @type {unknown} */ (globalThis)).bars);
    assert.equal(bars.at(-1), 1, "the bar ends at its end");
    assert.ok(bars.length > 1 && bars.every((value, at) => value >= (bars[at - 1] ?? 0)), "and does not go back");
    const { files } = await (await page.request.get(`${host.root}offline.json`)).json();
    for (const [path, bytes] of files)
      assert.equal(bytes, (await (await page.request.get(host.root + path)).body()).length, path || "home");
    await setOffline(true);
    for (const path of ["", LESSON, PLAIN, "second/test/", "glossary/", "my/review/"].filter(
      (path) => path !== "glossary/",
    )) {
      await page.goto(host.root + path);
      await page.locator("h1").waitFor();
      assert.notEqual(await page.locator("h1").innerText(), "You are offline", path);
    }
    await page.keyboard.press("/");
    await page.getByRole("searchbox").fill("shift");
    await page.locator(".search-results a").first().waitFor();
    assert.ok(await page.locator(".search-notice").isHidden(), "inside pages");
    await page.keyboard.press("Escape");
    await page.goto(`${host.root}my/progress/`);
    await setOffline(false);
    await page.reload(QUIET);
    await page.getByRole("button", { name: "Remove the offline copy" }).click();
    await page.getByText("The offline copy was removed.").waitFor();
    assert.deepEqual([await names(page), await registrations(page)], [[], 0]);
    await page.goto(host.root + LESSON, QUIET);
    assert.deepEqual([await names(page), await registrations(page)], [[], 0], "it stays so");
  });

  test("a deployment in between: all that was kept is of the new edition, or all of the old one", async (t) => {
    const { page, host, setOffline, edit, deploy } = await published(t);
    for (const path of [LESSON, PLAIN]) {
      await page.goto(host.root + path, QUIET);
      await ready(page);
      await kept(page, host.root + path);
    }
    const [before] = await names(page);
    for (const file of ["01-shift.md", "02-plain.md"])
      await edit(`content/01-first/${file}`, (text) => text.replace(/^title: .*$/m, "title: Of the new edition"));
    await deploy();
    // One page is read online, the other is not: offline both are new.
    await page.goto(host.root + LESSON, QUIET);
    while (!(await isTakenOver(page, before))) await stopWorkerThatIsWaitedFor(page);
    await setOffline(true);
    for (const path of [LESSON, PLAIN]) {
      await page.goto(host.root + path);
      assert.equal(await page.locator("h1").innerText(), "Of the new edition", path);
    }
    const stale = await page.evaluate(async (old) => {
      const cache = await caches.open(old ?? "");
      return (await cache.keys()).map(({ url }) => url).filter((url) => !/assets\/[0-9a-f]{8}\//.test(url));
    }, before);
    assert.deepEqual(stale, [], "of the old edition only the theme's files stay, for pages that are open");
  });

  test("a deployment with a lesson renamed and another removed leaves no dead link, and a whole course whole", async (t) => {
    const { page, host, setOffline, edit, deploy, course } = await published(t);
    await page.goto(`${host.root}my/progress/`, QUIET);
    await ready(page);
    await page.getByRole("button", { name: /^Make available offline/ }).click();
    await page.getByText("The whole course is available offline.").waitFor();
    const [before] = await names(page);
    const folder = join(course, "content", "01-first");
    await edit("content/01-first/01-shift.md", (text) => text.replace("[old/shift/]", "[old/shift/, first/shift/]"));
    await rename(join(folder, "01-shift.md"), join(folder, "01-change.md"));
    await rm(join(folder, "02-plain.md"));
    await deploy();
    await page.goto(host.root, QUIET);
    while (!(await isTakenOver(page, before))) await stopWorkerThatIsWaitedFor(page);
    await setOffline(true);
    await page.goto(`${host.root}my/progress/`);
    await page.getByText("The whole course is available offline.").waitFor();
    await page.goto(host.root);
    const targets = await page
      .locator("main a, .tree a")
      .evaluateAll((all) => all.map((link) => (link instanceof HTMLAnchorElement ? link.href : "")));
    assert.ok(targets.some((target) => target.includes("first/change/")));
    // The page for print is never kept.
    for (const target of new Set(targets.map((target) => target.replace(/#.*$/, "")))) {
      if (target.endsWith("/print/")) continue;
      await page.goto(target);
      assert.notEqual(await page.locator("h1").innerText(), "You are offline", target);
    }
    await page.goto(host.root + PLAIN);
    await page.getByRole("heading", { name: "You are offline" }).waitFor();
  });

  test("what was read at an address that leads on now is there at the new one", async (t) => {
    const { page, host, setOffline, edit, deploy, course } = await published(t);
    await page.goto(host.root + LESSON, QUIET);
    await ready(page);
    await kept(page, host.root + LESSON);
    const [before] = await names(page);
    const folder = join(course, "content", "01-first");
    await edit("content/01-first/01-shift.md", (text) => text.replace("[old/shift/]", "[old/shift/, first/shift/]"));
    await rename(join(folder, "01-shift.md"), join(folder, "01-change.md"));
    await deploy();
    await page.goto(host.root, QUIET);
    while (!(await isTakenOver(page, before))) await stopWorkerThatIsWaitedFor(page);
    await setOffline(true);
    await page.goto(host.root + LESSON);
    await page.waitForURL(`${host.root}first/change/`);
    await question(page, "one");
  });

  test("what breaks off is said to be so, also after a reload, and the rest can be asked for again", async (t) => {
    const { page, host, answers, setOffline } = await published(t);
    await page.goto(`${host.root}my/progress/`, QUIET);
    await ready(page);
    const get = page.getByRole("button", { name: /^Make available offline/ });
    const whole = page.getByText("The whole course is available offline.");
    answers.set(/second\/test/, { gone: true });
    await get.click();
    const status = page.locator("[data-offline-choice] [role=status]");
    await status.getByText("This could not be loaded.").waitFor();
    assert.equal(await status.locator("svg").count(), 1, "beside a sign");
    await page.waitForFunction(() => document.activeElement?.closest("[data-offline-choice]"));
    await page.reload(QUIET);
    await get.waitFor();
    assert.ok(await whole.isHidden(), "nothing is claimed that is not so");
    answers.clear();
    await get.press("Enter");
    await whole.waitFor();
    await get.waitFor({ state: "detached" });
    await setOffline(true);
    await page.goto(`${host.root}my/progress/`);
    await whole.waitFor();
  });

  test("while the course comes the focus is at its bar, and who goes on meanwhile is not called back", async (t) => {
    const { page, host, answers, drop } = await published(t);
    await page.goto(`${host.root}my/progress/`, QUIET);
    await ready(page);
    answers.set(/second\/test/, { never: true });
    await page.getByRole("button", { name: /^Make available offline/ }).press("Enter");
    await page.locator("[data-offline-choice] progress:focus").waitFor();
    await page.keyboard.press("Tab");
    const next = page.getByRole("button", { name: "Export progress" });
    await page.waitForFunction(() => document.activeElement?.closest("[data-keep]"));
    const broken = page.getByText("This could not be loaded.");
    const dropping = setInterval(drop, 50);
    atEnd(t, () => clearInterval(dropping));
    await broken.waitFor();
    assert.ok(await next.evaluate((button) => button === document.activeElement));
  });

  test("where there is no room, reading goes on and the learner is told", async (t) => {
    const { page, host } = await published(t);
    await page.goto(`${host.root}my/progress/`, QUIET);
    await ready(page);
    const devtools = await page.context().newCDPSession(page);
    const { usage } = await devtools.send("Storage.getUsageAndQuota", { origin: host.origin });
    await devtools.send("Storage.overrideQuotaForOrigin", { origin: host.origin, quotaSize: Math.ceil(usage) + 1 });
    await page.getByRole("button", { name: /^Make available offline/ }).click();
    await page.getByText("There is not enough space on this device").waitFor();
    await page.goto(host.root + LESSON, QUIET);
    await page.locator("article.lesson").waitFor();
    const item = await question(page, "one");
    await choose(item, "Noticing");
  });

  test("where the network is too slow, what is kept is shown", async (t) => {
    const { page, host } = await published(t);
    const slow = await gate(host.origin);
    atEnd(t, () => slow.close());
    await page.goto(slow.origin + SUB + PLAIN, QUIET);
    await ready(page);
    await kept(page, slow.origin + SUB + PLAIN);
    const address = /first\/plain\/$/;
    slow.answers.set(address, { never: true });
    await page.reload({ waitUntil: "domcontentloaded" });
    await page.locator("article.lesson").waitFor();
    slow.answers.delete(address);
    await page.reload(QUIET);
    await page.locator("article.lesson").waitFor();
  });

  test("a page that asks who one is is not kept in the place of one", async (t) => {
    const { page, host, setOffline } = await published(t);
    await page.goto(host.root + LESSON, QUIET);
    await ready(page);
    await kept(page, host.root + LESSON);
    await page
      .context()
      .route(`${host.root}${LESSON}`, (route) =>
        route.fulfill({ contentType: "text/html", body: "<title>Sign in</title><h1>Sign in</h1>" }),
      );
    await page.reload();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await page.context().unroute(`${host.root}${LESSON}`);
    await setOffline(true);
    await page.reload();
    await page.locator("article.lesson").waitFor();
  });

  test("switched off by the author, it removes itself and all that was kept", async (t) => {
    const { page, host, edit, deploy, output } = await published(t);
    await page.goto(host.root + LESSON, QUIET);
    await ready(page);
    await kept(page, host.root + LESSON);
    const manifest = JSON.parse(await readFile(join(output, "manifest.webmanifest"), "utf8"));
    assert.deepEqual([manifest.start_url, manifest.scope, manifest.icons.length], ["./", "./", 3]);
    for (const { src } of manifest.icons) assert.ok((await page.request.get(host.root + src)).ok(), src);
    await edit("site.toml", (text) => `${text}\n[offline]\nenabled = false\n`);
    await deploy();
    await page.goto(host.root + PLAIN, QUIET);
    while (await isKeptOrWorked(page)) await stopWorkerThatIsWaitedFor(page);
    await page.reload();
    await page.locator("article.lesson").waitFor();
    assert.equal(await registrations(page), 0);
  });
});
