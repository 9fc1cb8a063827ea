// Pictures in SVG: whatever an author puts into one, nothing runs and nothing is loaded when a reader opens it by itself, also
// on a host that sends no policy. What is harmless looks as it was drawn.
import assert from "node:assert/strict";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";

import { openBrowser, openPage } from "./support/browser.mjs";
import { buildHere, filesOf, repository, temporaryFolder } from "./support/course.mjs";
import { none } from "./support/none.mjs";
import { serve } from "./support/server.mjs";

const OPEN =
  '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90" height="90"';
const HTML = 'xmlns="http://www.w3.org/1999/xhtml"';
const RAN = "alert(document.domain)";
const CODED = "&#97;lert(1)";
const DATA = `data:image/svg+xml;base64,${Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" onload="${RAN}"/>`).toString("base64")}`;
const PAGE = `data:text/html,&lt;script>${RAN}&lt;/script>`;

/** What stands inside the picture. */
const INSIDE = [
  `<script>${RAN}</script>`,
  `<script type="text/javascript"><![CDATA[${RAN}]]></script>`,
  `<script href="/loaded.js"/>`,
  `<script xlink:href="data:text/javascript,${RAN}"/>`,
  `<s:script xmlns:s="http://www.w3.org/2000/svg">${RAN}</s:script>`,
  `<script ${HTML}>${RAN}</script>`,
  `<h:script xmlns:h="http://www.w3.org/1999/xhtml">${RAN}</h:script>`,
  `<SCRIPT>${RAN}</SCRIPT>`,
  `<g><g><defs><script>${RAN}</script></defs></g></g>`,
  `<metadata><script>${RAN}</script></metadata>`,
  `<title><script ${HTML}>${RAN}</script></title>`,
  `<desc><script>${RAN}</script></desc>`,
  `<foreignObject width="90" height="90"><img ${HTML} src="x" onerror="${RAN}"/></foreignObject>`,
  `<foreignObject width="90" height="90"><iframe ${HTML} src="javascript:${RAN}"/></foreignObject>`,
  `<foreignObject width="90" height="90"><body ${HTML} onload="${RAN}"/></foreignObject>`,
  `<img ${HTML} src="/loaded.png" onerror="${RAN}"/>`,
  `<iframe ${HTML} srcdoc="&lt;script>parent.${RAN}&lt;/script>"/>`,
  `<object ${HTML} data="${DATA}"/>`,
  `<embed ${HTML} src="${DATA}"/>`,
  `<link ${HTML} rel="stylesheet" href="/loaded.css"/>`,
  `<meta ${HTML} http-equiv="refresh" content="0;url=/loaded.html"/>`,
  `<base ${HTML} href="https://x.example/"/>`,
  `<video ${HTML} src="/loaded.mp4" autoplay=""/>`,
  `<audio ${HTML} src="/loaded.mp3" autoplay=""/>`,
  `<math xmlns="http://www.w3.org/1998/Math/MathML"><maction actiontype="statusline#${RAN}">x</maction></math>`,
  `<rect width="90" height="90" onclick="${RAN}" onmouseover="${RAN}" onfocus="${RAN}" tabindex="0"/>`,
  `<rect width="90" height="90" ONCLICK="${RAN}" onpointerdown="${CODED}"/>`,
  `<g onload="${RAN}"><rect/></g>`,
  `<image href="/nothing.png" onerror="${RAN}" width="1" height="1"/>`,
  `<animate onbegin="${RAN}" attributeName="x" dur="1s"/>`,
  `<set attributeName="onmouseover" to="${RAN}"/>`,
  `<a><animate attributeName="href" values="javascript:${RAN}"/><text y="50">click</text></a>`,
  `<a><set attributeName="xlink:href" to="javascript:${RAN}"/><text y="50">click</text></a>`,
  `<animateTransform attributeName="transform" onend="${RAN}" dur="0.01s"/>`,
  `<discard onbegin="${RAN}"/>`,
  `<handler xmlns:ev="http://www.w3.org/2001/xml-events" ev:event="load">${RAN}</handler>`,
  `<listener xmlns="http://www.w3.org/2001/xml-events" event="load" handler="javascript:${RAN}"/>`,
  `<a href="javascript:${RAN}"><text y="50">click</text></a>`,
  `<a xlink:href="javascript:${RAN}"><text y="50">click</text></a>`,
  `<a href="java&#10;script:${RAN}"><text y="50">click</text></a>`,
  `<a href="&#9;javascript:${RAN}"><text y="50">click</text></a>`,
  `<a href=" JaVaScRiPt&#58;${RAN}"><text y="50">click</text></a>`,
  `<a href="#a" xlink:href="javascript:${RAN}"><text y="50">click</text></a>`,
  `<a href="${PAGE}"><text y="50">click</text></a>`,
  `<a href="vbscript:${RAN}"><text y="50">click</text></a>`,
  `<a href="blob:${RAN}"><text y="50">click</text></a>`,
  `<use href="/loaded.svg#x"/>`,
  `<use xlink:href="${DATA}#x"/>`,
  `<image href="/loaded.png" width="9" height="9"/>`,
  `<image href="${DATA}" width="9" height="9"/>`,
  `<feImage href="/loaded.png"/>`,
  `<filter id="f"><feImage xlink:href="/loaded.png"/></filter><rect width="90" height="90" filter="url(#f)"/>`,
  `<style>@import "/loaded.css";</style>`,
  `<style>@import url(/loaded.css);</style>`,
  `<style>@IMP\\4f RT "/loaded.css";</style>`,
  `<style>@im@import x;port "/loaded.css";</style>`,
  `<style>@font-face { font-family: f; src: url(/loaded.woff2) } text { font-family: f }</style><text y="50">x</text>`,
  `<style>rect { fill: url("/loaded.svg#x"); cursor: url(/loaded.png), auto }</style><rect width="90" height="90"/>`,
  `<style>svg { background: image-set("/loaded.png" 1x) }</style>`,
  `<style>svg { background: u\\72l(/loaded.png) }</style>`,
  `<style>/*</style><style>*/ svg { background: url(/loaded.png) }</style>`,
  `<style><![CDATA[svg { background: url(/loaded.png) }]]></style>`,
  `<style><script>${RAN}</script></style>`,
  `<rect width="90" height="90" style="background: url(/loaded.png); fill: url('/loaded.svg#x')"/>`,
  `<rect width="90" height="90" fill="url(/loaded.svg#x)" mask="url(/loaded.svg#m)" clip-path="url(/loaded.svg#c)"/>`,
  `<rect width="90" height="90" filter="url(/loaded.svg#f)" cursor="url(/loaded.png)"/>`,
  `<text y="50" style="font-family: url(/loaded.woff2)">x</text>`,
  `<line x2="90" y2="90" stroke="red" marker-end="url(/loaded.svg#m)"/>`,
  `<?xml-stylesheet href="/loaded.css"?><rect/>`,
  `<rect xml:base="https://x.example/" width="1"/>`,
  `<text y="50">]]&gt;&lt;script>${RAN}&lt;/script></text>`,
  `<text y="50"><![CDATA[<script>${RAN}</script>]]></text>`,
  `<![CDATA[</svg><script>${RAN}</script>]]>`,
  `<!-- --><!-- > <script>${RAN}</script> --><rect/>`,
];
/** Whole pictures. */
const WHOLE = [
  `${OPEN} onload="${RAN}"><rect/></svg>`,
  `${OPEN} onload="&#x61;lert(1)" onresize="${RAN}"/>`,
  `<?xml version="1.0"?><?xml-stylesheet type="text/css" href="/loaded.css"?>${OPEN}/>`,
  `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="/loaded.xsl"?>${OPEN}/>`,
  `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "/loaded.dtd">${OPEN}><script>${RAN}</script></svg>`,
  `<!DOCTYPE svg [<!ATTLIST svg onload CDATA "${RAN}">]>${OPEN}/>`,
  `\u{feff}${OPEN}><script>${RAN}</script></svg>`,
  `<svg onload="${RAN}"><script>${RAN}</script></svg>`,
  `<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script>${RAN}</s:script></s:svg>`,
  `${OPEN} xmlns:x="http://www.w3.org/1999/xhtml"><x:script>${RAN}</x:script></svg>`,
];

const course = temporaryFolder();
const pictures = [...INSIDE.map((inside) => `${OPEN}>${inside}</svg>`), ...WHOLE];
const DRAWN = await filesOf(join(repository, "content"), ".svg");

await mkdir(join(course, "content"), { recursive: true });
const page = (/** @type {string} */ title) => `---\ntitle: ${title}\n---\n\nText.\n`;
await writeFile(join(course, "site.toml"), 'title = "Pictures"\n\n[files]\nallow = ["trusted.svg"]\n');
await writeFile(join(course, "content", "_index.md"), page("Home"));
for (const [at, picture] of pictures.entries()) await writeFile(join(course, "content", `p${at}.svg`), picture);
await writeFile(join(course, "content", "trusted.svg"), pictures[0] ?? "");
for (const [at, name] of DRAWN.entries()) {
  await copyFile(join(repository, "content", name), join(course, "content", `drawn${at}.svg`));
}
const site = await buildHere(course);
// No host must be needed for it.
await rm(join(site, "_headers"));
const host = await serve(site);
const originals = await serve(join(course, "content"));
after(async () => {
  await host.close();
  await originals.close();
});
const browser = await openBrowser();

const opened = await openPage(browser);
/** The picture that is open, and what it did. */
const now = { name: "", happened: /** @type {string[]} */ ([]) };
opened.on("dialog", (dialog) => {
  now.happened.push(`${now.name}: a script ran`);
  void dialog.dismiss();
});
opened.on("request", (request) => {
  const asked = new URL(request.url());
  if (asked.protocol !== "data:" && ![`/${now.name}`, "/favicon.ico"].includes(asked.pathname)) {
    now.happened.push(`${now.name}: ${asked.href} was asked for`);
  }
});
opened.on("framenavigated", (frame) => {
  if (new URL(frame.url()).pathname !== `/${now.name}`) now.happened.push(`${now.name}: leads to ${frame.url()}`);
});

/**
 * What happens when somebody opens a picture and touches all of it.
 * @param {string} name
 */
async function happens(name) {
  now.name = name;
  now.happened = [];
  await opened.goto(host.root + name);
  // Two frames: whatever begins with the picture has begun. A picture that leads elsewhere is gone by then.
  const touch = () => {
    for (const element of document.querySelectorAll("*")) {
      for (const kind of ["mouseover", "pointerdown", "focus", "click"]) {
        element.dispatchEvent(new MouseEvent(kind, { bubbles: true, cancelable: true }));
      }
    }
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  };
  await opened.evaluate(touch).catch(() => now.happened.push(`${name}: is gone`));
  return now.happened;
}

test("what is looked for would be seen", async () => {
  assert.notDeepEqual(await happens("trusted.svg"), []);
});

test(`${pictures.length} hostile pictures do nothing when they are opened`, async () => {
  assert.ok(pictures.length >= 60);
  const happened = [];
  for (const at of pictures.keys()) happened.push(...(await happens(`p${at}.svg`)));
  none(happened);
});

test("what is published of them names nothing that runs", async () => {
  for (const at of pictures.keys()) {
    const text = await readFile(join(site, `p${at}.svg`), "utf8");
    assert.doesNotMatch(
      text.replaceAll("&lt;script&gt;", ""),
      /<(\w+:)?script|\son\w+=|javascript:|<!DOCTYPE|<\?/i,
      `p${at}: ${text}`,
    );
  }
});

test("pictures that are harmless look as they were drawn", async () => {
  assert.ok(DRAWN.length > 0);
  const page = await openPage(browser);
  for (const at of DRAWN.keys()) {
    await page.goto(`${originals.root}drawn${at}.svg`);
    const drawn = await page.screenshot();
    await page.goto(`${host.root}drawn${at}.svg`);
    assert.ok(drawn.equals(await page.screenshot()), DRAWN[at]);
  }
  await page.context().close();
});
