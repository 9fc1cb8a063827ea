// The nine kinds of question, answered as learners answer them: rightly, wrongly and in part, with the mouse and with
// the keyboard alone. After every answer the page must be accessible and the question must stand where it stood.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, describe, test } from "node:test";

import { openBrowser, openPage, PHONE, watch } from "./support/browser.mjs";
import { build, buildHere, copyOf, fixture } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import {
  answered,
  assertFocused,
  button,
  check,
  choose,
  option,
  question,
  score,
  status,
  tabTo,
} from "./support/item.mjs";
import { none } from "./support/none.mjs";
import { serve } from "./support/server.mjs";

/** @typedef {import("playwright-core").Locator} Locator */

const RIGHT = /^(Correct|Your answer is correct\.)/;
const PARTIAL = /^Partly correct/;
const WRONG = /^(Incorrect|Your answer is incorrect\.)/;
const STEPS = ["Recognize it", "Bring it up", "Find the meaning", "Validate"];
const RATINGS = {
  "Did I lose you?": "Defensible",
  "Don’t be like that.": "Unhelpful",
  "Something changed just now.": "Best",
};
const PAIRS = { Bond: "Trust between two people", Goal: "Where the work leads", Task: "What is done to get there" };

const host = await serve(await build(fixture("items")));
after(() => host.close());
const browser = await openBrowser();

/**
 * The page with all kinds, fresh; it must not complain.
 * @param {import("node:test").TestContext} t
 * @param {import("./support/browser.mjs").ContextOptions} [options]
 */
async function open(t, options) {
  const page = await openPage(browser, options);
  const complaints = watch(page, host.origin);
  await page.goto(`${host.root}practice/all-kinds/`);
  atEnd(t, async () => {
    await page.context().close();
    none(complaints);
  });
  return page;
}

describe("single choice", () => {
  test("the right answer: feedback under the option, explanation, score, focus at the feedback", async (t) => {
    const page = await open(t);
    const item = await question(page, "single");
    assert.equal(await score(page), "");
    await choose(item, "Say what you noticed");
    await answered(item, () => check(item), RIGHT);
    const feedback = option(item, "Say what you noticed").getByText("A change, named without blame.");
    assert.ok(await feedback.isVisible());
    await assertFocused(feedback);
    assert.ok(await option(item, "Say what you noticed").getByText("Correct", { exact: true }).isVisible());
    assert.ok(await item.getByText("A small remark is enough for a beginning.").first().isVisible());
    assert.equal(await score(page), "1 of 10 questions answered. Points so far: 2 of 11.");
  });

  test("a wrong answer says what is tempting in it; the tries run out and the answer is shown", async (t) => {
    const page = await open(t);
    const item = await question(page, "single");
    await choose(item, "Explain the plan again");
    await answered(item, () => check(item), /^Incorrect 1 attempt left\./);
    const first = option(item, "Explain the plan again");
    assert.ok(await first.getByText("Explaining is tempting").isVisible());
    assert.ok(await first.getByText("Incorrect").isVisible());
    await assertFocused(first.getByText("Explaining is tempting"));
    assert.ok(!(await item.getByText("A small remark is enough").first().isVisible()), "the explanation waits");
    assert.ok(
      !(await item.getByText("A change, named without blame.").first().isVisible()),
      "the answer is not given away",
    );

    await choose(item, "Wait for the client to return");
    await answered(item, () => check(item), /^Incorrect No attempts left\./);
    assert.ok(!(await first.getByText("Explaining is tempting").isVisible()), "only the present choice is spoken of");
    assert.ok(await option(item, "Wait for").getByText("Waiting feels kind").isVisible());
    assert.ok(await option(item, "Say what").getByText("A change, named without blame.").isVisible());
    assert.ok(await item.getByText("A small remark is enough").first().isVisible());
    assert.equal(await button(item, "Check my answer").count(), 0);
    await option(item, "Say what you noticed").locator(".option-text").click({ force: true });
    assert.ok(await option(item, "Wait for").getByRole("radio").isChecked(), "an answer that stands does not change");
    assert.equal(await score(page), "1 of 10 questions answered. Points so far: 0 of 11.");
  });

  test("by keyboard alone: Tab, arrows, Space, Enter; then on to the next thing", async (t) => {
    const page = await open(t);
    const item = await question(page, "single");
    await tabTo(option(item, "Explain the plan again").getByRole("radio"));
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    assert.ok(await option(item, "Say what you noticed").getByRole("radio").isChecked());
    await tabTo(button(item, "Check my answer"));
    await answered(item, () => page.keyboard.press("Enter"), RIGHT);
    await assertFocused(option(item, "Say what").getByText("A change, named without blame."));
    await tabTo(button(item, "Try again"));
    await page.keyboard.press("Enter");
    assert.equal(await item.locator("input:checked").count(), 0);
    await assertFocused(option(item, "Explain the plan again").getByRole("radio"));
    assert.equal(await score(page), "");
  });

  test("asks for an answer when there is none, and leads to it", async (t) => {
    const page = await open(t);
    const item = await question(page, "single");
    await answered(item, () => check(item), "Choose an answer first.");
    await assertFocused(option(item, "Explain the plan again").getByRole("radio"));
  });

  test("a hint opens on request, with the keyboard too, and costs nothing", async (t) => {
    const page = await open(t);
    const item = await question(page, "single");
    const hint = item.getByText("Who speaks first, and about what?");
    assert.ok(!(await hint.isVisible()));
    await tabTo(item.locator(".hint > summary"));
    await page.keyboard.press("Enter");
    await hint.waitFor();
    await choose(item, "Say what you noticed");
    await answered(item, () => check(item), RIGHT);
    assert.equal(await score(page), "1 of 10 questions answered. Points so far: 2 of 11.");
  });
});

describe("multiple response", () => {
  const right = ["Shorter answers", "A sudden change of subject"];

  test("all of the right ones", async (t) => {
    const page = await open(t);
    const item = await question(page, "several");
    for (const words of right) await choose(item, words);
    await answered(item, () => check(item), RIGHT);
    for (const words of right) assert.ok(await option(item, words).locator(".feedback").isVisible());
    assert.ok(await item.getByText("Look for a change.").first().isVisible());
    await assertFocused(item.locator(".result .reason-verdict"));
    assert.equal(await score(page), "1 of 10 questions answered. Points so far: 1 of 11.");
  });

  test("some of them are part of the points, and what is missing comes with the answer", async (t) => {
    const page = await open(t);
    const item = await question(page, "several");
    await choose(item, "Shorter answers");
    await answered(item, () => check(item), "Partly correct: 1 of 2.");
    await assertFocused(item.locator(".result .reason-verdict"));
    assert.ok(await item.locator(".result .reason-verdict").isVisible());
    assert.ok(await option(item, "Shorter answers").getByText("Length changes before content does.").isVisible());
    assert.equal(await score(page), "1 of 10 questions answered. Points so far: 0.5 of 11.");
    await answered(item, () => button(item, "Show the answer").click(), "Also correct");
    const missed = option(item, "A sudden change of subject");
    await assertFocused(missed.getByText("A way out of the room without leaving it."));
    assert.ok(await missed.getByText("Also correct").isVisible());
    assert.ok(await missed.getByText("A way out of the room without leaving it.").isVisible());
  });

  test("the wrong ones, by keyboard alone", async (t) => {
    const page = await open(t);
    const item = await question(page, "several");
    for (const words of ["A loud complaint", "A question about the fee"]) {
      await tabTo(option(item, words).getByRole("checkbox"));
      await page.keyboard.press("Space");
    }
    await tabTo(button(item, "Check my answer"));
    await answered(item, () => page.keyboard.press("Space"), WRONG);
    assert.ok(await option(item, "A loud complaint").getByText("This is movement against, not away.").isVisible());
    await assertFocused(item.locator(".result .reason-verdict"));
    assert.equal(await score(page), "1 of 10 questions answered. Points so far: 0 of 11.");
  });
});

test("choosing all with one hit and one error says what became of the hit", async (t) => {
  const page = await open(t);
  const item = await question(page, "several");
  await choose(item, "Shorter answers");
  await choose(item, "A loud complaint");
  await answered(item, () => check(item), "Partly correct: 1 of 2. 1 incorrect choice was subtracted.");
  assert.equal(await score(page), "1 of 10 questions answered. Points so far: 0 of 11.");
});

test("the answer that is asked for is led to, and not one’s own", async (t) => {
  const page = await open(t);
  const item = await question(page, "single");
  await choose(item, "Explain the plan again");
  await check(item);
  await button(item, "Show the answer").click();
  await assertFocused(option(item, "Say what you noticed").getByText("A change, named without blame."));
});

describe("“Show the answer” leads to the answer, whatever the kind of question", () => {
  /** @type {[string, (item: Locator) => Promise<unknown>, string][]} */
  const kinds = [
    ["several", (item) => choose(item, "A loud complaint"), ".option:has-text('Shorter answers') .feedback"],
    ["judge", (item) => choose(item, "I am not your father"), ".option:has-text('landed badly') .feedback"],
    ["order", (item) => item.getByRole("button", { name: /down/ }).first().click(), ".result .answer-order"],
    ["pairs", (item) => fill(item), ".result .answer-pairs"],
    ["blanks", (item) => type(item, "no"), ".result .answer-blanks"],
    ["menu", (item) => fill(item), ".result .answer-blanks"],
  ];
  /** Chooses wrongly in every menu. @param {Locator} item */
  async function fill(item) {
    for (const menu of await item.getByRole("combobox").all()) {
      const wrong = await menu.evaluate((node) => {
        const right = node.closest(".pair")?.getAttribute("data-right");
        const all = [...node.querySelectorAll("option")];
        return all.find((one) => one.value && one.value !== right && !one.hasAttribute("data-right"))?.value ?? "";
      });
      await menu.selectOption(wrong);
    }
  }
  /** @param {Locator} item @param {string} text */
  async function type(item, text) {
    for (const field of await item.getByRole("textbox").all()) await field.fill(text);
  }

  for (const [id, answer, place] of kinds) {
    test(id, async (t) => {
      const item = await question(await open(t), id);
      await answer(item);
      await check(item);
      await button(item, "Show the answer").click();
      await assertFocused(item.locator(place));
    });
  }
});

describe("judgement", () => {
  for (const [words, verdict, heard, points, reason] of /** @type {[string, string, RegExp, string, string][]} */ ([
    ["Something I said landed badly", "Best", /^Best$/, "2", "It stays with the two of you."],
    ["What was he like", "Defensible", /^Defensible$/, "1", "It leads to history and past what just happened."],
    ["I am not your father", "Unhelpful", /^Unhelpful$/, "0", "True, and a door closed."],
  ])) {
    test(`${verdict}: ${points} of 2 points and the reason`, async (t) => {
      const page = await open(t);
      const item = await question(page, "judge");
      await choose(item, words);
      await answered(item, () => check(item), heard);
      assert.ok(await option(item, words).getByText(verdict, { exact: true }).isVisible());
      const feedback = option(item, words).getByText(reason);
      assert.ok(await feedback.isVisible());
      await assertFocused(feedback);
      assert.equal(await score(page), `1 of 10 questions answered. Points so far: ${points} of 11.`);
    });
  }

  test("by keyboard alone", async (t) => {
    const page = await open(t);
    const item = await question(page, "judge");
    await tabTo(item.getByRole("radio").first());
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await tabTo(button(item, "Check my answer"));
    await answered(item, () => page.keyboard.press("Enter"), /^Best$/);
  });
});

describe("confidence", () => {
  test("is asked for, and what one was sure of is held against what was so", async (t) => {
    const page = await open(t);
    const item = await question(page, "sure");
    await choose(item, "The client");
    await answered(item, () => check(item), "First say how sure you are.");
    await assertFocused(item.getByRole("radio", { name: "Guessing" }));
    await item.getByRole("radio", { name: "Certain" }).check();
    await answered(item, () => check(item), "Incorrect You were certain, but your answer was not correct.");
    await choose(item, "The therapist");
    await answered(item, () => check(item), RIGHT);
    await button(item, "Try again").click();
    await choose(item, "The therapist");
    await item.getByRole("radio", { name: "Guessing" }).check();
    await answered(item, () => check(item), "Correct You were not sure, and your answer was correct.");
  });
});

/**
 * Rates one option with the mouse.
 * @param {Locator} item
 * @param {string} words
 * @param {string} rating
 */
const rate = (item, words, rating) => ratingOf(item, words).getByText(rating, { exact: true }).click();

/**
 * The ratings of the option that holds some words.
 * @param {Locator} item
 * @param {string} words
 */
const ratingOf = (item, words) => item.getByRole("group", { name: words });

describe("rating of each option", () => {
  /**
   * What is said under an option.
   * @param {Locator} item
   * @param {string} words
   */
  const saidOf = (item, words) => item.locator(".ratings > li", { hasText: words }).locator(".said, .entry-verdict");

  test("all as the author rates them: each with its reason, then the explanation", async (t) => {
    const page = await open(t);
    const item = await question(page, "rated");
    for (const [words, rating] of Object.entries(RATINGS)) await rate(item, words, rating);
    await answered(item, () => check(item), RIGHT);
    for (const [words, rating] of Object.entries(RATINGS)) {
      const text = await saidOf(item, words).innerText();
      assert.ok(text.startsWith(`Correct. Author’s rating: ${rating}`), text);
    }
    assert.match(await saidOf(item, "Did I lose you?").innerText(), /It asks, and it is about you\.$/);
    assert.ok(await item.getByText("The change comes first.").first().isVisible());
    await assertFocused(item.locator(".result .reason-verdict"));
    assert.equal(await score(page), "1 of 10 questions answered. Points so far: 1 of 11.");
    const locked = ratingOf(item, "Did I lose you?").getByRole("radio");
    const chosen = () => locked.evaluateAll((radios) => radios.map((radio) => "checked" in radio && radio.checked));
    const before = await chosen();
    for (const radio of await locked.all()) {
      assert.ok(await radio.isDisabled(), "an answer that stands does not change");
      assert.equal(await radio.getAttribute("disabled"), null, "and is not grey");
      await radio.click({ force: true });
      assert.deepEqual(await chosen(), before);
    }
    await locked.first().focus();
    for (const key of ["ArrowDown", "ArrowDown", "Space"]) {
      await page.keyboard.press(key);
      assert.deepEqual(await chosen(), before, key);
    }
  });

  test("some: what is right is told with its reason, the rest is not given away; then it can be shown", async (t) => {
    const page = await open(t);
    const item = await question(page, "rated");
    await rate(item, "Did I lose you?", "Best");
    await rate(item, "Don’t be like that.", "Unhelpful");
    await rate(item, "Something changed", "Best");
    await answered(item, () => check(item), "Partly correct: 2 of 3. 2 attempts left.");
    assert.match(await saidOf(item, "Something changed").innerText(), /^Correct\. Author’s rating: Best/);
    assert.equal((await saidOf(item, "Did I lose you?").innerText()).trim(), "Incorrect");
    assert.equal(await item.locator(".ratings .said").count(), 2, "only what has a reason stands in a box");
    assert.ok(!(await item.getByText("The change comes first.").first().isVisible()), "the explanation waits");
    assert.equal(await score(page), "1 of 10 questions answered. Points so far: 0.7 of 11.");
    await answered(item, () => button(item, "Show the answer").click(), /^Here is the answer\./);
    const shown = await saidOf(item, "Did I lose you?").innerText();
    assert.match(shown, /^Incorrect\. Author’s rating: Defensible\s+It asks, and it is about you\.$/);
    assert.equal(await item.locator(".ratings .said").count(), 3, "each is spoken of once");
    await button(item, "Try again").click();
    assert.equal(await item.locator("input:checked, .ratings :is(.said, .entry-verdict)").count(), 0);
  });

  test("by keyboard alone; an option that is not rated is pointed out", async (t) => {
    const page = await open(t);
    const item = await question(page, "rated");
    const [first, second, third] = Object.keys(RATINGS).map((words) => ratingOf(item, words));
    assert.ok(first && second && third);
    await tabTo(first.getByRole("radio", { name: "Best" }));
    await page.keyboard.press("ArrowRight");
    await tabTo(button(item, "Check my answer"));
    await answered(item, () => page.keyboard.press("Enter"), "Rate every option first.");
    await assertFocused(second.getByRole("radio", { name: "Best" }));
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await tabTo(button(item, "Check my answer"));
    await answered(item, () => page.keyboard.press("Enter"), RIGHT);
  });

  test("an answer is there again after a reload, each rating with its option", async (t) => {
    const page = await open(t);
    const item = await question(page, "rated");
    await rate(item, "Did I lose you?", "Best");
    await rate(item, "Don’t be like that.", "Unhelpful");
    await rate(item, "Something changed", "Defensible");
    await answered(item, () => check(item), "Partly correct: 1 of 3. 2 attempts left.");
    await page.reload();
    const again = await question(page, "rated");
    await saidOf(again, "Did I lose you?").waitFor();
    assert.deepEqual(
      await again.locator("input:checked").evaluateAll((inputs) => inputs.map((input) => input.getAttribute("value"))),
      ["full", "none", "half"],
    );
    assert.equal(await score(page), "1 of 10 questions answered. Points so far: 0.3 of 11.");
  });
});

describe("put in order", () => {
  /** @param {Locator} item */
  const order = (item) => item.locator(".order-entry .order-text").allInnerTexts();

  /**
   * Moves entries with their buttons until they stand as wanted.
   * @param {Locator} item
   * @param {string[]} wanted
   * @param {(move: Locator) => Promise<void>} press
   */
  async function arrange(item, wanted, press) {
    for (const [place, text] of wanted.entries()) {
      const up = item.getByRole("button", { name: `Move “${text}” up` });
      for (let at = (await order(item)).indexOf(text); at > place; at -= 1) {
        await press(up);
        assert.equal((await order(item))[at - 1], text, `${text} moves up by one`);
        await assertFocused(up);
        assert.equal(
          (await status(item).innerText()).trim(),
          `“${text}” is now in position ${at} of ${wanted.length}.`,
        );
      }
    }
    assert.deepEqual(await order(item), wanted);
  }

  test("stands shuffled, and every button names what it moves", async (t) => {
    const item = await question(await open(t), "order");
    assert.notDeepEqual(await order(item), STEPS, "in the wrong order");
    assert.match(await item.innerText(), /Each item in the wrong order costs part of the points\./);
    for (const text of STEPS) {
      for (const way of ["up", "down"])
        assert.equal(await item.getByRole("button", { name: `Move “${text}” ${way}`, exact: true }).count(), 1);
    }
    const [first] = await order(item);
    const up = item.getByRole("button", { name: `Move “${first}” up` });
    assert.equal(await up.getAttribute("aria-disabled"), "true", "the first cannot go up");
  });

  test("as it was found it is no answer, however often it is checked, also with an entry moved there and back", async (t) => {
    const page = await open(t);
    const item = await question(page, "order");
    const [first = ""] = await order(item);
    for (const way of ["", "", "down", "up"]) {
      if (way) await item.getByRole("button", { name: `Move “${first}” ${way}` }).click();
      if (way === "down") continue;
      await answered(item, () => check(item), "Put the items in order first.");
      await assertFocused(item.locator(".move").first());
      assert.equal(await item.getByText(/^(Correct|Wrong) order$/).count(), 0);
      assert.equal(await score(page), "");
    }
  });

  test("of two entries either may come first: as they were found they are asked about, and checked the second time", async (t) => {
    const course = await copyOf(fixture("items"));
    const file = join(course, "content/01-practice/02-second.md");
    await writeFile(
      file,
      `${await readFile(file, "utf8")}\n::: question {#two}\nPut them in order.\n\n1. Notice\n2. Name\n:::\n`,
    );
    const own = await serve(await buildHere(course));
    atEnd(t, () => own.close());
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    await page.goto(`${own.root}practice/second/`);
    const item = await question(page, "two");
    await answered(item, () => check(item), /^You have not changed the order\./);
    const shown = (await order(item)).join();
    await answered(item, () => check(item), shown === "Notice,Name" ? RIGHT : WRONG);
    const said = shown === "Notice,Name" ? "Correct order" : "Wrong order";
    assert.equal(await item.getByText(said, { exact: true }).count(), 2);
  });

  test("the right order by mouse", async (t) => {
    const page = await open(t);
    const item = await question(page, "order");
    await arrange(item, STEPS, (move) => move.click());
    await answered(item, () => check(item), RIGHT);
    assert.equal(await item.getByText("Correct order", { exact: true }).count(), 4);
    const explanation = item.getByText("Meaning comes before validation.").first();
    await assertFocused(explanation);
    assert.equal(await score(page), "1 of 10 questions answered. Points so far: 1 of 11.");
  });

  test("the right order by keyboard alone", async (t) => {
    const page = await open(t);
    const item = await question(page, "order");
    await arrange(item, STEPS, async (move) => {
      if (!(await move.evaluate((node) => node === document.activeElement))) {
        await page.locator("body").evaluate(() => /** @type {HTMLElement} */ (document.activeElement)?.blur());
        await tabTo(move);
      }
      await page.keyboard.press("Enter");
    });
    await tabTo(button(item, "Check my answer"));
    await answered(item, () => page.keyboard.press("Enter"), RIGHT);
  });

  test("by dragging", async (t) => {
    const page = await open(t);
    const item = await question(page, "order");
    const [first = "", second = ""] = await order(item);
    const from = await item.locator(".order-entry", { hasText: first }).locator(".grip").boundingBox();
    const to = await item.locator(".order-entry", { hasText: second }).boundingBox();
    assert.ok(from && to);
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    // What it takes to drag comes with the first time.
    await item.locator(".is-dragged").waitFor();
    await page.mouse.move(from.x + from.width / 2, to.y + to.height - 3, { steps: 8 });
    await page.mouse.up();
    assert.deepEqual((await order(item)).slice(0, 2), [second, first]);
    assert.equal((await status(item).innerText()).trim(), `“${first}” is now in position 2 of 4.`);
  });

  test("by dragging with a finger, while the page stays where it is", async (t) => {
    const page = await open(t, { viewport: PHONE, hasTouch: true });
    const item = await question(page, "order");
    const [first = "", second = ""] = await order(item);
    const grip = item.locator(".order-entry", { hasText: first }).locator(".grip");
    await grip.evaluate((node) => node.scrollIntoView({ block: "center" }));
    const from = await grip.boundingBox();
    const to = await item.locator(".order-entry", { hasText: second }).boundingBox();
    assert.ok(from && to);
    const before = await page.evaluate(() => scrollY);
    const device = await page.context().newCDPSession(page);
    /** @param {"touchStart" | "touchMove" | "touchEnd"} type @param {number[]} at */
    const finger = (type, ...at) =>
      device.send("Input.dispatchTouchEvent", {
        type,
        touchPoints: at.map((y) => ({ x: from.x + from.width / 2, y })),
      });
    const [start, end] = [from.y + from.height / 2, to.y + to.height - 3];
    await finger("touchStart", start);
    await item.locator(".is-dragged").waitFor();
    for (let step = 1; step <= 8; step += 1) await finger("touchMove", start + ((end - start) * step) / 8);
    await finger("touchEnd");
    await status(item).getByText(`“${first}” is now in position 2 of 4.`).waitFor();
    assert.deepEqual((await order(item)).slice(0, 2), [second, first]);
    assert.equal(await item.locator(".is-dragged").count(), 0);
    assert.equal(await page.evaluate(() => scrollY), before);
  });

  test("a drag that the device takes away leaves the order as it was", async (t) => {
    const page = await open(t, { viewport: PHONE, hasTouch: true });
    const item = await question(page, "order");
    const before = await order(item);
    const [first, , third] = await item.locator(".order-entry").all();
    const grip = first?.locator(".grip");
    await grip?.evaluate((node) => node.scrollIntoView({ block: "center" }));
    const [from, to] = [await grip?.boundingBox(), await third?.boundingBox()];
    assert.ok(from && to);
    const device = await page.context().newCDPSession(page);
    /** @param {"touchStart" | "touchMove" | "touchCancel"} type @param {number[]} at */
    const finger = (type, ...at) =>
      device.send("Input.dispatchTouchEvent", {
        type,
        touchPoints: at.map((y) => ({ x: from.x + from.width / 2, y })),
      });
    await finger("touchStart", from.y + from.height / 2);
    const dragged = item.locator(".is-dragged");
    await dragged.waitFor();
    for (let step = 1; step <= 8; step += 1)
      await finger("touchMove", from.y + ((to.y + to.height - 3 - from.y) * step) / 8);
    assert.notDeepEqual(await order(item), before, "it went with the finger");
    await finger("touchCancel");
    await dragged.waitFor({ state: "detached" });
    assert.deepEqual(await order(item), before);
    assert.deepEqual(await item.locator(".order-number").allInnerTexts(), ["1", "2", "3", "4"]);
    await answered(item, () => check(item), "Put the items in order first.");
  });

  test("one entry out of place is partly right; the opposite order is wrong; the answer can be shown", async (t) => {
    const page = await open(t);
    const item = await question(page, "order");
    const [one = "", two = "", three = "", four = ""] = STEPS;
    await arrange(item, [two, three, four, one], (move) => move.click());
    await answered(item, () => check(item), "Partly correct: 3 of 4.");
    for (const text of STEPS) {
      const said = await item.locator(".order-entry", { hasText: text }).locator(".entry-verdict").innerText();
      // No entry stands in its place, and none is said to.
      assert.equal(said.trim(), text === one ? "Wrong order" : "Correct order");
    }
    // Three of four entries, and three quarters of the point.
    assert.equal(await score(page), "1 of 10 questions answered. Points so far: 0.8 of 11.");
    await arrange(item, [four, three, two, one], (move) => move.click());
    await answered(item, () => check(item), WRONG);
    await answered(item, () => button(item, "Show the answer").click(), /^Here is the answer\./);
    const answer = item.locator(".answer-order").first();
    assert.deepEqual(await answer.locator("li").allInnerTexts(), STEPS);
    await assertFocused(answer);
  });
});

describe("match", () => {
  /**
   * @param {Locator} item
   * @param {Record<string, string>} pairs
   */
  async function match(item, pairs) {
    for (const [term, definition] of Object.entries(pairs)) {
      const menu = item.getByRole("combobox", { name: term });
      const value = await menu.locator("option", { hasText: definition }).getAttribute("value");
      await menu.selectOption(value);
    }
  }

  test("all pairs right", async (t) => {
    const page = await open(t);
    const item = await question(page, "pairs");
    await match(item, PAIRS);
    await answered(item, () => check(item), RIGHT);
    assert.equal(await item.locator(".pair .entry-verdict", { hasText: "Correct" }).count(), 3);
    await assertFocused(item.getByText("Bordin named the three.").first());
    assert.equal(await score(page), "1 of 10 questions answered. Points so far: 1 of 11.");
  });

  test("one pair right is part of the points; none is wrong", async (t) => {
    const page = await open(t);
    const item = await question(page, "pairs");
    await match(item, { Bond: PAIRS.Bond, Goal: PAIRS.Task, Task: PAIRS.Goal });
    await answered(item, () => check(item), PARTIAL);
    assert.equal(await item.locator(".pair .entry-verdict", { hasText: "Incorrect" }).count(), 2);
    assert.equal(await score(page), "1 of 10 questions answered. Points so far: 0.3 of 11.");
    await match(item, { Bond: PAIRS.Goal, Goal: PAIRS.Task, Task: PAIRS.Bond });
    await answered(item, () => check(item), WRONG);
    assert.equal(await score(page), "1 of 10 questions answered. Points so far: 0 of 11.");
  });

  test("by keyboard alone; an empty menu is pointed out", async (t) => {
    const page = await open(t);
    const item = await question(page, "pairs");
    const [first, ...others] = await item.getByRole("combobox").all();
    assert.ok(first);
    await tabTo(first);
    await page.keyboard.press("ArrowDown");
    await tabTo(button(item, "Check my answer"));
    await answered(item, () => page.keyboard.press("Enter"), "Complete all fields.");
    assert.ok(others[0]);
    await assertFocused(others[0]);
    for (const [term, definition] of Object.entries(PAIRS)) {
      const menu = item.getByRole("combobox", { name: term });
      const letter = await item
        .locator(".definitions li", { hasText: definition })
        .locator(".option-letter")
        .innerText();
      await menu.evaluate((node) => node.focus());
      await page.keyboard.press(letter);
      assert.equal((await menu.locator("option:checked").innerText())[0], letter);
    }
    await tabTo(button(item, "Check my answer"));
    await answered(item, () => page.keyboard.press("Enter"), RIGHT);
  });
});

describe("fill in the blank", () => {
  test("any accepted answer is right, whatever its case and spaces; Enter checks", async (t) => {
    const page = await open(t);
    const item = await question(page, "blanks");
    await tabTo(item.getByRole("textbox", { name: "Blank 1 of 2" }));
    await page.keyboard.type(" RUPTURE ");
    await page.keyboard.press("Tab");
    await page.keyboard.type("attuning");
    await answered(item, () => page.keyboard.press("Enter"), RIGHT);
    await assertFocused(item.getByText("The two words name a strain and its remedy.").first());
    assert.equal(await score(page), "1 of 10 questions answered. Points so far: 1 of 11.");
  });

  test("one of two is partly right, none is wrong, and the answers can be shown", async (t) => {
    const page = await open(t);
    const item = await question(page, "blanks");
    const [first, second] = await item.getByRole("textbox").all();
    await first?.fill("rupture");
    await answered(item, () => check(item), "Complete all fields.");
    assert.ok(second);
    await assertFocused(second);
    await second.fill("sympathy");
    await answered(item, () => check(item), PARTIAL);
    assert.equal(await item.locator(".blank .entry-verdict", { hasText: "Incorrect" }).count(), 1);
    assert.equal(await score(page), "1 of 10 questions answered. Points so far: 0.5 of 11.");
    await first?.fill("break");
    await answered(item, () => check(item), WRONG);
    await answered(item, () => button(item, "Show the answer").click(), /^Here is the answer\./);
    const answer = item.locator(".answer-blanks").first();
    assert.match(await answer.innerText(), /rupture[\s\S]*attunement[\s\S]*attuning/);
    await assertFocused(answer);
  });
});

test("what is said of a blank stands beneath it, and the sentence goes on at the blank, on a phone too", async (t) => {
  const page = await open(t);
  for (const width of [320, 360, 390, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const id of ["blanks", "menu"]) {
      const item = await question(page, id);
      for (const box of await item.getByRole("textbox").all()) await box.fill(`w${width}`);
      for (const menu of await item.getByRole("combobox").all()) await menu.selectOption({ index: 1 });
      await check(item);
      await item.locator(".blank .entry-verdict").last().waitFor();
      const places = await item.locator(".blank").evaluateAll((all) =>
        all.map((blank) => {
          const [field, word] = [blank.firstElementChild, blank.lastElementChild].map((each) =>
            each?.getBoundingClientRect(),
          );
          const range = document.createRange();
          const text = blank.nextSibling;
          if (!field || !word || !text) return "incomplete";
          range.setStart(text, 0);
          range.setEnd(text, 1);
          const sign = range.getBoundingClientRect();
          if (word.top < field.bottom || word.left > field.left) return "not beneath";
          // The box of a blank is as wide as the wider of the two.
          const end = Math.max(field.right, word.right);
          return sign.left - end < 4 && sign.bottom > field.top && sign.top < field.bottom ? "" : "parted";
        }),
      );
      assert.deepEqual(places, ["", ""], `${id} at ${width}`);
    }
  }
});

test("the sign behind a blank never begins a line, however wide the window is", async (t) => {
  const page = await open(t);
  for (let width = 320; width <= 640; width += 4) {
    await page.setViewportSize({ width, height: 800 });
    const parted = await page.locator("#q-blanks .blank, #q-menu .blank").evaluateAll((all) =>
      all.flatMap((blank) => {
        const text = blank.nextSibling;
        if (!text?.textContent || !/^[.,]/.test(text.textContent)) return ["no sign"];
        const range = document.createRange();
        range.setStart(text, 0);
        range.setEnd(text, 1);
        const [field, sign] = [blank.getBoundingClientRect(), range.getBoundingClientRect()];
        return sign.left < field.right - 1 || sign.top > field.bottom ? [text.textContent] : [];
      }),
    );
    assert.deepEqual(parted, [], `at ${width}`);
  }
});

test("“Check my answer” stands out once something is chosen, moved or typed, and not before", async (t) => {
  const page = await open(t);
  const filled = (/** @type {Locator} */ item) =>
    button(item, "Check my answer").evaluate((node) => getComputedStyle(node).backgroundColor !== "rgba(0, 0, 0, 0)");
  /** @type {[string, (item: Locator) => Promise<unknown>][]} */
  const acts = [
    ["single", (item) => item.getByRole("radio").first().check()],
    ["several", (item) => item.getByRole("checkbox").first().check()],
    ["menu", (item) => item.getByRole("combobox").first().selectOption({ index: 1 })],
    ["pairs", (item) => item.getByRole("combobox").first().selectOption({ index: 1 })],
    ["order", (item) => item.locator(".move:not([aria-disabled])").first().press("Enter")],
    ["rated", (item) => item.getByRole("radio").first().check()],
    ["blanks", (item) => item.getByRole("textbox").first().pressSequentially("r")],
  ];
  for (const [id, act] of acts) {
    const item = await question(page, id);
    assert.equal(await filled(item), false, `${id} before`);
    await act(item);
    assert.equal(await filled(item), true, `${id} after`);
  }
  const blanks = await question(page, "blanks");
  await blanks.getByRole("textbox").first().press("Backspace");
  assert.equal(await filled(blanks), false, "what was typed is gone again");
});

describe("a verdict is of the answer that was checked: it goes once that is changed, and comes back with it", () => {
  const VERDICT = /\b(Inc|inc|C|c)orrect\b|Wrong order|You were|Author’s rating|tempting|door closed/;
  /** @param {Locator} item @param {string[]} ratings */
  const rate = async (item, ...ratings) => {
    for (const [at, words] of Object.keys(RATINGS).entries())
      if (ratings[at]) await ratingOf(item, words).getByText(ratings[at], { exact: true }).click();
  };
  /** @param {Locator} item @param {number} at */
  const pick = (item, at) => item.getByRole("combobox").nth(at).selectOption({ index: 1 });
  /** @type {[string, (item: Locator) => Promise<unknown>, (item: Locator) => Promise<unknown>, string?][]} */
  const kinds = [
    ["single", (item) => choose(item, "Explain the plan"), (item) => choose(item, "Wait for"), "1 attempt left."],
    ["several", (item) => choose(item, "A loud complaint"), (item) => choose(item, "Shorter answers")],
    ["judge", (item) => choose(item, "I am not your father"), (item) => choose(item, "What was he like")],
    ["rated", (item) => rate(item, "Best", "Best", "Best"), (item) => rate(item, "Defensible"), "2 attempts left."],
    [
      "sure",
      (item) => choose(item, "The client").then(() => item.getByText("Certain", { exact: true }).click()),
      (item) => choose(item, "The therapist"),
    ],
    [
      "order",
      (item) => item.locator(".move:not([aria-disabled])").first().click(),
      (item) => item.locator(".move:not([aria-disabled])").last().click(),
      "is now in position",
    ],
    [
      "pairs",
      async (item) => {
        for (const at of [0, 1, 2]) await pick(item, at);
      },
      (item) => item.getByRole("combobox").first().selectOption({ index: 2 }),
    ],
    [
      "blanks",
      async (item) => {
        for (const field of await item.getByRole("textbox").all()) await field.fill("rapture");
      },
      (item) => item.getByRole("textbox").first().pressSequentially("s"),
    ],
    [
      "menu",
      (item) => pick(item, 0).then(() => pick(item, 1)),
      (item) => item.getByRole("combobox").first().selectOption({ index: 2 }),
    ],
  ];
  for (const [id, answer, edit, left = ""] of kinds) {
    test(id, async (t) => {
      const page = await open(t);
      let item = await question(page, id);
      await answer(item);
      await check(item);
      const [seen, read] = [await item.innerText(), await item.ariaSnapshot()];
      assert.match(seen, VERDICT);
      assert.match(read, VERDICT);
      await edit(item);
      assert.doesNotMatch(await item.innerText(), VERDICT);
      assert.doesNotMatch(await item.ariaSnapshot(), VERDICT, "for a screen reader");
      assert.equal(await item.locator("[class*=verdict-]:visible").count(), 0, "no colour either");
      const beside = await status(item).innerText();
      assert.ok(left ? beside.includes(left) : !beside.trim(), beside);
      await page.reload();
      item = await question(page, id);
      assert.match(await item.innerText(), VERDICT, "the answer that was checked, with its verdict");
    });
  }
});

test("by touch alone every kind of question is answered and checked", async (t) => {
  const page = await open(t, { viewport: PHONE, hasTouch: true });
  const tapped = (/** @type {Locator} */ item, /** @type {string} */ words) =>
    option(item, words).locator(".option-text").tap();
  /** A menu opens a list of the device's own, of which one is chosen. @param {Locator} menu @param {string} words */
  const picked = async (menu, words) =>
    menu.selectOption(await menu.locator("option", { hasText: words }).getAttribute("value"));
  /** @param {Locator} item @param {string[]} words */
  const typed = async (item, ...words) => {
    for (const [at, word] of words.entries()) {
      await item.getByRole("textbox").nth(at).tap();
      await page.keyboard.type(word);
    }
  };
  /** @type {[string, (item: Locator) => Promise<unknown>][]} */
  const acts = [
    ["single", (item) => tapped(item, "Say what you noticed")],
    ["several", (item) => tapped(item, "Shorter answers").then(() => tapped(item, "A sudden change of subject"))],
    ["judge", (item) => tapped(item, "Something I said landed badly")],
    [
      "rated",
      async (item) => {
        for (const [words, rating] of Object.entries(RATINGS))
          await ratingOf(item, words).getByText(rating, { exact: true }).tap();
      },
    ],
    [
      "sure",
      async (item) => {
        await tapped(item, "The therapist");
        await item.getByText("Fairly sure", { exact: true }).tap();
      },
    ],
    [
      "order",
      async (item) => {
        for (const [place, text] of STEPS.entries()) {
          const now = await item.locator(".order-text").allInnerTexts();
          for (let at = now.indexOf(text); at > place; at -= 1)
            await item.getByRole("button", { name: `Move “${text}” up` }).tap();
        }
      },
    ],
    [
      "pairs",
      async (item) => {
        for (const [term, definition] of Object.entries(PAIRS))
          await picked(item.getByRole("combobox", { name: term }), definition);
      },
    ],
    ["blanks", (item) => typed(item, "rupture", "attunement")],
    [
      "menu",
      async (item) => {
        await picked(item.getByRole("combobox").first(), "ask");
        await picked(item.getByRole("combobox").last(), "listen");
      },
    ],
  ];
  for (const [id, act] of acts) {
    const item = await question(page, id);
    await act(item);
    await button(item, "Check my answer").tap();
    await page.locator(`attune-item#q-${id}[data-done]`).waitFor();
  }
  const reflection = await question(page, "open");
  await typed(reflection, "I see you looking at the clock.");
  await reflection.locator(".answer > summary").tap();
  await reflection.getByText("You looked at the clock just now.").waitFor();
  await page.getByText("All 10 questions answered. Points: 11 of 11.").waitFor();
});

test("a question is set larger than its options, “Why” over the explanation, with one gap between its parts", async (t) => {
  const page = await open(t);
  const item = await question(page, "single");
  const size = (/** @type {string} */ part) =>
    item
      .locator(part)
      .first()
      .evaluate((node) => parseFloat(getComputedStyle(node).fontSize));
  assert.deepEqual([await size(".stem p"), await size(".option-text")], [22, 19]);
  // From the words to what is answered, and from that to the buttons.
  const gaps = await page.locator("attune-item").evaluateAll((items) =>
    items.flatMap((item) => {
      const parts = [...item.querySelectorAll(":scope > fieldset > *, :scope > [data-actions]")];
      const seen = parts.filter((part) => part.getBoundingClientRect().height > 1 && !part.matches("legend"));
      const boxes = seen.map((part) => part.getBoundingClientRect());
      // A hint opens between the two, and how sure one is stands in a frame of its own.
      if (item.querySelector(".hint, .confidence")) boxes.pop();
      return boxes
        .slice(1)
        .map((box, at) => [box.top - (boxes[at]?.bottom ?? 0), seen[at + 1]])
        .filter(([, part]) => !(part instanceof Element && part.matches(".confidence, .reflection + *")))
        .map(([gap]) => `${item.id}: ${Math.round(Number(gap))}`);
    }),
  );
  assert.ok(gaps.length > 10, `${gaps.length}`);
  none(gaps.filter((gap) => !gap.endsWith(": 12")));
  await choose(item, "Say what you noticed");
  await check(item);
  const explanation = item.locator(".result .explanation");
  await explanation.waitFor();
  assert.deepEqual(await explanation.locator("p").allInnerTexts(), [
    "Why",
    "A small remark is enough for a beginning.",
  ]);
});

test("on a phone an option that was chosen and given up looks like one that was never chosen", async (t) => {
  const page = await open(t, { viewport: PHONE, hasTouch: true });
  const option = (await question(page, "several")).getByRole("checkbox").first();
  const label = option.locator("xpath=ancestor::label");
  const ground = () => label.evaluate((node) => getComputedStyle(node).backgroundColor);
  const before = await ground();
  await label.tap();
  assert.ok(await option.isChecked());
  assert.notEqual(await ground(), before);
  await label.tap();
  assert.ok(!(await option.isChecked()));
  assert.equal(await ground(), before);
});

describe("menu in the text", () => {
  test("right, in part and wrong", async (t) => {
    const page = await open(t);
    const item = await question(page, "menu");
    const [first, second] = await item.getByRole("combobox").all();
    assert.ok(first && second);
    await first.selectOption("explain");
    await second.selectOption("advise");
    await answered(item, () => check(item), WRONG);
    await first.selectOption("ask");
    await answered(item, () => check(item), PARTIAL);
    assert.equal(await score(page), "1 of 10 questions answered. Points so far: 0.5 of 11.");
    await second.selectOption("listen");
    await answered(item, () => check(item), RIGHT);
    await assertFocused(item.getByText("Asking comes before listening.").first());
    assert.equal(await score(page), "1 of 10 questions answered. Points so far: 1 of 11.");
  });

  test("by keyboard alone", async (t) => {
    const page = await open(t);
    const item = await question(page, "menu");
    const [first, second] = await item.getByRole("combobox").all();
    assert.ok(first && second);
    await tabTo(first);
    await page.keyboard.type("ask");
    await tabTo(second);
    await page.keyboard.type("listen");
    await tabTo(button(item, "Check my answer"));
    await answered(item, () => page.keyboard.press("Enter"), RIGHT);
  });
});

describe("open reflection", () => {
  test("a box to write in, then a model answer to compare with; nothing is scored", async (t) => {
    const page = await open(t);
    const item = await question(page, "open");
    const model = item.getByText("You looked at the clock just now.");
    assert.ok(!(await model.isVisible()));
    await tabTo(item.getByRole("textbox"));
    await page.keyboard.type("I see you looking at the clock.");
    await tabTo(item.locator(".answer > summary"));
    await answered(item, () => page.keyboard.press("Enter"), "");
    assert.ok(await model.isVisible());
    assert.equal(await item.getByRole("textbox").inputValue(), "I see you looking at the clock.");
    assert.equal(await score(page), "1 of 10 questions answered. Points so far: 0 of 11.");
  });
});

describe("the page's score", () => {
  test("counts every question, says when all are answered, and can begin again", async (t) => {
    const page = await open(t);
    const answers = {
      single: ["Say what you noticed"],
      several: ["Shorter answers", "A sudden change of subject"],
      judge: ["Something I said landed badly"],
      sure: ["The therapist"],
    };
    for (const [id, options] of Object.entries(answers)) {
      const item = await question(page, id);
      for (const words of options) await choose(item, words);
      if (id === "sure") await item.getByRole("radio", { name: "Fairly sure" }).check();
      await check(item);
    }
    const rated = await question(page, "rated");
    for (const [words, rating] of Object.entries(RATINGS)) await rate(rated, words, rating);
    await check(rated);
    const order = await question(page, "order");
    for (const [place, text] of STEPS.entries()) {
      const now = await order.locator(".order-text").allInnerTexts();
      for (let at = now.indexOf(text); at > place; at -= 1)
        await order.getByRole("button", { name: `Move “${text}” up` }).click();
    }
    await check(order);
    const pairs = await question(page, "pairs");
    for (const [term, definition] of Object.entries(PAIRS)) {
      const menu = pairs.getByRole("combobox", { name: term });
      await menu.selectOption(await menu.locator("option", { hasText: definition }).getAttribute("value"));
    }
    await check(pairs);
    const blanks = await question(page, "blanks");
    await blanks.getByRole("textbox").first().fill("rupture");
    await blanks.getByRole("textbox").last().fill("attunement");
    await check(blanks);
    const menu = await question(page, "menu");
    await menu.getByRole("combobox").first().selectOption("ask");
    await menu.getByRole("combobox").last().selectOption("listen");
    await check(menu);
    assert.equal(await score(page), "9 of 10 questions answered. Points so far: 11 of 11.");
    await (await question(page, "open")).locator(".answer > summary").click();
    // A disclosure tells of its opening a moment later.
    await page.locator("attune-score p", { hasText: "All 10 questions answered" }).waitFor();
    assert.equal(await score(page), "All 10 questions answered. Points: 11 of 11.");

    await page.getByRole("button", { name: "Answer all questions again" }).click();
    assert.equal(await score(page), "");
    assert.equal(await page.locator("main input:checked").count(), 0);
    assert.equal(await page.getByRole("button", { name: "Check my answer" }).count(), 9);
  });
});
