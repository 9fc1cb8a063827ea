// A host before a host, that answers some addresses otherwise: as one does that asks who one is, is being deployed, or is gone.
import { createServer } from "node:http";

/** @typedef {{status?: number, headers?: Record<string, string>, body?: string, gone?: boolean, never?: boolean}} Answer */

/**
 * @param {string} origin of the host behind it
 * @returns {Promise<{origin: string, root: string, answers: Map<RegExp, Answer>, drop: () => void, close: () => Promise<void>}>} with what it
 * answers by address, which may change; `drop` breaks off what it never answers
 */
export async function gate(origin) {
  /** @type {Map<RegExp, Answer>} */
  const answers = new Map();
  /** @type {Set<import("node:net").Socket>} */
  const held = new Set();
  const server = createServer(async (request, response) => {
    const [, other] = [...answers].find(([address]) => address.test(request.url ?? "")) ?? [];
    if (other?.gone) return request.socket.destroy();
    // As over a network so slow that nobody would wait.
    if (other?.never) return void held.add(request.socket);
    if (other) {
      response.writeHead(other.status ?? 200, { "content-type": "text/html; charset=utf-8", ...other.headers });
      return response.end(other.body ?? "");
    }
    const own = await fetch(origin + request.url, { redirect: "manual" });
    response.writeHead(own.status, Object.fromEntries(own.headers));
    return response.end(Buffer.from(await own.arrayBuffer()));
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(undefined)));
  server.unref();
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const close = async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(() => closed(undefined)));
  };
  const drop = () => held.forEach((socket) => socket.destroy());
  return { origin: `http://127.0.0.1:${port}`, root: `http://127.0.0.1:${port}/`, answers, drop, close };
}
