// How typed answers are compared: what a reader would take for the same is the same.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { scripts } from "./support/course.mjs";

/** @type {typeof import("../../themes/default/static/js/score.js")} */
const { multiple, plain } = await import(pathToFileURL(join(scripts, "score.js")).href);

test("what is typed in another way is the same answer", () => {
  for (const [a, b] of [
    ["8%", "8"],
    ["8 %", "8%"],
    ["Straße", "STRASSE"],
    ["straße", "Strasse"],
    ["１２ ＡＢＣ", "12 abc"],
    ["well—being", "well-being"],
    ["−5", "-5"],
    ["wait…", "wait..."],
    ["don’t", "don't"],
    ["don′t", "don't"],
    ["„so“", '"so"'],
    ["«so»", '"so"'],
    ["cafe\u0301", "café"],
    ["\u200fاستماع\u200e", "استماع"],
    ["re\u00adpair", "repair"],
    ["  two\u00a0 words ", "two words"],
    ["ﬁt", "fit"],
  ])
    assert.equal(plain(a ?? ""), plain(b ?? ""), `${a} and ${b}`);
});

test("what differs stays different", () => {
  for (const [a, b] of [
    ["résumé", "resume"],
    ["8", "9"],
    ["100% sure", "100 sure of it"],
    ["re-pair", "repair"],
    ["a b", "ab"],
  ])
    assert.notEqual(plain(a ?? ""), plain(b ?? ""), `${a} and ${b}`);
});

test("a wrong choice takes one right one away, and never more than there is", () => {
  const keys = [true, true, true, false];
  assert.equal(multiple([true, true, false, false], keys), 2 / 3);
  assert.equal(multiple([true, true, false, true], keys), 1 / 3);
  assert.equal(multiple([false, false, false, true], keys), 0);
});
