// Programs that serve: started on a free port of this machine, and stopped with the process that started them.
import { spawn } from "node:child_process";
import { createServer } from "node:net";

/** Where this process begins to look for ports: two of these tests run at once. */
let next = process.pid % 10_000;

/**
 * A port of this machine that nothing listens at. It lies below those from which systems take one for each connection outward, of
 * which a browser makes many before the program listens.
 * @returns {Promise<number>}
 */
export const freePort = () =>
  new Promise((found) => {
    const attempt = () => {
      const port = 20_000 + (next++ % 12_000);
      const server = createServer();
      server.once("error", attempt);
      server.listen(port, "127.0.0.1", () => server.close(() => found(port)));
    };
    attempt();
  });

/**
 * Starts a program and waits until it answers at an address; gives what stops it.
 * @param {string} program
 * @param {string[]} order
 * @param {string} address
 * @param {{ env?: Record<string, string>, cwd?: string }} [how]
 */
export async function start(program, order, address, { env = {}, cwd } = {}) {
  const child = spawn(program, order, {
    env: { ...process.env, ...env },
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (some) => (said += some));
  let ended = false;
  child.once("exit", () => (ended = true));
  const stop = () => {
    try {
      if (child.pid && !ended) process.kill(-child.pid, "SIGTERM");
    } catch {
      // It has ended meanwhile.
    }
  };
  process.once("exit", stop);
  for (;;) {
    if (ended) throw new Error(`${program} ended: ${said}`);
    const answer = await fetch(address, { redirect: "manual" }).catch(() => null);
    if (answer) return stop;
    await new Promise((soon) => setTimeout(soon, 50));
  }
}
