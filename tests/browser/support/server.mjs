// A host for static files, as small as a host can be: folders answer with their index, unknown addresses with `404.html`,
// and the headers are those that the site's own `_headers` asks for.
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

/** @type {Record<string, string>} */
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};

/**
 * @typedef {object} Host
 * @property {string} origin such as `http://127.0.0.1:4000`
 * @property {string} root the origin and the path of the site, with `/` at the end
 * @property {() => Promise<void>} close
 */

/**
 * Serves a folder on a free port of this machine.
 * @param {string} folder
 * @param {string} [mount] the path under which it stands, with `/` at both ends
 * @returns {Promise<Host>}
 */
export async function serve(folder, mount = "/") {
  const rules = headerRules(await readFile(join(folder, "_headers"), "utf8").catch(() => ""));
  const server = createServer(async (request, response) => {
    // As nginx and others do, `//` is taken for `/`.
    const path = decodeURIComponent(new URL(`http://host${request.url ?? "/"}`).pathname).replace(/\/+/g, "/");
    for (const [name, value] of rules.filter((rule) => rule.pattern.test(path)).flatMap((rule) => rule.headers)) {
      response.setHeader(name, value);
    }
    const found = path.startsWith(mount) ? await find(folder, path.slice(mount.length)) : undefined;
    if (found?.folder) return response.writeHead(301, { location: `${path}/` }).end();
    const file = found?.file ?? join(folder, "404.html");
    const body = await readFile(file).catch(() => "not found");
    response.writeHead(found ? 200 : 404, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    return response.end(body);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(undefined)));
  server.unref();
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const origin = `http://127.0.0.1:${port}`;
  const close = () =>
    new Promise((closed) => {
      server.closeAllConnections();
      server.close(() => closed(undefined));
    });
  return { origin, root: origin + mount, close: async () => void (await close()) };
}

/**
 * @param {string} folder
 * @param {string} path below the site's root
 * @returns {Promise<{ file?: string, folder?: true } | undefined>}
 */
async function find(folder, path) {
  const place = join(folder, normalize(`/${path}`));
  const kind = await stat(place).catch(() => undefined);
  if (kind?.isFile() && path !== "_headers") return { file: place };
  if (!kind?.isDirectory()) return undefined;
  return path === "" || path.endsWith("/") ? { file: join(place, "index.html") } : { folder: true };
}

/**
 * Reads the format that Netlify and Cloudflare Pages share: a path with `*`, then indented headers.
 * @param {string} text
 */
export function headerRules(text) {
  /** @type {{ pattern: RegExp, headers: [string, string][] }[]} */
  const rules = [];
  for (const line of text.split("\n").filter((line) => line.trim() && !line.startsWith("#"))) {
    if (!/^\s/.test(line)) {
      const parts = line
        .trim()
        .split("*")
        .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
      rules.push({ pattern: new RegExp(`^${parts.join(".*")}$`), headers: [] });
    } else {
      const at = line.indexOf(":");
      rules.at(-1)?.headers.push([line.slice(0, at).trim(), line.slice(at + 1).trim()]);
    }
  }
  return rules;
}
