// The calendar file of the review, as RFC 5545 has it.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { scripts } from "./support/course.mjs";

const MESSAGE = { getAttribute: () => "review_event", textContent: "{n} question: {title}|{n} questions: {title}" };
class Template {
  content = { querySelectorAll: () => [MESSAGE] };
}
Object.assign(globalThis, {
  HTMLTemplateElement: Template,
  document: { querySelectorAll: () => [new Template()], documentElement: { lang: "en" } },
});
/** @type {typeof import("../../themes/default/static/js/calendar.js")} */
const { entries } = await import(pathToFileURL(join(scripts, "calendar.js")).href);

const day = (/** @type {number} */ n) => new Date(2026, 2, n).getTime();
const NOW = new Date(Date.UTC(2026, 1, 27, 12));

test("lines end as they must, are folded between characters, and text is escaped", () => {
  const title = `${"Brüche, Pausen; \\ und Reparatur 🌱 ".repeat(6)}\nEnde`;
  const file = entries([day(1), day(1), day(30)], title, "https://host.example/kurs/my/review/", NOW);
  assert.ok(file.endsWith("END:VCALENDAR\r\n"));
  assert.doesNotMatch(file.replaceAll("\r\n", ""), /[\r\n]/);
  for (const line of file.split("\r\n")) {
    assert.ok(Buffer.byteLength(line) <= 75, line);
    assert.equal(Buffer.from(line).toString(), line, "no character is cut");
  }
  const whole = file.replaceAll("\r\n ", "");
  assert.ok(whole.includes("SUMMARY:2 questions: Brüche\\, Pausen\\; \\\\ und"));
  assert.ok(whole.includes("\\nEnde\r\n"));
  assert.equal(whole.match(/BEGIN:VEVENT/g)?.length, 2);
  assert.equal(whole.match(/DTSTAMP:20260227T120000Z\r\n/g)?.length, 2);
  assert.ok(whole.includes("DTSTART;VALUE=DATE:20260330\r\nDTEND;VALUE=DATE:20260331\r\n"), "where clocks change too");
});

test("two courses of one host have other entries, and a course has the same ones the next time", () => {
  const uids = (/** @type {string} */ url) =>
    [
      ...entries([day(1), day(2)], "Course", url, NOW)
        .replaceAll("\r\n ", "")
        .matchAll(/UID:(.*)\r\n/g),
    ].map(([, uid]) => uid);
  const one = uids("https://host.example/one/my/review/");
  assert.equal(new Set([...one, ...uids("https://host.example/two/my/review/")]).size, 4);
  assert.deepEqual(uids("https://host.example/one/my/review/"), one);
});
