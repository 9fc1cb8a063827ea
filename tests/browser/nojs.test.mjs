// Without JavaScript: every question has real controls with a name, hints and answers open by the browser's own
// disclosure, one can walk through the course, and nothing that would do nothing is offered.
import assert from "node:assert/strict";
import { after, describe, test } from "node:test";

import { openBrowser, openPage, PHONE, watch } from "./support/browser.mjs";
import { build, fixture } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { tabTo } from "./support/item.mjs";
import { sideways } from "./support/layout.mjs";
import { none } from "./support/none.mjs";
import { serve } from "./support/server.mjs";

const host = await serve(await build(fixture("items")));
after(() => host.close());
const browser = await openBrowser();

/**
 * @param {import("node:test").TestContext} t
 * @param {string} address
 */
async function open(t, address) {
  const page = await openPage(browser, { javaScriptEnabled: false });
  const complaints = watch(page, host.origin);
  await page.goto(host.root + address);
  atEnd(t, async () => {
    await page.context().close();
    none(complaints);
  });
  return page;
}

/** How many controls of which kind each question has. */
const CONTROLS = {
  single: ["radio", 3],
  several: ["checkbox", 4],
  judge: ["radio", 3],
  rated: ["radio", 9],
  sure: ["radio", 2],
  order: ["combobox", 4],
  pairs: ["combobox", 3],
  blanks: ["textbox", 2],
  menu: ["combobox", 2],
  open: ["textbox", 1],
};

/** What each question's answer says: the feedback of every option, the key, the explanation. */
const ANSWERS = {
  single: [
    "Explaining is tempting",
    "A change, named without blame.",
    "Waiting feels kind",
    "A small remark is enough",
  ],
  several: [
    "Length changes before",
    "This is movement against",
    "A way out of the room",
    "It may mean many things.",
    "Look for a change.",
  ],
  judge: [
    "True, and a door closed.",
    "It leads to history",
    "It stays with the two of you.",
    "Stay with what happened",
  ],
  rated: [
    "It asks, and it is about you.",
    "It orders a feeling.",
    "It names the change.",
    "The change comes first.",
    "Defensible",
    "Unhelpful",
    "Best",
  ],
  sure: ["Many never do.", "It is part of the work."],
  order: ["Recognize it", "Bring it up", "Find the meaning", "Validate", "Meaning comes before validation."],
  pairs: ["Bond", "Trust between two people", "Goal", "Where the work leads", "Task", "Bordin named the three."],
  blanks: ["rupture", "attunement", "attuning", "The two words name"],
  menu: ["ask", "listen", "Asking comes before listening."],
  open: ["You looked at the clock just now."],
};

describe("questions without JavaScript", () => {
  for (const [id, [role, count]] of Object.entries(CONTROLS)) {
    test(`${id}: real controls in a fieldset with a legend`, async (t) => {
      const page = await open(t, "practice/all-kinds/");
      const fieldset = page.locator(`#q-${id} > fieldset`);
      assert.equal(await fieldset.count(), 1, "there is a fieldset");
      assert.ok((await fieldset.locator("> legend").innerText()).trim(), "its legend says what it is");
      const controls = fieldset.getByRole(/** @type {"radio"} */ (role));
      assert.equal(await controls.count(), count);
      for (const control of await controls.all()) {
        assert.ok(await control.isEnabled());
        assert.ok((await control.ariaSnapshot()).includes('"'), "the control has a name");
      }
    });

    test(`${id}: the answer opens by itself, by keyboard, and says all there is to say`, async (t) => {
      const page = await open(t, "practice/all-kinds/");
      const answer = page.locator(`#q-${id} > details.answer`);
      const [first = ""] = ANSWERS[/** @type {keyof typeof ANSWERS} */ (id)];
      assert.ok(!(await answer.getByText(first).first().isVisible()), "folded at first");
      await tabTo(answer.locator("> summary"));
      await page.keyboard.press("Enter");
      for (const words of ANSWERS[/** @type {keyof typeof ANSWERS} */ (id)]) {
        assert.ok(await answer.getByText(words).first().isVisible(), words);
      }
    });
  }

  test("a hint opens", async (t) => {
    const page = await open(t, "practice/all-kinds/");
    await page.locator("#q-single details.hint > summary").click();
    assert.ok(await page.getByText("Who speaks first, and about what?").isVisible());
  });

  test("an option is chosen by its words", async (t) => {
    const page = await open(t, "practice/all-kinds/");
    await page.getByText("Say what you noticed").first().click();
    assert.ok(await page.getByRole("radio", { name: "Say what you noticed" }).isChecked());
  });
});

describe("the page without JavaScript", () => {
  for (const viewport of [undefined, PHONE]) {
    test(`offers no button that would do nothing, ${viewport ? "on a phone" : "at a desk"}`, async (t) => {
      const page = await open(t, "practice/all-kinds/");
      if (viewport) await page.setViewportSize(viewport);
      for (const button of await page
        .locator("button:visible, input[type=submit]:visible, input[type=button]:visible")
        .all()) {
        assert.ok(
          await button.getAttribute("popovertarget"),
          `a button that needs a script: ${await button.innerText()}`,
        );
      }
      assert.equal(await page.locator("form:visible").count(), 0);
      none(await sideways(page));
    });
  }

  test("one can walk from the front page through the lessons and back", async (t) => {
    const page = await open(t, "");
    await page
      .getByRole("main")
      .getByRole("link", { name: /Practice/ })
      .first()
      .click();
    await page.waitForURL(`${host.root}practice/`);
    await page.getByRole("main").getByRole("link", { name: "All kinds", exact: true }).click();
    await page.locator(".pager-next").click();
    assert.equal(await page.locator("h1").innerText(), "Second page");
    await page.locator(".pager-previous").click();
    assert.equal(await page.locator("h1").innerText(), "All kinds");
    await page.getByRole("link", { name: "the second page" }).click();
    assert.equal(await page.locator("h1").innerText(), "Second page");
    await page.locator(".masthead-home").click();
    assert.equal(await page.locator("h1").innerText(), "Every kind of question");
  });

  test("the contents open on a phone", async (t) => {
    const page = await open(t, "practice/second/");
    await page.setViewportSize(PHONE);
    const link = page.getByRole("navigation", { name: "Course contents" }).getByRole("link", { name: "All kinds" });
    assert.ok(!(await link.isVisible()));
    await page.getByRole("button", { name: "Contents" }).click();
    await link.click();
    assert.equal(await page.locator("h1").innerText(), "All kinds");
  });
});
