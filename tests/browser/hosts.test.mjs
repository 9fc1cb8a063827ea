// The course at hosts that nobody here wrote, set up as docs/publishing.md says: every address of it is asked for, and it is walked by
// links in a browser.
import assert from "node:assert/strict";
import { appendFile, mkdir, readFile, utimes, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { after, describe, test } from "node:test";

import { openBrowser, openPage, watch } from "./support/browser.mjs";
import { build, buildHere, copyOf, filesOf, fixture, repository, temporaryFolder } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { cloudflare, hasNginx, hasPackages, netlify, nginx, publish, s3Website, stripping } from "./support/hosts.mjs";
import { none } from "./support/none.mjs";
import { serve } from "./support/server.mjs";
import { freePort } from "./support/start.mjs";

const BASE = "https://training.example/";
const browser = await openBrowser();
const course = await copyOf(repository);
const atRoot = await buildHere(course, { baseUrl: BASE });
const below = await build(repository, { baseUrl: `${BASE}repair/` });

assert.ok(hasNginx, "nginx is not installed (Debian: nginx-light)");
assert.ok(hasPackages, "the hosts are not installed: npm ci in tests/hosts");

/** @param {string} address */
const ask = (address) => fetch(address, { redirect: "manual" });

/**
 * Walks by clicks: front page, module, lesson, the next one, and back by the bread crumbs. Nothing may be missing, and no click is
 * answered with a redirection.
 * @param {import("node:test").TestContext} t
 * @param {string} root
 */
async function walk(t, root) {
  const page = await openPage(browser);
  atEnd(t, () => page.context().close());
  const complaints = watch(page, new URL(root).origin);
  /** @type {string[]} */
  const redirected = [];
  page.on("response", (answer) => {
    if (answer.status() >= 300 && answer.status() !== 304) redirected.push(`${answer.status()} ${answer.url()}`);
  });
  await page.goto(root);
  await page.locator(".course-path h3 a").first().click();
  await page.locator("main .entry-title a").first().click();
  await page.locator(".pager-next").click();
  await page.locator("nav.breadcrumb a").last().click();
  await page.locator("main h1").waitFor();
  await page.waitForURL((url) => url.href.startsWith(root) && url.href.endsWith("/"));
  none([...complaints, ...redirected]);
}

/** A file's address below a host's root. @param {string} file */
const addressOf = (file) =>
  file
    .split("/")
    .map(encodeURIComponent)
    .join("/")
    .replace(/index\.html$/, "");

/** Every file of a site is there. @param {string} root @param {string} site */
async function assertWhole(root, site) {
  const files = (await filesOf(site)).filter((file) => !file.startsWith("pagefind/"));
  assert.ok(files.length > 100);
  const missing = [];
  for (const file of files) {
    const { status } = await ask(root + addressOf(file));
    if (status !== 200) missing.push(`${status} ${file}`);
  }
  none(missing);
}

/**
 * What is not there is the course's own page with 404, and leads back.
 * @param {import("node:test").TestContext} t
 * @param {string} root
 */
async function assertLost(t, root) {
  const answer = await ask(`${root}nothing/here/`);
  assert.equal(answer.status, 404);
  assert.match(await answer.text(), /<main/);
  const page = await openPage(browser);
  atEnd(t, () => page.context().close());
  await page.goto(`${root}nothing/here/`);
  const link = page.locator("main a.button");
  await link.click();
  await page.waitForURL(root);
}

/** A course with old addresses, and where they lead. */
async function moved() {
  const folder = await copyOf(fixture("learner"));
  const lesson = join(folder, "content", "01-first", "01-shift.md");
  const text = await readFile(lesson, "utf8");
  await writeFile(lesson, text.replace("aliases: [old/shift/]", "aliases: [old/shift/, früher/hier/]"));
  return folder;
}

/**
 * Whoever asks for an old address comes to the new one, and to the same place on it: the page there leads on. At others the place was
 * lost (docker/docs 5493, mkdocs-redirects 20).
 * @param {import("node:test").TestContext} t
 * @param {string} root
 */
async function assertLeadsOn(t, root) {
  const page = await openPage(browser);
  atEnd(t, () => page.context().close());
  await page.goto(`${root}old/shift/#one`);
  await page.waitForURL(`${root}first/shift/#one`);
  await page.locator("main h1").waitFor();
}

for (const [name, site, path] of /** @type {[string, string, string][]} */ ([
  ["at the root of a host", atRoot, "/"],
  ["below a path", below, "/repair/"],
])) {
  describe(`nginx, ${name}`, async () => {
    const root = await nginx(site, path);

    test("every file is there, pages by their folders", () => assertWhole(root, site));

    test("a folder without its slash is answered with the way to it", async () => {
      const answer = await ask(`${root}noticing`);
      assert.equal(answer.status, 301);
      assert.equal(new URL(answer.headers.get("location") ?? "", root).href, `${root}noticing/`);
      if (path !== "/") assert.equal((await ask(root.slice(0, -1))).status, 301);
    });

    test("what is not there is the course's own page with 404", async (t) => {
      await assertLost(t, root);
      const page = await openPage(browser);
      atEnd(t, () => page.context().close());
      await page.goto(`${root}nothing/here/`);
      const display = await page.locator(".masthead").evaluate((node) => getComputedStyle(node).display);
      assert.notEqual(display, "block", "the style sheet was there");
    });

    test("pages are asked for again, what is below assets never, and each has the policy", async () => {
      const html = await ask(root);
      assert.equal(html.headers.get("cache-control"), "no-cache");
      const policy = html.headers.get("content-security-policy") ?? "";
      assert.match(policy, /^default-src 'none';.*frame-ancestors 'self'$/);
      const asset = (await filesOf(site)).find((file) => file.startsWith("assets/"));
      const answer = await ask(root + asset);
      assert.equal(answer.headers.get("cache-control"), "public, max-age=31536000, immutable");
      assert.equal(answer.headers.get("content-security-policy"), policy);
      assert.equal(
        (await ask(`${root}assets/gone.css`)).headers.get("cache-control"),
        null,
        "what is missing is not kept",
      );
    });

    // With the policy that is shipped, under which others found nothing and did not say so (Pagefind 1098, 202, 241).
    test("it is walked by links, and search finds", async (t) => {
      await walk(t, root);
      const page = await openPage(browser);
      atEnd(t, () => page.context().close());
      await page.goto(root);
      await page.keyboard.press("/");
      const dialog = page.getByRole("dialog", { name: "Search the course" });
      await dialog.getByRole("searchbox").fill("withdrawal");
      const found = dialog.locator(".search-results a").first();
      await found.click();
      await page.locator("main h1").waitFor();
      await page.waitForURL((url) => url.pathname.endsWith("/"));
    });
  });
}

test("a browser that keeps what it may shows a page as it was published last", async (t) => {
  const folder = await copyOf(fixture("learner"));
  const output = join(temporaryFolder(), "site");
  await buildHere(folder, { output, baseUrl: BASE });
  // A browser that is told nothing keeps a page for a tenth of its age.
  const long = new Date(Date.now() - 100 * 24 * 3600 * 1000);
  for (const file of await filesOf(output)) await utimes(join(output, file), long, long);
  const root = await nginx(output);
  const page = await openPage(browser);
  atEnd(t, () => page.context().close());
  await page.goto(root);
  await page.locator(".course-path h3 a").first().click();
  const home = join(folder, "content", "_index.md");
  await writeFile(home, `${await readFile(home, "utf8")}\nThe zyzzyva is a weevil.\n`);
  await buildHere(folder, { output, baseUrl: BASE });
  await page.locator("a.masthead-home").click();
  await page.getByText("The zyzzyva is a weevil.").first().waitFor();
});

describe("Cloudflare Pages", async () => {
  const root = await cloudflare(atRoot);

  test("it is walked by links, and no click is answered with a redirection", (t) => walk(t, root));

  test("the rules of _headers are applied, each once", async () => {
    const html = await ask(root);
    assert.match(html.headers.get("content-security-policy") ?? "", /^default-src 'none';.*frame-ancestors 'self'$/);
    assert.equal(html.headers.get("x-content-type-options"), "nosniff");
    const asset = (await filesOf(atRoot)).find((file) => file.startsWith("assets/"));
    assert.equal((await ask(root + asset)).headers.get("cache-control"), "public, max-age=31536000, immutable");
    assert.equal((await ask(`${root}nothing/here/`)).status, 404);
  });
});

test("the rules of _headers are those of the published folder, whatever path base_url has", async () => {
  for (const host of [cloudflare, netlify]) {
    const root = await host(below);
    const html = await ask(root);
    assert.match(html.headers.get("content-security-policy") ?? "", /^default-src 'none';/, host.name);
    const asset = (await filesOf(below)).find((file) => file.startsWith("assets/"));
    const { headers } = await ask(root + asset);
    assert.equal(headers.get("cache-control"), "public, max-age=31536000, immutable", host.name);
  }
});

test("Cloudflare Pages answers old addresses with the new ones", async () => {
  const folder = await moved();
  const site = await buildHere(folder, { baseUrl: BASE });
  const [, to] = /^\/old\/shift\/ (\S+) 301$/m.exec(await readFile(join(site, "_redirects"), "utf8")) ?? [];
  const root = await cloudflare(site);
  for (const old of ["old/shift/", "old/shift", "fr%C3%BCher/hier/", "fr%C3%BCher/hier"]) {
    const answer = await ask(root + old);
    assert.equal(answer.status, 301, old);
    assert.equal(new URL(answer.headers.get("location") ?? "", root).pathname, to);
  }
  assert.equal((await ask(new URL(to ?? "", root).href)).status, 200);
});

describe("Netlify", async () => {
  const root = await netlify(atRoot);

  test("every file is there, pages by their folders", () => assertWhole(root, atRoot));

  test("it is walked by links, and no click is answered with a redirection", (t) => walk(t, root));

  test("what is not there is the course's own page with 404", (t) => assertLost(t, root));

  test("the rules of _headers are applied, each once", async () => {
    const html = await ask(root);
    assert.match(html.headers.get("content-security-policy") ?? "", /^default-src 'none';.*frame-ancestors 'self'$/);
    assert.equal(html.headers.get("cache-control"), "public, max-age=0, must-revalidate");
    const asset = (await filesOf(atRoot)).find((file) => file.startsWith("assets/"));
    assert.equal((await ask(root + asset)).headers.get("cache-control"), "public, max-age=31536000, immutable");
  });

  test("an old address leads to the new one", async (t) => {
    await assertLeadsOn(t, await netlify(await buildHere(await moved())));
  });
});

describe("a bucket as a website, published to with one command", async () => {
  const folder = await copyOf(repository);
  const root = await s3Website(folder);

  test("every file is there, pages by their folders", () => assertWhole(root, below));

  test("it is walked by links, and no click is answered with a redirection", (t) => walk(t, root));

  test("a folder without its slash is answered with the way to it", async () => {
    const answer = await ask(`${root}noticing`);
    assert.ok([301, 302].includes(answer.status), String(answer.status));
    assert.equal(new URL(answer.headers.get("location") ?? "", root).href, `${root}noticing/`);
  });

  test("what is not there is answered with 404", async () => {
    assert.equal((await ask(`${root}nothing/here/`)).status, 404);
  });

  test("pages are asked for again, what is below assets never, and texts say their letters", async () => {
    const html = await ask(root);
    assert.equal(html.headers.get("cache-control"), "no-cache");
    assert.equal(html.headers.get("content-type"), "text/html; charset=utf-8");
    const asset = (await filesOf(below)).find((file) => file.startsWith("assets/"));
    const { headers } = await ask(root + asset);
    assert.equal(headers.get("cache-control"), "public, max-age=31536000, immutable");
  });

  test("an old address leads to the new one", async (t) => {
    await assertLeadsOn(t, await s3Website(await moved()));
  });
});

describe("a learning platform that shows the course in a frame", async () => {
  const platform = await freePort();
  const server = createServer((request, response) => {
    const of = new URL(request.url ?? "", "http://platform").searchParams.get("of") ?? "";
    response.setHeader("content-type", "text/html");
    response.end(`<!doctype html><title>Platform</title><iframe src="${of}"></iframe>`);
  });
  await new Promise((ready) => server.listen(platform, "127.0.0.1", () => ready(undefined)));
  after(() => server.close());

  for (const [name, lines, isShown] of /** @type {[string, string, boolean][]} */ ([
    ["is refused", "", false],
    ["is let, where site.toml names it", `\n[security]\nframe_ancestors = ["http://127.0.0.1:${platform}"]\n`, true],
  ])) {
    test(name, async (t) => {
      const folder = await copyOf(fixture("learner"));
      await appendFile(join(folder, "site.toml"), lines);
      const root = await nginx(await buildHere(folder, { baseUrl: BASE }));
      const page = await openPage(browser);
      atEnd(t, () => page.context().close());
      await page.goto(`http://127.0.0.1:${platform}/?of=${encodeURIComponent(root)}`);
      const heading = page.frameLocator("iframe").locator("main h1");
      if (isShown) await heading.waitFor();
      else assert.equal(await heading.count(), 0);
    });
  }
});

describe("a host that strips index.html and the slash", async () => {
  const root = await stripping(atRoot);

  test("it is walked by links", (t) => walk(t, root));

  test("an address without its slash is put right by the page itself", async (t) => {
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    await page.goto(`${root}noticing`);
    await page.waitForURL(`${root}noticing/`);
    await page.locator("main .entry-title a").first().click();
    await page.locator("main h1").waitFor();
    await page.waitForURL(/\/noticing\/.+/);
  });
});

describe("published anew while a page stands open", () => {
  test("search finds what is new, and the reader is told", async (t) => {
    const folder = await copyOf(fixture("learner"));
    const output = join(temporaryFolder(), "site");
    await buildHere(folder, { output });
    const host = await serve(output);
    atEnd(t, () => host.close());
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    await page.goto(host.root);
    await page.keyboard.press("/");
    const dialog = page.getByRole("dialog", { name: "Search the course" });
    await dialog.getByRole("searchbox").fill("zyzzyva");
    await dialog.getByRole("status").getByText("zyzzyva").waitFor();
    const home = join(folder, "content", "_index.md");
    await writeFile(home, `${await readFile(home, "utf8")}\nThe zyzzyva is a weevil.\n`);
    await buildHere(folder, { output });
    await dialog.getByRole("searchbox").fill("zyzzyva weevil");
    await dialog.locator(".search-results a").first().waitFor();
    await dialog.getByText("This course has been updated since you opened this page.").waitFor();
  });

  test("a script that is gone is told, and the page can be loaded again", async (t) => {
    const folder = await copyOf(fixture("learner"));
    const output = join(temporaryFolder(), "site");
    await buildHere(folder, { output });
    const host = await serve(output);
    atEnd(t, () => host.close());
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    await page.goto(host.root);
    await page.route("**/joined/search.js", (route) => route.fulfill({ status: 404, body: "" }));
    await page.getByRole("button", { name: "Search" }).click();
    const note = page.getByRole("status").filter({ hasText: "This course has been updated" });
    await note.waitFor();
    await page.unrouteAll();
    await Promise.all([page.waitForEvent("load"), note.getByRole("button", { name: "Reload page" }).click()]);
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByRole("dialog", { name: "Search the course" }).waitFor();
  });

  test("at a folder behind nginx, its parts are there for one publication more, and search finds what is new", async (t) => {
    const folder = await copyOf(fixture("learner"));
    const pages = join(temporaryFolder(), "pages");
    const target = `to = "${pages}"\nbase_url = "${BASE}"`;
    await publish(folder, target);
    const root = await nginx(pages);
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    await page.goto(root);
    const parts = (await filesOf(pages)).filter((file) => file.startsWith("assets/"));
    const home = join(folder, "content", "_index.md");
    await writeFile(home, `${await readFile(home, "utf8")}\nThe zyzzyva is a weevil.\n`);
    const sheet = join(folder, "themes", "default", "static", "course-pages.css");
    await mkdir(dirname(sheet), { recursive: true });
    const own = await readFile(join(repository, "themes/default/static/course-pages.css"), "utf8");
    await writeFile(sheet, `${own}\nmain { outline-offset: 1px }\n`);
    await publish(folder, target);
    const gone = [];
    for (const part of parts) if ((await ask(root + addressOf(part))).status !== 200) gone.push(part);
    none(gone);
    assert.notDeepEqual(
      (await filesOf(pages)).filter((file) => file.startsWith("assets/")),
      parts,
      "something is new",
    );
    await page.getByRole("button", { name: "Search" }).click();
    const dialog = page.getByRole("dialog", { name: "Search the course" });
    await dialog.getByRole("searchbox").fill("zyzzyva");
    await dialog.locator(".search-results a").first().waitFor();
  });
});
