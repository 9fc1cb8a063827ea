// Hosts that nobody here wrote, each serving a built site on this machine as docs/publishing.md says.
import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { after } from "node:test";

import { repository, temporaryFolder } from "./course.mjs";

/** Where the hosts that come as packages are installed. */
const packages = join(repository, "tests", "hosts", "node_modules", ".bin");

/** A free port of this machine. @returns {Promise<number>} */
const freePort = () =>
  new Promise((found) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => found(port));
    });
  });

/**
 * Starts a host and waits until it answers.
 * @param {string} program
 * @param {string[]} order
 * @param {string} address
 * @param {Record<string, string>} [env]
 */
async function start(program, order, address, env = {}) {
  const child = spawn(program, order, {
    env: { ...process.env, ...env },
    // Some leave things where they are started.
    cwd: temporaryFolder(),
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
  after(stop);
  for (;;) {
    if (ended) throw new Error(`${program} ended: ${said}`);
    const answer = await fetch(address, { redirect: "manual" }).catch(() => null);
    if (answer) return address;
    await new Promise((soon) => setTimeout(soon, 50));
  }
}

/** The nginx configuration of docs/publishing.md: of the root of a host, and of a path. */
async function nginxBlocks() {
  const guide = await readFile(join(repository, "docs", "publishing.md"), "utf8");
  const blocks = [...guide.matchAll(/```nginx\n([\s\S]*?)```/g)].map(([, block = ""]) => block);
  return { root: blocks[0] ?? "", below: blocks[1] ?? "" };
}

/** The Content-Security-Policy of a site's `_headers`. @param {string} site */
const policyOf = async (site) =>
  /Content-Security-Policy: (.*)/.exec(await readFile(join(site, "_headers"), "utf8"))?.[1] ?? "";

/**
 * @param {string} site
 * @param {string} [path] below which it stands
 */
export async function nginx(site, path = "/") {
  const [port, folder, blocks] = [await freePort(), temporaryFolder(), await nginxBlocks()];
  const block = (path === "/" ? blocks.root : blocks.below)
    .replace("listen 80;", `listen 127.0.0.1:${port};`)
    .replaceAll("/repair", path.replace(/\/$/, ""))
    .replaceAll("/srv/course", site)
    .replace("POLICY", await policyOf(site));
  await mkdir(join(folder, "logs"));
  const user = process.getuid?.() === 0 ? "user root;" : "";
  const config = `${user} daemon off; pid ${folder}/pid; error_log ${folder}/logs/error.log; events {}
    http { include /etc/nginx/mime.types; access_log off;
      ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(" ")}
      ${block} }`;
  await writeFile(join(folder, "nginx.conf"), config);
  return start(
    "nginx",
    ["-c", join(folder, "nginx.conf"), "-e", join(folder, "logs/error.log")],
    `http://127.0.0.1:${port}${path}`,
  );
}

/** Cloudflare's own server for trying Pages. @param {string} site */
export async function cloudflare(site) {
  const port = await freePort();
  const order = [
    "pages",
    "dev",
    site,
    "--ip",
    "127.0.0.1",
    "--port",
    String(port),
    "--compatibility-date",
    "2026-01-01",
  ];
  const env = {
    WRANGLER_SEND_METRICS: "false",
    CLOUDFLARE_CF_FETCH_ENABLED: "false",
    CI: "true",
    HOME: temporaryFolder(),
  };
  return start(join(packages, "wrangler"), order, `http://127.0.0.1:${port}/`, env);
}

/** A host that strips `index.html` and the slash. @param {string} site */
export async function stripping(site) {
  const port = await freePort();
  return start(
    join(packages, "serve"),
    ["--no-clipboard", "--no-port-switching", "-l", `tcp://127.0.0.1:${port}`, site],
    `http://127.0.0.1:${port}/`,
  );
}

/** Whether the hosts that come as packages are there. */
export const hasPackages = existsSync(join(packages, "wrangler"));

/** Whether there is nginx. */
export const hasNginx = (() => {
  try {
    execFileSync("nginx", ["-v"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();
