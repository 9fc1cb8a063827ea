// Hosts that nobody here wrote, each serving a built site on this machine as docs/publishing.md says.
import { execFile, execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { appendFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after } from "node:test";
import { promisify } from "node:util";

import { attune, repository, temporaryFolder } from "./course.mjs";
import { freePort, start } from "./start.mjs";

/** Where the hosts that come as packages are installed. */
const packages = join(repository, "tests", "hosts", "node_modules", ".bin");

/**
 * Starts a host, which ends with the tests.
 * @param {string} program
 * @param {string[]} order
 * @param {string} address
 * @param {Record<string, string>} [env]
 */
async function host(program, order, address, env = {}) {
  // Some leave things where they are started.
  after(await start(program, order, address, { env, cwd: temporaryFolder() }));
  return address;
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
  return host(
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
  return host(join(packages, "wrangler"), order, `http://127.0.0.1:${port}/`, env);
}

/** A host that strips `index.html` and the slash. @param {string} site */
export async function stripping(site) {
  const port = await freePort();
  return host(
    join(packages, "serve"),
    ["--no-clipboard", "--no-port-switching", "-l", `tcp://127.0.0.1:${port}`, site],
    `http://127.0.0.1:${port}/`,
  );
}

/** Netlify's own engines for files, headers and redirections. @param {string} site */
export async function netlify(site) {
  const port = await freePort();
  const order = [join(repository, "tests", "hosts", "netlify.mjs"), site, String(port)];
  return host(process.execPath, order, `http://127.0.0.1:${port}/`);
}

/**
 * Publishes a course to a target that is written into its `site.toml`.
 * @param {string} course the course's folder
 * @param {string} target lines
 * @param {Record<string, string>} [env]
 */
export async function publish(course, target, env = {}) {
  const site = join(course, "site.toml");
  if (!(await readFile(site, "utf8")).includes("[publish.live]"))
    await appendFile(site, `\n[publish.live]\n${target}\n`);
  const order = ["publish", "live", "--quiet", "--yes", "--root", course];
  await promisify(execFile)(attune, order, { env: { ...process.env, NO_COLOR: "1", ...env } });
}

/** A bucket as a website, to which a course is published. @param {string} course the course's folder */
export async function s3Website(course) {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const order = ["--directory", temporaryFolder(), "--address", "127.0.0.1", "--port", String(port)];
  await host(
    join(packages, "s3rver"),
    [...order, "--allow-mismatched-signatures", "--configure-bucket", "course"],
    origin,
  );
  const target = `to = "s3://course"\nendpoint = "${origin}"\nallow_http = true\nbase_url = "https://training.example/course/"`;
  await publish(course, target, { AWS_ACCESS_KEY_ID: "S3RVER", AWS_SECRET_ACCESS_KEY: "S3RVER" });
  // As the provider's form writes it when static website hosting is switched on.
  const body =
    "<WebsiteConfiguration><IndexDocument><Suffix>index.html</Suffix></IndexDocument>" +
    "<ErrorDocument><Key>404.html</Key></ErrorDocument></WebsiteConfiguration>";
  const headers = { authorization: "AWS S3RVER:signature", date: new Date().toUTCString() };
  const set = await fetch(`${origin}/course?website`, { method: "PUT", body, headers });
  if (!set.ok) throw new Error(await set.text());
  return `${origin}/course/`;
}

/** Whether the hosts that come as packages are there. */
export const hasPackages = ["wrangler", "serve", "s3rver"].every((name) => existsSync(join(packages, name)));

/** Whether there is nginx. */
export const hasNginx = (() => {
  try {
    execFileSync("nginx", ["-v"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();
