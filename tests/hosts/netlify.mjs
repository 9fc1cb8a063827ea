// A site as Netlify serves it: its own engines for `_redirects`, files and `_headers`, in the order in which its local server asks them.
// netlify.mjs SITE PORT
import { createServer } from "node:http";

import { HeadersHandler } from "@netlify/headers";
import { RedirectsHandler } from "@netlify/redirects";
import { StaticHandler } from "@netlify/static";

const [site = "", port = ""] = process.argv.slice(2);
const origin = `http://127.0.0.1:${port}`;
const files = new StaticHandler({ directory: site });
const headers = new HeadersHandler({
  projectDir: site,
  publishDir: ".",
  logger: console,
});
const redirects = new RedirectsHandler({
  configRedirects: [],
  jwtRoleClaim: "",
  jwtSecret: "",
  projectDir: site,
  publicDir: site,
  siteURL: origin,
});

/** @param {Request} request */
async function answer(request) {
  const file = await files.match(request);
  if (file) return file.handle();
  const redirect = await redirects.match(request);
  if (redirect)
    return redirects.handle(
      request,
      redirect,
      async (asked) => (await files.match(asked))?.handle,
    );
  const missing = await files.match(new Request(`${origin}/404.html`));
  return missing
    ? new Response((await missing.handle()).body, {
        status: 404,
        headers: { "content-type": "text/html" },
      })
    : null;
}

createServer(async (request, response) => {
  const asked = new Request(`${origin}${request.url}`, {
    method: request.method ?? "GET",
  });
  const given = (await answer(asked)) ?? new Response("", { status: 404 });
  const full = new Response(given.body, given);
  await headers.apply(asked, full);
  response.writeHead(full.status, Object.fromEntries(full.headers));
  response.end(new Uint8Array(await full.arrayBuffer()));
}).listen(Number(port), "127.0.0.1");
