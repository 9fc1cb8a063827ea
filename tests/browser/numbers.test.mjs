// Numbers as people type them, without a browser.
import assert from "node:assert/strict";
import test from "node:test";
import { fits } from "../../themes/default/static/js/number.js";
import { plain } from "../../themes/default/static/js/score.js";

/** @type {[string, string[], string[]][]} */
const rows = [
  [
    "4.15e1 4.25e1 mg",
    ["42", "41,5", "41.5 mg", "42.5mg", "4.2e1 mg", "4,2 × 10^1", "4.2·10¹", "٤٢"],
    ["41.4", "42 g", "", "mg", "42x"],
  ],
  ["-3e0 4e0 °C", ["-3", "−3,0 °C", "- 1", "0", "+4"], ["-3.1", "4.01", "5 °C"]],
  ["5e-1 5e-1 g|5e2 5e2 mg", ["0,5 g", ".5", "500 mg", "500", "5e2 mg"], ["0.5 mg", "500 g", "5"]],
  ["8e0 8e0 %", ["8", "8%", "8 %", "8,0"], ["0.08", "9 %"]],
  [
    "1e3 1e3 ",
    ["1000", "1,000", "1.000", "1 000", "1'000", "1,000.0", "1.000,0", "1\u00a0000"],
    ["1,00", "10,00", "1000 mg", "1,0,0,0"],
  ],
  ["1.5e0 1.5e0 ", ["1.5", "1,5", "1.50"], ["15", "1 5"]],
  ["3e-1 3e-1 ", ["0.3", "0,30", ".3"], ["0.31"]],
  ["1e0 1e0 mL", ["1 mL"], ["1 ml", "1 L"]],
];

for (const [forms, right, wrong] of rows) {
  test(`${forms}: what fits and what does not`, () => {
    for (const typed of right) assert.ok(fits(typed, forms), `${typed} fits`);
    for (const typed of wrong) assert.ok(!fits(typed, forms), `${typed} does not fit`);
  });
}

test("case counts where it is asked for, and nothing else does", () => {
  assert.equal(plain("Na", true) === plain("NA", true), false);
  assert.equal(plain("Na"), plain("NA"));
  assert.equal(plain(" “Na” ", true), plain('"Na"', true));
});
