// How typed answers are compared, points are given, and both are told in figures.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { scripts } from "./support/course.mjs";

/** @type {typeof import("../../themes/default/static/js/score.js")} */
const { multiple, plain } = await import(pathToFileURL(join(scripts, "score.js")).href);
Object.assign(globalThis, { document: { documentElement: { lang: "de" }, querySelectorAll: () => [] } });
/** @type {typeof import("../../themes/default/static/js/results.js")} */
const { figures, percent, points, reaches } = await import(pathToFileURL(join(scripts, "results.js")).href);

test("what is typed in another way is the same answer", () => {
  for (const [a, b] of [
    ["8%", "8"],
    ["8 %", "8%"],
    ["Straße", "STRASSE"],
    ["straße", "Strasse"],
    ["１２ ＡＢＣ", "12 abc"],
    ["well—being", "well-being"],
    ["−5", "-5"],
    ["－5", "-5"],
    ["10–12", "10 - 12"],
    ["so—he went", "so -- he went"],
    ["wait…", "wait..."],
    ["wait …", "wait..."],
    ["wait . . .", "wait..."],
    ["8％", "8"],
    ["٨٪", "8 %"],
    ["8\u202f%", "8%"],
    ["ΟΔΟΣ", "οδος"],
    ["İstanbul", "istanbul"],
    ["MAẞ", "mass"],
    ["STRASSE\u00a0 5", "straße 5"],
    ["don’t", "don't"],
    ["don′t", "don't"],
    ["don´t", "don't"],
    ["don`t", "don't"],
    ["donʼt", "don't"],
    ["don＇t", "don't"],
    ["l’alliance", "L'ALLIANCE"],
    ["″so″", '"so"'],
    ["＂so＂", '"so"'],
    ["„so“", '"so"'],
    ["«so»", '"so"'],
    ["cafe\u0301", "café"],
    ["\u200fاستماع\u200e", "استماع"],
    ["\u2067استماع\u2069", "استمـــاع"],
    ["می\u200cخواهم", "میخواهم"],
    ["E\u0301TE\u0301", "été"],
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
    ["-5", "5"],
    ["5", "5.0"],
    ["resent", "re sent"],
    ["a..b", "a b"],
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

test("percent is all only where all was reached, and nothing only where nothing was", () => {
  const told = (/** @type {[number, number][]} */ ...pairs) => pairs.map(([part, all]) => percent(part, all));
  assert.deepEqual(told([199, 200], [1, 200], [0, 200], [200, 200], [0, 0]), [99, 1, 0, 100, 0]);
  assert.deepEqual(told([2, 3], [1, 3], [1, 2], [1, 1000], [999, 1000]), [67, 33, 50, 1, 99]);
  for (let all = 1; all < 300; all += 1) {
    for (let part = 0; part <= all; part += 1) {
      const shown = percent(part, all);
      assert.ok(Number.isInteger(shown) && Math.abs(shown - (100 * part) / all) <= 1, `${part} of ${all}: ${shown}`);
      assert.equal(shown === 100, part === all, `${part} of ${all}`);
      assert.equal(shown === 0, part === 0, `${part} of ${all}`);
    }
  }
});

test("points have at most one decimal, with the language’s sign, and reach no mark that was not reached", () => {
  assert.deepEqual(
    [points(2 / 3, 10), points(9.99, 10), points(0.01, 10), points(0.1 + 0.2 + 0.7, 1), points(0, 3), points(1.25, 2)],
    ["0,7", "9,9", "0,1", "1", "0", "1,3"],
  );
  for (const [s, all, p, shown, share] of /** @type {[number, number, number, string, string][]} */ ([
    [18.95, 20, 95, "18,9", "94"],
    [19, 20, 95, "19", "95"],
    [15.75, 21, 75, "15,8", "75"],
    [15.74, 21, 75, "15,7", "74"],
    [15.07, 22, 69, "15,1", "68"],
    [0.1 + 0.2 + 2.7, 4, 75, "3", "75"],
    [0, 4, 0, "0", "0"],
  ])) {
    assert.deepEqual(figures({ s, all, p }), { points: shown, all: String(all), percent: share }, `${s} of ${all}`);
    assert.equal(reaches(s, all, p), (100 * s) / all >= p - 1e-6, `${s} of ${all}`);
  }
});
