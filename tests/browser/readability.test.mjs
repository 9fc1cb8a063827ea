// How hard the shipped course is to read: the grade of each page's running text by the formula of Flesch and Kincaid.
// Dialogues, scenarios, practices and questions are spoken language, mostly of short sentences, and are left out.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { fleschKincaid } from "flesch-kincaid";
import { syllable } from "syllable";

import { repository } from "./support/course.mjs";
import { none } from "./support/none.mjs";

/** What a reader of fourteen reads with ease. */
const GRADE = 9;
/** Fewer words than this say little about a page. */
const ENOUGH = 60;
const SPOKEN = /^:{3,}\s*(dialogue|scenario|practice|question|figure)\b/;

/**
 * The running text of a page: its paragraphs and the entries of its lists, each ended as a sentence.
 * @param {string} page
 */
function runningText(page) {
  const body = page.replace(/^---\n[\s\S]*?\n---\n/, "");
  const lines = [];
  // Of each container that is open, whether its text is left out.
  /** @type {boolean[]} */
  const open = [];
  for (const line of body.split("\n")) {
    if (/^:{3,}\s*$/.test(line)) open.pop();
    else if (line.startsWith(":::")) open.push(SPOKEN.test(line));
    else if (!open.includes(true) && !/^(#|\||\s*$|>)/.test(line)) lines.push(plain(line));
  }
  return lines.map((line) => (/[.!?]["”’)]*$/.test(line) ? line : `${line}.`)).join(" ");
}

/** @param {string} line Markdown */
function plain(line) {
  return line
    .replace(/^\s*(?:[-*]|\d+\.)\s+/, "")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\s*\[-?@[^\]]*\]/g, "")
    .replace(/[*_`]|\{[^}]*\}/g, "")
    .trim();
}

/** @param {string} text */
function counts(text) {
  const words = text.match(/[\p{L}\d]+(?:['’-][\p{L}\d]+)*/gu) ?? [];
  const sentences = text.split(/[.!?]+["”’)]*(?:\s|$)/).filter((sentence) => /\p{L}/u.test(sentence));
  return {
    sentence: sentences.length,
    word: words.length,
    syllable: words.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0),
  };
}

test(`the running text of every page reads at or below grade ${GRADE}`, async (t) => {
  const files = await readdir(join(repository, "content"), { recursive: true });
  const hard = [];
  const grades = [];
  for (const file of files.filter((name) => name.endsWith(".md")).sort()) {
    const count = counts(runningText(await readFile(join(repository, "content", file), "utf8")));
    if (count.word < ENOUGH) continue;
    const grade = fleschKincaid(count);
    grades.push(grade);
    t.diagnostic(`${grade.toFixed(1)} ${file} (${count.word} words)`);
    if (grade > GRADE) hard.push(`${file}: grade ${grade.toFixed(1)}`);
  }
  assert.ok(grades.length > 55, `${grades.length} pages with enough running text`);
  none(hard);
});

test("what is spoken and what is markup does not count", () => {
  const text = runningText(
    "---\ntitle: T\n---\n\nOne *two* [three](x.md) [@key].\n\n::: dialogue\nA\n: Not this.\n:::\n\n:::: note\n- Four\n\n::: question\nNor this?\n:::\n::::\n\n## Nor this\n\n| a | b |\n",
  );
  assert.equal(text, "One two three. Four.");
});
