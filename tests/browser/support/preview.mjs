// The preview, started as an author starts it.
import { spawn } from "node:child_process";
import { after } from "node:test";
import { createInterface } from "node:readline";

import { attune } from "./course.mjs";

/**
 * @typedef {object} Preview
 * @property {string} root where it stands, with `/` at the end
 * @property {string} address the same, with the token where one is asked for
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the preview and says where it stands. No editor is known but the one that is given.
 * @param {string} folder
 * @param {{ port?: number, editor?: string, host?: string }} [how]
 * @returns {Promise<Preview>}
 */
export async function preview(folder, how = {}) {
  const env = { ...process.env, ATTUNE_EDITOR: how.editor ?? "none" };
  const order = ["serve", "--root", folder, "--port", String(how.port ?? 0), "--host", how.host ?? "127.0.0.1"];
  const child = spawn(attune, order, { env, stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise((done) => child.once("exit", done));
  after(() => void child.kill());
  const stop = async () => {
    child.kill();
    await ended;
  };
  for await (const line of createInterface(child.stderr)) {
    const [address, root] = /(http:\/\/\S+\/)(\?token=\w+)?/.exec(line) ?? [];
    if (!address || !root) continue;
    child.stderr.resume();
    return { root, address, stop };
  }
  throw new Error("the preview ended before it said where it stands");
}
