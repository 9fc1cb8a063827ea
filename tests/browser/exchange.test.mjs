// Scenarios, practice and dialogues, as a learner meets them: by mouse, by keyboard, on a phone and without script.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, describe, test } from "node:test";

import { assertAccessible, assertAccessibleInEveryLook } from "./support/axe.mjs";
import { isUncovered, openBrowser, openPage, PHONE, watch } from "./support/browser.mjs";
import { build, buildHere, copyOf, fixture, repository } from "./support/course.mjs";
import { atEnd } from "./support/end.mjs";
import { assertFocused, tabTo } from "./support/item.mjs";
import { sideways } from "./support/layout.mjs";
import { none } from "./support/none.mjs";
import { serve } from "./support/server.mjs";

const host = await serve(await build(fixture("exchange")));
after(() => host.close());
const browser = await openBrowser();

/**
 * @param {import("node:test").TestContext} t
 * @param {string} path
 * @param {import("./support/browser.mjs").ContextOptions} [options]
 */
async function open(t, path, options) {
  const page = await openPage(browser, options);
  const complaints = watch(page, host.origin);
  await page.goto(host.root + path);
  atEnd(t, () => page.context().close());
  return { page, complaints };
}

describe("a scenario", () => {
  const SCENARIO = "room/scenario/";

  test("one moment at a time: a choice, what is said of it, the next; back, and begin again", async (t) => {
    const { page, complaints } = await open(t, SCENARIO);
    const moments = page.locator("[data-moment]:visible");
    assert.deepEqual(await moments.locator("strong").allInnerTexts(), ["The question lands"]);
    assert.ok(await page.getByText("Scenario map").isHidden(), "the map would give the ways away");
    await page.getByRole("link", { name: "Let’s put that on the agenda" }).click();
    const feedback = page.locator(".choice .said");
    assert.match(await feedback.innerText(), /leaves him alone with it/);
    assert.ok(await feedback.evaluate((node) => node === document.activeElement), "what is said is read first");
    await assertAccessibleInEveryLook(page);
    await page.getByRole("button", { name: "Continue" }).click();
    assert.deepEqual(await moments.locator("strong").allInnerTexts(), ["It goes quiet"]);
    assert.ok(await moments.evaluate((node) => node === document.activeElement));
    assert.match(await page.locator("[data-path]").innerText(), /You said: “Let’s put that on the agenda/);
    await assertAccessibleInEveryLook(page);
    await page.getByRole("button", { name: "Back one step" }).click();
    assert.deepEqual(await moments.locator("strong").allInnerTexts(), ["The question lands"]);
    assert.ok(await page.locator("[data-path]").isHidden());
    await page.getByRole("link", { name: "Let’s put that on the agenda" }).click();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("link", { name: "So, your goals." }).click();
    await page.getByRole("button", { name: "Continue" }).click();
    assert.deepEqual(await moments.locator("strong").allInnerTexts(), ["Out of the door"]);
    assert.match(await page.locator("[data-status]").innerText(), /1 of 3 endings seen/);
    await page.getByText("Scenario map").click();
    assert.equal(await page.locator(".map-edge.is-taken").count(), 2);
    assert.equal(await page.locator(".map-node.is-seen").count(), 3);
    assert.match(await page.locator(".scenario-legend li").first().innerText(), /seen/);
    assert.equal(await page.locator(".scenario-legend li", { hasText: "seen" }).count(), 3);
    const numbers = await page.locator(".map-node > text:not(.map-outcome)").allTextContents();
    assert.deepEqual(
      numbers.map(Number),
      numbers.map((_, at) => at + 1),
      "numbered as one reads",
    );
    const outcomes = await page.locator(".map-outcome").allTextContents();
    const places = await page
      .locator(".map-outcome")
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()));
    none(
      places.flatMap((a, at) =>
        places.slice(at + 1).flatMap((b) => {
          const apart = a.right < b.left || b.right < a.left || a.bottom < b.top || b.bottom < a.top;
          return apart ? [] : [`an outcome over another: ${JSON.stringify([a, b])}`];
        }),
      ),
    );
    assert.deepEqual(outcomes.map((words) => words.trim()).sort(), [
      "◐ Partly repaired",
      "✓ Repaired",
      "✕ Not repaired",
    ]);
    await assertAccessibleInEveryLook(page);
    const nodes = await page.locator(".map-node").evaluateAll((all) =>
      all.map((node) => {
        const place = node.getAttribute("href") ?? "";
        const { width, height } = node.querySelector("circle")?.getBoundingClientRect() ?? { width: 0, height: 0 };
        return place.startsWith("#") && document.getElementById(place.slice(1)) && Math.min(width, height) >= 36;
      }),
    );
    assert.deepEqual(nodes, [true, true, true, true, true], "each place is a link to its moment");
    await page.getByRole("link", { name: "1, The question lands" }).press("Enter");
    assert.deepEqual(await moments.locator("strong").allInnerTexts(), ["The question lands"]);
    await page.goBack();
    assert.deepEqual(await moments.locator("strong").allInnerTexts(), ["Out of the door"]);
    await page.getByRole("button", { name: "Start over" }).click();
    assert.deepEqual(await moments.locator("strong").allInnerTexts(), ["The question lands"]);
    none(complaints);
  });

  test("the browser’s Back is one step back, a reload stays, and neither fights with the buttons", async (t) => {
    const { page, complaints } = await open(t, "room/dialogue/");
    await page.goto(host.root + SCENARIO);
    const moment = (/** @type {string} */ title) =>
      page.locator("[data-moment]:visible strong", { hasText: title }).waitFor();
    const say = async (/** @type {string} */ words) => {
      await page.getByRole("link", { name: words }).click();
      await page.getByRole("button", { name: "Continue" }).click();
    };
    await say("Let’s put that on the agenda");
    await say("So, your goals.");
    await moment("Out of the door");
    await page.reload();
    await moment("Out of the door");
    assert.equal(await page.locator("[data-path] li").count(), 2);
    await page.goBack();
    await moment("It goes quiet");
    await page.goForward();
    await moment("Out of the door");
    await page.getByRole("button", { name: "Back one step" }).click();
    await moment("It goes quiet");
    await page.goBack();
    await moment("The question lands");
    await say("Let’s put that on the agenda");
    await say("So, your goals.");
    await page.getByRole("button", { name: "Start over" }).click();
    await moment("The question lands");
    await page.waitForFunction(() => !history.state.run);
    await page.goBack();
    await page.waitForURL(/dialogue/);
    // Leaving a page breaks off what it still loads.
    none(complaints);
  });

  test("one step back on a phone, by its button or the browser’s, the moment begins below the header", async (t) => {
    const shipped = await serve(await build(repository));
    atEnd(t, () => shipped.close());
    for (const way of ["button", "browser"]) {
      const { page } = await open(t, SCENARIO, {
        viewport: { width: 390, height: 844 },
        hasTouch: true,
        isMobile: true,
      });
      await page.goto(`${shipped.root}practice-room/the-question-about-goals/`);
      const moment = page.locator("[data-moment]:visible");
      const number = () => moment.locator(".moment-number").innerText();
      const seen = [await number()];
      while (await moment.locator(".choice-words").count()) {
        await moment.locator(".choice-words").first().tap();
        await page.getByRole("button", { name: "Continue" }).tap();
        await page.waitForFunction((last) => {
          const now = document.querySelector("[data-moment]:not([hidden]) .moment-number");
          return now && now.textContent?.trim() !== last;
        }, seen.at(-1));
        seen.push(await number());
      }
      assert.ok(seen.length > 2, seen.join());
      for (const before of seen.slice(0, -1).reverse()) {
        // As far down as one can read.
        await page.evaluate(() => document.querySelector("[data-actions]")?.scrollIntoView({ block: "start" }));
        if (way === "browser") await page.goBack();
        else await page.getByRole("button", { name: "Back one step" }).tap();
        await page.waitForFunction((wanted) => {
          const now = document.querySelector("[data-moment]:not([hidden])");
          if (now?.querySelector(".moment-number")?.textContent?.trim() !== wanted) return false;
          const top = now.querySelector(".moment-title")?.getBoundingClientRect().top ?? 0;
          const head = document.querySelector("[data-masthead]")?.getBoundingClientRect().bottom ?? 0;
          return now === document.activeElement && top >= head && top < innerHeight;
        }, before);
      }
    }
  });

  test("is printed whole, wherever one stands", async (t) => {
    const { page } = await open(t, SCENARIO);
    assert.equal(await page.locator("[data-moment]:visible").count(), 1);
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator("[data-moment]:visible").count(), 5);
    assert.ok(await page.getByText("leaves him alone with it").first().isVisible());
  });

  test("by keyboard, to a good end", async (t) => {
    const { page } = await open(t, SCENARIO);
    await tabTo(page.getByRole("link", { name: "Something in that question" }));
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.match(await page.locator("[data-moment]:visible").innerText(), /Repaired/);
  });

  test("without script it is a page of linked moments", async (t) => {
    const { page } = await open(t, SCENARIO, { javaScriptEnabled: false });
    assert.equal(await page.locator("[data-moment]:visible").count(), 5);
    await page.locator(".choice").first().getByText("About this choice").click();
    assert.ok(await page.getByText("leaves him alone with it").isVisible());
    await page.getByRole("link", { name: "Let’s put that on the agenda" }).click();
    await page.waitForURL("**#s-goals-quiet");
    await page.getByText("Scenario map").click();
    assert.ok(await page.locator(".scenario-drawing svg").isVisible());
  });

  test("an advisory offers a way round, and names where to turn", async (t) => {
    const { page } = await open(t, SCENARIO);
    const advisory = page.getByRole("note").filter({ hasText: "Someone is angry" });
    assert.equal(await advisory.getByRole("link", { name: "A line that answers" }).getAttribute("href"), "tel:112");
    await advisory.getByRole("link", { name: /Skip to/ }).click();
    assert.equal(await page.locator("h1").innerText(), "A practice");
  });
});

describe("a practice", () => {
  const PRACTICE = "room/practice/";

  test("a timer that says when time is up, a model answer, and ratings that add up", async (t) => {
    const { page, complaints } = await open(t, PRACTICE);
    const level = page.locator("[data-level='1']");
    await level.getByRole("button", { name: "Start the timer (5 seconds)" }).click();
    assert.match(await level.locator(".timer-left").innerText(), /seconds left/);
    await level.getByText("Time is up.").waitFor();
    await level.getByRole("textbox").fill("You looked away. Did I push?");
    await level.getByText("Compare with a model answer").click();
    assert.ok(await level.getByText("Did I push?”").isVisible());
    const hard = page.locator("[data-level='3']");
    /** @param {import("playwright-core").Locator} of */
    const ratings = async (of) => (await of.locator("[data-kept]").innerText()).trim();
    const save = (/** @type {import("playwright-core").Locator} */ of) =>
      of.getByRole("button", { name: "Save rating" }).click();
    await level.getByRole("checkbox", { name: "I named what I saw." }).check();
    await save(level);
    assert.match(await ratings(level), /^Saved: 1 of 3\./);
    await assertAccessibleInEveryLook(page);
    await page.reload();
    assert.equal(await ratings(level), "Saved ratings: 1/3");
    assert.equal(await page.getByRole("textbox").first().inputValue(), "", "what was written is not kept");
    await save(level);
    await save(level);
    assert.match(await ratings(level), /Saved ratings: 1\/3, 0\/3$/, "saved twice it counts once");
    assert.equal(await ratings(hard), "", "each statement is rated on its own");
    await save(hard);
    assert.match(await ratings(hard), /Saved ratings: 0\/3$/);
    const kept = await page.evaluate(() => JSON.parse(localStorage.getItem("attune:progress:/") ?? "{}").practice);
    assert.equal(kept["room/practice/#own"].l.length, 3, "three ratings");
    await page.getByRole("button", { name: "Delete saved ratings" }).click();
    await page.getByRole("button", { name: "No, keep it" }).click();
    assert.match(await ratings(level), /Saved ratings/);
    await page.getByRole("button", { name: "Delete saved ratings" }).click();
    await page.getByRole("button", { name: "Yes, delete" }).click();
    assert.deepEqual([await ratings(level), await ratings(hard)], ["", ""]);
    await page.reload();
    assert.deepEqual([await ratings(level), await ratings(hard)], ["", ""]);
    none(complaints);
  });

  test("where there is no microphone it says so, and the rest goes on", async (t) => {
    const { page } = await open(t, PRACTICE);
    await page.locator("[data-level='1']").getByRole("button", { name: "Record your answer" }).click();
    await page.getByText("Microphone unavailable or blocked.").waitFor();
  });

  test("an answer is recorded into memory, and can be heard", async (t) => {
    const { page, complaints } = await open(t, PRACTICE);
    // There is no microphone here: a tone stands in for a voice.
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = async () => {
        const context = new AudioContext();
        const tone = context.createOscillator();
        const to = context.createMediaStreamDestination();
        tone.connect(to);
        tone.start();
        return to.stream;
      };
    });
    const level = page.locator("[data-level='1']");
    await level.getByRole("button", { name: "Record your answer" }).click();
    await level.getByRole("button", { name: "Stop recording" }).click();
    await level.locator("audio").waitFor();
    assert.match((await level.locator("audio").getAttribute("src")) ?? "", /^blob:/);
    await assertAccessible(page, "recorded");
    none(complaints);
  });

  test("storage that is off, full or holds something else is no trouble", async (t) => {
    const { page, complaints } = await open(t, PRACTICE);
    await page.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
      Storage.prototype.getItem = () => "not { json";
    });
    await page.getByRole("button", { name: "Save rating" }).first().click();
    none(complaints);
  });

  test("without script everything is there", async (t) => {
    const { page } = await open(t, PRACTICE, { javaScriptEnabled: false });
    await page.getByText("Compare with a model answer").first().click();
    assert.ok(await page.getByText("Did I push?”").isVisible());
    await page.getByText("One thing to try next").click();
    assert.ok(await page.getByText("Leave out the word").isVisible());
  });
});

describe("the test of the shipped course", async () => {
  const site = await build(repository);
  const learners = await serve(site);
  after(() => learners.close());

  test("without script says what is there: the whole pool, to check oneself", async (t) => {
    const page = await openPage(browser, { javaScriptEnabled: false });
    atEnd(t, () => page.context().close());
    await page.goto(`${learners.root}after-repair/final-assessment/`);
    assert.equal(await page.locator("attune-item:visible").count(), 46);
    const words = await page.locator(".assessment").innerText();
    assert.match(words, /^All 46 questions .* are shown here/);
    assert.doesNotMatch(words, /drawn anew|hand in/);
  });
});

describe("for facilitators", async () => {
  const site = await build(repository, { facilitator: true });
  const open = await serve(site);
  after(() => open.close());

  test("every question of the test and every moment of a scenario stands open", async (t) => {
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    const complaints = watch(page, open.origin);
    await page.goto(`${open.root}after-repair/final-assessment/`);
    assert.equal(await page.locator("attune-item:visible").count(), 46);
    assert.equal(await page.locator(".answer[open]:visible").count(), 46);
    assert.match(await page.locator(".assessment").innerText(), /are shown here, each with its answer/);
    await page.goto(`${open.root}practice-room/the-question-about-goals/`);
    assert.equal(await page.locator("[data-moment]:visible").count(), 13);
    none(complaints);
  });

  test("the name of the edition is not broken within a word on a phone", async (t) => {
    const page = await openPage(browser, { viewport: PHONE });
    atEnd(t, () => page.context().close());
    await page.goto(`${open.root}after-repair/final-assessment/`);
    const lines = await page.locator(".edition").evaluate((node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      return range.getClientRects().length;
    });
    assert.ok(lines <= 2, `${lines} lines`);
    none(await sideways(page));
  });

  test("the table of coverage names its questions, and its last column is in view", async (t) => {
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    await page.goto(`${open.root}facilitator/coverage/`);
    const [first] = await page.locator(".coverage td a").allInnerTexts();
    assert.doesNotMatch(first ?? "", /^\d*$/);
    const overhang = await page
      .locator(".coverage")
      .evaluateAll((nodes) => Math.max(...nodes.map((node) => node.scrollWidth - node.clientWidth)));
    assert.ok(overhang <= 0, `a table is ${overhang} too wide for a desk`);
    await page.setViewportSize(PHONE);
    none(await sideways(page));
    await assertAccessible(page, "coverage on a phone");
  });
});

describe("a dialogue", () => {
  const DIALOGUE = "room/dialogue/";

  test("is read with its marks, or only the words", async (t) => {
    const { page } = await open(t, DIALOGUE);
    const mark = page.locator(".turn-marks").first();
    assert.ok(await mark.isVisible());
    await page.getByRole("radio", { name: "Transcript only" }).check();
    assert.ok(await mark.isHidden());
    assert.ok(await page.getByText("Said to the floor.").isHidden());
    await page.getByRole("radio", { name: "Annotated" }).check();
    assert.ok(await mark.isVisible());
  });

  /** @param {import("playwright-core").Page} page @param {number} turn @param {string} label */
  async function mark(page, turn, label) {
    await page.locator(`#s-talk-turn-${turn} .mark-exercise-button`).click();
    await page.locator(".mark-exercise-panel").getByRole("button", { name: label, exact: true }).click();
  }

  test("the marks can be found oneself, and are compared turn by turn", async (t) => {
    const { page, complaints } = await open(t, DIALOGUE);
    await page.getByRole("radio", { name: "Annotate it yourself" }).check();
    const buttons = page.getByRole("button", { name: /^Mark turn/ });
    await buttons.first().waitFor();
    assert.equal(await buttons.count(), 4);
    assert.equal(await page.getByRole("combobox").count(), 0, "no menu stands open");
    const foot = page.locator(".mark-exercise-foot");
    assert.match(await foot.innerText(), /0 of 4 turns marked/);
    assert.ok(await page.getByText("Mark the turns in which you notice something").isVisible());
    const [above, first] = await Promise.all(
      [".mark-exercise-ask", ".turn"].map((place) => page.locator(place).first().boundingBox()),
    );
    assert.ok(above && first && above.y < first.y, "the instruction stands above the first turn");
    await page.getByRole("button", { name: "Compare" }).click();
    assert.match(await foot.innerText(), /at least one turn/);
    await assertFocused(buttons.first());
    await buttons.first().click();
    await assertAccessibleInEveryLook(page);
    await page.locator(".mark-exercise-panel").getByRole("button", { name: "withdrawal", exact: true }).click();
    await assertFocused(page.getByRole("button", { name: "Turn 1, Client: withdrawal. Change" }));
    await mark(page, 3, "Ask");
    await mark(page, 4, "Notice");
    assert.match(await foot.innerText(), /3 of 4 turns marked/);
    await page.getByRole("button", { name: "Compare" }).click();
    assert.match(await foot.innerText(), /You found 1 of 3 annotated turns. 2 extra annotations/);
    assert.match(await page.locator("#s-talk-turn-1").innerText(), /Matches the author: withdrawal/);
    assert.match(await page.locator("#s-talk-turn-2").innerText(), /Author’s annotation: Notice/);
    assert.match(await page.locator("#s-talk-turn-3").innerText(), /Extra annotation: Ask/);
    for (const width of [320, 640, 1000, 1400]) {
      await page.setViewportSize({ width, height: 800 });
      const [note, said] = await Promise.all(
        [".turn-note", ".mark-exercise-said"].map((part) => page.locator(`#s-talk-turn-1 ${part}`).boundingBox()),
      );
      assert.ok(note && said);
      const beside = note.x >= said.x + said.width || said.x >= note.x + note.width;
      const below = note.y >= said.y + said.height || said.y >= note.y + note.height;
      assert.ok(beside || below, `the author’s note and the comparison stand apart at ${width}`);
    }
    await assertAccessibleInEveryLook(page);
    await page.getByRole("button", { name: "Clear and retry" }).click();
    await assertFocused(buttons.first());
    assert.match(await foot.innerText(), /0 of 4 turns marked/);
    none(complaints);
  });

  test("either of two marks of the author is right, and none of another turn", async (t) => {
    const course = await copyOf(fixture("exchange"));
    const file = join(course, "content/01-room/03-dialogue.md");
    const text = (await readFile(file, "utf8"))
      .replace("{rupture=withdrawal}", "{rupture=withdrawal step=notice}")
      .replace("{step=ask}", "{rupture=confrontation step=ask}");
    await writeFile(file, text);
    const own = await serve(await buildHere(course));
    atEnd(t, () => own.close());
    for (const [label, other] of [
      ["withdrawal", "Notice"],
      ["Notice", "withdrawal"],
    ]) {
      const page = await openPage(browser);
      atEnd(t, () => page.context().close());
      await page.goto(own.root + DIALOGUE);
      await page.getByRole("radio", { name: "Annotate it yourself" }).check();
      await page.getByRole("button", { name: "Mark turn 1, Client" }).waitFor();
      await mark(page, 1, label ?? "");
      await mark(page, 4, "withdrawal");
      await page.getByRole("button", { name: "Compare" }).click();
      assert.match(
        await page.locator(".mark-exercise-foot").innerText(),
        /You found 1 of 3 annotated turns\. 1 extra annotation/,
      );
      const said = await page.locator("#s-talk-turn-1").innerText();
      assert.ok(said.includes(`Matches the author: ${label}`) && said.includes(`annotation as well: ${other}`), said);
      const missed = await page.locator("#s-talk-turn-4").innerText();
      assert.match(missed, /Extra annotation: withdrawal/);
      assert.match(missed, /Author’s annotation: confrontation\s+Author’s annotation: Ask/);
    }
  });

  test("by keyboard: Enter opens what a turn can be marked with, Escape closes it, and Compare is never out of reach", async (t) => {
    const { page } = await open(t, DIALOGUE, { viewport: PHONE });
    await page.getByRole("radio", { name: "Annotate it yourself" }).check();
    const first = page.getByRole("button", { name: "Mark turn 1, Client" });
    await tabTo(first);
    await page.keyboard.press("Enter");
    assert.equal(await first.getAttribute("aria-expanded"), "true");
    assert.ok(await isUncovered(page.locator(".mark-exercise-panel")), "what can be chosen is in view");
    await page.keyboard.press("Escape");
    await assertFocused(first);
    assert.equal(await page.locator(".mark-exercise-panel").count(), 0);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: /^Turn 1, Client: / }).waitFor();
    for (const turn of [1, 2, 3, 4]) {
      await page.locator(`#s-talk-turn-${turn}`).scrollIntoViewIfNeeded();
      assert.ok(await isUncovered(page.getByRole("button", { name: "Compare" })), `at turn ${turn}`);
    }
    await page.locator("#s-talk-turn-1").evaluate((turn) => turn.scrollIntoView());
    const [foot, bar] = await Promise.all(
      [".mark-exercise-foot", ".bar"].map((part) => page.locator(part).boundingBox()),
    );
    assert.ok(foot && bar && foot.y + foot.height >= bar.y, "no line shows between what compares and the bar");
    await tabTo(page.getByRole("button", { name: "Compare" }));
    await page.keyboard.press("Enter");
    await page.getByText(/You found \d of 3/).waitFor();
  });

  test("by touch turns are marked, changed and compared, and one begins again", async (t) => {
    const { page, complaints } = await open(t, DIALOGUE, { viewport: PHONE, hasTouch: true });
    await page.getByText("Annotate it yourself").tap();
    const panel = page.locator(".mark-exercise-panel");
    const first = page.locator("#s-talk-turn-1 .mark-exercise-button");
    for (const label of ["Ask", "withdrawal"]) {
      await first.tap();
      const choice = panel.getByRole("button", { name: label, exact: true });
      const box = await choice.boundingBox();
      assert.ok(box && box.height >= 44, `${label}: ${box?.height}`);
      await choice.tap();
      await panel.waitFor({ state: "detached" });
      assert.equal(await first.innerText(), label);
    }
    await page.getByRole("button", { name: "Compare" }).tap();
    await page.locator("#s-talk-turn-1").getByText("Matches the author: withdrawal").waitFor();
    assert.match(await page.locator(".mark-exercise-foot").innerText(), /You found 1 of 3/);
    await page.getByRole("button", { name: "Clear and retry" }).tap();
    await page.getByText("0 of 4 turns marked").waitFor();
    none(complaints);
  });

  test("opens as its page says, and offers the marks of the page’s other dialogues too", async (t) => {
    const page = await openPage(browser);
    atEnd(t, () => page.context().close());
    await page.route(`**/${DIALOGUE}`, async (route) => {
      const html = await (await route.fetch()).text();
      const other =
        '<div data-dialogue><div class="turn"><ul class="turn-marks"><li data-role="repair">Elsewhere</li></ul></div></div>';
      await route.fulfill({
        contentType: "text/html",
        body: html.replace(" data-dialogue>", ' data-dialogue data-read="spot">').replace("</main>", `${other}</main>`),
      });
    });
    await page.goto(host.root + DIALOGUE);
    await page.getByRole("button", { name: "Mark turn 1, Client" }).click();
    assert.ok(await page.getByRole("radio", { name: "Annotate it yourself" }).isChecked());
    assert.ok(await page.locator(".turn-marks:visible", { hasNotText: "Elsewhere" }).first().isHidden());
    assert.ok(await page.getByRole("button", { name: "Elsewhere", exact: true }).isVisible());
  });

  test("without script the marks stand behind a disclosure", async (t) => {
    const { page } = await open(t, DIALOGUE, { javaScriptEnabled: false });
    assert.ok(await page.locator(".turn-marks").first().isHidden());
    await page.getByText("Show annotations").click();
    assert.ok(await page.locator(".turn-marks").first().isVisible());
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.locator(".turn-marks").first().isVisible());
  });

  test("the page that teaches a mark lists the turns that show it", async (t) => {
    const { page } = await open(t, "room/ask/");
    const seen = page.getByRole("region", { name: "Examples in other lessons" });
    assert.match(await seen.innerText(), /May I ask what it was\?/);
    await seen.getByRole("link", { name: "A dialogue" }).click();
    await page.waitForURL(/room\/dialogue\/#s-talk-turn-4$/);
  });
});
