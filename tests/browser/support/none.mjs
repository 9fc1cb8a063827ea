// One assertion: a list of faults is empty. The message is the list.
import assert from "node:assert/strict";

/**
 * @param {string[]} faults
 * @param {string} [state] what was looked at
 */
export function none(faults, state = "") {
  if (faults.length > 0) assert.fail([state, ...faults].filter(Boolean).join("\n"));
}
