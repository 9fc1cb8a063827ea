// The preview as a writer has it: a browser beside the editor. What is saved shows by itself, what is wrong shows with
// its place and goes when it is fixed, and nobody else on the network or the web can read along.
import assert from "node:assert/strict";
import { readFile, rename, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { describe, test } from "node:test";

import { openBrowser, openPage, watch } from "./support/browser.mjs";
import { copyOf, filesOf, fixture } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { none } from "./support/none.mjs";
import { preview } from "./support/preview.mjs";

const course = await copyOf(fixture("items"));
const { root } = await preview(course);
const browser = await openBrowser();
const SECOND = join(course, "content", "01-practice", "02-second.md");
const original = await readFile(SECOND, "utf8");

/**
 * @param {string} path
 * @param {Record<string, string>} headers
 * @returns {Promise<{ status: number, headers: import("node:http").IncomingHttpHeaders, body: string }>}
 */
function ask(path, headers = {}) {
  return new Promise((answered, failed) => {
    const asking = request(new URL(path, root), { headers }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (part) => (body += part));
      response.on("end", () => answered({ status: response.statusCode ?? 0, headers: response.headers, body }));
      // The event stream has no end; its head is enough.
      if (response.headers["content-type"]?.startsWith("text/event-stream")) {
        response.destroy();
        answered({ status: response.statusCode ?? 0, headers: response.headers, body });
      }
    });
    asking.on("error", failed);
    asking.end();
  });
}

describe("the preview", () => {
  test("warnings wait beside the page until somebody opens them", async (t) => {
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    atEnd(t, () => writeFile(SECOND, original));
    const complaints = watch(page, new URL(root).origin);
    await page.goto(new URL("practice/second/", root).href);
    await writeFile(SECOND, `${original}\nA ==highlight== and {{< a >}}.\n`);
    const warnings = page.locator("#attune-preview details.warnings");
    await warnings.filter({ hasText: "`==highlight==`" }).waitFor();
    const list = warnings.getByRole("list");
    assert.ok(!(await list.isVisible()), "it stays closed");
    await warnings.locator("summary").click();
    assert.match(await list.innerText(), /content\/01-practice\/02-second\.md:\d+:3/);
    await writeFile(SECOND, original);
    await warnings.filter({ hasText: "`==highlight==`" }).waitFor({ state: "detached" });
    none(complaints);
  });

  test("keeps nothing for reading offline, and removes what a published site at its address kept", async (t) => {
    const { status, body } = await ask("sw.js");
    assert.equal(status, 200);
    assert.match(body, /registration\.unregister\(\)/);
    const page = await openPage(browser, { offline: true });
    atEnd(t, () => page.context().close());
    await page.goto(new URL("practice/second/", root).href);
    await page.locator("body[data-offline]").waitFor();
    assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
  });

  test("shows what is saved, shows what is wrong with its place, and takes it away when it is fixed", async (t) => {
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    const complaints = watch(page, new URL(root).origin);
    await page.goto(new URL("practice/second/", root).href);
    await page.getByText("Nothing to answer here.").waitFor();

    await writeFile(SECOND, original.replace("Nothing to answer here.", "Now there is something else."));
    await page.getByText("Now there is something else.").waitFor();

    await writeFile(SECOND, `${original}\nA [broken link](nowhere.md).\n`);
    const panel = page.getByRole("region", { name: "Errors in the course" });
    await panel.waitFor();
    const said = await panel.innerText();
    assert.match(said, /broken-link/, "its code");
    assert.match(said, /content\/01-practice\/02-second\.md:9:3/, "file, line and column");
    assert.match(said, /there is no file .*nowhere\.md/, "what is wrong");
    assert.match(said, /did you mean|check the path/, "what to do");
    assert.ok(await page.getByText("Now there is something else.").isVisible(), "the last good page stands below");

    await writeFile(SECOND, original.replace("Nothing to answer here.", "All is fixed."));
    await page.getByText("All is fixed.").waitFor();
    await panel.waitFor({ state: "hidden" });
    none(complaints.filter((complaint) => !complaint.includes("/__attune/events net::ERR_ABORTED")));
  });

  test("follows an editor that saves by putting a new file in the old one's place", async (t) => {
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    await page.goto(new URL("practice/second/", root).href);
    await writeFile(`${SECOND}.tmp`, original.replace("Nothing to answer here.", "Saved by renaming."));
    await rename(`${SECOND}.tmp`, SECOND);
    await page.getByText("Saved by renaming.").waitFor();
  });

  test("keeps the place of the reader when the page comes again", async (t) => {
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    await page.goto(new URL("practice/all-kinds/", root).href);
    await page.locator("#q-menu").scrollIntoViewIfNeeded();
    const before = await page.evaluate(() => scrollY);
    assert.ok(before > 0);
    const file = join(course, "content", "01-practice", "01-all-kinds.md");
    await writeFile(file, (await readFile(file, "utf8")).replace("In your own words", "In words of your own"));
    await page.getByRole("heading", { name: "In words of your own" }).waitFor();
    await page.waitForFunction((before) => Math.abs(scrollY - before) < 50, before);
  });

  test("writes nothing beside the course", async () => {
    const files = await filesOf(course);
    assert.deepEqual(
      files.filter((file) => !file.startsWith("content/") && !file.startsWith(".attune/")),
      ["site.toml"],
    );
  });
});

describe("nobody else reads along", () => {
  for (const path of ["", "practice/second/", "__attune/events", "__attune/reload.js"]) {
    test(`/${path}: a name that is not this machine's is refused`, async () => {
      for (const host of ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "192.168.0.9"]) {
        assert.equal((await ask(path, { host })).status, 403, host);
      }
      assert.equal((await ask(path, { host: "localhost" })).status, 200);
    });

    test(`/${path}: a page of another site is refused, and no header lets one in`, async () => {
      assert.equal((await ask(path, { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" })).status, 403);
      assert.equal((await ask(path, { "sec-fetch-site": "same-site", "sec-fetch-mode": "cors" })).status, 403);
      assert.equal((await ask(path, { origin: "http://evil.example" })).status, 403);
      assert.equal((await ask(path, { origin: "null" })).status, 403);
      const open = await ask(path);
      assert.equal(open.status, 200);
      assert.equal(open.headers["access-control-allow-origin"], undefined);
    });
  }

  test("another site in the same browser gets nothing, by fetch, by script tag or by event stream", async (t) => {
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    // A page of another origin on this machine: one that the preview's own server does not serve.
    await page.route("http://elsewhere.localhost/**", (route) =>
      route.fulfill({ contentType: "text/html", body: "<title>Elsewhere</title>" }),
    );
    await page.goto("http://elsewhere.localhost/");
    const got = await page.evaluate(async (root) => {
      const read = await fetch(root).then(
        (answer) => answer.text(),
        () => "refused",
      );
      const script = await new Promise((done) => {
        const made = Object.assign(document.createElement("script"), { src: `${root}__attune/reload.js` });
        made.onload = () => done("loaded");
        made.onerror = () => done("refused");
        document.head.append(made);
      });
      const events = await new Promise((done) => {
        const source = new EventSource(`${root}__attune/events`);
        source.onmessage = () => done("heard");
        source.onerror = () => done("refused");
      });
      return [read, script, events];
    }, root);
    assert.deepEqual(got, ["refused", "refused", "refused"]);
  });
});

describe("a preview for other machines", () => {
  test("is read with the token, which leaves the address, and by nobody else", async (t) => {
    const shared = await copyOf(fixture("items"));
    const open = await preview(shared, { host: "0.0.0.0" });
    atEnd(t, () => open.stop());
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    const complaints = watch(page, new URL(open.root).origin);
    await page.goto(open.address);
    // The token is not in the address any more.
    await page.waitForURL(open.root);
    await page.goto(new URL("practice/second/", open.root).href);
    await page.getByText("Nothing to answer here.").waitFor();
    const file = join(shared, "content", "01-practice", "02-second.md");
    await writeFile(file, (await readFile(file, "utf8")).replace("Nothing to answer here.", "Seen from afar."));
    await page.getByText("Seen from afar.").waitFor();
    none(complaints.filter((complaint) => !complaint.includes("/__attune/events net::ERR_ABORTED")));

    const other = await openPage(browser);
    atEnd(t, () => other.context().close());
    const answer = await other.goto(open.root);
    assert.equal(answer?.status(), 403);
    await other.getByText("asks for a token").waitFor();
  });
});
